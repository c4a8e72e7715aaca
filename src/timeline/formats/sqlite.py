"""An SQLite database of the story, to be opened with Datasette or any SQL; write only.

    facts       as they stand at (K, R); `citations`, `figures`, `tags`, `lanes`, `people` of them
    sources     that they cite
    versions    what each fact said, by both axes: see below
    events      the log, line by line
    chronology  a view: facts in order, with their sources
    as_known    a view of `versions`: as of now's record, what was known on a day
    as_recorded a view of `versions`: without regard to a day, what was recorded at an instant

A row of `versions` holds for a K with known_from <= K < known_until, in days of the log's zone,
and an R with recorded_from <= R < recorded_until, in UTC; null is without end. So

    select * from versions where known_from <= '2024-01-06'
      and ('2024-01-06' < known_until or known_until is null)
      and recorded_until is null order by occurred_earliest
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from timeline.codec import format_line
from timeline.dates import Date
from timeline.formats.exporting import Telling, cited_sources
from timeline.formats.registry import Writer
from timeline.formats.versions import Version, project_versions
from timeline.projections import FactState, Source
from timeline.projections.internal import says_something

_SCHEMA = """
create table about (name text primary key, value text) without rowid;
create table sources (
  source text primary key, title text, kind text, author text, publisher text, published text,
  published_basis text, url text, archived text, accessed text, language text, origin text,
  event text
);
create table facts (
  fact text primary key, headline text not null, occurred text, occurred_earliest text,
  occurred_latest text, known text, known_earliest text, known_latest text, certainty text,
  status text, retracted integer, detail text, place text, latitude real, longitude real,
  image text, image_alt text, image_credit text, zone text, language text, note text,
  internal integer, recorded text, position integer, event text
);
create table citations (
  fact text references facts(fact), source text references sources(source), locator text,
  quote text, attributed_to text, says_date text
);
create table figures (
  fact text references facts(fact), source text references sources(source), name text,
  value numeric, unit text, approximate integer
);
create table tags (fact text references facts(fact), tag text);
create table lanes (fact text references facts(fact), lane text);
create table people (fact text references facts(fact), person text);
create table versions (
  fact text, headline text, occurred text, occurred_earliest text, occurred_latest text,
  certainty text, status text, retracted integer, detail text, figures text,
  known_from text, known_until text, recorded_from text, recorded_until text
);
create table events (
  event text primary key, recorded text, recorded_by text, type text, about text, amends text,
  known text, line text
);
create index versions_fact on versions (fact);
create index versions_known on versions (known_from, known_until);
create index versions_recorded on versions (recorded_from, recorded_until);
create index citations_fact on citations (fact);
create index citations_source on citations (source);
create index figures_fact on figures (fact);
create index tags_tag on tags (tag);
create view chronology as
  select facts.*, (select group_concat(distinct source) from citations
                   where citations.fact = facts.fact) as sources
  from facts order by position;
create view as_known as
  select * from versions where recorded_until is null order by known_from, occurred_earliest;
create view as_recorded as
  select * from versions where known_until is null order by recorded_from, occurred_earliest;
"""


def write_sqlite(telling: Telling, stream: BinaryIO) -> None:
    """The whole story; a filter chooses among `facts`, and leaves `versions` and `events`."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "story.sqlite")
        connection = sqlite3.connect(path)
        try:
            with connection:
                connection.executescript(_SCHEMA)
                _fill(connection, telling)
            connection.execute("vacuum")
        finally:
            connection.close()
        with path.open("rb") as written:
            copyfileobj(written, stream)


