"""Finding stored events by id or key in the raw bytes, when there is no index to ask.

Header fields are sorted, so `id`, `key`, `known` and `recorded` stand next to one another in
every line; no body holds an `id`. About 0.5 s a gigabyte; nothing is decoded.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from attrs import define, field

from timeline.codec import load_json
from timeline.log.segments import list_segments, read_segment, split_tail

_HEADER = re.compile(
    rb'"id":"([a-z2-7]{26})"(?:,"key":("(?:[^"\\]|\\.)*"))?(?:,"known":"[^"]*")?,"recorded":"([^"]*)"'
)


@define
class Known:
    """What a writer must know about stored events: when each was recorded, and the keys used."""

    recorded: dict[str, str] = field(factory=dict)
    keys: dict[str, tuple[str, bytes]] = field(factory=dict)

    def keep_first(self, key: str, event_id: str, recorded: str, line: bytes) -> None:
        """Note a line with a key; of several, the first in order of record stays."""
        earlier = self.keys.get(key)
        if earlier is None or (recorded, event_id) < (self.recorded[earlier[0]], earlier[0]):
            self.keys[key] = (event_id, line)
            self.recorded[event_id] = recorded


def find_events(root: Path, ids: Collection[str], keys: Collection[str]) -> Known:
    """The events with these ids, and for each key the first line recorded with it."""
    known = Known()
    wanted_ids = set(ids)
    wanted_keys = set(keys)
    for name in list_segments(root):
        data = read_segment(root, name)
        for found in _matches(data, wanted_ids, wanted_keys):
            event_id, recorded = found[1].decode(), found[3].decode()
            if event_id in wanted_ids:
                known.recorded[event_id] = recorded
            key = load_json(found[2]) if found[2] else ""
            if key in wanted_keys:
                known.keep_first(key, event_id, recorded, _line_around(data, found.start()))
    return known


def _matches(data: bytes, ids: set[str], keys: set[str]) -> Iterator[re.Match[bytes]]:
    end = split_tail(data)
    if len(ids) > 4 or keys:
        yield from _HEADER.finditer(data, 0, end)
        return
    for event_id in ids:
        start = data.find(b'"id":"%s"' % event_id.encode(), 0, end)
        if start >= 0 and (found := _HEADER.match(data, start)):
            yield found


def _line_around(data: bytes, place: int) -> bytes:
    start = data.rfind(b"\n", 0, place) + 1
    return data[start : data.find(b"\n", place)]
