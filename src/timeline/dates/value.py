"""The date value: an EDTF text and what it can mean, in day numbers."""

from __future__ import annotations

import re
from datetime import date as calendar_date
from functools import lru_cache
from typing import Final, Literal

from attrs import evolve, frozen

from timeline.dates.bounds import Bounds, hull_of_all, hull_of_one, interval_bounds, span
from timeline.dates.edtf import (
    APPROXIMATE,
    QUALIFIERS,
    UNCERTAIN,
    Interval,
    Point,
    Range,
    Set,
    Syntax,
    read,
    read_point,
    split_interval,
    split_set,
    write_point,
)
from timeline.dates.faults import DateError
from timeline.dates.gregorian import day_number, format_day, month_length

Hemisphere = Literal["north", "south"]

# What a date is marked with, beside edtf.UNCERTAIN (1) and edtf.APPROXIMATE (2).
_INTERVAL: Final = 4
_SET: Final = 8
_INSTANT: Final = 16
_LOCAL_TIME = re.compile(r"T\d\d:\d\d:\d\d(?![Z+-])")

_REWRITTEN: Final = frozenset("?~%ET")
"""Without qualifiers, exponents and times, a point has one spelling only."""

_TO_SOUTHERN: Final = 8
"""From a season of no stated hemisphere to the same season of the Southern one."""

_BEYOND: Final = 1 << 62
"""Later than every day number; its negative is earlier than every one."""

CACHED = 1 << 16
"""Logs repeat days: how many texts are remembered."""


@frozen(eq=False, repr=False)
class Date:
    """A date as uncertain as its writer was. Made by `parse_edtf`, `parse_date`, `day`, `one_of`.

    `edtf` is canonical: two dates are equal when it is. The start lies in [s0, s1], the end in
    [e0, e1], inclusive day numbers (`datetime.date.toordinal`, continued below 1), nominal,
    without the pad of `~`; None is unbounded. There is no `<`: ask `before` and its kin for
    certain, possible or impossible, and sort by `sort_key`. `marks` is the bit set behind the
    flags.
    """

    edtf: str
    s0: int | None
    s1: int | None
    e0: int | None
    e1: int | None
    marks: int = 0

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __repr__(self) -> str:
        return f"Date({self.edtf!r})"

    def __str__(self) -> str:
        return self.edtf

    @property
    def approximate(self) -> bool:
        """Any part of it carries `~` or `%`."""
        return bool(self.marks & APPROXIMATE)

    @property
    def uncertain(self) -> bool:
        """Any part of it carries `?` or `%`."""
        return bool(self.marks & UNCERTAIN)

    @property
    def is_interval(self) -> bool:
        """Written `A/B`: throughout. Sets and reduced precision are not intervals."""
        return bool(self.marks & _INTERVAL)

    @property
    def is_set(self) -> bool:
        return bool(self.marks & _SET)

    @property
    def is_instant(self) -> bool:
        """It carries a time of day."""
        return bool(self.marks & _INSTANT)

    @property
    def is_local_time(self) -> bool:
        """It carries a time of day by the clocks of some zone, which it doesn't name."""
        return self.is_instant and _LOCAL_TIME.search(self.edtf) is not None

    @property
    def bounds(self) -> Bounds:
        return self.s0, self.s1, self.e0, self.e1

    @property
    def earliest(self) -> str | None:
        """The first day it can have begun; None where open or unknown."""
        return None if self.s0 is None else format_day(self.s0)

    @property
    def latest(self) -> str | None:
        """The last day it can have ended; None where open or unknown."""
        return None if self.e1 is None else format_day(self.e1)

    @property
    def sort_key(self) -> tuple[int, int]:
        """The order of a chronology: (s0, -e1), so that 1984 comes before 1984-01.

        An unknown start sorts by what is known, the end. Ties go by `edtf`, then by id.
        """
        start, end = self.s0, self.e1
        if start is None:
            start = self.e0 if self.e0 is not None else end
        return _BEYOND if start is None else start, -_BEYOND if end is None else -end


_NO_DATE = {text: Date(text, None, None, None, None) for text in ("", "..")}


@lru_cache(maxsize=CACHED)
def parse_edtf(text: str, *, hemisphere: Hemisphere = "north") -> Date:
    """The date that an EDTF text means; cached, since logs repeat days.

    In the south, the seasons 21-24, which leave the hemisphere open, become the Southern 29-32:
    a date's text always says everything.

    Raises:
        DateError: the text is not EDTF, or no such day exists.

    See: https://www.loc.gov/standards/datetime/
    """
    found = _plain(text)
    if found is not None:
        low, high = found
        return Date(text, low, high, low, high)
    if text[:1] in {"[", "{"}:
        return _set(text, hemisphere)
    if "/" in text:
        return _interval(text, hemisphere)
    return _point(text, hemisphere)


