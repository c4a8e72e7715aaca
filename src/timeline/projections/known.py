"""When it became known, and the answer at K (rules 3, 4 and 8).

Time here is whole seconds since 1970-01-01T00:00:00Z, with -inf and inf for "no bound": a day
in the log's zone runs from its first to its last second, so that days and instants compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache, reduce
from math import inf, isinf

from attrs import frozen

from timeline.dates import Date, DateError, moments, one_of, today
from timeline.dates.value import CACHED
from timeline.errors import TimelineError
from timeline.projections.record import Settings

Second = int | float


class Certainty(Enum):
    """The three answers to "known by K?"."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NOT_YET = "not yet"


@frozen
class Known:
    """When something became known: not before `first`, surely by `sure`, both inclusive.

    `date` is the same as a date value, None where unknown. `basis` says where it comes from:
    "given" by hand, "amended" later, "published" by its sources, or "unknown".
    """

    first: Second
    sure: Second
    date: Date | None
    basis: str

    def at(self, k: Second) -> Certainty:
        if self.sure <= k:
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if self.first <= k else Certainty.NOT_YET

    @property
    def by_hand(self) -> bool:
        return self.basis in ("given", "amended")


def read_known(date: Date, settings: Settings, basis: str) -> Known:
    """A `known` as written. `~` widens it by the log's pad; `?` and `%` are never sure."""
    return _read(date, settings.zone, settings.pad, basis)


@lru_cache(maxsize=CACHED)  # a source's date is read for every fact that cites it
def _read(date: Date, zone: str, pad: int, basis: str) -> Known:
    first, last = moments(date, zone, pad)
    return Known(
        -inf if first is None else first,
        inf if last is None or date.uncertain else last,
        date,
        basis,
    )


def unknown_from(first: Second) -> Known:
    """Unknown: possible from a second on, never sure."""
    return Known(first, inf, None, "unknown")


def earliest_of(spans: Iterable[Known], settings: Settings) -> Known:
    """The least earliest and the least latest day, each by itself. There must be one."""
    return reduce(lambda one, other: earlier(one, other, settings), spans)


def earlier(one: Known, other: Known, settings: Settings) -> Known:
    """The earlier of two, bound by bound."""
    return _joined(one, other, min, settings)


def later(one: Known, other: Known, settings: Settings) -> Known:
    """The later of two, bound by bound."""
    return _joined(one, other, max, settings)


def _joined(one: Known, other: Known, choose: Callable[..., Known], settings: Settings) -> Known:
    first = choose((one, other), key=lambda known: known.first)
    sure = choose((one, other), key=lambda known: known.sure)
    if first is sure:
        return first
    days = [
        None if isinf(second) else int(local_day(second, settings.zone))
        for second in (first.first, sure.sure)
    ]
    basis = first.basis if first.basis == sure.basis else "published"
    date: Date | None
    try:
        date = one_of(*days)
    except DateError:
        # Open on both sides, or beyond the years that a day can be written in: the side that
        # leaves the end where it is stands for both.
        date = sure.date or first.date
    return Known(first.first, sure.sure, date, basis)


class NotADayError(TimelineError):
    code = "not-a-day"

    def __init__(self, date: Date) -> None:
        super().__init__(
            f"expected a day or an instant to look from, got {date.edtf}",
            "give a plain date like 2024-01-06; a month or a year counts to its end",
        )


def check_moment(date: Date) -> Date:
    """K or R as a date: sure, and with an end. Raises: NotADayError."""
    doubtful = date.is_interval or date.is_set or date.uncertain or date.approximate
    if doubtful or date.e1 is None:
        raise NotADayError(date)
    return date


_RECORDED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


def is_recorded(text: str) -> bool:
    """Whether a text is an instant as in `Event.recorded`, to the microsecond."""
    return bool(_RECORDED.fullmatch(text))


def recorded_by_end_of(date: Date, settings: Settings) -> str:
    """R as in `Event.recorded`: the last microsecond of a date in the log's zone, in UTC.

    Raises: NotADayError.
    """
    last = last_second(check_moment(date), settings)
    try:
        instant = datetime.fromtimestamp(last, UTC)
    except (ValueError, OverflowError, OSError):
        raise NotADayError(date) from None
    return instant.strftime("%Y-%m-%dT%H:%M:%S.999999Z").rjust(27, "0")


def local_day(second: Second, zone: str) -> Second:
    """The day number, in a zone, that a second falls on; UTC's beyond the years 1 to 9999."""
    if not _CALENDAR[0] <= second < _CALENDAR[1]:
        return second // 86_400 + 719_163
    return today(zone, datetime.fromtimestamp(second, UTC)).s0 or 0


_CALENDAR = (-62_000_000_000, 253_000_000_000)  # seconds since 1970: well within years 1 and 9999


def last_second(date: Date, settings: Settings) -> Second:
    """The end of K: of a day, its last second in the log's zone; of an instant, itself."""
    last = moments(date, settings.zone, settings.pad)[1]
    return inf if last is None else last
