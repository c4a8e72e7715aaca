"""What was certainly, possibly and not yet known by K."""

from __future__ import annotations

from attrs import frozen

from timeline.dates import Date
from timeline.projections.chronology import project_chronology
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story


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
