"""The log beside its peers, in one run: `python benchmarks/log.py [EVENTS]`, by default 100,000.

Figures are medians; what writes is measured on the clock, what only computes in processor time.
The disk's own figure, a raw `write` + `fdatasync`, is taken in the same run,
in turns with what is compared with it. A peer that isn't installed is named and left out:
`pip install eventsourcing duckdb pymerkle`.
"""

from __future__ import annotations

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import orjson

from timeline.dates import day
from timeline.events import Change, Entry, FactCorrected, FactStated, Figure
from timeline.index import Index
from timeline.log import Log, compact_log, init_log, verify_log
from timeline.log.merkle import hash_leaf, tree_root
from timeline.projections import project_chronology, project_story
from timeline.projections.known import last_second

BATCH = 1_000
SINGLES = 300
PEER_EVENTS = 20_000  # a peer that takes 50 µs and more an event need not be asked a million times

Row = tuple[str, str]


def main() -> None:
    count = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(dir=os.environ.get("TIMELINE_BENCH_DIR")) as name:
        folder = Path(name)
        print(f"{count:,} events; medians; {os.cpu_count()} cores, Python {sys.version.split()[0]}")
        for title, measure in (
            ("Appending", measure_appends),
            ("Reading", measure_reads),
            ("Sealing", measure_merkle),
            ("Asking", measure_index),
            ("Adding to a log of any size", measure_growth),
            ("git", measure_git),
        ):
            print(f"\n{title}")
            for what, figure in measure(folder, count):
                print(f"  {what:<62} {figure:>28}", flush=True)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"\n  peak memory of the whole run {peak:,.0f} MB")


# -- what is measured with ------------------------------------------------------------------


def entries(start: int, count: int = BATCH) -> list[Entry]:
    """Facts, one in ten of them corrected, with what a fact usually says: about 500 bytes each."""
    chance = Random(start)
    made: list[Entry] = []
    while len(made) < count:
        number = start + len(made)
        when = day(735_000 + chance.randrange(4_000))
        known = day(735_000 + chance.randrange(4_000))
        body = FactStated(
            name=f"fact-{number}",
            headline=f"Headline number {number} about the talks at the border",
            occurred=when,
            detail="Some more words about what happened and about who said it. " * 2,
            tags=("border", "talks"),
            figures=(Figure(name="people", value=str(number)),),
        )
        made.append(Entry(body=body, known=known))
        if number % 10 == 0 and len(made) < count:
            change = Change(set={"headline": f"A better headline number {number}"})
            corrected = FactCorrected(change=change, kind="correction", because="it was wrong")
            made.append(Entry(body=corrected, about=f"@{len(made)}", known=known))
    return made


def fill(root: Path, count: int) -> Log:
    init_log(root)
    log = Log(root)
    for start in range(0, count, BATCH):
        log.append(entries(start, min(BATCH, count - start)), by="ana")
    return log


