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
from timeline.projections.record import project_record

_PRIVATE = ("note", "internal")


def withhold_internal(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events without internal facts, sources, citations and notes. Order is kept. O(n)."""
    given = tuple(events)
    if not any(_has_internal(event) for event in given):
        return given
    record = project_record(given)
    withheld = {*_internal(record.facts), *_internal(record.sources)}
    for alias, counted in record.names.items():
        if counted in withheld:
            withheld.add(alias)
    kept = []
    for event in given:
        # What hangs on something withheld goes with it: withdrawals and amendments of it too.
        if event.id in withheld or event.about in withheld or event.amends in withheld:
            withheld.add(event.id)
            continue
        public = _public(event, withheld)
        if public is None:
            withheld.add(event.id)
        else:
            kept.append(public)
    return tuple(kept)


def _has_internal(event: Event) -> bool:
    body = event.body
    if isinstance(body, FactStated) and (body.internal or body.note):
        return True
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


def _internal(groups: Any) -> Iterator[str]:
    """The ids of facts or sources whose newest events say that they are internal."""
    for group_id, events in groups.items():
        internal = events[0].body.internal
        for event in events[1:]:
            if isinstance(event.body, FactCorrected | SourceCorrected):
                internal = event.body.change.set.get("internal", internal)
        if internal:
            yield group_id


def _public(event: Event, withheld: set[str]) -> Event | None:
    """The event without its internal parts; None where nothing of it is left to say."""
    body: Any = event.body
    if isinstance(body, FactsLinked):
        return None if body.to in withheld else event
    changes: dict[str, Any] = {}
    if isinstance(body, FactStated):
        changes = {"note": "", "internal": False}
    elif isinstance(body, SourceAdded):
        changes = {"internal": False}
    elif isinstance(body, FactRetracted) and body.instead in withheld:
        changes = {"instead": ""}
    if isinstance(body, FactCorrected | SourceCorrected):
        change = _public_change(body.change, withheld)
        if not change:
            return None
        changes = {"change": change}
    citations = getattr(body, "citations", ())
    if citations:
        public = _public_citations(citations, withheld)
        if not public and isinstance(body, FactCorroborated):
            return None
        if not public and isinstance(body, FactDisputed) and not body.because:
            return None
        changes["citations"] = public
    return evolve(event, body=evolve(body, **changes)) if changes else event


def _public_change(change: Change, withheld: set[str]) -> Change:
    add = dict(change.add)
    if "citations" in add:
        add["citations"] = _public_citations(add["citations"], withheld)
    drop = dict(change.drop)
    if "citations" in drop:
        drop["citations"] = tuple(one for one in drop["citations"] if one not in withheld)
    return Change(
        set={name: value for name, value in change.set.items() if name not in _PRIVATE},
        add={name: items for name, items in add.items() if items},
        drop={name: items for name, items in drop.items() if items},
    )


def _public_citations(citations: Sequence[Citation], withheld: set[str]) -> tuple[Citation, ...]:
    return tuple(
        citation
        for citation in citations
        if not citation.internal and citation.source not in withheld
    )
