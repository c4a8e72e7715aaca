"""Segments: the files of the log, `events/2026/11/20261121T213700Z-ana-k3f9.jsonl`.

A name is the UTC second in which the file was begun, who began it, and four random characters
that keep two writers apart. Every `*.jsonl` below `events/` is a segment, except below
`events/seal/`. The log is the set of all their lines, so names carry no meaning when read.

A segment is a sequence of batches; a batch is n lines whose `batch` is [1,n] … [n,n]. What
follows the last whole batch is a *torn tail*: the rest of a write that a crash cut short, never
acknowledged, and not part of the log. Anything else that is not a line is corruption.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from timeline.codec import LineError
from timeline.errors import Problem, Problems, TimelineError
from timeline.log.durable import NotReadableError

EVENTS = "events"
SETTINGS_FILE = "timeline.toml"
SEAL = "seal"
SUFFIX = ".jsonl"
MAX_EVENTS = 4_000
MAX_BYTES = 1 << 20
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
# Header fields are sorted, so `batch` stands before `body`: this finds it in any sound line.
_BATCH = re.compile(
    rb'\{(?:"about":"[a-z2-7]*",)?(?:"amends":"[a-z2-7]*",)?"batch":\[(\d+),(\d+)\]'
)


class NoLogError(TimelineError):
    code = "no-log"

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"expected a log (a directory with {EVENTS}/ or {SETTINGS_FILE}) in {root}, found none",
            f"begin one there with: timeline init {root}, or in Python: init_log(root)",
        )


class CorruptLineError(Problems):
    """A stored line is not an event: the log can't be read before this is mended."""

    code = "corrupt-line"

    def __init__(self, problem: Problem) -> None:
        super().__init__(
            [problem],
            problem.remedy or "restore the file from git or a backup; see: timeline verify",
        )


def is_begun(root: Path) -> bool:
    """Whether a log was begun here. git keeps no empty directory, so settings will do."""
    return (root / EVENTS).is_dir() or (root / SETTINGS_FILE).is_file()


def check_begun(root: Path) -> None:
    """Raises: NoLogError, NotReadableError."""
    try:
        begun = is_begun(root)
    except OSError as error:
        raise NotReadableError(root, error) from error
    if not begun:
        raise NoLogError(root)


def name_segment(root: str | Path, recorded: str, by: str) -> str:
    """A new segment's path below the workspace, for a first event recorded at that instant.

    No file has the name. The caller holds the lock, or creates the file exclusively: of the
    segments that a long import begins in one second, two do draw the same letters one day.
    """
    year, month = recorded[:4], recorded[5:7]
    stamp = recorded[:19].replace("-", "").replace(":", "")
    slug = re.sub(r"[^a-z0-9]+", "-", by.lower())[:24].strip("-") or "writer"
    while True:
        tail = "".join([_ALPHABET[byte & 31] for byte in os.urandom(4)])
        name = f"{EVENTS}/{year}/{month}/{stamp}Z-{slug}-{tail}{SUFFIX}"
        if not os.path.lexists(f"{root}/{name}"):
            return name


def list_segments(root: Path) -> list[str]:
    """The paths of all segments below the workspace, sorted. Links are not followed.

    Raises: NoLogError, NotReadableError.
    """
    found: list[str] = []
    try:
        _collect(f"{root}/{EVENTS}", EVENTS, found)
    except OSError as error:
        raise NotReadableError(root / EVENTS, error) from error
    if not found:
        check_begun(root)
    found.sort()
    return found


def _collect(folder: str, name: str, found: list[str]) -> None:
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not (name == EVENTS and entry.name == SEAL):
                    _collect(entry.path, f"{name}/{entry.name}", found)
            elif is_segment_name(entry.name) and entry.is_file(follow_symlinks=False):
                found.append(f"{name}/{entry.name}")


def is_segment_name(name: str) -> bool:
    return name.endswith(SUFFIX) and not name.startswith(".")


def newest_segment(root: Path) -> str | None:
    """The path of the segment whose name is last. Lists one folder of each level only.

    Raises: NotReadableError.
    """
    name = EVENTS
    while True:
        try:
            with os.scandir(f"{root}/{name}") as entries:
                inside = [
                    entry.name
                    for entry in entries
                    if (entry.is_dir(follow_symlinks=False) and entry.name != SEAL)
                    or is_segment_name(entry.name)
                ]
        except FileNotFoundError:
            return None
        except OSError as error:
            raise NotReadableError(root / name, error) from error
        if not inside:
            return None
        name = f"{name}/{max(inside)}"
        if name.endswith(SUFFIX):
            return name


