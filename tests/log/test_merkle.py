from __future__ import annotations

import random
from itertools import pairwise

import pytest

from tests.sizes import size
from timeline.log.merkle import (
    EMPTY_ROOT,
    check_consistency,
    check_inclusion,
    hash_leaf,
    prove_consistency,
    prove_inclusion,
    tree_root,
)

MOST = size(70, 300)
DATA = [f"leaf {number}".encode() for number in range(MOST)]
LEAVES = [hash_leaf(data) for data in DATA]


def test_the_examples_of_rfc_6962() -> None:
    """The roots that Certificate Transparency's own test data has for these leaves."""
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
    leaves = [hash_leaf(bytes.fromhex(one)) for one in data]
    roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    ]
    assert [tree_root(leaves[:count]).hex() for count in range(8)] == roots
    assert tree_root([]) == EMPTY_ROOT


def test_roots_and_all_proofs_equal_those_of_pymerkle() -> None:
    pymerkle = pytest.importorskip("pymerkle", reason="the peer that proofs are held against")
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    proofs = 0
    roots = [EMPTY_ROOT]
    for count, data in enumerate(DATA, start=1):
        tree.append_entry(data)
        roots.append(tree_root(LEAVES[:count]))
        assert roots[count] == tree.get_root()
        for index in range(count):
            proof = prove_inclusion(LEAVES[:count], index)
            path = tree.prove_inclusion(index + 1).serialize()["path"]
            # Theirs begins with the leaf itself.
            assert [bytes.fromhex(one) for one in path] == [LEAVES[index], *proof]
            assert check_inclusion(LEAVES[index], index, count, proof, roots[count])
            proofs += 1
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            # Theirs splits the old tree into its perfect parts, so it is the claim that is
            # compared: that these two roots are of one growing tree.
            theirs = tree.prove_consistency(old, new)
            theirs.verify(roots[old], roots[new])
            ours = prove_consistency(LEAVES[:new], old)
            assert check_consistency(old, roots[old], new, roots[new], ours)
            proofs += 1
    print(f"{MOST} trees, {proofs:,} proofs, all equal")


def test_a_proof_of_anything_else_fails() -> None:
    chance = random.Random(5)
    for _ in range(size(300, 5_000)):
        count = chance.randrange(2, MOST)
        index = chance.randrange(count)
        root = tree_root(LEAVES[:count])
        proof = list(prove_inclusion(LEAVES[:count], index))
        assert not check_inclusion(LEAVES[index], (index + 1) % count, count, proof, root)
        assert not check_inclusion(hash_leaf(b"other"), index, count, proof, root)
        assert not check_inclusion(LEAVES[index], index, count, proof[:-1], root)
        assert not check_inclusion(LEAVES[index], index, count, [*proof, root], root)
        assert not check_inclusion(LEAVES[index], index, count, proof, LEAVES[0][::-1])
        place = chance.randrange(len(proof))
        proof[place] = proof[place][::-1]
        assert not check_inclusion(LEAVES[index], index, count, proof, root)
    assert not check_inclusion(LEAVES[0], 0, 0, [], EMPTY_ROOT)
    assert not check_inclusion(LEAVES[0], 1, 1, [], LEAVES[0])
    assert not check_inclusion(LEAVES[0], -1, 1, [], LEAVES[0])


def test_a_forked_or_shortened_history_is_not_consistent() -> None:
    chance = random.Random(6)
    for _ in range(size(300, 5_000)):
        old, new = sorted(chance.sample(range(1, MOST), 2))
        old_root, root = tree_root(LEAVES[:old]), tree_root(LEAVES[:new])
        proof = list(prove_consistency(LEAVES[:new], old))
        forked = [*LEAVES[: old - 1], hash_leaf(b"fork"), *LEAVES[old:new]]
        assert not check_consistency(old, tree_root(forked[:old]), new, root, proof)
        assert not check_consistency(old, old_root, new, tree_root(forked), proof)
        assert not check_consistency(new, root, old, old_root, proof)
        assert not check_consistency(old, old_root, new, root, proof[:-1])
        assert not check_consistency(old, old_root, new, root, [*proof, root])
        assert not check_consistency(old, old_root, old, root, [])


def test_growing_from_nothing_and_not_growing_need_no_proof() -> None:
    root = tree_root(LEAVES[:5])
    assert prove_consistency(LEAVES[:5], 0) == prove_consistency(LEAVES[:5], 5) == ()
    assert check_consistency(0, EMPTY_ROOT, 5, root, [])
    assert check_consistency(5, root, 5, root, [])
    assert not check_consistency(0, root, 5, root, [])
    assert not check_consistency(0, EMPTY_ROOT, 5, root, [root])
    assert not check_consistency(5, root, 5, root, [root])
    assert not check_consistency(3, tree_root(LEAVES[:3]), 5, root, [])


def test_consistency_is_transitive_along_a_growing_log() -> None:
    for old, new in pairwise([1, 2, 3, 7, 8, 20, 64]):
        assert check_consistency(
            old,
            tree_root(LEAVES[:old]),
            new,
            tree_root(LEAVES[:new]),
            prove_consistency(LEAVES[:new], old),
        )
