"""What the review shows of a draft: its sentence, and what would be recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.dates import format_words, parse_edtf
from timeline.drafting import Candidate, Draft
from timeline.drafting.facts.figures import FoundFigure
from timeline.renderers.terminal import Page, inert, inert_line, wrap

_LABEL = 12
_RELATIONS = {
    "already known": "is there as",
    "adds a source": "adds a source to",
    "disagrees": "disagrees with",
}
_AROUND = 160
_INDENT = "  "


def draw_draft(draft: Draft, text: str, page: Page, *, number: int, total: int) -> str:
    """The draft as one screen: about fifteen lines of 80 columns, and nothing a terminal obeys."""
    lines = ["", page.bold(f"[{number} of {total}]")]
    lines += _sentence(draft, text, page)
    lines.append("")
    for label, words in _about(draft):
        room = page.width - len(_INDENT) - _LABEL
        for at, line in enumerate(wrap(inert_line(words), room)):
            beside = label if at == 0 else ""
            lines.append(f"{_INDENT}{page.dim(beside.ljust(_LABEL))}{line}")
    return "\n".join(lines)


def _sentence(draft: Draft, text: str, page: Page) -> Iterator[str]:
    """The sentence with its date in bold, and dimly what stands before and behind it."""
    candidate = draft.candidate
    room = page.width - len(_INDENT)
    before, behind = _before(text, candidate.start), _behind(text, candidate.end)
    if before:
        yield from (_INDENT + page.dim(line) for line in wrap(inert(before), room))
    sentence = "\n".join(wrap(inert(candidate.surface), room))
    for line in _marked(sentence, inert(candidate.occurred_text), page).split("\n"):
        yield _INDENT + line
    if behind:
        yield from (_INDENT + page.dim(line) for line in wrap(inert(behind), room))


def _before(text: str, start: int) -> str:
    """The end of what stands before a place, on the same paragraph, from a word on."""
    said = text[max(0, start - _AROUND) : start].rpartition("\n")[2].strip()
    cut = start > _AROUND and len(said) > _AROUND - 40
    return f"… {said.partition(' ')[2]}" if cut else said


def _behind(text: str, end: int) -> str:
    said = text[end : end + _AROUND].lstrip(" ").partition("\n")[0].strip()
    cut = len(said) > _AROUND - 40
    return f"{said.rpartition(' ')[0]} …" if cut else said


def _marked(lines: str, words: str, page: Page) -> str:
    """The lines with these words in bold, wherever a line is broken."""
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        return lines
    return re.sub(
        r"\s+".join(parts),
        lambda found: "\n".join(page.bold(part) for part in found.group().split("\n")),
        lines,
        count=1,
    )


def _about(draft: Draft) -> Iterator[tuple[str, str]]:
    candidate = draft.candidate
    if " ".join(candidate.surface.split()).rstrip(".") != candidate.headline:
        yield "headline", candidate.headline
    yield "date", date_words(candidate.occurred) if candidate.occurred else "Undated"
    yield "because", because(candidate)
    if candidate.alternatives:
        yield "or", ", ".join(map(date_words, candidate.alternatives))
    if candidate.unresolved and candidate.occurred:
        yield "tie to", f"“{candidate.unresolved}” can be tied to another fact"
    if candidate.people:
        yield "people", ", ".join(candidate.people)
    if candidate.places:
        yield "place", candidate.places[0] + _also(candidate.places[1:])
    if candidate.figures:
        kept, left = recorded_figures(candidate.figures)
        yield "figures", ", ".join(map(_named, kept)) + _also([f"{f.value} {f.unit}" for f in left])
    if draft.known:
        yield "known", f"by {format_words(parse_edtf(draft.known))}"
    if draft.match is not None:
        does = _RELATIONS[draft.match.relation]
        yield "in the log", f"{does} {draft.match.fact}: {draft.match.because}"


def because(candidate: Candidate) -> str:
    """The words that date it, and why they mean this date."""
    said = f"“{candidate.occurred_text}”"
    if not candidate.occurred_text or said in candidate.reason:
        return candidate.reason
    return f"{said}: {candidate.reason}"


def date_words(edtf: str) -> str:
    """The date in words, and as EDTF where that says more."""
    words = format_words(parse_edtf(edtf))
    return words if words == edtf else f"{words} ({edtf})"


def _named(figure: FoundFigure) -> str:
    about = "about " if figure.approximate else ""
    return f"{figure.name}={about}{figure.value} {figure.unit}"


def _also(others: Sequence[str]) -> str:
    return f" (press e to add {', '.join(others)})" if others else ""


def recorded_figures(
    figures: Sequence[FoundFigure],
) -> tuple[tuple[FoundFigure, ...], tuple[FoundFigure, ...]]:
    """(what is recorded, what is left for an edit): a fact has one figure of each name."""
    kept: dict[str, FoundFigure] = {}
    left = []
    for figure in figures:
        if figure.name in kept:
            left.append(figure)
        else:
            kept[figure.name] = figure
    return tuple(kept.values()), tuple(left)
