"""The present tense tells of a day to come, and so do a few words that stand before it."""

from __future__ import annotations

import pytest

from timeline.drafting import find_expressions

WEDNESDAY = "2013-04-17"


def last(text: str, published: str = WEDNESDAY) -> str:
    return find_expressions(text, published=published, mode="news")[-1].timex_value


@pytest.mark.parametrize(
    "text",
    [
        "Ministers are meeting Thursday on the budget.",
        "The pope is also traveling to Turin on Thursday.",
        "The retailer reports earnings Thursday.",
        "The film comes out Thursday.",
        "The Rovers host the league leaders Thursday.",
        "The figures are out Thursday.",
        "The chancellor is in Lisbon on Thursday.",
        "The hearing is at 9 a.m. on Thursday.",
        "Council members may vote Thursday on the lease.",
        "A ruling could come Thursday.",
        "The strike could be settled Thursday.",
        "The envoy arrived ahead of talks in Geneva on Thursday.",
        "The euro slipped ahead of Thursday's rate decision.",
    ],
)
def test_the_present_tense_and_what_is_ahead_tell_of_a_day_to_come(text: str) -> None:
    assert last(text) == "2013-04-18"


@pytest.mark.parametrize(
    "text",
    [
        "Divers are looking for a boat that sank Thursday.",
        "Press reports Thursday named the driver.",
        "The driver could not be reached Thursday.",
        "She said she could hear the wind Thursday.",
        "The mayor's visits Thursday drew crowds.",
        "The river may have crested Thursday.",
    ],
)
def test_what_only_looks_like_a_schedule_is_past(text: str) -> None:
    assert last(text) == "2013-04-11"


@pytest.mark.parametrize(
    "text",
    [
        "The team told owners of a price rise in May.",
        "Brokers placed orders for the May delivery.",
        "Unions called for a boycott of the May election.",
        "The brewer plans to set up a plant in Chile in May.",
        "They can have an answer in May.",
        "Students graduate in May.",
        "The party picks a leader in May.",
    ],
)
def test_the_next_month_is_to_come_where_nothing_happened_in_it(text: str) -> None:
    assert last(text) == "2013-05"


@pytest.mark.parametrize(
    "text", ["The dam burst in May.", "The party has feuded since its defeat in the May election."]
)
def test_the_next_month_is_past_where_something_happened_in_it(text: str) -> None:
    assert last(text) == "2012-05"


def test_a_day_nine_weeks_off_needs_no_verb_to_tell_its_year() -> None:
    assert last("Papers put forward for the handover of the port on June 20 were signed.") == (
        "2013-06-20"
    )


@pytest.mark.parametrize(
    "text", ["She flies on to Quito on Thursday.", "They face Rovers at noon on Thursday."]
)
def test_what_somebody_does_in_the_present_is_to_come(text: str) -> None:
    assert last(text) == "2013-04-18"


@pytest.mark.parametrize(
    "text", ["He remembers the crash Thursday.", "She denies the attack Thursday."]
)
def test_what_somebody_says_and_knows_in_the_present_is_past(text: str) -> None:
    assert last(text) == "2013-04-11"


def test_a_month_that_opens_a_clause_is_no_verb() -> None:
    assert last("Snow fell in January, and March was wet.") == "2013-03"
    assert last("The trial was delayed from May.") == "2013-05"


@pytest.mark.parametrize(
    "text",
    [
        "Court to rule Thursday",
        "Fed to meet Thursday",
        "They want to act on Thursday.",
        "The union called a strike for Thursday.",
        "The fair opens Wednesday and runs through Thursday.",
        "She will meet Ahmed on Thursday.",
    ],
)
def test_what_is_wanted_or_called_for_is_to_come(text: str) -> None:
    assert last(text) == "2013-04-18"


@pytest.mark.parametrize(
    "text",
    [
        "She apologized for Thursday's outage.",
        "The shop was open on Thursday.",
        "They worked through Thursday.",
    ],
)
def test_what_was_so_is_past(text: str) -> None:
    assert last(text) == "2013-04-11"


def test_the_weekday_that_a_date_falls_on_is_no_date_of_its_own() -> None:
    found = find_expressions("It begins Jan. 21, a Monday.", published="2013-01-09", mode="news")
    assert [e.timex_value for e in found] == ["2013-01-21"]


def test_a_day_that_is_something_is_to_come() -> None:
    assert last("Thursday is the deadline.") == "2013-04-18"


def test_tonight_is_in_the_evening() -> None:
    assert last("It airs at 7:30 tonight.") == "2013-04-17T19:30"
    assert last("At 9 a.m. today's students sat down.") == "2013-04-17T09:00"


def test_a_forecast_is_no_verb_of_the_future() -> None:
    assert last("It cut its annual forecast after a weak second quarter.") == "2013-Q2"
    assert last("Snow is forecast for Thursday.") == "2013-04-18"


def test_a_good_day_is_no_length_of_time() -> None:
    found = find_expressions("It was a good day.", published=WEDNESDAY, mode="news")
    assert found == []


def test_until_at_least_leads_to_a_year() -> None:
    assert last("It won't open until at least 2020.") == "2020"


def test_what_stays_or_remains_so_is_told_by_its_verb() -> None:
    assert last("Schools will stay closed through Thursday.") == "2013-04-18"
    text = "It comes ahead of talks between Chancellor Ines Falk of Norland and Premier Ott on"
    assert last(f"{text} Thursday.") == "2013-04-18"


@pytest.mark.parametrize(
    "text",
    [
        "The poll, to be published Thursday, shows a lead.",
        "They spoke of the possibility of talks on Thursday.",
        "It will be settled late Wednesday or early Thursday.",
    ],
)
def test_what_is_to_be_or_is_possible_is_to_come(text: str) -> None:
    found = find_expressions(text, published=WEDNESDAY, mode="news")
    assert found[-1].timex_value == "2013-04-18"


def test_the_second_of_two_weekdays_in_a_row_is_the_day_after_the_first() -> None:
    found = find_expressions("They met Monday and Tuesday.", published=WEDNESDAY, mode="news")
    assert [e.timex_value for e in found] == ["2013-04-15", "2013-04-16"]


def test_since_leads_to_the_past_and_an_anniversary_to_what_is_to_come() -> None:
    assert last("She, in the job since May, wants a plan.") == "2012-05"
    assert last("The island marks 60 years since the truce on Thursday.") == "2013-04-18"


def test_what_was_due_is_the_nearest_such_day() -> None:
    assert last("The plane was due to land Tuesday.") == "2013-04-16"
    assert last("He was due in court Thursday.") == "2013-04-18"
    assert last("It will land Tuesday.") == "2013-04-23"
