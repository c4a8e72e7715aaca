"""Capitals that make a name of words that would tell a time: `This Week`, `USA Today`."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import DAYPARTS, UNITS
from timeline.drafting.temporal.tokens import Tokens


def names_a_broadcast(tokens: Tokens, at: int) -> bool:
    """`This Week`, `The Last Decade`: both words with capitals name a broadcast or a book."""
    name = tokens.raw[at + 1]
    titled = name[0].isupper() and not name.isupper() and tokens.raw[at][0].isupper()
    return titled and (name.lower() in UNITS or name.lower() in DAYPARTS)


_PAPERS = frozenset(
    "age business express herald independent independents mail mirror news people post star sun "
    "telegraph times tribune world".split()
)


def names_by_weekday(tokens: Tokens, at: int, end: int) -> bool:
    """`the Sunday Times`, `Monday Night Football`, `called Friday Night`; token `at` is the day."""
    if at + 1 >= end or not tokens.raw[at + 1][0].isupper():
        return False
    before = tokens.words[at - 1] if at else ""
    following = tokens.words[at + 1]
    if before in {"called", "named"} or (before == "the" and following in _PAPERS):
        return True
    return following in DAYPARTS and at + 2 < end and tokens.raw[at + 2][0].isupper()


def names_a_paper(tokens: Tokens, at: int) -> bool:
    """`USA Today`, `the Today show`, where `Today` is token `at`."""
    if tokens.raw[at] != "Today" or not at:
        return False
    before = tokens.raw[at - 1]
    return tokens.words[at - 1] == "the" or (before.isalpha() and before[0].isupper())
