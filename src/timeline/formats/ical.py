"""iCalendar (RFC 5545), read and written by the `icalendar` package: pip install
'timeline-log[formats]'.

A day, month, year or span of them is an all-day event, whose DTEND is the day after its last;
a date that this can't say exactly has its words in the summary, and its EDTF in the last line of
the description. CATEGORIES are tags, LOCATION and GEO the place, URL the source, and
CLASS:CONFIDENTIAL or PRIVATE marks internal matter. Recurrences are not expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline.dates import Date, format_words, parse_edtf
from timeline.editing import check_name, is_url
from timeline.errors import Problem, TimelineError
from timeline.events import Citation, Entry, FactStated, Place
from timeline.formats.exporting import Telling, sources_of
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.marks import mark_text, unmark_text
from timeline.formats.opening import read_document
from timeline.formats.plain import PlainDate, join_plain, plain_span, read_plain
from timeline.formats.registry import Reader, Writer
from timeline.projections import FactState

if TYPE_CHECKING:
    from icalendar import Event as CalendarEvent

_BEGIN = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE)
_HELD = frozenset(("detail", "tags", "place", "degrees", "internal", "sources"))
_OURS = ".timeline"
_PRODUCT = "-//timeline-log//timeline//EN"
_SECRET = ("PRIVATE", "CONFIDENTIAL")


class MissingExtraError(TimelineError):
    code = "missing-extra"

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(
            f"expected the Python package {package}, and it isn't installed",
            f"install it with: pip install 'timeline-log[{extra}]'",
        )


def _icalendar() -> Any:
    try:
        import icalendar
    except ImportError as error:
        raise MissingExtraError("icalendar", "formats") from error
    return icalendar


# -- reading ----------------------------------------------------------------------------------


def read_ical(stream: BinaryIO, path: str, reading: Reading) -> Iterator[Found]:
    """The fact of each VEVENT; its line is that of its BEGIN. At most 64 MiB."""
    icalendar = _icalendar()
    text = read_document(stream, path, reading)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _BEGIN.match(line)]
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        yield Problem(path, 0, "bad-calendar", f"expected iCalendar: {error}")
        return
    found = [one for calendar in calendars for one in calendar.walk()]
    others = sorted(
        {one.name for one in found} - {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    )
    for name in others:
        yield Note(path=path, message=f"{name} components are not read")
    events = [one for one in found if one.name == "VEVENT"]
    for number, event in enumerate(events):
        yield from _read_event(event, path, lines[number] if number < len(lines) else 0)


def _read_event(event: CalendarEvent, path: str, line: int) -> Iterator[Found]:
    faults = [f"{name}: {message}" for name, message in event.errors]
    for fault in faults:
        yield Problem(path, line, "bad-calendar", fault)
    if event.get("STATUS") == "CANCELLED":
        yield Note(path=path, line=line, message="cancelled events are not read")
        return
    if isinstance(event.decoded("DTSTART", None), datetime) and event.get("DTEND"):
        yield Note(path=path, line=line, message="ends of spans with times are read as days")
    if event.get("RRULE") or event.get("RDATE"):
        yield Note(path=path, line=line, message="recurrences are not expanded: the first is read")
    summary = " ".join(str(event.get("SUMMARY", "")).split())
    if not summary:
        message = "expected a SUMMARY, which is the headline, got none"
        yield Problem(path, line, "bad-calendar", message)
        return
    detail, exact = unmark_text(str(event.get("DESCRIPTION", "")).strip())
    try:
        occurred = exact or _occurred(event)
        place = _place(event)
    except (TimelineError, ValueError, AttributeError, TypeError) as error:
        yield Problem(path, line, "bad-calendar", f"DTSTART or GEO: {error}")
        return
    if exact is not None:
        summary = summary.removesuffix(_words(exact))
    url = str(event.get("URL", ""))
    body = FactStated(
        name=_name(str(event.get("UID", ""))),
        headline=summary,
        occurred=occurred,
        zone=_zone(event),
        detail=detail,
        tags=_categories(event),
        place=place,
        internal=str(event.get("CLASS", "")).upper() in _SECRET,
        citations=(Citation(source=url),) if is_url(url) else (),
    )
    if not faults:
        yield Item(path=path, line=line, entry=Entry(body=body))


def _occurred(event: CalendarEvent) -> Date | None:
    start = event.decoded("DTSTART", None)
    if start is None:
        return None
    end = event.decoded("DTEND", None)
    if end is None and event.get("DURATION"):
        end = start + event.decoded("DURATION")
    if isinstance(end, date) and not isinstance(end, datetime):
        end -= timedelta(days=1)  # DTEND is exclusive
    return join_plain(_plain(start), _plain(end) if end is not None else None)


def _plain(value: date) -> PlainDate:
    if isinstance(value, datetime):
        value = value.replace(microsecond=0)
    found = read_plain(value.isoformat().replace("+00:00", "Z"))
    assert found is not None
    return found


def _zone(event: CalendarEvent) -> str:
    start = event.decoded("DTSTART", None)
    key = getattr(getattr(start, "tzinfo", None), "key", "") or ""
    return "" if key in ("UTC", "Etc/UTC") else key


def _place(event: CalendarEvent) -> Place | None:
    name = " ".join(str(event.get("LOCATION", "")).split())
    geo = event.get("GEO")
    if not name or geo is None:
        return Place(name=name) if name else None
    return Place(name=name, lat=_decimal(geo.latitude), lon=_decimal(geo.longitude))


def _decimal(value: float) -> str:
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _categories(event: CalendarEvent) -> tuple[str, ...]:
    given = event.get("CATEGORIES") or []
    lists = given if isinstance(given, list) else [given]
    names = [str(name).strip() for one in lists for name in getattr(one, "cats", [one])]
    return tuple(dict.fromkeys(name for name in names if name))


def _name(uid: str) -> str:
    name, _, domain = uid.rpartition("@")
    try:
        return check_name(name) if domain.endswith(_OURS) else ""
    except TimelineError:
        return ""


# -- writing ----------------------------------------------------------------------------------


def write_ical(telling: Telling, stream: BinaryIO) -> None:
    """One all-day or timed event a fact; UID is the fact's name and the log's id."""
    icalendar = _icalendar()
    calendar = icalendar.Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    if telling.title:
        calendar.add("NAME", telling.title)
        calendar.add("X-WR-CALNAME", telling.title)
    for state in telling.facts:
        event = _write_event(telling, state)
        if event is not None:
            calendar.add_component(event)
    stream.write(calendar.to_ical())


def _write_event(telling: Telling, state: FactState) -> CalendarEvent | None:
    values = state.values
    occurred = values.occurred
    times = _calendar_times(occurred) if occurred else None
    if times is None or occurred is None:
        telling.leave_out("facts without a date from the years 1 to 9999", state.name)
        return None
    telling.check_fields(state, _HELD)
    start, end, exact = times
    event: CalendarEvent = _icalendar().Event()
    event.add("UID", f"{state.name}@{telling.story.settings.log or 'log'}{_OURS}")
    event.add("DTSTAMP", datetime.fromisoformat(state.fact.events[-1].recorded))
    event.add("DTSTART", start)
    if end is not None:
        event.add("DTEND", end)
    event.add("SUMMARY", values.headline + ("" if exact else _words(occurred)))
    description = mark_text(values.detail, None if exact else occurred)
    if description:
        event.add("DESCRIPTION", description)
    if values.tags:
        event.add("CATEGORIES", list(values.tags))
    if values.place:
        event.add("LOCATION", values.place.name)
        if values.place.lat and values.place.lon:
            event.add("GEO", (float(values.place.lat), float(values.place.lon)))
    _write_source(telling, state, event)
    if values.internal:
        event.add("CLASS", "CONFIDENTIAL")
    return event


def _write_source(telling: Telling, state: FactState, event: CalendarEvent) -> None:
    sources = sources_of(state)
    links = [source.values.url for source in sources if source.values.url]
    if links:
        event.add("URL", links[0])
    if len(sources) > 1:
        telling.leave_out("sources but the first", state.name)
    elif sources and not links:
        telling.leave_out("sources without a web address", state.name)


def _words(date: Date) -> str:
    return f" ({format_words(date)})"


def _calendar_times(occurred: Date) -> tuple[date, date | None, bool] | None:
    """DTSTART, DTEND (exclusive) and whether they say the date exactly."""
    span = plain_span(occurred)
    if span is None:
        return None
    first, last = span.start, span.end or span.start
    if first.time and first == last:
        moment = first.instant or _floating(first)
        return (moment, None, first.offset in ("", "Z")) if moment else None
    start, end = _first_day(first), _last_day(last)
    if start is None or end is None or end == date.max:
        return None
    day_precise = first.day is not None and last.day is not None
    plain = span.exact and day_precise and not first.time and not last.time
    return start, end + timedelta(days=1), plain


def _floating(plain: PlainDate) -> datetime | None:
    return datetime.fromisoformat(plain.iso) if 1 <= plain.year <= 9999 else None


def _first_day(plain: PlainDate) -> date | None:
    if not 1 <= plain.year <= 9999:
        return None
    return date(plain.year, plain.month or 1, plain.day or 1)


def _last_day(plain: PlainDate) -> date | None:
    bound = parse_edtf(PlainDate(plain.year, plain.month, plain.day).iso).e1
    try:
        return date.fromordinal(bound) if bound is not None else None
    except (ValueError, OverflowError):
        return None


READER = Reader(
    name="ical",
    title="a calendar",
    extensions=(".ics", ".ical", ".ifb"),
    read=read_ical,
    recognizes=lambda head: head.lstrip("\ufeff \r\n").upper().startswith("BEGIN:VCALENDAR"),
)
WRITER = Writer(
    name="ical", title="a calendar (iCalendar)", extensions=(".ics", ".ical"), write=write_ical
)
__all__ = ["READER", "WRITER", "read_ical", "write_ical"]
