"""What a workspace's log needs around it: two lines that git must know."""

from __future__ import annotations

from pathlib import Path

from timeline.log.durable import make_directory, replace_file, write_error
from timeline.log.segments import EVENTS

# Without this, a clone with core.autocrlf would rewrite the lines whose bytes the ids hash.
ATTRIBUTES = "events/** -text"
IGNORED = ".timeline/"


def init_log(root: str | Path) -> None:
    """Begin a log: make `events/` and tell git about it. Running it again changes nothing.

    Raises:
        TimelineError: the directory can't be written.
    """
    root = Path(root)
    try:
        make_directory(root / EVENTS)
        _ensure_line(root / ".gitattributes", ATTRIBUTES)
        _ensure_line(root / ".gitignore", IGNORED)
    except OSError as error:
        raise write_error(root, error) from error


def _ensure_line(path: Path, line: str) -> None:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if line in text.splitlines():
        return
    if text and not text.endswith("\n"):
        text += "\n"
    replace_file(path, f"{text}{line}\n".encode())
