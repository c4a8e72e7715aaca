from __future__ import annotations

from pathlib import Path

import pytest

from tests.log.writing import fact, open_log, segments, source
from timeline.events import Citation, Entry, FactStated
from timeline.log import Log, snapshot, verify_log


def codes(root: Path) -> list[str]:
    return [problem.code for problem in verify_log(root).problems]


def cited(root: Path) -> Log:
    """A log of two segments: a source, and a fact that cites it."""
    log = open_log(root)
    (stored,) = log.append([source("s")], by="ana")
    (root / ".timeline/open").unlink()
    body = FactStated(name="f", headline="h", citations=(Citation(source=stored.id),))
    log.append([Entry(body=body)], by="ana")
    return log


def test_a_sound_log_has_a_snapshot_of_its_ids(tmp_path: Path) -> None:
    log = cited(tmp_path)
    found = verify_log(tmp_path)
    assert (found.ok, found.events, found.head, found.late) == (True, 2, None, ())
    assert found.snapshot == snapshot(reversed([event.id for event in log.read()]))


def test_the_snapshot_of_nothing_is_that_of_an_empty_text() -> None:
    assert snapshot([]).startswith("e3b0c44298fc1c14")


def test_a_reference_to_what_is_gone_is_reported_at_the_line_that_makes_it(tmp_path: Path) -> None:
    cited(tmp_path)
    holding, citing = sorted(
        segments(tmp_path), key=lambda path: b"source-added" not in path.read_bytes()
    )
    data = holding.read_bytes()
    holding.unlink()
    (problem,) = verify_log(tmp_path).problems
    assert (problem.code, problem.line) == ("dangling-reference", 1)
    assert problem.path.endswith(citing.name)
    # A damaged line is its own fault, not one of every line that names it.
    holding.write_bytes(data.replace(b'"s"', b'"t"'))
    assert codes(tmp_path) == ["wrong-id"]


def test_an_event_recorded_before_what_it_names_is_reported(tmp_path: Path) -> None:
    log = cited(tmp_path)
    from timeline.codec import canonical, compute_id, load_line

    citing = next(path for path in segments(tmp_path) if b"fact-stated" in path.read_bytes())
    line = load_line(citing.read_bytes()[:-1])
    line["recorded"] = "2026-11-01T00:00:00.000000Z"
    line["id"] = compute_id(line)
    citing.write_bytes(canonical(line) + b"\n")
    assert codes(tmp_path) == ["names-later-event"]
    assert len(log.read()) == 2


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ([1, 0, 2, 3], "broken-batch"),
        ([0, 2, 3], "broken-batch"),
        ([1, 2, 3], "broken-batch"),
        ([2, 0, 1, 3], "out-of-order"),
        ([0, 1, 3, 2], "out-of-order"),
        ([0, 1, 2, 2, 3], "out-of-order"),
        ([0, 0, 1, 2, 3], "broken-batch"),
    ],
)
def test_lines_out_of_place_are_reported(tmp_path: Path, order: list[int], code: str) -> None:
    log = open_log(tmp_path)
    log.append([fact("a"), fact("b")], by="ana")
    log.append([fact("c")], by="ana")
    log.append([fact("d")], by="ana")
    (path,) = segments(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[place] for place in order))
    assert code in codes(tmp_path)


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    for name in "abcde":
        log.append([fact(name)], by="ana")
    (path,) = segments(tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(
        lines[0].replace(b'"a"', b'"x"') + b"\n" + lines[2] + b"null\n" + lines[3] + b"torn"
    )
    found = verify_log(tmp_path)
    assert [(problem.line, problem.code) for problem in found.problems] == [
        (1, "wrong-id"),
        (2, "bad-line"),
        (4, "bad-line"),
        (6, "torn-tail"),
    ]
    assert str(found.problems[0]).startswith(f"{path.relative_to(tmp_path).as_posix()}:1: ")
    assert all(problem.remedy or problem.code == "bad-line" for problem in found.problems)


def _stored(root: Path, **header: object) -> None:
    """A log of one line, which has the id that its bytes say, and these header fields."""
    from timeline.codec import canonical, compute_id, load_line

    open_log(root).append([fact("a")], by="ana")
    (path,) = segments(root)
    line = load_line(path.read_bytes()[:-1]) | header
    line["id"] = compute_id(line)
    path.write_bytes(canonical(line) + b"\n")


def test_a_line_whose_id_is_right_may_still_be_no_event(tmp_path: Path) -> None:
    _stored(tmp_path, batch=[2, 1])
    assert codes(tmp_path) == ["bad-line"]


@pytest.mark.parametrize("header", [{"v": 2, "mood": 1.5}, {"v": 2, "mood": 2**53}])
def test_a_newer_line_must_keep_to_the_canonical_form(
    tmp_path: Path, header: dict[str, object]
) -> None:
    _stored(tmp_path, **header)
    assert codes(tmp_path) == ["bad-line"]


@pytest.mark.parametrize("header", [{"batch": "one"}, {"recorded": 5}, {"batch": ["a", "b"]}])
def test_a_newer_line_may_order_its_events_as_it_likes(
    tmp_path: Path, header: dict[str, object]
) -> None:
    _stored(tmp_path, v=2, **header)
    found = verify_log(tmp_path)
    assert (found.problems, found.newer) == ((), 1)
