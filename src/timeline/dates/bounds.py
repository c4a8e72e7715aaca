"""What days an EDTF expression can mean: four day numbers, start in [s0, s1], end in [e0, e1].

None is unbounded on that side. A point of reduced precision means one day somewhere within, so
its start and its end have the same bounds. All bounds are real days: `156X-02-29` runs from
1560 to 1568.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from timeline.dates.edtf import APPROXIMATE, End, Interval, Point, Range, Set, Syntax, write
from timeline.dates.faults import DateError
from timeline.dates.gregorian import day_number, is_leap, month_length, shift_months

Bounds = tuple[int | None, int | None, int | None, int | None]
Span = tuple[int | None, int | None]
"""First and last day, inclusive; None is unbounded."""

SEASONS: dict[int, tuple[int, int]] = {
    # code: (first month, months). 21-24 are Northern here; see `in_hemisphere`.
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def bound(syntax: Syntax) -> Bounds:
    """The nominal bounds, without the pad of `~`.

    Raises:
        DateError: no real day matches, or a range ends before it begins.
    """
    return padded_bounds(syntax, 0)


def padded_bounds(syntax: Syntax, pad: int) -> Bounds:
    """The bounds, each approximate date widened on both sides by `pad` units of its precision."""
    match syntax:
        case Point():
            low, high = padded_span(syntax, pad)
            return low, high, low, high
        case Interval(start, end):
            return _interval_bounds(syntax, _end_span(start, pad), _end_span(end, pad))
        case Set(members, every):
            each = [member_bounds(member, every=every, pad=pad) for member in members]
            return _hull_of_all(each) if every else _hull_of_one(each)


def member_bounds(member: Point | Range, *, every: bool, pad: int = 0) -> Bounds:
    """A range is all of its days in a `{…}`, one of them in a `[…]`."""
    if isinstance(member, Point):
        return padded_bounds(member, pad)
    first, last = _end_span(member.first, pad), _end_span(member.last, pad)
    start0, start1, end0, end1 = _interval_bounds(member, first, last)
    return (start0, start1, end0, end1) if every else (start0, end1, start0, end1)


def _end_span(end: Point | End, pad: int) -> Span:
    return (None, None) if isinstance(end, End) else padded_span(end, pad)


def _interval_bounds(syntax: Interval | Range, start: Span, end: Span) -> Bounds:
    (start0, start1), (end0, end1) = start, end
    if start0 is not None and end1 is not None and start0 > end1:
        raise DateError(write(syntax), "it ends before it begins", "write the earlier date first")
    # Nothing ends before it starts, so each side can narrow the other.
    return start0, _least(start1, end1), _greatest(end0, start0), end1


def _hull_of_one(each: list[Bounds]) -> Bounds:
    low = _least_open([bounds[0] for bounds in each])
    high = _greatest_open([bounds[3] for bounds in each])
    return low, high, low, high


def _hull_of_all(each: list[Bounds]) -> Bounds:
    starts0, starts1, ends0, ends1 = zip(*each, strict=True)
    return (
        _least_open(starts0),
        _least(*starts1),
        _greatest(*ends0),
        _greatest_open(ends1),
    )


def _least(*days: int | None) -> int | None:
    """Of upper limits: the tightest, where None limits nothing."""
    return min((day for day in days if day is not None), default=None)


def _greatest(*days: int | None) -> int | None:
    """Of lower limits: the tightest, where None limits nothing."""
    return max((day for day in days if day is not None), default=None)


def _least_open(days: tuple[int | None, ...] | list[int | None]) -> int | None:
    """Of lower bounds: the widest, where None is unbounded."""
    return None if None in days else _least(*days)


def _greatest_open(days: tuple[int | None, ...] | list[int | None]) -> int | None:
    """Of upper bounds: the widest, where None is unbounded."""
    return None if None in days else _greatest(*days)


def span(point: Point) -> tuple[int, int]:
    """The first and the last day that match a point, inclusive."""
    low, high = year_range(point)
    if not point.month:
        return day_number(low), day_number(high, 12, 31)
    if point.month.isdigit() and point.month > "12":
        return _season_span(point, low, high)
    if "X" not in point.year and "X" not in point.month and not point.day:
        month = int(point.month)
        if not month:
            raise DateError(write(point), "months run from 01 to 12")
        return day_number(low, month), day_number(low, month, month_length(low, month))
    return _matching_day(point, newest=False), _matching_day(point, newest=True)


def year_range(point: Point) -> tuple[int, int]:
    """The least and the greatest year of a point, inclusive, astronomical."""
    text = point.year
    if text[0] == "Y":
        year = int(text[1:])
        return _significant_range(point, year) if point.significant else (year, year)
    if "X" in text:
        if point.significant:
            raise DateError(write(point), "significant digits of a year with X say nothing")
        years = list(_years(text))
        return min(years), max(years)
    year = int(text)
    if text == "-0000":
        raise DateError(write(point), "there is no year -0000", "the year 1 B.C. is 0000")
    return _significant_range(point, year) if point.significant else (year, year)


def _significant_range(point: Point, year: int) -> tuple[int, int]:
    """1950S2 is 1900 to 1999: the digits after the significant ones can be any."""
    digits = len(str(abs(year)))
    if not year or point.significant > digits:
        raise DateError(write(point), f"{abs(year)} has no {point.significant} significant digits")
    unit = 10 ** (digits - point.significant)
    low = abs(year) // unit * unit
    return (low, low + unit - 1) if year > 0 else (-low - unit + 1, -low)


def _years(text: str) -> Iterator[int]:
    """Every year that a mask of four digits and X matches, in no order."""
    sign = -1 if text[0] == "-" else 1
    for digits in product(*(_digits(mask) for mask in text.lstrip("-"))):
        year = int("".join(digits))
        if year or sign > 0:
            yield sign * year


def _digits(mask: str) -> str:
    return "0123456789" if mask == "X" else mask


def _season_span(point: Point, low: int, high: int) -> tuple[int, int]:
    season = SEASONS.get(int(point.month))
    if season is None:
        raise DateError(write(point), f"there is no month or season {point.month}")
    if point.day:
        raise DateError(write(point), "a season has no days")
    month, months = season
    years, index = divmod(month - 1 + months, 12)
    return day_number(low, month), day_number(high + years, index + 1) - 1


def _matching_day(point: Point, *, newest: bool) -> int:
    leap_days = _month_days(point, leap=True)
    common_days = _month_days(point, leap=False)
    if leap_days:
        for year in sorted(_years(point.year), reverse=newest):
            days = leap_days if is_leap(year) else common_days
            if days:
                return day_number(year, *days[-1 if newest else 0])
    raise DateError(write(point), "no such day exists")


def _month_days(point: Point, *, leap: bool) -> list[tuple[int, int]]:
    """The (month, day) pairs that match, in order, of a leap year or of a common one."""
    year = 2000 if leap else 2001
    return [
        (month, day)
        for month in range(1, 13)
        if _matches(point.month, month)
        for day in range(1, month_length(year, month) + 1)
        if not point.day or _matches(point.day, day)
    ]


def _matches(mask: str, number: int) -> bool:
    digits = f"{number:02}"
    return all(wanted in {"X", digit} for wanted, digit in zip(mask, digits, strict=True))


def padded_span(point: Point, pad: int) -> tuple[int, int]:
    low, high = span(point)
    unit = _approximate_unit(point)
    if not pad or unit is None:
        return low, high
    days, months = unit
    if days:
        return low - pad * days, high + pad * days
    # The last day moves with the first day of what follows, so that ends of months stay ends.
    return shift_months(low, -pad * months), shift_months(high + 1, pad * months) - 1


def _approximate_unit(point: Point) -> tuple[int, int] | None:
    """The (days, months) of one unit of the coarsest approximate group of components.

    `2004-06~-11` is approximate to the month, `2004-06-~11` to the day.
    """
    flags = [bool(bits & APPROXIMATE) for bits in point.qualifiers]
    if True not in flags:
        return None
    last = flags.index(True)
    while last + 1 < len(flags) and flags[last + 1] and flags[0]:
        last += 1
    if last == 2:
        return 1, 0
    if last == 1:
        return 0, _months_of(point.month)
    return 0, 12 * _years_of(point)


def _months_of(month: str) -> int:
    return SEASONS[int(month)][1] if month.isdigit() and month > "12" else 1


def _years_of(point: Point) -> int:
    """1, or the years that the year's trailing X or insignificant digits leave open."""
    if point.significant:
        digits = len(point.year.lstrip("Y-").lstrip("0"))
        return 10 ** int(digits - point.significant)
    return 10 ** int(len(point.year) - len(point.year.rstrip("X")))
