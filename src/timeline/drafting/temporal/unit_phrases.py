"""Reading what a unit's name carries: `the week of March 6`, `the weekend`, `the quarter`."""

from __future__ import annotations

from attrs import evolve

from timeline.drafting.temporal.calendar_dates import (
    read_day,
    read_month,
    read_weekday,
)
from timeline.drafting.temporal.lexicon import (
    DAYPARTS,
    MONTH_NUMBERS,
    PLURALS,
    SEASONS,
    UNITS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.lone_days import read_day_alone
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.period_names import read_holiday, read_season
from timeline.drafting.temporal.quantities import duration_value
from timeline.drafting.temporal.relatives import PERIODS
from timeline.drafting.temporal.shifts import ENDS_CLAUSE
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import CENTURY_WORDS, read_ancient, read_spoken_year


def read_period_of(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the week of March 6`, `the morning of 18 June`, `the year 2000`, `the month of May`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start + 2 >= end:
        return NOTHING
    name, link = words[start], words[start + 1]
    linked = start + 2 if link in {"of", "ending", "ended", "beginning"} else start + 1
    if name == "year" and link != "of":
        return _read_year(tokens, at, start)
    if linked == start + 1:
        return NOTHING
    if words[linked] == "the" and linked + 1 < end:
        linked += 1
    dated = _day_or_season(tokens, linked, end)
    if not dated:
        return NOTHING
    first = dated[0]
    if name in DAYPARTS and link == "of" and first.rule in _DAYS:
        whole = _one_night(tokens, dated, end) if name == "night" else dated
        return (evolve(whole[0], first=at, timex_type="TIME", time=DAYPARTS[name]), *whole[1:])
    if name in {"week", "weekend"} and first.day and first.month:
        return (evolve(first, first=at, rule="week-of", unit=name), *dated[1:])
    if name == "month" and first.rule == "month":
        return (evolve(first, first=at), *dated[1:])
    return NOTHING


_DAYS = frozenset({"date", "weekday", "month-day"})


def _one_night(tokens: Tokens, dated: Mentions, end: int) -> Mentions:
    """`the night of 2-3 October`, `30 June/1 July`: one night, named by the day it begins on."""
    first, after = dated[0], dated[0].after
    dashed = len(dated) == 1 and after + 1 < end and tokens.words[after] in {"-", "/"}
    over = read_day(tokens, after + 1, end) or read_month(tokens, after + 1, end) if dashed else ()
    last = over[0] if over and over[0].day == 1 else dated[-1]
    if last is first or last.day not in {first.day + 1, 1}:
        return dated
    year = first.year or (last.year and last.year - (last.month < first.month))
    return (evolve(first, after=last.after, year=year),)


def _day_or_season(tokens: Tokens, at: int, end: int) -> Mentions:
    dated = read_month(tokens, at, end) or read_day(tokens, at, end)
    dated = dated or read_day_alone(tokens, at, end)
    if dated:
        return dated
    if tokens.words[at] in WEEKDAY_NUMBERS:
        return read_weekday(tokens, at, end)
    return read_season(tokens, at, end) if tokens.words[at] in SEASONS else NOTHING


def _read_year(tokens: Tokens, at: int, name_at: int) -> Mentions:
    """`the year 2000`, `the year two thousand`; `the year ended June 30` is its length."""
    number_at = name_at + 1
    if tokens.words[number_at] in {"ended", "ending"} and name_at > at:
        return (Mention(at, number_at, "duration", "DURATION", "P1Y", unit="year", count="1"),)
    word = tokens.words[number_at]
    spoken = word == "two" or word in CENTURY_WORDS
    found = read_spoken_year(tokens, number_at, len(tokens)) if spoken else NOTHING
    if found:
        return (evolve(found[0], first=at),)
    if word.isdecimal() and 0 < len(word) <= 4 and int(word):
        dated = read_ancient(tokens, number_at, len(tokens))
        plain = Mention(at, number_at + 1, "year", year=int(word))
        return (evolve(dated[0], first=at) if len(dated) == 1 else plain,)
    return NOTHING


_DETERMINERS = frozenset("the a an his her their its this that".split())
_TOLD = frozenset({"for", "in", "during"})
_CURRENCIES = frozenset({"$", "£", "€", "#", "c$", "us$"})
_ENDS_DAY = frozenset(
    "end ends ended ending finish finishes finished finishing close closes closed closing".split()
)
_AROUND_WEEKENDS = frozenset({"over", "during", "at", "of", "on", "for", "until", "by", "before"})


def read_whole_period(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the weekend`, `the new year`, `the whole year`, `the day before`, `the quarter`."""
    words = tokens.words
    if at + 1 >= end or words[at] != "the":
        return NOTHING
    if words[at + 1] == "new":
        return _read_new_year(tokens, at, end)
    last = words[at + 2 : at + 4] == ["before", "last"] and at + 4 <= end
    if last and not (at + 4 < end and _is_dated_name(words[at + 4])):
        return _read_before_last(tokens, at)
    if words[at + 1] in {"whole", "entire", "full"}:
        return _read_entire(tokens, at, end)
    before = words[at - 1] if at else ""
    if words[at + 1] in {"fiscal", "financial"}:
        return _read_fiscal_year(tokens, at, end, before)
    part = DAYPARTS.get(words[at + 1], "")
    if part:
        beside = words[at + 2 : at + 3] in (["before"], ["after"])
        if beside and (at + 3 >= end or words[at + 3] in ENDS_CLAUSE - {"to", "-"}):
            said, step = ("following", 1) if words[at + 2] == "after" else ("previous", -1)
            named = Mention(at, at + 3, "pointer", "TIME", unit="day", said=said, step=step)
            return (evolve(named, time=part),)
        told = before in {"in", "during"} and tuple(words[at + 2 : at + 3]) != ("of",)
        daypart = Mention(at, at + 2, "pointer", "TIME", unit="day", said="that", time=part)
        return (daypart,) if told else NOTHING
    return _read_bare_unit(tokens, at, end, before)


def _is_dated_name(word: str) -> bool:
    """Whether `last` belongs to the word behind it: `the day before last Tuesday`."""
    return word in WEEKDAY_NUMBERS or word in MONTH_NUMBERS or word in SEASONS or word in UNITS


def _read_before_last(tokens: Tokens, at: int) -> Mentions:
    """`the year before last`, `the summer before last`, `the night before last`."""
    name = tokens.words[at + 1]
    if name in SEASONS:
        season = SEASONS[name]
        return (Mention(at, at + 4, "season", value=season, said="before-last", step=-2),)
    if name == "night":
        night = Mention(at, at + 4, "pointer", "TIME", unit="day", step=-2, said="last", time="NI")
        return (night,)
    unit = UNITS.get(name, "")
    if unit not in PERIODS:
        return NOTHING
    return (Mention(at, at + 4, "pointer", unit=unit, step=-2, said="last"),)


def _read_new_year(tokens: Tokens, at: int, end: int) -> Mentions:
    words = tokens.words
    if at + 3 > end or words[at + 2] != "year" or words[at + 3 : at + 4] in (["'s"], ["-"]):
        return NOTHING
    return (Mention(at, at + 3, "new-year"),)


def _read_entire(tokens: Tokens, at: int, end: int) -> Mentions:
    unit = UNITS.get(tokens.words[at + 2], "") if at + 2 < end else ""
    if unit not in PERIODS:
        return NOTHING
    if unit == "year" and at and tokens.words[at - 1] in {"for", "in"}:
        return (Mention(at, at + 3, "pointer", unit=unit, said="running"),)
    value = duration_value("1", unit, plural=False)
    return (Mention(at, at + 3, "duration", "DURATION", value, unit=unit, count="1"),)


def _read_fiscal_year(tokens: Tokens, at: int, end: int, before: str) -> Mentions:
    """`in the fiscal year`: the running one, unless its end tells which."""
    followed = tokens.words[at + 3] if at + 3 < end else ""
    told = followed in {"ended", "ending", "to", "that", "which", "through", "-"}
    if tokens.words[at + 2 : at + 3] != ["year"] or told or before not in _TOLD | {"throughout"}:
        return NOTHING
    return (Mention(at, at + 3, "pointer", unit="year", said="running"),)


def _read_day_beside(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the day after Christmas`, `the day before the vote`."""
    if tokens.words[at - 1 : at] == ["to"] and tokens.words[at - 2] in PLURALS:
        return NOTHING  # "forty years to the day after the landing"
    step = 1 if tokens.words[at + 2] == "after" else -1
    feast = read_holiday(tokens, at + 3, end)
    if feast and not feast[0].unit:
        return (evolve(feast[0], first=at, count=str(step)),)
    if tokens.words[at + 3] in _DETERMINERS:
        return (Mention(at, at + 2, "event-day", unit="day", step=step),)
    return NOTHING


def _read_bare_unit(tokens: Tokens, at: int, end: int, before: str) -> Mentions:
    """`the quarter`, `the year`, `the weekend`, `the day before`: which one, the text has told."""
    words = tokens.words
    unit = UNITS.get(words[at + 1], "")
    followed = words[at + 2] if at + 2 < end else ""
    if followed in {"before", "after", "earlier"} and unit in {"day", "week", "month", "year"}:
        ended = words[at + 3] if at + 3 < end else ""
        if ended == "that" and (at + 4 >= end or words[at + 4] in ENDS_CLAUSE):
            said, step = ("following", 1) if followed == "after" else ("previous", -1)
            return (Mention(at, at + 4, "pointer", unit=unit, said=said, step=step),)
        if ended in ENDS_CLAUSE - {"to", "-"}:
            said, step = ("following", 1) if followed == "after" else ("previous", -1)
            return (Mention(at, at + 3, "pointer", unit=unit, said=said, step=step),)
    if unit == "day" and followed in {"after", "before"} and at + 3 < end:
        return _read_day_beside(tokens, at, end)
    amount = followed == "to" and words[at + 3 : at + 4] and words[at + 3] in _CURRENCIES
    reported = followed not in {"-", "of", "century", "mile", "to"} or amount
    if unit == "quarter" and reported and (before in _TOLD or followed in {"ended", "ending"}):
        return (Mention(at, at + 2, "latest", unit=unit),)
    ends = followed in ENDS_CLAUSE - {"to", "-"}
    if (
        unit == "day"
        and followed != "-"
        and (before in _ENDS_DAY or (before == "for" and followed == ","))
    ):
        return (Mention(at, at + 2, "pointer", unit=unit, said="running"),)  # of trading
    if unit in {"year", "month", "week"} and before in _TOLD and ends:
        return (Mention(at, at + 2, "pointer", unit=unit, said="running"),)
    if unit == "weekend" and (before in {"", "."} or before in _AROUND_WEEKENDS):
        return (Mention(at, at + 2, "pointer", unit="weekend", said="the"),)
    return NOTHING
