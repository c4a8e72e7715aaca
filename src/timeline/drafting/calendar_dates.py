"""Reading what names a place on the calendar: `Jan. 8, 2024`, `1914-18`, `the 1990s`, `Q3`.

Every function takes (tokens, at, end) and gives the mentions that begin at token `at`, or an
empty tuple. Two come from a range such as `Jan. 8-10`: one for each end.
"""

from __future__ import annotations

from attrs import evolve

from timeline.dates.gregorian import month_length
from timeline.drafting.lexicon import (
    DECADE_WORDS,
    HOLIDAYS,
    MONTH_NUMBERS,
    NUMBERS,
    ORDINALS,
    PLURALS,
    PREPOSITIONS,
    SEASONS,
    UNITS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.mention import Mention
from timeline.drafting.quantities import read_phrase
from timeline.drafting.tokens import Tokens

Mentions = tuple[Mention, ...]
NOTHING: Mentions = ()

_FULL_NAME = 4
_SHORT_MONTHS = frozenset({"may", "june", "july"})
_WORDLIKE_MONTHS = frozenset({"may", "march", "mar", "dec", "jan", "sep", "jun", "jul", "apr"})
_ERA_BC = frozenset({"bc", "bce", "b.c.", "b.c.e."})
_ERA_AD = frozenset({"ad", "ce", "a.d.", "c.e."})
_RANGE = frozenset({"-", "to", "and", "through", "until", "or", "/", "&", "thru"})
_YEAR_STEPS = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0}


def year_number(word: str) -> int:
    """A year of four digits as running text writes it, or 0."""
    return int(word) if len(word) == 4 and word.isdecimal() and "1000" <= word <= "2199" else 0


def day_of_month(tokens: Tokens, at: int) -> int:
    """1 to 31 written as `8`, `8th` or `eighth`, or 0."""
    word = tokens.words[at]
    if word.isdecimal() and len(word) <= 2:
        number = int(word)
    elif word[0].isdigit() and word[-2:] in {"st", "nd", "rd", "th"} and word[:-2].isdecimal():
        number = int(word[:-2])
    else:
        number = ORDINALS.get(word, 0)
    return number if 1 <= number <= 31 else 0


def read_iso(tokens: Tokens, at: int, end: int) -> Mentions:
    """`2024-01-08`, `2024-01-08T14:00`."""
    del end
    word = tokens.words[at]
    year, month, day = int(word[:4]), int(word[5:7]), int(word[8:10])
    if not (year and 1 <= month <= 12 and 1 <= day <= month_length(year, month)):
        return NOTHING
    clock = word[11:]
    if clock and (clock[:2] > "23" or any(part > "59" for part in clock.split(":")[1:])):
        return NOTHING
    kind = "TIME" if clock else "DATE"
    return (Mention(at, at + 1, "date", kind, year=year, month=month, day=day, time=clock),)


