"""Markwhen: a date, a colon and a line of text for each event, then its properties and details.

    2024-01-05: Mexico lists its terms #talks
    id: mexico-lists-demands
    More about it.

    # A section

    2023-12-01/2023-12-27: The month before

Its own parser turns a date that it can't read into *now*; this one reports the line. 1/2/2024 is
January 2 unless the header says `dateFormat: d/M/y`, as there. Relative dates ("3 days") and
recurrences have no day of their own and are refused. Properties that we write: id, edtf (where
the date is coarser), known, tags and lanes.

See: https://docs.markwhen.com/syntax
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from attrs import define, evolve, field

from timeline.dates import Date, DateError, parse_date, parse_edtf
from timeline.editing import check_name
from timeline.editing.facts import check_known
from timeline.errors import Problem, TimelineError
from timeline.events import Entry, FactStated
from timeline.formats.exporting import Telling
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.opening import read_lines
from timeline.formats.plain import PlainDate, Span, plain_span
from timeline.formats.registry import Reader, Writer
from timeline.projections import FactState

_DATELIKE = re.compile(
    r"(?:[\d\s/.,:+\-–TZW]|now|to|until|by|before|after|every|[ap]m|bce?|ad|ce"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|for|times?|other|(?:millisecond|second|minute|hour|day|week|month|year)s?|![\w.]+)+",
    re.IGNORECASE | re.ASCII,
)
_BEGINS = re.compile(
    r"\s*(?:-?\d|now\b|before\b|after\b|by\b|!|[A-Za-z]{3,9}\.? \d)", re.IGNORECASE
)
_SECTION = re.compile(r"\s*(?:(#{1,6})\s+(.*)|(?:group|section)\s+(.*))$")
_END = re.compile(r"\s*end\s*(?:group|section)\s*$", re.IGNORECASE)
_TAG = re.compile(r"(?:^|\s)#(?!\d+(?:\s|$))(\w+)", re.ASCII)
_PROPERTY = re.compile(r"([A-Za-z][\w-]*):\s+(\S.*)")
_SLASHED = re.compile(r"(\d{1,5})(?:/(\d{1,5})(?:/(\d{1,5}))?)?", re.ASCII)
_TO = re.compile(r"\s+/\s+|\s+-\s+|\s*–\s*|\s+to\s+")
_DAY_FIRST = re.compile(r"\s*dateFormat:\s*d/M/y")
_LONGEST_DATE = 200  # characters before the colon
_HELD = frozenset(("known", "detail", "tags", "lanes", "more_lanes"))
_OURS = ("id", "edtf", "known", "tags", "lanes")


# -- reading ----------------------------------------------------------------------------------


@define
class _Block:
    """An event line with the lines under it."""

    line: int
    date: Date | None
    headline: str
    sections: tuple[str, ...]
    properties: dict[str, Any] = field(factory=dict)
    details: list[str] = field(factory=list)
    begun: bool = False  # whether its details have begun, so that its properties are over


def read_markwhen(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each event's fact. Section titles become lanes, tags become tags."""
    block: _Block | None = None
    sections: list[tuple[int, str]] = []
    order: Any = reading.order or "mdy"
    for number, raw in enumerate(read_lines(stream, path, reading), 1):
        line = raw.rstrip("\r\n")
        if block is None and _DAY_FIRST.match(line):
            order = reading.order or "dmy"
        section = _SECTION.match(line)
        head = None if section else _event_head(line)
        ends = _END.match(line)
        if block and not (section or head or ends):
            _add_line(block, line)
            continue
        if block:
            yield from _finish(block, path)
        block = None
        if section or ends:
            _enter(sections, section)
        elif head:
            try:
                date = read_when(head[0], order, reading)
            except TimelineError as error:
                yield Problem(path, number, error.code, str(error), error.remedy)
            else:
                block = _Block(number, date, head[1], tuple(title for _, title in sections))
    if block:
        yield from _finish(block, path)


