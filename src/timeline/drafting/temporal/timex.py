"""The values of TIMEX3, their days, their arithmetic, and the EDTF each stands for.

A value is the text of the `value` attribute in ISO-TimeML: `2024-01-08`, `2024-W03`,
`2024-W03-WE`, `2023-Q3`, `2023-H1`, `2023-FA`, `199` (a decade), `18` (a century), `BC0044`,
`FY2020`, with `TMO`, `TAF`, `TEV`, `TNI` or `T08:15` behind a day; `P3D` and its like are
durations; `PAST_REF`, `PRESENT_REF` and `FUTURE_REF` stand on no calendar.

See: ISO 24617-1:2012 (TimeML), and the TimeML annotation guidelines 1.2.1.
"""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from timeline.dates.gregorian import civil, day_number, format_day, format_year, month_length
from timeline.dates.periods import neighbour, third

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each meteorological season in the north."""
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_FIRST_OF_CHRIST = day_number(1)
_LAST_ISO_DAY = date.max.toordinal()
_QUARTER_CODE = 33
_HALF_CODE = 40
_VALUE = re.compile(
    r"(?P<bc>BC)?(?P<digits>\d{2,4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)))?"
    r"(?:T(?P<time>[A-Z]{2}|\d\d(?::\d\d(?::\d\d)?)?Z?))?"
)


@frozen
class Span:
    """A calendar value taken apart. `unit` is its precision; days `first` to `last` inclusive."""

    unit: str
    year: int
    month: int
    day: int
    first: int
    last: int
    time: str


def read_span(value: str) -> Span | None:
    """What `value` covers; None where it is on no calendar (`P3D`, `PAST_REF`, `XXXX-03`)."""
    fiscal = value.startswith("FY")
    match = _VALUE.fullmatch(value.removeprefix("FY"))
    if match is None:
        return None
    digits = match["digits"]
    number = int(digits)
    if match["bc"]:
        return _ancient(match, digits, number)
    if len(digits) == 2:
        return _years("century", number * 100, 100)
    if len(digits) == 3:
        return _years("decade", number * 10, 10)
    if fiscal:
        return _years("fiscal", number, 1)
    return _within_year(match, number)


def _ancient(match: re.Match[str], digits: str, number: int) -> Span | None:
    if len(digits) == 2:
        return _years("century", -100 * number - 99, 100)
    if len(digits) == 3:
        return _years("decade", -10 * number - 8, 10)
    return _within_year(match, 1 - number)


def _years(unit: str, first: int, count: int) -> Span:
    days = day_number(first), day_number(first + count) - 1
    return Span(unit, first, 0, 0, days[0], days[1], "")


def _months(unit: str, year: int, month: int, count: int) -> Span:
    end_year, end_index = divmod(year * 12 + month - 1 + count, 12)
    last = day_number(end_year, end_index + 1) - 1
    return Span(unit, year, month, 0, day_number(year, month), last, "")


def _within_year(match: re.Match[str], year: int) -> Span | None:
    if match["month"]:
        return _month_or_day(match, year)
    if match["week"]:
        return _week(match, year)
    if match["quarter"]:
        return _months("quarter", year, 3 * int(match["quarter"]) - 2, 3)
    if match["half"]:
        return _months("half", year, 6 * int(match["half"]) - 5, 6)
    if match["season"]:
        return _months("season", year, SEASON_MONTHS[match["season"]], 3)
    return _years("year", year, 1)


def _month_or_day(match: re.Match[str], year: int) -> Span | None:
    month, day = int(match["month"]), int(match["day"] or 0)
    if not 1 <= month <= 12:
        return None
    if not match["day"]:
        return _months("month", year, month, 1)
    if not 1 <= day <= month_length(year, month):
        return None
    number = day_number(year, month, day)
    return Span("day", year, month, day, number, number, match["time"] or "")


def _week(match: re.Match[str], year: int) -> Span | None:
    if not 1 <= year <= 9998:
        return None
    try:
        monday = date.fromisocalendar(year, int(match["week"]), 1).toordinal()
    except ValueError:
        return None
    weekend = bool(match["weekend"])
    first = monday + 5 if weekend else monday
    return Span("weekend" if weekend else "week", year, 0, 0, first, monday + 6, "")


def day_value(number: int) -> str:
    year, month, day = civil(number)
    return f"{year_value(year)}-{month:02}-{day:02}"


def year_value(year: int) -> str:
    """TIMEX3 counts years before Christ from BC0001; there is no year 0."""
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def month_value(year: int, month: int) -> str:
    """Months outside 1 to 12 carry into the year."""
    carry, index = divmod(month - 1, 12)
    return f"{year_value(year + carry)}-{index + 1:02}"


def week_value(number: int) -> str:
    """The ISO week that holds the day."""
    if not 1 <= number <= _LAST_ISO_DAY:
        return year_value(civil(number)[0])  # ISO weeks are counted within years 1 to 9999
    year, week, _ = date.fromordinal(number).isocalendar()
    return f"{year:04}-W{week:02}"


def quarter_value(year: int, quarter: int) -> str:
    """Quarters outside 1 to 4 carry into the year."""
    carry, index = divmod(quarter - 1, 4)
    return f"{year_value(year + carry)}-Q{index + 1}"


def value_at(number: int, unit: str) -> str:
    """The period of that unit that holds the day."""
    year, month, _ = civil(number)
    match unit:
        case "week":
            return week_value(number)
        case "weekend":
            week = week_value(number)
            return week + "-WE" if "W" in week else week
        case "month":
            return month_value(year, month)
        case "quarter":
            return quarter_value(year, (month + 2) // 3)
        case "half":
            return f"{year_value(year)}-H{1 if month <= 6 else 2}"
        case "season":
            return _season_at(year, month)
        case "year" | "fiscal":
            return year_value(year)
        case "decade":
            return f"{year // 10:03}"
        case "century":
            return f"{year // 100:02}"
        case _:
            return day_value(number)


def _season_at(year: int, month: int) -> str:
    if month < 3:
        return f"{year_value(year - 1)}-WI"
    return f"{year_value(year)}-{('SP', 'SU', 'FA', 'WI')[month // 3 - 1]}"


_UNIT_YEARS = {"year": 1, "fiscal": 1, "decade": 10, "century": 100}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3}
_UNIT_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def shift_days(number: int, unit: str, count: int) -> int:
    """The day `count` units later; the month's last day where it has no such day."""
    if unit in _UNIT_DAYS:
        return number + count * _UNIT_DAYS[unit]
    months = count * (_UNIT_MONTHS.get(unit) or 12 * _UNIT_YEARS[unit])
    year, month, day = civil(number)
    carry, index = divmod(month - 1 + months, 12)
    return day_number(year + carry, index + 1, min(day, month_length(year + carry, index + 1)))


