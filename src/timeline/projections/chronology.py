"""The facts in order of when they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from math import inf

from attrs import frozen

from timeline.dates import Date, DateError, moments, parse_edtf
from timeline.events import FactStated, Value
from timeline.projections.known import Certainty
from timeline.projections.record import Settings
from timeline.projections.state import FactState
from timeline.projections.story import Story

_ANY_DAY = parse_edtf("1970-01-01")


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
    """Order: (s0, -e1) of occurred, then `follows` links, then the time of day, then order of
    record; undated last.

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
        facts=tuple(sort_states(known, after, story.settings)),
        not_yet=tuple(sort_states(not_yet, after, story.settings)),
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
    states: Iterable[FactState], after: Mapping[str, frozenset[str]], settings: Settings
) -> list[FactState]:
    """In chronological order. The states come in order of record, which breaks the last ties."""
    ordered = sorted(states, key=lambda one: (_when(one), _clock_or_first(one.values, settings)))
    if not after:
        return ordered
    return [
        state for _, tied in groupby(ordered, key=_when) for state in _by_links(list(tied), after)
    ]


def _when(state: FactState) -> tuple[object, ...]:
    occurred = state.values.occurred
    return (1,) if occurred is None else (0, *occurred.sort_key)


def clock_second(values: FactStated, settings: Settings) -> int | None:
    """The first second, since 1970 UTC, of a fact with a time of day, which orders those of one
    day; None for one without, which stands before them as the longer.
    """
    if values.occurred is None or not values.occurred.is_instant:
        return None
    return moments_in_its_zone(values.occurred, values, settings)[0]


def moments_in_its_zone(
    occurred: Date, values: FactStated, settings: Settings
) -> tuple[int | None, int | None]:
    """The first and the last second, since 1970 UTC, at which a fact can have happened."""
    return moments(occurred, zone_of(values, settings), settings.pad)


def zone_of(values: FactStated, settings: Settings) -> str:
    """The zone by whose clocks a fact happened: its own; the log's where it has none, or one that
    this machine doesn't know.
    """
    with suppress(DateError):
        moments(_ANY_DAY, values.zone or settings.zone)
        return values.zone or settings.zone
    return settings.zone


def _clock_or_first(values: FactStated, settings: Settings) -> float:
    second = clock_second(values, settings)
    return -inf if second is None else second


def _by_links(
    tied: Sequence[FactState], after: Mapping[str, frozenset[str]]
) -> Iterable[FactState]:
    """Each fact after those it follows, else in the order given; a circle is cut at its first."""
    if len(tied) == 1:
        return tied
    by_id = {state.id: state for state in tied}
    place = {state.id: index for index, state in enumerate(tied)}
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
                    key=place.__getitem__,
                    reverse=True,
                )
                stack.extend((other, False) for other in earlier)
    return placed.values()
