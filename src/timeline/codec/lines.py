"""Lines: an event's way to a line and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache, lru_cache, partial
from itertools import chain
from sys import intern
from typing import Any

import orjson

from timeline.codec.canonical import canonical, load_line
from timeline.codec.columns import (
    REFUSALS,
    Column,
    Records,
    by_kind,
    check_types,
    one_by_one,
    recurring,
)
from timeline.codec.faults import MAX_LINE, VERSION, LineError, UnknownFormatError
from timeline.codec.fields import BODIES
from timeline.codec.kinds import (
    HEX,
    ID,
    MAX_INT,
    POINT,
    SHA256,
    TEXT,
    letters,
    list_of,
    read_point,
    read_text,
    write_point,
)
from timeline.codec.making import new, open_twin
from timeline.events import REQUIRES_ABOUT, Entry, Erased, Event

_SALT = letters(HEX, 32, "a salt of 32 hexadecimal digits")
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
    return read_event((_verifier() if verify else load_line)(raw))


def parse_lines(raws: Sequence[bytes], *, verify: bool = True) -> Sequence[Event]:
    """`parse_line` of each, in two thirds of the time if some hundred come at once.

    Raises: as `parse_line` of the first that is no event.
    """
    try:
        if not verify and max(map(len, raws), default=0) > MAX_LINE:
            raise ValueError
        return read_events([*map(_verifier() if verify else orjson.loads, raws)])
    except REFUSALS:
        return [parse_line(raw, verify=verify) for raw in raws]


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


def read_events(lines: Sequence[Mapping[str, Any]]) -> Sequence[Event]:
    """The events that loaded lines stand for, in their order. Raises: any of REFUSALS."""
    return by_kind([line["type"] for line in lines], lines, _read_of_type)


def read_event(line: Mapping[str, Any]) -> Event:
    """The event that a loaded line stands for. Raises: as `parse_line`."""
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


def _read_of_type(name: str, lines: Sequence[Mapping[str, Any]]) -> Sequence[Event]:
    return _RECORDS[name].read(lines)


def _columns_of(type_name: str) -> Mapping[str, Column]:
    """How the header fields of events of a type are read where they are as usual."""
    return {
        "about": ID.column,
        "amends": ID.column,
        "batch": _column_of_batches,
        "body": BODIES[type_name].column,
        "by": one_by_one(intern),
        "id": ID.column,
        "key": TEXT.column,
        "known": POINT.column,
        "recorded": one_by_one(read_recorded),
        "salt": _SALT.column,
        "saw": _IDS.column,
        "type": one_by_one(intern),
        "v": _column_of_versions,
    }


def _column_of_batches(values: Sequence[Any]) -> Sequence[tuple[int, int]]:
    check_types(values, list)
    check_types(chain.from_iterable(values), int)  # for a dictionary, True and 1.0 are 1
    return _share_batches([*map(tuple, values)])


def _column_of_versions(values: Sequence[Any]) -> Sequence[int]:
    check_types(values, int)
    if {*values} != {VERSION}:
        raise ValueError
    return values


_share_batches = recurring(lambda batch: _read_batch([*batch]))
_RECORDS = {name: Records(Event, partial(_columns_of, name), (), read_event) for name in BODIES}


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
