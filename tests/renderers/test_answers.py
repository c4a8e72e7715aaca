from __future__ import annotations

import pytest

from tests.projections.telling import Teller, date, figures
from timeline.projections import (
    explain_state,
    project_conflicts,
    project_difference,
    project_knowledge,
    project_ladder,
    project_lag,
)
from timeline.renderers.answers import (
    explanation_words,
    ladder_data,
    render_difference,
    render_knowledge,
    render_ladder,
)
from timeline.renderers.conflicts import conflicts_data, render_conflicts
from timeline.renderers.lags import days_words, render_lags
from timeline.renderers.terminal import PLAIN, Page, columns


@pytest.fixture
def teller() -> Teller:
    teller = Teller()
    teller.source("exact", "2024-01-20", "The Daily")
    teller.source("undated", "[2024-01-05..2024-01-31]", "The Weekly")
    return teller


def why(teller: Teller, known_by: str, knower: str = "") -> str:
    """The sentences about the first fact, without the ids of events."""
    story, k = teller.story(), date(known_by)
    explained = explain_state(story, story.state(story.facts[0], k, knower), k, knower)
    told = " ".join(explanation_words(explained, story, knower))
    for event in teller.events:
        told = told.replace(f" ({event.id[:8]})", "")
    return told


# -- why ------------------------------------------------------------------------------------


def test_two_ends_from_one_article(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "undated")
    assert why(teller, "2024-01-06") == (
        "Possible since Jan. 5, 2024, certain from Jan. 31, 2024: undated’s earliest and latest "
        "possible dates. To settle it: the day on which undated was published."
    )
    assert why(teller, "2024-01-04") == (
        "Possible from Jan. 5, 2024, certain from Jan. 31, 2024: undated’s earliest and latest "
        "possible dates."
    )
    assert why(teller, "2024-01-31") == (
        "Certain since Jan. 31, 2024: undated’s latest possible date."
    )


def test_two_ends_from_two_articles(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "undated")
    teller.corroborate("count", "exact")
    assert why(teller, "2024-01-06") == (
        "Possible since Jan. 5, 2024: undated’s earliest possible date; certain from "
        "Jan. 20, 2024: the day exact was published. To settle it: the day on which undated was "
        "published."
    )


def test_days_given_by_hand(teller: Teller) -> None:
    fact = teller.fact("count", "A count", "2024-01-02", known="2024-01")
    assert why(teller, "2024-01-06") == (
        "Possible since Jan. 1, 2024, certain from Jan. 31, 2024: the earliest and latest days "
        "of “January 2024”, given by hand. To settle it: a surer day on which it became known."
    )
    teller.correct("count", amends=fact, set_known="2024-01-03")
    assert why(teller, "2024-01-06") == "Certain since Jan. 3, 2024: the day put right later."


def test_a_day_given_for_a_knower(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", known_to={"CBP": "2024-01-03"})
    assert why(teller, "2024-01-06", "CBP") == (
        "Certain since Jan. 3, 2024: the day given for CBP."
    )


def test_what_is_never_certain(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", known="2024-01-03?")
    assert why(teller, "2024-01-06").startswith(
        "Possible since Jan. 3, 2024, never certain: the earliest day of “Jan. 3, 2024"
    )


def test_what_nothing_says(teller: Teller) -> None:
    teller.fact("count", "A count", "")
    assert why(teller, "2024-01-06") == (
        "Possible since the beginning, never certain: nothing says when it became known. "
        "To settle it: a source with a date, or the day on which it became known."
    )


# -- whole answers --------------------------------------------------------------------------


def test_every_line_fits_the_page_in_any_script(teller: Teller) -> None:
    wide = "国境" * 30
    teller.fact("wide", wide, "2024-01-02", "undated", gives=["数=2500 人"], lanes=("国境",))
    teller.corroborate("wide", "exact", gives=["数=4500 人"])
    teller.correct("wide", "2024-01-22", headline=wide + "。", because=wide)
    story, page = teller.story(), Page(width=60)
    k = date("2024-01-25")
    assert k is not None
    shown = [
        render_knowledge(project_knowledge(story, k), page),
        render_difference(project_difference(story, date("2024-01-01") or k, k), page),
        render_conflicts(project_conflicts(story), page),
        render_ladder(project_ladder(story, story.facts[0]), story, page),
    ]
    assert all(columns(line) <= 60 for text in shown for line in text.splitlines())


def test_a_ladder_tells_when_and_why(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-01", known="2024-01-02")
    teller.corroborate("count", "exact")
    teller.dispute("count", "exact", known="2024-01-22", because="the agency denies it")
    teller.retract("count", "2024-01-25?", because="a hint")
    story = teller.story()
    ladder = project_ladder(story, story.facts[0])
    assert render_ladder(ladder, story, PLAIN).splitlines() == [
        "",
        "Ladder",
        "  Jan. 2, 2024   rumour: no source that stands",
        "  Jan. 20, 2024  single source: one source (exact)",
        "  Jan. 22, 2024  disputed: the agency denies it (exact)",
        "  without a day  retracted: a hint",
    ]
    assert [one["status"] for one in ladder_data(ladder)] == [
        "rumour",
        "single-source",
        "disputed",
        "retracted",
    ]


def test_no_ladder_is_no_text(teller: Teller) -> None:
    assert render_ladder((), teller.story(), PLAIN) == ""


def test_an_undated_rumour_stands_from_the_first(teller: Teller) -> None:
    teller.fact("count", "A count", "")
    story = teller.story()
    shown = render_ladder(project_ladder(story, story.facts[0]), story, PLAIN)
    assert "  from the first  rumour: no source that stands" in shown


def test_concurrent_changes_name_their_writers(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", gives=["aid=5 USD"], known="2024-01-02")
    teller.correct("count", "2024-01-03", add={"figures": figures("aid=6 USD")})
    teller.correct("count", "2024-01-03", drop={"figures": ("aid",)}, by="ben")
    teller.retract("count", "2024-01-04")
    teller.restore("count", "2024-01-05")
    conflicts = project_conflicts(teller.story())
    shown = render_conflicts(conflicts, PLAIN)
    assert "Changed twice (2): each without sight of the other" in shown
    assert ["ana" in line for line in shown.splitlines() if " 6 USD" in line] == [True]
    assert ["ben" in line for line in shown.splitlines() if "nothing" in line] == [True]
    assert {"retracted", "restored"} <= set(shown.split())
    values = {
        one["field"]: [v["value"] for v in one["values"]] for one in conflicts_data(conflicts)
    }
    assert values == {"figures.aid": ["6", None], "retracted": [True, False]}


def test_a_figure_is_a_number_beside_its_unit(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", gives=["aid=5 USD"], known="2024-01-02")
    teller.corroborate("count", "exact", gives=["aid=9 USD approx"])
    [conflict] = conflicts_data(project_conflicts(teller.story()))
    told = [(one["value"], one["unit"], one["approximate"]) for one in conflict["values"]]
    assert told == [("5", "USD", False), ("9", "USD", True)]


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ("2024-01-02", "0"),
        ("2024-01-05", "3"),
        ("[2024-01-05..2024-01-31]", "3 to 29"),
        ("2024-01-05?", "3 or more"),
        ("", "unknown"),
        ("2034-01-02", "3,653"),
    ],
)
def test_days_in_words(teller: Teller, known: str, words: str) -> None:
    teller.fact("count", "A count", "2024-01-02", known=known)
    lags = project_lag(teller.story())
    assert days_words(lags.facts[0].to_known) == words
    assert render_lags(lags, PLAIN).splitlines()[1].startswith("Jan. 2, 2024")
