"""Reading the parts of a day that markets are told by: `morning trading`."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import DAYPARTS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.tokens import Tokens

TRADED_PARTS = ("morning", "afternoon", "evening")
_SESSIONS = frozenset({"trading", "dealings", "session"})


def read_traded_part(tokens: Tokens, at: int, end: int) -> Mentions:
    """`in morning trading`: a time on the day that the text tells of, as a clock's is."""
    words = tokens.words
    if at + 1 >= end or words[at + 1] not in _SESSIONS:
        return NOTHING
    return (Mention(at, at + 1, "clock", "TIME", time=DAYPARTS[words[at]]),)
