from __future__ import annotations

import pytest

from tests.projections.telling import Teller, date
from timeline.events import EventWithdrawn
from timeline.projections.selection import Selection, narrow_story, select, select_events


@pytest.fixture
def teller() -> Teller:
    teller = Teller()
    teller.source("daily", "2024-01-05", "The Daily", url="https://example.org/a")
    teller.fact("early", "The tálks begin", "2023-12-20", "daily", lanes=("Mexico",), tags=("aid",))
    teller.fact("late", "Talks resume", "2024-01-08", lanes=("Border",), people=("Ana", "Ben"))
    teller.fact("undated", "A promise", "", lanes=("Mexico",))
    return teller


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        (Selection(), ["early", "late", "undated"]),
        (Selection(lanes=("mexico",)), ["early", "undated"]),
        (Selection(lanes=("Mexico", "Border")), ["early", "late", "undated"]),
        (Selection(lanes=("Mexico",), tags=("aid",)), ["early"]),
        (Selection(people=("ben",)), ["late"]),
        (Selection(sources=("daily",)), ["early"]),
        (Selection(sources=("the daily",)), ["early"]),
        (Selection(sources=("https://example.org/a",)), ["early"]),
        (Selection(since=date("2024-01-01")), ["late"]),
        (Selection(until=date("2023-12")), ["early"]),
        (Selection(search="TALK"), ["early", "late"]),
        (Selection(search="talks res"), ["late"]),
        (Selection(names=("undated",)), ["undated"]),
        (Selection(lanes=("Border",), within=Selection(lanes=("Mexico",))), []),
        (Selection(tags=("aid",), within=Selection(lanes=("Mexico",))), ["early"]),
    ],
)
def test_a_selection_takes_the_facts_that_fit(
    teller: Teller, selection: Selection, names: list[str]
) -> None:
    assert [state.name for state in select(teller.story().states(), selection)] == names


def test_a_period_takes_in_what_can_have_happened_in_it() -> None:
    teller = Teller()
    teller.fact("month", "A month", "2024-01")
    teller.fact("long", "For years", "2021/..")
    states = tuple(teller.story().states())
    within = Selection(since=date("2024-01-31"), until=date("2024-01-31"))
    assert [state.name for state in select(states, within)] == ["month", "long"]
    after = Selection(since=date("2024-02-01"))
    assert [state.name for state in select(states, after)] == ["long"]


def test_a_narrowed_story_keeps_its_sources_and_its_snapshot(teller: Teller) -> None:
    story = teller.story()
    narrow = narrow_story(story, Selection(lanes=("Border",)))
    assert [fact.name for fact in narrow.facts] == ["late"]
    assert (narrow.sources, narrow.snapshot) == (story.sources, story.snapshot)


def test_a_fact_is_in_a_timeline_by_what_it_says_at_k(teller: Teller) -> None:
    teller.correct("early", "2024-01-20", drop={"lanes": ("Mexico",)})
    selection = Selection(lanes=("Mexico",))
    for known_by, names in (("2024-01-19", ["early", "undated"]), ("2024-01-20", ["undated"])):
        narrow = narrow_story(teller.story(), selection, date(known_by))
        assert [fact.name for fact in narrow.facts] == names


def test_the_events_of_a_timeline_are_those_about_its_facts_and_their_sources(
    teller: Teller,
) -> None:
    teller.correct("late", "2024-01-20", headline="Talks go on")
    wrong = teller.correct("early", "2024-01-20", headline="Not this")
    undoing = teller.write(EventWithdrawn(because="wrong fact"), about=wrong.id)
    teller.correct_source("daily", title="A title")
    story = teller.story()
    found = select_events(teller.events, story, Selection(sources=("daily",)))
    types = ["source-added", "fact-stated", "fact-corrected", "event-withdrawn", "source-corrected"]
    assert [event.type for event in found] == types
    assert undoing in found
    assert select_events(teller.events, story, Selection()) == tuple(teller.events)
