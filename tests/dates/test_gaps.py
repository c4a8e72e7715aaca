"""Gaps between dates in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import dates as strategies
from timeline.dates import Date, format_gap, parse_edtf


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("2024-01-05", "2024-01-05", "the same day"),
        ("2024-01-05", "2024-01-06", "1 day later"),
        ("2024-01-05", "2024-03-05", "2 months later"),
        ("2024-03-05", "2024-01-05", "2 months earlier"),
        ("2024-01-05", "[2024-01-06..2024-01-10]", "1 to 5 days later"),
        ("2024-01-05", "[2024-01-10..2024-04-10]", "5 days to 3 months later"),
        ("2024-01-05", "[2024-01-05..2024-01-10]", "0 to 5 days later"),
        ("[2024-01-01..2024-01-05]", "2023-12-31", "1 to 5 days earlier"),
        ("2024-01", "2024-01-05", "up to 4 weeks earlier or 4 days later"),
        ("2023-12-27/2024-01-05", "2023-12-28", "1 day later"),
        ("-0043-03-15", "0014-08-19", "57 years later"),
        ("-0001-12-31", "0000-01-01", "1 day later"),
        ("Y-10000", "Y10000", "20000 years later"),
        ("Y12345", "Y12345", "up to 1 year earlier or 1 year later"),
        ("../2024", "2025", None),
        ("2024", "[..2025]", None),
    ],
)
def test_gaps(a: str, b: str, words: str | None) -> None:
    assert format_gap(parse_edtf(a), parse_edtf(b)) == words


@given(strategies.dates(), strategies.dates())
def test_turning_the_question_round_turns_the_words(a: Date, b: Date) -> None:
    there, back = format_gap(a, b), format_gap(b, a)
    if there is None or there == "the same day" or there.startswith("up to"):
        return
    assert back is not None
    words = {"later": "earlier", "earlier": "later"}
    head, _, tail = there.rpartition(" ")
    assert back == f"{head} {words[tail]}"
