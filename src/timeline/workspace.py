"""A workspace: the directory that holds a story's `events/`, and its `timeline.toml`.

Settings here change no answer: named timelines, theme, author, public URL. What changes answers
(zone, hemisphere, language, pad) is in the log itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from attrs import define

from timeline.errors import Problem, Problems, TimelineError
from timeline.log import Log
from timeline.log.segments import SETTINGS_FILE, is_begun

__all__ = [
    "LARGE",
    "SETTINGS_FILE",
    "NoAuthorError",
    "NoWorkspaceError",
    "Workspace",
    "find_workspace",
]

LARGE = 2 * 2**20
"""Bytes of events. Reading a smaller log takes less time than keeping an index of it."""


class NoWorkspaceError(TimelineError):
    code = "no-workspace"

    def __init__(self, start: Path) -> None:
        if not start.is_dir():
            super().__init__(
                f"expected a directory, and there is none at {start}",
                f"make a workspace there with: timeline init {start}",
            )
            return
        super().__init__(
            f"expected a workspace (a directory with events/ or timeline.toml) in {start} or "
            "above it, found none",
            "make one here with: timeline init",
        )


class NoAuthorError(TimelineError):
    code = "no-author"

    def __init__(self) -> None:
        super().__init__(
            "expected to know who records this, and nothing says so",
            'give --by NAME, or set TIMELINE_BY, or author = "NAME" in timeline.toml, '
            "or git's user.name",
        )


@define(slots=False)
class Workspace:
    """The directory `root` and what it holds."""

    root: Path

    @cached_property
    def log(self) -> Log:
        return Log(self.root)

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """timeline.toml as plain data; empty where there is none.

        Raises:
            Problems: it can't be read as TOML.
        """
        import tomllib

        path = self.root / SETTINGS_FILE
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            where = re.search(r" \(at line (\d+), column \d+\)", str(error))
            line = int(where[1]) if where else 0
            message = f"expected TOML: {str(error).replace(where[0] if where else '', '')}"
            remedy = "text goes into quotes, a list into [ ]"
            raise Problems([Problem(SETTINGS_FILE, line, "bad-toml", message)], remedy) from error

    def is_large(self) -> bool:
        """Whether the log is long enough to be asked through its index; 4,000 events or so."""
        paths = (self.root / "events").rglob("*.jsonl")
        sizes = accumulate((path.stat().st_size for path in paths), initial=0)
        return any(size > LARGE for size in sizes)

    def author(self, given: str = "") -> str:
        """Who records: as given, else TIMELINE_BY, timeline.toml's author, git's user.name."""
        found = given or os.environ.get("TIMELINE_BY", "") or str(self.settings.get("author", ""))
        found = " ".join(found.split()) or _git_user(self.root)
        if not found:
            raise NoAuthorError
        return found


def find_workspace(start: Path) -> Workspace:
    """The workspace that `start` lies in, as git finds a repository: here or above.

    Raises:
        NoWorkspaceError.
    """
    start = start.resolve()
    for place in (start, *start.parents) if start.is_dir() else ():
        if is_begun(place):
            return Workspace(place)
    raise NoWorkspaceError(start)


def _git_user(root: Path) -> str:
    """As git says in `root`, or above it where `init` has yet to make it."""
    import subprocess

    place = next(place for place in (root, *root.parents) if place.is_dir())
    try:
        found = subprocess.run(  # noqa: S603  fixed words, no shell
            ["git", "-C", str(place), "config", "user.name"],  # noqa: S607  git is found on PATH
            capture_output=True,
            text=True,
            check=False,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip()
