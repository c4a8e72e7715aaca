"""What changed in what was known between two days."""

from __future__ import annotations

from attrs import frozen

from timeline.dates import Date
from timeline.errors import TimelineError
from timeline.projections.chronology import follows, sort_states
from timeline.projections.facts import Step
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story


class BackwardsError(TimelineError):
    code = "backwards"

    def __init__(self, a: Date, b: Date) -> None:
        super().__init__(
            f"expected the earlier day first, got {a.edtf} and {b.edtf}", "give them in order"
        )


@frozen(kw_only=True)
class Corrected:
    """A fact with the corrections that came to show between A and B, in order."""

    before: FactState
    after: FactState
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class Difference:
    """A and B are days, each to its end: what is told lies after A and by B.

    `learned`: not yet known by A, certain by B. `became_possible`: not yet by A, possible by B.
    `became_certain`: possible by A, certain by B. Each list is in chronological order; the
    states are those at B. A fact retracted by B is only under `retracted`.
    """

    story: Story
    a: Date
    b: Date
    learned: tuple[FactState, ...]
    became_certain: tuple[FactState, ...]
    became_possible: tuple[FactState, ...]
    corrected: tuple[Corrected, ...]
    disputed: tuple[FactState, ...]
    retracted: tuple[FactState, ...]
    restored: tuple[FactState, ...]


def project_difference(story: Story, a: Date, b: Date) -> Difference:
    """What the public learned after A and by B. O(facts).

    Raises:
        BackwardsError: B ends before A.
    """
    if story.second(b) < story.second(a):
        raise BackwardsError(a, b)
    before = {state.id: state for state in story.states(a)}
    # Facts not known by B stay out of the order, and are in none of the lists.
    known = (state for state in story.states(b) if _is_known(state))
    after = sort_states(known, follows(story), story.settings)
    pairs = [(before[state.id], state) for state in after]
    standing = [(was, now) for was, now in pairs if now.retraction is None]

    def moved(was: Certainty, now: Certainty) -> tuple[FactState, ...]:
        return tuple(
            state for old, state in standing if old.certainty is was and state.certainty is now
        )

    return Difference(
        story=story,
        a=a,
        b=b,
        learned=moved(Certainty.NOT_YET, Certainty.CERTAIN),
        became_certain=moved(Certainty.POSSIBLE, Certainty.CERTAIN),
        became_possible=moved(Certainty.NOT_YET, Certainty.POSSIBLE),
        corrected=tuple(
            Corrected(before=was, after=now, steps=steps)
            for was, now in standing
            if (steps := _new_corrections(was, now))
        ),
        disputed=tuple(now for was, now in standing if _is_disputed(now) and not _is_disputed(was)),
        retracted=tuple(now for was, now in pairs if _is_retracted(now) and not _is_retracted(was)),
        restored=tuple(now for was, now in standing if _is_retracted(was)),
    )


def _is_known(state: FactState) -> bool:
    return state.certainty is not Certainty.NOT_YET


def _is_retracted(state: FactState) -> bool:
    return state.retraction is not None and _is_known(state)


def _is_disputed(state: FactState) -> bool:
    return state.status.name == "disputed" and _is_known(state)


def _new_corrections(was: FactState, now: FactState) -> tuple[Step, ...]:
    if not _is_known(now):
        return ()
    old = {step.event.id for step in was.shown}
    return tuple(step for step in now.shown if step.changes and step.event.id not in old)
