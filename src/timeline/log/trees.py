"""Sealed trees: what a key has signed, and whether the log still says the same.

For each key, below `events/seal/`:

    <key>.pub          its verifier key, one line
    <key>.leaves       the ids of the events it sealed, one a line, in the tree's order;
                       only ever appended to
    <key>.checkpoint   the newest signed checkpoint

A leaf's data is the form of its line that its id hashes, so erasing a body changes no root.
Leaves beyond the checkpoint's size are an unfinished seal, and count as not sealed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from timeline.errors import Problem, Problems, TimelineError
from timeline.log.keys import ORIGIN
from timeline.log.merkle import tree_root
from timeline.log.notes import (
    BadNoteError,
    Checkpoint,
    NoCryptographyError,
    VerifierKey,
    check_note,
    parse_checkpoint,
    parse_verifier_key,
)
from timeline.log.segments import EVENTS, SEAL

_KEY_FILE = re.compile(r"([A-Za-z0-9_-]+)\.(pub|leaves|checkpoint)")
_ID = re.compile(r"[a-z2-7]{26}")


@frozen(kw_only=True)
class Tree:
    """One key's tree as it is stored. `leaves` are ids; `note` is the signed checkpoint."""

    key: str
    verifier: VerifierKey
    leaves: tuple[str, ...]
    checkpoint: Checkpoint | None
    note: str

    @property
    def origin(self) -> str:
        return f"{ORIGIN}/{self.key}"

    @property
    def size(self) -> int:
        return self.checkpoint.size if self.checkpoint else 0

    @property
    def sealed(self) -> tuple[str, ...]:
        return self.leaves[: self.size]


def tree_path(key: str, suffix: str) -> str:
    return f"{EVENTS}/{SEAL}/{key}.{suffix}"


class NoSuchTreeError(TimelineError):
    code = "no-such-tree"

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(
            f"expected a key that has sealed this log, got {key!r:.80}",
            f"these have: {', '.join(known)}" if known else "none has yet; see: timeline seal",
        )


def find_verifier(root: Path, key: str) -> VerifierKey:
    """The verifier key of a tree of this log, by its name. Raises: NoSuchTreeError, Problems."""
    name = key.removeprefix(f"{ORIGIN}/")
    known = list_trees(root)
    if name not in known:
        raise NoSuchTreeError(key, known)
    return read_tree(root, name).verifier


def list_trees(root: Path) -> list[str]:
    """The names of the keys that have a tree in this log, sorted."""
    folder = root / EVENTS / SEAL
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    return sorted({found[1] for name in names if (found := _KEY_FILE.fullmatch(name))})


def read_tree(root: Path, key: str) -> Tree:
    """Raises: Problems: a file of the tree is missing or unreadable."""
    public = _read_text(root, tree_path(key, "pub"))
    try:
        verifier = parse_verifier_key(public.removesuffix("\n"))
    except BadNoteError as error:
        raise Problems([_problem(tree_path(key, "pub"), 1, "bad-key", str(error))]) from error
    if public != f"{verifier}\n" or verifier.name != f"{ORIGIN}/{key}":
        message = f"expected the key {ORIGIN}/{key}, got {verifier.name}"
        raise Problems([_problem(tree_path(key, "pub"), 1, "bad-key", message)])
    note = ""
    checkpoint = None
    if (root / tree_path(key, "checkpoint")).exists():
        note = _read_text(root, tree_path(key, "checkpoint"))
        try:
            checkpoint = parse_checkpoint(note)
        except BadNoteError as error:
            path = tree_path(key, "checkpoint")
            raise Problems([_problem(path, 0, "bad-note", str(error))]) from error
    return Tree(
        key=key,
        verifier=verifier,
        leaves=tuple(read_leaves(root, key)),
        checkpoint=checkpoint,
        note=note,
    )


def read_leaves(root: Path, key: str) -> list[str]:
    """The ids in a leaves file, without an unfinished last line. Raises: Problems."""
    path = tree_path(key, "leaves")
    if not (root / path).exists():
        return []
    ids = _read_text(root, path).split("\n")[:-1]
    faults = [
        _problem(path, number, "bad-leaf", f"expected an event's id, got {found!r:.60}")
        for number, found in enumerate(ids, start=1)
        if not _ID.fullmatch(found)
    ]
    if faults:
        raise Problems(faults)
    return ids


