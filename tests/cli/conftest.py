"""`run` runs one command line in a workspace of its own, as the console script would."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from timeline.cli import cli
from timeline.cli.boundary import run as run_cli


@frozen
class Result:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command line in an empty directory."""

    def run(*args: str) -> Result:
        capsys.readouterr()
        code = run_cli(cli, ["-C", str(tmp_path), *args])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def run(bare: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in a fresh workspace, as ana, who must succeed in making it."""
    monkeypatch.setenv("TIMELINE_BY", "ana")
    assert bare("init", "--title", "Border talks").code == 0
    return bare


@pytest.fixture
def talks(run: Run) -> Run:
    """A small story: a source with an uncertain date, a fact known by hand, and one by it."""
    for args in (
        ("source", "add", "report-a", "--title", "Report A", "--publisher", "The Daily",
         "--published", "[2024-01-05..2024-01-31]"),
        ("source", "add", "report-b", "--title", "Report B", "--publisher", "The Weekly",
         "--published", "2024-01-20"),
        ("add", "2024-01-05", "Mexico lists its terms", "--source", "report-a",
         "--known", "2024-01-05", "--figure", "aid=2000000000 USD", "--name", "terms"),
        ("add", "[2024-01-05..2024-01-31]", "Washington answers", "--source", "report-a",
         "--name", "answer"),
    ):  # fmt: skip
        assert run(*args).code == 0, args
    return run
