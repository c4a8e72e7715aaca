"""How much the long-running tests do: a bounded share in `make test`, all in `make test-long`."""

from __future__ import annotations

import os

LONG = bool(os.environ.get("TIMELINE_LONG"))


def size(short: int, long: int) -> int:
    return long if LONG else short
