"""Timesketch: a row for each clock, and the rows of other tools."""

from __future__ import annotations

import json

import pytest

from tests.formats.round_trips import bodies, problems, read, write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.events import (
    Entry,
    FactStated,
)
from timeline.formats.items import Note


def test_timesketch_has_a_row_for_each_clock() -> None:
    body = FactStated(name="a", headline="A", occurred=parse_edtf("2024-01-05"))
    story = story_of([Entry(body=body, known=parse_edtf("2024-01-08"))])
    rows = [json.loads(line) for line in write(story, "timesketch-jsonl")[0].splitlines()]
    assert [(row["timestamp_desc"], row["datetime"]) for row in rows] == [
        ("Happened", "2024-01-05T05:00:00Z"),  # midnight in New York
        ("Known", "2024-01-08T05:00:00Z"),
        ("Recorded", "2024-02-01T12:00:00.000000Z"),
    ]
    assert all(row["message"] == "A" for row in rows)


def test_a_time_in_a_zone_of_the_facts_own_is_the_instant_that_its_clocks_showed() -> None:
    body = FactStated(
        name="a", headline="A", occurred=parse_edtf("2024-01-05T06:15:00"), zone="America/Chicago"
    )
    story = story_of([Entry(body=body, known=parse_edtf("2024-01-08"))])
    row = json.loads(write(story, "timesketch-jsonl")[0].splitlines()[0])
    assert (row["timestamp_desc"], row["datetime"]) == ("Happened", "2024-01-05T12:15:00Z")


def test_foreign_timesketch_rows_are_facts_of_their_own() -> None:
    text = (
        "message,datetime,timestamp_desc,timestamp,host\n"
        "Log on,2024-01-05T14:00:00+00:00,Logon,,x\nLog off,,Logoff,1704463200000000,x\n"
    )
    found = read(text.encode(), path="a.csv")
    first, second = bodies(found)
    assert isinstance(first, FactStated)
    assert isinstance(second, FactStated)
    assert (first.occurred, first.tags) == (parse_edtf("2024-01-05T14:00:00Z"), ("Logon",))
    assert second.occurred == parse_edtf("2024-01-05T14:00:00Z")
    assert [one.message for one in found if isinstance(one, Note)] == [
        "the column 'host' is not read"
    ]


@pytest.mark.parametrize(
    "line",
    ['{"message": "a", "datetime": "soon", "timestamp_desc": "x"}', "{", "3",
     '{"message": "", "datetime": "2024-01-05", "timestamp_desc": "x"}'],
)  # fmt: skip
def test_bad_timesketch_lines_have_their_number(line: str) -> None:
    good = '{"message": "a", "datetime": "2024-01-05T00:00:00Z", "timestamp_desc": "x"}'
    found = read(f"{good}\n{line}\n{good}\n".encode(), "timesketch-jsonl")
    assert [problem.line for problem in problems(found)] == [2]
    assert len(bodies(found)) == 2
