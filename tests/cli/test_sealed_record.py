"""`--recorded-by CHECKPOINT`: what was on file when the log was sealed, whatever arrives later."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from timeline.events import Entry, FactStated
from timeline.log import Log, init_log


@pytest.fixture
def checkpoint(talks: Run, tmp_path: Path) -> str:
    path = tmp_path / "checkpoint.txt"
    path.write_text(talks("seal").out)
    return str(path)


def _arrive_late(root: Path) -> None:
    """Merge what somebody else recorded a year before, in another copy."""
    other = root / "other"
    init_log(other)
    then = Log(other, clock=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    late = FactStated(name="late", headline="Somebody knew it then")
    then.append([Entry(body=late)], by="bob")
    shutil.copytree(other / "events", root / "events", dirs_exist_ok=True)


def test_a_checkpoint_holds_what_was_on_file_when_it_was_signed(
    talks: Run, tmp_path: Path, checkpoint: str
) -> None:
    def answers(*r: str) -> list[str]:
        commands = (["list"], ["known", "2024-01-10"], ["lag"], ["conflicts"], ["log"])
        found = [talks(*command, "--json", *r) for command in commands]
        assert all(one.code == 0 for one in found)
        return [one.out for one in found]

    newest = talks("log", "--json").out.rsplit('"recorded":"', 1)[1][:27]
    before = answers("--recorded-by", newest)
    _arrive_late(tmp_path)
    assert talks("add", "2024-01-09", "Talks resume").code == 0
    assert answers("--recorded-by", newest)[0] != before[0]
    assert answers("--recorded-by", checkpoint) == before


def test_one_fact_s_history_ends_with_the_checkpoint(
    talks: Run, tmp_path: Path, checkpoint: str
) -> None:
    fact = talks("list", "--json").data[0]["id"]
    before = talks("history", fact).out
    because = ("--because", "a slip", "--kind", "typo")
    assert talks("correct", fact, "--headline", "Another headline", *because).code == 0
    assert talks("history", fact).out != before
    assert talks("history", fact, "--recorded-by", checkpoint).out == before


def test_a_log_that_did_not_grow_from_the_checkpoint_is_not_asked(
    talks: Run, tmp_path: Path, checkpoint: str
) -> None:
    (leaves,) = (tmp_path / "events/seal").glob("*.leaves")
    lines = leaves.read_text().splitlines(keepends=True)
    leaves.write_text("".join([lines[1], lines[0], *lines[2:]]))
    found = talks("list", "--recorded-by", checkpoint)
    assert (found.code, found.out) == (1, "")
    assert "a fork: the same key signed another history" in found.err


@pytest.mark.parametrize("content", [b"", b"2024-01-05", b"\xff\n\n\xff\n"])
def test_a_file_that_is_no_checkpoint_is_refused(
    talks: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    found = talks("list", "--recorded-by", str(path))
    assert (found.code, found.out) == (1, "")
    assert "expected a" in found.err
