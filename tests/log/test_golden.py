"""One log for each released format, read for ever. It is never edited: see the pinned hash."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import asdict

from timeline.codec import format_line
from timeline.dates import Date
from timeline.events import ALL_EVENTS, Erased
from timeline.log import Log, check_proof, parse_proof, verify_log

GOLDEN = Path(__file__).parent.parent / "golden"


def test_the_golden_log_of_version_1_is_as_it_was_written() -> None:
    files = sorted(path for path in (GOLDEN / "v1").rglob("*") if path.is_file())
    digest = sha256()
    for path in files:
        digest.update(f"{path.relative_to(GOLDEN)}\n".encode() + path.read_bytes())
    assert digest.hexdigest() == PINNED


def test_the_golden_log_of_version_1_reads_as_it_did() -> None:
    expected = json.loads((GOLDEN / "v1/expected.json").read_text())
    events = Log(GOLDEN / "v1").read(verify=True)
    plain = [asdict(event, value_serializer=_plain) for event in events]
    assert json.loads(json.dumps(plain)) == expected["events"]
    verification = verify_log(GOLDEN / "v1")
    assert (verification.snapshot, verification.head, verification.problems) == (
        expected["snapshot"],
        expected["head"],
        (),
    )


def _plain(_instance: Any, _attribute: Any, value: Any) -> Any:
    return value.edtf if isinstance(value, Date) else value


def test_the_golden_log_holds_every_event_type_and_an_erased_one() -> None:
    bodies = {type(event.body) for event in Log(GOLDEN / "v1").read()}
    assert bodies == {*ALL_EVENTS, Erased}


def test_the_golden_log_of_version_1_is_written_as_it_was() -> None:
    log = Log(GOLDEN / "v1")
    by_id = {event.id: event for event in log.read()}
    for _, _, raw in log.lines():
        assert format_line(by_id[json.loads(raw)["id"]]) == raw


def test_the_golden_proof_still_holds() -> None:
    check_proof(parse_proof((GOLDEN / "v1/full-fact.tlog-proof").read_text()))


def test_an_old_log_can_be_continued(tmp_path: Path) -> None:
    from tests.log.writing import fact

    shutil.copytree(GOLDEN / "v1", tmp_path / "log")
    (new,) = Log(tmp_path / "log", clock=_next_year).append([fact("new")], by="ana")
    assert Log(tmp_path / "log").read(verify=True)[-1].id == new.id
    assert verify_log(tmp_path / "log").problems == ()


def _next_year() -> Any:
    from datetime import UTC, datetime

    return datetime(2027, 1, 1, tzinfo=UTC)


PINNED = "46591b3c3b3b46f653d45d426e5b5e4948a4966399b70754a9cbd2c69b8efa79"
