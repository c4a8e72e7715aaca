"""A date in the column of dates: its words, what they leave out, and how sure it is."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from timeline.dates import Date, Hemisphere, format_words, parse_edtf
from timeline.events import FactStated
from timeline.projections.record import Settings
from timeline.renderers.catalogue import Words
from timeline.renderers.page.view import When
from timeline.renderers.wording import foreign_zone

# What the attribute `datetime` of HTML can say: a year, a month or a day, from year 1 on.
_MACHINE = re.compile(r"(?!0000)\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_INSTANT = re.compile(r"(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?")
KINDS = ("day", "part", "about", "oneof", "span", "open")


def date_words(date: Date, words: Words, settings: Settings) -> str:
    """The date in the language of the page; English where no other words can be had."""
    side: Hemisphere = "south" if settings.hemisphere == "south" else "north"
    return _words(date, words.language, side)


def date_phrase(date: Date, words: Words, settings: Settings) -> str:
    """The date as it stands after a verb: `el 9 de enero de 2024`, `in January 2024`."""
    said = date_words(date, words, settings)
    kind = kind_of(date)
    if kind in ("day", "part"):
        return words("date", "on" if kind == "day" else "in", said)
    return said


@cache
def _words(date: Date, language: str, side: Hemisphere) -> str:
    from timeline.dates.cldr import LocaleError

    try:
        return format_words(date, locale=language, hemisphere=side)
    except LocaleError:
        return format_words(date, hemisphere=side)


def minute_words(recorded: str, words: Words, settings: Settings) -> str:
    """An instant as in `Event.recorded`, to the minute, by the clocks of the log's zone: `7:41
    p.m. Nov. 21, 2026 (America/New_York)`.
    """
    local = datetime.fromisoformat(recorded).astimezone(ZoneInfo(settings.zone))
    minute = parse_edtf(local.strftime("%Y-%m-%dT%H:%M:00").rjust(19, "0"))
    return f"{date_words(minute, words, settings)} ({settings.zone.replace('_', ' ')})"


def kind_of(date: Date | None) -> str:
    """How sure the date is: one of `KINDS`, or "undated"."""
    if date is None:
        return "undated"
    if date.s0 is None or date.e1 is None:
        return "open"
    if date.approximate or date.uncertain:
        return "about"
    if date.is_interval:
        return "span"
    if date.is_set:
        return "oneof"
    return "day" if date.s0 == date.e1 else "part"


def machine_date(date: Date | None) -> str:
    """For HTML's `datetime`: empty where it has no way to say it."""
    if date is None:
        return ""
    text = date.edtf.rstrip("~?%")
    return text if _MACHINE.fullmatch(text) or _INSTANT.fullmatch(text) else ""


def view_when(values: FactStated, words: Words, settings: Settings, heading: str) -> When:
    date = values.occurred
    kind = kind_of(date)
    if date is None:
        said = words("date", "undated")
        return When(kind=kind, words=said, short=said, rest="", machine="", qualifier="")
    said = date_words(date, words, settings)
    zone = foreign_zone(values, settings)
    if zone:
        said = f"{said} ({zone.replace('_', ' ')})"
    short, rest = _without_year(said, heading, words.language)
    starts, _, ends = date.edtf.partition("/") if kind == "span" else ("", "", "")
    # An uncertain date says so itself, in brackets.
    told = kind in ("part", "about") and not date.uncertain
    qualifier = words("date", kind) if told else ""
    return When(
        kind=kind,
        words=said,
        short=short,
        rest=rest,
        machine=machine_date(date),
        qualifier=qualifier,
        starts=starts if _MACHINE.fullmatch(starts) else "",
        ends=ends if _MACHINE.fullmatch(ends) else "",
    )


def _without_year(said: str, heading: str, language: str) -> tuple[str, str]:
    """`Jan. 5, 2024` under 2024 as `Jan. 5` and `, 2024`: nothing is said twice, or lost."""
    if said.count(heading) != 1:
        return said, ""
    if language != "en":
        day = re.fullmatch(rf"(\d\d? (?:de )?\w+)((?: de)? {re.escape(heading)})", said)
        return (day[1], day[2]) if day else (said, "")
    found = re.fullmatch(rf"(.*[A-Za-z].*?)(,? {re.escape(heading)})", said)
    if found is None or not re.search(r"[A-Z][a-z]", found[1]):
        return said, ""
    return found[1], found[2]