def _enter(sections: list[tuple[int, str]], section: re.Match[str] | None) -> None:
    """Begin a section; without one, end the last."""
    if section is None:
        del sections[-1:]
        return
    level, title = len(section[1] or "") or 7, section[2] or section[3] or ""
    if level < 7:  # of two headings of one level, the second ends the first
        while sections and sections[-1][0] >= level:
            sections.pop()
    sections.append((level, _TAG.sub("", title).strip()))


def _event_head(line: str) -> tuple[str, str] | None:
    """The date and the text of an event line; None where the line is something else."""
    if line.lstrip().startswith("//") or not _BEGINS.match(line):
        return None
    for colon in re.finditer(r":(?=\s|$)", line[:_LONGEST_DATE]):
        head = line[: colon.start()].strip()
        if _DATELIKE.fullmatch(head):
            return head, line[colon.end() :].strip()
    return None


def read_when(text: str, order: Any, reading: Reading) -> Date:
    """A Markwhen date or range. Raises: DateError."""
    try:
        return parse_edtf(text.replace("/now", "/.."))
    except DateError:
        pass
    if re.search(r"every|![\w.]|before|after|\bby\b", text) or re.fullmatch(r"now", text):
        raise DateError(text, "a date that depends on others has no day", "write the day itself")
    ends = [end for end in _TO.split(text) if end]
    if len(ends) > 2:
        raise DateError(text, "not a date or a range of two", "as in 2024-01-05/2024-01-08")
    read = [_read_end(end.strip(), order, reading) for end in ends]
    if len(read) == 1:
        return parse_edtf(read[0])
    return parse_edtf("/".join(read))


def _read_end(text: str, order: Any, reading: Reading) -> str:
    if text == "now":
        return ".."
    slashed = _SLASHED.fullmatch(text)
    if not slashed:
        if re.search(r"\d\s*(?:milli|sec|min|hour|day|week|month|year)", text):
            raise DateError(text, "a duration has no day", "write the day itself")
        return parse_date(text, order=order, zone=reading.zone, hemisphere=reading.hemisphere).edtf
    first, second, third = slashed.groups()
    if second is None:
        return PlainDate(int(first)).iso
    if third is None:
        return PlainDate(int(second), int(first)).iso
    day, month = (int(first), int(second)) if order == "dmy" else (int(second), int(first))
    return PlainDate(int(third), month, day).iso


def _add_line(block: _Block, line: str) -> None:
    if line.lstrip().startswith("//"):
        return
    found = _PROPERTY.fullmatch(line.strip())
    if found and not block.begun:
        block.properties[found[1]] = _value(found[2])
        return
    block.begun = True
    block.details.append(line.removeprefix("> "))


def _value(text: str) -> Any:
    """A property's value: what we write is JSON, which is YAML too; else text."""
    if text[:1] in '"[{':
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def _finish(block: _Block, path: str) -> Iterator[Found]:
    headline = " ".join(_TAG.sub("", block.headline).split())
    if not headline:
        message = "expected text after the date, got none"
        yield Problem(path, block.line, "no-headline", message)
        return
    tags = [*_TAG.findall(block.headline), *_TAG.findall("\n".join(block.details))]
    given = block.properties
    try:
        item = _item(block, given, headline, tags)
    except TimelineError as error:
        yield Problem(path, block.line, error.code, str(error), error.remedy)
        return
    for name in sorted(given.keys() - set(_OURS)):
        yield Note(path=path, line=block.line, message=f"the property {name!r} is not read")
    yield evolve(item, path=path)


def _item(block: _Block, given: dict[str, Any], headline: str, tags: list[str]) -> Item:
    known = parse_edtf(str(given["known"])) if "known" in given else None
    body = FactStated(
        name=_name(str(given.get("id", ""))),
        headline=headline,
        occurred=parse_edtf(str(given["edtf"])) if "edtf" in given else block.date,
        detail="\n".join(block.details).strip(),
        tags=_texts(given.get("tags"), tags),
        lanes=_texts(given.get("lanes"), [one for one in block.sections[-1:] if one]),
    )
    return Item(path="", line=block.line, entry=Entry(body=body, known=check_known(known)))


