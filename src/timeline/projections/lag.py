"""How long it took: from happening to being known, from being known to being recorded here.

And silences: long stretches in which a lane tells of nothing, or a source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from math import inf, isinf

from attrs import frozen

from timeline.dates import Date, day, moments
from timeline.dates.value import CACHED
from timeline.projections.chronology import project_chronology
from timeline.projections.explain import numbered_day
from timeline.projections.known import Known, Second, local_day
from timeline.projections.record import Settings
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
class Clocks:
    """The three clocks of one fact: when it happened, when it became known, and the instant, as
    in `Event.recorded`, at which it was stated here; its lanes, and the names of its sources.
    """

    id: str
    name: str
    occurred: Date | None
    known: Known
    recorded: str
    lanes: tuple[str, ...]
    sources: tuple[str, ...]


def read_clocks(state: FactState) -> Clocks:
    return Clocks(
        id=state.id,
        name=state.name,
        occurred=state.values.occurred,
        known=state.known,
        recorded=state.fact.event.recorded,
        lanes=state.values.lanes,
        sources=tuple(dict.fromkeys(cited.source.name for cited in state.cited)),
    )


@frozen(kw_only=True)
class Lag:
    """One fact: from its happening, or the beginning of what lasts, to when it was known, from
    then to its record, and from the first to the last.

    `recorded` is the day, in the log's zone, on which it was stated here.
    """

    clocks: Clocks
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
    after: Clocks
    until: Clocks
    first: Date
    last: Date
    days: int


@frozen(kw_only=True)
class Lags:
    """Facts in chronological order; silences the longest first. Retracted facts are left out.

    `count` and `silent` are how many there are, where these are only the first.
    """

    story: Story
    known_by: Date | None
    facts: tuple[Lag, ...]
    silences: tuple[Silence, ...]
    count: int
    silent: int


def project_lag(
    story: Story,
    known_by: Date | None = None,
    *,
    silence: int = MONTH,
    limit: int | None = None,
) -> Lags:
    """The lags of the facts known, certainly or possibly, by K, and silences of at least so many
    days; of `limit` facts and silences, the first. O(n log n).
    """
    facts = project_chronology(story, known_by).facts
    clocks = [read_clocks(state) for state in facts if state.retraction is None]
    return measure_lags(story, clocks, known_by, silence=silence, limit=limit)


def measure_lags(
    story: Story,
    clocks: Sequence[Clocks],
    known_by: Date | None,
    *,
    silence: int,
    limit: int | None = None,
) -> Lags:
    """The lags of facts by their clocks, which are in chronological order. Of the story only the
    settings count.
    """
    found = sorted(_silences(clocks, silence), key=lambda one: (-one.days, one.kind, one.name))
    return Lags(
        story=story,
        known_by=known_by,
        facts=tuple(_lag(one, story.settings) for one in clocks[:limit]),
        silences=tuple(found[:limit]),
        count=len(clocks),
        silent=len(found),
    )


def _lag(clocks: Clocks, settings: Settings) -> Lag:
    recorded_day = _recorded(clocks.recorded[:16], settings.zone)
    recorded = recorded_day.s0
    assert recorded is not None
    known = (
        _day_of(clocks.known.first, settings.zone),
        _day_of(clocks.known.sure, settings.zone),
    )
    happened = _happened(clocks.occurred, settings)
    return Lag(
        clocks=clocks,
        to_known=_between(happened, known),
        to_recorded=_between(known, (recorded, recorded)),
        in_all=_between(happened, (recorded, recorded)),
        recorded=recorded_day,
    )


def _happened(occurred: Date | None, settings: Settings) -> tuple[Second, Second]:
    """The first and last day on which it can have happened; of what lasts, to have begun."""
    if occurred is None:
        return -inf, inf
    if occurred.is_interval:
        first, last = occurred.s0, occurred.s1
        return -inf if first is None else first, inf if last is None else last
    first, last = moments(occurred, settings.zone, settings.pad)
    return (
        -inf if first is None else _day_of(first, settings.zone),
        inf if last is None else _day_of(last, settings.zone),
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


def _silences(facts: Iterable[Clocks], at_least: int) -> Iterator[Silence]:
    groups: dict[tuple[str, str], list[Clocks]] = {}
    for clocks in facts:
        if clocks.occurred is None:
            continue
        for lane in clocks.lanes:
            groups.setdefault(("lane", lane), []).append(clocks)
        for name in clocks.sources:
            groups.setdefault(("source", name), []).append(clocks)
    for (kind, name), group in groups.items():
        yield from _gaps(kind, name, group, at_least)


def _gaps(kind: str, name: str, group: list[Clocks], at_least: int) -> Iterator[Silence]:
    """The facts are in order of their first possible day."""
    last: Clocks | None = None
    last_day = 0
    for clocks in group:
        occurred = clocks.occurred
        assert occurred is not None
        if last is not None and occurred.s0 is not None:
            days = occurred.s0 - last_day - 1
            if days >= at_least:
                yield Silence(
                    kind=kind,
                    name=name,
                    after=last,
                    until=clocks,
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
            last, last_day = clocks, end
