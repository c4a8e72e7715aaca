"""Sealing: every event so far goes into the key's tree, whose root is signed."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import frozen

from timeline.errors import Problems, TimelineError
from timeline.log.durable import make_directory, replace_file, sync_file, write_all, write_error
from timeline.log.keys import SigningKey, generate_key, load_key
from timeline.log.lock import lock_log
from timeline.log.notes import Checkpoint, format_checkpoint, sign_note
from timeline.log.segments import EVENTS, SEAL
from timeline.log.trees import (
    Tree,
    check_tree,
    find_verifier,
    list_trees,
    read_tree,
    root_of,
    tree_path,
)
from timeline.log.verify import survey_log


class EmptyLogError(TimelineError):
    code = "empty-log"

    def __init__(self) -> None:
        super().__init__("the log has no events yet, so there is nothing to seal")


class SeveralKeysError(TimelineError):
    code = "several-keys"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(
            f"expected one key of yours that has sealed this log, found {', '.join(names)}",
            "say which: timeline seal --key NAME",
        )


@frozen(kw_only=True)
class Seal:
    """A signed checkpoint. `added` counts the events that were not sealed before."""

    key: str
    checkpoint: Checkpoint
    note: str
    added: int
    path: str


def choose_key(root: Path, directory: Path, by: str, name: str = "") -> SigningKey:
    """The key to seal with: the one called `name`; else the one of this directory that has
    sealed this log before; else a new one.

    Raises: BadKeyError, OpenKeyError, SeveralKeysError, NoCryptographyError.
    """
    if name:
        return load_key(directory / f"{name}.key")
    mine = tuple(key for key in list_trees(root) if (directory / f"{key}.key").exists())
    if len(mine) > 1:
        raise SeveralKeysError(mine)
    return load_key(directory / f"{mine[0]}.key") if mine else generate_key(directory, by)


def count_unsealed(root: Path, key: str = "") -> int:
    """How many events a seal would add: with this key, or with the one that has sealed most.

    Raises: NoSuchTreeError, Problems.
    """
    if key:
        find_verifier(root, key)
    trees = [read_tree(root, name) for name in ([key] if key else list_trees(root))]
    sealed = max((tree.sealed for tree in trees), key=len, default=())
    return len(survey_log(root).order.keys() - set(sealed))


def seal_log(root: Path, key: SigningKey) -> Seal:
    """Sign all events of the log. Without new ones the checkpoint stays as it is.

    Reads and checks the whole log: about 10 µs an event. A crash in between leaves the old
    checkpoint in force, and the next seal goes on from there.

    Raises:
        Problems: the log or the tree is not sound; nothing was signed.
        EmptyLogError, BusyLogError, NotWritableError, DiskFullError.
    """
    with lock_log(root):
        survey = survey_log(root)
        if survey.problems:
            raise Problems(survey.problems, "mend the log before it is sealed: timeline verify")
        if not survey.order:
            raise EmptyLogError
        tree = _own_tree(root, key)
        if tree is not None:
            problems, _ = check_tree(tree, survey.leaves)
            if problems and tree.checkpoint is not None:
                raise Problems(problems, "nothing was signed")
        # Leaves beyond the checkpoint were never vouched for: they are listed anew.
        listed = tree.sealed if tree else ()
        covered = set(listed)
        new = [event for event in survey.order if event not in covered]
        new.sort(key=survey.order.__getitem__)
        leaves = (*listed, *new)
        path = tree_path(key.name, "checkpoint")
        if tree is not None and tree.checkpoint is not None and tree.size == len(leaves):
            return Seal(
                key=key.name, checkpoint=tree.checkpoint, note=tree.note, added=0, path=path
            )
        tree_hash = root_of(leaves, survey.leaves)
        assert tree_hash is not None, "the tree was checked, and the rest comes from the log"
        checkpoint = Checkpoint(key.verifier.name, len(leaves), tree_hash)
        note = sign_note(format_checkpoint(checkpoint), key.verifier, key.private)
        _store(root, key, listed, new, note)
    return Seal(key=key.name, checkpoint=checkpoint, note=note, added=len(new), path=path)


def _own_tree(root: Path, key: SigningKey) -> Tree | None:
    return read_tree(root, key.name) if key.name in list_trees(root) else None


def _store(root: Path, key: SigningKey, listed: tuple[str, ...], new: list[str], note: str) -> None:
    """First the key, then the leaves, then the checkpoint that vouches for them."""
    folder = root / EVENTS / SEAL
    try:
        make_directory(folder)
        public = root / tree_path(key.name, "pub")
        if not public.exists():
            replace_file(public, f"{key.verifier}\n".encode())
        _append_leaves(root / tree_path(key.name, "leaves"), listed, new)
        replace_file(root / tree_path(key.name, "checkpoint"), note.encode())
    except OSError as error:
        raise write_error(folder, error) from error


def _append_leaves(path: Path, listed: tuple[str, ...], new: list[str]) -> None:
    fd = os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        end = sum(len(event) + 1 for event in listed)
        os.ftruncate(fd, end)  # what a seal that a crash cut short has left
        os.lseek(fd, end, os.SEEK_SET)
        write_all(fd, "".join(f"{event}\n" for event in new).encode())
        sync_file(fd)
    finally:
        os.close(fd)