def _texts(given: Any, otherwise: list[str]) -> tuple[str, ...]:
    items = given if isinstance(given, list) else [given] if given else otherwise
    return tuple(dict.fromkeys(str(item).strip() for item in items if str(item).strip()))


def _name(text: str) -> str:
    try:
        return check_name(text) if text else ""
    except TimelineError:
        return ""


# -- writing ----------------------------------------------------------------------------------


def write_markwhen(telling: Telling, stream: BinaryIO) -> None:
    """The title in the header, then an event for each fact with a date, in order."""
    if telling.title:
        stream.write(f"---\ntitle: {json.dumps(telling.title, ensure_ascii=False)}\n---\n".encode())
    for state in telling.facts:
        span = _span(state.values.occurred)
        if span is None:
            telling.leave_out("facts without a date from the years 0 to 9999", state.name)
            continue
        stream.write(f"\n{_block(telling, state, span)}\n".encode())


def _span(occurred: Date | None) -> Span | None:
    span = plain_span(occurred) if occurred else None
    if span is None or not 0 <= span.start.year <= 9999:
        return None
    if span.end and span.end.year > 9999:
        return None
    return span


def _block(telling: Telling, state: FactState, span: Span) -> str:
    telling.check_fields(state, _HELD)
    values = state.values
    if _TAG.search(values.headline) or _TAG.search(values.detail):
        telling.leave_out("words that begin with #, which become tags", state.name)
    occurred = values.occurred
    assert occurred is not None
    when, exact = _when(span, occurred)
    words = "".join(f" #{tag}" for tag in values.tags if _is_plain_tag(tag))
    properties: dict[str, Any] = {"id": state.name}
    if not exact:
        properties["edtf"] = occurred.edtf
    if state.known.date:
        properties["known"] = state.known.date.edtf
    if not all(_is_plain_tag(tag) for tag in values.tags):
        properties["tags"] = list(values.tags)
    if values.lanes:
        properties["lanes"] = list(values.lanes)
    lines = [f"{when}: {values.headline}{words}"]
    for name, value in properties.items():
        lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    lines += [_guarded(line) for line in values.detail.splitlines()]
    return "\n".join(lines)


def _is_plain_tag(tag: str) -> bool:
    return bool(re.fullmatch(r"(?!\d+$)\w+", tag, re.ASCII))


def _when(span: Span, occurred: Date) -> tuple[str, bool]:
    """The date as Markwhen writes it, and whether nothing of it is lost."""
    if span.start.time:
        moment = span.start.instant
        text = moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else span.start.iso[:10]
        return text, False
    if span.end is None:
        open_ended = occurred.is_interval and occurred.edtf.endswith("/..")
        return (f"{span.start.iso}/now", False) if open_ended else (span.start.iso, span.exact)
    if span.end.time:
        return f"{span.start.iso[:10]}/{span.end.iso[:10]}", False
    return f"{span.start.iso}/{span.end.iso}", span.exact


def _guarded(line: str) -> str:
    """A line of text, quoted where Markwhen would take it for something else."""
    risky = ":" in line or line.lstrip()[:1] in tuple("#/-[>") or _SECTION.match(line)
    return f"> {line}" if risky or _END.match(line) else line


def _recognizes(head: str) -> bool:
    return any(_event_head(line) for line in head.splitlines())


READER = Reader(
    name="markwhen",
    title="a Markwhen timeline",
    extensions=(".mw", ".markwhen"),
    read=read_markwhen,
    recognizes=_recognizes,
)
WRITER = Writer(
    name="markwhen",
    title="a Markwhen timeline",
    extensions=(".mw", ".markwhen"),
    write=write_markwhen,
)
