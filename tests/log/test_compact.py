from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.log.writing import Clock, fact, open_log, segments
from timeline.codec import erase_line
from timeline.errors import Problems
from timeline.events import Erased
from timeline.log import Log, UnknownEventError, compact_log, erase_event, verify_log
from timeline.log.compact import SMALL
from timeline.log.durable import WriteFailedError
from timeline.log.segments import MAX_EVENTS, CorruptLineError


def many_segments(root: Path, count: int = 5, **each: str) -> Log:
    clock = Clock()
    log = open_log(root, clock)
    for number in range(count):
        clock.move(seconds=1)
        log.append([fact(f"f{number}", **each), fact(f"g{number}")], by="ana")
        (root / ".timeline/open").unlink()
    return log


# -- compaction -----------------------------------------------------------------------------


def test_small_segments_become_one_and_no_answer_changes(tmp_path: Path) -> None:
    log = many_segments(tmp_path)
    before, verified = log.read(), verify_log(tmp_path)
    assert len(segments(tmp_path)) == 5
    rehearsed = compact_log(tmp_path, dry_run=True)
    assert (len(segments(tmp_path)), rehearsed.written) == (5, ())
    done = compact_log(tmp_path)
    assert rehearsed.replaced == done.replaced
    assert [tmp_path / name for name in done.written] == segments(tmp_path)
    assert len(done.written) == 1
    assert log.read(verify=True) == before
    assert verify_log(tmp_path) == verified
    again = compact_log(tmp_path)
    assert (again.replaced, again.written) == ((), ())


def test_nobody_appends_to_a_compacted_segment(tmp_path: Path) -> None:
    log = many_segments(tmp_path)
    log.append([fact("open")], by="ana")
    compact_log(tmp_path)
    compacted = {path: path.read_bytes() for path in segments(tmp_path)}
    log.append([fact("after")], by="ana")
    assert {path: path.read_bytes() for path in compacted} == compacted
    assert len(log.read(verify=True)) == 12


