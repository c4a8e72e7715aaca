"""The log under real git: additions merge by themselves, and nothing is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from tests.log.writing import begin_without_events, fact, segments
from tests.sizes import size
from timeline.codec import Recorded
from timeline.events import Erased
from timeline.log import (
    Log,
    check_proof,
    compact_log,
    erase_event,
    format_proof,
    generate_key,
    init_log,
    parse_proof,
    prove_event,
    seal_log,
    snapshot,
    verify_log,
)
from timeline.log.proof import NotSealedError

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *words: str, check: bool = True) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    assert not check or done.returncode == 0, f"git {' '.join(words)}: {done.stdout}{done.stderr}"
    return done.stdout.strip()


def configure(root: Path) -> None:
    for name, value in (
        ("user.name", "Ana"),
        ("user.email", "ana@example.org"),
        ("commit.gpgsign", "false"),
        ("gc.auto", "0"),
        ("advice.detachedHead", "false"),
    ):
        git(root, "config", name, value)


def new_repository(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    configure(root)
    init_log(root)
    begin_without_events(root)
    commit(root)
    return root


def clone(of: Path, to: Path, *options: str) -> Path:
    git(of.parent, "clone", "-q", *options, str(of), str(to))
    configure(to)
    return to


def add(root: Path, name: str = "f", by: str = "ana") -> Recorded:
    return Log(root).append([fact(name)], by=by)[0]


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "more")


def ids(root: Path) -> list[str]:
    return [event.id for event in Log(root).read(verify=True)]


# -- when a new segment begins --------------------------------------------------------------


def test_appends_between_commits_share_a_segment(tmp_path: Path) -> None:
    root = new_repository(tmp_path / "a")
    for _ in range(3):
        add(root)
    assert len(segments(root)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["commit", "-q", "--allow-empty", "-m", "x"],
        ["commit", "-q", "--amend", "--no-edit", "--allow-empty"],
        ["checkout", "-q", "-b", "other"],
        ["checkout", "-q", "--detach"],
        ["reset", "-q", "--mixed", "HEAD~1"],
        ["pack-refs", "--all"],
        ["stash", "-q", "-u"],
    ],
)
def test_git_at_work_begins_a_new_segment(tmp_path: Path, words: list[str]) -> None:
    root = new_repository(tmp_path / "a")
    commit(root)
    add(root)
    before = segments(root)
    git(root, *words)
    add(root)
    assert set(segments(root)) - set(before)
    assert verify_log(root).problems == ()


def test_a_commit_in_a_worktree_a_submodule_and_with_packed_refs_is_noticed(
    tmp_path: Path,
) -> None:
    main = new_repository(tmp_path / "main")
    git(main, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    outer = new_repository(tmp_path / "outer")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(main), "sub")
    configure(outer / "sub")
    for root in (tmp_path / "side", outer / "sub"):
        assert (root / ".git").is_file()
        for packed in (False, True):
            if packed:
                git(root, "pack-refs", "--all")
            add(root)
            before = len(segments(root))
            add(root)
            assert len(segments(root)) == before
            commit(root)
            add(root)
            assert len(segments(root)) == before + 1


def test_a_commit_in_a_worktree_without_reflogs_is_noticed(tmp_path: Path) -> None:
    """Only the branch's ref then tells of it, and that lies in the main repository."""
    main = new_repository(tmp_path / "main")
    git(main, "config", "core.logAllRefUpdates", "false")
    side = tmp_path / "side"
    git(main, "worktree", "add", "-q", "-b", "side", str(side))
    shutil.rmtree(main / ".git/worktrees/side/logs", ignore_errors=True)
    add(side)
    commit(side)
    add(side)
    assert len(segments(side)) == 2


def test_a_repository_made_after_the_log_is_noticed(tmp_path: Path) -> None:
    init_log(tmp_path)
    add(tmp_path)
    new_repository(tmp_path)
    add(tmp_path)
    assert len(segments(tmp_path)) == 2


def test_a_log_below_the_top_of_the_repository_is_noticed_too(tmp_path: Path) -> None:
    new_repository(tmp_path / "top")
    root = tmp_path / "top/stories/border"
    init_log(root)
    add(root)
    commit(tmp_path / "top")
    add(root)
    assert len(segments(root)) == 2


