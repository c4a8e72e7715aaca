"""EDTF: every example of the specification, canonical text, and refusals that say what to write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.dates.judge import judge
from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import DateError, parse_edtf
from timeline.dates.edtf import Point, Range, Set, read, write

# https://www.loc.gov/standards/datetime/ (4 February 2019), in its order: example, first day,
# last day, and the canonical text where it differs.
SPECIFICATION = [
    # Level 0
    ("1985-04-12", "1985-04-12", "1985-04-12", None),
    ("1985-04", "1985-04-01", "1985-04-30", None),
    ("1985", "1985-01-01", "1985-12-31", None),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", None),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", None),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "1985-04-12T23:20:30-04:00"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", None),
    ("1964/2008", "1964-01-01", "2008-12-31", None),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", None),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", None),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", None),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", None),
    ("2005/2006-02", "2005-01-01", "2006-02-28", None),
    # Level 1
    ("Y170000002", "Y170000002-01-01", "Y170000002-12-31", None),
    ("Y-170000002", "Y-170000002-01-01", "Y-170000002-12-31", None),
    ("2001-21", "2001-03-01", "2001-05-31", None),
    ("1984?", "1984-01-01", "1984-12-31", None),
    ("2004-06~", "2004-06-01", "2004-06-30", None),
    ("2004-06-11%", "2004-06-11", "2004-06-11", None),
    ("201X", "2010-01-01", "2019-12-31", None),
    ("20XX", "2000-01-01", "2099-12-31", None),
    ("2004-XX", "2004-01-01", "2004-12-31", None),
    ("1985-04-XX", "1985-04-01", "1985-04-30", None),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", None),
    ("1985-04-12/..", "1985-04-12", None, None),
    ("1985-04/..", "1985-04-01", None, None),
    ("1985/..", "1985-01-01", None, None),
    ("../1985-04-12", None, "1985-04-12", None),
    ("../1985-04", None, "1985-04-30", None),
    ("../1985", None, "1985-12-31", None),
    ("1985-04-12/", "1985-04-12", None, None),
    ("1985-04/", "1985-04-01", None, None),
    ("1985/", "1985-01-01", None, None),
    ("/1985-04-12", None, "1985-04-12", None),
    ("/1985-04", None, "1985-04-30", None),
    ("/1985", None, "1985-12-31", None),
    ("-1985", "-1985-01-01", "-1985-12-31", None),
    # Level 2
    ("Y-17E7", "Y-170000000-01-01", "Y-170000000-12-31", "Y-170000000"),
    ("1950S2", "1900-01-01", "1999-12-31", None),
    ("Y171010000S3", "Y171000000-01-01", "Y171999999-12-31", None),
    ("Y3388E2S3", "Y338000-01-01", "Y338999-12-31", "Y338800S3"),
    ("2001-34", "2001-04-01", "2001-06-30", None),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", None),
    ("[..1760-12-03]", None, "1760-12-03", None),
    ("[1760-12..]", "1760-12-01", None, None),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None, None),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", None),
    ("[..1984]", None, "1984-12-31", None),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31", None),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", None),
    ("{..1984}", None, "1984-12-31", None),
    ("2004-06~-11", "2004-06-11", "2004-06-11", None),
    ("2004?-06-11", "2004-06-11", "2004-06-11", None),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "2004?-06-~11"),
    ("2004-%06-11", "2004-06-11", "2004-06-11", None),
    ("156X-12-25", "1560-12-25", "1569-12-25", None),
    ("15XX-12-25", "1500-12-25", "1599-12-25", None),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31", None),
    ("1XXX-XX", "1000-01-01", "1999-12-31", None),
    ("1XXX-12", "1000-12-01", "1999-12-31", None),
    ("1984-1X", "1984-10-01", "1984-12-31", None),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", None),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", None),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "canonical"), SPECIFICATION)
def test_every_example_of_the_specification(
    text: str, earliest: str | None, latest: str | None, canonical: str | None
) -> None:
    date = parse_edtf(text)
    assert (date.earliest, date.latest) == (earliest, latest)
    assert date.edtf == (canonical or text)
    assert date.bounds == judge(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("?2004-?06-?11", "2004-06-11?"),
        ("2004~-06~-11~", "2004-06-11~"),
        ("2004?-06~-11", "2004%-~06-11"),
        ("?2004-06", "2004?-06"),
        ("2004-06~-%11", "2004-06~-%11"),
        ("1985-04-12T23:20:30+00:00", "1985-04-12T23:20:30Z"),
        ("1985-04-12T23:20:30-00", "1985-04-12T23:20:30Z"),
        ("Y1E5", "Y100000"),
        ("[1668,1667,1667]", "[1667,1668]"),
        ("{1961-12,..1950,1960}", "{..1950,1960,1961-12}"),
        ("[1667]", "1667"),
        ("{1667?}", "1667?"),
        ("[1667..1667]", "1667"),
        ("[?2004-06..2004?-06]", "2004?-06"),
        ("{1667..1667,1667}", "1667"),
        ("[1670..,..1660]", "[..1660,1670..]"),
    ],
)
def test_the_same_date_has_one_text(text: str, canonical: str) -> None:
    assert parse_edtf(text).edtf == canonical
    assert parse_edtf(text) == parse_edtf(canonical)


@settings(max_examples=size(200, 5_000), deadline=None)
@given(strategies.texts())
def test_canonical_text_reads_back_as_itself(text: str) -> None:
    date = parse_edtf(text)
    again = parse_edtf(date.edtf)
    assert (again.edtf, again.bounds, again.marks) == (date.edtf, date.bounds, date.marks)
    assert write(read(date.edtf)) == date.edtf


def test_syntax_is_what_was_written() -> None:
    assert read("2004-06-~11") == Point("2004", "06", "11", qualifiers=(0, 0, 2))
    assert read("[1670..1672]") == Set((Range(Point("1670"), Point("1672")),), every=False)


REFUSED = [
    # what was written, a part of the reason, a part of the cure
    ("2023-02-29", "2023 is not a leap year", "did you mean 2023-02-28?"),
    ("-0001-02-29", "-0001 is not a leap year", "-0001-02-28"),
    ("2024-04-31", "April has 30 days", "did you mean 2024-04-30?"),
    ("2024-01-00", "no day 00", "write 2024-01"),
    ("2024-00", "no month 00", "write 2024"),
    ("2024-00-05", "no month 00", "write 2024"),
    ("2024-13", "no month 13", "01 to 12"),
    ("2024-20-01", "no month 20", "21 to 41"),
    ("2024-42", "no month 42", "21 to 41"),
    ("2024-21-01", "a season has no days", "leave out the day"),
    ("15XX-02-3X", "no day matches", "the digits beside the X"),
    ("1XX1-02-29", "no day matches", "the digits beside the X"),
    ("2024-2X", "no day matches", "the digits beside the X"),
    ("2024-X4-31", "no day matches", "the digits beside the X"),
    ("-0000", "no year -0000", "write 0000"),
    ("X950S2", "X and S exclude each other", "leave out the S"),
    ("1950S5", "1950 has no 5 significant digits", "smaller S"),
    ("0000S1", "0 has no 1 significant digits", "smaller S"),
    ("1950S2-03", "such a year stands alone", "leave out the month"),
    ("Y170000002-03", "such a year stands alone", "leave out the month"),
    ("Y1985", "more than four digits", "write 1985"),
    ("Y-12", "more than four digits", "write -0012"),
    ("Y100000000000", "99,999,999,999", "nearer year"),
    ("Y1E999", "99,999,999,999", "nearer year"),
    ("2005/2004", "ends before it begins", "earlier date first"),
    ("[1672..1670]", "ends before it begins", "earlier date first"),
    ("/", "neither end is a date", "leave the date out"),
    ("../..", "neither end is a date", "leave the date out"),
    ("2004/2005/2006", "one slash", "2023-12-27/2024-01-05"),
    ("2004-01-01T10:00:00Z/2005", "carry no time", "write days"),
    ("1670/[1671]", "single dates", "[a..b]"),
    ("[1667/1668]", "single dates and ranges", "[a..b,c]"),
    ("[[1667]]", "single dates and ranges", "[a..b,c]"),
    ("[1667..1668T10:00:00]", "carry no time", "write days"),
    ("[..]", "needs a date", "[..1984]"),
    ("[]", "one kind of bracket", "one of them"),
    ("[1667,1668", "one kind of bracket", "one of them"),
    ("1667,1668]", "neither EDTF nor", "2024-01-05"),
    ("", "nothing came", "2024-01-05"),
    ("٢٠٢٤", "only the digits 0 to 9", "write 2024"),
    ("２０２４-01", "only the digits 0 to 9", "write 2024-01"),
    ("2024-W01-1", "weeks of the year", "write the day"),
    ("2024-123", "days of the year", "2024-01-05"),
    ("20240105", "separates its parts with hyphens", "write 2024-01-05"),
    ("2024-1-5", "two digits", "write 2024-01-05"),
    ("2024-1", "two digits", "write 2024-01"),
    ("2024/P1Y", "durations", "write both ends"),
    ("unknown/2024", "draft of 2012", "leave an unknown end empty"),
    ("2004-01/open", "draft of 2012", "1985/.."),
    ("199u", "a capital X", "201X"),
    ("2004-uu", "a capital X", "2024-XX"),
    ("y170000002", "a capital", "Y-170000"),
    ("(2004-06)~", "no brackets", "2004-06~"),
    ("1984?~", "one sign", "1984%"),
    ("2024-01-05T24:00:00", "a day ends at 23:59:59", "the next day"),
    ("2016-12-31T23:59:60Z", "leap seconds", ":59"),
    ("2024-01-05T14:00", "hh:mm:ss", "T14:00:00"),
    ("2024-01-05T14:00:00+15:00", "no place is +15:00 from UTC", "14:00"),
    ("2024-01-05T14:00:00-06:99", "not in order", "2024-01-08T14:00:00-06:00"),
    ("2024-01T14:00:00", "not in order", "2024-01-08T14:00:00-06:00"),
    ("2024-01-0XT14:00:00", "not in order", "2024-01-08T14:00:00-06:00"),
    ("2024-01-05 14:00:00", "a T stands between", "T14:00:00"),
    ("850", "four digits", "write 0850"),
    ("-44", "four digits", "write -0044"),
    ("12345", "begins with Y", "write Y12345"),
    ("19999", "begins with Y", "write Y19999"),
    ("20000", "how a spreadsheet counts a day", "write 1954-10-03 if"),
    ("45363", "how a spreadsheet counts a day", "write 2024-03-12 if that day is meant, or Y45363"),
    ("45363.5", "how a spreadsheet counts a day", "write 2024-03-12 if"),
    ("80000", "how a spreadsheet counts a day", "write 2119-01-11 if"),
    ("80001", "begins with Y", "write Y80001"),
    ("２024é", "neither EDTF nor", "2024-01-05"),
    ("hello", "neither EDTF nor", "2024-01-05"),
    ("2024-01-05\n", "neither EDTF nor", "2024-01-05"),
    ("2024 ", "neither EDTF nor", "2024-01-05"),
]


@pytest.mark.parametrize(("text", "reason", "cure"), REFUSED)
def test_refusals_name_the_fault_and_the_cure(text: str, reason: str, cure: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert reason in caught.value.reason
    assert cure in caught.value.cure
    assert judge(text) is None
    assert caught.value.reason in str(caught.value)
    assert caught.value.cure in str(caught.value)


def test_long_texts_are_shown_cut() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("9" * 5_000)
    assert len(str(caught.value)) < 300


def test_hostile_lengths_are_refused_or_read_without_delay() -> None:
    for text in ("[" + "XXX1-02-29," * 900 + "2000]", "Y" + "9" * 60_000, "[" * 60_000):
        with pytest.raises(DateError):
            parse_edtf(text)
    many = "{" + ",".join(f"{year}-0X-3X" for year in range(1000, 5000)) + "}"
    assert parse_edtf(many).latest == "4999-09-30"
