"""What people type to name a fact, a source or an event: the same through the index."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from tests.index.writing import batches_of, write
from tests.sizes import size
from tests.strategies.logs import NAMES, Case, random_case
from timeline.cli import cli
from timeline.cli.boundary import run as run_cli
from timeline.events import Event, FactStated, SourceAdded

WRITING = ("--by", "ana", "--dry-run", "--json")


def typed(rng: Random, events: Sequence[Event]) -> str:
    """Something that may name a fact: a name, told apart or not, an id or a part of one."""
    facts = [event for event in events if isinstance(event.body, FactStated)]
    event = rng.choice(facts if facts and rng.random() < 0.8 else events)
    name = getattr(event.body, "name", "") or rng.choice(NAMES)
    return rng.choice(
        (
            name,
            f"{name}~{event.id[:4]}",
            f"{name}~{event.id[:4]}",
            f"{name}~{(event.about or event.id)[:6]}",
            event.id,
            event.id[: rng.randint(3, 10)],
            event.about or event.id,
            "nothing",
        )
    )


def typed_source(rng: Random, events: Sequence[Event]) -> str:
    sources = [event for event in events if isinstance(event.body, SourceAdded)]
    if not sources or rng.random() < 0.2:
        return typed(rng, events)
    source = rng.choice(sources)
    assert isinstance(source.body, SourceAdded)
    name = source.body.name
    return rng.choice((name, name, f"{name}~{source.id[:4]}", source.id, source.id[:8]))


def commands(rng: Random, case: Case) -> list[tuple[str, ...]]:
    """One of each that names something."""
    events = case.events
    fact, other = typed(rng, events), typed(rng, events)
    source = typed_source(rng, events)
    asked = ["--json"] if rng.random() < 0.5 else []
    if rng.random() < 0.3:
        asked.append("--internal")
    if rng.random() < 0.3 and case.recorded_by:
        asked += ["--recorded-by", case.recorded_by]
    if rng.random() < 0.3:
        asked += ["--known-by", "2024-01-08"]
    because = ("--because", "it was wrong")
    return [
        ("history", fact, *asked),
        ("correct", fact, "--headline", "Anew", *because, *WRITING),
        ("correct", fact, "--name", typed(rng, events), *because, *WRITING),
        ("retract", fact, "--instead", other, *because, *WRITING),
        ("restore", fact, *because, *WRITING),
        ("corroborate", fact, "--source", source, *WRITING),
        ("dispute", fact, "--source", source, *because, *WRITING),
        ("link", fact, "follows", other, *WRITING),
        ("undo", rng.choice(events).id[: rng.randint(4, 26)], *because, *WRITING),
        ("undo", fact, *because, *WRITING),
        ("source", "correct", source, "--title", "Anew", *because, *WRITING),
        ("source", "add", source, "--origin", typed_source(rng, events), *WRITING),
        ("add", "2024-01-05", "Talks begin", "--name", other, "--source", source, *WRITING),
        ("add", "2024-01-05", rng.choice(NAMES), "--key", rng.choice("klm"), *WRITING),
    ]


def without_hint(answer: tuple[int, str, str]) -> tuple[int, str, str]:
    """Without what to do: of a long log not all that one may have meant is there."""
    code, out, err = answer
    return (code, out, err.partition("\n  ")[0] if code == 1 else err)


def test_a_name_means_the_same_through_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(root: Path, command: tuple[str, ...]) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_cli(cli, ["-C", str(root), *command])
        return (code, *capsys.readouterr())

    cases = size(40, 4_000)
    done: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def in_one_case(seed: int) -> None:
        rng = Random(seed)
        case = random_case(rng, rich=seed % 2 == 1)
        batches = batches_of(case.events)
        rng.shuffle(batches)
        cut = rng.randint(0, len(batches))
        root = tmp_path / str(seed)
        for name, part in (("one", batches[:cut]), ("two", batches[cut:])):
            write(root, name, [event for batch in part for event in batch])
            monkeypatch.setattr("timeline.workspace.LARGE", -1)
            ask(root, ("history", "nothing"))
        for command in commands(rng, case):
            monkeypatch.setattr("timeline.workspace.LARGE", 10**9)
            expected = ask(root, command)
            monkeypatch.setattr("timeline.workspace.LARGE", -1)
            found = ask(root, command)
            assert without_hint(found) == without_hint(expected), f"seed {seed}: {command}"
            done[command[0]] += expected[0] == 0
            asked[command[0]] += 1
        shutil.rmtree(root)

    for seed in range(cases):
        in_one_case(seed)
    print(f"{cases} random logs; commands that would be done, of {asked.total():,}: {dict(done)}")
    assert all(done[name] > cases // 25 for name in asked), (done, asked)
