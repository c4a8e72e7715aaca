"""What the story hangs on, and what only tells when somebody spoke of it."""

from __future__ import annotations

from timeline.drafting import find_expressions


def values(text: str, published: str = "2013-01-24") -> list[str]:
    found = find_expressions(text, published=published, mode="news")
    return [e.timex_value for e in found]


def test_the_next_day_is_counted_from_what_happened_and_not_from_its_telling() -> None:
    text = "He was shot on Sunday, police said on Monday. The next morning his car was found."
    assert values(text) == ["2013-01-20", "2013-01-21", "2013-01-21TMO"]


def test_a_day_of_speaking_counts_where_nothing_else_is_dated() -> None:
    assert values("She said on Monday that it was over. She left the next day.") == [
        "2013-01-21",
        "2013-01-22",
    ]


def test_a_holiday_soon_to_come_is_meant_where_no_past_verb_stands_by_it() -> None:
    october = "2013-10-17"
    assert values("Thanksgiving falls late.", october) == ["2013-11-28"]
    assert values("It leaves less time before Christmas.", october) == ["2013-12-25"]
    assert values("The fair was held on Thanksgiving.", october) == ["2012-11-22"]


def test_the_weekend_may_be_a_deadline() -> None:
    assert values("They have until the weekend.") == ["2013-W04-WE"]


def test_the_years_before_are_a_length_of_time() -> None:
    assert values("In the two years before, it had passed.") == ["P2Y"]


def test_that_month_and_the_next_one_stand_beside_the_date_last_told() -> None:
    assert values("He paid in early 2007, months before the vote that May.")[-1] == "2007-05"
    assert values("Named in 1931, she was elected the next January.")[-1] == "1932-01"
    assert values("He resigned in June 2010 and died the following March.")[-1] == "2011-03"
    assert values("It fell in June 2010, after a rise the previous May.")[-1] == "2010-05"


def test_what_had_been_due_is_not_long_off() -> None:
    assert values("He had been due to marry in March.") == ["2013-03"]


def test_a_time_without_a_colon_is_no_year() -> None:
    assert values("Police said at about 1630 they came.") == []


def test_what_had_happened_by_a_month_is_past_behind_a_semicolon_too() -> None:
    assert values("It cut jobs; by the end of June half had gone.") == ["2012-06"]


def test_hours_may_be_spoken() -> None:
    assert values("They left at around nine in the morning.") == ["2013-01-24T09:00"]
    assert values("They met at six o'clock Tuesday evening.") == ["2013-01-22T18:00"]
    assert values("They met at 8:30 p.m. Tuesday night.") == ["2013-01-22T20:30"]
    assert values("One in the morning shift fell.") == ["2013-01-24TMO"]


def test_what_was_so_by_a_day_is_past_and_what_was_ordered_is_not() -> None:
    assert values("The search was nearly complete by Tuesday night.") == ["2013-01-22TNI"]
    assert values("The plant was ordered closed by Friday.") == ["2013-01-25"]
