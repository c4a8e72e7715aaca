"""The date value: an EDTF text and what it can mean, in day numbers."""

from __future__ import annotations

from datetime import date as calendar_date
from functools import lru_cache
from typing import Final, Literal

from attrs import field, frozen

from timeline.dates.bounds import bound
from timeline.dates.edtf import (
    APPROXIMATE,
    UNCERTAIN,
    End,
    Interval,
    Point,
    Range,
    Set,
    Syntax,
    read,
    write,
)
from timeline.dates.faults import DateError
from timeline.dates.gregorian import civil, format_day

Hemisphere = Literal["north", "south"]

_APPROXIMATE: Final = 1
_UNCERTAIN: Final = 2
_INTERVAL: Final = 4
_SET: Final = 8
_INSTANT: Final = 16

_BEYOND: Final = 1 << 62
"""Later than every day number; its negative is earlier than every one."""

CACHED = 1 << 16
"""Logs repeat days: how many texts are remembered."""


@frozen(eq=False, repr=False)
class Date:
    """A date as uncertain as its writer was. Made by `parse_edtf`, `parse_date`, `day`, `one_of`.

    `edtf` is canonical: two dates are equal when it is. The start lies in [s0, s1], the end in
    [e0, e1], inclusive day numbers (`datetime.date.toordinal`, continued below 1), nominal,
    without the pad of `~`; None is unbounded. There is no `<`: ask `before` and its kin for
    certain, possible or impossible, and sort by `sort_key`.
    """

    edtf: str
    s0: int | None
    s1: int | None
    e0: int | None
    e1: int | None
    _marks: int = field(default=0)

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __repr__(self) -> str:
        return f"Date({self.edtf!r})"

    def __str__(self) -> str:
        return self.edtf

    @property
    def approximate(self) -> bool:
        """Any part of it carries `~` or `%`."""
        return bool(self._marks & _APPROXIMATE)

    @property
    def uncertain(self) -> bool:
        """Any part of it carries `?` or `%`."""
        return bool(self._marks & _UNCERTAIN)

    @property
    def is_interval(self) -> bool:
        """Written `A/B`: throughout. Sets and reduced precision are not intervals."""
        return bool(self._marks & _INTERVAL)

    @property
    def is_set(self) -> bool:
        return bool(self._marks & _SET)

    @property
    def is_instant(self) -> bool:
        """It carries a time of day."""
        return bool(self._marks & _INSTANT)

    @property
    def earliest(self) -> str | None:
        """The first day it can have begun; None where open or unknown."""
        return None if self.s0 is None else format_day(self.s0)

    @property
    def latest(self) -> str | None:
        """The last day it can have ended; None where open or unknown."""
        return None if self.e1 is None else format_day(self.e1)

    @property
    def sort_key(self) -> tuple[int, int]:
        """The order of a chronology: (s0, -e1), so that 1984 comes before 1984-01.

        An unknown start sorts by what is known, the end. Ties go by `edtf`, then by id.
        """
        start, end = self.s0, self.e1
        if start is None:
            start = self.e0 if self.e0 is not None else end
        return _BEYOND if start is None else start, -_BEYOND if end is None else -end


@lru_cache(maxsize=CACHED)
def parse_edtf(text: str, *, hemisphere: Hemisphere = "north") -> Date:
    """The date that an EDTF text means; cached, since logs repeat days.

    In the south, the seasons 21-24, which leave the hemisphere open, become the Southern 29-32:
    a date's text always says everything.

    Raises:
        DateError: the text is not EDTF, or no such day exists.

    See: https://www.loc.gov/standards/datetime/
    """
    if len(text) == 10 and text[4] == "-" == text[7]:  # a plain day, nearly always
        try:
            number = calendar_date.fromisoformat(text).toordinal()
        except ValueError:
            pass
        else:
            return Date(text, number, number, number, number)
    syntax = read(text)
    if hemisphere == "south":
        syntax = _southern(syntax)
    return from_syntax(syntax)


def from_syntax(syntax: Syntax) -> Date:
    if isinstance(syntax, Set):
        syntax = _in_order(syntax)
    return Date(write(syntax), *bound(syntax), _marks_of(syntax))


@lru_cache(maxsize=CACHED)
def syntax_of(date: Date) -> Syntax:
    return read(date.edtf)


def day(n: int) -> Date:
    """The plain day with that number.

    Raises:
        DateError: its year has more than four digits.
    """
    year, _, _ = civil(n)
    if abs(year) > 9999:
        raise DateError(format_day(n), "days are written for years of at most four digits")
    return Date(format_day(n), n, n, n, n)


def one_of(lo: int | None, hi: int | None) -> Date:
    """Sometime from `lo` to `hi`, inclusive: `[lo..hi]`, or the plain day where they are equal."""
    if lo is not None and lo == hi:
        return day(lo)
    first = "" if lo is None else day(lo).edtf
    last = "" if hi is None else day(hi).edtf
    return parse_edtf(f"[{first}..{last}]")


def points_of(syntax: Syntax | Range) -> list[Point]:
    """Every point that is written in an expression, in order."""
    match syntax:
        case Point():
            return [syntax]
        case Interval(first, last) | Range(first, last):
            return [end for end in (first, last) if isinstance(end, Point)]
        case Set(members, _):
            return [point for member in members for point in points_of(member)]


def _marks_of(syntax: Syntax) -> int:
    points = points_of(syntax)
    qualifiers = 0
    for point in points:
        for bits in point.qualifiers:
            qualifiers |= bits
    return (
        (_APPROXIMATE if qualifiers & APPROXIMATE else 0)
        | (_UNCERTAIN if qualifiers & UNCERTAIN else 0)
        | (_INTERVAL if isinstance(syntax, Interval) else 0)
        | (_SET if isinstance(syntax, Set) else 0)
        | (_INSTANT if any(point.time for point in points) else 0)
    )


def _in_order(syntax: Set) -> Set:
    """Members by their bounds, each once: the order in which a set was written says nothing."""

    def place(member: Point | Range) -> tuple[int, int, str]:
        alone = bound(Set((member,), syntax.every))
        low = -_BEYOND if alone[0] is None else alone[0]
        high = _BEYOND if alone[3] is None else alone[3]
        return low, high, write(member)

    return Set(tuple(sorted(dict.fromkeys(syntax.members), key=place)), syntax.every)


def _southern(syntax: Syntax) -> Syntax:
    from attrs import evolve  # noqa: PLC0415 - only the South pays for it

    match syntax:
        case Point(month=month) if "21" <= month <= "24":
            return evolve(syntax, month=str(int(month) + 8))
        case Interval(start, end):
            return Interval(_southern_end(start), _southern_end(end))
        case Set(members, every):
            return Set(tuple(_southern_member(member) for member in members), every)
    return syntax


def _southern_end(end: Point | End) -> Point | End:
    return end if isinstance(end, End) else _as_point(_southern(end))


def _southern_member(member: Point | Range) -> Point | Range:
    if isinstance(member, Range):
        return Range(_southern_end(member.first), _southern_end(member.last))
    return _as_point(_southern(member))


def _as_point(syntax: Syntax) -> Point:
    assert isinstance(syntax, Point)
    return syntax