def _plain(text: str) -> tuple[int, int] | None:
    """The first and last day of a year, month or day from 0001 to 9999, which most dates are.

    None for everything else, and for what doesn't exist: the whole grammar tells why.
    """
    size = len(text)
    if size == 10:
        if text[4] == "-" == text[7]:
            try:
                number = calendar_date.fromisoformat(text).toordinal()
            except ValueError:
                return None
            return number, number
        return None
    if size == 7 and text[4] == "-" and text.isascii():
        year, month = text[:4], text[5:]
        if year.isdigit() and month.isdigit() and "01" <= month <= "12":
            number, of_year = int(month), int(year)
            first = day_number(of_year, number)
            return first, first + month_length(of_year, number) - 1
    elif size == 4 and text.isdigit() and text.isascii():
        return day_number(int(text)), day_number(int(text), 12, 31)
    return None


def _point(text: str, hemisphere: Hemisphere) -> Date:
    sign = QUALIFIERS.get(text[-1:], 0)
    found = _plain(text[:-1]) if sign else None
    if found is not None:
        low, high = found
        return Date(text, low, high, low, high, sign)
    point = read_point(text)
    canonical = text if _REWRITTEN.isdisjoint(text) else write_point(point)
    if hemisphere == "south" and "21" <= point.month <= "24":
        point = evolve(point, month=str(int(point.month) + _TO_SOUTHERN))
        canonical = write_point(point)
    low, high = span(point)
    return Date(canonical, low, high, low, high, _marks(point))


def _marks(point: Point) -> int:
    marks = _INSTANT if point.time else 0
    for bits in point.qualifiers:
        marks |= bits
    return marks


def _interval(text: str, hemisphere: Hemisphere) -> Date:
    start, end = split_interval(text)
    first, last = _end(start, hemisphere), _end(end, hemisphere)
    marks = first.marks | last.marks
    if "[" in text or "{" in text:
        raise DateError(text, "an interval's ends are single dates", "write [a..b] for a range")
    if marks & _INSTANT:
        raise DateError(text, "ends of an interval carry no time", "write days, as in 2024-01-08")
    bounds = interval_bounds(text, (first.s0, first.e1), (last.s0, last.e1))
    return Date(f"{first.edtf}/{last.edtf}", *bounds, marks | _INTERVAL)


def _end(text: str, hemisphere: Hemisphere) -> Date:
    """An end of an interval or range; one that names no date is unbounded."""
    return _NO_DATE.get(text) or parse_edtf(text, hemisphere=hemisphere)


def _set(text: str, hemisphere: Hemisphere) -> Date:
    every, texts = split_set(text)
    members = {_member(first, last, every, hemisphere) for first, last in texts}
    listed = sorted(members, key=_place) if len(members) > 1 else list(members)
    if len(listed) == 1 and ".." not in listed[0].edtf:
        return listed[0]  # one of one date, or all of it, is that date
    inside = ",".join(member.edtf for member in listed)
    marks = _SET
    for member in listed:
        marks |= member.marks
    bounds = (hull_of_all if every else hull_of_one)([member.bounds for member in listed])
    return Date(f"{{{inside}}}" if every else f"[{inside}]", *bounds, marks)


def _member(first: str, last: str, every: bool, hemisphere: Hemisphere) -> Date:
    """A member of a set. A range is all of its days in a `{…}`, one of them in a `[…]`."""
    if first == last:
        return parse_edtf(first, hemisphere=hemisphere)
    begin, finish = _end(first, hemisphere), _end(last, hemisphere)
    if begin == finish:
        return begin
    text = f"{begin.edtf}..{finish.edtf}".replace("....", "..")
    bounds = interval_bounds(text, (begin.s0, begin.e1), (finish.s0, finish.e1))
    if not every:
        bounds = bounds[0], bounds[3], bounds[0], bounds[3]
    return Date(text, *bounds, begin.marks | finish.marks)


def _place(member: Date) -> tuple[int, int, str]:
    """Members go by their bounds: the order in which a set was written says nothing."""
    low = -_BEYOND if member.s0 is None else member.s0
    high = _BEYOND if member.e1 is None else member.e1
    return low, high, member.edtf


@lru_cache(maxsize=CACHED)
def syntax_of(date: Date) -> Syntax:
    return read(date.edtf)


def day(n: int) -> Date:
    """The plain day with that number.

    Raises:
        DateError: its year has more than four digits.
    """
    text = format_day(n)
    if text[0] == "Y":
        raise DateError(text, "a day's year has at most four digits", f"write {text[:-6]}")
    return Date(text, n, n, n, n)


def one_of(lo: int | None, hi: int | None) -> Date:
    """Sometime from `lo` to `hi`, inclusive: `[lo..hi]`, or the plain day where they are equal.

    Raises:
        DateError: both are None, or `lo` is after `hi`.
    """
    if lo is not None and lo == hi:
        return day(lo)
    first = "" if lo is None else day(lo).edtf
    last = "" if hi is None else day(hi).edtf
    return parse_edtf(f"[{first}..{last}]")


def points_of(syntax: Syntax | Range) -> list[Point]:
    """Every point that is written in an expression, in order."""
    if isinstance(syntax, Point):
        return [syntax]
    if isinstance(syntax, Set):
        return [point for member in syntax.members for point in points_of(member)]
    ends = (
        (syntax.start, syntax.end) if isinstance(syntax, Interval) else (syntax.first, syntax.last)
    )
    return [end for end in ends if isinstance(end, Point)]
