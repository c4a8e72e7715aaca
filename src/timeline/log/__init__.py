"""The log: an append-only set of lines below `events/`, safe with crashes, git and many writers.

Flow of an append: `store` looks up what the batch names, `writer` locks, repairs and writes the
segment that `claim` names, `durable` makes it last. Flow of a read: `segments` finds whole
batches, `codec` reads the lines. docs/format.md is the normative description.
"""

from __future__ import annotations

from timeline.log.keys import SigningKey, generate_key, key_directory, load_key
from timeline.log.proof import Proof, check_proof, format_proof, parse_proof, prove_event
from timeline.log.seal import Seal, choose_key, seal_log
from timeline.log.setup import init_log
from timeline.log.store import Log, UnknownEventError
from timeline.log.verify import Verification, snapshot, verify_log
from timeline.log.writer import BusyLogError, ClockBehindError, Repair, UnsupportedPlatformError

__all__ = [
    "BusyLogError",
    "ClockBehindError",
    "Log",
    "Proof",
    "Repair",
    "Seal",
    "SigningKey",
    "UnknownEventError",
    "UnsupportedPlatformError",
    "Verification",
    "check_proof",
    "choose_key",
    "format_proof",
    "generate_key",
    "init_log",
    "key_directory",
    "load_key",
    "parse_proof",
    "prove_event",
    "seal_log",
    "snapshot",
    "verify_log",
]
