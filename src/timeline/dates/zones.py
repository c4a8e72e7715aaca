"""IANA zones: where a calendar day begins and ends, and which instants a local time names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from timeline.dates.faults import DateError
from timeline.dates.gregorian import EPOCH, civil
from timeline.dates.value import Date, day

DAY = 86_400
_UTC_NAMES = frozenset({"UTC", "Etc/UTC"})
FIRST_DAY, LAST_DAY = 2, 3_652_058  # a day inside 1..9999, so that no offset leaves it
_MIDNIGHT, _LAST_SECOND = 0, DAY - 1


def check_zone(name: str) -> str:
    """The name of an IANA zone, as given.

    Raises:
        DateError: there is no such zone; near names are told.
    """
    if name in _UTC_NAMES or name in _names():
        return name
    from difflib import get_close_matches

    by_last_part = {known.rsplit("/", 1)[-1].lower(): known for known in sorted(_names())}
    wanted = name.strip().replace(" ", "_")
    near = [by_last_part[wanted.lower()]] if wanted.lower() in by_last_part else []
    near += [match for match in get_close_matches(wanted, _names(), n=3) if match not in near]
    cure = f"did you mean {' or '.join(near)}?" if near else "write it as in America/Mexico_City"
    raise DateError(name, "not the name of an IANA time zone", cure)


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        # Reads the file of every zone, so only to say what is wrong.
        return ZoneInfo(check_zone(name))


def today(zone: str, now: datetime | None = None) -> Date:
    """The calendar day in `zone` at the aware instant `now`, or at this moment."""
    here = (now or datetime.now(UTC)).astimezone(_zone(zone))
    return day(here.toordinal())


def first_second(day_number: int, zone: str) -> int:
    """The first second of a day in a zone, as seconds since 1970-01-01T00:00:00Z."""
    readings = local_instants(day_number, _MIDNIGHT, zone)
    return readings[0] if readings else after_gap(day_number, _MIDNIGHT, zone)


def last_second(day_number: int, zone: str) -> int:
    """The last second of a day in a zone; on a day that the zone left out, the next second."""
    readings = local_instants(day_number, _LAST_SECOND, zone)
    if readings:
        return readings[-1]
    return max(after_gap(day_number, _LAST_SECOND, zone) - 1, first_second(day_number, zone))


def local_instants(day_number: int, second: int, zone: str) -> tuple[int, ...]:
    """The instants that a local time names: one, two where clocks went back, none in a gap.

    In order. Days outside the years 1 to 9999 are taken as UTC.
    """
    local = (day_number - EPOCH) * DAY + second
    if zone in _UTC_NAMES or not FIRST_DAY <= day_number <= LAST_DAY:
        return (local,)
    before, after = _offsets(day_number, second, zone)
    if before == after:
        return (local - before,)
    if before > after:
        return local - before, local - after
    return ()


def nearest_instants(day_number: int, second: int, zone: str) -> tuple[int, ...]:
    """As `local_instants`, but a time in a gap is what it would be by the clock before or after."""
    readings = local_instants(day_number, second, zone)
    if readings:
        return readings
    local = (day_number - EPOCH) * DAY + second
    return tuple(sorted(local - offset for offset in _offsets(day_number, second, zone)))


def _offsets(day_number: int, second: int, zone: str) -> tuple[int, int]:
    """Seconds east of UTC, by the clock before and after a change at that local time."""
    local = datetime(*civil(day_number), tzinfo=_zone(zone)) + timedelta(seconds=second)
    return _offset(local), _offset(local.replace(fold=1))


def _offset(local: datetime) -> int:
    offset = local.utcoffset()
    assert offset is not None
    return round(offset.total_seconds())


def after_gap(day_number: int, second: int, zone: str) -> int:
    """The first second after the change that left out a local time: bisection, 17 steps."""
    low, high = nearest_instants(day_number, second, zone)
    low, high = low - 1, high + 1
    before = offset_at(low, zone)
    while high - low > 1:
        middle = (low + high) // 2
        if offset_at(middle, zone) == before:
            low = middle
        else:
            high = middle
    return high


def offset_at(instant: int, zone: str) -> int:
    """Seconds east of UTC on the zone's clocks at an instant of the years 1 to 9999."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)
    return _offset(moment.astimezone(_zone(zone)))
