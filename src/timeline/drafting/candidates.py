"""Dated facts that a text may hold, each with the place in the text that says so."""

from __future__ import annotations

from itertools import pairwise

from attrs import evolve, frozen

from timeline.dates import Date
from timeline.drafting.clauses import split_clauses
from timeline.drafting.cues import tells_past
from timeline.drafting.details import FoundFigure, find_figures, find_people, find_places
from timeline.drafting.expressions import Expression, Mode, check_length, find_in_tokens
from timeline.drafting.tokens import Tokens, split_sentences

_LONGEST_HEADLINE = 220
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
        alternatives: other dates the words allow, as EDTF, likeliest first.
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
    found: list[Candidate] = []
    at = 0
    for first, after in sentences:
        low, high = tokens.starts[first], tokens.ends[after - 1]
        own = []
        while at < len(expressions) and expressions[at].start < high:
            if expressions[at].start >= low:
                own.append(expressions[at])
            at += 1
        found.extend(_of_sentence(tokens, first, after, own, published))
    return found


def _of_sentence(
    tokens: Tokens, first: int, after: int, own: list[Expression], published: Date | None
) -> list[Candidate]:
    dated = [expression for expression in own if expression.edtf is not None]
    if not dated:
        candidate = _undated(tokens, first, after, own, published)
        return [candidate] if candidate else []
    clauses = split_clauses(tokens, first, after, [e.start for e in dated])
    found = []
    for start, end in clauses:
        low, high = tokens.starts[start], tokens.ends[end - 1]
        inside = [e for e in dated if low <= e.start < high]
        candidate = _dated(tokens, start, end, inside, own) if inside else None
        if candidate is not None and _tells_something(candidate.headline):
            found.append(candidate)
    return found


def _tells_something(headline: str) -> bool:
    """Whether words are left: a date alone is a heading, not a fact."""
    return sum(word[:1].isalpha() for word in headline.split()) >= 2


def _dated(
    tokens: Tokens, first: int, after: int, dated: list[Expression], own: list[Expression]
) -> Candidate:
    governing, occurred, reason = govern(tokens, dated)
    others = [e.edtf for e in dated if e.edtf and e.edtf != occurred and e is not governing]
    candidate = _candidate(tokens, first, after, own)
    return evolve(
        candidate,
        headline=_headline(tokens, first, after, governing),
        occurred=occurred,
        occurred_text=governing.surface,
        reason=reason,
        alternatives=tuple(dict.fromkeys(others)),
        unresolved=_unresolved(tokens, first, after, dated),
    )


_PRECISION = {"date": 0, "weekday": 0, "deictic": 0, "clock": 0, "holiday": 0, "month": 1}


def govern(tokens: Tokens, dated: list[Expression]) -> tuple[Expression, str, str]:
    """(the expression that dates the clause, its EDTF, why); two ends of a range become one."""
    ranged = _range(tokens, dated)
    if ranged is not None:
        return ranged
    free = [e for e in dated if not (e.edtf or "").endswith("..") and "[.." not in (e.edtf or "")]
    choice = min(free or dated, key=lambda e: (_PRECISION.get(e.rule, 2), e.start))
    assert choice.edtf is not None, choice
    return choice, choice.edtf, choice.reason


def _range(tokens: Tokens, dated: list[Expression]) -> tuple[Expression, str, str] | None:
    """`from X to Y` and `X-Y` are throughout, `between X and Y` is sometime within."""
    for first, second in pairwise(dated):
        link = tokens.text[first.end : second.start].strip(" ,\n").lower()
        before = tokens.text[max(0, first.start - 10) : first.start].lower().split()
        if not first.edtf or not second.edtf or _compound(first.edtf) or _compound(second.edtf):
            continue
        words = f"{first.surface} {link} {second.surface}"
        if link == "and" and before[-1:] == ["between"]:
            return first, f"[{first.edtf}..{second.edtf}]", f"“between {words}”: sometime within"
        through = link in {"to", "until", "through", "till"} and before[-1:] == ["from"]
        if through or link in {"-", "–", "—"}:
            return first, f"{first.edtf}/{second.edtf}", f"“{words}”: throughout"
    return None


def _compound(edtf: str) -> bool:
    return "/" in edtf or "[" in edtf or "{" in edtf


def _undated(
    tokens: Tokens, first: int, after: int, own: list[Expression], published: Date | None
) -> Candidate | None:
    """A sentence without a date of its own: bounded by the publication, with the reason."""
    if after - first < _FEWEST_WORDS or not tells_past(tokens, first, after):
        return None
    candidate = _candidate(tokens, first, after, own)
    unresolved = _unresolved(tokens, first, after, [])
    if unresolved:
        return evolve(
            candidate,
            unresolved=unresolved,
            reason=f"“{unresolved}” counts from something that another fact must date",
        )
    said = next((e.surface for e in own if e.timex_value == "PAST_REF"), "")
    if published is None or published.latest is None:
        return evolve(candidate, reason="no date in the sentence, and no publication date given")
    told = f"“{said}” names no day" if said else "no date in the sentence"
    return evolve(
        candidate,
        occurred=f"[..{published.latest}]",
        occurred_text=said,
        reason=f"{told}; it was reported by {published.latest}",
    )


def _candidate(tokens: Tokens, first: int, after: int, own: list[Expression]) -> Candidate:
    spans = [(e.start, e.end) for e in own]
    inside = frozenset(
        at
        for at in range(first, after)
        if any(start <= tokens.starts[at] < end for start, end in spans)
    )
    return Candidate(
        start=tokens.starts[first],
        end=tokens.ends[after - 1],
        surface=tokens.surface(first, after),
        headline=_headline(tokens, first, after, None),
        people=find_people(tokens, first, after),
        places=find_places(tokens, first, after),
        figures=find_figures(tokens, first, after, inside),
    )


_OPENERS = frozenset({"on", "in", "at", "by", "during", "and", "but", "also", "just", "over"})


def _headline(tokens: Tokens, first: int, after: int, governing: Expression | None) -> str:
    """The clause without the date it begins with, on one line, cut at a word if it is long."""
    start = first
    while start < after and tokens.words[start] in {"and", "but", '"', "“"}:
        start += 1
    if governing is not None:
        opening = start
        while opening < after and tokens.words[opening] in _OPENERS:
            opening += 1
        if opening < after and tokens.starts[opening] == governing.start:
            while opening < after and tokens.starts[opening] < governing.end:
                opening += 1
            if opening < after and tokens.words[opening] == ",":
                start = opening + 1
    text = " ".join(tokens.surface(start, after).split()) if start < after else ""
    text = text.strip(' .,;:"“”')
    if len(text) > _LONGEST_HEADLINE:
        text = text[: _LONGEST_HEADLINE - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return text[:1].upper() + text[1:]


_CLAUSE_ENDS = frozenset({",", ";", ".", "!", "?", ":", "”", "-"})
_LONGEST_CLAUSE = 14


def _unresolved(tokens: Tokens, first: int, after: int, dated: list[Expression]) -> str:
    """`since he took office`: a clause behind `since` with a past verb and no date in it."""
    words = tokens.words
    for at in range(first, after):
        if words[at] != "since" or at + 2 >= after:
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
