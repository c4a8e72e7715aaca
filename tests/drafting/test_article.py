from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.drafting import Article, ArticleError, load_article, read_article
from timeline.drafting.articles.article import MOST_BYTES
from timeline.drafting.articles.publication import suggest_published


def test_utf_8_is_read_as_it_is() -> None:
    assert read_article("López met them.".encode()) == Article("López met them.")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    assert read_article("López met them.".encode(encoding)).text == "López met them."


def test_mixed_encodings_are_read_and_said() -> None:
    article = read_article("López ".encode() + "said “no”".encode("cp1252"))
    assert article.text == "López said “no”"
    assert article.notes == ("2 bytes are no UTF-8 and were read as Windows-1252",)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"<html><body><script>x</script></body></html>"])
def test_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match="expected text, found none"):
        read_article(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"PK\x03\x04zip", b"text\x00text", bytes(range(256))]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match="got binary data"):
        read_article(data)


def test_no_more_is_read_than_an_article_has(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ArticleError, match="at most 5,000,000 bytes, got more") as caught:
        load_article(path, "huge.txt")
    assert caught.value.remedy == "save the article alone, or split the file"
    stream = BytesIO(b"a" * (MOST_BYTES + 10))
    with pytest.raises(ArticleError, match="at most"):
        load_article(stream, "stdin")
    assert stream.tell() == MOST_BYTES + 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"gone\.txt: No such file"):
        load_article(tmp_path / "gone.txt", "gone.txt")


@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"\xc3")
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        article = read_article(data)
    except ArticleError:
        return
    assert article.text.strip()


def test_the_page_s_own_dates_are_suggested() -> None:
    page = (
        "<html><head><meta property='article:published_time' content='2024-01-16T08:00:00Z'>"
        '<script type="application/ld+json">{"datePublished": "2024-01-15"}</script></head>'
        "<body><p>The bridge was closed.</p></body></html>"
    )
    article = read_article(page.encode())
    assert suggest_published(article) == (
        ("2024-01-16", "article:published_time"), ("2024-01-15", "JSON-LD"),
    )  # fmt: skip


def test_a_text_suggests_no_date() -> None:
    assert suggest_published(Article("The bridge was closed on Jan. 8, 2024.")) == ()


def test_htmldate_is_asked_where_the_page_says_nothing() -> None:
    pytest.importorskip("htmldate")
    article = read_article(
        b"<html><body><p>Posted on January 16, 2024</p><p>Closed.</p></body></html>"
    )
    assert suggest_published(article) == (("2024-01-16", "htmldate"),)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A bridge is closed\n\nThe agency closed it.", "A bridge is closed"),
        ("A  bridge is closed\r\n\r\nThe agency closed it.", "A bridge is closed"),
        ("The agency closed it.\n\nIt was late.", ""),
        ("A bridge is closed\nThe agency closed it.", ""),
        ("- a bridge\n\nThe agency closed it.", ""),
        ("a " * 100 + "\n\nThe agency closed it.", ""),
        ("A bridge is closed", ""),
    ],
)
def test_a_line_that_heads_a_plain_text_is_its_title(text: str, title: str) -> None:
    article = read_article(text.encode())
    assert (article.title, article.text) == (title, text)


DATED = b"<html><body><p>Posted on January 16, 2024</p><p>Closed.</p></body></html>"


def test_without_htmldate_nothing_is_suggested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "htmldate", None)
    assert suggest_published(read_article(DATED)) == ()


def test_a_year_alone_suggests_no_day() -> None:
    pytest.importorskip("htmldate")
    page = b"<html><body><p>Shared in 1997.</p><p>The agency closed the bridge.</p></body></html>"
    assert suggest_published(read_article(page)) == ()
