"""An independent judge of EDTF: it walks and enumerates, and shares no code with the parser.

`judge(text)` is None where the text is not EDTF or no such day exists; otherwise the bounds
(s0, s1, e0, e1), None for unbounded. Years are tried one by one, days are looked up in
`datetime.date` by way of the same year of the 400-year cycle.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

Bounds = tuple[int | None, int | None, int | None, int | None]

SEASON_MONTHS = {
    21: (3, 4, 5), 22: (6, 7, 8), 23: (9, 10, 11), 24: (12, 13, 14),
    25: (3, 4, 5), 26: (6, 7, 8), 27: (9, 10, 11), 28: (12, 13, 14),
    29: (9, 10, 11), 30: (12, 13, 14), 31: (3, 4, 5), 32: (6, 7, 8),
    33: (1, 2, 3), 34: (4, 5, 6), 35: (7, 8, 9), 36: (10, 11, 12),
    37: (1, 2, 3, 4), 38: (5, 6, 7, 8), 39: (9, 10, 11, 12),
    40: (1, 2, 3, 4, 5, 6), 41: (7, 8, 9, 10, 11, 12),
}  # fmt: skip
YEARS_TOLD = 99_999_999_999


def judge(text: str) -> Bounds | None:
    if text.startswith(("[", "{")):
        return _judge_set(text)
    if text.count("/") == 1:
        return _judge_interval(*text.split("/"))
    found = _judge_point(text)
    return None if found is None else (*found, *found)


def days_of(text: str) -> Iterator[int]:
    """Every day that a point can be, in order; for points of few years only."""
    walked = _walk(text.partition("T")[0])
    assert walked is not None
    year, month, day, significant = walked
    for each in _years(year, significant) or ():
        yield from _days_in_year(each, month, day)


def ordinal(year: int, month: int, day: int) -> int | None:
    """The day's number, or None where the calendar has no such day."""
    like = year % 400 + 400  # the same year of another cycle
    try:
        return date(like, month, day).toordinal() + (year - like) // 400 * 146_097
    except ValueError:
        return None


def _judge_interval(first: str, last: str) -> Bounds | None:
    if "T" in first + last or (first in {"", ".."} and last in {"", ".."}):
        return None
    start = (None, None) if first in {"", ".."} else _judge_point(first)
    end = (None, None) if last in {"", ".."} else _judge_point(last)
    if start is None or end is None:
        return None
    return _throughout(start, end)


def _throughout(
    start: tuple[int | None, int | None], end: tuple[int | None, int | None]
) -> Bounds | None:
    low, high = start[0], end[1]
    if low is not None and high is not None and low > high:
        return None
    latest_start = [day for day in (start[1], high) if day is not None]
    earliest_end = [day for day in (end[0], low) if day is not None]
    return low, min(latest_start, default=None), max(earliest_end, default=None), high


def _judge_set(text: str) -> Bounds | None:
    if text[0] + text[-1] not in {"[]", "{}"} or len(text) < 3:
        return None
    each: list[Bounds] = []
    for member in text[1:-1].split(","):
        found = _judge_member(member, all_of=text[0] == "{")
        if found is None:
            return None
        each.append(found)
    starts0, starts1, ends0, ends1 = ([bounds[i] for bounds in each] for i in range(4))
    low = None if None in starts0 else min(day for day in starts0 if day is not None)
    high = None if None in ends1 else max(day for day in ends1 if day is not None)
    if text[0] == "[":
        return low, high, low, high
    return (
        low,
        min((day for day in starts1 if day is not None), default=None),
        max((day for day in ends0 if day is not None), default=None),
        high,
    )


def _judge_member(member: str, *, all_of: bool) -> Bounds | None:
    if ".." not in member:
        found = _judge_point(member)
        return None if found is None else (*found, *found)
    first, _, last = member.partition("..")
    found_range = _judge_interval(first, last) if ".." not in {first, last} else None
    if found_range is None or all_of:
        return found_range
    low, _, _, high = found_range
    return low, high, low, high


def _judge_point(text: str) -> tuple[int, int] | None:
    day_text, mark, time = text.partition("T")
    walked = _walk(day_text)
    if walked is None or (mark and not (_is_time(time) and _is_exact(day_text))):
        return None
    year, month, day, significant = walked
    if month is not None and (year.startswith("Y") or significant is not None):
        return None
    years = _years(year, significant)
    if years is None:
        return None
    if month is not None and month.isdigit() and int(month) > 12:
        if int(month) not in SEASON_MONTHS or day is not None:
            return None
        return _season(years, int(month))
    if month is None:
        first, last = ordinal(years[0], 1, 1), ordinal(years[-1], 12, 31)
        assert first is not None
        assert last is not None
        return first, last
    first = next((d for y in years for d in _days_in_year(y, month, day)), None)
    if first is None:
        return None
    last = next(d for y in reversed(years) for d in reversed(list(_days_in_year(y, month, day))))
    return first, last


