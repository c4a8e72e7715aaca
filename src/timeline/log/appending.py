"""Appending a batch: lock, look up what it names, make its lines, write them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

from timeline.codec import (
    SALT_BYTES,
    Recorded,
    collector_paused,
    record_batch,
    references,
    split_salts,
)
from timeline.errors import TimelineError
from timeline.events import Entry
from timeline.log.claim import INDEX, STATE
from timeline.log.durable import close_synced, write_error
from timeline.log.lock import take_lock
from timeline.log.lookup import Known, find_events
from timeline.log.writer import Batch, Repair, Writer, tick_after

_MEMORY = 100_000
_FEW = 50  # entries, which the collector can walk


class UnknownEventError(TimelineError):
    code = "unknown-event"

    def __init__(self, event: str) -> None:
        super().__init__(
            f"expected the id of an event of this log, got {event}; nothing was recorded",
            "timeline log lists the events with their ids",
        )


class NoWriterError(TimelineError):
    code = "no-writer"

    def __init__(self, by: str) -> None:
        super().__init__(
            f"expected the name of who records this, got {by!r}; nothing was recorded",
            'give append(…, by="ana")',
        )


class Appender:
    """Appends to one log; see `Log.append`. Remembers when the events it has met were recorded,
    so that the next batch may name them without a search.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Callable[[], datetime],
        randomness: Callable[[int], bytes],
        report: Callable[[Repair], None],
    ) -> None:
        self._root = root
        self._state = f"{root}/{STATE}"
        self._clock = clock
        self._randomness = randomness
        self._writer = Writer(root, report)
        self._recorded: dict[str, str] = {}

    def append(self, batch: Sequence[Entry], by: str) -> tuple[Recorded, ...]:
        if not batch:
            return ()
        if not by.strip():
            raise NoWriterError(by)
        lock = take_lock(self._state)
        try:
            after, present = self._look_up(batch)
            if present and all(entry.key in present for entry in batch):
                return tuple([present[entry.key] for entry in batch])
            return self._write(batch, by, after, present)
        except OSError as error:
            raise write_error(self._root, error) from error
        finally:
            close_synced(lock)

    def _write(
        self, batch: Sequence[Entry], by: str, after: str, present: Mapping[str, Recorded]
    ) -> tuple[Recorded, ...]:
        result: tuple[Recorded, ...] = ()
        fresh: dict[str, bytes] = {}
        salts = split_salts(self._randomness(SALT_BYTES * len(batch)))

        def make_batch(moment: str) -> Batch:
            nonlocal result, fresh
            recorded = max(moment, after)
            with collector_paused() if len(batch) > _FEW else nullcontext():
                result = record_batch(
                    batch, recorded=recorded, by=by, new_salt=salts.__next__, present=present
                )
            fresh = {new.id: new.line for new in result}
            for known in present.values():
                fresh.pop(known.id, None)
            return Batch(recorded, tuple(fresh.values()))

        recorded = self._writer.append(by, self._clock(), make_batch).recorded
        if len(self._recorded) > _MEMORY:
            self._recorded.clear()
        self._recorded.update(dict.fromkeys(fresh, recorded))
        return result

    def _look_up(self, batch: Sequence[Entry]) -> tuple[str, dict[str, Recorded]]:
        """The least instant after all events that a batch names, and the lines with its keys."""
        named = [name for entry in batch for name in references(entry)]
        ids = {name for name in named if name[:1] != "@"}
        keys = {entry.key for entry in batch if entry.key}
        if not ids and not keys:
            return "", {}
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
        return max((tick_after(self._recorded[name]) for name in ids), default=""), present

    def _find(self, ids: Collection[str], keys: Collection[str]) -> Known:
        if (self._root / STATE / INDEX).exists():
            from timeline.log.ledger import look_up

            if (known := look_up(self._root, ids, keys)) is not None:
                return known
        return find_events(self._root, ids, keys)
