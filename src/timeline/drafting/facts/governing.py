"""Which of a clause's dates is the event's."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from timeline.dates import Date, parse_edtf
from timeline.drafting.facts.telling import tells_past
from timeline.drafting.temporal.cues import is_past
from timeline.drafting.temporal.expressions import Expression
from timeline.drafting.temporal.lexicon import PREPOSITIONS
from timeline.drafting.temporal.timex import rank, read_span
from timeline.drafting.temporal.tokens import Tokens

_PRECISION = {"date": 0, "weekday": 0, "deictic": 0, "clock": 0, "holiday": 0, "month": 1}
SPEECH = frozenset(
    "said says told announced reported wrote testified added confirmed disclosed acknowledged "
    "tweeted argued claimed insisted stated explained warned revealed admitted".split()
)
_SUBORDINATE = frozenset({"until", "till", "by", "before", "after", "through", "since", "ending"})
_PLACING = frozenset({"in", "on", "at", "during", "between", "from", "since", "early", "late"})
_BETWEEN = frozenset(
    "on late early earlier in at a an the news interview statement conference reporters "
    "journalists lawmakers parliament television radio speech letter briefing".split()
)
_FEW = 4
_FURTHEST = 8


@frozen
class Governing:
    """The expression that dates a clause, the EDTF date it gives, and why."""

    expression: Expression
    edtf: str
    reason: str


def govern(tokens: Tokens, first: int, dated: Sequence[Expression]) -> Governing:
    """Choose among the dated expressions of a clause that begins at token `first`.

    Two ends of a range become one. What was said on a day and happened on another is dated by
    what happened, unless that is still to come. Otherwise the finest date that isn't a mere limit
    (`until Friday`), the first of several. `dated` has at least one.
    """
    places = _token_places(tokens, first, dated)
    ranged = _range(tokens, dated) or _since(tokens, dated, places)
    if ranged is not None:
        return ranged
    told = _reported(tokens, first, dated, places)
    if told is not None:
        return told
    choice = min(
        dated,
        key=lambda e: (
            _is_limit(tokens, places[e]),
            _is_beside(tokens, first, places[e]),
            *_rank(e),
        ),
    )
    assert choice.edtf is not None, choice
    return Governing(choice, choice.edtf, choice.reason)


def dating(
    tokens: Tokens, first: int, dated: Sequence[Expression], published: Date | None
) -> list[Expression]:
    """Those that can date what a sentence tells, which begins at token `first`.

    Left out are dates of a thing that is named in passing (`after its 1990 invasion`, `the Feb. 23
    accord`), that is compared with (`from 4 percent in May`) or that has now been found, and
    limits still to come of what is told in the past (`promised it by April`).
    """
    places = _token_places(tokens, first, dated)
    return [
        expression
        for expression in dated
        if not _describes(tokens, first, expression, places[expression])
        and not _is_compared(tokens, first, places[expression][0])
        and not _is_of_old(tokens, first, places[expression][0])
        and not _is_limit_to_come(tokens, first, expression, places[expression], published)
    ]


_OWNERS = frozenset("the a an its his her their 's this that".split())
_DESCRIBING = frozenset({"year", "month", "date", "literal"})


def _describes(tokens: Tokens, first: int, expression: Expression, place: tuple[int, int]) -> bool:
    """Where the thing is the subject, what is told of it may well be of its date."""
    at, after = place
    if expression.rule not in _DESCRIBING or at - 1 <= first or after >= len(tokens):
        return False
    if tokens.words[at - 1] not in _OWNERS or tokens.words[at - 2] == "since":
        return False
    noun = tokens.words[after]
    return noun.isalpha() and noun not in PREPOSITIONS and not is_past(noun)


_RELATIVES = frozenset({"that", "which", "who"})


def _is_of_old(tokens: Tokens, first: int, at: int) -> bool:
    """`Divers have found a ship that vanished in 1913`: what has been found now."""
    words = tokens.words[first:at]
    relative = next((i for i, word in enumerate(words) if word in _RELATIVES), 0)
    if not relative or words[relative - 1] in SPEECH or is_past(words[relative - 1]):
        return False
    perfect = {"has", "have"}.intersection(words[:relative])
    return (
        bool(perfect)
        and tells_past(tokens, first + relative, at)
        and (tells_past(tokens, first, first + relative))
    )


_COMPARED = 7
_LINKS = frozenset({"in", "on", "of", "during"})


def _is_compared(tokens: Tokens, first: int, at: int) -> bool:
    """`higher than a year earlier`, `from 4.1 percent in December`."""
    words = tokens.words[max(first, at - _COMPARED) : at]
    linked = bool(words) and words[-1] in _LINKS
    if words[-1:] == ["than"] or (linked and words[-2:-1] == ["than"]):
        return True
    if not linked or "from" not in words:
        return False
    between = words[len(words) - words[::-1].index("from") : -1]
    return any(word[0].isdigit() for word in between)


def _is_limit_to_come(
    tokens: Tokens,
    first: int,
    expression: Expression,
    place: tuple[int, int],
    published: Date | None,
) -> bool:
    if published is None or published.e1 is None or not _is_limit(tokens, place):
        return False
    end = parse_edtf(expression.edtf or "").e1
    return end is not None and end > published.e1 and tells_past(tokens, first, place[0])


def _rank(expression: Expression) -> tuple[bool, int, int]:
    span = read_span(expression.timex_value)
    coarseness = rank(span.unit) if span is not None else _COARSEST
    return _is_open(expression.edtf or ""), coarseness, expression.start


_COARSEST = 9
_LONGEST_ASIDE = 8


def _is_beside(tokens: Tokens, first: int, place: tuple[int, int]) -> bool:
    """`, built in 1964,`: a participle between commas, which tells of something else."""
    words, (at, after) = tokens.words, place
    if words[after : after + 1] != [","]:
        return False
    comma = next(
        (i for i in range(at - 1, max(first, at - _LONGEST_ASIDE), -1) if words[i] == ","), at
    )
    return is_past(words[comma + 1]) and words[comma + 1] not in _SUBJECTLESS


_SUBJECTLESS = frozenset({"had", "was", "were", "has", "have", "said"})


def _is_open(edtf: str) -> bool:
    return edtf.endswith("..") or "[.." in edtf


def _token_places(
    tokens: Tokens, first: int, dated: Sequence[Expression]
) -> dict[Expression, tuple[int, int]]:
    """Half-open token ranges of the expressions, in their order."""
    places = {}
    at = first
    for expression in dated:
        while at < len(tokens) and tokens.starts[at] < expression.start:
            at += 1
        start = at
        while at < len(tokens) and tokens.starts[at] < expression.end:
            at += 1
        places[expression] = (start, at)
    return places


def _is_limit(tokens: Tokens, place: tuple[int, int]) -> bool:
    return place[0] > 0 and tokens.words[place[0] - 1] in _SUBORDINATE


def _range(tokens: Tokens, dated: Sequence[Expression]) -> Governing | None:
    """`from X to Y` and `X-Y` are throughout, `between X and Y` is sometime within."""
    for first, second in pairwise(dated):
        link = tokens.text[first.end : second.start].strip(" ,\n").lower()
        before = tokens.text[max(0, first.start - 10) : first.start].lower().split()
        if not (first.edtf and second.edtf) or not _follows(first.edtf, second.edtf):
            continue
        words = f"{first.surface} {link} {second.surface}"
        if link == "and" and before[-1:] == ["between"]:
            edtf = f"[{first.edtf}..{second.edtf}]"
            return Governing(first, edtf, f"“between {words}”: sometime within")
        through = link in {"to", "until", "through", "till"} and before[-1:] == ["from"]
        if through or link in {"-", "–", "—"}:
            return Governing(first, f"{first.edtf}/{second.edtf}", f"“{words}”: throughout")
    return None


def _follows(edtf: str, later: str) -> bool:
    """Whether both are plain dates without times, in this order."""
    if _compound(edtf) or _compound(later) or "T" in edtf + later:
        return False
    begins, ends = parse_edtf(edtf).s0, parse_edtf(later).s0
    return begins is not None and ends is not None and begins <= ends


def _compound(edtf: str) -> bool:
    return "/" in edtf or "[" in edtf or "{" in edtf


def _since(
    tokens: Tokens, dated: Sequence[Expression], places: dict[Expression, tuple[int, int]]
) -> Governing | None:
    """`since the election in November 2022` begins then, as `since November 2022` does."""
    if len(dated) != 1:
        return None
    (only,) = dated
    start = places[only][0]
    before = tokens.words[max(0, start - 2 - _FEW) : start]
    led = before[-1:] in (["in"], ["of"], ["on"]) or (before[-1:] and before[-1] in _OWNERS)
    edtf = only.edtf or ""
    if _compound(edtf) or "T" in edtf or not led or "since" not in before:
        return None
    between = before[before.index("since") + 1 :]
    if any(is_past(word) or word == "," for word in between):
        return None
    return Governing(only, f"{only.edtf}/..", f"since {only.surface}: {only.reason}")


def _reported(
    tokens: Tokens,
    first: int,
    dated: Sequence[Expression],
    places: dict[Expression, tuple[int, int]],
) -> Governing | None:
    """`said Tuesday that the plant closed in 2019`: 2019; `said Tuesday it would close in May`:
    Tuesday, when it was said."""
    saying = [e for e in dated if _is_saying(tokens, first, e, places[e])]
    told = [e for e in dated if e not in saying and _places_event(tokens, e, places[e])]
    if len(saying) != 1 or not told:
        return None
    said = saying[0]
    best = min(told, key=lambda e: (_is_limit(tokens, places[e]), *_rank(e)))
    assert best.edtf is not None, best
    assert said.edtf is not None, said
    when, spoken = parse_edtf(best.edtf), parse_edtf(said.edtf)
    if when.s0 is not None and spoken.e1 is not None and when.s0 > spoken.e1:
        return Governing(
            said, said.edtf, f"when it was said; “{best.surface}” is later ({best.edtf})"
        )
    return Governing(best, best.edtf, f"{best.reason}; “{said.surface}” is when it was said")


def _is_saying(tokens: Tokens, first: int, expression: Expression, place: tuple[int, int]) -> bool:
    """Whether a verb of saying stands right before the day, right behind it, or near the start of
    a clause that begins with it."""
    if _PRECISION.get(expression.rule, 2) > 0:
        return False
    start, after = place
    words = tokens.words
    behind = words[after : after + (_FURTHEST if start <= first + 1 else 1)]
    if any(word in SPEECH for word in behind):
        return True
    at = start - 1
    while at > max(-1, start - _FURTHEST) and words[at] in _BETWEEN:
        at -= 1
    return at >= 0 and words[at] in SPEECH


def _places_event(tokens: Tokens, expression: Expression, place: tuple[int, int]) -> bool:
    """Not `its 2019 profit` and not `the May report`, which date a thing and no event."""
    if expression.rule in {"weekday", "deictic", "ago", "clock"}:
        return True
    return place[0] > 0 and tokens.words[place[0] - 1] in _PLACING | _SUBORDINATE
