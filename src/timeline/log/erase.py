"""Erasing: an event's body and salt give way to their hash, in every copy in this workspace.

The id, every reference to it, and every proof stay valid. What the header says stays too: when
and by whom it was recorded, what it is about, its `known` date and its key.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from timeline.codec import LineError, erase_line
from timeline.log.appending import UnknownEventError
from timeline.log.claim import INDEX, STATE, drop_claim
from timeline.log.durable import replace_file, write_error
from timeline.log.lock import lock_log
from timeline.log.segments import CorruptLineError, line_problem, list_segments, read_segment


@frozen
class Erasure:
    """Where an event was erased: (segment, line). Empty: it was erased before."""

    event: str
    places: tuple[tuple[str, int], ...]


def erase_event(root: Path, event: str, *, dry_run: bool = False) -> Erasure:
    """Erase the event with this id, and whatever `.timeline` remembers of it.

    A segment is replaced as a whole, so a crash leaves it erased or not. Git's history, clones,
    backups, published pages and proof files keep what they hold: see docs/backup.md.

    Raises:
        UnknownEventError, CorruptLineError, BusyLogError, NotWritableError, DiskFullError.
    """
    with lock_log(root) as state:
        holding = list(_segments_with(root, event))
        if not holding:
            raise UnknownEventError(event)
        places: list[tuple[str, int]] = []
        changed: dict[str, bytes] = {}
        for name, data in holding:
            lines, numbers = _erase_lines(name, data, event)
            if numbers:
                changed[name] = b"\n".join(lines)
                places += [(name, number) for number in numbers]
        if changed and not dry_run:
            try:
                drop_claim(state)
                for name, data in changed.items():
                    replace_file(root / name, data)
                for leftover in (root / STATE).glob(f"{INDEX}*"):
                    leftover.unlink()
            except OSError as error:
                raise write_error(root, error) from error
    return Erasure(event, tuple(places))


def _segments_with(root: Path, event: str) -> Iterator[tuple[str, bytes]]:
    mark = b'"id":"%s"' % event.encode()
    for name in list_segments(root):
        data = read_segment(root, name)
        if mark in data:
            yield name, data


def _erase_lines(name: str, data: bytes, event: str) -> tuple[list[bytes], list[int]]:
    """The segment's lines with those of the event erased, and the numbers of those changed."""
    mark = b'"id":"%s"' % event.encode()
    lines = data.split(b"\n")
    numbers = []
    for number, raw in enumerate(lines, start=1):
        if mark in raw:
            try:
                erased = erase_line(raw)
            except LineError as error:
                raise CorruptLineError(line_problem(name, number, raw, error)) from error
            if erased != raw:
                lines[number - 1] = erased
                numbers.append(number)
    return lines, numbers
