"""Where facts stood on earlier days of knowledge, when they were thought to have another date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from timeline.projections.chronology import follows, sort_states
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.page.timelines import Snapshot
from timeline.renderers.page.view import Move, Rearrangement


def view_order(
    story: Story,
    tracks: Sequence[Sequence[Snapshot]],
    ids: Callable[[str], str],
    heading: Callable[[FactState], str],
) -> tuple[Rearrangement, ...]:
    """What stands elsewhere than in the page's order, for each stretch of days of knowledge on
    which something does. `tracks` are in the page's order; `ids` gives a fact's anchor.

    O(n log n) for each day on which a date changed, or which brought a fact that follows another.
    """
    after = follows(story)
    days = sorted(set(_turning_days(tracks, after)))
    if not days:
        return ()
    now = {snaps[-1].state.id: snaps[-1].state.values.occurred for snaps in tracks}
    place = {snaps[-1].state.id: index for index, snaps in enumerate(tracks)}
    recorded = sorted(tracks, key=lambda snaps: snaps[-1].state.fact.event.order)
    found = []
    for since, until in zip([None, *days[:-1]], days, strict=True):
        # Until its first snapshot a fact is a line without a text, at the date it then has, and
        # its links order none of those that are known.
        states = [_state_before(snaps, until) for snaps in recorded]
        known = {snaps[0].state.id for snaps in tracks if snaps[0].day < until}
        rest = iter(sort_states([one for one in states if one.id in known], after, story.settings))
        ordered = [
            next(rest) if one.id in known else one
            for one in sort_states(states, after, story.settings)
        ]
        moved = {place[one.id] for one in states if one.values.occurred != now[one.id]}
        # Links may also order those that the moved ones stood between.
        moved |= _out_of_place([at for one in ordered if (at := place[one.id]) not in moved])
        moves = tuple(
            Move(
                id=ids(state.id),
                before=ids(ordered[index + 1].id) if index + 1 < len(ordered) else "",
                heading=heading(state),
            )
            for index, state in enumerate(ordered)
            if place[state.id] in moved
        )
        if moves:
            found.append(Rearrangement(since=since, until=until, moves=moves))
    return tuple(found)


def _turning_days(
    tracks: Sequence[Sequence[Snapshot]], after: Mapping[str, frozenset[str]]
) -> Iterator[int]:
    """The days on which facts may begin to stand in another order."""
    for snaps in tracks:
        told = [(snap.state.values.occurred, snap.state.values.zone) for snap in snaps]
        for before, at, snap in zip(told, told[1:], snaps[1:], strict=False):
            if before != at:
                yield snap.day
    by_id = {snaps[-1].state.id: snaps for snaps in tracks}
    for fact, others in after.items():
        snaps = by_id.get(fact, ())
        if any(_times(snaps) & _times(by_id.get(other, ())) for other in others):
            yield snaps[0].day


def _times(snaps: Sequence[Snapshot]) -> set[object]:
    """Where a fact ever stood, but for the time of day."""
    dates = (snap.state.values.occurred for snap in snaps)
    return {date and date.sort_key for date in dates}


def _state_before(snaps: Sequence[Snapshot], day: int) -> FactState:
    known = [snap.state for snap in snaps if snap.day < day]
    return known[-1] if known else snaps[0].state


def _out_of_place(places: Sequence[int]) -> set[int]:
    """The fewest that have to move so that the rest stands in order."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(places):
        length = bisect_left(tails, value)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
        previous.append(ends[length - 1] if length else -1)
    return set(places) - set(_back(places, previous, ends[-1] if ends else -1))


def _back(places: Sequence[int], previous: Sequence[int], index: int) -> Iterator[int]:
    while index >= 0:
        yield places[index]
        index = previous[index]
