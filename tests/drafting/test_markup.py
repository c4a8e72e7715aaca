from __future__ import annotations

import pytest
from hypothesis import given

from tests.sizes import size
from tests.strategies.drafting import REPEATED_MARKUP, markup
from timeline.drafting.markup import looks_like_html, read_page

PAGE = """<!doctype html><html><head><title>A bridge &amp; a river</title>
<script>var a = "<p>no</p>";</script><style>p {}</style></head>
<body><nav><a href="/">Home</a></nav><p>The bridge<br>was <b>closed</b>
on Jan.&nbsp;8.</p><!-- <p>no</p> --><p>It&#8217;s open 1 &lt; 2.</p>
<footer>All rights</footer></body></html>"""


def test_paragraphs_are_kept_and_what_is_no_article_is_left_out() -> None:
    page = read_page(PAGE)
    assert page.text == "The bridge was closed on Jan. 8.\n\nIt’s open 1 < 2."
    assert page.title == "A bridge & a river"
    assert page.notes == ()


def test_an_article_element_is_read_alone_and_said() -> None:
    told = "The bridge was closed. " * 20
    page = read_page(f"<body><p>Menu</p><article><p>{told}</p></article><p>More</p></body>")
    assert page.text == told.strip()
    assert page.notes == ("only the page's <article> was read",)


def test_a_menu_that_never_ends_takes_nothing_with_it() -> None:
    page = read_page("<body><nav>Home<p>The bridge was closed.</p></body>")
    assert "The bridge was closed." in page.text
    assert page.notes


def test_a_comment_or_script_that_never_ends_takes_nothing_with_it() -> None:
    assert "closed" in read_page("<p>a</p><!-- <p>The bridge was closed.</p>").text
    assert "closed" in read_page("<p>a</p><script><p>The bridge was closed.</p>").text


def test_a_text_with_a_sign_is_no_html() -> None:
    assert not looks_like_html("3 < 4, he said")
    assert looks_like_html("<!DOCTYPE html>")


@given(markup())
def test_any_markup_is_read(source: str) -> None:
    page = read_page(source)
    assert "<script" not in page.text or "</script" not in source.lower()
    assert all(len(day) == 10 for day, _ in page.dates)


@pytest.mark.parametrize("piece", REPEATED_MARKUP)
def test_repeated_markup_is_read_in_one_pass(piece: str) -> None:
    """The standard library's parser takes quadratic time on some of these."""
    read_page(piece * (size(200_000, 2_000_000) // len(piece)))
