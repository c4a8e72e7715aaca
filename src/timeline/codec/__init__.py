"""Event <-> line: the log's format, version 1. docs/format.md says the same at length.

A line is canonical JSON (RFC 8785, narrowed: ASCII keys, sorted; raw UTF-8; no floats;
integers below 2^53), at most 65,535 bytes, and ends with one newline, which is not part of it:

    {"about":"…","batch":[1,1],"body":{…},"by":"ana","id":"…","known":"2024-01-05",
     "recorded":"2026-11-21T21:37:00.123456Z","salt":"…","type":"fact-corrected","v":1}

    body_sha256 = hex(SHA-256(canonical([salt, body])))
    id          = the first 130 bits of SHA-256(canonical(line without id, body and salt,
                  with body_sha256)), as 26 characters of lower-case base32 (RFC 4648)

So each line verifies itself, a reference commits to what it means, and a body can be erased
(`body` and `salt` give way to `body_sha256`) without changing an id. The salt, 128 random bits
in hexadecimal, keeps an erased body from being guessed back from its hash.

Inverse pairs: `format_line`/`parse_line`. Only the canonical form is accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.codec.canonical import canonical, check_profile, load_json, load_line
from timeline.codec.faults import (
    MAX_LINE,
    VERSION,
    EntryTooLongError,
    LineError,
    NotUnicodeError,
    UnknownFormatError,
    WrongIdError,
)
from timeline.codec.fields import BODIES, FACT_FIELDS, LISTS, SOURCE_FIELDS
from timeline.codec.lines import (
    UPCASTERS,
    format_line,
    parse_line,
    parse_lines,
    read_event,
    upcast,
    write_event,
)
from timeline.codec.making import collector_paused

if TYPE_CHECKING:
    from timeline.codec.ids import (
        compute_id,
        erase_line,
        hash_body,
        leaf,
        verify_leaf,
        verify_line,
    )
    from timeline.codec.recording import (
        SALT_BYTES,
        Recorded,
        record_batch,
        references,
        split_salts,
    )

# Loaded on use: most commands only read, and believe what they read.
_HOMES = {
    "ids": ("compute_id", "erase_line", "hash_body", "leaf", "verify_leaf", "verify_line"),
    "recording": ("SALT_BYTES", "Recorded", "record_batch", "references", "split_salts"),
}

__all__ = [
    "BODIES",
    "FACT_FIELDS",
    "LISTS",
    "MAX_LINE",
    "SALT_BYTES",
    "SOURCE_FIELDS",
    "UPCASTERS",
    "VERSION",
    "EntryTooLongError",
    "LineError",
    "NotUnicodeError",
    "Recorded",
    "UnknownFormatError",
    "WrongIdError",
    "canonical",
    "check_profile",
    "collector_paused",
    "compute_id",
    "erase_line",
    "format_line",
    "hash_body",
    "leaf",
    "load_json",
    "load_line",
    "parse_line",
    "parse_lines",
    "read_event",
    "record_batch",
    "references",
    "split_salts",
    "upcast",
    "verify_leaf",
    "verify_line",
    "write_event",
]


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            value = getattr(import_module(f"timeline.codec.{home}"), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
