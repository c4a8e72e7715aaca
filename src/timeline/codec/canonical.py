"""Canonical JSON: the one form in which a line is stored and hashed; RFC 8785, narrowed."""

from __future__ import annotations

from typing import Any

import orjson

from timeline.codec.faults import MAX_LINE, LineError
from timeline.codec.kinds import MAX_INT


def canonical(value: Any) -> bytes:
    """Canonical JSON of plain data; keys must be ASCII, and there may be no floats."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def load_json(raw: bytes | str) -> Any:
    """JSON as plain data, as lenient as `json.loads`. Raises: ValueError."""
    return orjson.loads(raw)


def load_line(raw: bytes) -> dict[str, Any]:
    """The line as plain data, its shape checked but neither its id nor its body's fields.

    Raises:
        LineError: not JSON, not an object, or longer than a line may be.
    """
    if len(raw) > MAX_LINE:
        raise LineError(f"expected a line of at most {MAX_LINE:,} bytes, got {len(raw):,}")
    try:
        line = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise LineError(f"expected a JSON object, got {raw[:60]!r} ({error})") from error
    if type(line) is not dict:
        raise LineError(f"expected a JSON object, got {raw[:60]!r}")
    return line


def check_profile(value: Any) -> None:
    """Refuse what canonical JSON of this format can't hold, in data that no type describes.

    Raises:
        LineError: a float, an integer of 2^53 or more, or a key that isn't ASCII.
    """
    if type(value) is dict:
        for name, item in value.items():
            if not name.isascii():
                raise LineError(f"expected ASCII keys, got {name!r:.60}")
            check_profile(item)
    elif type(value) is list:
        for item in value:
            check_profile(item)
    elif type(value) is float or (type(value) is int and abs(value) > MAX_INT):
        raise LineError(f"expected whole numbers below 2^53, got {value!r:.60}")
