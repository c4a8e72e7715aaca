"""`Today` as our time, in news that calls its day by its weekday."""

from __future__ import annotations

import pytest

from timeline.drafting import find_expressions

WEDNESDAY = "2013-04-17"
LEAD = "The plant shut on Wednesday, the company said."


def last(text: str) -> str:
    return find_expressions(text, published=WEDNESDAY, mode="news")[-1].timex_value


@pytest.mark.parametrize(
    "text",
    [
        "She grew up in Lima, where she lives today.",
        "Today, the firm employs 400 people.",
        "Few such mills are in use today.",
    ],
)
def test_today_is_our_time_where_the_day_is_called_by_its_weekday(text: str) -> None:
    assert last(f"{LEAD} {text}") == "PRESENT_REF"
    assert last(text) == WEDNESDAY


@pytest.mark.parametrize(
    "text",
    ["It closed today.", "It will close today.", "“Today, the firm employs nobody,” he said."],
)
def test_today_is_the_day_where_something_happens_or_somebody_speaks(text: str) -> None:
    assert last(f"{LEAD} {text}") == WEDNESDAY


def test_the_weekday_may_stand_behind_today() -> None:
    text = f"She lives in Lima today. {LEAD}"
    found = find_expressions(text, published=WEDNESDAY, mode="news")
    assert [e.timex_value for e in found] == ["PRESENT_REF", WEDNESDAY]
