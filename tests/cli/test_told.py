"""What was recorded is told, even where standard output takes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FULL = Path("/dev/full")


def told(tmp_path: Path, stdout: int, *args: str) -> tuple[int, str]:
    """The exit code, and what a process says on stderr while stdout refuses."""
    command = [sys.executable, "-c", "from timeline.cli import main; main()", "-C", str(tmp_path)]
    done = subprocess.run(
        [*command, *args], stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("as_json", [(), ("--json",)], ids=["text", "JSON"])
@pytest.mark.parametrize(
    "args",
    [
        ("add", "2024-01-09", "The talks resume"),
        ("retract", "terms", "--because", "not confirmed", "--known", "2024-02"),
        ("source", "add", "report-c"),
        ("link", "answer", "follows", "terms"),
    ],
    ids=lambda args: args[0],
)
def test_what_was_recorded_is_told_where_stdout_is_full(
    talks: Run, tmp_path: Path, args: tuple[str, ...], as_json: tuple[str, ...]
) -> None:
    with FULL.open("w") as full:
        code, said = told(tmp_path, full.fileno(), *args, *as_json)
    newest = talks("log", "--json").out.rsplit('"id":"', 1)[1][:8]
    assert code == 1
    assert "recorded, but standard output did not take the answer (No space left" in said
    assert newest in said
    assert "don't record it again" in said


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_a_correction_is_shown_before_it_is_recorded(talks: Run, tmp_path: Path) -> None:
    correct = ("correct", "terms", "--headline", "Terms", "--because", "x", "--known", "2024-02")
    before = talks("log", "--json").out
    with FULL.open("w") as full:
        code, said = told(tmp_path, full.fileno(), *correct)
        assert code == 1
        assert said.endswith("timeline: standard output: No space left on device\n")
        assert talks("log", "--json").out == before
        code, said = told(tmp_path, full.fileno(), *correct, "--json")
    assert (code, "recorded, but" in said) == (1, True)
    assert talks("log", "--json").out != before


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_what_was_imported_is_told_and_a_dry_run_records_nothing(
    talks: Run, tmp_path: Path
) -> None:
    table = tmp_path / "facts.csv"
    table.write_text("headline,occurred\nThe talks resume,2024-01-09\n")
    before = talks("log", "--json").out
    with FULL.open("w") as full:
        code, said = told(tmp_path, full.fileno(), "import", str(table), "--dry-run")
        assert (code, "recorded, but" in said) == (1, False)
        assert talks("log", "--json").out == before
        code, said = told(tmp_path, full.fileno(), "import", str(table))
    assert code == 1
    assert "recorded, but" in said
    assert "inserted 1 fact" in said


def test_what_was_recorded_is_told_where_the_pipe_is_closed(talks: Run, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    code, said = told(tmp_path, write, "add", "2024-01-09", "The talks resume")
    os.close(write)
    assert code == 1
    assert "(Broken pipe): the-talks-resume" in said
    assert "Exception ignored" not in said


def test_a_text_that_is_not_utf_8_is_refused_with_what_to_do(talks: Run) -> None:
    before = talks("log", "--json").out
    for args in (("caf\udce9",), ("talks", "--tag", "caf\udce9"), ("talks", "--by", "caf\udce9")):
        result = talks("add", "2024-01-09", *args)
        assert result.code == 1
        assert r"expected text in UTF-8, got 'caf\udce9'" in result.err
        assert "iconv" in result.err
    assert talks("log", "--json").out == before
