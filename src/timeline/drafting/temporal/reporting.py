"""Dates of what was said, which the story that is told doesn't hang on."""

from __future__ import annotations

from timeline.drafting.temporal.context import Context
from timeline.drafting.temporal.mention import Mention

_SAYING = frozenset("announced reported said says told".split())
_BETWEEN = frozenset({"on", "early", "late", "reporters", "earlier", "later", "here"})
_DAYS = frozenset({"weekday", "date", "deictic"})


def is_when_said(mention: Mention, context: Context) -> bool:
    """The Monday of `was shot Sunday, police said on Monday`: `the next day` is still the Monday
    after the shot, and not the Tuesday after its telling."""
    if context.narrative or mention.rule not in _DAYS or context.day_at != context.sentence[0]:
        return False
    words, at = context.tokens.words, mention.first - 1
    while at > context.sentence[0] and words[at] in _BETWEEN:
        at -= 1
    return words[at] in _SAYING
