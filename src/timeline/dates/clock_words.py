"""Rules for the time of day and its zone: `14:00 America/Mexico_City`, `2:30 p.m. (UTC-6)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from timeline.dates import vocabulary
from timeline.dates.edtf import Point
from timeline.dates.faults import DateError
from timeline.dates.gregorian import EPOCH, civil, format_day
from timeline.dates.instants import clock_reading
from timeline.dates.reader import Reader, Span
from timeline.dates.value import Date, parse_edtf, syntax_of
from timeline.dates.zones import (
    DAY,
    FIRST_DAY,
    LAST_DAY,
    after_gap,
    check_zone,
    first_second,
    local_instants,
    offset_at,
)

if TYPE_CHECKING:
    from pendulum import DateTime


@frozen
class Clock:
    """A second of the day, and an offset as EDTF writes it, or an IANA zone, or neither."""

    second: int
    offset: str = ""
    zone: str = ""


def clock(reader: Reader) -> Clock | None:
    reader.take(",")
    reader.take("at")
    second = reader.first_of((_noon, _colons, _hour))
    return None if second is None else with_zone(reader, Clock(second))


def with_zone(reader: Reader, time: Clock) -> Clock:
    """The time with the zone that follows it, if one does and none came before."""
    if time.offset or time.zone:
        return time
    offset, zone = reader.attempt(_bracketed_zone) or reader.attempt(_zone) or ("", "")
    return Clock(time.second, offset, zone)


def _noon(reader: Reader) -> int | None:
    if reader.take("midnight"):
        reader.refuse("midnight belongs to two days", "write 00:00 or 23:59 and the day")
    return 12 * 3600 if reader.take("noon") else None


def _colons(reader: Reader) -> int | None:
    written = reader.take_kind("clock")
    if written is None:
        return None
    hour, minute, second = [*map(int, written.split(":")), 0][:3]
    if minute > 59 or second > 59:
        reader.refuse("minutes and seconds end at 59", "write it as in 14:00")
    return _on_clock(reader, hour, reader.take_any(_HALVES)) + minute * 60 + second


def _hour(reader: Reader) -> int | None:
    """`2 p.m.`: an hour alone needs its half of the day."""
    number, half = reader.take_kind("number"), reader.take_any(_HALVES)
    if number is None or half is None or len(number) > 2:
        return None
    return _on_clock(reader, int(number), half)


def _on_clock(reader: Reader, hour: int, half: str | None) -> int:
    if half is None:
        if hour > 23:
            reader.refuse("hours run from 0 to 23", "write 00:00 of the next day")
        return hour * 3600
    if not 1 <= hour <= 12:
        reader.refuse("hours before noon and after it run from 1 to 12", "write it as in 14:00")
    return (hour % 12 + (12 if half == "pm" else 0)) * 3600


def _bracketed_zone(reader: Reader) -> tuple[str, str] | None:
    found = _zone(reader) if reader.take("(") else None
    return found if reader.take(")") else None


def _zone(reader: Reader) -> tuple[str, str] | None:
    """(offset, "") or ("", IANA name)."""
    name = reader.take_kind("zone")
    if name:
        return "", check_zone(name)
    token = reader.peek()
    if token is not None and token.key in vocabulary.ZONE_ABBREVIATIONS:
        reader.refuse(
            f"{token.key.upper()} is more than one zone",
            "write it as in America/New_York or UTC-5",
        )
    universal = reader.take_any(_UNIVERSAL)
    offset = reader.attempt(_offset)
    if offset is None:
        return ("Z", "") if universal else None
    if universal is None and offset[0] == "-":
        reader.refuse("it may be an offset or a range of hours", f"write UTC{offset} if an offset")
    return offset, ""


def _offset(reader: Reader) -> str | None:
    """`-6` or `+05:30`, as EDTF writes it."""
    sign = reader.take_any(_SIGNS)
    written = reader.take_kind("clock") or reader.take_kind("number")
    if sign is None or written is None:
        return None
    hours, _, minutes = written.partition(":")
    return f"{_SIGNS[sign]}{hours.zfill(2)}:{minutes or '00'}"


def at_clock(reader: Reader, day: Span, time: Clock) -> Span:
    """A day with a time of day.

    Raises:
        DateError: the day is not one whole day, or the clocks of the zone skip that time.
    """
    date = parse_edtf(day.edtf)
    number = date.s0
    if number is None or number != date.e1 or date.marks:
        reader.refuse("a time needs an exact day", "write it as in 2024-01-08 14:00")
    if time.zone:
        if not FIRST_DAY <= number <= LAST_DAY:
            reader.refuse("zones are known for the years 1 to 9999", "leave out the zone")
        return _in_zone(number, time.second, time.zone)
    return Span(f"{_local(number, time.second)}{time.offset}")


def _in_zone(number: int, second: int, zone: str) -> Span:
    """The instant as EDTF can write it; two where the clocks show that time twice."""
    from pendulum.tz.exceptions import AmbiguousTime, NonExistingTime  # pendulum loads slowly

    try:
        return Span(_write_instant(_local_time(number, second, zone, raise_on_unknown_times=True)))
    except NonExistingTime:
        raise _skipped(number, second, zone) from None
    except AmbiguousTime:
        both = [_local_time(number, second, zone, fold=fold) for fold in (0, 1)]
        return Span(f"[{','.join(_write_instant(moment) for moment in both)}]")


def _local_time(
    number: int, second: int, zone: str, *, fold: int = 0, raise_on_unknown_times: bool = False
) -> DateTime:
    import pendulum

    year, month, day = civil(number)
    hour, minute = second // 3600, second // 60 % 60
    return pendulum.datetime(
        year,
        month,
        day,
        hour,
        minute,
        second % 60,
        tz=zone,
        fold=fold,
        raise_on_unknown_times=raise_on_unknown_times,
    )


def _write_instant(moment: DateTime) -> str:
    """In the local time of its zone, or in UTC where EDTF can't write the zone's offset."""
    east = moment.offset
    assert east is not None
    if east % 60 or abs(east) > _FURTHEST:
        moment = moment.in_timezone("UTC")
    return moment.isoformat()


def check_clock(date: Date, zone: str) -> None:
    """A day or a local time that the clocks of a zone never showed is an error of entry.

    Raises:
        DateError: the zone's clocks skip it.
    """
    point = syntax_of(date)
    if not isinstance(point, Point) or date.s0 is None or date.s0 != date.e1:
        return
    if not point.time:
        if first_second(date.s0, zone) >= first_second(date.s0 + 1, zone):
            raise DateError(date.edtf, f"{zone} skipped this day", "write the day before or after")
        return
    number, second, offset = clock_reading(point)
    if offset is None and not local_instants(number, second, zone):
        raise _skipped(number, second, zone)


def _skipped(number: int, second: int, zone: str) -> DateError:
    resumed = after_gap(number, second, zone)
    local = _local(*divmod(resumed + offset_at(resumed, zone) + EPOCH * DAY, DAY))
    return DateError(
        _local(number, second),
        f"the clocks of {zone} skip it",
        f"they go on at {local}; write a time that they show",
    )


def _local(number: int, second: int) -> str:
    minutes, seconds = divmod(second, 60)
    return f"{format_day(number)}T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


_HALVES = frozenset({"am", "pm"})
_UNIVERSAL = frozenset({"utc", "gmt", "z"})
_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-"}
_FURTHEST = 14 * 3600
