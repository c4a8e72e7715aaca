"""What git has done lately, told from a few `stat` calls, without running git.

A segment may be appended to only while it cannot have been committed. Every git command that
commits, resets, rebases, merges, pulls or changes branches touches at least one of: HEAD, its
reflog, the loose ref that HEAD names, packed-refs, or the list of reftables. So the writer
keeps their stat and starts a new segment when any of them differs. A false alarm costs one
more file, nothing else.
"""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR

Stamp = tuple[int, int, int, int]
_ABSENT: Stamp = (0, 0, 0, 0)


def git_stamps(root: Path) -> list[Stamp]:
    """The stat of what git changes as it moves, for the repository that holds `root`.

    Empty outside a repository. Worktrees and submodules, whose `.git` is a file, are followed
    through `gitdir:` and `commondir`. About 15 µs.
    """
    gitdir = find_gitdir(root)
    if gitdir is None:
        return []
    commondir = gitdir
    pointer = _read_small(f"{gitdir}/commondir")
    if pointer:
        commondir = os.path.normpath(os.path.join(gitdir, pointer))  # noqa: PTH118
    names = [
        f"{gitdir}/HEAD",
        f"{gitdir}/logs/HEAD",
        f"{commondir}/packed-refs",
        f"{gitdir}/reftable/tables.list",
        f"{commondir}/reftable/tables.list",
    ]
    head = _read_small(f"{gitdir}/HEAD")
    if head.startswith("ref: "):
        names.append(f"{commondir}/{head[5:]}")
    return [_stamp(name) for name in names]


def find_gitdir(root: Path) -> str | None:
    """The git directory of the working tree that `root` lies in, or None."""
    folder = os.path.abspath(root)  # noqa: PTH100
    while True:
        candidate = f"{folder}/.git"
        try:
            mode = os.stat(candidate).st_mode  # noqa: PTH116
        except OSError:
            mode = 0
        if S_ISDIR(mode):
            return candidate
        if mode:
            pointer = _read_small(candidate)
            if pointer.startswith("gitdir: "):
                return os.path.normpath(os.path.join(folder, pointer[8:]))  # noqa: PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _stamp(name: str) -> Stamp:
    try:
        found = os.stat(name)  # noqa: PTH116
    except OSError:
        return _ABSENT
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def _read_small(name: str) -> str:
    try:
        fd = os.open(name, os.O_RDONLY)
    except OSError:
        return ""
    try:
        return os.read(fd, 4096).decode("utf-8", "surrogateescape").strip()
    except OSError:
        return ""
    finally:
        os.close(fd)
