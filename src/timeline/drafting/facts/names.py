"""Runs of capitalised words: the names that a text holds, before anybody knows of what."""

from __future__ import annotations

from attrs import frozen

from timeline.drafting.facts.gazetteer import BODY_WORDS, PLACE_WORDS
from timeline.drafting.temporal.lexicon import MONTH_NUMBERS, SEASONS, WEEKDAY_NUMBERS
from timeline.drafting.temporal.tokens import Tokens

ABBREVIATED = frozenset(
    "mr mrs ms dr sgt sen rep gov gen col lt capt maj cpl det hon prof rev pres supt st jr sr "
    "adm cmdr pvt ft mt".split()
)
_LINKS = frozenset({"de", "van", "von", "al", "bin", "ibn", "la", "del", "der", "den", "da", "dos",
                    "di", "el", "ben", "ter", "le", "du", "y"})  # fmt: skip
_CALENDAR = frozenset(
    {*MONTH_NUMBERS, *WEEKDAY_NUMBERS, *SEASONS, "christmas", "easter", "thanksgiving", "ramadan"}
)
# Capitalised for standing first, and no part of the name behind them.
_OPENERS = frozenset(
    "a about according across after all also although among an and another any around as at "
    "because before behind besides between both but by despite during each earlier either even "
    "every few following for former from half he her here his how however i if in instead into it "
    "its later like many meanwhile more most much my near nearly neither no nor not now of on once "
    "one only or other our out over police rebels residents she since so some soldiers such than "
    "that the their then there these they this those though three through thus to today together "
    "two under until up upon we what when where whether which while who why with within without "
    "yes yet you your yesterday officials prosecutors lawmakers republicans democrats".split()
)


@frozen
class Name:
    """A run of capitalised words; `first` to `after` are token places, half-open."""

    first: int
    after: int


def find_names(tokens: Tokens, first: int, after: int) -> list[Name]:
    """The runs in a token range, in order. `van`, `de` and the like, initials (`John F. Kennedy`)
    and the full stop of `St.` or `Sgt.` belong to the run; months and weekdays to none."""
    found = []
    at = first
    while at < after:
        if not is_capital(tokens, at) or (_opens(tokens, at, first) and _is_opener(tokens, at)):
            at += 1
            continue
        end = _run_end(tokens, at, after)
        found.append(Name(at, end))
        at = end
    return found


def name_text(tokens: Tokens, first: int, after: int) -> str:
    return " ".join(tokens.surface(first, after).split())


def is_capital(tokens: Tokens, at: int) -> bool:
    raw = tokens.raw[at]
    return raw[0].isupper() and raw[0].isalpha() and tokens.words[at] not in _CALENDAR


def _opens(tokens: Tokens, at: int, first: int) -> bool:
    return at == first or tokens.words[at - 1] in {'"', "“", "-", ":", ";", "'", "(", "•"}


def _is_opener(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in _OPENERS


def _run_end(tokens: Tokens, at: int, after: int) -> int:
    end = at + 1
    while end < after:
        word = tokens.words[end]
        linked = _linked(tokens, end, after)
        if linked:
            end = linked
            continue
        more = end + 1 < after and is_capital(tokens, end + 1)
        if (
            is_capital(tokens, end)
            or (word == "." and more and _takes_stop(tokens, end - 1))
            or (word in {"-", "'"} and more and _joins(tokens, end))
            or (word in _LINKS and (more or _link_goes_on(tokens, end + 1, after)))
        ):
            end += 1
        else:
            break
    return end


_BODIES = BODY_WORDS | PLACE_WORDS | {"isle", "court", "museum", "national", "bank", "house"}


def _linked(tokens: Tokens, at: int, after: int) -> int:
    """Past `of the` in `University of Dorpat` and `Department of the Interior`, or 0."""
    if tokens.words[at] not in {"of", "for"} or tokens.words[at - 1] not in _BODIES:
        return 0
    end = at + 2 if at + 1 < after and tokens.words[at + 1] == "the" else at + 1
    return end + 1 if end < after and is_capital(tokens, end) else 0


def _link_goes_on(tokens: Tokens, at: int, after: int) -> bool:
    """The second of `van der`, with the name behind it."""
    return at + 1 < after and tokens.words[at] in _LINKS and is_capital(tokens, at + 1)


def _takes_stop(tokens: Tokens, at: int) -> bool:
    return tokens.joined(at + 1) and (tokens.words[at] in ABBREVIATED or len(tokens.raw[at]) == 1)


def _joins(tokens: Tokens, at: int) -> bool:
    """Whether the hyphen or apostrophe at `at` stands within a word: `Jean-Pierre`, `O'Brien`."""
    return tokens.joined(at) and tokens.joined(at + 1)
