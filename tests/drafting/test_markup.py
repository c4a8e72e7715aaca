from __future__ import annotations

import pytest
from hypothesis import given

from tests.sizes import size
from tests.strategies.drafting import REPEATED_MARKUP, markup
from timeline.drafting.articles.markup import looks_like_html, read_page

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


TOLD = "The agency closed the bridge on Monday, after 2,500 people had crossed it. " * 4


def page_of(inside: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{inside}</body></html>"


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ('id="cookie-banner"', "cookie-banner"),
        ("class='story-related links'", "story-related"),
        ('class="newsletter"', "newsletter"),
        ("role=dialog", "dialog"),
        ('style="display: none"', "what is hidden"),
        ("hidden", "what is hidden"),
        ('aria-hidden="true" class=x', "what is hidden"),
    ],
)
def test_what_surrounds_an_article_is_left_out_and_said(attributes: str, told: str) -> None:
    around = f"<div {attributes}><div><p>Fire in 1999.</p></div><p>Flood in 1998.</p></div>"
    page = read_page(page_of(f"{around}<p>{TOLD}</p>{around}<p>Last.</p>"))
    assert page.text == f"{TOLD.strip()}\n\nLast."
    assert page.notes == (f"left out as no part of the article: {told}",)


@pytest.mark.parametrize(
    "attributes", ["class='has-sidebar'", "class=leadership", "class='is-related'", "id=download"]
)
def test_a_name_that_only_resembles_furniture_keeps_its_article(attributes: str) -> None:
    page = read_page(page_of(f"<div {attributes}><p>{TOLD}</p></div>"))
    assert (page.text, page.notes) == (TOLD.strip(), ())


def test_an_article_within_what_looks_like_furniture_is_kept() -> None:
    page = read_page(page_of(f"<div class=share><p>{TOLD}</p></div><p>Short.</p>"))
    assert TOLD.strip() in page.text


def test_furniture_that_never_ends_takes_nothing_with_it() -> None:
    page = read_page(page_of(f"<div class=related><p>More</p><p>{TOLD}</p>"))
    assert TOLD.strip() in page.text


def test_a_hidden_paragraph_ends_where_the_next_begins() -> None:
    page = read_page(page_of(f"<p hidden>Fire in 1999.<p>{TOLD}</p>"))
    assert page.text == TOLD.strip()


def test_the_article_in_json_ld_is_read_where_the_page_shows_less() -> None:
    script = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": '
        '"NewsArticle", "headline": "A bridge", "datePublished": "2024-01-15T23:00:00-05:00", '
        f'"isAccessibleForFree": "False", "articleBody": "{TOLD}\\n\\nLast &mdash; of all."}}]}}'
        "</script>"
    )
    page = read_page(page_of("<p>Subscribe to read on.</p>", script))
    assert page.text.startswith(TOLD.strip())
    assert page.title == "A bridge"
    assert page.dates == (("2024-01-15", "JSON-LD"),)
    assert [note.split(",")[0] for note in page.notes] == [
        "read from the page's JSON-LD",
        "the page says that it isn't free: this may be a part of the article",
    ]
    assert read_page(page_of(f"<p>{TOLD}</p><p>{TOLD}</p>", script)).text.count("Monday") == 8


@pytest.mark.parametrize(
    "script",
    ["", "{", "[" * 100_000, '{"articleBody": 3, "datePublished": "2024-99-99"}', "null", '"a"',
     '{"@graph": ' * 50 + "1" + "}" * 50],
    ids=["empty", "broken", "deep", "no text", "null", "string", "nested"],
)  # fmt: skip
def test_json_ld_that_holds_no_article_gives_nothing(script: str) -> None:
    page = read_page(
        page_of(f"<p>{TOLD}</p>", f"<script type=application/ld+json>{script}</script>")
    )
    assert (page.text, page.dates) == (TOLD.strip(), ())


def test_dates_of_publication_stand_before_other_times_of_a_page() -> None:
    page = read_page(
        page_of(
            "<p>Opened <time datetime=2020-05-05>May 5</time></p>"
            "<p><time itemprop=datePublished datetime='2024-01-17T09:00'>Jan. 17</time></p>",
            "<meta property=og:title content='A &amp; B'><title>A - Daily</title>"
            "<meta name=pubdate content=20240116><meta name=dc.date content='January 18, 2024'>"
            "<meta property=article:modified_time content=2024-02-02>"
            "<meta name=date content=soon><meta name=date content=2024-01>",
        )
    )
    assert page.title == "A & B"
    assert page.dates == (
        ("2024-01-16", "pubdate"), ("2024-01-18", "dc.date"), ("2024-01-17", "<time>"),
        ("2020-05-05", "<time>"),
    )  # fmt: skip


@given(markup())
def test_any_markup_is_read(source: str) -> None:
    page = read_page(source)
    assert "<script" not in page.text or "</script" not in source.lower()
    assert all(len(day) == 10 for day, _ in page.dates)


@pytest.mark.parametrize("piece", REPEATED_MARKUP)
def test_repeated_markup_is_read_in_one_pass(piece: str) -> None:
    """The standard library's parser takes quadratic time on some of these."""
    read_page(piece * (size(200_000, 2_000_000) // len(piece)))


def test_an_article_body_with_markup_in_it_is_read_as_text() -> None:
    script = (
        '<script type="application/ld+json">{"articleBody": "<p>A &amp; B</p><p>'
        f'{TOLD}</p>", "headline": "H"}}</script>'
        '<script type="application/ld+json">{"datePublished": "2024-01-16"}</script>'
    )
    page = read_page(page_of("<p>Read on.</p>", script))
    assert page.text == f"A & B\n\n{TOLD.strip()}"
    assert (page.title, page.dates) == ("H", (("2024-01-16", "JSON-LD"),))


def test_json_ld_of_millions_of_characters_is_left_alone() -> None:
    script = f'{{"articleBody": "{"a" * 2_100_000}"}}'
    page = read_page(
        page_of(f"<p>{TOLD}</p>", f"<script type=application/ld+json>{script}</script>")
    )
    assert page.text == TOLD.strip()


def test_many_kinds_of_furniture_are_named_in_short() -> None:
    around = "".join(
        f"<div class={name}><p>More</p></div>"
        for name in ("ads", "nav", "menu", "share", "promo", "related", "comments")
    )
    page = read_page(page_of(f"{around}<p>{TOLD}</p>"))
    assert page.notes == (
        "left out as no part of the article: ads, nav, menu, share, promo, related, …",
    )


def test_a_character_number_that_is_too_long_is_left_as_it_is() -> None:
    page = read_page(page_of(f"<p>&#{'9' * 5000}; {TOLD}</p>"))
    assert TOLD.strip() in page.text
