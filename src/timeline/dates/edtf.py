"""The grammar of EDTF, levels 0, 1 and 2: text to syntax (`read`), syntax to text (`write`).

    expression = set / interval / point
    set        = ("[" / "{") member *("," member) ("]" / "}")
    member     = point / point ".." point / ".." point / point ".."
    interval   = end "/" end                   ; at least one end is a date
    end        = point / ".." / ""             ; ".." is open, "" is unknown
    point      = year / year-month / year-month-day / year-month-day "T" time
    year       = ["-"] 4(DIGIT / "X") / "Y" ["-"] 1*DIGIT ["E" 1*DIGIT]   ; then ["S" 1*DIGIT]
    month      = 2(DIGIT / "X")                ; 01-12, or 21-41: seasons, quarters, halves
    day        = 2(DIGIT / "X")
    time       = hh ":" mm ":" ss ["Z" / ("+" / "-") hh [":" mm]]
    qualifier  = "?" / "~" / "%"               ; before a component: that one;
                                               ; after it: that one and all to its left

One thing goes beyond the specification: members of a `[…]` set may carry a time, because a
local hour that a clock change repeats is one of two instants.

`write(read(text))` is the canonical text: exponents multiplied out, offsets as `Z` or `±hh:mm`,
qualifiers gathered after the longest common beginning, members of sets in order, each once.

See: https://www.loc.gov/standards/datetime/ (4 February 2019), ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from enum import Enum

from attrs import frozen

from timeline.dates.faults import DateError

UNCERTAIN, APPROXIMATE = 1, 2
_BITS = {"": 0, None: 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
_SIGN = {bits: sign for sign, bits in _BITS.items() if sign is not None}

MAX_YEAR = 99_999_999_999
"""Years reach seven times the age of the universe; seconds of them still fit 64 bits."""

MAX_TEXT = 10_000
"""Longer texts are refused, whatever they say: nobody dates an event with them."""


class End(Enum):
    """An end of an interval or range that names no date."""

    OPEN = ".."
    UNKNOWN = ""


@frozen
class Point:
    """One date of any precision. Components are canonical text; "" where not given.

    `year` is `2024`, `-0043`, `15XX` or `Y171010000`; `month` also holds seasons; `time` is
    `T14:00:00` and an offset or nothing. `qualifiers` has a bit set for each component given.
    `significant` counts the year's significant digits, 0 where nothing was said.
    """

    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    qualifiers: tuple[int, ...] = (0,)
    significant: int = 0


@frozen
class Interval:
    start: Point | End
    end: Point | End


@frozen
class Range:
    """Members of a set from `first` to `last`, inclusive; at most one is `End.OPEN`."""

    first: Point | End
    last: Point | End


@frozen
class Set:
    """`every`: all of the members (`{…}`); otherwise one of them (`[…]`)."""

    members: tuple[Point | Range, ...]
    every: bool


Syntax = Point | Interval | Set

_POINT = re.compile(
    r"""
    (?P<before_year>[?~%])?
    (?: (?P<year>-?[0-9X]{4}) | Y(?P<long>-?[1-9][0-9]*)(?:E(?P<exponent>[0-9]{1,3}))? )
    (?:S(?P<significant>[0-9]{1,3}))?
    (?P<after_year>[?~%])?
    (?: -(?P<before_month>[?~%])?(?P<month>[0-9X]{2})(?P<after_month>[?~%])?
        (?: -(?P<before_day>[?~%])?(?P<day>[0-9X]{2})(?P<after_day>[?~%])?
            (?P<time>T[0-9:]{8}(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?
        )?
    )?
    """,
    re.VERBOSE | re.ASCII,
)


def read(text: str) -> Syntax:
    """The syntax of one EDTF expression; every calendar rule is `bounds`' to check.

    Raises:
        DateError: the text is not EDTF.
    """
    if len(text) > MAX_TEXT:
        raise DateError(text, f"a date has at most {MAX_TEXT} characters, this has {len(text)}")
    if text[:1] in {"[", "{"}:
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    return _read_point(text, text)


def _read_point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise DateError(whole, "not EDTF", "write for example 2024-01-05, 2024-01 or 2024")
    part = match.groupdict()
    if part["time"] and not _is_exact_day(text[: match.start("time")]):
        raise DateError(whole, "a time needs an exact day", "write for example 2024-01-05T14:00:00")
    year = part["year"] or _long_year(part["long"], part["exponent"], whole)
    after = [_BITS[part["after_year"]], _BITS[part["after_month"]], _BITS[part["after_day"]]]
    before = [_BITS[part["before_year"]], _BITS[part["before_month"]], _BITS[part["before_day"]]]
    return Point(
        year,
        part["month"] or "",
        part["day"] or "",
        _canonical_time(part["time"] or "", part["offset"] or "", whole),
        _reaching_left(before, after)[: 1 + bool(part["month"]) + bool(part["day"])],
        int(part["significant"] or 0),
    )


def _is_exact_day(text: str) -> bool:
    return not set(text) & set("X?~%YS")


def _reaching_left(before: list[int], after: list[int]) -> tuple[int, ...]:
    """A qualifier after a component holds for it and for everything to its left."""
    year, month, day = after
    return before[0] | year | month | day, before[1] | month | day, before[2] | day


def _long_year(digits: str, exponent: str | None, whole: str) -> str:
    power = int(exponent or 0)
    if len(digits) + power > 12 or abs(int(digits) * 10**power) > MAX_YEAR:
        raise DateError(whole, f"a year has at most {len(str(MAX_YEAR))} digits")
    year = int(digits) * 10**power
    if abs(year) <= 9999:
        sign = "-" if year < 0 else ""
        raise DateError(
            whole,
            "Y marks years of more than four digits",
            f"write {sign}{abs(year):04}",
        )
    return f"Y{year}"


def _canonical_time(time: str, offset: str, whole: str) -> str:
    if not time:
        return ""
    clock = time.removesuffix(offset)
    parts = clock[1:].split(":")
    if len(parts) != 3 or any(len(part) != 2 for part in parts):
        raise DateError(whole, "a time is hh:mm:ss", "write for example 2024-01-05T14:00:00")
    hour, minute, second = map(int, parts)
    if hour > 23 or minute > 59 or second > 59:
        raise DateError(whole, "a time runs from 00:00:00 to 23:59:59")
    if offset in {"", "Z"}:
        return clock + offset
    hours, minutes = int(offset[1:3]), int(offset[4:] or 0)
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        raise DateError(whole, f"no place is {offset} from UTC", "offsets reach -12:00 to +14:00")
    if hours == minutes == 0:
        return clock + "Z"
    return f"{clock}{offset[0]}{hours:02}:{minutes:02}"


def _read_interval(text: str) -> Interval:
    ends = text.split("/")
    if len(ends) != 2:
        raise DateError(
            text, "an interval has one slash", "write for example 2023-12-27/2024-01-05"
        )
    start, end = (_read_end(part, text) for part in ends)
    if isinstance(start, End) and isinstance(end, End):
        raise DateError(text, "neither end is a date", "leave the date out where nothing is known")
    return Interval(start, end)


def _read_end(text: str, whole: str) -> Point | End:
    if text in {"", ".."}:
        return End(text)
    point = _read_point(text, whole)
    if point.time:
        raise DateError(
            whole, "the ends of an interval carry no time", "write days, as in 2024-01-08"
        )
    return point


def _read_set(text: str) -> Set:
    every = text[0] == "{"
    if text[-1] != ("}" if every else "]") or len(text) < 3:
        raise DateError(text, "a set is [a,b] (one of them) or {a,b} (all of them)")
    return Set(tuple(_read_member(part, text) for part in text[1:-1].split(",")), every)


def _read_member(text: str, whole: str) -> Point | Range:
    first, dots, last = text.partition("..")
    if not dots:
        return _read_point(text, whole)
    if not first and not last:
        raise DateError(whole, "'..' in a set needs a date beside it", "write for example [..1984]")
    found = Range(
        _read_point(first, whole) if first else End.OPEN,
        _read_point(last, whole) if last else End.OPEN,
    )
    if any(isinstance(end, Point) and end.time for end in (found.first, found.last)):
        raise DateError(whole, "a range in a set carries no time", "write days, as in 2024-01-08")
    return found


def write(syntax: Syntax | Range | End) -> str:
    """The canonical text: the inverse of `read`."""
    match syntax:
        case Point():
            return _write_point(syntax)
        case Interval(start, end):
            return f"{write(start)}/{write(end)}"
        case Range(first, last):
            joined = [write(end) for end in (first, last) if isinstance(end, Point)]
            return "..".join(joined) if len(joined) == 2 else f"{write(first)}{write(last)}"
        case Set(members, every):
            inside = ",".join(write(member) for member in members)
            return f"{{{inside}}}" if every else f"[{inside}]"
        case End():
            return syntax.value


def _write_point(point: Point) -> str:
    year = point.year + (f"S{point.significant}" if point.significant else "")
    components = [part for part in (year, point.month, point.day) if part]
    shared = point.qualifiers[0]
    alike = 0
    while alike < len(components) and point.qualifiers[alike] == shared:
        alike += 1
    written = [
        part + (_SIGN[shared] if index == alike - 1 else "")
        if index < alike
        else _SIGN[point.qualifiers[index]] + part
        for index, part in enumerate(components)
    ]
    return "-".join(written) + point.time
