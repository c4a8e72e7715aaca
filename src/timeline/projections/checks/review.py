"""What the rules look at, and what they find."""

from __future__ import annotations

from functools import cached_property

from attrs import Factory, define, frozen

from timeline.dates import Date
from timeline.projections.chronology import Chronology, project_chronology
from timeline.projections.conflicts import Conflicts, find_conflicts
from timeline.projections.known import Second
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story


@frozen(kw_only=True)
class Finding:
    """What a rule found. `subject` is the readable name of the fact or source that it is about,
    `event` the id of the event to look at, `remedy` what to do if it is not meant.
    """

    code: str
    subject: str
    event: str
    message: str
    remedy: str


@define(kw_only=True, slots=False)
class Review:
    """A story as of K, under review. `now` is the second, since 1970 UTC, of the reviewing.

    `k` is the last second of K; inf where there is none.
    """

    story: Story
    known_by: Date | None = None
    now: Second
    k: Second = Factory(lambda self: self.story.second(self.known_by), takes_self=True)
    chronology: Chronology = Factory(
        lambda self: project_chronology(self.story, self.known_by), takes_self=True
    )

    @property
    def listed(self) -> tuple[FactState, ...]:
        """The facts known, certainly or possibly, by K, in chronological order."""
        return self.chronology.facts

    @cached_property
    def standing(self) -> tuple[FactState, ...]:
        """Those that are not retracted."""
        return tuple(state for state in self.listed if state.retraction is None)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources that standing facts cite, in order of record."""
        cited = {cited.source.id for state in self.standing for cited in state.cited}
        return tuple(source for source in self.story.sources.values() if source.id in cited)

    @cached_property
    def conflicts(self) -> Conflicts:
        return find_conflicts(self.chronology)


def of_fact(code: str, state: FactState, message: str, remedy: str, *, event: str = "") -> Finding:
    """A finding about a fact. `event` is the id to look at; without one, that of its statement."""
    return Finding(
        code=code, subject=state.name, event=event or state.id, message=message, remedy=remedy
    )
