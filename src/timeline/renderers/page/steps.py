"""What became known when: every day on which what was known changed, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.dates import day
from timeline.events import FactCorrected
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.renderers.page.entries import Context
from timeline.renderers.page.timelines import Snapshot
from timeline.renderers.page.view import NEVER_SURE, Link, StepDay, StepPart
from timeline.renderers.page.when import date_words

KINDS = (
    "certain",
    "settled",
    "possible",
    "corrected",
    "disputed",
    "retracted",
    "restored",
    "confirmed",
)
_NAMED = 2
"""At most so many facts are named for one sort of change on one day."""


def view_steps(
    tracks: Sequence[Sequence[Snapshot]], context: Context, *, brief: bool
) -> tuple[StepDay, ...]:
    """One a day, in order. `brief`: facts are counted, not named (the script names them)."""
    found: dict[int, dict[str, list[FactState]]] = defaultdict(lambda: defaultdict(list))
    for snaps in tracks:
        before: FactState | None = None
        for snap in snaps:
            for kind in dict.fromkeys(_kinds(before, snap.state)):
                if snap.day < NEVER_SURE:
                    found[snap.day][kind].append(snap.state)
            before = snap.state
    return tuple(
        _step(number, found[number], context, brief=brief)
        for number in sorted(found)
        if number > -3_000_000
    )


def _step(
    number: int, kinds: dict[str, list[FactState]], context: Context, *, brief: bool
) -> StepDay:
    words = context.words
    parts = []
    for kind in KINDS:
        states = kinds.get(kind, [])
        if not states:
            continue
        named = [] if brief else states[:_NAMED]
        more = len(states) - len(named)
        parts.append(
            StepPart(
                kind=kind,
                label=words("step", kind),
                links=tuple(
                    Link(href=f"#{context.ids[one.id]}", text=one.values.headline) for one in named
                ),
                more=words.count("page", "and_more", more) if more and named else "",
                count=len(states),
            )
        )
    date = day(number)
    return StepDay(
        day=number,
        words=date_words(date, words, context.story.settings),
        machine=date.edtf,
        parts=tuple(parts),
    )


def _kinds(before: FactState | None, after: FactState) -> Iterator[str]:
    """The sorts of change from one state of a fact to the next; `before` None: not yet known."""
    if before is None:
        yield "certain" if after.certainty is Certainty.CERTAIN else "possible"
    elif before.certainty is not after.certainty and after.retraction is None:
        yield "settled"
    shown = len(before.shown) if before else 0
    for step in after.shown[shown:]:
        body = step.event.body
        if isinstance(body, FactCorrected):
            if body.kind != "typo":
                yield "corrected"
        else:
            yield "retracted" if step.touches["retracted"] else "restored"
    if before is None or after.status.name not in ("disputed", "confirmed"):
        return
    again = after.status.name == "disputed" and len(after.status.because) > len(
        before.status.because
    )
    if again or before.status.name != after.status.name:
        yield after.status.name
