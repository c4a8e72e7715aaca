"""Whether a text is a history, and what a flashback in one leaves as it was.

A history is read from one date to the next. What it tells in passing of an earlier time (`the
walls had been strengthened in 1865`) holds for its sentence only: after it the text goes on where
it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from timeline.dates.gregorian import civil
from timeline.drafting.temporal.context import Context
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.timex import read_span

Mode = Literal["news", "narrative"]

_DEICTIC_RULES = frozenset({"weekday", "deictic", "ago", "pointer"})
_POINTING = frozenset({"", "last", "this", "next", "current", "ago"})
_WEIGHT = 5
"""A word such as `Monday` or `last week` counts as much against a narrative as so many years."""
_ONE_TODAY = 2
"""Histories like to end on what is there today."""
_AGES = 100
"""Years: one so long past counts for two."""
_FEW = 2
"""So many years long past make a text a history that has no word of the news at all."""
_MORE = 4
"""So many where there is such a word."""


_REPORTING = ("said", "says", "will")
_REPORTED = 2
"""News tells who said what, and what will be; histories hardly do."""


def choose_mode(mentions: Iterable[Mention], words: list[str], published: int | None) -> Mode:
    """`narrative` where the text's written years lie mostly far before its publication.

    One `today` weighs nothing in a text that opens with a year long past and has no other word of
    the news.
    """
    far = near = deictic = todays = 0
    opens_far = False
    for index, mention in enumerate(mentions):
        counted = _count(mention, published, opens=index == 0)
        if not (far or near or deictic or todays):
            opens_far = counted[0] > 0
        far, near = far + counted[0], near + counted[1]
        deictic, todays = deictic + counted[2], todays + counted[3]
    if opens_far and todays == 1 and not (near or deictic):
        todays = 0
    reported = sum(words.count(word) for word in _REPORTING)
    enough = far >= (_MORE if near or deictic or todays or reported else _FEW)
    against = near + _WEIGHT * deictic + _REPORTED * reported
    against += _ONE_TODAY if todays == 1 else _WEIGHT * todays
    return "narrative" if enough and far > against else "news"


def _count(mention: Mention, published: int | None, *, opens: bool) -> tuple[int, int, int, int]:
    """What it says of its text: (years long past, years of now, words of the news, todays)."""
    if mention.rule == "deictic" and not (mention.step or mention.time):
        return 0, 0, 0, 1
    if mention.rule in _DEICTIC_RULES:
        return 0, 0, int(mention.said in _POINTING), 0
    year, month, day = civil(published) if published is not None else (0, 0, 0)
    if opens and mention.day and not mention.year and (mention.month, mention.day) == (month, day):
        return 0, 0, 1, 0  # a dateline
    if mention.value.startswith("BC") or mention.year < 0 or (mention.year > 1 and not year):
        return 1, 0, 0, 0
    if mention.year <= 1:
        return 0, 0, 0, 0
    far = (mention.year < year - 1) + (mention.year < year - _AGES)
    return far, int(mention.year >= year - 1), 0, 0


_LOOK = 14
_REACHED = frozenset({"by", "until", "till", "since", "when"})


def is_pluperfect(mention: Mention, context: Context) -> bool:
    """Whether it dates what had been done; `by 1942 the port had been closed` goes on instead."""
    words, (first, end) = context.tokens.words, context.sentence
    if mention.first > first and words[mention.first - 1] in _REACHED:
        return False
    around = words[max(first, mention.first - _LOOK) : min(end, mention.after + _LOOK)]
    return "had" in around


def tells_of_another_time(mention: Mention, value: str, context: Context) -> bool:
    """Whether a history looks back from what it has come to, or far ahead: `it had been built in
    1719`, `she would return in 1952`."""
    if not context.narrative or not context.frame:
        return False
    span, frame = read_span(value), read_span(context.frame)
    if span is None or frame is None:
        return False
    if span.first - frame.last > _FAR_AHEAD:
        return _looks_ahead(mention, context)
    return span.first < frame.first and is_pluperfect(mention, context)


_FAR_AHEAD = 3 * 366
_AHEAD = 6


def _looks_ahead(mention: Mention, context: Context) -> bool:
    before = context.tokens.words[max(context.sentence[0], mention.first - _AHEAD) : mention.first]
    relative = not {"who", "which"}.isdisjoint(before)
    return "would" in before or (relative and not {"later", "eventually"}.isdisjoint(before))


_LIFE = frozenset("born died b d r fl reigned ruled".split())
_BESIDE_YEARS = frozenset({"-", ".", ",", "c", "ca"})
_LONGEST_BRACKET = 9


def tells_life(mention: Mention, context: Context) -> bool:
    """`(1874-1965)`, `(r. 1509-1547)`, `(born 4 May 1850)`: what follows doesn't hang on it."""
    words, first = context.tokens.words, context.sentence[0]
    at = mention.first - 1
    told = mention.rule == "year"
    while at > max(first, mention.first - _LONGEST_BRACKET) and words[at] != "(":
        told = told or words[at] in _LIFE
        if not (words[at] in _LIFE | _BESIDE_YEARS or words[at].isdecimal()):
            return False
        at -= 1
    return told and at >= first and words[at] == "("
