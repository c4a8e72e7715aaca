"""The example story: every dated fact of both articles, and the four answers it must give."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from timeline.cli.render import FORMS
from timeline.dates import parse_edtf
from timeline.events import Event
from timeline.formats.example import DESCRIPTION, NotEmptyError, write_example
from timeline.formats.importing import plan_import
from timeline.formats.items import Item, Reading, arrange
from timeline.formats.sheets import read_sheet
from timeline.log import Log, verify_log
from timeline.projections import project_chronology, project_story

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "seeds").glob("*.toml"))

PUBLISHED = {
    "talks-article": "[2024-01-08..2024-01-31]",
    "demands-article": "[2024-01-05..2024-01-31]",
}

# name: occurred, known, sources
FACTS = {
    "fentanyl-deaths": ("2021-01-20/..", "[2024-01-05..2024-01-31]", "demands"),
    "status-plea": ("2023~", "[2024-01-08..2024-01-31]", "talks"),
    "ukraine-funds-remark": ("2023-09", "2023-09", "talks"),
    "regional-plan-call": ("2023-09~", "2023-09~", "talks"),
    "december-meeting": ("2023-12", "2023-12", "talks demands"),
    "record-encounters": ("2023-12", "[2023-12..2024-01]", "talks demands"),
    "december-average": ("2023-12", "[2024-01-08..2024-01-31]", "talks"),
    "crossings-drop": ("[2024-01-01..2024-01-31]", "[2024-01-08..2024-01-31]", "talks"),
    "mexico-lists-demands": ("2024-01-05", "2024-01-05", "demands talks"),
    "nbc-answer": ("[2024-01-05..2024-01-31]", "[2024-01-05..2024-01-31]", "demands"),
    "monday-count": ("2024-01-08", "[2024-01-08..2024-01-31]", "talks"),
}


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    """The committed log."""
    return Log(ROOT).read(verify=True)


def run(*words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "-C", str(ROOT), *words, "--json"],
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_on_january_6_the_demands_are_known_the_answer_perhaps_and_the_count_not_yet() -> None:
    knowledge = run("known", "2024-01-06")
    assert "mexico-lists-demands" in knowledge["certain"]
    assert "nbc-answer" in knowledge["possible"]
    assert "monday-count" in knowledge["not_yet"]


def test_on_december_31_the_remark_of_september_is_known_and_the_demands_are_not() -> None:
    knowledge = run("known", "2023-12-31")
    assert "ukraine-funds-remark" in knowledge["certain"]
    assert "mexico-lists-demands" in knowledge["not_yet"]


def test_every_dated_fact_is_there_with_its_dates_and_sources(events: tuple[Event, ...]) -> None:
    found = {
        state.name: (
            state.values.occurred.edtf if state.values.occurred else "",
            state.known.date.edtf if state.known.date else "",
            " ".join(one.source.name.removesuffix("-article") for one in state.cited if one.source),
        )
        for state in project_chronology(project_story(events)).facts
    }
    assert found == FACTS


def test_sources_say_when_they_can_have_been_published_and_why(events: tuple[Event, ...]) -> None:
    sources = project_story(events).sources.values()
    assert {
        source.name: source.values.published.edtf for source in sources if source.values.published
    } == PUBLISHED
    assert all(source.values.published_basis for source in sources)


def test_the_articles_count_the_encounters_differently(events: tuple[Event, ...]) -> None:
    fact = project_story(events).facts_by_name["record-encounters"]
    cited = [figure for step in fact.supports for one in step.citations for figure in one.figures]
    given = [(figure.value, figure.approximate) for figure in (*fact.stated.figures, *cited)]
    assert given == [("302000", False), ("300000", True)]


def test_quotes_are_short_and_nothing_else_is(events: tuple[Event, ...]) -> None:
    for fact in project_story(events).facts:
        assert all(len(one.quote.split()) < 8 for one in fact.stated.citations)
        assert len(fact.stated.headline) <= 80
        assert not fact.stated.headline.endswith(".")
        assert fact.stated.detail.endswith(".")


def test_the_committed_log_is_sound(events: tuple[Event, ...]) -> None:
    assert verify_log(ROOT).problems == ()
    assert project_story(events).settings.title == DESCRIPTION.title


def test_the_committed_log_is_what_the_sheets_say(events: tuple[Event, ...]) -> None:
    story = project_story(events, internal=True)
    with plan_import(story, arrange(read_sheets(SHEETS))) as plan:
        assert plan.problems == plan.conflicts == []
        assert plan.inserted == 0


def read_sheets(paths: list[Path]) -> list[Any]:
    found: list[Any] = []
    for path in paths:
        with path.open("rb") as stream:
            found += read_sheet(stream, path.name, Reading())
    return found


def test_the_order_of_sheets_does_not_matter(events: tuple[Event, ...]) -> None:
    empty = project_story(events[:1], internal=True)
    plans = []
    for order in permutations(SHEETS):
        with plan_import(empty, arrange(read_sheets(list(order)))) as plan:
            plans.append(list(plan.entries()))
    assert all(plan == plans[0] for plan in plans)


def test_the_order_of_facts_in_a_sheet_does_not_matter(tmp_path: Path) -> None:
    head, *facts = re.split(r"^(?=\[\[fact\]\])", SHEETS[1].read_text("utf-8"), flags=re.MULTILINE)
    turned = tmp_path / "turned.toml"
    turned.write_text(head + "".join(reversed(facts)), "utf-8")

    def entries(path: Path) -> list[Any]:
        return [one.entry for one in arrange(read_sheets([path])) if isinstance(one, Item)]

    assert entries(turned) == entries(SHEETS[1])


def test_demo_writes_the_same_story_into_a_new_directory(
    tmp_path: Path, events: tuple[Event, ...]
) -> None:
    write_example(tmp_path / "story")
    written = Log(tmp_path / "story").read(verify=True)
    assert [event.body for event in written if not hasattr(event.body, "citations")] == [
        event.body for event in events if not hasattr(event.body, "citations")
    ]
    assert [event.key for event in written] == [event.key for event in events]
    assert (tmp_path / "story" / "seeds" / SHEETS[0].name).read_bytes() == SHEETS[0].read_bytes()


def test_demo_leaves_a_directory_with_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(NotEmptyError, match="expected a new or empty directory"):
        write_example(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_dates_in_the_story_are_canonical() -> None:
    for occurred, known, _ in FACTS.values():
        assert parse_edtf(occurred).edtf == occurred
        assert parse_edtf(known).edtf == known


@pytest.mark.parametrize("form", ["html", "markdown", "svg", "card", "atom", "text"])
def test_what_is_published_is_what_the_log_says(form: str, tmp_path: Path) -> None:
    """exports/ is made by `timeline render`: after a change of the page, run `make exports`."""
    target = tmp_path / "published"
    done = subprocess.run(
        [sys.executable, "-m", "timeline", "-C", str(ROOT), "render", f"--{form}", "-o", target],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    name = f"timeline{FORMS[form].ending}"
    assert target.read_bytes() == (ROOT / "exports" / name).read_bytes(), "run: make exports"


def test_the_story_checks_clean_with_a_reason_for_all_that_is_allowed() -> None:
    found = run("check")
    assert found["ok"], found["problems"]
    assert {one["code"] for one in found["allowed"]} == {
        "single-source",
        "source-without-address",
        "known-before-published",
    }
