"""Changes that were made without sight of each other (rule 9).

Two people correct one field, each in their own copy of the log, and the copies are merged. What
shows is decided by rule 5; that there were two is worth a look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from attrs import frozen

from timeline.events import Event, FactCorrected, FactRestored, FactRetracted, FactStated
from timeline.projections.facts import Fact, Step, identity
from timeline.projections.known import Second
from timeline.projections.story import Story

_OF_THE_EVENT = ("known", "because")


@frozen(kw_only=True)
class ConcurrentChanges:
    """One field, or list item as `figures.aid`, and the changes of it, in order of record.

    Each of `events` is concurrent with at least one other; `values` are what they leave it at.
    """

    field: str
    events: tuple[Event, ...]
    values: tuple[Any, ...]


def find_concurrent(
    story: Story, facts: Iterable[Fact], k: Second
) -> Iterator[tuple[Fact, ConcurrentChanges]]:
    """The fields with changes that can have begun by K and of which neither saw the other.

    Whoever amends an event has seen it. Facts in the order given, fields sorted. O(changes² of
    each fact + events that don't count).
    """
    # Chains of `saw` run through events that don't count, too.
    dropped = {event.id: event for event in story.record.dropped}
    for fact in facts:
        changes = tuple(_changes(fact, k)) if _is_changed(fact) else ()
        if len(changes) < 2:
            continue
        seen = {one.event.id: _seen(one.event, story, dropped) for one in changes}
        found: dict[str, dict[str, _Made]] = {}
        for one, other in combinations(changes, 2):
            if one.event.id in seen[other.event.id] or other.event.id in seen[one.event.id]:
                continue
            for field in one.sets.keys() & other.sets.keys():
                if one.step is other.step or field not in one.of_step | other.of_step:
                    found.setdefault(field, {}).update({one.event.id: one, other.event.id: other})
        for field in sorted(found):
            yield fact, _gather(field, found[field].values())


def _is_changed(fact: Fact) -> bool:
    return bool(fact.changes or fact.supports or fact.disputes or fact.statement.amendments)


@frozen(kw_only=True)
class _Made:
    """One event that changes a fact, the step it belongs to, and what it sets by itself.

    `of_step` are the fields that belong to the step and not to the fact.
    """

    event: Event
    step: Step
    sets: Mapping[str, Any]
    of_step: frozenset[str]


def _gather(field: str, made: Iterable[_Made]) -> ConcurrentChanges:
    ordered = sorted(made, key=lambda one: one.event.order)
    return ConcurrentChanges(
        field=field,
        events=tuple(one.event for one in ordered),
        values=tuple(one.sets[field] for one in ordered),
    )


def _changes(fact: Fact, k: Second) -> Iterator[_Made]:
    for step in (fact.statement, *fact.changes, *fact.supports, *fact.disputes):
        if step.known.first > k:
            continue
        changes_fact = step.event.type in (FactStated.type, FactCorrected.type)
        for event in (step.event, *step.amendments):
            sets = _sets(event)
            own = frozenset(sets) & frozenset(_OF_THE_EVENT)
            if event.amends and not changes_fact:
                # What amends support, a dispute or a retraction changes its reason and citations.
                own |= {field for field in sets if field.startswith("citations.")}
                sets = {field: sets[field] for field in own}
            if sets:
                yield _Made(event=event, step=step, sets=sets, of_step=own)


def _sets(event: Event) -> dict[str, Any]:
    """What an event sets by itself; nothing for statements and support."""
    body = event.body
    if event.type in (FactRetracted.type, FactRestored.type):
        return {"retracted": event.type == FactRetracted.type}
    if not isinstance(body, FactCorrected):
        return {}
    sets = dict(body.change.set)
    if not event.amends:
        for field in _OF_THE_EVENT:
            sets.pop(field, None)
    for field, dropped in body.change.drop.items():
        sets.update((f"{field}.{item}", None) for item in dropped)
    for field, added in body.change.add.items():
        sets.update((f"{field}.{identity(item)}", item) for item in added)
    return sets


def _seen(event: Event, story: Story, dropped: Mapping[str, Event]) -> set[str]:
    """The ids of everything that the writer of an event had, through `saw` and `amends`."""
    found: set[str] = set()
    waiting = [event]
    while waiting:
        here = waiting.pop()
        for given in (*here.saw, here.amends):
            named = story.record.canonical_id(given)
            if given and named not in found:
                found.add(named)
                event_named = story.record.by_id.get(named) or dropped.get(named)
                if event_named is not None:
                    waiting.append(event_named)
    return found
