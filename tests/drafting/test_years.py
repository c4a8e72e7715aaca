from __future__ import annotations

import pytest

from timeline.drafting import find_expressions


def values(text: str, published: str = "2005-03-01") -> list[tuple[str, str]]:
    return [(e.surface, e.timex_value) for e in find_expressions(text, published=published)]


@pytest.mark.parametrize(
    ("spoken", "value"),
    [
        ("nineteen ninety-six", "1996"),
        ("nineteen oh five", "1905"),
        ("eighteen sixty five", "1865"),
        ("two thousand", "2000"),
        ("two thousand and four", "2004"),
        ("twenty thirteen", "2013"),
    ],
)
def test_years_as_broadcasts_say_them(spoken: str, value: str) -> None:
    assert values(f"It burned down in {spoken}.") == [(spoken, value)]
    assert values(f"The year {spoken} was dry.") == [(f"The year {spoken}", value)]


def test_spoken_numbers_that_count_are_no_years() -> None:
    assert values("In two thousand homes the lights went out.") == []
    assert values("Twenty dogs and nineteen cats were found.") == []


def test_years_cut_short_stand_behind_a_preposition() -> None:
    assert values("Nothing was built since '82.") == [("'82", "1982")]
    assert values("He shot '82 elephants', he wrote.") == []


def test_an_era_may_stand_behind_a_day() -> None:
    text = "He was killed on 15 March 44 BC."
    (found,) = find_expressions(text, published=None)
    assert (found.timex_value, found.edtf) == ("BC0044-03-15", "-0043-03-15")


def test_a_year_may_stand_before_what_was_held_in_it() -> None:
    assert values("The failed 1996 campaign cost millions.") == [("1996", "1996")]
    assert values("The bonds are due 1993.") == [("1993", "1993")]


def test_people_behind_a_year_are_not_counted_by_it() -> None:
    assert values("On 25 June 1950 troops crossed the line.") == [("25 June 1950", "1950-06-25")]


def test_decades_in_short_are_told_from_warm_days() -> None:
    assert values("It was the music of the 70s.") == [("the 70s", "197")]
    assert values("Highs in the 70s are forecast, with no wind.") == []


def test_a_school_year_is_its_years() -> None:
    assert values("The 2012-13 school year was short.") == [("2012", "2012"), ("13", "2013")]


def test_the_block_of_a_street_is_no_year() -> None:
    assert values("He was shot in the 1900 block of Main Street.") == []
