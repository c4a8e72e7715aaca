"""`timeline draft`: what it proposes, what it asks for, and that only a person's key records."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TEXT = """The agency closed the bridge on Monday, Jan. 8, after 2,500 migrants had crossed.

A plan for the river was published four months ago. The mayor was told of the closing."""


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "bridge-report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def review(tmp_path: Path, article: str, keys: Sequence[str], *options: str) -> str:
    """Run the review on a terminal of its own, giving one key a question; what it printed."""
    words = ["-C", str(tmp_path), "draft", article, "--published", "2024-01-16", "--review"]
    return talk([*words, *options], keys)


def talk(words: Sequence[str], keys: Sequence[str]) -> str:
    """Run a command on a terminal of its own, giving one answer a question; what it printed."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-m", "timeline", *words])
    left, told = list(keys), b""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.3)
        try:
            piece = os.read(terminal, 65_536) if ready else b""
        except OSError:
            break  # the child has closed its end
        told += piece
        if not ready and told.endswith((b"q quit ? ", b"]: ")) and left:
            # Only when it is silent: what is typed before it listens would be lost.
            os.write(terminal, left.pop(0).encode())
            told += b"\n"
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, told.decode()
    return told.decode()


def test_drafts_are_data_for_programs(run: Run, article: str) -> None:
    drafts = run("draft", article, "--published", "2024-01-16", "--json").data
    assert [d["occurred"] for d in drafts] == ["2024-01-08", "2023-09~", "[..2024-01-16]"]
    assert {d["known"] for d in drafts} == {"2024-01-16"}
    assert [TEXT[d["start"] : d["end"]] for d in drafts] == [d["quote"] for d in drafts]
    assert drafts[0]["figures"][0] == {
        "name": "migrants", "value": "2500", "unit": "migrants", "approximate": False,
    }  # fmt: skip
    assert run("list", "--json").data == []


def test_drafts_are_read_without_a_workspace(bare: Run, article: str) -> None:
    result = bare("draft", article, "--published", "Jan 16, 2024")
    assert result.code == 0
    assert result.out.startswith("Jan. 8, 2024: The agency closed the bridge on Monday, Jan. 8")
    assert "no date in the sentence; it was reported by 2024-01-16" in result.out


def test_the_publication_date_is_asked_for_and_never_taken_from_the_page(
    run: Run, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><meta name='date' content='2024-01-16'></head><body><p>The agency closed "
        "the bridge on Monday.</p></body></html>"
    )
    result = run("draft", str(page))
    assert result.code == 2
    assert result.out == ""
    assert "Missing --published" in result.err
    assert "The page says 2024-01-16 (date): if that is right, give it." in result.err


def test_an_address_is_no_file(run: Run) -> None:
    result = run("draft", "https://example.org/report", "--published", "2024-01-16")
    assert result.code == 1
    assert "save the page first" in result.err


def test_a_review_needs_a_terminal(run: Run, article: str) -> None:
    result = run("draft", article, "--published", "2024-01-16", "--review")
    assert result.code == 2
    assert "--review needs a terminal" in result.err


def test_only_what_is_accepted_is_recorded(run: Run, tmp_path: Path, article: str) -> None:
    told = review(tmp_path, article, "ads", "--publisher", "The Daily")
    assert "[1 of 3]" in told
    (fact,) = run("list", "--json").data
    assert (fact["occurred"], fact["known"], fact["sources"]) == (
        "2024-01-08", "2024-01-16", ["bridge-report"],
    )  # fmt: skip
    assert fact["figures"][0]["value"] == "2500"
    again = review(tmp_path, article, "q")
    assert "[1 of 1]" in again, "the dropped draft stays dropped, the skipped one comes again"
    assert len(run("list", "--json").data) == 1


def test_an_accepted_draft_is_known_the_next_time(run: Run, tmp_path: Path, article: str) -> None:
    review(tmp_path, article, "aq")
    first = run("draft", article, "--published", "2024-01-16", "--json").data[0]
    assert first["match"]["relation"] == "already known"
    (tmp_path / "other.txt").write_text("The agency closed the bridge on Jan. 8, migrants said.")
    other = run("draft", str(tmp_path / "other.txt"), "--published", "2024-01-16", "--json").data
    assert other[0]["match"]["relation"] == "adds a source"
    review(tmp_path, str(tmp_path / "other.txt"), "a")
    (fact,) = run("list", "--json").data
    assert fact["sources"] == ["bridge-report", "other"]


def test_a_draft_is_edited_before_it_is_recorded(
    run: Run, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/^headline = .*/headline = \"Closed\"/' $1\n")
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    review(tmp_path, article, "eq")
    assert [fact["headline"] for fact in run("list", "--json").data] == ["Closed"]


def test_a_dry_run_records_and_remembers_nothing(run: Run, tmp_path: Path, article: str) -> None:
    review(tmp_path, article, "aaa", "--dry-run")
    assert run("list", "--json").data == []
    assert "[1 of 3]" in review(tmp_path, article, "q")


def test_a_decision_is_taken_back_and_made_again(run: Run, tmp_path: Path, article: str) -> None:
    told = review(tmp_path, article, "uauasuq")
    assert "Nothing to undo in this sitting." in told
    assert "withdrawn: " in told
    (fact,) = run("list", "--json").data
    assert fact["headline"].startswith("The agency closed the bridge")
    assert "[1 of 2]" in review(tmp_path, article, "q"), "the two taken back are open again"


