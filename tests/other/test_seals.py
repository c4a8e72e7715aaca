"""Seals, proofs and the commands that change files are held to the second reader too."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.cli.conftest import Run, bare, run
from tests.log.writing import fact, open_log
from tests.other.lines import Damage
from tests.other.reader import count_keys, list_files, read_log
from tests.other.seals import (
    check_checkpoint,
    check_proof,
    check_tree,
    leaf_hash,
    parse_checkpoint,
    parse_verifier,
    path_of,
    read_tree,
    root_of,
)
from tests.other.test_reader import GOLDEN, KEYS, agree
from tests.sizes import size
from timeline import log as program
from timeline.errors import Problems, TimelineError
from timeline.log import format_proof, prove_event, seal_log, verify_log

__all__ = ["bare", "run"]  # fixtures
ANA, BEN = KEYS


def accepts(check: object, *arguments: object) -> bool:
    """Whether a check lets it pass."""
    assert callable(check)
    try:
        check(*arguments)
    except (Damage, TimelineError, Problems):
        return False
    return True


def check_with_the_program(text: str) -> None:
    program.check_proof(program.parse_proof(text))


def change_a_byte(text: str, rng: Random) -> str:
    data = bytearray(text.encode())
    place = rng.randrange(len(data))
    data[place : place + rng.choice((0, 1, 1, 1, 2))] = rng.choice(
        (b"", bytes([rng.randrange(32, 127)]), b"\n", bytes([data[place] ^ 1]))
    )
    return data.decode(errors="replace")


def test_both_make_the_same_paths_for_every_event_and_accept_the_proofs(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    proofs = 0
    for number in range(1, size(25, 70)):
        log.append([fact(f"f{number}")], by="ana")
        seal = seal_log(tmp_path, ANA)
        events = agree(tmp_path).events
        tree = read_tree(tmp_path, ANA.name)
        hashes = [leaf_hash(events[leaf].form) for leaf in tree.leaves]
        assert (root_of(hashes), number) == (seal.checkpoint.root, len(hashes))
        for index, leaf in enumerate(tree.leaves):
            proof = prove_event(tmp_path, leaf, whole=bool(index % 2))
            assert (proof.index, list(proof.hashes)) == (index, path_of(index, hashes))
            assert check_proof(format_proof(proof), tree.key).id == leaf
            proofs += 1
    print(f"{proofs:,} proofs")


def test_both_refuse_the_same_proofs() -> None:
    text = (GOLDEN / "full-fact.tlog-proof").read_text()
    key = (GOLDEN / "events/seal/ana-golden22.pub").read_text().removesuffix("\n")
    assert check_proof(text, parse_verifier(key)).id.startswith("dxhzb4fy")
    with pytest.raises(Damage, match="not trusted"):
        check_proof(text, parse_verifier(str(BEN.verifier)))
    seen: Counter[bool] = Counter()
    for seed in range(size(400, 20_000)):
        changed = change_a_byte(text, Random(seed))
        assert accepts(check_proof, changed) == accepts(check_with_the_program, changed), seed
        seen[accepts(check_proof, changed)] += changed != text
    print(dict(seen))
    assert seen[False] > 100


def test_both_judge_a_checkpoint_kept_elsewhere_alike(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    notes = []
    for number in range(4):
        log.append([fact(f"f{number}"), fact(f"g{number}")], by="ana")
        notes.append(seal_log(tmp_path, ANA).note)
    seal_log(tmp_path, BEN)

    def mine(note: str) -> None:
        checkpoint, events = parse_checkpoint(note), read_log(tmp_path).events
        tree = read_tree(tmp_path, checkpoint.origin.removeprefix("timeline/"))
        check_tree(tree, events)
        checkpoint.check_signature(tree.key)
        check_checkpoint(tree, checkpoint, events)

    def theirs(note: str) -> None:
        problems = verify_log(tmp_path, against=note).problems
        if problems:
            raise Problems(problems)

    assert all(accepts(mine, note) and accepts(theirs, note) for note in notes)
    rng = Random(1)
    for _ in range(size(100, 3000)):
        changed = change_a_byte(rng.choice(notes), rng)
        assert accepts(mine, changed) == accepts(theirs, changed), changed
    # Rolled back: the files of an earlier seal.
    for name, data in (("leaves", notes[0]), ("checkpoint", notes[0])):
        path = tmp_path / f"events/seal/{ANA.name}.{name}"
        path.write_text(data if name == "checkpoint" else path.read_text()[: 2 * 27])
    assert [accepts(mine, note) for note in notes] == [True, False, False, False]
    assert [accepts(theirs, note) for note in notes] == [True, False, False, False]
    # A fork: the same key, as many events, others.
    shutil.rmtree(tmp_path / "events")
    for number in range(4):
        log.append([fact(f"f{number}"), fact(f"h{number}")], by="ana")
    seal_log(tmp_path, ANA)
    assert not any(accepts(mine, note) or accepts(theirs, note) for note in notes)


def test_erasing_and_compacting_change_no_id_no_root_and_no_proof(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        # A clone of its own each time, so that each event begins a segment.
        shutil.rmtree(tmp_path / ".timeline", ignore_errors=True)
        assert run("add", "2024-01-05", f"Happened {number}", "--name", f"f{number}").code == 0
    assert run("seal").code == 0
    before = agree(tmp_path)
    erased = [line.id for line in before.events.values() if line.fields["type"] == "fact-stated"][1]
    segments = len(list_files(tmp_path))
    for words in (("erase", erased, "--yes"), ("compact",)):
        assert run(*words).code == 0
        after = agree(tmp_path)
        assert not after.faults
        assert list(after.events) == list(before.events)
        assert [one.form for one in after.events.values()] == [
            one.form for one in before.events.values()
        ]
        assert "body" not in after.events[erased].fields
        assert check_proof(run("prove", erased).out).id == erased
        assert run("verify").code == 0
    assert len(list_files(tmp_path)) < segments


def test_of_two_events_with_one_key_both_count_the_same(run: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "events", tmp_path / "there"
    kept = {path: path.read_bytes() for path in list_files(tmp_path)}
    for number in range(2):
        words = ("add", f"2024-01-0{number + 1}", f"Happened {number}", "--key", "import/1")
        assert run(*words).code == run(*words).code == 0  # the second adds nothing
        if not number:
            shutil.copytree(here, there)
            shutil.rmtree(tmp_path / ".timeline", ignore_errors=True)
            for path in list_files(tmp_path):
                path.unlink()
            for path, data in kept.items():
                path.write_bytes(data)
    shutil.copytree(there, here / "there")
    mine = agree(tmp_path)
    facts = [line for line in mine.events.values() if line.fields["type"] == "fact-stated"]
    assert len(facts) == 2
    (counting,) = count_keys(facts).values()
    assert [fact["event"] for fact in run("list", "--json").data] == [counting]
