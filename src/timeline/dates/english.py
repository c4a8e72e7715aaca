"""English in the style of the Associated Press.

Months are abbreviated only beside a day, and March to July never. Ranges say what they share
once: `Jan. 8–10, 2024`. What is written here, `parse_date` reads back as the same date. Three
things have no reading: masks that people have no name for (`156X-12-25`), significant digits,
and signs on single components.
"""

from __future__ import annotations

from attrs import frozen

from timeline.dates.bounds import span
from timeline.dates.edtf import APPROXIMATE, UNCERTAIN, End, Point
from timeline.dates.gregorian import civil, format_year
from timeline.dates.value import Hemisphere
from timeline.dates.vocabulary import AP_MONTHS, MONTHS, SEASON_NAMES

_COMPONENTS = ("year", "month", "day")


@frozen
class English:
    hemisphere: Hemisphere = "north"

    def point(self, point: Point) -> str:
        words = self._plain(point)
        if len(set(point.qualifiers)) > 1:
            return f"{words} ({_qualified_parts(point)})"
        bits = point.qualifiers[0]
        if bits & APPROXIMATE:
            words = f"c. {words}"
        return f"{words} (uncertain)" if bits & UNCERTAIN else words

    def throughout(self, start: Point, end: Point) -> str:
        if not _collapses(start, end):
            # Years stand close together; whatever holds a space needs air around the dash.
            first, last = self.point(start), self.point(end)
            return f"{first}–{last}" if f"{first}{last}".isdigit() else f"{first} – {last}"
        if not start.day:
            return f"{MONTHS[int(start.month) - 1]}–{self.point(end)}"
        if start.month == end.month:
            return f"{_month_day(start)}–{int(end.day)}, {_year(end)}"
        return f"{_month_day(start)} – {self.point(end)}"

    def between(self, first: Point, last: Point) -> str:
        if not _collapses(first, last):
            return f"between {self.point(first)} and {self.point(last)}"
        if not first.day:
            return f"between {MONTHS[int(first.month) - 1]} and {self.point(last)}"
        if first.month == last.month:
            return f"between {_month_day(first)} and {int(last.day)}, {_year(last)}"
        return f"between {_month_day(first)} and {self.point(last)}"

    def half_open(self, start: Point | End, end: Point | End) -> str:
        if isinstance(start, Point):
            words = self.point(start)
            return f"{words} or later" if end is End.OPEN else f"from {words}, end unknown"
        assert isinstance(end, Point)
        words = self.point(end)
        return f"{words} or earlier" if start is End.OPEN else f"until {words}, start unknown"

    def bounded(self, first: Point | End, last: Point | End) -> str:
        if isinstance(first, Point):
            return f"{'on' if first.day else 'in'} or after {self.point(first)}"
        assert isinstance(last, Point)
        return f"{'on' if last.day else 'in'} or before {self.point(last)}"

    def listed(self, members: list[str], *, every: bool) -> str:
        if len(members) == 1:
            return f"all of {members[0]}"
        mark = "; " if any(", " in member for member in members) else ", "
        return f"{mark.join(members[:-1])} {'and' if every else 'or'} {members[-1]}"

    def _plain(self, point: Point) -> str:
        if point.significant:
            return f"{_year(point)}, to {point.significant} significant digits"
        if "X" in point.year + point.month + point.day:
            return _named_mask(point) or self._mask(point)
        if not point.month:
            return _year(point)
        if point.month > "12":
            return self._season(point)
        if not point.day:
            return f"{MONTHS[int(point.month) - 1]} {_year(point)}"
        day = f"{_month_day(point)}, {_year(point)}"
        return f"{_clock(point.time[1:9])} {day}{_offset(point.time[9:])}" if point.time else day

    def _mask(self, point: Point) -> str:
        first, last = (_like(point, number) for number in span(point))
        unknown = [
            name
            for name, digits in zip(_COMPONENTS, (point.year, point.month, point.day), strict=True)
            if "X" in digits
        ]
        return f"{self.throughout(first, last)}, {' and '.join(unknown)} unknown"

    def _season(self, point: Point) -> str:
        code = int(point.month)
        if code <= 32:
            name = SEASON_NAMES[(code - 21) % 4]
            year = _both_years(point) if code in {24, 28, 30} else _year(point)
            return f"{name} {year}{self._other_hemisphere(code)}"
        if code <= 36:
            return f"{('first', 'second', 'third', 'fourth')[code - 33]} quarter of {_year(point)}"
        if code <= 39:
            return f"{('first', 'second', 'third')[code - 37]} four months of {_year(point)}"
        return f"{('first', 'second')[code - 40]} half of {_year(point)}"

    def _other_hemisphere(self, code: int) -> str:
        stated: Hemisphere = "south" if code >= 29 else "north"
        # Seasons 21-24 leave the hemisphere to the log, so only the South has to be told.
        if stated == self.hemisphere and (code >= 29 or code <= 24):
            return ""
        return f" ({'Southern' if stated == 'south' else 'Northern'} Hemisphere)"


