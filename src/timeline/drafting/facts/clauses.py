"""Splitting a sentence into the clauses that dates govern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import frozen

from timeline.drafting.facts.governing import SPEECH
from timeline.drafting.facts.names import find_names
from timeline.drafting.facts.telling import tells_past
from timeline.drafting.temporal.cues import is_past
from timeline.drafting.temporal.lexicon import MONTH_NUMBERS
from timeline.drafting.temporal.tokens import Tokens

_JOINTS = frozenset({"and", "but", "while", "which", "where"})
_SUBORDINATORS = frozenset(
    "who which that as when after before because if while where whose until".split()
)
_HELPERS = frozenset({"was", "were", "has", "have", "had"})
_SHORTEST = 4
_LONGEST_SUBJECT = 8
_LONGEST_ASIDE = 40


@frozen
class Aside:
    """`Stamp, who pleaded guilty in January,`: a clause that tells of its own event.

    Token places: the words it is about, and the clause behind `who` or `which`; half-open.
    """

    subject: int
    comma: int
    start: int
    after: int


def split_clauses(
    tokens: Tokens, first: int, after: int, starts: Sequence[int]
) -> list[tuple[int, int]]:
    """Half-open token ranges; a cut stands only where both sides hold a date and tell of something.

    `starts` are the places of the dates in the text, ascending. Cuts stand behind `;` and at
    `, and`, `, but`, `, while`, `, which`.
    """
    cuts = [first]
    for at in range(first + 1, after - _SHORTEST):
        joint = tokens.words[at] == ";" or (
            tokens.words[at] in _JOINTS and tokens.words[at - 1] == ","
        )
        if not joint:
            continue
        cut = at + 1 if tokens.words[at] == ";" else at
        if _stands(tokens, cuts[-1], cut, starts) and _stands(tokens, cut, after, starts):
            cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], after], strict=True))


@frozen
class Predicate:
    """`and won the prize in 1965`: a second verb with a date of its own, and the same subject.

    `subject` to `verb` are the tokens of the subject; `helper` is the `was` that both verbs share,
    or empty; the second verb stands behind `joint`.
    """

    subject: int
    verb: int
    helper: str
    joint: int


def find_predicate(
    tokens: Tokens, first: int, after: int, starts: Sequence[int]
) -> Predicate | None:
    """The first second verb of a clause, where subject and both dates are plain."""
    words = tokens.words
    verb = next((at for at in range(first, after) if _is_verb(tokens, at)), after)
    if verb == after or not 0 < verb - first <= _LONGEST_SUBJECT or words[verb] in SPEECH:
        return None
    if {",", "-", ";", "and"} & set(words[first:verb]) or _dated(tokens, first, verb, starts):
        return None
    for joint in range(verb + 1, after - 2):
        if words[joint] in _SUBORDINATORS | SPEECH:
            return None
        if words[joint] not in {"and", "but"} or not _is_verb(tokens, joint + 1):
            continue
        if {"not", "until", "by"} & set(words[joint:after]):
            return None  # no event, or only the limit of one
        if _dated(tokens, verb, joint, starts) and _dated(tokens, joint, after, starts):
            helped = words[verb] in _HELPERS and words[joint + 1] not in _HELPERS
            return Predicate(first, verb, words[verb] if helped else "", joint)
    return None


def _is_verb(tokens: Tokens, at: int) -> bool:
    return is_past(tokens.words[at]) and tokens.raw[at][0].islower()


def _dated(tokens: Tokens, first: int, after: int, starts: Sequence[int]) -> bool:
    low, high = tokens.starts[first], tokens.ends[after - 1]
    return bisect_right(starts, high) > bisect_left(starts, low)


def find_aside(tokens: Tokens, first: int, after: int) -> Aside | None:
    """The first aside with a verb of its own, where it is plain what it is about."""
    words = tokens.words
    for at in range(first + 2, after - 2):
        if words[at] not in {"who", "which"} or words[at - 1] != ",":
            continue
        subject = _subject(tokens, first, at - 1)
        if subject is None:
            continue
        end = at + 1
        while end < after and words[end] not in {",", ";", ".", "!", "?", "—"}:
            end += 1
            if end - at > _LONGEST_ASIDE:
                return None
        if end - at > 2:
            return Aside(subject, at - 1, at + 1, end)
    return None


_LABELS = frozenset({"photo", "photograph", "image", "picture", "credit", "copyright", "source"})
_STAMPS = frozenset({"updated", "published", "posted", "modified"})
_BEHIND_STAMP = frozenset({"at", "on", ":", "by", ","})


def is_label(tokens: Tokens, first: int, after: int) -> bool:
    """A byline, a caption's credit, or the stamp of a page: `Updated on Jan. 16`."""
    words = tokens.words
    start = first + 1 if words[first] in {"(", "*", "-", "last"} and first + 1 < after else first
    second = words[start + 1] if start + 1 < after else ""
    if words[start] in _LABELS:
        return second in {":", "by", "-", "("}
    if words[start] in _STAMPS:
        return second in _BEHIND_STAMP or second in MONTH_NUMBERS
    if words[start] == "by" or start > first:
        return not any(raw[0].islower() for raw in tokens.raw[start + 1 : after])
    return False


def _subject(tokens: Tokens, first: int, comma: int) -> int | None:
    """Where the noun phrase before an aside begins: a name, or all of a short sentence's start."""
    if comma - first <= _LONGEST_SUBJECT and not (
        tells_past(tokens, first, comma) or {",", "-"} & set(tokens.words[first:comma])
    ):
        return first
    names = find_names(tokens, first, comma)
    return names[-1].first if names and names[-1].after == comma else None


def _stands(tokens: Tokens, first: int, after: int, starts: Sequence[int]) -> bool:
    if after - first < _SHORTEST:
        return False
    return _dated(tokens, first, after, starts) and tells_past(
        tokens, first, min(after, first + 60)
    )
