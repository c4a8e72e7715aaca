"""Every command that reads answers on every log: erased, undone, repeated and retracted events in
it, events about nothing, and links in circles.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.index.writing import batches_of, write
from tests.sizes import size
from tests.strategies.logs import KNOWERS, NAMES, Case, random_case
from timeline.cli import cli
from timeline.cli.boundary import run as run_cli
from timeline.events import FactStated

READING = (
    ("list",),
    ("known", "2024-01-08"),
    ("known", "2024-01-08", "--knower", KNOWERS[0]),
    ("diff", "2024-01-04", "2024-01-09"),
    ("diff", "2024-01-04", "2024-01-09", "--notice"),
    ("conflicts",),
    ("conflicts", "--duplicates"),
    ("lag",),
    ("lag", "--silence", "1"),
    ("check",),
    ("log",),
    ("source", "list"),
    ("describe",),
)
RENDERED = ("html", "markdown", "svg", "card", "atom", "oembed", "richtext", "text")
EXPORTED = (
    *("csv", "timelinejs-csv", "timelinejs-json", "ical", "markwhen", "timesketch-csv"),
    *("timesketch-jsonl", "csl-json", "bibtex", "jsonld", "log", "atom", "jsonfeed", "markdown"),
)


def questions(rng: Random, case: Case) -> list[tuple[str, ...]]:
    asked = [*READING]
    facts = [event.id for event in case.events if isinstance(event.body, FactStated)]
    asked += [("history", rng.choice([*facts, *NAMES])) for _ in range(5)]
    found = []
    for question in asked:
        plain = question[0] == "describe" or "--notice" in question
        options = ["--internal"] if not plain and rng.random() < 0.5 else []
        if rng.random() < 0.3 and case.recorded_by:
            options += ["--recorded-by", case.recorded_by]
        if rng.random() < 0.5 and "--notice" not in question:
            options.append("--json")
        found.append((*question, *options))
    return found


def published(rng: Random, case: Case) -> list[tuple[str, ...]]:
    kinds: list[tuple[str, ...]]
    kinds = [("render", f"--{name}", "-o", "-") for name in RENDERED]
    kinds += [("export", "--format", name) for name in EXPORTED]
    options = ["--internal"] if rng.random() < 0.5 else []
    if rng.random() < 0.5:
        options += ["--known-by", "2024-01-08"]
    if rng.random() < 0.3 and case.recorded_by:
        options += ["--recorded-by", case.recorded_by]
    return [(*kind, *options) for kind in rng.sample(kinds, 4)]


def test_every_command_that_reads_answers_on_every_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is not expected is raised, and fails here with the seed."""
    cases = size(20, 2_000)
    told: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for seed in range(cases):
        rng = Random(seed)
        case = random_case(rng, rich=seed % 2 == 0)
        root = tmp_path / str(seed)
        batches = batches_of(case.events)
        write(root, "one", [event for batch in batches for event in batch])
        (root / "timeline.toml").write_text('url = "https://example.org/timelines/"\n')
        monkeypatch.setattr("timeline.workspace.LARGE", rng.choice((-1, 10**9)))
        for question in (*questions(rng, case), *published(rng, case)):
            capsys.readouterr()
            try:
                code = run_cli(cli, ["-C", str(root), *question])
            except Exception as error:
                raise AssertionError(f"seed {seed}: timeline {' '.join(question)}") from error
            out, err = capsys.readouterr()
            if "--json" in question and code in {0, 3}:
                for text in out.splitlines() if question[0] == "log" else [out]:
                    json.loads(text)
            assert code in {0, 3} or err.startswith("timeline: expected"), (seed, question, err)
            told[question[0]] += code in {0, 3}
            refused[question[0]] += code not in {0, 3}
        shutil.rmtree(root)
    print(f"{cases} random logs; answered: {dict(told)}; refused: {dict(+refused)}")
    assert set(+refused) <= {"history", "export"}
