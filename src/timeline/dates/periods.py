"""Periods beside and within others, as EDTF text: what comes before 1985, early 2024."""

from __future__ import annotations

from timeline.dates.bounds import span
from timeline.dates.edtf import Point, read
from timeline.dates.faults import DateError
from timeline.dates.gregorian import civil, day_number, format_day, format_year, shift_months


def neighbour(text: str, direction: int) -> str:
    """The year, month or day beside a point, in its own precision: -1 before it, 1 after it.

    Before a decade comes a year, before a season a month. A qualifier stays.
    """
    point = _point(text)
    low, high = span(point)
    beside = low - 1 if direction < 0 else high + 1
    sign = text[-1] if text[-1] in "?~%" else ""
    return _cut(beside, _precision(point)) + sign


def third(text: str, which: int) -> tuple[str, str]:
    """The first and last piece of the early (0), middle (1) or late (2) third of a period.

    A month's thirds begin on the 1st, 11th and 21st; longer periods are cut at the nearest
    whole month, or year where they are longer than one.
    """
    point = _point(text)
    low, high = span(point)
    if point.day:
        raise DateError(text, "a day has no early, middle or late part here", "write the time")
    year, month, _ = civil(low)
    if _precision(point) == "month" and high - low < 31:
        starts = [low, low + 10, low + 20, high + 1]
        return format_day(starts[which]), format_day(starts[which + 1] - 1)
    months = _months_between(low, high + 1)
    if months <= 12:
        cuts = _cuts(months)
        first = shift_months(day_number(year, month), cuts[which])
        last = shift_months(day_number(year, month), cuts[which + 1] - 1)
        return _cut(first, "month"), _cut(last, "month")
    cuts = _cuts(months // 12)
    return format_year(year + cuts[which]), format_year(year + cuts[which + 1] - 1)


def _cuts(length: int) -> tuple[int, int, int, int]:
    return 0, round(length / 3), round(length * 2 / 3), length


def _months_between(first: int, last: int) -> int:
    (year0, month0, _), (year1, month1, _) = civil(first), civil(last)
    return (year1 - year0) * 12 + month1 - month0


def _precision(point: Point) -> str:
    return "day" if point.day else "month" if point.month else "year"


def _cut(day: int, precision: str) -> str:
    """The EDTF text of the period of that precision in which a day lies."""
    year, month, _ = civil(day)
    if precision == "year":
        return format_year(year)
    return format_day(day) if precision == "day" else f"{format_year(year)}-{month:02}"


def _point(text: str) -> Point:
    point = read(text)
    if not isinstance(point, Point) or point.time:
        raise DateError(text, "this needs a whole day, month or year", "leave out the time")
    return point
