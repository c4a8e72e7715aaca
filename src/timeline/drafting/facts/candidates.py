"""Dated facts that a text may hold, each with the place in the text that says so."""

from __future__ import annotations

from bisect import bisect_left

from attrs import evolve, frozen

from timeline.dates import Date, parse_edtf
from timeline.drafting.facts.clauses import (
    Aside,
    Predicate,
    find_aside,
    find_predicate,
    is_label,
    split_clauses,
)
from timeline.drafting.facts.figures import FoundFigure, find_figures
from timeline.drafting.facts.governing import dating, govern
from timeline.drafting.facts.headlines import finish_headline, make_headline
from timeline.drafting.facts.people import People, find_people
from timeline.drafting.facts.places import dateline_end, find_places
from timeline.drafting.facts.telling import (
    is_age_told,
    is_ongoing,
    is_perfect,
    is_remark,
    is_wish,
    tells_past,
)
from timeline.drafting.temporal.expressions import Expression, check_length, find_in_tokens
from timeline.drafting.temporal.narrative import Mode
from timeline.drafting.temporal.tokens import Tokens, split_sentences

_FEWEST_WORDS = 4


@frozen
class Candidate:
    """A fact that a program proposes. `text[start:end] == surface`, counted in characters.

    Args:
        surface: the sentence or clause as it stands in the text: the citation's quote.
        headline: what a person may accept as it is, or edit.
        occurred: EDTF, or None where nothing dates it.
        occurred_text: the words that date it, or empty.
        reason: why this date, in words; always given where the sentence has no date itself.
        alternatives: other dates the words allow, as EDTF, likeliest first; of a sentence without a
            date, the one of the sentence before.
        unresolved: `since he took office`: a time that only another fact can date.
        people, places, figures: what plain rules found, to be confirmed.
    """

    start: int
    end: int
    surface: str
    headline: str
    occurred: str | None = None
    occurred_text: str = ""
    reason: str = ""
    alternatives: tuple[str, ...] = ()
    unresolved: str = ""
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    figures: tuple[FoundFigure, ...] = ()


def extract(text: str, published: Date | None, language: str = "en") -> list[Candidate]:
    """The built-in extractor: English, by rules. Other languages give nothing.

    Dated clauses, and undated sentences that tell of something past, in the text's order. An
    undated one gets a bounded date (`[..2024-01-16]`: by the publication), never a day.
    """
    if not language.lower().startswith("en"):
        return []
    return find_candidates(text, published=published)


def find_candidates(
    text: str, *, published: Date | None, mode: Mode | None = None
) -> list[Candidate]:
    """As `extract`, with the mode of reading dates; linear in the text's length."""
    tokens = Tokens(check_length(text))
    sentences = split_sentences(tokens)
    expressions = find_in_tokens(tokens, sentences, published=published, mode=mode)
    people = find_people(tokens, sentences)
    found: list[Candidate] = []
    at = 0
    for first, after in sentences:
        low, high = tokens.starts[first], tokens.ends[after - 1]
        own = []
        while at < len(expressions) and expressions[at].start < high:
            if expressions[at].start >= low:
                own.append(expressions[at])
            at += 1
        start = dateline_end(tokens, first, after)
        if is_label(tokens, start, after):
            continue
        before = _date_before(text, found, low, published)
        sentence = _Sentence(tokens, first, start, after, own, published, people, before)
        found.extend(_of_sentence(sentence))
    return found


def _date_before(text: str, found: list[Candidate], low: int, published: Date | None) -> str:
    """The date that was last told in the same paragraph, if it isn't still to come."""
    if not found or not found[-1].occurred or "\n\n" in text[found[-1].end : low]:
        return ""
    told = found[-1].occurred if found[-1].occurred_text else "".join(found[-1].alternatives[:1])
    if not told or published is None or published.e1 is None:
        return told
    start = parse_edtf(told).s0
    return told if start is not None and start <= published.e1 else ""


@frozen
class _Sentence:
    """Tokens `first` to `after`, the dateline included; what it tells begins at `start`."""

    tokens: Tokens
    first: int
    start: int
    after: int
    own: list[Expression]
    published: Date | None
    people: People
    date_before: str = ""


