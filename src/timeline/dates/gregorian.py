"""The proleptic Gregorian calendar for any year: day numbers, months, and their inverse.

Years are astronomical: 0 is 1 B.C., -43 is 44 B.C. Day numbers are those of
`datetime.date.toordinal`, continued below 1: 1 is 0001-01-01, 0 is 0000-12-31.
"""

from __future__ import annotations

from datetime import date

_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097  # every 400 years the calendar repeats, weekdays included
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE_MONTH = tuple(sum(_MONTH_LENGTHS[:month]) for month in range(12))

EPOCH = 719_163
"""The day number of 1970-01-01."""


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % _CYCLE_YEARS == 0)


def month_length(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month - 1]


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The number of a real day; the caller has checked that it exists."""
    before = year - 1
    leap_day = 1 if month > 2 and is_leap(year) else 0
    return (
        365 * before
        + before // 4
        - before // 100
        + before // _CYCLE_YEARS
        + _DAYS_BEFORE_MONTH[month - 1]
        + leap_day
        + day
    )


def civil(number: int) -> tuple[int, int, int]:
    """(year, month, day) of a day number: the inverse of `day_number`."""
    cycles, within = divmod(number - 1, _CYCLE_DAYS)
    calendar_day = date.fromordinal(within + 1)
    return calendar_day.year + cycles * _CYCLE_YEARS, calendar_day.month, calendar_day.day


def weekday(number: int) -> int:
    """0 is Monday."""
    return (number - 1) % 7


def shift_months(number: int, months: int) -> int:
    """The same day of the month, `months` later; the month's last day where it has no such day."""
    year, month, day = civil(number)
    years, index = divmod(month - 1 + months, 12)
    year, month = year + years, index + 1
    return day_number(year, month, min(day, month_length(year, month)))


def format_year(year: int) -> str:
    """EDTF's year: four digits, a sign before Christ, `Y` beyond four digits."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def format_day(number: int) -> str:
    """`2024-01-05`, `-0043-03-15`, and beyond four digits `Y12345-01-05`, which is no EDTF."""
    year, month, day = civil(number)
    return f"{format_year(year)}-{month:02}-{day:02}"
