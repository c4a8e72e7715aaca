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
QUALIFIERS = {"": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}
_SIGN = {bits: sign for sign, bits in QUALIFIERS.items()}
_NO_QUALIFIERS = (0, 0, 0)
_NO_DATE = frozenset({"", ".."})

MAX_YEAR = 99_999_999_999
"""Years reach seven times the age of the universe; seconds of them still fit 64 bits."""

_LONGEST = len(f"-{MAX_YEAR}")
_FURTHEST_OFFSET = 14 * 60
"""Minutes: UTC+14 is the first place where a day begins."""


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
    ([?~%])?
    (?: (-?[0-9X]{4}) | Y(-?[1-9][0-9]*) (?:E([0-9]{1,3}))? ) (?:S([1-9][0-9]?))?
    ([?~%])?
    (?: -([?~%])?([0-9X]{2})([?~%])? (?: -([?~%])?([0-9X]{2})([?~%])? )? )?
    """,
    re.VERBOSE | re.ASCII,
)
_TIME = re.compile(
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?P<offset>Z|[+-][0-9]{2}(?::[0-5][0-9])?)?",
    re.ASCII,
)
_SET_BRACKETS = re.compile(r"[\[\]{}]")
_EXACT_DAY = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def _refusal(text: str) -> DateError:
    from timeline.dates.refusals import refusal  # its patterns take a while to compile

    return refusal(text)


def read(text: str) -> Syntax:
    """The syntax of one EDTF expression; that its days exist is for `bounds` to check.

    Raises:
        DateError: the text is not EDTF.
    """
    if text[:1] in {"[", "{"}:
        every, members = split_set(text)
        return Set(tuple(_read_member(first, last) for first, last in members), every)
    if "/" in text:
        start, end = split_interval(text)
        return Interval(_read_end(start), _read_end(end))
    return read_point(text)


def split_interval(text: str) -> tuple[str, str]:
    """The texts of the two ends, of which at least one is to be a date."""
    start, slash, end = text.partition("/")
    if not slash or "/" in end:
        raise DateError(text, "an interval has one slash", "write it as in 2023-12-27/2024-01-05")
    if start in _NO_DATE and end in _NO_DATE:
        raise DateError(text, "neither end is a date", "leave the date out if nothing is known")
    return start, end


def split_set(text: str) -> tuple[bool, list[tuple[str, str]]]:
    """Whether all are meant, and each member's (first, last): equal texts for a single date.

    An open end of a range is "..".
    """
    every = text[0] == "{"
    if len(text) < 3 or text[-1] != ("}" if every else "]"):
        raise DateError(
            text,
            "a set opens and closes with one kind of bracket",
            "write [a,b] for one of them, {a,b} for all of them",
        )
    inside = text[1:-1]
    if "/" in inside or _SET_BRACKETS.search(inside):
        raise DateError(text, "a set holds single dates and ranges", "write ranges as in [a..b,c]")
    return every, [_split_member(member) for member in inside.split(",")]


def _split_member(text: str) -> tuple[str, str]:
    first, dots, last = text.partition("..")
    if not dots:
        return text, text
    if not first and not last:
        raise DateError(text, "a range in a set needs a date", "write it as in [..1984]")
    if "T" in text:
        raise DateError(text, "ranges in a set carry no time", "write days, as in 2024-01-08")
    return first or "..", last or ".."


def _read_member(first: str, last: str) -> Point | Range:
    return read_point(first) if first == last else Range(_read_end(first), _read_end(last))


def _read_end(text: str) -> Point | End:
    return End(text) if text in _NO_DATE else read_point(text)


def read_point(text: str) -> Point:
    """One date, without its place in an interval or a set."""
    day, mark, time = text.partition("T")
    match = _POINT.fullmatch(day)
    if match is None or (mark and not _EXACT_DAY.fullmatch(day)):
        raise _refusal(text)
    (y0, four, long, exponent, digits, y1, m0, month, m1, d0, day_of_month, d1) = match.groups("")
    if month and (long or digits):
        raise DateError(text, "such a year stands alone", "leave out the month")
    qualifiers = _NO_QUALIFIERS
    if y0 or y1 or m0 or m1 or d0 or d1:
        # A qualifier after a component holds for it and for everything to its left.
        of_day, of_month = QUALIFIERS[d1], QUALIFIERS[d1] | QUALIFIERS[m1]
        qualifiers = (
            QUALIFIERS[y0] | QUALIFIERS[y1] | of_month,
            QUALIFIERS[m0] | of_month,
            QUALIFIERS[d0] | of_day,
        )
    return Point(
        four or _long_year(long, exponent, text),
        month,
        day_of_month,
        _canonical_time(time, text) if mark else "",
        qualifiers[: 1 + (month != "") + (day_of_month != "")],
        int(digits or 0),
    )


def _long_year(digits: str, exponent: str, text: str) -> str:
    power = int(exponent or 0)
    if len(digits) + power > _LONGEST or abs(year := int(digits) * 10**power) > MAX_YEAR:
        raise DateError(text, f"years reach {MAX_YEAR:,} at most", "write a nearer year")
    if abs(year) <= 9999:
        raise DateError(text, "Y is for years of more than four digits", f"write {_four(year)}")
    return f"Y{year}"


def _four(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def _canonical_time(time: str, text: str) -> str:
    match = _TIME.fullmatch(time)
    if match is None:
        raise _refusal(text)
    offset = match["offset"]
    clock = time[:8]
    if offset is None or offset == "Z":
        return f"T{time}"
    hours, minutes = int(offset[1:3]), int(offset[4:] or 0)
    if hours * 60 + minutes > _FURTHEST_OFFSET:
        raise DateError(text, f"no place is {offset} from UTC", "offsets reach 14:00 at most")
    if hours == minutes == 0:
        return f"T{clock}Z"
    return f"T{clock}{offset[0]}{hours:02}:{minutes:02}"


def write(syntax: Syntax) -> str:
    """The canonical text: the inverse of `read`."""
    if isinstance(syntax, Point):
        return write_point(syntax)
    if isinstance(syntax, Interval):
        return f"{_write_end(syntax.start)}/{_write_end(syntax.end)}"
    inside = ",".join(_write_member(member) for member in syntax.members)
    return f"{{{inside}}}" if syntax.every else f"[{inside}]"


def _write_member(member: Point | Range) -> str:
    if isinstance(member, Point):
        return write_point(member)
    ends = [
        write_point(end) if isinstance(end, Point) else "" for end in (member.first, member.last)
    ]
    return "..".join(ends)


def _write_end(end: Point | End) -> str:
    return end.value if isinstance(end, End) else write_point(end)


def write_point(point: Point) -> str:
    year = f"{point.year}S{point.significant}" if point.significant else point.year
    components = [part for part in (year, point.month, point.day) if part]
    qualifiers = point.qualifiers
    shared = qualifiers[0]
    if not any(qualifiers):
        return "-".join(components) + point.time
    alike = 1
    while alike < len(components) and qualifiers[alike] == shared:
        alike += 1
    together = "-".join(components[:alike]) + _SIGN[shared]
    apart = [_SIGN[qualifiers[i]] + components[i] for i in range(alike, len(components))]
    return "-".join([together, *apart])
