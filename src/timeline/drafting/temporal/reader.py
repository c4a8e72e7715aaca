"""From tokens to mentions: at each token the longest reading wins, and reading goes on after it.

The cost is linear: a token is tried by the few functions that its word calls for, each of which
looks at a bounded number of tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from attrs import evolve

from timeline.drafting.temporal import (
    bare_units,
    counted_parts,
    lone_days,
    quantities,
    recurrences,
    relatives,
    shifts,
    unit_phrases,
    years,
)
from timeline.drafting.temporal import calendar_dates as dates
from timeline.drafting.temporal import period_names as periods
from timeline.drafting.temporal.clock import LIGHT_WORDS, read_clock, read_light, read_spoken_clock
from timeline.drafting.temporal.dayparts import TRADED_PARTS, read_traded_part
from timeline.drafting.temporal.lexicon import (
    ALL_UNITS,
    HOLIDAYS,
    MONTH_NUMBERS,
    NUMBERS,
    ORDINALS,
    PERIODIC,
    QUANTIFIERS,
    REFERENCES,
    SEASONS,
    STAGES,
    UNITS,
    VAGUE,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.quarter_names import read_month_quarter
from timeline.drafting.temporal.tokens import Tokens

Reader = Callable[[Tokens, int, int], tuple[Mention, ...]]

_POINTER_WORDS = (
    "this last next past previous coming following same that current prior preceding recent first "
    "final these those subsequent opening closing upcoming latest initial ensuing"
).split()


def _one(reader: Callable[[Tokens, int, int], Mention | None]) -> Reader:
    """A reader of at most one mention as a reader of many."""

    def read(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
        mention = reader(tokens, at, end)
        return (mention,) if mention is not None else ()

    return read


_read_set = _one(recurrences.read_set)
_read_per_unit = _one(recurrences.read_per_unit)
_read_periodic = _one(recurrences.read_periodic)
_read_bare_units = _one(bare_units.read_bare_units)

_read_all = _one(bare_units.read_all)
_read_the_years = _one(bare_units.read_the_years)

_NUMBER_READERS: tuple[Reader, ...] = (
    periods.read_named_day, read_clock, years.read_ancient, dates.read_day,
    dates.read_spaced_slashed, periods.read_century,
    periods.read_quarter, periods.read_year_period, years.read_year, years.read_short_year,
    shifts.read_counted_shift, _read_set, lone_days.read_second_ordinal_day,
)  # fmt: skip
_THE_READERS: tuple[Reader, ...] = (
    relatives.read_pointer, periods.read_season, periods.read_quarter, periods.read_decade,
    periods.read_century, periods.read_holiday, relatives.read_reference,
    unit_phrases.read_period_of, shifts.read_unit_led, relatives.read_deictic,
    unit_phrases.read_whole_period, periods.read_year_period, counted_parts.read_counted_part,
    read_month_quarter,
    _read_the_years,
)  # fmt: skip


@cache
def _readers() -> dict[str, tuple[Reader, ...]]:
    """Which readers a word calls for, in the order that decides between equal lengths."""
    table: dict[str, list[Reader]] = {}

    def call(words: object, *readers: Reader) -> None:
        for word in words:  # type: ignore[attr-defined]
            table.setdefault(word, []).extend(readers)

    call({phrase[0] for phrase in HOLIDAYS} - {"the"}, periods.read_holiday)
    call(MONTH_NUMBERS, dates.read_month, read_month_quarter)
    call(TRADED_PARTS, read_traded_part)
    call(WEEKDAY_NUMBERS, dates.read_weekday)
    call((day + "s" for day in WEEKDAY_NUMBERS if len(day) > 5), _read_periodic)
    call(("weekends", "weekdays", *PERIODIC), _read_periodic)
    call(ORDINALS, periods.read_century, periods.read_quarter, dates.read_day)
    call(("1st", "2nd", "3rd", "4th", "final", "last", "latter"), periods.read_quarter)
    call(("last", "this", "next"), periods.read_year_period)
    call(SEASONS, periods.read_season)
    call(("q1", "q2", "q3", "q4", "h1", "h2"), periods.read_quarter)
    call(("1q", "2q", "3q", "4q", "1h", "2h"), periods.read_quarter)
    call(("fiscal", "fy", "financial"), periods.read_fiscal)
    call(("'",), periods.read_decade, years.read_clipped_year)
    call(("ad", "ce", "a.d.", "c.e."), years.read_ancient)
    call(("noon", "midnight", "midday"), read_clock)
    call(LIGHT_WORDS, read_light)
    call(("this", "that"), relatives.read_that_time)
    call(_POINTER_WORDS, relatives.read_pointer)
    call(("today", "yesterday", "tomorrow", "tonight", "overnight"), relatives.read_deictic)
    call({phrase[0] for phrase in REFERENCES} - {"the"}, relatives.read_reference)
    call(("every", "each", "per", "once", "twice", "thrice"), _read_set)
    call(("a", "an"), _read_per_unit)
    call((*NUMBERS, *VAGUE, "a", "an", "half", "couple", "hundred"), shifts.read_counted_shift)
    call(NUMBERS, periods.read_century, _read_set, read_spoken_clock)
    call(years.CENTURY_WORDS, years.read_spoken_year)
    call(("two",), years.read_spoken_year)
    call(ALL_UNITS, shifts.read_unit_led, _read_bare_units)
    call(bare_units.LONG_WORDS, _read_bare_units)
    call(("all",), _read_all)
    call(("year", "week", "morning", "night"), unit_phrases.read_period_of)
    table["the"] = list(_THE_READERS)
    return {word: tuple(readers) for word, readers in table.items()}


@cache
def _prefix_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in (*QUANTIFIERS, *STAGES)) | {"the", "earlier", "later"}


def read_mentions(tokens: Tokens, first: int, end: int) -> list[Mention]:
    """The mentions of one sentence, tokens `first` to `end` exclusive, in order, none nested."""
    readers, prefixes, words = _readers(), _prefix_words(), tokens.words
    found: list[Mention] = []
    at = first
    while at < end:
        word = words[at]
        mentions: tuple[Mention, ...] = ()
        if word in prefixes:
            mentions = _read_prefixed(tokens, at, end)
        if word in readers or word[0].isdigit():
            core = read_core(tokens, at, end)
            if core and (not mentions or core[-1].after > mentions[-1].after):
                mentions = core
        if mentions:
            found.extend(mentions)
            at = mentions[-1].after
        else:
            at += 1
    return found


def read_core(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    """The longest reading that begins at this very token, without modifiers before it."""
    word = tokens.words[at]
    best: tuple[Mention, ...] = ()
    for reader in _readers_of(tokens, at):
        mentions = reader(tokens, at, end)
        if mentions and len(mentions) == 1:
            mentions = (relatives.with_daypart(tokens, mentions[0], end),)
        if mentions and (not best or mentions[-1].after > best[-1].after):
            best = mentions
    if word == "the" and not best and at + 1 < end:
        best = _read_after_article(tokens, at, end)
    return best


def _readers_of(tokens: Tokens, at: int) -> tuple[Reader, ...]:
    word = tokens.words[at]
    if not word[0].isdigit():
        return _readers().get(word, ())
    if tokens.is_chain(at):
        return ()
    if len(word) >= 10 and word[4] == "-":
        return (dates.read_iso,)
    if "/" in word or (word.count(".") == 2 and len(word) <= 10):
        return (dates.read_slashed,) if _is_numeric_date(word) else _NUMBER_READERS
    if word.endswith("s"):
        return (periods.read_decade,)
    return _NUMBER_READERS


def _is_numeric_date(word: str) -> bool:
    """`1/8/24`, `2024/1/8`, `8.1.2024`; but neither `1.6.1` nor a longer number."""
    parts = word.replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return False
    return "/" in word or len(parts[2]) == 4


def _read_after_article(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    """`the 8th of January`, `the three days`, `the Oct. 23` before a noun keeps no article."""
    word = tokens.words[at + 1]
    inner: tuple[Mention, ...] = ()
    if word[0].isdigit() or word in NUMBERS or word in ORDINALS or word in VAGUE:
        inner = dates.read_day(tokens, at + 1, end) or shifts.read_counted_shift(
            tokens, at + 1, end
        )
        hyphened = inner and "-" in tokens.words[at + 1 : inner[0].after]
        if inner and ((inner[0].rule == "duration" and not hyphened) or word in ORDINALS):
            return (evolve(inner[0], first=at), *inner[1:])
        if not inner:
            return lone_days.read_ordinal_day(tokens, at, end)
        if inner and word[-2:] in {"st", "nd", "rd", "th"}:
            return (evolve(inner[0], first=at), *inner[1:])
    return ()


def _read_prefixed(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    return _read_staged(tokens, at, end) or _read_quantified(tokens, at, end)


_WHOLE_UNITS = frozenset({"year", "month", "week", "decade", "quarter", "weekend", "century"})
_STAGED = frozenset(
    "latest date month year short-year season period literal holiday weekday pointer deictic ago "
    "earlier".split()
)


def _read_staged(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    """`early September`, `the end of the year`, `mid-June`, `later this year`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start < end and words[start] == "very":
        start += 1
    if start >= end:
        return ()
    if words[start] in {"earlier", "later"}:
        return _read_earlier_in(tokens, at, start, end)
    found = quantities.read_phrase(tokens, start, end, STAGES, 4)
    if found is None or not found[0]:
        return ()
    modifier, after = found
    if start > at and words[after - 1] not in {"of", "mid", "early", "late", "middle"}:
        return ()
    if after < end and words[after] == "-":
        after += 1
    inner = _inner_period(tokens, after, end)
    if not inner or inner[0].rule not in _STAGED or inner[0].modifier:
        return ()
    return (evolve(inner[0], first=at, modifier=modifier), *inner[1:])


