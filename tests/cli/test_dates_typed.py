"""Dates as typed: what counts from today says so, and an order is stated in one way everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from timeline.cli import COMMANDS, cli
from timeline.dates import day, today


def _yesterday() -> str:
    now = today("UTC").s0
    assert now is not None
    return day(now - 1).edtf


@pytest.mark.parametrize("args", [
    ("date", "yesterday"),
    ("add", "yesterday", "A fact"),
    ("add", "2024-01-05", "A fact", "--known", "yesterday"),
    ("source", "add", "report", "--published", "yesterday"),
    ("list", "--from", "yesterday"),
    ("known", "yesterday"),
    ("log", "--recorded-by", "yesterday"),
])  # fmt: skip
def test_a_relative_date_says_what_it_is_counted_from(run: Run, args: tuple[str, ...]) -> None:
    before = today("UTC").edtf
    result = run(*args)
    said = result.err.splitlines()[0]
    assert result.code == 0
    assert said in {
        f"'yesterday' counts from today, {now} in UTC" for now in (before, today("UTC").edtf)
    }


def test_a_relative_date_counts_from_today_and_from_the_day_that_is_named(run: Run) -> None:
    before = _yesterday()
    run("add", "yesterday", "A fact")
    # Midnight may pass meanwhile.
    assert run("list", "--json").data[0]["occurred"] in {before, _yesterday()}
    assert run("date", "yesterday", "--json").data["edtf"] in {before, _yesterday()}
    result = run("date", "yesterday", "--relative-to", "2024-01-16", "--json")
    assert (result.data["edtf"], result.err) == ("2024-01-15", "")


def test_a_date_without_a_workspace_counts_from_today_in_utc(bare: Run) -> None:
    result = bare("date", "today", "--json")
    assert result.data["edtf"] in result.err
    assert result.err.endswith(" in UTC\n")


def test_a_date_that_stands_by_itself_says_nothing_of_today(run: Run) -> None:
    assert run("date", "early January 2024").err == ""


@pytest.mark.parametrize("args", [
    ("date", "01/02/2024"),
    ("add", "01/02/2024", "A fact"),
    ("add", "2024-01-05", "A fact", "--known", "01/02/2024"),
    ("correct", "terms", "--on", "01/02/2024", "--because", "a slip", "--known", "2024-02-03"),
    ("source", "correct", "report-a", "--published", "01/02/2024", "--because", "its date line"),
    ("retract", "terms", "--because", "denied", "--known", "01/02/2024"),
    ("list", "--known-by", "01/02/2024"),
    ("known", "01/02/2024"),
    ("diff", "01/02/2024", "2024-03-01"),
])  # fmt: skip
def test_a_date_of_two_readings_needs_the_option_that_the_message_names(
    talks: Run, args: tuple[str, ...]
) -> None:
    refused = talks(*args)
    assert refused.code == 1
    assert refused.err.endswith("state the order: --dmy or --mdy\n")
    assert talks(*args, "--dmy").code == 0


def test_the_order_says_which_part_is_the_day(run: Run) -> None:
    assert run("date", "01/02/2024", "--dmy", "--json").data["edtf"] == "2024-02-01"
    assert run("date", "01/02/2024", "--mdy", "--json").data["edtf"] == "2024-01-02"
    assert run("date", "31/01/2024", "--json").data["edtf"] == "2024-01-31"
    assert run("date", "31/01/2024", "--mdy").code == 1


def test_an_imported_table_is_read_in_the_order_that_is_stated(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text("headline,occurred\nTalks,01/02/2024\n")
    refused = run("import", str(table))
    assert refused.code == 1
    assert "--dmy or --mdy" in refused.err
    assert run("import", str(table), "--mdy").code == 0
    assert run("list", "--json").data[0]["occurred"] == "2024-01-02"


def _commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.commands or COMMANDS:
        command = group.get_command(click.Context(group), name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path}{name} ")
        elif command is not None:
            yield path + name, command


def test_every_command_that_takes_a_date_takes_the_order() -> None:
    assert isinstance(cli, click.Group)
    for path, command in _commands(cli):
        takes_date = any("DATE" in (param.metavar or "") for param in command.params)
        orders = [param for param in command.params if "--dmy" in param.opts]
        assert len(orders) == (takes_date or path == "import"), path
