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

from attrs import frozen

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
        return Claim(
            segment=self.segment,
            events=self.events + events,
            size=self.size + size,
            newest=newest,
            host=self.host,
            git=self.git,
            device=self.device,
            inode=self.inode,
        )


@cache
def this_host() -> str:
    """A name for this machine that another machine is unlikely to have."""
    return f"{os.uname().nodename} {_machine_id()}".strip()


def _machine_id() -> str:
    try:
        return Path("/etc/machine-id").read_bytes().decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def claim_segment(root: str, segment: str, fd: int, host: str) -> Claim:
    """A claim on an empty segment that was just made, open as `fd`."""
    found = os.fstat(fd)
    return Claim(
        segment=segment,
        events=0,
        size=0,
        newest="",
        host=host,
        git=git_stamps(root),
        device=found.st_dev,
        inode=found.st_ino,
    )


def is_mine(claim: Claim, found: os.stat_result, host: str) -> bool:
    """Is the file with this stat the one that was claimed, on this machine?"""
    return claim.host == host and (claim.device, claim.inode) == (found.st_dev, found.st_ino)


def is_current(claim: Claim, found: os.stat_result, root: str) -> bool:
    """Has nothing happened to the file, or in git, since the claim was written?"""
    return found.st_size == claim.size and claim.git == git_stamps(root)


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
        if claim.newest:
            datetime.fromisoformat(claim.newest)
            if (len(claim.newest), claim.newest[10], claim.newest[-1]) != (27, "T", "Z"):
                return None  # instants are compared as text, so they must have one form
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    parts = claim.segment.split("/") if isinstance(claim.segment, str) else []
    return claim if parts[:1] == ["events"] and ".." not in parts else None


def read_claim(state: str | Path) -> bytes:
    """The bytes of the claim; none where there is no claim, or it can't be read."""
    try:
        fd = os.open(f"{state}/{OPEN}", os.O_RDONLY)
    except OSError:
        return b""
    try:
        return os.read(fd, _LONGEST)
    except OSError:
        return b""
    finally:
        os.close(fd)


def write_claim(state: str | Path, claim: Claim, replaced: int = _LONGEST) -> bytes:
    """In place and unsynced: see the module's docstring. Gives back what was written.

    `replaced` is how many bytes the file had, where that is known.
    """
    data = format_claim(claim)
    fd = os.open(f"{state}/{OPEN}", os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        os.pwrite(fd, data, 0)
        if len(data) < replaced:
            os.ftruncate(fd, len(data))
    finally:
        os.close(fd)
    return data


def drop_claim(state: str | Path) -> None:
    Path(state, OPEN).unlink(missing_ok=True)
