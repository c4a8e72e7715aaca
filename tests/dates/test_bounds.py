"""Bounds against every day that matches, counted one by one."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.dates.judge import days_of, judge, ordinal
from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import DateError, padded, parse_edtf
from timeline.dates.gregorian import civil, day_number, format_day, shift_months, weekday

MANY = settings(max_examples=size(300, 5_000), deadline=None)


@MANY
@given(strategies.point_candidates())
def test_a_point_exists_where_a_day_matches_it_and_ends_with_the_last(text: str) -> None:
    expected = judge(text)
    try:
        bounds = parse_edtf(text).bounds
    except DateError:
        bounds = None
    assert bounds == expected


@MANY
@given(strategies.texts())
def test_bounds_of_everything_are_the_judges(text: str) -> None:
    assert parse_edtf(text).bounds == judge(text)


@given(st.sampled_from(["1984-1X", "20X4-02-29", "2024-02-XX", "-000X-02-29", "201X-0X-3X"]))
def test_bounds_are_the_first_and_last_of_all_days(text: str) -> None:
    days = list(days_of(text))
    assert days
    assert parse_edtf(text).bounds == (days[0], days[-1], days[0], days[-1])


def test_only_leap_years_have_the_29th() -> None:
    date = parse_edtf("156X-02-29")
    assert (date.earliest, date.latest) == ("1560-02-29", "1568-02-29")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("-XXX0", "-9990-01-01", "-0010-12-31"),
        ("-X000-07-03", "-9000-07-03", "-1000-07-03"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("0043S1", "0040-01-01", "0049-12-31"),
        ("1950S4", "1950-01-01", "1950-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("9999-24", "9999-12-01", "Y10000-02-29"),
        ("2001-29", "2001-09-01", "2001-11-30"),
        ("2001-30", "2001-12-01", "2002-02-28"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("201X-21", "2010-03-01", "2019-05-31"),
    ],
)
def test_bounds_by_hand(text: str, earliest: str, latest: str) -> None:
    date = parse_edtf(text)
    assert (date.earliest, date.latest) == (earliest, latest)


def test_an_interval_starts_within_one_date_and_ends_within_the_other() -> None:
    date = parse_edtf("2004/2004-06")
    days = [format_day(day) for day in date.bounds if day is not None]
    # It can't start after June, since it has ended by then.
    assert days == ["2004-01-01", "2004-06-30", "2004-06-01", "2004-06-30"]
    assert parse_edtf("1985/").bounds == (724642, 725006, 724642, None)
    assert parse_edtf("/1985").bounds == (None, 725006, 724642, 725006)


def test_all_of_a_set_begins_with_its_first_and_ends_with_its_last() -> None:
    date = parse_edtf("{1960,1961-12,1950..1955}")
    days = [format_day(day) for day in date.bounds if day is not None]
    assert days == ["1950-01-01", "1950-12-31", "1961-12-01", "1961-12-31"]


def test_the_south_reads_seasons_of_no_hemisphere_as_its_own() -> None:
    spring = parse_edtf("2001-21", hemisphere="south")
    assert (spring.edtf, spring.earliest, spring.latest) == ("2001-29", "2001-09-01", "2001-11-30")
    assert parse_edtf("[2001-24,2003]", hemisphere="south").edtf == "[2001-32,2003]"
    assert parse_edtf("2001-22/2003-23", hemisphere="south").edtf == "2001-30/2003-31"
    assert parse_edtf("[2001-22..2003]", hemisphere="south").edtf == "[2001-30..2003]"
    assert parse_edtf("2001-25", hemisphere="south").edtf == "2001-25"
    assert parse_edtf("2001-12", hemisphere="south").edtf == "2001-12"


@pytest.mark.parametrize(
    ("text", "pad", "earliest", "latest"),
    [
        ("2024-06-15~", 1, "2024-06-14", "2024-06-16"),
        ("2024-06-15%", 3, "2024-06-12", "2024-06-18"),
        ("2024-02~", 1, "2024-01-01", "2024-03-31"),
        ("2024-03~", 1, "2024-02-01", "2024-04-30"),
        ("2024~", 2, "2022-01-01", "2026-12-31"),
        ("185X~", 1, "1840-01-01", "1869-12-31"),
        ("18XX~", 1, "1700-01-01", "1999-12-31"),
        ("1950S2~", 1, "1800-01-01", "2099-12-31"),
        ("2001-21~", 1, "2000-12-01", "2001-08-31"),
        ("2001-34~", 1, "2001-01-01", "2001-09-30"),
        ("2001-38~", 1, "2001-01-01", "2001-12-31"),
        ("2001-40~", 1, "2000-07-01", "2001-12-31"),
        ("2024-1X~", 1, "2024-09-01", "2025-01-31"),
        ("2024-06~-11", 1, "2024-05-11", "2024-07-11"),
        ("2024-06-~11", 1, "2024-06-10", "2024-06-12"),
        ("2024~-06-11", 1, "2023-06-11", "2025-06-11"),
        ("~2024-06-~11", 1, "2023-06-11", "2025-06-11"),
        ("2024-~06-~11", 1, "2024-05-11", "2024-07-11"),
        ("2024-06~/2025", 1, "2024-05-01", "2025-12-31"),
        ("2024/2025~", 1, "2024-01-01", "2026-12-31"),
        ("[2024~,2030]", 1, "2023-01-01", "2030-12-31"),
        ("{2020,2024~..2025~}", 1, "2020-01-01", "2026-12-31"),
        ("2024?", 5, "2024-01-01", "2024-12-31"),
        ("2024-06~", 0, "2024-06-01", "2024-06-30"),
        ("0000-02-29~", 1, "0000-02-28", "0000-03-01"),
    ],
)
def test_the_pad_is_a_unit_of_the_precision(
    text: str, pad: int, earliest: str, latest: str
) -> None:
    low, high = padded(parse_edtf(text), pad)
    assert low is not None
    assert high is not None
    assert (format_day(low), format_day(high)) == (earliest, latest)


def test_open_ends_stay_open_with_a_pad() -> None:
    assert padded(parse_edtf("2024~/..")) == (day_number(2023), None)
    assert padded(parse_edtf("/2024~")) == (None, day_number(2026) - 1)
    assert padded(parse_edtf("[..2024~]")) == (None, day_number(2026) - 1)
    assert padded(parse_edtf("{2024~..}")) == (day_number(2023), None)
    assert padded(parse_edtf("[2020,2024~..]")) == (day_number(2020), None)
    assert padded(parse_edtf("{..2020~,2024}")) == (None, day_number(2025) - 1)


@given(st.integers(-4_000_000, 4_000_000))
def test_day_numbers_and_civil_days_are_inverse(number: int) -> None:
    year, month, day = civil(number)
    assert day_number(year, month, day) == number
    assert ordinal(year, month, day) == number


@given(st.dates())
def test_weekdays_are_pythons(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    assert weekday(day.toordinal()) == day.weekday()


@given(st.integers(-1_000_000, 3_000_000), st.integers(-500, 500))
def test_shifted_months_keep_the_day_or_take_the_last(number: int, months: int) -> None:
    shifted = civil(shift_months(number, months))
    year, month, day = civil(number)
    index = year * 12 + month - 1 + months
    assert (shifted[0] * 12 + shifted[1] - 1) == index
    assert shifted[2] == day or (shifted[2] < day and ordinal(shifted[0], shifted[1], day) is None)


@given(strategies.days(), st.integers(1, 30))
def test_a_wider_pad_holds_a_narrower_one(day: str, pad: int) -> None:
    date = parse_edtf(day + "~")
    assume(20_000 < (date.s0 or 0) < 3_000_000)
    narrow, wide = padded(date, pad), padded(date, pad + 1)
    assert narrow[0] is not None
    assert narrow[1] is not None
    assert wide == (narrow[0] - 1, narrow[1] + 1)
