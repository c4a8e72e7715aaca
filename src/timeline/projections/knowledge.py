"""What was certainly, possibly and not yet known by K."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from timeline.dates import Date
from timeline.projections.chronology import project_chronology
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story


@frozen
class Counts:
    """How many facts are in each list, where only the first of them are held."""

    certain: int
    possible: int
    not_yet: int
    retracted: int


@frozen(kw_only=True)
class Knowledge:
    """Every fact of the story in exactly one of four lists, each in chronological order."""

    story: Story
    known_by: Date
    knower: str
    certain: tuple[FactState, ...]
    possible: tuple[FactState, ...]
    not_yet: tuple[FactState, ...]
    retracted: tuple[FactState, ...]
    given: Counts | None = None

    @property
    def counts(self) -> Counts:
        return self.given or Counts(
            *map(len, (self.certain, self.possible, self.not_yet, self.retracted))
        )


def project_knowledge(story: Story, known_by: Date, *, knower: str = "") -> Knowledge:
    """Who knew what by K, inclusive. `knower` is a name in `known_to`; empty: the public."""
    chronology = project_chronology(story, known_by, knower=knower)
    standing = [state for state in chronology.facts if state.retraction is None]
    return Knowledge(
        story=story,
        known_by=known_by,
        knower=knower,
        certain=tuple(one for one in standing if one.certainty is Certainty.CERTAIN),
        possible=tuple(one for one in standing if one.certainty is Certainty.POSSIBLE),
        not_yet=chronology.not_yet,
        retracted=tuple(one for one in chronology.facts if one.retraction is not None),
    )


def choose(
    knowledge: Knowledge, keep: Callable[[Sequence[FactState]], tuple[FactState, ...]]
) -> Knowledge:
    """The same with what `keep` keeps of each list."""
    return evolve(
        knowledge,
        certain=keep(knowledge.certain),
        possible=keep(knowledge.possible),
        not_yet=keep(knowledge.not_yet),
        retracted=keep(knowledge.retracted),
    )


def first_of(knowledge: Knowledge, limit: int | None, counts: Counts | None = None) -> Knowledge:
    """The first facts of each list, which knows how many there are."""
    counted = evolve(knowledge, given=counts or knowledge.counts)
    return counted if limit is None else choose(counted, lambda states: tuple(states[:limit]))
