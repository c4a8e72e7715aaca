"""Reading days by their number alone, of the month last mentioned: `on the 15th`."""

from __future__ import annotations

from timeline.drafting.temporal.calendar_dates import day_of_month
from timeline.drafting.temporal.lexicon import PREPOSITIONS, RANGE_LINKS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.tokens import Tokens

_BEGINS_CLAUSE = frozenset("the a an he she it they we his her its their this that there".split())


def read_ordinal_day(tokens: Tokens, at: int, end: int) -> Mentions:
    """`on the 15th`, at its article."""
    words = tokens.words
    word = words[at + 1]
    before = words[at - 1] if at else ""
    if not word[0].isdigit() or word[-2:] not in {"st", "nd", "rd", "th"}:
        return NOTHING
    day = day_of_month(tokens, at + 1)
    if not day or not _stands_alone(words, at + 2, end) or before not in _BEFORE_ORDINAL:
        return NOTHING
    return (Mention(at, at + 2, "month-day", day=day),)


_BEFORE_ORDINAL = frozenset({"on", "by", "until", "since", "and", "from", "to"})


def _stands_alone(words: list[str], at: int, end: int) -> bool:
    """Whether no noun follows that the ordinal could count: `the 15th regiment`."""
    apart = at >= end or not words[at][0].isalnum()
    return apart or words[at] in PREPOSITIONS or words[at] in _BEGINS_CLAUSE or words[at] == "alone"


def read_second_ordinal_day(tokens: Tokens, at: int, end: int) -> Mentions:
    """The 11th of `on the 10th and 11th`."""
    words = tokens.words
    first = words[at - 2] if at > 2 and words[at - 3] == "the" else ""
    linked = first[:1].isdigit() and first[-2:] == "th" and words[at - 1] in RANGE_LINKS
    if not linked or words[at][-2:] not in {"st", "nd", "rd", "th"}:
        return NOTHING
    day = day_of_month(tokens, at)
    alone = bool(day) and _stands_alone(words, at + 1, end)
    return (Mention(at, at + 1, "month-day", day=day),) if alone else NOTHING


def read_day_alone(tokens: Tokens, at: int, end: int) -> Mentions:
    """The 9th of `the morning of the 9th`, at its number."""
    day = day_of_month(tokens, at) if tokens.words[at][0].isdigit() else 0
    ordinal = tokens.words[at][-2:] in {"st", "nd", "rd", "th"}
    if not (day and ordinal and _stands_alone(tokens.words, at + 1, end)):
        return NOTHING
    return (Mention(at, at + 1, "month-day", day=day),)
