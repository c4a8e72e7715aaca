"""Another reader of the log, written from docs/format.md alone and with nothing of `timeline`.

It answers what that page lets a second program answer: which lines count, in which order, and what
is damaged or torn. Lines are read in lines.py, seals and proofs in seals.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.other.lines import Damage, Line, hash_of, names_of, parse_line

Place = tuple[int, int, str]
"""A line's position in its batch, the batch's size, and when that was recorded."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at a line of a file; `number` is from 1, and 0 is the file as a whole."""

    path: str
    number: int
    what: str


@dataclass(slots=True)
class Reading:
    """Events by id, in order of record, each once and erased where any copy is."""

    events: dict[str, Line] = field(default_factory=dict)
    lines: list[tuple[str, int, bytes]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    torn: list[tuple[str, int]] = field(default_factory=list)
    erased_elsewhere: set[str] = field(default_factory=set)


# -- segments and logs ----------------------------------------------------------------------


def list_segments(workspace: Path) -> list[Path]:
    """`events/**/*.jsonl`: not hidden, no link, not below events/seal."""
    top = workspace / "events"
    found = []
    for path in sorted(top.rglob("*.jsonl")):
        steps = path.relative_to(top).parts
        above = [top.joinpath(*steps[:depth]) for depth in range(1, len(steps) + 1)]
        hidden = any(step.startswith(".") for step in steps)
        if not (hidden or steps[0] == "seal" or any(one.is_symlink() for one in above)):
            found.append(path)
    return found


def find_tail(rows: Sequence[bytes]) -> int:
    """How many rows come before the torn tail; all of them where only `rest` is torn, or nothing.

    The last batch goes back from the last line to one that is the first of a batch, or to behind
    one that ends a batch or is no line. Only `batch` is read: what else is wrong in a tail is torn.
    """
    start = len(rows)
    batches: list[tuple[int, int] | None] = []
    while start:
        batch = _batch_of(rows[start - 1])
        no_line = batch is None and b"\0" not in rows[start - 1]
        if no_line or (batches and batch and batch[0] == batch[1]):
            break
        start -= 1
        batches.insert(0, batch)
        if batch and batch[0] == 1:
            break
    if any(b"\0" in row for row in rows[start:]):
        return start
    last = batches[-1] if batches else None
    if last is None or last[0] == last[1]:
        return len(rows)
    whole_so_far = batches == [(position, last[1]) for position in range(1, len(batches) + 1)]
    return start if whole_so_far else len(rows)


def _batch_of(row: bytes) -> tuple[int, int] | None:
    try:
        position, size = json.loads(row)["batch"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (position, size) if isinstance(position, int) and isinstance(size, int) else None


def read_segment(path: str, data: bytes, reading: Reading) -> Iterator[tuple[int, Line]]:
    """Its lines with their numbers, but for a torn tail and what is no line: that is a fault."""
    *rows, rest = data.split(b"\n")
    tail = find_tail(rows)
    if tail < len(rows) or rest:
        reading.torn.append((path, tail + 1))
    before: Place | None = (1, 1, "")
    for number, raw in enumerate(rows[:tail], 1):
        try:
            line = parse_line(raw)
        except Damage as error:
            reading.faults.append(Fault(path, number, str(error)))
            before = None
            continue
        position, size = line.fields["batch"]
        place = (position, size, line.fields["recorded"])
        if before and not _follows(place, before):
            reading.faults.append(Fault(path, number, "not what follows on the line before it"))
        before = place
        yield number, line


def _follows(place: Place, before: Place) -> bool:
    position, size, recorded = before
    if position < size:
        return place == (position + 1, size, recorded)
    return place[0] == 1 and place[2] > recorded


def read_log(workspace: Path) -> Reading:
    reading = Reading()
    seen: dict[str, Line] = {}
    places: dict[str, tuple[str, int]] = {}
    for path in list_segments(workspace):
        name = path.relative_to(workspace).as_posix()
        for number, line in read_segment(name, path.read_bytes(), reading):
            reading.lines.append((name, number, line.raw))
            places.setdefault(line.id, (name, number))
            if line.id in seen and seen[line.id].raw != line.raw:
                reading.erased_elsewhere.add(line.id)
            if line.id not in seen or "body_sha256" in line.fields:
                seen[line.id] = line
    for line in sorted(seen.values(), key=lambda one: one.order):
        reading.events[line.id] = line
        for name in names_of(line):
            if name not in seen or seen[name].order >= line.order:
                what = f"names {name}, which isn't before it"
                reading.faults.append(Fault(*places[line.id], what))
    return reading


def count_keys(events: Iterable[Line]) -> dict[str, str]:
    """The id of the event that counts, by key."""
    counting: dict[str, str] = {}
    for line in sorted(events, key=lambda one: one.order):
        if "key" in line.fields:
            counting.setdefault(line.fields["key"], line.id)
    return counting


def snapshot(ids: Iterable[str]) -> str:
    return hash_of("\n".join(sorted(ids)).encode())
