"""Reading years: `1967`, `1914-18`, `44 BC`, and which numbers of four digits are none."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import (
    ERAS,
    NUMBERS,
    PLURALS,
    RANGE_LINKS,
    UNITS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.tokens import Tokens

FRAME_STEP = 100
"""Added to a step from the year of the last date instead of the publication's."""
_THE_YEARS = {"same": 0, "following": 1, "next": 1}
YEAR_STEPS = {"last": -1, "this": 0, "next": 1, "that": 0, "same": 0}


def year_number(word: str) -> int:
    """A year of four digits as running text writes it, or 0."""
    return int(word) if len(word) == 4 and word.isdecimal() and "1000" <= word <= "2199" else 0


def read_year_part(tokens: Tokens, at: int, end: int) -> tuple[int, int | None, int]:
    """What may follow a month or a day: (year, step from the current year or None, token after)."""
    words = tokens.words
    start = at
    if start < end and words[start] in {",", "of", "in"}:
        start += 1
    if start >= end:
        return 0, None, at
    year, after = _year_at(tokens, start, end)
    if year:
        return (0, None, at) if words[at] == "in" and start > at else (year, None, after)
    if words[start] == "'" and start + 1 < end and tokens.joined(start + 1):
        short = words[start + 1]
        if len(short) == 2 and short.isdecimal():
            return 1900 + int(short) if int(short) > 40 else 2000 + int(short), None, start + 2
    step, after = _said_year(tokens, start, end) if words[at] != "," else (None, at)
    return 0, step, at if step is None else after


