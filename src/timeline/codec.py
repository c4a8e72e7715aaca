"""Event <-> line: the log's format, version 1. docs/format.md says the same at length.

A line is canonical JSON (RFC 8785, narrowed: ASCII keys, sorted; raw UTF-8; no floats;
integers below 2^53), at most 65,535 bytes, and ends with one newline, which is not part of it:

    {"about":"…","batch":[1,1],"body":{…},"by":"ana","id":"…","known":"2024-01-05",
     "recorded":"2026-11-21T21:37:00.123456Z","salt":"…","type":"fact-corrected","v":1}

    body_sha256 = hex(SHA-256(canonical([salt, body])))
    id          = the first 130 bits of SHA-256(canonical(line without id, body and salt,
                  with body_sha256)), as 26 characters of lower-case base32 (RFC 4648)

So each line verifies itself, a reference commits to what it means, and a body can be erased
(`body` and `salt` give way to `body_sha256`) without changing an id. The salt, 128 random bits
in hexadecimal, keeps an erased body from being guessed back from its hash.

Inverse pairs: `format_line`/`parse_line`. Only the canonical form is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from sys import intern
from types import MappingProxyType
from typing import Any

import orjson
from attrs import evolve, frozen

from timeline.dates import Date, DateError, parse_edtf
from timeline.errors import TimelineError
from timeline.events import (
    CHANGE_KINDS,
    RELATIONS,
    REQUIRES_ABOUT,
    Body,
    Change,
    Citation,
    Entry,
    Erased,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
    SourceCorrected,
)

VERSION = 1
MAX_LINE = 65_535
_MAX_INT = 2**53 - 1
_ID = re.compile(r"[a-z2-7]{26}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")
_RECORDED = re.compile(
    r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z",
    re.ASCII,
)
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_LOCAL_REFERENCE = re.compile(r"@[1-9][0-9]{0,6}")


class LineError(TimelineError):
    """A line that is not an event of this format. The caller knows which file and line."""

    code = "bad-line"


class UnknownFormatError(LineError):
    """A line written by a newer timeline: nothing may be computed without understanding it."""

    code = "newer-format"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"expected an event of format version {VERSION}, got {what}",
            "a newer timeline wrote this; upgrade with: pip install --upgrade timeline-log",
        )


class WrongIdError(LineError):
    code = "wrong-id"

    def __init__(self, stated: str, computed: str) -> None:
        super().__init__(
            f"the line says id {stated}, its bytes say {computed}: it was changed after it was "
            "recorded",
            "restore the file from git or a backup",
        )


class EntryTooLongError(TimelineError):
    code = "too-long"

    def __init__(self, length: int, what: str) -> None:
        super().__init__(
            f"{what}: expected at most {MAX_LINE:,} bytes in one event, got {length:,}",
            "shorten the text or the quotes, or split the fact",
        )


# -- values ---------------------------------------------------------------------------------


@frozen
class Kind:
    """How one kind of value is read from JSON and written to it.

    Writing refuses what reading would refuse, so what is written can be read back.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def _read_text(value: Any) -> str:
    if type(value) is not str:
        raise LineError(f"expected text, got {value!r:.60}")
    return value


def _read_flag(value: Any) -> bool:
    if type(value) is not bool:
        raise LineError(f"expected true or false, got {value!r:.60}")
    return value


def _read_number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MAX_INT:
        raise LineError(f"expected a whole number from 0 to 2^53 - 1, got {value!r:.60}")
    return value


def _read_date(value: Any) -> Date:
    try:
        return parse_edtf(_read_text(value))
    except DateError as error:
        raise LineError(str(error)) from error


def _read_point(value: Any) -> Date:
    """A `known` date: a point in time, so neither `A/B` nor `{…}`."""
    date = _read_date(value)
    if date.is_interval or value.startswith("{"):
        raise LineError(f"known is a point in time, possibly uncertain; got {value}")
    return date


def _write_date(value: Any) -> str:
    if not isinstance(value, Date):
        raise LineError(f"expected a date, got {value!r:.60}")
    return value.edtf


def _write_point(value: Any) -> str:
    text = _write_date(value)
    if value.is_interval or text.startswith("{"):
        raise LineError(f"known is a point in time, possibly uncertain; got {text}")
    return text


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if type(value) is not str or not pattern.fullmatch(value):
            raise LineError(f"expected {what}, got {value!r:.60}")
        return value

    return read