_RANK = {
    "hour": 0, "day": 1, "weekend": 2, "week": 2, "fortnight": 2, "month": 3, "season": 4,
    "quarter": 4, "half": 5, "year": 6, "fiscal": 6, "decade": 7, "century": 8,
}  # fmt: skip


def rank(unit: str) -> int:
    """How coarse a unit is; units of one rank are as fine as each other."""
    return _RANK.get(unit, 0)


# --- EDTF ----------------------------------------------------------------------------------


def edtf_of(value: str, modifier: str = "", *, approximate: bool = False) -> str | None:
    """The EDTF date that `value` names; None for what has no place on a calendar.

    START, MID and END give the one-of third of the period. A time of day in words keeps its
    day, for EDTF has no mornings. Fiscal years begin in many months: they are approximate.
    """
    span = read_span(value)
    if span is None:
        return None
    if modifier in {"START", "MID", "END"}:
        part = _third(value, span, modifier)
        if part is not None:
            return part
    mark = "~" if approximate or modifier == "APPROX" else ""
    if span.unit in {"week", "weekend"}:
        return f"{format_day(span.first)}{mark}/{format_day(span.last)}{mark}"
    plain = _plain(value, span)
    return plain if "T" in plain else plain + ("~" if span.unit == "fiscal" else mark)


def _plain(value: str, span: Span) -> str:
    year = format_year(span.year)
    match span.unit:
        case "century":
            return _masked(span, 2)
        case "decade":
            return _masked(span, 1)
        case "quarter":
            return f"{year}-{_QUARTER_CODE - 1 + int(value[-1])}"
        case "half":
            return f"{year}-{_HALF_CODE - 1 + int(value[-1])}"
        case "season":
            return f"{year}-{_SEASON_CODES[value[-2:]]}"
        case "month":
            return f"{year}-{span.month:02}"
        case "day":
            return _timed(span, span.time) if span.time[:1].isdigit() else format_day(span.first)
        case _:
            return year


def _timed(span: Span, time: str) -> str:
    """EDTF's times have seconds, and no 24:00."""
    clock = time.removesuffix("Z")
    day, clock = (span.first + 1, "00:00") if clock == "24:00" else (span.first, clock)
    seconds = ":00" * (2 - clock.count(":"))
    return f"{format_day(day)}T{clock}{seconds}{'Z' * time.endswith('Z')}"


def _masked(span: Span, digits: int) -> str:
    """`195X`, `18XX`, `-04XX`: of a span before Christ the year nearer to Christ has the digits."""
    first, last = span.year, civil(span.last)[0]
    if first < 0 and (digits == 1 or last == 0):
        return f"[{format_year(first)}..{format_year(last)}]"  # no digits that all years share
    return format_year(max(first, last) if first < 0 else first)[:-digits] + "X" * digits


def _third(value: str, span: Span, modifier: str) -> str | None:
    """Thirds as the date grammar cuts them; a week's are its first, middle and last three days."""
    index = ("START", "MID", "END").index(modifier)
    if span.unit in {"day", "weekend"}:
        return None
    if span.unit == "week":
        first = span.first + 2 * index
        return f"[{format_day(first)}..{format_day(first + 2)}]"
    if span.unit in {"decade", "century"} and span.first < _FIRST_OF_CHRIST:
        years = (civil(span.last)[0] - span.year + 1) // 3
        first = span.year + index * years
        last = first + years - 1 if index < 2 else civil(span.last)[0]
        return f"[{format_year(first)}..{format_year(last)}]"
    low, high = third(_plain(value, span), index)
    return low if low == high else f"[{low}..{high}]"


def since(value: str) -> str | None:
    """`X/..`: from X on, throughout."""
    span = read_span(value)
    if span is None:
        return None
    start = format_day(span.first) if span.unit in {"week", "weekend"} else edtf_of(value)
    return f"{start}/.."


def before(value: str) -> str | None:
    """`[..X-1]`: some time before X, as the date grammar reads "before 1985"."""
    beside = _beside(value, -1)
    return f"[..{beside}]" if beside else None


def after(value: str) -> str | None:
    """`[X+1..]`: some time after X, at X's precision."""
    beside = _beside(value, 1)
    return f"[{beside}..]" if beside else None


def _beside(value: str, step: int) -> str | None:
    span = read_span(value)
    if span is None:
        return None
    if span.unit in {"day", "week", "weekend"}:
        return format_day(span.last + 1 if step > 0 else span.first - 1)
    return neighbour(_plain(value, span), step)
