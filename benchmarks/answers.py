"""How long each answer takes on logs of 10^3, 10^4 and 10^5 facts, and how that grows.

    python benchmarks/answers.py [LARGEST]

First the commands, with Python's start, on logs whose index is up to date; then the index, made
anew and with a fact more; then the projections, in memory, over the whole log. Each log is a mix:
four facts in five have one source, some two; one in ten is corrected, one in fifty disputed or
retracted. A command that prints something of every fact can't cost less than its output; with
`--limit`, and where an answer concerns few facts, it follows these. `x` is the time against that of
the log a tenth its size: 10 is linear. Medians of three, in processor time, so that a busy machine
tells the same.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

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
    LogDescribed,
    SourceAdded,
)
from timeline.index import Index
from timeline.log import Log
from timeline.projections import (
    Story,
    explain_state,
    project_chronology,
    project_conflicts,
    project_difference,
    project_knowledge,
    project_ladder,
    project_lag,
    project_story,
)
from timeline.projections.checks import Review, check_story

K, LATER = parse_edtf("2023-07-01"), parse_edtf("2023-07-08")
SCRIPT = str(Path(sys.executable).with_name("timeline"))
COMMANDS = (
    ("known", K.edtf),
    ("known", K.edtf, "--limit", "20"),
    ("diff", K.edtf, LATER.edtf),
    ("conflicts",),
    ("check",),
    ("check", "--limit", "20"),
    ("lag",),
    ("lag", "--limit", "20"),
)
ALLOWED = """
[check.allow]
single-source = "one source is enough here"
"""
BATCH = 1_000
SOURCES = 200
VOCABULARY = [f"{first}{second}" for first in "bcdfghklmn" for second in "aeiou"]


def headline(rng: Random) -> str:
    words = [
        "".join(rng.choices(VOCABULARY, k=rng.randint(2, 3))) for _ in range(rng.randint(5, 9))
    ]
    return " ".join(words).capitalize()


def story_entries(facts: int) -> Iterator[list[Entry]]:
    """Batches: the sources, then for every thousand facts these and what is said about them."""
    rng = Random(facts)
    described = Entry(body=LogDescribed(title="A benchmark", zone="America/New_York"))
    yield [
        described,
        *(
            Entry(
                body=SourceAdded(
                    name=f"source-{number}",
                    publisher=f"publisher {number % 40}",
                    published=parse_edtf(day(rng, "2023")),
                )
            )
            for number in range(SOURCES)
        ),
    ]
    for start in range(0, facts, BATCH):
        yield [fact_entry(rng, number) for number in range(start, min(start + BATCH, facts))]


def day(rng: Random, year: str) -> str:
    return f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"


def fact_entry(rng: Random, number: int) -> Entry:
    exact = day(rng, "2023")
    occurred = rng.choice((exact, exact, exact, exact[:7], f"{exact}~"))
    return Entry(
        body=FactStated(
            name=f"fact-{number}",
            headline=headline(rng),
            occurred=parse_edtf(occurred),
            lanes=(f"lane {number % 7}",),
            figures=(Figure(name="count", value=str(rng.randint(1, 10**6))),),
            citations=(Citation(source=f"source {rng.randrange(SOURCES)}"),),
        ),
        known=parse_edtf(exact) if rng.random() < 0.3 else None,
    )


def change_entry(rng: Random, fact: str, sources: list[str]) -> Entry | None:
    chance, known = rng.random(), parse_edtf(day(rng, "2024"))
    cited = (Citation(source=rng.choice(sources)),)
    if chance < 0.2:
        return Entry(body=FactCorroborated(citations=cited), about=fact)
    if chance < 0.3:
        change = Change(set={"headline": headline(rng)})
        body = FactCorrected(change=change, kind="correction", because="it was wrong")
        return Entry(body=body, about=fact, known=known)
    if chance < 0.32:
        disputed = FactDisputed(citations=cited, because="they deny it")
        return Entry(body=disputed, about=fact, known=known)
    if chance < 0.33:
        return Entry(body=FactRetracted(because="it was wrong"), about=fact, known=known)
    return None


def write_log(root: Path, facts: int) -> Log:
    from attrs import evolve

    (root / "events").mkdir(parents=True)
    log = Log(root)
    rng = Random(facts)
    sources: list[str] = []
    for batch in story_entries(facts):
        if sources:
            batch = [  # noqa: PLW2901  the sources have ids by now
                evolve(
                    entry,
                    body=evolve(entry.body, citations=(Citation(source=rng.choice(sources)),)),
                )
                for entry in batch
            ]
        recorded = log.append(batch, by="ana")
        if not sources:
            sources = [one.id for one in recorded[1:]]
            continue
        changes = (change_entry(rng, one.id, sources) for one in recorded)
        log.append([entry for entry in changes if entry is not None], by="ana")
    return log


def measure(work: Callable[[], object], rounds: int = 3) -> float:
    """Seconds of processor time, of this process and of those that it waits for."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = processor_time()
        work()
        times.append(processor_time() - start)
    return median(times)


