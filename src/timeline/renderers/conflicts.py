"""Terminal text and JSON of conflicts and likely duplicates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.dates import Date
from timeline.events import Figure
from timeline.projections.conflicts import Claim, Conflict, Conflicts
from timeline.projections.story import Story
from timeline.renderers.answers import fact_head, how_many, indented
from timeline.renderers.data import Data, figure_data, value_data
from timeline.renderers.terminal import Page, columns, inert_line, wrap
from timeline.renderers.text import field_words, figure_words, value_words

# In the order in which an editor looks at them.
_TITLES = {
    "conflict": ("Conflicts", "they can't all be right"),
    "concurrent": ("Changed twice", "each without sight of the other"),
    "rounding": ("Roundings", "they agree as far as they go"),
    "crowd": (
        "Many alike",
        "the same words of the same days; only those with the same numbers were compared",
    ),
}
_OF_CROWD = 3  # facts; --json has them all


def render_conflicts(conflicts: Conflicts, page: Page) -> str:
    """Each conflict, with its claims side by side; kind by kind."""
    lines = [] if conflicts.counts["conflict"] else ["No conflicts."]
    for kind, (title, meaning) in _TITLES.items():
        found = [conflict for conflict in conflicts.conflicts if conflict.kind == kind]
        if not found:
            continue
        many = how_many(found, conflicts.counts[kind])
        lines += ["", f"{page.bold(f'{title} ({many})')}{page.dim(f': {meaning}')}"]
        for conflict in found:
            lines += fact_head(conflict.fact, conflicts.story, page)
            lines += indented(field_words(conflict.field), page)
            lines += _claims(conflict, conflicts.story, page)
    return "\n".join(lines).lstrip("\n")


def render_duplicates(conflicts: Conflicts, page: Page) -> str:
    """The facts that may have been entered twice, two by two."""
    if not conflicts.duplicates:
        return "No likely duplicates."
    lines = [page.bold(f"Likely duplicates ({how_many(conflicts.duplicates, conflicts.alike)})")]
    for alike in conflicts.duplicates:
        lines += fact_head(alike.one, conflicts.story, page)
        lines += fact_head(alike.other, conflicts.story, page)
        apart = "" if alike.same_day else ", a day apart"
        lines += indented(f"{alike.likeness:.0%} alike{apart}", page)
    return "\n".join(lines)


def _claims(conflict: Conflict, story: Story, page: Page) -> Iterator[str]:
    claims = conflict.claims[:_OF_CROWD] if conflict.kind == "crowd" else conflict.claims
    values = [claim_words(conflict.field, claim, story) for claim in claims]
    width = min(max(map(columns, values)), page.width // 2)
    for claim, value in zip(claims, values, strict=True):
        left = wrap(value, width) or [""]
        right = wrap(_claimed_by(conflict, claim), page.width - width - 8) or [""]
        for index in range(max(len(left), len(right))):
            one = left[index] if index < len(left) else ""
            two = right[index] if index < len(right) else ""
            yield f"      {one}{' ' * (width - columns(one))}  {two}".rstrip()
    if len(claims) < len(conflict.claims):
        yield f"      and {len(conflict.claims) - len(claims):,} more"


def claim_words(field: str, claim: Claim, story: Story) -> str:
    if field == "happened" and isinstance(claim.value, bool):
        return "it happened" if claim.value else "disputed"
    if field == "retracted":
        return "retracted" if claim.value else "restored"
    if isinstance(claim.value, Figure):
        return inert_line(figure_words(claim.value))
    return value_words(field, claim.value, story)


def _claimed_by(conflict: Conflict, claim: Claim) -> str:
    """Whose claim it is: the other fact, its sources, or else who recorded it; and why."""
    names = [inert_line(source.name) for source in claim.sources]
    if conflict.kind == "concurrent" or not names:
        names += [f"{inert_line(event.by)} ({event.id[:8]})" for event in claim.events]
    fact = f"{inert_line(claim.fact.name)}: " if claim.fact.id != conflict.fact.id else ""
    because = f": {inert_line(claim.because)}" if claim.because else ""
    return f"{fact}{', '.join(names)}{because}"


# -- for programs ---------------------------------------------------------------------------


def conflicts_data(conflicts: Conflicts) -> list[Data]:
    """The array of `timeline conflicts --json`."""
    return [
        {
            "id": conflict.fact.name,
            "event": conflict.fact.id,
            "field": conflict.field,
            "kind": conflict.kind,
            "values": [_claim_data(conflict.field, claim) for claim in conflict.claims],
        }
        for conflict in conflicts.conflicts
    ]


def _claim_data(field: str, claim: Claim) -> Data:
    return {
        **_value(field, claim.value),
        "fact": claim.fact.name,
        "sources": [source.name for source in claim.sources],
        "events": [event.id for event in claim.events],
        "by": [event.by for event in claim.events],
        "because": claim.because,
    }


def _value(field: str, value: Any) -> Data:
    """A figure's number stands under `value`, beside its unit, as any other value does."""
    if isinstance(value, Figure):
        return {**figure_data(value), "value": value.value}
    if isinstance(value, Date):
        return {"value": value.edtf}
    if isinstance(value, str | bool):
        return {"value": value}
    return {"value": value_data(field, value)}


def duplicates_data(conflicts: Conflicts) -> list[Data]:
    """The array of `timeline conflicts --duplicates --json`."""
    return [
        {
            "id": alike.one.name,
            "other": alike.other.name,
            "likeness": alike.likeness,
            "same_day": alike.same_day,
        }
        for alike in conflicts.duplicates
    ]
