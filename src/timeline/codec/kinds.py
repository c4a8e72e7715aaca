"""Kinds of values: how each is read from JSON and written to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from sys import intern
from typing import Any

from attrs import evolve, frozen

from timeline.codec.faults import LineError, UnknownFormatError
from timeline.codec.making import Inline, Shapes, compile_filling, compile_listing
from timeline.dates import Date, DateError, parse_edtf

CACHED = 1 << 16  # logs repeat days
MAX_INT = 2**53 - 1
ID_PATTERN = re.compile(r"[a-z2-7]{26}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)


@frozen
class Kind:
    """How one kind of value is read from JSON and written to it.

    Writing refuses what reading would refuse, so what is written can be read back. `inline` is
    an expression that reads the usual value `v` quicker than `read(v)`, which it may name beside
    `call`: see `Shapes`. Whatever it accepts, it reads as `read` does.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    inline: str = "read(v)"
    call: Any = None


def read_text(value: Any) -> str:
    if type(value) is not str:
        raise LineError(f"expected text, got {value!r:.60}")
    return value


def _read_flag(value: Any) -> bool:
    if type(value) is not bool:
        raise LineError(f"expected true or false, got {value!r:.60}")
    return value


def _read_number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_INT:
        raise LineError(f"expected a whole number from 0 to 2^53 - 1, got {value!r:.60}")
    return value


def _read_date(value: Any) -> Date:
    try:
        return parse_edtf(read_text(value))
    except DateError as error:
        raise LineError(str(error)) from error


def read_point(value: Any) -> Date:
    """A `known` date: a point in time, so neither `A/B` nor `{…}`."""
    try:
        return _parse_point(read_text(value))
    except DateError as error:
        raise LineError(str(error)) from error


@lru_cache(maxsize=CACHED)
def _parse_point(text: str) -> Date:
    date = parse_edtf(text)
    if date.is_interval or text.startswith("{"):
        raise LineError(f"known is a point in time, possibly uncertain; got {text}")
    return date


def _write_date(value: Any) -> str:
    if not isinstance(value, Date):
        raise LineError(f"expected a date, got {value!r:.60}")
    return value.edtf


def write_point(value: Any) -> str:
    text = _write_date(value)
    if value.is_interval or text.startswith("{"):
        raise LineError(f"known is a point in time, possibly uncertain; got {text}")
    return text


def matching(pattern: re.Pattern[str], what: str) -> Kind:
    fits = pattern.fullmatch

    def read(value: Any) -> str:
        if type(value) is not str or not fits(value):
            raise LineError(f"expected {what}, got {value!r:.60}")
        return value

    return Kind(read, read, "v if call(v) else read(v)", fits)


def one_of(choices: Sequence[str]) -> Kind:
    def read(value: Any) -> str:
        if value not in choices:
            raise LineError(f"expected one of {', '.join(choices)}, got {value!r:.60}")
        return str(value)

    return Kind(read, read)


def _read_texts(value: Any) -> tuple[str, ...]:
    """Tags, lanes and people recur: each is kept once, however many facts have it."""
    if type(value) is not list:
        raise LineError(f"expected a list, got {value!r:.60}")
    try:
        return tuple(map(intern, value))
    except TypeError:
        return tuple([read_text(item) for item in value])  # says which of them is no text


def _write_texts(items: Any) -> list[str]:
    if type(items) is not tuple:
        raise LineError(f"expected a tuple, got {items!r:.60}")
    for item in items:
        if type(item) is not str:
            read_text(item)
    return list(items)


def list_of(kind: Kind) -> Kind:
    read_item, write_item = kind.read, kind.write

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise LineError(f"expected a list, got {value!r:.60}")
        if len(value) == 1:
            return (read_item(value[0]),)
        made = []
        for item in value:  # quicker, for a few items, than a comprehension
            made.append(read_item(item))  # noqa: PERF401
        return tuple(made)

    def write(items: Any) -> list[Any]:
        if type(items) is not tuple:
            raise LineError(f"expected a tuple, got {items!r:.60}")
        written = []
        for item in items:
            written.append(write_item(item))  # noqa: PERF401
        return written

    if kind.inline == _IN_RECORDS:
        return Kind(read, write, _IN_LISTS, kind.call)
    return Kind(read, write)


# `call` holds the fillers of the record's shapes: see `Shapes`. Most lists have one item.
_IN_RECORDS = "call[shape](v) if (shape := tuple(v)) in call else read(v)"
_IN_LISTS = "(call[shape](v[0]),) if len(v) == 1 and (shape := tuple(v[0])) in call else read(v)"


def record(cls: type[Any], fields: Mapping[str, Kind], required: Sequence[str]) -> Kind:
    """An object with these fields."""
    readers = {name: kind.read for name, kind in fields.items()}
    # Fields are written in the order of their names, as the canonical form wants them.
    writers = {name: fields[name].write for name in sorted(fields)}
    known = frozenset(fields)
    shapes = Shapes(cls, lambda: inlines(fields), required)

    # Compiled when they are first needed: few commands need all of them.
    @cache
    def fill() -> Callable[[Mapping[str, Any]], Any]:
        return compile_filling(cls, readers, required, read_text)

    @cache
    def list_fields() -> Callable[[Any], dict[str, Any]]:
        return compile_listing(cls, writers, required, read_text)

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise LineError(f"expected an object, got {value!r:.60}")
        if not known.issuperset(value):
            unknown = next(name for name in value if name not in known)
            raise UnknownFormatError(f"the field {unknown!r:.60}")
        try:
            made = fill()(value)
        except (KeyError, LineError) as error:
            raise _name_fault(error, readers, value) from None
        shapes.note(tuple(value))
        return made

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not cls:
            raise LineError(f"expected {cls.__name__}, got {value!r:.60}")
        try:
            return list_fields()(value)
        except (KeyError, LineError) as error:
            items = {name: getattr(value, name) for name in writers}
            given = {name: item for name, item in items.items() if item or type(item) is int}
            raise _name_fault(error, writers, given) from None

    return Kind(read, write, _IN_RECORDS, shapes.fillers)


def _name_fault(
    fault: KeyError | LineError,
    kinds: Mapping[str, Callable[[Any], Any]],
    items: Mapping[str, Any],
) -> LineError:
    """The fault, with the field in which it lies."""
    if isinstance(fault, KeyError):
        return LineError(f"the field {fault.args[0]!r} is missing")
    if not isinstance(fault, UnknownFormatError):
        for name, item in items.items():
            try:
                kinds[name](item)
            except LineError as error:
                return LineError(f"{name}: {error}", error.remedy)
    return fault


def inlines(fields: Mapping[str, Kind]) -> dict[str, Inline]:
    return {name: (kind.inline, kind.read, kind.call) for name, kind in fields.items()}


TEXT = Kind(read_text, read_text, "v if type(v) is str else read(v)")
FLAG = Kind(_read_flag, _read_flag)
NUMBER = Kind(_read_number, _read_number)
DATE = Kind(_read_date, _write_date, "call(v)", parse_edtf)
POINT = Kind(read_point, write_point, "call(v)", _parse_point)
# What names an event is checked when it is recorded: until then it may stand by another name.
ID = evolve(matching(ID_PATTERN, "an event's id"), write=read_text)
SHA256 = matching(_SHA256, "64 hexadecimal digits")
DECIMAL = matching(_DECIMAL, "a decimal number")
TEXTS = Kind(
    _read_texts, _write_texts, "tuple(map(call, v)) if type(v) is list else read(v)", intern
)
