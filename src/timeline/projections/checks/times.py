"""Rules about time: dates that can't be, that are missing, and that contradict one another."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from timeline.dates import Answer, before
from timeline.events import Event, FactsLinked, FactStated
from timeline.projections.checks.review import Finding, Review, of_fact
from timeline.projections.chronology import moments_in_its_zone
from timeline.projections.facts import earliest_second
from timeline.projections.known import Certainty, read_known
from timeline.projections.record import Settings
from timeline.projections.state import FactState


def known_before_occurred(review: Review) -> Iterator[Finding]:
    """A fact was surely known before it can have begun: an announcement, or a wrong date."""
    for state in review.standing:
        occurred = state.values.occurred
        known = state.fact.statement.known
        if occurred is None or known.at(review.k) is not Certainty.CERTAIN:
            continue
        if known.sure < earliest_second(occurred, review.story.settings):
            message = f"known {_edtf(state)} and happened {occurred.edtf}: known before it happened"
            yield of_fact("known-before-occurred", state, message, _correct(state))


def never_certain(review: Review) -> Iterator[Finding]:
    """Nothing says by which day a fact was surely known. Not asked as of a day: what comes to
    light after it may say so.
    """
    if review.known_by is not None:
        return
    for state in review.standing:
        known = state.fact.statement.known
        if known.sure == inf:
            when = f"known {known.date.edtf}" if known.date else "when it became known is unknown"
            remedy = f"cite a dated source, or: timeline correct {state.name} --set-known DATE"
            yield of_fact(
                "never-certain", state, f"{when}: it is possible, and never certain", remedy
            )


def undated_fact(review: Review) -> Iterator[Finding]:
    """A fact has no date on which it happened."""
    for state in review.standing:
        if state.values.occurred is None:
            yield of_fact("undated-fact", state, "has no date", _correct(state))


def future_date(review: Review) -> Iterator[Finding]:
    """Something is dated later than now: a fact's day, when it was known, a source's date."""
    settings = review.story.settings
    for state in review.standing:
        occurred = state.values.occurred
        if occurred is not None and earliest_second(occurred, settings) > review.now:
            message = f"happened {occurred.edtf}, which is still to come"
            yield of_fact("future-date", state, message, _correct(state))
        if review.now < state.fact.statement.known.first:
            message = f"known {_edtf(state)}, which is still to come"
            yield of_fact("future-date", state, message, _correct(state))
    for source in review.sources:
        published = source.values.published
        if published and read_known(published, settings, "published").first > review.now:
            yield Finding(
                code="future-date",
                subject=source.name,
                event=source.id,
                message=f"published {published.edtf}, which is still to come",
                remedy=f"timeline source correct {source.name} --published DATE",
            )


def follows_out_of_order(review: Review) -> Iterator[Finding]:
    """A fact surely happened before the one that it is linked as following."""
    for event, later, earlier in _follows(review):
        if _surely_before(later.values, earlier.values, review.story.settings):
            message = f"follows {earlier.name}, and happened before it"
            yield _of_link("follows-out-of-order", event, later, message)


def _surely_before(one: FactStated, other: FactStated, settings: Settings) -> bool:
    """By the calendar; where either has a time of day, each by the clocks of its own zone."""
    if one.occurred is None or other.occurred is None:
        return False
    if one.occurred.is_instant or other.occurred.is_instant:
        last = moments_in_its_zone(one.occurred, one, settings)[1]
        first = moments_in_its_zone(other.occurred, other, settings)[0]
        return last is not None and first is not None and last < first
    found = before(one.occurred, other.occurred, pad=settings.pad, as_given=True)
    return found is Answer.CERTAIN


def follows_in_circles(review: Review) -> Iterator[Finding]:
    """Facts follow one another in a circle, so there is no first."""
    links = _follows(review)
    while True:
        # A link lies on a circle only if its first fact is followed, and its second follows.
        followed = {earlier.id for _, _, earlier in links}
        following = {later.id for _, later, _ in links}
        left = [link for link in links if link[1].id in followed and link[2].id in following]
        if len(left) == len(links):
            break
        links = left
    for event, later, earlier in links:
        message = f"follows {earlier.name}, which in turn follows it"
        yield _of_link("follows-in-circles", event, later, message)


def _follows(review: Review) -> list[tuple[Event, FactState, FactState]]:
    """(the link, the later fact, the earlier one) of every `follows` link between them."""
    by_id = {state.id: state for state in review.standing}
    return [
        (event, by_id[event.about], by_id[event.body.to])
        for event in review.story.record.links
        if isinstance(event.body, FactsLinked)
        and event.body.rel == "follows"
        and event.about in by_id
        and event.body.to in by_id
    ]


def _edtf(state: FactState) -> str:
    date = state.fact.statement.known.date
    return date.edtf if date else "on an unknown day"


def _correct(state: FactState) -> str:
    return f"if that is wrong: timeline correct {state.name} --on DATE or --set-known DATE"


def _of_link(code: str, event: Event, state: FactState, message: str) -> Finding:
    return Finding(
        code=code,
        subject=state.name,
        event=event.id,
        message=message,
        remedy=f"correct a date, or: timeline undo {event.id[:8]} --because …",
    )
