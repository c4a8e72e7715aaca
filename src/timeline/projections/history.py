"""Every event about one fact, with the three clocks."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from timeline.dates import Date
from timeline.events import Event, EventWithdrawn, FactsLinked
from timeline.projections.facts import Fact, Step
from timeline.projections.internal import says_something
from timeline.projections.known import Certainty, Known
from timeline.projections.state import FactState, certainty_at
from timeline.projections.story import Story


@frozen(kw_only=True)
class Entry:
    """One event of a fact's history.

    `known` is None for amendments, links and undone entries: hindsight has no time of becoming
    known. `certainty` is that of the step at K. `shows` says whether it has its effect at K.
    """

    event: Event
    known: Known | None
    certainty: Certainty | None
    shows: bool


@frozen(kw_only=True)
class History:
    """A fact's events in order of record, and its state at K."""

    state: FactState
    entries: tuple[Entry, ...]


def project_history(story: Story, fact: Fact, known_by: Date | None = None) -> History:
    """Every event about the fact: links to and from it, undone entries and their undoing too.

    O(its events + links + undone entries of the log).
    """
    k = story.second(known_by)
    state = story.state(fact, known_by)
    shown = {step.event.id for step in state.shown}
    steps: tuple[Step, ...] = (
        fact.statement,
        *fact.changes,
        *fact.supports,
        *fact.disputes,
    )
    entries = []
    for step in steps:
        certainty = certainty_at(step.known, k)
        shows = step.event.id in shown if step in fact.changes else step.known.first <= k
        entries.append(Entry(event=step.event, known=step.known, certainty=certainty, shows=shows))
        entries.extend(
            Entry(event=event, known=None, certainty=None, shows=shows) for event in step.amendments
        )
    for event in story.record.links:
        assert isinstance(event.body, FactsLinked)
        if fact.id in (event.about, event.body.to):
            entries.append(Entry(event=event, known=None, certainty=None, shows=True))
    entries.extend(
        Entry(event=event, known=None, certainty=None, shows=False)
        for event in _undone(story, fact)
    )
    told = [entry for entry in entries if says_something(entry.event)]
    return History(state=state, entries=tuple(sorted(told, key=lambda entry: entry.event.order)))


def _undone(story: Story, fact: Fact) -> Iterator[Event]:
    """Events about the fact that do not count, and the withdrawals that say why."""
    canonical_id = story.record.canonical_id
    dropped = {
        event.id: event for event in story.record.dropped if canonical_id(event.about) == fact.id
    }
    yield from dropped.values()
    for event in (*story.record.events, *story.record.dropped):
        if event.type == EventWithdrawn.type and event.about in dropped:
            yield event
