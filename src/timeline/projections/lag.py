"""How long it took: from happening to being known, from being known to being recorded here.

And silences: long stretches in which a lane tells of nothing, or a source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from math import inf, isinf

from attrs import frozen

from timeline.dates import Date, day, moments
from timeline.dates.value import CACHED
from timeline.projections.chronology import project_chronology
from timeline.projections.explain import numbered_day
from timeline.projections.known import Second, local_day
from timeline.projections.state import FactState
from timeline.projections.story import Story

MONTH = 30
"""How many days without anything are a silence, where nobody says otherwise."""


@frozen(kw_only=True)
class Days:
    """How many calendar days, in the log's zone, from one uncertain day to another.

    `least` is 0 where the two can have been one day, and below 0 only where the second surely
    came first. `most` is None where there is no last day.
    """

    least: int
    most: int | None


@frozen(kw_only=True)
class Lag:
    """One fact: from its happening, or the beginning of what lasts, to when it was known, from
    then to its record, and from the first to the last.

    `recorded` is the day, in the log's zone, on which it was stated here.
    """

    state: FactState
    to_known: Days
    to_recorded: Days
    in_all: Days
    recorded: Date


@frozen(kw_only=True)
class Silence:
    """A stretch without any fact of a lane or a source: `days` whole days, from the day after
    `after`'s last possible one to the day before `until`'s first, both inclusive.
    """

    kind: str
    name: str
    after: FactState
    until: FactState
    first: Date
    last: Date
    days: int


@frozen(kw_only=True)
class Lags:
    """Facts in chronological order; silences the longest first. Retracted facts are left out."""

    story: Story
    known_by: Date | None
    facts: tuple[Lag, ...]
    silences: tuple[Silence, ...]


def project_lag(story: Story, known_by: Date | None = None, *, silence: int = MONTH) -> Lags:
    """The lags of the facts known, certainly or possibly, by K, and silences of at least so many
    days. O(n log n).
    """
    facts = project_chronology(story, known_by).facts
    standing = tuple(state for state in facts if state.retraction is None)
    return Lags(
        story=story,
        known_by=known_by,
        facts=tuple(_lag(story, state) for state in standing),
        silences=tuple(
            sorted(_silences(standing, silence), key=lambda one: (-one.days, one.kind, one.name))
        ),
    )


def _lag(story: Story, state: FactState) -> Lag:
    zone = story.settings.zone
    recorded_day = _recorded(state.fact.event.recorded[:16], zone)
    recorded = recorded_day.s0
    assert recorded is not None
    known = (_day_of(state.known.first, zone), _day_of(state.known.sure, zone))
    happened = _happened(story, state)
    return Lag(
        state=state,
        to_known=_between(happened, known),
        to_recorded=_between(known, (recorded, recorded)),
        in_all=_between(happened, (recorded, recorded)),
        recorded=recorded_day,
    )


def _happened(story: Story, state: FactState) -> tuple[Second, Second]:
    """The first and last day on which it can have happened; of what lasts, to have begun."""
    occurred = state.values.occurred
    if occurred is None:
        return -inf, inf
    if occurred.is_interval:
        first, last = occurred.s0, occurred.s1
        return -inf if first is None else first, inf if last is None else last
    zone = story.settings.zone
    first, last = moments(occurred, zone, story.settings.pad)
    return (
        -inf if first is None else _day_of(first, zone),
        inf if last is None else _day_of(last, zone),
    )


@lru_cache(maxsize=CACHED)
def _day_of(second: Second, zone: str) -> Second:
    return second if isinf(second) else local_day(second, zone)


@lru_cache(maxsize=CACHED)
def _recorded(minute: str, zone: str) -> Date:
    """The day, in a zone, of a minute of `Event.recorded`; clocks change at whole minutes."""
    instant = datetime.fromisoformat(f"{minute}:00+00:00")
    return day(int(local_day(int(instant.timestamp()), zone)))


def _between(since: tuple[Second, Second], until: tuple[Second, Second]) -> Days:
    most = until[1] - since[0]
    least = max(until[0] - since[1], min(most, 0))
    return Days(least=int(least), most=None if most == inf else int(most))


# -- silences -------------------------------------------------------------------------------


def _silences(states: Iterable[FactState], at_least: int) -> Iterator[Silence]:
    groups: dict[tuple[str, str], list[FactState]] = {}
    for state in states:
        if state.values.occurred is None:
            continue
        for lane in state.values.lanes:
            groups.setdefault(("lane", lane), []).append(state)
        for name in dict.fromkeys(cited.source.name for cited in state.cited):
            groups.setdefault(("source", name), []).append(state)
    for (kind, name), group in groups.items():
        yield from _gaps(kind, name, group, at_least)


def _gaps(kind: str, name: str, group: list[FactState], at_least: int) -> Iterator[Silence]:
    """The states are in order of their first possible day."""
    last: FactState | None = None
    last_day = 0
    for state in group:
        occurred = state.values.occurred
        assert occurred is not None
        if last is not None and occurred.s0 is not None:
            days = occurred.s0 - last_day - 1
            if days >= at_least:
                yield Silence(
                    kind=kind,
                    name=name,
                    after=last,
                    until=state,
                    first=numbered_day(last_day + 1),
                    last=numbered_day(occurred.s0 - 1),
                    days=days,
                )
        if occurred.is_interval:
            # What goes on breaks a silence by its beginning, and by its end if it has one.
            end = occurred.e1 if occurred.e1 is not None else occurred.s1
        else:
            end = occurred.e1
        if end is not None and (last is None or end > last_day):
            last, last_day = state, end
