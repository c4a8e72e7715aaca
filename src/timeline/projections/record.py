"""What the log says at R: the events in force, in order of record (rules 1 and 2).

`project_record` is the first step of every projection. It drops what was recorded later, what
repeats a `key`, what was withdrawn and what hangs on either, and gathers the rest by the fact
or source that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from timeline.dates import Hemisphere
from timeline.events import (
    Erased,
    Event,
    EventWithdrawn,
    FactsLinked,
    FactStated,
    LogDescribed,
    SourceAdded,
    SourceCorrected,
)


@frozen(kw_only=True)
class Settings:
    """The log's own description, as last given: see `LogDescribed`. `pad` is in units of `~`."""

    log: str = ""
    title: str = ""
    description: str = ""
    zone: str = "UTC"
    hemisphere: Hemisphere = "north"
    language: str = "en"
    pad: int = 1


@frozen(kw_only=True)
class Record:
    """The events in force at R.

    `events` are in order of record, and so are `dropped`, those recorded by R that do not count.
    `facts` and `sources` hold, for each in order of record, the events about it, its own first
    and amendments among them; `amending` the amendments of each event. `names` gives the id that
    counts for an id that does not: that of an event whose `key` was recorded before.
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
        return self.names.get(event_id, event_id)


def project_record(events: Iterable[Event], recorded_by: str | None = None) -> Record:
    """The events in force at R, a UTC instant as in `Event.recorded`, inclusive; None: all.

    Order of the input doesn't matter. O(n), and O(n log n) where it is not sorted.
    """
    recorded = sorted(events, key=_order)
    if recorded_by is not None:
        recorded = [event for event in recorded if event.recorded <= recorded_by]
    kept, names = _first_of_each_key(recorded)
    in_force = _in_force(kept, names)
    return _gather(in_force, _missing(recorded, in_force), names)


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


def _in_force(events: Sequence[Event], names: Mapping[str, str]) -> list[Event]:
    """Without what was withdrawn, and without what amends it or is about it."""
    withdrawn: set[str] = set()
    for event in reversed(events):
        # Newest first, because a withdrawal counts unless a later one has withdrawn it.
        # Its type says so even where its body was erased.
        if event.type == EventWithdrawn.type and event.id not in withdrawn:
            withdrawn.add(names.get(event.about, event.about))
    kept = []
    held: set[str] = set()
    for event in events:
        if event.id in withdrawn or isinstance(event.body, Erased):
            continue
        if event.type != EventWithdrawn.type:
            needed = [names.get(given, given) for given in (event.about, event.amends) if given]
            if isinstance(event.body, FactsLinked):
                needed.append(names.get(event.body.to, event.body.to))
            if not held.issuperset(needed):
                continue
        held.add(event.id)
        kept.append(event)
    return kept


def _missing(recorded: Sequence[Event], in_force: Sequence[Event]) -> tuple[Event, ...]:
    if len(recorded) == len(in_force):
        return ()
    held = {event.id for event in in_force}
    return tuple(event for event in recorded if event.id not in held)


def _gather(
    events: Sequence[Event], dropped: tuple[Event, ...], names: Mapping[str, str]
) -> Record:
    facts: dict[str, list[Event]] = {}
    sources: dict[str, list[Event]] = {}
    amending: dict[str, list[Event]] = {}
    links = []
    settings = Settings()
    for event in events:
        body = event.body
        about = names.get(event.about, event.about)
        if event.amends:
            amending.setdefault(names.get(event.amends, event.amends), []).append(event)
        if isinstance(body, FactStated):
            facts[event.id] = [event]
        elif isinstance(body, SourceAdded):
            sources[event.id] = [event]
        elif isinstance(body, SourceCorrected):
            sources.get(about, []).append(event)
        elif isinstance(body, LogDescribed):
            settings = _describe(settings, body)
        elif isinstance(body, FactsLinked):
            links.append(event)
        elif not isinstance(body, EventWithdrawn):
            facts.get(about, []).append(event)
    return Record(
        events=tuple(events),
        dropped=dropped,
        by_id={event.id: event for event in events},
        facts={fact: tuple(about) for fact, about in facts.items()},
        sources={source: tuple(about) for source, about in sources.items()},
        amending={target: tuple(by) for target, by in amending.items()},
        links=tuple(links),
        names=names,
        settings=settings,
    )


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
