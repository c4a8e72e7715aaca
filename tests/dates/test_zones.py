"""Days and local times as instants, where clocks change and where days are left out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.dates.judge import ordinal
from tests.sizes import size
from timeline.dates import DateError, check_zone, day, moments, parse_edtf, today

ZONES = [
    "UTC",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",  # clocks went from 00:00 to 01:00
    "America/St_Johns",  # clocks went back at 00:01
    "America/Toronto",  # clocks went from 23:30 to 00:30 in 1919
    "America/Havana",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",
    "Pacific/Apia",  # no December 30, 2011
    "Pacific/Kwajalein",  # no August 21, 1993
    "Asia/Manila",  # no December 31, 1844
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _local_day(instant: int, zone: str) -> str:
    return (EPOCH + timedelta(seconds=instant)).astimezone(ZoneInfo(zone)).date().isoformat()


@settings(max_examples=size(200, 10_000), deadline=None)
@given(st.integers(600_000, 740_000), st.sampled_from(ZONES))
@example(day_number := 736_987, "America/Sao_Paulo")  # October 15, 2018 is near
@example(700_475, "America/Toronto")
def test_a_day_begins_and_ends_where_its_local_date_does(number: int, zone: str) -> None:
    text = day(number).edtf
    first, last = moments(day(number), zone)
    assert first is not None
    assert last is not None
    if _local_day(first, zone) != text:
        assert zone in {"Pacific/Apia", "Pacific/Kwajalein", "Asia/Manila"}  # the day left out
        return
    assert _local_day(last, zone) == text
    assert _local_day(first - 1, zone) < text
    assert _local_day(last + 1, zone) > text


def _utc(year: int, month: int, day_of_month: int) -> int:
    number = ordinal(year, month, day_of_month)
    assert number is not None
    return (number - 719_163) * 86_400


def _changes(zone: str) -> list[int]:
    """Day numbers around every change of a zone's clocks from 1900 to 2037."""
    found = []
    previous = None
    for number in range(693_600, 743_800):
        noon = (EPOCH + timedelta(number - 719_163, hours=12)).astimezone(ZoneInfo(zone))
        if previous is not None and noon.utcoffset() != previous:
            found += [number - 2, number - 1, number]
        previous = noon.utcoffset()
    return found


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "America/Toronto", "America/St_Johns"])
def test_days_of_change_follow_each_other_without_a_gap(zone: str) -> None:
    for number in _changes(zone):
        _, last = moments(day(number), zone)
        first, _ = moments(day(number + 1), zone)
        assert last is not None
        assert first is not None
        assert _local_day(last, zone) == day(number).edtf
        assert _local_day(first, zone) == day(number + 1).edtf
        # Newfoundland's clocks went back over midnight, when a minute of the new day had begun.
        overlap = last + 1 - first
        # In 1988 they went back two hours.
        assert overlap in ({0, 3600, 7200} if zone == "America/St_Johns" else {0})


def test_a_day_whose_last_hour_came_twice_ends_with_the_second() -> None:
    first, last = moments(parse_edtf("2006-10-28"), "America/St_Johns")
    assert first == int(datetime(2006, 10, 28, 2, 30, tzinfo=UTC).timestamp())
    assert last == int(datetime(2006, 10, 29, 3, 29, 59, tzinfo=UTC).timestamp())
    following, _ = moments(parse_edtf("2006-10-29"), "America/St_Johns")
    assert following == int(datetime(2006, 10, 29, 2, 30, tzinfo=UTC).timestamp())


def test_days_have_23_24_or_25_hours() -> None:
    def hours(text: str) -> float:
        first, last = moments(parse_edtf(text), "Europe/Berlin")
        assert first is not None
        assert last is not None
        return (last - first + 1) / 3600

    assert [hours(text) for text in ("2024-03-31", "2024-07-01", "2024-10-27")] == [23, 24, 25]


def test_a_midnight_that_the_clocks_skip() -> None:
    first, last = moments(parse_edtf("2018-11-04"), "America/Sao_Paulo")
    assert first == int(datetime(2018, 11, 4, 3, tzinfo=UTC).timestamp())  # 01:00 local
    assert last == int(datetime(2018, 11, 5, 1, 59, 59, tzinfo=UTC).timestamp())


def test_a_day_that_a_zone_left_out_is_one_second_long() -> None:
    skipped = int(datetime(2011, 12, 30, 10, tzinfo=UTC).timestamp())
    assert moments(parse_edtf("2011-12-30"), "Pacific/Apia") == (skipped, skipped)
    assert moments(parse_edtf("2011-12-29"), "Pacific/Apia")[1] == skipped - 1
    assert moments(parse_edtf("2011-12-31"), "Pacific/Apia")[0] == skipped


