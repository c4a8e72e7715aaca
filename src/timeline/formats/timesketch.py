"""Timesketch, in CSV or JSON Lines: one row for each clock of a fact.

`message`, `datetime` (ISO 8601, UTC) and `timestamp_desc` are what Timesketch asks for. A fact
becomes a row *Happened*, one *Known* and one *Recorded*; `fact` joins them, `occurred` and
`known` have the EDTF, since `datetime` is the first second that it can be. Reading our own file
takes each fact once; a foreign file's rows become a fact each, tagged with their description.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import isinf
from typing import Any, BinaryIO

from timeline.dates import Date, DateError, parse_edtf
from timeline.editing import check_name
from timeline.errors import Problem, TimelineError
from timeline.events import Entry, FactStated
from timeline.formats.cells import join_cell, split_cell, unguard_cell
from timeline.formats.exporting import Telling
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.opening import read_lines
from timeline.formats.registry import Reader, Writer
from timeline.formats.rows import ragged, read_header, read_rows, write_rows
from timeline.projections import FactState
from timeline.projections.chronology import moments_in_its_zone

REQUIRED = ("message", "datetime", "timestamp_desc")
COLUMNS = (*REQUIRED, "fact", "occurred", "known", "detail", "tags", "status")
HAPPENED, KNOWN, RECORDED = "Happened", "Known", "Recorded"
_HELD = frozenset(("known", "detail", "tags"))
_READ = frozenset((*COLUMNS, "timestamp", "tag"))


# -- reading ----------------------------------------------------------------------------------


def read_timesketch_csv(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each row's fact; of our own rows, one for each fact."""
    rows = read_rows(stream, path, reading)
    header = next(rows, None)
    names = [cell.strip() for cell in header.cells] if header else []
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        message = f"expected the columns {', '.join(REQUIRED)}, got none named {missing[0]}"
        yield Problem(path, 1, "bad-table", message)
        return
    yield from _unread(names, path)
    seen: set[str] = set()
    for row in rows:
        if len(row.cells) != len(names):
            yield ragged(path, row, len(names))
            continue
        cells = [unguard_cell(cell.strip()) for cell in row.cells]
        yield from _read_row(dict(zip(names, cells, strict=True)), path, row.line, seen)


