"""Plain English to dates: EDTF first, then a small grammar of temporal words.

    phrase   = "between" single "and" single | "from" single to single | single dash single
             | ("before" | "after" | "since" | "until" | "by") single
             | single "or later" | single "or earlier" | single
    single   = [about | probably] (relative | third | calendar | iso | slashed) [time] [zone] ["?"]
    third    = ("early" | "mid" | "late") calendar
    calendar = month day year | day month year | month year | year | decade | century
             | season year | quarter year | half year
    relative = "yesterday" | "last" unit | "last" weekday | number unit "ago" | …

To extend it: a word goes into `vocabulary`; a phrase becomes a method of `Reader` that takes
tokens and returns a `Span`, or returns None and leaves the place as it was, and is named in the
list of the rule above it. Rules raise `DateError` for what they understand but may not guess.
Drafting reads at any token by `Reader(text, tokens, settings, at).phrase()`: the reader's `at`
is then the token after the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NoReturn

from attrs import evolve, frozen

from timeline.dates import vocabulary
from timeline.dates.faults import DateError
from timeline.dates.gregorian import format_year, weekday
from timeline.dates.periods import neighbour, third
from timeline.dates.relative import Counted, from_reference, nearest_weekday, shifted
from timeline.dates.tokens import Token, tokenize
from timeline.dates.value import Date, Hemisphere, parse_edtf

Order = Literal["dmy", "mdy"]


@frozen
class Settings:
    """What a reader may rely on; nothing else is ever assumed.

    `assumed_year` is the year of months and days written without one: None refuses them.
    """

    relative_to: Date | None = None
    order: Order | None = None
    zone: str | None = None
    hemisphere: Hemisphere = "north"
    assumed_year: int | None = None


@frozen
class Span:
    """One date or a range of alternatives, as EDTF text of its first and last piece."""

    first: str
    last: str = ""

    @property
    def edtf(self) -> str:
        return f"[{self.first}..{self.last}]" if self.last else self.first


@frozen
class Partial:
    """A calendar date of which parts may stand elsewhere: the `Jan. 8` of `Jan. 8-10, 2024`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def parse_date(
    text: str,
    *,
    relative_to: Date | None = None,
    order: Order | None = None,
    zone: str | None = None,
    hemisphere: Hemisphere = "north",
) -> Date:
    """The date that a person's text means: EDTF, else plain English.

    Nothing is guessed: a missing year, `01/02/2024` without `order`, "yesterday" without
    `relative_to` are refused. `zone` (IANA) is where local times without a zone belong: one that
    its clocks skip is refused.

    Raises:
        DateError: the text can't be understood, with the reason and what to write instead.
    """
    settings = Settings(relative_to, order, zone, hemisphere)
    text = text.strip()
    try:
        return parse_edtf(text, hemisphere=hemisphere)
    except DateError as error:
        as_edtf = error
    tokens = tokenize(text)
    reader = Reader(text, tokens, settings)
    date = reader.phrase()
    if date is None or reader.at < len(tokens):
        raise as_edtf
    return date


