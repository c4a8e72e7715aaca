"""What is on the page, what is not, and what it looked like on an earlier day."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from tests.renderers.stories import Desk, eventful_story, hostile_story, long_story
from timeline.dates import parse_edtf
from timeline.editing import correct_fact, corroborate_fact
from timeline.events import Change, Citation, Figure, Media
from timeline.projections.selection import Selection
from timeline.renderers.html import render_fragment, render_html, render_richtext
from timeline.renderers.markdown import render_markdown
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import EntryView, PageView

Snapshot = Callable[[str, str], None]


class _Text(HTMLParser):
    """The text a reader sees where everything is shown, but for styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "script"):
            self.skipped = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.skipped:
            self.skipped = ""

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def text_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return " ".join(" ".join(parser.parts).split())


def entries(page: PageView) -> dict[str, EntryView]:
    return {entry.id: entry for section in page.sections for entry in section.entries}


def test_the_same_story_gives_the_same_bytes() -> None:
    assert render_html(eventful_story().story()) == render_html(eventful_story().story())


def test_every_fact_has_its_date_in_words_and_its_sources() -> None:
    text = text_of(render_html(eventful_story().story()))
    for said in ("c. 2023", "October–December", "between Dec. 1 and 20", "February 2024 or later"):
        assert said in text
    assert "The Gazette , Jan. 9, 2024, ¶4 “" not in text
    assert "according to the county" in text
    assert "Report of the inquiry" in text


def test_a_correction_shows_what_was_struck_what_stands_and_why() -> None:
    html = render_html(eventful_story().story())
    assert "<del>2,000</del> <ins>20,000</ins>" in html
    assert "Corrected Jan. 9, 2024:" in html
    assert "We dropped a zero." in html


def test_a_retracted_fact_stays_with_its_reason() -> None:
    html = render_html(eventful_story().story())
    assert re.search(r'<li id="flood" class="re"', html)
    assert "Withdrawn Jan. 20, 2024." in html


def test_a_reason_ends_before_what_to_read_instead() -> None:
    desk = Desk()
    desk.describe("Dam")
    first, second = desk.fact("Two resign", name="two"), desk.fact("One resigns", name="one")
    desk.retract(first, "2024-01-20", because="They only threatened", instead=second)
    assert "They only threatened. Read instead: One resigns" in text_of(render_html(desk.story()))


def test_what_sources_give_differently_stands_side_by_side() -> None:
    text = text_of(render_html(eventful_story().story()))
    assert "Sources differ on “cars”: 20,000 cars a day 2,600 cars a day The Gazette" in text


def test_what_a_correction_gives_stands_with_its_own_source() -> None:
    desk = Desk()
    desk.describe("Dam")
    wire = desk.source("wire", "2024-01-06", publisher="The Wire")
    desk.source("report", "2024-01-20", publisher="The Inspectorate")
    fact = desk.fact("The dam leaks", "2024-01-05", sources=[wire], name="leak")
    citations = (Citation(source=wire, date=parse_edtf("2024-01-04")),)
    desk.record(corroborate_fact(desk.find(fact.id), citations))
    report = (Citation(source=desk.story().sources_by_name["report"].id),)
    change = Change(set={"occurred": parse_edtf("2024-01-03")})
    state = desk.story().state(desk.find(fact.id))
    desk.record(*correct_fact(state, change, kind="correction", because="dated", citations=report))
    text = text_of(render_html(desk.story()))
    assert "Jan. 3, 2024 The Inspectorate Jan. 4, 2024 The Wire" in text


@pytest.mark.parametrize(
    "hidden",
    [
        "SECRET",
        "UNDONE",
        "cracks in the second pier",
        "on the advice of its engineers",
        "Entered twice",
    ],
)
def test_internal_undone_and_amended_matter_is_nowhere(hidden: str) -> None:
    story = eventful_story().story()
    for html in (render_html(story), render_fragment(story), render_markdown(story)):
        assert hidden not in html


