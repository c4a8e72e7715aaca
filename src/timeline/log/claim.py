"""`.timeline/open`: the one segment that this copy of the workspace may append to.

    {"events":12,"git":[[…],…],"host":"…","newest":"2026-11-21T21:37:00.123456Z",
     "segment":"events/2026/11/….jsonl","size":5120,"stat":[2049,131]}

It is written when a segment is begun and after every append, and never synced: a claim that is
out of date, unreadable or gone costs one new segment and nothing else. `stat` is the segment's
device and inode, so that a copied workspace does not believe it owns the original's segment.
"""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from timeline.codec import canonical, load_json
from timeline.log.repository import Stamp, git_stamps
from timeline.log.segments import MAX_BYTES, MAX_EVENTS

STATE = ".timeline"
OPEN = "open"
INDEX = "index.sqlite"
_LONGEST = 1 << 16


@frozen(kw_only=True)
class Claim:
    """The open segment as it was after the last acknowledged append."""

    segment: str
    events: int
    size: int
    newest: str
    host: str
    git: tuple[Stamp, ...]
    device: int
    inode: int

    @property
    def is_full(self) -> bool:
        return self.events >= MAX_EVENTS or self.size >= MAX_BYTES

    def grown(self, events: int, size: int, newest: str) -> Claim:
        return evolve(self, events=self.events + events, size=self.size + size, newest=newest)


@cache
def this_host() -> str:
    """A name for this machine that another machine is unlikely to have."""
    return f"{os.uname().nodename} {_machine_id()}".strip()


def _machine_id() -> str:
    try:
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def claim_segment(root: Path, segment: str, fd: int, host: str) -> Claim:
    """A claim on an empty segment that was just made, open as `fd`."""
    found = os.fstat(fd)
    return Claim(
        segment=segment,
        events=0,
        size=0,
        newest="",
        host=host,
        git=tuple(git_stamps(root)),
        device=found.st_dev,
        inode=found.st_ino,
    )


def is_mine(claim: Claim, fd: int, host: str) -> bool:
    """Is the file open as `fd` the one that was claimed, on this machine?"""
    found = os.fstat(fd)
    return claim.host == host and (claim.device, claim.inode) == (found.st_dev, found.st_ino)


def is_current(claim: Claim, root: Path, fd: int) -> bool:
    """Has nothing happened to the file, or in git, since the claim was written?"""
    return os.fstat(fd).st_size == claim.size and claim.git == tuple(git_stamps(root))


def format_claim(claim: Claim) -> bytes:
    return canonical(
        {
            "events": claim.events,
            "git": claim.git,
            "host": claim.host,
            "newest": claim.newest,
            "segment": claim.segment,
            "size": claim.size,
            "stat": [claim.device, claim.inode],
        }
    )


def parse_claim(raw: bytes) -> Claim | None:
    """The claim, or None for bytes that are not one: it is only ever a hint."""
    try:
        data = load_json(raw)
        device, inode = data["stat"]
        claim = Claim(
            segment=data["segment"],
            events=data["events"],
            size=data["size"],
            newest=data["newest"],
            host=data["host"],
            git=tuple(tuple(stamp) for stamp in data["git"]),
            device=device,
            inode=inode,
        )
        if claim.newest and not claim.newest.endswith("Z"):
            return None
        datetime.fromisoformat(claim.newest or "2000-01-01")
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    parts = claim.segment.split("/") if isinstance(claim.segment, str) else []
    return claim if parts[:1] == ["events"] and ".." not in parts else None


def read_claim(state: Path) -> Claim | None:
    try:
        fd = os.open(f"{state}/{OPEN}", os.O_RDONLY)
    except OSError:
        return None
    try:
        return parse_claim(os.read(fd, _LONGEST))
    except OSError:
        return None
    finally:
        os.close(fd)


def write_claim(state: Path, claim: Claim) -> None:
    """In place and unsynced: see the module's docstring."""
    data = format_claim(claim)
    fd = os.open(f"{state}/{OPEN}", os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        os.pwrite(fd, data, 0)
        os.ftruncate(fd, len(data))
    finally:
        os.close(fd)


def drop_claim(state: Path) -> None:
    (state / OPEN).unlink(missing_ok=True)
