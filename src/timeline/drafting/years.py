"""Reading years: `1967`, `1914-18`, `44 BC`, and which numbers of four digits are none."""

from __future__ import annotations

from timeline.drafting.calendar_dates import (
    NOTHING,
    RANGE_LINKS,
    Mentions,
    counts_something,
    year_number,
)
from timeline.drafting.lexicon import ERAS, PLURALS, UNITS, WEEKDAY_NUMBERS
from timeline.drafting.mention import Mention
from timeline.drafting.tokens import Tokens

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
    era = read_era(tokens, at + 1, end)
    if era:
        return read_ancient_range(tokens, at, end)
    if not _is_year(tokens, at, end, year):
        return NOTHING
    mention = Mention(at, at + 1, "year", year=year)
    if at + 2 < end and words[at + 1] in {"-", "/"}:
        last = words[at + 2]
        spaced = not (tokens.joined(at + 1) and tokens.joined(at + 2))
        if spaced and len(last) == 2:
            return (mention,)
        if last.isdecimal() and len(last) in {2, 4}:
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
    if following in _CAR_MAKERS or _ends_number(tokens, at):
        return False
    if following == "-" and tokens.joined(at + 1) and at + 2 < end and words[at + 2].isalpha():
        return before in {"the", "a"} and words[at + 2] not in UNITS and year % 100 != 0
    if (
        before in _NOT_YEARS
        or following in {"%", "$", "percent", "°"}
        or _counts_next(tokens, at, end)
    ):
        return False
    if _is_plural(tokens, at + 1, end) and (
        year % 100 == 0
        or before not in _YEAR_BEFORE
        or before in {"about", "around", "than", "over"}
    ):
        return False  # the number counts the noun
    return before in _YEAR_BEFORE or (
        1900 <= year <= 2060
        and (
            not before.isalpha()
            or tokens.raw[at - 1][0].isupper()
            or following in {"", ".", ",", ")", ";", ":"}
            or before in WEEKDAY_NUMBERS
        )
    )


def _ends_number(tokens: Tokens, at: int) -> bool:
    """`555-2012`: the tail of something longer, where no year stands before the hyphen."""
    if at < 2 or tokens.words[at - 1] not in {"-", "/"} or not tokens.joined(at):
        return False
    return (
        tokens.joined(at - 1)
        and tokens.words[at - 2][0].isdigit()
        and not (year_number(tokens.words[at - 2]) or len(tokens.words[at - 2]) <= 2)
    )


def _is_plural(tokens: Tokens, at: int, end: int) -> bool:
    word = tokens.words[at] if at < end else ""
    return (
        len(word) > 3
        and word.isalpha()
        and word.endswith("s")
        and tokens.raw[at].islower()
        and word != "this"
    )


def _counts_next(tokens: Tokens, at: int, end: int) -> bool:
    return at + 1 < end and (counts_something(tokens, at + 1) or tokens.words[at + 1] in PLURALS)


def _era_of(word: str) -> str:
    """BC or AD, or an empty text."""
    before_christ = ERAS.get(word.replace(".", ""))
    return "" if before_christ is None else "BC" if before_christ else "AD"


def read_era(tokens: Tokens, at: int, end: int) -> str:
    """The era that stands at token `at` in capitals; `BC-NEWS` is a slug."""
    era = _era_of(tokens.words[at]) if at < end else ""
    slug = at + 1 < end and tokens.words[at + 1] == "-" and tokens.joined(at + 1)
    return era if era and tokens.raw[at][0].isupper() and not slug else ""


def read_ancient(tokens: Tokens, at: int, end: int) -> Mentions:
    """`44 BC`, `264-241 BC`, `AD 732`, `79 CE`."""
    words = tokens.words
    if _era_of(words[at]) == "AD":
        if at + 1 < end and tokens.raw[at][0].isupper() and _short_year(words[at + 1]):
            return (Mention(at, at + 2, "year", year=int(words[at + 1])),)
        return NOTHING
    return read_ancient_range(tokens, at, end)


def _short_year(word: str) -> bool:
    return word.isdecimal() and len(word) <= 4 and word[0] != "0"


_BEFORE_SHORT = frozenset({"in", "by", "until", "since", "from", "after", "before"})


def read_short_year(tokens: Tokens, at: int, end: int) -> Mentions:
    """`in 216`: a year in a text on antiquity, a number elsewhere; the text as a whole decides."""
    word = tokens.words[at]
    before = tokens.words[at - 1] if at else ""
    if len(word) != 3 or not _short_year(word) or before not in _BEFORE_SHORT:
        return NOTHING
    if at + 1 < end and (_counts_next(tokens, at, end) or tokens.words[at + 1] in {"-", "%"}):
        return NOTHING
    if _is_plural(tokens, at + 1, end):
        return NOTHING
    return (Mention(at, at + 1, "short-year", year=int(word)),)


def read_ancient_range(tokens: Tokens, at: int, end: int) -> Mentions:
    words = tokens.words
    if not _short_year(words[at]):
        return NOTHING
    era = read_era(tokens, at + 1, end)
    if era:
        return (_ancient_year(at, at + 2, int(words[at]), era),)
    if at + 3 < end and words[at + 1] in RANGE_LINKS and _short_year(words[at + 2]):
        era = read_era(tokens, at + 3, end)
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
