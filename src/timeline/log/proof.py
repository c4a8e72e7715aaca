"""Proofs: a small file that shows one event to be in a sealed log, to somebody without the log.

    c2sp.org/tlog-proof@v1
    extra eyJldmVudCI6…
    index 41
    gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
    …

    timeline/ana-k3f9x2mq
    1024
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — timeline/ana-k3f9x2mq Az3grlgtzPICa5OS8npVmf1Myq/5IZni…

The form is C2SP's tlog-proof. `extra` is base64 of canonical JSON with the event's line as
`event` and the verifier key as `key`. That key says which key signed; whether to trust it is
the reader's to decide, by comparing it with one they have.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from pathlib import Path
from typing import Any

from attrs import frozen

from timeline.codec import LineError, canonical, erase_line, leaf, load_json, load_line, verify_line
from timeline.errors import TimelineError
from timeline.log.merkle import check_inclusion, hash_leaf, prove_inclusion
from timeline.log.notes import (
    BadNoteError,
    Checkpoint,
    VerifierKey,
    check_note,
    parse_checkpoint,
    parse_verifier_key,
)
from timeline.log.trees import Tree, list_trees, read_tree
from timeline.log.verify import survey_log

_HEADING = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 1 << 20


class NotSealedError(TimelineError):
    code = "not-sealed"

    def __init__(self, event: str) -> None:
        super().__init__(f"event {event} is in no checkpoint yet", "seal first: timeline seal")


class BadProofError(TimelineError):
    """A proof that is malformed, or proves nothing. Never raised for a sound one."""

    code = "bad-proof"
    exit_code = 3


@frozen(kw_only=True)
class Proof:
    """What a proof file holds. `line` is the event's, as plain data; `note` the checkpoint."""

    line: dict[str, Any]
    index: int
    hashes: tuple[bytes, ...]
    note: str
    verifier: VerifierKey

    @property
    def checkpoint(self) -> Checkpoint:
        return parse_checkpoint(self.note)


def prove_event(root: Path, event: str, *, key: str = "", whole: bool = True) -> Proof:
    """A proof that the event with this id is sealed: by `key`, or by whichever tree is largest.

    Unless `whole`, the proof holds the hash of the event's body in place of its words: it proves
    the same of whoever shows the words and the salt beside it.
    Reads and checks the whole log. Raises: NotSealedError, Problems.
    """
    survey = survey_log(root)
    tree = _tree_with(root, event, key)
    raw = survey.lines[event][0] if event in survey.lines else None
    if tree is None or raw is None:
        raise NotSealedError(event)
    index = tree.leaves.index(event)
    hashes = [survey.leaves.get(sealed, b"") for sealed in tree.sealed]
    proof = Proof(
        line=load_line(raw if whole else erase_line(raw)),
        index=index,
        hashes=prove_inclusion(hashes, index),
        note=tree.note,
        verifier=tree.verifier,
    )
    check_proof(proof)
    return proof


def _tree_with(root: Path, event: str, key: str) -> Tree | None:
    trees = (read_tree(root, name) for name in ([key] if key else list_trees(root)))
    holding = [tree for tree in trees if event in tree.sealed]
    return max(holding, key=lambda tree: tree.size, default=None)


def check_proof(proof: Proof, trusted: VerifierKey | None = None) -> None:
    """Show that the event is in the tree that the key signed.

    Without a `trusted` key, the proof's own: then the caller must show it to the reader.

    Raises:
        BadProofError: it isn't, with the reason.
        NoCryptographyError: signatures can't be checked here.
    """
    try:
        line = verify_line(canonical(proof.line))
        checkpoint = proof.checkpoint
        signed = check_note(proof.note, trusted or proof.verifier)
    except (LineError, BadNoteError) as error:
        raise BadProofError(str(error)) from error
    if trusted is not None and trusted != proof.verifier:
        raise BadProofError(f"expected the key {trusted}, got {proof.verifier}")
    if not signed or checkpoint.origin != proof.verifier.name:
        raise BadProofError(f"expected a checkpoint signed by {proof.verifier.name}, got another")
    leaf_hash = hash_leaf(leaf(line))
    if not check_inclusion(leaf_hash, proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        raise BadProofError("the event is not the one that was sealed at that place")


def format_proof(proof: Proof) -> str:
    extra = b64encode(canonical({"event": proof.line, "key": str(proof.verifier)})).decode()
    hashes = "".join(f"{b64encode(found).decode()}\n" for found in proof.hashes)
    return f"{_HEADING}\nextra {extra}\nindex {proof.index}\n{hashes}\n{proof.note}"


def parse_proof(text: str) -> Proof:
    """Raises: BadProofError."""
    head, mark, note = text.partition("\n\n")
    lines = head.split("\n")
    if len(text) > MAX_PROOF or not mark or len(lines) < 3 or lines[0] != _HEADING:
        raise BadProofError(f"expected a proof that begins with {_HEADING}, got {text[:60]!r}")
    try:
        extra = load_json(b64decode(_after(lines[1], "extra "), validate=True))
        index = _after(lines[2], "index ")
        if not (index.isascii() and index.isdecimal() and len(index) <= 15):
            raise BadProofError(f"expected the number of a leaf, got {index!r:.60}")
        hashes = tuple(b64decode(found, validate=True) for found in lines[3:])
        parse_checkpoint(note)
        proof = Proof(
            line=dict(extra["event"]),
            index=int(index),
            hashes=hashes,
            note=note,
            verifier=parse_verifier_key(extra["key"]),
        )
        form = format_proof(proof)
    except (Base64Error, ValueError, KeyError, TypeError, AttributeError, BadNoteError) as error:
        raise BadProofError(f"the proof can't be read: {error}") from error
    if form != text:
        raise BadProofError("expected a proof in its one canonical form, got another")
    return proof


def _after(line: str, word: str) -> str:
    if not line.startswith(word):
        raise BadProofError(f"expected a line with {word.strip()!r}, got {line!r:.60}")
    return line[len(word) :]
