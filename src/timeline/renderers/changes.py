"""What changed in the record, as far as readers see it."""

from __future__ import annotations

from collections.abc import Container

from timeline.events import (
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactStated,
)
from timeline.projections.facts import Fact, Step
from timeline.projections.story import Story
from timeline.renderers.page.view import Note

_TOLD = (FactStated, FactRetracted, FactRestored, FactDisputed, FactCorroborated)
_SEEN = ("headline", "detail", "occurred", "place", "people", "media", "figures", "citations")


def recorded_changes(
    story: Story, facts: Container[str], since: str = ""
) -> list[tuple[Event, Fact]]:
    """What readers are told of the given facts (by id), newest record first; `since` a UTC
    instant as in `Event.recorded`, exclusive. A change that a reader can't see is none.
    """
    found = []
    for fact in story.facts:
        if fact.id not in facts:
            continue
        steps = (fact.statement, *fact.changes, *fact.supports, *fact.disputes)
        found += [(step.event, fact) for step in steps if _is_public(step, since)]
    return sorted(found, key=lambda pair: pair[0].order, reverse=True)


def _is_public(step: Step, since: str) -> bool:
    body = step.event.body
    if step.event.recorded <= since:
        return False
    if isinstance(body, FactCorrected):
        return body.kind != "typo" and any(name.split(".")[0] in _SEEN for name in step.touches)
    return isinstance(body, _TOLD)


def note_text(note: Note) -> str:
    """A note as plain text: what was struck stands in brackets."""
    changes = []
    for change in note.changes:
        said = "".join(
            f"[{part.text}] " if part.kind == "del" else part.text for part in change.parts
        )
        changes.append(" ".join(word for word in (change.label, said.strip()) if word))
    parts = [note.label]
    if changes:
        parts.append("; ".join(changes) + note.stop)
    if note.because:
        parts.append(note.because)
    if note.link:
        parts.append(f"{note.link.label} {note.link.text}")
    return " ".join(parts)
