from __future__ import annotations

import pytest

from tests.projections.telling import Teller, date
from timeline.projections import project_lag
from timeline.projections.lag import Days


@pytest.mark.parametrize(
    ("on", "known", "least", "most"),
    [
        ("2024-01-02", "2024-01-02", 0, 0),
        ("2024-01-02", "2024-01-05", 3, 3),
        ("2024-01-02", "[2024-01-05..2024-01-31]", 3, 29),
        ("[2024-01-02..2024-01-06]", "[2024-01-05..2024-01-31]", 0, 29),
        ("2023-12", "2024-01-05", 5, 35),
        ("2023-12-01/2023-12-31", "2024-01-05", 35, 35),  # counted from when it began
        ("2021-01-20/..", "2021-01-21", 1, 1),
        ("2024-01-10", "2024-01-05", -5, -5),  # announced before it happened
        ("2024-01-02", "2024-01-05?", 3, None),
        ("2024-01-02~", "2024-01-05", 2, 4),
        ("", "2024-01-05", 0, None),
    ],
)
def test_days_from_happening_to_being_known(
    on: str, known: str, least: int, most: int | None
) -> None:
    teller = Teller()
    teller.fact("count", "A count", on, known=known)
    [lag] = project_lag(teller.story()).facts
    assert lag.to_known == Days(least=least, most=most)


def test_days_are_those_of_the_logs_zone() -> None:
    # Recorded on Feb. 1 at 00:01 UTC, which is the evening of Jan. 31 in New York.
    for zone, recorded, days in (("UTC", "2024-02-01", 3), ("America/New_York", "2024-01-31", 2)):
        teller = Teller(zone)
        teller.fact("count", "A count", "2024-01-29", known="2024-01-29")
        [lag] = project_lag(teller.story()).facts
        assert (lag.recorded.edtf, lag.in_all) == (recorded, Days(least=days, most=days))


def test_what_was_known_long_before_it_was_recorded(teller: Teller) -> None:
    teller.fact("count", "A count", "2023-12-01", known="2024-01-01")
    [lag] = project_lag(teller.story()).facts
    assert lag.to_recorded == Days(least=31, most=31)


@pytest.fixture
def teller() -> Teller:
    return Teller()


def silences(teller: Teller, at_least: int = 30) -> list[tuple[str, str, str, str, int]]:
    found = project_lag(teller.story(), silence=at_least).silences
    return [(one.kind, one.name, one.first.edtf, one.last.edtf, one.days) for one in found]


def test_a_silence_is_a_stretch_without_any_fact_of_a_lane(teller: Teller) -> None:
    teller.fact("one", "One", "2023-12-01", lanes=("Border",))
    teller.fact("two", "Two", "2023-12-20", lanes=("Mexico",))
    teller.fact("three", "Three", "2024-01-31", lanes=("Border", "Mexico"))
    assert silences(teller) == [
        ("lane", "Border", "2023-12-02", "2024-01-30", 60),
        ("lane", "Mexico", "2023-12-21", "2024-01-30", 41),
    ]
    assert silences(teller, 60) == [("lane", "Border", "2023-12-02", "2024-01-30", 60)]


def test_a_silence_of_a_source(teller: Teller) -> None:
    teller.source("daily", "2024-03-01")
    teller.fact("one", "One", "2024-01-01", "daily")
    teller.fact("two", "Two", "2024-02-10", "daily")
    assert silences(teller) == [("source", "daily", "2024-01-02", "2024-02-09", 39)]


def test_an_uncertain_day_may_break_a_silence_on_any_of_its_days(teller: Teller) -> None:
    teller.fact("one", "One", "2024-01-01", lanes=("Border",))
    teller.fact("two", "Two", "[2024-01-02..2024-03-01]", lanes=("Border",))
    teller.fact("three", "Three", "2024-03-10", lanes=("Border",))
    assert silences(teller, 8) == [("lane", "Border", "2024-03-02", "2024-03-09", 8)]


def test_what_goes_on_without_an_end_breaks_a_silence_when_it_begins(teller: Teller) -> None:
    teller.fact("one", "One", "2024-01-01/..", lanes=("Border",))
    teller.fact("two", "Two", "2024-03-01", lanes=("Border",))
    assert silences(teller) == [("lane", "Border", "2024-01-02", "2024-02-29", 59)]


def test_only_facts_known_by_k_and_not_retracted_count(teller: Teller) -> None:
    teller.fact("one", "One", "2024-01-01", known="2024-01-01")
    teller.fact("two", "Two", "2024-01-02", known="2024-01-10")
    teller.fact("three", "Three", "2024-01-03", known="2024-01-03")
    teller.retract("three", "2024-01-04")
    found = project_lag(teller.story(), date("2024-01-05")).facts
    assert [lag.clocks.name for lag in found] == ["one"]
