"""iCalendar, as other programs write it, and as the `icalendar` package reads ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import icalendar
import pytest

from tests.formats.round_trips import write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.errors import Problem
from timeline.events import Citation, Entry, FactStated, Place, SourceAdded
from timeline.formats.ical import read_ical
from timeline.formats.items import Found, Item, Note, Reading

FOREIGN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Another program//EN
BEGIN:VTIMEZONE
TZID:America/Mexico_City
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0600
TZOFFSETTO:-0600
END:STANDARD
END:VTIMEZONE
{}
END:VCALENDAR
"""


def read(*events: str) -> list[Found]:
    blocks = "\n".join(
        f"BEGIN:VEVENT\nUID:1\nDTSTAMP:20240101T000000Z\n{one}\nEND:VEVENT" for one in events
    )
    text = FOREIGN.format(blocks).replace("\n", "\r\n")
    return list(read_ical(BytesIO(text.encode()), "a.ics", Reading()))


def fact(event: str) -> FactStated:
    [item] = [one for one in read(event) if not isinstance(one, Note)]
    assert isinstance(item, Item), item
    assert isinstance(item.entry.body, FactStated)
    return item.entry.body


@pytest.mark.parametrize(
    ("lines", "edtf"),
    [
        ("DTSTART;VALUE=DATE:20240105", "2024-01-05"),
        ("DTSTART;VALUE=DATE:20240105\nDTEND;VALUE=DATE:20240106", "2024-01-05"),
        ("DTSTART;VALUE=DATE:20240105\nDTEND;VALUE=DATE:20240109", "2024-01-05/2024-01-08"),
        ("DTSTART;VALUE=DATE:20240105\nDURATION:P2D", "2024-01-05/2024-01-06"),
        ("DTSTART:20240105T140000Z", "2024-01-05T14:00:00Z"),
        ("DTSTART:20240105T140000", "2024-01-05T14:00:00"),
        ("DTSTART;TZID=America/Mexico_City:20240105T140000", "2024-01-05T14:00:00-06:00"),
        (
            "DTSTART:20240105T140000Z\nDTEND:20240105T150000Z",
            "2024-01-05T14:00:00Z",
        ),
        ("DTSTART:20240105T140000Z\nDTEND:20240107T150000Z", "2024-01-05/2024-01-07"),
    ],
)
def test_dates_of_other_programs(lines: str, edtf: str) -> None:
    found = fact(f"SUMMARY:Talks\n{lines}").occurred
    assert found == parse_edtf(edtf)


def test_fields_of_other_programs() -> None:
    found = fact(
        "SUMMARY:Talks resume\\, at last\nDTSTART;VALUE=DATE:20240105\n"
        "DESCRIPTION:In\\nWashington\n"
        "CATEGORIES:talks,border\nLOCATION:Washington\nGEO:38.9;-77.03\nURL:https://example.org/a\n"
        "CLASS:PRIVATE"
    )
    assert found.headline == "Talks resume, at last"
    assert found.detail == "In\nWashington"
    assert found.tags == ("talks", "border")
    assert found.place == Place(name="Washington", lat="38.9", lon="-77.03")
    assert found.citations == (Citation(source="https://example.org/a"),)
    assert found.internal
    assert found.name == ""


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("DTSTART;VALUE=DATE:20240105", "expected a SUMMARY"),
        ("SUMMARY:Talks\nDTSTART;VALUE=DATE:20240230", "20240230"),
    ],
)
def test_faults_have_the_line_of_their_event(lines: str, message: str) -> None:
    found = read("SUMMARY:Fine\nDTSTART;VALUE=DATE:20240105", lines)
    problems = [one for one in found if isinstance(one, Problem)]
    assert message in problems[0].message
    assert problems[0].line == 18


def test_what_is_not_read_is_said() -> None:
    found = read(
        "SUMMARY:A\nDTSTART;VALUE=DATE:20240105\nRRULE:FREQ=DAILY",
        "SUMMARY:B\nDTSTART;VALUE=DATE:20240105\nSTATUS:CANCELLED",
    )
    notes = [one.message for one in found if isinstance(one, Note)]
    assert any("recurrences" in note for note in notes)
    assert any("cancelled" in note for note in notes)
    assert sum(isinstance(one, Item) for one in found) == 1


def test_what_is_no_calendar_is_refused() -> None:
    [problem] = read_ical(BytesIO(b"BEGIN:VCALENDAR\nnonsense"), "a.ics", Reading())
    assert isinstance(problem, Problem)
    assert "expected iCalendar" in problem.message


def events_of(*edtf: str) -> list[icalendar.Event]:
    source = SourceAdded(name="s", url="https://example.org/a")
    entries = [Entry(body=source)]
    for number, text in enumerate(edtf):
        body = FactStated(
            name=f"f{number}",
            headline="It happens",
            occurred=parse_edtf(text),
            detail="x" * 200,
            tags=("a, b",),
            citations=(Citation(source="s"),),
        )
        entries.append(Entry(body=body))
    raw, _ = write(story_of(entries), "ical")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75  # folded, as the standard wants
    calendar = icalendar.Calendar.from_ical(raw)
    assert isinstance(calendar, icalendar.Calendar)
    return list(calendar.events)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "words"),
    [
        ("2024-01-05", date(2024, 1, 5), date(2024, 1, 6), ""),
        ("2024-01", date(2024, 1, 1), date(2024, 2, 1), " (January 2024)"),
        ("2024-01-05/2024-01-08", date(2024, 1, 5), date(2024, 1, 9), ""),
        ("2023-09~", date(2023, 9, 1), date(2023, 10, 1), " (c. September 2023)"),
        ("2024-01-08T14:00:00Z", datetime(2024, 1, 8, 14, tzinfo=UTC), None, ""),
        ("0044-02", date(44, 2, 1), date(44, 3, 1), " (February A.D. 44)"),
    ],
)
def test_icalendar_reads_our_dates(edtf: str, start: date, end: date | None, words: str) -> None:
    [event] = events_of(edtf)
    assert event.decoded("DTSTART") == start
    assert event.decoded("DTEND", None) == end
    assert str(event["SUMMARY"]) == f"It happens{words}"
    assert event.categories == ["a, b"]
    assert str(event["URL"]) == "https://example.org/a"
    assert not event.errors


def test_dates_that_no_calendar_has_are_left_out_and_said() -> None:
    from tests.formats.round_trips import tell

    facts = [
        FactStated(name=f"f{number}", headline="It happens", occurred=parse_edtf(text))
        for number, text in enumerate(("-0043", "Y171010000", "9999-12-31"))
    ]
    story = story_of(
        [Entry(body=fact) for fact in [*facts, FactStated(name="u", headline="Undated")]]
    )
    raw, telling = write(story, "ical")
    [words] = [one for one in telling.losses_in_words() if one.startswith("facts without")]
    assert words == "facts without a date from the years 1 to 9999 (of 4 facts: f0, f2, f1, …)"
    assert b"VEVENT" not in raw
    assert len(tell(story).facts) == 4


def test_zones_of_other_programs_stay_with_their_facts() -> None:
    found = fact("SUMMARY:Talks\nDTSTART;TZID=America/Mexico_City:20240105T140000")
    assert found.zone == "America/Mexico_City"
