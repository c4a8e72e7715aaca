"""Random logs as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.codec import format_line
from timeline.events import Event


def write(root: Path, name: str, events: Sequence[Event]) -> None:
    path = root / f"events/2024/02/{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(format_line(event) + b"\n" for event in events))


def batches_of(events: Sequence[Event]) -> list[list[Event]]:
    batches: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        batches.setdefault((event.recorded, event.by), []).append(event)
    return list(batches.values())
