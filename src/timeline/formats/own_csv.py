"""Our own table: one row a fact, in CSV (RFC 4180) or TSV, with a header in any order.

    headline,occurred,known,detail,tags,sources
    "Talks resume","Jan 9, 2024",2024-01-09,,talks,wire-jan-9; https://example.org/a

Only `headline` and `occurred` are required. Cells that hold lists separate them by semicolons.
docs/formats.md lists the columns. `quote`, `locator`, `attributed_to` and `says_date` belong to
the first source. With `Reading.columns` any table's columns can be read as these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, BinaryIO

from attrs import evolve

from timeline.editing import format_figure
from timeline.errors import Problem
from timeline.events import Citation, Entry, FactStated, Media, Place
from timeline.formats.cells import join_cell, split_cell, unguard_cell
from timeline.formats.exporting import Telling, sources_of
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.registry import Reader, Writer
from timeline.formats.rows import Row, ragged, read_header, read_rows, write_rows
from timeline.formats.tables import Table, as_written, read_zone
from timeline.projections import FactState

COLUMNS = (
    "name",
    "headline",
    "occurred",
    "known",
    "detail",
    "tags",
    "lanes",
    "people",
    "place",
    "lat",
    "lon",
    "sources",
    "quote",
    "locator",
    "attributed_to",
    "says_date",
    "figures",
    "image",
    "alt",
    "credit",
    "licence",
    "zone",
    "language",
    "known_to",
    "note",
    "internal",
)
REQUIRED = ("headline", "occurred")
# Columns that our own export adds to read by; what they say follows from the others.
DERIVED = ("status", "certainty", "id", "event")
_LISTS = ("tags", "lanes", "people", "sources", "figures", "known_to")
_YES, _NO = ("true", "yes", "1", "x"), ("false", "no", "0")


def read_own_csv(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each row's fact, and every fault; memory: one row. A header alone holds no facts."""
    rows = read_rows(stream, path, reading)
    header = next(rows, None)
    if header is None:
        yield Problem(path, 1, "bad-table", "expected a header, got an empty file")
        return
    columns, faults = find_columns(header.cells, reading.columns, path)
    yield from faults
    if any(isinstance(fault, Problem) for fault in faults):
        return
    for row in rows:
        if len(row.cells) != len(header.cells):
            yield ragged(path, row, len(header.cells))
        else:
            yield from _read_row(row, columns, path, reading)


def find_columns(
    header: Sequence[str], given: Mapping[str, str], path: str
) -> tuple[dict[str, int], list[Found]]:
    """The place of each of our columns in the header, and what is wrong with the header."""
    names = [name.strip() for name in header]
    faults: list[Found] = []

    def fault(message: str, remedy: str = "") -> None:
        faults.append(Problem(path, 1, "bad-table", message, remedy))

    places = _mapped(names, given, fault)
    for place, name in enumerate(names):
        field = name.lower().replace(" ", "_")
        if place in places.values() or field in given:
            continue
        if field in places:
            fault(f"expected each column once, got {name!r} twice")
        elif field in COLUMNS:
            places[field] = place
        elif field and field not in DERIVED:
            faults.append(Note(path=path, message=f"the column {name!r} is not read"))
    missing = [field for field in REQUIRED if field not in places]
    if missing:
        fault(
            f"expected columns {' and '.join(REQUIRED)}, got {', '.join(names)}",
            "say which column is which: " + " ".join(f"--map {name}=COLUMN" for name in missing),
        )
    return places, faults


