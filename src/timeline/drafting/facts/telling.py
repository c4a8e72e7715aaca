"""Whether words tell of something that has happened: what a fact is made of."""

from __future__ import annotations

from timeline.drafting.temporal.cues import is_past
from timeline.drafting.temporal.tokens import Tokens

_HAVE = frozenset({"has", "have"})
_IS = frozenset({"is", "are", "be", "being", "am", "'s", "'re", "'m"})
_BEFORE_NOUNS = frozenset("the a an its his her their our my your".split())
_BETWEEN = frozenset(
    "not n't also still now been being since already never always just ever recently long often "
    "so far well".split()
)
_PARTICIPLES = frozenset(
    "begun gone done seen taken given written broken driven fallen known shown grown thrown drawn "
    "flown sung sunk worn torn sworn stolen spoken chosen frozen hidden ridden risen forgotten "
    "beaten bitten eaten become come run sat swum undergone overcome arisen withdrawn".split()
)
_MOST_BETWEEN = 4


def tells_past(tokens: Tokens, first: int, after: int) -> bool:
    """Whether a verb among the tokens tells of the past.

    Not: adjectives (`limited`, `the proposed law`) and what is or will be done (`is survived by`).
    """
    return any(_is_told(tokens, at, first, after) for at in range(first, after))


def _is_told(tokens: Tokens, at: int, first: int, after: int) -> bool:
    word = tokens.words[at]
    if word in _HAVE:
        return _has_done(tokens, at + 1, after)
    if not is_past(word) or (at > first and tokens.raw[at][0].isupper()):  # no Ann Reed
        return False
    behind = at - 1
    if behind >= first and tokens.words[behind] in _BEFORE_NOUNS:
        return False
    while behind >= first and (_passes(tokens.words[behind])):
        behind -= 1
    return behind < first or tokens.words[behind] not in _IS


def _passes(word: str) -> bool:
    return word in _BETWEEN or word.endswith("ly")


def _has_done(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a participle follows `has`: `has since closed`, `have been told`, `has begun`."""
    end = min(after, at + _MOST_BETWEEN)
    while at < end and _passes(tokens.words[at]):
        at += 1
    return at < end and (is_past(tokens.words[at]) or tokens.words[at] in _PARTICIPLES)


_QUOTES = frozenset({'"', "“", "`"})
_AGE_WORDS = frozenset({"years", "old", "."})
_OLDEST = 120


def is_remark(tokens: Tokens, first: int) -> bool:
    """Whether a sentence opens with a quotation: what somebody said, which is no event."""
    return tokens.raw[first] in _QUOTES


def is_age_told(tokens: Tokens, first: int, after: int) -> bool:
    """`He was 88.`, `She was 61 years old.`"""
    words = tokens.words[first:after]
    at = next((i for i, word in enumerate(words) if word in {"was", "is"}), len(words))
    if not 0 < at < len(words) - 1 or at > 4:
        return False
    number = words[at + 1]
    aged = number.isdecimal() and len(number) <= 3 and int(number) <= _OLDEST
    return aged and set(words[at + 2 :]) <= _AGE_WORDS


def is_perfect(tokens: Tokens, at: int, after: int) -> bool:
    """Whether the verb at a token is a perfect, which tells how things stand: `has been blamed`."""
    return at < after and tokens.words[at] in {"has", "have", "had"}


_WISHES = frozenset({"wants", "want", "hopes", "hope", "wishes", "wish", "seeks", "seek"})


def is_wish(tokens: Tokens, first: int, after: int) -> bool:
    """Whether all that a sentence tells is what somebody would like: `She wants both to meet`."""
    wished = any(
        tokens.words[at] in _WISHES and tokens.raw[at][0].islower() for at in range(first, after)
    )
    return wished and not tells_past(tokens, first, after)


def is_ongoing(tokens: Tokens, first: int, after: int) -> bool:
    """Whether the first verb tells of what goes on: `Negotiators are seeking …`."""
    words = tokens.words
    for at in range(first, after - 2):
        if words[at] in {"is", "are"}:
            going = any(words[i].endswith("ing") for i in (at + 1, at + 2))
            return going and not tells_past(tokens, first, at)
    return False
