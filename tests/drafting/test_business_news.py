"""Quarters, sessions and rates, as reports of companies and markets tell of them."""

from __future__ import annotations

import pytest

from timeline.drafting import find_expressions

WEDNESDAY = "2013-04-17"


def values(text: str) -> list[tuple[str, str]]:
    found = find_expressions(text, published=WEDNESDAY, mode="news")
    return [(e.surface, e.timex_value) for e in found]


def test_a_quarter_is_named_by_its_months() -> None:
    text = "Profit sank in the January-March quarter to $2 million from $3 million a year ago."
    assert values(text) == [("the January-March quarter", "2013-Q1"), ("a year ago", "2012-Q1")]
    assert values("Output fell in the July to September period.") == [
        ("the July to September period", "2012-Q3")
    ]


def test_three_months_that_are_no_quarter_are_read_one_by_one() -> None:
    found = values("Rents rose in the February-April period.")
    assert [value for _, value in found] == ["2013-02", "2013-04"]


def test_the_year_ago_quarter_needs_no_quarter_told_before_it() -> None:
    assert values("The year-ago quarter was weak.") == [("The year-ago quarter", "2012-Q1")]


def test_a_length_of_time_a_year_earlier_is_one_expression() -> None:
    assert values("Net for the year-earlier nine months fell.") == [
        ("the year-earlier nine months", "P9M")
    ]


def test_a_session_is_told_by_the_part_of_its_day() -> None:
    assert values("In afternoon trading Tuesday, shares slid.") == [
        ("afternoon", "2013-04-16TAF"),
        ("Tuesday", "2013-04-16"),
    ]
    assert values("Shares slid in morning trading.") == [("morning", "2013-04-17TMO")]


@pytest.mark.parametrize(
    "text",
    [
        "Rents rose 4 percent a year.",
        "Sales grow 8.5% annually.",
        "The talks end in a matter of months.",
        "It is no place for today's youth.",
    ],
)
def test_rates_of_growth_and_our_time_are_no_expressions(text: str) -> None:
    assert values(text) == []


def test_may_is_a_month_behind_what_is_measured_or_owned() -> None:
    assert values("The forecast for May was cut.") == [("May", "2013-05")]
    assert values("The bank's March minutes are out.") == [("March", "2013-03")]
    assert values("They voted for May.") == []


def test_a_weekday_with_its_date_is_one_expression() -> None:
    assert values("The panel meets next Tuesday, April 23.") == [
        ("next Tuesday, April 23", "2013-04-23")
    ]


def test_until_at_least_a_day_is_to_come() -> None:
    assert values("Banks stayed shut until at least Friday.") == [("Friday", "2013-04-19")]


def test_a_year_earlier_hangs_on_what_is_compared_not_on_what_it_is_compared_with() -> None:
    found = values("Prices rose in March from February, and 4 percent from a year earlier.")
    assert found[-1] == ("a year earlier", "2012-03")


@pytest.mark.parametrize("before", ["last year", "a year ago", "a year earlier", "the prior year"])
def test_the_same_period_of_another_year_is_one_expression(before: str) -> None:
    text = f"Profit rose in the third quarter, against a loss in the same period {before}."
    assert values(text)[-1] == (f"the same period {before}", "2011-Q3")
    text = f"Sales rose in March. In the same month {before}, they fell."
    assert values(text)[-1] == (f"the same month {before}", "2012-03")


def test_years_ago_this_week_are_counted_to_the_week() -> None:
    assert values("It burned a year ago this week.") == [("a year ago this week", "2012-W16")]
    assert values("It burned 10 years ago this month.") == [("10 years ago this month", "2003-04")]


def test_a_time_elsewhere_belongs_to_the_local_time() -> None:
    assert values("It landed at 09:20 local time (03:20 GMT).") == [
        ("09:20 local time (03:20 GMT)", "2013-04-17T09:20")
    ]


def test_a_quarter_may_be_hyphened() -> None:
    assert values("Profit rose in the October-to-December quarter.") == [
        ("the October-to-December quarter", "2012-Q4")
    ]


def test_a_quarter_told_by_its_end_is_the_one_that_most_of_it_lies_in() -> None:
    assert values("Sales in the quarter ended Jan. 31 fell.")[0] == ("the quarter", "2012-Q4")
    found = values(
        "For the quarter ended March 31 it lost money; a year earlier it had earned some."
    )
    assert found[-1] == ("a year earlier", "2012-Q1")


def test_what_is_ending_ends_at_the_nearest_such_time() -> None:
    assert values("It earned $2 a share for the year ending June 30.")[-1] == (
        "June 30",
        "2013-06-30",
    )
    assert values("It had a loss for the year ending in June.")[-1] == ("June", "2013-06")
    assert values("It had a loss for the year ending in March.")[-1] == ("March", "2013-03")


def test_the_full_year_is_the_one_that_the_results_are_of() -> None:
    text = "Profit in the fourth quarter rose to $3 million. For the full year, it was $9 million."
    found = find_expressions(text, published="2013-02-05", mode="news")
    assert [(e.surface, e.timex_value) for e in found][-1] == ("the full year", "2012")
    assert values("It lost money in the entire year.") == [("the entire year", "2013")]
    assert values("They spent the whole year at sea.") == [("the whole year", "P1Y")]


def test_the_fiscal_year_is_the_running_one_unless_its_end_tells_which() -> None:
    assert values("It expects growth throughout the fiscal year.") == [("the fiscal year", "2013")]
    assert values("In the fiscal year ended June 30, it lost money.") == [("June 30", "2012-06-30")]


def test_by_that_time_is_the_date_just_told() -> None:
    text = "A price is due by June 10. If none is agreed on by that time, they will sue."
    assert values(text)[-1] == ("that time", "2013-06-10")
    assert values("It was new at that time.") == []


def test_just_leaves_a_bare_unit_to_the_word_before_it() -> None:
    assert values("It fell 100 points in just minutes.") == [("minutes", "PTXM")]
    assert values("The blasts were just minutes apart.") == []


@pytest.mark.parametrize(
    ("told", "before"),
    [
        ("the three months ended March 31", "2012-Q1"),
        ("the first three months of the year", "2012-Q1"),
        ("the first nine months", "2012"),
        ("the nine months ended Sept. 30", "2011"),
    ],
)
def test_a_year_before_so_many_months_is_a_quarter_or_a_year(told: str, before: str) -> None:
    found = values(f"In {told}, it earned $3 million, up from $2 million a year earlier.")
    assert found[-1] == ("a year earlier", before)
