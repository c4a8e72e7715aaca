"""The fields of every type of event: the format's table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.codec.faults import LineError, UnknownFormatError
from timeline.codec.kinds import (
    DATE,
    DECIMAL,
    FLAG,
    ID,
    NUMBER,
    POINT,
    SHA256,
    TEXT,
    TEXTS,
    Kind,
    list_of,
    one_of,
    record,
)
from timeline.events import (
    CHANGE_KINDS,
    RELATIONS,
    Change,
    Citation,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
    SourceCorrected,
)

FIGURE = record(
    Figure,
    {"name": TEXT, "value": DECIMAL, "unit": TEXT, "approximate": FLAG},
    required=("name", "value"),
)
PLACE = record(Place, {"name": TEXT, "lat": DECIMAL, "lon": DECIMAL}, required=("name",))
MEDIA = record(
    Media,
    {
        "url": TEXT,
        "alt": TEXT,
        "credit": TEXT,
        "licence": TEXT,
        "sha256": SHA256,
        "width": NUMBER,
        "height": NUMBER,
    },
    required=("url",),
)
KNOWN_TO = record(KnownTo, {"who": TEXT, "known": POINT}, required=("who", "known"))
CITATION = record(
    Citation,
    {
        "source": ID,
        "locator": TEXT,
        "quote": TEXT,
        "attributed_to": TEXT,
        "date": DATE,
        "figures": list_of(FIGURE),
        "internal": FLAG,
    },
    required=("source",),
)
CITATIONS = list_of(CITATION)

FACT_FIELDS: dict[str, Kind] = {
    "name": TEXT,
    "headline": TEXT,
    "occurred": DATE,
    "occurred_text": TEXT,
    "known_text": TEXT,
    "zone": TEXT,
    "detail": TEXT,
    "language": TEXT,
    "tags": TEXTS,
    "lanes": TEXTS,
    "people": TEXTS,
    "place": PLACE,
    "figures": list_of(FIGURE),
    "media": MEDIA,
    "note": TEXT,
    "internal": FLAG,
    "known_to": list_of(KNOWN_TO),
    "citations": CITATIONS,
}
SOURCE_FIELDS: dict[str, Kind] = {
    "name": TEXT,
    "kind": TEXT,
    "title": TEXT,
    "author": TEXT,
    "publisher": TEXT,
    "published": POINT,
    "published_basis": TEXT,
    "url": TEXT,
    "archived": TEXT,
    "accessed": DATE,
    "language": TEXT,
    "text_sha256": SHA256,
    "origin": ID,
    "internal": FLAG,
    "withdrawn": FLAG,
}
# The lists of a fact: `add` and `drop` work on these, `set` on everything else.
LISTS: dict[str, Kind] = {
    "tags": TEXT,
    "lanes": TEXT,
    "people": TEXT,
    "figures": FIGURE,
    "known_to": KNOWN_TO,
    "citations": CITATION,
}


def _change(fields: Mapping[str, Kind]) -> Kind:  # noqa: C901
    """A change to a record with these fields; `known` and `because` are the header's and body's."""
    settable = {name: kind for name, kind in fields.items() if name not in LISTS}

    def read(value: Any) -> Change:
        if type(value) is not dict or not value or not value.keys() <= {"set", "add", "drop"}:
            raise LineError(f"expected an object of set, add and drop, got {value!r:.60}")
        given: dict[str, dict[str, Any]] = {"set": {}, "add": {}, "drop": {}}
        for verb, part in value.items():
            if type(part) is not dict or not part:
                raise LineError(f"{verb}: expected an object of fields, got {part!r:.60}")
            for name, item in part.items():
                known = name in settable if verb == "set" else name in LISTS and name in fields
                if not known:
                    raise UnknownFormatError(f"{verb} of the field {name!r:.60}")
                if verb == "set":
                    read_value = None if item is None else settable[name].read(item)
                elif verb == "add":
                    read_value = list_of(LISTS[name]).read(item)
                else:
                    read_value = TEXTS.read(item)
                given[verb][name] = read_value
        return Change(**given)

    def write(change: Any) -> dict[str, Any]:
        if type(change) is not Change or not change:
            raise LineError(f"expected a change of something, got {change!r:.60}")
        strange = (change.set.keys() - settable.keys()) | (
            (change.add.keys() | change.drop.keys()) - (LISTS.keys() & fields.keys())
        )
        if strange:
            raise LineError(f"expected fields that can be changed, got {min(strange)!r:.60}")
        written: dict[str, dict[str, Any]] = {}
        if change.set:
            written["set"] = {
                name: None if item is None else settable[name].write(item)
                for name, item in change.set.items()
            }
        if change.add:
            written["add"] = {
                name: [LISTS[name].write(item) for item in items]
                for name, items in change.add.items()
            }
        if change.drop:
            written["drop"] = {name: TEXTS.write(items) for name, items in change.drop.items()}
        return written

    return Kind(read, write)


FACT_CHANGE = _change({**FACT_FIELDS, "known": POINT, "because": TEXT})
SOURCE_CHANGE = _change(SOURCE_FIELDS)

BODIES: dict[str, Kind] = {
    body.type: record(body, fields, required)
    for body, fields, required in (
        (
            LogDescribed,
            {
                "log": TEXT,
                "title": TEXT,
                "description": TEXT,
                "zone": TEXT,
                "hemisphere": one_of(("north", "south")),
                "language": TEXT,
                "pad": NUMBER,
            },
            (),
        ),
        (SourceAdded, SOURCE_FIELDS, ("name",)),
        (SourceCorrected, {"change": SOURCE_CHANGE, "because": TEXT}, ("change",)),
        (FactStated, FACT_FIELDS, ("name", "headline")),
        (FactCorroborated, {"citations": CITATIONS, "because": TEXT}, ("citations",)),
        (FactDisputed, {"citations": CITATIONS, "because": TEXT}, ()),
        (
            FactCorrected,
            {
                "change": FACT_CHANGE,
                "kind": one_of(CHANGE_KINDS),
                "because": TEXT,
                "citations": CITATIONS,
            },
            ("change", "kind"),
        ),
        (FactRetracted, {"because": TEXT, "citations": CITATIONS, "instead": ID}, ("because",)),
        (FactRestored, {"because": TEXT, "citations": CITATIONS}, ("because",)),
        (
            FactsLinked,
            {"rel": one_of(RELATIONS), "to": ID, "because": TEXT},
            ("rel", "to"),
        ),
        (EventWithdrawn, {"because": TEXT}, ("because",)),
    )
}
