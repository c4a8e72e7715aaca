from __future__ import annotations

from tests.cli.conftest import Run


def test_each_answer_names_the_event_that_makes_it_so(talks: Run) -> None:
    data = talks("known", "2024-01-06", "--json").data
    assert data["possible"] == ["answer"]
    why = data["why"]["answer"]
    assert why["certainty"] == "possible"
    assert why["possible_since"]["day"] == "2024-01-05"
    assert why["certain_since"]["day"] == "2024-01-31"
    assert why["certain_since"]["source"] == "report-a"
    assert why["settled_by"] == ["report-a"]
    [stated] = list(talks("history", "answer", "--json").data["events"])
    assert why["certain_since"]["event"] == stated["id"]


def test_a_possible_says_what_would_settle_it(talks: Run) -> None:
    shown = " ".join(talks("known", "2024-01-06").out.split())
    assert "Possible since Jan. 5, 2024, certain from Jan. 31, 2024: report-a’s earliest" in shown
    assert "To settle it: the day on which report-a was published." in shown
    certain = " ".join(talks("known", "2024-01-31").out.split())
    assert "Certain since Jan. 31, 2024: report-a’s latest possible date" in certain


def test_settling_it_makes_it_certain(talks: Run) -> None:
    talks("source", "correct", "report-a", "--published", "2024-01-06", "--because", "date line")
    data = talks("known", "2024-01-06", "--json").data
    assert sorted(data["certain"]) == ["answer", "terms"]
    shown = " ".join(talks("known", "2024-01-06").out.split())
    assert "Certain since Jan. 6, 2024: the day report-a was published" in shown


def test_a_knower_may_know_sooner_than_the_public(talks: Run) -> None:
    talks("correct", "answer", "--known-to", "CBP=2024-01-02", "--because", "its own count")
    assert talks("known", "2024-01-03", "--json").data["not_yet"] == ["answer", "terms"]
    agency = talks("known", "2024-01-03", "--knower", "cbp", "--json").data
    assert (agency["certain"], agency["why"]["answer"]["certain_since"]["basis"]) == (
        ["answer"],
        "knower",
    )
    shown = talks("known", "2024-01-03", "--knower", "CBP").out
    assert "What CBP knew by Jan. 3, 2024" in shown
    assert "given for CBP" in shown


def test_what_we_had_on_file_is_another_question(talks: Run) -> None:
    shown = talks("known", "2024-01-06", "--recorded-by", "2020-01-01")
    assert "as recorded here by 2020-01-01T23:59:59.999999Z" in shown.out
    assert "No facts." in shown.out


def test_internal_sources_explain_nothing_in_public(talks: Run) -> None:
    talks("source", "add", "memo", "--published", "2024-01-02", "--internal")
    talks("corroborate", "answer", "--source", "memo")
    assert "memo" not in talks("known", "2024-01-31").out
    assert "memo" in talks("known", "2024-01-31", "--internal").out


def test_a_retracted_fact_tells_why(talks: Run) -> None:
    talks("retract", "terms", "--because", "it was a hoax", "--known", "2024-01-10")
    shown = talks("known", "2024-01-10").out
    assert "Retracted (1)" in shown
    assert "Retracted Jan. 10, 2024: it was a hoax" in shown


def test_a_history_ends_with_the_ladder(talks: Run) -> None:
    talks("corroborate", "terms", "--source", "report-b")
    ladder = talks("history", "terms", "--json").data["ladder"]
    assert [(rung["status"], rung["reason"], rung["since"]) for rung in ladder] == [
        ("single-source", "one-source", "2024-01-05"),
        ("single-source", "not-yet-sure", "2024-01-20"),
        ("confirmed", "independent-sources", "2024-01-31"),
    ]
    assert ladder[-1]["sources"] == ["report-a", "report-b"]
    assert talks("history", "terms").out.endswith("(report-a, report-b)\n")
    assert "confirmed" not in talks("history", "terms", "--known-by", "2024-01-30").out
