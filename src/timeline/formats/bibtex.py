r"""BibTeX and BibLaTeX: the sources, for those who write in LaTeX.

    @article{demands-article,
      title = {Mexico Lists Demands},
      date = {2024-01-05/2024-01-31},
    }

The key is the source's name. `date` is EDTF as BibLaTeX has it, else `year`, `month` and `day`;
`journaltitle`, `journal`, `publisher` and `organization` name the publisher, `urldate` is when it
was accessed. A date that BibLaTeX can't say stands in `edtf` too. Accents in LaTeX become letters.

See: the BibLaTeX manual, sections 2.1 to 2.3
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from attrs import frozen

from timeline.dates import Date
from timeline.dates.vocabulary import MONTHS
from timeline.errors import Problem, TimelineError
from timeline.events import Entry, SourceAdded
from timeline.formats.csl import name_of
from timeline.formats.exporting import Telling, cited_sources
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.opening import read_document
from timeline.formats.plain import plain_span
from timeline.formats.registry import Reader, Writer
from timeline.formats.tables import read_date
from timeline.projections import Source

_KINDS = {
    "article": "article",
    "book": "book",
    "report": "report",
    "techreport": "report",
    "online": "web page",
    "www": "web page",
}
_TYPES = {"article": "article", "book": "book", "report": "report", "web page": "online"}
_PUBLISHERS = ("journaltitle", "journal", "publisher", "organization", "institution")
_READ = frozenset(
    (
        "title",
        "type",
        "author",
        *_PUBLISHERS,
        "date",
        "edtf",
        "year",
        "month",
        "day",
        "url",
        "urldate",
        "langid",
        "language",
        "note",
        "archived",
    )
)
_ADDRESSES = ("url", "archived")
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_ENTRY = re.compile(r"@\s*(\w+)\s*([{(])")
_ACCENT = re.compile(r"\\([`'^\"~=.uvHcdbkr])\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\?[A-Za-z]))")
_MARKS = {  # a LaTeX accent -> the combining character
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "textendash": "–", "textemdash": "—",
    "textasciitilde": "\\~",
}  # fmt: skip
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"} | {"\\": r"\textbackslash{}"})


# -- reading ----------------------------------------------------------------------------------


@frozen
class Record:
    """One entry as written: fields in LaTeX, names in lower case."""

    line: int
    kind: str
    key: str
    fields: dict[str, str]


class _SyntaxFault(Exception):
    def __init__(self, place: int, message: str) -> None:
        super().__init__(message)
        self.place = place


def read_bibtex(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """Each entry as a source. At most 64 MiB."""
    text = read_document(stream, path, reading)
    strings: dict[str, str] = {}
    place, line, counted = 0, 1, 0
    while found := _ENTRY.search(text, place):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        kind = found[1].lower()
        if kind == "comment":
            place = found.end()
            continue
        try:
            scan = _Scan(text, found.end(), ")" if found[2] == "(" else "}", strings)
            if kind == "preamble":
                scan.value()
                place = scan.place
                continue
            key = "" if kind == "string" else scan.key()
            fields = scan.fields()
        except _SyntaxFault as fault:
            where = text.count("\n", 0, fault.place) + 1
            yield Problem(path, where, "bad-bibtex", f"expected BibTeX: {fault}")
            return
        place = scan.place
        if kind == "string":
            strings.update(fields)
        else:
            yield from _read_record(Record(line, kind, key, fields), path, reading)


class _Scan:
    """Reads one entry from `place` on. Time is linear in what it reads."""

    def __init__(self, text: str, place: int, close: str, strings: dict[str, str]) -> None:
        self.text = text
        self.place = place
        self.close = close
        self.strings = strings

    def key(self) -> str:
        found = re.compile(r"\s*([^\s,{}()=]*)\s*(,|(?=[})]))").match(self.text, self.place)
        if not found:
            raise _SyntaxFault(self.place, "an entry without a key")
        self.place = found.end()
        return found[1]

    def fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        name = re.compile(r"\s*,?\s*(?:([\w.:+-]+)\s*=\s*)?")
        while True:
            found = name.match(self.text, self.place)
            assert found is not None
            self.place = found.end()
            if not found[1]:
                break
            fields[found[1].lower()] = self.value()
        if self.text[self.place : self.place + 1] != self.close:
            raise _SyntaxFault(self.place, f"an entry that no {self.close!r} ends")
        self.place += 1
        return fields

    def value(self) -> str:
        parts = [self._part()]
        while found := re.compile(r"\s*#\s*").match(self.text, self.place):
            self.place = found.end()
            parts.append(self._part())
        return "".join(parts)

    def _part(self) -> str:
        start = self.place
        first = self.text[start : start + 1]
        if first == "{":
            return self._until("}", start)
        if first == '"':
            return self._until('"', start)
        found = re.compile(r"[^\s,#{}()=\"]+").match(self.text, start)
        if not found:
            raise _SyntaxFault(start, "a field without a value")
        self.place = found.end()
        word = found[0]
        return word if word.isdigit() else self.strings.get(word.lower(), word)

    def _until(self, end: str, start: int) -> str:
        depth = 0
        for found in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(self.text, start + 1):
            char = found[0]
            if char == end and depth == 0:
                self.place = found.end()
                return self.text[start + 1 : found.start()]
            depth += (char == "{") - (char == "}")
            if depth < 0:
                break
        raise _SyntaxFault(start, f"a value that no {end!r} ends")


def _read_record(record: Record, path: str, reading: Reading) -> Iterator[Found]:
    fields = {
        name: read_latex(value, dashes=name not in _ADDRESSES)
        for name, value in record.fields.items()
    }
    for name in sorted(fields.keys() - _READ):
        yield Note(path=path, line=record.line, message=f"the field {name!r} is not read")
    try:
        published = _published(fields, reading)
        accessed = fields.get("urldate")
        body = SourceAdded(
            name=name_of(record.key or fields.get("title", "")),
            kind=fields.get("type", "") or _KINDS.get(record.kind, ""),
            title=fields.get("title", ""),
            author="; ".join(_author(name) for name in _names(fields.get("author", ""))),
            publisher=next((fields[one] for one in _PUBLISHERS if fields.get(one)), ""),
            published=published,
            published_basis=fields.get("note", ""),
            url=fields.get("url", ""),
            archived=fields.get("archived", ""),
            accessed=read_date(accessed, reading) if accessed else None,
            language=fields.get("langid", "") or fields.get("language", ""),
        )
    except (TimelineError, ValueError) as error:
        remedy = getattr(error, "remedy", "")
        yield Problem(path, record.line, "bad-date", f"{record.key}: {error}", remedy)
        return
    yield Item(path=path, line=record.line, entry=Entry(body=body))


def _published(fields: dict[str, str], reading: Reading) -> Date | None:
    if fields.get("edtf"):
        return read_date(fields["edtf"], reading)
    if fields.get("date"):
        date = read_date(fields["date"], reading)
        # BibLaTeX's range says when an issue came out: on some day of it.
        return read_date(f"[{date.edtf.replace('/', '..')}]", reading) if date.is_interval else date
    if not fields.get("year"):
        return None
    text = fields["year"].zfill(4)
    if fields.get("month"):
        month = fields["month"]
        number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
        text += f"-{number:02d}"
        if fields.get("day"):
            text += f"-{int(fields['day']):02d}"
    return read_date(text, reading)


def _names(text: str) -> list[str]:
    return [name.strip() for name in re.split(r"\s+and\s+", text) if name.strip()]


def _author(name: str) -> str:
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name


def read_latex(text: str, *, dashes: bool = True) -> str:
    """LaTeX to plain text: accents, the commonest commands, braces, blanks, and unless it is an
    address, dashes.
    """

    def accent(found: re.Match[str]) -> str:
        letter = (found[2] or found[3]).lstrip("\\")
        return unicodedata.normalize("NFC", letter[0] + _MARKS[found[1]] + letter[1:])

    plain = _ACCENT.sub(accent, text)
    plain = plain.replace(r"\textbackslash{}", "\0")
    plain = re.sub(r"\\([A-Za-z]+)\s*(?:\{\})?", lambda found: _LETTERS.get(found[1], ""), plain)
    plain = re.sub(r"(?<!\\)~", " ", plain)
    if dashes:
        plain = plain.replace("---", "—").replace("--", "–")
    plain = re.sub(r"(?<!\\)[{}]", "", plain)
    plain = re.sub(r"\\([&%$#_{}~^])", r"\1", plain).replace("\0", "\\")
    return " ".join(plain.split())


# -- writing ----------------------------------------------------------------------------------


def write_bibtex(telling: Telling, stream: BinaryIO) -> None:
    """The sources that the facts cite, in UTF-8."""
    stream.writelines(f"{_record(telling, source)}\n".encode() for source in cited_sources(telling))


def _record(telling: Telling, source: Source) -> str:
    values = source.values
    for name in ("text_sha256", "origin", "internal", "withdrawn"):
        if getattr(values, name):
            telling.leave_out(f"the field {name} of sources")
    date, exact = _write_date(values.published)
    article = values.kind == "article"
    fields = {
        "type": "" if values.kind in _TYPES else values.kind,
        "title": values.title,
        "author": " and ".join(values.author.split("; ")),
        "journaltitle" if article else "publisher": values.publisher,
        "date": date,
        "edtf": "" if exact or values.published is None else values.published.edtf,
        "url": values.url,
        "urldate": values.accessed.edtf if values.accessed else "",
        "archived": values.archived,
        "langid": values.language,
        "note": values.published_basis,
    }
    kind = _TYPES.get(values.kind, "misc")
    lines = [
        f"  {name} = {{{write_latex(value, dashes=name not in _ADDRESSES)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{kind}{{{source.name},", *lines, "}"])


def write_latex(text: str, *, dashes: bool = True) -> str:
    """The inverse of `read_latex`: two hyphens of a text stay two, which LaTeX joins to a dash."""
    written = text.translate(_ESCAPED).replace("~", r"\textasciitilde{}")
    return re.sub("-(?=-)", "-{}", written) if dashes else written


def _write_date(date: Date | None) -> tuple[str, bool]:
    """BibLaTeX's date, and whether it says all."""
    span = plain_span(date) if date else None
    if span is None or date is None:
        return "", False
    if span.end is None:
        return span.start.iso, span.exact
    return f"{span.start.iso}/{span.end.iso}", False


READER = Reader(
    name="bibtex",
    title="references in BibTeX",
    extensions=(".bib", ".bibtex"),
    read=read_bibtex,
    recognizes=lambda head: bool(
        re.search(r"^\s*@\s*\w+\s*[{(]\s*[^\s,]+\s*,", head, re.MULTILINE)
    ),
)
WRITER = Writer(
    name="bibtex",
    title="references in BibTeX",
    extensions=(".bib", ".bibtex"),
    write=write_bibtex,
)
