"""Bad input: what was expected, what came, what to do; the right code; nothing half-written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

from tests.cli.conftest import Run


def test_curly_quotes_are_named_and_the_line_shown_as_it_should_be(run: Run) -> None:
    result = run("add", "“Mar", "12,", "2024”", "“The", "bridge", "is", "closed”")
    assert result.code == 2
    assert "no “ or ”" in result.err
    assert "timeline add 'Mar 12, 2024' 'The bridge is closed'" in result.err


@pytest.mark.parametrize("date", ["2024-03-12", "Mar 12, 2024", "yesterday"])
def test_a_date_in_the_place_of_the_headline_is_noticed(run: Run, date: str) -> None:
    result = run("add", "The bridge is closed", date)
    assert result.code == 2
    assert "The date comes first: timeline add" in result.err


def test_an_address_without_its_beginning_is_shown_whole(run: Run) -> None:
    result = run("add", "2024-03-12", "The bridge is closed", "--source", "example.org/a?b=1")
    assert result.code == 1
    assert result.err.endswith("write the whole address: https://example.org/a?b=1\n")


@pytest.mark.parametrize("args", [("render", "--html"), ("export", "--format", "csv")])
def test_a_file_that_can_not_be_written_is_called_as_it_was_typed(
    talks: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    path = tmp_path / "absent" / "out.html"
    result = talks(*args, "-o", str(path))
    assert result.code == 1
    assert result.err.endswith(f"timeline: {path}: No such file or directory\n")


def test_an_export_without_a_format_is_a_usage_error(talks: Run) -> None:
    result = talks("export")
    assert result.code == 2
    assert "--format" in result.err


def test_an_address_that_is_none_is_refused_as_a_source(talks: Run) -> None:
    result = talks("add", "2024-01-07", "A fact", "--source", "https://[x")
    assert result.code == 1
    assert "expected a source's name or a URL" in result.err


def test_one_new_address_given_twice_is_one_source(talks: Run) -> None:
    url = "https://example.org/new"
    assert talks("add", "2024-01-07", "A fact", "--source", url, "--source", url).code == 0
    assert [one["url"] for one in talks("source", "list", "--json").data].count(url) == 1


def test_the_same_correction_twice_is_refused(talks: Run) -> None:
    again = ("correct", "terms", "--on", "2024-01-06", "--because", "a slip", "--known", "2024-02")
    assert talks(*again).code == 0
    result = talks(*again)
    assert result.code == 1
    assert "terms already says all of that" in result.err


def test_no_workspace_says_how_to_make_one(bare: Run) -> None:
    result = bare("list")
    assert (result.code, result.out) == (1, "")
    assert "timeline init" in result.err


@pytest.mark.parametrize("args", [
    ("add", "01/02/2024", "Ambiguous"),
    ("add", "2023-02-29", "Impossible"),
    ("add", "Jan 5", "No year"),
    ("add", "2024-01-05", "   "),
    ("add", "2024-01-05", "Fact", "--known", "2024-01-05/2024-01-07"),
    ("add", "2024-01-05", "Fact", "--source", "nobody-knows-it"),
    ("add", "2024-01-05", "Fact", "--name", "terms"),
    ("add", "2024-01-05", "Fact", "--name", "two words"),
    ("add", "2024-01-05", "Fact", "--figure", "aid=lots"),
    ("add", "2024-01-05", "Fact", "--zone", "Mars/Olympus"),
    ("correct", "terms", "--headline", "Mexico lists its terms", "--because", "x"),
    ("correct", "terms", "--headline", "New words"),
    ("correct", "nobody", "--headline", "New words", "--because", "x"),
    ("correct", "terms", "--drop-tag", "absent", "--because", "x"),
    ("retract", "terms"),
    ("restore", "terms", "--because", "x"),
    ("undo", "zzzz", "--because", "x"),
    ("undo", "no", "--because", "x"),
    ("link", "terms", "follows", "terms"),
    ("corroborate", "terms"),
    ("known", "2024-01~"),
    ("known", "2024-01-05/.."),
    ("diff", "2024-01-09", "2024-01-05"),
    ("history", "nobody"),
    ("list", "--timeline", "nobody"),
    ("list", "--from", "2024-02", "--until", "2024-01"),
    ("list", "--known-by", "the other day"),
    ("source", "add", "report-a"),
    ("source", "correct", "report-a", "--url", "javascript:alert(1)"),
    ("describe", "--zone", "Nowhere"),
])  # fmt: skip
def test_a_bad_value_fails_with_a_reason_and_writes_nothing(
    talks: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "events").rglob("*.jsonl")}
    result = talks(*args)
    assert (result.code, result.out) == (1, ""), result
    assert result.err.splitlines()[-2 if "  " in result.err.splitlines()[-1] else -1].startswith(
        "timeline: "
    )
    assert "Traceback" not in result.err
    assert {path: path.read_bytes() for path in (tmp_path / "events").rglob("*.jsonl")} == before


@pytest.mark.parametrize("args", [
    (),
    ("nonsense",),
    ("add",),
    ("add", "2024-01-05"),
    ("add", "2024-01-05", "Fact", "--nonsense"),
    ("add", "2024-01-05", "Fact", "--quote", "no source"),
    ("add", "2024-01-05", "Fact", "--image", "https://example.org/a.png"),
    ("add", "2024-01-05", "Fact", "--known-to", "NBC"),
    ("correct", "terms"),
    ("correct", "terms", "--headline", "x", "--kind", "typo", "--known", "2024-01-05"),
    ("known",),
    ("list", "--limit", "0"),
    ("link", "terms", "beside", "answer"),
])  # fmt: skip
def test_bad_usage_exits_2(talks: Run, args: tuple[str, ...]) -> None:
    result = talks(*args)
    assert result.code == 2, result


def test_surplus_words_show_the_quoted_command(talks: Run) -> None:
    result = talks("add", "Jan", "5,", "2024", "Mexico", "lists", "terms", "--tag", "x")
    assert result.code == 2
    assert "timeline add 'Jan 5, 2024' 'Mexico lists terms' --tag x" in result.err


def test_a_date_may_begin_with_a_minus(run: Run) -> None:
    assert run("add", "-0043-03-15", "Caesar is killed", "--known", "-0043").code == 0
    assert "'-1' is not" in run("list", "--limit", "-1").err  # as it was typed
    [fact] = run("list", "--json", "--until", "-0040").data
    assert (fact["occurred"], fact["known"]) == ("-0043-03-15", "-0043")


def test_a_near_name_is_suggested(talks: Run) -> None:
    assert "did you mean terms?" in talks("history", "term").err
    assert "report-a" in talks("add", "2024", "x", "--source", "report-x").err
    assert "Did you mean list" in talks("lits").err


def test_control_characters_come_out_inert(run: Run) -> None:
    hostile = "Red \x1b[31malert\x07 \u202eevil"
    assert run("add", "2024-01-05", hostile, "--name", "red", "--tag", "\x1b]0;x\x07").code == 0
    for args in (("list",), ("history", "red"), ("log",), ("known", "2025-01-01")):
        out = run(*args).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\\x1b[31malert" in out
    assert "\x1b" not in run("history", "\x1b[2J").err


def test_an_unreadable_line_names_file_and_line(talks: Run, tmp_path: Path) -> None:
    path = next((tmp_path / "events").rglob("*.jsonl"))
    path.write_bytes(path.read_bytes() + b"not an event\n")
    result = talks("list")
    assert result.code == 1
    count = path.read_bytes().count(b"\n")
    assert f"{path.relative_to(tmp_path)}:{count}" in result.err


def bound_by_modes() -> list[str]:
    """What to put before a command so that the modes of files bind it, even for root."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write anywhere, and there is no setpriv to give that up")
    rights = "-dac_override,-dac_read_search"
    return [setpriv, "--bounding-set", rights, "--inh-caps", rights]


