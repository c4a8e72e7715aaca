"""Markwhen: its dates, tags, sections and properties, and the lines that its parser bends."""

from __future__ import annotations

from io import BytesIO

import pytest

from timeline.errors import Problem
from timeline.events import FactStated
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.markwhen import read_markwhen


def read(text: str) -> list[Found]:
    return list(read_markwhen(BytesIO(text.encode()), "a.mw", Reading()))


def facts(text: str) -> list[FactStated]:
    found = [one for one in read(text) if not isinstance(one, Note)]
    assert all(isinstance(one, Item) for one in found), found
    bodies = [one.entry.body for one in found if isinstance(one, Item)]
    return [body for body in bodies if isinstance(body, FactStated)]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ("2024-01-05", "2024-01-05"),
        ("2024-01", "2024-01"),
        ("1984", "1984"),
        ("500", "0500"),
        ("2024-01-05/2024-01-08", "2024-01-05/2024-01-08"),
        ("2024-01-05 / 2024-01-08", "2024-01-05/2024-01-08"),
        ("2021-01-20/now", "2021-01-20/.."),
        ("1/5/2024", "2024-01-05"),
        ("12/2012", "2012-12"),
        ("12/2012 - 1/2013", "2012-12/2013-01"),
        ("Jan 5 2024", "2024-01-05"),
        ("5 January 2024", "2024-01-05"),
        ("Jan 5 2024 - Jan 8 2024", "2024-01-05/2024-01-08"),
        ("44 BC", "-0043"),
        ("2024-01-08T14:00:00Z", "2024-01-08T14:00:00Z"),
    ],
)
def test_dates(date: str, edtf: str) -> None:
    [fact] = facts(f"{date}: It happens: at last\n")
    assert fact.occurred is not None
    assert (fact.occurred.edtf, fact.headline) == (edtf, "It happens: at last")


def test_the_header_says_that_days_come_first() -> None:
    [fact] = facts("dateFormat: d/M/y\n\n5/1/2024: It happens\n")
    assert fact.occurred is not None
    assert fact.occurred.edtf == "2024-01-05"


@pytest.mark.parametrize(
    "line",
    [
        "2024-02-30: Never",
        "13/45/2024: Never",
        "3 days: Later",
        "after !first 3 days: Later",
        "2024-01-05 every week for 3 weeks: Again",
        "2024-01-05 - 2024-01-06 - 2024-01-07: Too many",
        "now: At once",
        "2024-01-05:",
    ],
)
def test_a_date_without_a_day_is_a_fault_with_its_line_never_today(line: str) -> None:
    [first, problem, last] = read(f"2024-01-01: One\n{line}\n2024-01-09: Two\n")
    assert isinstance(problem, Problem) or isinstance(last, Problem)
    problems = [one for one in (first, problem, last) if isinstance(one, Problem)]
    assert [one.line for one in problems] == [2]


def test_tags_sections_properties_and_details() -> None:
    found = read(
        """---
title: A story
---
// nothing to see
2024-01-05: First #talks #1 of many
id: first
known: 2024-01-06
colour: red

More: about it #border
> 2024-01-06: not an event

# The border
2024-01-07: Second

## Counts #numbers
2024-01-08: Third

# The end
2024-01-09: Fourth
section Old
2024-01-10: Fifth
endSection
2024-01-11: Sixth
"""
    )
    items = [one for one in found if isinstance(one, Item)]
    bodies = [one.entry.body for one in items if isinstance(one.entry.body, FactStated)]
    first = bodies[0]
    assert first.name == "first"
    assert first.headline == "First #1 of many"
    assert first.tags == ("talks", "border")
    assert first.detail == "More: about it #border\n2024-01-06: not an event"
    assert items[0].entry.known is not None
    assert [body.lanes for body in bodies] == [
        (),
        ("The border",),
        ("Counts",),
        ("The end",),
        ("Old",),
        ("The end",),
    ]
    assert [one.message for one in found if isinstance(one, Note)] == [
        "the property 'colour' is not read"
    ]