def _read_text(root: Path, path: str) -> str:
    try:
        return (root / path).read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        message = f"expected a file of the seal, got: {error}"
        raise Problems([_problem(path, 0, "bad-seal", message)]) from error


def _problem(path: str, line: int, code: str, message: str) -> Problem:
    return Problem(path, line, code, message, "restore the file from git or a backup")


def check_tree(tree: Tree, leaves: Mapping[str, bytes]) -> tuple[list[Problem], bool]:
    """What is wrong with a tree, given the leaf hash of each event of the log.

    The second value is False when the signature could not be checked here.
    """
    checkpoint = tree.checkpoint
    path = tree_path(tree.key, "checkpoint")
    if checkpoint is None:
        message = f"no checkpoint vouches for the {len(tree.leaves):,} events listed beside it"
        remedy = "restore the file from git, or seal again: timeline seal"
        return [Problem(path, 0, "no-checkpoint", message, remedy)] if tree.leaves else [], True
    problems = list(_leaf_problems(tree, leaves))
    if checkpoint.origin != tree.origin:
        message = f"expected the origin {tree.origin}, got {checkpoint.origin!r:.60}"
        problems.append(_problem(path, 1, "bad-note", message))
    if checkpoint.size > len(tree.leaves):
        message = f"it covers {checkpoint.size:,} events, but only {len(tree.leaves):,} are listed"
        problems.append(_problem(tree_path(tree.key, "leaves"), 0, "rolled-back", message))
    elif not problems and root_of(tree.sealed, leaves) != checkpoint.root:
        message = "the events it lists, in their order, are not those that were signed"
        problems.append(_problem(tree_path(tree.key, "leaves"), 0, "wrong-root", message))
    try:
        signed = check_note(tree.note, tree.verifier)
    except NoCryptographyError:
        return problems, False
    except BadNoteError as error:
        problems.append(_problem(path, 0, "bad-note", str(error)))
        return problems, True
    if not signed:
        message = f"expected a valid signature of {tree.origin}, got none"
        problems.append(_problem(path, 0, "bad-signature", message))
    return problems, True


def _leaf_problems(tree: Tree, leaves: Mapping[str, bytes]) -> Iterator[Problem]:
    path = tree_path(tree.key, "leaves")
    seen: set[str] = set()
    for number, event in enumerate(tree.sealed, start=1):
        if event in seen:
            yield _problem(path, number, "bad-leaf", f"event {event} is sealed twice")
        elif event not in leaves:
            message = f"event {event} was sealed, but the log does not hold it any more"
            yield _problem(path, number, "sealed-event-missing", message)
        seen.add(event)


def root_of(ids: Sequence[str], leaves: Mapping[str, bytes]) -> bytes | None:
    """The root of the tree over these events; None if the log lacks one of them."""
    try:
        return tree_root([leaves[event] for event in ids])
    except KeyError:
        return None


def check_against(
    compared: Checkpoint, note: str, tree: Tree | None, leaves: Mapping[str, bytes]
) -> Iterator[Problem]:
    """What keeps the log from being a continuation of what a checkpoint covers."""
    where = f"checkpoint of {compared.origin}, {compared.size:,} events"
    if tree is None:
        message = "this log has no tree of that key"
        remedy = "compare with a checkpoint of this log, or fetch its seal from git"
        yield Problem(where, 0, "no-such-tree", message, remedy)
        return
    try:
        if not check_note(note, tree.verifier):
            message = f"expected a signature of {tree.verifier}, got none that is valid"
            remedy = "the checkpoint was changed, or the log's key was replaced"
            yield Problem(where, 0, "bad-signature", message, remedy)
            return
    except BadNoteError as error:
        yield Problem(where, 0, "bad-note", str(error), "keep checkpoint files as they are")
        return
    if compared.size > len(tree.leaves):
        message = f"the log's tree has only {len(tree.leaves):,}: events that it held are gone"
        remedy = "this copy is older, or was rolled back; fetch the newest one"
        yield Problem(where, 0, "rolled-back", message, remedy)
    elif root_of(tree.leaves[: compared.size], leaves) != compared.root:
        message = "a fork: the same key signed another history of as many events"
        remedy = "find out who holds which history: git log -- events/seal"
        yield Problem(where, 0, "fork", message, remedy)
