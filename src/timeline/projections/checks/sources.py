"""Rules about sources: are there enough of them, and could a reader find them?"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.projections.checks.review import Finding, Review, of_fact
from timeline.projections.known import read_known
from timeline.projections.sources import Source
from timeline.projections.state import STATUS_REASONS, FactState


def no_source(review: Review) -> Iterator[Finding]:
    """A fact cites no source that stands: a rumour."""
    for state in review.standing:
        if state.status.reason == "no-source":
            yield of_fact("no-source", state, "cites no source that stands", _cite(state))


def single_source(review: Review) -> Iterator[Finding]:
    """A fact has sources, and no two that confirm each other."""
    for state in review.standing:
        if state.status.name == "single-source":
            names = ", ".join(dict.fromkeys(cited.source.name for cited in state.cited))
            reason = STATUS_REASONS[state.status.reason]
            yield of_fact("single-source", state, f"{reason}: {names}", _cite(state))


def withdrawn_source(review: Review) -> Iterator[Finding]:
    """A fact cites a source that its publisher took back."""
    for state in review.standing:
        for cited in state.cited:
            if cited.source.values.withdrawn:
                message = f"cites {cited.source.name}, which its publisher took back"
                remedy = f"look for another source, or: timeline retract {state.name} --because …"
                yield of_fact("withdrawn-source", state, message, remedy)


def source_without_date(review: Review) -> Iterator[Finding]:
    """A cited source has no date of publication, so it makes nothing certain."""
    for source in review.sources:
        if _is_undated(source):
            yield Finding(
                code="source-without-date",
                subject=source.name,
                event=source.id,
                message="has no date of publication, so nothing becomes certain by it",
                remedy=f"timeline source correct {source.name} --published DATE",
            )


def source_without_address(review: Review) -> Iterator[Finding]:
    """A cited source has no web address and no archived copy. People have none, and may."""
    for source in review.sources:
        if _is_nowhere(source):
            yield Finding(
                code="source-without-address",
                subject=source.name,
                event=source.id,
                message="has no web address, so no reader can look it up",
                remedy=f"timeline source correct {source.name} --url URL",
            )


def unarchived_source(review: Review) -> Iterator[Finding]:
    """A cited source has a web address and no archived copy."""
    for source in review.sources:
        if _is_unarchived(source):
            yield Finding(
                code="unarchived-source",
                subject=source.name,
                event=source.id,
                message="has no archived copy, and web pages change",
                remedy=f"archive it, then: timeline source correct {source.name} --archived URL",
            )


def _is_undated(source: Source) -> bool:
    return source.values.published is None


def _is_nowhere(source: Source) -> bool:
    values = source.values
    return not values.url and not values.archived and values.kind != "person"


def _is_unarchived(source: Source) -> bool:
    return bool(source.values.url) and not source.values.archived


def is_faulty(source: Source) -> bool:
    """Whether a rule about sources finds something in it, once it is cited."""
    return _is_undated(source) or _is_nowhere(source) or _is_unarchived(source)


def moved_known(review: Review) -> Iterator[Finding]:
    """A source was surely published before the day that a fact's `known`, given by hand, begins:
    left to its sources, the fact would have been known sooner.
    """
    for state in review.standing:
        known = state.fact.statement.known
        if not known.by_hand:
            continue
        for cited in state.cited:
            published = cited.source.values.published
            if published is None:
                continue
            span = read_known(published, review.story.settings, "published")
            if span.sure < known.first:
                message = (
                    f"known is given by hand, and {cited.source.name} was published before that"
                )
                remedy = f"timeline correct {state.name} --set-known DATE (empty: by its sources)"
                yield of_fact("moved-known", state, message, remedy, event=cited.step.event.id)


def known_before_published(review: Review) -> Iterator[Finding]:
    """A fact's `known`, given by hand, surely lies before any of its sources was published."""
    for state in review.standing:
        known = state.fact.statement.known
        dates = [cited.source.values.published for cited in state.cited]
        if not known.by_hand or not dates or None in dates:
            continue
        spans = [read_known(date, review.story.settings, "published") for date in dates if date]
        if known.sure < min(span.first for span in spans):
            yield of_fact(
                "known-before-published",
                state,
                "known is given by hand, before any of its sources was published",
                "if it was public before, cite the source that says so, or allow this",
            )


def _cite(state: FactState) -> str:
    return f"timeline corroborate {state.name} --source NAME|URL"
