"""Rules for dates against a reference: yesterday, last Monday, four months ago.

The answer has the precision of its unit: days give a day, weeks a week of Monday to Sunday,
months a month, years a year. A reference that is itself a range gives the range of all answers.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates import vocabulary
from timeline.dates.faults import NoReferenceError
from timeline.dates.gregorian import (
    civil,
    day_number,
    format_day,
    format_year,
    shift_months,
    weekday,
)
from timeline.dates.reader import Reader, Span
from timeline.dates.value import parse_edtf

Counted = Callable[[int], Span]
"""From the number of the reference day to what is meant."""

_MOST = 9999


def near_day(reader: Reader) -> Span | None:
    """`yesterday`, `the day before yesterday`, `today`, `tomorrow`."""
    if reader.take("day", "before", "yesterday"):
        return _against(reader, _shifted(-2, "day"))
    if reader.take("day", "after", "tomorrow"):
        return _against(reader, _shifted(2, "day"))
    word = reader.take_any(vocabulary.RELATIVE_DAYS)
    return _against(reader, _shifted(vocabulary.RELATIVE_DAYS[word], "day")) if word else None


def neighbour(reader: Reader) -> Span | None:
    """`last week`, `this month`, `next year`, `last Monday`."""
    word = reader.take_any(vocabulary.NEIGHBOURS)
    if word is None:
        return None
    direction = vocabulary.NEIGHBOURS[word]
    unit = reader.take_any(vocabulary.UNITS)
    if unit and vocabulary.UNITS[unit] != "day":
        return _against(reader, _shifted(direction, vocabulary.UNITS[unit]))
    name = reader.take_any(vocabulary.WEEKDAY_NUMBERS)
    if name is None:
        return None
    if not direction:
        reader.refuse("'this' may look back or ahead", "write last or next, or the date")
    return _against(reader, _nearest_weekday(vocabulary.WEEKDAY_NUMBERS[name], direction))


def counted(reader: Reader) -> Span | None:
    """`four months ago`, `2 weeks later`, `three days from now`."""
    count = _count(reader)
    unit = reader.take_any(vocabulary.UNITS)
    if count is None or unit is None:
        return None
    if reader.take("from", "now"):
        return _against(reader, _shifted(count, vocabulary.UNITS[unit]))
    word = reader.take_any(vocabulary.TOWARDS)
    if word is None:
        return None
    return _against(reader, _shifted(vocabulary.TOWARDS[word] * count, vocabulary.UNITS[unit]))


def _count(reader: Reader) -> int | None:
    number = reader.take_kind("number")
    if number:
        return int(number) if len(number) <= len(str(_MOST)) else None
    word = reader.take_any(vocabulary.NUMBER_WORDS)
    if word is None:
        return None
    count = vocabulary.NUMBER_WORDS[word]
    units = reader.attempt(_units_digit) if count in range(20, 100, 10) else None
    return count + (units or 0)


def _units_digit(reader: Reader) -> int | None:
    """The `five` of `twenty-five`."""
    reader.take("-")
    word = reader.take_any(vocabulary.NUMBER_WORDS)
    number = vocabulary.NUMBER_WORDS[word] if word and word not in {"a", "an"} else 0
    return number if 1 <= number <= 9 else None


def _against(reader: Reader, counted_from: Counted) -> Span:
    """What is meant, whichever day of the reference was the day of writing."""
    reference = reader.settings.relative_to
    if reference is None:
        raise NoReferenceError(reader.text)
    if reference.s0 is None or reference.e1 is None:
        reader.refuse(
            f"the reference date {reference.edtf} has no first or no last day", "state a nearer one"
        )
    first, last = counted_from(reference.s0), counted_from(reference.e1)
    if first == last:
        return first
    low, high = parse_edtf(first.first).s0, parse_edtf(last.end).e1
    assert low is not None
    assert high is not None
    return Span(format_day(low), format_day(high))


def _shifted(count: int, unit: str) -> Counted:
    """`count` units after the reference day, before it where negative."""

    def counted_from(day: int) -> Span:
        year, month, _ = civil(day)
        match unit:
            case "day":
                return Span(format_day(day + count))
            case "week":
                monday = day - weekday(day) + 7 * count
                return Span(format_day(monday), format_day(monday + 6))
            case "month":
                first = shift_months(day_number(year, month), count)
                return Span(format_day(first).removesuffix("-01"))
            case _:
                return Span(format_year(year + count))

    return counted_from


def _nearest_weekday(wanted: int, direction: int) -> Counted:
    """The weekday (0 is Monday) strictly before (-1) or after (1) the reference day."""

    def counted_from(day: int) -> Span:
        apart = direction * (wanted - weekday(day)) % 7 or 7
        return Span(format_day(day + direction * apart))

    return counted_from


RULES = (near_day, neighbour, counted)
