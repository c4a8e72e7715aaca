"""Languages other than English: CLDR's dates by Babel, and a few phrases of our own.

CLDR has no words for "about" or "unknown". Spanish and Arabic have them here; any other language
gets signs: ≈, ≥, ≤, (?).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from timeline.dates.bounds import span
from timeline.dates.edtf import APPROXIMATE, UNCERTAIN, End, Point, write_point
from timeline.dates.gregorian import civil, format_year
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from babel import Locale


class LocaleError(TimelineError):
    """No words in that language can be had."""

    code = "no-locale"


@frozen
class Phrases:
    """Templates; `{0}` and `{1}` are dates that CLDR has put into words. `day` is what a day is
    within a phrase: `desde el 5 de enero`.
    """

    day: str = "{0}"
    about: str = "≈ {0}"
    doubtful: str = "{0} (?)"
    since: str = "{0} –"
    from_then: str = "{0} – ?"
    until: str = "– {0}"
    until_then: str = "? – {0}"
    between: str = "[{0} – {1}]"
    not_before: str = "≥ {0}"
    not_after: str = "≤ {0}"
    joint: str = ", "
    either: str = " / "
    both: str = " + "
    seasons: tuple[str, ...] = ()


PHRASES = {
    "es": Phrases(
        day="el {0}",
        about="hacia {0}",
        doubtful="{0} (fecha dudosa)",
        since="desde {0}",
        from_then="desde {0}, final desconocido",
        until="hasta {0}",
        until_then="hasta {0}, comienzo desconocido",
        between="entre {0} y {1}",
        not_before="{0} o después",
        not_after="{0} o antes",
        either=" o ",
        both=" y ",
        seasons=("primavera de {0}", "verano de {0}", "otoño de {0}", "invierno de {0}"),
    ),
    "ar": Phrases(
        about="نحو {0}",
        doubtful="{0} (غير مؤكد)",
        since="منذ {0}",
        from_then="منذ {0}، والنهاية غير معروفة",
        until="حتى {0}",
        until_then="حتى {0}، والبداية غير معروفة",
        between="بين {0} و{1}",
        not_before="{0} أو بعد ذلك",
        not_after="{0} أو قبل ذلك",
        joint="، ",
        either=" أو ",
        both=" و",
        seasons=("ربيع {0}", "صيف {0}", "خريف {0}", "شتاء {0}"),
    ),
}

_DAY = "yMMMMd"
_STAND_IN = 2000
"""A leap year that Python's dates can hold, in place of years they can't."""


@frozen
class Cldr:
    locale: Locale
    phrases: Phrases

    @classmethod
    def of(cls, name: str) -> Cldr:
        """The language of a locale such as `es`, `es_MX` or `ar-EG`.

        Raises:
            LocaleError: Babel is not installed, or doesn't know the locale.
        """
        try:
            from babel import Locale, UnknownLocaleError
        except ImportError:
            raise LocaleError(
                f"words in '{name}' need Babel, which isn't installed",
                "pip install 'timeline-log[locale]'",
            ) from None
        try:
            locale = Locale.parse(name.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            raise LocaleError(
                f"'{name}' is not a locale of CLDR", "write it as in es, es-MX or ar"
            ) from None
        return cls(locale, PHRASES.get(locale.language, Phrases()))

    def point(self, point: Point) -> str:
        words = self._plain(point)
        qualifiers = 0
        for bits in point.qualifiers:
            qualifiers |= bits
        if qualifiers & APPROXIMATE:
            words = self.phrases.about.format(self._within(point, words))
        return self.phrases.doubtful.format(words) if qualifiers & UNCERTAIN else words

    def throughout(self, start: Point, end: Point) -> str:
        skeleton = _skeleton(start)
        first, last = _python_date(start), _python_date(end)
        plain = not any(start.qualifiers + end.qualifiers) and skeleton == _skeleton(end)
        if first is None or last is None or skeleton is None or not plain or start == end:
            return f"{self.point(start)} – {self.point(end)}"
        from babel.dates import format_interval

        return format_interval(first, last, skeleton, locale=self.locale)

    def between(self, first: Point, last: Point) -> str:
        start = self._in_the_year_of(first, last) or self._within(first, self.point(first))
        return self.phrases.between.format(start, self._within(last, self.point(last)))

    def half_open(self, start: Point | End, end: Point | End) -> str:
        if isinstance(start, Point):
            phrase = self.phrases.since if end is End.OPEN else self.phrases.from_then
            return phrase.format(self._within(start, self.point(start)))
        assert isinstance(end, Point)
        phrase = self.phrases.until if start is End.OPEN else self.phrases.until_then
        return phrase.format(self._within(end, self.point(end)))

    def bounded(self, first: Point | End, last: Point | End) -> str:
        if isinstance(first, Point):
            return self.phrases.not_before.format(self.point(first))
        assert isinstance(last, Point)
        return self.phrases.not_after.format(self.point(last))

    def listed(self, members: list[str], *, every: bool) -> str:
        if len(members) == 1:
            return members[0]
        last = (self.phrases.both if every else self.phrases.either) + members[-1]
        return self.phrases.joint.join(members[:-1]) + last

    def _within(self, point: Point, words: str) -> str:
        """A day within a phrase; one that is a phrase already stays as it is."""
        plain = words == self._plain(point) and _skeleton(point) == _DAY
        return self.phrases.day.format(words) if plain else words

    def _in_the_year_of(self, first: Point, last: Point) -> str:
        """A day without what it shares with the other: its year, and its month; else nothing."""
        plain = not any(first.qualifiers + last.qualifiers) and not first.time + last.time
        start = _python_date(first)
        ours = bool(self.phrases.seasons)  # other languages' days may not stand alone
        if not (ours and plain and first.day and last.day and start and first.year == last.year):
            return ""
        from babel.dates import format_skeleton

        if first.month == last.month:
            return self.phrases.day.format(start.day)
        return self.phrases.day.format(format_skeleton("MMMMd", start, locale=self.locale))

    def _plain(self, point: Point) -> str:
        skeleton = _skeleton(point)
        if skeleton is not None:
            return self._formatted(point, skeleton) + _clock(point.time, self.phrases.joint)
        if "X" in point.year + point.month + point.day or point.significant:
            return self._from_first_to_last(point)
        return self._part_of_year(point)

    def _formatted(self, point: Point, skeleton: str) -> str:
        from babel.dates import format_skeleton

        exact = _python_date(point)
        if exact is not None:
            return format_skeleton(skeleton, exact, locale=self.locale)
        year = int(point.year.removeprefix("Y"))
        stand_in = date(_STAND_IN, int(point.month or 1), int(point.day or 1))
        words = format_skeleton(skeleton, stand_in, locale=self.locale)
        era = self.locale.eras["abbreviated"][0 if year <= 0 else 1]
        shown = str(1 - year if year <= 0 else year)
        return f"{words.replace(str(_STAND_IN), shown)} {era}"

    def _part_of_year(self, point: Point) -> str:
        code = int(point.month)
        year = Point(point.year)
        if code <= 32 and self.phrases.seasons:
            return self.phrases.seasons[(code - 21) % 4].format(self.point(year))
        if 33 <= code <= 36:
            month = f"{(code - 33) * 3 + 1:02}"
            return self._formatted(Point(point.year, month), "yQQQQ")
        return self._from_first_to_last(point)

    def _from_first_to_last(self, point: Point) -> str:
        """What has no name is told by its first and last month, or year."""
        if point.day and "X" in point.year:
            return write_point(point)
        first, last = (_month_or_year(number, point) for number in span(point))
        return self.throughout(first, last)


def _month_or_year(number: int, like: Point) -> Point:
    year, month, _ = civil(number)
    return Point(format_year(year), f"{month:02}") if like.month else Point(format_year(year))


def _skeleton(point: Point) -> str | None:
    """CLDR's name for the fields of a plain point; None for masks and parts of the year."""
    if "X" in point.year + point.month + point.day or point.significant or point.month > "12":
        return None
    if point.day:
        return _DAY
    return "yMMMM" if point.month else "y"


def _python_date(point: Point) -> date | None:
    if not point.year.isdigit() or point.year == "0000" or _skeleton(point) is None:
        return None
    return date(int(point.year), int(point.month or 1), int(point.day or 1))


def _clock(time: str, joint: str) -> str:
    """Hours and minutes as digits, which every language reads; seconds where they are told."""
    if not time:
        return ""
    clock, offset = time[1:9], time[9:]
    zone = f" (UTC{'' if offset == 'Z' else offset})" if offset else ""
    return f"{joint}{clock.removesuffix(':00')}{zone}"