def wall_and_cpu(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of one run on the clock and on the processor."""
    started, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - used


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """On the processor: what waits for nothing is measured so that a busy machine counts less."""
    gc.collect()
    return median(wall_and_cpu(work)[1] for _ in range(rounds))


def micro(value: float) -> str:
    return f"{value * 1e6:,.1f} µs"


def milli(value: float) -> str:
    return f"{value * 1e3:,.2f} ms"


def absent(peer: str) -> Row:
    return (f"beside {peer}", "not installed")


# -- appending ------------------------------------------------------------------------------


def measure_appends(folder: Path, _count: int) -> list[Row]:
    raw = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    log = fill(folder / "append", 0)
    save = _eventsourcing(folder / "peer.sqlite") if find_spec("eventsourcing") else None
    ways: dict[str, Callable[[int], object]] = {
        "raw": lambda size: _write(raw, _LINE * size),
        "own": lambda size: log.append(_plain(size), by="ana"),
    }
    if save is not None:
        ways["peer"] = save
    if shutil.which("git"):
        versioned = fill(folder / "versioned", 0)
        _git(versioned.root, "init", "-q")
        _commit_all(versioned.root)
        ways["versioned"] = lambda size: versioned.append(_plain(size), by="ana")
    rows: list[Row] = []
    for size, block in ((1, 30), (BATCH, 3)):
        found = _in_turns(ways, size, block)
        wall, cpu = found["own"]
        floor = found["raw"][0]
        rows += [
            (
                "one durable append" if size == 1 else f"a durable batch of {size:,}",
                micro(wall),
            ),
            ("  of that, on the processor" + (", an event" if size > 1 else ""), micro(cpu / size)),
            ("  raw write + fdatasync of as many bytes", micro(floor)),
            ("  of raw speed", f"{floor / wall:.2f}"),
        ]
        if "versioned" in found:
            rows.append(("  the same in a git repository", micro(found["versioned"][0])))
        if "peer" in found:
            theirs = found["peer"][0]
            rows += [
                ("  eventsourcing with SQLite", micro(theirs)),
                ("    of raw speed", f"{floor / theirs:.3f}"),
                ("  ahead of it by", f"{theirs / wall:.1f}×"),
                ("  above the raw write, ahead by", f"{(theirs - floor) / (wall - floor):.1f}×"),
            ]
        else:
            rows.append(absent("eventsourcing"))
    os.close(raw)
    return rows


_LINE = b"x" * 499 + b"\n"
_DAYS = [day(735_000 + number) for number in range(1_000)]


def _plain(count: int) -> list[Entry]:
    """What a program would hand over: made anew for each append, as the peer's facts are."""
    return [
        Entry(
            body=FactStated(
                name="a-fact",
                headline="Headline about the talks",
                occurred=_DAYS[number % 1_000],
                detail="x" * 300,
            ),
            known=_DAYS[-number % 1_000],
        )
        for number in range(count)
    ]


def _in_turns(
    ways: dict[str, Callable[[int], object]], size: int, block: int
) -> dict[str, tuple[float, float]]:
    """Medians of (seconds, processor seconds) of ten blocks each: a program's appends follow one
    another, so each way has a block of its own, and the ways take turns.
    """
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(10):
        for name, write in ways.items():
            write(size)  # not counted: it finds what the others have left in the caches
            found[name] += [wall_and_cpu(lambda: write(size)) for _ in range(block)]  # noqa: B023
    return {
        name: (median(one for one, _ in times), median(one for _, one in times))
        for name, times in found.items()
    }


def _write(fd: int, data: bytes) -> None:
    os.write(fd, data)
    os.fdatasync(fd)


@cache
def _peer_fact() -> Any:
    from eventsourcing.domain import Aggregate, event

    class Fact(Aggregate):
        @event("Stated")
        def __init__(self, headline: str, detail: str) -> None:
            self.headline = headline
            self.detail = detail

        @event("Corrected")
        def correct(self, headline: str) -> None:
            self.headline = headline

    return Fact


def _eventsourcing(path: Path) -> Callable[[int], None]:
    """A function that saves so many events at once, durably, with the peer."""
    from eventsourcing.application import Application

    fact = _peer_fact()
    application = Application[Any](
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
        }
    )
    application.repository  # noqa: B018

    def save(count: int) -> None:
        facts = [fact(headline="Headline about the talks", detail="x" * 300) for _ in range(count)]
        application.save(*facts)

    save.application = application  # type: ignore[attr-defined]
    return save


# -- reading --------------------------------------------------------------------------------


