from __future__ import annotations

import builtins
import random
import shutil
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.log.writing import Clock, fact, open_log, segments, source
from tests.sizes import size
from timeline.codec import canonical, load_json
from timeline.errors import Problems, TimelineError
from timeline.log import (
    Log,
    check_proof,
    choose_key,
    compact_log,
    covered_by,
    erase_event,
    find_verifier,
    format_proof,
    generate_key,
    init_log,
    key_directory,
    list_trees,
    load_key,
    parse_proof,
    prove_event,
    seal_log,
    verify_log,
)
from timeline.log.durable import WriteFailedError
from timeline.log.keys import BadKeyError, OpenKeyError
from timeline.log.notes import (
    BadNoteError,
    Checkpoint,
    NoCryptographyError,
    check_note,
    format_checkpoint,
    parse_checkpoint,
    parse_verifier_key,
    sign_note,
)
from timeline.log.proof import BadProofError, NotSealedError
from timeline.log.seal import EmptyLogError, SeveralKeysError
from timeline.log.trees import NoSuchTreeError


def sealed(root: Path, events: int = 6) -> tuple[Log, str]:
    """A log whose events are all sealed, and the checkpoint."""
    log = open_log(root)
    for number in range(events):
        log.append([fact(f"f{number}", "x" * 40)], by="ana")
    return log, seal_log(root, generate_key(root / "keys", "ana")).note


def codes(root: Path, against: str | None = None) -> set[str]:
    return {problem.code for problem in verify_log(root, against=against).problems}


# -- notes and keys -------------------------------------------------------------------------


def test_a_note_is_in_the_form_of_c2sp(tmp_path: Path) -> None:
    key = generate_key(tmp_path, "Ana María")
    checkpoint = Checkpoint(key.verifier.name, 41, bytes(range(32)))
    text = format_checkpoint(checkpoint)
    assert text == f"timeline/{key.name}\n41\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    note = sign_note(text, key.verifier, key.private)
    assert note.startswith(f"{text}\n— timeline/{key.name} ")
    assert parse_checkpoint(note) == checkpoint
    assert check_note(note, key.verifier)
    assert parse_verifier_key(str(key.verifier)) == key.verifier
    assert key.name.startswith("ana-mar-a-")


def test_the_verifier_key_of_go_s_checksum_database_reads_back() -> None:
    """A key in public use: its id is computed from its name and its bytes."""
    known = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    assert str(parse_verifier_key(known)) == known


def test_other_signatures_of_a_note_are_passed_over(tmp_path: Path) -> None:
    key, other = generate_key(tmp_path, "ana"), generate_key(tmp_path, "bob")
    text = format_checkpoint(Checkpoint(key.verifier.name, 1, bytes(32)))
    note = sign_note(text, other.verifier, other.private)
    assert not check_note(note, key.verifier)
    both = note + sign_note(text, key.verifier, key.private).rpartition("\n\n")[2]
    assert check_note(both, key.verifier)
    assert check_note(both, other.verifier)


@pytest.mark.parametrize(
    "note",
    [
        "",
        "a\n1\n",
        "a\n1\n\n",
        "a\n1\nAAAA\n\n— a AAAA\n",
        "a\n01\n" + b64encode(bytes(32)).decode() + "\n\n— a AAAA\n",
        "a\n\n" + b64encode(bytes(32)).decode() + "\n\n— a AAAA\n",
        "a\n1\n" + b64encode(bytes(32)).decode() + "\n\nunfinished",
    ],
)
def test_a_malformed_checkpoint_is_refused(note: str) -> None:
    with pytest.raises(BadNoteError):
        parse_checkpoint(note)


def test_a_malformed_signature_line_is_refused(tmp_path: Path) -> None:
    key = generate_key(tmp_path, "ana")
    signed = sign_note("text\n", key.verifier, key.private)
    for line in ("- a AAAAAAAA", "— a", "— a !!", "— a AAAA", "—  AAAAAAAA"):
        with pytest.raises(BadNoteError, match="a signature line"):
            check_note(f"text\n\n{line}\n", key.verifier)
        with pytest.raises(BadNoteError, match="a signature line"):
            check_note(f"{signed}{line}\n", key.verifier)


@pytest.mark.parametrize(
    "text", ["", "a+b", "a+00000000+AAAA", "a b+00000000+" + b64encode(b"\1" * 33).decode()]
)
def test_a_malformed_verifier_key_is_refused(text: str) -> None:
    with pytest.raises(BadNoteError, match="a verifier key"):
        parse_verifier_key(text)


