"""The story at R: facts and sources of the log, computed once and asked at any K.

`project_story` is what the other projections are built on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import inf

from attrs import define

from timeline.codec import collector_paused
from timeline.dates import Date
from timeline.events import Event
from timeline.projections.facts import Fact, project_facts
from timeline.projections.internal import withhold_internal
from timeline.projections.known import Second, last_second
from timeline.projections.record import Record, Settings, project_record
from timeline.projections.sources import Source, project_sources
from timeline.projections.state import FactState, state_at


@define(kw_only=True, slots=False)
class Story:
    """Everything the log says as of R. Facts and sources are in order of record."""

    record: Record
    sources: Mapping[str, Source]
    facts: tuple[Fact, ...]
    recorded_by: str | None

    def __repr__(self) -> str:
        """Short: every answer holds its story, and a story the whole log."""
        return f"<Story: {len(self.facts)} facts, {len(self.sources)} sources>"

    @property
    def settings(self) -> Settings:
        return self.record.settings

    @cached_property
    def facts_by_name(self) -> Mapping[str, Fact]:
        return {fact.name: fact for fact in self.facts}

    @cached_property
    def facts_by_id(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def sources_by_name(self) -> Mapping[str, Source]:
        return {source.name: source for source in self.sources.values()}

    @cached_property
    def snapshot(self) -> str:
        """SHA-256, in hexadecimal, of the sorted ids of the events used, joined by newlines."""
        from hashlib import sha256  # loaded on use: start-up counts

        ids = sorted(event.id for event in self.record.events)
        return sha256("\n".join(ids).encode()).hexdigest()

    def second(self, known_by: Date | None) -> Second:
        """K as the last second that it can be; inf where there is no K."""
        return inf if known_by is None else last_second(known_by, self.settings)

    def states(self, known_by: Date | None = None, knower: str = "") -> Iterator[FactState]:
        """Every fact at K, those not yet known too, in order of record."""
        k = self.second(known_by)
        for fact in self.facts:
            yield state_at(fact, self.record, self.sources, k, knower)

    def state(self, fact: Fact, known_by: Date | None = None, knower: str = "") -> FactState:
        return state_at(fact, self.record, self.sources, self.second(known_by), knower)


def project_story(
    events: Iterable[Event],
    *,
    recorded_by: str | frozenset[str] | None = None,
    internal: bool = False,
) -> Story:
    """The story at R: a UTC instant as in `Event.recorded`, inclusive, or the ids that a
    checkpoint covers, which the story then names by their newest instant; None: all.

    Unless `internal`, everything marked internal is taken away before anything is computed.
    O(n) where the events are in order of record, as the log reads them: about 2 µs an event.
    """
    with collector_paused():
        given = tuple(events)
        record = project_record(given if internal else withhold_internal(given), recorded_by)
        sources = project_sources(record)
        facts = project_facts(record, sources)
    if isinstance(recorded_by, frozenset):
        covered = (event.recorded for event in (*record.events, *record.dropped))
        recorded_by = max(covered, default=None)
    return Story(record=record, sources=sources, facts=facts, recorded_by=recorded_by)
