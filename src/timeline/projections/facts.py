"""Facts: what the events about one dated statement add up to, before K is asked (rules 3 and 5).

A fact is its statement and the steps after it. A step is one event together with the
amendments of it, which apply as if it had always said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import inf
from typing import Any

from attrs import define, evolve, field, frozen

from timeline.dates import Date
from timeline.events import (
    Change,
    Citation,
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactStated,
    Value,
)
from timeline.projections.known import Known, Second, earliest_of, later, read_known, unknown_from
from timeline.projections.record import Record, Settings, amendments_of
from timeline.projections.sources import Source, readable_names


@frozen(kw_only=True, eq=False, repr=False)
class Step(Value):
    """One event about a fact, as amended.

    `changes` are its own and its amendments', in the order in which they apply. `touches` holds
    each field, or list item as `figures.aid`, with the value that the step leaves it at;
    a retraction or restoration touches `retracted`.
    """

    event: Event
    known: Known
    changes: tuple[Change, ...] = ()
    amendments: tuple[Event, ...] = ()
    because: str = ""
    citations: tuple[Citation, ...] = ()
    touches: Mapping[str, Any] = {}

    @property
    def order(self) -> tuple[Second, tuple[str, int, str]]:
        """The order in which changes show: (sure, order of record)."""
        return (self.known.sure, self.event.order)


@define(kw_only=True, eq=False)
class Fact:
    """One fact as of R: its statement as amended, and its steps.

    `changes` are corrections, retractions and restorations by (sure, order of record);
    `supports` and `disputes` are in order of record.
    """

    event: Event
    name: str
    stated: FactStated
    changes: tuple[Step, ...] = ()
    supports: tuple[Step, ...] = ()
    disputes: tuple[Step, ...] = ()
    _amendments: tuple[Event, ...] = ()
    _record: Record = field(repr=False)
    _sources: Mapping[str, Source] = field(repr=False)

    @property
    def id(self) -> str:
        return self.event.id

    @cached_property
    def statement(self) -> Step:
        """What states it, as amended. Made when it is asked for: most facts of a long log are
        one event, of which a page shows few.
        """
        return Step(
            event=self.event,
            known=_given(self.event, self._amendments, self._record.settings)
            or _derived(self.stated, self.supports, self._record, self._sources),
            amendments=self._amendments,
            citations=self.stated.citations,
        )

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event that made it, amendments among them, in order of record."""
        steps = (self.statement, *self.changes, *self.supports, *self.disputes)
        found = [event for step in steps for event in (step.event, *step.amendments)]
        return tuple(sorted(found, key=lambda event: event.order))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self.event.id)

    def _told(self) -> tuple[object, ...]:
        return (
            self.event,
            self.name,
            self.stated,
            self.statement,
            self.changes,
            self.supports,
            self.disputes,
        )


new = Fact.__new__


def project_facts(record: Record, sources: Mapping[str, Source]) -> tuple[Fact, ...]:
    """All facts as of R, in order of record. O(events)."""
    facts = [
        _fact(events, record, sources) if len(events) > 1 else _plain(events[0], record, sources)
        for events in record.facts.values()
    ]
    if len({fact.name for fact in facts}) < len(facts):
        names = readable_names((fact.id, fact.name) for fact in facts)
        for fact in facts:
            fact.name = names[fact.id]
    return tuple(facts)


def _plain(event: Event, record: Record, sources: Mapping[str, Source]) -> Fact:
    """A fact of which nothing was said after its statement: most of a long log, so it is filled
    field by field, in half of the time.
    """
    stated = event.body
    assert isinstance(stated, FactStated)
    fact = new(Fact)
    fact.event, fact.name, fact.stated = event, stated.name, stated
    fact.changes = fact.supports = fact.disputes = fact._amendments = ()
    fact._record, fact._sources = record, sources
    return fact


def _fact(events: Sequence[Event], record: Record, sources: Mapping[str, Source]) -> Fact:
    event = events[0]
    assert isinstance(event.body, FactStated)
    amendments = tuple(amendments_of(event, record)) if record.amending else ()
    stated = apply_changes(event.body, _changes(amendments))
    steps = [_step(other, record, sources, stated) for other in events[1:] if not other.amends]
    changes = [step for step in steps if step.touches]
    if len(changes) > 1:
        changes.sort(key=lambda step: step.order)
    return Fact(
        event=event,
        name=_newest_name(stated, changes),
        stated=stated,
        changes=tuple(changes),
        supports=tuple([step for step in steps if step.event.type == FactCorroborated.type]),
        disputes=tuple([step for step in steps if step.event.type == FactDisputed.type]),
        amendments=amendments,
        record=record,
        sources=sources,
    )


def _unknown(stated: FactStated, record: Record) -> Known:
    """What stands for an unknown `known`: see rule 3."""
    return unknown_from(earliest_second(stated.occurred, record.settings))


def _newest_name(stated: FactStated, changes: Sequence[Step]) -> str:
    """The name shown without K: it is how people type a fact, so K does not move it."""
    return next(
        (step.touches["name"] for step in reversed(changes) if step.touches.get("name")),
        stated.name,
    )


def _derived(
    stated: FactStated,
    supports: Sequence[Step],
    record: Record,
    sources: Mapping[str, Source],
) -> Known:
    """A statement's `known` by its citations and its corroborations'.

    Without a dated citation of its own it stays possible from the beginning: a corroboration
    makes it sure sooner, and must not take it away from the days before.
    """
    spans = published_spans(stated.citations, record, sources) or [_unknown(stated, record)]
    for step in supports:
        spans += _supporting_spans(step, record, sources)
    return earliest_of(spans, record.settings)