def test_large_segments_are_left_alone(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("big", "x" * 60_000) for _ in range(SMALL // 60_000 + 1)], by="ana")
    (large,) = segments(tmp_path)
    (tmp_path / ".timeline/open").unlink()
    many = many_segments(tmp_path)
    done = compact_log(tmp_path)
    assert large in segments(tmp_path)
    assert len(done.replaced) == 5
    assert len(many.read(verify=True)) == SMALL // 60_000 + 11


def test_a_month_has_its_own_segments_and_a_full_one_is_closed(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    for _ in range(3):
        for _ in range(2):
            log.append([fact("f") for _ in range(20)], by="ana")
            clock.move(seconds=1)
            (tmp_path / ".timeline/open").unlink()
        clock.move(days=31)
    done = compact_log(tmp_path)
    assert [name[:14] for name in done.written] == [
        "events/2026/11",
        "events/2026/12",
        "events/2027/01",
    ]
    assert verify_log(tmp_path).problems == ()


def test_two_batches_of_one_instant_are_not_put_in_one_segment(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    open_log(here).append([fact("a")], by="ana")
    open_log(there).append([fact("b")], by="bob")
    shutil.copytree(there / "events", here / "events", dirs_exist_ok=True)
    compact_log(here)
    assert len(segments(here)) == 2
    assert verify_log(here).problems == ()
    assert len(Log(here).read()) == 2


@pytest.mark.parametrize("name", ["0-read-first.jsonl", "z-read-last.jsonl"])
def test_copies_of_a_batch_become_one_and_an_erased_copy_wins(tmp_path: Path, name: str) -> None:
    log = many_segments(tmp_path, 2)
    first = segments(tmp_path)[0]
    lines = first.read_bytes().splitlines()
    copy = b"\n".join([erase_line(lines[0]), lines[1], b""])
    first.with_name(name).write_bytes(copy)
    compact_log(tmp_path)
    assert len(list(log.lines())) == 4
    assert sum(isinstance(event.body, Erased) for event in log.read()) == 1
    assert verify_log(tmp_path).problems == ()


def test_a_torn_tail_goes_to_quarantine_even_alone(tmp_path: Path) -> None:
    log = many_segments(tmp_path, 1)
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes() + b"torn")
    done = compact_log(tmp_path)
    (repair,) = done.repairs
    assert (tmp_path / repair.quarantine).read_bytes() == b"torn"
    assert verify_log(tmp_path).problems == ()
    assert len(log.read()) == 2


def test_a_damaged_segment_stops_compaction_before_anything_is_changed(tmp_path: Path) -> None:
    many_segments(tmp_path)
    path = segments(tmp_path)[2]
    path.write_bytes(path.read_bytes().replace(b"headline", b"heedline"))
    before = {path: path.read_bytes() for path in segments(tmp_path)}
    with pytest.raises(Problems, match=f"{path.name}:1"):
        compact_log(tmp_path)
    assert {path: path.read_bytes() for path in segments(tmp_path)} == before


def test_a_crash_in_mid_compaction_leaves_lines_twice_which_changes_nothing(
    tmp_path: Path,
) -> None:
    log = many_segments(tmp_path)
    before = {path: path.read_bytes() for path in segments(tmp_path)}
    events, verified = log.read(), verify_log(tmp_path)
    compact_log(tmp_path)
    for path, data in list(before.items())[2:]:
        path.write_bytes(data)
    assert log.read(verify=True) == events
    assert verify_log(tmp_path) == verified
    compact_log(tmp_path)
    assert (len(segments(tmp_path)), verify_log(tmp_path)) == (1, verified)


def test_a_segment_is_closed_at_four_thousand_events(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("f") for _ in range(MAX_EVENTS)], by="ana")
    log.append([fact("next")], by="ana")
    assert [len(path.read_bytes().splitlines()) for path in segments(tmp_path)].count(1) == 1


# -- erasure --------------------------------------------------------------------------------


def test_an_erased_event_keeps_its_id_and_its_place(tmp_path: Path) -> None:
    log = many_segments(tmp_path, 2, headline="a secret")
    event = log.read()[2]
    snapshot = verify_log(tmp_path).snapshot
    (tmp_path / ".timeline/index.sqlite").write_bytes(b"a secret")
    rehearsed = erase_event(tmp_path, event.id, dry_run=True)
    assert rehearsed.places == ((segments(tmp_path)[1].relative_to(tmp_path).as_posix(), 1),)
    assert log.read()[2] == event
    assert erase_event(tmp_path, event.id) == rehearsed
    erased = log.read(verify=True)[2]
    assert isinstance(erased.body, Erased)
    assert (erased.id, erased.order) == (event.id, event.order)
    assert verify_log(tmp_path).snapshot == snapshot
    assert verify_log(tmp_path).problems == ()
    assert b"a secret" not in segments(tmp_path)[1].read_bytes()
    assert not (tmp_path / ".timeline/index.sqlite").exists()
    assert erase_event(tmp_path, event.id).places == ()


def test_every_copy_is_erased(tmp_path: Path) -> None:
    log = many_segments(tmp_path, 1)
    (path,) = segments(tmp_path)
    shutil.copy(path, path.with_name("copy.jsonl"))
    assert len(erase_event(tmp_path, log.read()[0].id).places) == 2
    assert verify_log(tmp_path).problems == ()


def test_the_open_segment_is_not_appended_to_after_an_erasure(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    (kept,) = log.append([fact("a")], by="ana")
    erase_event(tmp_path, kept.id)
    log.append([fact("b")], by="ana")
    assert len(segments(tmp_path)) == 2
    assert verify_log(tmp_path).problems == ()


def test_erasing_what_is_not_there_is_refused(tmp_path: Path) -> None:
    many_segments(tmp_path, 1)
    with pytest.raises(UnknownEventError, match="got aaaa"):
        erase_event(tmp_path, "a" * 26)


def test_a_damaged_line_is_not_erased(tmp_path: Path) -> None:
    log = many_segments(tmp_path, 1)
    event = log.read()[0].id
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"f0"', b'"f9"'))
    with pytest.raises(CorruptLineError, match=f"{path.name}:1: the line says id"):
        erase_event(tmp_path, event)


def test_compacting_stops_before_anything_is_lost_where_it_can_t_keep_a_torn_tail(
    tmp_path: Path,
) -> None:
    open_log(tmp_path).append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes() + b"torn")
    (tmp_path / ".timeline/quarantine").write_text("not a directory")
    with pytest.raises(WriteFailedError, match="nothing was acknowledged"):
        compact_log(tmp_path)
    assert path.read_bytes().endswith(b"torn")
    (tmp_path / ".timeline/quarantine").unlink()
    assert [repair.size for repair in compact_log(tmp_path).repairs] == [4]


def test_an_erasure_that_can_t_be_written_changes_nothing(tmp_path: Path) -> None:
    (new,) = open_log(tmp_path).append([fact("a")], by="ana")
    (path,) = segments(tmp_path)
    before = path.read_bytes()
    path.with_name(f".{path.name}.new").mkdir()
    with pytest.raises(WriteFailedError, match="nothing was acknowledged"):
        erase_event(tmp_path, new.id)
    assert path.read_bytes() == before
