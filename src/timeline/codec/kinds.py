"""Kinds of values: how each is read from JSON and written to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from sys import intern
from typing import Any

from attrs import frozen

from timeline.codec.faults import LineError, UnknownFormatError
from timeline.codec.making import compile_filling
from timeline.dates import Date, DateError, parse_edtf

CACHED = 1 << 16  # logs repeat days
MAX_INT = 2**53 - 1
ID_PATTERN = re.compile(r"[a-z2-7]{26}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)


@frozen
class Kind:
    """How one kind of value is read from JSON and written to it.

    Writing refuses what reading would refuse, so what is written can be read back.
    """

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


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


def matching(pattern: re.Pattern[str], what: str) -> Callable[[Any], str]:
    fits = pattern.fullmatch

    def read(value: Any) -> str:
        if type(value) is not str or not fits(value):
            raise LineError(f"expected {what}, got {value!r:.60}")
        return value

    return read


def one_of(choices: Sequence[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise LineError(f"expected one of {', '.join(choices)}, got {value!r:.60}")
        return str(value)

    return read


def _read_texts(value: Any) -> tuple[str, ...]:
    """Tags, lanes and people recur: each is kept once, however many facts have it."""
    if type(value) is not list:
        raise LineError(f"expected a list, got {value!r:.60}")
    try:
        return tuple(map(intern, value))
    except TypeError:
        return tuple([read_text(item) for item in value])  # says which of them is no text


def both(check: Callable[[Any], str]) -> Kind:
    """A kind of text that is stored as it is."""
    return Kind(check, check)


def list_of(kind: Kind) -> Kind:
    read_item, write_item = kind.read, kind.write

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise LineError(f"expected a list, got {value!r:.60}")
        made = []
        for item in value:  # quicker, for a few items, than a comprehension
            made.append(read_item(item))  # noqa: PERF401
        return tuple(made)

    def write(items: Any) -> list[Any]:
        if type(items) is not tuple:
            raise LineError(f"expected a tuple, got {items!r:.60}")
        return [write_item(item) for item in items]

    return Kind(read, write)


def record(  # noqa: C901
    cls: type[Any], fields: Mapping[str, Kind], required: Sequence[str]
) -> Kind:
    readers = {name: kind.read for name, kind in fields.items()}
    # Fields are written in the order of their names, as the canonical form wants them.
    writers = [(name, fields[name].write) for name in sorted(fields)]
    known = frozenset(fields)
    fill: Callable[[Mapping[str, Any]], Any] | None = None

    def read(value: Any) -> Any:
        nonlocal fill
        if type(value) is not dict:
            raise LineError(f"expected an object, got {value!r:.60}")
        if not known.issuperset(value):
            unknown = next(name for name in value if name not in known)
            raise UnknownFormatError(f"the field {unknown!r:.60}")
        if fill is None:
            fill = compile_filling(cls, readers, required, read_text)
        try:
            return fill(value)
        except KeyError as error:
            raise LineError(f"the field {error.args[0]!r} is missing") from error
        except UnknownFormatError:
            raise
        except LineError:
            blame(value)
            raise

    def blame(value: Any) -> None:
        """Say in which field a fault lies."""
        for name, item in value.items():
            try:
                readers[name](item)
            except LineError as error:
                raise LineError(f"{name}: {error}", error.remedy) from error

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not cls:
            raise LineError(f"expected {cls.__name__}, got {value!r:.60}")
        written = {}
        for name, write_field in writers:
            item = getattr(value, name)
            if item or type(item) is int:  # 0 is given, as far as it goes
                if write_field is read_text and type(item) is str:
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


TEXT = Kind(read_text, read_text)
FLAG = Kind(_read_flag, _read_flag)
NUMBER = Kind(_read_number, _read_number)
DATE = Kind(_read_date, _write_date)
POINT = Kind(read_point, write_point)
# What names an event is checked when it is recorded: until then it may stand by another name.
ID = Kind(matching(ID_PATTERN, "an event's id"), read_text)
SHA256 = both(matching(_SHA256, "64 hexadecimal digits"))
DECIMAL = both(matching(_DECIMAL, "a decimal number"))
TEXTS = Kind(_read_texts, list_of(TEXT).write)
