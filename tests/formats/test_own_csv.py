"""Our own table: its columns, other tables' columns, faults by row, and formulas."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.round_trips import write
from tests.strategies.formats import story_of
from timeline.errors import Problem
from timeline.events import Citation, Entry, FactStated
from timeline.formats.cells import guard_cell, join_cell, split_cell, unguard_cell
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.own_csv import read_own_csv


def read(text: str, **columns: str) -> list[Found]:
    return list(read_own_csv(BytesIO(text.encode()), "f.csv", Reading(columns=columns)))


def facts(text: str, **columns: str) -> list[FactStated]:
    found = read(text, **columns)
    assert not [one for one in found if isinstance(one, Problem)]
    return [
        one.entry.body
        for one in found
        if isinstance(one, Item) and isinstance(one.entry.body, FactStated)
    ]


def faults(text: str, **columns: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in read(text, **columns) if isinstance(one, Problem)]


def test_columns_come_in_any_order_and_case() -> None:
    [fact] = facts(
        "Tags,OCCURRED,Headline,Attributed to,sources\na; b,Jan 5 2024,It is,an aide,x\n"
    )
    assert (fact.headline, fact.tags, fact.occurred_text) == ("It is", ("a", "b"), "Jan 5 2024")
    assert fact.citations == (Citation(source="x", attributed_to="an aide"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_semicolons_and_tabs_separate_too(delimiter: str) -> None:
    text = f"headline{delimiter}occurred\nA{delimiter}2024\n"
    assert [fact.headline for fact in facts(text)] == ["A"]


def test_columns_of_other_tables_are_mapped() -> None:
    text = "When,What,Why\n2024-01-05,Talks resume,nobody knows\n"
    [note] = [one for one in read(text, headline="What", occurred="When") if isinstance(one, Note)]
    assert note.message == "the column 'Why' is not read"
    [fact] = facts(text, headline="What", occurred="When", detail="Why")
    assert fact.detail == "nobody knows"


def test_a_cell_may_hold_lines_and_faults_tell_where_a_row_begins() -> None:
    text = 'headline,occurred,detail\nA,2024,"one\ntwo"\nB,2024-02-30,\n'
    assert [line for line, _ in faults(text)] == [4]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "expected a header, got an empty file"),
        ("a,b\n1,2\n", 1, "expected columns headline and occurred, got a, b"),
        ("headline,occurred\nA,2024,more\n", 2, "expected 2 cells, as the header has, got 3"),
        ("headline,occurred\nA\n", 2, "expected 2 cells, as the header has, got 1"),
        ("headline,occurred\n,2024\n", 2, "expected a headline, got an empty cell"),
        ("headline,occurred\nA,Feb 30 2024\n", 2, "February"),
        ("headline,occurred\nA,1/2/2024\n", 2, "1/2/2024"),
        ("headline,occurred,headline\nA,2024,B\n", 1, "expected each column once"),
        ("headline,occurred,internal\nA,2024,maybe\n", 2, "expected yes or no, got 'maybe'"),
        ("headline,occurred,quote\nA,2024,said\n", 2, "expected a source for the quote"),
        ("headline,occurred,lat\nA,2024,1\n", 2, "expected the place's name"),
        ("headline,occurred,alt\nA,2024,a man\n", 2, "expected the picture's web address"),
        ("headline,occurred,figures\nA,2024,many\n", 2, "expected a figure"),
    ],
)
def test_a_fault_has_its_row_and_says_what_was_expected(text: str, line: int, message: str) -> None:
    [(found, said)] = faults(text)
    assert found == line
    assert message in said


def test_mapping_what_is_not_there_is_told() -> None:
    text = "headline,occurred\nA,2024\n"
    assert "expected a field, got 'healine'" in faults(text, healine="headline")[0][1]
    assert "expected a column of the table" in faults(text, detail="Why")[0][1]


@pytest.mark.parametrize("date", ["-0043", "Y171010000", "12024", "44 BC", "9999-12-31"])
def test_years_far_away_are_kept_or_refused_never_bent(date: str) -> None:
    found = read(f"headline,occurred\nA,{date}\n")
    [one] = found
    if isinstance(one, Item):
        body = one.entry.body
        assert isinstance(body, FactStated)
        assert body.occurred is not None
        assert body.occurred.edtf in ("-0043", "Y171010000", "9999-12-31", "Y12024")
    else:
        assert date == "12024"


def test_bad_rows_do_not_hide_good_ones() -> None:
    found = read("headline,occurred\nA,2024\nB,nonsense\nC,2025\n")
    assert [type(one) for one in found] == [Item, Problem, Item]


@given(st.text())
def test_guarding_is_undone_by_reading(text: str) -> None:
    assert unguard_cell(guard_cell(text)) == text


@given(st.lists(st.text().map(str.strip).filter(bool), unique=True))
def test_lists_survive_a_cell(items: list[str]) -> None:
    assert list(split_cell(join_cell(items))) == items


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    import csv

    story = story_of([Entry(body=FactStated(name="a", headline=text, detail=text, tags=(text,)))])
    raw, _ = write(story, "csv")
    for row in csv.reader(raw.decode().splitlines()):
        assert not any(cell[:1] in tuple("=+-@\t\r") for cell in row if cell)
