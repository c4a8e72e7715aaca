"""Sources, as corrected, and the readable names of sources and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from timeline.events import Event, SourceAdded, SourceCorrected, Value
from timeline.projections.record import Record, amendments_of

_CLEARED = {"published": None, "accessed": None, "internal": False, "withdrawn": False}


@frozen(kw_only=True, eq=False, repr=False)
class Source(Value):
    """A source as of R. `root` is the id of the source that it goes back to through `origin`."""

    id: str
    name: str
    values: SourceAdded
    root: str

    @property
    def label(self) -> str:
        """What to call it in print."""
        return self.values.title or self.values.publisher or self.values.name


def project_sources(record: Record) -> Mapping[str, Source]:
    """All sources by id, in order of record. Their corrections are hindsight: only R hides them."""
    values: dict[str, SourceAdded] = {}
    for source_id, events in record.sources.items():
        stated = events[0].body
        assert isinstance(stated, SourceAdded)
        for event in _corrections(events, record):
            assert isinstance(event.body, SourceCorrected)
            fields: dict[str, Any] = {
                name: _CLEARED.get(name, "") if value is None else value
                for name, value in event.body.change.set.items()
            }
            stated = evolve(stated, **fields)
        values[source_id] = stated
    names = readable_names((source_id, stated.name) for source_id, stated in values.items())
    return {
        source_id: Source(
            id=source_id,
            name=names[source_id],
            values=stated,
            root=_root(source_id, values),
        )
        for source_id, stated in values.items()
    }


def _corrections(events: Sequence[Event], record: Record) -> Iterator[Event]:
    """In order of record, each followed by what amends it; amendments of the source go first."""
    yield from amendments_of(events[0], record)
    for event in events[1:]:
        if not event.amends:
            yield event
            yield from amendments_of(event, record)


def _root(source_id: str, values: Mapping[str, SourceAdded]) -> str:
    """Where the chain of `origin` ends; of sources that repeat one another in a circle, one."""
    chain = [source_id]
    while True:
        stated = values.get(chain[-1])
        if stated is None or not stated.origin:
            return chain[-1]
        if stated.origin in chain:
            return min(chain[chain.index(stated.origin) :])
        chain.append(stated.origin)


def readable_names(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A name for each id: the first to have a name keeps it, others show as `name~k3f9`."""
    taken: dict[str, str] = {}
    names: dict[str, str] = {}
    for event_id, name in named:
        shown, length = name, 4
        while taken.setdefault(shown, event_id) != event_id:
            shown = f"{name}~{event_id[:length]}"
            length += 1
        names[event_id] = shown
    return names
