"""The date value: identity, order, and the ways to make one."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline.dates
from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import Date, DateError, day, one_of, parse_edtf


def _sorted(*texts: str) -> list[str]:
    return [date.edtf for date in sorted(map(parse_edtf, texts), key=lambda date: date.sort_key)]


def test_wider_dates_come_before_what_they_hold() -> None:
    assert _sorted("1984-01-01", "1984-01", "1984", "198X") == [
        "198X",
        "1984",
        "1984-01",
        "1984-01-01",
    ]


def test_an_open_end_is_the_widest() -> None:
    assert _sorted("1985", "1985/1990", "1985/..") == ["1985/..", "1985/1990", "1985"]


def test_an_unknown_start_sorts_by_what_is_known() -> None:
    assert _sorted("1984-12", "/1985", "1986", "[..1985]", "1985-06") == [
        "1984-12",
        "/1985",
        "1985-06",
        "[..1985]",
        "1986",
    ]


def test_before_christ_comes_before_after() -> None:
    assert _sorted("0001", "-0043", "0000", "Y-12345") == ["Y-12345", "-0043", "0000", "0001"]


@settings(max_examples=size(100, 5_000), deadline=None)
@given(st.lists(strategies.dates(), max_size=8))
def test_the_order_is_total_and_does_not_depend_on_the_input(dates: list[Date]) -> None:
    backwards = list(reversed(dates))
    key = lambda date: (date.sort_key, date.edtf)  # noqa: E731
    assert sorted(dates, key=key) == sorted(backwards, key=key)


@given(strategies.dates())
def test_equal_dates_are_one_key(date: Date) -> None:
    parse_edtf.cache_clear()
    again = parse_edtf(date.edtf)
    assert again == date
    assert len({again, date}) == 1
    assert date != date.edtf
    assert str(date) == date.edtf
    assert repr(date) == f"Date('{date.edtf}')"


@given(strategies.dates())
def test_dates_survive_copying(date: Date) -> None:
    for again in (copy.deepcopy(date), pickle.loads(pickle.dumps(date))):
        assert (again, again.bounds, again.marks) == (date, date.bounds, date.marks)


def test_dates_cannot_be_changed_or_compared_with_less_than() -> None:
    date = parse_edtf("2024")
    with pytest.raises(AttributeError):
        date.edtf = "2025"  # type: ignore[misc]
    with pytest.raises(TypeError):
        sorted([date, parse_edtf("2025")])  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("2024", ""),
        ("2024~", "approximate"),
        ("2024?", "uncertain"),
        ("2024%", "approximate uncertain"),
        ("2004-06-~11", "approximate"),
        ("2024/2025?", "uncertain interval"),
        ("[2024~,2025]", "approximate set"),
        ("{2024..2025?}", "uncertain set"),
        ("2024-01-08T14:00:00Z", "instant"),
        ("[2024-01-08T14:00:00Z,2025]", "set instant"),
    ],
)
def test_marks(text: str, flags: str) -> None:
    date = parse_edtf(text)
    marked = {
        "approximate": date.approximate,
        "uncertain": date.uncertain,
        "interval": date.is_interval,
        "set": date.is_set,
        "instant": date.is_instant,
    }
    assert [name for name, present in marked.items() if present] == flags.split()


@given(st.integers(-3_600_000, 3_600_000))
def test_a_day_is_its_number(number: int) -> None:
    assert day(number).bounds == (number,) * 4
    assert parse_edtf(day(number).edtf) == day(number)
    assert day(number).earliest == day(number).latest == day(number).edtf


def test_days_of_long_years_are_refused() -> None:
    with pytest.raises(DateError, match="at most four digits") as caught:
        day(10_000_000)
    assert "write Y27380" in str(caught.value)


def test_one_of_two_days() -> None:
    low, high = day(738_000), day(738_010)
    assert one_of(738_000, 738_000) == low
    assert one_of(738_000, 738_010).edtf == f"[{low}..{high}]"
    assert one_of(None, 738_010).edtf == f"[..{high}]"
    assert one_of(738_000, None).edtf == f"[{low}..]"
    for wrong in ((None, None), (738_010, 738_000)):
        with pytest.raises(DateError):
            one_of(*wrong)


def test_public_names_are_there_and_others_are_not() -> None:
    for name in timeline.dates.__all__:
        assert getattr(timeline.dates, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = timeline.dates.nonsense
