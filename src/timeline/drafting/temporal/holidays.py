"""The days of holidays, by year."""

from __future__ import annotations

from timeline.dates.gregorian import day_number, month_length, weekday

_NTH_WEEKDAYS = {
    # (month, weekday, which: 1 is the first, -1 the last, offset in days)
    "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1), "labor day": (9, 0, 1, 0),
    "memorial day": (5, 0, -1, 0), "columbus day": (10, 0, 2, 0), "mother's day": (5, 6, 2, 0),
    "father's day": (6, 6, 3, 0), "election day": (11, 0, 1, 1), "king day": (1, 0, 3, 0),
    "presidents day": (2, 0, 3, 0),
}  # fmt: skip
_FROM_EASTER = {
    "easter": 0, "easter monday": 1, "good friday": -2, "ash wednesday": -46, "palm sunday": -7,
    "pentecost": 49,
}  # fmt: skip


def holiday(name: str, year: int) -> int:
    """The day number of a holiday, as the United States count those that differ by country."""
    if name in _FROM_EASTER:
        return _easter(year) + _FROM_EASTER[name]
    if name in _NTH_WEEKDAYS:
        month, day, which, offset = _NTH_WEEKDAYS[name]
        if which > 0:
            first = day_number(year, month)
            return first + (day - weekday(first)) % 7 + 7 * (which - 1) + offset
        last = day_number(year, month, month_length(year, month))
        return last - (weekday(last) - day) % 7 + offset
    return day_number(year, int(name[:2]), int(name[3:]))


_GREGORIAN = 1583
"""The first year with a Gregorian Easter."""


def _easter(year: int) -> int:
    """Easter of the calendar of the time, by its month and day, as histories write them.

    See: J. Meeus, Astronomical Algorithms, chapter 8.
    """
    if year < _GREGORIAN:
        moon = (19 * (year % 19) + 15) % 30
        sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        month, day = divmod(moon + sunday + 114, 31)
        return day_number(year, month, day + 1)
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return day_number(year, month, day + 1)
