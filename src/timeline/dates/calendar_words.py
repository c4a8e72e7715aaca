"""Rules for dates of the calendar: days, months, years, decades, centuries, seasons, quarters."""

from __future__ import annotations

import re

from attrs import evolve

from timeline.dates import vocabulary
from timeline.dates.gregorian import format_year
from timeline.dates.reader import Partial, Reader, Span
from timeline.dates.value import parse_edtf

_ERAS_BEFORE = frozenset({"ad", "ce"})
_CROSSING = frozenset({24, 28, 30})
"""Seasons that begin in December: winters of the North, the summer of the South."""
_TWO_YEARS = re.compile("([0-9]{4})[-–]([0-9]{4}|[0-9]{2})(?![0-9-])")


def iso(reader: Reader) -> Span | None:
    """EDTF within words: `before 1985-04`."""
    text = reader.take_kind("iso")
    return Span(parse_edtf(text, hemisphere=reader.settings.hemisphere).edtf) if text else None


def slashed(reader: Reader) -> Partial | None:
    """`2024/01/05`; `1/5/2024` where only one reading is possible, or the order is stated."""
    text = reader.take_kind("slashed")
    if text is None:
        return None
    one, two, three = re.split("[/.-]", text)
    if len(one) == 4 and len(three) <= 2:
        return Partial(int(one), int(two), int(three))
    if len(three) != 4:
        reader.refuse("the year is cut short", "write it with four digits")
    return _ordered(reader, int(one), int(two), int(three))


def _ordered(reader: Reader, one: int, two: int, year: int) -> Partial:
    order = reader.settings.order
    if order is None:
        if one != two and one <= 12 and two <= 12:
            reader.refuse(
                f"it is {year:04}-{two:02}-{one:02} (day first) or "
                f"{year:04}-{one:02}-{two:02} (month first)",
                "write one of them, or state the order: --dmy or --mdy",
            )
        order = "dmy" if one > 12 else "mdy"
    return Partial(year, two, one) if order == "dmy" else Partial(year, one, two)


def weekday_first(reader: Reader) -> Partial | None:
    """`Friday, Jan. 5, 2024`; that it was a Friday is checked once the date is whole."""
    word = reader.take_any(vocabulary.WEEKDAY_NUMBERS)
    if word is None:
        return None
    reader.take(",")
    found = reader.first_of((month_first, day_first))
    return found and evolve(found, weekday=vocabulary.WEEKDAY_NUMBERS[word])


def month_first(reader: Reader) -> Partial | None:
    month = _month(reader)
    if month is None:
        return None
    day = reader.attempt(_day)
    return Partial(reader.attempt(_trailing_year), month, day)


def day_first(reader: Reader) -> Partial | None:
    day = _day(reader)
    reader.take("of")
    month = _month(reader)
    if day is None or month is None:
        return None
    return Partial(reader.attempt(_trailing_year), month, day)


def year_first(reader: Reader) -> Partial | None:
    year = _year(reader)
    if year is None:
        return None
    month = reader.attempt(_month)
    return Partial(year, month, None if month is None else reader.attempt(_day))


def bare_day(reader: Reader) -> Partial | None:
    """The `10, 2024` after `Jan. 8–`."""
    day = _day(reader)
    return None if day is None else Partial(reader.attempt(_trailing_year), None, day)


def season(reader: Reader) -> Span | None:
    word = reader.take_any(vocabulary.SEASON_CODES)
    if word is None:
        return None
    reader.take("of")
    crossing = _two_years(reader)
    year = reader.attempt(_trailing_year) if crossing is None else crossing
    if year is None:
        reader.refuse("it names no year", f"add the year, as in {word} 2024")
    code = vocabulary.SEASON_CODES[word] + _hemisphere_shift(reader)
    if crossing is not None and code not in _CROSSING:
        reader.refuse(f"a {word} lies within one year", f"write {word} {crossing}")
    return Span(f"{format_year(year)}-{code}")


def _hemisphere_shift(reader: Reader) -> int:
    """Seasons of no stated hemisphere are the log's; the text then says it."""
    if reader.take("(", "northern", "hemisphere", ")"):
        return 4
    southern = reader.take("(", "southern", "hemisphere", ")")
    return 8 if southern or reader.settings.hemisphere == "south" else 0


def _two_years(reader: Reader) -> int | None:
    """The 2023 of `winter 2023–24`, which may be one token or three."""
    token = reader.peek()
    match = _TWO_YEARS.match(reader.text, token.start) if token else None
    if match is None or f"{int(match[1]) + 1:04}"[-len(match[2]) :] != match[2]:
        return None
    while (token := reader.peek()) is not None and token.start < match.end():
        reader.at += 1
    return int(match[1])


