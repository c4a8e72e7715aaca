"""One log for each released format, read for ever. It is never edited: see the pinned hash."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
from attrs import asdict

from timeline.codec import format_line, parse_line
from timeline.dates import Date
from timeline.events import (
    ALL_EVENTS,
    Change,
    Citation,
    Erased,
    Figure,
    KnownTo,
    Media,
    Place,
)
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


def test_the_examples_of_the_format_page_hold() -> None:
    page = (GOLDEN.parent.parent / "docs/format.md").read_text()
    examples = [line for line in page.splitlines() if line.startswith('{"about"')]
    assert len(examples) == 1
    assert format_line(parse_line(examples[0].encode())).decode() == examples[0]
    assert (GOLDEN / "v1/events/seal/ana-golden22.checkpoint").read_text() in page


def test_the_format_page_names_every_field() -> None:
    page = (GOLDEN.parent.parent / "docs/format.md").read_text()
    fields = {name for body in ALL_EVENTS for name in attrs.fields_dict(body)}
    for item in (Figure, Place, Media, KnownTo, Citation, Change):
        fields |= set(attrs.fields_dict(item))
    assert [name for name in sorted(fields) if f"`{name}`" not in page] == []


PINNED = "46591b3c3b3b46f653d45d426e5b5e4948a4966399b70754a9cbd2c69b8efa79"
