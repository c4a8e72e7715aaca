"""Dates that no calendar day can be written for: before -9999, after 9999, open on both sides."""

from __future__ import annotations

from tests.projections.telling import Teller, date
from timeline.projections import (
    Certainty,
    explain_state,
    project_chronology,
    project_conflicts,
    project_difference,
    project_knowledge,
    project_ladder,
    project_lag,
)
from timeline.projections.checks import Review, check_story
from timeline.renderers.answers import render_difference, render_knowledge, render_ladder
from timeline.renderers.conflicts import render_conflicts
from timeline.renderers.lag_chart import render_lag_chart
from timeline.renderers.lags import render_lags
from timeline.renderers.terminal import PLAIN

FAR = ("Y-12000", "Y17E7", "-9999-01-01", "9999-12-31", "Y-12000/Y-11000", "[..Y-12000]")


def told() -> Teller:
    teller = Teller("America/New_York")
    teller.source("old", "Y-12000")
    teller.source("older", "[Y-13000..Y-11000]")
    teller.source("open", "[..2024-01-10]")
    teller.source("far", "Y12000")
    for number, occurred in enumerate(FAR):
        name = f"fact-{number}"
        teller.fact(name, f"Ice retreats {number}", occurred, "old", "older", lanes=("Ice",))
        teller.corroborate(name, "open", known="[..2024-01-20?]")
        teller.dispute(name, "far", because="too old")
        teller.correct(name, "Y-11990", occurred=date("2024-01-01"))
        teller.correct(name, "Y11990", occurred=date(occurred), by="ben")
    return teller


def test_every_answer_can_be_given_and_shown_for_far_dates() -> None:
    story = told().story()
    for edtf in ("-8000", "2024-01-06", "9000"):
        k = date(edtf)
        assert k is not None
        knowledge = project_knowledge(story, k)
        states = (*knowledge.certain, *knowledge.possible, *knowledge.not_yet)
        assert len(states) == len(FAR)
        assert render_knowledge(knowledge, PLAIN).count("· fact-") == len(FAR)
        listed = [state.name for state in project_chronology(story, k).facts]
        for text in (
            render_lags(project_lag(story, k), PLAIN),
            render_lag_chart(project_lag(story, k)),
        ):
            assert all(name in text for name in listed)
        assert "What changed" in render_difference(
            project_difference(story, date("-9000") or k, k), PLAIN
        )
        assert "Conflicts" in render_conflicts(project_conflicts(story, k), PLAIN)
        for fact in story.facts:
            ladder = render_ladder(project_ladder(story, fact, k), story, PLAIN)
            assert bool(ladder) == (fact.name in listed)
        assert check_story(Review(story=story, known_by=k, now=1_700_000_000))


def test_a_day_that_cannot_be_written_is_told_as_its_year() -> None:
    teller = Teller()
    teller.source("old", "Y-12000")
    teller.fact("ice", "Ice retreats", "Y-12000", "old")
    story = teller.story()
    explained = explain_state(story, story.state(story.facts[0]))
    assert explained.begins.day == date("Y-12000")
    [rung] = project_ladder(story, story.facts[0])
    assert rung.day == date("Y-12000")


def test_a_silence_reaches_into_the_far_past() -> None:
    teller = Teller()
    teller.fact("ice", "Ice retreats", "Y-12000", lanes=("Ice",))
    teller.fact("sea", "The sea rises", "2024-01-01", lanes=("Ice",))
    [silence] = project_lag(teller.story()).silences
    assert (silence.first.edtf, silence.last.edtf) == ("Y-11999", "2023-12-31")


def test_a_known_that_is_open_on_both_sides_is_only_possible() -> None:
    teller = Teller()
    teller.source("open", "[..2024-01-10]")
    teller.fact("count", "A count", "2024-01-01")
    teller.corroborate("count", "open", known="[..2024-01-20?]")
    state = teller.state("count", "2024-02-01")
    assert state.certainty is Certainty.POSSIBLE