def test_a_page_at_an_earlier_day_holds_nothing_later() -> None:
    html = render_html(eventful_story().story(), parse_edtf("2024-01-08"))
    text = text_of(html)
    assert "The bridge closes to 2,000 cars a day" in text
    assert "Known by Jan. 8, 2024" in text
    for later in ("20,000", "dropped a zero", "standing", "2,600", "misquoted", "inquiry"):
        assert later not in html
    assert "<input" not in html


def test_the_control_carries_earlier_states_as_hidden_pieces() -> None:
    page = view_page(eventful_story().story(), None, PageOptions())
    closing = entries(page)["closing"]
    assert [(one.value, one.now) for one in closing.headline] == [
        ("The bridge closes to 2,000 cars a day", False),
        ("The bridge closes to 20,000 cars a day", True),
    ]
    assert [one.value.name for one in closing.status] == ["single-source", "confirmed"]
    assert closing.headline[0].until == closing.headline[1].since


def test_a_source_is_listed_from_the_day_on_which_it_can_have_told() -> None:
    page = view_page(eventful_story().story(), None, PageOptions())
    first, second = entries(page)["closing"].sources
    assert first.since is None
    assert second.since == parse_edtf("2024-01-09").s0


def test_the_stamp_names_the_record_the_zone_and_the_snapshot() -> None:
    story = eventful_story().story()
    html = render_html(story)
    assert story.snapshot in html
    assert "Europe/Berlin" in html
    assert "As recorded by 1:23 p.m. March 1, 2024 (Europe/Berlin)" in html


def test_nothing_is_asked_for_from_anywhere() -> None:
    html = render_html(eventful_story().story(), options=PageOptions(url="https://example.org/a"))
    loading = re.findall(r"<(?:script|img|iframe|link rel=.stylesheet.)[^>]*\bsrc=", html)
    assert loading == []
    assert "@import" not in html
    assert "url(http" not in html


def test_a_picture_of_another_host_shows_only_where_the_author_says_so() -> None:
    desk = Desk()
    desk.describe()
    media = Media(url="https://example.org/a.jpg", alt="A bridge", credit="J. Doe", width=640)
    desk.fact("A bridge", name="bridge", media=media)
    assert "<img" not in render_html(desk.story())
    html = render_html(desk.story(), options=PageOptions(remote_media=True))
    assert '<img src="https://example.org/a.jpg" alt="A bridge" loading="lazy"' in html
    assert "J. Doe" in html


def test_hostile_text_is_escaped_in_every_form() -> None:
    story = hostile_story().story()
    for html in (render_html(story), render_fragment(story), render_richtext(story)):
        assert "<script>window" not in html
        assert "<img src=x" not in html
        assert "javascript:" not in html
        assert "\u202e" not in html
        assert "\x07" not in html


def test_the_structured_data_is_json_with_the_corrections() -> None:
    html = render_html(eventful_story().story(), options=PageOptions(url="https://example.org/a"))
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    data = json.loads(found[1])
    assert data["mainEntity"]["numberOfItems"] == 7
    assert data["mainEntity"]["itemListElement"][3]["item"]["startDate"] == "2024-01-05"
    assert any("We dropped a zero" in one["text"] for one in data["correction"])
    assert {one["@type"] for one in data["correction"]} == {"CorrectionComment"}


def test_hostile_structured_data_cannot_leave_its_element() -> None:
    html = render_html(hostile_story().story())
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert found is not None
    json.loads(found[1])


def test_a_later_rendering_says_what_changed_since() -> None:
    desk = eventful_story()
    before = desk.story()
    last = before.record.events[-1].recorded
    assert "since" not in text_of(render_html(before, options=PageOptions(since=last)))
    desk.retract(desk.story().facts_by_name["season"], "2024-03-01", "There was no flood.")
    text = text_of(render_html(desk.story(), options=PageOptions(since=last)))
    assert "1 change since 1:23 p.m. March 1, 2024 (Europe/Berlin)" in text
    assert "The season of floods begins. Withdrawn March 1, 2024. There was no flood." in text


def test_a_selection_makes_a_page_of_its_own() -> None:
    chosen = PageOptions(selection=Selection(search="flood"), title="Floods only")
    text = text_of(render_html(eventful_story().story(), options=chosen))
    assert "Floods only" in text
    assert "Repairs are promised" not in text