def _year_at(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    """`1815`, `44 BC`, `AD 64`, `nineteen ninety-six`: (the year, the token after), or (0, at)."""
    words = tokens.words
    dated = read_ancient(tokens, at, end)
    if len(dated) == 1:
        number = int(dated[0].value.removeprefix("BC")) if dated[0].value else 0
        year = dated[0].year or 1 - number
        return (year, dated[0].after) if year else (0, at)
    if words[at] in CENTURY_WORDS:
        dated = read_spoken_year(tokens, at, end)
        return (dated[0].year, dated[0].after) if dated else (0, at)
    year = year_number(words[at])
    measured = at + 1 < end and words[at + 1] in _MEASURES
    return (year, at + 1) if year and not measured else (0, at)


def _said_year(tokens: Tokens, at: int, end: int) -> tuple[int | None, int]:
    """`last year`, `that same year`, `the following year`: (step, the token after)."""
    words = tokens.words
    if words[at] == "the" and words[at + 2 : at + 3] == ["year"] and words[at + 1] in _THE_YEARS:
        return FRAME_STEP + _THE_YEARS[words[at + 1]], at + 3
    if words[at] not in YEAR_STEPS or at + 1 >= end:
        return None, at
    following = at + 2 if words[at + 1] == "same" else at + 1
    if following >= end or words[following] != "year":
        return None, at
    step = FRAME_STEP if words[at] in {"that", "same"} else YEAR_STEPS[words[at]]
    return step, following + 1


_MEASURES = frozenset(
    "% percent feet foot inches miles acres tons tonnes km kilometers kilometres meters metres "
    "pounds lbs calories watts hp cc kg mm".split()
)
_COUNTED_NOUNS = _MEASURES | frozenset(
    "people men women children troops dollars points soldiers votes jobs barrels homes".split()
)


def counts_something(tokens: Tokens, at: int) -> bool:
    """Whether the word after a number of four digits is what the number counts."""
    return tokens.words[at] in _COUNTED_NOUNS


_YEAR_BEFORE = frozenset(
    "in since by until till before after from to during between through circa of for and or "
    "around about ( early late mid year fiscal , - / the a its his her their that this 's as "
    "spring summer fall autumn winter c ca ; [ early-to-mid begun between than approximately "
    "roughly into past near throughout over dated founded built established born died opened "
    "completed published written finished signed elected due years".split()
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


CENTURY_WORDS = {
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_BEFORE_SPOKEN = frozenset("in since by until year from of to after before and".split())


def read_spoken_year(tokens: Tokens, at: int, end: int) -> Mentions:
    """`nineteen ninety-six`, `nineteen oh five`, `two thousand four`, as broadcasts say years."""
    words = tokens.words
    if words[at] == "two":
        if words[at + 1 : at + 2] != ["thousand"] or not at or words[at - 1] not in _BEFORE_SPOKEN:
            return NOTHING
        skipped = at + 2 + (words[at + 2 : at + 3] == ["and"])
        tail, after = _below_hundred(tokens, skipped, end)
        year, after = (2000 + tail, after) if 0 < tail < 40 else (2000, at + 2)
    else:
        tail, after = _below_hundred(tokens, at + 1, end)
        if tail < 10 and words[at + 1 : at + 2] not in (["oh"], ["o"]):
            return NOTHING
        year = 100 * CENTURY_WORDS[words[at]] + tail
    if after < end and (_is_plural(tokens, after, end) or words[after] in {"-", "percent", "%"}):
        return NOTHING
    return (Mention(at, after, "year", year=year),)


def _below_hundred(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    """A number from words, `ninety-six`, `oh five`, and the token after it; 0 without one."""
    words = tokens.words
    if at + 1 < end and words[at] in {"oh", "o"}:
        tail = NUMBERS.get(words[at + 1], 0)
        return (tail, at + 2) if tail < 10 else (0, at)
    number = NUMBERS.get(words[at], 0) if at < end else 0
    if number < 20 or number > 90:
        return (number, at + 1) if 0 < number < 20 else (0, at)
    tail_at = at + 2 if words[at + 1 : at + 2] == ["-"] else at + 1
    tail = NUMBERS.get(words[tail_at], 0) if tail_at < end else 0
    return (number + tail, tail_at + 1) if 0 < tail < 10 else (number, at + 1)


_SHORT_LIVES = frozenset({"c", "ca", "r", "b", "d", "fl"})
"""About, reigned, born, died, flourished: `(r. 1509-1547)`."""


def _is_year(tokens: Tokens, at: int, end: int, year: int) -> bool:
    words = tokens.words
    before = words[at - 1] if at else ""
    if before == "." and at > 1 and words[at - 2] in _SHORT_LIVES:
        before = "c"
    if before == "least" and words[max(0, at - 2) : at - 1] == ["at"]:
        before = words[at - 3] if at > 2 else ""  # "until at least 2020"
    if at and tokens.joined(at) and before not in {"(", "-", "/", "[", "'", '"', "“"}:
        return False
    following = words[at + 1] if at + 1 < end else ""
    if before in {"about", "around"} and words[max(0, at - 2) : at - 1] == ["at"]:
        return False  # "at about 1630", a time
    if following in _CAR_MAKERS or following == "block" or _ends_number(tokens, at):
        return False
    if _STREETS.intersection(words[at + 2 : min(end, at + 4)]) and tokens.raw[at + 1][0].isupper():
        return False  # "1600 Pennsylvania Avenue"
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
    return (
        before in _YEAR_BEFORE
        or (before.endswith("ed") and following in {")", "-"} and "(" in words[max(0, at - 9) : at])
        or (1600 <= year <= 2060 and following in _DATED_NOUNS)
        or (
            1900 <= year <= 2060
            and (
                not before.isalpha()
                or tokens.raw[at - 1][0].isupper()
                or following in {"", ".", ",", ")", ";", ":"}
                or before in WEEKDAY_NUMBERS
            )
        )
    )


_STREETS = frozenset("avenue ave boulevard blvd drive lane road street st".split())
_DATED_NOUNS = frozenset(
    "accord act agreement attack attacks bombing bombings budget campaign census championship "
    "charter convention constitution coup crash crisis deal debut disaster earthquake edition "
    "election elections festival film finals flood genocide hurricane inauguration incident "
    "invasion killing law massacre movie murder murders novel offensive olympics pact primary "
    "protests referendum report revolution riots season session shooting study summit survey "
    "treaty trial tsunami uprising vote war world".split()
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


def read_clipped_year(tokens: Tokens, at: int, end: int) -> Mentions:
    """`since '82`, `the class of '05`."""
    if at + 1 >= end or at == 0 or not tokens.joined(at + 1):
        return NOTHING
    digits, before = tokens.words[at + 1], tokens.words[at - 1]
    if len(digits) != 2 or not digits.isdecimal() or before not in _BEFORE_CLIPPED:
        return NOTHING
    year = int(digits) + (1900 if digits > "40" else 2000)
    return (Mention(at, at + 2, "year", year=year),)


_BEFORE_CLIPPED = frozenset("in since of until by from summer winter fall spring".split())


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


_BEFORE_SHORT = frozenset(
    "in by until since from after before around about circa early late".split()
)
_STAGES_OF = frozenset({"end", "beginning", "start", "middle", "rest"})


def read_short_year(tokens: Tokens, at: int, end: int) -> Mentions:
    """`in 216`: a year in a text on antiquity, a number elsewhere; the text as a whole decides."""
    word = tokens.words[at]
    before = tokens.words[at - 1] if at else ""
    staged = before == "of" and at > 1 and tokens.words[at - 2] in _STAGES_OF
    staged = staged or (before == "between" and _bounds_years(tokens, at + 1, end))
    if len(word) != 3 or not _short_year(word) or not (staged or before in _BEFORE_SHORT):
        return NOTHING
    if at + 1 < end and (_counts_next(tokens, at, end) or tokens.words[at + 1] in {"-", "%"}):
        return NOTHING
    if _is_plural(tokens, at + 1, end):
        return NOTHING
    return (Mention(at, at + 1, "short-year", year=int(word)),)


def _bounds_years(tokens: Tokens, at: int, end: int) -> bool:
    """The rest of `between 408 and 410`; but not of `between 300 and 400 ships`."""
    if at + 1 >= end or tokens.words[at] != "and" or not _short_year(tokens.words[at + 1]):
        return False
    return not (_counts_next(tokens, at + 1, end) or _is_plural(tokens, at + 2, end))


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
