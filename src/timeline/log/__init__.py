"""The log: an append-only set of lines below `events/`, safe with crashes, git and many writers.

Flow of an append: `appending` takes the `lock` and looks up what the batch names, `writer` repairs
and writes the segment that `claim` names, `durable` makes it last. Flow of a read: `segments`
finds whole batches, `codec` reads the lines. docs/format.md is the normative description.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from timeline.log.segments import NoLogError
from timeline.log.store import Log

if TYPE_CHECKING:
    from timeline.log.appending import NoWriterError, UnknownEventError
    from timeline.log.compact import Compaction, compact_log
    from timeline.log.erase import Erasure, erase_event
    from timeline.log.keys import SigningKey, generate_key, key_directory, load_key
    from timeline.log.lock import BusyLogError, UnsupportedPlatformError
    from timeline.log.notes import VerifierKey, parse_checkpoint, parse_verifier_key
    from timeline.log.proof import Proof, check_proof, format_proof, parse_proof, prove_event
    from timeline.log.seal import Seal, choose_key, count_unsealed, seal_log
    from timeline.log.setup import init_log
    from timeline.log.trees import find_verifier, list_trees
    from timeline.log.verify import Verification, covered_by, snapshot, verify_log
    from timeline.log.writer import ClockBehindError, Repair

__all__ = [
    "BusyLogError",
    "ClockBehindError",
    "Compaction",
    "Erasure",
    "Log",
    "NoLogError",
    "NoWriterError",
    "Proof",
    "Repair",
    "Seal",
    "SigningKey",
    "UnknownEventError",
    "UnsupportedPlatformError",
    "Verification",
    "VerifierKey",
    "check_proof",
    "choose_key",
    "compact_log",
    "count_unsealed",
    "covered_by",
    "erase_event",
    "find_verifier",
    "format_proof",
    "generate_key",
    "init_log",
    "key_directory",
    "list_trees",
    "load_key",
    "parse_checkpoint",
    "parse_proof",
    "parse_verifier_key",
    "prove_event",
    "seal_log",
    "snapshot",
    "verify_log",
]

_HOMES = {
    "timeline.log.appending": ("NoWriterError", "UnknownEventError"),
    "timeline.log.setup": ("init_log",),
    "timeline.log.lock": ("BusyLogError", "UnsupportedPlatformError"),
    "timeline.log.writer": ("ClockBehindError", "Repair"),
    "timeline.log.compact": (
        "Compaction",
        "compact_log",
    ),
    "timeline.log.erase": (
        "Erasure",
        "erase_event",
    ),
    "timeline.log.keys": (
        "SigningKey",
        "generate_key",
        "key_directory",
        "load_key",
    ),
    "timeline.log.proof": (
        "Proof",
        "check_proof",
        "format_proof",
        "parse_proof",
        "prove_event",
    ),
    "timeline.log.notes": ("VerifierKey", "parse_checkpoint", "parse_verifier_key"),
    "timeline.log.trees": ("find_verifier", "list_trees"),
    "timeline.log.seal": (
        "count_unsealed",
        "Seal",
        "choose_key",
        "seal_log",
    ),
    "timeline.log.verify": (
        "Verification",
        "covered_by",
        "snapshot",
        "verify_log",
    ),
}
_LOADED_ON_USE = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    # Loaded on use, so that reading does not wait for what writes, seals and verifies.
    if name not in _LOADED_ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LOADED_ON_USE[name]), name)
    globals()[name] = value
    return value
