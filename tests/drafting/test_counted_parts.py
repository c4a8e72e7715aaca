from __future__ import annotations

import pytest

from timeline.drafting import find_expressions


def values(text: str) -> list[tuple[str, str, str | None]]:
    found = find_expressions(text, published="2013-03-20", mode="news")
    return [(e.surface, e.timex_value, e.edtf) for e in found]


@pytest.mark.parametrize(
    ("part", "value", "edtf"),
    [
        ("the last week of March", "2013-W13", "2013-03-25/2013-03-31"),
        ("the first week of May 1808", "1808-W18", "1808-05-02/1808-05-08"),
        ("the third Thursday of November 2012", "2012-11-15", "2012-11-15"),
        ("the last Monday in May", "2012-05-28", "2012-05-28"),
        ("the last day of 1999", "1999-12-31", "1999-12-31"),
        ("the first weekend in September", "2012-W35-WE", "2012-09-01/2012-09-02"),
    ],
)
def test_a_part_is_counted_in_its_month_or_year(part: str, value: str, edtf: str) -> None:
    assert values(f"It rained on {part}.") == [(part, value, edtf)]


def test_a_part_that_the_month_has_not_is_no_date() -> None:
    assert values("It rained on the fifth Monday of February.") == []


def test_what_is_counted_in_no_period_is_no_part() -> None:
    assert values("It was the first day of school and the second week of rain.") == []
