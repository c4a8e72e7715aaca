"""Snapshots: what a renderer wrote, kept as a readable file beside the tests.

UPDATE_SNAPSHOTS=1 writes them anew; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

DIRECTORY = Path(__file__).parent / "snapshots"


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """`snapshot(name, text)`: the text is that of the file."""

    def compare(name: str, text: str) -> None:
        path = DIRECTORY / name
        if os.environ.get("UPDATE_SNAPSHOTS"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
