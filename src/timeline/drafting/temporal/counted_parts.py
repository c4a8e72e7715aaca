"""The parts of a period that are counted: `the first week of May`, `the last Monday in March`."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from timeline.dates.gregorian import weekday
from timeline.drafting.temporal.calendar_dates import read_month
from timeline.drafting.temporal.context import Context, Resolved
from timeline.drafting.temporal.lexicon import ORDINALS, UNITS, WEEKDAY_NUMBERS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.timex import Span, day_value, read_span, value_at
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import read_year

_LAST = -1
_PARTS = frozenset({"day", "week", "weekend"})


def read_counted_part(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the first week of May 2012`, `the third Thursday in November`, `the last day of 1999`."""
    words = tokens.words
    if at + 4 >= end or words[at] != "the" or words[at + 3] not in {"of", "in"}:
        return NOTHING
    which = _LAST if words[at + 1] in {"last", "final"} else ORDINALS.get(words[at + 1], 0)
    name = words[at + 2]
    named = name in WEEKDAY_NUMBERS and tokens.raw[at + 2][0].isupper()
    if not which or which > 5 or not (named or UNITS.get(name) in _PARTS):
        return NOTHING
    whole = read_month(tokens, at + 4, end) or read_year(tokens, at + 4, end)
    if len(whole) != 1 or whole[0].rule not in {"month", "year"}:
        return NOTHING
    day = WEEKDAY_NUMBERS[name] if named else -1
    unit = "day" if named else UNITS[name]
    part = evolve(whole[0], first=at, rule=f"part-of-{whole[0].rule}", unit=unit, weekday=day)
    return (evolve(part, day=which),)


def resolve_counted_part(
    mention: Mention, context: Context, resolve: Callable[[Mention, Context], Resolved | None]
) -> Resolved | None:
    """`resolve` gives the value of the month or the year that the part is counted in."""
    rule = mention.rule.removeprefix("part-of-")
    whole = resolve(evolve(mention, rule=rule, day=0, weekday=-1, unit=""), context)
    span = read_span(whole.value) if whole is not None else None
    if whole is None or span is None:
        return whole
    day = _counted_day(mention, span)
    if not span.first <= day <= span.last:
        return None  # there is no fifth Monday
    value = value_at(day, mention.unit) if mention.unit != "day" else day_value(day)
    return evolve(whole, value=value, reason=f"counted in {whole.value}", alternatives=())


def _counted_day(mention: Mention, span: Span) -> int:
    """The day itself, the Thursday of the week (its month is the week's), or the Saturday."""
    wanted = {"week": 3, "weekend": 5}.get(mention.unit, mention.weekday)
    if wanted < 0:
        return span.last if mention.day == _LAST else span.first + mention.day - 1
    if mention.day == _LAST:
        return span.last - (weekday(span.last) - wanted) % 7
    return span.first + (wanted - weekday(span.first)) % 7 + 7 * (mention.day - 1)
