"""Whether `today` is our time and not the day: `the village where she lives today`."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.dates.gregorian import weekday
from timeline.drafting.temporal.context import Context
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.tense_words import TELLING

_QUOTES = frozenset({'"', "“", "”", "`"})


def names_its_day(mentions: Iterable[Mention], published: int | None) -> bool:
    """Whether a text calls its own day by its weekday, as agencies do, and not `today`."""
    if published is None:
        return False
    own = weekday(published)
    return any(one.rule == "weekday" and one.weekday == own and not one.said for one in mentions)


def is_nowadays(mention: Mention, context: Context) -> bool:
    """Whether a bare `today` tells what is so in our time.

    News that calls its own day by its weekday has no need of the word for the day, outside of what
    somebody says, and where neither the past nor a plan is told.
    """
    if not context.names_its_day or mention.step or mention.time or mention.modifier:
        return False
    words, (first, after) = context.tokens.words, context.sentence
    if _QUOTES.intersection(words[min(context.sentence_before, first) : after]):
        return False
    if mention.first > first and words[mention.first - 1] in TELLING:
        return True
    tense, word = context.tense(mention)
    return not tense or word.startswith(("is ", "are "))