def _of_sentence(sentence: _Sentence) -> list[Candidate]:
    tokens = sentence.tokens
    told = [e for e in sentence.own if e.start >= tokens.starts[sentence.start]]
    dated = [expression for expression in told if expression.edtf is not None]
    if is_wish(tokens, sentence.start, sentence.after):
        return []
    dated = dating(tokens, sentence.start, dated, sentence.published)
    if not dated:
        candidate = _undated(sentence)
        return [candidate] if candidate else []
    aside = find_aside(tokens, sentence.start, sentence.after)
    if aside is not None:
        split = _split_aside(sentence, aside, dated)
        if split is not None:
            return split
    return _of_clauses(sentence, dated)


def _of_clauses(sentence: _Sentence, dated: list[Expression]) -> list[Candidate]:
    tokens = sentence.tokens
    clauses = split_clauses(tokens, sentence.start, sentence.after, [e.start for e in dated])
    found = []
    for start, end in clauses:
        inside = _within(tokens, start, end, dated)
        if not inside:
            continue
        predicate = find_predicate(tokens, start, end, [e.start for e in inside])
        if predicate is not None:
            found.extend(_split_predicate(sentence, predicate, end, inside))
            continue
        candidate = _dated(sentence, start, end, inside)
        if _tells_something(candidate.headline):
            found.append(candidate)
    return found


def _within(tokens: Tokens, first: int, after: int, dated: list[Expression]) -> list[Expression]:
    low, high = tokens.starts[first], tokens.ends[after - 1]
    return [e for e in dated if low <= e.start < high]


def _split_predicate(
    sentence: _Sentence, predicate: Predicate, after: int, dated: list[Expression]
) -> list[Candidate]:
    """Two facts of `Salinas published a book in 1946 and won a prize in 1965`."""
    tokens, joint = sentence.tokens, predicate.joint
    first = _dated(
        sentence, predicate.subject, joint, _within(tokens, predicate.subject, joint, dated)
    )
    second = _dated(sentence, joint, after, _within(tokens, joint, after, dated))
    told = [tokens.surface(predicate.subject, predicate.verb), predicate.helper]
    words = " ".join(word for word in (*told, tokens.surface(joint + 1, after)) if word)
    people = sentence.people.named(predicate.subject, predicate.verb)
    return [
        first,
        evolve(
            second,
            headline=finish_headline(words),
            people=tuple(dict.fromkeys((*people, *second.people))),
        ),
    ]


def _split_aside(
    sentence: _Sentence, aside: Aside, dated: list[Expression]
) -> list[Candidate] | None:
    """Two facts: `Stamp, who pleaded guilty in January`, and the sentence without it.

    None where the aside has no date, or none but the aside tells of anything.
    """
    tokens = sentence.tokens
    inside = _within(tokens, aside.start, aside.after, dated)
    outside = [e for e in dated if e not in inside]
    rest = [(sentence.start, aside.comma), (min(aside.after + 1, sentence.after), sentence.after)]
    whole = any(tells_past(tokens, start, end) for start, end in rest if start < end)
    if not inside or not (whole or outside):
        return None
    found = []
    if tells_past(tokens, aside.start, aside.after):
        told = _dated(sentence, aside.subject, aside.after, inside)
        words = _joined(tokens, [(aside.subject, aside.comma), (aside.start, aside.after)])
        found.append(evolve(told, headline=finish_headline(words)))
    headline = make_headline(tokens, sentence.start, sentence.after, None)
    if aside.comma - sentence.start > 0:
        headline = finish_headline(_joined(tokens, rest))
    if outside:
        main = _dated(sentence, sentence.start, sentence.after, outside)
        found.append(evolve(main, headline=headline))
    elif whole and aside.after < sentence.after - 2:
        if found and is_perfect(tokens, aside.after + 1, sentence.after):
            return found
        undated = _undated(sentence)
        if undated is not None:
            found.append(evolve(undated, headline=headline))
    return found or None


def _joined(tokens: Tokens, spans: list[tuple[int, int]]) -> str:
    return " ".join(tokens.surface(start, end) for start, end in spans if start < end)


def _tells_something(headline: str) -> bool:
    """Whether words are left: a date alone is a heading, not a fact."""
    return sum(word[:1].isalpha() for word in headline.split()) >= 2


