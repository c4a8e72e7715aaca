"""TimelineJS: what its JSON and its spreadsheet have in common.

An event has a start and perhaps an end, each of a year, month, day and time without a zone; words
to show in their place; a headline and text in HTML; one medium; one group. Years before Christ are
negative, and there is no year 0: -44 is 44 B.C., which EDTF writes -0043.

A date that is no such span keeps its EDTF in the last line of the text (see `marks`). Sources
with a web address stand in the text as links, in a paragraph of the class `sources`.

See: https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

from attrs import frozen

from timeline.dates import Date, DateError, format_words
from timeline.editing import check_name, is_url
from timeline.errors import TimelineError
from timeline.events import Citation, Entry, FactStated, Media
from timeline.formats.exporting import Telling, sources_of
from timeline.formats.html_text import read_html, write_html
from timeline.formats.items import Note
from timeline.formats.marks import mark_text, unmark_text
from timeline.formats.plain import PlainDate, Span, join_plain, loses_time, plain_span
from timeline.formats.tables import Table
from timeline.projections import FactState

_TIME = re.compile(
    r"(\d{1,2})(?::(\d{1,2}))?(?::(\d{1,2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE
)
_SOURCES = '<p class="sources">'
_LINK = re.compile(r'<a href="([^"]*)">')

HELD = frozenset(("detail", "lanes", "media", "words", "sources"))


@frozen(kw_only=True)
class Slide:
    """One event of TimelineJS, with its dates as parts."""

    unique_id: str = ""
    start: PlainDate | None = None
    end: PlainDate | None = None
    display_date: str = ""
    headline: str = ""
    text: str = ""
    media: str = ""
    credit: str = ""
    caption: str = ""
    alt: str = ""
    group: str = ""


# -- reading ----------------------------------------------------------------------------------


def read_parts(parts: Mapping[str, Any], table: Table, key: str) -> PlainDate | None:
    """A date given as year, month, day, hour, minute and second; faults go to `table`."""
    numbers: dict[str, int] = {}
    for part in ("year", "month", "day", "hour", "minute", "second"):
        value = parts.get(part)
        if value in (None, ""):
            continue
        try:
            numbers[part] = int(str(value).strip().replace(",", ""))
        except ValueError:
            table.fault(key, f"expected a whole number for the {part}, got {value!r:.40}")
            return None
    if not numbers:
        return None
    if not numbers.get("year"):
        got = "no year" if "year" not in numbers else "the year 0, which TimelineJS has not"
        table.fault(key, f"expected a year, got {got}")
        return None
    if "day" in numbers and "month" not in numbers:
        table.fault(key, "expected a month beside the day, got none")
        return None
    time = None
    if "hour" in numbers:
        time = (numbers["hour"], numbers.get("minute", 0), numbers.get("second", 0))
        if "day" not in numbers:
            table.fault(key, "expected a day beside the time, got none")
            return None
    year = numbers["year"]
    return PlainDate(year + 1 if year < 0 else year, numbers.get("month"), numbers.get("day"), time)


def read_time(text: str) -> dict[str, int] | None:
    """`14:00`, `2:00 pm`, `9am`: hour, minute and second; None where it is no time."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour = int(found[1])
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return {"hour": hour, "minute": int(found[2] or 0), "second": int(found[3] or 0)}


def read_slide(slide: Slide, table: Table) -> Entry | None:
    """The fact that an event of TimelineJS states; faults go to `table`."""
    text, links = _split_links(slide.text)
    detail, exact = unmark_text(read_html(text))
    occurred = exact or _join(slide, table)
    headline = " ".join(read_html(slide.headline).split())
    if not headline:
        table.fault("headline", "expected a headline, got none")
        return None
    words = " ".join(read_html(slide.display_date).split())
    if occurred is not None and words in (occurred.edtf, format_words(occurred)):
        words = ""
    body = FactStated(
        name=_name(slide.unique_id),
        headline=headline,
        occurred=occurred,
        occurred_text=words,
        detail=detail,
        lanes=(slide.group,) if slide.group else (),
        media=read_media(slide),
        citations=tuple(Citation(source=link) for link in dict.fromkeys(links) if is_url(link)),
    )
    return Entry(body=body)


def _split_links(html: str) -> tuple[str, list[str]]:
    """The text without the paragraph of its sources, and their addresses."""
    before, begun, after = html.rpartition(_SOURCES)
    links, ended, rest = after.partition("</p>")
    if not begun or not ended:
        return html, []
    return before + rest, [unescape(link) for link in _LINK.findall(links)]


def read_media(slide: Slide) -> Media | None:
    if not is_url(slide.media):
        return None
    return Media(url=slide.media, alt=slide.alt, credit=read_html(slide.credit))


def notes(slide: Slide, path: str, line: int) -> Iterator[Note]:
    """What of a slide has no place in a fact."""
    if slide.caption:
        yield Note(path=path, line=line, message="captions of media are not read")
    if loses_time(slide.start, slide.end):
        yield Note(path=path, line=line, message="ends of spans with times are read as days")
    if slide.media and not is_url(slide.media):
        yield Note(path=path, line=line, message="media that are no web address are not read")


def _join(slide: Slide, table: Table) -> Date | None:
    if slide.start is None:
        return None
    try:
        return join_plain(slide.start, slide.end)
    except DateError as error:
        table.fault("start_date", str(error), error.remedy, error.code)
        return None


def _name(unique_id: str) -> str:
    try:
        return check_name(unique_id) if unique_id else ""
    except TimelineError:
        return ""


# -- writing ----------------------------------------------------------------------------------


def write_slide(telling: Telling, state: FactState) -> Slide | None:
    """The fact as an event of TimelineJS; None where it has no date that one can have."""
    values = state.values
    span = date_span(values.occurred)
    if span is None:
        telling.leave_out("facts without a date that it can show", state.name)
        return None
    telling.check_fields(state, HELD)
    occurred = values.occurred
    assert occurred is not None
    text = write_html(mark_text(values.detail, None if span.exact else occurred))
    links = [source for source in sources_of(state) if source.values.url]
    if len(links) < len(sources_of(state)):
        telling.leave_out("sources without a web address", state.name)
    if links:
        text += _write_links([(one.values.url, one.label) for one in links])
    media = values.media or Media(url="")
    words = values.occurred_text
    return Slide(
        unique_id=state.name,
        start=span.start,
        end=span.end,
        display_date=words or ("" if span.exact else format_words(occurred)),
        headline=escape(values.headline, quote=False),
        text=text,
        media=media.url,
        credit=escape(media.credit, quote=False),
        alt=media.alt,
        group=values.lanes[0] if values.lanes else "",
    )


def date_span(occurred: Date | None) -> Span | None:
    """The date as TimelineJS has it: the offset of a time is lost, so that is not exact."""
    span = plain_span(occurred) if occurred else None
    if span and (span.start.offset or (span.end and span.end.offset)):
        return Span(span.start, span.end, exact=False)
    return span


def year_of(plain: PlainDate) -> int:
    """The year as TimelineJS counts: 0 and before are 1 B.C. and before."""
    return plain.year if plain.year > 0 else plain.year - 1


def _write_links(links: list[tuple[str, str]]) -> str:
    shown = "; ".join(
        f'<a href="{escape(url)}">{escape(label, quote=False)}</a>' for url, label in links
    )
    return f"{_SOURCES}{shown}</p>"
