"""Eight processes write at once and are killed without warning. What was acknowledged stays."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.log.writing import fact, open_log, segments
from tests.sizes import size
from timeline.log import Log, compact_log, verify_log
from timeline.log.claim import parse_claim, read_claim

WRITERS = 8
LOCKS = Path("/proc/locks")


def _write_for_ever(root: Path, acknowledged: int, seed: int) -> None:
    """In the child: append, then tell what was acknowledged, until killed."""
    chance = random.Random(seed)
    log = Log(root)
    while True:
        batch = [
            fact(f"f{n}", "x" * chance.randrange(1, 900)) for n in range(chance.choice((1, 40)))
        ]
        new = log.append(batch, by=f"writer {seed % WRITERS}")
        os.write(acknowledged, b"".join(f"{kept.id}\n".encode() for kept in new))


def _start(root: Path, acks: Path, seed: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            fd = os.open(acks / str(seed), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            _write_for_ever(root, fd, seed)
        finally:
            os._exit(1)
    return child


def _holder(root: Path) -> int:
    """The process that holds the log's lock, 0 if nobody does."""
    inode = f":{(root / '.timeline/lock').stat().st_ino} "
    for line in LOCKS.read_text().splitlines():
        if inode in line and "->" not in line:
            return int(line.split()[4])
    return 0


def _wait_for_bytes(root: Path, deadline: float) -> None:
    """Return at a moment when bytes of an append are written but not yet acknowledged."""
    while time.monotonic() < deadline:
        claim = parse_claim(read_claim(root / ".timeline"))
        if claim is None:
            continue
        try:
            if (root / claim.segment).stat().st_size > claim.size:
                return
        except FileNotFoundError:
            continue


@pytest.mark.skipif(not LOCKS.exists(), reason="/proc/locks tells whom to kill; Linux only")
def test_no_acknowledged_event_is_lost_to_kill_9(tmp_path: Path) -> None:
    root, acks = tmp_path / "log", tmp_path / "acks"
    acks.mkdir()
    open_log(root).append([fact("first")], by="ana")
    chance = random.Random(7)
    seeds = iter(range(10_000))
    running = {_start(root, acks, seed): seed for seed in (next(seeds) for _ in range(WRITERS))}
    kills = size(60, 400)
    killed: list[int] = []
    try:
        while len(killed) < kills:
            time.sleep(chance.random() * 0.01)
            victim = 0
            if len(killed) % 4:
                _wait_for_bytes(root, time.monotonic() + 1)
                victim = _holder(root)
            if victim not in running:
                victim = chance.choice(list(running))
            os.kill(victim, signal.SIGKILL)
            os.waitpid(victim, 0)
            killed.append(running.pop(victim))
            seed = next(seeds)
            running[_start(root, acks, seed)] = seed
    finally:
        for child in running:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    acknowledged = {event for path in acks.iterdir() for event in path.read_text().split("\n")[:-1]}
    quarantined = list((root / ".timeline/quarantine").glob("*"))
    events = Log(root).read(verify=True)
    unacknowledged = {event.id for event in events} - acknowledged
    batches = {event.recorded for event in events if event.id in unacknowledged}
    between = len(batches) - 1 + len(quarantined)
    print(
        f"{len(killed) + len(running)} kills of {WRITERS} writers, {between} of them between the "
        f"first byte and the acknowledgement; {len(acknowledged):,} acknowledged events, 0 lost; "
        f"{len(segments(root))} segments, {len(quarantined)} torn tails moved away"
    )
    assert acknowledged <= {event.id for event in events}
    assert between * 5 >= kills
    assert {problem.code for problem in verify_log(root).problems} <= {"torn-tail"}
    Log(root).append([fact("after")], by="ana")
    compact_log(root)
    assert verify_log(root).problems == ()
    assert len(Log(root).read()) == len(events) + 1
