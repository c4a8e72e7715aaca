"""Rows of tables: CSV (RFC 4180), and with semicolons or tabs; one row in memory at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import BinaryIO

from attrs import frozen

from timeline.errors import Problem
from timeline.formats.cells import guard_cell
from timeline.formats.items import Reading
from timeline.formats.opening import UnreadableError, read_lines


@frozen
class Row:
    """A row's cells, and the line that it begins on."""

    line: int
    cells: Sequence[str]


def read_rows(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Row]:
    """The rows, the header first, without those that are empty.

    Raises:
        UnreadableError: at a row that no table can have, such as one with an open quote.
    """
    lines = read_lines(stream, path, reading)
    first = next(lines, None)
    if first is None:
        return

    def all_lines() -> Iterator[str]:
        yield first
        yield from lines

    reader = csv.reader(all_lines(), delimiter=find_delimiter(first), strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"expected a row of a table: {error}"
            remedy = 'a quotation mark within a quoted cell is written twice: ""'
            raise UnreadableError(Problem(path, line, "bad-table", message, remedy)) from error
        if any(cell and not cell.isspace() for cell in cells):
            yield Row(line, cells)
        line = reader.line_num + 1


def ragged(path: str, row: Row, width: int) -> Problem:
    message = f"expected {width} cells, as the header has, got {len(row.cells)}"
    return Problem(path, row.line, "ragged-row", message, "put text with commas into quotes")


def read_header(head: str) -> tuple[str, ...]:
    """The columns that a file's beginning names; empty where it begins with no row."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    try:
        cells = next(csv.reader([first], delimiter=find_delimiter(first)), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def find_delimiter(header: str) -> str:
    """Comma, semicolon (spreadsheets of many countries) or tab: whichever the header has most."""
    return max(",;\t", key=header.count)


def write_rows(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """A table in UTF-8, comma-separated, with CRLF; no cell can be taken for a formula."""
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([guard_cell(row.get(column, "")) for column in columns])
    text.flush()
    text.detach()
