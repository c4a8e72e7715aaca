"""What only looks like a time: titles, addresses, games and speeds."""

from __future__ import annotations

import pytest

from timeline.drafting import find_expressions


def surfaces(text: str) -> list[str]:
    found = find_expressions(text, published="2013-11-05", mode="news")
    return [e.surface for e in found]


@pytest.mark.parametrize(
    "text",
    [
        "He hosts Monday Night Football.",
        "She wrote for the Sunday Herald.",
        "They live at 1600 Chestnut Avenue.",
        "He scored in the third quarter.",
        "A first-half header was enough.",
        "It flew at 600 miles per hour.",
        "Light crosses it at 10 miles a minute.",
        "Every now and then it rains.",
    ],
)
def test_titles_addresses_games_and_speeds_are_no_times(text: str) -> None:
    assert surfaces(text) == []


def test_a_weekday_before_another_name_is_a_day() -> None:
    assert surfaces("In a Monday CNN interview, she agreed.") == ["Monday"]
    assert surfaces("The Monday White House briefing was short.") == ["Monday"]


def test_a_capital_within_a_title_is_no_verb() -> None:
    text = 'On "Meet the Mayors" Sunday, he said no.'
    found = find_expressions(text, published="2013-11-05", mode="news")
    assert [e.timex_value for e in found] == ["2013-11-03"]