def measure_reads(folder: Path, count: int) -> list[Row]:
    root = folder / "log"
    wall, cpu = wall_and_cpu(lambda: fill(root, count))
    rows: list[Row] = [("recorded, an event, in batches of 1,000", micro(wall / count))]
    rows.append(("  of that, on the processor", micro(cpu / count)))
    log = Log(root)
    size = sum(path.stat().st_size for path in root.rglob("*.jsonl"))
    streamed = seconds(lambda: _stream(root))
    quick = seconds(log.read)
    verified = seconds(lambda: log.read(verify=True))
    rows += [
        ("bytes an event", f"{size / count:,.0f}"),
        ("streaming orjson over the same bytes, an event", micro(streamed / count)),
        ("cold load, an event", micro(quick / count)),
        ("  beside streaming orjson", f"{quick / streamed:.1f}×"),
        ("cold load, every id verified, an event", micro(verified / count)),
        ("  beside streaming orjson", f"{verified / streamed:.1f}×"),
    ]
    story = seconds(lambda: project_story(log.read()), rounds=1)
    rows.append(("cold load and replay to a story, an event", micro(story / count)))
    if find_spec("eventsourcing"):
        loaded, rebuilt = _replay_peer(folder / "replay.sqlite")
        rows += [
            ("eventsourcing: cold load, an event", micro(loaded)),
            ("  ahead of it by", f"{loaded / (quick / count):.1f}×"),
            ("eventsourcing: cold load and replay to aggregates, an event", micro(rebuilt)),
            ("  ahead of it by", f"{rebuilt / (story / count):.1f}×"),
        ]
    else:
        rows.append(absent("eventsourcing"))
    checked = seconds(lambda: verify_log(root), rounds=1)
    rows.append(("timeline verify, an event", micro(checked / count)))
    return rows


def _stream(root: Path) -> None:
    for path in sorted(root.rglob("*.jsonl")):
        for line in path.read_bytes().split(b"\n"):
            if line:
                orjson.loads(line)


