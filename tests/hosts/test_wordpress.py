"""What WordPress makes of an embed: its own filters, as Debian packages them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.reading import Token, fold, read
from tests.renderers.mixtures import mixed_story
from tests.renderers.stories import Desk, eventful_story, hostile_story, long_story
from timeline.renderers.embeds import make_snippet, render_oembed
from timeline.renderers.html import render_fragment, render_html
from timeline.renderers.page.build import PageOptions, view_page

WordPress = Callable[..., Any]
ADDRESS = "https://example.org/t/timeline.html"
STORIES: dict[str, Callable[[], Desk]] = {
    "eventful": eventful_story,
    "mixed": mixed_story,
    "es": lambda: mixed_story("es"),
    "ar": lambda: mixed_story("ar"),
    "hostile": hostile_story,
    "long": lambda: long_story(60),
}


def folded(tokens: list[Token]) -> list[Token]:
    return [(kind, *(fold(one) for one in rest)) for kind, *rest in tokens]


@pytest.mark.parametrize("name", STORIES)
def test_an_ordinary_author_keeps_every_word_link_and_correction(
    wordpress: WordPress, name: str
) -> None:
    snippet = make_snippet("wordpress", STORIES[name]().story()).text
    given = wordpress(html=snippet)
    assert read(given["saved"]) == read(snippet)
    # Then typography and paragraphs, which change characters and never words.
    assert folded(read(given["shown"])) == folded(read(snippet))


def test_what_is_kept_holds_each_fact_its_date_and_its_sources(wordpress: WordPress) -> None:
    story = mixed_story().story()
    shown = wordpress(html=make_snippet("wordpress", story).text)["shown"]
    words = " ".join(one[1] for one in read(shown) if one[0] == "word")
    page = view_page(story, None, PageOptions(), static=True)
    entries = [entry for section in page.sections for entry in section.entries]
    assert len(entries) == 22
    for entry in entries:
        assert " ".join(fold(entry.headline[-1].value).split()) in fold(words)
        assert fold(entry.now.words) in fold(words)
    links = {one[2] for one in read(shown) if one[:2] == ("<", "a")}
    assert {"https://example.org/agency?day=5&unit=1", "https://archive.example/agency"} <= links


def test_no_rule_of_a_style_is_left_behind_as_text(wordpress: WordPress) -> None:
    # WordPress takes a style element out and leaves what is in it: so there is none.
    story = eventful_story().story()
    assert ".tl{" in wordpress(html=render_fragment(story))["shown"].replace(" ", "")
    assert "{" not in wordpress(html=make_snippet("wordpress", story).text)["shown"]


def test_no_shortcode_of_the_site_is_called(wordpress: WordPress) -> None:
    shown = wordpress(html=make_snippet("wordpress", mixed_story().story()).text)["shown"]
    assert "A GALLERY OF THE POST" not in shown
    assert "A GALLERY OF THE POST" in wordpress(html="<p>[gallery]</p>")["shown"]


@pytest.mark.parametrize("facts", [1, 2000])
def test_the_page_is_discovered_and_embedded_in_a_sandbox(wordpress: WordPress, facts: int) -> None:
    options = PageOptions(url=ADDRESS)
    desk: Desk = long_story(facts)
    page, oembed = (one(desk.story(), options=options) for one in (render_html, render_oembed))
    told = wordpress(page=page, oembed=oembed, address=ADDRESS)
    assert told["found"] == "https://example.org/t/timeline.oembed.json"
    title = json.loads(oembed)["title"]
    assert f'<a href="{ADDRESS}">{title}</a></blockquote>' in told["embedded"]
    assert 'sandbox="allow-scripts"' in told["embedded"]
    assert f'src="{ADDRESS}#?secret=' in told["embedded"]


@pytest.mark.browser
@pytest.mark.parametrize("late", [False, True], ids=["at once", "behind the frame"])
@pytest.mark.parametrize(("facts", "height"), [(1, None), (30, 1000)])
def test_wordpresss_own_script_shows_the_frame_at_its_height(
    wordpress: WordPress,
    wordpress_files: Path,
    new_page: Callable[..., Any],
    serve: Callable[[Path], str],
    tmp_path: Path,
    facts: int,
    height: int | None,
    late: bool,
) -> None:
    """Also where the script comes when the frame has long told its height."""
    story = long_story(facts).story()
    publisher, blog = tmp_path / "publisher", tmp_path / "blog"
    for directory in (publisher, blog):
        directory.mkdir()
        (directory / "favicon.ico").write_bytes(b"")
    address = f"{serve(publisher)}timeline.html"
    options = PageOptions(url=address)
    html, oembed = (one(story, options=options) for one in (render_html, render_oembed))
    (publisher / "timeline.html").write_text(html, encoding="utf-8")
    embedded = wordpress(page=html, oembed=oembed, address=address)["embedded"]
    post = f"<!doctype html><meta charset=utf-8><title>Post</title>{embedded}"
    (blog / "index.html").write_text(f"{post}<script src=embed.js></script>", encoding="utf-8")
    shutil.copy(wordpress_files / "wp-includes/js/wp-embed.js", blog / "embed.js")
    page = new_page(720)
    if late:  # as over a slow network: the frame has told its height before anybody listens

        def wait(route: Any) -> None:
            page.wait_for_timeout(1_500)
            route.continue_()

        page.route("**/embed.js", wait)
    page.goto(serve(blog))
    frame = page.frames[1]
    # It hides the frame, shows a link in its place, and swaps them when the frame tells its height.
    page.wait_for_function("document.querySelector('iframe').style.position == ''")
    assert not page.locator("blockquote").is_visible()
    for _ in range(200):
        page.wait_for_timeout(100)
        inner = height or frame.evaluate("document.body.getBoundingClientRect().height")
        shown = page.evaluate("document.querySelector('iframe').clientHeight")
        if abs(shown - inner) <= 2:
            break
    assert abs(shown - inner) <= 2
    # A source can't open from its sandbox, so the page itself does, at the fact.
    frame.locator(".e > li .src a").first.click()
    page.wait_for_url(f"{address}#fact-0")
    page.wait_for_load_state("networkidle")
