"""What people do to facts, each as entries for the log: state, support, correct, retract, undo.

Every function takes the whole story (with internal matter, all of R) and returns what to
append; none of them writes. Where an entry needs others before it in the batch (a source that
a URL made), the caller puts them first: see `@1` in `timeline.events.Entry`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline.dates import Date
from timeline.editing.names import NameTakenError, check_name, free_name, holder_of, slug
from timeline.editing.sources import NothingChangesError, check_url, differs
from timeline.errors import TimelineError
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
)
from timeline.projections import Fact, FactState, Step, Story
from timeline.projections.facts import apply_changes, identity

AMENDING_KINDS = ("typo", "clarification")
HINDSIGHT = ("known", "known_text", "known_to", "name")


class NotAPointError(TimelineError):
    code = "known-not-a-point"

    def __init__(self, known: Date) -> None:
        super().__init__(
            f"known: expected a point in time, possibly uncertain, got {known.edtf}",
            f"if it became known sometime within, write [{known.edtf.replace('/', '..')}]"
            if known.is_interval
            else "write [A..B] for sometime within",
        )


class AlreadyRetractedError(TimelineError):
    code = "already-retracted"

    def __init__(self, name: str, event: Event) -> None:
        super().__init__(
            f"expected a fact that stands, and {name} was retracted by {event.id[:8]} "
            f"on {event.recorded[:10]}",
            f"to change the reason, undo that: timeline undo {event.id[:8]} --because …",
        )


class NotRetractedError(TimelineError):
    code = "not-retracted"

    def __init__(self, name: str) -> None:
        super().__init__(f"expected a retracted fact, and {name} stands", "nothing to restore")


class AlreadyUndoneError(TimelineError):
    code = "already-undone"

    def __init__(self, event: Event) -> None:
        super().__init__(
            f"expected an event that counts, and {event.id[:8]} does not count any more",
            "see why with: timeline log",
        )


class NoReasonError(TimelineError):
    code = "no-reason"

    def __init__(self, what: str) -> None:
        super().__init__(f"expected the reason for {what}, got none", "give it with --because")


class NoCitationError(TimelineError):
    code = "no-citation"

    def __init__(self) -> None:
        super().__init__(
            "expected at least one source that supports the fact, got none", "give --source"
        )


class LinkedToItselfError(TimelineError):
    code = "linked-to-itself"

    def __init__(self, name: str) -> None:
        super().__init__(f"expected two facts, got {name} twice", "name another fact")


class NoHeadlineError(TimelineError):
    code = "no-headline"

    def __init__(self) -> None:
        super().__init__(
            "expected a headline, got nothing but space", "say what happened in one line"
        )


def check_known(known: Date | None) -> Date | None:
    """A `known` date is a point in time: neither `A/B` nor `{…}`. Raises: NotAPointError."""
    if known is not None and (known.is_interval or known.edtf.startswith("{")):
        raise NotAPointError(known)
    return known


def state_fact(
    story: Story,
    headline: str,
    occurred: Date | None,
    *,
    name: str = "",
    known: Date | None = None,
    key: str = "",
    taken: Iterable[str] = (),
    **values: Any,
) -> Entry:
    """A new fact. Without a name it gets one made from the headline.

    `taken` are further names that are not free, for facts stated in the same batch.

    Raises:
        NameTakenError, BadNameError, NoHeadlineError, NotAPointError, BadUrlError.
    """
    headline = " ".join(headline.split())
    if not headline:
        raise NoHeadlineError
    held = {*story.facts_by_name, *taken}
    if name:
        check_name(name)
        holder = story.facts_by_name.get(name)
        if name in held:
            raise NameTakenError("fact", name, holder_of(story, holder))
    else:
        name = free_name(slug(headline) or "fact", held)
    if values.get("media"):
        check_url("image", values["media"].url)
    return Entry(
        body=FactStated(name=name, headline=headline, occurred=occurred, **values),
        known=check_known(known),
        key=key,
    )


def corroborate_fact(
    fact: Fact,
    citations: Sequence[Citation],
    *,
    because: str = "",
    known: Date | None = None,
    key: str = "",
) -> Entry:
    """Further sources for a fact. Raises: NoCitationError, NotAPointError, NothingChangesError."""
    if not citations:
        raise NoCitationError
    cited = {*fact.stated.citations}.union(*(step.citations for step in fact.supports))
    if all(citation in cited for citation in citations):
        raise NothingChangesError(fact.name)
    body = FactCorroborated(citations=tuple(citations), because=because)
    return _about(fact, body, known=known, key=key)


def dispute_fact(
    fact: Fact,
    citations: Sequence[Citation],
    *,
    because: str = "",
    known: Date | None = None,
    key: str = "",
) -> Entry:
    """A source, or a reason, against a fact. Raises: NoReasonError, NotAPointError."""
    if not citations and not because:
        raise NoReasonError("the dispute, or a source for it")
    body = FactDisputed(citations=tuple(citations), because=because)
    return _about(fact, body, known=known, key=key)


def correct_fact(
    state: FactState,
    change: Change,
    *,
    kind: str,
    because: str = "",
    known: Date | None = None,
    citations: Sequence[Citation] = (),
) -> tuple[Entry, ...]:
    """A correction of what the fact says now.

    A typo or a clarification amends the events that set the fields: as if they had always said
    so. So does, whatever the kind, a change of `HINDSIGHT` fields, which say when it was known or
    what it is called here. A correction or an update is one event with a time of its own.

    Raises:
        NothingChangesError, NoReasonError, NotAPointError, NoHeadlineError, BadNameError.
    """
    change = _what_changes(state, change)
    if not change:
        raise NothingChangesError(state.name)
    if not because and kind != "typo":
        raise NoReasonError(f"the {kind}")
    check_known(change.set.get("known"))
    if "headline" in change.set and not (change.set["headline"] or "").strip():
        raise NoHeadlineError
    if "name" in change.set:
        check_name(change.set["name"] or "")
    amends, corrects = (change, Change()) if kind in AMENDING_KINDS else _split(change)
    bodies = [
        (target, FactCorrected(change=part, kind=kind, because=because, citations=tuple(citations)))
        for target, part in [*_by_setter(state, amends), *([("", corrects)] if corrects else [])]
    ]
    return tuple(
        _about(state.fact, body, amends=target, known=None if target else known)
        for target, body in bodies
    )


def _split(change: Change) -> tuple[Change, Change]:
    """The parts of a change that are hindsight, and those that have a time of their own."""

    def part(hindsight: bool) -> Change:
        return Change(
            set={n: value for n, value in change.set.items() if (n in HINDSIGHT) is hindsight},
            add={n: items for n, items in change.add.items() if (n in HINDSIGHT) is hindsight},
            drop={n: gone for n, gone in change.drop.items() if (n in HINDSIGHT) is hindsight},
        )

    return part(True), part(False)


def retract_fact(
    state: FactState,
    *,
    because: str,
    known: Date | None = None,
    citations: Sequence[Citation] = (),
    instead: Fact | None = None,
) -> Entry:
    """Raises: AlreadyRetractedError, NoReasonError, NotAPointError."""
    if state.retraction is not None:
        raise AlreadyRetractedError(state.name, state.retraction.event)
    if not because:
        raise NoReasonError("the retraction")
    body = FactRetracted(
        because=because, citations=tuple(citations), instead=instead.id if instead else ""
    )
    return _about(state.fact, body, known=known)


def restore_fact(
    state: FactState,
    *,
    because: str,
    known: Date | None = None,
    citations: Sequence[Citation] = (),
) -> Entry:
    """Raises: NotRetractedError, NoReasonError, NotAPointError."""
    if state.retraction is None:
        raise NotRetractedError(state.name)
    if not because:
        raise NoReasonError("the restoration")
    body = FactRestored(because=because, citations=tuple(citations))
    return _about(state.fact, body, known=known)


def link_facts(fact: Fact, rel: str, to: Fact, *, because: str = "") -> Entry:
    """Raises: LinkedToItselfError."""
    if fact.id == to.id:
        raise LinkedToItselfError(fact.name)
    body = FactsLinked(rel=rel, to=to.id, because=because)
    return Entry(body=body, about=fact.id, saw=_heads(fact))


def check_not_linked(story: Story, fact: Fact, rel: str, to: Fact) -> None:
    """Raises: NothingChangesError: they are linked so already."""
    for event in story.record.links:
        assert isinstance(event.body, FactsLinked)
        if (event.about, event.body.rel, event.body.to) == (fact.id, rel, to.id):
            raise NothingChangesError(fact.name)


def undo_event(story: Story, event: Event, *, because: str) -> Entry:
    """The withdrawal of an entry made in error. Raises: AlreadyUndoneError, NoReasonError."""
    if event.id not in story.record.by_id:
        raise AlreadyUndoneError(event)
    if not because:
        raise NoReasonError("the undoing")
    return Entry(body=EventWithdrawn(because=because), about=event.id)


def _about(
    fact: Fact, body: Any, *, known: Date | None = None, amends: str = "", key: str = ""
) -> Entry:
    return Entry(
        body=body,
        about=fact.id,
        amends=amends,
        known=check_known(known),
        key=key,
        saw=_heads(fact),
    )


def _heads(fact: Fact) -> tuple[str, ...]:
    """The newest events on the fact: those that no other has seen. The statement goes unsaid."""
    seen = {event_id for event in fact.events for event_id in event.saw}
    return tuple(
        sorted(event.id for event in fact.events if event.id not in seen and event.id != fact.id)
    )


def _what_changes(state: FactState, change: Change) -> Change:
    """The change without the parts that are so already."""
    values = state.values
    known = state.fact.statement.known
    by_hand = known.date if known.by_hand else None
    changed = {
        name: value
        for name, value in change.set.items()
        if differs(by_hand if name == "known" else getattr(values, name, None), value)
    }
    add = {}
    drop = {}
    for name, items in change.add.items():
        held = getattr(values, name)
        new = tuple(item for item in items if item not in held)
        if new:
            add[name] = new
    for name, gone in change.drop.items():
        held_names = {identity(item) for item in getattr(values, name)}
        missing = [item for item in gone if item not in held_names]
        if missing:
            raise NotInListError(state.name, name, missing[0], sorted(held_names))
        drop[name] = gone
    return Change(set=changed, add=add, drop=drop)


class NotInListError(TimelineError):
    code = "not-in-list"

    def __init__(self, fact: str, field: str, item: str, held: Sequence[str]) -> None:
        super().__init__(
            f"{field}: expected one that {fact} has, got {item!r:.80}",
            f"it has {', '.join(held)}" if held else f"it has no {field}",
        )


def _by_setter(state: FactState, change: Change) -> list[tuple[str, Change]]:
    """The parts of a change by the event that set what they change, in order of record."""
    parts: dict[str, dict[str, dict[str, Any]]] = {}

    def part(target: str, verb: str) -> dict[str, Any]:
        return parts.setdefault(target, {"set": {}, "add": {}, "drop": {}})[verb]

    for name, value in change.set.items():
        part(_setter(state, name), "set")[name] = value
    for name, items in change.add.items():
        for item in items:
            held = part(_setter(state, f"{name}.{identity(item)}"), "add")
            held[name] = (*held.get(name, ()), item)
    for name, gone in change.drop.items():
        for item in gone:
            held = part(_setter(state, f"{name}.{item}"), "drop")
            held[name] = (*held.get(name, ()), item)
    order = {event.id: event.order for event in state.fact.events}
    return [(target, Change(**parts[target])) for target in sorted(parts, key=order.__getitem__)]


def _setter(state: FactState, field: str) -> str:
    touching: list[Step] = [step for step in state.shown if field in step.touches]
    return touching[-1].event.id if touching else state.fact.id


def preview(state: FactState, change: Change) -> Mapping[str, tuple[Any, Any]]:
    """Each field that a change would touch, with its value before and after."""
    after = apply_changes(state.values, [change])
    return {
        name: (getattr(state.values, name), getattr(after, name))
        for name in change.fields
        if hasattr(after, name)
    }
