"""Rule 10: what is recorded after R, or known after K, changes nothing at (K, R).

The guard stands over every projection, and over the naive model, lest the two look ahead
together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Any

import pytest
from attrs import evolve

from tests.naive import Model
from tests.sizes import size
from tests.strategies.logs import (
    Case,
    append_after,
    append_every_type,
    carry_on,
    random_case,
    random_log,
)
from timeline import projections
from timeline.dates import Date, parse_edtf
from timeline.events import (
    ALL_EVENTS,
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
)
from timeline.projections import (
    Certainty,
    Conflict,
    FactState,
    Story,
    explain_state,
    project_chronology,
    project_conflicts,
    project_difference,
    project_history,
    project_knowledge,
    project_ladder,
    project_lag,
    project_story,
)

CASES = size(60, 3_000)
EARLIER, LATER = parse_edtf("2024-01-06"), parse_edtf("2024-01-16")
DATED_BY_K = (FactCorroborated, FactDisputed, FactCorrected, FactRetracted, FactRestored)


# -- R --------------------------------------------------------------------------------------


PROJECTIONS: dict[str, Callable[[Story, Date | None], Any]] = {
    "project_record": lambda story, _: story.record,
    "project_settings": lambda story, _: story.settings,
    "project_sources": lambda story, _: story.sources,
    "project_story": lambda story, _: (story, story.snapshot),
    "project_chronology": project_chronology,
    "project_knowledge": lambda story, k: project_knowledge(story, k or LATER, knower="FBI"),
    "project_difference": lambda story, _: project_difference(story, EARLIER, LATER),
    "project_conflicts": project_conflicts,
    "project_lag": project_lag,
    "project_history": lambda story, k: [project_history(story, one, k) for one in story.facts],
    "project_ladder": lambda story, k: [project_ladder(story, one, k) for one in story.facts],
    "explain_state": lambda story, k: [explain_state(story, one, k) for one in story.states(k)],
}


def everything_at(story: Story, known_by: Date | None) -> dict[str, Any]:
    """What every projection says of a story."""
    return {name: project(story, known_by) for name, project in PROJECTIONS.items()}


def test_the_guard_stands_over_every_projection() -> None:
    public = {name for name in projections.__all__ if name.startswith(("project_", "explain_"))}
    assert public == PROJECTIONS.keys()


def naively_at(events: Sequence[Event], known_by: Date | None, recorded_by: str | None) -> Any:
    model = Model(events, known_by, recorded_by)
    return [model.in_force, model.names(), model.chronology(), views(model)]


def appended_to(case: Case, rng: Random) -> tuple[Event, ...]:
    growing = carry_on(rng, case.events)
    append_every_type(growing)
    return tuple(growing.reality)


def test_events_recorded_after_r_change_nothing_at_r() -> None:
    appended = set()
    for seed in range(CASES):
        case = random_case(Random(seed))
        r = case.recorded_by or case.events[-1].recorded
        more = appended_to(case, Random(seed))
        before = project_story(case.events, recorded_by=r, internal=True)
        after = project_story(more, recorded_by=r, internal=True)
        assert everything_at(before, case.known_by) == everything_at(after, case.known_by)
        appended |= {(event.type, bool(event.amends)) for event in more[len(case.events) :]}
    assert {kind for kind, _ in appended} == {body.type for body in ALL_EVENTS}
    assert (FactCorrected.type, True) in appended


def test_in_public_too_unless_what_is_internal_changes() -> None:
    compared = 0
    for seed in range(CASES):
        case = random_case(Random(seed))
        r = case.recorded_by or case.events[-1].recorded
        more = appended_to(case, Random(seed))
        if any("internal" in str(event.body) for event in with_a_word_on_internal(more)):
            continue
        before = project_story(case.events, recorded_by=r)
        after = project_story(more, recorded_by=r)
        assert everything_at(before, case.known_by) == everything_at(after, case.known_by)
        compared += 1
    assert compared > CASES / 20


def with_a_word_on_internal(events: Iterable[Event]) -> list[Event]:
    return [
        event
        for event in events
        if getattr(event.body, "internal", False)
        or "internal" in getattr(getattr(event.body, "change", None), "set", ())
    ]


def test_the_naive_model_does_not_look_beyond_r_either() -> None:
    for seed in range(CASES):
        case = random_case(Random(seed))
        r = case.recorded_by or case.events[-1].recorded
        more = appended_to(case, Random(seed))
        assert naively_at(case.events, case.known_by, r) == naively_at(more, case.known_by, r)


# -- K --------------------------------------------------------------------------------------


def views(model: Model) -> dict[str, Any]:
    """Each fact that is known by K, as the naive model shows it."""
    return {
        fact: (
            model.answer(fact),
            model.shown(fact),
            [(f, a) for f in model.fields(fact) if (a := model.alternatives(fact, f))],
            model.citations(fact),
            model.status(fact),
            model.concurrent(fact),
        )
        for fact in model.chronology()
    }


def naive_view(events: Sequence[Event], known_by: Date) -> Any:
    model = Model(events, known_by)
    return model.chronology(), views(model)


def projected_view(events: Sequence[Event], known_by: Date) -> Any:
    """What the projections show at K. Names are left out: what people type does not follow K."""
    story = project_story(events, internal=True)
    knowledge = project_knowledge(story, known_by)
    difference = project_difference(story, EARLIER, known_by)
    k = story.second(known_by)
    return (
        [state_view(state, k) for state in project_chronology(story, known_by).facts],
        [
            [state.id for state in states]
            for states in (knowledge.certain, knowledge.possible, knowledge.retracted)
        ],
        [
            [state.id for state in states]
            for states in (
                difference.learned,
                difference.became_certain,
                difference.became_possible,
                difference.disputed,
                difference.retracted,
                difference.restored,
            )
        ],
        [
            (one.after.id, [step.event.id for step in one.steps], state_view(one.after, k))
            for one in difference.corrected
        ],
        [conflict_view(conflict) for conflict in project_conflicts(story, known_by).conflicts],
        [
            (
                histories(story, state, known_by),
                [
                    (rung.status, rung.second)
                    for rung in project_ladder(story, state.fact, known_by)
                ],
            )
            for state in project_chronology(story, known_by).facts
        ],
    )


def conflict_view(conflict: Conflict) -> Any:
    claims = [
        (claim.value, claim.fact.id, [event.id for event in claim.events])
        for claim in conflict.claims
    ]
    return conflict.fact.id, conflict.field, conflict.kind, claims


def state_view(state: FactState, k: float) -> Any:
    return (
        state.id,
        state.certainty,
        state.known.first,
        state.known.sure if state.known.sure <= k else None,
        state.retraction and state.retraction.event.id,
        [step.event.id for step in state.shown],
        state.values,
        {
            field: [(one.step.event.id, one.value) for one in others]
            for field, others in state.alternatives.items()
        },
        [(one.step.event.id, one.citation, one.first, one.sure <= k) for one in state.cited],
        [step.event.id for step in state.disputed],
        state.status,
    )


def histories(story: Story, state: FactState, known_by: Date) -> list[str]:
    """What shows of a history, but for links: they are hindsight, and may name what is to come."""
    history = project_history(story, state.fact, known_by)
    return [
        entry.event.id
        for entry in history.entries
        if entry.shows
        and entry.certainty is not Certainty.NOT_YET
        and entry.event.type != FactsLinked.type
    ]


def explained_view(events: Sequence[Event], known_by: Date) -> Any:
    """Since when a fact can have been known, and why; the end, and what would settle it, may lie
    beyond K.
    """
    story = project_story(events, internal=True)
    return [
        explain_state(story, state, known_by).begins
        for state in project_chronology(story, known_by).facts
    ]


VIEWS = pytest.mark.parametrize("view", [projected_view, naive_view, explained_view])


@VIEWS
def test_what_becomes_known_after_k_changes_nothing_at_k(
    view: Callable[[Sequence[Event], Date], Any],
) -> None:
    for seed in range(CASES):
        rng = Random(seed)
        events = random_log(rng)
        growing = carry_on(rng, events)
        for fact in growing.having(FactStated)[:2]:
            append_after(growing, fact)
        assert view(events, LATER) == view(growing.reality, LATER)


@VIEWS
def test_what_was_recorded_early_but_known_after_k_changes_nothing_at_k(
    view: Callable[[Sequence[Event], Date], Any],
) -> None:
    left_out = 0
    for seed in range(CASES):
        # Who had seen what is a matter of when it was recorded, and goes with what is left out.
        events = [evolve(event, saw=()) for event in random_log(Random(seed))]
        kept = without_what_follows(events, LATER)
        left_out += len(events) - len(kept)
        assert view(events, LATER) == view(kept, LATER)
    assert left_out > CASES


def without_what_follows(events: Sequence[Event], known_by: Date) -> list[Event]:
    """The log without the statements and changes that can't have been known by K.

    Those with a key stay: without them another event with the key would count. A fact goes with
    everything about it.
    """
    model = Model(events, known_by)
    late = {
        event.id
        for event in model.of_type(FactStated.type, *(body.type for body in DATED_BY_K))
        if not event.amends and not event.key and model.span(event)[0] > model.end
    }
    return [event for event in events if event.id not in late and event.about not in late]
