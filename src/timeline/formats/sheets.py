"""Fact sheets: a source and its dated facts, in TOML. docs/fact-sheets.md tells how to write one.

[source]                        # whatever `timeline source add` takes
name = "demands-article"
published = "[2024-01-05..2024-01-31]"

[[fact]]                        # a new fact, which the source supports
name = "mexico-lists-demands"
on = "Jan 5, 2024"
headline = "…"

[[fact]]
fact = "december-meeting"       # supports a fact that is stated elsewhere
figures = ["encounters=300000 people approx"]

[[fact]]
disputes = "some-other-fact"    # contradicts one
because = "…"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from timeline.dates import Date
from timeline.errors import Problem
from timeline.events import (
    Citation,
    Entry,
    FactCorroborated,
    FactDisputed,
    FactStated,
    SourceAdded,
)
from timeline.formats.items import Found, Item, Reading
from timeline.formats.registry import Reader
from timeline.formats.tables import Table, as_written, read_zone

MAX_SHEET = 16 * 2**20
_HEADER = re.compile(r"\s*(\[\[?)\s*(\w+)\s*\]\]?\s*(?:#.*)?")
_FIELD = re.compile(r"\s*(\w+)(?:\s*\.\s*\w+)*\s*=")
_SHEET = re.compile(r"^\s*\[(source|\[fact\])\]", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_sheet(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """What a fact sheet says, in its order, and every fault in it. At most 16 MiB."""
    raw = stream.read(MAX_SHEET + 1)
    try:
        text = _decode(raw, path)
        data = _load(text, path)
    except _Unreadable as error:
        yield error.problem
        return
    yield from _Sheet(data, path, _find_lines(text), reading).read()


class _Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _decode(raw: bytes, path: str) -> str:
    if len(raw) > MAX_SHEET:
        message = f"expected a fact sheet of at most {MAX_SHEET:,} bytes"
        raise _Unreadable(Problem(path, 0, "too-long", message, "split it"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"expected UTF-8, got the byte {raw[error.start]:#04x}"
        raise _Unreadable(
            Problem(path, line, "bad-encoding", message, "save the file as UTF-8")
        ) from error


def _load(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _AT_LINE.search(str(error))
        last = text.count("\n") + (not text.endswith("\n"))
        line = int(where[1]) if where and where[1] else last
        message = f"expected TOML: {_AT_LINE.sub('', str(error)).strip()}"
        remedy = "text goes into quotes; long text into three of them"
        raise _Unreadable(Problem(path, line, "bad-toml", message, remedy)) from error
    except RecursionError as error:
        message = "expected a fact sheet, got lists within lists without end"
        raise _Unreadable(Problem(path, 0, "bad-toml", message)) from error


def _find_lines(text: str) -> Mapping[tuple[str, int, str], int]:
    """The line of each field by (table, how many tables of that name came before, field).

    The field "" is the table's own header. For messages alone: what is not found is at line 0.
    """
    lines: dict[tuple[str, int, str], int] = {}
    counts: dict[str, int] = {}
    table = ("", 0)
    quotes = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not quotes:
            if header := _HEADER.fullmatch(line):
                name = header[2]
                table = (name, counts.get(name, 0))
                counts[name] = counts.get(name, 0) + 1
                lines[*table, ""] = number
            elif field := _FIELD.match(line):
                lines.setdefault((*table, field[1]), number)
        for mark in ('"""', "'''"):
            if quotes in ("", mark) and line.count(mark) % 2:
                quotes = "" if quotes else mark
    return lines


