"""Why a fact is certain, possible or not yet known at K, and what would settle it.

Each end of a fact's `known` (rules 3, 4 and 8) goes back to an event: the one that gave a date by
hand, or the one that cites the source whose `published` it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import inf, isinf

from attrs import frozen

from timeline.dates import Date, DateError, day, parse_edtf
from timeline.dates.gregorian import format_day
from timeline.dates.value import CACHED
from timeline.events import Event, FactCorrected
from timeline.projections.facts import Fact, Step, earliest_second, published_spans, source_of
from timeline.projections.known import Certainty, Known, Second, later, local_day, read_known
from timeline.projections.record import Settings
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story


@frozen(kw_only=True)
class Bound:
    """One end of when something became known, and what makes it so.

    `day` is that end as a day in the log's zone, None where there is none. `date` is the date
    that it is read from, as written; `event` the event that says or cites it; `source` the
    source whose `published` it is. `basis` is "given", "amended", "knower", "published" or
    "unknown", as in `Known`.
    """

    second: Second
    day: Date | None
    date: Date | None
    basis: str
    event: Event
    source: Source | None = None


@frozen(kw_only=True)
class Explanation:
    """A fact's answer at K: possible since `begins`, certain since `ends`; None: never certain.

    Where it is possible, `settled_by` lists the sources whose day of publication would make it
    certain, and `by_hand` says whether a surer date given by hand would.
    """

    state: FactState
    begins: Bound
    ends: Bound | None
    settled_by: tuple[Source, ...]
    by_hand: bool


def explain_state(
    story: Story, state: FactState, known_by: Date | None = None, knower: str = ""
) -> Explanation:
    """Why the fact stands where it does at K, for the public or one knower. O(its citations)."""
    fact, known, k = state.fact, state.known, story.second(known_by)
    candidates = tuple(_candidates(story, fact, knower))
    begins = _bound(story, fact, candidates, known.first, at_end=False)
    ends = None if known.sure == inf else _bound(story, fact, candidates, known.sure, at_end=True)
    possible = state.certainty is Certainty.POSSIBLE
    open_at_k = [one for one in candidates if one.known.first <= k < one.known.sure or k == inf]
    return Explanation(
        state=state,
        begins=begins,
        ends=ends,
        settled_by=tuple(
            dict.fromkeys(one.source for one in open_at_k if possible and one.source is not None)
        ),
        by_hand=possible and not any(one.source for one in open_at_k),
    )


def day_of(second: Second, settings: Settings) -> Date | None:
    """The calendar day, in the log's zone, on which a second lies; None for -inf and inf."""
    return None if isinf(second) else _calendar_day(second, settings.zone)


@lru_cache(maxsize=CACHED)
def _calendar_day(second: Second, zone: str) -> Date:
    return numbered_day(int(local_day(second, zone)))


def numbered_day(number: int) -> Date:
    """The day with that number; beyond four digits, where no day can be written, its year."""
    try:
        return day(number)
    except DateError:
        return parse_edtf(format_day(number)[: -len("-01-01")])


@frozen(kw_only=True)
class _Candidate:
    known: Known
    event: Event
    source: Source | None = None


def _candidates(story: Story, fact: Fact, knower: str) -> Iterator[_Candidate]:
    """What the ends of the fact's `known` can come from."""
    statement = fact.statement
    if knower:
        for item in fact.stated.known_to:
            if item.who.casefold() == knower.casefold():
                own = read_known(item.known, story.settings, "knower")
                yield _Candidate(known=own, event=_last_that(statement, "known_to"))
    if statement.known.by_hand:
        yield _Candidate(known=statement.known, event=_last_that(statement, "known"))
        return
    if not published_spans(fact.stated.citations, story.record, story.sources):
        first = earliest_second(fact.stated.occurred, story.settings)
        yield _Candidate(known=Known(first, inf, None, "unknown"), event=statement.event)
    for step, citations in (
        (statement, fact.stated.citations),
        *((support, support.citations) for support in fact.supports),
    ):
        for citation in citations:
            source = source_of(citation, story.sources)
            if source is not None and source.values.published is not None:
                own = read_known(source.values.published, story.settings, "published")
                if step.known.by_hand:
                    # What a person says was brought up on a day tells nothing before that day.
                    own = later(own, step.known, story.settings)
                yield _Candidate(known=own, event=step.event, source=source)


def _last_that(statement: Step, field: str) -> Event:
    """The event that gave a field its value: the last amendment of it, else the statement."""
    for event in reversed(statement.amendments):
        if isinstance(event.body, FactCorrected) and field in event.body.change.fields:
            return event
    return statement.event


def _bound(
    story: Story, fact: Fact, candidates: tuple[_Candidate, ...], second: Second, *, at_end: bool
) -> Bound:
    def distance(one: _Candidate) -> Second:
        own = one.known.sure if at_end else one.known.first
        return 0 if own == second else abs(own - second)

    found = min(candidates, key=distance, default=None)
    if found is None:
        return Bound(
            second=second,
            day=day_of(second, story.settings),
            date=None,
            basis="unknown",
            event=fact.event,
        )
    return Bound(
        second=second,
        day=day_of(second, story.settings),
        date=found.known.date,
        basis=found.known.basis,
        event=found.event,
        source=found.source,
    )
