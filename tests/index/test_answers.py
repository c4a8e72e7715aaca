"""What was known when, asked through the index: word for word what the whole log answers."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.index.writing import batches_of, write
from tests.projections.telling import Teller
from tests.sizes import size
from tests.strategies.logs import KNOWERS, Case, random_case
from timeline.cli import cli
from timeline.cli.boundary import run as run_cli
from timeline.events import Citation, FactCorroborated

TIMELINES = """
[timelines.aid]
tag = ["a", "d"]

[timelines.early]
until = "2024-01-04"

[timelines.told]
source = ["nbc", "ap"]

[timelines.there]
place = "monterrey"

[check.allow]
single-source = "as it is"

[check.allow.no-source]
demands = "a test"
"""
QUESTIONS = (
    ("known", "2024-01-08"),
    ("known", "2024-01-08", "--limit", "1"),
    ("known", "2024-01-12", "--limit", "2", "--knower", KNOWERS[0]),
    ("known", "2024-01-06", "--knower", KNOWERS[1]),
    ("diff", "2024-01-04", "2024-01-07"),
    ("diff", "2024-01-07", "2024-01-15"),
    ("diff", "2024-01-04", "2024-01-15", "--notice"),
    ("conflicts",),
    ("conflicts", "--known-by", "2024-01-10", "--limit", "2"),
    ("conflicts", "--duplicates"),
    ("check",),
    ("check", "--limit", "1"),
    ("check", "--known-by", "2024-01-10"),
    ("lag",),
    ("lag", "--silence", "1", "--known-by", "2024-01-12", "--limit", "2"),
    ("list",),
    ("list", "--limit", "3"),
    ("list", "--tag", "b", "--until", "2024-01-05"),
    ("list", "--search", "talks", "--limit", "9"),
    ("list", "--search", "head demand", "--limit", "2"),
)

Ask = Callable[[Path, tuple[str, ...]], tuple[int, str, str]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def ask(root: Path, question: tuple[str, ...]) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_cli(cli, ["-C", str(root), *question])
        return (code, *capsys.readouterr())

    return ask


def questions(rng: Random, case: Case) -> list[tuple[str, ...]]:
    """Each question with some of the options that all of them take."""
    found = []
    for question in QUESTIONS:
        options: list[str] = []
        if rng.random() < 0.4 and case.recorded_by:
            options += ["--recorded-by", case.recorded_by]
        if rng.random() < 0.3 and "--notice" not in question:
            options.append("--internal")
        if rng.random() < 0.3:
            options += ["--timeline", rng.choice(("aid", "early", "told", "there"))]
        if rng.random() < 0.5:
            options.append("--json")
        found.append((*question, *options))
    return found


def test_every_answer_is_the_same_through_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    """Half of each log is indexed first; a part of it is read however many facts it has."""
    cases = size(25, 2_500)
    told: Counter[str] = Counter()
    monkeypatch.setattr("timeline.index.concern._MANY", 0)
    for seed in range(cases):
        rng = Random(seed)
        monkeypatch.setattr("timeline.index.pages._FEW", 2_000 * (seed % 3 == 0))
        monkeypatch.setattr("timeline.index.pages._MOST", 2_000 * (seed % 3 == 1))
        case = random_case(rng, rich=seed % 2 == 1)
        batches = batches_of(case.events)
        rng.shuffle(batches)
        cut = rng.randint(0, len(batches))
        root = tmp_path / str(seed)
        write(root, "one", [event for batch in batches[:cut] for event in batch])
        (root / "timeline.toml").write_text(TIMELINES)
        monkeypatch.setattr("timeline.workspace.LARGE", -1)
        ask(root, ("known", "2024-01-08", "--limit", "1"))
        write(root, "two", [event for batch in batches[cut:] for event in batch])
        for question in questions(rng, case):
            monkeypatch.setattr("timeline.workspace.LARGE", 10**9)
            expected = ask(root, question)
            monkeypatch.setattr("timeline.workspace.LARGE", -1)
            assert ask(root, question) == expected, f"seed {seed}: {question}"
            told[question[0]] += expected[1].count("\n") > 3
        shutil.rmtree(root)
    print(f"{cases} random logs; answers with something to tell: {dict(told)}")
    assert all(told[question[0]] > cases // 2 for question in QUESTIONS), told


@pytest.mark.parametrize("damage", ["deleted", "garbage", "cut"])
def test_no_answer_depends_on_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask, damage: str
) -> None:
    monkeypatch.setattr("timeline.index.concern._MANY", 0)
    monkeypatch.setattr("timeline.workspace.LARGE", -1)
    case = random_case(Random(3))
    write(tmp_path, "one", case.events)
    path = tmp_path / ".timeline/index.sqlite"
    for question in QUESTIONS:
        expected = ask(tmp_path, question)
        data = path.read_bytes()
        path.unlink()
        if damage != "deleted":
            path.write_bytes(b"x" * 5000 if damage == "garbage" else data[: len(data) // 2])
        assert ask(tmp_path, question) == expected


def test_what_only_the_knower_knew_settles_the_order_of_links_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    teller = Teller()
    for name, knowing in (("last", {}), ("first", {}), ("between", {"FBI": "2024-01-03"})):
        known = "2024-02-01" if knowing else "2024-01-03"
        teller.fact(name, f"The {name} one", "2024-01-02", known=known, known_to=knowing)
    teller.link("last", "follows", "between")
    teller.link("between", "follows", "first")
    write(tmp_path, "one", teller.events)
    answers = []
    for large in (10**9, -1):
        monkeypatch.setattr("timeline.workspace.LARGE", large)
        answers.append(ask(tmp_path, ("known", "2024-01-08", "--knower", "FBI", "--limit", "1")))
    assert answers[0] == answers[1]
    assert "The first one" in answers[0][1]
    assert "The last one" not in answers[0][1]


SAID = (
    "Cruzan_la_frontera 2,500 personas",
    "L\u00f3pez Obrador, \ufb01rst \u00b2 \u0130stanbul",
    "\u0628\u062f\u0623\u062a \u0627\u0644\u0645\u062d\u0627\u062f\u062b\u0627\u062a",
    "\u0935\u093e\u0930\u094d\u0924\u093e \u0928\u0947",
    "\u4f1a\u8c08\u5f00\u59cb \ud55c\uad6d\uc5b4 e\u0301te\u0301",
    "\U0001f6a2 \U00010400 \U0001e900 x\u0000y \ua64a",
)
SEARCHED = (
    *("frontera", "_la", "cruzan_la", "2,500", "2500", "LOPEZ", "fir", "2", "istanbul", "\ua64a"),
    *("\u0627\u0644\u0645\u062d", "\u0935\u093e\u0930", "\u4f1a\u8c08", "\u8c08", "\ud55c"),
    *("ete", "\u00e9t\u00e9", "\U00010428", "\U0001e900", "y", "x y", "NEAR", "a AND b", "col:x"),
    *("quoted", "kept", "5"),
)


@pytest.mark.parametrize(("few", "most"), [(2_000, 50_000), (0, 50_000), (0, 0)])
def test_a_search_finds_the_same_words_through_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask, few: int, most: int
) -> None:
    """In any script, in names and quotes too, and however many facts have them."""
    monkeypatch.setattr("timeline.index.pages._FEW", few)
    monkeypatch.setattr("timeline.index.pages._MOST", most)
    teller = Teller()
    teller.source("report", "2024-01-05")
    for number, text in enumerate(SAID):
        teller.fact(f"kept-{number}", text)
    cited = Citation(source=teller.ids["report"], quote="as quoted")
    teller.write(FactCorroborated(citations=(cited,)), about=teller.ids["kept-5"])
    write(tmp_path, "one", teller.events)
    missed = []
    for words in SEARCHED:
        answers = []
        for large in (10**9, -1):
            monkeypatch.setattr("timeline.workspace.LARGE", large)
            answers.append(ask(tmp_path, ("list", "--search", words, "--limit", "9")))
        assert answers[0] == answers[1], words
        if "No facts match" in answers[0][1]:
            missed.append(words)
    assert missed == ["2500", "\u8c08", "NEAR", "a AND b", "col:x"]


def test_a_crowd_is_the_same_through_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    """Of many facts that say the same, the index keeps no more than that each is like another."""
    monkeypatch.setattr("timeline.index.concern._MANY", 0)
    teller = Teller()
    for number in range(40):
        teller.fact(
            f"count-{number}", f"Camera counts {number % 30} cars", f"2024-01-0{number % 2 + 8}"
        )
        teller.fact(f"shut-{number}", "The bridge is shut", "2024-01-08")
        teller.fact(f"other-{number}", f"Ship {'abcdefgh'[number % 8] * 9} sails", "2024-02")
    events = list(teller.events)
    for cut in (1, 7, 60, 119):
        root = tmp_path / str(cut)
        monkeypatch.setattr("timeline.workspace.LARGE", -1)
        write(root, "one", events[:cut])
        ask(root, ("known", "2024-01-08", "--limit", "1"))
        write(root, "two", events[cut:])
        for question in (("conflicts", "--json"), ("conflicts", "--duplicates"), ("check",)):
            monkeypatch.setattr("timeline.workspace.LARGE", 10**9)
            expected = ask(root, question)
            assert "count-" in expected[1]
            monkeypatch.setattr("timeline.workspace.LARGE", -1)
            assert ask(root, question) == expected, (cut, question)
