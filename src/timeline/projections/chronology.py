"""The facts in order of when they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from attrs import frozen

from timeline.dates import Date
from timeline.events import Value
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story


@frozen(kw_only=True, eq=False, repr=False)
class Chronology(Value):
    """The facts known, certainly or possibly, by K, in order; retracted ones stand among them.

    `not_yet` holds the others, in the same order.
    """

    story: Story
    known_by: Date | None
    facts: tuple[FactState, ...]
    not_yet: tuple[FactState, ...]


def project_chronology(
    story: Story, known_by: Date | None = None, *, knower: str = ""
) -> Chronology:
    """Order: (s0, -e1) of occurred, then `follows` links, then order of record; undated last.

    O(n log n).
    """
    after = follows(story)
    known: list[FactState] = []
    not_yet: list[FactState] = []
    for state in story.states(known_by, knower):
        (not_yet if state.certainty is Certainty.NOT_YET else known).append(state)
    return Chronology(
        story=story,
        known_by=known_by,
        facts=tuple(sort_states(known, after)),
        not_yet=tuple(sort_states(not_yet, after)),
    )


def follows(story: Story) -> Mapping[str, frozenset[str]]:
    """The ids of the facts that each fact follows, by `follows` links."""
    after: dict[str, set[str]] = {}
    for event in story.record.links:
        rel, to = getattr(event.body, "rel", ""), getattr(event.body, "to", "")
        if rel == "follows":
            after.setdefault(event.about, set()).add(to)
    return {fact: frozenset(earlier) for fact, earlier in after.items()}


def sort_states(
    states: Iterable[FactState], after: Mapping[str, frozenset[str]]
) -> list[FactState]:
    """In chronological order. The states come in order of record, which breaks the last ties."""
    ordered = sorted(states, key=_when)
    if not after:
        return ordered
    return [
        state for _, tied in groupby(ordered, key=_when) for state in _by_links(list(tied), after)
    ]


def _when(state: FactState) -> tuple[object, ...]:
    occurred = state.values.occurred
    return (1,) if occurred is None else (0, *occurred.sort_key)


def _by_links(
    tied: Sequence[FactState], after: Mapping[str, frozenset[str]]
) -> Iterable[FactState]:
    """Each fact after those it follows, else in order of record; a circle is cut at its first."""
    if len(tied) == 1:
        return tied
    by_id = {state.id: state for state in tied}
    placed: dict[str, FactState] = {}
    entered: set[str] = set()
    for first in tied:
        stack = [(first.id, False)]
        while stack:
            fact, ready = stack.pop()
            if ready:
                placed.setdefault(fact, by_id[fact])
            elif fact not in entered:
                entered.add(fact)
                stack.append((fact, True))
                earlier = sorted(
                    (other for other in after.get(fact, ()) if other in by_id),
                    key=lambda other: by_id[other].fact.event.order,
                    reverse=True,
                )
                stack.extend((other, False) for other in earlier)
    return placed.values()
