"""schema.org in JSON-LD, for search engines and fact-checkers; write only.

An `ItemList` of `Event`s in order, each with the articles that it is `subjectOf`. A fact that is
disputed has a `ClaimReview` beside it, and corrections are `CorrectionComment`s of it. Dates
that ISO 8601 can't say are given as their earliest and latest day; their EDTF is then a
`PropertyValue` that the event is about, as are its figures.

See: https://schema.org/Event, https://schema.org/ClaimReview, https://schema.org/correction
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from timeline.dates import Date
from timeline.events import Figure
from timeline.formats.exporting import Telling, sources_of
from timeline.formats.json_file import write_json
from timeline.formats.plain import plain_span
from timeline.formats.registry import Writer
from timeline.projections import FactState, Source

Data = dict[str, Any]
_HELD = frozenset(
    (
        "detail",
        "zone",
        "language",
        "tags",
        "lanes",
        "more_lanes",
        "people",
        "place",
        "degrees",
        "figures",
        "media",
        "licence",
        "sources",
        "disputes",
        "corrections",
    )
)


def write_jsonld(telling: Telling, stream: BinaryIO) -> None:
    """One document; everything in it is named by the fact's or source's own name."""
    items = [_item(telling, state, number) for number, state in enumerate(telling.facts, 1)]
    write_json(
        _given(
            {
                "@context": "https://schema.org",
                "@type": "ItemList",
                "name": telling.title,
                "description": telling.story.settings.description,
                "itemListOrder": "https://schema.org/ItemListOrderAscending",
                "numberOfItems": len(items),
                "itemListElement": items,
            }
        ),
        stream,
    )


def _item(telling: Telling, state: FactState, position: int) -> Data:
    telling.check_fields(state, _HELD)
    return {"@type": "ListItem", "position": position, "item": _event(state, telling.language)}


def _event(state: FactState, language: str) -> Data:
    values = state.values
    sources = [_article(source) for source in sources_of(state)]
    reviews = [_review(state)] if state.status.name == "disputed" else []
    return _given(
        {
            "@type": "Event",
            "@id": f"#{state.name}",
            "identifier": state.id,
            "name": values.headline,
            "description": values.detail,
            **_dates(values.occurred),
            "inLanguage": values.language or language,
            "keywords": [*values.tags, *values.lanes],
            "about": [
                *({"@type": "Person", "name": name} for name in values.people),
                *_figures(values.figures),
                *_edtf(values.occurred),
            ],
            "location": _place(state),
            "image": _image(state),
            "subjectOf": [*sources, *_corrections(state), *reviews],
        }
    )


def _figures(figures: Sequence[Figure]) -> Iterator[Data]:
    for figure in figures:
        yield _given(
            {
                "@type": "PropertyValue",
                "name": figure.name,
                "value": figure.value,
                "unitText": figure.unit,
                "description": "approximate" if figure.approximate else "",
            }
        )


def _edtf(occurred: Date | None) -> Iterator[Data]:
    """The date exactly as it is known, where ISO 8601 can't say it."""
    span = plain_span(occurred) if occurred else None
    if occurred is not None and not (span and span.exact):
        yield {"@type": "PropertyValue", "name": "EDTF", "value": occurred.edtf}


def _dates(occurred: Date | None) -> Data:
    """Days as the calendar has them; years outside 0 to 9999 only as EDTF."""
    if occurred is None:
        return {}
    span = plain_span(occurred)
    data: Data = {}
    if span and 0 <= span.start.year <= 9999:
        data["startDate"] = span.start.iso
        if span.end and span.end.year <= 9999:
            data["endDate"] = span.end.iso
    return data


def _article(source: Source) -> Data:
    values = source.values
    published = values.published
    return _given(
        {
            "@type": "NewsArticle" if values.kind in ("", "article") else "CreativeWork",
            "@id": f"#{source.name}",
            "headline": values.title,
            "url": values.url,
            "archivedAt": values.archived,
            "author": _named("Person", values.author),
            "publisher": _named("Organization", values.publisher),
            "datePublished": _published(published),
            "temporal": published.edtf if published and not _published(published) else "",
            "inLanguage": values.language,
        }
    )


def _published(published: Date | None) -> str:
    span = plain_span(published) if published else None
    return span.start.iso if span and span.exact and not span.end else ""


def _corrections(state: FactState) -> list[Data]:
    notes = [
        {
            "@type": "CorrectionComment",
            "text": step.because,
            "datePublished": (step.known.date.latest if step.known.date else "") or "",
        }
        for step in state.shown
        if step.changes and step.because
    ]
    if not notes:
        return []
    return [{"@type": "NewsArticle", "correction": [_given(note) for note in notes]}]


def _review(state: FactState) -> Data:
    reasons = [step.because for step in state.disputed if step.because]
    return _given(
        {
            "@type": "ClaimReview",
            "claimReviewed": state.values.headline,
            "reviewBody": " ".join(reasons),
            "reviewRating": {"@type": "Rating", "alternateName": "Disputed"},
        }
    )


def _place(state: FactState) -> Data:
    place = state.values.place
    if place is None:
        return {}
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return _given(
        {"@type": "Place", "name": place.name, "geo": geo if place.lat and place.lon else {}}
    )


def _image(state: FactState) -> Data:
    media = state.values.media
    if media is None:
        return {}
    return _given(
        {
            "@type": "ImageObject",
            "contentUrl": media.url,
            "caption": media.alt,
            "creditText": media.credit,
            "license": media.licence,
        }
    )


def _named(kind: str, name: str) -> Data:
    return {"@type": kind, "name": name} if name else {}


def _given(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in ("", [], {}, None)}


WRITER = Writer(
    name="jsonld", title="schema.org in JSON-LD", extensions=(".jsonld",), write=write_jsonld
)
