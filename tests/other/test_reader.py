"""docs/format.md is held to the program: a second reader, written from it, must agree with it."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import groupby
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.log.writing import begin_without_events, open_log
from tests.other.forged import FIRST, FORGED, LINE, forge
from tests.other.lines import Damage, parse_bare
from tests.other.reader import Fault, Reading, list_files, read_log, snapshot
from tests.other.seals import (
    Tree,
    check_tree,
    find_head,
    late_arrivals,
    list_trees,
    read_tree,
)
from tests.sizes import size
from tests.strategies.events import plain_entries
from tests.strategies.logs import random_log
from timeline.codec import erase_line, format_line, leaf, load_line
from timeline.errors import TimelineError
from timeline.events import Entry
from timeline.log import Log, SigningKey, seal_log, verify_log

HERE = Path(__file__).parents[2]
GOLDEN = HERE / "tests/golden/v1"
KEYS = tuple(
    SigningKey(
        f"{name}-test2222", Ed25519PrivateKey.from_private_bytes(bytes(31) + bytes([number]))
    )
    for number, name in enumerate(("ana", "ben"))
)
ERASED = "erased-elsewhere"


def agree(root: Path) -> Reading:
    """Asserts that both find the same events, in the same places the same damage."""
    mine, real = read_log(root), verify_log(root)
    damaged = {(str(one.path), one.line) for one in real.problems if one.code != ERASED}
    in_segments = {place for place in damaged if not place[0].startswith("events/seal/")}
    # Where an event is both whole and erased, each names another of its copies.
    copies = {
        (path, number)
        for path, number, raw in mine.lines
        if load_line(raw)["id"] in mine.erased_elsewhere
    }
    # Of an event whose line is damaged, the program doesn't say again wherever it is named.
    hurt = b"".join(
        line_at(root, one) for one in mine.faults if not one.names and one.number
    ).decode("latin-1")
    faults = [one for one in mine.faults if not one.names or f'"id":"{one.names}"' not in hurt]
    found = {(one.path, one.number) for one in faults} | set(mine.torn)
    assert found - copies == in_segments - copies
    assert bool(mine.erased_elsewhere) == any(one.code == ERASED for one in real.problems)
    assert (real.events, real.snapshot) == (len(mine.events), snapshot(mine.events))
    assert bool(real.newer) == any(line.unknown for line in mine.events.values())
    trees = {}
    for key in list_trees(root):
        wrong = any(Path(path).stem == key for path, _ in damaged - in_segments)
        try:
            trees[key] = read_tree(root, key)
            check_tree(trees[key], mine.events)
        except Damage:
            trees.pop(key, None)
        assert (key in trees) == (not wrong), key
    if not damaged:
        _read_alike(root, mine, list(trees.values()))
    return mine


def line_at(root: Path, fault: Fault) -> bytes:
    return (root / fault.path).read_bytes().split(b"\n")[fault.number - 1]


def _read_alike(root: Path, mine: Reading, trees: list[Tree]) -> None:
    real = verify_log(root)
    assert real.head == find_head(trees)
    assert set(real.late) == {late for tree in trees for late in late_arrivals(tree, mine.events)}
    lines = [(str(path), number, raw) for path, number, raw in Log(root).lines()]
    assert lines == mine.lines
    assert all(leaf(load_line(raw)) == mine.events[load_line(raw)["id"]].form for *_, raw in lines)
    if not real.newer:
        assert [event.id for event in Log(root).read(verify=True)] == list(mine.events)


# -- logs that are whole --------------------------------------------------------------------


@pytest.mark.parametrize("root", [GOLDEN, HERE], ids=["golden", "own"])
def test_both_read_the_same_from_the_logs_kept_here(root: Path) -> None:
    mine = agree(root)
    assert len(mine.events) == 17
    assert not mine.faults
    assert not mine.torn


def test_both_take_the_same_files_for_segments(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "log", tmp_path / "elsewhere"
    begin_without_events(root)
    places = {
        "a.jsonl": True,
        "2024/01/b.jsonl": True,
        ".hidden/c.jsonl": True,
        "2024/seal/d.jsonl": True,
        "folder.jsonl/e.jsonl": True,
        ".f.jsonl": False,
        "seal/g.jsonl": False,
        "seal/2024/h.jsonl": False,
        "i.JSONL": False,
        "j.json": False,
        "linked.jsonl": False,
    }
    for number, place in enumerate(places):
        path = root / "events" / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(forge(recorded=f"2026-11-22T22:43:{number:02}.000000Z") + b"\n")
    shutil.copytree(root / "events/2024", elsewhere)
    (elsewhere / "01/b.jsonl").write_bytes(LINE + b"\n")
    (root / "events/linked").symlink_to(elsewhere)
    (root / "events/linked.jsonl").unlink()
    (root / "events/linked.jsonl").symlink_to(elsewhere / "01/b.jsonl")
    mine = agree(root)
    found = {path.removeprefix("events/") for path, *_ in mine.lines}
    assert found == {place for place, counts in places.items() if counts}
    strays = {fault.path.removeprefix("events/") for fault in mine.faults}
    assert strays == {"i.JSONL", "j.json", "linked", "linked.jsonl"}


def write_log(root: Path, rng: Random) -> None:
    """A random log over three segments, some of it in two of them, some of that erased."""
    begin_without_events(root)
    files: dict[str, list[bytes]] = {name: [] for name in ("2024/02/a", "2024/b", "c")}
    newest = dict.fromkeys(files, "")
    events = sorted(random_log(rng), key=lambda event: (event.recorded, event.by, event.batch))
    for (recorded, _), batch in groupby(events, key=lambda event: (event.recorded, event.by)):
        lines = [format_line(event) for event in batch]
        names = [name for name in files if newest[name] < recorded]
        chosen = rng.sample(names, k=min(len(names), rng.choice((1, 1, 1, 2))))
        for name in chosen:
            erased = len(chosen) == 2 and rng.random() < 0.1
            files[name] += [erase_line(line) for line in lines] if erased else lines
            newest[name] = recorded
    for name, lines in files.items():
        path = root / f"events/{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(line + b"\n" for line in lines))


@given(batches=st.lists(st.lists(plain_entries, min_size=1, max_size=3), max_size=4))
@settings(max_examples=size(25, 1000))
def test_both_read_the_same_from_what_the_program_writes(batches: list[list[Entry]]) -> None:
    with TemporaryDirectory() as folder:
        log = open_log(Path(folder))
        written = [recorded for batch in batches for recorded in log.append(batch, by="ana")]
        mine = agree(Path(folder))
        assert not mine.faults
        assert list(mine.events) == [one.id for one in written]
        assert [line.raw for line in mine.events.values()] == [one.line for one in written]


def seal_part(root: Path, rng: Random) -> None:
    """Each key seals what was there at some moment; then one more event arrives, dated before."""
    whole = {path: path.read_bytes() for path in list_files(root)}
    moments = sorted(load_line(raw)["recorded"] for *_, raw in read_log(root).lines)
    for key in KEYS[: rng.choice((1, 1, 2))]:
        until = rng.choice(moments)
        for path, data in whole.items():
            kept = [line for line in data.splitlines(True) if load_line(line)["recorded"] <= until]
            path.write_bytes(b"".join(kept))
        if not verify_log(root).problems:
            seal_log(root, key)
    for path, data in whole.items():
        path.write_bytes(data)
    if rng.random() < 0.5:
        (root / "events/late.jsonl").write_bytes(forge(recorded=rng.choice(moments)) + b"\n")


def test_both_read_the_same_from_random_logs(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in range(size(60, 3000)):
        rng, root = Random(seed), tmp_path / str(seed)
        write_log(root, rng)
        seal_part(root, rng)
        mine = agree(root)
        seen += Counter(
            logs=1,
            events=len(mine.events),
            lines=len(mine.lines),
            erased=len(mine.erased_elsewhere),
            faults=len(mine.faults),
            clean=not mine.faults,
            trees=len(list_trees(root)),
            late=len(verify_log(root).late),
        )
        shutil.rmtree(root)
    print(dict(seen))
    assert min(seen.values()) > 0


# -- logs that are not ----------------------------------------------------------------------

HOLE = b"\0" * 20


def at(second: int) -> str:
    return f"2026-11-22T22:43:{second:02}.000000Z"


def write_batches(rng: Random) -> list[bytes]:
    rows = []
    for second in range(rng.randint(0, 4)):
        count = rng.choice((1, 1, 2, 3))
        rows += [forge(batch=[n, count], recorded=at(second)) for n in range(1, count + 1)]
    return rows


def disturb(rows: list[bytes], rng: Random) -> None:
    """One thing that goes wrong near the end of a segment, where torn tails are."""
    at_row = rng.randrange(max(0, len(rows) - 4), len(rows)) if rows else 0
    row = rows[at_row] if rows else b""
    cut = rng.randrange(len(row) + 1)
    batch = {"batch": [rng.randint(1, 2), rng.randint(2, 3)], "recorded": at(rng.randint(0, 9))}
    changes: tuple[list[bytes], ...] = (
        [],
        [row, row],
        [row, *rows[at_row + 1 : at_row + 2]][::-1],
        [row[:cut] + HOLE + row[cut + len(HOLE) :]],
        [row[:cut] + rng.choice((b"x", b"1", b'"')) + row[cut + 1 :]],
        [HOLE, row],
        [b"garbage", row],
        [row[:cut] + HOLE + row[:cut]],
        [forge(**batch)],
        [forge(**batch, v=2)],
    )
    change = rng.choice(changes)
    rows[at_row : at_row + max(1, len(change) - (change[:1] in ([HOLE], [b"garbage"])))] = change


def test_both_tell_the_same_torn_tails_from_the_same_damage(tmp_path: Path) -> None:
    begin_without_events(tmp_path)
    segment = tmp_path / "events/a.jsonl"
    segment.parent.mkdir()
    seen: Counter[str] = Counter()
    for seed in range(size(400, 20_000)):
        rng = Random(seed)
        rows = write_batches(rng)
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            disturb(rows, rng)
        data = b"".join(row + b"\n" for row in rows)
        data = data[: len(data) - rng.randint(0, 300)] if rng.random() < 0.4 else data
        segment.write_bytes(data + (b"\0" if rng.random() < 0.1 else b""))
        mine = agree(tmp_path)
        kind = f"{'torn' if mine.torn else 'whole'}, {'damaged' if mine.faults else 'sound'}"
        seen[kind] += 1
    print(dict(seen))
    assert len(seen) == 4
    assert min(seen.values()) > 10


def tamper(root: Path, rng: Random) -> str:
    """Changes one file below events/, and says how."""
    files = (path for path in (root / "events").rglob("*") if path.is_file())
    path = rng.choice(sorted(path for path in files if path.stat().st_size))
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    place, line = rng.randrange(len(data)), rng.randrange(len(lines))
    flipped = bytes([data[place] ^ 1 << rng.randrange(8)])
    swapped = [lines[line], *lines[:line], *lines[line + 1 :]]
    ways: dict[str, bytes | None] = {
        "flip": data[:place] + flipped + data[place + 1 :],
        "cut": data[:place],
        "delete": b"".join(lines[:line] + lines[line + 1 :]),
        "reorder": b"".join(swapped),
        "repeat": data + lines[line],
        "lose": None,
    }
    way = rng.choices(list(ways), (6, 2, 2, 2, 1, 1))[0]
    changed = ways[way]
    if changed is None:
        path.unlink()
    else:
        path.write_bytes(changed)
    return f"{way} {'seal' if path.parent.name == 'seal' else 'segment'}"


def test_both_find_the_same_tampering(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for seed in range(size(150, 4000)):
        rng, root = Random(seed), tmp_path / str(seed)
        if seed % 3:
            write_log(root, rng)
            seal_part(root, rng)
        else:
            shutil.copytree(GOLDEN, root)
        seen[tamper(root, rng)] += 1
        agree(root)
        shutil.rmtree(root)
    print(dict(seen))
    assert len(seen) == 12


@pytest.mark.parametrize("name", FORGED)
def test_both_judge_a_line_alike(name: str, tmp_path: Path) -> None:
    judged, line = FORGED[name]
    begin_without_events(tmp_path)
    (tmp_path / "events").mkdir()
    (tmp_path / "events/a.jsonl").write_bytes(FIRST + b"\n")
    (tmp_path / "events/b.jsonl").write_bytes(line + b"\n")
    mine = agree(tmp_path)
    found = {
        "damage": any(not fault.names for fault in mine.faults),
        "names": any(fault.names for fault in mine.faults),
        "unknown": any(line.unknown for line in mine.events.values()),
    }
    assert [what for what, holds in found.items() if holds] == [judged] * (judged != "counts")
    _reads_or_refuses(tmp_path, judged, line)


def _reads_or_refuses(root: Path, judged: str, line: bytes) -> None:
    """What a reader may leave to a checker: form and id, and no more."""
    try:
        parse_bare(line)
    except Damage:
        left_to_a_checker = True
    else:
        left_to_a_checker = False
    for verify in (True, False):
        if judged in {"counts", "names"}:
            assert Log(root).read(verify=verify)
        elif verify or not left_to_a_checker:
            with pytest.raises(TimelineError):
                Log(root).read(verify=verify)
