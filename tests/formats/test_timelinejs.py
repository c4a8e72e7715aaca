"""TimelineJS: its dates, its HTML, the shapes of its files, and where they break."""

from __future__ import annotations

import json
from io import BytesIO

import pytest

from tests.formats.round_trips import write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.errors import Problem
from timeline.events import Citation, Entry, FactStated, SourceAdded
from timeline.formats.html_text import read_html, write_html
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.timelinejs_csv import COLUMNS, read_timelinejs_csv
from timeline.formats.timelinejs_json import read_timelinejs_json


def read_row(**cells: str) -> list[Found]:
    header = ",".join(f'"{name}"' for name in COLUMNS)
    row = ",".join('"{}"'.format(cells.get(name.replace(" ", "_"), "")) for name in COLUMNS)
    return list(read_timelinejs_csv(BytesIO(f"{header}\n{row}\n".encode()), "a.csv", Reading()))


def read_event(event: object) -> list[Found]:
    raw = json.dumps({"events": [event]}).encode()
    return list(read_timelinejs_json(BytesIO(raw), "a.json", Reading()))


def fact(found: list[Found]) -> FactStated:
    [item] = [one for one in found if not isinstance(one, Note)]
    assert isinstance(item, Item), item
    assert isinstance(item.entry.body, FactStated)
    return item.entry.body


@pytest.mark.parametrize(
    ("cells", "edtf"),
    [
        ({"Year": "2024"}, "2024"),
        ({"Year": "2024", "Month": "1"}, "2024-01"),
        ({"Year": "2024", "Month": "01", "Day": "5"}, "2024-01-05"),
        ({"Year": "2024", "Month": "1", "Day": "5", "Time": "2:30 pm"}, "2024-01-05T14:30:00"),
        ({"Year": "2024", "Month": "1", "Day": "5", "Time": "09:05:07"}, "2024-01-05T09:05:07"),
        ({"Year": "2023", "End_Year": "2024"}, "2023/2024"),
        ({"Year": "2024", "End_Year": "2024"}, "2024"),
        ({"Year": "-44"}, "-0043"),
        ({"Year": "-13800000000"}, "Y-13799999999"),
    ],
)
def test_dates_of_the_spreadsheet(cells: dict[str, str], edtf: str) -> None:
    assert fact(read_row(Headline="It happens", **cells)).occurred == parse_edtf(edtf)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"Year": "2024", "Month": "2", "Day": "30"}, "February"),
        ({"Year": "0"}, "the year 0, which TimelineJS has not"),
        ({"Year": "soon"}, "expected a whole number for the year, got 'soon'"),
        ({"Month": "3"}, "expected a year, got no year"),
        ({"Year": "2024", "Day": "3"}, "expected a month beside the day"),
        ({"Year": "2024", "Time": "14:00"}, "expected a day beside the time"),
        ({"Year": "2024", "Month": "1", "Day": "5", "Time": "noon"}, "expected a time such as"),
        ({"Year": "2024", "Month": "1", "Day": "5", "Time": "13 pm"}, "expected a time such as"),
        ({"Year": "2025", "End_Year": "2024"}, "2025"),
        ({"Year": "2024", "Headline": ""}, "expected a headline"),
    ],
)
def test_bad_dates_of_the_spreadsheet_have_their_line(cells: dict[str, str], message: str) -> None:
    found = read_row(**{"Headline": "It happens", **cells})
    problems = [one for one in found if isinstance(one, Problem)]
    assert len(problems) == len(found) == 1
    assert problems[0].line == 2
    assert message in problems[0].message


def test_the_spreadsheet_has_exactly_its_columns() -> None:
    story = story_of([Entry(body=FactStated(name="a", headline="A", occurred=parse_edtf("2024")))])
    raw, _ = write(story, "timelinejs-csv")
    assert raw.decode().splitlines()[0] == ",".join(COLUMNS)


def test_slides_that_are_no_facts_are_said() -> None:
    for kind in ("title", "era"):
        [note] = read_row(Year="2024", Headline="A", Type=kind)
        assert isinstance(note, Note)
    found = read_row(Year="2024", Headline="A", Media="<iframe></iframe>", Media_Caption="c")
    assert sum(isinstance(one, Note) for one in found) == 2


def test_the_example_shape_of_the_json_is_read_whole() -> None:
    found = fact(
        read_event(
            {
                "unique_id": "talks",
                "start_date": {"year": "2024", "month": 1, "day": 5, "display_date": "at noon"},
                "end_date": {"year": 2024, "month": "1", "day": "8"},
                "text": {
                    "headline": "Talks <i>resume</i>",
                    "text": "<p>In &amp; out.</p><ul><li>one<li>two</ul><script>x()</script>",
                },
                "media": {"url": "https://example.org/a.png", "credit": "AP", "alt": "A table"},
                "group": "Mexico",
            }
        )
    )
    assert found.name == "talks"
    assert found.occurred == parse_edtf("2024-01-05/2024-01-08")
    assert found.occurred_text == "at noon"
    assert found.headline == "Talks resume"
    assert found.detail == "In & out.\n\none\n\ntwo"
    assert found.media is not None
    assert (found.media.credit, found.media.alt) == ("AP", "A table")
    assert found.lanes == ("Mexico",)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (3, "event 1: event: expected an object, got 3"),
        ({"start_date": 3, "text": {"headline": "A"}}, "start_date: expected an object"),
        ({"start_date": {"year": []}, "text": {"headline": "A"}}, "expected a whole number"),
        ({"start_date": {"year": 1}, "text": {"headline": 3}}, "text.headline: expected text"),
    ],
)
def test_bad_events_are_named_by_number(event: object, message: str) -> None:
    problems = [one for one in read_event(event) if isinstance(one, Problem)]
    assert any(message in problem.message for problem in problems)


def test_uncertain_dates_have_their_words_and_their_edtf() -> None:
    body = FactStated(name="a", headline="A", occurred=parse_edtf("2023-09~"), detail="B")
    [event] = json.loads(write(story_of([Entry(body=body)]), "timelinejs-json")[0])["events"]
    assert event["display_date"] == "c. September 2023"
    assert event["text"]["text"] == "<p>B</p><p>EDTF: 2023-09~</p>"


def test_sources_with_an_address_are_links_that_come_back() -> None:
    source = SourceAdded(name="s", title="A <report>", url="https://example.org/?a=1&b=2")
    body = FactStated(
        name="a", headline="A", occurred=parse_edtf("2024"), citations=(Citation(source="s"),)
    )
    raw, _ = write(story_of([Entry(body=source), Entry(body=body)]), "timelinejs-json")
    [event] = json.loads(raw)["events"]
    assert "A &lt;report&gt;" in event["text"]["text"]
    found = fact(list(read_timelinejs_json(BytesIO(raw), "a.json", Reading()))[1:])
    assert found.citations == (Citation(source="https://example.org/?a=1&b=2"),)
    assert found.detail == ""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain  text ", "plain  text"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<div>a</div>\n<div> b </div>", "a\n\nb"),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("<style>p {}</style>a<!-- no -->", "a"),
        ("a <b>bold", "a bold"),
        ("&bomb; &#0; &#x110000;", "&bomb; \ufffd \ufffd"),
    ],
)
def test_html_becomes_words(html: str, text: str) -> None:
    assert read_html(html) == text


def test_words_become_html_that_can_do_nothing() -> None:
    assert write_html("<script>\nx & y\n\n\nz") == "<p>&lt;script&gt;<br>x &amp; y</p><p>z</p>"