def test_a_copied_workspace_does_not_append_to_the_originals_segment(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    init_log(here)
    add(here)
    shutil.copytree(here, there)
    add(there)
    assert [len(segments(root)) for root in (here, there)] == [1, 2]


def test_a_reftable_repository_is_noticed(tmp_path: Path) -> None:
    """Git before 2.45 can't make one, so this writes what such a repository has."""
    root = tmp_path / "a"
    init_log(root)
    (root / ".git/reftable").mkdir(parents=True)
    (root / ".git/HEAD").write_text("ref: refs/heads/.invalid\n")
    tables = root / ".git/reftable/tables.list"
    tables.write_text("0x000000000001-0x000000000001-aaaaaaaa.ref\n")
    add(root)
    add(root)
    assert len(segments(root)) == 1
    tables.write_text("0x000000000001-0x000000000002-bbbbbbbb.ref\n0x3.ref\n")
    add(root)
    assert len(segments(root)) == 2


# -- merging --------------------------------------------------------------------------------


def test_additions_on_two_branches_merge_without_conflict(tmp_path: Path) -> None:
    one = new_repository(tmp_path / "one")
    two = clone(one, tmp_path / "two")
    kept = {add(one, "a", "ana").id, add(two, "b", "bob").id}
    commit(one)
    commit(two)
    git(two, "pull", "-q", "--no-rebase", "--no-edit")
    assert set(ids(two)) == kept


def test_a_clone_with_autocrlf_reads_the_same_bytes(tmp_path: Path) -> None:
    one = new_repository(tmp_path / "one")
    add(one)
    commit(one)
    two = clone(one, tmp_path / "two", "-c", "core.autocrlf=true", "-c", "core.eol=crlf")
    assert [path.read_bytes() for path in segments(one)] == [
        path.read_bytes() for path in segments(two)
    ]
    assert verify_log(two).problems == ()


def test_a_cherry_picked_addition_counts_once(tmp_path: Path) -> None:
    root = new_repository(tmp_path / "a")
    git(root, "checkout", "-q", "-b", "side")
    add(root, "picked")
    commit(root)
    picked = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "-q", "main")
    add(root, "own")
    commit(root)
    git(root, "cherry-pick", picked)
    git(root, "merge", "-q", "--no-edit", "side")
    assert len(ids(root)) == 2
    assert verify_log(root).problems == ()


