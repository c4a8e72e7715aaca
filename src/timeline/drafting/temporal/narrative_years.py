"""Which year a month or a season of a history is in, where its words don't say."""

from __future__ import annotations

from timeline.dates.gregorian import civil, day_number, month_length
from timeline.drafting.temporal.context import Context
from timeline.drafting.temporal.timex import SEASON_MONTHS, Span, read_span

_HALF_YEAR = 6
"""`March` after `late 1942` is the March that follows it."""
_NEXT_YEAR_GAP = 4
"""Months: `January` after an autumn date is the January that follows it."""


def narrative_year(month: int, context: Context) -> int:
    """The year of a month told without one, from the last date that tells its year."""
    span = read_span(context.dated)
    assert span is not None, context.dated
    if not span.month:
        if context.ranged and context.spell is not None and span.unit == "year":
            return civil(context.spell[0])[0]  # "from 1914 to 1918": the story is yet to begin
        return span.year + (context.late and month <= _HALF_YEAR)
    year = span.year + (month < span.month and _goes_on(month, span, context))
    if context.spell is None or _within(year, month, context.spell):
        return year
    return next((y for y in (year - 1, year + 1) if _within(y, month, context.spell)), year)


def _goes_on(month: int, span: Span, context: Context) -> bool:
    """Whether a month earlier in the year than the last date is the next year's: where only that
    lies in the story's scope, or leads to it; else where it is near."""
    ahead = (month - span.month) % 12
    if context.scope is None:
        return ahead <= _NEXT_YEAR_GAP
    first, last = context.scope
    if span.last < first:
        return day_number(span.year + 1, month) <= last
    back, forth = (_within(year, month, context.scope) for year in (span.year, span.year + 1))
    return forth if back != forth else ahead <= _NEXT_YEAR_GAP


def _within(year: int, month: int, spell: tuple[int, int]) -> bool:
    """Whether the month lies in a range of days, in part at least."""
    ends = day_number(year, month, month_length(year, month))
    return day_number(year, month) <= spell[1] and ends >= spell[0]


def season_year(code: str, span: Span, context: Context) -> int:
    """The spring behind a winter is the next year's; a winter has begun."""
    if code == "WI" and 0 < span.month <= _WINTER_ENDS:
        return span.year - 1
    return narrative_year(SEASON_MONTHS[code], context) if context.dated else span.year


_WINTER_ENDS = 2
