"""Reading the names of periods: `the summer of 1588`, `Q3`, `the 1990s`, `fiscal 2020`.

As in `calendar_dates`, every function takes (tokens, at, end) and gives the mentions that begin at
token `at`, or an empty tuple.
"""

from __future__ import annotations

from attrs import evolve

from timeline.drafting.temporal.lexicon import (
    DECADE_WORDS,
    HOLIDAYS,
    NUMBERS,
    ORDINALS,
    RANGE_LINKS,
    SEASONS,
)
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.quantities import read_phrase
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import (
    YEAR_STEPS,
    read_ancient_range,
    read_era,
    read_year_part,
    year_number,
)

_BEFORE_SEASON = frozenset(
    "in into the by since during until early late mid of through throughout over before after from "
    "and all for".split()
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
    ancient = _ancient_season(tokens, at, after, end, season)
    if ancient:
        return ancient
    before = words[at - 1] if at else ""
    followed = words[after] if after < end else ""
    if followed in _NAMED_BY_SEASON:
        return NOTHING
    numbered = followed == "of" and after + 1 < end and words[after + 1].isdecimal()
    apart = followed not in {"of", "-"} or numbered  # a year of three digits may follow
    if tokens.raw[start][0].isupper() or not apart or before not in _BEFORE_SEASON:
        return NOTHING
    if words[start] == "fall" and before in {"after", "before"}:
        return NOTHING  # "the walls were pulled down after the fall"
    if (
        words[start] in {"fall", "spring"}
        and followed
        and followed.isalpha()
        and followed.endswith("s")
    ):
        return NOTHING
    return (Mention(at, after, "season", value=season),)


_NAMED_BY_SEASON = frozenset(
    "capital camp clothes coat games home house job jobs olympics palace quarters resort school "
    "sports squash tires vacation wheat".split()
)


def _ancient_season(tokens: Tokens, at: int, after: int, end: int, season: str) -> Mentions:
    """`the spring of 256 BC`, `the winter of 54-53 BC`."""
    year_at = after + 1 if after < end and tokens.words[after] == "of" else after
    dated = read_ancient_range(tokens, year_at, end) if year_at < end else NOTHING
    if not dated or (len(dated) > 1 and tokens.words[dated[0].after] not in {"-", "/"}):
        return NOTHING
    year = dated[0].value or f"{dated[0].year:04}"
    return (Mention(at, dated[-1].after, "literal", value=f"{year}-{season}"),)


_AGES = frozenset({"century", "decade", "millennium"})
_ORDINAL_DIGITS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
_LAST_PARTS = {("last", "half"): 2, ("latter", "half"): 2, ("last", "quarter"): 4}


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
        return with_year(tokens, Mention(at, start + 1, "period", unit=unit, day=number), end)
    after = start + 1
    number = ORDINALS.get(word) or _ORDINAL_DIGITS.get(word, 0)
    if words[after + 1 : after + 2] == ["of"]:
        number = number or _LAST_PARTS.get((word, words[after]), 0)
    fiscal = after < end and words[after] in {"fiscal", "calendar"}
    if fiscal:
        after += 1
    hyphen = after < end and words[after] == "-"
    after += hyphen
    if not number or after >= end or words[after] not in {"quarter", "half"}:
        return NOTHING
    if words[after + 1 : after + 2] == ["of"] and _AGES.intersection(words[after + 2 : after + 6]):
        return NOTHING  # "the last quarter of the fifth century"
    unit = words[after]
    if number > (4 if unit == "quarter" else 2) or _is_played(words, at, after):
        return NOTHING
    found = with_year(tokens, Mention(at, after + 1, "period", unit=unit, day=number), end)
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


_PLAYED = frozenset(
    "field fumble goalkeeper halftime header interception kickoff penalty quarterback rebounds "
    "scored scoring striker touchdown touchdowns yard yards".split()
)


def _is_played(words: list[str], at: int, after: int) -> bool:
    """`scored in the third quarter`, `a first-half header`: of a game, not of a year."""
    return bool(_PLAYED.intersection(words[max(0, at - 10) : after + 8]))


def read_year_period(tokens: Tokens, at: int, end: int) -> Mentions:
    """`the 1988 third quarter`, `the 1988 period`, `next year's first quarter`."""
    words = tokens.words
    start = at + 1 if words[at] == "the" else at
    year = year_number(words[start]) if start < end else 0
    step = 0
    after = start + 2 if year and words[start + 1 : start + 2] == ["'s"] else start + 1
    if not year:
        if words[start + 1 : start + 3] != ["year", "'s"] or words[start] not in YEAR_STEPS:
            return NOTHING
        step, after = YEAR_STEPS[words[start]], start + 3
    if after >= end:
        return NOTHING
    if year and start > at and words[after] in {"period", "quarter"}:
        return (Mention(at, after + 1, "same-period", year=year),)
    found = read_quarter(tokens, after, end) if words[after] != "the" else NOTHING
    if not found or found[0].year or found[0].said:
        return NOTHING
    said = "" if year else "year"
    return (evolve(found[0], first=at, year=year, said=said, step=step),)


def with_year(tokens: Tokens, begun: Mention, end: int) -> Mentions:
    """A quarter or half with the year that may follow it."""
    words, at, after = tokens.words, begun.first, begun.after
    unit, number = begun.unit, begun.day
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
    if len(digits) == 3 and not apostrophe and read_era(tokens, after, end) == "BC":
        return (Mention(at, after + 1, "literal", value=f"BC{digits:0>4}"[:-1]),)
    if len(digits) == 4 and not apostrophe:
        if digits.endswith("00") and digits < "2000":
            return (Mention(at, after, "literal", value=digits[:2]),)
        return (
            (Mention(at, after, "literal", value=digits[:3]),)
            if "1000" <= digits < "2100"
            else NOTHING
        )
    if len(digits) == 2 and (
        apostrophe or _follows_decade(tokens, at) or _is_decade(tokens, at, end)
    ):
        return (Mention(at, after, "literal", value=("20" if digits < "10" else "19") + digits[0]),)
    return NOTHING


_HOW_WARM = frozenset(
    "temperatures temperature degrees highs lows high low upper lower mid fahrenheit celsius mph "
    "his her their scored shot rates prices".split()
)


def _is_decade(tokens: Tokens, at: int, end: int) -> bool:
    """`the 70s and 80s` of music, not of a warm day."""
    words = tokens.words
    around = words[max(0, at - 10) : min(end, at + 8)]
    return words[at] == "the" and not any(word in _HOW_WARM for word in around)


def _follows_decade(tokens: Tokens, at: int) -> bool:
    """`the 1960s and 70s`."""
    if at < 2 or tokens.words[at - 1] not in {"and", "or", "to", "-"}:
        return False
    words = tokens.words
    short = len(words[at - 2]) == 3 and words[at - 2].endswith("0s")
    if short and at >= 3 and _is_decade(tokens, at - 3, min(len(words), at + 8)):
        return True
    return any(
        len(word) >= 5 and word[:4].isdecimal() and word.endswith("s")
        for word in tokens.words[max(0, at - 3) : at - 1]
    )


_CENTURIES = frozenset({"century", "centuries"})


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
    if words[after] in RANGE_LINKS:
        staged = words[after + 1 : after + 2] in (["early"], ["mid"], ["late"])
        if "".join(words[after + 2 + staged : after + 3 + staged]) in _CENTURIES:
            following = read_century(tokens, after + 1 + staged, end)
            first = Mention(at, after, "literal", value=f"{number - 1:02}")
            return (first, *(following * (not staged))) if following else NOTHING
    if words[after] == "-":
        after += 1
    if after >= end or words[after] not in _CENTURIES:
        return NOTHING
    after += 1
    era = read_era(tokens, after, end)
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
    unit = tokens.words[after] if after < end else ""
    unit = unit if unit in {"week", "weekend"} else ""
    year, step, after = read_year_part(tokens, after + bool(unit), end)
    return (
        Mention(
            at,
            after,
            "holiday",
            unit=unit,
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
    named = word in {"fiscal", "fy"} or (word == "financial" and after == at + 2)
    if named and after < end and year_number(words[after]):
        return (Mention(at, after + 1, "literal", value=f"FY{words[after]}"),)
    return NOTHING


_NAMED_DAYS = {"9/11": "2001-09-11"}


def read_named_day(tokens: Tokens, at: int, end: int) -> Mentions:
    """`9/11`."""
    words = tokens.words
    spelled = tuple(words[at : at + 3]) == ("9", "/", "11") and at + 3 <= end
    if not spelled or not (tokens.joined(at + 1) and tokens.joined(at + 2)):
        return NOTHING
    if at + 3 < end and words[at + 3] == "/":
        return NOTHING
    return (Mention(at, at + 3, "literal", value=_NAMED_DAYS["9/11"]),)
