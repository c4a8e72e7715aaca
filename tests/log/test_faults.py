"""Every system call of a real append fails in turn, or is the last that the process makes.

strace attaches to a process that is about to append, and makes its n-th call of a kind return
an error, or kills it there. Afterwards the log must verify, hold everything acknowledged, and
take the next event.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.log.writing import Clock, begin_without_events, fact, open_log, salts, segments
from tests.sizes import LONG, size
from timeline.errors import TimelineError
from timeline.log import Log, compact_log, verify_log

STRACE = shutil.which("strace")
BATCH = [fact(f"f{n}", "x" * 400) for n in range(3)]
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")


def _append_and_tell(root: Path, answer: int) -> None:
    """In the child: stop until strace is there, then append and say what came of it."""
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        new = Log(root, clock=Clock(), randomness=salts()).append(BATCH, by="ana")
        os.write(answer, f"acknowledged {new[0].id}".encode())
    except TimelineError as error:
        os.write(answer, f"refused {error}".encode())
    except BaseException as error:  # noqa: BLE001
        os.write(answer, f"crashed {error!r}".encode())
    finally:
        os._exit(0)


def _traced_append(root: Path, trace: Path, *options: str) -> str:
    """What a child that appends under strace says; empty if it is killed before it can."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _append_and_tell(root, write)
    os.close(write)
    os.waitpid(child, os.WUNTRACED)
    assert STRACE is not None
    tracer = subprocess.Popen(
        [STRACE, "-f", "-qq", "-o", str(trace), "-p", str(child), *options],
        stderr=subprocess.PIPE,
    )
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0" in status.read_text():
        if tracer.poll() is not None:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            assert tracer.stderr is not None
            pytest.skip(f"strace can't attach: {tracer.stderr.read().decode().strip()}")
        time.sleep(0.0005)
    os.kill(child, signal.SIGCONT)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    tracer.wait()
    assert tracer.stderr is not None
    tracer.stderr.close()
    return said


def _calls(trace: Path) -> Counter[str]:
    names = re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.MULTILINE)
    return Counter(names)


def _fresh(root: Path) -> None:
    """Without `events/`: the append must make everything."""
    begin_without_events(root)


def _open_segment(root: Path) -> None:
    open_log(root).append([fact("before")], by="ana")


def _torn_segment(root: Path) -> None:
    _open_segment(root)
    (path,) = segments(root)
    path.write_bytes(path.read_bytes() + b'{"batch":[1,2],"body":{}}\n{"batch":[2,2],"bo')


