"""Whatever stands in the log, the answers show no control character and nothing internal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from timeline.dates import parse_edtf
from timeline.events import (
    Change,
    Citation,
    Entry,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRetracted,
    FactStated,
    Figure,
    KnownTo,
    SourceAdded,
)
from timeline.log import Log

HOSTILE = "x\x1b[31m\x07\u202e\u2066<b>"
FORBIDDEN = {"\x1b", "\x07", "\u202e", "\u2066"}
SECRET = "Zanzibar"
ANSWERS = (
    ("known", "2024-01-06"),
    ("known", "2024-01-06", "--knower", HOSTILE),
    ("known", "2024-02-06"),
    ("diff", "2024-01-01", "2024-01-31"),
    ("diff", "2024-01-01", "2024-01-31", "--notice"),
    ("conflicts",),
    ("conflicts", "--duplicates"),
    ("check",),
    ("lag", "--silence", "1"),
    ("lag", "--svg"),
    ("log",),
    ("history", "terms"),
    ("history", "answer"),
)


def hostile_entries() -> list[Entry]:
    """A source, two alike facts and everything that can be said of the first, in hostile words."""
    day = parse_edtf("2024-01-02")
    figure = Figure(name=HOSTILE, value="5", unit=HOSTILE)
    stated = FactStated(
        name=HOSTILE,
        headline=f"{HOSTILE} one two",
        occurred=day,
        lanes=(HOSTILE,),
        figures=(figure,),
        known_to=(KnownTo(who=HOSTILE, known=day),),
        citations=(Citation(source="@1"),),
    )
    change = Change(set={"headline": f"{HOSTILE} three"}, add={"figures": (figure,)})
    later = parse_edtf("2024-01-05")
    return [
        Entry(body=SourceAdded(name=HOSTILE, title=HOSTILE, published=day, url="http://x")),
        Entry(body=stated),
        Entry(body=FactStated(name=HOSTILE, headline=f"{HOSTILE} two one", occurred=day)),
        Entry(
            body=FactCorroborated(
                citations=(Citation(source="@1", figures=(Figure(name=HOSTILE, value="9"),)),)
            ),
            about="@2",
        ),
        *(
            Entry(
                body=FactCorrected(change=change, kind="correction", because=HOSTILE),
                about="@2",
                known=later,
            )
            for _ in range(2)
        ),
        Entry(body=FactDisputed(because=HOSTILE), about="@2", known=later),
        Entry(body=FactRetracted(because=HOSTILE), about="@3", known=later),
    ]


@pytest.fixture
def hostile(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "timeline.toml").write_text(
        '[check.allow]\nno-source = "a \\u001b[31m reason"\n', "utf-8"
    )
    Log(tmp_path).append(hostile_entries(), by=HOSTILE)
    return run


@pytest.mark.parametrize("command", ANSWERS[:-2], ids=" ".join)
def test_control_characters_come_out_inert(hostile: Run, command: tuple[str, ...]) -> None:
    shown = hostile(*command)
    assert shown.code in {0, 3}
    assert not FORBIDDEN & set(shown.out + shown.err)


def test_they_are_shown_as_what_they_are(hostile: Run) -> None:
    for command in ("known 2024-02-06", "conflicts", "check", "lag", "log"):
        assert "\\x1b[31m" in hostile(*command.split()).out


def test_a_history_with_its_ladder_is_inert(hostile: Run) -> None:
    [name, *_] = [fact["id"] for fact in hostile("list", "--json").data]
    shown = hostile("history", name)
    assert shown.code == 0
    assert not FORBIDDEN & set(shown.out)
    assert "disputed: x\\x1b[31m" in shown.out


@pytest.fixture
def secretive(talks: Run) -> Run:
    for args in (
        ("source", "add", SECRET.lower(), "--title", SECRET, "--published", "2024-01-02",
         "--internal"),
        ("add", "2024-01-04", f"{SECRET} calls", "--internal", "--name", "secret-call"),
        ("add", "2024-01-05", f"Mexico lists {SECRET} terms", "--internal", "--lane", SECRET),
        ("corroborate", "terms", "--source", SECRET.lower(), "--figure", "aid=1 USD"),
        ("dispute", "answer", "--source", SECRET.lower(), "--quote", SECRET),
        ("correct", "terms", "--note", SECRET, "--because", "a note"),
        ("link", "secret-call", "contradicts", "terms"),
    ):  # fmt: skip
        assert talks(*args).code == 0, args
    return talks


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
@pytest.mark.parametrize("command", ANSWERS, ids=" ".join)
def test_nothing_internal_shows(secretive: Run, command: tuple[str, ...], form: tuple[str]) -> None:
    if "--svg" in command and form:
        return
    shown = secretive(*command, *form)
    assert shown.code in {0, 3}
    told = (shown.out + shown.err).lower()
    assert SECRET.lower() not in told
    assert "secret-call" not in told


def test_it_shows_when_it_is_asked_for(secretive: Run) -> None:
    for command in ("known 2024-01-06", "conflicts", "check", "log", "history terms"):
        told = secretive(*command.split(), "--internal").out.lower()
        assert SECRET.lower() in told, command
