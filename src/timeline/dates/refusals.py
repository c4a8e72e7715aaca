"""Why a text is no EDTF, and what to write instead; consulted only after the grammar failed.

Each entry is a shape that people and programs really write, with its reason and its cure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from timeline.dates.faults import DateError

Cure = Callable[[re.Match[str]], str]


def refusal(text: str) -> DateError:
    """The error for a text that is not EDTF; the first shape that fits explains it."""
    if not text.isascii():
        plain = _ascii_digits(text)
        if plain != text and plain.isascii():
            return DateError(text, "only the digits 0 to 9 are read", f"write {plain}")
    for shape, reason, cure in _SHAPES:
        match = shape.search(text)
        if match is not None:
            return DateError(text, reason, cure(match))
    return DateError(
        text,
        "it is neither EDTF nor a date in words",
        "write for example 2024-01-05, 2024-01, 'Jan 5, 2024' or 'early 2024'",
    )


def _ascii_digits(text: str) -> str:
    return "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text
    )


def _shape(pattern: str, reason: str, cure: str | Cure) -> tuple[re.Pattern[str], str, Cure]:
    said = (lambda _: cure) if isinstance(cure, str) else cure
    return re.compile(pattern.replace("$", r"\Z"), re.ASCII), reason, said


def _padded(match: re.Match[str]) -> str:
    parts = [part.zfill(2) for part in match.groups() if part]
    return f"write {'-'.join(parts)}"


def _counted(match: re.Match[str]) -> str:
    # They count from the last day of 1899, and think that 1900 was a leap year.
    day = date(1899, 12, 30) + timedelta(days=int(match[1]))
    return f"write {day} if that day is meant, or Y{match[1]} for the year"


_SHAPES = (
    _shape(r"^\s*$", "a date is expected, nothing came", "write for example 2024-01-05"),
    _shape(r"[\"“”„«»]", "quotation marks are no part of a date", "leave them out"),
    _shape(r"\d{3,4}-W\d\d", "weeks of the year are not EDTF", "write the day, as in 2024-01-05"),
    _shape(r"^-?\d{4}-\d{3}$", "days of the year are not EDTF", "write it as in 2024-01-05"),
    _shape(
        r"^(\d{4})(\d\d)(\d\d)$",
        "EDTF separates its parts with hyphens",
        lambda match: f"write {match[1]}-{match[2]}-{match[3]}",
    ),
    _shape(
        r"^(-?\d{4})-(\d{1,2})(?:-(\d{1,2}))?$",
        "months and days have two digits",
        _padded,
    ),
    _shape(
        r"(?:^|/)P\d", "durations are not EDTF", "write both ends, as in 2023-12-27/2024-01-05"
    ),
    _shape(r"unknown", "this is the draft of 2012", "leave an unknown end empty, as in 1985/"),
    _shape(r"^open$|^\d.*open$", "this is the draft of 2012", "write an open end as in 1985/.."),
    _shape(
        r"^\d+[ux]+(-|$)|\d-[ux]{2}",
        "an unspecified digit is a capital X",
        "write it as in 201X or 2024-XX",
    ),
    _shape(r"^y-?\d", "the Y of a long year is a capital", "write it as in Y-170000"),
    _shape(r"^\(.*\)[?~%]", "EDTF has no brackets", "write the sign alone, as in 2004-06~"),
    _shape(r"[?~]{2}", "a date carries one sign", "write % for both ? and ~, as in 1984%"),
    _shape(r"T24", "a day ends at 23:59:59", "write T00:00:00 of the next day"),
    _shape(r":60", "leap seconds are not kept", "write the second before it, :59"),
    _shape(r"T\d\d(:?\d\d)?(Z|[+-].*)?$", "a time is hh:mm:ss", "write it as in T14:00:00"),
    _shape(r"[\dX].*T\d\d:\d\d:\d\d", "the day, the time or the offset is not in order",
           "write it as in 2024-01-08T14:00:00-06:00"),
    _shape(
        r"^-?\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d",
        "a T stands between day and time",
        "write it as in 2024-01-08T14:00:00",
    ),
    _shape(
        r"^(-?)(\d{1,3})$",
        "a year has four digits",
        lambda match: f"write {match[1]}{match[2].zfill(4)} for that year",
    ),
    _shape(
        r"^([2-7]\d{4}|80000)(?:\.\d+)?$",
        "it is how a spreadsheet counts a day, or a year without its Y",
        _counted,
    ),
    _shape(
        r"^(-?[1-9]\d{4,10})$",
        "a year of more than four digits begins with Y",
        lambda match: f"write Y{match[1]}",
    ),
)  # fmt: skip