def _one_of(choices: Sequence[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise LineError(f"expected one of {', '.join(choices)}, got {value!r:.60}")
        return str(value)

    return read


def _both(check: Callable[[Any], str]) -> Kind:
    """A kind of text that is stored as it is."""
    return Kind(check, check)


def _list_of(kind: Kind) -> Kind:
    read_item, write_item = kind.read, kind.write

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise LineError(f"expected a list, got {value!r:.60}")
        if read_item is _read_text and {*map(type, value)} <= {str}:
            return tuple(value)
        return tuple([read_item(item) for item in value])

    def write(items: Any) -> list[Any]:
        if type(items) is not tuple:
            raise LineError(f"expected a tuple, got {items!r:.60}")
        return [write_item(item) for item in items]

    return Kind(read, write)


def _record(  # noqa: C901
    cls: type, fields: Mapping[str, Kind], required: Sequence[str]
) -> Kind:
    readers = {name: kind.read for name, kind in fields.items()}
    # Fields are written in the order of their names, as the canonical form wants them.
    writers = [(name, fields[name].write) for name in sorted(fields)]

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise LineError(f"expected an object, got {value!r:.60}")
        given = {}
        for name, item in value.items():
            reader = readers.get(name)
            if reader is _read_text and type(item) is str:  # most fields: spared a call
                given[name] = item
                continue
            if reader is None:
                raise UnknownFormatError(f"the field {name!r:.60}")
            try:
                given[name] = reader(item)
            except UnknownFormatError:
                raise
            except LineError as error:
                raise LineError(f"{name}: {error}", error.remedy) from error
        for name in required:
            if not given.get(name):
                raise LineError(f"the field {name!r} is missing")
        return cls(**given)

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not cls:
            raise LineError(f"expected {cls.__name__}, got {value!r:.60}")
        written = {}
        for name, write_field in writers:
            item = getattr(value, name)
            if item or type(item) is int:  # 0 is given, as far as it goes
                if write_field is _read_text and type(item) is str:
                    written[name] = item
                    continue
                try:
                    written[name] = write_field(item)
                except LineError as error:
                    raise LineError(f"{name}: {error}", error.remedy) from error
        for name in required:
            if name not in written:
                raise LineError(f"the field {name!r} is missing")
        return written

    return Kind(read, write)


TEXT = Kind(_read_text, _read_text)
FLAG = Kind(_read_flag, _read_flag)
NUMBER = Kind(_read_number, _read_number)
DATE = Kind(_read_date, _write_date)
POINT = Kind(_read_point, _write_point)
# What names an event is checked when it is recorded: until then it may stand by another name.
ID = Kind(_matching(_ID, "an event's id"), _read_text)
SHA256 = _both(_matching(_SHA256, "64 hexadecimal digits"))
DECIMAL = _both(_matching(_DECIMAL, "a decimal number"))
TEXTS = _list_of(TEXT)
FIGURE = _record(
    Figure,
    {"name": TEXT, "value": DECIMAL, "unit": TEXT, "approximate": FLAG},
    required=("name", "value"),
)
PLACE = _record(Place, {"name": TEXT, "lat": DECIMAL, "lon": DECIMAL}, required=("name",))
MEDIA = _record(
    Media,
    {
        "url": TEXT,
        "alt": TEXT,
        "credit": TEXT,
        "licence": TEXT,
        "sha256": SHA256,
        "width": NUMBER,
        "height": NUMBER,
    },
    required=("url",),
)
KNOWN_TO = _record(KnownTo, {"who": TEXT, "known": POINT}, required=("who", "known"))
CITATION = _record(
    Citation,
    {
        "source": ID,
        "locator": TEXT,
        "quote": TEXT,
        "attributed_to": TEXT,
        "date": DATE,
        "figures": _list_of(FIGURE),
        "internal": FLAG,
    },
    required=("source",),
)
CITATIONS = _list_of(CITATION)

FACT_FIELDS: dict[str, Kind] = {
    "name": TEXT,
    "headline": TEXT,
    "occurred": DATE,
    "occurred_text": TEXT,
    "known_text": TEXT,
    "zone": TEXT,
    "detail": TEXT,
    "language": TEXT,
    "tags": TEXTS,
    "lanes": TEXTS,
    "people": TEXTS,
    "place": PLACE,
    "figures": _list_of(FIGURE),
    "media": MEDIA,
    "note": TEXT,
    "internal": FLAG,
    "known_to": _list_of(KNOWN_TO),
    "citations": CITATIONS,
}
SOURCE_FIELDS: dict[str, Kind] = {
    "name": TEXT,
    "kind": TEXT,
    "title": TEXT,
    "author": TEXT,
    "publisher": TEXT,
    "published": POINT,
    "published_basis": TEXT,
    "url": TEXT,
    "archived": TEXT,
    "accessed": DATE,
    "language": TEXT,
    "text_sha256": SHA256,
    "origin": ID,
    "internal": FLAG,
    "withdrawn": FLAG,
}
# The lists of a fact: `add` and `drop` work on these, `set` on everything else.
LISTS: dict[str, Kind] = {
    "tags": TEXT,
    "lanes": TEXT,
    "people": TEXT,
    "figures": FIGURE,
    "known_to": KNOWN_TO,
    "citations": CITATION,
}


def _change(fields: Mapping[str, Kind]) -> Kind:  # noqa: C901
    """A change to a record with these fields; `known` and `because` are the header's and body's."""
    settable = {name: kind for name, kind in fields.items() if name not in LISTS}

    def read(value: Any) -> Change:
        if type(value) is not dict or not value or not value.keys() <= {"set", "add", "drop"}:
            raise LineError(f"expected an object of set, add and drop, got {value!r:.60}")
        given: dict[str, dict[str, Any]] = {"set": {}, "add": {}, "drop": {}}
        for verb, part in value.items():
            if type(part) is not dict or not part:
                raise LineError(f"{verb}: expected an object of fields, got {part!r:.60}")
            for name, item in part.items():
                known = name in settable if verb == "set" else name in LISTS and name in fields
                if not known:
                    raise UnknownFormatError(f"{verb} of the field {name!r:.60}")
                if verb == "set":
                    read_value = None if item is None else settable[name].read(item)
                elif verb == "add":
                    read_value = _list_of(LISTS[name]).read(item)
                else:
                    read_value = TEXTS.read(item)
                given[verb][name] = read_value
        return Change(**given)

    def write(change: Any) -> dict[str, Any]:
        if type(change) is not Change or not change:
            raise LineError(f"expected a change of something, got {change!r:.60}")
        strange = (change.set.keys() - settable.keys()) | (
            (change.add.keys() | change.drop.keys()) - (LISTS.keys() & fields.keys())
        )
        if strange:
            raise LineError(f"expected fields that can be changed, got {min(strange)!r:.60}")
        written: dict[str, dict[str, Any]] = {}
        if change.set:
            written["set"] = {
                name: None if item is None else settable[name].write(item)
                for name, item in change.set.items()
            }
        if change.add:
            written["add"] = {
                name: [LISTS[name].write(item) for item in items]
                for name, items in change.add.items()
            }
        if change.drop:
            written["drop"] = {name: TEXTS.write(items) for name, items in change.drop.items()}
        return written

    return Kind(read, write)


FACT_CHANGE = _change({**FACT_FIELDS, "known": POINT, "because": TEXT})
SOURCE_CHANGE = _change(SOURCE_FIELDS)

BODIES: dict[str, Kind] = {
    body.type: _record(body, fields, required)
    for body, fields, required in (
        (
            LogDescribed,
            {
                "log": TEXT,
                "title": TEXT,
                "description": TEXT,
                "zone": TEXT,
                "hemisphere": _both(_one_of(("north", "south"))),
                "language": TEXT,
                "pad": NUMBER,
            },
            (),
        ),
        (SourceAdded, SOURCE_FIELDS, ("name",)),
        (SourceCorrected, {"change": SOURCE_CHANGE, "because": TEXT}, ("change",)),
        (FactStated, FACT_FIELDS, ("name", "headline")),
        (FactCorroborated, {"citations": CITATIONS, "because": TEXT}, ("citations",)),
        (FactDisputed, {"citations": CITATIONS, "because": TEXT}, ()),
        (
            FactCorrected,
            {
                "change": FACT_CHANGE,
                "kind": _both(_one_of(CHANGE_KINDS)),
                "because": TEXT,
                "citations": CITATIONS,
            },
            ("change", "kind"),
        ),
        (FactRetracted, {"because": TEXT, "citations": CITATIONS, "instead": ID}, ("because",)),
        (FactRestored, {"because": TEXT, "citations": CITATIONS}, ("because",)),
        (
            FactsLinked,
            {"rel": _both(_one_of(RELATIONS)), "to": ID, "because": TEXT},
            ("rel", "to"),
        ),
        (EventWithdrawn, {"because": TEXT}, ("because",)),
    )
}
_NEEDS_ABOUT = frozenset(body.type for body in REQUIRES_ABOUT)
_HEADER = frozenset(
    (
        "about",
        "amends",
        "batch",
        "body",
        "body_sha256",
        "by",
        "id",
        "key",
        "known",
        "recorded",
        "salt",
        "saw",
        "type",
        "v",
    )
)


# -- lines ----------------------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """Canonical JSON of plain data; keys must be ASCII, and there may be no floats."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def load_json(raw: bytes | str) -> Any:
    """JSON as plain data, as lenient as `json.loads`. Raises: ValueError."""
    return orjson.loads(raw)


def hash_body(salt: str, body: Mapping[str, Any]) -> str:
    return sha256(canonical([salt, body])).hexdigest()


def leaf(line: Mapping[str, Any]) -> bytes:
    """The form of a line that ids and Merkle leaves hash: `body` and `salt` as their hash."""
    form = dict(line)
    form.pop("id", None)
    salt, body = form.pop("salt", None), form.pop("body", None)
    if "body_sha256" not in form:
        assert salt is not None
        assert body is not None
        form["body_sha256"] = hash_body(salt, body)
    return canonical(form)


def compute_id(line: Mapping[str, Any]) -> str:
    return _id_of(leaf(line))


# Base32 two digits at a time: four times as quick as base64.b32encode, and ids are made a lot.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _DIGITS for other in _DIGITS)
_SHIFTS = tuple(range(246, 125, -10))


def _id_of(form: bytes) -> str:
    number = int.from_bytes(sha256(form).digest(), "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def load_line(raw: bytes) -> dict[str, Any]:
    """The line as plain data, its shape checked but neither its id nor its body's fields.

    Raises:
        LineError: not JSON, not an object, or longer than a line may be.
    """
    if len(raw) > MAX_LINE:
        raise LineError(f"expected a line of at most {MAX_LINE:,} bytes, got {len(raw):,}")
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise LineError(f"expected a JSON object, got {raw[:60]!r} ({error})") from error
    if type(line) is not dict:
        raise LineError(f"expected a JSON object, got {raw[:60]!r}")
    return line


def check_profile(value: Any) -> None:
    """Refuse what canonical JSON of this format can't hold, in data that no type describes.

    Raises:
        LineError: a float, an integer of 2^53 or more, or a key that isn't ASCII.
    """
    if type(value) is dict:
        for name, item in value.items():
            if not name.isascii():
                raise LineError(f"expected ASCII keys, got {name!r:.60}")
            check_profile(item)
    elif type(value) is list:
        for item in value:
            check_profile(item)
    elif type(value) is float or (type(value) is int and abs(value) > _MAX_INT):
        raise LineError(f"expected whole numbers below 2^53, got {value!r:.60}")


def verify_line(raw: bytes) -> dict[str, Any]:
    """`load_line`, and the bytes are canonical and the id is theirs. Any version, any type.

    Raises:
        WrongIdError, LineError.
    """
    return verify_leaf(raw)[0]


def verify_leaf(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """As `verify_line`, with the form of the line that its id and its Merkle leaf hash."""
    line = load_line(raw)
    try:
        form = canonical(line)
    except TypeError as error:  # nested too deeply
        raise LineError(f"expected canonical JSON ({error})") from error
    if form != raw:
        raise LineError("expected canonical JSON: sorted keys, no spaces, each key once")
    stated = line.get("id")
    # A body beside its hash would not be covered by the id, so it must be one or the other.
    erased = "body_sha256" in line
    if type(stated) is not str or erased in ("body" in line, "salt" in line):
        raise LineError("expected id with body and salt, or id with body_sha256")
    if not erased and type(line["salt"]) is not str:
        raise LineError(f"salt: expected text, got {line['salt']!r:.60}")
    form = leaf(line)
    computed = _id_of(form)
    if stated != computed:
        raise WrongIdError(stated, computed)
    return line, form


def parse_line(raw: bytes, *, verify: bool = True) -> Event:
    """The event on a line. About 10 µs; half of that without `verify`.

    Raises:
        UnknownFormatError: a type, field or version that this program does not know.
        LineError: anything else that is not an event.
    """
    return read_event(verify_line(raw) if verify else load_line(raw))


# From a version to the next: plain data in, plain data out. The stored line is never touched.
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def upcast(line: Mapping[str, Any]) -> dict[str, Any]:
    """The line as this version would have said it, for lines of earlier ones.

    Raises:
        UnknownFormatError: a newer version, or none at all.
    """
    raised = dict(line)
    while type(version := raised.get("v")) is int and version != VERSION:
        if version not in UPCASTERS:
            break
        raised = UPCASTERS[version](raised)
        assert raised["v"] == version + 1
    if type(version) is not int or version != VERSION:
        raise UnknownFormatError(f"version {version!r:.20}")
    return raised


def read_event(line: Mapping[str, Any]) -> Event:
    """The event that a loaded line stands for. Raises: as `parse_line`."""
    version = line.get("v")
    if version != VERSION or type(version) is not int:
        line = upcast(line)
    if not line.keys() <= _HEADER:
        unknown = min(line.keys() - _HEADER)
        raise UnknownFormatError(f"the header field {unknown!r:.60}")
    type_name = line.get("type")
    kind = BODIES.get(type_name) if type(type_name) is str else None
    if kind is None:
        raise UnknownFormatError(f"the type {line.get('type')!r:.60}")
    try:
        body, salt = _read_body(line, kind)
        return Event(
            id=ID.read(line["id"]),
            recorded=_read_recorded(line["recorded"]),
            by=intern(_read_text(line["by"])),  # a few names, in a million events
            batch=_read_batch(line["batch"]),
            type=intern(line["type"]),
            body=body,
            salt=salt,
            about=ID.read(line["about"]) if "about" in line else _no_about(line["type"]),
            amends=ID.read(line["amends"]) if "amends" in line else "",
            known=_read_point(line["known"]) if "known" in line else None,
            key=_read_text(line["key"]) if "key" in line else "",
            saw=_IDS.read(line["saw"]) if "saw" in line else (),
        )
    except KeyError as error:
        raise LineError(f"the header field {error.args[0]!r} is missing") from error


_IDS = _list_of(ID)


def _read_recorded(value: Any) -> str:
    if type(value) is str and _RECORDED.fullmatch(value):
        if value[8:10] <= "28":
            return value
        with suppress(ValueError):
            datetime.fromisoformat(value)
            return value
    raise LineError(
        f"recorded: expected a UTC instant like 2026-11-21T21:37:00.123456Z, got {value!r:.60}"
    )


def _read_body(line: Mapping[str, Any], kind: Kind) -> tuple[Body | Erased, str]:
    if "body_sha256" in line:
        return Erased(body_sha256=SHA256.read(line["body_sha256"])), ""
    salt = _read_text(line["salt"])
    if not _SALT.fullmatch(salt):
        raise LineError(f"salt: expected 32 hexadecimal digits, got {salt!r:.60}")
    return kind.read(line["body"]), salt


def _no_about(type_name: str) -> str:
    if type_name in _NEEDS_ABOUT:
        raise LineError(f"a {type_name} must say what it is about")
    return ""


def _read_batch(value: Any) -> tuple[int, int]:
    if type(value) is list and len(value) == 2:
        position, total = value
        if type(position) is type(total) is int and 1 <= position <= total <= _MAX_INT:
            return (position, total)
    raise LineError(f"batch: expected [position, size], got {value!r:.60}")


def write_event(event: Event) -> dict[str, Any]:
    """The event as the plain data of its line; the inverse of `read_event`."""
    line = _header(event) | {
        "batch": list(event.batch),
        "by": event.by,
        "recorded": event.recorded,
        "id": event.id,
    }
    if isinstance(event.body, Erased):
        line["body_sha256"] = event.body.body_sha256
    else:
        line["body"] = BODIES[event.type].write(event.body)
        line["salt"] = event.salt
    return line


def format_line(event: Event) -> bytes:
    """The event's line, without the newline; the inverse of `parse_line`."""
    return canonical(write_event(event))


def erase_line(raw: bytes) -> bytes:
    """The same line with `body` and `salt` replaced by their hash; its id stays valid."""
    line = verify_line(raw)
    if "body_sha256" in line:
        return raw
    line["body_sha256"] = hash_body(line.pop("salt"), line.pop("body"))
    return canonical(line)


def _header(event: Entry | Event) -> dict[str, Any]:
    """The header fields that an entry has already."""
    header: dict[str, Any] = {"type": event.body.type or getattr(event, "type", ""), "v": VERSION}
    if event.about:
        header["about"] = ID.write(event.about)
    else:
        _no_about(header["type"])
    if event.amends:
        header["amends"] = ID.write(event.amends)
    if event.known is not None:
        header["known"] = _write_point(event.known)
    if event.key:
        header["key"] = _read_text(event.key)
    if event.saw:
        header["saw"] = _IDS.write(event.saw)
    return header


# -- recording ------------------------------------------------------------------------------


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
    _read_recorded(recorded)
    _read_text(by)
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
    line = _header(entry)
    line["batch"] = list(batch)
    line["by"] = by
    line["recorded"] = recorded
    try:
        body = canonical(BODIES[type_name].write(entry.body))
        hashed = sha256(b'["%b",%b]' % (salt.encode(), body)).hexdigest()
        line["id"] = _id_of(canonical(line | {"body_sha256": hashed}))
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
            if _ID.fullmatch(source):
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
