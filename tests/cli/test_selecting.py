"""Named timelines, in every command that reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

READING = (
    ("list",),
    ("known", "2024-01-31"),
    ("diff", "2024-01-01", "2024-01-31"),
    ("conflicts",),
    ("check",),
    ("lag",),
    ("log",),
)


@pytest.fixture
def two_lanes(talks: Run, tmp_path: Path) -> Run:
    for fact, lane in (("terms", "Mexico"), ("answer", "Washington")):
        for args in (
            ("correct", fact, "--lane", lane, "--kind", "typo"),
            ("dispute", fact, "--because", f"about {fact}", "--known", "2024-01-15"),
        ):
            assert talks(*args).code == 0
    (tmp_path / "timeline.toml").write_text(
        '[timelines.mexico]\ntitle = "Mexico"\nlane = "Mexico"\nfrom = 2024-01-01\n', "utf-8"
    )
    return talks


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_named_timeline_narrows_what_is_read(two_lanes: Run, command: tuple[str, ...]) -> None:
    whole = two_lanes(*command).out
    assert "terms" in whole
    assert "answer" in whole
    part = two_lanes(*command, "--timeline", "mexico").out
    assert "terms" in part
    assert "answer" not in part


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_an_unknown_timeline_is_refused(two_lanes: Run, command: tuple[str, ...]) -> None:
    refused = two_lanes(*command, "--timeline", "mexcio")
    assert (refused.code, refused.out) == (1, "")
    assert "it has: mexico" in refused.err


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("timelines = 3", "[timelines]: expected a table, got 3"),
        ("[timelines]\nx = 3", "[timelines.x]: expected a table, got 3"),
        ("[timelines.x]\nlane = 3", "[timelines.x] lane: expected a name or a list of names"),
        ("[timelines.x]\nfrom = 'soon'", "[timelines.x] from: "),
        ("[timelines.x]\ncolour = 'red'", "[timelines.x] colour: expected one of these keys"),
    ],
)
def test_a_timeline_that_means_nothing_is_refused(
    talks: Run, tmp_path: Path, settings: str, message: str
) -> None:
    (tmp_path / "timeline.toml").write_text(settings + "\n", "utf-8")
    refused = talks("list", "--timeline", "x")
    assert (refused.code, refused.out) == (1, "")
    assert message in refused.err


def test_options_choose_within_the_named_timeline(two_lanes: Run) -> None:
    within = two_lanes("list", "--timeline", "mexico", "--lane", "Washington", "--json")
    assert (within.code, within.data) == (0, [])
    earlier = two_lanes("list", "--timeline", "mexico", "--from", "2023-01-01", "--json")
    assert [fact["id"] for fact in earlier.data] == ["terms"]
