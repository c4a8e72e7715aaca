"""Signed notes and checkpoints: the text forms of C2SP (signed-note, tlog-checkpoint).

    timeline/ana-k3f9x2mq
    1024
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    — timeline/ana-k3f9x2mq Az3grlgtzPICa5OS8npVmf1Myq/5IZni…

Origin, number of leaves, root of the tree; after an empty line, signatures: the key's name, and
base64 of its 4-byte id with the Ed25519 signature of everything up to the empty line.

A verifier key is `<name>+<id in hexadecimal>+<base64 of 0x01 and the public key>`.
Inverse pairs: `format_checkpoint`/`parse_checkpoint`, `sign_note`/`check_note`.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from attrs import frozen

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ed25519

_ED25519 = b"\x01"
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)


class NoCryptographyError(TimelineError):
    code = "no-cryptography"

    def __init__(self) -> None:
        super().__init__(
            "signing and checking signatures need the package cryptography",
            "pip install 'timeline-log[sign]'",
        )


class BadNoteError(TimelineError):
    code = "bad-note"

    def __init__(self, what: str, got: str) -> None:
        super().__init__(f"expected {what}, got {got!r:.80}")


@frozen
class Checkpoint:
    """What a key said of its tree: `size` leaves have this `root`, 32 bytes."""

    origin: str
    size: int
    root: bytes


@frozen
class VerifierKey:
    """A public key and the name that signs with it. `id` is 4 bytes that hash both."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(_ED25519 + self.public).decode()}"


def parse_verifier_key(text: str) -> VerifierKey:
    parts = text.split("+", 2)
    if len(parts) == 3 and _NAME.fullmatch(parts[0]):
        raw = _decode(parts[2])
        if raw is not None and len(raw) == 33 and raw[:1] == _ED25519:
            key = VerifierKey(parts[0], raw[1:])
            if key.id.hex() == parts[1]:
                return key
    raise BadNoteError("a verifier key like timeline/ana-k3f9x2mq+1a2b3c4d+AX…", text)


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """The text that is signed."""
    return f"{checkpoint.origin}\n{checkpoint.size}\n{b64encode(checkpoint.root).decode()}\n"


def parse_checkpoint(note: str) -> Checkpoint:
    """The checkpoint in a signed note. Its signatures are not looked at: see `check_note`."""
    text, _ = _split_note(note)
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]):
        raise BadNoteError("a checkpoint: origin, size and root, each on its line", text)
    origin, size, root = lines[:3]
    decoded = _decode(root)
    if not _SIZE.fullmatch(size) or decoded is None or len(decoded) != 32:
        raise BadNoteError("a checkpoint's size and root", f"{size} {root}")
    return Checkpoint(origin, int(size), decoded)


def _split_note(note: str) -> tuple[str, str]:
    text, mark, signatures = note.rpartition("\n\n")
    if not mark or not signatures.endswith("\n"):
        raise BadNoteError("a signed note: text, an empty line, signatures", note)
    return text + "\n", signatures


def sign_note(text: str, key: VerifierKey, private: ed25519.Ed25519PrivateKey) -> str:
    signature = b64encode(key.id + private.sign(text.encode())).decode()
    return f"{text}\n— {key.name} {signature}\n"


def check_note(note: str, key: VerifierKey) -> bool:
    """Is the note signed with this key? Other keys' signatures are passed over, as C2SP says.

    Raises:
        BadNoteError: it is not a signed note.
        NoCryptographyError: the package that checks signatures is not installed.
    """
    text, signatures = _split_note(note)
    parsed = [_parse_signature(line) for line in signatures[:-1].split("\n")]
    mine = [raw[4:] for name, raw in parsed if name == key.name and raw[:4] == key.id]
    return bool(mine) and _is_signature(key.public, mine[0], text.encode())


def _parse_signature(line: str) -> tuple[str, bytes]:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    raw = _decode(encoded)
    if mark != "—" or not name or raw is None or len(raw) < 5:
        raise BadNoteError("a signature line: — NAME BASE64", line)
    return name, raw


def _is_signature(public: bytes, signature: bytes, text: bytes) -> bool:
    crypto = ed25519_module()
    from cryptography.exceptions import InvalidSignature

    try:
        crypto.Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def ed25519_module() -> Any:
    """`cryptography`'s Ed25519, imported when first needed: it takes about 50 ms.

    Raises:
        NoCryptographyError: it is not installed.
    """
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as error:
        raise NoCryptographyError from error
    return ed25519


def _decode(text: str) -> bytes | None:
    try:
        raw = b64decode(text, validate=True)
    except (Base64Error, ValueError):
        return None
    return raw if b64encode(raw).decode() == text else None
