from __future__ import annotations

from tests.cli.conftest import Run


def test_sources_that_disagree_stand_side_by_side(talks: Run) -> None:
    talks("corroborate", "terms", "--source", "report-b", "--figure", "aid=3500000000 USD")
    [conflict] = talks("conflicts", "--json").data
    assert (conflict["id"], conflict["field"], conflict["kind"]) == (
        "terms",
        "figures.aid",
        "conflict",
    )
    assert [(one["value"], one["unit"], one["sources"]) for one in conflict["values"]] == [
        ("2000000000", "USD", ["report-a"]),
        ("3500000000", "USD", ["report-b"]),
    ]
    shown = talks("conflicts").out
    assert "2,000,000,000 USD  report-a" in shown
    assert "3,500,000,000 USD  report-b" in shown


def test_a_rounding_and_a_date(talks: Run) -> None:
    talks("corroborate", "terms", "--source", "report-b", "--figure", "aid=2040000000 USD",
          "--says-date", "2024-01-04")  # fmt: skip
    kinds = {one["field"]: one["kind"] for one in talks("conflicts", "--json").data}
    assert kinds == {"figures.aid": "rounding", "occurred": "conflict"}
    [date] = [one for one in talks("conflicts", "--json").data if one["field"] == "occurred"]
    assert [one["value"] for one in date["values"]] == ["2024-01-05", "2024-01-04"]


def test_whether_it_happened(talks: Run) -> None:
    talks("dispute", "terms", "--source", "report-b", "--because", "no such list")
    [conflict] = talks("conflicts", "--json").data
    assert (conflict["field"], [one["value"] for one in conflict["values"]]) == (
        "happened",
        [True, False],
    )
    assert "report-b: no such list" in talks("conflicts").out


def test_duplicates_are_suggested_apart_from_conflicts(talks: Run) -> None:
    talks("add", "2024-01-05", "Mexico lists the terms", "--name", "again")
    assert talks("conflicts", "--json").data == []
    [suggested] = talks("conflicts", "--duplicates", "--json").data
    assert (suggested["id"], suggested["other"], suggested["same_day"]) == ("terms", "again", True)
    shown = talks("conflicts").out
    assert "No conflicts." in shown
    assert "Likely duplicates (1)" in shown


def test_nothing_to_show_is_said(talks: Run) -> None:
    assert talks("conflicts").out == "No conflicts.\n"
    assert talks("conflicts", "--duplicates").out == "No likely duplicates.\n"


def test_what_sources_say_comes_out_inert(talks: Run) -> None:
    talks("dispute", "terms", "--because", "no \x1b[31m list \u202e")
    shown = talks("conflicts").out
    assert "\\x1b[31m" in shown
    assert not {"\x1b", "\u202e"} & set(shown)
