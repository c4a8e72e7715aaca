"""The spreadsheet of TimelineJS, as CSV.

Exactly these columns, since a self-hosted sheet fails on others: Year, Month, Day, Time,
End Year, End Month, End Day, End Time, Display Date, Headline, Text, Media, Media Credit,
Media Caption, Media Thumbnail, Type, Group, Background, Alt Text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from timeline.errors import Problem
from timeline.formats.cells import unguard_cell
from timeline.formats.exporting import Telling
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.plain import PlainDate
from timeline.formats.registry import Reader, Writer
from timeline.formats.rows import ragged, read_header, read_rows, write_rows
from timeline.formats.tables import Table
from timeline.formats.timelinejs import (
    Slide,
    notes,
    read_parts,
    read_slide,
    read_time,
    write_slide,
    year_of,
)

COLUMNS = (
    "Year",
    "Month",
    "Day",
    "Time",
    "End Year",
    "End Month",
    "End Day",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Media",
    "Media Credit",
    "Media Caption",
    "Media Thumbnail",
    "Type",
    "Group",
    "Background",
    "Alt Text",
)


def read_timelinejs_csv(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each row's fact. Title and era rows are no facts, and are told as notes."""
    rows = read_rows(stream, path, reading)
    header = next(rows, None)
    if header is None:
        yield Problem(path, 1, "bad-table", "expected a header, got an empty file")
        return
    names = [cell.strip() for cell in header.cells]
    missing = {"Year", "Headline"} - set(names)
    if missing:
        message = f"expected the columns of TimelineJS, got none named {min(missing)}"
        yield Problem(path, 1, "bad-table", message)
        return
    for name in sorted({name for name in names if name} - {*COLUMNS, "Tag"}):
        yield Note(path=path, message=f"the column {name!r} is not read")
    for row in rows:
        if len(row.cells) != len(names):
            yield ragged(path, row, len(names))
            continue
        cells = {
            name: unguard_cell(cell.strip()) for name, cell in zip(names, row.cells, strict=True)
        }
        yield from _read_row(cells, row.line, path, reading)


def _read_row(cells: Mapping[str, str], line: int, path: str, reading: Reading) -> Iterator[Found]:
    kind = cells.get("Type", "").lower()
    if kind in ("title", "era"):
        message = f"the {'title slide' if kind == 'title' else 'eras'} is not read"
        yield Note(path=path, line=line, message=message.replace("eras is", "eras are"))
        return
    problems: list[Problem] = []
    table = Table({}, path, lambda _: line, reading, problems)
    slide = Slide(
        start=_date(cells, "", table),
        end=_date(cells, "End ", table),
        display_date=cells.get("Display Date", ""),
        headline=cells.get("Headline", ""),
        text=cells.get("Text", ""),
        media=cells.get("Media", ""),
        credit=cells.get("Media Credit", ""),
        caption=cells.get("Media Caption", ""),
        alt=cells.get("Alt Text", ""),
        group=cells.get("Group", "") or cells.get("Tag", ""),
    )
    entry = read_slide(slide, table)
    yield from notes(slide, path, line)
    yield from problems
    if entry and not problems:
        yield Item(path=path, line=line, entry=entry)


def _date(cells: Mapping[str, str], prefix: str, table: Table) -> PlainDate | None:
    parts: dict[str, object] = {
        part.lower(): cells.get(f"{prefix}{part}", "") for part in ("Year", "Month", "Day")
    }
    time = cells.get(f"{prefix}Time", "")
    if time:
        read = read_time(time)
        if read is None:
            table.fault(f"{prefix}Time", f"expected a time such as 14:00, got {time!r:.40}")
            return None
        parts.update(read)
    return read_parts(parts, table, f"{prefix}Year")


def write_timelinejs_csv(telling: Telling, stream: BinaryIO) -> None:
    """One row a fact that has a date."""
    slides = (write_slide(telling, state) for state in telling.facts)
    write_rows(stream, COLUMNS, (_row(slide) for slide in slides if slide))


def _row(slide: Slide) -> dict[str, str]:
    return {
        **_parts(slide.start, ""),
        **_parts(slide.end, "End "),
        "Display Date": slide.display_date,
        "Headline": slide.headline,
        "Text": slide.text,
        "Media": slide.media,
        "Media Credit": slide.credit,
        "Group": slide.group,
        "Alt Text": slide.alt,
    }


def _parts(plain: PlainDate | None, prefix: str) -> dict[str, str]:
    if plain is None:
        return {}
    parts = {f"{prefix}Year": str(year_of(plain))}
    if plain.month:
        parts[f"{prefix}Month"] = str(plain.month)
    if plain.day:
        parts[f"{prefix}Day"] = str(plain.day)
    if plain.time:
        parts[f"{prefix}Time"] = "{:02d}:{:02d}:{:02d}".format(*plain.time)
    return parts


READER = Reader(
    name="timelinejs-csv",
    title="a TimelineJS spreadsheet",
    extensions=(".csv", ".tsv"),
    read=read_timelinejs_csv,
    recognizes=lambda head: {"Year", "Headline"} <= set(read_header(head)),
)
WRITER = Writer(
    name="timelinejs-csv",
    title="a TimelineJS spreadsheet",
    extensions=(),
    write=write_timelinejs_csv,
)