def _replay_peer(path: Path) -> tuple[float, float]:
    """Seconds an event: to load all as objects, and to rebuild all aggregates from them."""
    save: Any = _eventsourcing(path)
    for _ in range(PEER_EVENTS // BATCH):
        save(BATCH)
    application = save.application

    def replay() -> None:
        start = 1
        while True:
            found = application.recorder.select_notifications(start, 1000)
            for notification in found:
                application.mapper.to_domain_event(notification)
            if len(found) < 1000:
                return
            start = found[-1].id + 1

    def rebuild() -> None:
        for found in application.recorder.select_notifications(1, 2000):
            application.repository.get(found.originator_id)

    return seconds(replay) / PEER_EVENTS, seconds(rebuild) / 2000


# -- sealing --------------------------------------------------------------------------------


def measure_merkle(_folder: Path, count: int) -> list[Row]:
    chance = Random(3)
    data = [chance.randbytes(250) for _ in range(count)]
    plain = seconds(lambda: [sha256(one).digest() for one in data])
    root = seconds(lambda: tree_root([hash_leaf(one) for one in data]))
    rows: list[Row] = [
        ("Merkle root, a leaf", micro(root / count)),
        ("  beside a SHA-256 of each leaf", f"{root / plain:.2f}×"),
    ]
    if find_spec("pymerkle"):
        import pymerkle

        few = data[:PEER_EVENTS]

        def theirs() -> None:
            tree = pymerkle.InmemoryTree(algorithm="sha256")
            for one in few:
                tree.append_entry(one)
            tree.get_root()

        peer = seconds(theirs) / len(few)
        rows.append(("  ahead of pymerkle by", f"{peer / (root / count):.1f}×"))
    else:
        rows.append(absent("pymerkle"))
    return rows


# -- asking ---------------------------------------------------------------------------------


def measure_index(folder: Path, count: int) -> list[Row]:
    root = folder / "log"
    index = Index(root)
    built = wall_and_cpu(index.refresh)[0]
    rows: list[Row] = [("index built, an event", micro(built / count))]
    size = (root / ".timeline/index.sqlite").stat().st_size
    rows.append(("  its size, an event", f"{size / count:,.0f} bytes"))
    settings = project_story([]).settings
    days = [day(735_000 + 4_000 * part // 20) for part in range(1, 20)]
    moments = [last_second(one, settings) for one in days]
    rows += [
        ("first page at a K, all 19 medians' median", milli(_page(index, moments))),
        ("  the slowest of them", milli(max(_page(index, [one]) for one in moments))),
        ("first page now", milli(_page(index, [float("inf")]))),
        ("first page of a search for two words",
         milli(seconds(lambda: index.list_facts(search="headline 4711"), 9))),
        ("one fact's story",
         milli(seconds(lambda: index.story([index.list_facts(limit=1)[0].id]), 9))),
    ]  # fmt: skip
    log = Log(root)

    def follow() -> None:
        log.append(entries(count * 7, 1), by="ana")
        index.refresh()

    rows.append(("one more event, appended and indexed", milli(seconds(follow, 15))))
    few = min(count, 100_000)
    whole = seconds(lambda: index.list_facts(moments[9], limit=count), 1)
    listed = len(index.list_facts(moments[9], limit=count))
    rows.append((f"full state at a K from the index, {listed:,} facts", milli(whole)))
    if find_spec("duckdb"):
        peer, found = _window_query(root, moments[9])
        rows += [
            (f"  DuckDB's window query over the same lines, {found:,} facts", milli(peer)),
            ("  the index takes", f"{whole / peer:.2f}× of it"),
        ]
    else:
        rows.append(absent("duckdb"))
    if count <= few:
        story = project_story(log.read())
        computed = seconds(lambda: project_chronology(story, days[9]), 1)
        rows.append(("  computed from a story in memory", milli(computed)))
    index.close()
    return rows


def _page(index: Index, moments: Sequence[float]) -> float:
    return median(seconds(lambda k=k: index.list_facts(k), 5) for k in moments)  # type: ignore[misc]


def _window_query(root: Path, k: float) -> tuple[float, int]:
    """The same question as a window over all events: the newest known event of each fact."""
    import duckdb

    until = datetime.fromtimestamp(k, UTC).date().isoformat()
    database = duckdb.connect()
    database.execute(
        "CREATE TABLE events AS SELECT coalesce(about, id) AS fact, known, recorded, type, "
        "body.headline AS headline, body.occurred AS occurred "
        f"FROM read_json('{root}/events/**/*.jsonl', format = 'newline_delimited')"
    )
    query = (
        "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY fact ORDER BY known DESC, "
        f"recorded DESC) AS place FROM events WHERE CAST(known AS VARCHAR) <= '{until}') "
        "WHERE place = 1 ORDER BY occurred"
    )
    found = len(database.execute(query).fetchall())
    return seconds(lambda: database.execute(query).fetchall()), found


# -- growth ---------------------------------------------------------------------------------


def measure_growth(folder: Path, count: int) -> list[Row]:
    """A new process's append, with a key and no index, then with one."""
    rows: list[Row] = []
    for size in sorted({10, 10_000, count}):
        root = folder / "log" if size == count else folder / f"log{size}"
        if size != count:
            fill(root, size)
            with Index(root) as index:
                index.refresh()
        times = [
            wall_and_cpu(lambda turn=turn: Log(root).append(_keyed(turn), by="ana"))[0]  # type: ignore[misc]  # noqa: B023
            for turn in range(25)
        ]
        rows.append(
            (f"append with a key to a log of {size:,} events, indexed", milli(median(times)))
        )
    return rows


def _keyed(turn: int) -> list[Entry]:
    return [Entry(body=FactStated(name=f"n{turn}", headline="One more"), key=f"key {turn}")]


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def _commit_all(root: Path) -> None:
    _git(root, "config", "user.name", "Ana")
    _git(root, "config", "user.email", "ana@example.org")
    _git(root, "config", "gc.auto", "0")
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "all")


def measure_git(folder: Path, count: int) -> list[Row]:
    if shutil.which("git") is None:
        return [absent("git")]
    root = folder / "log"
    _git(root, "init", "-q")
    _commit_all(root)
    log = Log(root)

    def commit() -> None:
        _git(root, "add", "events")
        _git(root, "commit", "-q", "-m", "one more")

    times = []
    for turn in range(9):
        log.append(_keyed(1000 + turn), by="ana")
        times.append(wall_and_cpu(commit)[0])
    segments = sum(1 for _ in (root / "events").rglob("*.jsonl"))
    compacted = wall_and_cpu(lambda: compact_log(root))[0]
    return [
        (f"git add and commit of one more event, {count:,} in {segments:,} files",
         milli(median(times))),
        ("compacting the small files again", milli(compacted)),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
