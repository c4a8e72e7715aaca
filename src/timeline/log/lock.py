"""The log's only write lock: `.timeline/lock`, held through `flock` by one writer at a time.

The kernel lets go of it when its holder dies, so nobody ever has to remove it by hand.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.errors import TimelineError
from timeline.log.claim import STATE
from timeline.log.durable import close_synced, make_directory, write_error
from timeline.log.segments import check_begun

if sys.platform != "win32":
    import fcntl

PATIENCE = 30.0


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


@contextmanager
def lock_log(root: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Hold the lock; yields the state directory, `.timeline`. Waits up to `patience` seconds.

    Raises: NoLogError, BusyLogError, NotWritableError, DiskFullError, UnsupportedPlatformError.
    """
    check_begun(root)
    state = root / STATE
    fd = take_lock(str(state), patience)
    try:
        yield state
    finally:
        close_synced(fd)


def take_lock(state: str, patience: float = PATIENCE) -> int:
    """Take the lock of a state directory, which is made if need be; closing the file lets go.

    Raises: as `lock_log`.
    """
    if sys.platform == "win32":
        raise UnsupportedPlatformError
    fd = _open_lock(state)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _wait_for_lock(fd, patience)
    except BaseException as error:
        close_synced(fd)
        if isinstance(error, OSError):
            raise write_error(Path(state, "lock"), error) from error
        raise
    return fd


def _open_lock(state: str) -> int:
    path = f"{state}/lock"
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        try:
            make_directory(Path(state))
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise write_error(Path(state), error) from error
    except OSError as error:
        raise write_error(Path(path), error) from error


def _wait_for_lock(fd: int, patience: float) -> None:
    deadline = time.monotonic() + patience
    pause = 0.0005
    while True:
        time.sleep(pause)
        with suppress(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        if time.monotonic() > deadline:
            raise BusyLogError(patience)
        pause = min(pause * 2, 0.05)
