"""Signing keys: kept outside the workspace, readable by their owner alone.

A key is a file `<name>.key` of one line, `timeline-key-v1 ` and the 32 private bytes in
base64. Its name is its maker's and the beginning of its public key's hash, `ana-k3f9x2mq`. A
tree belongs to a key, so a key should sign in one copy of one log only.
"""

from __future__ import annotations

import os
import re
from base64 import b32encode, b64decode, b64encode
from binascii import Error as Base64Error
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from timeline.errors import TimelineError
from timeline.log.durable import make_directory, sync_directory, sync_file, write_all, write_error
from timeline.log.notes import VerifierKey, ed25519_module

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ed25519

ORIGIN = "timeline"
_MARK = "timeline-key-v1 "


class BadKeyError(TimelineError):
    code = "bad-key"

    def __init__(self, path: Path, what: str, remedy: str = "") -> None:
        super().__init__(f"{path}: expected a signing key, got {what}", remedy)


class OpenKeyError(TimelineError):
    code = "open-key"

    def __init__(self, path: Path, mode: int) -> None:
        super().__init__(
            f"{path}: expected a key that only you can read, got permissions {mode:04o}",
            f"if nobody else has used it, run: chmod 600 {path}",
        )


@frozen
class SigningKey:
    """A private key with its name, `ana-k3f9x2mq`."""

    name: str
    private: ed25519.Ed25519PrivateKey

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(f"{ORIGIN}/{self.name}", _public(self.private))


def key_directory() -> Path:
    """Where this user's keys are: `timeline/keys` in $XDG_CONFIG_HOME, by default ~/.config."""
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(configured) if configured.startswith("/") else Path.home() / ".config"
    return base / "timeline" / "keys"


def generate_key(directory: Path, by: str) -> SigningKey:
    """Make a key and keep it in `directory`, which only its owner may enter."""
    private = ed25519_module().Ed25519PrivateKey.generate()
    raw = private.private_bytes_raw()
    tail = b32encode(sha256(_public(private)).digest()[:5]).decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", by.lower())[:24].strip("-") or "writer"
    key = SigningKey(f"{slug}-{tail}", private)
    path = directory / f"{key.name}.key"
    try:
        make_directory(directory.parent)
        directory.mkdir(mode=0o700, exist_ok=True)
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            write_all(fd, f"{_MARK}{b64encode(raw).decode()}\n".encode())
            sync_file(fd)
        finally:
            os.close(fd)
        sync_directory(directory)
    except OSError as error:
        raise write_error(path, error) from error
    return key


def load_key(path: Path) -> SigningKey:
    """Raises: BadKeyError, OpenKeyError (others can read it)."""
    try:
        mode = path.stat().st_mode & 0o777
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise BadKeyError(path, str(error)) from error
    if mode & 0o077:
        raise OpenKeyError(path, mode)
    try:
        raw = b64decode(text.removeprefix(_MARK).strip(), validate=True)
    except (Base64Error, ValueError):
        raw = b""
    if not text.startswith(_MARK) or len(raw) != 32:
        raise BadKeyError(path, "something else", "restore it from a backup, or make a new one")
    return SigningKey(path.stem, ed25519_module().Ed25519PrivateKey.from_private_bytes(raw))


def _public(private: ed25519.Ed25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()
