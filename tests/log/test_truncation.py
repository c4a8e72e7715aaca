"""A crash can cut a segment anywhere. Nothing acknowledged before that may suffer."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from tests.log.writing import fact, open_log, segments
from tests.sizes import LONG, size
from timeline.log import verify_log
from timeline.log.segments import split_tail


def test_truncation_at_any_byte_loses_no_whole_batch_and_not_the_next_event(
    tmp_path: Path,
) -> None:
    log = open_log(tmp_path)
    batches: list[bytes] = []
    while sum(len(batch) for batch in batches) < 60_000:
        before = segments(tmp_path)[0].read_bytes() if batches else b""
        count = len(batches) % 5 + 1
        log.append([fact(f"f{n}", "x" * (60 * n + 1)) for n in range(count)], by="ana")
        batches.append(segments(tmp_path)[0].read_bytes()[len(before) :])
    (path,) = segments(tmp_path)
    data = path.read_bytes()
    assert b"".join(batches) == data
    claim = (tmp_path / ".timeline/open").read_bytes()
    ends = [0, *accumulate(map(len, batches))]
    ids = [event.id for event in log.read(verify=True)]
    counts = list(accumulate((len(batch.splitlines()) for batch in batches), initial=0))
    repaired = 0
    cuts = range(len(data)) if LONG else sorted({*range(0, len(data), 97), *ends[:-1]})
    for cut in cuts:
        path.write_bytes(data[:cut])
        (tmp_path / ".timeline/open").write_bytes(claim)
        log.repairs.clear()
        (new,) = log.append([fact("after")], by="ana")
        whole = max(place for place, end in enumerate(ends) if end <= cut)
        assert {event.id for event in log.read()} == {*ids[: counts[whole]], new.id}
        assert path.read_bytes() == data[: ends[whole]]
        assert bool(log.repairs) == (cut != ends[whole])
        if log.repairs:
            repaired += 1
            quarantined = tmp_path / log.repairs[0].quarantine
            assert quarantined.read_bytes() == data[ends[whole] : cut]
            quarantined.unlink()
        for other in segments(tmp_path):
            if other != path:
                other.unlink()
    print(f"{len(cuts):,} truncations of {len(data):,} bytes, {repaired:,} repaired, 0 lost")
    assert verify_log(tmp_path).events == counts[max(p for p, end in enumerate(ends) if end <= cut)]


def test_a_block_that_never_reached_the_disk_tears_only_the_last_batch(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    for n in range(3):
        log.append([fact(f"f{n}{m}", "x" * 300) for m in range(4)], by="ana")
    (path,) = segments(tmp_path)
    data = path.read_bytes()
    lines = data.splitlines(keepends=True)
    last = len(b"".join(lines[:8]))
    for start in range(last, len(data), size(97, 7)):
        for stop in (start + 1, min(start + 512, len(data)), len(data)):
            holed = data[:start] + b"\0" * (stop - start) + data[stop:]
            assert split_tail(holed) == last
    earlier = data[:100] + b"\0" * 20 + data[120:]
    assert split_tail(earlier) == len(data)
    path.write_bytes(earlier)
    assert verify_log(tmp_path).problems[0].line == 1


def test_a_torn_batch_takes_no_whole_one_with_it_where_an_older_one_is_damaged(
    tmp_path: Path,
) -> None:
    log = open_log(tmp_path)
    for n in range(4):
        log.append([fact(f"f{n}")], by="ana")
    (path,) = segments(tmp_path)
    first, second, third, last = path.read_bytes().splitlines(keepends=True)
    for hole in (first[:60] + b"\0" * 20 + first[80:], b"\0" * 30 + b"\n"):
        for torn in (last[:60] + b"\0" * 20 + last[80:], b"\0" * 30, b"\0" * 30 + b"\n"):
            path.write_bytes(hole + second + third + torn)
            assert split_tail(hole + second + third + torn) == len(hole + second + third)
            found = verify_log(tmp_path)
            assert [problem.line for problem in found.problems] == [1, 4]
            assert found.events == 2


def test_a_segment_of_one_unfinished_batch_is_all_tail() -> None:
    assert split_tail(b"") == 0
    assert split_tail(b'{"batch":[1,2]') == 0
    assert split_tail(b'{"batch":[1,2],"a":1}\n') == 0
    assert split_tail(b'{"batch":[1,1],"a":1}\n{"batch":[1,3]}\n{"batch":[2,3]}\n{"b') == 22
    # Not a tail but damage, which the reader must see:
    for damaged in (b"x\n", b'{"batch":[2,3]}\n', b'{"batch":[1,9]}\n{"batch":[3,9]}\n'):
        assert split_tail(damaged) == len(damaged)
