"""Where the projections and the naive model part company on one case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, frozen

from tests.naive import Model
from tests.naive_internal import without_internal
from tests.strategies.logs import Case
from timeline.codec import format_line
from timeline.dates import parse_edtf
from timeline.events import Citation, Event, FactCorrected
from timeline.projections import (
    Fact,
    FactState,
    Story,
    project_chronology,
    project_difference,
    project_knowledge,
    project_story,
)
from timeline.projections.concurrent import find_concurrent
from timeline.projections.ladder import project_ladder


@frozen
class Disagreement:
    """What it is about, and what either side says."""

    about: str
    projected: Any
    naive: Any


def plain(value: Any) -> Any:
    """Not given is not given, whether as None, as empty text or as False."""
    return None if value is False or value in ("", ()) else value


def counted(value: Any, model: Model) -> Any:
    """The value as `plain`, its citations by the ids that count."""
    if isinstance(value, tuple):
        items = [
            evolve(item, source=model.real(item.source)) if isinstance(item, Citation) else item
            for item in value
        ]
        value = tuple(dict.fromkeys(items))
    return plain(value)


def answer_of(state: FactState) -> str:
    certainty = state.certainty.value
    return "retracted" if state.retraction and certainty != "not yet" else certainty


def disagreements(case: Case) -> list[Disagreement]:
    """All of them: on everything that is written, and on what is left of it in public."""
    everything = project_story(case.events, recorded_by=case.recorded_by, internal=True)
    found = list(compare(everything, case))
    public = evolve(case, events=tuple(without_internal(case.events)))
    if public.events != case.events:
        story = project_story(case.events, recorded_by=case.recorded_by)
        found += [
            evolve(one, about=f"public {one.about}") for one in compare(story, public, public=True)
        ]
    return found


def compare(story: Story, case: Case, *, public: bool = False) -> Iterator[Disagreement]:
    model = Model(case.events, case.known_by, case.recorded_by, case.knower)
    pairs = [
        ("facts", [fact.id for fact in story.facts], model.facts),
        ("settings", (story.settings.zone, story.settings.pad), (model.zone, model.pad)),
        ("names", {fact.id: fact.name for fact in story.facts}, model.names()),
        ("order", chronology(story, case), model.chronology()),
    ]
    if not public:  # there, events with nothing left to say may stay or go
        in_force = [event.id for event in model.in_force]
        pairs.append(("in force", [event.id for event in story.record.events], in_force))
    for about, projected, naive in pairs:
        if projected != naive:
            yield Disagreement(about, projected, naive)
    if [fact.id for fact in story.facts] == model.facts:
        yield from compare_knowledge(story, case, model)
        yield from compare_difference(story, case)
        for fact in story.facts:
            yield from compare_times(fact, model)
            yield from compare_concurrent(story, fact, case, model)
            yield from compare_states(story, fact, case, model)


def chronology(story: Story, case: Case) -> list[str]:
    states = project_chronology(story, case.known_by, knower=case.knower).facts
    return [state.id for state in states]


def compare_knowledge(story: Story, case: Case, model: Model) -> Iterator[Disagreement]:
    if case.known_by is None:
        return
    knowledge = project_knowledge(story, case.known_by, knower=case.knower)
    projected = {
        answer: {state.id for state in getattr(knowledge, answer.replace(" ", "_"))}
        for answer in ("certain", "possible", "not yet", "retracted")
    }
    naive = {
        answer: {fact for fact in model.facts if model.answer(fact) == answer}
        for answer in projected
    }
    if projected != naive:
        yield Disagreement("knowledge", projected, naive)


DAY_BEFORE = parse_edtf("2024-01-06")


def compare_difference(story: Story, case: Case) -> Iterator[Disagreement]:
    """What the public learned from that day to K."""
    if case.known_by is None or story.second(case.known_by) < story.second(DAY_BEFORE):
        return
    difference = project_difference(story, DAY_BEFORE, case.known_by)
    projected: dict[str, Any] = {
        name: {state.id for state in getattr(difference, name)}
        for name in (
            "learned",
            "became_certain",
            "became_possible",
            "disputed",
            "retracted",
            "restored",
        )
    }
    projected["corrected"] = {
        (one.after.id, step.event.id) for one in difference.corrected for step in one.steps
    }
    before = Model(case.events, DAY_BEFORE, case.recorded_by)
    after = Model(case.events, case.known_by, case.recorded_by)
    naive = naive_difference(before, after)
    for name, facts in projected.items():
        if facts != naive[name]:
            yield Disagreement(f"difference: {name}", facts, naive[name])


def naive_difference(before: Model, after: Model) -> dict[str, Any]:
    was = {fact: before.answer(fact) for fact in after.facts}
    now = {fact: after.answer(fact) for fact in after.facts}
    standing = [fact for fact in now if now[fact] in ("certain", "possible")]
    disputed = [fact for fact in standing if after.status(fact) == "disputed"]

    def move(fact: str) -> tuple[str, str]:
        return before.certainty(fact), after.certainty(fact)

    return {
        "learned": {f for f in standing if move(f) == ("not yet", "certain")},
        "became_certain": {f for f in standing if move(f) == ("possible", "certain")},
        "became_possible": {f for f in standing if move(f) == ("not yet", "possible")},
        "retracted": {f for f in now if now[f] == "retracted" != was[f]},
        "restored": {f for f in standing if was[f] == "retracted"},
        "disputed": {f for f in disputed if was[f] == "not yet" or before.status(f) != "disputed"},
        "corrected": {
            (f, event.id)
            for f in standing
            for event in after.shown_changes(f)
            if event.type == FactCorrected.type and event not in before.shown_changes(f)
            if after.touched(event)
        },
    }


def compare_times(fact: Fact, model: Model) -> Iterator[Disagreement]:
    """(from, sure) of the statement and of every step, and the order of rule 5."""
    for step in (fact.statement, *fact.changes, *fact.supports, *fact.disputes):
        projected = (step.known.first, step.known.sure)
        naive = model.span(model.events[step.event.id])
        if projected != naive:
            yield Disagreement(f"known of the {step.event.type}", projected, naive)
    order = [step.event.id for step in fact.changes if step.touches]
    naive_order = [event.id for event in model.changes(fact.id) if model.touched(event)]
    if order != naive_order:
        yield Disagreement("order of changes", order, naive_order)


def compare_concurrent(
    story: Story, fact: Fact, case: Case, model: Model
) -> Iterator[Disagreement]:
    found = find_concurrent(story, [fact], story.second(case.known_by))
    projected = {one.field: {event.id for event in one.events} for _, one in found}
    naive: dict[str, set[str]] = {}
    for field, pair in model.concurrent(fact.id):
        naive.setdefault(field, set()).update(pair)
    if projected != naive:
        yield Disagreement("concurrent changes", projected, naive)


def compare_states(story: Story, fact: Fact, case: Case, model: Model) -> Iterator[Disagreement]:
    state = story.state(fact, case.known_by, case.knower)
    naive_answer = model.answer(fact.id)
    if answer_of(state) != naive_answer:
        yield Disagreement("answer", answer_of(state), naive_answer)
    if "not yet" in (answer_of(state), naive_answer):
        return
    for field, value in model.shown(fact.id).items():
        projected = getattr(state.values, field)
        if counted(projected, model) != counted(value, model):
            yield Disagreement(f"value of {field}", projected, value)
    alternatives = {
        field: [(one.step.event.id, plain(one.value)) for one in others]
        for field, others in state.alternatives.items()
    }
    naive_alternatives = {
        field: [(one.event, plain(one.value)) for one in model.alternatives(fact.id, field)]
        for field in model.fields(fact.id)
        if model.alternatives(fact.id, field)
    }
    if alternatives != naive_alternatives:
        yield Disagreement("or", alternatives, naive_alternatives)
    k = story.second(case.known_by)
    cited = {
        (one.step.event.id, model.real(one.citation.source), one.sure <= k) for one in state.cited
    }
    naive_cited = {(one.event, one.source, one.certain) for one in model.citations(fact.id)}
    if cited != naive_cited:
        yield Disagreement("citations", cited, naive_cited)
    status = model.status(fact.id)
    if state.status.name != status:
        yield Disagreement("status", state.status.name, status)
    ladder = project_ladder(story, fact, case.known_by)
    if not case.knower and ladder[-1].status.name != status:
        yield Disagreement("ladder", [rung.status.name for rung in ladder], status)


def describe(case: Case) -> str:
    """The case, to be read: one line an event, ids shortened to their first six characters."""
    lines = [shortened(event, case.events) for event in case.events]
    known_by = case.known_by.edtf if case.known_by else "-"
    eyes = f"K {known_by}, R {case.recorded_by or '-'}, knower {case.knower or '-'}"
    return "\n".join([*lines, eyes])


def shortened(event: Event, events: tuple[Event, ...]) -> str:
    line = format_line(event).decode()
    for other in events:
        line = line.replace(other.id, other.id[:6])
    return line