def _inner_period(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    if at >= end:
        return ()
    inner = read_core(tokens, at, end)
    if inner:
        return inner
    words = tokens.words
    start = at + 1 if words[at] in {"the", "its", "a"} else at
    if words[at] == "the" and start < end:
        inner = read_core(tokens, start, end)
        if inner and inner[0].rule != "duration":
            return inner
    unit = UNITS.get(words[start], "") if start < end else ""
    followed = words[start + 1] if start + 1 < end else ""
    pointed = start > at or words[at - 1] in {"-", "of", "mid"}
    if unit == "day" and words[at - 1] == "of" and words[at] == "the" and followed != ",":
        return (Mention(at, start + 1, "pointer", unit=unit, said="running"),)
    if unit in _WHOLE_UNITS and followed != "-" and pointed:
        return (Mention(at, start + 1, "pointer", unit=unit, said="the"),)
    return ()


def _read_earlier_in(tokens: Tokens, at: int, start: int, end: int) -> tuple[Mention, ...]:
    """`earlier this month`, `later that day`, `earlier in the year`."""
    words = tokens.words
    side = "EARLIER" if words[start] == "earlier" else "LATER"
    after = start + 1
    if after + 2 < end and words[after] in {"in", "on"}:
        after += 1
    if after >= end:
        return ()
    inner = read_core(tokens, after, end)
    if inner and inner[0].rule in {
        "pointer",
        "deictic",
        "weekday",
        "month",
        "year",
        "season",
        "date",
    }:
        return (evolve(inner[0], first=at, modifier=side),)
    if words[after] == "the" and after + 1 < end:
        unit = UNITS.get(words[after + 1], "")
        if unit in {"day", "week", "month", "year", "decade", "quarter", "century"}:
            return (Mention(at, after + 2, "pointer", unit=unit, said="the", modifier=side),)
    return ()


_QUANTIFIED_DATES = frozenset({"year", "ago", "literal", "month", "date", "earlier", "season"})


def _read_quantified(tokens: Tokens, at: int, end: int) -> tuple[Mention, ...]:
    """`about 20 minutes`, `more than three years`, `circa 1850`, `at least a decade ago`."""
    found = quantities.read_phrase(tokens, at, end, QUANTIFIERS, 4)
    if found is None or found[1] >= end:
        return ()
    modifier, after = found
    words = tokens.words
    if words[after] in {"the", "those", "these"} and words[at] not in {"about", "around"}:
        return ()
    inner = read_core(tokens, after, end)
    if not inner and words[after - 1] == "some" and words[after] in ALL_UNITS:
        inner = _read_bare_units(tokens, after, end) or shifts.read_unit_led(tokens, after, end)
    if not inner or inner[0].modifier:
        return ()
    kind = inner[0]
    if kind.timex_type == "DURATION":
        if words[at] in {"around", "about"} and words[after] == "the":
            return ()
        return (evolve(kind, first=at, modifier=modifier),)
    dated = kind.rule in _QUANTIFIED_DATES and (
        modifier == "APPROX" or kind.rule in {"ago", "earlier"}
    )
    if not dated or (words[at] == "some" and kind.rule != "ago"):
        return ()
    return (evolve(kind, first=at, modifier=modifier), *inner[1:])
