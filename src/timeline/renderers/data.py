"""The JSON that programs rely on. Keys may be added, never changed.

A fact's `id` is its readable name, `event` its identity. Dates are EDTF, or null.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.codec import FACT_FIELDS, LISTS, write_event
from timeline.dates import Date
from timeline.events import Event, Figure
from timeline.projections import (
    Chronology,
    Cited,
    Difference,
    FactState,
    History,
    Knowledge,
    Source,
    Step,
)

Data = dict[str, Any]


def fact_data(state: FactState) -> Data:
    values = state.values
    return {
        "id": state.name,
        "event": state.id,
        "headline": values.headline,
        "occurred": edtf(values.occurred),
        "known": edtf(state.known.date),
        "known_basis": state.known.basis,
        "certainty": state.certainty.name.lower(),
        "status": state.status.name,
        "status_reason": state.status.reason,
        "retracted": state.retraction is not None,
        "sources": _unique(
            cited.source.name if cited.source else cited.citation.source for cited in state.cited
        ),
        "figures": [figure_data(figure) for figure in values.figures],
        "detail": values.detail,
        "tags": list(values.tags),
        "lanes": list(values.lanes),
        "people": list(values.people),
        "place": values.place.name if values.place else None,
        "citations": [_cited_data(cited) for cited in state.cited],
        "corrections": [step_data(step) for step in state.shown],
        "alternatives": {
            field: [
                {"value": value_data(field, one.value), "event": one.step.event.id}
                for one in others
            ]
            for field, others in state.alternatives.items()
        },
    }


def _cited_data(cited: Cited) -> Data:
    written = LISTS["citations"].write(cited.citation)
    return {
        **written,
        "source": cited.source.name if cited.source else None,
        "event": cited.step.event.id,
    }


def step_data(step: Step) -> Data:
    return {
        "event": step.event.id,
        "type": step.event.type,
        "recorded": step.event.recorded,
        "known": edtf(step.known.date),
        "because": step.because,
        "sets": {field: value_data(field, value) for field, value in step.touches.items()},
    }


def value_data(field: str, value: Any) -> Any:
    """A field's value, or that of a list item as `figures.aid`, as plain data."""
    if value is None or isinstance(value, bool):
        return value
    name, _, item = field.partition(".")
    kind = LISTS[name] if item else FACT_FIELDS.get(name)
    return kind.write(value) if kind else value


def figure_data(figure: Figure) -> Data:
    return {
        "name": figure.name,
        "value": figure.value,
        "unit": figure.unit,
        "approximate": figure.approximate,
    }


def source_data(source: Source) -> Data:
    values = source.values
    return {
        "id": source.name,
        "event": source.id,
        "title": values.title,
        "kind": values.kind,
        "author": values.author,
        "publisher": values.publisher,
        "published": edtf(values.published),
        "published_basis": values.published_basis,
        "url": values.url,
        "archived": values.archived,
        "accessed": edtf(values.accessed),
        "language": values.language,
        "text_sha256": values.text_sha256,
        "origin": values.origin or None,
        "withdrawn": values.withdrawn,
    }


def chronology_data(chronology: Chronology) -> list[Data]:
    return [fact_data(state) for state in chronology.facts]


def knowledge_data(knowledge: Knowledge) -> Data:
    return {
        "known_by": knowledge.known_by.edtf,
        "recorded_by": knowledge.story.recorded_by,
        "knower": knowledge.knower or None,
        "certain": [state.name for state in knowledge.certain],
        "possible": [state.name for state in knowledge.possible],
        "not_yet": [state.name for state in knowledge.not_yet],
        "retracted": [state.name for state in knowledge.retracted],
    }


def difference_data(difference: Difference) -> Data:
    return {
        "from": difference.a.edtf,
        "to": difference.b.edtf,
        "learned": [fact_data(state) for state in difference.learned],
        "became_certain": [fact_data(state) for state in difference.became_certain],
        "became_possible": [fact_data(state) for state in difference.became_possible],
        "corrected": [
            fact_data(corrected.after)
            | {"corrections": [step_data(step) for step in corrected.steps]}
            for corrected in difference.corrected
        ],
        "disputed": [fact_data(state) for state in difference.disputed],
        "retracted": [fact_data(state) for state in difference.retracted],
        "restored": [fact_data(state) for state in difference.restored],
    }


def history_data(history: History) -> Data:
    return {
        **fact_data(history.state),
        "events": [
            event_data(entry.event)
            | {"known": edtf(entry.known.date if entry.known else None), "shows": entry.shows}
            for entry in history.entries
        ],
    }


def event_data(event: Event) -> Data:
    """An event as the log has it, but for the salt, which is of no use to a reader."""
    line = write_event(event)
    line.pop("salt", None)
    return line


def edtf(date: Date | None) -> str | None:
    return None if date is None else date.edtf


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
