"""Years of one to three digits, which are years only in a text on antiquity: `in 216`.

Whether a text is one, its other dates tell: years before Christ, or before 1000, in full.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from timeline.drafting.temporal.context import Context
from timeline.drafting.temporal.lexicon import PLURALS
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import counts_something

_FEW = 2
_DATED = frozenset({"month", "date", "season"})
_YEARS = frozenset({"year", "literal", "short-year"})
_SHORT = "short"


def tells_of_antiquity(mentions: Iterable[Mention]) -> bool:
    """Whether a number alone may be a year before 1000."""
    ancient = short = 0
    for mention in mentions:
        ancient += _is_ancient(mention)
        short += mention.rule == "short-year"
    return ancient >= _FEW or (ancient > 0 and short >= _FEW)


def _is_ancient(mention: Mention) -> bool:
    """Whether it names a year, or a century, before 1000."""
    written = mention.rule in {"year", "literal"}
    century = len(mention.value) == 2 and mention.value < "10"
    ancient = mention.value.startswith("BC") or century or 0 < mention.year < 1000
    return mention.year < 0 or (written and ancient)


def with_short_years(tokens: Tokens, mentions: list[Mention], end: int) -> list[Mention]:
    """`the spring of 217`, `25 March 101`, `216 and 215`, up to token `end` of a sentence."""
    found: list[Mention] = []
    for index, mention in enumerate(mentions):
        stop = mentions[index + 1].first if index + 1 < len(mentions) else end
        dated = _with_year(tokens, mention, stop)
        found.append(dated)
        second = dated.after + 1
        linked = dated.rule in _YEARS and tokens.words[dated.after : second] == ["and"]
        if linked and _is_short_year(tokens, second, stop):
            year = int(tokens.words[second])
            found.append(Mention(second, second + 1, "short-year", year=year))
    return found


def without_short_years(mentions: list[Mention]) -> list[Mention]:
    return [mention for mention in mentions if mention.rule != "short-year"]


def _with_year(tokens: Tokens, mention: Mention, stop: int) -> Mention:
    if mention.rule not in _DATED or mention.year or mention.said:
        return mention
    at = mention.after + (tokens.words[mention.after : mention.after + 1] in (["of"], [","]))
    if not _is_short_year(tokens, at, stop):
        return mention
    return evolve(mention, after=at + 1, year=int(tokens.words[at]), said=_SHORT)


def _is_short_year(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a number of three digits stands there that counts nothing."""
    if at >= stop or len(tokens.words[at]) != 3 or not tokens.words[at].isdecimal():
        return False
    if tokens.words[at][0] == "0" or at + 1 >= len(tokens):
        return tokens.words[at][0] != "0"
    return not (counts_something(tokens, at + 1) or tokens.words[at + 1] in PLURALS)


def with_era(mention: Mention, context: Context) -> Mention:
    """A year of three digits has the era of the last date."""
    if mention.said != _SHORT:
        return mention
    before = context.dated.startswith("BC")
    return evolve(mention, year=1 - mention.year if before else mention.year, said="")
