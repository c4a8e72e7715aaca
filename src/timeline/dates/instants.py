"""Dates as seconds of UTC: what a day is depends on where it was."""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.bounds import padded_bounds
from timeline.dates.edtf import Point, Range, Set
from timeline.dates.gregorian import EPOCH, day_number
from timeline.dates.value import CACHED, Date, syntax_of
from timeline.dates.zones import DAY, first_second, last_second, nearest_instants

Moments = tuple[int | None, int | None]


def padded(date: Date, pad: int = 1) -> tuple[int | None, int | None]:
    """(earliest, latest) day numbers, each `~` part widened by `pad` units of its precision.

    The nominal (s0, e1) where nothing is approximate.
    """
    if not date.approximate:
        return date.s0, date.e1
    start, _, _, end = padded_bounds(syntax_of(date), pad)
    return start, end


@lru_cache(maxsize=CACHED)
def moments(date: Date, zone: str, pad: int = 1) -> Moments:
    """The first and the last second it can be, inclusive, since 1970-01-01T00:00:00Z; cached.

    A floating day runs from its first to its last second in `zone` (IANA), which is 23 to 25
    hours around clock changes. An instant with an offset is its own second, whatever the zone; a
    local time is a second of `zone`: both instants where the clock repeats it, and what the
    clocks before and after would say where it skips it (`parse_date` refuses those). Days outside
    the years 1 to 9999 are taken as UTC. Approximate dates are padded; None is unbounded.

    Raises:
        DateError: no such zone.
    """
    if date.is_instant:
        return _instants(date, zone, pad)
    first, last = padded(date, pad)
    return (
        None if first is None else first_second(first, zone),
        None if last is None else last_second(last, zone),
    )


def _instants(date: Date, zone: str, pad: int) -> Moments:
    syntax = syntax_of(date)
    if isinstance(syntax, Point):
        return point_moments(syntax, zone)
    assert isinstance(syntax, Set)  # intervals carry no time
    each = [_member_moments(member, zone, pad) for member in syntax.members]
    firsts, lasts = zip(*each, strict=True)
    return (
        None if None in firsts else min(firsts),
        None if None in lasts else max(lasts),
    )


def _member_moments(member: Point | Range, zone: str, pad: int) -> Moments:
    if isinstance(member, Point) and member.time:
        return point_moments(member, zone)
    first, _, _, last = padded_bounds(Set((member,), every=False), pad)
    return (
        None if first is None else first_second(first, zone),
        None if last is None else last_second(last, zone),
    )


def point_moments(point: Point, zone: str) -> tuple[int, int]:
    """The first and the last instant of a point that carries a time of day."""
    day, second, offset = clock_reading(point)
    if offset is None:
        instants = nearest_instants(day, second, zone)
        return instants[0], instants[-1]
    instant = (day - EPOCH) * DAY + second - offset
    return instant, instant


def clock_reading(point: Point) -> tuple[int, int, int | None]:
    """(day number, second of the day, seconds east of UTC or None) of a point with a time."""
    day = day_number(int(point.year), int(point.month), int(point.day))
    clock, offset = point.time[1:9], point.time[9:]
    hour, minute, second = map(int, clock.split(":"))
    return day, hour * 3600 + minute * 60 + second, _seconds_east(offset)


def _seconds_east(offset: str) -> int | None:
    if not offset:
        return None
    if offset == "Z":
        return 0
    seconds = int(offset[1:3]) * 3600 + int(offset[4:]) * 60
    return -seconds if offset[0] == "-" else seconds
