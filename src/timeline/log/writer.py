"""The append: lock, repair the tail, one write, fdatasync, acknowledge.

Nothing is kept open between appends, so any number of processes may take turns, a process may
fork, and a git command may run in between. What an append needs to know about the open segment
stands in `.timeline/open`; while that agrees with the file and with git, nothing is read back.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
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

if sys.platform != "win32":
    import fcntl

PATIENCE = 30.0
MAX_CLOCK_LAG = timedelta(days=1)
_TICK = timedelta(microseconds=1)
_APPENDING = os.O_RDWR | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)


class BusyLogError(TimelineError):
    code = "log-busy"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"another program has been writing to this log for {seconds:.0f} seconds; "
            "nothing was recorded",
            "wait for it to finish, then run the command again",
        )


class UnsupportedPlatformError(TimelineError):
    code = "unsupported-platform"

    def __init__(self) -> None:
        super().__init__(
            "expected Linux or macOS: a log can be read but not written on Windows",
            "use the Windows Subsystem for Linux",
        )


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
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def tick_after(recorded: str) -> str:
    """The next instant. Raises: LineError: there is none, or it is not an instant at all."""
    try:
        return format_instant(datetime.fromisoformat(recorded) + _TICK)
    except (ValueError, OverflowError) as error:
        raise LineError(
            f"expected the log's newest instant, got {recorded!r:.60}", "run: timeline verify"
        ) from error


@contextmanager
def lock_log(root: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Hold the log's only write lock; yields the state directory, `.timeline`.

    The kernel lets go of it when its holder dies. Waits up to `patience` seconds.
    """
    if sys.platform == "win32":
        raise UnsupportedPlatformError
    state = root / STATE
    try:
        fd = os.open(f"{state}/lock", os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        try:
            make_directory(state)
            fd = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise write_error(state, error) from error
    except OSError as error:
        raise write_error(state / "lock", error) from error
    try:
        deadline = time.monotonic() + patience
        pause = 0.0005
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise BusyLogError(patience) from None
                time.sleep(pause)
                pause = min(pause * 2, 0.05)
            except OSError as error:
                raise write_error(state / "lock", error) from error
        yield state
    finally:
        close_synced(fd)


@frozen
class Batch:
    """Lines that go to the log together, or not at all."""

    recorded: str
    lines: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return b"\n".join(self.lines) + b"\n"


class Writer:
    """One append, while the lock is held: finds or begins the segment that takes it."""

    def __init__(self, root: Path, state: Path, report: Callable[[Repair], None]) -> None:
        self._root = root
        self._state = state
        self._report = report
        self._host = this_host()

    def append(self, by: str, now: datetime, make_batch: Callable[[str], Batch]) -> Batch:
        """Append what `make_batch` makes for the least instant it may be recorded at.

        Durable when it returns.

        Raises:
            ClockBehindError, NotWritableError, DiskFullError, WriteFailedError.
        """
        fd, claim = self._resume() or (-1, None)
        try:
            newest, segment = self._newest(claim)
            moment = format_instant(now)
            if newest and now < datetime.fromisoformat(newest) - MAX_CLOCK_LAG:
                raise ClockBehindError(moment, newest, segment)
            if claim is not None and claim.newest:
                moment = max(moment, tick_after(claim.newest))
            batch = make_batch(moment)
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
                    raise write_error(self._root / claim.segment, error.error) from error.error
        except OSError as error:
            raise write_error(self._root, error) from error
        finally:
            if fd >= 0:
                close_synced(fd)
        return batch

    def _resume(self) -> tuple[int, Claim] | None:
        """The claimed segment, repaired, if it may still be appended to."""
        claim = read_claim(self._state)
        if claim is None:
            return None
        try:
            fd = os.open(f"{self._root}/{claim.segment}", _APPENDING)
        except (FileNotFoundError, IsADirectoryError):
            return None
        except OSError as error:
            raise write_error(self._root / claim.segment, error) from error
        try:
            if is_mine(claim, fd, self._host):
                if is_current(claim, self._root, fd):
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
        data = read_segment(self._root, segment)
        whole = split_tail(data)
        if whole == len(data):
            return
        try:
            repair = quarantine_tail(self._state, segment, data)
            os.ftruncate(fd, whole)
            sync_file(fd)
        except OSError as error:
            raise write_error(self._root / segment, error) from error
        self._report(repair)

    def _newest(self, claim: Claim | None) -> tuple[str, str]:
        """When the newest event was recorded, and where; of other segments, the last by name."""
        if claim is not None and claim.newest:
            return claim.newest, claim.segment
        segment = newest_segment(self._root)
        if segment is None:
            return "", ""
        return last_recorded(read_segment(self._root, segment)), segment

    def _begin(self, recorded: str, by: str) -> tuple[int, Claim]:
        segment = name_segment(recorded, by)
        path = self._root / segment
        try:
            make_directory(path.parent)
            fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o666)
            try:
                claim = claim_segment(self._root, segment, fd, self._host)
                sync_directory(path.parent)
                write_claim(self._state, claim)
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
            raise write_error(self._root / claim.segment, error) from error
        try:
            sync_file(fd)
        except OSError as error:
            self._take_back(fd, claim)
            drop_claim(self._state)
            raise _SyncFailedError(error) from error
        with suppress(OSError):  # the batch is durable; without the claim a new segment begins
            write_claim(self._state, claim.grown(len(batch.lines), len(data), batch.recorded))

    def _take_back(self, fd: int, claim: Claim) -> None:
        """Cut off what was not acknowledged; where that fails too, the next repair does it."""
        try:
            os.ftruncate(fd, claim.size)
            if claim.size == 0:
                (self._root / claim.segment).unlink()
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