def read_slashed(tokens: Tokens, at: int, end: int) -> Mentions:
    """`1/8/2024`: month first, as American news has it, unless that is no date."""
    del end
    first, second, year = (int(part) for part in tokens.words[at].split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    readings = [
        (month, day)
        for month, day in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= month_length(year or 4, month)
    ]
    if not readings or not year:
        return NOTHING
    month, day = readings[0]
    others = tuple(f"{year:04}-{m:02}-{d:02}" for m, d in readings[1:] if (m, d) != (month, day))
    return (Mention(at, at + 1, "date", year=year, month=month, day=day, choices=others),)


def read_weekday(tokens: Tokens, at: int, end: int) -> Mentions:
    """`Monday`; `Monday, Jan. 8`; `Tues. 9 January`."""
    word = tokens.words[at]
    weekday = WEEKDAY_NUMBERS[word]
    after = at + 1
    if after < end and tokens.words[after] == "." and word not in {"monday"} and len(word) < 6:
        after += 1
    date_at = after
    if date_at < end and tokens.words[date_at] == ",":
        date_at += 1
    if date_at < end and tokens.words[date_at] == "the":
        date_at += 1
    if date_at < end:
        dated = read_month(tokens, date_at, end) or read_day(tokens, date_at, end)
        if dated and dated[0].day:
            return (evolve(dated[0], first=at, weekday=weekday), *dated[1:])
    if len(word) < 6 or not tokens.raw[at][0].isupper() or _is_title(tokens, at, end):
        return NOTHING
    return (Mention(at, at + 1, "weekday", weekday=weekday),)


def _is_title(tokens: Tokens, at: int, end: int) -> bool:
    """`the Sunday Times`, `called Friday Night`."""
    capital = at + 1 < end and tokens.raw[at + 1][0].isupper()
    return capital and at > 0 and tokens.words[at - 1] in {"the", "called", "named", "a"}


def _month_at(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    """(month, the token after it and its abbreviating stop), or (0, at)."""
    if at >= end:
        return 0, at
    word = tokens.words[at]
    month = MONTH_NUMBERS.get(word, 0)
    if not month or not tokens.raw[at][0].isupper():
        return 0, at
    after = at + 1
    short = len(word) <= _FULL_NAME and word not in _SHORT_MONTHS
    if short and after < end and tokens.words[after] == "." and tokens.joined(after):
        after += 1
    return month, after


def read_month(tokens: Tokens, at: int, end: int) -> Mentions:
    """`Jan. 8`, `January 8-10, 2024`, `January 2024`, `January last year`, `January`."""
    month, after = _month_at(tokens, at, end)
    if not month:
        return NOTHING
    words = tokens.words
    start = after
    if start + 1 < end and words[start] == "the" and words[start + 1][0].isdigit():
        start += 1
    if start < end and not _is_measured(tokens, start + 1, end):
        day = day_of_month(tokens, start)
        if day and not (
            words[start].isalpha() and start + 1 < end and words[start + 1] == "quarter"
        ):
            return _read_days(tokens, at, month, day, start + 1, end)
    year, step, after = read_year_part(tokens, after, end)
    if year or step is not None:
        return (
            Mention(
                at,
                after,
                "month",
                year=year,
                month=month,
                said="year" * (step is not None),
                step=step or 0,
            ),
        )
    return _read_bare_month(tokens, at, after, end, month)


def _is_measured(tokens: Tokens, at: int, end: int) -> bool:
    """`March 10 miles`, `May 5 percent`: the number counts something else."""
    if at >= end:
        return False
    word = tokens.words[at]
    return word in PLURALS or word in {
        "%", "percent", "people", "million", "billion", "miles", "points", "km", "men"
    }  # fmt: skip


def _read_days(tokens: Tokens, at: int, month: int, day: int, after: int, end: int) -> Mentions:
    first_after = after
    last_day, last_at = 0, 0
    if after + 1 < end and tokens.words[after] in _RANGE:
        last_day = day_of_month(tokens, after + 1)
        follows = after + 2
        dashed = tokens.words[after] == "-"
        if (
            last_day > day
            and (dashed or _ends_plainly(tokens, follows, end))
            and not _month_at(tokens, follows, end)[0]
        ):
            last_at, after = after + 1, follows
        else:
            last_day = 0
    year, step, after_year = read_year_part(tokens, after, end)
    said = "year" if step is not None else ""
    mention = Mention(
        at, first_after if last_day else after_year, "date", year=year, month=month, day=day,
        said=said, step=step or 0,
    )  # fmt: skip
    if not last_day:
        return (mention,)
    other = evolve(mention, first=last_at, after=after_year, day=last_day)
    return mention, other


def _ends_plainly(tokens: Tokens, at: int, end: int) -> bool:
    return at >= end or not tokens.words[at][0].isalpha() or tokens.words[at] in {
        "in", "at", "and", "with", "to", "by", "for", "of", "as", "when", "that", "but", "last",
        "this", "the", "on", "were", "was",
    }  # fmt: skip


def read_year_part(tokens: Tokens, at: int, end: int) -> tuple[int, int | None, int]:
    """What may follow a month or a day: (year, step from the current year or None, token after)."""
    words = tokens.words
    start = at
    if start < end and words[start] in {",", "of", "in"}:
        start += 1
    if start >= end:
        return 0, None, at
    year = year_number(words[start])
    if year and not (start + 1 < end and _counts(tokens, start + 1)):
        if words[at] == "in" and start - at == 1:
            return 0, None, at
        return year, None, start + 1
    if words[start] == "'" and start + 1 < end and tokens.joined(start + 1):
        short = words[start + 1]
        if len(short) == 2 and short.isdecimal():
            return 1900 + int(short) if int(short) > 40 else 2000 + int(short), None, start + 2
    if words[at] != "," and words[start] in _YEAR_STEPS and start + 1 < end:
        following = start + 1
        if words[following] == "same" and following + 1 < end:
            following += 1
        if words[following] == "year":
            step = _YEAR_STEPS[words[start]]
            if words[start] in {"that", "same"}:
                return 0, 100, following + 1
            return 0, step, following + 1
    if words[start] == "the" and start + 1 < end and words[start + 1] in {"same", "following"}:
        if start + 2 < end and words[start + 2] == "year":
            return 0, 100 if words[start + 1] == "same" else 101, start + 3
    return 0, None, at


def _counts(tokens: Tokens, at: int) -> bool:
    """Whether the word after a number of four digits is what the number counts."""
    word = tokens.words[at]
    return word in {"%", "percent", "people", "men", "women", "troops", "dollars", "points"}


_BEFORE_MONTH = frozenset(
    "in since by until till from through during early late mid of last this next and to before "
    "after between for or as past - begun beginning starting around about , the that every "
    "following previous ( ending ended effective".split()
)


def _read_bare_month(tokens: Tokens, at: int, after: int, end: int, month: int) -> Mentions:
    before = tokens.words[at - 1] if at else ""
    if tokens.words[at] in _WORDLIKE_MONTHS and (
        before not in _BEFORE_MONTH
        or (
            before in {",", "and", "to", "for", "or", "the", "("}
            and not _beside_month(tokens, at, after, end)
            and not (before == "the" and _before_noun(tokens, after, end))
        )
    ):
        return NOTHING
    capital = after < end and tokens.raw[after][0].isupper() and tokens.raw[after].isalpha()
    if capital and before not in _BEFORE_MONTH:
        return NOTHING
    if tokens.words[at] in {"april", "june", "august", "july"} and capital and before in {
        ",", "and", "to", "for", "of", "by", "from", "or", "with", "the", "(",
    }:  # fmt: skip
        return NOTHING
    if before.isalpha() and before not in _BEFORE_MONTH and tokens.raw[at - 1][0].isupper():
        return NOTHING
    return (Mention(at, after, "month", month=month),)


def _before_noun(tokens: Tokens, at: int, end: int) -> bool:
    """`the March accession`, but not `the March on Washington`."""
    return (
        at < end
        and tokens.raw[at].isalpha()
        and tokens.raw[at].islower()
        and (tokens.words[at] not in PREPOSITIONS)
    )


def _beside_month(tokens: Tokens, at: int, after: int, end: int) -> bool:
    """Whether another month stands two tokens away, as in `April and May`."""
    near = (at - 2, after + 1)
    return any(0 <= i < end and tokens.words[i] in MONTH_NUMBERS for i in near)


def read_day(tokens: Tokens, at: int, end: int) -> Mentions:
    """`8 January 2024`, `the 8th of January`, `8-10 January`."""
    words = tokens.words
    day = day_of_month(tokens, at)
    if not day or (at and tokens.joined(at) and words[at - 1] in {"$", ".", ",", ":", "£", "€"}):
        return NOTHING
    after = at + 1
    if after < end and words[after] in _RANGE and after + 1 < end:
        last = day_of_month(tokens, after + 1)
        if last > day:
            dated = _read_day_month(tokens, after + 1, after + 2, last, end)
            if dated:
                return evolve(dated, first=at, after=at + 1, day=day), dated
    dated = _read_day_month(tokens, at, after, day, end)
    return (dated,) if dated else NOTHING


def _read_day_month(tokens: Tokens, at: int, after: int, day: int, end: int) -> Mention | None:
    if after < end and tokens.words[after] == "of":
        after += 1
    month, after = _month_at(tokens, after, end)
    if not month or (tokens.words[after - 1] == "may" and after == end and not day):
        return None
    year, step, after = read_year_part(tokens, after, end)
    said = "year" if step is not None else ""
    return Mention(at, after, "date", year=year, month=month, day=day, said=said, step=step or 0)


_YEAR_BEFORE = frozenset(
    "in since by until till before after from to during between through circa of for and or "
    "around about ( early late mid year fiscal , - / the a its his her their that this 's as "
    "spring summer fall autumn winter c . ca ; [ early-to-mid begun between than approximately "
    "roughly into past near throughout over dated founded built established born died opened "
    "completed published written finished signed elected".split()
)
_NOT_YEARS = frozenset(
    "$ £ € # no number route highway flight page room section boeing channel approx some only "
    "nearly almost another additional least most over than @ x * = + us".split()
)


_CAR_MAKERS = frozenset(
    "acura audi bmw buick cadillac chevrolet chevy chrysler dodge ferrari fiat ford gmc harley "
    "honda hyundai infiniti jaguar jeep kia lexus lincoln mazda mercedes mercury mitsubishi "
    "nissan oldsmobile peugeot plymouth pontiac porsche renault saab saturn subaru suzuki tesla "
    "toyota volkswagen volvo yamaha".split()
)


def read_year(tokens: Tokens, at: int, end: int) -> Mentions:
    """`1967`, and both ends of `1914-18` and `2011/12`."""
    words = tokens.words
    year = year_number(words[at])
    if not year:
        return NOTHING
    era = _era_after(tokens, at + 1, end)
    if era:
        return _ancient_range(tokens, at, end)
    if not _is_year(tokens, at, end, year):
        return NOTHING
    mention = Mention(at, at + 1, "year", year=year)
    if at + 2 < end and words[at + 1] in {"-", "/"} and tokens.joined(at + 1):
        last = words[at + 2]
        if tokens.joined(at + 2) and last.isdecimal() and len(last) in {2, 4}:
            number = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
            if year < number < year + 200:
                return mention, Mention(at + 2, at + 3, "year", year=number)
            if len(last) == 4:
                return NOTHING  # a telephone number, or the like
    return (mention,)


def _is_year(tokens: Tokens, at: int, end: int, year: int) -> bool:
    words = tokens.words
    before = words[at - 1] if at else ""
    if at and tokens.joined(at) and before not in {"(", "-", "/", "[", "'", '"', "“"}:
        return False
    following = words[at + 1] if at + 1 < end else ""
    if following in _CAR_MAKERS:
        return False
    if following == "-" and tokens.joined(at + 1) and at + 2 < end and words[at + 2].isalpha():
        return before in {"the", "a"} and words[at + 2] not in UNITS and not year % 100 == 0
    if (
        before in _NOT_YEARS
        or following in {"%", "$", "percent", "°"}
        or _counts_next(tokens, at, end)
    ):
        return False
    if (
        following.isalpha()
        and following.endswith("s")
        and len(following) > 3
        and (
            tokens.raw[at + 1].islower()
            and following not in {"was", "has", "this", "as", "is", "his"}
        )
    ):
        if (
            year % 100 == 0
            or before not in _YEAR_BEFORE
            or before in {"about", "around", "than", "over"}
        ):
            return False
    return before in _YEAR_BEFORE or (
        1900 <= year <= 2060
        and (
            not before.isalpha()
            or tokens.raw[at - 1][0].isupper()
            or following in {"", ".", ",", ")", ";", ":"}
            or before in WEEKDAY_NUMBERS
        )
    )


def _counts_next(tokens: Tokens, at: int, end: int) -> bool:
    return at + 1 < end and (_counts(tokens, at + 1) or tokens.words[at + 1] in PLURALS)


def _era_after(tokens: Tokens, at: int, end: int) -> str:
    if at < end and (tokens.words[at] in _ERA_BC or tokens.words[at] in _ERA_AD):
        slug = at + 1 < end and tokens.words[at + 1] == "-" and tokens.joined(at + 1)
        if not tokens.raw[at][0].isupper() or slug:
            return ""
        return "BC" if tokens.words[at] in _ERA_BC else "AD"
    return ""


def read_ancient(tokens: Tokens, at: int, end: int) -> Mentions:
    """`44 BC`, `264-241 BC`, `AD 732`, `79 CE`."""
    words = tokens.words
    if words[at] in _ERA_AD:
        if at + 1 < end and tokens.raw[at][0].isupper() and _short_year(words[at + 1]):
            return (Mention(at, at + 2, "year", year=int(words[at + 1])),)
        return NOTHING
    return _ancient_range(tokens, at, end)


def _short_year(word: str) -> bool:
    return word.isdecimal() and len(word) <= 4 and word[0] != "0"


def _ancient_range(tokens: Tokens, at: int, end: int) -> Mentions:
    words = tokens.words
    if not _short_year(words[at]):
        return NOTHING
    era = _era_after(tokens, at + 1, end)
    if era:
        return (_ancient_year(at, at + 2, int(words[at]), era),)
    if at + 3 < end and words[at + 1] in _RANGE and _short_year(words[at + 2]):
        era = _era_after(tokens, at + 3, end)
        if era:
            return (
                _ancient_year(at, at + 1, int(words[at]), era),
                _ancient_year(at + 2, at + 4, int(words[at + 2]), era),
            )
    return NOTHING


def _ancient_year(first: int, after: int, number: int, era: str) -> Mention:
    if era == "AD":
        return Mention(first, after, "year", year=number)
    return Mention(first, after, "literal", value=f"BC{number:04}")


_BEFORE_SEASON = frozenset(
    "in the by since during until early late mid of through before after from and".split()
)


def read_season(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the summer of 1588`, `spring 2021`, `in the fall`, `the winter of 1944-45`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start >= end or words[start] not in SEASONS:
        return NOTHING
    season = SEASONS[words[start]]
    after = start + 1
    year, step, after_year = read_year_part(tokens, after, end)
    if year or step is not None:
        if after_year + 1 < end and words[after_year] in {"-", "/"} and tokens.joined(after_year):
            tail = words[after_year + 1]
            if tail.isdecimal() and len(tail) in {2, 4}:
                after_year += 2
        return (
            Mention(
                at,
                after_year,
                "season",
                value=season,
                year=year,
                step=step or 0,
                said="year" * (step is not None),
            ),
        )
    before = words[at - 1] if at else ""
    followed = words[after] if after < end else ""
    if tokens.raw[start][0].isupper() or followed in {"of", "-"} or before not in _BEFORE_SEASON:
        return NOTHING
    if (
        words[start] in {"fall", "spring"}
        and followed
        and followed.isalpha()
        and followed.endswith("s")
    ):
        return NOTHING
    return (Mention(at, after, "season", value=season),)


_ORDINAL_DIGITS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}


def read_quarter(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the third quarter of 2023`, `first-quarter`, `the first half of 2022`, `Q3 2023`, `3Q`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start >= end:
        return NOTHING
    word = words[start]
    if (
        len(word) == 2
        and word[0] in "qh1234"
        and word[1] in "qh1234"
        and word.isascii()
        and (word[0].isdigit() != word[1].isdigit())
    ):
        number = int(word[1] if word[1].isdigit() else word[0])
        unit = "half" if "h" in word else "quarter"
        if unit == "half" and number > 2:
            return NOTHING
        return _with_year(tokens, at, start + 1, end, unit, number)
    number = ORDINALS.get(word) or _ORDINAL_DIGITS.get(word, 0)
    after = start + 1
    fiscal = after < end and words[after] in {"fiscal", "calendar"}
    if fiscal:
        after += 1
    hyphen = after < end and words[after] == "-" and tokens.joined(after)
    after += hyphen
    if not number or after >= end or words[after] not in {"quarter", "half"}:
        return NOTHING
    unit = words[after]
    if number > (4 if unit == "quarter" else 2):
        return NOTHING
    found = _with_year(tokens, at, after + 1, end, unit, number)
    half_alone = unit == "half" and not (found[0].year or found[0].said or hyphen)
    followed = words[after + 1] if after + 1 < end else ""
    if half_alone or (
        unit == "quarter"
        and followed in {"-", "of"}
        and found[0].after == after + 1
        and followed == "-"
    ):
        return NOTHING
    return found


def _with_year(tokens: Tokens, at: int, after: int, end: int, unit: str, number: int) -> Mentions:
    words = tokens.words
    fiscal = ""
    start = after
    if start < end and words[start] in {"of", "in", ","}:
        start += 1
    if start < end and words[start] in {"fiscal", "the"}:
        skipped = start + 1
        fiscal = "fiscal" if words[start] == "fiscal" else ""
        if skipped < end and words[skipped] == "fiscal":
            fiscal, skipped = "fiscal", skipped + 1
        if skipped < end and words[skipped] == "year":
            tail = year_number(words[skipped + 1]) if skipped + 1 < end else 0
            mention = Mention(
                at,
                skipped + (2 if tail else 1),
                "period",
                unit=unit,
                day=number,
                year=tail,
                said="" if tail else "year",
            )
            return (mention,)
        if fiscal and skipped < end and year_number(words[skipped]):
            value = f"FY{words[skipped]}-{unit[0].upper()}{number}"
            return (Mention(at, skipped + 1, "literal", value=value, year=1),)
    year, step, after = read_year_part(tokens, after, end)
    return (
        Mention(
            at,
            after,
            "period",
            unit=unit,
            day=number,
            year=year,
            said="year" * (step is not None),
            step=step or 0,
        ),
    )


def read_decade(tokens: Tokens, at: int, end: int) -> Mentions:
    """`1990s`, `the '70s`, `the nineties`, `the 1800s`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start >= end:
        return NOTHING
    apostrophe = words[start] == "'" and start + 1 < end and tokens.joined(start + 1)
    word = words[start + 1] if apostrophe else words[start]
    after = start + 1 + apostrophe
    digits = word.rstrip("s'")
    if word in DECADE_WORDS and not apostrophe and start > at:
        return (Mention(at, after, "literal", value=f"19{DECADE_WORDS[word]}"),)
    if not word.endswith("s") or not digits.isdecimal() or not digits.endswith("0"):
        return NOTHING
    if len(digits) == 4 and not apostrophe:
        if digits.endswith("00") and digits < "2000":
            return (Mention(at, after, "literal", value=digits[:2]),)
        return (
            (Mention(at, after, "literal", value=digits[:3]),)
            if "1000" <= digits < "2100"
            else NOTHING
        )
    if len(digits) == 2 and (apostrophe or _follows_decade(tokens, at)):
        return (Mention(at, after, "literal", value=("20" if digits < "10" else "19") + digits[0]),)
    return NOTHING


def _follows_decade(tokens: Tokens, at: int) -> bool:
    """`the 1960s and 70s`."""
    return (
        at >= 2
        and tokens.words[at - 1] in {"and", "or", "to", "-"}
        and any(
            len(word) >= 5 and word[:4].isdecimal() and word.endswith("s")
            for word in tokens.words[max(0, at - 3) : at - 1]
        )
    )


def read_century(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the 19th century`, `nineteenth-century`, `the fifth century BC`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    if start >= end:
        return NOTHING
    word = words[start]
    after = start + 1
    number = ORDINALS.get(word, 0)
    if word in NUMBERS and NUMBERS[word] >= 20 and after + 1 < end and words[after] == "-":
        tail = ORDINALS.get(words[after + 1], 0)
        number, after = (NUMBERS[word] + tail, after + 2) if 0 < tail < 10 else (0, after)
    elif not number and word[:-2].isdecimal() and word[-2:] in {"st", "nd", "rd", "th"}:
        number = int(word[:-2])
    if not 1 <= number <= 22 or after >= end:
        return NOTHING
    if words[after] == "-":
        after += 1
    if after >= end or words[after] not in {"century", "centuries"}:
        return NOTHING
    after += 1
    era = _era_after(tokens, after, end)
    value = f"BC{number - 1:02}" if era == "BC" else f"{number - 1:02}"
    return (Mention(at, after + bool(era), "literal", value=value),)


def read_holiday(tokens: Tokens, at: int, end: int) -> Mentions:
    """`Christmas Eve`, `Thanksgiving 2023`, `Labor Day last year`."""
    if not (tokens.raw[at][0].isupper() or tokens.words[at] == "the"):
        return NOTHING
    found = read_phrase(tokens, at, end, HOLIDAYS, 5)
    if found is None:
        return NOTHING
    value, after = found
    year, step, after = read_year_part(tokens, after, end)
    return (
        Mention(
            at,
            after,
            "holiday",
            value=value,
            year=year,
            step=step or 0,
            said="year" * (step is not None),
        ),
    )


def read_fiscal(tokens: Tokens, at: int, end: int) -> Mentions:
    """`fiscal 2020`, `fiscal year 2014`, `FY2014`."""
    words = tokens.words
    word = words[at]
    if word.startswith("fy") and len(word) in {4, 6}:
        digits = word[2:]
        year = digits if len(digits) == 4 else "20" + digits
        return (Mention(at, at + 1, "literal", value=f"FY{year}"),)
    after = at + 1
    if after < end and words[after] == "year":
        after += 1
    if word in {"fiscal", "fy"} or (word == "financial" and after == at + 2):
        if after < end and year_number(words[after]):
            return (Mention(at, after + 1, "literal", value=f"FY{words[after]}"),)
    return NOTHING


_NAMED_DAYS = {"9/11": "2001-09-11"}


def read_named_day(tokens: Tokens, at: int, end: int) -> Mentions:
    """`9/11`."""
    words = tokens.words
    if tuple(words[at : at + 3]) == ("9", "/", "11") and at + 3 <= end and tokens.joined(at + 1):
        if tokens.joined(at + 2) and not (at + 3 < end and words[at + 3] == "/"):
            return (Mention(at, at + 3, "literal", value=_NAMED_DAYS["9/11"]),)
    return NOTHING
