"""CSL-JSON: the sources, for reference managers.

`id` is the source's name; `issued` and `accessed` have `edtf` beside `date-parts` where those can't
say the date exactly. `container-title` is the publisher of an article, `publisher` that of all
else; both are read. `note` is the basis of the published date.

See: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from timeline.dates import Date, DateError, parse_edtf
from timeline.editing import slug
from timeline.errors import Problem
from timeline.events import Entry, SourceAdded
from timeline.formats.exporting import Telling, cited_sources
from timeline.formats.items import Found, Item, Reading
from timeline.formats.json_file import read_json, write_json
from timeline.formats.plain import PlainDate, plain_span
from timeline.formats.registry import Reader, Writer
from timeline.formats.tables import Table, read_date
from timeline.projections import Source

# CSL's type -> our kind. Other types keep their names; other kinds of ours stand in `genre`.
_KINDS = {
    "article-newspaper": "article",
    "article-magazine": "article",
    "article-journal": "article",
    "article": "article",
    "webpage": "web page",
    "post-weblog": "web page",
    "report": "report",
    "book": "book",
    "broadcast": "broadcast",
    "interview": "interview",
    "personal_communication": "person",
    "legal_case": "court record",
}
_TYPES = {
    "article": "article-newspaper",
    "web page": "webpage",
    "report": "report",
    "book": "book",
    "broadcast": "broadcast",
    "interview": "interview",
    "person": "personal_communication",
    "court record": "legal_case",
}


def read_csl(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each item as a source; the place of a fault is the item's id or number."""
    data = read_json(stream, path, reading)
    items = (
        data if isinstance(data, list) else data.get("items") if isinstance(data, dict) else None
    )
    if not isinstance(items, list):
        yield Problem(path, 0, "bad-field", f"expected a list of items, got {data!r:.60}")
        return
    for number, item in enumerate(items, 1):
        problems: list[Problem] = []
        if not isinstance(item, dict):
            message = f"item {number}: expected an object, got {item!r:.60}"
            yield Problem(path, 0, "bad-field", message)
            continue
        where = f"item {item.get('id', number)!s:.60}: "
        table = Table(item, path, lambda _: 0, reading, problems, where)
        body = _source(table)
        yield from problems
        if not problems:
            yield Item(path=path, line=0, entry=Entry(body=body))


def _source(table: Table) -> SourceAdded:
    values = table.values
    name = str(values.get("id", "")).strip()
    kind = table.text("type")
    published = _read_date(table, "issued")
    return SourceAdded(
        name=name_of(name or table.text("title")),
        kind=table.text("genre") or _KINDS.get(kind, kind if kind != "document" else ""),
        title=table.text("title"),
        author=_authors(values.get("author"), table),
        publisher=table.text("container-title") or table.text("publisher"),
        published=published,
        published_basis=table.text("note"),
        url=table.text("URL"),
        archived=table.text("archive_location"),
        accessed=_read_date(table, "accessed"),
        language=table.text("language"),
    )


def name_of(text: str) -> str:
    """A source's name from an id or title of another program, which may hold anything."""
    plain = "".join(char if char.isalnum() or char in "._-" else "-" for char in text)
    if plain and plain == text and not plain.startswith("-") and len(plain) <= 120:
        return plain
    return slug(text) or "source"


def _authors(given: Any, table: Table) -> str:
    if not given:
        return ""
    if not isinstance(given, list):
        table.fault("author", f"expected a list of names, got {given!r:.60}")
        return ""
    names = []
    for person in given:
        if isinstance(person, dict):
            parts = (person.get("given"), person.get("family"), person.get("literal"))
            names.append(" ".join(str(part) for part in parts if part))
        else:
            names.append(str(person))
    return "; ".join(name for name in names if name)


def _read_date(table: Table, key: str) -> Date | None:
    value = table.values.get(key)
    if not value:
        return None
    try:
        return _date(value, table)
    except (DateError, ValueError, TypeError) as error:
        table.fault(key, str(error), getattr(error, "remedy", ""), "bad-date")
        return None


def _date(value: Any, table: Table) -> Date | None:
    if isinstance(value, str):
        return read_date(value, table.reading)
    if value.get("edtf"):
        return parse_edtf(str(value["edtf"]))
    if value.get("date-parts"):
        ends = [_plain([int(part) for part in end]).iso for end in value["date-parts"]]
        text = "/".join(dict.fromkeys(ends))
        if len(ends) > 1:
            # An issue "of January 1-8" came out on one of these days, not on all of them.
            text = f"[{ends[0]}..{ends[1]}]" if ends[0] != ends[1] else ends[0]
        return parse_edtf(f"{text}~" if value.get("circa") and "/" not in text else text)
    words = value.get("raw") or value.get("literal")
    return read_date(str(words), table.reading) if words else None


def _plain(parts: list[int]) -> PlainDate:
    """CSL counts years before Christ as we speak of them: -44 is 44 B.C., there is no year 0."""
    year = parts[0] + 1 if parts[0] < 0 else parts[0]
    month, day = (*parts[1:3], None, None)[:2]
    return PlainDate(year, month, day)


def write_csl(telling: Telling, stream: BinaryIO) -> None:
    """The sources that the facts cite."""
    write_json([_item(telling, source) for source in cited_sources(telling)], stream)


def _item(telling: Telling, source: Source) -> dict[str, Any]:
    values = source.values
    for name in ("text_sha256", "origin", "internal", "withdrawn"):
        if getattr(values, name):
            telling.leave_out(f"the field {name} of sources")
    article = values.kind == "article"
    item: dict[str, Any] = {
        "id": source.name,
        "type": _TYPES.get(values.kind, "document"),
        "genre": "" if values.kind in _TYPES else values.kind,
        "title": values.title,
        "author": [{"literal": name} for name in values.author.split("; ") if name],
        "container-title" if article else "publisher": values.publisher,
        "issued": _write_date(values.published),
        "accessed": _write_date(values.accessed),
        "URL": values.url,
        "archive_location": values.archived,
        "language": values.language,
        "note": values.published_basis,
    }
    return {name: value for name, value in item.items() if value}


def _write_date(date: Date | None) -> dict[str, Any]:
    if date is None:
        return {}
    span = plain_span(date)
    if span and span.exact and not span.end and not span.start.time and span.start.year > 0:
        return {"date-parts": [_parts(span.start)]}
    found: dict[str, Any] = {"edtf": date.edtf}
    if span and span.start.year > 0:
        ends = [span.start, span.end] if span.end else [span.start]
        found["date-parts"] = [_parts(end) for end in ends]
    return found


def _parts(plain: PlainDate) -> list[int]:
    return [part for part in (plain.year, plain.month, plain.day) if part is not None]


def _recognizes(head: str) -> bool:
    start = head.lstrip()[:1]
    return start == "[" and '"type"' in head and ('"id"' in head or '"issued"' in head)


READER = Reader(
    name="csl-json",
    title="references in CSL-JSON",
    extensions=(".json",),
    read=read_csl,
    recognizes=_recognizes,
)
WRITER = Writer(name="csl-json", title="references in CSL-JSON", extensions=(), write=write_csl)