def test_a_key_is_its_owner_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "config/timeline/keys"
    key = generate_key(folder, "ana")
    path = folder / f"{key.name}.key"
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert load_key(path).verifier == key.verifier
    path.chmod(0o640)
    with pytest.raises(OpenKeyError, match="got permissions 0640") as caught:
        load_key(path)
    assert f"chmod 600 {path}" in caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"timeline-key-v1 AAAA\n", b"\xff", b"other AAAA"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(BadKeyError):
        load_key(path)
    with pytest.raises(BadKeyError):
        load_key(tmp_path / "none.key")


def test_keys_lie_in_the_configuration_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert key_directory() == tmp_path / "timeline/keys"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert key_directory() == tmp_path / ".config/timeline/keys"


def test_without_cryptography_the_message_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, note = sealed(tmp_path / "log")
    real = builtins.__import__

    def without(name: str, *args: Any, **options: Any) -> Any:
        if name.startswith("cryptography"):
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoCryptographyError) as caught:
        generate_key(tmp_path, "ana")
    assert "timeline-log[sign]" in caught.value.remedy
    verification = verify_log(log.root)
    assert verification.ok
    assert verification.unchecked == (parse_checkpoint(note).origin.removeprefix("timeline/"),)


# -- sealing --------------------------------------------------------------------------------


def test_a_seal_covers_every_event_and_grows(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    first = log.append([fact("a"), fact("b")], by="ana")
    key = choose_key(tmp_path, tmp_path / "keys", "ana")
    seal = seal_log(tmp_path, key)
    assert (seal.added, seal.checkpoint.size, seal.key) == (2, 2, key.name)
    assert (tmp_path / seal.path).read_text() == seal.note
    assert verify_log(tmp_path).head == seal.checkpoint.root.hex()
    again = seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "somebody else"))
    assert (again.added, again.note) == (0, seal.note)
    (third,) = log.append([fact("c")], by="bob")
    assert seal_log(tmp_path, key).added == 1
    leaves = (tmp_path / f"events/seal/{key.name}.leaves").read_text().split()
    assert leaves == [first[0].id, first[1].id, third.id]
    verification = verify_log(tmp_path, against=seal.note)
    assert (verification.problems, verification.late) == ((), ())


def test_an_empty_log_is_not_sealed(tmp_path: Path) -> None:
    init_log(tmp_path)
    with pytest.raises(EmptyLogError):
        seal_log(tmp_path, generate_key(tmp_path / "keys", "ana"))


def test_a_damaged_log_is_not_sealed(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path)
    log.append([fact("new")], by="ana")
    (path,) = segments(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"f2"', b'"f9"'))
    with pytest.raises(Problems, match=":3: the line says id"):
        seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "ana"))


def test_which_of_several_keys_must_be_said(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("a")], by="ana")
    keys = [generate_key(tmp_path / "keys", by) for by in ("ana", "bob")]
    for key in keys:
        seal_log(tmp_path, key)
    with pytest.raises(SeveralKeysError, match=keys[0].name):
        choose_key(tmp_path, tmp_path / "keys", "ana")
    chosen = choose_key(tmp_path, tmp_path / "keys", "ana", keys[1].name)
    assert chosen.verifier == keys[1].verifier
    assert verify_log(tmp_path).problems == ()


def test_a_seal_that_a_crash_cut_short_is_finished_by_the_next(tmp_path: Path) -> None:
    log, note = sealed(tmp_path)
    log.append([fact("new")], by="ana")
    (leaves,) = (tmp_path / "events/seal").glob("*.leaves")
    whole = leaves.read_bytes()
    for left in (b"abc", b"a" * 26 + b"\n", b"a" * 26 + b"\nabc"):
        leaves.write_bytes(whole + left)
        assert codes(tmp_path) == codes(tmp_path, note) == set()
    seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "ana"))
    assert leaves.read_bytes().startswith(whole)
    assert len(leaves.read_bytes()) == len(whole) + 27
    assert codes(tmp_path, note) == set()


def test_a_first_seal_that_a_crash_cut_short_is_told_and_finished_by_the_next(
    tmp_path: Path,
) -> None:
    _, note = sealed(tmp_path)
    (checkpoint,) = (tmp_path / "events/seal").glob("*.checkpoint")
    checkpoint.unlink()
    assert codes(tmp_path) == {"no-checkpoint"}
    assert verify_log(tmp_path).head is None
    assert seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "ana")).note == note
    assert codes(tmp_path) == set()


