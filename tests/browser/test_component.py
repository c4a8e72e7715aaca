"""The timeline as an element of its own, in a host with styles of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.renderers.stories import eventful_story
from timeline.dates import parse_edtf
from timeline.projections.story import Story
from timeline.renderers.component import render_component
from timeline.renderers.html import render_fragment
from timeline.renderers.page.build import PageOptions

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NewPage = Callable[..., "Page"]

HOST = """<!doctype html><html lang=en><meta charset=utf-8><title>Host</title>
<link rel=icon href="data:,">
<style>* {color: rgb(255, 0, 0) !important; letter-spacing: 9px} .hl, .tl {display: none !important}
body {text-transform: uppercase}</style>
<main><h1>Host</h1><p class="k">Its own text <a href="/">with a link</a>.</p>%s</main>"""
LOOK = """(() => [...document.querySelectorAll('h1, main > p, main > p a')].map(e => {
  const s = getComputedStyle(e); return [...s].map(k => s.getPropertyValue(k)).join() }))()"""


def host(directory: Path, element: str) -> Path:
    path = directory / "host.html"
    path.write_text(HOST % element, encoding="utf-8")
    return path


@pytest.mark.parametrize("script", [True, False])
def test_its_text_shows_with_and_without_script(
    new_page: NewPage, tmp_path: Path, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    page.goto(host(tmp_path, render_component(eventful_story().story())).as_uri())
    shown = page.locator("timeline-embed .hl")
    assert shown.count() == 8
    assert all(one.is_visible() for one in shown.all())
    assert "The bridge closes to 20,000 cars a day" in shown.all_inner_texts()


def test_styles_leak_neither_in_nor_out(new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    page.goto(host(tmp_path, "").as_uri())
    before = page.evaluate(LOOK)
    page.goto(host(tmp_path, render_component(eventful_story().story())).as_uri())
    assert page.evaluate(LOOK) == before
    headline = page.locator("timeline-embed .hl").first
    style = "e => [getComputedStyle(e).color, getComputedStyle(e).textTransform]"
    assert headline.evaluate(style) == ["rgb(22, 24, 27)", "none"]


def test_a_link_within_it_leads_to_its_fact_and_without_script_to_the_page(
    new_page: NewPage, tmp_path: Path
) -> None:
    options = PageOptions(url="https://example.org/timeline.html")
    story = eventful_story().story()
    html = render_component(story, parse_edtf("2024-03-01"), options=options)
    assert 'href="https://example.org/timeline.html#closing"' in html
    page = new_page(height=400)
    page.goto(host(tmp_path, html).as_uri())
    page.locator("timeline-embed .hl a").last.focus()
    page.keyboard.press("Enter")
    assert page.url.startswith("file:")
    assert page.evaluate("scrollY") > 0


def newer(story: Story) -> str:
    """A fragment of the story as recorded at its end, spoilt on its way to the reader."""
    return render_fragment(story).replace(
        "</h2>",
        "</h2><details open ontoggle='window.broken=1'></details><script>window.broken=2</script>",
        1,
    )


def test_it_takes_newer_text_from_its_source_and_no_script_with_it(
    new_page: NewPage, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    desk = eventful_story()
    before = desk.story()
    desk.fact("A newer fact", "2024-02-20", known="2024-02-20", name="newer")
    origin = serve(tmp_path)
    options = PageOptions(url=f"{origin}timeline.html")
    host(tmp_path, render_component(before, options=options))
    (tmp_path / "timeline-fragment.html").write_text(newer(desk.story()), encoding="utf-8")
    page = new_page()
    page.goto(f"{origin}host.html")
    page.locator("timeline-embed .hl", has_text="A newer fact").wait_for()
    assert page.evaluate("window.broken") is None
    assert page.locator("timeline-embed .hl").count() == 9


def test_older_text_changes_nothing(
    new_page: NewPage, tmp_path: Path, serve: Callable[[Path], str]
) -> None:
    desk = eventful_story()
    (tmp_path / "timeline-fragment.html").write_text(
        render_fragment(desk.story()), encoding="utf-8"
    )
    desk.fact("A newer fact", "2024-02-20", known="2024-02-20", name="newer")
    origin = serve(tmp_path)
    options = PageOptions(url=f"{origin}timeline.html")
    host(tmp_path, render_component(desk.story(), options=options))
    page = new_page()
    with page.expect_response("**/timeline-fragment.html"):
        page.goto(f"{origin}host.html")
    page.wait_for_load_state("networkidle")
    assert page.locator("timeline-embed .hl", has_text="A newer fact").is_visible()
