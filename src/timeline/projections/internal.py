"""Internal matter, taken away before anything is computed.

What is internal in the newest state of the whole log is internal at every (K, R): nothing that
is published then depends on it, and nothing published can be traced to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from timeline.events import (
    Change,
    Citation,
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRetracted,
    FactsLinked,
    FactStated,
    SourceAdded,
    SourceCorrected,
)
from timeline.projections.facts import project_facts
from timeline.projections.record import Record, in_order, project_record
from timeline.projections.sources import project_sources
from timeline.projections.state import state_at

_PRIVATE = ("note", "internal")


def withhold_internal(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, in order of record, without internal facts, sources, citations and notes.

    A correction of which nothing public is left stays, empty: what amends it may be public, and
    another event with its `key` must not come into force in its place. O(n log n).
    """
    given = tuple(in_order(events))
    if not any(map(_has_internal, given)):
        return given
    record = project_record(given)
    withheld = _internal(given, record)
    kept = []
    public_of: dict[str, Event] = {}
    for event in given:
        # What hangs on something withheld goes with it: amendments and withdrawals of it too,
        # and repetitions of its `key`.
        first = public_of.get(record.canonical_id(event.id))
        if event.id in record.names and first is not None and _has_internal(event):
            # Another event counts in its place, so that one's words can stand for its own.
            kept.append(evolve(event, type=first.type, body=first.body))
            continue
        named = {event.id, event.about, event.amends}
        if not withheld.isdisjoint(named | {record.canonical_id(one) for one in named}):
            withheld.add(event.id)
            continue
        public = _public(event, withheld, record)
        if public is None:
            withheld.add(event.id)
        else:
            kept.append(public)
            public_of[event.id] = public
    return tuple(kept)


def _internal(events: Sequence[Event], record: Record) -> set[str]:
    """The ids of facts and sources that are internal: in the newest state of the log, or by the
    newest event that says so either way. One that no longer counts still shows at an earlier R,
    so it is internal if anything ever said so.
    """
    sources = project_sources(record)
    newest: dict[str, bool] = {
        **{source_id: source.values.internal for source_id, source in sources.items()},
        **{
            fact.id: state_at(fact, record, sources).values.internal
            for fact in project_facts(record, sources)
        },
    }
    said: dict[str, list[bool]] = {}
    for event in events:
        if event.type in (FactStated.type, SourceAdded.type) and event.id not in record.names:
            said[event.id] = [getattr(event.body, "internal", False)]
        change: Change | None = getattr(event.body, "change", None)
        about = record.canonical_id(event.about)
        if change is None or "internal" not in change.set or about not in said:
            continue
        if event.id in record.by_id or about not in record.by_id:
            said[about].append(bool(change.set["internal"]))
    return {
        found
        for found, told in said.items()
        if (any(told) if found not in newest else told[-1] or newest[found])
    }


def _has_internal(event: Event) -> bool:
    body = event.body
    if isinstance(body, FactStated):
        return bool(
            body.internal
            or body.note
            or (body.citations and any(citation.internal for citation in body.citations))
        )
    if isinstance(body, SourceAdded) and body.internal:
        return True
    change = getattr(body, "change", None)
    if change is not None and any(name in change.set for name in _PRIVATE):
        return True
    return any(citation.internal for citation in _all_citations(body))


def _all_citations(body: Any) -> Iterator[Citation]:
    yield from getattr(body, "citations", ())
    change: Change | None = getattr(body, "change", None)
    if change is not None:
        yield from change.add.get("citations", ())


def _public(event: Event, withheld: set[str], record: Record) -> Event | None:
    """The event without its internal parts; None where nothing of it is left to say."""
    body: Any = event.body
    changes: dict[str, Any] = {}
    if isinstance(body, FactsLinked) and record.canonical_id(body.to) in withheld:
        return None
    if isinstance(body, FactStated):
        changes = {"note": "", "internal": False}
    elif isinstance(body, SourceAdded):
        changes = {"internal": False}
    elif isinstance(body, FactRetracted) and record.canonical_id(body.instead) in withheld:
        changes = {"instead": ""}
    elif isinstance(body, FactCorrected | SourceCorrected):
        changes = {"change": _public_change(body.change, withheld, record)}
    if getattr(body, "citations", ()):
        changes["citations"] = _public_citations(body.citations, withheld, record)
        silent = isinstance(body, FactDisputed) and not changes["citations"] and not body.because
        if silent and event.id not in record.amending:
            return None
    return evolve(event, body=evolve(body, **changes)) if changes else event


def says_something(event: Event) -> bool:
    """Whether anything of an event is left once internal matter is taken away. One that says
    nothing still counts, for what amends it, but is not shown.
    """
    body = event.body
    if isinstance(body, FactCorrected | SourceCorrected):
        return bool(body.change)
    return not isinstance(body, FactCorroborated) or bool(body.citations)


def _public_change(change: Change, withheld: set[str], record: Record) -> Change:
    add = dict(change.add)
    if "citations" in add:
        add["citations"] = _public_citations(add["citations"], withheld, record)
    drop = dict(change.drop)
    if "citations" in drop:
        drop["citations"] = tuple(
            one for one in drop["citations"] if record.canonical_id(one) not in withheld
        )
    return Change(
        set={name: value for name, value in change.set.items() if name not in _PRIVATE},
        add={name: items for name, items in add.items() if items},
        drop={name: items for name, items in drop.items() if items},
    )


def _public_citations(
    citations: Sequence[Citation], withheld: set[str], record: Record
) -> tuple[Citation, ...]:
    return tuple(
        citation
        for citation in citations
        if not citation.internal and record.canonical_id(citation.source) not in withheld
    )
