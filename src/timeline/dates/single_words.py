"""Rules for one date with what stands around it: doubt, thirds, the time of day.

single = [about | probably] (relative | thirds | calendar) [clock] ["?"]
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates import calendar_words, relative_words, vocabulary
from timeline.dates.clock_words import at_clock, clock, with_zone
from timeline.dates.periods import third
from timeline.dates.reader import Partial, Reader, Span

Single = Span | Partial


def single(reader: Reader) -> Single | None:
    sign = _qualifier(reader)
    found = reader.first_of(_SINGLES)
    if found is None:
        return None
    return _qualified(reader, found, sign)


def _dated(reader: Reader) -> Single | None:
    found = reader.first_of(_DATES)
    if found is None:
        return None
    if isinstance(found, Partial) and (unknown := reader.first_of(_UNKNOWN)):
        return Span(reader.finish(found).first + unknown)
    time = reader.attempt(clock)
    return found if time is None else at_clock(reader, reader.finish(found), time)


def _day_unknown(reader: Reader) -> str | None:
    """`April 1985, day unknown` is a day of that month, which `April 1985` may not be."""
    return "-XX" if reader.take(",", "day", "unknown") else None


def _month_unknown(reader: Reader) -> str | None:
    if reader.take(",", "month", "and", "day", "unknown"):
        return "-XX-XX"
    return "-XX" if reader.take(",", "month", "unknown") else None


def _timed_first(reader: Reader) -> Span | None:
    """`2:30 p.m. Jan. 8, 2024`."""
    time = clock(reader)
    if time is None:
        return None
    reader.take(",")
    reader.take("on")
    found = reader.first_of(_DATES)
    if found is None:
        return None
    return at_clock(reader, reader.finish(found), with_zone(reader, time))


def _thirds(reader: Reader) -> Span | None:
    """`early 2024`, `mid-January 2024`, `early to mid 1850s`."""
    word = reader.take_any(vocabulary.THIRDS)
    if word is None:
        return None
    last = reader.attempt(_other_third) or word
    reader.take_any(_BEFORE_PERIOD)
    reader.take("the")
    found = reader.first_of(_CALENDAR)
    if found is None:
        return None
    period = reader.finish(found).first
    low = third(period, vocabulary.THIRDS[word])[0]
    high = third(period, vocabulary.THIRDS[last])[1]
    return Span(low, "" if low == high else high)


def _other_third(reader: Reader) -> str | None:
    return reader.take_any(vocabulary.THIRDS) if reader.take_any(vocabulary.RANGE_WORDS) else None


def _qualifier(reader: Reader) -> str:
    """The EDTF sign of the words before a date, between which fillers may stand."""
    about = doubt = False
    while True:
        if reader.take_any(vocabulary.APPROXIMATORS) or reader.take("~"):
            about = True
        elif reader.take_any(vocabulary.DOUBTERS):
            doubt = True
        elif reader.take_any(vocabulary.FILLERS) is None:
            return _SIGNS[about, doubt]


def _qualified(reader: Reader, found: Single, sign: str) -> Single:
    if reader.take("?") or reader.take("(", "uncertain", ")"):
        sign = _SIGNS["~" in sign or "%" in sign, True]
    if not sign:
        return found
    span = reader.finish(found)
    return Span(span.first + sign, span.last and span.last + sign)


_UNKNOWN = (_day_unknown, _month_unknown)
_SINGLES: tuple[Callable[[Reader], Single | None], ...] = (_timed_first, _dated)
_CALENDAR: tuple[Callable[[Reader], Single | None], ...] = calendar_words.RULES
_DATES: tuple[Callable[[Reader], Single | None], ...] = (
    *relative_words.RULES,
    _thirds,
    *_CALENDAR,
)
_SIGNS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
_BEFORE_PERIOD = frozenset({"-", "in", "of"})