def test_an_undone_draft_can_be_accepted_in_another_sitting(
    run: Run, tmp_path: Path, article: str
) -> None:
    review(tmp_path, article, "auq")
    assert run("list", "--json").data == []
    review(tmp_path, article, "aq")
    assert len(run("list", "--json").data) == 1


def test_ctrl_c_stops_as_q_does(run: Run, tmp_path: Path, article: str) -> None:
    told = review(tmp_path, article, ["d", "\x03"])
    assert "1 dropped; 2 wait for the next time." in told
    assert "[1 of 2]" in review(tmp_path, article, ["\x04"])


def test_other_keys_are_asked_again(tmp_path: Path, run: Run, article: str) -> None:
    told = review(tmp_path, article, ["x", "\x1b[A", "A", "q"])
    assert told.count("one of these keys, please") == 2
    assert len(run("list", "--json").data) == 1


def test_a_missing_editor_changes_nothing(
    run: Run, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", str(tmp_path / "no-such-editor"))
    told = review(tmp_path, article, "eq")
    assert "no-such-editor" in told.replace("\r\n", "")  # a long path may be broken
    assert run("list", "--json").data == []


def test_a_sheet_that_cannot_be_read_is_edited_again(
    run: Run, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text(
        "#!/bin/sh\n"
        f"cat $1 >> {tmp_path}/seen\n"
        "grep -q spoiled $1 && sed -i 's/^on = .*/on = \"2024-01-09\"/' $1 && exit\n"
        "sed -i 's/^on = .*/on = spoiled/' $1\n"
    )
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    review(tmp_path, article, ["e", "y\r", "q"])
    assert [fact["occurred"] for fact in run("list", "--json").data] == ["2024-01-09"]
    assert "# The sentence: The agency closed the bridge" in (tmp_path / "seen").read_text()


def test_the_review_shows_hostile_text_inert_and_within_the_terminal(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(
        "The \x1b]0;owned\x07agency closed\u202e the bridge on Jan. 8 in \x9b31mRed " + "x" * 300
    )
    told = review(tmp_path, str(path), "q")
    assert "\x1b]0" not in told
    assert "\u202e" not in told
    assert "\\x1b]0;owned\\x07agency" in told
    assert max(map(len, told.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines())) <= 82


def test_a_person_at_a_terminal_is_asked_for_the_publication(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><meta name='date' content='2024-01-16'></head><body><p>The agency closed "
        "the long old bridge over the river Tarn at the edge of the town on Monday.</p></body>"
    )
    told = talk(["-C", str(tmp_path), "draft", str(page)], ["\r"])
    assert "The page says 2024-01-16 (date)." in told
    assert "When was it published? [2024-01-16]: " in told
    assert "Jan. 15, 2024: The agency closed" in told
    assert max(map(len, told.splitlines())) <= 80, "lines are broken at words"
    assert "Jan. 8, 2024" in talk(["draft", str(page)], ["Jan 9, 2024\r"])


def test_an_article_without_dated_facts_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("The river is long and green.")
    result = run("draft", str(path), "--published", "2024-01-16")
    assert (result.code, result.out, result.err) == (0, "", "No dated facts found.\n")


def test_a_draft_tells_what_else_its_date_may_be_and_what_it_hangs_on(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "talks.txt"
    path.write_text(
        "Since the ministers met, traffic fell on Monday, Jan. 8, from its peak in December. "
        "President Ana Ruiz met envoys in Oslo in 2019."
    )
    out = run("draft", str(path), "--published", "2024-01-16").out
    assert "    or December 2023 (2023-12)\n" in out
    assert "    “Since the ministers met” can be tied to another fact\n" in out
    assert "    people: Ana Ruiz\n    places: Oslo\n" in out


def test_nothing_is_left_of_a_reviewed_article(run: Run, tmp_path: Path, article: str) -> None:
    assert "3 dropped; nothing is left." in review(tmp_path, article, "ddd")
    assert "Nothing left to decide in this article." in review(tmp_path, article, "")


def test_a_review_shows_all_that_would_be_recorded(run: Run, tmp_path: Path) -> None:
    run("add", "2024-01-08", "Traffic at the border fell to 2,500 migrants a day", "--figure",
        "migrants=2600 migrants", "--name", "traffic")  # fmt: skip
    path = tmp_path / "talks.txt"
    path.write_text(
        "Some words of another sentence stand here so that there is something before it.\n"
        "Since the ministers met, traffic at the border fell to 2,500 migrants on Monday, "
        "Jan. 8, after 10,000 migrants had come in December, President Ana Ruiz told envoys in "
        "Oslo and in Bonn. " + "The rest is of no importance to anybody who reads this. " * 5
    )
    told = " ".join(review(tmp_path, str(path), "q").split())
    for shown in (
        "or December 2023 (2023-12)",
        "tie to",
        "people Ana Ruiz",
        "place Oslo (press e to add Bonn)",
        "figures migrants=2500 migrants (press e to add 10000 migrants)",
        "in the log disagrees with traffic: 2500",
    ):
        assert shown in re.sub(r"\x1b\[\d+m", "", told), shown


def test_what_cannot_be_recorded_is_said_and_asked_again(
    run: Run, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\nsed -i 's/^headline = .*/headline = \"\"/' $1\n")
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    told = review(tmp_path, article, "eq")
    assert "headline" in told
    assert run("list", "--json").data == []


def test_closing_the_editor_without_saving_goes_back(
    run: Run, tmp_path: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    assert "Nothing was saved." in review(tmp_path, article, "eq")
    assert run("list", "--json").data == []
