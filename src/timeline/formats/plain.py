"""Dates as most programs have them: a year, month, day or second, or a span of two.

`plain_span` turns any date into the nearest such span and says whether that loses something.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from attrs import evolve, frozen

from timeline.dates import Date, DateError, day, parse_edtf

_POINT = re.compile(
    r"(-?\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d)"
    r"(?:T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d(?::\d\d)?)?)?)?)?",
    re.ASCII,
)


@frozen
class PlainDate:
    """Year 0 is 1 B.C. Empty parts are None; `offset` is "", "Z" or "±hh:mm"."""

    year: int
    month: int | None = None
    day: int | None = None
    time: tuple[int, int, int] | None = None
    offset: str = ""

    @property
    def iso(self) -> str:
        """As EDTF and ISO 8601 write it."""
        text = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        if self.time is not None:
            text += "T{:02d}:{:02d}:{:02d}".format(*self.time) + self.offset
        return text

    @property
    def instant(self) -> datetime | None:
        """As an instant in UTC, where it has a time with an offset."""
        if self.time is None or not self.offset:
            return None
        return datetime.fromisoformat(self.iso).astimezone(UTC)


@frozen
class Span:
    """From `start` to `end`, both inclusive; `end` None: one point. `exact`: nothing is lost."""

    start: PlainDate
    end: PlainDate | None
    exact: bool


def read_plain(text: str) -> PlainDate | None:
    """The plain date that an EDTF text is, if it is one."""
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year, month, number, hour, minute, second, offset = found.groups()
    return PlainDate(
        int(year),
        int(month) if month else None,
        int(number) if number else None,
        (int(hour), int(minute), int(second)) if hour else None,
        offset or "",
    )


def plain_span(date: Date) -> Span | None:
    """The date as a plain point or span; None where neither its start nor its end is known."""
    point = read_plain(date.edtf)
    if point:
        return Span(point, None, exact=True)
    if date.is_interval:
        first, last = (read_plain(end) for end in date.edtf.split("/"))
        if first and last:
            same = first == last  # a span of one point is not the point
            return Span(first, None if same else last, exact=not same)
    low, high = _whole_years(date)
    if low is None:
        return None
    return Span(low, high if high != low else None, exact=False)


def _whole_years(date: Date) -> tuple[PlainDate | None, PlainDate | None]:
    """The first and the last day that it can be, as days, months or years where they are whole."""
    if date.s0 is None and date.e1 is None:
        return None, None
    start = _day(date.s0 if date.s0 is not None else date.e1)
    end = _day(date.e1) if date.e1 is not None else None
    if start is None:
        return None, None
    if date.s0 is None or end is None:
        return start, None
    return start, end


def _day(number: int | None) -> PlainDate | None:
    if number is None:
        return None
    try:
        return read_plain(day(number).edtf)
    except DateError:
        return None


def join_plain(start: PlainDate, end: PlainDate | None) -> Date:
    """The date that a point or span means.

    Spans carry no times: one within a day is its first moment, a longer one its days. `loses_time`
    says whether that was so.

    Raises:
        DateError: no such day, or the end comes before the start.
    """
    if end is None or end == start:
        return parse_edtf(edtf_of(start))
    if not loses_time(start, end):
        return parse_edtf(f"{edtf_of(start)}/{edtf_of(end)}")
    first, last = evolve(start, time=None, offset=""), evolve(end, time=None, offset="")
    if first == last:
        return parse_edtf(edtf_of(start))
    return parse_edtf(f"{edtf_of(first)}/{edtf_of(last)}")


def loses_time(start: PlainDate | None, end: PlainDate | None) -> bool:
    return start is not None and end is not None and bool(start.time or end.time) and start != end


def edtf_of(plain: PlainDate) -> str:
    """Like `iso`, with EDTF's Y where a year has more than four digits."""
    return plain.iso if abs(plain.year) <= 9999 else f"Y{plain.year}"