def test_an_event_that_arrives_late_is_listed(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    earlier = Clock()
    earlier.move(hours=-2)
    (late,) = open_log(there, earlier).append([fact("late")], by="bob")
    log, note = sealed(here)
    (new,) = log.append([fact("after")], by="ana")
    shutil.copytree(there / "events", here / "events", dirs_exist_ok=True)
    for verification in (verify_log(here), verify_log(here, against=note)):
        assert verification.late == (late.id,)
        assert verification.ok
    assert new.id not in verify_log(here).late


def test_compacting_and_erasing_keep_seals_and_proofs_valid(tmp_path: Path) -> None:
    log, note = sealed(tmp_path)
    (tmp_path / ".timeline/open").unlink()
    (last,) = log.append([fact("secret")], by="ana")
    newer = seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "ana")).note
    before = verify_log(tmp_path)
    erase_event(tmp_path, last.id)
    assert len(compact_log(tmp_path).replaced) == 2
    after = verify_log(tmp_path, against=newer)
    assert (after.problems, after.head, after.snapshot) == ((), before.head, before.snapshot)
    assert codes(tmp_path, note) == set()
    check_proof(prove_event(tmp_path, last.id))
    assert b"secret" not in b"".join(path.read_bytes() for path in segments(tmp_path))


def test_leaves_in_another_order_are_noticed(tmp_path: Path) -> None:
    sealed(tmp_path)
    (leaves,) = (tmp_path / "events/seal").glob("*.leaves")
    lines = leaves.read_bytes().splitlines(keepends=True)
    leaves.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    assert codes(tmp_path) == {"wrong-root"}


def test_what_a_checkpoint_covers_stays_the_same_for_ever(tmp_path: Path) -> None:
    log, note = sealed(tmp_path)
    covered = covered_by(tmp_path, note)
    assert covered == {event.id for event in log.read()}
    log.append([fact("after")], by="ana")
    newer = seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "ana")).note
    assert covered_by(tmp_path, note) == covered
    assert covered_by(tmp_path, newer) == {event.id for event in log.read()}


def test_only_a_checkpoint_that_the_log_grew_from_says_what_was_on_file(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    _, note = sealed(here)
    _, other = sealed(there, events=3)

    def refused(root: Path, text: str) -> list[str]:
        with pytest.raises(Problems) as caught:
            covered_by(root, text)
        return [problem.code for problem in caught.value.problems]

    assert refused(here, other) == ["no-such-tree"]
    assert refused(here, note.replace("\n6\n", "\n5\n")) == ["bad-signature"]
    (leaves,) = (here / "events/seal").glob("*.leaves")
    lines = leaves.read_text().splitlines(keepends=True)
    leaves.write_text("".join([lines[1], lines[0], *lines[2:]]))
    assert refused(here, note) == ["fork"]
    leaves.write_text("".join(lines[:-1]))
    assert refused(here, note) == ["rolled-back"]
    with pytest.raises(BadNoteError):
        covered_by(here, "no checkpoint")


def test_a_seal_that_can_t_be_stored_is_told(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("a")], by="ana")
    (tmp_path / "events/seal").write_text("not a directory")
    with pytest.raises(WriteFailedError, match="seal"):
        seal_log(tmp_path, generate_key(tmp_path / "keys", "ana"))


def test_a_key_that_never_sealed_this_log_is_told_with_those_that_did(tmp_path: Path) -> None:
    with pytest.raises(NoSuchTreeError) as none_yet:
        find_verifier(tmp_path, "eve")
    assert none_yet.value.remedy == "none has yet; see: timeline seal"
    sealed(tmp_path)
    (name,) = list_trees(tmp_path)
    assert find_verifier(tmp_path, name) == find_verifier(tmp_path, f"timeline/{name}")
    with pytest.raises(NoSuchTreeError, match="got 'eve'") as caught:
        find_verifier(tmp_path, "eve")
    assert caught.value.remedy == f"these have: {name}"


# -- proofs ---------------------------------------------------------------------------------


def test_a_proof_is_checked_without_the_log(tmp_path: Path) -> None:
    log, note = sealed(tmp_path, events=21)
    for event in log.read():
        text = format_proof(prove_event(tmp_path, event.id))
        assert text.startswith("c2sp.org/tlog-proof@v1\nextra ")
        assert text.endswith(note)
        proof = parse_proof(text)
        check_proof(proof)
        check_proof(proof, trusted=proof.verifier)
        assert proof.line["id"] == event.id
        assert format_proof(proof) == text


def test_an_event_that_is_not_sealed_has_no_proof(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path)
    (new,) = log.append([source("s")], by="ana")
    for event in (new.id, "a" * 26):
        with pytest.raises(NotSealedError):
            prove_event(tmp_path, event)


