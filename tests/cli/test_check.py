from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_finding_names_its_line_of_the_log_and_ends_with_3(talks: Run, tmp_path: Path) -> None:
    result = talks("check", "--json")
    assert (result.code, result.data["ok"]) == (3, False)
    [finding] = [
        one
        for one in result.data["problems"]
        if (one["code"], one["id"]) == ("single-source", "terms")
    ]
    stored = (tmp_path / finding["path"]).read_text("utf-8").splitlines()[finding["line"] - 1]
    assert f'"id":"{finding["event"]}"' in stored
    shown = talks("check")
    assert f"{finding['path']}:{finding['line']}: single-source: terms: one source" in shown.out
    assert (shown.code, "findings, 0 allowed" in shown.err) == (3, True)


def test_what_is_allowed_does_not_count(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text(
        '[check.allow]\nsingle-source = "a draft"\nsource-without-address = "on paper"\n', "utf-8"
    )
    result = talks("check", "--json")
    assert (result.code, result.data["problems"]) == (0, [])
    assert {(one["code"], one["reason"]) for one in result.data["allowed"]} == {
        ("single-source", "a draft"),
        ("source-without-address", "on paper"),
    }
    shown = talks("check")
    assert "allowed: single-source (2): a draft" in shown.out
    assert "Nothing found but what is allowed." in shown.err


def test_one_fact_alone_can_be_allowed(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text(
        '[check.allow.single-source]\nterms = "a draft"\n', "utf-8"
    )
    problems = talks("check", "--json").data["problems"]
    assert [one["id"] for one in problems if one["code"] == "single-source"] == ["answer"]


def test_an_allowance_that_allows_nothing_is_said(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text(
        '[check.allow]\nsingle-source = "a draft"\nundated-fact = "old"\n'
        '[check.allow.no-source]\nterms = "soon"\n', "utf-8"
    )  # fmt: skip
    told = talks("check").err
    assert "[check.allow] undated-fact allows nothing any more." in told
    assert "[check.allow] no-source for terms allows nothing any more." in told
    assert "single-source allows" not in told
    assert "allows nothing" not in talks("check", "--known-by", "2024-01-06").err


@pytest.mark.parametrize(
    "settings",
    ["check = 3", "[check]\nallow = 3", '[check.allow]\nnone-such = "x"', "[check.allow]\nx = 1"],
)
def test_settings_that_mean_nothing_are_refused(talks: Run, tmp_path: Path, settings: str) -> None:
    (tmp_path / "timeline.toml").write_text(settings + "\n", "utf-8")
    refused = talks("check")
    assert (refused.code, refused.out) == (1, "")
    assert "timeline.toml: [check.allow]" in refused.err


def test_a_story_can_be_checked_as_of_a_day_and_in_part(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('[timelines.other]\nlane = "Other"\n', "utf-8")
    assert talks("check", "--timeline", "other").code == 0
    assert talks("check", "--known-by", "2024-01-01").code == 0


def test_internal_facts_are_checked_only_when_asked_for(talks: Run) -> None:
    talks("add", "2024-01-02", "A secret meeting", "--name", "secret", "--internal")
    assert "secret" not in talks("check").out
    assert "secret" in talks("check", "--internal").out
