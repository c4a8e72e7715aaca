"""Opening a file from outside: what it begins with, its encoding, and lines of bounded length."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from attrs import frozen

from timeline.errors import Problem, TimelineError
from timeline.formats.items import Reading

MAX_LINE = 2**20
"""The longest line that is read, in bytes. Longer ones are no table's, and would fill memory."""

MAX_DOCUMENT = 64 * 2**20
"""The largest file, in bytes, of a format that must be read as a whole (JSON, iCalendar)."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT = (
    (b"PK\x03\x04", "a zip archive, as .xlsx, .ods and .docx are too"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)


class NotTextError(TimelineError):
    code = "not-text"

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"{path}: expected a text file, got {what}",
            "unpack it, or save the table as CSV in UTF-8",
        )


class UnreadableError(TimelineError):
    """A fault that ends the reading of a file: what follows it can't be trusted."""

    code = "unreadable"

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem), problem.remedy)
        self.problem = problem


@frozen
class Encoding:
    """`skip` is the length of the byte order mark."""

    name: str
    skip: int = 0


def check_text(path: str, head: bytes) -> None:
    """Refuse what is not text by its first bytes. Raises: NotTextError."""
    for mark, what in _NOT_TEXT:
        if head.startswith(mark):
            raise NotTextError(path, what)
    if not head.startswith(tuple(mark for mark, _ in _MARKS)) and b"\0" in head:
        raise NotTextError(path, "bytes that no text has (NUL)")


def find_encoding(head: bytes, reading: Reading) -> Encoding:
    """As the byte order mark says, else as the user does; UTF-8 by default. Never guessed."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, len(mark))
    return Encoding(reading.encoding)


def decode_head(head: bytes, reading: Reading) -> str:
    """The beginning of a file as text, to recognize its format by; faults don't matter yet."""
    encoding = find_encoding(head, reading)
    return head[encoding.skip :].decode(encoding.name, "replace")


def read_lines(stream: BinaryIO, path: str, reading: Reading) -> Iterator[str]:
    """The lines, with their ends. Memory: one line.

    Raises:
        UnreadableError: at a line that is too long or not in the file's encoding.
    """
    encoding = find_encoding(stream.read(4), reading)
    stream.seek(encoding.skip)
    if encoding.name.startswith(("utf-16", "utf-32")):
        yield from _read_wide_lines(stream, path, encoding)
        return
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            raise _too_long(path, number)
        try:
            yield raw.decode(encoding.name)
        except UnicodeDecodeError as error:
            raise _not_encoded(path, number, error, encoding) from error


def _read_wide_lines(stream: BinaryIO, path: str, encoding: Encoding) -> Iterator[str]:
    """UTF-16 and UTF-32, whose newlines are more than one byte."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    number, rest = 1, ""
    while True:
        chunk = stream.read(65_536)
        try:
            rest += decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            raise _not_encoded(path, number, error, encoding) from error
        *lines, rest = rest.split("\n")
        for line in lines:
            yield f"{line}\n"
        number += len(lines)
        if len(rest) > MAX_LINE:
            raise _too_long(path, number)
        if not chunk:
            if rest:
                yield rest
            return


def read_document(stream: BinaryIO, path: str, reading: Reading) -> str:
    """The whole file as text, at most 64 MiB. Raises: UnreadableError."""
    raw = stream.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        message = f"expected at most {MAX_DOCUMENT:,} bytes"
        raise UnreadableError(Problem(path, 0, "too-long", message, "split the file"))
    encoding = find_encoding(raw[:4], reading)
    raw = raw[encoding.skip :]
    try:
        return raw.decode(encoding.name)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _not_encoded(path, line, error, encoding) from error


def _too_long(path: str, line: int) -> UnreadableError:
    message = f"expected lines of at most {MAX_LINE:,} bytes, got a longer one"
    return UnreadableError(Problem(path, line, "too-long", message, "is it the right file?"))


def _not_encoded(
    path: str, line: int, error: UnicodeDecodeError, encoding: Encoding
) -> UnreadableError:
    message = (
        f"expected {encoding.name.upper()}, got the byte {error.object[error.start]:#04x}"
        if error.start < len(error.object)
        else f"expected {encoding.name.upper()}, got half a character"
    )
    remedy = "save the file as UTF-8, or say its encoding, as in --encoding windows-1252"
    return UnreadableError(Problem(path, line, "bad-encoding", message, remedy))
