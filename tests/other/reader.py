"""Another reader of the log, written from docs/format.md alone and with nothing of `timeline`.

It answers what that page lets a second program answer: which lines count, in which order, and what
is damaged or torn. Lines are read in lines.py, seals and proofs in seals.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.other.lines import Damage, Line, hash_of, names_of, parse_line

BATCH = re.compile(
    rb'\{(?:"about":"[a-z2-7]{26}",)?(?:"amends":"[a-z2-7]{26}",)?"batch":\[([0-9]+),([0-9]+)\]'
)
"""How a line begins: only `about` and `amends` come before `batch`."""
Place = tuple[int, int, str]
"""A line's position in its batch, the batch's size, and when that was recorded."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong at a line of a file, from 1; `names` is the event that it names in vain."""

    path: str
    number: int
    what: str
    names: str = ""


@dataclass(slots=True)
class Reading:
    """Events by id, in order of record, each once and erased where any copy is."""

    events: dict[str, Line] = field(default_factory=dict)
    lines: list[tuple[str, int, bytes]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    torn: list[tuple[str, int]] = field(default_factory=list)
    erased_elsewhere: set[str] = field(default_factory=set)


# -- segments and logs ----------------------------------------------------------------------


def list_files(workspace: Path) -> list[Path]:
    """What is below events/, but for folders, seals, and names that begin with a dot."""
    top = workspace / "events"
    return [
        path
        for path in sorted(top.rglob("*"))
        if (path.is_symlink() or path.is_file())
        and path.relative_to(top).parts[0] != "seal"
        and not path.name.startswith(".")
    ]


def is_segment(path: Path) -> bool:
    return path.suffix == ".jsonl" and not path.is_symlink()


def find_tail(rows: Sequence[bytes]) -> int:
    """How many of the lines come before the torn tail; what follows the last newline is torn too.

    Of a line in a tail only `batch` is read: what else is wrong with it is part of the tearing.
    """
    batches = [_batch_of(row) for row in rows]
    start = _drop_holes(rows, batches)
    expected: tuple[int, int] | None = None
    for index in range(start - 1, -1, -1):
        batch = batches[index]
        if batch is None or batch != (expected or batch) or (not expected and batch[0] == batch[1]):
            break
        if batch[0] == 1:
            return index
        expected = (batch[0] - 1, batch[1])
    return start


def _drop_holes(rows: Sequence[bytes], batches: Sequence[tuple[int, int] | None]) -> int:
    """How many lines come before the first that has NUL bytes, of the last batch."""
    first = len(rows)
    for index in range(len(rows) - 1, -1, -1):
        batch, holed = batches[index], b"\0" in rows[index]
        ends_another = batch is not None and batch[0] == batch[1] and index < len(rows) - 1
        if ends_another or (batch is None and not holed):
            break
        if holed:
            first = index
        if batch and batch[0] == 1:
            break
    return first


def _batch_of(row: bytes) -> tuple[int, int] | None:
    found = BATCH.match(row)
    return (int(found[1]), int(found[2])) if found else None


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
    places: list[tuple[str, int, Line]] = []
    for path in list_files(workspace):
        name = path.relative_to(workspace).as_posix()
        if not is_segment(path):
            reading.faults.append(Fault(name, 0, "no segment"))
            continue
        for number, line in read_segment(name, path.read_bytes(), reading):
            places.append((name, number, line))
            if line.id in seen and seen[line.id].raw != line.raw:
                reading.erased_elsewhere.add(line.id)
            if line.id not in seen or "body_sha256" in line.fields:
                seen[line.id] = line
    reading.lines = [(name, number, line.raw) for name, number, line in places]
    reading.events = {line.id: line for line in sorted(seen.values(), key=lambda one: one.order)}
    for path_name, number, line in places:
        for name in names_of(line):
            if name not in seen or seen[name].order >= line.order:
                what = f"names {name}, which isn't before it"
                reading.faults.append(Fault(path_name, number, what, name))
    return reading


def count_keys(events: Iterable[Line]) -> dict[str, str]:
    """The id of the event that counts, by key. An empty key is none."""
    counting: dict[str, str] = {}
    for line in sorted(events, key=lambda one: one.order):
        if line.fields.get("key"):
            counting.setdefault(line.fields["key"], line.id)
    return counting


def snapshot(ids: Iterable[str]) -> str:
    return hash_of("\n".join(sorted(ids)).encode())