def _collapses(start: Point, end: Point) -> bool:
    """Both are plain and lie in one year, so that it need be said only once."""
    texts = start.year + start.month + start.day + end.month + end.day
    return (
        start.year == end.year
        and bool(start.month)
        and bool(start.day) == bool(end.day)
        and "X" not in texts
        and max(start.month, end.month) <= "12"
        and not any(start.qualifiers + end.qualifiers)
        and start != end
        and bool(end.month)
    )


def _month_day(point: Point) -> str:
    return f"{AP_MONTHS[int(point.month) - 1]} {int(point.day)}"


def _year(point: Point) -> str:
    year = int(point.year.removeprefix("Y"))
    if year <= 0:
        return f"{1 - year} B.C."
    return str(year) if 1000 <= year <= 9999 else f"A.D. {year}"


def _both_years(point: Point) -> str:
    """`2023–24`, and `1999–2000` where a century ends."""
    year = int(point.year)
    if not 1000 <= year < 9999:
        return _year(point)
    return f"{year}–{year + 1}" if year % 100 == 99 else f"{year}–{(year + 1) % 100:02}"


def _named_mask(point: Point) -> str | None:
    """What people have a name for: a decade, a century, a month of unknown day."""
    year, month, day = point.year, point.month, point.day
    if "X" not in year and month == "XX" and day in {"", "XX"}:
        return f"{_year(point)}, {'month and day' if day else 'month'} unknown"
    if "X" not in year + month and day == "XX":
        return f"{MONTHS[int(month) - 1]} {_year(point)}, day unknown"
    if month or year[0] == "-":
        return None
    if year[2:] == "XX" and "X" not in year[:2]:
        return f"{_ordinal(int(year[:2]) + 1)} century"
    # The years of a century's first decade would read as the whole century: 1800s.
    if year[3] == "X" and "X" not in year[:3] and year[2] != "0":
        return f"{int(year[:3])}0s"
    return None


def _like(point: Point, number: int) -> Point:
    """The day of that number, in the precision of a point."""
    year, month, day = civil(number)
    return Point(
        format_year(year),
        f"{month:02}" if point.month else "",
        f"{day:02}" if point.day else "",
        qualifiers=(0,) * len(point.qualifiers),
    )


def _ordinal(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def _clock(time: str) -> str:
    """`2 p.m.`, `2:30 p.m.`, `noon`; midnight is `12 a.m.`, the first second of the day."""
    hour, minute, second = time.split(":")
    if time == "12:00:00":
        return "noon"
    half = "a.m." if int(hour) < 12 else "p.m."
    clock = str(int(hour) % 12 or 12)
    if second != "00":
        clock += f":{minute}:{second}"
    elif minute != "00":
        clock += f":{minute}"
    return f"{clock} {half}"


def _offset(offset: str) -> str:
    if not offset:
        return ""
    if offset == "Z":
        return " (UTC)"
    hours, minutes = offset[1:].split(":")
    return f" (UTC{offset[0]}{int(hours)}{'' if minutes == '00' else f':{minutes}'})"


def _qualified_parts(point: Point) -> str:
    """`year uncertain, day approximate`: what each sign belongs to."""
    said = {
        UNCERTAIN: "uncertain",
        APPROXIMATE: "approximate",
        UNCERTAIN | APPROXIMATE: "uncertain and approximate",
    }
    parts = []
    for bits, words in said.items():
        named = [
            name for name, own in zip(_COMPONENTS, point.qualifiers, strict=False) if own == bits
        ]
        if named:
            parts.append(f"{' and '.join(named)} {words}")
    return ", ".join(parts)
