"""A place in a row of tokens, and what its rules hand on.

A rule is a function from a `Reader` to what it found, or to None with the reader's place as it
was (`Reader.first_of` sees to that). What a rule understands but may not guess, it refuses with a
`DateError`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal, NoReturn, TypeVar

from attrs import define, frozen

from timeline.dates import vocabulary
from timeline.dates.faults import DateError
from timeline.dates.gregorian import format_year, weekday
from timeline.dates.tokens import Token
from timeline.dates.value import Date, Hemisphere, parse_edtf

Order = Literal["dmy", "mdy"]
Found = TypeVar("Found")


@frozen
class Settings:
    """What a reader may rely on; nothing else is ever assumed.

    `zone` (IANA) is where local times without a zone belong. `assumed_year` is the year of months
    and days that are written without one; None refuses them.
    """

    relative_to: Date | None = None
    order: Order | None = None
    zone: str | None = None
    hemisphere: Hemisphere = "north"
    assumed_year: int | None = None


@frozen
class Span:
    """A date, or all the alternatives from `first` to `last`, as EDTF texts of points."""

    first: str
    last: str = ""

    @property
    def edtf(self) -> str:
        return f"[{self.first}..{self.last}]" if self.last else self.first

    @property
    def end(self) -> str:
        return self.last or self.first


@frozen
class Partial:
    """A calendar date of which parts may stand elsewhere: the `Jan. 8` of `Jan. 8-10, 2024`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@define
class Reader:
    """`at` is the index of the next token of `text`."""

    text: str
    tokens: list[Token]
    settings: Settings
    at: int = 0

    def peek(self, ahead: int = 0) -> Token | None:
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else None

    def take(self, *keys: str) -> bool:
        """Step over tokens with these keys, all or nothing."""
        for ahead, key in enumerate(keys):
            token = self.peek(ahead)
            if token is None or token.key != key:
                return False
        self.at += len(keys)
        return True

    def take_any(self, keys: Collection[str]) -> str | None:
        """Step over a token whose key is one of these, and tell which."""
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

    def attempt(self, rule: Callable[[Reader], Found | None]) -> Found | None:
        """What a rule finds; where it finds nothing, the place is as it was."""
        start = self.at
        found = rule(self)
        if found is None:
            self.at = start
        return found

    def first_of(self, rules: Iterable[Callable[[Reader], Found]]) -> Found | None:
        for rule in rules:
            found = self.attempt(rule)
            if found is not None:
                return found
        return None

    def refuse(self, reason: str, cure: str) -> NoReturn:
        raise DateError(self.text, reason, cure)

    def finish(self, found: Span | Partial) -> Span:
        """Nothing more will come: a partial date has to be whole by now."""
        return found if isinstance(found, Span) else Span(self._complete(found))

    def _complete(self, partial: Partial) -> str:
        year = partial.year
        if year is None and partial.month is not None:
            year = self.settings.assumed_year
        if year is None:
            self.refuse("it names no year", "add the year in four digits, as in Jan 5, 2024")
        text = format_year(year)
        if partial.month is None:
            if partial.day is not None:
                self.refuse("it names no month", "add the month, as in Jan 5, 2024")
            return text
        if partial.month > 12:
            self.refuse(f"there is no month {partial.month}", "months run from 1 to 12")
        text += f"-{partial.month:02}"
        if partial.day is None:
            return text
        text += f"-{partial.day:02}"
        self._check_weekday(text, partial.weekday)
        return text

    def _check_weekday(self, text: str, written: int | None) -> None:
        number = parse_edtf(text).s0
        if written is None or number is None or weekday(number) == written:
            return
        names = vocabulary.WEEKDAYS
        self.refuse(
            f"{text} is a {names[weekday(number)]}, not a {names[written]}",
            "put the day or the weekday right",
        )
