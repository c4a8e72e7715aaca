from __future__ import annotations

import json
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.log.running import FULL_DISK
from tests.log.writing import (
    START,
    Clock,
    begin_without_events,
    fact,
    open_log,
    segments,
    source,
)
from tests.sizes import size
from tests.strategies.events import plain_entries
from timeline.codec import LineError, UnknownFormatError, canonical, compute_id, erase_line
from timeline.errors import TimelineError
from timeline.events import Citation, Entry, Erased, FactStated, SourceAdded
from timeline.index import Index
from timeline.log import (
    ClockBehindError,
    Log,
    NoLogError,
    NoWriterError,
    UnknownEventError,
    compact_log,
    erase_event,
    generate_key,
    init_log,
    seal_log,
    verify_log,
)
from timeline.log.lock import BusyLogError, lock_log
from timeline.log.segments import CorruptLineError


def names(log: Log) -> list[str]:
    return [getattr(event.body, "name", "") for event in log.read(verify=True)]


# -- reading and appending ------------------------------------------------------------------


def test_a_log_without_events_is_empty(tmp_path: Path) -> None:
    init_log(tmp_path)
    assert Log(tmp_path).read() == ()
    assert list(Log(tmp_path).lines()) == []
    assert Log(tmp_path).append([], by="ana") == ()
    assert not (tmp_path / ".timeline").exists()


def test_a_log_is_read_and_appended_to_only_where_one_was_begun(tmp_path: Path) -> None:
    log = Log(tmp_path / "typo")
    for use in (log.read, lambda: list(log.lines()), lambda: log.append([fact()], by="ana")):
        with pytest.raises(NoLogError, match="typo, found none") as caught:
            use()
        assert "init_log" in caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "use",
    [
        verify_log,
        compact_log,
        lambda root: erase_event(root, "a" * 26),
        lambda root: seal_log(root, generate_key(root.parent / "keys", "ana")),
        Index,
    ],
    ids=["verify", "compact", "erase", "seal", "index"],
)
def test_nothing_is_made_where_no_log_was_begun(
    tmp_path: Path, use: Callable[[Path], object]
) -> None:
    with pytest.raises(NoLogError):
        use(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_a_log_that_git_keeps_without_events_is_begun(tmp_path: Path) -> None:
    begin_without_events(tmp_path)
    assert Log(tmp_path).read() == ()
    Log(tmp_path).append([fact("a")], by="ana")
    assert names(Log(tmp_path)) == ["a"]


def test_the_place_of_a_log_may_be_text(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("a")], by="ana")
    log = Log(str(tmp_path))
    log.append([fact("b")], by="ana")
    assert names(log) == ["a", "b"]


@pytest.mark.parametrize("by", ["", " \t"])
def test_nothing_is_recorded_by_nobody(tmp_path: Path, by: str) -> None:
    log = open_log(tmp_path)
    with pytest.raises(NoWriterError, match="who records this"):
        log.append([fact()], by=by)
    assert log.read() == ()


def test_what_is_appended_is_read_back_by_another_process_object(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    (kept,) = log.append([fact("one")], by="Ana María")
    (event,) = Log(tmp_path).read(verify=True)
    assert (event.id, event.by, event.recorded) == (
        kept.id,
        "Ana María",
        "2026-11-21T21:37:00.000000Z",
    )
    assert [path.as_posix() for path, _, _ in log.lines()] == [
        segments(tmp_path)[0].relative_to(tmp_path).as_posix()
    ]
    assert segments(tmp_path)[0].name.startswith("20261121T213700Z-ana-mar-a-")
    assert segments(tmp_path)[0].parent == tmp_path / "events/2026/11"


@settings(max_examples=size(30, 500), deadline=None)
@given(st.lists(st.lists(plain_entries, max_size=4), max_size=5))
def test_every_batch_comes_back_in_order_and_verifies(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Entry]]
) -> None:
    log = open_log(tmp_path_factory.mktemp("log"))
    kept = [new.id for batch in batches for new in log.append(batch, by="ana")]
    events = log.read(verify=True)
    assert [event.id for event in events] == kept
    assert [event.body for event in events] == [e.body for batch in batches for e in batch]
    assert verify_log(log.root).problems == ()


