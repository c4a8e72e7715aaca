"""The ladder of a fact: how its status rose and fell, with the days and the reasons (rule 7).

Rumour, single-source, confirmed, disputed, retracted: a rung is a stretch of days on which a fact
stands at one of them, for one reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from attrs import frozen

from timeline.dates import Date
from timeline.projections.explain import day_of
from timeline.projections.facts import Fact, source_of
from timeline.projections.known import Certainty, Second
from timeline.projections.sources import Source
from timeline.projections.state import FactState, Status, citations, state_at
from timeline.projections.story import Story


@frozen(kw_only=True)
class Rung:
    """Where a fact stands since `day`, in the log's zone, until the next rung.

    `second` is the same to the second. -inf, with no day: from the beginning; inf: what has no
    day on which it was sure, and counts only where no K is given. `sources` are those that bear
    on it: the supporting ones, or those against it.
    """

    status: Status
    second: Second
    day: Date | None
    sources: tuple[Source, ...]


def project_ladder(story: Story, fact: Fact, known_by: Date | None = None) -> tuple[Rung, ...]:
    """The rungs of a fact up to K, inclusive, in order. O(s²) in the steps of the fact.

    The first begins when the fact can first have been known; a fact not yet known has none.
    """
    k = story.second(known_by)
    rungs: list[Rung] = []
    for second in _turning_points(story, fact):
        if second > k:
            break
        state = state_at(fact, story.record, story.sources, second)
        if state.certainty is Certainty.NOT_YET:
            continue
        rung = _rung(story, state, second)
        if rungs and rung.day is not None and rungs[-1].day == rung.day:
            # What came and went within one day is seen by nobody who asks at its end.
            rungs.pop()
        if not rungs or _stands(rungs[-1]) != _stands(rung):
            rungs.append(rung)
    return tuple(rungs)


def _stands(rung: Rung) -> tuple[str, str]:
    return (rung.status.name, rung.status.reason)


def _rung(story: Story, state: FactState, second: Second) -> Rung:
    return Rung(
        status=state.status,
        second=second,
        day=day_of(second, story.settings),
        sources=tuple(_sources(story, state)),
    )


def _sources(story: Story, state: FactState) -> Iterator[Source]:
    """Each once: those that the events behind a dispute or retraction cite, else the standing."""
    if state.status.name in ("disputed", "retracted"):
        turns = [*state.disputed, *([state.retraction] if state.retraction else [])]
        found = [
            source_of(citation, story.sources)
            for step in turns
            if step.event.id in state.status.because
            for citation in step.citations
        ]
    else:
        found = [cited.source for cited in state.cited if not cited.source.values.withdrawn]
    yield from {source.id: source for source in found if source is not None}.values()


def _turning_points(story: Story, fact: Fact) -> list[Second]:
    """Every second at which the status can change, and the end, where all events count."""
    found: set[Second] = {fact.statement.known.first, inf}
    for step in (*fact.changes, *fact.disputes, *fact.supports):
        found |= {step.known.first, step.known.sure}
    for shown in range(len(fact.changes) + 1):
        for cited in citations(fact, fact.changes[:shown], story.record, story.sources):
            found |= {cited.first, cited.sure}
    return sorted(found)
