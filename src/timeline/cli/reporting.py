"""What a command that records something prints: the name, and the new event's id.

With --dry-run there is no event, and no id: none in text, null in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from timeline.cli.session import print_json, print_text
from timeline.errors import TimelineError
from timeline.renderers.text import inert


class NotToldError(TimelineError):
    """Something was recorded, and standard output did not take the answer."""

    code = "not-told"

    def __init__(self, told: str, error: OSError) -> None:
        super().__init__(
            f"recorded, but standard output did not take the answer ({error.strerror or error}): "
            f"{told}",
            "it is in the log, so don't record it again; see it with: timeline log",
        )


def report(name: str, event: str, *, as_json: bool) -> None:
    told = f"{inert(name)}  {event[:8]}".rstrip()
    with telling(told if event else ""):
        if as_json:
            print_json({"id": name, "event": event or None})
        else:
            print_text(told)


@contextmanager
def telling(recorded: str) -> Iterator[None]:
    """Around what prints that something was recorded; empty where nothing was.

    Raises:
        NotToldError: it was recorded, and can't be printed: who runs the command again would
            record it twice.
    """
    try:
        yield
    except OSError as error:
        if not recorded:
            raise
        raise NotToldError(recorded, error) from error