def test_a_batch_shares_one_instant_and_batches_are_a_microsecond_apart(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a"), fact("b")], by="ana")
    log.append([fact("c")], by="ana")
    assert [(event.recorded[-7:], event.batch) for event in log.read()] == [
        ("000000Z", (1, 2)),
        ("000000Z", (2, 2)),
        ("000001Z", (1, 1)),
    ]


def test_lines_that_nobody_wrote_in_that_order_are_read_in_the_order_of_record(
    tmp_path: Path,
) -> None:
    """No writer gives a batch two instants; whoever does has no say in the order."""
    log = open_log(tmp_path)
    log.append([fact("a"), fact("b"), fact("c")], by="ana")
    (segment,) = segments(tmp_path)
    lines = segment.read_bytes().splitlines(keepends=True)
    lines[0] = lines[0].replace(b'"recorded":"2026', b'"recorded":"2027')
    segment.write_bytes(b"".join(lines))
    assert [event.body.name for event in log.read()] == ["b", "c", "a"]  # type: ignore[union-attr]


def test_a_clock_that_steps_back_does_not_reorder_the_segment(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    log.append([fact("a")], by="ana")
    clock.move(hours=-5)
    log.append([fact("b")], by="ana")
    assert names(log) == ["a", "b"]


def test_an_event_is_recorded_after_every_event_it_names(tmp_path: Path) -> None:
    ahead = Clock()
    ahead.move(hours=3)
    (cited,) = open_log(tmp_path, ahead).append([source("s")], by="eve")
    (tmp_path / ".timeline/open").unlink()  # so that the next append begins another segment
    log = open_log(tmp_path)
    log.append([fact("first")], by="ana")
    body = FactStated(name="f", headline="h", citations=(Citation(source=cited.id),))
    log.append([Entry(body=body)], by="ana")
    events = log.read()
    assert [event.id for event in events][1] == cited.id
    assert events[-1].recorded == "2026-11-22T00:37:00.000001Z"
    assert verify_log(tmp_path).problems == ()


def test_naming_an_event_that_the_log_does_not_hold_is_refused(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    with pytest.raises(UnknownEventError, match="got aaaaaaaaaaaaaaaaaaaaaaaaaa; nothing was"):
        log.append([Entry(body=SourceAdded(name="s", origin="a" * 26))], by="ana")
    assert segments(tmp_path) == []


@pytest.mark.parametrize("days", [2, 400])
def test_a_clock_more_than_a_day_behind_the_log_is_refused(tmp_path: Path, days: int) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    log.append([fact("a")], by="ana")
    clock.move(days=-days)
    for again in (log, Log(tmp_path, clock=clock)):
        with pytest.raises(ClockBehindError, match="more than a day before") as caught:
            again.append([fact("b")], by="ana")
        assert caught.value.remedy.startswith("set the clock")
    (tmp_path / ".timeline/open").unlink()
    with pytest.raises(ClockBehindError):
        log.append([fact("b")], by="ana")
    assert names(log) == ["a"]


# -- keys -----------------------------------------------------------------------------------


def test_a_key_is_recorded_once(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    first = log.append([source("s", key="k"), fact("f")], by="ana")
    for again in (log, Log(tmp_path, clock=Clock())):
        repeated = again.append([source("changed", key="k"), fact("g")], by="ana")
        assert repeated[0] == first[0]
    assert log.append([source("s", key="k")], by="ana") == (first[0],)
    assert names(log) == ["s", "f", "g", "g"]


def test_a_repeated_entry_can_be_named_by_the_rest_of_its_batch(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    (first,) = log.append([source("s", key='a "key" \\ é')], by="ana")
    cited = FactStated(name="f", headline="h", citations=(Citation(source="@1"),))
    log.append([source("s", key='a "key" \\ é'), Entry(body=cited)], by="ana")
    body = log.read()[-1].body
    assert isinstance(body, FactStated)
    assert body.citations[0].source == first.id
    assert log.read()[-1].batch == (1, 1)


def test_of_one_key_in_two_segments_the_first_recorded_counts(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    early, late = Clock(), Clock()
    late.move(hours=1)
    (second,) = open_log(here, late).append([source("s", key="k")], by="ana")
    (first,) = open_log(there, early).append([source("s", key="k")], by="bob")
    shutil.copytree(there / "events", here / "events", dirs_exist_ok=True)
    assert second.id != first.id
    log = Log(here, clock=late)
    assert log.append([source("s", key="k")], by="ana") == (first,)


# -- the set of lines -----------------------------------------------------------------------


def test_identical_lines_of_two_segments_count_once(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    shutil.copy(path, path.with_name("copied-by-hand.jsonl"))
    assert names(log) == ["a"]
    assert len(list(log.lines())) == 2
    verification = verify_log(tmp_path)
    assert (verification.events, verification.problems) == (1, ())


def test_an_event_erased_in_one_copy_counts_as_erased(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    erased = erase_line(path.read_bytes()[:-1]) + b"\n"
    for name in ("0-before.jsonl", "z-after.jsonl"):
        path.with_name(name).write_bytes(erased)
        (event,) = log.read()
        assert isinstance(event.body, Erased)
        (problem,) = verify_log(tmp_path).problems
        assert problem.code == "erased-elsewhere"
        path.with_name(name).unlink()


# -- damage ---------------------------------------------------------------------------------


def test_a_malformed_line_stops_the_reader_with_file_and_line(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    for name in "abc":
        log.append([fact(name)], by="ana")
    (path,) = segments(tmp_path)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], b"not an event", *lines[2:]]))
    with pytest.raises(CorruptLineError, match=rf"{path.name}:2: expected a JSON object"):
        log.read()
    path.write_bytes(b"\n".join([lines[0], b'{"v":9}', *lines[2:]]))
    with pytest.raises(UnknownFormatError, match=rf"version 9 in events/.*{path.name}:2"):
        log.read()


def test_a_line_missing_from_a_batch_stops_the_reader(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a"), fact("b"), fact("c")], by="ana")
    log.append([fact("d")], by="ana")
    (path,) = segments(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], *lines[2:]]))
    with pytest.raises(CorruptLineError, match=":2: expected line 2 of a batch, got line 3"):
        log.read()


def test_an_event_of_a_newer_format_is_refused_with_the_version(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    line = json.loads(path.read_bytes())
    line["v"] = 2
    line["id"] = compute_id(line)
    path.write_bytes(canonical(line) + b"\n")
    with pytest.raises(UnknownFormatError, match="expected an event of format version 1"):
        log.read()
    verification = verify_log(tmp_path)
    assert (verification.problems, verification.newer, verification.events) == ((), 1, 1)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"<<<<<<< HEAD", "merge-conflict"),
        (b"{}\r", "line-endings"),
        (b"{}", "bad-line"),
    ],
)
def test_the_reader_says_what_happened_to_a_line(tmp_path: Path, line: bytes, code: str) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.write_bytes(line + b"\n" + path.read_bytes())
    with pytest.raises(TimelineError) as caught:
        log.read(verify=True)
    assert [problem.code for problem in verify_log(tmp_path).problems] == [code]
    assert isinstance(caught.value, CorruptLineError)


def test_a_torn_tail_is_moved_away_and_reported_before_the_next_append(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert names(log) == ["a"]
    assert [problem.code for problem in verify_log(tmp_path).problems] == ["torn-tail"]
    log.append([fact("b")], by="ana")
    (repair,) = log.repairs
    assert (repair.segment, repair.size) == (path.relative_to(tmp_path).as_posix(), 40)
    assert (tmp_path / repair.quarantine).read_bytes() == whole[:40]
    assert "40 bytes that were never acknowledged" in str(repair)
    assert path.read_bytes() == whole
    assert names(log) == ["a", "b"]
    assert verify_log(tmp_path).problems == ()


# -- refusals of the machine ----------------------------------------------------------------


def _run(script: str, root: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys\nfrom pathlib import Path\nfrom tests.log.writing import *\n"
    return subprocess.run(
        [sys.executable, "-c", code + textwrap.dedent(script), str(root)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )


APPEND = """
    log = Log(Path(sys.argv[1]), clock=Clock(), randomness=salts())
    try:
        log.append([fact(f"f{n}", "x" * 2000) for n in range(10)], by="ana")
    except Exception as error:
        print(type(error).__name__, error, "|", getattr(error, "remedy", ""))
"""


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A directory that other users can reach, too: pytest's own are private."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_read_only_directory_is_named_and_left_alone(open_folder: Path) -> None:
    open_log(open_folder).append([fact("a")], by="ana")
    before = {path: path.stat().st_mtime_ns for path in open_folder.rglob("*")}
    for path in [open_folder, *open_folder.rglob("*")]:
        path.chmod(path.stat().st_mode & ~0o222)
    # For root, permissions are no obstacle, so root becomes somebody else first.
    # An append as root comes first, as root's Python may be closed to others.
    somebody = """
    import os, tempfile
    with tempfile.TemporaryDirectory() as other:
        open_log(Path(other)).append([fact()], by="ana")
    os.geteuid() or os.setuid(65534)
"""
    done = _run(somebody + APPEND, open_folder)
    assert "NotWritableError" in done.stdout, done.stderr
    assert "nothing was recorded" in done.stdout
    assert "give yourself the right to write there" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in open_folder.rglob("*")} == before


def test_a_disk_that_fills_up_in_mid_batch_leaves_nothing_of_it(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    before = segments(tmp_path)[0].read_bytes()
    # The kernel takes the first 5,000 bytes and refuses the rest, as a full disk does.
    done = _run(FULL_DISK + "fill(5000)" + textwrap.dedent(APPEND) + "free()", tmp_path)
    assert "DiskFullError" in done.stdout, done.stderr
    assert "free some space" in done.stdout
    assert [path.read_bytes() for path in segments(tmp_path)] == [before]
    assert "DiskFullError" not in _run(APPEND, tmp_path).stdout
    assert len(log.read(verify=True)) == 11
    assert verify_log(tmp_path).problems == ()


def test_a_disk_that_is_full_from_the_start_leaves_no_segment(tmp_path: Path) -> None:
    init_log(tmp_path)
    done = _run(FULL_DISK + "fill(600)" + textwrap.dedent(APPEND) + "free()", tmp_path)
    assert "DiskFullError" in done.stdout, done.stderr
    assert segments(tmp_path) == []
    assert verify_log(tmp_path).problems == ()


def test_waiting_for_another_writer_ends_with_a_message(tmp_path: Path) -> None:
    init_log(tmp_path)
    with (
        lock_log(tmp_path),
        pytest.raises(BusyLogError, match="another program has been writing"),
        lock_log(tmp_path, patience=0.01),
    ):
        pass


def test_init_tells_git_about_the_log_once(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("exports/")
    for _ in range(2):
        init_log(tmp_path)
    assert (tmp_path / ".gitattributes").read_text() == "events/** -text\n"
    assert (tmp_path / ".gitignore").read_text() == "exports/\n.timeline/\n"
    assert (tmp_path / "events").is_dir()


def test_the_default_clock_and_salt_are_real(tmp_path: Path) -> None:
    init_log(tmp_path)
    log = Log(tmp_path)
    log.append([fact("a"), fact("b")], by="ana")
    one, other = log.read(verify=True)
    assert one.salt != other.salt
    assert START < datetime.fromisoformat(one.recorded) <= datetime.now(UTC)


@pytest.mark.parametrize("recorded", ["soon", "2026-02-31T00:00:00.000000Z"])
def test_a_damaged_instant_in_the_newest_segment_is_no_obstacle(
    tmp_path: Path, recorded: str
) -> None:
    log = open_log(tmp_path)
    log.append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"2026-11-21T21:37:00.000000Z", recorded.encode()))
    (tmp_path / ".timeline/open").unlink()
    assert log.append([fact("b")], by="ana")
    with pytest.raises(CorruptLineError):
        log.read()


def test_after_the_last_instant_there_is_no_other(tmp_path: Path) -> None:
    clock = Clock(datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))
    log = open_log(tmp_path, clock)
    log.append([fact("a")], by="ana")
    with pytest.raises(LineError, match="expected the log's newest instant"):
        log.append([fact("b")], by="ana")
    assert names(log) == ["a"]


# -- with an index --------------------------------------------------------------------------


def test_with_an_index_keys_and_references_are_looked_up_there(tmp_path: Path) -> None:
    clock = Clock()
    clock.move(hours=2)
    (first,) = open_log(tmp_path, clock).append([source("s", key="k")], by="ana")
    with Index(tmp_path) as index:
        index.refresh()
    (tmp_path / ".timeline/open").unlink()
    log = Log(tmp_path, clock=Clock())
    assert log.append([source("t", key="k")], by="ana") == (first,)
    named = FactStated(name="f", headline="h", citations=(Citation(source=first.id),))
    log.append([Entry(body=named)], by="ana")
    assert log.read()[-1].recorded == "2026-11-21T23:37:00.000001Z"
    with pytest.raises(UnknownEventError):
        log.append([Entry(body=SourceAdded(name="s", origin="a" * 26))], by="ana")
    # What arrived without the index knowing is found all the same.
    other = tmp_path / "other"
    (pulled,) = open_log(other).append([source("p", key="pulled")], by="bob")
    shutil.copytree(other / "events", tmp_path / "events", dirs_exist_ok=True)
    assert Log(tmp_path, clock=Clock()).append([source("p", key="pulled")], by="ana") == (pulled,)


def test_with_a_damaged_index_the_segments_are_searched(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    (first,) = log.append([source("s", key="k")], by="ana")
    (tmp_path / ".timeline/index.sqlite").write_bytes(b"not a database" * 100)
    assert Log(tmp_path, clock=Clock()).append([source("t", key="k")], by="ana") == (first,)
