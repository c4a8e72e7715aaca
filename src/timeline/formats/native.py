"""The log itself, in JSON Lines: every event as it was recorded, batch by batch.

Written lines keep their ids, so they can be verified, and taken into any copy of the same log:
the log is the set of its lines. That is why lines can't be cut: a log with internal matter is
written with it or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from timeline.codec import LineError, format_line, parse_line, references, verify_line
from timeline.errors import Problem, TimelineError
from timeline.events import Event, LogDescribed
from timeline.formats.exporting import Telling
from timeline.formats.importing import RefusedImportError
from timeline.formats.items import Found, Reading
from timeline.formats.opening import MAX_LINE
from timeline.formats.registry import Reader, Writer
from timeline.log import Log
from timeline.log.durable import make_directory, replace_file, write_error
from timeline.log.lock import lock_log
from timeline.log.segments import name_segment


class InternalMatterError(TimelineError):
    code = "internal-matter"

    def __init__(self) -> None:
        super().__init__(
            "expected a log without internal matter: a line of the log can't be written in part",
            "give --internal to write all of it, or choose another format",
        )


@frozen
class Merged:
    """How many events were new, and how many the log had already."""

    inserted: int
    unchanged: int


# -- writing ----------------------------------------------------------------------------------


def write_log(telling: Telling, stream: BinaryIO) -> None:
    """All events recorded by R, whatever is chosen by K or filters, in order of record.

    Raises:
        InternalMatterError.
    """
    record = telling.story.record
    if len(telling.facts) < len(telling.story.facts):
        telling.leave_out("a choice of facts: the whole log is written")
    for batch in _batches((*record.events, *record.dropped)):
        for event in batch:
            try:
                line = format_line(event)  # of a corroboration nothing may be left to write
                verify_line(line)  # what was withheld from it changes its id
            except LineError:
                raise InternalMatterError from None
            stream.write(line + b"\n")


def _batches(events: Iterable[Event]) -> Iterator[Sequence[Event]]:
    """Whole batches, in order of record. Raises: InternalMatterError: part of one is withheld."""
    groups: dict[tuple[str, str, int], list[Event]] = {}
    for event in sorted(events, key=lambda event: event.order):
        groups.setdefault((event.recorded, event.by, event.batch[1]), []).append(event)
    for (_, _, size), batch in groups.items():
        if [event.batch[0] for event in batch] != list(range(1, size + 1)):
            raise InternalMatterError
        yield batch


# -- reading ----------------------------------------------------------------------------------


def read_log(_stream: BinaryIO, _path: str, _reading: Reading) -> Iterator[Found]:
    """Nothing: lines of a log are merged as they are, by `merge_log`."""
    raise AssertionError("a log is merged, not read item by item")


def merge_log(
    log: Log, files: Sequence[tuple[str, BinaryIO]], *, by: str, dry_run: bool = False
) -> Merged:
    """Take the events of another copy into this log, with their ids and times.

    Everything is checked first: every line verifies, every batch is whole, every event named is
    here or there, and the files are of this log.

    Raises:
        RefusedImportError: with every fault of all the files; nothing was written.
    """
    held = log.read()
    problems: list[Problem] = []
    batches: list[list[bytes]] = []
    events: dict[str, Event] = {}
    for path, stream in files:
        for batch in _read_batches(stream, path, problems):
            batches.append([raw for raw, _ in batch])
            events.update((event.id, event) for _, event in batch)
    problems += _check_same_log(held, events.values(), files)
    known = {event.id for event in held}
    for event in events.values():
        missing = set(references(event)) - known - events.keys()
        if missing:
            message = (
                f"expected all events that {event.id[:8]} names, got none with id {min(missing)}"
            )
            problems.append(Problem(files[0][0], 0, "dangling-reference", message))
    if problems:
        raise RefusedImportError(problems)
    fresh = [
        batch
        for batch in batches
        if any(parse_line(raw, verify=False).id not in known for raw in batch)
    ]
    if fresh and not dry_run:
        _add_segment(log.root, [raw for batch in fresh for raw in batch], by)
    new = len(events.keys() - known)
    return Merged(new, len(events) - new)


def _add_segment(root: Path, lines: Sequence[bytes], by: str) -> None:
    """Write the lines as a segment of their own, which is there whole or not at all."""
    with lock_log(root):
        path = root / name_segment(root, parse_line(lines[-1], verify=False).recorded, by)
        try:
            make_directory(path.parent)
            replace_file(path, b"".join(line + b"\n" for line in lines))
        except OSError as error:
            raise write_error(path, error) from error


def _read_batches(
    stream: BinaryIO, path: str, problems: list[Problem]
) -> Iterator[list[tuple[bytes, Event]]]:
    batch: list[tuple[bytes, Event]] = []
    number = 0
    while raw := stream.readline(MAX_LINE):
        number += 1
        if not raw.strip():
            continue
        raw = raw.rstrip(b"\n")
        try:
            event = parse_line(raw)
        except LineError as error:
            problems.append(Problem(path, number, error.code, str(error), error.remedy))
            return
        position, size = event.batch
        if position != len(batch) + 1:
            message = f"expected event {len(batch) + 1} of a batch, got {position} of {size}"
            problems.append(Problem(path, number, "broken-batch", message))
            return
        batch.append((raw, event))
        if position == size:
            yield batch
            batch = []
    if batch:
        message = f"expected {batch[0][1].batch[1]} events in the last batch, got {len(batch)}"
        problems.append(Problem(path, number, "broken-batch", message))


def _check_same_log(
    held: Iterable[Event], given: Iterable[Event], files: Sequence[tuple[str, BinaryIO]]
) -> Iterator[Problem]:
    """Another log's facts have names of their own, and its title and zone would become ours."""
    ours = {event.body.log for event in held if isinstance(event.body, LogDescribed)} - {""}
    theirs = {event.body.log for event in given if isinstance(event.body, LogDescribed)} - {""}
    if ours and theirs and not ours & theirs:
        message = f"expected a copy of this log ({min(ours)}), got events of {min(theirs)}"
        remedy = (
            "to take over another story, export its sources as csl-json and its facts as csv, "
            "and import both"
        )
        yield Problem(files[0][0], 0, "another-log", message, remedy)


def _recognizes(head: str) -> bool:
    first = head.lstrip().split("\n", 1)[0]
    return first.startswith("{") and '"batch":[' in first and '"recorded":' in first


READER = Reader(
    name="log",
    title="lines of a log",
    extensions=(".jsonl",),
    read=read_log,
    recognizes=_recognizes,
)
WRITER = Writer(
    name="log", title="lines of the log", extensions=(".jsonl",), write=write_log, whole=True
)
__all__ = ["READER", "WRITER", "InternalMatterError", "Merged", "merge_log", "write_log"]
