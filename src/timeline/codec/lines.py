"""Lines: canonical form, ids, and an event's way to a line and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from sys import intern
from typing import Any

import orjson

from timeline.codec.faults import (
    MAX_LINE,
    VERSION,
    LineError,
    UnknownFormatError,
    WrongIdError,
)
from timeline.codec.fields import BODIES
from timeline.codec.kinds import (
    ID,
    MAX_INT,
    SHA256,
    Kind,
    list_of,
    read_point,
    read_text,
    write_point,
)
from timeline.events import REQUIRES_ABOUT, Body, Entry, Erased, Event

_SALT = re.compile(r"[0-9a-f]{32}")
_RECORDED = re.compile(
    r"(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z",
    re.ASCII,
)
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
    return id_of(leaf(line))


# Base32 two digits at a time: four times as quick as base64.b32encode, and ids are made a lot.
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _DIGITS for other in _DIGITS)
_SHIFTS = tuple(range(246, 125, -10))


def id_of(form: bytes) -> str:
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
    elif type(value) is float or (type(value) is int and abs(value) > MAX_INT):
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
    computed = id_of(form)
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
            recorded=read_recorded(line["recorded"]),
            by=intern(read_text(line["by"])),  # a few names, in a million events
            batch=_read_batch(line["batch"]),
            type=intern(line["type"]),
            body=body,
            salt=salt,
            about=ID.read(line["about"]) if "about" in line else _no_about(line["type"]),
            amends=ID.read(line["amends"]) if "amends" in line else "",
            known=read_point(line["known"]) if "known" in line else None,
            key=read_text(line["key"]) if "key" in line else "",
            saw=_IDS.read(line["saw"]) if "saw" in line else (),
        )
    except KeyError as error:
        raise LineError(f"the header field {error.args[0]!r} is missing") from error


_IDS = list_of(ID)


def read_recorded(value: Any) -> str:
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
    salt = read_text(line["salt"])
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
        if type(position) is type(total) is int and 1 <= position <= total <= MAX_INT:
            return (position, total)
    raise LineError(f"batch: expected [position, size], got {value!r:.60}")


def write_event(event: Event) -> dict[str, Any]:
    """The event as the plain data of its line; the inverse of `read_event`."""
    line = write_header(event) | {
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


def write_header(event: Entry | Event) -> dict[str, Any]:
    """The header fields that an entry has already."""
    header: dict[str, Any] = {"type": event.body.type or getattr(event, "type", ""), "v": VERSION}
    if event.about:
        header["about"] = ID.write(event.about)
    else:
        _no_about(header["type"])
    if event.amends:
        header["amends"] = ID.write(event.amends)
    if event.known is not None:
        header["known"] = write_point(event.known)
    if event.key:
        header["key"] = read_text(event.key)
    if event.saw:
        header["saw"] = _IDS.write(event.saw)
    return header
