"""Terminal text on the example story and on one with everything in it, at two widths."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.renderers.stories import Desk, eventful_story
from timeline.dates import parse_edtf
from timeline.editing import correct_fact
from timeline.events import Change, Figure
from timeline.formats.example import write_example
from timeline.log import Log
from timeline.projections import Story, project_chronology, project_history, project_story
from timeline.renderers.catalogue import words_for
from timeline.renderers.page.when import view_when
from timeline.renderers.terminal import Page, columns
from timeline.renderers.text import (
    event_words,
    render_chronology,
    render_history,
    render_log,
    render_source,
    render_sources,
)
from timeline.renderers.wording import change_words, field_words, value_words

Snapshot = Callable[[str, str], None]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Story:
    root = tmp_path_factory.mktemp("example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIMELINE_BY", "ana")
        write_example(root)
    return project_story(Log(root).read())


@pytest.mark.parametrize("width", [80, 40])
def test_the_example_is_listed_as_it_was(example: Story, snapshot: Snapshot, width: int) -> None:
    known_by = parse_edtf("2024-01-06")
    text = render_chronology(project_chronology(example, known_by), Page(width=width))
    snapshot(f"example-list-{width}.txt", text + "\n")


@pytest.mark.parametrize("width", [80, 40])
def test_an_eventful_story_is_listed_as_it_was(snapshot: Snapshot, width: int) -> None:
    chronology = project_chronology(eventful_story().story())
    text = render_chronology(chronology, Page(width=width), stamp=True)
    snapshot(f"eventful-list-{width}.txt", text + "\n")


def test_a_history_is_as_it_was(snapshot: Snapshot) -> None:
    story = eventful_story().story()
    closing = story.facts_by_name["closing"]
    snapshot("eventful-history.txt", render_history(project_history(story, closing), story) + "\n")


def test_the_log_and_the_sources_are_as_they_were(snapshot: Snapshot) -> None:
    story = eventful_story().story()
    texts = [
        render_log(story.record.events, story),
        render_sources(tuple(story.sources.values()), story),
        render_source(story.sources_by_name["herald"], list(story.states())[:2], story),
    ]
    snapshot("eventful-log.txt", "\n\n".join(texts) + "\n")


@pytest.mark.parametrize("width", range(40, 121, 8))
def test_no_line_is_wider_than_the_page(example: Story, width: int) -> None:
    for story in (example, eventful_story().story()):
        page = Page(width=width)
        texts = [render_chronology(project_chronology(story), page, stamp=True)]
        texts += [render_history(project_history(story, fact), story, page) for fact in story.facts]
        for line in "\n".join(texts).splitlines():
            assert columns(line) <= width, line


def test_colour_adds_nothing_but_colour(example: Story) -> None:
    chronology = project_chronology(eventful_story().story())
    colored = render_chronology(chronology, Page(color=True))
    assert re.sub(r"\x1b\[\d+m", "", colored) == render_chronology(chronology)
    assert "\x1b[9m" in colored  # a retracted fact is struck through


def test_wide_and_right_to_left_text_keeps_the_column() -> None:
    desk = Desk()
    desk.describe("Talks")
    desk.fact("北京会谈北京会谈北京会谈北京会谈北京会谈北京会谈北京会谈北京会谈北京会谈", name="a")
    desk.fact("שיחות על הגבול נמשכות זה שבועיים ואין בהן כל התקדמות לדברי הצדדים", name="b")
    lines = render_chronology(project_chronology(desk.story())).splitlines()[1:]
    assert all(columns(line) <= 80 for line in lines)
    assert {line[:14] for line in lines} == {"  Jan. 5, 2024", " " * 14}


def test_hostile_text_is_inert_wherever_it_stands() -> None:
    evil = "\x1b[31m\u202e\x9b"
    desk = Desk()
    desk.describe(f"Title {evil}", zone="UTC")
    source = desk.source("s", "2024-01-06", title=f"T {evil}", publisher=f"P {evil}")
    figures = (Figure(name=f"f{evil}", value="1", unit=evil),)
    fact = desk.fact(
        f"H {evil}",
        sources=[source],
        name="fact",
        figures=figures,
        detail=evil,
        tags=(evil,),
        note=evil,
    )
    desk.correct(fact, detail=f"D {evil}", known="2024-01-09", because=evil)
    story = desk.story(internal=True)
    shown = [
        render_chronology(project_chronology(story), stamp=True),
        render_history(project_history(story, story.facts[0]), story),
        render_log(story.record.events, story),
        render_source(story.sources_by_name["s"], list(story.states()), story),
    ]
    assert not set("\x1b\u202e\x9b") & set("".join(shown))
    assert "H \\x1b[31m\\u202e\\x9b" in shown[0]


def test_possibly_known_is_said_only_where_a_day_is_asked() -> None:
    desk = Desk()
    desk.describe("Talks")
    desk.fact("Nobody says when", name="a")
    story = desk.story()
    assert "possibly" not in render_chronology(project_chronology(story))
    asked = project_chronology(story, parse_edtf("2024-02"))
    assert "possibly known" in render_chronology(asked)


def test_changes_are_told_in_a_readers_words() -> None:
    story = eventful_story().story()
    aid = Figure(name="aid", value="20000000000", unit="USD")
    touches = {"figures.aid": aid, "tags.trade": None, "lanes.Mexico": "Mexico",
               "occurred": parse_edtf("2024-01-05"), "occurred_text": "last Friday",
               "internal": True, "detail": None}  # fmt: skip
    assert change_words(touches.items(), story) == (
        "aid now 20,000,000,000 USD; tag trade taken out; lane Mexico added; "
        "date now Jan. 5, 2024; internal now yes; detail now nothing"
    )
    assert change_words({"occurred_text": "x"}.items(), story) == "its wording"
    assert field_words("known_to.NBC") == "known to NBC"
    assert value_words("headline", "", story) == "nothing"


def test_a_correction_in_a_list_tells_what_stood_there_before() -> None:
    desk = Desk()
    desk.describe("Talks")
    fact = desk.fact("H", name="fact", figures=(Figure(name="aid", value="2", unit="USD"),))
    for value, day in (("20", "2024-01-09"), ("200", "2024-01-10")):
        desk.correct(fact, figures=(Figure(name="aid", value=value, unit="USD"),), known=day)
    text = render_chronology(project_chronology(desk.story()))
    assert "aid: 200 USD" in text
    assert "Corrected Jan. 9, 2024: aid was 2 USD" in text
    assert "Corrected Jan. 10, 2024: aid was 20 USD" in text


def test_years_of_any_length_head_their_facts() -> None:
    desk = Desk()
    desk.describe("Deep time")
    for place, occurred in enumerate(("Y-170000002", "-0043-03-15", "0000", "2024", "Y17000")):
        desk.fact("H", occurred, name=f"f{place}")
    desk.fact("H", "../2024-01-05", name="open")  # listed by its end
    lines = render_chronology(project_chronology(desk.story())).splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads == ["170000003 B.C.", "44 B.C.", "1 B.C.", "2024", "17000"]


def test_a_time_by_other_clocks_than_the_logs_names_their_zone() -> None:
    desk = Desk()
    desk.describe("Two cities", zone="America/New_York")
    desk.fact("H", "2024-01-05T06:15:00", name="there", zone="America/Chicago")
    desk.fact("H", "2024-01-05T09:00:00", name="here", zone="America/New_York")
    desk.fact("H", "2024-01-05", name="day", zone="America/Chicago")
    story = desk.story()
    text = render_chronology(project_chronology(story))
    assert "(America/Chicago)" in text
    assert text.count("America/") == 1
    words = words_for("en")
    told = [
        view_when(state.values, words, story.settings, "2024").words for state in story.states()
    ]
    assert told == [
        "6:15 a.m. Jan. 5, 2024 (America/Chicago)",
        "9 a.m. Jan. 5, 2024",
        "Jan. 5, 2024",
    ]


def test_a_date_in_a_column_is_not_broken_after_its_first_word() -> None:
    desk = Desk()
    desk.describe("Open")
    desk.fact("H", "[..2024-04]", name="by-then")
    desk.fact("H", "[2024-05-11..]", name="since")
    lines = render_chronology(project_chronology(desk.story())).splitlines()
    dates = [line[2:22].strip() for line in lines if line.startswith("  ") and line[2:3].strip()]
    assert dates == ["in or before April", "2024", "on or after May 11,", "2024"]


def test_what_is_dropped_is_told_in_the_log() -> None:
    desk = Desk()
    desk.describe("Talks")
    fact = desk.fact("H", name="fact", tags=("trade",))
    story = desk.story()
    desk.record(*correct_fact(story.state(fact), Change(drop={"tags": ("trade",)}), kind="typo"))
    story = desk.story()
    assert event_words(story.record.events[-1], story) == "fact: tag trade taken out"
