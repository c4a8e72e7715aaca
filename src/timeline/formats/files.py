"""The files of one import: what format each is in, and all that they say as one stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from attrs import frozen

from timeline.formats.items import Found, Reading, arrange
from timeline.formats.opening import UnreadableError, check_text, decode_head, find_encoding
from timeline.formats.registry import HEAD, Reader, find_reader


@frozen(kw_only=True)
class File:
    """One file, at its beginning, with the reader for it. The stream can seek."""

    path: str
    stream: BinaryIO
    reader: Reader


def recognize_file(path: str, stream: BinaryIO, reading: Reading, name: str = "") -> File:
    """The file with the reader that its name, extension or beginning asks for.

    Raises:
        NotTextError, NoSuchFormatError, SeveralFormatsError, LookupError (the encoding).
    """
    head = stream.read(HEAD)
    stream.seek(0)
    reader = find_reader(path, "", name) if name else None
    if reader is None or not reader.binary:
        check_text(path, head)
    if reader is None:
        text = decode_head(head, reading)
        reader = find_reader(path, text, mapped=bool(reading.columns))
    find_encoding(head, reading)
    return File(path=path, stream=stream, reader=reader)


def read_files(files: Sequence[File], reading: Reading) -> Iterator[Found]:
    """All that the files say: file by file, or arranged where their order means nothing."""
    if any(not file.reader.ordered for file in files):
        return arrange(_read_each(files, reading))
    return _read_each(files, reading)


def _read_each(files: Sequence[File], reading: Reading) -> Iterator[Found]:
    for file in files:
        try:
            yield from file.reader.read(file.stream, file.path, reading)
        except UnreadableError as error:
            yield error.problem