@pytest.mark.parametrize("args", [
    ("add", "2024-01-05", "Not written"), ("source", "add", "s"), ("init", "sub"),
    ("render", "--html"),
], ids=" ".join)  # fmt: skip
def test_a_read_only_directory_is_said_and_stays_as_it_was(
    talks: Run, tmp_path: Path, args: tuple[str, ...]
) -> None:
    prefix = bound_by_modes()
    before = sorted(tmp_path.rglob("*"))
    modes = {path: path.stat().st_mode for path in (tmp_path, *before)}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "timeline", "-C", str(tmp_path), *args],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        read = subprocess.run(
            [*prefix, sys.executable, "-m", "timeline", "-C", str(tmp_path), "list"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert (done.returncode, done.stdout) == (1, ""), done
    assert "Traceback" not in done.stderr
    assert str(tmp_path) in done.stderr
    assert "ermission denied" in done.stderr
    assert (read.returncode, read.stderr) == (0, "")
    assert sorted(tmp_path.rglob("*")) == before
    assert talks("verify").code == 0


def test_no_author_says_where_to_give_one(bare: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_BY", raising=False)
    result = bare("init")
    assert result.code == 1
    assert "TIMELINE_BY" in result.err


def test_two_writers_at_once_both_succeed(run: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "timeline", "-C", str(tmp_path), "add", "2024-01-05"]
    writers = [subprocess.Popen([*command, f"Fact {n}"], stderr=subprocess.PIPE) for n in range(6)]
    assert [writer.wait() for writer in writers] == [0] * 6
    for writer in writers:
        assert writer.stderr is not None
        writer.stderr.close()
    headlines = {fact["headline"] for fact in run("list", "--json").data}
    assert headlines == {f"Fact {n}" for n in range(6)}


def test_a_closed_pipe_is_no_error(run: Run, tmp_path: Path) -> None:
    for n in range(40):
        run("add", "2024-01-05", f"Fact number {n} " + "x" * 60)
    done = subprocess.run(
        f"{quote(sys.executable)} -m timeline -C {tmp_path} log --json | head -n 1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_pipe_closed_at_once_fails_in_silence(talks: Run, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "timeline", "-C", str(tmp_path), "list"]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_two_forms_of_the_page_are_refused(talks: Run) -> None:
    result = talks("render", "--html", "--text")
    assert (result.code, result.out) == (2, "")
    assert "--html or --text" in result.err or "--text or --html" in result.err


def test_a_settings_file_at_fault_names_its_line(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('author = "ana"\ntimelines = \n')
    result = talks("list", "--timeline", "talks")
    assert result.code == 1
    assert "timeline.toml:2" in result.err
    (tmp_path / "timeline.toml").write_text("timelines = 3\n")
    assert talks("render", "--html", "--timeline", "talks").code == 1
