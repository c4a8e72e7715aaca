"""The JSON of TimelineJS: `{"title": …, "events": [{"start_date": …, "text": …}, …]}`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any, BinaryIO

from timeline.errors import Problem
from timeline.formats.exporting import Telling
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.json_file import read_json, write_json
from timeline.formats.plain import PlainDate
from timeline.formats.registry import Reader, Writer
from timeline.formats.tables import Table
from timeline.formats.timelinejs import (
    Slide,
    notes,
    read_parts,
    read_slide,
    write_slide,
    year_of,
)


def read_timelinejs_json(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each event's fact; the place of a fault is the event's number. At most 64 MiB."""
    data = read_json(stream, path, reading)
    if not isinstance(data, dict) or not isinstance(data.get("events"), list):
        message = 'expected an object with a list of "events"'
        yield Problem(path, 0, "bad-field", f"{message}, got {data!r:.60}")
        return
    if data.get("title"):
        yield Note(path=path, message="the title slide is not read")
    if data.get("eras"):
        yield Note(path=path, message="eras are not read")
    for number, event in enumerate(data["events"], 1):
        problems: list[Problem] = []
        table = Table({}, path, lambda _: 0, reading, problems, name=f"event {number}: ")
        slide = _read_event(event, table)
        if slide:
            entry = read_slide(slide, table)
            yield from notes(slide, path, 0)
            if entry and not problems:
                yield Item(path=path, line=0, entry=entry)
        yield from problems


def _read_event(event: Any, table: Table) -> Slide | None:
    if not isinstance(event, dict):
        table.fault("event", f"expected an object, got {event!r:.60}")
        return None
    table.values = event
    text, media = _part(table, "text"), _part(table, "media")
    words = event.get("display_date") or _part(table, "start_date").values.get("display_date", "")
    return Slide(
        unique_id=table.text("unique_id"),
        start=read_parts(_part(table, "start_date").values, table, "start_date"),
        end=read_parts(_part(table, "end_date").values, table, "end_date"),
        display_date=words if isinstance(words, str) else "",
        headline=text.text("headline"),
        text=text.text("text"),
        media=media.text("url"),
        credit=media.text("credit"),
        caption=media.text("caption"),
        alt=media.text("alt"),
        group=table.text("group"),
    )


def _part(table: Table, key: str) -> Table:
    values = table.values.get(key) or {}
    if not isinstance(values, dict):
        table.fault(key, f"expected an object, got {values!r:.60}")
        values = {}
    return Table(
        values, table.path, table.line_of, table.reading, table.problems, f"{table.name}{key}."
    )


def write_timelinejs_json(telling: Telling, stream: BinaryIO) -> None:
    """The log's title as the title slide, and an event for each fact that has a date."""
    slides = [slide for state in telling.facts if (slide := write_slide(telling, state))]
    timeline: dict[str, Any] = {"events": [_write_event(slide) for slide in slides]}
    if telling.title:
        about = telling.story.settings.description
        text = {"headline": escape(telling.title, quote=False)}
        if about:
            text["text"] = escape(about, quote=False)
        timeline = {"title": {"unique_id": "timeline-title", "text": text}, **timeline}
    if any(slide.start and abs(slide.start.year) > 200_000 for slide in slides):
        timeline["scale"] = "cosmological"
    write_json(timeline, stream)


def _write_event(slide: Slide) -> dict[str, Any]:
    assert slide.start is not None
    event: dict[str, Any] = {
        "unique_id": slide.unique_id,
        "start_date": _parts(slide.start),
        "text": {"headline": slide.headline, "text": slide.text},
    }
    if slide.end:
        event["end_date"] = _parts(slide.end)
    if slide.display_date:
        event["display_date"] = slide.display_date
    if slide.media:
        media = {"url": slide.media, "credit": slide.credit, "alt": slide.alt}
        event["media"] = {name: value for name, value in media.items() if value}
    if slide.group:
        event["group"] = slide.group
    return event


def _parts(plain: PlainDate) -> dict[str, int]:
    parts = {"year": year_of(plain), "month": plain.month, "day": plain.day}
    if plain.time:
        parts["hour"], parts["minute"], parts["second"] = plain.time
    return {name: value for name, value in parts.items() if value is not None}


def _recognizes(head: str) -> bool:
    return head.lstrip().startswith("{") and '"events"' in head and '"start_date"' in head


READER = Reader(
    name="timelinejs-json",
    title="a TimelineJS timeline",
    extensions=(".json",),
    read=read_timelinejs_json,
    recognizes=_recognizes,
)
WRITER = Writer(
    name="timelinejs-json",
    title="a TimelineJS timeline",
    extensions=(),
    write=write_timelinejs_json,
)
