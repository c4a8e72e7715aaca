"""Whether a candidate tells what the log already has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal

from attrs import frozen

from timeline.dates import Answer, parse_edtf
from timeline.dates import overlaps as dates_overlap
from timeline.drafting.facts.candidates import Candidate
from timeline.drafting.facts.figures import FoundFigure

Relation = Literal["already known", "adds a source", "disagrees"]

_ALIKE = 0.5
# What dates and figures add to the share of words, or take from it.
_SAME_DATE, _SAME_FIGURE, _A_DAY, _FAR = 0.1, 0.2, 0.02, 0.2
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_STOPWORDS = frozenset(
    "the a an of in on at to for and or with by from as that this it its his her their is was were "
    "are be been has had have he she they will would said says not but than which who also into "
    "over after before during about more up out new us".split()
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ers", "ed", "es", "s")


@frozen
class KnownFact:
    """A fact of the log, as plain data. `sources` are the names of those it already cites."""

    id: str
    headline: str
    occurred: str | None
    figures: tuple[FoundFigure, ...] = ()
    sources: tuple[str, ...] = ()


@frozen
class Match:
    """The fact of the log that a candidate tells of; `likeness` runs from 0 to 1."""

    fact: str
    relation: Relation
    likeness: float
    because: str


@frozen
class FactIndex:
    """The log's facts by the words of their headlines, so that each candidate asks only the few
    that share a word with it."""

    facts: tuple[KnownFact, ...]
    lengths: tuple[int, ...]
    holding: Mapping[str, tuple[int, ...]]


def index_facts(facts: Iterable[KnownFact]) -> FactIndex:
    kept = tuple(facts)
    words = [_words(fact.headline) for fact in kept]
    holding: dict[str, list[int]] = {}
    for at, told in enumerate(words):
        for word in told:
            holding.setdefault(word, []).append(at)
    return FactIndex(
        kept,
        tuple(map(len, words)),
        {word: tuple(places) for word, places in holding.items()},
    )


def match_candidate(candidate: Candidate, index: FactIndex, *, source: str = "") -> Match | None:
    """The likest fact, the first of equals, or None where none is like it.

    It `disagrees` where a figure of the same unit has another value, or where the dates can't be
    the same; it is `already known` where the fact cites `source` already. Costs one step a fact
    and shared word.
    """
    if not index.facts:
        return None
    shared: Counter[int] = Counter()
    for word in _words(f"{candidate.headline} {candidate.surface}"):
        shared.update(index.holding.get(word, ()))
    best: KnownFact | None = None
    likeness = 0.0
    for at in sorted(shared):
        score = _likeness(shared[at], index.lengths[at])
        if score:
            score += _weigh_date(candidate, index.facts[at]) + _weigh_figures(
                candidate, index.facts[at]
            )
            score = max(0.0, min(1.0, score))
        if score > likeness:
            best, likeness = index.facts[at], score
    if best is None or likeness < _ALIKE:
        return None
    relation, because = _relate(candidate, best, source)
    return Match(best.id, relation, round(likeness, 2), because)


def _words(text: str) -> frozenset[str]:
    whole = _THOUSANDS.sub("", text.lower())
    plain = "".join(letter if letter.isalnum() else " " for letter in whole)
    return frozenset(
        _stem(word) for word in plain.split() if len(word) > 1 and word not in _STOPWORDS
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _likeness(shared: int, length: int) -> float:
    """The share of the fact's words that the candidate has; one shared word says nothing."""
    return shared / length if shared >= 2 else 0.0


def _weigh_date(candidate: Candidate, fact: KnownFact) -> float:
    """For the same date, or against dates that can't be one: more, the further they are apart."""
    if not candidate.occurred or not fact.occurred:
        return 0.0
    if candidate.occurred == fact.occurred:
        return _SAME_DATE
    left, right = parse_edtf(candidate.occurred), parse_edtf(fact.occurred)
    first, last = (left, right) if (left.s0 or 0) <= (right.s0 or 0) else (right, left)
    if first.e1 is None or last.s0 is None or last.s0 <= first.e1:
        return 0.0
    return -min(_FAR, _A_DAY * (last.s0 - first.e1))


def _weigh_figures(candidate: Candidate, fact: KnownFact) -> float:
    """For a figure that both give."""
    same = any(
        _comparable(mine, theirs) and mine.value == theirs.value
        for mine in candidate.figures
        for theirs in fact.figures
    )
    return _SAME_FIGURE if same else 0.0


def _relate(candidate: Candidate, fact: KnownFact, source: str) -> tuple[Relation, str]:
    if source and source in fact.sources:
        return "already known", f"the fact cites {source} already"
    for theirs in fact.figures:
        like = [mine for mine in candidate.figures if _comparable(mine, theirs)]
        if like and all(_differ(mine, theirs) for mine in like):
            return "disagrees", f"{like[0].value} {like[0].unit}, and {theirs.value} in the log"
    if candidate.occurred and fact.occurred and _apart(candidate.occurred, fact.occurred):
        return "disagrees", f"on {candidate.occurred}, and {fact.occurred} in the log"
    return "adds a source", "the same words and no other date"


def _apart(left: str, right: str) -> bool:
    return dates_overlap(parse_edtf(left), parse_edtf(right)) is Answer.IMPOSSIBLE


def _comparable(mine: FoundFigure, theirs: FoundFigure) -> bool:
    """Figures of one currency or sign, or of one noun: `migrants` and `illegal migrants`."""
    units = (
        _stem(mine.unit.lower().split()[-1]) if mine.unit else "",
        _stem(theirs.unit.lower().split()[-1]) if theirs.unit else "",
    )
    return bool(units[0]) and units[0] == units[1]


def _differ(mine: FoundFigure, theirs: FoundFigure) -> bool:
    """Whether they can't be the same number; an approximate one may be a twentieth off."""
    try:
        one, other = Decimal(mine.value), Decimal(theirs.value)
    except InvalidOperation:
        return False
    if mine.approximate or theirs.approximate:
        return abs(one - other) * 20 > max(abs(one), abs(other))
    return one != other
