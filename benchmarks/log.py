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
PEER_EVENTS = 100_000  # what costs a peer tens of µs each need not be asked a million times

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
    """Seconds of one run on the clock and on the processor. To let go of its result is no part."""
    started, used = time.perf_counter(), time.process_time()
    result = work()
    found = time.perf_counter() - started, time.process_time() - used
    del result
    return found


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
    ways: dict[str, Callable[[int], object]] = {
        "raw": lambda size: _write(raw, _LINE * size),
        "own": lambda size: log.append(_plain(size), by="ana"),
    }
    if find_spec("eventsourcing"):
        from peers.events import open_peer, peer_facts

        peer = open_peer(folder / "peer.sqlite")
        ways["peer"] = lambda size: peer.save(*peer_facts(_plain(size)))
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
    story, states = _replays(log)
    rows += [
        ("replay of what was loaded to all facts, an event", micro(story / count)),
        ("  and to the state of each of them now, an event", micro(states / count)),
        ("cold load and replay to all facts, an event", micro((quick + story) / count)),
        ("  and to the state of each of them now, an event", micro((quick + states) / count)),
    ]
    own = [one / count for one in (quick, quick + story, quick + states)]
    rows += _replay_rows(folder / "replay.sqlite", min(count, PEER_EVENTS), own)
    checked = seconds(lambda: verify_log(root), rounds=1)
    rows.append(("timeline verify, an event", micro(checked / count)))
    load = f"from timeline.log import Log; from pathlib import Path; e = Log(Path({str(root)!r}))"
    replay = "from timeline.projections import project_story; s = project_story(e.read())"
    rows += [
        ("peak memory of a cold load", _peak(f"{load}.read()")),
        ("  and of a replay", _peak(f"{load}; {replay}")),
    ]
    return rows


def _replays(log: Log) -> tuple[float, float]:
    """Seconds to replay what was loaded: to all facts, and to the state of each of them now."""
    events = log.read()
    return (
        seconds(lambda: project_story(events)),
        seconds(lambda: sum(1 for _ in project_story(events).states()), rounds=1),
    )


def _peak(code: str) -> str:
    """The most memory that a new process with this code has held, where the system tells."""
    status = Path("/proc/self/status")
    if not status.exists():
        return "told on Linux only"
    code += f"; print(open({str(status)!r}).read().partition('VmHWM:')[2].split()[0])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return f"{int(done.stdout) / 1024:,.0f} MB"


def _stream(root: Path) -> None:
    for path in sorted(root.rglob("*.jsonl")):
        for line in path.read_bytes().split(b"\n"):
            if line:
                orjson.loads(line)


def _replay_rows(path: Path, count: int, own: Sequence[float]) -> list[Row]:
    """The peer's ways to read events with the same words, and how far ahead of each we are:
    `own` are our seconds an event for a load, a replay to all facts, and to all states.
    """
    if not find_spec("eventsourcing"):
        return [absent("eventsourcing")]
    from peers.events import open_peer, peer_events, peer_facts

    peer = open_peer(path)
    for start in range(0, count, BATCH):
        peer.save(*peer_facts(entries(start, min(BATCH, count - start))))
    aggregates: dict[Any, Any] = {}

    def load_all() -> None:
        for event in peer_events(peer):
            assert event

    def replay_all() -> None:
        aggregates.clear()
        for event in peer_events(peer):
            key = event.originator_id
            aggregates[key] = event.mutate(aggregates.get(key))

    def rebuild_some() -> None:
        for key in some:
            peer.repository.get(key)

    loaded = seconds(load_all, rounds=1) / count
    replayed = seconds(replay_all, rounds=1) / count
    every = max(1, len(aggregates) // 20_000)
    some = list(aggregates)[::every]
    held = sum(aggregates[key].version for key in some)
    rebuilt = seconds(rebuild_some, rounds=1) / held
    return [
        ("eventsourcing: cold load, an event", micro(loaded)),
        ("  ahead of it by", f"{loaded / own[0]:.1f}×"),
        ("eventsourcing: cold load and replay in one pass, an event", micro(replayed)),
        ("  ahead of it by, to all facts, to their states", _ahead(replayed, own[1:])),
        ("eventsourcing: all aggregates from its repository, an event", micro(rebuilt)),
        ("  ahead of it by, to all facts, to their states", _ahead(rebuilt, own[1:])),
    ]


def _ahead(theirs: float, own: Sequence[float]) -> str:
    return ", ".join(f"{theirs / one:.1f}×" for one in own)


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

        few = data[: PEER_EVENTS // 5]

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
    wall, cpu = wall_and_cpu(index.refresh)
    rows: list[Row] = [
        ("index built, an event", micro(wall / count)),
        ("  of that, on the processor", micro(cpu / count)),
    ]
    size = sum(path.stat().st_size for path in (root / ".timeline").glob("index.sqlite*"))
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
        from peers.windows import open_window_query

        query = open_window_query(root, moments[9])
        found, peer = query(), seconds(query)
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


# -- growth ---------------------------------------------------------------------------------


def measure_growth(folder: Path, count: int) -> list[Row]:
    """What a new process needs to add one event to a log that has an index."""
    roots = {}
    for size in sorted({10, 10_000, count}):
        roots[size] = folder / "log" if size == count else folder / f"log{size}"
        if size != count:
            fill(roots[size], size)
            with Index(roots[size]) as index:
                index.refresh()
    rows: list[Row] = []
    times: dict[int, list[tuple[float, float]]] = {size: [] for size in roots}
    commands: dict[int, list[tuple[float, float]]] = {size: [] for size in roots}
    for turn in range(15):
        for size, root in roots.items():
            one = wall_and_cpu(lambda: Log(root).append(_keyed(turn), by="ana"))  # noqa: B023
            times[size].append(one)
            commands[size].append(_add_by_command(root, turn))
    for size in roots:
        own = [median(one) for one in zip(*times[size], strict=True)]
        whole = [median(one) for one in zip(*commands[size], strict=True)]
        rows += [
            (f"append with a key to {size:,} events, clock and processor", _both(own)),
            (f"  timeline add, the whole command at {size:,}", _both(whole)),
        ]
    return rows


def _both(times: Sequence[float]) -> str:
    return f"{milli(times[0])}, {milli(times[1])}"


def _add_by_command(root: Path, turn: int) -> tuple[float, float]:
    words = ["add", "2024-01-05", f"One more by command {turn}", "--by", "ana", "--json"]
    command = [sys.executable, "-m", "timeline", "-C", str(root), *words]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, used


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
