"""Values that change with K: from states on a few days to the stretches on which each holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import TypeVar

from attrs import frozen

from timeline.dates import day, moments
from timeline.projections.facts import Fact
from timeline.projections.known import Second, local_day
from timeline.projections.state import FactState, citations, state_at
from timeline.projections.story import Story
from timeline.renderers.page.view import NEVER_SURE, During

T = TypeVar("T")

_LAST_DAY = 3_652_059  # of the year 9999
_FIRST_DAY = -3_652_424  # of the year -9999


@frozen
class Snapshot:
    """A fact as it stands from the end of a day on, until the next snapshot of it."""

    day: int
    state: FactState


def snapshots(story: Story, fact: Fact, k: Second) -> tuple[Snapshot, ...]:
    """The fact at the end of each day up to K on which it changed, from when it may first have
    been known; the last is at K itself. O(s²) in its steps.
    """
    first = day_number(fact.statement.known.first, story)
    days = sorted({first, *(day_number(second, story) for second in _turns(story, fact))})
    last = day_number(k, story)
    found = [
        Snapshot(at, _state(story, fact, end_of(at, story))) for at in days if first <= at < last
    ]
    # At K itself, a later day than any that is in `found`, or the moment K where it is an instant.
    at = max((at for at in days if at <= last), default=last)
    final = Snapshot(at, _state(story, fact, k))
    if found and found[-1].day == at:
        found.pop()
    return (*found, final)


def _state(story: Story, fact: Fact, k: Second) -> FactState:
    return state_at(fact, story.record, story.sources, k)


def _turns(story: Story, fact: Fact) -> set[Second]:
    """Every second on which something about the fact can change."""
    known = fact.statement.known
    found: set[Second] = {known.first, known.sure}
    for step in (*fact.changes, *fact.disputes, *fact.supports):
        found |= {step.known.first, step.known.sure}
    for shown in range(len(fact.changes) + 1):
        for cited in citations(fact, fact.changes[:shown], story.record, story.sources):
            found |= {cited.first, cited.sure}
    return found


def day_number(second: Second, story: Story) -> int:
    """The day on which a second lies, in the log's zone; past every day for inf."""
    if second == inf:
        return NEVER_SURE
    if second == -inf:
        return _FIRST_DAY
    return max(_FIRST_DAY, min(int(local_day(second, story.settings.zone)), _LAST_DAY))


def end_of(number: int, story: Story) -> Second:
    if number > _LAST_DAY:
        return inf
    last = moments(day(number), story.settings.zone)[1]
    assert last is not None
    return last


def track(days: Sequence[int], values: Iterable[T]) -> tuple[During[T], ...]:
    """One value a day, as stretches of equal values; the last day's lasts."""
    found: list[During[T]] = []
    for at, value in zip(days, values, strict=True):
        if found and found[-1].value == value:
            continue
        if found:
            found[-1] = During(found[-1].value, found[-1].since, at)
        found.append(During(value, at if found else None))
    return tuple(found)


def track_given(
    days: Sequence[int], values: Iterable[T | None], empty: T | None = None
) -> tuple[During[T], ...]:
    """As `track`, without the stretches on which there is no value."""
    return tuple(
        During(one.value, one.since, one.until)
        for one in track(days, values)
        if one.value is not None and one.value != empty
    )


def track_items(days: Sequence[int], lists: Sequence[Sequence[T]]) -> tuple[During[T], ...]:
    """The items of lists that change: each with the stretches on which it is there.

    In the last list's order; what is no longer in it stands where it stood before.
    """
    order: list[T] = []
    for items in reversed(lists):
        for index, item in enumerate(items):
            if item not in order:
                before = [order.index(other) for other in items[:index] if other in order]
                order.insert(max(before) + 1 if before else 0, item)
    found: list[During[T]] = []
    for item in order:
        present = [item in items for items in lists]
        there = (one for one in track(days, present) if one.value)
        found += [During(item, one.since, one.until) for one in there]
    return tuple(found)
