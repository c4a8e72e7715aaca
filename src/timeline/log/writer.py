"""The append: lock, repair the tail, one write, fdatasync, acknowledge.

No file is kept open between appends, so any number of processes may take turns, a process may
fork, and a git command may run in between. What an append needs to know about the open segment
stands in `.timeline/open`; while that agrees with the file and with git, nothing is read back.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from attrs import frozen

from timeline.codec import LineError
from timeline.errors import TimelineError
from timeline.log.claim import (
    STATE,
    Claim,
    claim_segment,
    drop_claim,
    is_current,
    is_mine,
    parse_claim,
    read_claim,
    this_host,
    write_claim,
)
from timeline.log.durable import (
    close_synced,
    make_directory,
    replace_file,
    sync_directory,
    sync_file,
    write_all,
    write_error,
)
from timeline.log.segments import name_segment, newest_segment, read_segment, split_tail

MAX_CLOCK_LAG = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_APPENDING = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


class ClockBehindError(TimelineError):
    code = "clock-behind"

    def __init__(self, now: str, newest: str, segment: str) -> None:
        super().__init__(
            f"this machine's clock says {now}, more than a day before the newest event of the "
            f"log, recorded {newest} in {segment}; nothing was recorded",
            "set the clock; if it is right, that event was recorded under a wrong one",
        )


@frozen
class Repair:
    """A torn tail that was moved out of a segment: `size` bytes from `offset` on."""

    segment: str
    offset: int
    size: int
    quarantine: str

    def __str__(self) -> str:
        return (
            f"{self.segment}: a write cut short left {self.size} bytes that were never "
            f"acknowledged; they were moved to {self.quarantine}"
        )


def format_instant(moment: datetime) -> str:
    """An aware UTC datetime as the log writes it."""
    return moment.isoformat(timespec="microseconds")[:26] + "Z"


def tick_after(recorded: str) -> str:
    """The next instant. Raises: LineError: there is none, or it is not an instant at all."""
    try:
        return format_instant(datetime.fromisoformat(recorded) + _TICK)
    except (ValueError, OverflowError) as error:
        raise LineError(
            f"expected the log's newest instant, got {recorded!r:.60}", "run: timeline verify"
        ) from error


@frozen
class Batch:
    """Lines that go to the log together, or not at all."""

    recorded: str
    lines: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return b"\n".join(self.lines) + b"\n"


class Writer:
    """Appends to one log, a batch at a time, and only while the log is locked.

    Between appends it remembers nothing but how it read the claim's bytes.
    """

    def __init__(self, root: Path, report: Callable[[Repair], None]) -> None:
        self._root = str(root)
        self._state = f"{root}/{STATE}"
        self._report = report
        self._host = this_host()
        self._read: tuple[bytes, Claim | None] = (b"", None)

    def append(self, by: str, now: datetime, make_batch: Callable[[str], Batch]) -> Batch:
        """Append what `make_batch` makes for the least instant it may be recorded at.

        Durable when it returns.

        Raises:
            ClockBehindError, NotWritableError, DiskFullError, WriteFailedError.
        """
        fd, claim = self._resume() or (-1, None)
        try:
            batch = make_batch(self._moment(now, claim))
            if claim is not None:
                try:
                    self._write(fd, claim, batch)
                except _SyncFailedError:
                    claim = None  # what the disk holds of it is unknown: leave the segment
                    close_synced(fd)
                    fd = -1
            if claim is None:
                fd, claim = self._begin(batch.recorded, by)
                try:
                    self._write(fd, claim, batch)
                except _SyncFailedError as error:
                    raise write_error(self._path(claim.segment), error.error) from error.error
        except OSError as error:
            raise write_error(Path(self._root), error) from error
        finally:
            if fd >= 0:
                close_synced(fd)
        return batch

    def _path(self, segment: str) -> Path:
        return Path(self._root, segment)

    def _claim(self) -> Claim | None:
        raw = read_claim(self._state)
        if raw != self._read[0]:
            self._read = (raw, parse_claim(raw))
        return self._read[1]

    def _resume(self) -> tuple[int, Claim] | None:
        """The claimed segment, repaired, if it may still be appended to."""
        claim = self._claim()
        if claim is None:
            return None
        try:
            fd = os.open(f"{self._root}/{claim.segment}", _APPENDING)
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as error:
            raise write_error(self._path(claim.segment), error) from error
        try:
            found = os.fstat(fd)
            if is_mine(claim, found, self._host):
                if is_current(claim, found, self._root):
                    if not claim.is_full:
                        kept, fd = fd, -1
                        return kept, claim
                else:
                    self._repair(claim.segment, fd)
            return None
        finally:
            if fd >= 0:
                close_synced(fd)

    def _repair(self, segment: str, fd: int) -> None:
        data = read_segment(Path(self._root), segment)
        whole = split_tail(data)
        if whole == len(data):
            return
        try:
            repair = quarantine_tail(Path(self._state), segment, data)
            os.ftruncate(fd, whole)
            sync_file(fd)
        except OSError as error:
            raise write_error(self._path(segment), error) from error
        self._report(repair)

    def _moment(self, now: datetime, claim: Claim | None) -> str:
        """The least instant that may be recorded: now, or just after the claimed segment's last.

        Raises: ClockBehindError.
        """
        moment = format_instant(now)
        newest, segment = self._newest(claim)
        if moment > newest:  # as nearly always: instants of one form compare as text
            return moment
        if now < datetime.fromisoformat(newest) - MAX_CLOCK_LAG:
            raise ClockBehindError(moment, newest, segment)
        return tick_after(newest) if claim is not None and claim.newest else moment

    def _newest(self, claim: Claim | None) -> tuple[str, str]:
        """When the newest event was recorded, and where; of other segments, the last by name."""
        if claim is not None and claim.newest:
            return claim.newest, claim.segment
        root = Path(self._root)
        segment = newest_segment(root)
        if segment is None:
            return "", ""
        return last_recorded(read_segment(root, segment)), segment

    def _begin(self, recorded: str, by: str) -> tuple[int, Claim]:
        segment = name_segment(self._root, recorded, by)
        path = self._path(segment)
        try:
            make_directory(path.parent)
            fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o666)
            try:
                claim = claim_segment(self._root, segment, fd, self._host)
                sync_directory(path.parent)
                self._read = (write_claim(self._state, claim), claim)
            except BaseException:
                os.close(fd)
                path.unlink(missing_ok=True)
                raise
        except OSError as error:
            raise write_error(path, error) from error
        return fd, claim

    def _write(self, fd: int, claim: Claim, batch: Batch) -> None:
        data = batch.data
        try:
            write_all(fd, data)
        except OSError as error:
            self._take_back(fd, claim)
            raise write_error(self._path(claim.segment), error) from error
        try:
            sync_file(fd)
        except OSError as error:
            self._take_back(fd, claim)
            drop_claim(self._state)
            raise _SyncFailedError(error) from error
        grown = claim.grown(len(batch.lines), len(data), batch.recorded)
        try:
            self._read = (write_claim(self._state, grown, len(self._read[0])), grown)
        except OSError:
            return  # the batch is durable, and without a claim the next one begins a segment

    def _take_back(self, fd: int, claim: Claim) -> None:
        """Cut off what was not acknowledged; where that fails too, the next repair does it."""
        try:
            os.ftruncate(fd, claim.size)
            if claim.size == 0:
                self._path(claim.segment).unlink()
                drop_claim(self._state)
        except OSError:
            return


def quarantine_tail(state: Path, segment: str, data: bytes) -> Repair:
    """Keep a copy of a segment's torn tail in `.timeline/quarantine`, durably."""
    whole = split_tail(data)
    name = f"{segment.rpartition('/')[2]}.{whole}"
    make_directory(state / "quarantine")
    replace_file(state / "quarantine" / name, data[whole:])
    return Repair(segment, whole, len(data) - whole, f"{STATE}/quarantine/{name}")


class _SyncFailedError(Exception):
    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def last_recorded(data: bytes) -> str:
    """When the last event of a segment was recorded; empty if it has none."""
    end = split_tail(data)
    place = data.rfind(b'"recorded":"', 0, end)
    recorded = data[place + 12 : place + 39].decode("ascii", "replace") if place >= 0 else ""
    with suppress(ValueError):
        if recorded.endswith("Z") and datetime.fromisoformat(recorded):
            return recorded
    return ""  # damaged: that is for the reader and `verify` to say
