"""Files that are not what they should be: encodings, archives, lines without end."""

from __future__ import annotations

import codecs
import resource
from collections.abc import Iterator
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from timeline.errors import Problem
from timeline.events import FactStated
from timeline.formats.files import read_files, recognize_file
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.opening import NotTextError, UnreadableError, read_document, read_lines

TABLE = "headline,occurred\nA café opens,2024-01-05\n"


def read(data: bytes, *, path: str = "facts.csv", encoding: str = "utf-8") -> list[Found]:
    reading = Reading(encoding=encoding)
    return list(read_files([recognize_file(path, BytesIO(data), reading)], reading))


def headlines(found: list[Found]) -> list[str]:
    return [
        one.entry.body.headline
        for one in found
        if isinstance(one, Item) and isinstance(one.entry.body, FactStated)
    ]


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        codecs.BOM_UTF8 + TABLE.encode(),
        codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TABLE.encode("utf-32-le"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.rstrip().encode(),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "utf-32", "crlf", "no last newline"],
)
def test_unicode_is_read_whatever_its_form(data: bytes) -> None:
    assert headlines(read(data)) == ["A café opens"]


def test_windows_1252_is_not_guessed_but_read_when_it_is_named() -> None:
    data = TABLE.encode("windows-1252")
    [problem] = read(data)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.code) == (2, "bad-encoding")
    assert "expected UTF-8, got the byte 0xe9" in problem.message
    assert "--encoding windows-1252" in problem.remedy
    assert headlines(read(data, encoding="windows-1252")) == ["A café opens"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "a zip archive"),
        (b"\x1f\x8brest", "a gzip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel or Word file"),
        (b"headline,occurred\nA\0B,2024", "NUL"),
    ],
)
def test_archives_and_documents_are_named(data: bytes, what: str) -> None:
    with pytest.raises(NotTextError, match=what):
        read(data)


def test_half_a_character_of_utf_16_is_a_fault_with_its_line() -> None:
    data = codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le") + b"\x00"
    problems = [one for one in read(data) if isinstance(one, Problem)]
    assert [problem.code for problem in problems] == ["bad-encoding"]


class Endless(RawIOBase):
    """A line of two gibibytes, of which nothing is kept."""

    def __init__(self) -> None:
        self.left = 2 * 2**30
        self.given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        size = min(len(view), self.left)
        view[:size] = b"x" * size
        self.left -= size
        self.given += size
        return size


@pytest.mark.parametrize("wide", [False, True])
def test_a_line_without_end_is_refused_before_it_fills_memory(wide: bool) -> None:
    from io import BufferedReader

    raw = Endless()
    reading = Reading(encoding="utf-16-le" if wide else "utf-8")
    with pytest.raises(UnreadableError, match="lines of at most 1,048,576 bytes"):
        list(read_lines(BufferedReader(raw), "big.csv", reading))
    assert raw.given < 16 * 2**20


def test_a_document_of_gigabytes_is_refused() -> None:
    from io import BufferedReader

    raw = Endless()
    with pytest.raises(UnreadableError, match="expected at most 67,108,864 bytes"):
        read_document(BufferedReader(raw), "big.json", Reading())
    assert raw.given < 80 * 2**20


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = "".join(f'"Row {number}",2024-01-05\n' for number in range(20_000))
    found = read(f'headline,occurred\n"open,2024-01-05\n{rows}'.encode())
    problems = [one for one in found if isinstance(one, Problem)]
    assert [(one.code, one.line) for one in problems] == [("bad-table", 2)]


@pytest.mark.parametrize("name", ["timelinejs-json", "csl-json"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[" * 100_000, "without end|Expecting value"),
        (b'{"events": [NaN]}', "NaN"),
        (b'{"events": [1,\n2,,3]}', "expected JSON"),
        (b"", "expected JSON"),
        (b'"text"', "expected an? (object|list)"),
        (b'{"a": ' + b"9" * 5000 + b"}", "expected"),
    ],
    ids=["deep", "nan", "comma", "empty", "text", "digits"],
)
def test_json_that_is_none_is_refused_with_its_place(name: str, data: bytes, message: str) -> None:
    reading = Reading()
    found = list(read_files([recognize_file("x.json", BytesIO(data), reading, name)], reading))
    assert found
    problems = [one for one in found if isinstance(one, Problem)]
    assert len(problems) == len(found)
    import re

    assert re.search(message, problems[0].message)


def test_reading_many_rows_keeps_one_in_memory() -> None:
    """Peak memory of the process, in kibibytes, grows by far less than the file holds."""

    class Rows(RawIOBase):
        def __init__(self) -> None:
            self.rows: Iterator[bytes] = (
                b'"Row %d",2024-01-05,"%s"\n' % (number, b"x" * 4_000) for number in range(20_000)
            )
            self.rest = b"headline,occurred,detail\n"

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            while len(self.rest) < len(view) and (row := next(self.rows, b"")):
                self.rest += row
            size = min(len(view), len(self.rest))
            view[:size] = self.rest[:size]
            self.rest = self.rest[size:]
            return size

    from io import BufferedReader

    from timeline.formats.own_csv import read_own_csv

    class Opened(BufferedReader):
        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

        def read(self, size: int | None = -1) -> bytes:
            return b"" if size == 4 else super().read(size)

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(isinstance(one, Item) for one in read_own_csv(Opened(Rows()), "x.csv", Reading()))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert count == 20_000
    assert grown < 16 * 1024  # of 80 MB


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("markwhen", b"1x: " * 260_000),
        ("markwhen", b"2024-01-05: " + b"a: " * 340_000),
        ("bibtex", b"@a{b,\n}\n" * 100_000),
        ("bibtex", b"@a{b, c = {" + b"{" * 1_000_000),
        ("csv", b"headline,occurred\n" + b"';=" * 40_000 + b",2024\n"),
        ("timelinejs-json", b'{"events": [{"text": {"headline": "a", "text": "'
         + b"<p class='sources'><p class=\\\"sources\\\">" * 50_000 + b'"}}]}'),
        ("timelinejs-json", b'{"events": [{"text": {"headline": "a", "text": "'
         + b"\\nEDTF: " * 50_000 + b'"}}]}'),
        ("sheet", b"[[fact]]\n" * 20_000),
    ],
    ids=["colons", "details", "records", "braces", "guards", "links", "marks", "facts"],
)  # fmt: skip
def test_what_is_made_to_take_for_ever_is_read_in_a_moment(name: str, data: bytes) -> None:
    found = list(read_files([recognize_file("x", BytesIO(data), Reading(), name)], Reading()))
    assert all(isinstance(one, Item | Problem | Note) for one in found)
