"""Recording: entries get their time, place in the batch, salt and id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import orjson
from attrs import evolve, frozen

from timeline.codec.faults import MAX_LINE, EntryTooLongError, LineError
from timeline.codec.fields import BODIES
from timeline.codec.ids import id_of
from timeline.codec.kinds import ID, ID_PATTERN, read_text
from timeline.codec.lines import canonical, read_recorded, write_header
from timeline.events import (
    Citation,
    Entry,
    Event,
    FactCorrected,
    FactRetracted,
    FactsLinked,
    SourceAdded,
    SourceCorrected,
)

_LOCAL_REFERENCE = re.compile(r"@[1-9][0-9]{0,6}")


@frozen
class Recorded:
    """An entry as the log keeps it: its id and its line, without the newline."""

    id: str
    line: bytes


def record_batch(
    entries: Iterable[Entry],
    *,
    recorded: str,
    by: str,
    new_salt: Callable[[], str],
    present: Mapping[str, Recorded] = MappingProxyType({}),
) -> tuple[Recorded, ...]:
    """Give entries their time, place in the batch, salt and id.

    An entry whose key is in `present`, or was given to an earlier entry, is not recorded again:
    what has the key comes back in its place.

    Raises:
        EntryTooLongError: a line would exceed 65,535 bytes.
        LineError: a value that the format can't hold.
    """
    read_recorded(read_text(recorded))
    read_text(by)
    batch = tuple(entries)
    by_key = dict(present)
    total = sum(not entry.key for entry in batch)
    total += len({entry.key for entry in batch if entry.key} - by_key.keys())
    position = 0
    ids: list[str] = []
    lines: list[Recorded] = []
    for entry in batch:
        stored = by_key.get(entry.key) if entry.key else None
        if stored is None:
            position += 1
            stored = _record_entry(entry, (position, total), recorded, by, new_salt(), ids)
            if entry.key:
                by_key[entry.key] = stored
        ids.append(stored.id)
        lines.append(stored)
    return tuple(lines)


def _record_entry(  # noqa: PLR0917
    entry: Entry, batch: tuple[int, int], recorded: str, by: str, salt: str, ids: Sequence[str]
) -> Recorded:
    """`ids` are those of the batch's earlier entries, which this one may name."""
    entry = _resolve(entry, ids) if ids else entry
    for name in references(entry):
        ID.read(name)
    type_name = entry.body.type
    line = write_header(entry)
    line["batch"] = list(batch)
    line["by"] = by
    line["recorded"] = recorded
    try:
        body = canonical(BODIES[type_name].write(entry.body))
        hashed = sha256(b'["%b",%b]' % (salt.encode(), body)).hexdigest()
        line["id"] = id_of(canonical(line | {"body_sha256": hashed}))
        line["salt"] = salt
        line["body"] = orjson.Fragment(body)
        raw = canonical(line)
    except TypeError as error:
        raise LineError(f"the text can't be stored: {error}") from error
    if len(raw) > MAX_LINE:
        raise EntryTooLongError(len(raw), type_name)
    return Recorded(line["id"], raw)


def references(event: Entry | Event) -> Iterator[str]:  # noqa: C901
    """The ids that an event or entry names, in no order; some may come more than once."""
    if event.about:
        yield event.about
    if event.amends:
        yield event.amends
    yield from event.saw
    body = event.body
    for citation in getattr(body, "citations", ()):
        yield citation.source
    if isinstance(body, (SourceAdded, FactRetracted, FactsLinked)):
        named = {SourceAdded: "origin", FactRetracted: "instead", FactsLinked: "to"}[type(body)]
        if name := getattr(body, named):
            yield name
    elif isinstance(body, (FactCorrected, SourceCorrected)):
        for citation in body.change.add.get("citations", ()):
            yield citation.source
        for source in body.change.drop.get("citations", ()):
            if ID_PATTERN.fullmatch(source):
                yield source
        if origin := body.change.set.get("origin"):
            yield origin


def _resolve(entry: Entry, ids: Sequence[str]) -> Entry:
    """Replace `@1`, `@2`, … where an id belongs by the ids of the batch's earlier entries."""
    if not any(name[:1] == "@" for name in references(entry)):
        return entry

    def known(name: str) -> str:
        return _resolve_reference(name, ids)

    body: Any = entry.body
    changes: dict[str, Any] = {}
    if citations := getattr(body, "citations", ()):
        changes["citations"] = _resolve_citations(citations, ids)
    for name in ("origin", "instead", "to"):
        if given := getattr(body, name, ""):
            changes[name] = known(given)
    if isinstance(body, (FactCorrected, SourceCorrected)):
        changed = dict(body.change.set)
        if changed.get("origin"):
            changed["origin"] = known(changed["origin"])
        added = dict(body.change.add)
        if "citations" in added:
            added["citations"] = _resolve_citations(added["citations"], ids)
        changes["change"] = evolve(body.change, set=changed, add=added)
    return evolve(
        entry,
        body=evolve(body, **changes),
        about=known(entry.about),
        amends=known(entry.amends),
        saw=tuple([known(name) for name in entry.saw]),
    )


def _resolve_citations(citations: Iterable[Citation], ids: Sequence[str]) -> tuple[Citation, ...]:
    return tuple(
        [evolve(cited, source=_resolve_reference(cited.source, ids)) for cited in citations]
    )


def _resolve_reference(text: str, ids: Sequence[str]) -> str:
    if not text.startswith("@") or not _LOCAL_REFERENCE.fullmatch(text):
        return text
    position = int(text[1:])
    assert position <= len(ids), f"{text} names a later entry of the batch"
    return ids[position - 1]
