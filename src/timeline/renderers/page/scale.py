"""The axis of the strip: periods of one unit, with long empty stretches left out and named.

Time is linear within the periods that are shown. A stretch is left out only where nothing
happened or became known in it and it would take the room of what did.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from attrs import frozen

from timeline.dates.gregorian import civil, day_number

MONTH = 0
_UNITS = (MONTH, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)
"""Months, then years by the number."""

_MOST_CELLS = 26
_BREAK = 2.6
"""How wide a stretch that is left out is drawn, in cells."""

_LONG_GAP = 6


@frozen
class Period:
    """One cell of the axis: days `start` (inclusive) to `end` (exclusive)."""

    start: int
    end: int
    is_break: bool = False
    count: int = 1


@frozen
class Scale:
    """`points` are (day, percent), rising; between them time is linear."""

    unit: int
    periods: tuple[Period, ...]
    points: tuple[tuple[int, float], ...]

    def at(self, day: int) -> float:
        """Where the beginning of a day lies, in percent; days outside lie at the ends."""
        index = bisect_right(self.points, (day, float("inf")))
        if index == 0:
            return 0.0
        if index == len(self.points):
            return 100.0
        (before, low), (after, high) = self.points[index - 1], self.points[index]
        return low + (high - low) * (day - before) / (after - before)

    @property
    def first(self) -> int:
        return self.points[0][0]

    @property
    def last(self) -> int:
        """The last day that is on it."""
        return self.points[-1][0] - 1


def make_scale(spans: Sequence[tuple[int, int]]) -> Scale:
    """The axis for spans of days, both ends inclusive; there is at least one."""
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    for unit in _UNITS:
        if unit_index(last, unit) - unit_index(first, unit) > 4_000:
            continue
        periods = _periods(spans, unit, first, last)
        if sum(_BREAK if period.is_break else 1 for period in periods) <= _MOST_CELLS:
            break
    return Scale(unit, periods, _points(periods))


def unit_index(day: int, unit: int) -> int:
    """Which month or year, counted from any origin, a day lies in."""
    year, month, _ = civil(day)
    return year * 12 + month - 1 if unit == MONTH else year // unit


def unit_start(index: int, unit: int) -> int:
    if unit == MONTH:
        return day_number(index // 12, index % 12 + 1)
    return day_number(index * unit)


def _periods(
    spans: Iterable[tuple[int, int]], unit: int, first: int, last: int
) -> tuple[Period, ...]:
    low, high = unit_index(first, unit), unit_index(last, unit)
    active: set[int] = set()
    for start, end in spans:
        active.update(range(unit_index(start, unit), unit_index(end, unit) + 1))
    found: list[Period] = []
    index = low
    while index <= high:
        gap = index
        while gap <= high and gap not in active:
            gap += 1
        empty = gap - index
        if empty >= _LONG_GAP and empty > len(active) / 2 and high - low >= _MOST_CELLS / 2:
            found.append(Period(unit_start(index, unit), unit_start(gap, unit), True, empty))
            index = gap
            continue
        found += [
            Period(unit_start(one, unit), unit_start(one + 1, unit))
            for one in range(index, max(gap, index + 1))
        ]
        index = max(gap, index + 1)
    return tuple(found)


def _points(periods: Sequence[Period]) -> tuple[tuple[int, float], ...]:
    # Months are drawn by their days, so that time is linear; a break has a width of its own.
    widths = [
        float(period.end - period.start) if not period.is_break else 0.0 for period in periods
    ]
    typical = sum(widths) / max(sum(1 for width in widths if width), 1)
    widths = [width or typical * _BREAK for width in widths]
    total, done = sum(widths), 0.0
    points = []
    for period, width in zip(periods, widths, strict=True):
        points.append((period.start, round(done / total * 100, 3)))
        done += width
    return (*points, (periods[-1].end, 100.0))
