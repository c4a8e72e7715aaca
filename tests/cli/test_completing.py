"""Tab completes names of facts, sources, timelines and events, and never what is internal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from tests.cli.conftest import Run
from timeline.cli import cli


def offered(root: Path, *words: str) -> list[str]:
    """What is offered for the last word, in the workspace at `root`."""
    complete = ShellComplete(cli, {}, "timeline", "_TIMELINE_COMPLETE")
    before = ["-C", str(root), *words[:-1]]
    return [item.value for item in complete.get_completions(before, words[-1])]


@pytest.mark.parametrize(("words", "found"), [
    (("history", ""), ["terms", "answer"]),
    (("history", "te"), ["terms"]),
    (("correct", "a"), ["answer"]),
    (("retract", "terms", "--instead", "an"), ["answer"]),
    (("link", "terms", "ans"), ["answers"]),
    (("link", "terms", "answers", "ans"), ["answer"]),
    (("add", "2024", "x", "--source", "report-"), ["report-a", "report-b"]),
    (("source", "show", ""), ["report-a", "report-b"]),
    (("source", "add", "x", "--origin", "report-b"), ["report-b"]),
    (("source", "l"), ["list"]),
    (("describe", "--zone", "America/Mex"), ["America/Mexico_City"]),
])  # fmt: skip
def test_it_is_offered(
    talks: Run, tmp_path: Path, words: tuple[str, ...], found: list[str]
) -> None:
    assert offered(tmp_path, *words) == found


def test_named_timelines_are_offered(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text('[timelines.border]\ntag = "border"\n')
    assert offered(tmp_path, "list", "--timeline", "") == ["border"]


def test_the_newest_events_are_offered_first(talks: Run, tmp_path: Path) -> None:
    ids = [one.split('"id":"')[1][:8] for one in talks("log", "--json").out.splitlines()]
    assert offered(tmp_path, "undo", "") == ids[::-1]


def test_what_is_internal_is_not_offered(talks: Run, tmp_path: Path) -> None:
    hidden = talks("add", "2024", "Hush", "--name", "hush", "--internal", "--json").data["event"]
    talks("source", "add", "hidden-source", "--internal")
    assert offered(tmp_path, "history", "hu") == []
    assert offered(tmp_path, "source", "show", "hid") == []
    assert hidden[:8] not in offered(tmp_path, "undo", "")


def test_nothing_is_offered_where_nothing_can_be_read(talks: Run, tmp_path: Path) -> None:
    path = next((tmp_path / "events").rglob("*.jsonl"))
    path.write_bytes(b"not an event\n")
    assert offered(tmp_path, "history", "") == []
    assert offered(tmp_path / "nowhere", "history", "") == []


def test_a_hostile_headline_is_inert_beside_its_name(run: Run, tmp_path: Path) -> None:
    run("add", "2024-01-05", "Red \x1b[31m\nalert", "--name", "red")
    complete = ShellComplete(cli, {}, "timeline", "_TIMELINE_COMPLETE")
    [item] = complete.get_completions(["-C", str(tmp_path), "history"], "")
    assert item.help == "Red \\x1b[31m alert"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_printed_for_each_shell(bare: Run, shell: str) -> None:
    result = bare("completion", shell)
    assert result.code == 0
    assert f"_TIMELINE_COMPLETE={shell}_complete" in result.out