def _season(years: Sequence[int], code: int) -> tuple[int, int]:
    months = SEASON_MONTHS[code]
    first = ordinal(years[0], months[0], 1)
    year, after = years[-1], months[-1] + 1
    following = ordinal(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    assert first is not None
    assert following is not None
    return first, following - 1


def _days_in_year(year: int, month: str | None, day: str | None) -> Iterator[int]:
    for m in range(1, 13):
        if month is None or _fits(month, m):
            for d in range(1, 32):
                if day is None or _fits(day, d):
                    number = ordinal(year, m, d)
                    if number is not None:
                        yield number


def _fits(mask: str, number: int) -> bool:
    return all(a in (b, "X") for a, b in zip(mask, f"{number:02}", strict=True))


def _years(text: str, significant: int | None) -> Sequence[int] | None:
    """Every year that is meant, in order; None where the text means none."""
    if "X" in text:
        negative = text.startswith("-")
        spelled = product(*("0123456789" if c == "X" else c for c in text.lstrip("-")))
        numbers = [int("".join(digits)) for digits in spelled]
        if significant is not None:
            return None
        return [-number for number in reversed(numbers) if number] if negative else numbers
    if text == "-0000":
        return None
    year = int(text.removeprefix("Y"))
    if significant is None:
        return range(year, year + 1)
    shown = str(abs(year))
    if year == 0 or significant > len(shown):
        return None
    kept = shown[:significant]
    rest = len(shown) - significant
    low, high = int(kept + "0" * rest), int(kept + "9" * rest)
    return range(low, high + 1) if year > 0 else range(-high, -low + 1)


def _walk(text: str) -> tuple[str, str | None, str | None, int | None] | None:
    """(year, month, day, significant digits) without qualifiers, character by character."""
    rest = text[1:] if text[:1] in {"?", "~", "%"} else text
    year, significant, rest = _walk_year(rest)
    if year is None:
        return None
    if rest[:1] in {"?", "~", "%"}:
        rest = rest[1:]
    parts: list[str] = []
    while rest and len(parts) < 2:
        if not rest.startswith("-"):
            return None
        rest = rest[1:]
        if rest[:1] in {"?", "~", "%"}:
            rest = rest[1:]
        part, rest = rest[:2], rest[2:]
        if len(part) != 2 or any(c not in "0123456789X" for c in part):
            return None
        parts.append(part)
        if rest[:1] in {"?", "~", "%"}:
            rest = rest[1:]
    if rest:
        return None
    month, day = [*parts, None, None][:2]
    return year, month, day, significant


def _walk_year(text: str) -> tuple[str | None, int | None, str]:
    """(year, significant digits, what follows); the year is None where there is none."""
    year, rest = _walk_long_year(text) if text.startswith("Y") else _walk_short_year(text)
    if year is None or not rest.startswith("S"):
        return year, None, rest
    count, rest = _leading_digits(rest[1:])
    if not 1 <= len(count) <= 2 or count[0] == "0":
        return None, None, ""
    return year, int(count), rest


def _walk_short_year(text: str) -> tuple[str | None, str]:
    sign = "-" if text.startswith("-") else ""
    digits = text[len(sign) : len(sign) + 4]
    if len(digits) < 4 or any(c not in "0123456789X" for c in digits):
        return None, ""
    return sign + digits, text[len(sign) + 4 :]


def _walk_long_year(text: str) -> tuple[str | None, str]:
    sign = "-" if text.startswith("Y-") else ""
    digits, rest = _leading_digits(text[1 + len(sign) :])
    if rest.startswith("E"):
        power, rest = _leading_digits(rest[1:])
        if not 1 <= len(power) <= 3:
            return None, ""
        digits += "0" * int(power)
    if len(digits) < 5 or digits[0] == "0" or int(digits) > YEARS_TOLD:
        return None, ""
    return f"Y{sign}{digits}", rest


def _leading_digits(text: str) -> tuple[str, str]:
    rest = text.lstrip("0123456789")
    return text[: len(text) - len(rest)], rest


def _is_exact(day_text: str) -> bool:
    return all(c in "0123456789-" for c in day_text) and len(day_text.lstrip("-")) == 10


def _is_time(text: str) -> bool:
    if not text.isascii():
        return False
    shape = "".join("9" if c.isdigit() else c for c in text)
    if shape not in {"99:99:99", "99:99:99Z"} | {
        f"99:99:99{sign}99{minutes}" for sign in "+-" for minutes in ("", ":99")
    }:
        return False
    hour, minute, second = int(text[:2]), int(text[3:5]), int(text[6:8])
    offset = text[8:].lstrip("Z+-")
    hours, minutes = int(offset[:2] or 0), int(offset[3:] or 0)
    return (
        hour <= 23
        and minute <= 59
        and second <= 59
        and minutes <= 59
        and hours * 60 + minutes <= 14 * 60
    )
