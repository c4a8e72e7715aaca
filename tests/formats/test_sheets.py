"""Fact sheets: what each field means, and every fault with its line."""

from __future__ import annotations

from io import BytesIO

import pytest

from timeline.dates import parse_edtf
from timeline.errors import Problem
from timeline.events import (
    Citation,
    Entry,
    FactCorroborated,
    FactDisputed,
    FactStated,
    Figure,
    KnownTo,
    Media,
    Place,
    SourceAdded,
)
from timeline.formats.items import Item, Reading
from timeline.formats.sheets import MAX_SHEET, read_sheet


def read(text: str | bytes) -> list[Entry]:
    found = list(read_sheet(BytesIO(as_bytes(text)), "a.toml", Reading()))
    assert all(isinstance(one, Item) for one in found), found
    return [one.entry for one in found if isinstance(one, Item)]


def faults(text: str | bytes) -> list[tuple[int, str]]:
    found = list(read_sheet(BytesIO(as_bytes(text)), "a.toml", Reading()))
    return [(one.line, one.message) for one in found if isinstance(one, Problem)]


def as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def test_every_field_of_a_source_and_a_fact() -> None:
    source, fact = read(
        f"""
[source]
name = "report"
kind = "article"
title = "A report"
author = "Ana"
publisher = "The Post"
published = "Jan 9, 2024"
published_basis = "as printed"
url = "https://example.org/a"
archived = "https://archive.example/a"
accessed = 2024-01-10
language = "en"
text_sha256 = "{"a" * 64}"
origin = "wire"
internal = true
withdrawn = true

[[fact]]
name = "talks-resume"
on = "yesterday"
headline = "Talks  resume"
known = "2024-01"
zone = "America/Mexico_City"
detail = "In  Washington."
language = "es"
tags = ["talks", "talks", "border"]
lanes = "Mexico"
people = ["Ana"]
place = {{ name = "Washington", lat = 38.9, lon = "-77.03" }}
figures = ["people=3 approx"]
note = "ask again"
internal = true
known_to = ["CBP=2024-01-08"]
quote = "at last"
locator = "¶3"
attributed_to = "an aide"
says_date = "2024-01-07"
[fact.media]
url = "https://example.org/a.png"
alt = "A table"
credit = "AP"
licence = "CC0"
sha256 = "{"b" * 64}"
width = 640
height = 480
"""
    )
    assert source.body == SourceAdded(
        name="report",
        kind="article",
        title="A report",
        author="Ana",
        publisher="The Post",
        published=parse_edtf("2024-01-09"),
        published_basis="as printed",
        url="https://example.org/a",
        archived="https://archive.example/a",
        accessed=parse_edtf("2024-01-10"),
        language="en",
        text_sha256="a" * 64,
        origin="wire",
        internal=True,
        withdrawn=True,
    )
    assert fact.known == parse_edtf("2024-01")
    assert fact.body == FactStated(
        name="talks-resume",
        headline="Talks resume",
        occurred=parse_edtf("2024-01-08"),  # the day before the source was published
        occurred_text="yesterday",
        zone="America/Mexico_City",
        detail="In  Washington.",
        language="es",
        tags=("talks", "border"),
        lanes=("Mexico",),
        people=("Ana",),
        place=Place(name="Washington", lat="38.9", lon="-77.03"),
        figures=(Figure(name="people", value="3", approximate=True),),
        media=Media(
            url="https://example.org/a.png",
            alt="A table",
            credit="AP",
            licence="CC0",
            sha256="b" * 64,
            width=640,
            height=480,
        ),
        note="ask again",
        internal=True,
        known_to=(KnownTo(who="CBP", known=parse_edtf("2024-01-08")),),
        citations=(
            Citation(
                source="report",
                quote="at last",
                locator="¶3",
                attributed_to="an aide",
                date=parse_edtf("2024-01-07"),
            ),
        ),
    )


