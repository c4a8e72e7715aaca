"""What the log says at R: the events in force, in order of record (rules 1 and 2).

`project_record` is the first step of every projection. It drops what was recorded later, what
repeats a `key`, what was withdrawn and what hangs on either, and gathers the rest by the fact
or source that it is about.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any

from attrs import evolve, frozen

from timeline.dates import Hemisphere
from timeline.events import (
    Change,
    Citation,
    Erased,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    LogDescribed,
    SourceAdded,
    SourceCorrected,
    Value,
)


@frozen(kw_only=True, eq=False, repr=False)
class Settings(Value):
    """The log's own description, as last given: see `LogDescribed`. `pad` is in units of `~`."""

    log: str = ""
    title: str = ""
    description: str = ""
    zone: str = "UTC"
    hemisphere: Hemisphere = "north"
    language: str = "en"
    pad: int = 1


@frozen(kw_only=True, eq=False, repr=False)
class Record(Value):
    """The events in force at R.

    `events` are in order of record, and so are `dropped`, those recorded by R that do not count.
    `facts` and `sources` hold, for each in order of record, the events about it, its own first
    and amendments among them; `amending` the amendments of each event. `names` gives the id that
    counts for an id that does not: that of an event whose `key` was recorded before. The events
    name only ids that count.
    """

    events: tuple[Event, ...]
    dropped: tuple[Event, ...]
    by_id: Mapping[str, Event]
    facts: Mapping[str, tuple[Event, ...]]
    sources: Mapping[str, tuple[Event, ...]]
    amending: Mapping[str, tuple[Event, ...]]
    links: tuple[Event, ...]
    names: Mapping[str, str]
    settings: Settings

    def canonical_id(self, event_id: str) -> str:
        """The id that counts, for an id from outside the record: from a raw event, or typed."""
        return self.names.get(event_id, event_id)


def project_record(
    events: Iterable[Event], recorded_by: str | frozenset[str] | None = None
) -> Record:
    """The events in force at R: a UTC instant as in `Event.recorded`, inclusive, or the ids that a
    checkpoint covers; None: all.

    Order of the input doesn't matter. O(n), and O(n log n) where it is not sorted.
    """
    recorded = in_order(events)
    if isinstance(recorded_by, frozenset):
        recorded = [event for event in recorded if event.id in recorded_by]
    elif recorded_by is not None:
        until = bisect_right(recorded, recorded_by, key=attrgetter("recorded"))
        recorded = recorded[:until]
    kept: Sequence[Event] = recorded
    names: dict[str, str] = {}
    if any(map(attrgetter("key"), recorded)):
        kept, names = _first_of_each_key(recorded)
    if names:
        kept = [_rename(event, names) for event in kept]
    held = _in_force(kept)
    return _gather(held, _missing(recorded, held), names)


def in_order(events: Iterable[Event]) -> Sequence[Event]:
    """Events in order of record. What is in order already, as the log reads it, stays as it is."""
    given = events if isinstance(events, tuple | list) else tuple(events)
    for earlier, later in pairwise(given):
        if earlier.recorded < later.recorded:
            continue
        if earlier.recorded == later.recorded and earlier.batch[0] < later.batch[0]:
            continue  # these two settle most pairs, without making their orders
        if _order(earlier) > _order(later):
            return sorted(given, key=_order)
    return given


def _order(event: Event) -> tuple[str, int, str]:
    return (event.recorded, event.batch[0], event.id)


def _first_of_each_key(events: Sequence[Event]) -> tuple[list[Event], dict[str, str]]:
    first: dict[str, str] = {}
    names: dict[str, str] = {}
    kept = []
    for event in events:
        if event.key and first.setdefault(event.key, event.id) != event.id:
            names[event.id] = first[event.key]
        else:
            kept.append(event)
    return kept, names


def _in_force(events: Sequence[Event]) -> dict[str, Event]:
    """Without what was withdrawn, what amends it or is about it, and what fits nothing."""
    withdrawals = [event for event in events if event.type == EventWithdrawn.type]
    withdrawn: set[str] = set()
    for event in reversed(withdrawals):
        # Newest first, because a withdrawal counts unless a later one has withdrawn it.
        # Its type says so even where its body was erased.
        if event.id not in withdrawn:
            withdrawn.add(event.about)
    held: dict[str, Event] = {}
    recorded: set[str] = set()
    for event in events:
        if event.id not in withdrawn and _fits(event, held, recorded):
            held[event.id] = event
        if withdrawals:
            recorded.add(event.id)
    return held


_FACT_EVENTS = frozenset(
    body.type
    for body in (
        FactCorroborated,
        FactDisputed,
        FactCorrected,
        FactRetracted,
        FactRestored,
        FactsLinked,
    )
)
# Their type and `about` say enough: erasing the reason of a retraction must not undo it.
_PLAIN_WITHOUT_A_BODY = frozenset(
    body.type for body in (FactDisputed, FactRetracted, FactRestored, EventWithdrawn)
)
_AMENDABLE = {
    FactCorrected.type: {FactStated.type, *_FACT_EVENTS} - {FactsLinked.type},
    SourceCorrected.type: {SourceAdded.type, SourceCorrected.type},
}


