"""The log of one workspace: read all of it, append a batch to it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.codec import LineError, UnknownFormatError, parse_line
from timeline.errors import TimelineError
from timeline.events import Entry, Erased, Event
from timeline.log.durable import write_error
from timeline.log.segments import CorruptLineError, batch_problem, iterate_lines, line_problem

if TYPE_CHECKING:
    from timeline.codec import Recorded
    from timeline.log.lookup import Known
    from timeline.log.writer import Batch, Repair

_MEMORY = 100_000


class UnknownEventError(TimelineError):
    code = "unknown-event"

    def __init__(self, event: str) -> None:
        super().__init__(
            f"expected the id of an event of this log, got {event}; nothing was recorded",
            "timeline log lists the events with their ids",
        )


@contextmanager
def _machine_faults(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise write_error(root, error) from error


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_salt() -> str:
    """128 random bits, in hexadecimal."""
    from secrets import token_hex

    return token_hex(16)


class Log:
    """The events below `root/events`. State that may be deleted lies in `root/.timeline`.

    `repairs` lists the torn tails that appends of this object have moved to quarantine.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        new_salt: Callable[[], str] = new_salt,
    ) -> None:
        self.root = root
        self.repairs: list[Repair] = []
        self._clock = clock
        self._new_salt = new_salt
        self._recorded: dict[str, str] = {}  # of events named or appended so far

    def lines(self) -> Iterator[tuple[Path, int, bytes]]:
        """(path below the root, line number from 1, stored line) of every line of the log.

        Lines of torn tails are not part of it. Identical lines of two segments come twice.
        """
        for name, number, raw in iterate_lines(self.root):
            yield Path(name), number, raw

    def read(self, *, verify: bool = False) -> tuple[Event, ...]:
        """All events in order of record, each once; about 5 µs an event, 10 with `verify`.

        Where one copy of an event was erased, all copies count as erased.

        Raises:
            CorruptLineError: a stored line is not an event, or a batch has lost lines.
            UnknownFormatError: a newer timeline wrote an event.
        """
        events: dict[str, Event] = {}
        paused = gc.isenabled()
        expected = 1
        gc.disable()  # every object made here stays: collecting would only walk them again
        try:
            for name, number, raw in iterate_lines(self.root):
                try:
                    event = parse_line(raw, verify=verify)
                except UnknownFormatError as error:
                    raise UnknownFormatError(f"{error.what} in {name}:{number}") from error
                except LineError as error:
                    raise CorruptLineError(line_problem(name, number, raw, error)) from error
                position, total = event.batch
                if number == 1:
                    expected = 1
                if position != expected:
                    raise CorruptLineError(batch_problem(name, number, expected, position))
                expected = position + 1 if position < total else 1
                if event.id not in events or isinstance(event.body, Erased):
                    events[event.id] = event
            return tuple(sorted(events.values(), key=lambda event: event.order))
        finally:
            if paused:
                gc.enable()

    def append(self, entries: Sequence[Entry], *, by: str) -> tuple[Recorded, ...]:
        """Record entries as one batch, whole or not at all; durable when it returns.

        An entry whose `key` the log already has is not written again: what comes back for it
        is the event that has the key. The result is in the order of `entries`.

        Raises:
            UnknownEventError: an entry names an event that the log does not hold.
            NotWritableError, DiskFullError, WriteFailedError: nothing was acknowledged.
            ClockBehindError, BusyLogError, EntryTooLongError, LineError.
        """
        # What writes is loaded on use: most commands only read.
        from timeline.codec import record_batch
        from timeline.log.writer import Batch, Writer, lock_log, tick_after

        batch = tuple(entries)
        if not batch:
            return ()
        with lock_log(self.root) as state, _machine_faults(self.root):
            seen, present = self._look_up(batch)
            if all(entry.key and entry.key in present for entry in batch):
                return tuple(present[entry.key] for entry in batch)
            result: tuple[Recorded, ...] = ()

            def make_batch(moment: str) -> Batch:
                nonlocal result
                recorded = max([moment, *(tick_after(earlier) for earlier in seen)])
                result = record_batch(
                    batch, recorded=recorded, by=by, new_salt=self._new_salt, present=present
                )
                stored = {known.id for known in present.values()}
                fresh = {new.id: new.line for new in result if new.id not in stored}
                return Batch(recorded, tuple(fresh.values()))

            appended = Writer(self.root, state, self.repairs.append).append(
                by, self._clock(), make_batch
            )
            self._remember(appended.recorded, result)
        return result

    def _look_up(self, batch: Sequence[Entry]) -> tuple[set[str], dict[str, Recorded]]:
        """When the events that a batch names were recorded, and the lines that have its keys."""
        from timeline.codec import Recorded, references

        ids = {name for entry in batch for name in references(entry) if name[:1] != "@"}
        keys = {entry.key for entry in batch if entry.key}
        if not ids and not keys:
            return set(), {}
        missing = ids - self._recorded.keys()
        if missing or keys:
            found = self._find(missing, keys)
            self._recorded.update(found.recorded)
        unknown = ids - self._recorded.keys()
        if unknown:
            raise UnknownEventError(min(unknown))
        present = {}
        if keys:
            present = {key: Recorded(*stored) for key, stored in found.keys.items()}
        return {self._recorded[name] for name in ids}, present

    def _find(self, ids: Collection[str], keys: Collection[str]) -> Known:
        from timeline.log.claim import INDEX, STATE
        from timeline.log.lookup import find_events

        if (self.root / STATE / INDEX).exists():
            from timeline.log.ledger import look_up

            if (known := look_up(self.root, ids, keys)) is not None:
                return known
        return find_events(self.root, ids, keys)

    def _remember(self, recorded: str, result: Sequence[Recorded]) -> None:
        if len(self._recorded) > _MEMORY:
            self._recorded.clear()
        for new in result:
            self._recorded.setdefault(new.id, recorded)
