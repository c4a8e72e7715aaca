"""Kinds of values: how each is read from JSON and written to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from sys import intern
from typing import Any

from attrs import Factory, evolve, field, frozen

from timeline.codec.columns import Column, Records, check_types, lists_of, one_by_one, recurring
from timeline.codec.faults import LineError, UnknownFormatError
from timeline.codec.making import compile_filling, compile_listing
from timeline.dates import Date, DateError, parse_edtf

CACHED = 1 << 16  # logs repeat days
MAX_INT = 2**53 - 1
BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
HEX = "0123456789abcdef"
ID_PATTERN = re.compile(r"[a-z2-7]{26}")
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)


@frozen
class Kind:
    """How one kind of value is read from JSON and written to it.

    Writing refuses what reading would refuse, so what is written can be read back. `column` reads
    many values as `read` does each of them, or refuses them: see `columns`.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]
    column: Column = field(default=Factory(lambda kind: one_by_one(kind.read), takes_self=True))


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
    if "/" in text or text[:1] == "{":
        raise LineError(f"known is a point in time, possibly uncertain; got {text}")
    return text


def matching(pattern: re.Pattern[str], what: str) -> Kind:
    fits = pattern.fullmatch

    def read(value: Any) -> str:
        if type(value) is not str or not fits(value):
            raise LineError(f"expected {what}, got {value!r:.60}")
        return value

    def column(values: Sequence[Any]) -> Sequence[str]:
        if not all(map(fits, values)):
            raise ValueError
        return values

    return Kind(read, read, column)


def letters(some: str, count: int, what: str) -> Kind:
    """Texts of so many of these letters."""

    def column(values: Sequence[Any]) -> Sequence[str]:
        check_types(values, str)
        if {*map(len, values)} != {count} or "".join(values).encode().translate(None, allowed):
            raise ValueError
        return values

    allowed = some.encode()
    return evolve(matching(re.compile(f"[{some}]{{{count}}}"), what), column=column)


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

    return Kind(read, write, lists_of(kind.column))


def record(cls: type[Any], fields: Mapping[str, Kind], required: Sequence[str]) -> Kind:
    """An object with these fields."""
    readers = {name: kind.read for name, kind in fields.items()}
    # Fields are written in the order of their names, as the canonical form wants them.
    writers = {name: fields[name].write for name in sorted(fields)}
    known = frozenset(fields)

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
            return fill()(value)
        except (KeyError, LineError) as error:
            raise _name_fault(error, readers, value) from None

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not cls:
            raise LineError(f"expected {cls.__name__}, got {value!r:.60}")
        try:
            return list_fields()(value)
        except (KeyError, LineError) as error:
            items = {name: getattr(value, name) for name in writers}
            given = {name: item for name, item in items.items() if item or type(item) is int}
            raise _name_fault(error, writers, given) from None

    return Kind(read, write, Records(cls, lambda: columns_of(fields), required, read).read)


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


def columns_of(fields: Mapping[str, Kind]) -> dict[str, Column]:
    return {name: kind.column for name, kind in fields.items()}


def _column_of_text(values: Sequence[Any]) -> Sequence[str]:
    check_types(values, str)
    return values


def _column_of_texts(values: Sequence[Any]) -> Sequence[tuple[str, ...]]:
    check_types(values, list)
    return _share_texts([*map(tuple, values)])


_share_texts = recurring(lambda texts: tuple(map(intern, texts)))


TEXT = Kind(read_text, read_text, _column_of_text)
FLAG = Kind(_read_flag, _read_flag)
NUMBER = Kind(_read_number, _read_number)
DATE = Kind(_read_date, _write_date, recurring(parse_edtf))
POINT = Kind(read_point, write_point, recurring(_parse_point))
# What names an event is checked when it is recorded: until then it may stand by another name.
ID = evolve(letters(BASE32, 26, "an event's id"), write=read_text)
SHA256 = letters(HEX, 64, "64 hexadecimal digits")
DECIMAL = matching(_DECIMAL, "a decimal number")
TEXTS = Kind(_read_texts, _write_texts, _column_of_texts)
