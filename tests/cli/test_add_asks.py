"""`timeline add` with too little: it asks on a terminal, and opens an editor when told to."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def editor(tmp_path: Path, script: str) -> str:
    path = tmp_path / "editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o700)
    return str(path)


def test_the_sheet_is_filled_in_and_recorded(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.toml"
    monkeypatch.setenv(
        "EDITOR",
        editor(tmp_path, f'cp $1 {copy}\nsed -i \'s/^headline = ""/headline = "Told"/\' $1'),
    )
    result = talks("add", "Jan 7, 2024", "--edit", "--source", "report-a", "--tag", 'a "b"')
    assert result.code == 0, result.err
    assert result.out == "told\n"
    sheet = copy.read_text()
    assert 'on = "Jan 7, 2024"' in sheet
    assert 'name = "report-a"' in sheet
    fact = next(f for f in talks("list", "--json").data if f["id"] == "told")
    assert (fact["occurred"], fact["sources"], fact["tags"]) == (
        "2024-01-07",
        ["report-a"],
        ['a "b"'],
    )


def test_a_new_source_is_made_from_a_url(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path, "sed -i 's/^headline = .*/headline = \"Told\"/' $1")
    )
    url = "https://example.net/news/border.html"
    assert talks("add", "2024-01-07", "--edit", "--source", url).code == 0
    assert [s["url"] for s in talks("source", "list", "--json").data][-1] == url


def test_an_unsaved_sheet_records_nothing(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    before = talks("log", "--json").out
    result = talks("add", "2024-01-07", "--edit")
    assert (result.code, result.out) == (0, "")
    assert "nothing was recorded" in result.err
    assert talks("log", "--json").out == before


def test_a_faulty_sheet_names_its_line_and_records_nothing(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "sed -i 's/^on = .*/on = \"2023-02-30\"/' $1"))
    before = talks("log", "--json").out
    result = talks("add", "2024-01-07", "Told", "--edit")
    assert result.code == 1
    assert "fact sheet:" in result.err
    assert "2023-02-30" in result.err
    assert talks("log", "--json").out == before


def test_on_a_terminal_it_asks_for_the_rest(run: Run, tmp_path: Path) -> None:
    """A real terminal: each answer is typed when its question stands on the screen."""
    pid, terminal = start(tmp_path, "add")
    answers = [
        ("When did it happen?", "01/02/2024"),  # could be two days: refused, and asked again
        ("month first", "Jan 5, 2024"),
        ("What happened", "The ministers meet"),
        ("Source?", "nobody-knows-it"),  # no such source: said, and asked again
        ("Source?", "https://example.org/talks"),
        ("When was it published?", "Jan 9, 2024"),
    ]
    for question, answer in answers:
        read_until(terminal, question)
        os.write(terminal, answer.encode() + b"\n")
    read_until(terminal, "the-ministers-meet")
    assert end(pid, terminal) == 0
    [fact] = run("list", "--json").data
    assert (fact["headline"], fact["occurred"]) == ("The ministers meet", "2024-01-05")
    assert fact["sources"] == ["example-talks"]
    assert fact["known"] == "2024-01-09"


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_a_question_left_unanswered_records_nothing(talks: Run, tmp_path: Path, key: bytes) -> None:
    before = talks("log", "--json").out
    pid, terminal = start(tmp_path, "add", "2024-01-07")
    read_until(terminal, "What happened")
    press_until(terminal, key, "nothing more was recorded")
    assert end(pid, terminal) == 130
    assert talks("log", "--json").out == before


@pytest.mark.parametrize(
    ("name", "value", "colored"),
    [("TERM", "xterm", True), ("TERM", "dumb", False), ("NO_COLOR", "1", False)],
)
def test_a_terminal_has_colour_unless_it_wants_none(
    talks: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    colored: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(name, value)
    pid, terminal = start(tmp_path, "list")
    seen = read_until(terminal, "from report-a")
    assert end(pid, terminal) == 0
    assert ("\x1b[" in seen) is colored


@pytest.mark.parametrize("args", [
    ("add",),
    ("add", "--edit"),
    ("correct", "terms", "--on", "2024-01-06", "--because", "a slip"),
    ("retract", "terms", "--because", "denied"),
])  # fmt: skip
def test_nobody_is_asked_whose_answers_could_not_be_recorded(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    monkeypatch.delenv("TIMELINE_BY")
    monkeypatch.setenv("EDITOR", editor(tmp_path, "echo edited"))
    pid, terminal = start(tmp_path, *args)
    seen = read_until(terminal, "git's user.name")
    assert end(pid, terminal) == 1
    assert "?" not in seen
    assert "edited" not in seen


def test_what_was_typed_in_the_editor_is_not_lost_for_a_fault_of_the_log(
    talks: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log can't be written to, until the sheet is saved again."""
    state, kept = tmp_path / ".timeline", tmp_path / "kept"
    monkeypatch.setenv(
        "EDITOR",
        editor(
            tmp_path,
            f"""\
if [ -e {kept} ]; then rm {state}; mv {kept} {state}; touch $1; exit; fi
mv {state} {kept}; touch {state}
sed -i 's/^headline = .*/headline = "Told"/' $1""",
        ),
    )
    pid, terminal = start(tmp_path, "add", "2024-01-07", "--edit")
    assert "nothing was acknowledged" in read_until(terminal, "Edit it again?")
    os.write(terminal, b"y\n")
    read_until(terminal, "told")
    assert end(pid, terminal) == 0
    assert "told" in [fact["id"] for fact in talks("list", "--json").data]


def start(workspace: Path, *args: str) -> tuple[int, int]:
    """A command on a real terminal: its process, and the terminal's other end."""
    pid, terminal = pty.fork()
    if pid == 0:
        words = [sys.executable, "-m", "timeline", "-C", str(workspace), *args]
        os.execv(sys.executable, words)
    return pid, terminal


def end(pid: int, terminal: int) -> int:
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status)


def press_until(terminal: int, key: bytes, text: str) -> None:
    """Python misses a Ctrl-C between its question and its wait for an answer: far too early for
    people, who would press it again.
    """
    for _ in range(10):
        os.write(terminal, key)
        with suppress(AssertionError):
            read_until(terminal, text, seconds=3)
            return
    pytest.fail(f"pressed {key!r} ten times, and never saw {text!r}")


def read_until(terminal: int, text: str, seconds: float = 20) -> str:
    seen = ""
    ends = time.monotonic() + seconds
    while text not in seen:
        assert time.monotonic() < ends, f"waited for {text!r}, saw {seen!r}"
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096).decode(errors="replace")
    return seen
