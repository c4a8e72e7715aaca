"""Markdown, Atom, SVG, oEmbed, snippets, states and the notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree.ElementTree import fromstring

import feedparser  # type: ignore[import-untyped]
import pytest
from markdown_it import MarkdownIt

from tests.renderers.mixtures import mixed_story
from tests.renderers.stories import eventful_story, hostile_story, long_story
from timeline.dates import parse_edtf
from timeline.renderers.embeds import PLACES, NoAddressError, make_snippet, render_oembed
from timeline.renderers.feeds import render_atom
from timeline.renderers.html import render_fragment, render_richtext
from timeline.renderers.markdown import render_markdown
from timeline.renderers.notebook import Shown
from timeline.renderers.page.build import PageOptions
from timeline.renderers.states import render_states
from timeline.renderers.svg import render_card, render_svg

Snapshot = Callable[[str, str], None]
PUBLIC = PageOptions(url="https://example.org/t/timeline.html")


def test_markdown_is_as_it_was(snapshot: Snapshot) -> None:
    snapshot("eventful.md", render_markdown(eventful_story().story()))


def test_hostile_markdown_renders_to_no_markup_of_its_own() -> None:
    html = MarkdownIt("commonmark").render(render_markdown(hostile_story().story()))
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html


def test_the_feed_is_as_it_was(snapshot: Snapshot) -> None:
    snapshot("eventful.atom", render_atom(eventful_story().story(), options=PUBLIC))


def test_a_reader_of_feeds_reads_the_feed() -> None:
    feed = feedparser.parse(render_atom(eventful_story().story(), options=PUBLIC))
    assert not feed.bozo
    assert feed.feed.link == "https://example.org/t/timeline.html"
    titles = [entry.title for entry in feed.entries]
    assert "Withdrawn: A flood carries off the second pier" in titles
    assert not any("UNDONE" in title or "SECRET" in title for title in titles)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_hostile_text_keeps_the_feed_and_the_pictures_well_formed() -> None:
    story = hostile_story().story()
    for text in (render_atom(story), render_svg(story), render_card(story)):
        root = fromstring(text)
        assert not [one for one in root.iter() if one.tag.endswith(("script", "image"))]


@pytest.mark.parametrize("facts", [1, 61, 200])
def test_the_strip_holds_within_its_picture(facts: int) -> None:
    root = fromstring(render_svg(long_story(facts).story()))
    for one in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert 0 <= float(one.get("x", "0")) <= 720
        assert float(one.get("y", "0")) >= 0


def test_a_picture_says_what_it_shows() -> None:
    root = fromstring(render_card(eventful_story().story()))
    assert root.get("role") == "img"
    said = root.findtext("{http://www.w3.org/2000/svg}desc")
    assert said is not None
    assert "Jan. 5, 2024: The bridge closes to 20,000 cars a day" in said


def test_oembed_says_what_content_systems_ask() -> None:
    data = json.loads(render_oembed(eventful_story().story(), options=PUBLIC))
    assert data["version"] == "1.0"
    assert data["type"] == "rich"
    assert data["html"].startswith('<blockquote><a href="https://example.org/t/timeline.html">')
    assert 'title="The bridge at Alder Ford"' in data["html"]
    assert (data["provider_name"], data["provider_url"]) == ("example.org", "https://example.org/")


@pytest.mark.parametrize("place", sorted(PLACES))
def test_every_place_has_a_snippet_and_two_lines_on_it(place: str) -> None:
    snippet = make_snippet(place, eventful_story().story(), options=PUBLIC)
    assert snippet.text.strip()
    assert all(snippet.how)


def test_oembed_without_a_public_address_is_refused() -> None:
    with pytest.raises(NoAddressError) as told:
        render_oembed(eventful_story().story())
    assert "timeline.toml" in told.value.remedy


def test_a_page_for_each_day_on_which_it_changed() -> None:
    files = dict(render_states(eventful_story().story(), "bridge"))
    assert "bridge-known-2024-01-09.html" in files
    assert 'href="bridge-known-2024-01-09.html"' in files["bridge.html"]
    assert "20,000" not in files["bridge-known-2024-01-06.html"]


def test_a_notebook_shows_the_timeline_without_script() -> None:
    html = Shown(eventful_story().story())._repr_html_()
    assert "The bridge at Alder Ford" in html
    assert "<script" not in html


def test_the_cards_marks_keep_off_its_title() -> None:
    root = fromstring(render_card(mixed_story().story()))
    svg = "{http://www.w3.org/2000/svg}"
    title = root.find(f"{svg}g[@font-size]")
    marks = root.findall(f"{svg}g")[1]
    assert title is not None
    lowest = max(float(line.get("y", "0")) for line in title)
    tops = [float(one.get("y", "0")) for one in marks.iter(f"{svg}rect")]
    assert min(tops) > lowest + 0.25 * float(title.get("font-size", "0"))


@pytest.mark.parametrize("draw", [render_card, render_svg])
def test_a_right_to_left_picture_runs_from_the_right(draw: Callable[..., str]) -> None:
    def years(language: str) -> list[str]:
        root = fromstring(draw(mixed_story(language).story()))
        texts = root.findall('{http://www.w3.org/2000/svg}text[@text-anchor="middle"]')
        return [one.text or "" for one in sorted(texts, key=lambda one: float(one.get("x", "0")))]

    assert years("es")[-2:] == ["23", "24"]
    assert years("ar")[:2] == ["24", "23"]
    assert 'transform="matrix(-1' in draw(mixed_story("ar").story())


def test_the_copy_button_says_what_it_does_in_each_language() -> None:
    for language, said in (("en", "Copy as rich text"), ("es", "Copiar con formato")):
        html = render_richtext(eventful_story(language).story())
        assert f'<button type="button" id="copy" hidden>{said}</button>' in html


def test_a_fragment_tells_nothing_of_the_control_that_it_lacks() -> None:
    html = render_fragment(eventful_story().story())
    for absent in ("lets you go back", "later corrected", "later withdrawn", " hidden", "<script"):
        assert absent not in html


def test_a_text_of_another_language_is_marked_as_such_and_nothing_else() -> None:
    html = render_fragment(mixed_story().story())
    assert '<h4 class="hl" lang="ar" dir="auto">' in html
    assert '<p class="txt" lang="ar" dir="auto">' in html
    assert not re.search(r'<li[^>]* lang="ar"', html)


def test_parts_of_a_correction_are_told_apart() -> None:
    text = render_markdown(mixed_story().story())
    assert (
        "**Corrected Jan. 15, 2024:** The bridge is shut **to lorries**; "
        "date: ~~c. Jan. 8, 2024~~ **Jan. 9, 2024**; lorries: **120 people**. Two editors"
    ) in text
    assert "**One lane stays open, the notice says.** The notice was changed." in text


def test_oembed_opens_on_the_day_asked_for() -> None:
    data = json.loads(
        render_oembed(eventful_story().story(), parse_edtf("2024-01-08"), options=PUBLIC)
    )
    assert 'src="https://example.org/t/timeline.html?known=2024-01-08"' in data["html"]
    assert (data["thumbnail_width"], data["thumbnail_height"]) == (1200, 630)


def test_names_of_the_other_direction_stand_apart_where_no_style_can() -> None:
    html = render_fragment(mixed_story("ar").story(), styled=False)
    assert re.search(r'<a [^>]*><span dir="auto">Border Agency</span></a>، 5 يناير 2024', html)
    assert "<bdi>Border Agency</bdi></a>، 5 يناير 2024" in render_richtext(
        mixed_story("ar").story()
    )


def test_text_without_styles_numbers_its_sources_and_nothing_else() -> None:
    html = render_fragment(eventful_story().story(), styled=False)
    assert html.count('<ol class="fs">') == 1
    assert '<ul class="e" role="list">' in html
    assert '<h4 class="hl">An inquiry' not in html
    assert '<h4 class="hl">A public inquiry opens</h4>' in html
    assert '<h4 class="hl"><s>A flood carries off the second pier</s></h4>' in html
