"""Dates to words: English in the Associated Press's style, other languages by CLDR, or EDTF."""

from __future__ import annotations

from typing import Literal, Protocol

from timeline.dates.bounds import SEASONS
from timeline.dates.edtf import End, Interval, Point, Range
from timeline.dates.english import English
from timeline.dates.value import Date, Hemisphere, syntax_of
from timeline.dates.vocabulary import MONTHS

Style = Literal["ap", "iso"]
Described = dict[str, str | bool | None]


class Language(Protocol):
    """How one language says points, and the five shapes in which points stand."""

    def point(self, point: Point) -> str: ...

    def throughout(self, start: Point, end: Point) -> str: ...

    def between(self, first: Point, last: Point) -> str: ...

    def half_open(self, start: Point | End, end: Point | End) -> str:
        """An interval of which one end is no date."""
        ...

    def bounded(self, first: Point | End, last: Point | End) -> str:
        """Sometime up to `last`, or from `first` on: one end is open."""
        ...

    def listed(self, members: list[str], *, every: bool) -> str: ...


def format_words(
    date: Date, *, locale: str = "en", style: Style = "ap", hemisphere: Hemisphere = "north"
) -> str:
    """The date in words: `Jan. 8–10, 2024`, `c. 1850`, `between January and April 2024`.

    Seasons of the other hemisphere than `hemisphere` say so. `style="iso"` gives EDTF in any
    language. `locale` other than English needs the extra `timeline-log[locale]`.

    Raises:
        LocaleError: the extra is missing, or CLDR has no such locale.
    """
    if style == "iso":
        return date.edtf
    return _words(date, _language(locale, hemisphere))


def describe(date: Date, *, locale: str = "en", hemisphere: Hemisphere = "north") -> Described:
    """What a date means, for a person who has just written it.

    Keys: edtf, earliest, latest (ISO days, or None where open or unknown), words, approximate,
    uncertain. In English, a season's words tell its months.
    """
    words = format_words(date, locale=locale, hemisphere=hemisphere)
    months = _season_months(date)
    return {
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "words": f"{words}, {months}" if months and locale.startswith("en") else words,
        "approximate": date.approximate,
        "uncertain": date.uncertain,
    }


def _language(locale: str, hemisphere: Hemisphere) -> Language:
    if locale.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0] == "en":
        return English(hemisphere)
    from timeline.dates.cldr import Cldr  # imports babel, an extra

    return Cldr.of(locale)


def _words(date: Date, language: Language) -> str:
    syntax = syntax_of(date)
    if isinstance(syntax, Point):
        return language.point(syntax)
    if isinstance(syntax, Interval):
        return _interval(syntax.start, syntax.end, language)
    first = syntax.members[0]
    if isinstance(first, Range) and not syntax.every and len(syntax.members) == 1:
        return _alternatives(first, language)
    members = [_member(member, language) for member in syntax.members]
    return language.listed(members, every=syntax.every)


def _interval(start: Point | End, end: Point | End, language: Language) -> str:
    if isinstance(start, Point) and isinstance(end, Point):
        return language.throughout(start, end)
    return language.half_open(start, end)


def _member(member: Point | Range, language: Language) -> str:
    if isinstance(member, Point):
        return language.point(member)
    return _interval(member.first, member.last, language)


def _alternatives(member: Range, language: Language) -> str:
    if isinstance(member.first, Point) and isinstance(member.last, Point):
        return language.between(member.first, member.last)
    return language.bounded(member.first, member.last)


def _season_months(date: Date) -> str:
    syntax = syntax_of(date)
    if not isinstance(syntax, Point) or not "21" <= syntax.month <= "32":
        return ""
    first, count = SEASONS[int(syntax.month)]
    return f"{MONTHS[first - 1]} to {MONTHS[(first + count - 2) % 12]}"
