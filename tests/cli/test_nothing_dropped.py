"""What is typed is recorded or refused: nothing is dropped, guessed or kept twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from tests.cli.conftest import Run


def fact(run: Run, name: str, *args: str) -> dict[str, object]:
    return next(dict(one) for one in run("list", "--json", *args).data if one["id"] == name)


@pytest.mark.parametrize("args", [
    ("list", "Jan", "5"),
    ("log", "surplus"),
    ("dispute", "terms", "--because", "no", "--figure", "aid=1 USD"),
    ("corroborate", "terms", "--says-date", "2024-01-04"),
    ("add", "2024", "Fact", "--figure", "aid=1 USD", "--figure", "aid=2 USD"),
    ("add", "2024", "Fact", "--known-to", "NBC=2024", "--known-to", "nbc=2025"),
    ("add", "2024", "Fact", "--tag", ""),
    ("add", "2024", "Fact", "--person", "  "),
    ("correct", "terms", "--lane", "", "--because", "x"),
    ("add", "2024", "Fact", "--source", "report-a", "--publisher", "The Daily"),
    ("add", "2024", "Fact", "--source", "report-a", "--published", "2024-01-09"),
    ("correct", "terms", "--detail", "More", "--kind", "typo", "--known", "2024-01-09"),
    ("correct", "terms", "--name", "demands", "--because", "x", "--known", "2024-01-09"),
    ("source", "lits"),
])  # fmt: skip
def test_it_is_refused_as_usage(talks: Run, args: tuple[str, ...]) -> None:
    result = talks(*args)
    assert (result.code, result.out) == (2, ""), result


def test_a_period_may_be_one_day(talks: Run) -> None:
    listed = talks("list", "--from", "2024-01-05", "--until", "2024-01-05", "--json")
    assert [one["id"] for one in listed.data] == ["answer", "terms"]


def test_a_correction_by_a_dated_source_is_known_when_that_was_published(talks: Run) -> None:
    told = talks(
        "correct", "terms", "--detail", "More", "--because", "it says so", "--source", "report-b"
    )
    assert (told.code, "known:" in told.err) == (0, False)
    listed = talks("list", "--json").data
    terms = next(one for one in listed if one["id"] == "terms")
    assert [one["known"] for one in terms["corrections"]] == ["2024-01-20"]


@pytest.mark.parametrize("args", [
    ("correct", "terms", "--zone", "Mars", "--because", "x", "--known", "2024-01-09"),
    ("correct", "terms", "--image", "javascript:x", "--alt", "x", "--because", "x"),
    ("correct", "terms", "--detail", "Told", "--because", "", "--known", "2024-01-09"),
    ("add", "2024", "Fact", "--known-to", "NBC=2024-01/2024-02"),
])  # fmt: skip
def test_a_bad_value_is_refused(talks: Run, args: tuple[str, ...]) -> None:
    result = talks(*args)
    assert (result.code, result.out) == (1, ""), result


def test_a_link_twice_is_refused(talks: Run) -> None:
    assert talks("link", "terms", "causes", "answer").code == 0
    again = talks("link", "terms", "causes", "answer")
    assert (again.code, "already says" in again.err) == (1, True)
    assert talks("link", "answer", "follows", "terms").code == 0


def test_a_key_gives_back_the_fact_that_has_it_and_adds_no_source(run: Run) -> None:
    run("add", "2024-01-05", "Once", "--key", "wire-17", "--name", "once")
    again = run("add", "2025", "Twice", "--key", "wire-17", "--source", "https://example.org/new",
                "--json")  # fmt: skip
    assert again.data["id"] == "once"
    assert "recorded before" in again.err
    assert run("source", "list", "--json").data == []


def test_a_fact_may_be_undated(run: Run) -> None:
    assert run("add", "Undated", "Somebody knew", "--name", "knew").code == 0
    assert fact(run, "knew")["occurred"] is None
    assert run("correct", "knew", "--on", "2024-01-05", "--kind", "typo").code == 0
    assert fact(run, "knew")["occurred"] == "2024-01-05"
    assert run("correct", "knew", "--on", "undated", "--kind", "typo").code == 0
    assert fact(run, "knew")["occurred"] is None


def test_an_unknown_known_is_said_aloud(talks: Run) -> None:
    assert "known: unknown" in talks("add", "2024", "Nobody says when").err
    assert "no source has a date" in talks("add", "2024", "A", "--source", "https://e.org/a").err
    assert "known: unknown" not in talks("add", "2024", "B", "--source", "report-a").err


@pytest.mark.parametrize("command", [
    ("correct", "terms", "--headline", "New words", "--because", "x"),
    ("dispute", "terms", "--because", "x"),
    ("retract", "terms", "--because", "x"),
])  # fmt: skip
def test_a_source_without_a_date_does_not_hide_a_change_for_ever(
    talks: Run, command: tuple[str, ...]
) -> None:
    """Without a `known`, derived or given, it would be sure at no K at all."""
    told = talks(*command, "--source", "https://example.org/undated")
    assert told.code == 0
    assert "the day this is recorded" in told.err
    now = fact(talks, "terms", "--known-by", "9000")
    assert (now["headline"], now["status"]) != ("Mexico lists its terms", "single-source")


def test_what_cannot_be_done_is_said_before_any_question(talks: Run) -> None:
    for args in (("retract", "terms"), ("correct", "terms", "--detail", "x"), ("restore", "terms")):
        assert "the day this is recorded" not in talks(*args).err


def test_a_former_name_tells_the_new_one(talks: Run) -> None:
    talks("correct", "terms", "--name", "conditions", "--kind", "typo")
    assert "conditions" in talks("history", "terms").err
    talks("correct", "conditions", "--internal", "--kind", "typo")
    assert "conditions" not in talks("history", "terms").err


def test_a_dry_run_says_what_it_would_record_and_gives_no_id(talks: Run) -> None:
    planned = talks("add", "2024-01-05", "Only planned", "--source", "https://e.org/new",
                    "--dry-run", "--json")  # fmt: skip
    assert planned.data == {"id": "only-planned", "event": None}
    assert "Would record source-added: e-new: https://e.org/new" in planned.err
    assert "Would record fact-stated: Jan. 5, 2024: Only planned (e-new)" in planned.err
    secret = talks("add", "2024-01-05", "Hush", "--internal", "--dry-run").err
    assert "Would record fact-stated: internal" in secret
    assert "Hush" not in secret


def test_a_directory_that_is_not_there_is_said(bare: Run, tmp_path: Path) -> None:
    result = bare("-C", str(tmp_path / "nowhere"), "list")
    assert result.code == 1
    assert "expected a directory" in result.err


def test_json_carries_control_characters_as_escapes(run: Run) -> None:
    run("add", "2024-01-05", "Red \x9b31m\u202eevil\x7f", "--name", "red")
    for args in (("list", "--json"), ("log", "--json"), ("history", "red", "--json")):
        assert "\\u009b31m\\u202eevil\\u007f" in run(*args).out
    assert run("list", "--json").data[0]["headline"] == "Red \x9b31m\u202eevil\x7f"


def test_nothing_found_is_not_called_an_empty_log(talks: Run) -> None:
    assert talks("list", "--search", "zebra").out == "No facts match.\n"
    assert talks("list", "--known-by", "1999").out == "Not yet known: 2\n"
    assert talks("list", "--recorded-by", "1999").out == "No facts were recorded by then.\n"


def test_a_note_is_changed_without_being_shown(talks: Run) -> None:
    talks("correct", "terms", "--note", "Call Ana back", "--kind", "typo")
    changed = talks("correct", "terms", "--note", "Called her", "--kind", "typo")
    assert "note: changed" in changed.out
    assert not any(word in changed.out + changed.err for word in ("Call Ana", "Called her"))


def test_a_closed_stdout_is_no_crash(talks: Run, tmp_path: Path) -> None:
    done = subprocess.run(
        f"{quote(sys.executable)} -m timeline -C {tmp_path} list >&-",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["dispute", "retract"])
def test_a_reason_with_an_internal_source_is_said_to_be_public(talks: Run, command: str) -> None:
    talks("source", "add", "informant", "--internal", "--published", "2024-01-20")
    said = talks(command, "terms", "--source", "informant", "--because", "it was not so").err
    assert "The reason shows in public" in said
    assert "shows in public" not in talks("dispute", "answer", "--source", "report-b",
                                          "--because", "no").err  # fmt: skip