def test_no_changed_byte_of_a_proof_passes(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path, events=5)
    text = format_proof(prove_event(tmp_path, log.read()[2].id)).encode()
    trusted = prove_event(tmp_path, log.read()[2].id).verifier
    for place in range(0, len(text), size(3, 1)):
        for bit in range(8):
            changed = bytearray(text)
            changed[place] ^= 1 << bit
            with pytest.raises((BadProofError, UnicodeDecodeError)):
                check_proof(parse_proof(bytes(changed).decode()), trusted)


def test_a_proof_by_another_key_is_not_trusted(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path)
    proof = prove_event(tmp_path, log.read()[0].id)
    other = generate_key(tmp_path / "keys", "eve").verifier
    with pytest.raises(BadProofError, match="expected the key timeline/eve"):
        check_proof(proof, other)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:5],
        lambda text: text.replace("tlog-proof@v1", "tlog-proof@v2"),
        lambda text: text.replace("index 0", "index x"),
        lambda text: text.replace("index 0", "index ٠"),
        lambda text: text.replace("index 0\n", ""),
        lambda text: text.replace("extra ", "extra !"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace(text.split("\n")[1], "extra " + b64encode(b"[]").decode()),
        lambda text: text.replace(text.split("\n")[1], "extra " + b64encode(b"{}").decode()),
        lambda text: text + "x" * (1 << 20),
    ],
)
def test_a_malformed_proof_is_refused_with_exit_3(
    tmp_path: Path, change: Callable[[str], str]
) -> None:
    log, _ = sealed(tmp_path)
    text = format_proof(prove_event(tmp_path, log.read()[0].id))
    with pytest.raises(BadProofError) as caught:
        check_proof(parse_proof(change(text)))
    assert caught.value.exit_code == 3


def test_a_proof_of_a_forged_event_is_refused(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path)
    text = format_proof(prove_event(tmp_path, log.read()[0].id))
    other = load_json(next(raw for _, number, raw in log.lines() if number == 2))
    key = str(prove_event(tmp_path, log.read()[0].id).verifier)
    extra = b64encode(canonical({"event": other, "key": key})).decode()
    forged = text.replace(text.split("\n")[1], f"extra {extra}")
    with pytest.raises(BadProofError, match="not the one that was sealed"):
        check_proof(parse_proof(forged))


# -- what a checkpoint kept elsewhere shows --------------------------------------------------


def test_a_rolled_back_log_is_told_from_its_checkpoint(tmp_path: Path) -> None:
    log, old = sealed(tmp_path / "log")
    shutil.copytree(tmp_path / "log/events", tmp_path / "old")
    log.append([fact("new")], by="ana")
    new = seal_log(log.root, choose_key(log.root, log.root / "keys", "ana")).note
    assert codes(log.root, old) == codes(log.root, new) == set()
    shutil.rmtree(log.root / "events")
    shutil.move(tmp_path / "old", log.root / "events")
    assert codes(log.root) == set()
    assert codes(log.root, new) == {"rolled-back"}


def test_a_fork_is_reported_as_such(tmp_path: Path) -> None:
    log, _ = sealed(tmp_path / "log")
    root = log.root
    shutil.copytree(root, tmp_path / "fork")
    notes = []
    for place, name in ((root, "one"), (tmp_path / "fork", "two")):
        Log(place, clock=Clock()).append([fact(name)], by="ana")
        notes.append(seal_log(place, choose_key(place, root / "keys", "ana")).note)
    assert codes(root, notes[0]) == set()
    (problem,) = verify_log(root, against=notes[1]).problems
    assert (problem.code, "the same key signed another history" in problem.message) == (
        "fork",
        True,
    )


def test_a_checkpoint_of_another_log_or_key_is_told(tmp_path: Path) -> None:
    log, note = sealed(tmp_path / "log")
    _, other = sealed(tmp_path / "other")
    assert codes(log.root, other) == {"no-such-tree"}
    size_line = parse_checkpoint(note).size
    changed = note.replace(f"\n{size_line}\n", f"\n{size_line - 1}\n", 1)
    assert codes(log.root, changed) == {"bad-signature"}
    assert codes(log.root, note.replace("— ", "- ")) == {"bad-note"}
    with pytest.raises(BadNoteError):
        verify_log(log.root, against="nonsense")


# -- tampering ------------------------------------------------------------------------------


def _files(root: Path) -> list[Path]:
    return sorted(path for path in (root / "events").rglob("*") if path.is_file())