def _step(event: Event, record: Record, sources: Mapping[str, Source], stated: FactStated) -> Step:
    """An event about a fact, as amended. A body that was erased leaves what its type says."""
    amendments = tuple(amendments_of(event, record)) if record.amending else ()
    body: Any = event.body
    citations: tuple[Citation, ...] = getattr(body, "citations", ())
    because: str = getattr(body, "because", "")
    changes: tuple[Change, ...] = ()
    touches: dict[str, Any] = {}
    for change in _changes(amendments):
        because = change.set.get("because", because) or ""
        if event.type != FactCorrected.type:
            citations = change_list(citations, change, "citations")
    if event.type == FactCorrected.type:
        changes = (body.change, *_changes(amendments))
        touches = _touched(changes)
    elif event.type in (FactRetracted.type, FactRestored.type):
        touches = {"retracted": event.type == FactRetracted.type}
    known = _given(event, amendments, record.settings)
    if known is None:
        spans = published_spans(citations, record, sources) or [_unknown(stated, record)]
        known = earliest_of(spans, record.settings)
    return Step(
        event=event,
        known=known,
        changes=changes,
        amendments=amendments,
        because=because,
        citations=citations,
        touches=touches,
    )


def _changes(amendments: Sequence[Event]) -> tuple[Change, ...]:
    if not amendments:
        return ()
    return tuple(event.body.change for event in amendments if isinstance(event.body, FactCorrected))


def _given(event: Event, amendments: Sequence[Event], settings: Settings) -> Known | None:
    """`known` by hand: as last amended, else as given; None where it is left to citations."""
    given, basis = event.known, "given"
    for change in _changes(amendments):
        if "known" in change.set:
            given, basis = change.set["known"], "amended"
    return None if given is None else read_known(given, settings, basis)


def published_spans(
    citations: Iterable[Citation], record: Record, sources: Mapping[str, Source]
) -> list[Known]:
    """When each citation's source was published, as far as that is known."""
    found = (source_of(citation, sources) for citation in citations)
    return [
        read_known(source.values.published, record.settings, "published")
        for source in found
        if source and source.values.published
    ]


def _supporting_spans(step: Step, record: Record, sources: Mapping[str, Source]) -> list[Known]:
    """What a corroboration tells of when the fact became known: where its own `known` was given
    by hand, nothing sooner than that, or a later citation would change an earlier answer.
    """
    spans = published_spans(step.citations, record, sources)
    if not step.known.by_hand:
        return spans
    by_hand = evolve(step.known, basis="published")
    return [later(span, by_hand, record.settings) for span in spans]


def source_of(citation: Citation, sources: Mapping[str, Source]) -> Source | None:
    """The source a citation names; None where it is not in force (`verify` says so)."""
    return sources.get(citation.source)


def earliest_second(occurred: Date | None, settings: Settings) -> Second:
    """Where an unknown `known` starts; -inf for the undated."""
    if occurred is None:
        return -inf
    return read_known(occurred, settings, "unknown").first


# -- changes --------------------------------------------------------------------------------

_CLEARED: dict[str, Any] = {"occurred": None, "place": None, "media": None, "internal": False}
_NOT_FIELDS = ("known", "because")
_LISTS = ("tags", "lanes", "people", "figures", "known_to", "citations")


def identity(item: Any) -> str:
    """What names an item of a list: the text itself, or its `name`, `source` or `who`."""
    if isinstance(item, str):
        return item
    for name in ("name", "source", "who"):
        if hasattr(item, name):
            return str(getattr(item, name))
    raise AssertionError(f"{type(item).__name__} has no identity")


def change_list(items: tuple[Any, ...], change: Change, name: str) -> tuple[Any, ...]:
    """The list after a change: dropped first, then added; an item with a known identity is
    replaced where it stands.
    """
    dropped = set(change.drop.get(name, ()))
    kept = {identity(item): item for item in items if identity(item) not in dropped}
    kept.update((identity(item), item) for item in change.add.get(name, ()))
    return tuple(kept.values())


def apply_changes(values: FactStated, changes: Sequence[Change]) -> FactStated:
    """The fields of a fact after changes, in their order. A None in `set` clears the field."""
    if not changes:
        return values
    fields: dict[str, Any] = {}
    for change in changes:
        for name, value in change.set.items():
            if name not in _NOT_FIELDS:
                # A fact can't do without a name and a headline, so those are never cleared.
                if value is None and name in ("name", "headline"):
                    continue
                fields[name] = _CLEARED.get(name, "") if value is None else value
        for name in {*change.add, *change.drop}:
            fields[name] = change_list(fields.get(name, getattr(values, name)), change, name)
    return evolve(values, **fields)


def _touched(changes: Sequence[Change]) -> dict[str, Any]:
    touched: dict[str, Any] = {}
    for change in changes:
        fields = change.set.items()
        touched.update((name, value) for name, value in fields if name not in _NOT_FIELDS)
        for name, dropped in change.drop.items():
            touched.update((f"{name}.{item}", None) for item in dropped)
        for name, added in change.add.items():
            touched.update((f"{name}.{identity(item)}", item) for item in added)
    return touched
