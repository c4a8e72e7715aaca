from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

DAYS = ("2024-01-08", "2024-01-09")


@pytest.fixture
def corrected(talks: Run) -> Run:
    talks(
        "correct", "terms", "--figure", "aid=20000000000 USD",
        "--because", "a zero was missing", "--known", "2024-01-09",
    )  # fmt: skip
    return talks


def test_what_was_learned_became_certain_and_was_corrected(corrected: Run) -> None:
    first = corrected("diff", "2024-01-04", "2024-01-05", "--json").data
    assert [fact["id"] for fact in first["learned"]] == ["terms"]
    assert [fact["id"] for fact in first["became_possible"]] == ["answer"]
    later = corrected("diff", "2024-01-05", "2024-01-31", "--json").data
    assert [fact["id"] for fact in later["became_certain"]] == ["answer"]
    assert [fact["id"] for fact in later["corrected"]] == ["terms"]
    assert [fact["id"] for fact in later["disputed"]] == []


def test_each_change_is_told_with_its_reason(corrected: Run) -> None:
    corrected("dispute", "answer", "--because", "nobody answered", "--known", "2024-01-20")
    shown = " ".join(corrected("diff", "2024-01-08", "2024-01-31").out.split())
    assert "Certain since Jan. 31, 2024: report-a’s latest possible date" in shown
    assert "aid now 20,000,000,000 USD (a zero was missing)" in shown
    assert "Disputed Jan. 20, 2024: nobody answered" in shown


def test_a_notice_is_ready_to_publish(corrected: Run) -> None:
    told = corrected("diff", *DAYS, "--notice")
    assert told.out == (
        "Correction, Jan. 9, 2024. In “Mexico lists its terms”, the figure “aid” was given as "
        "2,000,000,000 USD, and is 20,000,000,000 USD. Reason: a zero was missing.\n"
    )
    data = corrected("diff", *DAYS, "--notice", "--json").data
    assert data["corrections"][0]["changes"][0]["after"] == "20,000,000,000 USD"


def test_without_anything_to_say_there_is_no_notice(talks: Run) -> None:
    told = talks("diff", *DAYS, "--notice")
    assert (told.code, told.out) == (0, "")
    assert "Nothing was corrected" in told.err


def test_the_house_wording_is_a_file_of_the_workspace(corrected: Run, tmp_path: Path) -> None:
    (tmp_path / "house.txt").write_text("We erred: {{ corrections[0].headline }}", "utf-8")
    (tmp_path / "timeline.toml").write_text('[notice]\ntemplate = "house.txt"\n', "utf-8")
    assert corrected("diff", *DAYS, "--notice").out == "We erred: Mexico lists its terms\n"


@pytest.mark.parametrize("name", ["missing.txt", "../outside.txt", "/etc/hostname", "."])
def test_a_template_outside_the_workspace_or_missing_is_refused(
    corrected: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path.parent / "outside.txt").write_text("outside", "utf-8")
    (tmp_path / "timeline.toml").write_text(f'[notice]\ntemplate = "{name}"\n', "utf-8")
    refused = corrected("diff", *DAYS, "--notice")
    assert (refused.code, refused.out) == (1, "")
    assert "expected a text file in the workspace" in refused.err


def test_a_notice_never_shows_internal_matter(corrected: Run) -> None:
    assert corrected("diff", *DAYS, "--notice", "--internal").code == 2
    corrected("correct", "terms", "--internal", "--because", "not ours to tell")
    assert corrected("diff", *DAYS, "--notice").out == ""


def test_a_timeline_narrows_a_difference(corrected: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('[timelines.other]\nlane = "Other"\n', "utf-8")
    assert "Nothing." in corrected("diff", *DAYS, "--timeline", "other").out
    assert corrected("diff", *DAYS, "--notice", "--timeline", "other").out == ""