class Reader:
    """A place in a row of tokens, and the rules that read from it."""

    def __init__(self, text: str, tokens: list[Token], settings: Settings, at: int = 0) -> None:
        self.text = text
        self.tokens = tokens
        self.settings = settings
        self.at = at

    # The place

    def peek(self, ahead: int = 0) -> Token | None:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def sees(self, *keys: str) -> bool:
        """The next tokens have these keys."""
        return all((token := self.peek(i)) and token.key == key for i, key in enumerate(keys))

    def take(self, *keys: str) -> bool:
        """Step over these keys, all or nothing."""
        if not self.sees(*keys):
            return False
        self.at += len(keys)
        return True

    def take_any(self, keys: frozenset[str] | dict[str, int] | dict[str, str]) -> str | None:
        token = self.peek()
        if token is None or token.key not in keys:
            return None
        self.at += 1
        return token.key

    def take_kind(self, kind: str) -> str | None:
        token = self.peek()
        if token is None or token.kind != kind:
            return None
        self.at += 1
        return token.key

    def refuse(self, reason: str, cure: str = "") -> NoReturn:
        raise DateError(self.text, reason, cure)

    # Phrases

    def phrase(self) -> Date | None:
        """The longest date phrase that begins here, or None with the place as it was.

        Raises:
            DateError: a phrase of time that may not be guessed, or that names no real day.
        """
        start = self.at
        for rule in (self._between, self._from, self._bounded, self._range_or_single):
            found = rule()
            if found is not None:
                return parse_edtf(found, hemisphere=self.settings.hemisphere)
            self.at = start
        return None

    def _between(self) -> str | None:
        if not self.take("between"):
            return None
        pair = self._pair(lambda: self.take("and"))
        if pair is None:
            return None
        first, last = pair
        return f"[{first.first}..{last.last or last.first}]"

    def _from(self) -> str | None:
        if not self.take("from"):
            return None
        start = self.at
        pair = self._pair(self._take_range_word)
        if pair is not None:
            return self._throughout(*pair)
        self.at = start
        single = self._whole()
        if single is None:
            return None
        if self.take(",", "end", "unknown"):
            return f"{self._exact(single)}/"
        if self.take("onwards") or self.take("onward") or self.take("on"):
            return f"{self._exact(single)}/.."
        return None

    def _bounded(self) -> str | None:
        for words, shape in _BOUNDED:
            start = self.at
            if self.take(*words):
                single = self._whole()
                if single is not None:
                    return shape(single)
            self.at = start
        return None

    def _range_or_single(self) -> str | None:
        start = self.at
        pair = self._pair(self._take_range_word)
        if pair is not None:
            return self._throughout(*pair)
        self.at = start
        single = self._whole()
        if single is None:
            return None
        if self.take("or", "later") or self.take("onwards"):
            return f"{self._exact(single)}/.."
        if self.take("or", "earlier"):
            return f"../{self._exact(single)}"
        return single.edtf

    def _take_range_word(self) -> bool:
        return bool(self.take_any(vocabulary.RANGE_WORDS) or self.take_any(vocabulary.RANGE_SIGNS))

    def _pair(self, joined: Callable[[], bool]) -> tuple[Span, Span] | None:
        """Two dates; the first borrows from the second the year, and the month, that it lacks."""
        left = self._single()
        if left is None or not joined():
            return None
        right = self._single()
        if right is None:
            return None
        if isinstance(left, Partial) and isinstance(right, Partial):
            left, right = _share(left, right)
        return self._finish(left), self._finish(right)

    def _throughout(self, first: Span, last: Span) -> str:
        return f"{self._exact(first)}/{self._exact(last)}"

    def _exact(self, single: Span) -> str:
        if single.last:
            self.refuse(
                "a third of a period can't bound an interval",
                f"write months or days, as in {single.first}",
            )
        return single.first

    def _whole(self) -> Span | None:
        found = self._single()
        return None if found is None else self._finish(found)

    def _finish(self, found: Span | Partial) -> Span:
        return found if isinstance(found, Span) else Span(self._complete(found))

    def _complete(self, partial: Partial) -> str:
        year = partial.year
        if year is None and partial.month is not None:
            year = self.settings.assumed_year
        if year is None:
            self.refuse("it names no year", "add the year, as in Jan 5, 2024")
        text = format_year(year)
        if partial.month is None:
            if partial.day is not None:
                self.refuse("it names no month", "write for example Jan 5, 2024")
            return text
        text += f"-{partial.month:02}"
        if partial.day is None:
            return text
        text += f"-{partial.day:02}"
        self._check_weekday(text, partial.weekday)
        return text

    def _check_weekday(self, text: str, written: int | None) -> None:
        number = parse_edtf(text).s0
        assert number is not None
        if written is not None and weekday(number) != written:
            names = vocabulary.WEEKDAYS
            self.refuse(
                f"{text} is a {names[weekday(number)]}, not a {names[written]}",
                "put the day or the weekday right",
            )

    # Single dates

    def _single(self) -> Span | Partial | None:
        start = self.at
        while self.take_any(vocabulary.FILLERS):
            pass
        sign = self._qualifier()
        for rule in self._singles():
            here = self.at
            found = rule()
            if found is not None:
                return self._qualified(found, sign)
            self.at = here
        self.at = start
        return None

    def _singles(self) -> tuple[Callable[[], Span | Partial | None], ...]:
        return (
            self._relative_day,
            self._relative_unit,
            self._counted,
            self._third,
            self._iso,
            self._slashed,
            self._season,
            self._part_of_year,
            self._century,
            self._decade,
            self._weekday_first,
            self._month_first,
            self._day_first,
            self._year_first,
            self._bare_day,
        )

    def _qualifier(self) -> str:
        about = doubt = False
        while True:
            if self.take_any(vocabulary.APPROXIMATORS) or self.take("~"):
                about = True
            elif self.take_any(vocabulary.DOUBTERS):
                doubt = True
            else:
                return {(0, 0): "", (1, 0): "~", (0, 1): "?", (1, 1): "%"}[about, doubt]

    def _qualified(self, found: Span | Partial, sign: str) -> Span | Partial:
        doubt = self.take("?") or self.take("(", "uncertain", ")")
        if doubt:
            sign = {"": "?", "~": "%"}.get(sign, sign)
        if not sign:
            return found
        span = self._finish(found)
        return Span(span.first + sign, span.last and span.last + sign)

    def _iso(self) -> Partial | Span | None:
        text = self.take_kind("iso")
        return Span(parse_edtf(text).edtf) if text else None

    def _slashed(self) -> Partial | None:
        text = self.take_kind("slashed")
        if text is None:
            return None
        parts = re.split("[/.]", text)
        one, two, three = map(int, parts)
        if len(parts[0]) == 4 and len(parts[2]) <= 2:
            return Partial(one, two, three)
        if len(parts[2]) != 4:
            self.refuse("the year is cut short", "write it with four digits")
        return self._ordered(one, two, three)

    def _ordered(self, one: int, two: int, year: int) -> Partial:
        order = self.settings.order
        if order is None:
            order = "dmy" if one > 12 else "mdy"
            if one != two and max(one, two) <= 12:
                self.refuse(
                    f"it is {year}-{two:02}-{one:02} (day first) or "
                    f"{year}-{one:02}-{two:02} (month first)",
                    "write one of them, or state the order: dmy or mdy",
                )
        return Partial(year, two, one) if order == "dmy" else Partial(year, one, two)

    def _third(self) -> Span | None:
        word = self.take_any(vocabulary.THIRDS)
        if word is None:
            return None
        first = vocabulary.THIRDS[word]
        last = first
        start = self.at
        if self._take_range_word() and (other := self.take_any(vocabulary.THIRDS)):
            last = vocabulary.THIRDS[other]
        else:
            self.at = start
        self.take("-")
        found = self._single()
        if found is None:
            return None
        period = self._finish(found).first
        low, high = third(period, first)[0], third(period, last)[1]
        return Span(low, "" if low == high else high)

    def _weekday_first(self) -> Partial | None:
        word = self.take_any(vocabulary.WEEKDAY_NUMBERS)
        if word is None:
            return None
        self.take(",")
        found = self._month_first() or self._day_first()
        return found and evolve(found, weekday=vocabulary.WEEKDAY_NUMBERS[word])

    def _month_first(self) -> Partial | None:
        month = self._month()
        if month is None:
            return None
        day = self._day()
        year = self._trailing_year()
        return Partial(year, month, day)

    def _day_first(self) -> Partial | None:
        day = self._day()
        if day is None:
            return None
        self.take("of")
        month = self._month()
        if month is None:
            return None
        return Partial(self._trailing_year(), month, day)

    def _year_first(self) -> Partial | None:
        year = self._year()
        if year is None:
            return None
        start = self.at
        self.take(",")
        month = self._month()
        if month is None:
            self.at = start
            return Partial(year)
        return Partial(year, month, self._day())

    def _bare_day(self) -> Partial | None:
        day = self._day()
        return None if day is None else Partial(self._trailing_year(), None, day)

    def _month(self) -> int | None:
        word = self.take_any(vocabulary.MONTH_NUMBERS)
        return vocabulary.MONTH_NUMBERS[word] if word else None

    def _day(self) -> int | None:
        """A day of the month; a short number before an era is a year."""
        ordinal = self.take_kind("ordinal")
        if ordinal:
            return int(ordinal[:-2])
        token, following = self.peek(), self.peek(1)
        if token is None or token.kind != "number" or len(token.key) > 2:
            return None
        if following is not None and following.key in vocabulary.ERAS:
            return None
        self.at += 1
        return int(token.key)

    def _trailing_year(self) -> int | None:
        start = self.at
        if not self.take(","):
            self.take("of")
        year = self._year()
        if year is None:
            self.at = start
        return year

    def _year(self) -> int | None:
        """Four digits, or any number with an era; 44 B.C. is the astronomical year -43."""
        start = self.at
        era = self.take_any(_ERAS_BEFORE)
        number = self.take_kind("number")
        if number is None:
            self.at = start
            return None
        following = self.take_any(vocabulary.ERAS)
        if era is None and following is None and len(number) != 4:
            self.at = start
            return None
        if following is not None and vocabulary.ERAS[following]:
            if int(number) == 0:
                self.refuse("there is no year 0 B.C.", "before A.D. 1 comes 1 B.C.")
            return 1 - int(number)
        return int(number)

    def _season(self) -> Span | None:
        word = self.take_any(vocabulary.SEASON_CODES)
        if word is None:
            return None
        self.take("of")
        year = self._winter_year(word) or self._trailing_year()
        if year is None:
            self.refuse("it names no year", f"add the year, as in {word} 2024")
        return Span(f"{format_year(year)}-{vocabulary.SEASON_CODES[word]}")

    def _winter_year(self, word: str) -> int | None:
        """The 2023 of `winter 2023-24`."""
        token = self.peek()
        if word != "winter" or token is None:
            return None
        match = re.compile("([0-9]{4})[-–]([0-9]{2}|[0-9]{4})(?![0-9-])").match(
            self.text, token.start
        )
        if match is None or f"{int(match[1]) + 1:04}"[-len(match[2]) :] != match[2]:
            return None
        while (token := self.peek()) and token.start < match.end():
            self.at += 1
        return int(match[1])

    def _part_of_year(self) -> Span | None:
        short = self.take_kind("quarter")
        if short:
            code = {"q": 32, "h": 39}[short[0]] + int(short[1])
            if short[0] == "h" and code > 41:
                self.refuse("a year has two halves")
        else:
            ordinal = self._ordinal()
            part = self.take_any(vocabulary.UNITS | _PARTS)
            if ordinal is None or part not in vocabulary.PARTS_OF_YEAR:
                return None
            first, count = vocabulary.PARTS_OF_YEAR[part]
            if ordinal > count:
                self.refuse(f"a year has no {part} {ordinal}")
            code = first + ordinal - 1
        year = self._trailing_year()
        if year is None:
            self.refuse("it names no year", "add the year, as in Q3 2022")
        return Span(f"{format_year(year)}-{code}")

    def _ordinal(self) -> int | None:
        ordinal = self.take_kind("ordinal")
        if ordinal:
            return int(ordinal[:-2])
        word = self.take_any(vocabulary.ORDINAL_WORDS)
        return vocabulary.ORDINAL_WORDS[word] if word else None

    def _century(self) -> Span | None:
        ordinal = self._ordinal()
        if ordinal is None:
            return None
        self.take("-")
        if not self.take("century"):
            return None
        era = self.take_any(vocabulary.ERAS)
        if era and vocabulary.ERAS[era]:
            return Span(format_year(1 - 100 * ordinal), format_year(100 - 100 * ordinal))
        return Span(f"{ordinal - 1:02}XX")

    def _decade(self) -> Span | None:
        written = self.take_kind("decade")
        if written is None:
            return None
        digits = written.rstrip("s'’")
        if digits.endswith("00"):
            year = int(digits)
            self.refuse(
                f"it is {year}-{year + 9} to some and {year}-{year + 99} to others",
                f"write {digits.zfill(4)[:3]}X or {digits.zfill(4)[:2]}XX",
            )
        if not digits.endswith("0"):
            self.refuse("a decade ends in 0", f"write {digits[:-1]}0s")
        return Span(f"{digits.zfill(4)[:3]}X")

    # Dates against a reference

    def _relative_day(self) -> Span | None:
        if self.take("day", "before", "yesterday"):
            return self._against(shifted(-2, "day"))
        if self.take("day", "after", "tomorrow"):
            return self._against(shifted(2, "day"))
        word = self.take_any(vocabulary.RELATIVE_DAYS)
        return self._against(shifted(vocabulary.RELATIVE_DAYS[word], "day")) if word else None

    def _relative_unit(self) -> Span | None:
        word = self.take_any(vocabulary.NEIGHBOURS)
        if word is None:
            return None
        direction = vocabulary.NEIGHBOURS[word]
        unit = self.take_any(vocabulary.UNITS)
        if unit and unit != "day":
            return self._against(shifted(direction, vocabulary.UNITS[unit]))
        name = self.take_any(vocabulary.WEEKDAY_NUMBERS)
        if name is None:
            return None
        if not direction:
            self.refuse("this weekday may be past or to come", "write last or next, or the date")
        return self._against(nearest_weekday(vocabulary.WEEKDAY_NUMBERS[name], direction))

    def _counted(self) -> Span | None:
        count = self._count()
        unit = self.take_any(vocabulary.UNITS) if count is not None else None
        if count is None or unit is None:
            return None
        word = self.take_any(vocabulary.TOWARDS)
        if word is not None:
            return self._against(shifted(vocabulary.TOWARDS[word] * count, vocabulary.UNITS[unit]))
        if self.take("from", "now"):
            return self._against(shifted(count, vocabulary.UNITS[unit]))
        return None

    def _count(self) -> int | None:
        number = self.take_kind("number")
        if number:
            return int(number) if len(number) <= 4 else None
        word = self.take_any(vocabulary.NUMBER_WORDS)
        return vocabulary.NUMBER_WORDS[word] if word else None

    def _against(self, counted: Counted) -> Span:
        if self.settings.relative_to is None:
            self.refuse("it is relative to a date that isn't stated", "state the reference date")
        return Span(from_reference(self.settings.relative_to, counted))