def _fill(connection: sqlite3.Connection, telling: Telling) -> None:
    story = telling.story
    settings = story.settings
    known_by = telling.chronology.known_by
    about = {
        "title": settings.title,
        "zone": settings.zone,
        "language": settings.language,
        "snapshot": story.snapshot,
        "known by": known_by.edtf if known_by else "",
        "recorded by": story.recorded_by or "",
    }
    _insert(connection, "about", iter(about.items()))
    _insert(connection, "sources", (_source(telling, one) for one in cited_sources(telling)))
    _insert(connection, "facts", (_fact(one, at) for at, one in enumerate(telling.facts, 1)))
    _insert(connection, "citations", _citations(telling))
    _insert(connection, "figures", _figures(telling))
    for table in ("tags", "lanes", "people"):
        pairs = ((one.name, item) for one in telling.facts for item in getattr(one.values, table))
        _insert(connection, table, pairs)
    _insert(connection, "versions", (_version(one) for one in project_versions(story)))
    record = story.record
    every = (event for event in (*record.events, *record.dropped) if says_something(event))
    events = sorted(every, key=lambda event: event.order)
    _insert(
        connection,
        "events",
        (
            (
                event.id,
                event.recorded,
                event.by,
                event.type,
                event.about,
                event.amends,
                event.known.edtf if event.known else None,
                format_line(event).decode(),
            )
            for event in events
        ),
    )


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    marks = ", ".join("?" * len(first))
    statement = f"insert into {table} values ({marks})"  # noqa: S608  our own table names
    connection.execute(statement, first)
    connection.executemany(statement, rows)


def _source(telling: Telling, source: Source) -> tuple[Any, ...]:
    values = source.values
    origin = telling.story.sources.get(values.origin)
    return (
        source.name,
        values.title,
        values.kind,
        values.author,
        values.publisher,
        _edtf(values.published),
        values.published_basis,
        values.url,
        values.archived,
        _edtf(values.accessed),
        values.language,
        origin.name if origin else None,
        source.id,
    )


def _fact(state: FactState, position: int) -> tuple[Any, ...]:
    values = state.values
    known, place, media = state.known.date, values.place, values.media
    return (
        state.name,
        values.headline,
        *_days(values.occurred),
        *_days(known),
        state.certainty.value,
        state.status.name,
        int(state.retraction is not None),
        values.detail,
        place.name if place else None,
        _number(place.lat) if place else None,
        _number(place.lon) if place else None,
        media.url if media else None,
        media.alt if media else None,
        media.credit if media else None,
        values.zone,
        values.language,
        values.note,
        int(values.internal),
        state.fact.event.recorded,
        position,
        state.id,
    )


def _citations(telling: Telling) -> Iterator[tuple[Any, ...]]:
    for state in telling.facts:
        for cited in state.cited:
            one = cited.citation
            name = cited.source.name if cited.source else None
            yield (state.name, name, one.locator, one.quote, one.attributed_to, _edtf(one.date))


def _figures(telling: Telling) -> Iterator[tuple[Any, ...]]:
    """The fact's own, with no source, then those that single sources give."""
    for state in telling.facts:
        given = [(None, figure) for figure in state.values.figures]
        cited = [
            (one.source.name if one.source else None, figure)
            for one in state.cited
            for figure in one.citation.figures
        ]
        for source, one in (*given, *cited):
            yield (state.name, source, one.name, _number(one.value), one.unit, int(one.approximate))


def _version(version: Version) -> tuple[Any, ...]:
    state = version.state
    values = state.values
    figures = [f"{one.name}={one.value} {one.unit}".strip() for one in values.figures]
    return (
        version.name,
        values.headline,
        *_days(values.occurred),
        state.certainty.value,
        state.status.name,
        int(state.retraction is not None),
        values.detail,
        json.dumps(figures, ensure_ascii=False),
        version.known_from,
        version.known_until,
        version.recorded_from,
        version.recorded_until,
    )


def _days(date: Date | None) -> tuple[str | None, str | None, str | None]:
    return (date.edtf, date.earliest, date.latest) if date else (None, None, None)


def _edtf(date: Date | None) -> str | None:
    return date.edtf if date else None


def _number(text: str) -> int | float | str | None:
    """A number where SQLite can hold it exactly, else its digits as text."""
    if not text:
        return None
    whole = not text.partition(".")[2].strip("0")
    if whole and len(text.partition(".")[0]) <= 18:
        return int(text.partition(".")[0])
    return float(text) if len(text) <= 15 else text


WRITER = Writer(
    name="sqlite",
    title="an SQLite database",
    extensions=(".sqlite", ".sqlite3", ".db"),
    write=write_sqlite,
    whole=True,
    binary=True,
)