def part_of_year(reader: Reader) -> Span | None:
    """`Q3 2022`, `third quarter of 2022`, `first half of 2022`, `H1 2022`."""
    code = reader.first_of((_short_part, _ordinal_part))
    if code is None:
        return None
    year = reader.attempt(_trailing_year)
    if year is None:
        reader.refuse("it names no year", "add the year, as in Q3 2022")
    return Span(f"{format_year(year)}-{code}")


def _short_part(reader: Reader) -> int | None:
    short = reader.take_kind("part")
    if short is None:
        return None
    name = "quarter" if short[0] == "q" else "half"
    return _part_code(reader, name, int(short[1]))


def _ordinal_part(reader: Reader) -> int | None:
    ordinal = _ordinal(reader)
    if ordinal is None:
        return None
    if reader.take("four", "months"):
        return _part_code(reader, "four months", ordinal)
    name = reader.take_any(vocabulary.PARTS_OF_YEAR)
    return None if name is None else _part_code(reader, name, ordinal)


def _part_code(reader: Reader, name: str, number: int) -> int:
    first, count = vocabulary.PARTS_OF_YEAR[name]
    if not 1 <= number <= count:
        reader.refuse(f"a year has {count} of '{name}'", f"count from 1 to {count}")
    return first + number - 1


def century(reader: Reader) -> Span | None:
    """The nineteenth is `18XX`, as EDTF counts; before Christ there is no such mask."""
    ordinal = _ordinal(reader)
    if ordinal is None:
        return None
    reader.take("-")
    if not reader.take("century"):
        return None
    if not 1 <= ordinal <= 100:
        reader.refuse("centuries count from the 1st to the 100th", "write the years")
    era = reader.take_any(vocabulary.ERAS)
    if era and vocabulary.ERAS[era]:
        return Span(format_year(1 - 100 * ordinal), format_year(100 - 100 * ordinal))
    return Span(f"{ordinal - 1:02}XX")


def decade(reader: Reader) -> Span | None:
    written = reader.take_kind("decade")
    if written is None:
        return None
    digits = written.rstrip("s'’").zfill(4)
    if digits.endswith("00"):
        year = int(digits)
        reader.refuse(
            f"it is {year}–{year + 9} to some and {year}–{year + 99} to others",
            f"write {digits[:3]}X or {digits[:2]}XX",
        )
    if not digits.endswith("0"):
        reader.refuse("a decade ends in 0", f"write {digits[:3]}0s, or the year {digits}")
    return Span(f"{digits[:3]}X")


def _month(reader: Reader) -> int | None:
    word = reader.take_any(vocabulary.MONTH_NUMBERS)
    return vocabulary.MONTH_NUMBERS[word] if word else None


def _day(reader: Reader) -> int | None:
    """A day of the month; a short number before an era is a year."""
    ordinal = reader.take_kind("ordinal")
    if ordinal:
        return int(ordinal[:-2])
    number, following = reader.take_kind("number"), reader.peek()
    if number is None or len(number) > 2:
        return None
    if following is not None and following.key in vocabulary.ERAS:
        return None
    return int(number)


def _trailing_year(reader: Reader) -> int | None:
    if not reader.take(","):
        reader.take("of")
    return _year(reader)


def _year(reader: Reader) -> int | None:
    """Four digits, or any number with an era; 44 B.C. is the astronomical year -43."""
    era = reader.take_any(_ERAS_BEFORE)
    number = reader.take_kind("number")
    if number is None or len(number) > _LONGEST_YEAR:
        return None
    after = reader.take_any(vocabulary.ERAS)
    if era is None and after is None and len(number) != 4:
        return None
    if after is None or not vocabulary.ERAS[after]:
        return int(number)
    if int(number) == 0:
        reader.refuse("there is no year 0 B.C.", "1 B.C. comes before A.D. 1")
    return 1 - int(number)


_LONGEST_YEAR = 12  # 100,000,000,000 B.C. is the year -99,999,999,999, the first there is


def _ordinal(reader: Reader) -> int | None:
    ordinal = reader.take_kind("ordinal")
    if ordinal:
        return int(ordinal[:-2])
    word = reader.take_any(vocabulary.ORDINAL_WORDS)
    return vocabulary.ORDINAL_WORDS[word] if word else None


RULES = (
    iso,
    slashed,
    season,
    part_of_year,
    century,
    decade,
    weekday_first,
    month_first,
    day_first,
    year_first,
    bare_day,
)
