"""What publishing takes from timeline.toml: title, public address, theme; and where files go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.cli.selecting import named_selection
from timeline.cli.session import Session
from timeline.errors import Problem, Problems, TimelineError
from timeline.workspace import SETTINGS_FILE

if TYPE_CHECKING:
    from timeline.renderers.page.build import PageOptions

EXPORTS = "exports"
DEFAULT_NAME = "timeline"
_RECORDED = re.compile(r'data-recorded="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)"')


def page_options(session: Session, timeline_name: str | None, **given: Any) -> PageOptions:
    """The options of a page for a named timeline, or for the whole story.

    Raises:
        UnknownTimelineError; Problems: a setting in timeline.toml that means nothing.
    """
    from timeline.projections.selection import Selection
    from timeline.renderers.page.build import PageOptions
    from timeline.renderers.page.theme import read_theme

    settings = session.workspace.settings
    # Reading the selection checks that the table is one.
    selection = named_selection(session, timeline_name) if timeline_name else Selection()
    named = settings["timelines"][timeline_name] if timeline_name else {}
    return PageOptions(
        selection=selection,
        title=str(named.get("title", "")),
        description=str(named.get("description", "")),
        name=timeline_name or DEFAULT_NAME,
        head=sealed_head(session.workspace.root),
        url=public_address(session, timeline_name),
        theme=read_theme(settings, SETTINGS_FILE),
        remote_media=settings.get("remote_images") is True,
        **given,
    )


def sealed_head(root: Path) -> str:
    """The root, in hexadecimal, of the newest checkpoint of the sealed log; "" where none is.

    Raises:
        Problems: a seal that can't be read.
    """
    from timeline.log.trees import list_trees, read_tree

    trees = [read_tree(root, key) for key in list_trees(root)]
    newest = max((tree for tree in trees if tree.checkpoint), key=lambda t: t.size, default=None)
    return newest.checkpoint.root.hex() if newest and newest.checkpoint else ""


def public_address(session: Session, timeline_name: str | None) -> str:
    """Where the page will be public: `url` of timeline.toml and the page's name; "" without.

    Raises:
        Problems: `url` isn't a web address.
    """
    url = session.workspace.settings.get("url", "")
    if not url:
        return ""
    if not isinstance(url, str) or not url.startswith(("https://", "http://")) or " " in url:
        said = f"url: expected a web address beginning with https://, got {url!r:.120}"
        raise Problems([Problem(SETTINGS_FILE, 0, "bad-url", said)])
    return f"{url.rstrip('/')}/{timeline_name or DEFAULT_NAME}.html"


def publish(session: Session, name: str, data: bytes, output: str | None) -> Path:
    """Write a rendered file whole: to `output`, else as exports/NAME of the workspace."""
    from timeline.log.durable import replace_file

    path = Path(output) if output else session.workspace.root / EXPORTS / name
    if output is None:
        path.parent.mkdir(exist_ok=True)
    with named(path):
        replace_file(path, data)
    return path


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Tell a failure by the file that was asked for, not by the one that is written beside it."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


class NotARenderingError(TimelineError):
    code = "not-a-rendering"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"expected a page that timeline rendered, and {path} doesn't say when it was recorded",
            "give an earlier page, or the day since which to tell of changes",
        )


def recorded_in(session: Session, since: str | None) -> str:
    """The moment of an earlier rendering: that which a page says of itself, or a day's end.

    Raises:
        NotARenderingError: a file that is no such page; DateError: neither a file nor a date.
    """
    if since is None:
        return ""
    path = Path(since)
    if path.is_file():
        found = _RECORDED.search(path.read_text(encoding="utf-8", errors="replace"))
        if found is None:
            raise NotARenderingError(since)
        return found[1]
    return session.recorded_by(since) or ""