def test_a_reset_after_a_push_cannot_fork_a_segment(tmp_path: Path) -> None:
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(origin))
    one = new_repository(tmp_path / "one")
    git(one, "remote", "add", "origin", str(origin))
    add(one, "pushed")
    commit(one)
    git(one, "push", "-q", "origin", "main")
    git(one, "reset", "-q", "--mixed", "HEAD~1")
    add(one, "after")
    commit(one)
    git(one, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    two = clone(origin, tmp_path / "two")
    assert len(ids(one)) == 2
    assert len(ids(two)) == 1
    assert verify_log(one).problems == ()


def test_a_tail_committed_half_way_is_left_out_and_completed_later(tmp_path: Path) -> None:
    """`git add` may read a segment while a write is under way."""
    one = new_repository(tmp_path / "one")
    first = add(one, "a")
    (path,) = segments(one)
    whole = path.read_bytes()
    second = add(one, "b")
    both = path.read_bytes()
    path.write_bytes(both[: len(whole) + 30])
    commit(one)
    path.write_bytes(both)
    two = clone(one, tmp_path / "two")
    assert ids(two) == [first.id]
    add(two, "c", "bob")
    commit(two)
    commit(one)
    git(two, "pull", "-q", "--no-rebase", "--no-edit")
    assert {first.id, second.id} < set(ids(two))
    assert verify_log(two).problems == ()


def test_compaction_and_erasure_on_one_branch_merge_with_additions_on_another(
    tmp_path: Path,
) -> None:
    one = new_repository(tmp_path / "one")
    for number in range(4):
        last = add(one, f"f{number}")
        commit(one)
    two = clone(one, tmp_path / "two")
    erase_event(one, last.id)
    commit(one)
    compact_log(one)
    commit(one)
    added = add(two, "elsewhere", "bob")
    commit(two)
    git(two, "pull", "-q", "--no-rebase", "--no-edit")
    assert len(segments(two)) == 2
    assert set(ids(two)) == {*ids(one), added.id}
    assert verify_log(two).problems == ()


# -- random histories -----------------------------------------------------------------------


class History:
    """Two people who add, commit, branch, rebase, cherry-pick and pull at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.origin = folder / "origin.git"
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        one = new_repository(folder / "one")
        git(one, "remote", "add", "origin", str(self.origin))
        git(one, "push", "-q", "-u", "origin", "main")
        self.clones = [one, clone(self.origin, folder / "two")]
        self.recorded: set[str] = set()
        self.branches = 0
        self.merges = 0

    def run(self, steps: int) -> None:
        moves = [self.add] * 4 + [self.commit] * 3 + [self.pull] * 3
        moves += [self.rebase, self.branch, self.cherry_pick, self.reset, self.amend, self.pack]
        for _ in range(steps):
            self.chance.choice(moves)(self.chance.choice(self.clones))
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            for root in self.clones:
                self.pull(root)

    def add(self, root: Path) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            batch = [fact(f"f{self.chance.random()}") for _ in range(self.chance.randrange(1, 4))]
            new = Log(root).append(batch, by=root.name)
            self.recorded.update(kept.id for kept in new)

    def commit(self, root: Path) -> None:
        commit(root)

    def pull(self, root: Path) -> None:
        commit(root)
        git(root, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        git(root, "push", "-q", "origin", "HEAD:main")
        self.merges += 1

    def rebase(self, root: Path) -> None:
        commit(root)
        git(root, "pull", "-q", "--rebase", "origin", "main")

    def branch(self, root: Path) -> None:
        """Additions on a branch and on main, merged."""
        commit(root)
        self.branches += 1
        name = f"{root.name}-{self.branches}"
        git(root, "checkout", "-q", "-b", name)
        self.add(root)
        commit(root)
        git(root, "checkout", "-q", "main")
        self.add(root)
        commit(root)
        git(root, "merge", "-q", "--no-edit", name)
        self.merges += 1

    def cherry_pick(self, root: Path) -> None:
        commit(root)
        self.branches += 1
        git(root, "checkout", "-q", "-b", f"{root.name}-{self.branches}")
        self.add(root)
        commit(root)
        picked = git(root, "rev-parse", "HEAD")
        git(root, "checkout", "-q", "main")
        self.add(root)
        commit(root)
        git(root, "cherry-pick", picked)

    def reset(self, root: Path) -> None:
        commit(root)
        git(root, "reset", "-q", "--mixed", "HEAD~1")
        self.add(root)

    def amend(self, root: Path) -> None:
        commit(root)
        self.add(root)
        git(root, "add", "-A")
        git(root, "commit", "-q", "--amend", "--no-edit")

    def pack(self, root: Path) -> None:
        git(root, "pack-refs", "--all")
        self.add(root)


def test_random_histories_merge_without_conflict_and_lose_nothing(tmp_path: Path) -> None:
    histories = size(4, 200)
    events = merges = 0
    for seed in range(histories):
        folder = tmp_path / str(seed)
        folder.mkdir()
        history = History(folder, seed)
        history.run(size(12, 20))
        one, two = (Log(root).read(verify=True) for root in history.clones)
        assert one == two
        assert {event.id for event in one} == history.recorded
        assert snapshot(event.id for event in one) == verify_log(history.clones[0]).snapshot
        for root in history.clones:
            assert verify_log(root).problems == ()
            changed = git(root, "log", "--all", "--diff-filter=M", "--format=", "--name-only")
            assert "events/" not in changed, "a committed segment was appended to"
        events += len(one)
        merges += history.merges
        shutil.rmtree(folder)
    print(f"{histories} histories, {merges} merges, 0 conflicts, {events:,} events, 0 lost")


class Life(History):
    """Both also seal, each with a key of their own, and keep checkpoints and proofs; the first
    erases and compacts, as one person of a desk should.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__(folder, seed)
        self.keys = {root: generate_key(folder / "keys", root.name) for root in self.clones}
        self.notes: list[str] = []
        self.proofs: list[str] = []
        self.erased: set[str] = set()
        self.done: Counter[str] = Counter()

    def run(self, steps: int) -> None:
        moves = [self.add] * 4 + [self.commit] * 2 + [self.pull] * 3 + [self.seal] * 3
        moves += [self.branch, self.prove, self.prove, self.erase, self.compact]
        for _ in range(steps):
            move = self.chance.choice(moves)
            tidies = move in (self.erase, self.compact)
            move(self.clones[0] if tidies else self.chance.choice(self.clones))
            self.done[move.__name__] += 1
            for proof in self.proofs[-4:]:
                check_proof(parse_proof(proof))
        self.settle()

    def seal(self, root: Path) -> None:
        if Log(root).read():
            self.notes.append(seal_log(root, self.keys[root]).note)

    def prove(self, root: Path) -> None:
        event = self.chance.choice(Log(root).read() or [None])
        if event is not None:
            if self.chance.random() < 0.7:
                self.seal(root)
            with suppress(NotSealedError):
                whole = self.chance.random() < 0.5
                self.proofs.append(format_proof(prove_event(root, event.id, whole=whole)))

    def erase(self, root: Path) -> None:
        event = self.chance.choice(Log(root).read() or [None])
        if event is not None:
            erase_event(root, event.id)
            self.erased.add(event.id)

    def compact(self, root: Path) -> None:
        commit(root)
        compact_log(root)
        commit(root)


def test_what_was_sealed_stays_proven_through_a_log_s_life(tmp_path: Path) -> None:
    """Seals, erasures and compactions among additions and merges: no checkpoint and no proof that
    anybody kept is ever contradicted, and what was erased is erased everywhere.
    """
    lives = size(3, 150)
    told: Counter[str] = Counter()
    for seed in range(lives):
        folder = tmp_path / str(seed)
        folder.mkdir()
        life = Life(folder, seed)
        life.run(size(20, 30))
        one, two = (Log(root).read(verify=True) for root in life.clones)
        assert one == two
        assert {event.id for event in one} == life.recorded
        assert {event.id for event in one if isinstance(event.body, Erased)} == life.erased
        for root in life.clones:
            assert [one.code for one in verify_log(root).problems] == []
            for note in life.notes:
                assert verify_log(root, against=note).problems == (), (seed, note)
        for proof in life.proofs:
            check_proof(parse_proof(proof))
        told += life.done
        told.update(notes=len(life.notes), proofs=len(life.proofs), erased=len(life.erased))
        shutil.rmtree(folder)
    print(f"{lives} lives: {dict(told)}; 0 contradicted")
    assert min(told["notes"], told["proofs"], told["erased"]) > 0
