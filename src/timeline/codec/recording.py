"""Recording: entries get their time, place in the batch, salt and id."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import orjson
from attrs import evolve, frozen

from timeline.codec.canonical import canonical
from timeline.codec.faults import MAX_LINE, VERSION, EntryTooLongError, LineError, NotUnicodeError
from timeline.codec.fields import BODIES
from timeline.codec.ids import ids_of
from timeline.codec.kinds import ID, ID_PATTERN, TEXTS, read_text, write_point
from timeline.codec.lines import check_about, read_recorded
from timeline.codec.making import new, open_twin
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    FactCorrected,
    FactRetracted,
    FactsLinked,
    FactStated,
    SourceAdded,
    SourceCorrected,
)

_SURROGATE = re.compile("[\ud800-\udfff]")
_LOCAL_REFERENCE = re.compile(r"@[1-9][0-9]{0,6}")
SALT_BYTES = 16


def split_salts(randomness: bytes) -> Iterator[str]:
    """Salts of SALT_BYTES each, in hexadecimal."""
    digits = randomness.hex()
    size = 2 * SALT_BYTES
    return (digits[start : start + size] for start in range(0, len(digits), size))


@frozen
class Recorded:
    """An entry as the log keeps it: its id and its line, without the newline."""

    id: str
    line: bytes


_OpenRecorded = open_twin(Recorded)


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
    batch = tuple(entries)
    by_key: dict[str, Recorded | int] = dict(present)
    keys = [entry.key for entry in batch if entry.key]
    total = len(batch) - len(keys) + len({*keys} - by_key.keys())
    lines = _Lines(recorded, read_text(by), total)
    found: list[Recorded | int] = []  # of each entry so far its line, or that line's place

    def id_at(position: int) -> str:
        if position > len(found):
            raise LineError(f"expected an earlier entry of the batch, got @{position}")
        place = found[position - 1]
        return (lines.made()[place] if isinstance(place, int) else place).id

    for entry in batch:
        stored = by_key.get(entry.key) if entry.key else None
        if stored is None:
            stored = lines.add(entry, new_salt(), id_at)
            if entry.key:
                by_key[entry.key] = stored
        found.append(stored)
    made = lines.made()
    return tuple([made[one] if isinstance(one, int) else one for one in found])


class _Lines:
    """The lines of one batch, in the making.

    They are put together from pieces of canonical JSON, since a line and the form that its id
    hashes differ in three places only. Ids are computed as late as one is needed, many at once.
    """

    def __init__(self, recorded: str, by: str, total: int) -> None:
        self._by = b'"by":%b,' % _spell(by)
        self._recorded = b'"recorded":"%b",' % recorded.encode()
        self._total = total
        self._made: list[Recorded] = []
        self._begun: list[tuple[bytes, bytes, bytes, str, bytes]] = []
        self._forms: list[bytes] = []

    def add(self, entry: Entry, salt: str, id_at: Callable[[int], str]) -> int:
        """Begin a line, and give its place, from 0. `id_at` has the ids of the batch's earlier
        entries, 1-based, for those that this one names so.
        """
        if named := references(entry):
            if any(name[:1] == "@" for name in named):
                entry = _resolve(entry, id_at)
                named = references(entry)
            for name in named:
                ID.read(name)
        before, middle, after = _spell_header(entry)
        place = len(self._made) + len(self._begun)
        before += b'"batch":[%d,%d],' % (place + 1, self._total)
        body = _spell(BODIES[entry.body.type].write(entry.body))
        sealed = sha256(b'["%b",%b]' % (salt.encode(), body)).hexdigest()
        self._forms.append(
            b'%b"body_sha256":"%b",%b%b%b%b'
            % (before, sealed.encode(), self._by, middle, self._recorded, after)
        )
        self._begun.append((before, body, middle, salt, after))
        return place

    def made(self) -> Sequence[Recorded]:
        """All lines so far: those that were only begun get their ids."""
        if self._begun:
            ids = ids_of(self._forms)
            for event_id, pieces in zip(ids, self._begun, strict=True):
                before, body, middle, salt, after = pieces
                raw = b'%b"body":%b,%b"id":"%b",%b%b"salt":"%b",%b' % (
                    before,
                    body,
                    self._by,
                    event_id.encode(),
                    middle,
                    self._recorded,
                    salt.encode(),
                    after,
                )
                if len(raw) > MAX_LINE:
                    raise EntryTooLongError(len(raw), orjson.loads(raw)["type"])
                made = new(_OpenRecorded)
                made.id, made.line = event_id, raw
                made.__class__ = Recorded
                self._made.append(made)
            self._forms.clear()
            self._begun.clear()
        return self._made


def _spell(value: Any) -> bytes:
    """Canonical JSON. Raises: LineError: it can't be stored."""
    try:
        return canonical(value)
    except TypeError as error:
        if broken := _broken_text(value):
            raise NotUnicodeError(broken) from error
        raise LineError(f"the entry can't be stored: {error}") from error


def _spell_header(entry: Entry) -> tuple[bytes, bytes, bytes]:
    """The header's fields that an entry has, as they stand in its line: before `batch`, between
    `by` and `recorded`, and from `saw` on. Ids were checked.
    """
    before, middle, after = b"{", b"", _spell_type(entry.body.type)
    if entry.about:
        before += b'"about":"%b",' % entry.about.encode()
    else:
        check_about(entry.body.type)
    if entry.amends:
        before += b'"amends":"%b",' % entry.amends.encode()
    if entry.key:
        middle = b'"key":%b,' % _spell(read_text(entry.key))
    if entry.known is not None:
        middle += b'"known":"%b",' % write_point(entry.known).encode("ascii")
    if entry.saw:
        after = b'"saw":%b,%b' % (_spell(TEXTS.write(entry.saw)), after)
    return before, middle, after


@cache
def _spell_type(name: str) -> bytes:
    return b'"type":"%b","v":%d}' % (name.encode(), VERSION)


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
    if type(body) is FactStated:  # most events: it names nothing else
        return named
    if (field := _NAMING.get(type(body))) and (name := getattr(body, field)):
        named.append(name)
    elif isinstance(body, (FactCorrected, SourceCorrected)):
        change = body.change
        named += [citation.source for citation in change.add.get("citations", ())]
        named += filter(ID_PATTERN.fullmatch, change.drop.get("citations", ()))
        if origin := change.set.get("origin"):
            named.append(origin)
    return named


def _resolve(entry: Entry, ids: Callable[[int], str]) -> Entry:
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


def _resolve_change(change: Change, ids: Callable[[int], str]) -> dict[str, Change]:
    """The change with ids, if it names anything."""
    changed, added = dict(change.set), dict(change.add)
    if changed.get("origin"):
        changed["origin"] = _resolve_reference(changed["origin"], ids)
    elif "citations" not in added:
        return {}
    if "citations" in added:
        added["citations"] = _resolve_citations(added["citations"], ids)
    return {"change": evolve(change, set=changed, add=added)}


def _resolve_citations(
    citations: Iterable[Citation], ids: Callable[[int], str]
) -> tuple[Citation, ...]:
    return tuple(
        [evolve(cited, source=_resolve_reference(cited.source, ids)) for cited in citations]
    )


def _resolve_reference(text: str, ids: Callable[[int], str]) -> str:
    if not text.startswith("@") or not _LOCAL_REFERENCE.fullmatch(text):
        return text
    return ids(int(text[1:]))
