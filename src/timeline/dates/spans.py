"""What two dates span, on one scale, so that they can be compared.

A date is one of some *choices* (the members of `[…]`; otherwise one), each made of parts (the
members of `{…}`; otherwise one). A part has two readings. As an *event* it is where bounds put
it: `2024-01` is one day of January. As a *period*, the thing another date lies in or touches, it
is what it covers: `2024-01` is all 31 days.
"""

from __future__ import annotations

from attrs import evolve, frozen

from timeline.dates.bounds import Bounds, member_bounds, padded_bounds, padded_span, span
from timeline.dates.edtf import End, Interval, Point, Range, Set
from timeline.dates.gregorian import EPOCH
from timeline.dates.instants import clock_reading, point_moments
from timeline.dates.value import Date, points_of, syntax_of
from timeline.dates.zones import DAY, first_second, last_second

_EASTMOST = 14 * 3600  # a day begins first at UTC+14
_WESTMOST = 12 * 3600  # and ends last at UTC-12

Part = Point | Interval | Range

FOREVER = 1 << 80
"""Beyond every day and second; stands for unbounded."""


@frozen
class Extent:
    """Start in [s0, s1], end in [e0, e1]: day numbers, or seconds since 1970.

    `is_one`: start and end are the same day or second, whichever it turns out to be.
    """

    s0: int
    s1: int
    e0: int
    e1: int
    is_one: bool = False


@frozen
class Choice:
    """One way that a date can be meant; all of its parts are so."""

    events: tuple[Extent, ...]
    periods: tuple[Extent, ...]

    @property
    def hull(self) -> Extent:
        return Extent(
            min(part.s0 for part in self.events),
            min(part.s1 for part in self.events),
            max(part.e0 for part in self.events),
            max(part.e1 for part in self.events),
        )


def choices(a: Date, b: Date, *, zone: str | None, pad: int) -> tuple[list[Choice], list[Choice]]:
    """The choices of two dates on one scale: days, or seconds where either has a time of day."""
    clock = None
    if a.is_instant or b.is_instant:
        points = points_of(syntax_of(a)) + points_of(syntax_of(b))
        floating = all(len(point.time) in {0, 9} for point in points)
        clock = _Clock(zone or ("UTC" if floating else None))
    return _choices_of(a, pad, clock), _choices_of(b, pad, clock)


@frozen
class _Clock:
    """Days as seconds in a zone; without one, anywhere from UTC+14 to UTC-12."""

    zone: str | None

    def first(self, day: int) -> tuple[int, int]:
        """The (earliest, latest) that a day's first second can be."""
        if self.zone is None:
            midnight = (day - EPOCH) * DAY
            return midnight - _EASTMOST, midnight + _WESTMOST
        second = first_second(day, self.zone)
        return second, second

    def last(self, day: int) -> tuple[int, int]:
        if self.zone is None:
            early, late = self.first(day + 1)
            return early - 1, late - 1
        second = last_second(day, self.zone)
        return second, second

    def instant(self, point: Point) -> tuple[int, int]:
        day, second, offset = clock_reading(point)
        if self.zone is None and offset is None:
            early, late = self.first(day)
            return early + second, late + second
        return point_moments(point, self.zone or "UTC")


def _choices_of(date: Date, pad: int, clock: _Clock | None) -> list[Choice]:
    syntax = syntax_of(date)
    if not isinstance(syntax, Set):
        return [_choice((syntax,), True, pad, clock)]
    if syntax.every:
        return [_choice(syntax.members, True, pad, clock)]
    return [_choice((member,), False, pad, clock) for member in syntax.members]


def _choice(parts: tuple[Part, ...], every: bool, pad: int, clock: _Clock | None) -> Choice:
    return Choice(
        tuple(_event(part, every, pad, clock) for part in parts),
        tuple(_period(part, every, pad, clock) for part in parts),
    )


def _event(part: Part, every: bool, pad: int, clock: _Clock | None) -> Extent:
    bounds = _bounds(part, every, pad)
    if clock is None:
        return _closed(*bounds)
    if isinstance(part, Point) and part.time:
        first, last = clock.instant(part)
        return Extent(first, last, first, last)
    s0, s1, e0, e1 = bounds
    return _closed(
        None if s0 is None else clock.first(s0)[0],
        None if s1 is None else clock.last(s1)[1],
        None if e0 is None else clock.first(e0)[0],
        None if e1 is None else clock.last(e1)[1],
    )


def _period(part: Part, every: bool, pad: int, clock: _Clock | None) -> Extent:
    if clock is not None and isinstance(part, Point) and part.time:
        return _event(part, every, pad, clock)
    if clock is None and not _is_spread(part, every):
        return evolve(_event(part, every, pad, clock), is_one=True)
    s0, s1, e0, e1 = _covered(part, every, pad)
    if clock is None:
        covered = _closed(s0, s1, e0, e1)
    else:
        covered = _closed(
            None if s0 is None else clock.first(s0)[0],
            None if s1 is None else clock.first(s1)[1],
            None if e0 is None else clock.last(e0)[0],
            None if e1 is None else clock.last(e1)[1],
        )
    return _without_limit(part, covered) if every else covered


def _bounds(part: Part, every: bool, pad: int) -> Bounds:
    if isinstance(part, Interval):
        return padded_bounds(part, pad)
    return member_bounds(part, every=every, pad=pad)


def _covered(part: Part, every: bool, pad: int) -> Bounds:
    """The bounds of the first and of the last day that a part covers."""
    if isinstance(part, Point) and _is_unbroken(part):
        (low, high), (early, late) = span(part), padded_span(part, pad)
        return early, low + (low - early), high - (late - high), late
    return _bounds(part, every, pad)


def _is_spread(part: Part, every: bool) -> bool:
    """It covers its days; the others are one day among several."""
    if isinstance(part, Range):
        return every
    return isinstance(part, Interval) or _is_unbroken(part)


def _is_unbroken(point: Point) -> bool:
    """Nothing but X follows the first X, so that every day from the first to the last matches."""
    known = (point.year + point.month + point.day).partition("X")[2]
    return not known.strip("X")


def _without_limit(part: Part, covered: Extent) -> Extent:
    """A period open at an end reaches for ever there; where the end is unknown, it may."""
    first, last = (part, part) if isinstance(part, Point) else _ends(part)
    return evolve(
        covered,
        s1=-FOREVER if first is End.OPEN else covered.s1,
        e0=FOREVER if last is End.OPEN else covered.e0,
    )


def _ends(part: Interval | Range) -> tuple[Point | End, Point | End]:
    return (part.start, part.end) if isinstance(part, Interval) else (part.first, part.last)


def _closed(s0: int | None, s1: int | None, e0: int | None, e1: int | None) -> Extent:
    return Extent(
        -FOREVER if s0 is None else s0,
        FOREVER if s1 is None else s1,
        -FOREVER if e0 is None else e0,
        FOREVER if e1 is None else e1,
    )
