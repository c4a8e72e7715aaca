"""What the tests of the log write with: a clock that ticks, salts that repeat, plain facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from timeline.events import Entry, FactStated, SourceAdded
from timeline.log import Log, init_log

START = datetime(2026, 11, 21, 21, 37, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def salts() -> Callable[[int], bytes]:
    numbers: Iterator[int] = count(1)
    return lambda size: b"".join([next(numbers).to_bytes(16, "big") for _ in range(size // 16)])


def open_log(root: Path, clock: Clock | None = None) -> Log:
    init_log(root)
    return Log(root, clock=clock or Clock(), randomness=salts())


def begin_without_events(root: Path) -> None:
    """As git checks out a log that has no segment yet: it keeps no empty directory."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "timeline.toml").touch()


def fact(name: str = "a-fact", headline: str = "A headline", **header: Any) -> Entry:
    return Entry(body=FactStated(name=name, headline=headline), **header)


def source(name: str = "a-source", **header: Any) -> Entry:
    return Entry(body=SourceAdded(name=name), **header)


def segments(root: Path) -> list[Path]:
    return sorted((root / "events").rglob("*.jsonl"))