def read_timesketch_jsonl(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """The same of a file with an object on each line."""
    seen: set[str] = set()
    told: set[str] = set()
    for number, line in enumerate(read_lines(stream, path, reading), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Problem(path, number, "bad-json", f"expected a JSON object: {error}")
            continue
        if not isinstance(row, dict):
            yield Problem(path, number, "bad-json", f"expected a JSON object, got {line:.60}")
            continue
        yield from _unread(row.keys() - told, path)
        told |= row.keys()
        texts = {name: _as_text(value) for name, value in row.items()}
        yield from _read_row(texts, path, number, seen)


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return join_cell(str(item) for item in value)
    return "" if value is None else str(value).strip()


def _unread(names: Any, path: str) -> Iterator[Note]:
    for name in sorted(set(names) - _READ):
        yield Note(path=path, message=f"the column {name!r} is not read")


def _read_row(row: Mapping[str, str], path: str, line: int, seen: set[str]) -> Iterator[Found]:
    ours = row.get("fact", "")
    if ours and ours in seen:
        return
    seen.add(ours)
    try:
        name = check_name(ours) if ours else ""
        occurred = _occurred(row)
        known = parse_edtf(row["known"]) if row.get("known") else None
    except TimelineError as error:
        yield Problem(path, line, error.code, str(error), error.remedy)
        return
    headline = " ".join(row.get("message", "").split())
    if not headline:
        yield Problem(path, line, "bad-field", "message: expected text, got none")
        return
    tags = split_cell(row.get("tags", "") or row.get("tag", ""))
    if not ours and row.get("timestamp_desc"):
        tags = tuple(dict.fromkeys((*tags, row["timestamp_desc"])))
    body = FactStated(
        name=name,
        headline=headline,
        occurred=occurred,
        detail=row.get("detail", ""),
        tags=tags,
    )
    yield Item(path=path, line=line, entry=Entry(body=body, known=known))


def _occurred(row: Mapping[str, str]) -> Date | None:
    """`occurred` of our own rows, else the row's instant: `datetime`, or `timestamp` in µs."""
    if row.get("fact"):
        return parse_edtf(row["occurred"]) if row.get("occurred") else None
    text = row.get("datetime", "")
    if not text and row.get("timestamp", "").lstrip("-").isdigit():
        moment = datetime.fromtimestamp(int(row["timestamp"]) / 1e6, UTC)
        return parse_edtf(moment.replace(microsecond=0).isoformat().replace("+00:00", "Z"))
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise DateError(text, "not an ISO 8601 time", "as in 2024-01-08T14:00:00Z") from None
    return parse_edtf(read.replace(microsecond=0).isoformat().replace("+00:00", "Z"))


# -- writing ----------------------------------------------------------------------------------


def write_timesketch_csv(telling: Telling, stream: BinaryIO) -> None:
    write_rows(stream, COLUMNS, _rows(telling))


def write_timesketch_jsonl(telling: Telling, stream: BinaryIO) -> None:
    for row in _rows(telling):
        data: dict[str, Any] = {name: value for name, value in row.items() if value}
        if row["tags"]:
            data["tags"] = list(split_cell(row["tags"]))
        stream.write(json.dumps(data, ensure_ascii=False).encode() + b"\n")


def _rows(telling: Telling) -> Iterator[dict[str, str]]:
    for state in telling.facts:
        telling.check_fields(state, _HELD)
        clocks = [
            (HAPPENED, _first_second(telling, state.values)),
            (KNOWN, _as_iso(state.known.first)),
            (RECORDED, state.fact.event.recorded),
        ]
        told = [(clock, moment) for clock, moment in clocks if moment]
        if len(told) < 3:
            missing = " and ".join(clock for clock, moment in clocks if not moment)
            telling.leave_out(f"{missing} rows of dates that no clock can show", state.name)
        for clock, moment in told:
            yield _row(state, clock, moment)


def _row(state: FactState, clock: str, moment: str) -> dict[str, str]:
    values = state.values
    known = state.known.date
    return {
        "message": values.headline,
        "datetime": moment,
        "timestamp_desc": clock,
        "fact": state.name,
        "occurred": values.occurred.edtf if values.occurred else "",
        "known": known.edtf if known else "",
        "detail": values.detail,
        "tags": join_cell(values.tags),
        "status": state.status.name,
    }


def _first_second(telling: Telling, values: FactStated) -> str:
    if values.occurred is None:
        return ""
    first, last = moments_in_its_zone(values.occurred, values, telling.story.settings)
    second = first if first is not None else last
    return "" if second is None else _as_iso(second)


def _as_iso(second: float) -> str:
    """ISO 8601 in UTC; empty outside the years 1 to 9999."""
    if isinf(second):
        return ""
    try:
        moment = datetime.fromtimestamp(second, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.isoformat().replace("+00:00", "Z")


def _recognizes_csv(head: str) -> bool:
    return set(REQUIRED) <= set(read_header(head))


def _recognizes_jsonl(head: str) -> bool:
    first = head.lstrip().split("\n", 1)[0]
    return first.startswith("{") and all(f'"{name}"' in first for name in REQUIRED)


CSV_READER = Reader(
    name="timesketch-csv",
    title="a Timesketch table",
    extensions=(".csv",),
    read=read_timesketch_csv,
    recognizes=_recognizes_csv,
)
CSV_WRITER = Writer(
    name="timesketch-csv", title="a Timesketch table", extensions=(), write=write_timesketch_csv
)
JSONL_READER = Reader(
    name="timesketch-jsonl",
    title="Timesketch JSON Lines",
    extensions=(".jsonl",),
    read=read_timesketch_jsonl,
    recognizes=_recognizes_jsonl,
)
JSONL_WRITER = Writer(
    name="timesketch-jsonl",
    title="Timesketch JSON Lines",
    extensions=(),
    write=write_timesketch_jsonl,
)
