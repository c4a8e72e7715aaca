"""The Merkle tree of RFC 6962 over SHA-256: roots, inclusion and consistency proofs.

    hash of a leaf  = SHA-256(0x00 || data)
    hash of a node  = SHA-256(0x01 || left || right)

A tree of n leaves has the largest power of two below n on its left. Trees are given as the
hashes of their leaves, in order. Making a proof costs n hashes, checking one log2 n.
See: RFC 6962 section 2.1; RFC 9162 sections 2.1.3.2 and 2.1.4.2 for the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()


def hash_leaf(data: bytes) -> bytes:
    return sha256(b"\0" + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of leaves; of no leaves, the hash of nothing."""
    if not leaves:
        return EMPTY_ROOT
    level = leaves
    while len(level) > 1:
        # Pairing from the left and carrying an odd last node upwards gives RFC 6962's shape.
        lefts = iter(level)
        above = [
            sha256(b"\1" + left + right).digest() for left, right in zip(lefts, lefts, strict=False)
        ]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def prove_inclusion(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes from leaf `index`, from 0, up to the root; at most ceil(log2 n)."""
    assert 0 <= index < len(leaves)
    if len(leaves) == 1:
        return ()
    middle = _split(len(leaves))
    left, right = leaves[:middle], leaves[middle:]
    if index < middle:
        return (*prove_inclusion(left, index), tree_root(right))
    return (*prove_inclusion(right, index - middle), tree_root(left))


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Does the proof show that the tree of `size` leaves with this root has `leaf` at `index`?"""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = hash_node(sibling, found)
            while place and not place % 2:
                place >>= 1
                last >>= 1
        else:
            found = hash_node(found, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and found == root


def prove_consistency(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """The hashes that show the tree over the first `size` leaves to be a prefix of this one."""
    assert 0 <= size <= len(leaves)
    if size in (0, len(leaves)):
        return ()
    return _subproof(leaves, size, whole=True)


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> tuple[bytes, ...]:
    if size == len(leaves):
        return () if whole else (tree_root(leaves),)
    middle = _split(len(leaves))
    if size <= middle:
        return (*_subproof(leaves[:middle], size, whole=whole), tree_root(leaves[middle:]))
    return (
        *_subproof(leaves[middle:], size - middle, whole=False),
        tree_root(leaves[:middle]),
    )


def check_consistency(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Does the proof show that the old tree's leaves are the first of the new one's?"""
    if old_size == size:
        return old_root == root and not proof
    if old_size == 0:
        return old_root == EMPTY_ROOT and not proof
    if not 0 < old_size < size or not proof:
        return False
    hashes = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    place, last = old_size - 1, size - 1
    while place % 2:
        place >>= 1
        last >>= 1
    old_found = found = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old_found = hash_node(sibling, old_found)
            found = hash_node(sibling, found)
            while place and not place % 2:
                place >>= 1
                last >>= 1
        else:
            found = hash_node(found, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and (old_found, found) == (old_root, root)
