"""Every command that reads knows the three views: by K, by R, and by a named timeline."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from timeline.cli import COMMANDS, cli

READING = ["list", "history", "conflicts", "check", "lag", "source list", "source show"]
WRITING = [
    "init", "demo", "add", "source add", "source correct", "corroborate", "dispute", "correct",
    "retract", "restore", "undo", "link", "describe", "import", "compact", "erase", "seal",
]  # fmt: skip
PRINTING = [*READING, *WRITING[2:-5], "known", "diff", "log", "verify", "date"]


def find_command(path: str) -> click.Command:
    command: click.Command = cli
    for name in path.split():
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


def option_names(path: str) -> set[str]:
    return {name for param in find_command(path).params for name in param.opts}


def all_commands() -> list[str]:
    source = find_command("source")
    assert isinstance(source, click.Group)
    return [
        *(name for name in COMMANDS if name != "source"),
        *(f"source {n}" for n in source.commands),
    ]


@pytest.mark.parametrize("path", READING)
def test_what_shows_a_state_takes_each_view(path: str) -> None:
    views = {"--known-by", "--recorded-by", "--timeline", "--internal"}
    assert views <= option_names(path)


@pytest.mark.parametrize("path", WRITING)
def test_what_writes_has_a_dry_run(path: str) -> None:
    assert "--dry-run" in option_names(path)


@pytest.mark.parametrize("path", PRINTING)
def test_what_prints_data_prints_json(path: str) -> None:
    assert "--json" in option_names(path)


# `timeline compact` takes nothing that an example could show.
@pytest.mark.parametrize("path", [path for path in all_commands() if path != "compact"])
def test_help_carries_an_example_of_the_command(path: str) -> None:
    _, _, examples = (find_command(path).help or "").partition("\b")
    assert f"timeline {path}" in " ".join(examples.split())


def test_sources_are_those_out_by_then(talks: Run) -> None:
    def names(*args: str) -> list[str]:
        return [one["id"] for one in talks("source", "list", "--json", *args).data]

    assert names() == ["report-a", "report-b"]
    assert names("--known-by", "2024-01-05") == ["report-a"]
    assert names("--known-by", "2024-01-04") == []


def test_a_source_tells_at_k_only_what_was_known(talks: Run) -> None:
    talks("corroborate", "terms", "--source", "report-b")

    def facts(*args: str) -> list[str]:
        return [
            one["id"] for one in talks("source", "show", "report-b", "--json", *args).data["facts"]
        ]

    assert facts() == ["terms"]
    assert facts("--known-by", "2024-01-19") == []
    assert facts("--known-by", "2024-01-20") == ["terms"]
    shown = talks("source", "show", "report-b").out
    assert "Cited by 1 fact\n  Mexico lists its terms" in shown


def test_a_named_timeline_narrows_sources_and_history(talks: Run, tmp_path: Path) -> None:
    talks("correct", "answer", "--tag", "talks", "--kind", "typo")
    talks("corroborate", "terms", "--source", "report-b")
    (tmp_path / "timeline.toml").write_text('[timelines.talks]\ntag = "talks"\n')
    found = talks("source", "list", "--timeline", "talks", "--json").data
    assert [one["id"] for one in found] == ["report-a"]
    assert talks("history", "answer", "--timeline", "talks").code == 0
    assert talks("history", "terms", "--timeline", "talks").code == 1


def test_settings_are_shown_as_recorded_then(talks: Run) -> None:
    before = talks("log", "--json").out.splitlines()[-1].split('"recorded":"')[1].split('"')[0]
    assert talks("describe", "--title", "Another name").code == 0
    assert talks("describe", "--json").data["title"] == "Another name"
    assert talks("describe", "--json", "--recorded-by", before).data["title"] == "Border talks"
    assert talks("describe", "--title", "x", "--recorded-by", before).code == 2


def test_a_source_is_named_where_another_repeats_it(talks: Run) -> None:
    planned = talks("source", "correct", "report-b", "--origin", "report-a", "--dry-run").err
    assert "report-b: origin now report-a" in planned
    again = talks("source", "correct", "report-a", "--title", "Report A")
    assert (again.code, "timeline source show report-a" in again.err) == (1, True)


def test_the_log_tells_every_setting_that_was_changed(talks: Run) -> None:
    planned = talks("describe", "--pad", "2", "--description", "Of help", "--dry-run").err
    assert "Would record log-described: pad 2, “Of help”" in planned
    talks("describe", "--hemisphere", "south", "--language", "es")
    assert "  seasons of the south, language es\n" in talks("log").out


@pytest.mark.parametrize("command", ["init", "demo"])
def test_a_dry_run_makes_no_workspace(bare: Run, tmp_path: Path, command: str) -> None:
    args = [command, "story", "--dry-run", *(("--by", "ana") if command == "init" else ())]
    result = bare(*args)
    assert result.code == 0
    assert "Nothing was written" in result.err
    assert list(tmp_path.iterdir()) == []
