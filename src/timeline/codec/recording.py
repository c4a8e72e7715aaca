"""Recording: entries get their time, place in the batch, salt and id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import orjson
from attrs import evolve, frozen

from timeline.codec.canonical import canonical
from timeline.codec.faults import MAX_LINE, EntryTooLongError, LineError, NotUnicodeError
from timeline.codec.fields import BODIES
from timeline.codec.ids import id_of
from timeline.codec.kinds import ID, ID_PATTERN, read_text
from timeline.codec.lines import read_recorded, write_header
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    FactCorrected,
    FactRetracted,
    FactsLinked,
    SourceAdded,
    SourceCorrected,
)

_SURROGATE = re.compile("[\ud800-\udfff]")
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
            stored = _record_entry(entry, [position, total], recorded, by, new_salt(), ids)
            if entry.key:
                by_key[entry.key] = stored
        ids.append(stored.id)
        lines.append(stored)
    return tuple(lines)


def _record_entry(  # noqa: PLR0917
    entry: Entry, batch: list[int], recorded: str, by: str, salt: str, ids: Sequence[str]
) -> Recorded:
    """`ids` are those of the batch's earlier entries, which this one may name."""
    if named := references(entry):
        if ids and any(name[:1] == "@" for name in named):
            entry = _resolve(entry, ids)
            named = references(entry)
        for name in named:
            ID.read(name)
    type_name = entry.body.type
    line = write_header(entry)
    line["batch"] = batch
    line["by"] = by
    line["recorded"] = recorded
    try:
        body = canonical(BODIES[type_name].write(entry.body))
        line["body_sha256"] = sha256(b'["%b",%b]' % (salt.encode(), body)).hexdigest()
        event_id = id_of(canonical(line))
        del line["body_sha256"]
        line["id"] = event_id
        line["salt"] = salt
        line["body"] = orjson.Fragment(body)
        raw = canonical(line)
    except TypeError as error:
        if broken := _broken_text([line, BODIES[type_name].write(entry.body)]):
            raise NotUnicodeError(broken) from error
        raise LineError(f"the entry can't be stored: {error}") from error
    if len(raw) > MAX_LINE:
        raise EntryTooLongError(len(raw), type_name)
    return Recorded(event_id, raw)


def _broken_text(value: Any) -> str:
    """The first text in plain data that no UTF-8 can hold; empty where there is none."""
    if isinstance(value, str):
        return value if _SURROGATE.search(value) else ""
    inside = [*value, *value.values()] if isinstance(value, dict) else value
    if not isinstance(inside, (list, tuple)):
        return ""
    return next(filter(None, map(_broken_text, inside)), "")


# What names another event in a body, beside its citations.
_NAMING = {SourceAdded: "origin", FactRetracted: "instead", FactsLinked: "to"}


def references(event: Entry | Event) -> list[str]:
    """The ids that an event or entry names, in no order; some may come more than once."""
    named = [event.about] if event.about else []
    if event.amends:
        named.append(event.amends)
    named += event.saw
    body: Any = event.body
    for citation in getattr(body, "citations", ()):
        named.append(citation.source)
    if (field := _NAMING.get(type(body))) and (name := getattr(body, field)):
        named.append(name)
    elif isinstance(body, (FactCorrected, SourceCorrected)):
        change = body.change
        named += [citation.source for citation in change.add.get("citations", ())]
        named += filter(ID_PATTERN.fullmatch, change.drop.get("citations", ()))
        if origin := change.set.get("origin"):
            named.append(origin)
    return named


def _resolve(entry: Entry, ids: Sequence[str]) -> Entry:
    """Replace `@1`, `@2`, … where an id belongs by the ids of the batch's earlier entries."""
    body: Any = entry.body
    changes: dict[str, Any] = {}
    if citations := getattr(body, "citations", ()):
        changes["citations"] = _resolve_citations(citations, ids)
    for name in ("origin", "instead", "to"):
        if given := getattr(body, name, ""):
            changes[name] = _resolve_reference(given, ids)
    if isinstance(body, (FactCorrected, SourceCorrected)):
        changes |= _resolve_change(body.change, ids)
    return Entry(
        body=evolve(body, **changes) if changes else body,
        about=_resolve_reference(entry.about, ids),
        amends=_resolve_reference(entry.amends, ids),
        known=entry.known,
        key=entry.key,
        saw=tuple([_resolve_reference(name, ids) for name in entry.saw]),
    )


def _resolve_change(change: Change, ids: Sequence[str]) -> dict[str, Change]:
    """The change with ids, if it names anything."""
    changed, added = dict(change.set), dict(change.add)
    if changed.get("origin"):
        changed["origin"] = _resolve_reference(changed["origin"], ids)
    elif "citations" not in added:
        return {}
    if "citations" in added:
        added["citations"] = _resolve_citations(added["citations"], ids)
    return {"change": evolve(change, set=changed, add=added)}


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
