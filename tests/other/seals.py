"""Seals and proofs, read as docs/format.md says: RFC 6962 trees, C2SP signed notes."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.other.lines import ID, Damage, Line, canonical, parse_bare, parse_canonical

# -- the tree of RFC 6962, section 2.1 --------------------------------------------------------


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two that is smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def root_of(hashes: Sequence[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    at = _split(len(hashes))
    return node_hash(root_of(hashes[:at]), root_of(hashes[at:]))


def path_of(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The audit path of a leaf, from the leaf to the root."""
    if len(hashes) == 1:
        return []
    at = _split(len(hashes))
    if index < at:
        return [*path_of(index, hashes[:at]), root_of(hashes[at:])]
    return [*path_of(index - at, hashes[at:]), root_of(hashes[:at])]


def root_by(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root to which the path leads. Raises Damage if it is not as long as it must be."""
    if size == 1:
        if path or index:
            raise Damage("the proof has too many hashes")
        return leaf
    if not path or not 0 <= index < size:
        raise Damage("the proof has too few hashes, or its leaf is not in the tree")
    at = _split(size)
    if index < at:
        return node_hash(root_by(index, at, leaf, path[:-1]), path[-1])
    return node_hash(path[-1], root_by(index - at, size - at, leaf, path[:-1]))


# -- signed notes and checkpoints -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verifier:
    name: str
    public: bytes

    @property
    def hint(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n\1" + self.public).digest()[:4]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[tuple[str, bytes], ...]

    def check_signature(self, key: Verifier) -> None:
        for name, data in self.signatures:
            if name == key.name and data[:4] == key.hint:
                try:
                    Ed25519PublicKey.from_public_bytes(key.public).verify(
                        data[4:], self.text.encode()
                    )
                except InvalidSignature:
                    raise Damage("the signature is wrong") from None
                return
        raise Damage("not signed by that key")


def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Damage(f"not base64: {text}") from error
    if base64.b64encode(data).decode() != text:
        raise Damage(f"not base64 as it is written: {text}")
    return data


def parse_verifier(text: str) -> Verifier:
    name, _, rest = text.partition("+")
    hint, _, encoded = rest.partition("+")
    data = unbase64(encoded)
    if len(data) != 33 or data[0] != 1:
        raise Damage("not an Ed25519 verifier key")
    key = Verifier(name, data[1:])
    if key.hint.hex() != hint:
        raise Damage("the verifier key's hash is wrong")
    return key


def parse_checkpoint(note: str) -> Checkpoint:
    text, gap, signed = note.rpartition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not signed.endswith("\n"):
        raise Damage("not a checkpoint")
    if not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
        raise Damage("its size is no number")
    signatures = []
    for line in signed.removesuffix("\n").split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        signature = unbase64(encoded)
        if dash != "—" or not name or len(signature) < 5:
            raise Damage("not a signature")
        signatures.append((name, signature))
    root = unbase64(lines[2])
    if len(root) != 32:
        raise Damage("its root is no hash")
    return Checkpoint(lines[0], int(lines[1]), root, text + "\n", tuple(signatures))


# -- sealed trees -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tree:
    key: Verifier
    leaves: tuple[str, ...]
    checkpoint: Checkpoint


def list_trees(workspace: Path) -> list[str]:
    """The keys that have sealed something, or begun to: a public key alone seals nothing."""
    files = (workspace / "events/seal").glob("*")
    return sorted({path.stem for path in files if path.suffix in {".leaves", ".checkpoint"}})


def read_tree(workspace: Path, key: str) -> Tree:
    """Raises Damage for a file that is missing, or not of its form."""
    try:
        public, leaves, note = (
            (workspace / "events/seal" / f"{key}.{suffix}").read_bytes().decode()
            for suffix in ("pub", "leaves", "checkpoint")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise Damage(f"a file of the tree can't be read: {error}") from error
    if not public.endswith("\n"):
        raise Damage("the verifier key's line has no end")
    verifier, checkpoint = parse_verifier(public[:-1]), parse_checkpoint(note)
    if verifier.name != f"timeline/{key}" or checkpoint.origin != verifier.name:
        raise Damage("a name that is not the tree's")
    listed = leaves.split("\n")[:-1]  # what follows the last newline was never written whole
    if len(listed) < checkpoint.size or not all(ID.fullmatch(one) for one in listed):
        raise Damage("leaves are missing, or no ids")
    return Tree(verifier, tuple(listed[: checkpoint.size]), checkpoint)


def check_tree(tree: Tree, events: dict[str, Line]) -> None:
    """Raises Damage if an event is missing, or root or signature are wrong."""
    tree.checkpoint.check_signature(tree.key)
    if len(set(tree.leaves)) < len(tree.leaves):
        raise Damage("an event is sealed twice")
    check_checkpoint(tree, tree.checkpoint, events)


def check_checkpoint(tree: Tree, checkpoint: Checkpoint, events: dict[str, Line]) -> None:
    """The tree begins with the leaves of `checkpoint`: its own, or one kept elsewhere."""
    if checkpoint.size > len(tree.leaves):
        raise Damage("rolled back: the tree is smaller than the checkpoint")
    missing = [leaf for leaf in tree.leaves[: checkpoint.size] if leaf not in events]
    if missing:
        raise Damage(f"sealed, and not in the log: {missing}")
    hashes = [leaf_hash(events[leaf].form) for leaf in tree.leaves[: checkpoint.size]]
    if root_of(hashes) != checkpoint.root:
        raise Damage("the root is another one: a fork, or a changed tree")


def late_arrivals(tree: Tree, events: dict[str, Line]) -> list[str]:
    """Events that the checkpoint doesn't cover, before the newest that it does."""
    covered = set(tree.leaves)
    newest = max((events[leaf].order for leaf in tree.leaves), default=("", 0, ""))
    return [line.id for line in events.values() if line.id not in covered and line.order < newest]


def find_head(trees: Sequence[Tree]) -> str | None:
    newest = max(trees, key=lambda tree: tree.checkpoint.size, default=None)
    return newest.checkpoint.root.hex() if newest else None


# -- proofs -----------------------------------------------------------------------------------


def check_proof(text: str, trusted: Verifier | None = None) -> Line:
    """The event that it proves. Raises Damage if it doesn't hold."""
    head, gap, note = text.partition("\n\n")
    version, extra, index, *hashes = [*head.split("\n"), "", "", ""][: max(3, head.count("\n") + 1)]
    if not gap or version != "c2sp.org/tlog-proof@v1":
        raise Damage("not a proof")
    if not extra.startswith("extra ") or not index.startswith("index "):
        raise Damage("a proof without extra or index")
    number = index.removeprefix("index ")
    if not number.isascii() or not number.isdigit() or str(int(number)) != number:
        raise Damage("its index is no number")
    content = parse_canonical(unbase64(extra.removeprefix("extra ")))
    if not isinstance(content, dict) or content.keys() != {"event", "key"}:
        raise Damage("its extra has not event and key")
    line, key = parse_bare(canonical(content["event"])), parse_verifier(str(content["key"]))
    if trusted is not None and key != trusted:
        raise Damage("signed with a key that is not trusted")
    checkpoint = parse_checkpoint(note)
    if checkpoint.origin != key.name:
        raise Damage("the checkpoint of another tree than the key's")
    checkpoint.check_signature(key)
    path = [unbase64(one) for one in hashes]
    if root_by(int(number), checkpoint.size, leaf_hash(line.form), path) != checkpoint.root:
        raise Damage("the event is not in the tree")
    return line