def _dated(sentence: _Sentence, first: int, after: int, dated: list[Expression]) -> Candidate:
    tokens = sentence.tokens
    ruling = govern(tokens, first, dated)
    told = _within(tokens, first, after, sentence.own)
    others = [
        e.edtf for e in told if e.edtf and e.edtf != ruling.edtf and e is not ruling.expression
    ]
    return evolve(
        _candidate(sentence, first, after),
        headline=make_headline(tokens, first, after, ruling.expression),
        occurred=ruling.edtf,
        occurred_text=ruling.expression.surface,
        reason=ruling.reason,
        alternatives=tuple(dict.fromkeys(others)),
        unresolved=_unresolved(tokens, first, after, dated),
    )


def _undated(sentence: _Sentence) -> Candidate | None:
    """A sentence without a date of its own: bounded by the publication, with the reason."""
    tokens, first, after = sentence.tokens, sentence.start, sentence.after
    said = next((e.surface for e in sentence.own if e.timex_value == "PAST_REF"), "")
    if after - first < _FEWEST_WORDS or not (said or tells_past(tokens, first, after)):
        return None
    if is_remark(tokens, first) or is_age_told(tokens, first, after):
        return None
    if not said and is_ongoing(tokens, first, after):
        return None
    candidate = _candidate(sentence, first, after)
    unresolved = _unresolved(tokens, first, after, []) or _beside_event(sentence)
    if unresolved:
        return evolve(
            candidate,
            unresolved=unresolved,
            reason=f"“{unresolved}” counts from something that another fact must date",
        )
    published = sentence.published
    if published is None or published.latest is None:
        return evolve(candidate, reason="no date in the sentence, and no publication date given")
    told = f"“{said}” names no day" if said else "no date in the sentence"
    return evolve(
        candidate,
        occurred=f"[..{published.latest}]",
        occurred_text=said,
        reason=f"{told}; it was reported by {published.latest}",
        alternatives=_other_dates(sentence),
    )


def _other_dates(sentence: _Sentence) -> tuple[str, ...]:
    """Dates that a sentence names in passing, and the one told just before it."""
    own = [expression.edtf for expression in sentence.own if expression.edtf]
    return tuple(dict.fromkeys(date for date in (*own, sentence.date_before) if date))


def _candidate(sentence: _Sentence, first: int, after: int) -> Candidate:
    """The words of a clause, with the people, places and figures in them.

    A dateline's place belongs to the clause that follows it.
    """
    tokens = sentence.tokens
    inside = frozenset(
        at
        for e in sentence.own
        for at in range(
            bisect_left(tokens.starts, e.start, first, after),
            bisect_left(tokens.starts, e.end, first, after),
        )
    )
    placed = sentence.first if first == sentence.start else first
    return Candidate(
        start=tokens.starts[first],
        end=tokens.ends[after - 1],
        surface=tokens.surface(first, after),
        headline=make_headline(tokens, first, after, None),
        people=sentence.people.named(first, after),
        places=find_places(tokens, placed, after, sentence.people),
        figures=find_figures(tokens, first, after, inside),
    )


def _beside_event(sentence: _Sentence) -> str:
    """`The day after the attack`, where nothing told dates the attack."""
    tokens = sentence.tokens
    opening = next((e.start for e in sentence.own if e.rule == "event-day" and not e.edtf), None)
    if opening is None:
        return ""
    first = bisect_left(tokens.starts, opening)
    end = first + 1
    longest = min(sentence.after, first + _LONGEST_CLAUSE)
    while end < longest and tokens.words[end] not in _CLAUSE_ENDS:
        end += 1
    return " ".join(tokens.surface(first, end).split())


_CLAUSE_ENDS = frozenset({",", ";", ".", "!", "?", ":", "”", "-"})
_LONGEST_CLAUSE = 14
_HAVE = (["has"], ["have"], ["had"])


def _unresolved(tokens: Tokens, first: int, after: int, dated: list[Expression]) -> str:
    """`since he took office`: a clause behind `since` with a past verb and no date in it."""
    words = tokens.words
    for at in range(first, after):
        if words[at] != "since" or at + 2 >= after or words[at - 1 : at] in _HAVE:
            continue
        end = at + 1
        while end < after and end - at < _LONGEST_CLAUSE and words[end] not in _CLAUSE_ENDS:
            end += 1
        low, high = tokens.starts[at], tokens.ends[end - 1]
        if any(low <= e.start < high for e in dated) or words[at + 1] == "then":
            continue
        if end - at > 2 and tells_past(tokens, at + 1, end):
            return " ".join(tokens.surface(at, end).split())
    return ""
