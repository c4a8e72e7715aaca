from __future__ import annotations

from timeline.drafting import find_expressions


def values(text: str, published: str = "1989-10-26") -> list[tuple[str, str]]:
    return [(e.surface, e.timex_value) for e in find_expressions(text, published=published)]


def test_a_quarter_that_has_just_ended_is_the_one_reported() -> None:
    text = "The maker expects to report a third-quarter loss."
    assert values(text) == [("third-quarter", "1989-Q3")]
    assert values("The plant is expected to open in the third quarter.") == [
        ("the third quarter", "1990-Q3")
    ]


def test_the_quarter_is_the_one_told_of_else_the_last_full_one() -> None:
    assert values("Passengers rose 14% in the quarter ended Sept. 30.")[0] == (
        "the quarter",
        "1989-Q3",
    )
    assert values("Second-quarter net fell. In the quarter, sales rose.", "1989-07-20") == [
        ("Second-quarter", "1989-Q2"),
        ("the quarter", "1989-Q2"),
    ]
    assert values("The latest period had a profit.") == [("The latest period", "1989-Q3")]
    assert values("Sales rose in the latest fiscal year.") == [("the latest fiscal year", "1988")]


def test_amounts_of_a_year_ago_are_those_of_the_same_quarter() -> None:
    text = "Third-quarter net rose to $24 million, from $3 million {}."
    assert values(text.format("a year ago"))[-1] == ("a year ago", "1988-Q3")
    assert values("Third-quarter net rose. The mill opened a year ago.")[-1] == (
        "a year ago",
        "1988",
    )


def test_a_year_says_which_quarter_or_period_is_meant() -> None:
    assert values("It lost $415 million in the 1988 second quarter.") == [
        ("the 1988 second quarter", "1988-Q2")
    ]
    assert values("Third-quarter net fell from $90 million in the 1988 period.")[-1] == (
        "the 1988 period",
        "1988-Q3",
    )
    assert values("It will start in next year's first quarter.") == [
        ("next year's first quarter", "1990-Q1")
    ]
    assert values("The firm lost money in 1987's fourth quarter.") == [
        ("1987's fourth quarter", "1987-Q4")
    ]
    assert values("It sold less in the year-ago third quarter.") == [
        ("the year-ago third quarter", "1988-Q3")
    ]
    assert values("Orders fell in the last half of 1988.") == [("the last half of 1988", "1988-H2")]


def test_without_a_date_to_count_from_nothing_is_made_up() -> None:
    found = find_expressions("Sales fell in the latest quarter.", published=None)
    assert [(e.timex_value, e.edtf) for e in found] == [("XXXX", None)]
