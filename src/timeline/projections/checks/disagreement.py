"""Rules about disagreement, on what `timeline conflicts` shows side by side."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.projections.checks.review import Finding, Review
from timeline.projections.conflicts import Conflict


def conflicting_claims(review: Review) -> Iterator[Finding]:
    """Sources, or two facts, give values that can't all be right. Roundings are left out."""
    for conflict in review.conflicts.conflicts:
        if conflict.kind == "conflict":
            names = ", ".join(
                dict.fromkeys(source.name for claim in conflict.claims for source in claim.sources)
            )
            message = f"{_what(conflict)} is told in different ways" + (
                f": {names}" if names else ""
            )
            yield _of_conflict("conflicting-claims", conflict, message)
        elif conflict.kind == "crowd":
            message = (
                f"{len(conflict.claims):,} facts say the same of the same days with other numbers"
            )
            yield _of_conflict("conflicting-claims", conflict, message)


def concurrent_changes(review: Review) -> Iterator[Finding]:
    """Two people changed one field, each without having seen the other's change."""
    for conflict in review.conflicts.conflicts:
        if conflict.kind == "concurrent":
            writers = ", ".join(
                dict.fromkeys(event.by for claim in conflict.claims for event in claim.events)
            )
            message = f"{conflict.field} was changed twice without sight of each other: {writers}"
            yield _of_conflict("concurrent-changes", conflict, message)


def likely_duplicate(review: Review) -> Iterator[Finding]:
    """Two facts say nearly the same of the same day, and agree in their numbers."""
    for alike in review.conflicts.duplicates:
        yield Finding(
            code="likely-duplicate",
            subject=alike.other.name,
            event=alike.other.id,
            message=f"says nearly the same as {alike.one.name} ({alike.likeness:.0%} alike)",
            remedy=(
                f"timeline link {alike.other.name} same-as {alike.one.name}, or retract one; "
                "if they are two, link them as they hang together"
            ),
        )


def _what(conflict: Conflict) -> str:
    others = [claim.fact.name for claim in conflict.claims if claim.fact.id != conflict.fact.id]
    beside = f", beside {', '.join(dict.fromkeys(others))}," if others else ""
    if conflict.field == "happened":
        return f"whether it happened{beside}"
    return f"{conflict.field}{beside}"


def _of_conflict(code: str, conflict: Conflict, message: str) -> Finding:
    return Finding(
        code=code,
        subject=conflict.fact.name,
        event=conflict.claims[-1].events[-1].id,
        message=message,
        remedy="see both sides with: timeline conflicts",
    )
