"""How far apart two dates are, in words: `2 months later`, `3 to 5 days earlier`."""

from __future__ import annotations

from timeline.dates.gregorian import civil
from timeline.dates.value import Date


def format_gap(a: Date, b: Date) -> str | None:
    """When `b` began, seen from when `a` did, in English; None where either is unbounded.

    The largest whole unit is told, rounded as people do (25 days are "3 weeks"). Where the dates
    leave the gap open, its least and most are: "2 to 4 months later". Calendar days are counted,
    without the pad of `~`.
    """
    if a.s0 is None or a.s1 is None or b.s0 is None or b.s1 is None:
        return None
    least, most = b.s0 - a.s1, b.s1 - a.s0
    if least == most == 0:
        return "the same day"
    if least < 0 < most:
        return f"up to {_apart(b.s0, a.s1)} earlier or {_apart(a.s0, b.s1)} later"
    if most > 0:
        return f"{_between(_apart(a.s1, b.s0), _apart(a.s0, b.s1))} later"
    return f"{_between(_apart(b.s1, a.s0), _apart(b.s0, a.s1))} earlier"


def _between(least: str, most: str) -> str:
    if least == most:
        return least
    few, unit = least.split()
    # "1 to 5 days" rather than "1 day to 5 days"
    return f"{few if unit.rstrip('s') in most else least} to {most}"


def _apart(first: int, last: int) -> str:
    """A number and a unit."""
    if first == last:
        return "0 days"
    (year, *start), (end_year, *end) = civil(first), civil(last)
    # Every 400 years the calendar repeats, so that any year has its like from 1 to 400.
    like = (year - 1) % 400 + 1
    end_like = like + end_year - year
    if end_like > _LAST_YEAR:
        return f"{end_year - year} years"
    import pendulum  # loads slowly

    later = pendulum.date(end_like, end[0], end[1])
    return later.diff_for_humans(pendulum.date(like, start[0], start[1]), absolute=True)


_LAST_YEAR = 9999  # of Python's dates
