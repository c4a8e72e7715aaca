"""Rich text is copied by the page's button and pasted into an editor, by a real clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.renderers.mixtures import mixed_story
from timeline.renderers.html import render_richtext
from timeline.renderers.page.build import PageOptions, view_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EDITOR = "<!doctype html><title>Editor</title><div contenteditable role=textbox></div>"


@pytest.fixture
def pasted(new_page: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path) -> Page:
    """An editor that the copied text was pasted into."""
    options = PageOptions(url="https://example.org/t/timeline.html")
    html = render_richtext(mixed_story().story(), options=options)
    (tmp_path / "rich.html").write_text(html, encoding="utf-8")
    (tmp_path / "editor.html").write_text(EDITOR, encoding="utf-8")
    (tmp_path / "favicon.ico").write_bytes(b"")
    address = serve(tmp_path)
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}rich.html")
    page.get_by_role("button", name="Copy as rich text").click()
    assert page.locator("output").inner_text() == "✓"
    page.goto(f"{address}editor.html")
    page.get_by_role("textbox").click()
    page.keyboard.press("Control+V")
    page.wait_for_function("document.querySelector('[role=textbox]').innerText.length > 1000")
    return page


def test_what_is_pasted_has_every_fact_with_its_date(pasted: Page) -> None:
    text = " ".join(pasted.get_by_role("textbox").inner_text().split())
    page = view_page(mixed_story().story(), None, PageOptions(), static=True)
    entries = [entry for section in page.sections for entry in section.entries]
    assert len(entries) == 22
    for entry in entries:
        assert " ".join(entry.headline[-1].value.split()) in text
        assert entry.now.words in text
    for said in ("4,500 people (Source 3)", "The mayor doubts both.", "according to agents",
                 "Read instead: A tanker blocks the ford", "Contradicts: A bus"):  # fmt: skip
        assert said in text
    assert "Copy as rich text" not in text


def test_what_is_pasted_keeps_links_headings_and_what_was_struck(pasted: Page) -> None:
    box = pasted.get_by_role("textbox")
    links = box.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert "https://example.org/agency?day=5&unit=1" in links
    assert "https://archive.example/agency" in links
    assert box.locator("h2").first.inner_text() == "44 B.C."
    struck = box.evaluate(
        """box => [...box.querySelectorAll('*')].filter(one =>
           getComputedStyle(one).textDecorationLine.includes('line-through'))
           .map(one => one.innerText)"""
    )
    assert "A bus blocks the ford" in struck
    assert "120 people" in struck
