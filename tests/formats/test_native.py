"""The log's own lines: out, and into a copy of the log; never cut."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from tests.formats.round_trips import write
from timeline.events import (
    Change,
    Citation,
    Entry,
    FactCorrected,
    FactCorroborated,
    FactStated,
    LogDescribed,
    SourceAdded,
)
from timeline.formats.importing import RefusedImportError
from timeline.formats.native import InternalMatterError, merge_log
from timeline.log import Log, init_log, verify_log
from timeline.projections import project_story


def test_the_log_goes_out_and_into_a_copy_with_its_ids(log: Log, tmp_path: Path) -> None:
    raw, _ = write(project_story(log.read()), "log")
    copy = tmp_path / "copy"
    init_log(copy)
    merged = merge_log(Log(copy), [("a.jsonl", BytesIO(raw))], by="ben")
    assert (merged.inserted, merged.unchanged) == (5, 0)
    assert Log(copy).read(verify=True) == log.read()
    assert verify_log(copy).problems == ()
    merged = merge_log(Log(copy), [("a.jsonl", BytesIO(raw))], by="ben")
    assert (merged.inserted, merged.unchanged) == (0, 5)
    assert [event.id for event in Log(copy).read()] == [event.id for event in log.read()]


def test_a_part_of_the_log_is_merged_once_its_batches_are_whole(log: Log, tmp_path: Path) -> None:
    lines = write(project_story(log.read()), "log")[0].splitlines(keepends=True)
    copy = tmp_path / "copy"
    init_log(copy)
    for part, fault in (
        (lines[:2], "in the last batch, got 2"),
        (lines[1:3], "expected event 1 of"),
        (lines[3:], "names, got none"),
        ([*lines[:3], b"{}\n"], "expected"),
    ):
        with pytest.raises(RefusedImportError, match=fault):
            merge_log(Log(copy), [("a.jsonl", BytesIO(b"".join(part)))], by="ben")
        assert Log(copy).read() == ()
    changed = lines[2].replace(b"Old", b"Odd")
    with pytest.raises(RefusedImportError, match="it was changed after it was recorded"):
        merge_log(Log(copy), [("a", BytesIO(b"".join([*lines[:2], changed])))], by="ben")
    merge_log(Log(copy), [("a.jsonl", BytesIO(b"".join(lines[:3])))], by="ben")
    assert len(Log(copy).read()) == 3


def test_another_log_is_not_merged(log: Log, tmp_path: Path) -> None:
    raw, _ = write(project_story(log.read()), "log")
    other = Log(tmp_path / "other")
    init_log(other.root)
    other.append([Entry(body=LogDescribed(log="another"))], by="ben")
    with pytest.raises(
        RefusedImportError, match=r"a copy of this log \(another\), got events of test"
    ):
        merge_log(other, [("a.jsonl", BytesIO(raw))], by="ben")


def test_a_log_with_internal_matter_is_never_cut(log: Log) -> None:
    log.append([Entry(body=FactStated(name="b", headline="B", note="hush"))], by="ana")
    with pytest.raises(InternalMatterError):
        write(project_story(log.read()), "log")
    assert b"hush" in write(project_story(log.read(), internal=True), "log")[0]
    log.append([Entry(body=FactStated(name="c", headline="C", internal=True)),
                Entry(body=FactStated(name="d", headline="D"))], by="ana")  # fmt: skip
    with pytest.raises(InternalMatterError):
        write(project_story(log.read()), "log")


def test_a_corroboration_of_which_nothing_public_is_left_is_not_cut_either(log: Log) -> None:
    source, fact = log.append(
        [Entry(body=SourceAdded(name="memo")), Entry(body=FactStated(name="e", headline="E"))],
        by="ana",
    )
    cited = Citation(source=source.id, internal=True)
    [corroborated] = log.append(
        [Entry(body=FactCorroborated(citations=(cited,)), about=fact.id)], by="ana"
    )
    change = FactCorrected(change=Change(set={"because": "seen by two"}), kind="typo")
    log.append([Entry(body=change, about=fact.id, amends=corroborated.id)], by="ana")
    with pytest.raises(InternalMatterError):
        write(project_story(log.read()), "log")
