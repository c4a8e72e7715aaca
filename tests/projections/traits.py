"""What occurs in a random case, in the terms of the rules, so that tests can ask how often."""

from __future__ import annotations

from collections import Counter

from tests.naive import FOREVER, Model
from tests.strategies.logs import Case
from timeline.events import (
    ALL_EVENTS,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactRestored,
    LogDescribed,
    SourceCorrected,
)

HOUR = 3600

OFTEN = (
    "an uncertain known",
    "corrections out of order",
    "an event outside (K, R)",
)
SOMETIMES = (
    *(f"a {body.type}" for body in ALL_EVENTS),
    "answer certain",
    "answer possible",
    "answer not yet",
    "answer retracted",
    "status rumour",
    "status single-source",
    "status confirmed",
    "status disputed",
    "status retracted",
    "rule 1: recorded at the same time",
    "rule 2: a key used twice",
    "rule 2: an event undone",
    "rule 2: an undoing undone",
    "rule 2: a reference to nothing",
    "rule 3: known amended",
    "rule 3: known derived",
    "rule 3: known derived from a corroboration",
    "rule 3: known unknown",
    "rule 3: published corrected",
    "rule 5: a correction shows",
    "rule 5: an amendment of a correction shows",
    "rule 5: an amendment of an amendment",
    "rule 5: a list changes",
    "rule 5: a restoration shows",
    "rule 6: or",
    "rule 6: or, beside a correction",
    "rule 7: a citation that is only possible",
    "rule 8: a knower knows sooner",
    "rule 9: concurrent changes",
    "rule 10: recorded after R",
    "rule 10: known after K",
    "a tie settled by a link",
    "names that clash",
    "a zone or pad described anew",
    "an erased event",
    "something internal",
)


def traits(case: Case) -> set[str]:
    model = Model(case.events, case.known_by, case.recorded_by, case.knower)
    found = traits_of_the_record(case, model) | traits_of_the_order(model)
    for fact in model.facts:
        found |= {f"answer {model.answer(fact)}"}
        found |= traits_of_times(fact, model)
        if knows_sooner(fact, case, model):
            found.add("rule 8: a knower knows sooner")
        if model.answer(fact) != "not yet":
            found |= traits_of_what_shows(fact, model)
    return found


def knows_sooner(fact: str, case: Case, model: Model) -> bool:
    public = Model(case.events, case.known_by, case.recorded_by)
    order = ("not yet", "possible", "certain", "retracted")
    return order.index(model.answer(fact)) > order.index(public.answer(fact))


def traits_of_the_record(case: Case, model: Model) -> set[str]:
    held = list(model.events.values())
    stamps = Counter((event.recorded, event.batch[0]) for event in held)
    undoings = {event.id for event in held if event.type == EventWithdrawn.type}
    ids = {event.id for event in case.events}
    source_corrections = model.of_type(SourceCorrected.type)
    described = [event.body for event in model.of_type(LogDescribed.type)]
    redescribed = [
        body for body in described if isinstance(body, LogDescribed) and (body.zone or body.pad)
    ]
    tests = {
        "rule 1: recorded at the same time": max(stamps.values(), default=0) > 1,
        "rule 2: a key used twice": any(model.real(event.id) != event.id for event in held),
        "rule 2: an event undone": bool(model.withdrawn - undoings),
        "rule 2: an undoing undone": bool(model.withdrawn & undoings),
        "rule 2: a reference to nothing": any(
            named and named not in ids for event in held for named in (event.about, event.amends)
        ),
        "rule 3: published corrected": any(
            "published" in model.change_of(event).set for event in source_corrections
        ),
        "rule 10: recorded after R": len(held) < len(case.events),
        "an event outside (K, R)": len(held) < len(case.events),
        "a zone or pad described anew": len(redescribed) > 1,
        "an erased event": any(not event.salt for event in held),
        "something internal": any("internal=True" in str(event) for event in held),
    }
    of_types = {f"a {event.type}" for event in model.in_force}
    return of_types | {trait for trait, holds in tests.items() if holds}


def traits_of_the_order(model: Model) -> set[str]:
    order = model.chronology()
    tied: dict[object, list[str]] = {}
    for fact in order:
        occurred = model.shown(fact)["occurred"]
        tied.setdefault(occurred and occurred.sort_key, []).append(fact)
    by_record = {fact: place for place, fact in enumerate(model.facts)}
    found = set()
    if any(facts != sorted(facts, key=by_record.__getitem__) for facts in tied.values()):
        found.add("a tie settled by a link")
    if any("~" in name for name in model.names().values()):
        found.add("names that clash")
    return found


def traits_of_times(fact: str, model: Model) -> set[str]:
    statement, changes = model.events[fact], model.changes(fact)
    corroborations = model.of_type(FactCorroborated.type, about=fact)
    found = set()
    for step in (statement, *changes, *corroborations):
        first, sure = model.span(step)
        by_hand = model.given(step)
        cited = [model.published(citation) for citation in model.citations_of(step)]
        tests = {
            "an uncertain known": by_hand is not None and sure - first > 25 * HOUR,
            "rule 3: known amended": by_hand != step.known,
            "rule 3: known derived": by_hand is None and any(cited),
            "rule 3: known unknown": by_hand is None and (first, sure) == model.unknown(step),
            "rule 3: known derived from a corroboration": by_hand is None
            and step is statement
            and sure != FOREVER
            and sure not in [span[1] for span in cited if span],
            "rule 10: known after K": first > model.end,
            "an event outside (K, R)": first > model.end,
        }
        found |= {trait for trait, holds in tests.items() if holds}
    if [event.order for event in changes] != sorted(event.order for event in changes):
        found.add("corrections out of order")
    return found


def traits_of_what_shows(fact: str, model: Model) -> set[str]:
    shown = model.shown_changes(fact)
    corrections = [event for event in shown if event.type == FactCorrected.type]
    settled = [model.settled(event) for event in (model.events[fact], *shown)]
    amendments = [step for steps in settled for step in steps[1:]]
    steps = [model.change_of(step) for event in corrections for step in model.settled(event)]
    doubted = [field for field in model.fields(fact) if model.alternatives(fact, field)]
    tests = {
        f"status {model.status(fact)}": True,
        "rule 5: a correction shows": bool(corrections),
        "rule 5: an amendment of a correction shows": any(
            len(model.settled(event)) > 1 for event in corrections
        ),
        "rule 5: an amendment of an amendment": any(
            model.events[model.real(step.amends)].amends for step in amendments
        ),
        "rule 5: a list changes": any(change.add or change.drop for change in steps),
        "rule 5: a restoration shows": any(event.type == FactRestored.type for event in shown),
        "rule 6: or": bool(doubted),
        "rule 6: or, beside a correction": any(
            field in model.touched(event) for event in shown for field in doubted
        ),
        "rule 7: a citation that is only possible": any(
            not citation.certain for citation in model.citations(fact)
        ),
        "rule 9: concurrent changes": bool(model.concurrent(fact)),
    }
    return {trait for trait, holds in tests.items() if holds}