def read_segment(root: Path, name: str) -> bytes:
    """Raises: NotReadableError."""
    try:
        return (root / name).read_bytes()
    except OSError as error:
        raise NotReadableError(root / name, error) from error


def split_tail(data: bytes) -> int:
    """How many bytes of a segment are whole batches; the rest is a torn tail.

    A power cut can leave NUL bytes where a block of the last write did not reach the disk; then
    that whole batch is torn. Looks only at the end of the file, unless it is damaged.
    """
    end = data.rfind(b"\n") + 1
    if b"\0" in data[:end]:
        end = _drop_nulled_batch(data, end)
    return _drop_unfinished_batch(data, end)


def _drop_nulled_batch(data: bytes, end: int) -> int:
    start = data.rfind(b"\n", 0, data.rfind(b"\0", 0, end)) + 1
    nulled, *after = [_BATCH.match(line) for line in data[start:end].split(b"\n")[:-1]]
    # A later write is sound, so this is no crash: the reader reports it.
    if any(batch is None or batch[1] == b"1" for batch in after):
        return end
    if any(batch and batch[1] == batch[2] for batch in [nulled, *after][:-1]):
        return end
    return _first_nulled_line(data, start)


def _first_nulled_line(data: bytes, start: int) -> int:
    """Where the first line with NUL bytes begins, of the batch of one that begins at `start`."""
    first = start
    batch = _BATCH.match(data, start)
    while start and not (batch and batch[1] == b"1"):
        stop, start = start, data.rfind(b"\n", 0, start - 1) + 1
        batch = _BATCH.match(data, start, stop)
        nulled = data.find(b"\0", start, stop) >= 0
        if batch[1] == batch[2] if batch else not nulled:
            break  # the batch before it, or no line at all, which the reader reports
        if nulled:
            first = start
    return first


def _drop_unfinished_batch(data: bytes, end: int) -> int:
    stop = end
    position = total = b""
    while stop:
        start = data.rfind(b"\n", 0, stop - 1) + 1
        line = _BATCH.match(data, start, stop)
        if line is None:
            return end  # not a line at all, which the reader reports
        if stop == end:
            position, total = line[1], line[2]
            if position == total:
                return end
        elif line[2] != total or int(line[1]) != int(position) - 1:
            return end  # lines are missing, which the reader reports
        position = line[1]
        if position == b"1":
            return start
        stop = start
    return end


def split_lines(data: bytes) -> list[bytes]:
    """The lines of a segment's whole batches, without newlines."""
    end = split_tail(data)
    lines = (data if end == len(data) else data[:end]).split(b"\n")
    lines.pop()  # what follows the last newline: nothing
    return lines


def iterate_lines(root: Path) -> Iterator[tuple[str, int, bytes]]:
    """(segment, line number from 1, line) of every stored line, segment after segment."""
    for name in list_segments(root):
        for number, raw in enumerate(split_lines(read_segment(root, name)), start=1):
            yield name, number, raw


def line_problem(name: str, number: int, raw: bytes, error: LineError) -> Problem:
    """What is wrong with a stored line, with what to do about it."""
    if raw[:7] in (b"<<<<<<<", b"=======", b">>>>>>>"):
        return Problem(
            name,
            number,
            "merge-conflict",
            "expected an event, got a mark of an unfinished merge",
            "take both sides' lines, delete the marks, and run: timeline verify",
        )
    if raw.endswith(b"\r"):
        return Problem(
            name,
            number,
            "line-endings",
            "expected a line that ends with a newline, got carriage return and newline",
            "check that .gitattributes says `events/** -text`, then check the file out again",
        )
    return Problem(name, number, error.code, str(error), error.remedy)


def batch_problem(name: str, number: int, expected: int, position: int) -> Problem:
    return Problem(
        name,
        number,
        "broken-batch",
        f"expected line {expected} of a batch, got line {position}: lines are missing, repeated "
        "or out of place",
        "restore the file from git or a backup",
    )
