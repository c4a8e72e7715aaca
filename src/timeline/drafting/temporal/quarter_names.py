"""Reading quarters named by their months: `the January-March quarter`."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import MONTH_NUMBERS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.period_names import with_year
from timeline.drafting.temporal.tokens import Tokens

_LINKS = frozenset({"-", "to", "through"})
_MONTHS = 3


def read_month_quarter(tokens: Tokens, at: int, end: int) -> Mentions:
    """Three months that are no quarter of the calendar are left to be read one by one."""
    words = tokens.words
    first = at + 1 if words[at] == "the" else at
    link = words[first + 1 : first + 4]
    last_at = first + 4 if link == ["-", "to", "-"] else first + 2
    if last_at + 1 >= end or link[0] not in _LINKS:
        return NOTHING
    month, last = (MONTH_NUMBERS.get(words[i], 0) for i in (first, last_at))
    if words[last_at + 1] not in {"quarter", "period"}:
        return NOTHING
    if month % _MONTHS != 1 or last != month + _MONTHS - 1:
        return NOTHING
    quarter = Mention(at, last_at + 2, "period", unit="quarter", day=last // _MONTHS)
    return with_year(tokens, quarter, end)
