"""JSON from outside: the whole file, its faults with their line, and nothing too deep or long."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from timeline.errors import Problem
from timeline.formats.items import Reading
from timeline.formats.opening import UnreadableError, read_document


def read_json(stream: BinaryIO, path: str, reading: Reading) -> Any:
    """The value in a JSON file of at most 64 MiB. Raises: UnreadableError."""
    text = read_document(stream, path, reading)
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        problem = Problem(path, error.lineno, "bad-json", f"expected JSON: {error.msg}")
    except (RecursionError, ValueError) as error:
        what = "lists within lists without end" if isinstance(error, RecursionError) else str(error)
        problem = Problem(path, 0, "bad-json", f"expected JSON, got {what}")
    raise UnreadableError(problem)


def _refuse(name: str) -> Any:
    raise ValueError(f"the number {name}, which JSON has not")


def write_json(value: Any, stream: BinaryIO) -> None:
    """Indented, in UTF-8, with a newline at its end."""
    stream.write(json.dumps(value, ensure_ascii=False, indent=2).encode())
    stream.write(b"\n")
