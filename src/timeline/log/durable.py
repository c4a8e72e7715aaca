"""Bytes that are still there after the power fails.

A file's bytes are durable after `sync_file`; its name only after `sync_directory` on the
directory that holds it. On macOS fsync leaves data in the drive's cache, so F_FULLFSYNC is
asked for, which also orders it; that path has been run on Linux only, in the tests.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from timeline.errors import TimelineError


class NotWritableError(TimelineError):
    code = "not-writable"

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"expected to write {path}, got: {error.strerror or error}; nothing was recorded",
            "give yourself the right to write there, or work on a copy",
        )


class DiskFullError(TimelineError):
    code = "disk-full"

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"no room to write {path} ({error.strerror or error}); nothing was recorded",
            "free some space and run the command again",
        )


class WriteFailedError(TimelineError):
    code = "write-failed"

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"writing {path} failed: {error.strerror or error}; nothing was acknowledged",
            "check the disk (its system log says more), then run: timeline verify",
        )


class NotReadableError(TimelineError):
    code = "not-readable"

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"expected to read {path}, got: {error.strerror or error}",
            "give yourself the right to read it; if the disk fails, restore it from a backup",
        )


def write_error(path: Path, error: OSError) -> TimelineError:
    """The error to raise in place of an operating system's refusal to write `path`."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritableError(path, error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFullError(path, error)
    return WriteFailedError(path, error)


def write_all(fd: int, data: bytes) -> None:
    """Write every byte at the file's position; the kernel may take fewer at a time."""
    written = os.write(fd, data)
    while written < len(data):
        written += os.write(fd, data[written:])


def close_synced(fd: int) -> None:
    """Close a file whose bytes are synced already, or given up: an error here changes nothing."""
    try:
        os.close(fd)
    except OSError:
        return


if sys.platform == "darwin":
    import fcntl

    # What a volume answers that has no F_FULLFSYNC, as one on a network: there fsync is all.
    _HAS_NONE = (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY)

    def sync_file(fd: int) -> None:
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _HAS_NONE:
                raise
            os.fsync(fd)

    _sync_names = sync_file
else:
    # Windows has no fdatasync; the writer refuses to run there before it gets this far.
    sync_file = getattr(os, "fdatasync", os.fsync)
    _sync_names = os.fsync


def sync_directory(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        _sync_names(fd)
    finally:
        os.close(fd)


def make_directory(path: Path) -> None:
    """Make a directory and its missing parents, each durable in the one above it."""
    if path.is_dir():
        return
    make_directory(path.parent)
    path.mkdir(exist_ok=True)
    sync_directory(path.parent)


def replace_file(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Give `path` these bytes, durably: a reader or a crash sees all the old ones or all the new.

    The new bytes are first written beside it, as `.<name>.new`, which a failure takes away again.
    """
    temporary = path.with_name(f".{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    fd = os.open(temporary, flags, mode)
    try:
        try:
            write_all(fd, data)
            sync_file(fd)
        finally:
            os.close(fd)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_directory(path.parent)
