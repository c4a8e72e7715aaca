"""English to dates: what is read, and what is refused rather than guessed."""

from __future__ import annotations

import pytest

from timeline.dates import DateError, parse_date, parse_edtf
from timeline.dates.reader import Reader, Settings
from timeline.dates.tokens import tokenize
from timeline.dates.words_in import read_phrase

READ = [
    # Days, months, years
    ("Jan 5 2024", "2024-01-05"),
    ("Jan. 5, 2024", "2024-01-05"),
    ("January 5th, 2024", "2024-01-05"),
    ("5 January 2024", "2024-01-05"),
    ("the 5th of January, 2024", "2024-01-05"),
    ("2024 January 5", "2024-01-05"),
    ("2024 January", "2024-01"),
    ("Friday, Jan. 5, 2024", "2024-01-05"),
    ("Fri 5 Jan 2024", "2024-01-05"),
    ("JANUARY 5, 2024", "2024-01-05"),
    ("Jan.\u00a05, 2024", "2024-01-05"),
    ("  Jan 5 2024  ", "2024-01-05"),
    ("Sept. 2023", "2023-09"),
    ("September of 2023", "2023-09"),
    ("in 2019", "2019"),
    ("on May 1, 2019", "2019-05-01"),
    ("2024/1/5", "2024-01-05"),
    ("2024-1-5", "2024-01-05"),
    ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"),
    ("5.5.2024", "2024-05-05"),
    # Eras
    ("44 BC", "-0043"),
    ("44 B.C.", "-0043"),
    ("44 BCE", "-0043"),
    ("1 B.C.", "0000"),
    ("March 15, 44 B.C.", "-0043-03-15"),
    ("March 44 BC", "-0043-03"),
    ("AD 79", "0079"),
    ("79 CE", "0079"),
    ("A.D. 12345", "Y12345"),
    ("12346 B.C.", "Y-12345"),
    # Longer periods
    ("1850s", "185X"),
    ("the 1850’s", "185X"),
    ("850s", "085X"),
    ("19th century", "18XX"),
    ("the nineteenth century", "18XX"),
    ("twenty-first century", "20XX"),
    ("1st century B.C.", "[-0099..0000]"),
    ("1st century A.D.", "00XX"),
    ("fall 2021", "2021-23"),
    ("autumn 2021", "2021-23"),
    ("in the spring of 2021", "2021-21"),
    ("winter 2001–02", "2001-24"),
    ("winter 2001-02", "2001-24"),
    ("winter of 1999-2000", "1999-24"),
    ("winter 2001", "2001-24"),
    ("spring 2021 (Southern Hemisphere)", "2021-29"),
    ("spring 2021 (Northern Hemisphere)", "2021-25"),
    ("Q3 2022", "2022-35"),
    ("third quarter of 2022", "2022-35"),
    ("the 3rd quarter 2022", "2022-35"),
    ("H1 2022", "2022-40"),
    ("second half of 2022", "2022-41"),
    ("second four months of 2022", "2022-38"),
    # Thirds
    ("early January 2024", "[2024-01-01..2024-01-10]"),
    ("mid-January 2024", "[2024-01-11..2024-01-20]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("early 2024", "[2024-01..2024-04]"),
    ("middle of 2024", "[2024-05..2024-08]"),
    ("late 2019", "[2019-09..2019-12]"),
    ("early to mid 2024", "[2024-01..2024-08]"),
    ("mid to late January 2024", "[2024-01-11..2024-01-31]"),
    ("early 1850s", "[1850..1852]"),
    ("mid-1850s", "[1853..1856]"),
    ("late 1850s", "[1857..1859]"),
    ("late 19th century", "[1867..1899]"),
    ("early in the 19th century", "[1800..1832]"),
    ("late spring 2024", "2024-05"),
    ("early Q1 2024", "2024-01"),
    ("late first half of 2024", "[2024-05..2024-06]"),
    # Doubt
    ("c. 1850", "1850~"),
    ("ca. 1850", "1850~"),
    ("circa 1850", "1850~"),
    ("around the 1850s", "185X~"),
    ("about Jan 5, 2024", "2024-01-05~"),
    ("~ 1850", "1850~"),
    ("probably 1984", "1984?"),
    ("perhaps around 1984", "1984%"),
    ("Jan 1984?", "1984-01?"),
    ("1984 (uncertain)", "1984?"),
    ("c. 1984 (uncertain)", "1984%"),
    ("c. early 2024", "[2024-01~..2024-04~]"),
    # Ranges
    ("between Dec 27, 2023 and Jan 5, 2024", "[2023-12-27..2024-01-05]"),
    ("between January and April 2024", "[2024-01..2024-04]"),
    ("between early 2024 and late 2025", "[2024-01..2025-12]"),
    ("from Dec 27, 2023 to Jan 5, 2024", "2023-12-27/2024-01-05"),
    ("from 8 to 10 January 2024", "2024-01-08/2024-01-10"),
    ("Dec. 27, 2023 – Jan. 5, 2024", "2023-12-27/2024-01-05"),
    ("Jan. 8–10, 2024", "2024-01-08/2024-01-10"),
    ("8–10 January 2024", "2024-01-08/2024-01-10"),
    ("Jan. 30 – Feb. 2, 2024", "2024-01-30/2024-02-02"),
    ("January through March 2024", "2024-01/2024-03"),
    ("2019–2021", "2019/2021"),
    ("1985 or later", "1985/.."),
    ("1985 onwards", "1985/.."),
    ("from 1985 on", "1985/.."),
    ("from 1985 onward", "1985/.."),
    ("1985 or earlier", "../1985"),
    ("from 1985, end unknown", "1985/"),
    ("until 1985, start unknown", "/1985"),
    ("until 1985", "../1985"),
    ("till May 1985", "../1985-05"),
    ("since March 2020", "2020-03/.."),
    ("before 1985", "[..1984]"),
    ("before March 2020", "[..2020-02]"),
    ("before Jan 1, 2020", "[..2019-12-31]"),
    ("before c. 1850", "[..1849~]"),
    ("before the 1850s", "[..1849]"),
    ("before spring 2020", "[..2020-02]"),
    ("prior to 2020-03-01", "[..2020-02-29]"),
    ("before early 2024", "[..2023-12]"),
    ("after March 2020", "[2020-04..]"),
    ("after 1985", "[1986..]"),
    ("after early 2024", "[2024-05..]"),
    ("by 1985", "[..1985]"),
    ("by early 2024", "[..2024-04]"),
    ("no later than May 1985", "[..1985-05]"),
    ("in or before 1985", "[..1985]"),
    ("on or after Jan 5, 2024", "[2024-01-05..]"),
    ("no earlier than 1985", "[1985..]"),
    # Lists
    ("1667, 1668 or 1670–1672", "[1667,1668,1670..1672]"),
    ("1667, 1668, and 1670", "{1667,1668,1670}"),
    ("1667, Jan. 1, 1668 or 1670", "[1667,1668-01-01,1670]"),
    ("Jan. 5, 2024; Feb. 7, 2025 and 2026", "{2024-01-05,2025-02-07,2026}"),
    ("Jan. 5, 7 and 9, 2024", "{2024-01-05,2024-01-07,2024-01-09}"),
    ("5 or 7 January 2024", "[2024-01-05,2024-01-07]"),
    ("May or June 2024", "[2024-05,2024-06]"),
    ("1667 or 1670 or later", "[1667,1670..]"),
    ("1660 or earlier or 1670", "[..1660,1670]"),
    ("all of 1670–1672", "{1670..1672}"),
    ("all of 1984 or earlier", "{..1984}"),
    # Unknown parts
    ("April 1985, day unknown", "1985-04-XX"),
    ("1985, month unknown", "1985-XX"),
    ("1985, month and day unknown", "1985-XX-XX"),
    # Times
    ("2024-01-08 14:00", "2024-01-08T14:00:00"),
    ("2024-01-08T14:00", "2024-01-08T14:00:00"),
    ("2024-01-08T14:00Z", "2024-01-08T14:00:00Z"),
    ("2024-01-08T14:00+02:00", "2024-01-08T14:00:00+02:00"),
    ("2024-01-08, 14:00:30", "2024-01-08T14:00:30"),
    ("2024-01-08 14:00 UTC", "2024-01-08T14:00:00Z"),
    ("2024-01-08 14:00Z", "2024-01-08T14:00:00Z"),
    ("2024-01-08 14:00 GMT", "2024-01-08T14:00:00Z"),
    ("2024-01-08 14:00 America/Mexico_City", "2024-01-08T14:00:00-06:00"),
    ("2024-01-08 14:00 UTC-6", "2024-01-08T14:00:00-06:00"),
    ("2024-01-08 14:00 (UTC+05:30)", "2024-01-08T14:00:00+05:30"),
    ("2024-01-08 14:00+02:00", "2024-01-08T14:00:00+02:00"),
    ("Jan. 8, 2024 at 2:30 p.m.", "2024-01-08T14:30:00"),
    ("2 p.m. Jan. 8, 2024", "2024-01-08T14:00:00"),
    ("2pm on Jan 8 2024", "2024-01-08T14:00:00"),
    ("14:00, Jan 8 2024 America/Mexico_City", "2024-01-08T14:00:00-06:00"),
    ("14:00 UTC Jan 8 2024", "2024-01-08T14:00:00Z"),
    ("March 15, 44 B.C. 14:00", "-0043-03-15T14:00:00"),
    ("noon Jan. 8, 2024 (UTC-6)", "2024-01-08T12:00:00-06:00"),
    ("12 a.m. Jan. 8, 2024", "2024-01-08T00:00:00"),
    ("12:15 a.m. Jan. 8, 2024", "2024-01-08T00:15:00"),
    # EDTF first
    ("2024-01-05", "2024-01-05"),
    ("[1667,1668]", "[1667,1668]"),
    ("-0043", "-0043"),
]


@pytest.mark.parametrize(("text", "edtf"), READ)
def test_english_is_read(text: str, edtf: str) -> None:
    assert parse_date(text).edtf == edtf


RELATIVE = [
    # against Friday, January 5, 2024
    ("today", "2024-01-05"),
    ("yesterday", "2024-01-04"),
    ("tomorrow", "2024-01-06"),
    ("the day before yesterday", "2024-01-03"),
    ("the day after tomorrow", "2024-01-07"),
    ("last Monday", "2024-01-01"),
    ("last Friday", "2023-12-29"),
    ("next Friday", "2024-01-12"),
    ("next Mon.", "2024-01-08"),
    ("last week", "[2023-12-25..2023-12-31]"),
    ("this week", "[2024-01-01..2024-01-07]"),
    ("last month", "2023-12"),
    ("this month", "2024-01"),
    ("next year", "2025"),
    ("previous year", "2023"),
    ("four months ago", "2023-09"),
    ("4 months ago", "2023-09"),
    ("a year ago", "2023"),
    ("three days ago", "2024-01-02"),
    ("twenty-five days ago", "2023-12-11"),
    ("twenty days ago", "2023-12-16"),
    ("two weeks ago", "[2023-12-18..2023-12-24]"),
    ("ten days later", "2024-01-15"),
    ("two months from now", "2024-03"),
    ("yesterday at 2 p.m.", "2024-01-04T14:00:00"),
    ("before yesterday", "[..2024-01-03]"),
    ("after last week", "[2024-01-01..]"),
    ("since last Monday", "2024-01-01/.."),
    ("from last Monday to yesterday", "2024-01-01/2024-01-04"),
    ("between last month and today", "[2023-12..2024-01-05]"),
    ("probably yesterday", "2024-01-04?"),
]


@pytest.mark.parametrize(("text", "edtf"), RELATIVE)
def test_relative_words_count_from_the_reference(text: str, edtf: str) -> None:
    assert parse_date(text, relative_to=parse_edtf("2024-01-05")).edtf == edtf


def test_months_are_counted_by_the_calendar() -> None:
    end_of_march = parse_edtf("2024-03-31")
    assert parse_date("one month ago", relative_to=end_of_march).edtf == "2024-02"


def test_a_vague_reference_gives_a_vague_answer() -> None:
    january = parse_edtf("[2024-01-05..2024-01-31]")
    assert parse_date("four months ago", relative_to=january).edtf == "2023-09"
    assert parse_date("yesterday", relative_to=january).edtf == "[2024-01-04..2024-01-30]"
    assert parse_date("last week", relative_to=january).edtf == "[2023-12-25..2024-01-28]"


REFUSED = [
    ("01/02/2024", "2024-02-01 (day first) or 2024-01-02 (month first)", "state the order"),
    ("1.2.2024", "day first", "state the order"),
    ("1/2/24", "the year is cut short", "four digits"),
    ("Jan 5", "names no year", "Jan 5, 2024"),
    ("5 January", "names no year", "Jan 5, 2024"),
    ("January", "names no year", "Jan 5, 2024"),
    ("Jan 5 24", "names no year", "four digits"),
    ("the 5th", "names no year", "Jan 5, 2024"),
    ("5, 2024", "names no month", "Jan 5, 2024"),
    ("spring", "names no year", "spring 2024"),
    ("Q3", "names no year", "Q3 2022"),
    ("early January", "names no year", "Jan 5, 2024"),
    ("between March and 2024", "names no year", "Jan 5, 2024"),
    ("the other day", "says no day", "write the date"),
    ("recently", "says no day", "write the date"),
    ("a few days ago", "says no number", "write the date"),
    ("several weeks ago", "says no number", "write the date"),
    ("a couple of days ago", "two to some", "write the date"),
    ("yesterday", "relative to a date that isn't stated", "state the reference"),
    ("last week", "relative to a date that isn't stated", "state the reference"),
    ("four months ago", "relative to a date that isn't stated", "state the reference"),
    ("this Friday", "look back or ahead", "last or next"),
    ("Monday, Jan. 5, 2024", "2024-01-05 is a Friday, not a Monday", "right"),
    ("Feb 30, 2023", "February has 28 days", "2023-02-28"),
    ("Feb 29, 2023", "2023 is not a leap year", "2023-02-28"),
    ("2024/13/01", "no month 13", "1 to 12"),
    ("1900s", "1900–1909 to some and 1900–1999 to others", "write 190X or 19XX"),
    ("1855s", "a decade ends in 0", "1850s"),
    ("0 B.C.", "no year 0 B.C.", "1 B.C."),
    ("Q5 2022", "a year has 4", "1 to 4"),
    ("H0 2022", "a year has 2", "1 to 2"),
    ("fifth quarter of 2022", "a year has 4", "1 to 4"),
    ("0th century", "from the 1st to the 100th", "write the years"),
    ("spring 2001-02", "lies within one year", "spring 2001"),
    ("from early 2024 to 2025", "itself a range", "2024-01"),
    ("since early 2024", "itself a range", "2024-01"),
    ("early Jan 5, 2024", "a day has no early", "the time"),
    ("before 14:00 Jan 8 2024", "a whole day", "leave out the time"),
    ("2024-01-08 14:00 EST", "EST is more than one zone", "America/New_York"),
    ("2024-01-08 14:00 America/Mexico", "not the name of an IANA time zone", "America/Mexico_City"),
    ("2024-01-08 10:00-12:00", "an offset or a range of hours", "UTC-12:00"),
    ("March 15, 44 B.C. 14:00 Europe/Rome", "the years 1 to 9999", "leave out the zone"),
    ("2024-01 14:00", "a time needs an exact day", "2024-01-08 14:00"),
    ("c. 2024 14:00", "a time needs an exact day", "2024-01-08 14:00"),
    ("2024-01-08 25:00", "hours run from 0 to 23", "next day"),
    ("2024-01-08 10:75", "end at 59", "14:00"),
    ("2024-01-08 13:00 p.m.", "from 1 to 12", "14:00"),
    ("0 a.m. Jan 8 2024", "from 1 to 12", "14:00"),
    ("midnight Jan 8, 2024", "belongs to two days", "00:00"),
    ("2024-03-31 02:30 Europe/Berlin", "the clocks of Europe/Berlin skip it", "T03:00:00"),
    ("Jan 5 2024 maybe or so", "'so' is not a word of dates here", "early 2024"),
    ("foo 2024", "'foo' is not a word of dates here", "early 2024"),
    ("Januray 5, 2024", "'Januray' is not a word of dates here", "did you mean January?"),
    ("Febuary 2024", "'Febuary' is not a word of dates here", "did you mean February?"),
    ("last Wensday", "'Wensday' is not a word of dates here", "did you mean Wednesday?"),
    ("Tuesday", "a weekday alone names no week", "write 'last Tuesday'"),
    ("Tue.", "a weekday alone names no week", "write 'last Tuesday'"),
    ("“Jan 5, 2024”", "quotation marks are no part of a date", "leave them out"),
    ('"2024-01-05"', "quotation marks are no part of a date", "leave them out"),
    ("2024 Jan 5 2024", "'2024 Jan 5' is a date, but not with '2024' after it", "leave that out"),
    ("2024, January", "'2024' is a date, but not with ', January'", "leave that out"),
    ("2024 or", "'2024' is a date, but not with 'or'", "leave that out"),
    ("from 2024", "neither EDTF nor", "2024-01-05"),
    ("last January", "neither EDTF nor", "2024-01-05"),
    ("twenty", "neither EDTF nor", "2024-01-05"),
    ("12345 days ago", "neither EDTF nor", "2024-01-05"),
    ("٥ January 2024", "only the digits 0 to 9", "write 5 January 2024"),
    ("Jan 5, ٢٠٢٤", "names no year", "four digits"),
    ("2024-01-08T25:00:00", "not in order", "2024-01-08T14:00:00-06:00"),
    ("2024-02-30/2024-03", "February has 29 days", "2024-02-29"),
    ("Jan 5, 2024 " + "x" * 200, "neither EDTF nor", "2024-01-05"),
    ("3 de mayo de 2011", "'de' is not a word of dates here", "2024-01-05"),
]


@pytest.mark.parametrize(("text", "reason", "cure"), REFUSED)
def test_nothing_is_guessed(text: str, reason: str, cure: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert reason in caught.value.reason
    assert cure in caught.value.cure


def test_the_order_of_numbers_is_the_callers_to_state() -> None:
    assert parse_date("01/02/2024", order="dmy").edtf == "2024-02-01"
    assert parse_date("01/02/2024", order="mdy").edtf == "2024-01-02"
    with pytest.raises(DateError, match="no month 25"):
        parse_date("12/25/2024", order="dmy")


def test_the_south_has_its_own_seasons() -> None:
    assert parse_date("spring 2021", hemisphere="south").edtf == "2021-29"
    assert parse_date("summer 2021-22", hemisphere="south").edtf == "2021-30"
    assert parse_date("2021-21", hemisphere="south").edtf == "2021-29"
    assert parse_date("before 2021-21", hemisphere="south").edtf == "[..2021-08]"
    with pytest.raises(DateError, match="a winter lies within one year"):
        parse_date("winter 2021-22", hemisphere="south")


def test_a_reference_without_an_end_settles_nothing() -> None:
    with pytest.raises(DateError, match="no first or no last day"):
        parse_date("yesterday", relative_to=parse_edtf("2024/.."))


def test_an_hour_that_the_clocks_repeat_is_both_instants() -> None:
    date = parse_date("2024-11-03 01:30 America/New_York")
    assert date.edtf == "[2024-11-03T01:30:00-04:00,2024-11-03T01:30:00-05:00]"
    assert (date.is_set, date.is_instant) == (True, True)


def test_offsets_that_edtf_cannot_write_become_universal_time() -> None:
    # local mean time of Mexico City until 1922 was 6 h 36 min 36 s behind
    assert parse_date("1900-01-01 12:00 America/Mexico_City").edtf == "1900-01-01T18:36:36Z"
    # Manila kept the American date, nearly sixteen hours behind, until the end of 1844
    assert parse_date("1844-12-01 12:00 Asia/Manila").edtf.endswith("Z")


@pytest.mark.parametrize(
    ("text", "zone", "reason"),
    [
        ("2024-03-31 02:30", "Europe/Berlin", "skip it"),
        ("2024-03-31T02:30:00", "Europe/Berlin", "skip it"),
        ("2011-12-30", "Pacific/Apia", "skipped this day"),
        ("2011-12-30 12:00", "Pacific/Apia", "skip it"),
        ("2024-01-05", "Nowhere", "not the name"),
    ],
)
def test_what_a_zones_clocks_never_showed_is_refused(text: str, zone: str, reason: str) -> None:
    with pytest.raises(DateError, match=reason):
        parse_date(text, zone=zone)


@pytest.mark.parametrize(
    "text",
    ["2024-03-31", "2024-03", "2011-12-30/2011-12-31", "2024-03-31T02:30:00Z", "../2024",
     "2024-03-31T03:30:00"],
)  # fmt: skip
def test_dates_that_a_zone_knows_stay_as_they_are(text: str) -> None:
    assert parse_date(text, zone="Europe/Berlin").edtf == text


def test_a_reader_stops_behind_the_phrase() -> None:
    """Drafting reads dates inside running text."""
    text = "The ministers met on Dec. 27, 2023 in Mexico City and again three weeks later."
    tokens = tokenize(text)
    reader = Reader(text, tokens, Settings(), at=3)
    date = read_phrase(reader)
    assert date is not None
    assert date.edtf == "2023-12-27"
    assert text[: tokens[reader.at].start].endswith("2023 ")
    assert read_phrase(Reader(text, tokens, Settings(), at=1)) is None
    assert read_phrase(Reader(text, tokens, Settings(), at=len(tokens))) is None


def test_a_year_can_be_assumed_where_the_caller_knows_it() -> None:
    text = "Jan. 5 and Feb. 7"
    reader = Reader(text, tokenize(text), Settings(assumed_year=2024))
    date = read_phrase(reader)
    assert date is not None
    assert date.edtf == "{2024-01-05,2024-02-07}"
