"""The log of one workspace: read all of it, append a batch to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.codec import (
    LineError,
    UnknownFormatError,
    collector_paused,
    parse_line,
    parse_lines,
)
from timeline.events import Entry, Erased, Event
from timeline.log.segments import (
    CorruptLineError,
    batch_problem,
    check_begun,
    iterate_lines,
    line_problem,
    list_segments,
    read_segment,
    split_lines,
)

if TYPE_CHECKING:
    from timeline.codec import Recorded
    from timeline.log.appending import Appender
    from timeline.log.writer import Repair


def utc_now() -> datetime:
    return datetime.now(UTC)


class Log:
    """The events below `root/events`. State that may be deleted lies in `root/.timeline`.

    `init_log` begins one; where none was begun, reading and appending raise NoLogError.
    `repairs` lists the torn tails that appends of this object have moved to quarantine.
    `randomness` gives so many bytes that nobody can guess: salts are made of them.
    """

    def __init__(
        self,
        root: str | Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        randomness: Callable[[int], bytes] = urandom,
    ) -> None:
        self.root = Path(root)
        self.repairs: list[Repair] = []
        self._clock = clock
        self._randomness = randomness
        self._appender: Appender | None = None

    def lines(self) -> Iterator[tuple[Path, int, bytes]]:
        """(path below the root, line number from 1, stored line) of every line of the log.

        Lines of torn tails are not part of it. Identical lines of two segments come twice.
        """
        for name, number, raw in iterate_lines(self.root):
            yield Path(name), number, raw

    def read(self, *, verify: bool = False) -> tuple[Event, ...]:
        """All events in order of record, each once. `verify` recomputes every id.

        O(n), and O(n log n) where segments overlap: about 4 µs an event, 7 with `verify`.

        Where one copy of an event was erased, all copies count as erased.

        Raises:
            NoLogError: no log was begun here.
            CorruptLineError: a stored line is not an event, or a batch has lost lines.
            UnknownFormatError: a newer timeline wrote an event.
        """
        events: list[Event] = []
        newest = ""
        with collector_paused():
            for name in list_segments(self.root):
                newest = _read_events(self.root, name, events, newest, verify=verify)
            return tuple(events if newest != _MIXED else _in_order(events))

    def append(self, entries: Sequence[Entry], *, by: str) -> tuple[Recorded, ...]:
        """Record entries as one batch, whole or not at all; durable when it returns.

        An entry whose `key` the log already has is not written again: what comes back for it
        is the event that has the key. The result is in the order of `entries`.

        Raises:
            NoLogError: no log was begun here.
            NoWriterError: `by` is empty.
            UnknownEventError: an entry names an event that the log does not hold.
            NotWritableError, DiskFullError, WriteFailedError: nothing was acknowledged.
            ClockBehindError, BusyLogError, EntryTooLongError, LineError.
        """
        # What writes is loaded on use: most commands only read.
        if self._appender is None:
            from timeline.log.appending import Appender

            check_begun(self.root)
            self._appender = Appender(
                self.root,
                clock=self._clock,
                randomness=self._randomness,
                report=self.repairs.append,
            )
        return self._appender.append(tuple(entries), by)


_MIXED = "~"  # after every instant
_CHUNK = 250  # lines, of which the plain data fits into a processor's cache


def _read_events(root: Path, name: str, events: list[Event], newest: str, *, verify: bool) -> str:
    """Add the events of a segment to those read before.

    `newest` is when the newest of them was recorded: what comes back is the same with this
    segment, or _MIXED where they don't follow one another in order of record, which as long as
    they do lets none come twice. Raises: as `Log.read`.
    """
    expected = 1
    lines = split_lines(read_segment(root, name))
    for start in range(0, len(lines), _CHUNK):
        some = _parse(name, start, lines[start : start + _CHUNK], verify=verify)
        for number, event in enumerate(some, start + 1):
            position, total = event.batch
            if position != expected:
                raise CorruptLineError(batch_problem(name, number, expected, position))
            expected = position + 1 if position < total else 1
            recorded = event.recorded
            if position == 1 or recorded is not newest:  # a batch's events share it
                newest = recorded if position == 1 and recorded > newest else _MIXED
        events += some
    return newest


def _parse(name: str, start: int, lines: Sequence[bytes], *, verify: bool) -> Sequence[Event]:
    """The events on lines of a segment that follow its first `start` ones."""
    try:
        return parse_lines(lines, verify=verify)
    except LineError:
        for number, raw in enumerate(lines, start + 1):
            try:
                parse_line(raw, verify=verify)
            except UnknownFormatError as error:
                raise UnknownFormatError(f"{error.what} in {name}:{number}") from error
            except LineError as error:
                raise CorruptLineError(line_problem(name, number, raw, error)) from error
        raise


def _in_order(events: Sequence[Event]) -> list[Event]:
    """In order of record, each once; one that was erased in any copy is."""
    found: dict[str, Event] = {}
    for event in events:
        first = found.setdefault(event.id, event)
        if first is not event and type(event.body) is Erased:
            found[event.id] = event
    return sorted(found.values(), key=attrgetter("order"))
