"""The events that bear on a fact: all that its state, at any (K, R), can depend on.

They are those about it, amending it or sharing a key with it, and those that these name: the
sources they cite with their own corrections and origins, what their writers had seen.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.codec import parse_line, references
from timeline.events import Event
from timeline.log.ledger import Ledger

_LINK = "facts-linked"
_SOURCES = ("source-added", "source-corrected")
_LINES = """
    SELECT lines.id, type, key, erased, name, start, length
    FROM lines JOIN segments ON segment = number
    WHERE {0} = :value AND {0} != ''"""  # the second condition lets SQLite use a partial index
_NEAR = " UNION ALL ".join(_LINES.format(column) for column in ("id", "about", "amends"))
_WITH_KEY = _LINES.format("key")


class _Line(NamedTuple):
    id: str
    type: str
    key: str
    erased: int
    segment: str
    start: int
    length: int


class Gathering:
    """Reads what bears on facts, and keeps what it read of sources, which many facts share.

    Use it within one transaction: what it keeps is of the log as it was at the beginning.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._files: dict[str, int] = {}
        self._near: dict[str, tuple[_Line, ...]] = {}
        self._events: dict[str, Event] = {}

    def __enter__(self) -> Gathering:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            os.close(file)

    def gather(self, wanted: Iterable[str]) -> tuple[dict[str, Event], set[str]]:
        """The events that bear on these ids, and the ids and keys by which more could."""
        causes: set[str] = set()
        events: dict[str, Event] = {}
        ahead = set(wanted)
        while ahead:
            causes |= ahead
            found = [line for one in ahead for line in self._lines_near(one)]
            for key in {line.key for line in found} - {""}:
                if f"key:{key}" not in causes:
                    causes.add(f"key:{key}")
                    found += self._lines(_WITH_KEY, key)
            ahead = set()
            # Of several copies of a line, an erased one counts.
            for line in sorted(found, key=lambda line: -line.erased):
                if line.id in events:
                    continue
                event = events[line.id] = self._read(line)
                ahead.add(line.id)
                # A link changes where a fact stands among its equals, not what it says.
                ahead.update([event.about] if line.type == _LINK else references(event))
            ahead -= causes
        return events, causes

    def _lines_near(self, event_id: str) -> Iterable[_Line]:
        found = self._near.get(event_id)
        if found is None:
            found = tuple(self._lines(_NEAR, event_id))
            if any(line.type in _SOURCES and line.id == event_id for line in found):
                self._near[event_id] = found
        return found

    def _lines(self, query: str, value: str) -> Iterator[_Line]:
        return map(_Line._make, self._ledger.database.execute(query, {"value": value}))

    def _read(self, line: _Line) -> Event:
        event = self._events.get(line.id)
        if event is None:
            event = parse_line(self._bytes(line), verify=False)
            if line.type in _SOURCES:
                self._events[line.id] = event
        return event

    def _bytes(self, line: _Line) -> bytes:
        if line.segment not in self._files:
            self._files[line.segment] = os.open(self._ledger.root / line.segment, os.O_RDONLY)
        return os.pread(self._files[line.segment], line.length, line.start)