_ERAS_BEFORE = frozenset({"ad", "ce"})
_PARTS = {part: part for part in vocabulary.PARTS_OF_YEAR}

_BOUNDED: tuple[tuple[tuple[str, ...], Callable[[Span], str]], ...] = (
    (("before",), lambda single: f"[..{neighbour(single.first, -1)}]"),
    (("prior", "to"), lambda single: f"[..{neighbour(single.first, -1)}]"),
    (("after",), lambda single: f"[{neighbour(single.last or single.first, 1)}..]"),
    (("since",), lambda single: f"{single.first}/.."),
    (("until",), lambda single: f"../{single.last or single.first}"),
    (("by",), lambda single: f"[..{single.last or single.first}]"),
    (("in", "or", "before"), lambda single: f"[..{single.last or single.first}]"),
    (("on", "or", "before"), lambda single: f"[..{single.last or single.first}]"),
    (("in", "or", "after"), lambda single: f"[{single.first}..]"),
    (("on", "or", "after"), lambda single: f"[{single.first}..]"),
)


def _share(left: Partial, right: Partial) -> tuple[Partial, Partial]:
    if left.year is None:
        left = evolve(left, year=right.year)
        if left.month is None:
            left = evolve(left, month=right.month)
    if right.month is None and right.day is not None:
        right = evolve(right, month=left.month)
    return left, right
