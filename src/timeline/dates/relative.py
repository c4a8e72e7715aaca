"""Days and periods counted from a reference date: yesterday, last Monday, four months ago.

The answer has the precision of its unit: days give a day, weeks a week of Monday to Sunday,
months a month, years a year. A reference that is itself a range gives the range of all answers.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.faults import DateError
from timeline.dates.gregorian import (
    civil,
    day_number,
    format_day,
    format_year,
    shift_months,
    weekday,
)
from timeline.dates.value import Date, parse_edtf

Counted = Callable[[int], str]
"""From the reference day's number to the EDTF text of what is meant."""


def from_reference(reference: Date, counted: Counted) -> str:
    """What is meant, whichever day of `reference` was the day of writing."""
    if reference.s0 is None or reference.e1 is None:
        raise DateError(reference.edtf, "a reference date needs a first and a last day")
    first, last = counted(reference.s0), counted(reference.e1)
    if first == last:
        return first
    low, high = parse_edtf(first).s0, parse_edtf(last).e1
    assert low is not None
    assert high is not None
    return f"[{format_day(low)}..{format_day(high)}]"


def shifted(count: int, unit: str) -> Counted:
    """`count` units after the reference day, before it where negative."""

    def counted(day: int) -> str:
        match unit:
            case "day":
                return format_day(day + count)
            case "week":
                monday = day - weekday(day) + 7 * count
                return f"[{format_day(monday)}..{format_day(monday + 6)}]"
            case "month":
                return format_day(shift_months(day_number(*civil(day)[:2]), count))[:-3]
            case _:
                return format_year(civil(day)[0] + count)

    return counted


def nearest_weekday(wanted: int, direction: int) -> Counted:
    """The weekday (0 is Monday) strictly before (-1) or after (1) the reference day."""

    def counted(day: int) -> str:
        apart = (weekday(day) - wanted if direction < 0 else wanted - weekday(day)) % 7 or 7
        return format_day(day + direction * apart)

    return counted
