"""What can be checked of one fact without looking at any other.

An index keeps these findings, fact by fact, and asks for the rest when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from timeline.projections.checks.review import Review
from timeline.projections.checks.sources import (
    known_before_published,
    moved_known,
    no_source,
    single_source,
    withdrawn_source,
)
from timeline.projections.checks.times import known_before_occurred, never_certain, undated_fact
from timeline.projections.checks.wording import (
    compound_fact,
    image_without_alt,
    image_without_credit,
    unexplained_change,
)
from timeline.projections.chronology import Chronology
from timeline.projections.facts import earliest_second
from timeline.projections.known import Second, read_known
from timeline.projections.state import FactState
from timeline.projections.story import Story

_RULES = (
    no_source,
    single_source,
    withdrawn_source,
    moved_known,
    known_before_published,
    known_before_occurred,
    never_certain,
    undated_fact,
    compound_fact,
    unexplained_change,
    image_without_alt,
    image_without_credit,
)


ALONE = tuple(rule.__name__.replace("_", "-") for rule in _RULES)
"""The codes of these rules."""
NOT_AS_OF_A_DAY = ("never-certain",)
"""What is not asked where a K is given."""


def find_alone(story: Story, state: FactState, k: Second) -> Iterator[str]:
    """A code for each of these findings in a fact that is known by K, as if no K were asked."""
    chronology = Chronology(story=story, known_by=None, facts=(state,), not_yet=())
    review = Review(story=story, now=inf, k=k, chronology=chronology)
    for rule in _RULES:
        for finding in rule(review):
            yield finding.code


def dated_until(story: Story, state: FactState) -> Second:
    """The last second at which something begins that the fact says, or that a source of its was
    published: later than now, and `future-date` has something to find.
    """
    published = [cited.source.values.published for cited in state.cited]
    return max(
        earliest_second(state.values.occurred, story.settings),
        state.fact.statement.known.first,
        *(read_known(date, story.settings, "published").first for date in published if date),
        -inf,
    )
