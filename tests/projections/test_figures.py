from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.editing import parse_figure
from timeline.projections.figures import (
    ROUNDED,
    Agreement,
    compare_figures,
    compare_numbers,
    place_of,
)

numbers = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("302000", "302000", "same"),
        ("302000", "302000.0", "same"),
        ("300000", "302000", "rounding"),  # to its one digit
        ("302000", "302415", "rounding"),  # to thousands
        ("9600", "10000", "rounding"),
        ("3.0", "3.02", "rounding"),
        ("2500", "4500", "conflict"),
        ("2500", "2551", "conflict"),  # would be written 2,600
        ("302000", "304000", "conflict"),  # as precise as each other
        ("10000", "14000", "conflict"),  # 10,000 by its digits, 29 % by its size
        ("3.00", "3.02", "conflict"),
        ("0", "3", "conflict"),
        ("-5", "5", "conflict"),
        ("20000000000", "24000000000", "conflict"),
    ],
)
def test_a_rounding_is_told_from_a_conflict(one: str, other: str, verdict: str) -> None:
    assert compare_numbers(Decimal(one), Decimal(other)).value == verdict


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("n=10000 people approx", "n=10000 people", "same"),
        ("n=10000 people approx", "n=9100 people", "rounding"),
        ("n=10000 people approx", "n=8500 people", "conflict"),
        ("n=2500 people approx", "n=2600 people", "rounding"),
        ("n=20 USD", "n=20 EUR", "conflict"),
        ("n=20 USD", "n=20", "same"),
        ("n=20 usd", "n=20 USD", "same"),
        ("n=12.5 million USD", "n=12500000 USD", "same"),
        ("n=12.5 million USD", "n=12460000 USD", "rounding"),
        ("n=12.5 million USD", "n=12.5 billion USD", "conflict"),
        ("n=12.5 million USD", "n=12500000 EUR", "conflict"),
        ("n=3 Million", "n=3000000 people", "same"),
    ],
)
def test_about_is_wider_and_units_must_agree(one: str, other: str, verdict: str) -> None:
    assert compare_figures(parse_figure(one), parse_figure(other)).value == verdict


@pytest.mark.parametrize(
    ("number", "place"),
    [("302000", "1000"), ("300000", "100000"), ("7", "1"), ("0", "1"), ("3.0", "0.1")],
)
def test_a_number_is_written_to_its_last_digit(number: str, place: str) -> None:
    assert place_of(Decimal(number)) == Decimal(place)


@given(numbers, numbers, st.booleans())
def test_the_verdict_does_not_depend_on_who_is_asked_first(
    one: Decimal, other: Decimal, about: bool
) -> None:
    assert compare_numbers(one, other, about=about) is compare_numbers(other, one, about=about)


@given(st.integers(1, 10**7), st.integers(0, 6))
def test_what_is_rounded_is_a_rounding_within_five_percent(number: int, power: int) -> None:
    place = Decimal(10) ** power
    rounded = (Decimal(number) / place).quantize(Decimal(1)) * place
    if rounded == 0:
        return
    apart = abs(rounded - number) / max(rounded, Decimal(number))
    verdict = compare_numbers(Decimal(number), rounded)
    assert (verdict is Agreement.CONFLICT) == (apart > ROUNDED)
