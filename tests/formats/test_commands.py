"""`timeline import` and `timeline export`, run as on the command line."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, bare, run
from timeline.formats import registry

__all__ = ["bare", "run"]

TABLE = "headline,occurred,tags\nTalks resume,2024-01-09,talks\nTalks end,2024-01-11,\n"


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "facts.csv"
    path.write_text(TABLE, "utf-8")
    return str(path)


def test_import_says_what_it_did(run: Run, table: str) -> None:
    first = run("import", table)
    assert (first.code, first.out) == (0, "inserted 2 facts; unchanged 0\n")
    assert "our own table (csv)" in first.err
    again = run("import", table, "--json")
    assert again.data == {
        "inserted": 0,
        "facts": 0,
        "sources": 0,
        "unchanged": 2,
        "conflicting": 0,
        "problems": [],
        "notes": [],
    }


def test_dry_run_shows_each_row_and_writes_nothing(run: Run, table: str) -> None:
    result = run("import", table, "--dry-run")
    assert result.out.splitlines() == [
        f"new  {table}:2  talks-resume  2024-01-09  Talks resume",
        f"new  {table}:3  talks-end  2024-01-11  Talks end",
        "would insert 2 facts; unchanged 0",
    ]
    assert run("list", "--json").data == []


def test_a_pipe_is_read_like_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TABLE.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    result = run("import", "-")
    assert result.out == "inserted 2 facts; unchanged 0\n"
    assert "stdin: our own table (csv)" in result.err


def test_faults_and_conflicts_exit_1_with_all_of_them(run: Run, tmp_path: Path, table: str) -> None:
    run("import", table)
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "headline,occurred,tags\nTalks resume,2024-01-09,other\nA,2024-02-30,\nB,soon,\nC,2024,\n"
    )
    result = run("import", str(bad))
    assert result.code == 1
    for line in (2, 3, 4):
        assert f"bad.csv:{line}:" in result.err
    assert "nothing was recorded; --partial records the rest" in result.err
    assert len(run("list", "--json").data) == 2
    partial = run("import", str(bad), "--partial")
    assert (partial.code, partial.out) == (0, "inserted 1 fact; unchanged 0; conflicting 1\n")
    assert partial.err.count("left out: ") == 3


def test_columns_are_mapped_and_others_noted(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Date,Event,Remark\n1/2/2024,It happens,x\n", "utf-8")
    assert "name the format" in run("import", str(other)).err or run("import", str(other)).code == 1
    result = run("import", str(other), "--map", "occurred=Date", "--map", "headline=Event", "--dmy")
    assert result.code == 0
    assert "the column 'Remark' is not read" in result.err
    [fact] = run("list", "--json").data
    assert fact["occurred"] == "2024-02-01"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--map", "nonsense"), "--map: expected FIELD=COLUMN, got 'nonsense'"),
        (("--encoding", "nonsense"), "--encoding: expected a name such as windows-1252"),
        (("--encoding", "rot13"), "--encoding: expected a text encoding"),
    ],
)
def test_options_that_mean_nothing_are_usage_errors(
    run: Run, table: str, args: tuple[str, ...], message: str
) -> None:
    result = run("import", table, *args)
    assert result.code == 2
    assert message in result.err


def test_files_that_cannot_be_read_are_named(run: Run, tmp_path: Path) -> None:
    assert "nowhere.csv" in run("import", str(tmp_path / "nowhere.csv")).err
    assert run("import", str(tmp_path)).code == 1


def test_control_characters_of_a_file_come_out_inert(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text("headline,occurred\n\x1b[31mred\x1b[0m,2024\n,\x1b[2J\n", "utf-8")
    result = run("import", str(path), "--dry-run")
    assert "\x1b" not in result.out + result.err


def test_export_writes_a_file_whole_and_says_what_is_missing(
    run: Run, table: str, tmp_path: Path
) -> None:
    run("import", table)
    path = tmp_path / "out.ics"
    result = run("export", "-o", str(path))
    assert result.code == 0
    assert "2 facts as a calendar (iCalendar) (ical)" in result.err
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".out")] == []


def test_an_export_that_fails_leaves_the_old_file(run: Run, table: str, tmp_path: Path) -> None:
    run("import", table)
    run("add", "2024", "With a note", "--note", "hush")
    path = tmp_path / "out.jsonl"
    path.write_text("old", "utf-8")
    result = run("export", "--format", "log", "-o", str(path))
    assert result.code == 1
    assert "give --internal" in result.err
    assert path.read_text("utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".out")] == []


def test_what_is_exported_can_be_chosen(run: Run, table: str) -> None:
    run("import", table)
    result = run("export", "--format", "csv", "--tag", "talks")
    assert [line.split(",")[1] for line in result.out.splitlines()] == ["headline", "Talks resume"]


@pytest.mark.parametrize("name", ["atom", "jsonfeed", "markdown", "svg"])
def test_what_renderers_write_is_exported_too(run: Run, table: str, name: str) -> None:
    run("import", table)
    result = run("export", "--format", name, "--tag", "talks")
    assert "Talks resume" in result.out
    assert "Talks end" not in result.out


def test_an_unknown_format_names_all(run: Run) -> None:
    result = run("export", "--format", "nonsense")
    assert result.code == 1
    for name in ("csv", "ical", "atom", "sqlite"):
        assert name in result.err


@pytest.mark.parametrize("name", sorted(registry.writers().by_name))
def test_internal_matter_never_leaves_without_asking(run: Run, name: str, tmp_path: Path) -> None:
    run("source", "add", "leak", "--title", "Hushhush", "--url", "https://hushhush.example/a",
        "--internal")  # fmt: skip
    run("add", "2024-01-05", "Seen by all", "--source", "leak", "--note", "hushhush", "--name", "a")
    run("add", "2024-01-06", "Hushhush meeting", "--internal", "--name", "hushhush")
    run("add", "2024-01-07", "Also seen", "--name", "b")
    public, whole = tmp_path / "public", tmp_path / "whole"
    result = run("export", "--format", name, "-o", str(public))
    assert "hushhush" not in (result.out + result.err).lower()
    if name == "log":
        assert result.code == 1
        assert not public.exists()
    else:
        assert b"hushhush" not in public.read_bytes().lower()
    assert run("export", "--format", name, "-o", str(whole), "--internal").code == 0
    if name not in ("csl-json", "bibtex"):
        assert b"hushhush" in whole.read_bytes().lower()


def test_importing_says_nothing_of_internal_matter(run: Run, tmp_path: Path) -> None:
    run("add", "2024-01-06", "Hushhush meeting", "--internal", "--name", "meeting")
    path = tmp_path / "facts.csv"
    path.write_text("name,headline,occurred\nmeeting,Another,2024\n", "utf-8")
    result = run("import", str(path))
    assert result.code == 1
    assert "hushhush" not in result.err.lower()


def test_lines_of_a_log_are_merged_by_themselves(run: Run, table: str, tmp_path: Path) -> None:
    run("import", table)
    path = tmp_path / "log.jsonl"
    assert run("export", "--format", "log", "-o", str(path)).code == 0
    result = run("import", str(path), "--json")
    assert result.data == {"inserted": 0, "unchanged": 3}
    assert run("import", str(path), table).code == 2
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["type"] for line in lines] == ["log-described", "fact-stated", "fact-stated"]


@pytest.mark.parametrize(
    ("command", "formats"), [("import", registry.readers), ("export", registry.writers)]
)
def test_help_names_every_format(
    run: Run, command: str, formats: Callable[[], registry.Installed[Any]]
) -> None:
    words = run(command, "--help").out.replace(",", " ").replace(".", " ").split()
    assert set(formats().by_name) <= set(words)
