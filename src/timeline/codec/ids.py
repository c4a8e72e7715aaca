"""Ids: what they hash, and whether a line's bytes are what its id says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from timeline.codec.canonical import canonical, load_line
from timeline.codec.faults import LineError, WrongIdError


def hash_body(salt: str, body: Mapping[str, Any]) -> str:
    return sha256(canonical([salt, body])).hexdigest()


def leaf(line: Mapping[str, Any]) -> bytes:
    """The form of a line that ids and Merkle leaves hash: `body` and `salt` as their hash."""
    form = {**line}
    form.pop("id", None)
    if "body_sha256" not in form:
        form["body_sha256"] = hash_body(form.pop("salt"), form.pop("body"))
    return canonical(form)


def compute_id(line: Mapping[str, Any]) -> str:
    return id_of(leaf(line))


_DIGITS = b"abcdefghijklmnopqrstuvwxyz234567"
_TO_BASE32 = bytes.maketrans(bytes(range(32)), _DIGITS)
# For int(…, 32), whose digits are 0-9 and a-v; what is no digit of ours is none of its either.
_FROM_BASE32 = bytes(
    b"0123456789abcdefghijklmnopqrstuv"[_DIGITS.index(byte)] if byte in _DIGITS else 33
    for byte in range(256)
)


def id_of(form: bytes) -> str:
    return ids_of([form])[0]


def ids_of(forms: Sequence[bytes]) -> list[str]:
    """The id of each form. An id takes half of the time among many.

    Base32 digits are five bits each: halving by halving, each gets a byte of its own, and all are
    looked up at once. The digits of many ids are moved together, as one number.
    """
    room = bytes(12)
    number = int.from_bytes(b"".join([room + sha256(form).digest()[:20] for form in forms]), "big")
    for distance, low, high in _halvings(len(forms)):
        number = number & low | (number & high) << distance
    digits = number.to_bytes(32 * len(forms), "big").translate(_TO_BASE32).decode("ascii")
    return [digits[start : start + 26] for start in range(0, len(digits), 32)]


@lru_cache(maxsize=8)
def _halvings(count: int) -> tuple[tuple[int, int, int], ...]:
    """How far apart the halves of groups of bits are moved, and their masks, for so many ids of
    32 bytes. A group has room for eight bits a digit, of which five are used.
    """
    found = []
    lanes = int.from_bytes(((1).to_bytes(32, "big")) * count, "big")
    for bits in (80, 40, 20, 10, 5):
        room = bits * 8 // 5
        low = sum(((1 << bits) - 1) << place for place in range(0, 256, 2 * room))
        found.append((room - bits, low * lanes, (low << bits) * lanes))
    return tuple(found)


def is_id_of(stated: str, form: bytes) -> bool:
    """Whether `id_of(form)` is this: compared as numbers, which takes half of its time."""
    try:
        number = int(stated.encode().translate(_FROM_BASE32), 32)
    except ValueError:
        return False
    return len(stated) == 26 and number == int.from_bytes(sha256(form).digest()[:17], "big") >> 6


def verify_line(raw: bytes) -> dict[str, Any]:
    """`load_line`, and the bytes are canonical and the id is theirs. Any version, any type.

    Raises:
        WrongIdError, LineError.
    """
    return verify_leaf(raw)[0]


def verify_leaf(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """As `verify_line`, with the form of the line that its id and its Merkle leaf hash."""
    line = load_line(raw)
    try:
        form = canonical(line)
    except TypeError as error:  # nested too deeply
        raise LineError(f"expected canonical JSON ({error})") from error
    if form != raw:
        raise LineError("expected canonical JSON: sorted keys, no spaces, each key once")
    stated = line.get("id")
    # A body beside its hash would not be covered by the id, so it must be one or the other.
    erased = "body_sha256" in line
    if type(stated) is not str or erased in ("body" in line, "salt" in line):
        raise LineError("expected id with body and salt, or id with body_sha256")
    if not erased and type(line["salt"]) is not str:
        raise LineError(f"salt: expected text, got {line['salt']!r:.60}")
    form = leaf(line)
    if not is_id_of(stated, form):
        raise WrongIdError(stated, id_of(form))
    return line, form


def erase_line(raw: bytes) -> bytes:
    """The same line with `body` and `salt` replaced by their hash; its id stays valid."""
    line = verify_line(raw)
    if "body_sha256" in line:
        return raw
    line["body_sha256"] = hash_body(line.pop("salt"), line.pop("body"))
    return canonical(line)