def test_a_fact_that_is_stated_elsewhere_is_supported_or_disputed() -> None:
    _, support, dispute = read(
        """
[source]
name = "report"
[[fact]]
fact = "talks-resume"
figures = ["people=4"]
[[fact]]
disputes = "talks-end"
because = "they go on"
"""
    )
    figure = Figure(name="people", value="4")
    assert support.about == "talks-resume"
    assert support.body == FactCorroborated(
        citations=(Citation(source="report", figures=(figure,)),)
    )
    assert dispute.about == "talks-end"
    assert dispute.body == FactDisputed(
        citations=(Citation(source="report"),), because="they go on"
    )


def test_a_sheet_may_have_no_source_and_a_fact_no_date() -> None:
    [fact] = read('[[fact]]\nheadline = "It is said"\n')
    assert fact.body == FactStated(name="", headline="It is said")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 0, "expected a [source] or a [[fact]], got neither"),
        ("[source]\ntitle = 'x'", 1, "expected the source's name, got none"),
        ("[source]\nname = 'a'\npublished = '2024/2025'", 3, "expected a point in time"),
        ("[source]\nname = 'a'\npublsher = 'x'", 3, "publsher: unknown field"),
        ("[source]\nname = 3", 2, "expected text, got 3"),
        ("[source]\nname = 'a'\ntext_sha256 = 'abc'", 3, "expected 64 hexadecimal digits"),
        ("[fact]\nheadline = 'x'", 1, "expected [[fact]] with two brackets, got one"),
        ("[[fact]]\nheadline = 'x'\non = '2024-02-30'", 3, "February"),
        ("[[fact]]\nheadline = 'x'\non = '01/02/2024'", 3, "01/02/2024"),
        ("[[fact]]\nheadline = 'x'\ntags = [1]", 3, "expected a list of texts, got [1]"),
        ("[[fact]]\nheadline = 'x'\nfigures = ['many']", 3, "expected a figure like"),
        ("[[fact]]\nheadline = 'x'\nfigures = ['a=1', 'a=2']", 3, "expected each name once"),
        ("[[fact]]\nheadline = 'x'\nknown_to = ['CBP']", 3, "expected 'WHO=DATE', got 'CBP'"),
        ("[[fact]]\nheadline = 'x'\ninternal = 'no'", 3, "expected true or false, got 'no'"),
        ("[[fact]]\nheadline = 'x'\nzone = 'Mexico City'", 3, "IANA time zone"),
        ("[[fact]]\nheadline = 'x'\nplace = { lat = '1' }", 3, "expected the place's name"),
        ("[[fact]]\nheadline = 'x'\nplace = { name = 'a', lat = 91 }", 3, "from -90 to 90"),
        (
            "[[fact]]\nheadline = 'x'\nmedia = { alt = 'a' }",
            3,
            "expected the picture's web address",
        ),
        ("[[fact]]\nheadline = 'x'\nquote = 'a'", 1, "expected a [source] for the quote"),
        ("[[fact]]\nfact = 'a'\ndisputes = 'b'", 3, "expected fact or disputes, got both"),
        ("[[fact]]\nfact = 'a'", 2, "expected a [source] that supports the fact, got none"),
        ("[[fact]]\ndisputes = 'a'", 2, "expected a [source] or because, got neither"),
        (
            "[source]\nname = 'a'\n[[fact]]\nfact = 'b'\nheadline = 'x'",
            5,
            "headline: unknown field",
        ),
        ("fact = [3]", 0, "expected a table, got 3"),
        ("[source]\nname = 'a", 2, "expected TOML"),
        ("a = " + "[" * 5000, 0, "without end"),
        (b"[source]\nname = '\xff'", 2, "expected UTF-8, got the byte 0xff"),
        (b"#" * (MAX_SHEET + 1), 0, "at most 16,777,216 bytes"),
    ],
)
def test_a_fault_has_its_line_and_says_what_was_expected(
    text: str | bytes, line: int, message: str
) -> None:
    [(found_line, found)] = faults(text)
    assert message in found
    assert found_line == line


def test_all_faults_of_a_sheet_are_told_at_once() -> None:
    text = """
[source]
name = "a"
published = "never"
[[fact]]
headline = "x"
detail = '''
[[fact]]
on = "not a field"
'''
on = "2023-02-30"
tags = 3
[[fact]]
headline = "y"
on = "2023-13-01"
"""
    assert sorted(line for line, _ in faults(text)) == [4, 11, 12, 15]