def test_an_empty_story_still_has_a_page() -> None:
    desk = Desk()
    desk.describe("Nothing yet")
    assert "No entries yet." in text_of(render_html(desk.story()))


@pytest.mark.parametrize("edtf", ["-0043-03-15", "Y-170000000", "../2024", "2024/..", "156X", ""])
def test_a_date_of_any_sort_has_a_place(edtf: str) -> None:
    desk = Desk()
    desk.describe()
    desk.fact("It happens", edtf or None, known="2024-01-05", name="it")
    desk.fact("Another thing", "2024-01-05", name="other")
    assert 'id="it"' in render_html(desk.story())


@pytest.mark.parametrize(("language", "word"), [("es", "Fuentes"), ("ar", "المصادر")])
def test_the_pages_own_words_follow_the_log(language: str, word: str) -> None:
    html = render_html(eventful_story(language).story())
    assert word in html
    assert f'<html lang="{language}"' in html
    assert ('dir="rtl"' in html) == (language == "ar")


def test_two_hundred_facts_are_light() -> None:
    story = long_story(200).story()
    html = render_html(story)
    packed = len(gzip.compress(html.encode(), 9))
    assert packed <= 40_000


def test_figures_read_as_figures() -> None:
    desk = Desk()
    desk.describe()
    figures = (
        Figure(name="aid", value="20000000000", unit="USD"),
        Figure(name="people", value="10000000", unit="people", approximate=True),
        Figure(name="share", value="-12.5", unit="%"),
        Figure(name="count", value="1234567", unit="votes"),
    )
    desk.fact("Money", name="money", figures=figures)
    text = text_of(render_html(desk.story()))
    for said in ("Aid: $20 billion", "about 10 million people", "Share: −12.5%", "1,234,567 votes"):
        assert said in text


def test_the_fragment_is_as_it_was(snapshot: Snapshot) -> None:
    html = render_fragment(eventful_story().story())
    body = html.partition("</style>")[2].strip()
    snapshot("eventful-fragment.html", re.sub(r"(<li|<section|<footer)", r"\n\1", body) + "\n")


def test_a_source_against_a_fact_is_listed_and_named_by_its_number() -> None:
    desk = Desk()
    desk.describe()
    paper = desk.source("paper", "2024-01-05", title="A count")
    table = desk.source("table", "2024-02-01", title="Another count")
    counted = (Figure(name="people", value="2500", unit="people"),)
    fact = desk.fact("People are counted", sources=[paper], figures=counted)
    against = Citation(source=table, figures=(Figure(name="people", value="4500", unit="people"),))
    desk.dispute(fact, "The agency gives another count.", "2024-02-01", against)
    text = text_of(render_html(desk.story()))
    assert "2,500 people Source 1 4,500 people Source 2" in text
    assert "Source 0" not in text
    assert re.search(r"Another count ?, Feb\. 1, 2024", text)


def test_a_day_names_a_fact_once_for_each_sort_of_change() -> None:
    desk = Desk()
    desk.describe()
    fact = desk.fact("It happens", known="2024-01-05", name="it")
    desk.correct(fact, headline="It happened", known="[2024-01-10..2024-01-31]")
    desk.correct(fact, detail="At noon.", known="2024-01-31")
    steps = view_page(desk.story(), None, PageOptions()).steps
    assert [(step.machine, [part.count for part in step.parts]) for step in steps] == [
        ("2024-01-05", [1]),
        ("2024-01-31", [1]),
    ]


def test_a_second_dispute_is_told_on_its_day_too() -> None:
    desk = Desk()
    desk.describe()
    fact = desk.fact("It happens", known="2024-01-05", name="it")
    desk.dispute(fact, "One says no.", "2024-01-10")
    desk.dispute(fact, "Another says no.", "2024-01-12")
    steps = view_page(desk.story(), None, PageOptions()).steps
    assert [(step.machine, step.parts[0].kind) for step in steps] == [
        ("2024-01-05", "certain"),
        ("2024-01-10", "disputed"),
        ("2024-01-12", "disputed"),
    ]
