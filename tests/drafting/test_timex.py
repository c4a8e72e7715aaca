from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import parse_edtf
from timeline.drafting.temporal.timex import (
    after,
    before,
    day_value,
    edtf_of,
    read_span,
    shift_days,
    since,
    value_at,
)

UNITS = ["day", "week", "month", "quarter", "half", "season", "year", "decade", "century"]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2024-01-08", "2024-01-08"),
        ("2024-01-08TMO", "2024-01-08"),
        ("2024-01-08T14:30", "2024-01-08T14:30:00"),
        ("2024-01-08T24:00", "2024-01-09T00:00:00"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("199", "199X"),
        ("18", "18XX"),
        ("2023-FA", "2023-23"),
        ("2023-Q3", "2023-35"),
        ("2023-H2", "2023-41"),
        ("2024-W03", "2024-01-15/2024-01-21"),
        ("2024-W03-WE", "2024-01-20/2024-01-21"),
        ("BC0044", "-0043"),
        ("BC04", "-04XX"),
        ("FY2020", "2020~"),
        ("P3D", None),
        ("PXY", None),
        ("PAST_REF", None),
        ("XXXX-03", None),
        ("XXXX-WXX-2", None),
        ("2023-02-29", None),
        ("2024-13", None),
        ("2023-W53", None),
        ("", None),
    ],
)
def test_the_edtf_of_a_value(value: str, edtf: str | None) -> None:
    assert edtf_of(value) == edtf
    if edtf is not None:
        assert parse_edtf(edtf).edtf == edtf


@pytest.mark.parametrize(
    ("value", "thirds"),
    [
        ("2024", ["[2024-01..2024-04]", "[2024-05..2024-08]", "[2024-09..2024-12]"]),
        ("2024-02", ["[2024-02-01..2024-02-10]", "[2024-02-11..2024-02-20]",
                     "[2024-02-21..2024-02-29]"]),
        ("199", ["[1990..1992]", "[1993..1996]", "[1997..1999]"]),
        ("18", ["[1800..1832]", "[1833..1866]", "[1867..1899]"]),
        ("2023-Q3", ["2023-07", "2023-08", "2023-09"]),
        ("2023-WI", ["2023-12", "2024-01", "2024-02"]),
        ("2024-W03", ["[2024-01-15..2024-01-17]", "[2024-01-17..2024-01-19]",
                      "[2024-01-19..2024-01-21]"]),
        ("2024-01-08", ["2024-01-08"] * 3),
    ],
)  # fmt: skip
def test_early_mid_and_late_are_thirds(value: str, thirds: list[str]) -> None:
    assert [edtf_of(value, modifier) for modifier in ("START", "MID", "END")] == thirds


def test_approximation_marks_both_ends_of_a_week() -> None:
    assert edtf_of("2024-W03", approximate=True) == "2024-01-15~/2024-01-21~"
    assert edtf_of("1850", "APPROX") == "1850~"


def test_a_time_has_no_mark_of_approximation() -> None:
    assert edtf_of("2024-01-08T14:30", "APPROX") == "2024-01-08T14:30:00"


def test_bounds_of_a_date() -> None:
    assert since("2020-03") == "2020-03/.."
    assert since("2024-W03") == "2024-01-15/.."
    assert before("1985") == "[..1984]"
    assert before("2024-03-01") == "[..2024-02-29]"
    assert after("2020-12") == "[2021-01..]"
    assert after("199") == "[2000..]"
    assert since("P3D") is before("P3D") is after("P3D") is None


@given(st.integers(400, 3_600_000), st.sampled_from(UNITS))
def test_a_day_lies_in_the_period_that_holds_it(day: int, unit: str) -> None:
    span = read_span(value_at(day, unit))
    assert span is not None
    assert span.first <= day <= span.last


@given(st.integers(400_000, 1_000_000), st.sampled_from(UNITS), st.integers(-30, 30))
def test_shifting_there_and_back_gives_the_same_period(day: int, unit: str, count: int) -> None:
    span = read_span(value_at(day, unit))
    assert span is not None
    there = shift_days(span.first, unit, count)
    assert value_at(shift_days(there, unit, -count), unit) == value_at(day, unit)


@given(st.integers(-200_000, 3_000_000))
def test_days_are_read_as_they_are_written(day: int) -> None:
    span = read_span(day_value(day))
    assert span is not None
    assert (span.first, span.last) == (day, day)