def processor_time() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def projections(log: Log) -> dict[str, float]:
    events = log.read()
    story = project_story(events)
    found = {
        "read the log": measure(log.read),
        "project_story": measure(lambda: project_story(events)),
        "states at K": measure(lambda: list(story.states(K))),
        "chronology": measure(lambda: project_chronology(story, K)),
        "known": measure(lambda: explained(story)),
        "diff": measure(lambda: project_difference(story, K, LATER)),
        "conflicts": measure(lambda: project_conflicts(story)),
        "ladders": measure(lambda: [project_ladder(story, fact) for fact in story.facts], 1),
        "check": measure(lambda: check_story(Review(story=story, now=time.time()))),
        "lag": measure(lambda: project_lag(story)),
    }
    return found | {"(events)": float(len(events))}


def explained(story: Story) -> list[object]:
    knowledge = project_knowledge(story, K)
    states = (*knowledge.certain, *knowledge.possible, *knowledge.not_yet)
    return [explain_state(story, state, K) for state in states]


def commands(root: Path) -> dict[str, float]:
    def run(*arguments: str) -> None:
        done = subprocess.run(
            [SCRIPT, "-C", str(root), *arguments],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert done.returncode in (0, 3), arguments

    found = {
        " ".join(("timeline", *command)): measure(lambda command=command: run(*command))  # type: ignore[misc]
        for command in COMMANDS
    }
    (root / "timeline.toml").write_text(ALLOWED, "utf-8")
    found["the same, single-source allowed"] = measure(lambda: run("check"))
    (root / "timeline.toml").unlink()
    return found


def index(log: Log, root: Path) -> dict[str, float]:
    """Making it, what a fact more costs it, and its size."""

    def refresh() -> None:
        with Index(root) as found:
            found.refresh()

    def grow() -> None:
        log.append([Entry(body=FactStated(name="more", headline="One more"))], by="ana")
        refresh()

    events = len(log.read())
    made = measure(refresh, 1)
    size = (root / ".timeline" / "index.sqlite").stat().st_size
    return {
        "index made": made,
        "index, a fact more": measure(grow),
        "(µs an event)": made / events * 1e3,
        "(bytes an event)": size / events / 1e3,
    }


def main() -> None:
    gc.set_threshold(100_000, 50, 50)  # as on the command line
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    sizes = [size for size in (1_000, 10_000, 100_000) if size <= largest]
    results: list[dict[str, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            log = write_log(Path(folder), size)
            root = Path(folder)
            made = index(log, root)
            results.append(commands(root) | made | projections(log))
    heads = "".join(
        f"{f'{size:,} facts':>16}" + (f"{'x':>7}" if at else "") for at, size in enumerate(sizes)
    )
    print(f"{'ms':<36}{heads}")
    for name in results[0]:
        scale = 1 if name == "(events)" else 1e3
        line = f"{name:<36}"
        for at, result in enumerate(results):
            line += f"{result[name] * scale:>16,.0f}"
            if at:
                line += f"{result[name] / results[at - 1][name]:>7.1f}"
        print(line)


if __name__ == "__main__":
    main()