def _fits(event: Event, held: Mapping[str, Event], recorded: set[str]) -> bool:
    """Whether what it names is in force, and is what its type is about or may amend."""
    if type(event.body) is FactStated:  # most events
        return not event.about and not event.amends
    if event.type == EventWithdrawn.type:
        return event.about in recorded
    if isinstance(event.body, Erased) and event.type not in _PLAIN_WITHOUT_A_BODY:
        return False
    if event.type in _FACT_EVENTS:
        subject = FactStated.type
    elif event.type == SourceCorrected.type:
        subject = SourceAdded.type
    else:
        return not event.about and not event.amends
    about = held.get(event.about)
    if about is None or about.type != subject:
        return False
    if isinstance(event.body, FactsLinked):
        to = held.get(event.body.to)
        return to is not None and to.type == subject and not event.amends
    if not event.amends:
        return True
    target = held.get(event.amends)
    if target is None or target.type not in _AMENDABLE.get(event.type, ()):
        return False
    return event.about in (target.id, target.about)


def _rename(event: Event, names: Mapping[str, str]) -> Event:
    """The event with the ids that count in place of those that don't."""

    def real(event_id: str) -> str:
        return names.get(event_id, event_id)

    body: Any = event.body
    changes: dict[str, Any] = {
        name: real(getattr(body, name))
        for name in ("to", "instead", "origin")
        if getattr(body, name, "") in names
    }
    if getattr(body, "citations", ()):
        changes["citations"] = _rename_citations(body.citations, names)
    if isinstance(body, FactCorrected | SourceCorrected):
        change = body.change
        origin = change.set.get("origin")
        changes["change"] = Change(
            set={**change.set, "origin": real(origin)} if origin else change.set,
            add={
                name: _rename_citations(items, names) if name == "citations" else items
                for name, items in change.add.items()
            },
            drop={
                name: tuple(real(item) for item in items) if name == "citations" else items
                for name, items in change.drop.items()
            },
        )
    return evolve(
        event,
        about=real(event.about),
        amends=real(event.amends),
        saw=tuple(real(seen) for seen in event.saw),
        body=evolve(body, **changes) if changes else body,
    )


def _rename_citations(
    citations: Sequence[Citation], names: Mapping[str, str]
) -> tuple[Citation, ...]:
    return tuple(
        evolve(citation, source=names[citation.source]) if citation.source in names else citation
        for citation in citations
    )


def _missing(recorded: Sequence[Event], held: Mapping[str, Event]) -> tuple[Event, ...]:
    if len(recorded) == len(held):
        return ()
    return tuple(event for event in recorded if event.id not in held)


def _gather(
    held: Mapping[str, Event], dropped: tuple[Event, ...], names: Mapping[str, str]
) -> Record:
    facts: dict[str, tuple[Event, ...]] = {}
    further: dict[str, list[Event]] = {}  # about facts, after the statement
    sources: dict[str, list[Event]] = {}
    amending: dict[str, list[Event]] = {}
    links = []
    settings = Settings()
    for event in held.values():
        body = event.body
        if isinstance(body, FactStated):
            facts[event.id] = (event,)
            continue
        if event.amends:
            amending.setdefault(event.amends, []).append(event)
        if isinstance(body, SourceAdded):
            sources[event.id] = [event]
        elif isinstance(body, SourceCorrected):
            sources[event.about].append(event)
        elif isinstance(body, LogDescribed):
            settings = _describe(settings, body)
        elif isinstance(body, FactsLinked):
            links.append(event)
        elif event.type != EventWithdrawn.type:
            further.setdefault(event.about, []).append(event)
    for fact, others in further.items():
        facts[fact] += tuple(others)
    return Record(
        events=tuple(held.values()),
        dropped=dropped,
        by_id=held,
        facts=facts,
        sources={source: tuple(about) for source, about in sources.items()},
        amending={target: tuple(by) for target, by in amending.items()},
        links=tuple(links),
        names=names,
        settings=settings,
    )


def amendments_of(event: Event, record: Record) -> Iterator[Event]:
    """The amendments of an event in order of record, each followed by its own."""
    for amendment in record.amending.get(event.id, ()):
        yield amendment
        yield from amendments_of(amendment, record)


def project_settings(events: Iterable[Event]) -> Settings:
    """The newest settings of the log, without computing anything else. O(n)."""
    described = [event for event in events if isinstance(event.body, LogDescribed)]
    return project_record(
        described + [event for event in events if event.type == EventWithdrawn.type]
    ).settings


def _describe(settings: Settings, body: LogDescribed) -> Settings:
    return Settings(
        # The first event names the log; a later one describes it anew but is not another log.
        log=settings.log or body.log,
        title=body.title or settings.title,
        description=body.description or settings.description,
        zone=body.zone or settings.zone,
        hemisphere="south" if (body.hemisphere or settings.hemisphere) == "south" else "north",
        language=body.language or settings.language,
        pad=settings.pad if body.pad is None else body.pad,
    )
