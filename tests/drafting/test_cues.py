"""Verbs and prepositions that tell whether a day is past or to come."""

from __future__ import annotations

import pytest

from timeline.drafting import find_expressions

WEDNESDAY = "1997-04-09"


def last(text: str, published: str = WEDNESDAY) -> str:
    return find_expressions(text, published=published, mode="news")[-1].timex_value


@pytest.mark.parametrize(
    "text",
    [
        "The vote will be held on May 1.",
        "The vote is to be held on May 1.",
        "The rules will be suspended from May 1.",
        "A dividend was declared, payable May 1.",
        "The judge set sentencing for May 1.",
        "The pact was to have been signed on May 1.",
    ],
)
def test_a_participle_behind_be_tells_no_past(text: str) -> None:
    assert last(text) == "1997-05-01"


def test_a_past_verb_beside_a_day_tells_the_past() -> None:
    assert last("It was sold on May 3.") == "1996-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "Workers must have left by Friday.",
        "They were told to leave by Friday.",
        "The company has to respond by Friday.",
        "By Friday all will be over.",
    ],
)
def test_by_a_day_is_to_come(text: str) -> None:
    assert last(text) == "1997-04-11"


@pytest.mark.parametrize(
    "text",
    [
        "Half the votes had been counted by Friday.",
        "By Friday, the storm weakened.",
        "He was home by Friday.",
    ],
)
def test_by_a_day_is_past_where_all_is_done(text: str) -> None:
    assert last(text) == "1997-04-04"


def test_the_month_of_an_order_is_its_own() -> None:
    assert last("The firm was ordered to pay $5 million in January.") == "1997-01"
    assert last("Leaders at September's summit pledged to act.") == "1996-09"


def test_a_month_or_a_summer_just_gone_needs_the_plainest_words_to_come_again() -> None:
    assert last("The figures for March extended a fall.") == "1997-03"
    assert last("The sale will be closed in March.") == "1998-03"
    text = "The heat made it hard to meet demand well into the summer."
    assert last(text, "1989-10-26") == "1989-SU"


def test_a_range_of_weekdays_ends_after_it_begins() -> None:
    found = find_expressions("It is open from Monday through Friday.", published=WEDNESDAY)
    first, second = (e.timex_value for e in found)
    assert first < second


def test_what_is_possible_is_to_come() -> None:
    found = find_expressions("Snow is possible Monday night into Tuesday.", published=WEDNESDAY)
    assert [e.timex_value for e in found] == ["1997-04-14TNI", "1997-04-15"]


@pytest.mark.parametrize(
    "text",
    [
        "The storm is expected to hit the coast Friday.",
        "The company will cut jobs on Friday.",
        "It might shut the plant Friday.",
    ],
)
def test_a_verb_of_one_form_tells_no_past_behind_to_or_will(text: str) -> None:
    assert last(text) == "1997-04-11"


def test_a_verb_of_one_form_tells_the_past_by_itself() -> None:
    assert last("The storm hit the coast Friday.") == "1997-04-04"


def test_what_is_in_a_month_is_to_come() -> None:
    assert last("The next election is in March.") == "1998-03"
    assert last("Much may change between now and January.") == "1998-01"
    assert last("The last election was in March.") == "1997-03"