def test_the_date_line_puts_two_days_apart() -> None:
    west = moments(parse_edtf("2024-01-08"), "Pacific/Pago_Pago")
    east = moments(parse_edtf("2024-01-09"), "Pacific/Apia")
    assert west[0] is not None
    assert east[0] is not None
    assert west[0] - east[0] == 3600 * (11 - 24 + 13)  # the same hours, another day


@pytest.mark.parametrize(
    ("text", "zone", "first", "last"),
    [
        ("2024-01-08T14:00:00-06:00", "Asia/Tokyo", 1704744000, 1704744000),
        ("2024-01-08T14:00:00Z", "Asia/Tokyo", 1704722400, 1704722400),
        ("2024-01-08T14:00:00+05:30", "UTC", 1704702600, 1704702600),
        ("2024-01-08T14:00:00", "America/Mexico_City", 1704744000, 1704744000),
        ("2024-11-03T01:30:00", "America/New_York", 1730611800, 1730615400),  # shown twice
        ("2024-03-31T02:30:00", "Europe/Berlin", 1711845000, 1711848600),  # never shown
        ("[2024-11-03T01:30:00-04:00,2024-11-03T01:30:00-05:00]", "UTC", 1730611800, 1730615400),
        ("[2024-01-08T14:00:00Z,2024-01-09]", "UTC", 1704722400, 1704844799),
        ("[2024-01-08T14:00:00Z,2024-01-09..]", "UTC", 1704722400, None),
        ("[..2024-01-07,2024-01-08T14:00:00Z]", "UTC", None, 1704722400),
        ("{2024-01-08T14:00:00Z,2024-01-09~}", "UTC", 1704672000, 1704931199),
        ("2024-01", "UTC", 1704067200, 1706745599),
        ("2024-01~", "UTC", 1701388800, 1709251199),
        ("1985/", "UTC", 473385600, None),
        ("../1985", "UTC", None, 504921599),
        # outside the years 1 to 9999 there is only UTC
        ("-0043-03-15", "America/Mexico_City", _utc(-43, 3, 15), _utc(-43, 3, 16) - 1),
        ("Y12345", "Asia/Tokyo", _utc(12345, 1, 1), _utc(12346, 1, 1) - 1),
        ("0001-01-01", "Asia/Tokyo", -62135596800, -62135510401),
        ("9999-12-31", "Asia/Tokyo", 253402214400, 253402300799),
    ],
)
def test_moments(text: str, zone: str, first: int | None, last: int | None) -> None:
    assert moments(parse_edtf(text), zone) == (first, last)


def test_the_pad_widens_moments() -> None:
    assert moments(parse_edtf("2024-01-08~"), "UTC", 0) == (1704672000, 1704758399)
    assert moments(parse_edtf("2024-01-08~"), "UTC", 2) == (
        1704672000 - 172800,
        1704758399 + 172800,
    )


def test_seconds_of_the_furthest_years_fit_64_bits() -> None:
    for text in ("Y99999999999S1~", "Y-99999999999S1~"):
        first, last = moments(parse_edtf(text), "UTC")
        assert first is not None
        assert last is not None
        assert -(2**63) < first < last < 2**63


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd", "Europe", "a\0b"])
def test_moments_refuse_unknown_zones(zone: str) -> None:
    with pytest.raises(DateError, match="not the name of an IANA time zone"):
        moments(parse_edtf("2024-01-08"), zone)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Mexico City", "America/Mexico_City"),
        ("America/Mexico", "America/Mexico_City"),
        ("Europe/Berln", "Europe/Berlin"),
        ("xyzzy", "write it as in America/Mexico_City"),
        ("../../etc/passwd", "write it as in"),
        ("", "write it as in"),
    ],
)
def test_near_names_are_told(name: str, cure: str) -> None:
    with pytest.raises(DateError) as caught:
        check_zone(name)
    assert cure in caught.value.cure


def test_known_zones_are_kept_as_written() -> None:
    assert [check_zone(zone) for zone in ZONES] == ZONES


def test_today_is_the_calendar_day_of_the_zone() -> None:
    now = datetime(2024, 1, 8, 3, tzinfo=UTC)
    assert today("UTC", now).edtf == "2024-01-08"
    assert today("America/Mexico_City", now).edtf == "2024-01-07"
    assert today("Pacific/Kiritimati", now).edtf == "2024-01-08"
    assert today("UTC").s0 in {datetime.now(UTC).toordinal(), datetime.now(UTC).toordinal() - 1}