def _flip(chance: random.Random, files: dict[Path, bytes], _: list[dict[Path, bytes]]) -> str:
    path = chance.choice(list(files))
    changed = bytearray(files[path])
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    files[path] = bytes(changed)
    return "bit flips"


def _delete(chance: random.Random, files: dict[Path, bytes], _: list[dict[Path, bytes]]) -> str:
    path = chance.choice(list(files))
    lines = files[path].splitlines(keepends=True)
    start = chance.randrange(len(lines))
    stop = chance.randrange(start + 1, len(lines) + 1)
    files[path] = b"".join(lines[:start] + lines[stop:])
    if not files[path] and chance.random() < 0.5:
        del files[path]
    return "deletions"


def _reorder(chance: random.Random, files: dict[Path, bytes], _: list[dict[Path, bytes]]) -> str:
    path = chance.choice([path for path in files if path.suffix in (".jsonl", ".leaves")])
    lines = files[path].splitlines(keepends=True)
    one, other = chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    files[path] = b"".join(lines)
    return "reorderings"


def _roll_back(
    chance: random.Random, files: dict[Path, bytes], states: list[dict[Path, bytes]]
) -> str:
    earlier = chance.choice(states)
    whole = chance.random() < 0.5  # the whole log, or only its segments or only its seal
    part = chance.choice(("seal", "2026"))
    for path in list(files):
        if whole or part in path.parts:
            del files[path]
    files.update({p: data for p, data in earlier.items() if whole or part in p.parts})
    return "rollbacks"


def test_tampering_of_any_kind_is_detected(tmp_path: Path) -> None:
    root = tmp_path / "log"
    log = open_log(root)
    key = generate_key(root / "keys", "ana")
    states: list[dict[Path, bytes]] = []
    for step in range(4):
        log.append([fact(f"f{step}"), fact(f"g{step}")], by="ana")
        if step % 2:
            (root / ".timeline/open").unlink()
        note = seal_log(root, key).note
        states.append({path: path.read_bytes() for path in _files(root)})
    now = states.pop()
    # The same key once sealed another history: its events verify, line by line.
    forked = tmp_path / "fork"
    shutil.copytree(root, forked)
    for path in _files(forked):
        original = states[0].get(root / path.relative_to(forked))
        path.unlink() if original is None else path.write_bytes(original)
    Log(forked, clock=Clock()).append([fact("fork") for _ in range(8)], by="ana")
    seal_log(forked, key)
    fork = {root / path.relative_to(forked): path.read_bytes() for path in _files(forked)}
    assert codes(root, note) == set()

    chance = random.Random(11)
    counts: dict[str, int] = {}
    for _ in range(size(1_000, 100_000)):
        files = dict(now)
        kind = chance.choices((_flip, _delete, _reorder, _roll_back, None), (80, 8, 6, 4, 2))[0]
        if kind is None:
            files, what = dict(fork), "forks"
        else:
            what = kind(chance, files, states)
        if files == now:
            continue
        _write(files, now)
        found = codes(root, note)
        assert found, f"{what} went unnoticed"
        if what == "forks":
            assert found == {"fork"}
        counts[what] = counts.get(what, 0) + 1
        _write(now, files)
    assert codes(root, note) == set()
    print(f"tampering, all detected: {counts}")


def _write(files: dict[Path, bytes], current: dict[Path, bytes]) -> None:
    for path in current.keys() - files.keys():
        path.unlink()
    for path, data in files.items():
        if current.get(path) != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def test_a_tree_with_missing_or_strange_files_is_reported(tmp_path: Path) -> None:
    sealed(tmp_path)
    (public,) = (tmp_path / "events/seal").glob("*.pub")
    text = public.read_text()
    other = generate_key(tmp_path / "keys", "eve")
    for content, code in (
        (None, "bad-seal"),
        ("nonsense\n", "bad-key"),
        (f"{other.verifier}\n", "bad-key"),
        (text + "\n", "bad-key"),
    ):
        public.unlink() if content is None else public.write_text(content)
        assert codes(tmp_path) == {code}
        with pytest.raises(TimelineError):
            seal_log(tmp_path, choose_key(tmp_path, tmp_path / "keys", "x", _name(public)))
    public.write_text(text)
    assert codes(tmp_path) == set()
    (tmp_path / "events/notes.txt").write_text("x")
    (tmp_path / "events/2026/.DS_Store").write_text("x")
    (tmp_path / "events/link.jsonl").symlink_to(segments(tmp_path)[0])
    assert [problem.path for problem in verify_log(tmp_path).problems] == [
        "events/link.jsonl",
        "events/notes.txt",
    ]


def _name(public: Path) -> str:
    return public.stem
