"""The log: an append-only set of lines below `events/`, safe with crashes, git and many writers.

Flow of an append: `store` looks up what the batch names, `writer` locks, repairs and writes the
segment that `claim` names, `durable` makes it last. Flow of a read: `segments` finds whole
batches, `codec` reads the lines. docs/format.md is the normative description.
"""

from __future__ import annotations

from timeline.log.setup import init_log
from timeline.log.store import Log, UnknownEventError
from timeline.log.verify import Verification, snapshot, verify_log
from timeline.log.writer import BusyLogError, ClockBehindError, Repair, UnsupportedPlatformError

__all__ = [
    "BusyLogError",
    "ClockBehindError",
    "Log",
    "Repair",
    "UnknownEventError",
    "UnsupportedPlatformError",
    "Verification",
    "init_log",
    "snapshot",
    "verify_log",
]
