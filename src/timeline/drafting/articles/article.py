"""Reading an article's bytes: what encoding, text or HTML, and what is no article at all."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from timeline.drafting.articles.markup import looks_like_html, read_page
from timeline.errors import TimelineError

MOST_BYTES = 5_000_000
"""A long novel. Reading that much takes a few seconds and some hundred megabytes."""
_LONGEST_TITLE = 150
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class ArticleError(TimelineError):
    """What was given is no article that can be read."""

    code = "bad-article"

    def __init__(self, name: str, fault: str, remedy: str) -> None:
        super().__init__(f"{name}: {fault}", remedy)


@frozen
class Article:
    """An article's text.

    Args:
        text: what expressions and quotes are counted in.
        title: the page's title, or the line that heads a plain text, or empty.
        dates: (ISO day, where it stands) that the page gives as its publication, to be confirmed.
        notes: what was left out or read differently, in words.
        page: the HTML that it was read from, or empty.
    """

    text: str
    title: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    page: str = ""


def load_article(path: Path | BinaryIO, name: str) -> Article:
    """Read a file, or a stream such as stdin; never more than `MOST_BYTES` + 1 of it.

    Raises:
        ArticleError: empty, too long, or no text.
    """
    if isinstance(path, Path):
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise ArticleError(
                name, error.strerror or str(error), "name a text or HTML file"
            ) from error
    else:
        data = path.read(MOST_BYTES + 1)
    return read_article(data, name)


def read_article(data: bytes, name: str = "article") -> Article:
    """An article from its bytes: UTF-8, UTF-16 with a mark, or UTF-8 with strays of Windows-1252.

    Raises:
        ArticleError: empty, too long, or no text.
    """
    if len(data) > MOST_BYTES:
        raise ArticleError(
            name,
            f"expected an article of at most {MOST_BYTES:,} bytes, got more",
            "save the article alone, or split the file",
        )
    text, notes = _decode(data, name)
    article = Article(text, _first_line(text), notes=notes)
    if looks_like_html(text):
        page = read_page(text)
        article = Article(page.text, page.title, page.dates, notes + page.notes, text)
    if not article.text.strip():
        raise ArticleError(name, "expected text, found none", "check that the article was saved")
    return article


def _first_line(text: str) -> str:
    """The title of a plain text: its first line, if it stands alone and is no sentence."""
    line, _, rest = text.lstrip().partition("\n")
    alone = rest.startswith(("\n", "\r\n"))
    if not alone or len(line) > _LONGEST_TITLE or not line[:1].isalnum():
        return ""
    title = " ".join(line.split())
    return "" if title[-1] in '.!:;,”"' else title


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            lost = text.count("\ufffd")
            return text, ((f"{lost} characters could not be read",) if lost else ())
    if _is_binary(data):
        raise ArticleError(
            name, "expected text or HTML, got binary data", "save the article as text or HTML first"
        )
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_mixed(data)


def _is_binary(data: bytes) -> bool:
    sample = data[:65_536]
    if data.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff")):
        return True
    control = sum(sample.count(byte) for byte in _CONTROLS)
    return b"\x00" in data or control * 50 > len(sample)


_CONTROLS = tuple(bytes([code]) for code in range(32) if code not in {9, 10, 12, 13, 27})


def _decode_mixed(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, and Windows-1252 for the bytes that are not; the note says how many."""
    text = data.decode("utf-8", errors=_AS_WINDOWS)
    strays = len(data) - len(data.decode("utf-8", errors="ignore").encode())
    return text, (f"{strays} bytes are no UTF-8 and were read as Windows-1252",)


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


_AS_WINDOWS = "timeline-windows-1252"
codecs.register_error(_AS_WINDOWS, _read_as_windows)
