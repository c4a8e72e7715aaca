"""Dates to English words, and back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import Date, describe, format_words, parse_date, parse_edtf
from timeline.dates.edtf import Point
from timeline.dates.value import points_of, syntax_of

WORDS = [
    ("2023-09-08", "Sept. 8, 2023"),
    ("2023-09", "September 2023"),
    ("2023-03-08", "March 8, 2023"),
    ("2023-05-08", "May 8, 2023"),
    ("2023-07-08", "July 8, 2023"),
    ("2023", "2023"),
    ("1850~", "c. 1850"),
    ("1984?", "1984 (uncertain)"),
    ("1984-06-02%", "c. June 2, 1984 (uncertain)"),
    ("185X", "1850s"),
    ("085X", "850s"),
    ("180X", "1800–1809, year unknown"),
    ("18XX", "19th century"),
    ("00XX", "1st century"),
    ("20XX", "21st century"),
    ("10XX", "11th century"),
    ("21XX", "22nd century"),
    ("22XX", "23rd century"),
    ("-01XX", "200 B.C. – 101 B.C., year unknown"),
    ("1XXX-12", "December 1000 – December 1999, year unknown"),
    ("156X-12-25", "Dec. 25, 1560 – Dec. 25, 1569, year unknown"),
    ("1984-1X", "October–December 1984, month unknown"),
    ("1984-XX-05", "Jan. 5 – Dec. 5, 1984, month unknown"),
    ("1984-1X-0X", "Oct. 1 – Dec. 9, 1984, month and day unknown"),
    ("2004-XX", "2004, month unknown"),
    ("1985-04-XX", "April 1985, day unknown"),
    ("1985-XX-XX", "1985, month and day unknown"),
    ("1950S2", "1950, to 2 significant digits"),
    ("-0043", "44 B.C."),
    ("-0043-03-15", "March 15, 44 B.C."),
    ("0000", "1 B.C."),
    ("0079", "A.D. 79"),
    ("Y171010000", "A.D. 171010000"),
    ("Y-170000000", "170000001 B.C."),
    ("2001-21", "spring 2001"),
    ("2001-23", "fall 2001"),
    ("2001-24", "winter 2001–02"),
    ("1999-24", "winter 1999–2000"),
    ("0079-24", "winter A.D. 79"),
    ("2001-25", "spring 2001 (Northern Hemisphere)"),
    ("2001-30", "summer 2001–02 (Southern Hemisphere)"),
    ("2001-34", "second quarter of 2001"),
    ("2001-39", "third four months of 2001"),
    ("2001-41", "second half of 2001"),
    ("2023-09-08T14:30:00-06:00", "2:30 p.m. Sept. 8, 2023 (UTC-6)"),
    ("2023-09-08T14:00:00+05:30", "2 p.m. Sept. 8, 2023 (UTC+5:30)"),
    ("2023-09-08T00:00:00Z", "12 a.m. Sept. 8, 2023 (UTC)"),
    ("2023-09-08T12:00:00", "noon Sept. 8, 2023"),
    ("2023-09-08T12:00:05", "12:00:05 p.m. Sept. 8, 2023"),
    ("1985/..", "1985 or later"),
    ("1985/", "from 1985, end unknown"),
    ("../1985", "1985 or earlier"),
    ("/1985", "until 1985, start unknown"),
    ("2023-12-27/2024-01-05", "Dec. 27, 2023 – Jan. 5, 2024"),
    ("2024-01-08/2024-01-10", "Jan. 8–10, 2024"),
    ("2024-01-30/2024-02-02", "Jan. 30 – Feb. 2, 2024"),
    ("2024-01/2024-03", "January–March 2024"),
    ("2023-11/2024-01", "November 2023 – January 2024"),
    ("2019/2021", "2019–2021"),
    ("2004-02-01/2004", "Feb. 1, 2004 – 2004"),
    ("2004-21/2004-06", "spring 2004 – June 2004"),
    ("2024-01-08/2024-01-08", "Jan. 8, 2024 – Jan. 8, 2024"),
    ("2024-01-08~/2024-01-10", "c. Jan. 8, 2024 – Jan. 10, 2024"),
    ("[2023-12-27..2024-01-05]", "between Dec. 27, 2023 and Jan. 5, 2024"),
    ("[2024-01-08..2024-01-10]", "between Jan. 8 and 10, 2024"),
    ("[2024-01-30..2024-02-02]", "between Jan. 30 and Feb. 2, 2024"),
    ("[2024-01..2024-04]", "between January and April 2024"),
    ("[..1984]", "in or before 1984"),
    ("[..1984-05-01]", "on or before May 1, 1984"),
    ("[1984..]", "in or after 1984"),
    ("[1984-05-01..]", "on or after May 1, 1984"),
    ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
    ("{1667,1668,1670..1672}", "1667, 1668 and 1670–1672"),
    ("[2024-01-05,2024-01-07,2025]", "Jan. 5, 2024; Jan. 7, 2024 or 2025"),
    ("{1960,1961-12}", "1960 and December 1961"),
    ("{..1984}", "all of 1984 or earlier"),
    ("[1760-01,1760-12..]", "January 1760 or December 1760 or later"),
    ("2004-06~-11", "June 11, 2004 (year and month approximate)"),
    ("2004?-06-~11", "June 11, 2004 (year uncertain, day approximate)"),
    ("2004-%06-11", "June 11, 2004 (month uncertain and approximate)"),
]


@pytest.mark.parametrize(("edtf", "words"), WORDS)
def test_words(edtf: str, words: str) -> None:
    assert format_words(parse_edtf(edtf)) == words


def _has_a_reading(date: Date) -> bool:
    return all(_is_named(point) for point in points_of(syntax_of(date)))


def _is_named(point: Point) -> bool:
    if len(set(point.qualifiers)) > 1 or point.significant:
        return False
    words = format_words(
        parse_edtf(point.year + "".join(f"-{p}" for p in (point.month, point.day) if p))
    )
    return not ("X" in point.year + point.month + point.day and "–" in words)


@settings(max_examples=size(300, 5_000), deadline=None)
@given(strategies.dates().filter(_has_a_reading))
def test_words_read_back_as_the_same_date(date: Date) -> None:
    assert parse_date(format_words(date)) == date


@settings(max_examples=size(100, 5_000), deadline=None)
@given(strategies.dates())
def test_every_date_has_words_in_both_hemispheres(date: Date) -> None:
    assert format_words(date)
    assert format_words(date, hemisphere="south")
    assert format_words(date, style="iso") == date.edtf


def test_seasons_of_the_other_hemisphere_say_so() -> None:
    assert format_words(parse_edtf("2001-29"), hemisphere="south") == "spring 2001"
    assert (
        format_words(parse_edtf("2001-21"), hemisphere="south")
        == "spring 2001 (Northern Hemisphere)"
    )
    spoken = format_words(parse_edtf("2001-30"), hemisphere="south")
    assert parse_date(spoken, hemisphere="south").edtf == "2001-30"


def test_describe_tells_what_was_understood() -> None:
    assert describe(parse_edtf("2024-01~")) == {
        "edtf": "2024-01~",
        "earliest": "2024-01-01",
        "latest": "2024-01-31",
        "words": "c. January 2024",
        "approximate": True,
        "uncertain": False,
    }
    assert describe(parse_edtf("1985?/"))["latest"] is None


def test_describe_tells_the_months_of_a_season() -> None:
    assert describe(parse_edtf("2001-21"))["words"] == "spring 2001, March to May"
    assert describe(parse_edtf("2001-24"))["words"] == "winter 2001–02, December to February"
    assert describe(parse_edtf("2001-34"))["words"] == "second quarter of 2001"
    assert describe(parse_edtf("2001-21"), locale="es")["words"] == "primavera de 2001"


def test_the_first_year_there_is_reads_back() -> None:
    date = parse_edtf("Y-99999999999")
    assert format_words(date) == "100000000000 B.C."
    assert parse_date(format_words(date)) == date
