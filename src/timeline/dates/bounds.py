"""What days an EDTF expression can mean: four day numbers, start in [s0, s1], end in [e0, e1].

None is unbounded on that side. A point of reduced precision means one day somewhere within, so
its start and its end have the same bounds. All bounds are real days: `156X-02-29` runs from
1560 to 1568.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from timeline.dates.edtf import APPROXIMATE, End, Interval, Point, Range, Syntax, write
from timeline.dates.faults import DateError
from timeline.dates.gregorian import day_number, is_leap, month_length, shift_months
from timeline.dates.vocabulary import MONTHS

Bounds = tuple[int | None, int | None, int | None, int | None]
Span = tuple[int | None, int | None]
"""First and last day, inclusive; None is unbounded."""

Days = tuple[tuple[int, int], tuple[int, int]]
"""The first and last (month, day)."""

SEASONS: dict[int, tuple[int, int]] = {
    # code: (first month, months). 21-24 are Northern here; see `value.parse_edtf`.
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip


def padded_bounds(syntax: Syntax, pad: int) -> Bounds:
    """The bounds, each approximate date widened on both sides by `pad` units of its precision."""
    if isinstance(syntax, Point):
        low, high = padded_span(syntax, pad)
        return low, high, low, high
    if isinstance(syntax, Interval):
        return interval_bounds("", _end_span(syntax.start, pad), _end_span(syntax.end, pad))
    each = [member_bounds(member, every=syntax.every, pad=pad) for member in syntax.members]
    return hull_of_all(each) if syntax.every else hull_of_one(each)


def member_bounds(member: Point | Range, *, every: bool, pad: int = 0) -> Bounds:
    """A range is all of its days in a `{…}`, one of them in a `[…]`."""
    if isinstance(member, Point):
        return padded_bounds(member, pad)
    first, last = _end_span(member.first, pad), _end_span(member.last, pad)
    start0, start1, end0, end1 = interval_bounds("", first, last)
    return (start0, start1, end0, end1) if every else (start0, end1, start0, end1)


def _end_span(end: Point | End, pad: int) -> Span:
    return (None, None) if isinstance(end, End) else padded_span(end, pad)


def interval_bounds(text: str, start: Span, end: Span) -> Bounds:
    """The bounds of what starts within one span and ends within another.

    Raises:
        DateError: it would end before it begins.
    """
    (start0, start1), (end0, end1) = start, end
    if start0 is not None and end1 is not None and start0 > end1:
        raise DateError(text, "it ends before it begins", "write the earlier date first")
    # Nothing ends before it starts, so each side can narrow the other.
    if start1 is None or (end1 is not None and end1 < start1):
        start1 = end1
    if end0 is None or (start0 is not None and start0 > end0):
        end0 = start0
    return start0, start1, end0, end1


def hull_of_one(each: list[Bounds]) -> Bounds:
    """The bounds of a day that lies in one of the members."""
    low, high = _least([bounds[0] for bounds in each]), _greatest([bounds[3] for bounds in each])
    return low, high, low, high


def hull_of_all(each: list[Bounds]) -> Bounds:
    """The bounds of what begins with the first member and ends with the last."""
    return (
        _least([bounds[0] for bounds in each]),
        min((bounds[1] for bounds in each if bounds[1] is not None), default=None),
        max((bounds[2] for bounds in each if bounds[2] is not None), default=None),
        _greatest([bounds[3] for bounds in each]),
    )


def _least(lows: list[int | None]) -> int | None:
    """The widest of lower bounds, of which None is unbounded."""
    return None if None in lows else min(lows)  # type: ignore[type-var]


def _greatest(highs: list[int | None]) -> int | None:
    """The widest of upper bounds, of which None is unbounded."""
    return None if None in highs else max(highs)  # type: ignore[type-var]


def span(point: Point) -> tuple[int, int]:
    """The first and the last day that match a point, inclusive."""
    low, high = year_range(point)
    if not point.month:
        return day_number(low), day_number(high, 12, 31)
    if point.month > "12" and "X" not in point.month:
        return _season_span(point, low, high)
    if "X" in point.year or "X" in point.month or "X" in point.day:
        return _matching_span(point, low, high)
    month = _real_month(point)
    last = month_length(low, month)
    if not point.day:
        return day_number(low, month), day_number(low, month, last)
    day = int(point.day)
    if not 1 <= day <= last:
        raise _no_such_day(point, low, month, day)
    number = day_number(low, month, day)
    return number, number


def _real_month(point: Point) -> int:
    month = int(point.month)
    if month:
        return month
    raise DateError(write(point), "there is no month 00", f"write {point.year} for the year alone")


def _no_such_day(point: Point, year: int, month: int, day: int) -> DateError:
    last = month_length(year, month)
    if not day:
        reason, meant = "there is no day 00", ""
    elif (month, day) == (2, 29):
        reason, meant = f"{point.year} is not a leap year", "28"
    else:
        reason, meant = f"{MONTHS[month - 1]} has {last} days", str(last)
    month_text = f"{point.year}-{point.month}"
    cure = f"did you mean {month_text}-{meant}?" if meant else f"write {month_text} for the month"
    return DateError(write(point), reason, cure)


def year_range(point: Point) -> tuple[int, int]:
    """The least and the greatest year of a point, inclusive, astronomical."""
    text = point.year
    if text == "-0000":
        raise DateError(write(point), "there is no year -0000", "write 0000 for 1 B.C.")
    if "X" in text:
        if point.significant:
            raise DateError(write(point), "X and S exclude each other", "leave out the S")
        return _masked_years(text)
    year = int(text.removeprefix("Y"))
    return _significant_range(point, year) if point.significant else (year, year)


def _masked_years(text: str) -> tuple[int, int]:
    least, most = int(text.replace("X", "0")), int(text.replace("X", "9"))
    if text[0] != "-":
        return least, most
    if least == 0:  # there is no year -0000, so the last X is 1 at least
        head, _, tail = text.rpartition("X")
        least = int(f"{head.replace('X', '0')}1{tail}")
    return most, least


def _significant_range(point: Point, year: int) -> tuple[int, int]:
    """1950S2 is 1900 to 1999: the digits after the significant ones can be any."""
    digits = len(str(abs(year)))
    if not year or point.significant > digits:
        raise DateError(
            write(point),
            f"{abs(year)} has no {point.significant} significant digits",
            f"write {point.year} or a smaller S",
        )
    unit = 10 ** (digits - point.significant)
    low = abs(year) // unit * unit
    return (low, low + unit - 1) if year > 0 else (-low - unit + 1, -low)


def _season_span(point: Point, low: int, high: int) -> tuple[int, int]:
    season = SEASONS.get(int(point.month))
    if season is None:
        raise DateError(
            write(point),
            f"there is no month {point.month}",
            "months run from 01 to 12, seasons, quarters and halves from 21 to 41",
        )
    if point.day:
        raise DateError(write(point), "a season has no days", "leave out the day")
    month, months = season
    years, index = divmod(month - 1 + months, 12)
    return day_number(low, month), day_number(high + years, index + 1) - 1


def _matching_span(point: Point, low: int, high: int) -> tuple[int, int]:
    """The oldest and newest day that matches, for the least and greatest matching years."""
    common, leap = _month_days(point.month, point.day)
    if leap is None:
        raise _nothing_matches(point)
    if leap == common:  # then every year has them
        (first_month, first_day), (last_month, last_day) = leap
        return day_number(low, first_month, first_day), day_number(high, last_month, last_day)
    return (
        _in_first_year(point, common, leap, newest=False),
        _in_first_year(point, common, leap, newest=True),
    )


def _in_first_year(point: Point, common: Days | None, leap: Days, *, newest: bool) -> int:
    """The years are tried where leap years have other days, the 29th of February, than others."""
    for year in _years(point.year, newest=newest):
        days = leap if is_leap(year) else common
        if days is not None:
            return day_number(year, *days[newest])
    raise _nothing_matches(point)


def _nothing_matches(point: Point) -> DateError:
    return DateError(write(point), "no day matches it", "check the digits beside the X")


@lru_cache(maxsize=1024)
def _month_days(month: str, day: str) -> tuple[Days | None, Days | None]:
    """The first and last (month, day) that match masks, in a common year and in a leap year."""
    return _matching_days(month, day or "XX", 2001), _matching_days(month, day or "XX", 2000)


def _matching_days(month: str, day: str, year: int) -> Days | None:
    days = [
        (of_year, of_month)
        for of_year in _matching(month, 12)
        for of_month in _matching(day, month_length(year, of_year))
    ]
    return (days[0], days[-1]) if days else None


def _matching(mask: str, most: int) -> list[int]:
    """The numbers from 1 to `most` whose two digits fit a mask."""
    tens, units = mask[0], mask[1]
    return [
        number
        for number in range(1, most + 1)
        if tens in {"X", str(number // 10)} and units in {"X", str(number % 10)}
    ]


def _years(text: str, *, newest: bool) -> Iterator[int]:
    """Every year that a mask of four digits and X matches, in order of time."""
    sign = -1 if text[0] == "-" else 1
    digits = "0123456789" if newest == (sign < 0) else "9876543210"
    for combination in product(*(digits if mask == "X" else mask for mask in text.lstrip("-"))):
        year = int("".join(combination))
        if year or sign > 0:
            yield sign * year


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
        return int(10 ** (digits - point.significant))
    return int(10 ** (len(point.year) - len(point.year.rstrip("X"))))
