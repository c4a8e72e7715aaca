"""Dates to words: the Associated Press's style in English, EDTF itself, CLDR for other languages.

Months are abbreviated only beside a day, and March to July never. What `format_words` writes in
English, `parse_date` reads back to the same date.
"""

from __future__ import annotations

from typing import Literal

from timeline.dates.edtf import APPROXIMATE, UNCERTAIN, End, Interval, Point, Range, Set, write
from timeline.dates.value import Date, Hemisphere, syntax_of
from timeline.dates.vocabulary import AP_MONTHS, MONTHS, SEASON_NAMES

Style = Literal["ap", "iso"]
Described = dict[str, str | bool | None]


def format_words(
    date: Date, *, locale: str = "en", style: Style = "ap", hemisphere: Hemisphere = "north"
) -> str:
    """The date in words: `Jan. 8–10, 2024`, `c. 1850`, `between January and April 2024`.

    Seasons are named as in `hemisphere`; those of the other say so. `style="iso"` is EDTF.
    """
    if style == "iso":
        return date.edtf
    return _English(hemisphere).words(date)


def describe(date: Date, *, locale: str = "en", hemisphere: Hemisphere = "north") -> Described:
    """What a date means, for a person who has just written it.

    Keys: edtf, earliest, latest (ISO days, or None where open or unknown), words, approximate,
    uncertain. Seasons tell their months.
    """
    return {
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "words": format_words(date, locale=locale, hemisphere=hemisphere),
        "approximate": date.approximate,
        "uncertain": date.uncertain,
    }


class _English:
    def __init__(self, hemisphere: Hemisphere) -> None:
        self.hemisphere = hemisphere

    def words(self, date: Date) -> str:
        match syntax_of(date):
            case Point() as point:
                return self.point(point)
            case Interval(start, end):
                return self.interval(start, end)
            case Set(members, every):
                return self.set(members, every)

    def interval(self, start: Point | End, end: Point | End) -> str:
        match start, end:
            case Point(), Point():
                return self.throughout(start, end)
            case Point(), End.OPEN:
                return f"{self.point(start)} or later"
            case Point(), _:
                return f"from {self.point(start)}, end unknown"
            case End.OPEN, Point():
                return f"{self.point(end)} or earlier"
            case _, Point():
                return f"until {self.point(end)}, start unknown"
        raise AssertionError(start, end)

    def set(self, members: tuple[Point | Range, ...], every: bool) -> str:
        if len(members) == 1 and not every:
            return self.alternatives(members[0])
        listed = [self.member(member) for member in members]
        if len(listed) == 1:
            return f"all of {listed[0]}"
        return f"{', '.join(listed[:-1])} {'and' if every else 'or'} {listed[-1]}"

    def member(self, member: Point | Range) -> str:
        if isinstance(member, Point):
            return self.point(member)
        return self.interval(member.first, member.last)

    def alternatives(self, member: Point | Range) -> str:
        match member:
            case Point():
                return self.point(member)
            case Range(Point() as first, Point() as last):
                return f"between {self.point(first)} and {self.point(last)}"
            case Range(Point() as first, _):
                return f"{'on' if first.day else 'in'} or after {self.point(first)}"
            case Range(_, Point() as last):
                return f"{'on' if last.day else 'in'} or before {self.point(last)}"
        raise AssertionError(member)

    def throughout(self, start: Point, end: Point) -> str:
        plain = not any(start.qualifiers + end.qualifiers)
        if plain and start.day and end.day and start.year == end.year and "X" not in write(start):
            if start.month == end.month:
                month = AP_MONTHS[int(start.month) - 1]
                days = f"{int(start.day)}–{int(end.day)}"
                return f"{month} {days}, {year_words(start)}"
            first = f"{AP_MONTHS[int(start.month) - 1]} {int(start.day)}"
            return f"{first} – {self.point(end)}"
        between = "–" if not start.month and not end.month else " – "
        return f"{self.point(start)}{between}{self.point(end)}"

    def point(self, point: Point) -> str:
        qualifiers = set(point.qualifiers)
        plain = self.plain(point)
        if len(qualifiers) > 1:
            return f"{plain} ({write(point)})"
        bits = qualifiers.pop()
        about = f"c. {plain}" if bits & APPROXIMATE else plain
        return f"{about} (uncertain)" if bits & UNCERTAIN else about

    def plain(self, point: Point) -> str:
        if "X" in point.year + point.month + point.day or point.significant:
            if point.year[-1] == "X" and "X" not in point.year[:-1] and not point.month:
                return f"{point.year[:-1]}0s"
            return write(point)
        if not point.month:
            return year_words(point)
        month = int(point.month)
        if month > 12:
            return self.season(month, point)
        if not point.day:
            return f"{MONTHS[month - 1]} {year_words(point)}"
        day = f"{AP_MONTHS[month - 1]} {int(point.day)}, {year_words(point)}"
        return f"{day}, {point.time[1:]}" if point.time else day

    def season(self, code: int, point: Point) -> str:
        year = year_words(point)
        if code <= 32:
            return f"{SEASON_NAMES[(code - 21) % 4]} {year}"
        if code <= 36:
            return f"Q{code - 32} {year}"
        if code <= 39:
            return f"{('first', 'second', 'third')[code - 37]} four months of {year}"
        return f"{('first', 'second')[code - 40]} half of {year}"


def year_words(point: Point) -> str:
    year = int(point.year.lstrip("Y"))
    if year <= 0:
        return f"{1 - year} B.C."
    return f"A.D. {year}" if year < 1000 else str(year)
