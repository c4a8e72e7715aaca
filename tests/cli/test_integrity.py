from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def segment(root: Path) -> Path:
    (path,) = (root / "events").rglob("*.jsonl")
    return path


def first_event(run: Run) -> str:
    return str(run("log", "--json").out.split('"id":"')[1][:26])


def test_a_sound_log_verifies_with_its_snapshot(talks: Run) -> None:
    found = talks("verify", "--json")
    assert found.code == 0
    assert found.data["ok"] is True
    assert (found.data["problems"], found.data["head"], found.data["late"]) == ([], None, [])
    assert len(found.data["snapshot"]) == 64
    text = talks("verify").out
    assert f"{found.data['events']} events, nothing wrong." in text
    assert found.data["snapshot"] in text


def test_every_problem_is_told_with_its_line_and_ends_with_3(talks: Run, tmp_path: Path) -> None:
    path = segment(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"The Daily", b"The Dairy") + b"torn \x1b[31m")
    found = talks("verify")
    assert found.code == 3
    assert f"{path.name}:2: the line says id" in found.out
    assert "restore the file from git or a backup" in found.out
    assert "2 problems" in found.out
    assert "\x1b" not in found.out
    data = talks("verify", "--json").data
    assert data["ok"] is False
    assert [problem["code"] for problem in data["problems"]] == ["wrong-id", "torn-tail"]
    assert set(data["problems"][0]) == {"code", "path", "line", "message"}


def test_seal_prints_a_checkpoint_that_verify_compares_with(talks: Run, tmp_path: Path) -> None:
    rehearsed = talks("seal", "--dry-run")
    assert (rehearsed.code, rehearsed.out) == (0, "")
    assert "5 events would be sealed" in rehearsed.err
    sealed = talks("seal")
    assert sealed.code == 0
    assert sealed.out.startswith("timeline/ana-")
    assert "keep a copy of it in a safe place" in sealed.err
    checkpoint = tmp_path.parent / f"{tmp_path.name}.checkpoint"
    checkpoint.write_text(sealed.out)
    talks("add", "2024-01-09", "Talks resume")
    again = talks("seal", "--json").data
    assert (again["added"], again["size"]) == (1, 6)
    assert talks("verify", "--against", str(checkpoint)).code == 0
    assert talks("verify", "--json").data["head"] == again["root"]
    (leaves,) = (tmp_path / "events/seal").glob("*.leaves")
    lines = leaves.read_text().splitlines(keepends=True)
    leaves.write_text("".join([lines[1], lines[0], *lines[2:]]))
    found = talks("verify", "--against", str(checkpoint), "--json")
    assert found.code == 3
    assert {problem["code"] for problem in found.data["problems"]} == {"wrong-root", "fork"}


def test_a_log_without_events_is_not_sealed(run: Run, tmp_path: Path) -> None:
    segment(tmp_path).unlink()
    found = run("seal")
    assert (found.code, found.out) == (1, "")
    assert "nothing to seal" in found.err


def test_a_proof_is_checked_without_the_log(talks: Run, tmp_path: Path) -> None:
    event = first_event(talks)
    refused = talks("prove", event[:8])
    assert (refused.code, refused.out) == (1, "")
    assert "seal first: timeline seal" in refused.err
    key = talks("seal", "--json").data["key"]
    proof = tmp_path / "one.tlog-proof"
    assert talks("prove", event[:8], "-o", str(proof)).out.strip() == str(proof)
    assert talks("prove", event[:8]).out == proof.read_text()
    assert talks("prove", event[:8], "--json").data["proof"] == proof.read_text()
    found = talks("verify", str(proof))
    assert found.code == 0
    assert f"Event {event}" in found.out
    assert key in found.out
    assert "Compare that key" in found.err
    trusted = talks("verify", str(proof), "--key", key, "--json")
    assert (trusted.data["trusted"], trusted.data["event"]) == (True, event)
    named = talks("verify", str(proof), "--key", key.split("+")[0].removeprefix("timeline/"))
    assert (named.code, named.err) == (0, "")
    proof.write_text(proof.read_text().replace("index 0", "index 1"))
    broken = talks("verify", str(proof))
    assert (broken.code, broken.out) == (3, "")
    assert "not the one that was sealed" in broken.err


def test_a_key_that_has_sealed_nothing_here_is_named(talks: Run) -> None:
    for args in (("verify", "--key", "nobody"), ("seal", "--dry-run", "--key", "nobody")):
        found = talks(*args)
        assert found.code == 1
        assert "expected a key that has sealed this log, got 'nobody'" in found.err


def test_compact_names_what_it_merged(talks: Run, tmp_path: Path) -> None:
    (tmp_path / ".timeline/open").unlink()
    talks("add", "2024-01-09", "Talks resume")
    before = talks("list").out
    rehearsed = talks("compact", "--dry-run")
    assert rehearsed.out.count("- events/") == 2
    assert "Nothing was written" in rehearsed.err
    done = talks("compact", "--json").data
    assert (len(done["replaced"]), len(done["written"])) == (2, 1)
    assert talks("list").out == before
    assert "nothing to merge" in talks("compact").err


def test_erase_removes_the_text_and_keeps_the_log_whole(talks: Run, tmp_path: Path) -> None:
    event = first_event(talks)
    rehearsed = talks("erase", event[:8], "--dry-run")
    assert f"{segment(tmp_path).name}:1" in rehearsed.out
    before = segment(tmp_path).read_bytes()
    asked = talks("erase", event[:8])
    assert (asked.code, "--yes" in asked.err) == (2, True)
    assert segment(tmp_path).read_bytes() == before
    erased = talks("erase", event[:8], "--yes", "--json").data
    assert erased["event"] == event
    assert [place["line"] for place in erased["erased"]] == [1]
    assert segment(tmp_path).read_bytes() != before
    assert talks("verify").code == 0
    again = talks("erase", event[:8], "--yes")
    assert (again.code, again.out) == (0, "")
    assert "erased before" in again.err


def test_what_was_erased_is_still_told_of(talks: Run) -> None:
    """A source, a link, the log's description and a correction, whose words are gone."""
    assert talks("link", "answer", "answers", "terms").code == 0
    assert talks("correct", "answer", "--headline", "Other", "--because", "wrong").code == 0
    events = [json.loads(line) for line in talks("log", "--json").out.splitlines()]
    for event in events:
        if event["type"] != "fact-stated":
            assert talks("erase", event["id"], "--yes").code == 0
    told = talks("log")
    assert (told.code, told.err) == (0, "")
    assert told.out.count("its words were erased") >= 4
    for fact in talks("list", "--internal", "--json").data:
        assert talks("history", fact["id"]).code == 0