@pytest.mark.skipif(STRACE is None, reason="strace makes system calls fail; it is not installed")
@pytest.mark.parametrize("prepare", [_fresh, _open_segment, _torn_segment])
def test_any_system_call_may_fail(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    trace = tmp_path / "trace"
    prepare(tmp_path / "plain")
    assert _traced_append(tmp_path / "plain", trace).startswith("acknowledged")
    calls = _calls(trace)
    for name in ("exit_group", "rt_sigaction", "munmap", "brk", "mmap", "getpid", "kill"):
        calls.pop(name, None)
    calls["write"] -= 1  # the last is the child's answer
    said: Counter[str] = Counter()
    cases = [
        (name, ordinal, fault)
        for name, most in sorted(calls.items())
        for ordinal in range(1, most + 1)
        for fault in FAULTS
    ]
    for number, (name, ordinal, fault) in enumerate(cases if LONG else cases[::7]):
        root = tmp_path / f"case{number}"
        prepare(root)
        before = {event.id for event in Log(root).read()}
        answer = _traced_append(root, trace, "-e", f"inject={name}:{fault}:when={ordinal}")
        context = f"{name} number {ordinal}, {fault}: {answer!r}"
        said[answer.partition(" ")[0] or "killed"] += 1
        assert not answer.startswith("crashed"), context
        _check_after(root, before, answer, context)
        shutil.rmtree(root)
    hit = {(name, ordinal) for name, ordinal, _ in (cases if LONG else cases[::7])}
    print(
        f"{prepare.__name__}: {len(hit)} of {sum(calls.values())} syscall × ordinal pairs, "
        f"{sum(said.values())} faults: {dict(said)}; calls {dict(calls)}"
    )


def _check_after(root: Path, before: set[str], answer: str, context: str) -> None:
    verification = verify_log(root)
    assert {problem.code for problem in verification.problems} <= {"torn-tail"}, context
    events = {event.id for event in Log(root).read(verify=True)}
    assert before <= events, context
    new = events - before
    assert len(new) in (0, len(BATCH)), context
    if answer.startswith("acknowledged "):
        assert answer.removeprefix("acknowledged ") in events, context
    if answer.startswith("refused"):
        assert not new, context
    Log(root, clock=Clock()).append([fact("after")], by="ana")
    assert len(Log(root).read(verify=True)) == len(events) + 1, context
    if verify_log(root).problems:  # the claim on the torn segment was lost with the fault
        compact_log(root)
    assert not verify_log(root).problems, context
    assert len(Log(root).read(verify=True)) == len(events) + 1, context


@pytest.mark.skipif(STRACE is None, reason="strace shows system calls; it is not installed")
def test_a_batch_is_one_write_and_is_synced_before_it_is_acknowledged(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for prepare, name in ((_fresh, "fresh"), (_open_segment, "open")):
        prepare(tmp_path / name)
        _traced_append(tmp_path / name, trace, "-y")
        calls = re.findall(r"^\d+ +(\w+)\((.*)", trace.read_text(), re.MULTILINE)
        on_segment = [call for call, rest in calls if re.match(r"\d+<[^>]*\.jsonl>", rest)]
        assert [call for call in on_segment if call in ("write", "fdatasync")] == [
            "write",
            "fdatasync",
        ]
        synced = [call for call, _ in calls].index("fdatasync")
        answered = next(n for n, (call, rest) in enumerate(calls) if '"acknowledged' in rest)
        assert synced < answered
        directories = [rest for call, rest in calls[:synced] if call == "fsync"]
        # A new file's name is durable too, and those of all new directories above it.
        assert len(directories) == (5 if prepare is _fresh else 0)


@pytest.mark.parametrize("prepare", [_fresh, _open_segment])
def test_a_write_may_be_cut_short_anywhere(tmp_path: Path, prepare: Callable[[Path], None]) -> None:
    """The kernel takes what fits below a limit and refuses the rest: a real short write."""
    prepare(tmp_path / "plain")
    start = sum(path.stat().st_size for path in segments(tmp_path / "plain"))
    Log(tmp_path / "plain", clock=Clock()).append(BATCH, by="ana")
    stop = sum(path.stat().st_size for path in segments(tmp_path / "plain"))
    refused = 0
    for number, limit in enumerate(range(max(start, 600), stop, size(101, 3))):
        root = tmp_path / f"case{number}"
        prepare(root)
        before = {event.id for event in Log(root).read()}
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            _append_unstopped(root, write)
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            answer = pipe.read().decode()
        os.waitpid(child, 0)
        assert answer.startswith("refused no room"), answer
        refused += 1
        assert {event.id for event in Log(root).read(verify=True)} == before
        _check_after(root, before, answer, f"limit {limit}")
        shutil.rmtree(root)
    print(f"{prepare.__name__}: {refused} writes cut short between bytes {start} and {stop}")
    assert refused


def _append_unstopped(root: Path, answer: int) -> None:
    try:
        Log(root, clock=Clock(), randomness=salts()).append(BATCH, by="ana")
        os.write(answer, b"acknowledged")
    except TimelineError as error:
        os.write(answer, f"refused {error}".encode())
    except BaseException as error:  # noqa: BLE001
        os.write(answer, f"crashed {error!r}".encode())
    finally:
        os._exit(0)