class _Sheet:
    def __init__(
        self,
        data: dict[str, Any],
        path: str,
        lines: Mapping[tuple[str, int, str], int],
        reading: Reading,
    ) -> None:
        self.data = data
        self.path = path
        self.lines = lines
        self.reading = reading
        self.problems: list[Problem] = []
        self.source = ""
        self.relative_to: Date | None = None

    def read(self) -> Iterator[Found]:
        top = self._table(self.data, "", 0)
        source, facts = self.data.get("source"), self.data.get("fact", [])
        top.fault_unless_known(("source", "fact"))
        if source is not None:
            yield from self._sound(self._read_source, source, "source")
        if not isinstance(facts, list):
            top.fault("fact", "expected [[fact]] with two brackets, got one", "write [[fact]]")
            facts = []
        elif source is None and not facts:
            top.fault("", "expected a [source] or a [[fact]], got neither")
        for index, values in enumerate(facts):
            yield from self._sound(self._read_fact, values, "fact", index)
        yield from self.problems

    def _sound(
        self, read: Callable[[Table], Item | None], values: Any, name: str, index: int = 0
    ) -> Iterator[Item]:
        """The table's item, unless something in it is at fault: no item is taken by half."""
        faults = len(self.problems)
        table = self._table(values, name, index)
        item = read(table) if isinstance(values, dict) else None
        if item and len(self.problems) == faults:
            yield item

    def _table(self, values: Any, name: str, index: int) -> Table:
        def line_of(key: str) -> int:
            own = self.lines.get((name or key, index, ""), 0)
            return self.lines.get((name, index, key), own)

        table = Table({}, self.path, line_of, self.reading, self.problems)
        if isinstance(values, dict):
            table.values = values
        else:
            table.fault("", f"expected a table, got {values!r:.60}")
        return table

    def _item(self, table: Table, entry: Entry) -> Item:
        return Item(path=self.path, line=table.line_of(""), entry=entry)

    def _read_source(self, table: Table) -> Item | None:
        self.source = table.text("name")
        published = table.point("published")
        if published is not None and published.s0 is not None and published.s0 == published.e1:
            self.relative_to = published
        body = SourceAdded(
            name=self.source,
            kind=table.text("kind"),
            title=table.text("title"),
            author=table.text("author"),
            publisher=table.text("publisher"),
            published=published,
            published_basis=table.text("published_basis"),
            url=table.text("url"),
            archived=table.text("archived"),
            accessed=table.date("accessed"),
            language=table.text("language"),
            text_sha256=table.sha256("text_sha256"),
            origin=table.text("origin"),
            internal=table.flag("internal"),
            withdrawn=table.flag("withdrawn"),
        )
        table.finish()
        if not table.has("name"):
            table.fault("", "expected the source's name, got none", 'name = "…"')
            return None
        return self._item(table, Entry(body=body))

    def _read_fact(self, table: Table) -> Item | None:
        if table.has("fact") or table.has("disputes"):
            return self._read_support(table)
        citation = self._citation(table)
        on = table.text("on")
        occurred = table.date("on", relative_to=self.relative_to)
        known = table.point("known", relative_to=self.relative_to)
        body = FactStated(
            name=table.text("name"),
            headline=" ".join(table.text("headline").split()),
            occurred=occurred,
            occurred_text=as_written(on, occurred),
            known_text=as_written(table.text("known"), known),
            zone=read_zone(table),
            detail=table.text("detail"),
            language=table.text("language"),
            tags=table.texts("tags"),
            lanes=table.texts("lanes"),
            people=table.texts("people"),
            place=table.place(),
            figures=table.figures(),
            media=table.media(),
            note=table.text("note"),
            internal=table.flag("internal"),
            known_to=table.known_to(),
            citations=(citation,) if citation else (),
        )
        table.finish()
        return self._item(table, Entry(body=body, known=known))

    def _read_support(self, table: Table) -> Item | None:
        """A fact that is stated elsewhere: this source supports or disputes it."""
        fact, disputed = table.text("fact"), table.text("disputes")
        if fact and disputed:
            table.fault("disputes", "expected fact or disputes, got both", "make it two [[fact]]s")
            return None
        citation = self._citation(table, figures=True)
        citations = (citation,) if citation else ()
        because = table.text("because")
        known = table.point("known", relative_to=self.relative_to)
        table.finish()
        body: FactCorroborated | FactDisputed
        if disputed:
            if not citations and not because:
                table.fault("disputes", "expected a [source] or because, got neither")
                return None
            body = FactDisputed(citations=citations, because=because)
        elif citations:
            body = FactCorroborated(citations=citations, because=because)
        else:
            table.fault("fact", "expected a [source] that supports the fact, got none")
            return None
        return self._item(table, Entry(body=body, about=fact or disputed, known=known))

    def _citation(self, table: Table, *, figures: bool = False) -> Citation | None:
        citation = Citation(
            source=self.source,
            locator=table.text("locator"),
            quote=table.text("quote"),
            attributed_to=table.text("attributed_to"),
            date=table.date("says_date", relative_to=self.relative_to),
            figures=table.figures() if figures else (),
        )
        if self.source:
            return citation
        if citation != Citation(source=""):
            table.fault("", "expected a [source] for the quote or locator, got none")
        return None


READER = Reader(
    name="sheet",
    title="a fact sheet",
    extensions=(".toml",),
    read=read_sheet,
    recognizes=lambda head: bool(_SHEET.search(head)),
    ordered=False,
)
