"""What a command that records something prints: the name, and the new event's id.

With --dry-run there is no event, and no id: none in text, null in JSON.
"""

from __future__ import annotations

from timeline.cli.session import print_json, print_text
from timeline.renderers.text import inert


def report(name: str, event: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"id": name, "event": event or None})
    else:
        print_text(f"{inert(name)}  {event[:8]}".rstrip())
