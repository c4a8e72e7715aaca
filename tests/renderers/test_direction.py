"""Facts told in English on an Arabic page: each stretch of them reads from the left."""

from __future__ import annotations

import re

import pytest

from tests.renderers.stories import eventful_story
from timeline.renderers.html import render_html, render_richtext


@pytest.mark.parametrize("render", [render_html, render_richtext])
def test_what_was_corrected_and_quoted_stands_apart_from_arabic(render: object) -> None:
    assert callable(render)
    page = str(render(eventful_story("ar").story()))
    changed = re.findall(r"<bdi>((?:(?!</bdi>).)*)</bdi>", page)
    assert any("A public" in one and "inquiry opens" in one for one in changed), changed
    plain = str(render(eventful_story("en").story()))
    assert "<bdi>" not in plain


def test_a_quote_on_an_arabic_page_has_its_own_direction() -> None:
    assert '<q dir="auto">shut at noon</q>' in render_html(eventful_story("ar").story())
    assert "<q>shut at noon</q>" in render_html(eventful_story("en").story())
