"""The table of docs/answers.md says what the example story answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.generate import DOCS
from tests.docs.workspace import make_demo
from timeline.dates import format_words, parse_date, parse_edtf


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("answers") / "story")


def ask(story: Path, *args: str) -> object:
    command = [sys.executable, "-m", "timeline", "-C", str(story), *args, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def rows() -> list[list[str]]:
    text = (DOCS / "answers.md").read_text(encoding="utf-8")
    section = text.split("## What was known when\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_table_holds_every_fact_in_order_with_its_date(story: Path) -> None:
    facts = ask(story, "list")
    assert isinstance(facts, list)
    _, _, *told = rows()
    assert [row[:2] for row in told] == [
        [fact["id"], format_words(parse_edtf(fact["occurred"]))] for fact in facts
    ]


def test_every_answer_of_the_table_is_what_the_story_answers(story: Path) -> None:
    head, _, *told = rows()
    answers = set()
    for column, words in enumerate(head[2:], start=2):
        known = ask(story, "known", parse_date(words).edtf)
        assert isinstance(known, dict)
        for row in told:
            assert row[0] in known[row[column].replace(" ", "_")], (row[0], words)
            answers.add(row[column])
    assert answers == {"certain", "possible", "not yet"}
