"""The page on dates is true: its examples are run."""

from __future__ import annotations

import doctest
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"


def test_the_examples_of_the_page_are_true() -> None:
    came = doctest.testfile(str(PAGE), module_relative=False)
    assert came.attempted > 20
    assert came.failed == 0
