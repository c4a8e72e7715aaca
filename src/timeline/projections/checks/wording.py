"""Rules about how a fact is told: its name, its headline, the reasons given, its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.events import FactCorrected
from timeline.projections.checks.review import Finding, Review, of_fact
from timeline.projections.state import FactState

# A full stop within a headline ends a sentence when what follows looks like the start of another;
# one letter or a short capitalised word before it is an initial or an abbreviation (U.S., Jan.).
_TWO_SENTENCES = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?]\s+[A-Z0-9“\"]")
_JOINED = re.compile(r";|, (?:and then|while|whereas|after which|before which)\b|\band then\b")

_EXPLAINED = ("correction", "update")


def clashing_name(review: Review) -> Iterator[Finding]:
    """Two facts, or two sources, have one readable name; the later shows as `name~k3f9`."""
    for state in review.listed:
        first, tilde, mark = state.name.rpartition("~")
        if tilde and state.id.startswith(mark):
            remedy = f"give it a name of its own: timeline correct {state.name} --name NAME"
            yield of_fact("clashing-name", state, f"{first} is another fact's name too", remedy)
    for source in review.sources:
        if source.name != source.values.name:
            yield Finding(
                code="clashing-name",
                subject=source.name,
                event=source.id,
                message=f"{source.values.name} is another source's name too",
                remedy=f"timeline source correct {source.name} --name NAME",
            )


def compound_fact(review: Review) -> Iterator[Finding]:
    """A headline tells more than one thing: two sentences, a semicolon, "while", "and then".
    Such a fact can't be half confirmed, half retracted.
    """
    for state in review.standing:
        headline = state.values.headline
        if _TWO_SENTENCES.search(headline) or _JOINED.search(headline):
            remedy = "state each as a fact of its own, and link them"
            yield of_fact("compound-fact", state, "tells more than one thing", remedy)


def unexplained_change(review: Review) -> Iterator[Finding]:
    """A correction or an update that shows gives no reason. Typos and clarifications need none."""
    for state in review.listed:
        for step in state.shown:
            body = step.event.body
            if not step.because and isinstance(body, FactCorrected) and body.kind in _EXPLAINED:
                yield of_fact(
                    "unexplained-change",
                    state,
                    f"the {body.kind} gives no reason",
                    "undo it, and record it again with --because",
                    event=step.event.id,
                )


def image_without_alt(review: Review) -> Iterator[Finding]:
    """A picture without words for those who can't see it."""
    for state in review.standing:
        if state.values.media and not state.values.media.alt:
            yield of_fact("image-without-alt", state, "its picture has no words", _picture(state))


def image_without_credit(review: Review) -> Iterator[Finding]:
    """A picture that doesn't say whose it is."""
    for state in review.standing:
        if state.values.media and not state.values.media.credit:
            message = "its picture doesn't say whose it is"
            yield of_fact("image-without-credit", state, message, _picture(state))


def _picture(state: FactState) -> str:
    return f"timeline correct {state.name} --image URL --alt TEXT --credit TEXT --kind typo"