def _mapped(
    names: Sequence[str], given: Mapping[str, str], fault: Callable[[str, str], None]
) -> dict[str, int]:
    """The columns that the user names for our fields."""
    places = {}
    for field, column in given.items():
        if field not in COLUMNS:
            near = get_close_matches(field, COLUMNS, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"one of {', '.join(COLUMNS)}"
            fault(f"--map: expected a field, got {field!r}", remedy)
        elif column not in names:
            message = f"--map {field}={column}: expected a column of the table"
            fault(message, f"it has: {', '.join(names)}")
        else:
            places[field] = names.index(column)
    return places


def _read_row(row: Row, columns: Mapping[str, int], path: str, reading: Reading) -> Iterator[Found]:
    values: dict[str, Any] = {}
    for field, place in columns.items():
        if not row.cells[place]:
            continue
        text = unguard_cell(row.cells[place].strip())
        if text:
            values[field] = list(split_cell(text)) if field in _LISTS else text
    problems: list[Problem] = []
    table = Table(values, path, lambda _: row.line, reading, problems)
    item = Item(path=path, line=row.line, entry=_entry(table))
    yield from problems
    if not problems:
        yield item


def _entry(table: Table) -> Entry:
    occurred, known = table.date("occurred"), table.point("known")
    if not table.has("headline"):
        table.fault("headline", "expected a headline, got an empty cell")
    body = FactStated(
        name=table.text("name"),
        headline=" ".join(table.text("headline").split()),
        occurred=occurred,
        occurred_text=as_written(table.text("occurred"), occurred),
        known_text=as_written(table.text("known"), known),
        zone=read_zone(table),
        detail=table.text("detail"),
        language=table.text("language"),
        tags=table.texts("tags"),
        lanes=table.texts("lanes"),
        people=table.texts("people"),
        place=table.flat_place(),
        figures=table.figures(),
        media=table.flat_media(),
        note=table.text("note"),
        internal=_internal(table),
        known_to=table.known_to(),
        citations=_citations(table),
    )
    return Entry(body=body, known=known)


def _citations(table: Table) -> tuple[Citation, ...]:
    citations = tuple(Citation(source=source) for source in table.texts("sources"))
    details = Citation(
        source="",
        quote=table.text("quote"),
        locator=table.text("locator"),
        attributed_to=table.text("attributed_to"),
        date=table.date("says_date"),
    )
    if details == Citation(source=""):
        return citations
    if not citations:
        table.fault("sources", "expected a source for the quote or locator, got none")
        return ()
    return (evolve(details, source=citations[0].source), *citations[1:])


def _internal(table: Table) -> bool:
    text = table.text("internal").lower()
    if text and text not in _YES + _NO:
        table.fault("internal", f"expected yes or no, got {text!r:.40}")
    return text in _YES


def _recognizes(head: str) -> bool:
    names = {name.lower() for name in read_header(head)}
    return names.issuperset(REQUIRED)


def write_own_csv(telling: Telling, stream: BinaryIO) -> None:
    """One row a fact. `known` is as computed, so that it holds without the sources too."""
    rows = (_row(telling, state) for state in telling.facts)
    write_rows(stream, COLUMNS, rows)


def _row(telling: Telling, state: FactState) -> dict[str, str]:
    telling.check_fields(state, _HELD)
    values = state.values
    cited = [one for one in state.cited if one.source]
    first = cited[0].citation if cited else Citation(source="")
    place, media = values.place or Place(name=""), values.media or Media(url="")
    known = state.known.date
    return {
        "name": state.name,
        "headline": values.headline,
        "occurred": values.occurred.edtf if values.occurred else "",
        "known": known.edtf if known else "",
        "detail": values.detail,
        "tags": join_cell(values.tags),
        "lanes": join_cell(values.lanes),
        "people": join_cell(values.people),
        "place": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "sources": join_cell(source.name for source in sources_of(state)),
        "quote": first.quote,
        "locator": first.locator,
        "attributed_to": first.attributed_to,
        "says_date": first.date.edtf if first.date else "",
        "figures": join_cell(format_figure(figure) for figure in values.figures),
        "image": media.url,
        "alt": media.alt,
        "credit": media.credit,
        "licence": media.licence,
        "zone": values.zone,
        "language": values.language,
        "known_to": join_cell(f"{one.who}={one.known.edtf}" for one in values.known_to),
        "note": values.note,
        "internal": "yes" if values.internal else "",
    }


_HELD = frozenset(
    (
        "known",
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
        "note",
        "internal",
        "known_to",
        "sources",
        "quotes",
    )
)

READER = Reader(
    name="csv",
    title="our own table",
    extensions=(".csv", ".tsv"),
    read=read_own_csv,
    recognizes=_recognizes,
)
WRITER = Writer(name="csv", title="our own table", extensions=(".csv",), write=write_own_csv)
