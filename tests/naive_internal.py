"""Internal matter, taken away event by event before anything is computed: part of the oracle.

It imports no projection, as `tests.naive` doesn't.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from tests.naive import Model
from timeline.events import Change, Citation, Event, FactDisputed, FactStated, SourceAdded


def without_internal(events: Iterable[Event]) -> list[Event]:
    """The log as it would be had nothing internal ever been written. Ids stay as they were.

    A fact or source is internal when the newest state of the whole log says so, or the newest
    event that speaks of it (the two differ where corrections became known in another order than
    they were recorded in). One that no longer counts, so that the newest state has no word on it,
    is internal if anything ever said so: it still shows at an earlier R. `origin` stays, so that
    two reprints of an internal source do not confirm each other.
    """
    model = Model(events)
    hidden = {event.id for event in model.events.values() if is_hidden(model, event)}
    kept = []
    for event in model.events.values():
        first = model.events[model.real(event.id)]
        named = {first.id, model.real(first.about), model.real(getattr(first.body, "to", ""))}
        body = public_body(model, event.body, hidden)
        if not named & hidden and says_something(model, event, body):
            kept.append(evolve(event, body=body))
    return kept


def is_hidden(model: Model, event: Event) -> bool:
    """A fact or a source that may not be published."""
    if event.type not in (FactStated.type, SourceAdded.type):
        return False
    said = [getattr(event.body, "internal", False)]
    for other in model.events.values():
        change = model.change_of(other)
        speaks = "internal" in change.set and model.real(other.about) == event.id
        if speaks and (model.counts(other.id) or not model.counts(event.id)):
            said.append(change.set["internal"])
    if not model.counts(event.id):
        return any(said)
    source = model.source(event.id)
    newest = source.internal if source else model.shown(event.id)["internal"]
    return bool(said[-1] or newest)


def says_something(model: Model, event: Event, body: Any) -> bool:
    """Whether a dispute or corroboration has anything left to say in public."""
    was_empty = not getattr(event.body, "citations", ())
    amended = any(other.amends for other in model.events.values() if other.amends == event.id)
    if isinstance(body, FactDisputed):
        return bool(was_empty or body.citations or body.because or amended)
    return True


def public_body(model: Model, body: Any, hidden: set[str]) -> Any:
    def public(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(
            citation
            for citation in citations
            if not citation.internal and model.real(citation.source) not in hidden
        )

    if hasattr(body, "citations"):
        body = evolve(body, citations=public(body.citations))
    if hasattr(body, "note"):
        body = evolve(body, note="")
    if hasattr(body, "internal"):
        body = evolve(body, internal=False)
    if hasattr(body, "instead") and model.real(body.instead) in hidden:
        body = evolve(body, instead="")
    if hasattr(body, "change"):
        change = body.change
        told = {name: new for name, new in change.set.items() if name not in ("note", "internal")}
        add = dict(change.add)
        if "citations" in add:
            add["citations"] = public(add["citations"])
        drop = dict(change.drop)
        if "citations" in drop:
            drop["citations"] = tuple(id_ for id_ in drop["citations"] if id_ not in hidden)
        body = evolve(body, change=Change(set=told, add=add, drop=drop))
    return body
