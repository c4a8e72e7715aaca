"""Which filters a page has, and which facts fit them."""

from __future__ import annotations

from tests.renderers.stories import Desk, parted_story
from timeline.dates import parse_edtf
from timeline.renderers.html import render_fragment, render_html
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.filters import LEAST
from timeline.renderers.page.view import PageView


def page_of(desk: Desk) -> PageView:
    return view_page(desk.story(), None, PageOptions())


def test_a_filter_offers_what_parts_the_facts_the_most_frequent_first() -> None:
    page = page_of(parted_story())
    assert [(one.kind, [(c.label, c.count) for c in one.choices]) for one in page.filters] == [
        ("lane", [('East & "West" <b>', 3), ("North", 3), ("South", 3)]),
        ("tag", [("work", 6), ("money", 3)]),
        ("person", [("Ada", 1)]),
    ]
    fits = {entry.id: entry.fits for section in page.sections for entry in section.entries}
    assert fits["stone-4"] == "lane-2 tag-0 person-0"
    assert fits["stone-0"] == "lane-1"


def test_few_facts_and_facts_that_are_all_alike_have_no_filters() -> None:
    few = Desk()
    few.describe()
    for number in range(LEAST - 1):
        few.fact(f"Fact {number}", name=f"fact-{number}", lanes=(f"Lane {number % 2}",))
    assert page_of(few).filters == ()
    few.fact("One more", name="more", lanes=("Lane 1",))
    assert [one.kind for one in page_of(few).filters] == ["lane"]
    alike = Desk()
    alike.describe()
    for number in range(LEAST):
        alike.fact(f"Fact {number}", name=f"fact-{number}", lanes=("One",), tags=(f"t{number}",))
    assert [one.kind for one in page_of(alike).filters] == ["tag"]


def test_more_values_than_a_reader_takes_in_are_no_filter() -> None:
    desk = Desk()
    desk.describe()
    for number in range(13):
        desk.fact(f"Fact {number}", name=f"fact-{number}", tags=(f"t{number}",))
    assert page_of(desk).filters == ()


def test_a_filter_offers_nothing_that_was_not_known() -> None:
    html = render_html(parted_story().story(), parse_edtf("2024-02-08"))
    assert "stone-7" in html
    assert "Ada" in html
    assert "Ada" not in render_html(parted_story().story(), parse_edtf("2023-04-04"))


def test_a_fragment_has_no_filters_and_a_page_without_any_has_no_trace_of_them() -> None:
    assert "<input" not in render_fragment(parted_story().story())
    few = Desk()
    few.describe()
    assert ".flt" not in render_html(few.story())
