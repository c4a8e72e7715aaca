"""Lines: an event's way to a line and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache, lru_cache, partial
from sys import intern
from typing import Any

import orjson

from timeline.codec.canonical import canonical, load_line
from timeline.codec.faults import MAX_LINE, VERSION, LineError, UnknownFormatError
from timeline.codec.fields import BODIES
from timeline.codec.kinds import (
    ID,
    MAX_INT,
    POINT,
    SHA256,
    TEXT,
    Kind,
    inlines,
    list_of,
    matching,
    read_point,
    read_text,
    write_point,
)
from timeline.codec.making import Inline, Shapes, new, open_twin
from timeline.events import REQUIRES_ABOUT, Entry, Erased, Event

_SALT = matching(re.compile(r"[0-9a-f]{32}"), "a salt of 32 hexadecimal digits")
read_id = ID.read
_IDS = list_of(ID)
_BODY_READERS = {name: kind.read for name, kind in BODIES.items()}
_OpenEvent = open_twin(Event)
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


def parse_line(raw: bytes, *, verify: bool = True) -> Event:
    """The event on a line. `verify` recomputes its id, at half the cost again.

    Raises:
        UnknownFormatError: a type, field or version that this program does not know.
        LineError: anything else that is not an event.
    """
    return read_event(_verifier()(raw)) if verify else read_line(raw)


def read_line(raw: bytes) -> Event:
    """`parse_line` that believes the id."""
    try:
        line = orjson.loads(raw)
        fill = _FILLERS[line["type"]][tuple(line)]
        if len(raw) <= MAX_LINE:
            return fill(line)  # type: ignore[no-any-return]
    except Shapes.REFUSALS:
        pass  # reading it with care says why
    return read_event(load_line(raw))


@cache
def _verifier() -> Callable[[bytes], dict[str, Any]]:
    from timeline.codec.ids import verify_line  # loads OpenSSL, which most commands never need

    return verify_line


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
    try:
        return _FILLERS[line["type"]][tuple(line)](line)  # type: ignore[no-any-return]
    except Shapes.REFUSALS:
        return _read_with_care(line)


def _read_with_care(line: Mapping[str, Any]) -> Event:
    version = line.get("v")
    if version != VERSION or type(version) is not int:
        line = upcast(line)
    if not _HEADER.issuperset(line):
        raise UnknownFormatError(f"the header field {min(line.keys() - _HEADER)!r:.60}")
    type_name = line.get("type")
    if type(type_name) is not str or (read_body := _BODY_READERS.get(type_name)) is None:
        raise UnknownFormatError(f"the type {type_name!r:.60}")
    try:
        recorded, by = line["recorded"], line["by"]
        event = new(_OpenEvent)
        event.id = read_id(line["id"])
        event.recorded = read_recorded(recorded if type(recorded) is str else read_text(recorded))
        event.by = intern(by if type(by) is str else read_text(by))  # a few, in a million events
        event.batch = _read_batch(line["batch"])
        event.type = intern(type_name)
        if "body_sha256" in line:
            event.body, event.salt = Erased(body_sha256=SHA256.read(line["body_sha256"])), ""
        else:
            event.body = read_body(line["body"])
            event.salt = _SALT.read(line["salt"])
        event.about = read_id(line["about"]) if "about" in line else check_about(type_name)
        event.amends = read_id(line["amends"]) if "amends" in line else ""
        event.known = read_point(line["known"]) if "known" in line else None
        event.key = read_text(line["key"]) if "key" in line else ""
        event.saw = _IDS.read(line["saw"]) if "saw" in line else ()
        event.v = VERSION
        event.__class__ = Event
    except KeyError as error:
        raise LineError(f"the header field {error.args[0]!r} is missing") from error
    _SHAPES[type_name].note(tuple(line))
    return event  # type: ignore[no-any-return]


@lru_cache(maxsize=256)
def read_recorded(value: str) -> str:
    """The instant as it was; the events of a batch, which have one, then share its text."""
    with suppress(ValueError):
        moment = datetime.fromisoformat(value)
        if moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z" == value:
            return value
    raise LineError(
        f"recorded: expected a UTC instant like 2026-11-21T21:37:00.123456Z, got {value!r:.60}"
    )


def _header(body: str) -> dict[str, Inline]:
    """How the header fields of an event with this body are read where they are as usual."""
    fields = {
        "about": ID,
        "amends": ID,
        "batch": Kind(_read_batch, list, _BATCH_INLINE, MAX_INT),
        "body": BODIES[body],
        "by": Kind(read_text, read_text, "call(v)", intern),
        "id": ID,
        "key": TEXT,
        "known": POINT,
        "recorded": Kind(read_recorded, read_text, "call(v)", read_recorded),
        "salt": _SALT,
        "saw": _IDS,
        "type": Kind(read_text, read_text, "call", body),
        "v": Kind(_read_version, int, "v if v == call and type(v) is int else read(v)", VERSION),
    }
    return inlines(fields)


_BATCH_INLINE = (
    "(v[0], v[1]) if type(v) is list and len(v) == 2 and type(v[0]) is type(v[1]) is int"
    " and 1 <= v[0] <= v[1] <= call else read(v)"
)
_SHAPES = {name: Shapes(Event, partial(_header, name), ()) for name in BODIES}
_FILLERS = {name: shapes.fillers for name, shapes in _SHAPES.items()}


def _read_version(value: Any) -> int:
    raise LineError(f"v: expected {VERSION}, got {value!r:.20}")


def check_about(type_name: str) -> str:
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


def write_header(event: Entry | Event) -> dict[str, Any]:
    """The header fields that an entry has already."""
    header: dict[str, Any] = {"type": event.body.type or getattr(event, "type", ""), "v": VERSION}
    if event.about:
        header["about"] = ID.write(event.about)
    else:
        check_about(header["type"])
    if event.amends:
        header["amends"] = ID.write(event.amends)
    if event.known is not None:
        header["known"] = write_point(event.known)
    if event.key:
        header["key"] = read_text(event.key)
    if event.saw:
        header["saw"] = _IDS.write(event.saw)
    return header
