"""Reading what names a place on the calendar: `Jan. 8, 2024`, `1914-18`, `the 1990s`, `Q3`.

Every function takes (tokens, at, end) and gives the mentions that begin at token `at`, or an
empty tuple. Two come from a range such as `Jan. 8-10`: one for each end.
"""

from __future__ import annotations

from attrs import evolve

from timeline.dates.gregorian import day_number, month_length, weekday
from timeline.drafting.temporal.cues import is_past
from timeline.drafting.temporal.lexicon import (
    MONTH_NUMBERS,
    ORDINALS,
    PLURALS,
    PREPOSITIONS,
    RANGE_LINKS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.titles import names_by_weekday
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import read_year_part

_FULL_NAME = 4
_SHORT_MONTHS = frozenset({"may", "june", "july"})
_WORDLIKE_MONTHS = frozenset({"may", "march", "mar", "dec", "jan", "sep", "jun", "jul", "apr"})


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
    """`1/8/2024`: month first, as American news has it, unless that is no date.

    `2024/1/8` begins with the year, and `8.1.2024`, which Europe writes, with the day.
    """
    del end
    return _numeric_date(tokens.words[at], at, at + 1)


_SPACED = 5


def read_spaced_slashed(tokens: Tokens, at: int, end: int) -> Mentions:
    """`1 / 8 / 2024`, as texts cut into tokens have it."""
    parts = tokens.words[at : at + _SPACED]
    slashed = len(parts) == _SPACED and at + _SPACED <= end and parts[1::2] == ["/", "/"]
    if not slashed or tokens.joined(at + 1) or tokens.words[at + _SPACED : at + 6] == ["/"]:
        return NOTHING
    if not all(part.isdecimal() and len(part) <= 2 for part in parts[:4:2]):
        return NOTHING
    if not parts[4].isdecimal() or len(parts[4]) not in {2, 4}:
        return NOTHING
    return _numeric_date("".join(parts), at, at + _SPACED)


def _numeric_date(word: str, at: int, after: int) -> Mentions:
    first, second, year = (int(part) for part in word.replace(".", "/").split("/"))
    if word[:4].isdecimal():
        orders, year = [(second, year)], first
    elif "." in word:
        orders = [(second, first)]
    else:
        orders = [(first, second), (second, first)]
    if len(word.rpartition("/")[2]) == 2 and not word[:4].isdecimal() and "/" in word:
        year += 2000 if year < 50 else 1900
    readings = [
        (month, day)
        for month, day in orders
        if 1 <= month <= 12 and 1 <= day <= month_length(year or 4, month)
    ]
    if not readings or not year:
        return NOTHING
    month, day = readings[0]
    others = tuple(f"{year:04}-{m:02}-{d:02}" for m, d in readings[1:] if (m, d) != (month, day))
    return (Mention(at, after, "date", year=year, month=month, day=day, choices=others),)


def read_weekday(tokens: Tokens, at: int, end: int) -> Mentions:
    """`Monday`; `Monday, Jan. 8`; `Tues. 9 January`."""
    word = tokens.words[at]
    named = WEEKDAY_NUMBERS[word]
    after = at + 1
    if after < end and tokens.words[after] == "." and len(word) < 6:
        after += 1
    date_at = after
    if date_at < end and tokens.words[date_at] == ",":
        date_at += 1
    if date_at < end and tokens.words[date_at] == "the":
        date_at += 1
    if date_at < end and "\n" not in tokens.text[tokens.ends[at] : tokens.starts[date_at]]:
        dated = read_month(tokens, date_at, end) or read_day(tokens, date_at, end)
        comma = date_at > after
        if dated and dated[0].day and (comma or _agrees(dated[0], named)):
            return (evolve(dated[0], first=at, weekday=named), *dated[1:])
    if len(word) < 6 or not tokens.raw[at][0].isupper() or _is_title(tokens, at, end):
        return NOTHING
    if at and tokens.words[at - 1] == "one":
        return NOTHING  # "one Sunday in May"
    following = tokens.words[at + 1] if at + 1 < end else ""
    if tokens.words[max(0, at - 2) : at] == [",", "a"] and following in {"", ",", "."}:
        return NOTHING  # "Jan. 21, a Monday,"
    step, after = _week_beside(tokens, at + 1, end)
    if after:
        return (Mention(at, after, "weekday", weekday=named, said="week", step=step),)
    return (Mention(at, at + 1, "weekday", weekday=named),)


_WEEKS = {"last": -1, "this": 0, "next": 1}


def _week_beside(tokens: Tokens, at: int, end: int) -> tuple[int, int]:
    """What follows in `Monday of next week`, `Friday last week`: (step, the token after) or 0."""
    words = tokens.words
    start = at + (words[at : at + 1] == ["of"])
    if start + 1 >= end or words[start] not in _WEEKS or words[start + 1] != "week":
        return 0, 0
    return _WEEKS[words[start]], start + 2


_NAMED_WEEKDAYS = frozenset({"black", "bloody", "super", "cyber", "fat", "giving", "bowl"})


def _agrees(dated: Mention, named: int) -> bool:
    """Whether the date is that weekday, as far as it says: `Friday September 18, 2008` isn't."""
    if not dated.year or dated.day > month_length(dated.year, dated.month):
        return True
    return weekday(day_number(dated.year, dated.month, dated.day)) == named


def _is_title(tokens: Tokens, at: int, end: int) -> bool:
    """`Black Monday`, `the Sunday Times`."""
    if at > 0 and tokens.words[at - 1] in _NAMED_WEEKDAYS and tokens.raw[at - 1][0].isupper():
        return True
    return names_by_weekday(tokens, at, end)


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
    dotted = short and after < end and tokens.words[after] == "."
    if dotted and (
        tokens.joined(after)
        or (tokens.words[after + 1 : after + 2] and tokens.words[after + 1][0].isdigit())
    ):
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
            return _read_days(tokens, Mention(at, start + 1, "date", month=month, day=day), end)
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


def _read_days(tokens: Tokens, begun: Mention, end: int) -> Mentions:
    """What follows a month and a day: the end of a range, and a year."""
    day, after = begun.day, begun.after
    first_after = after
    last_day, last_at = 0, 0
    if after + 1 < end and tokens.words[after] in RANGE_LINKS:
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
    mention = evolve(
        begun,
        after=first_after if last_day else after_year,
        year=year,
        said=said,
        step=step or 0,
    )
    if not last_day:
        return (mention,)
    other = evolve(mention, first=last_at, after=after_year, day=last_day)
    return mention, other


def _ends_plainly(tokens: Tokens, at: int, end: int) -> bool:
    return at >= end or not tokens.words[at][0].isalpha() or tokens.words[at] in {
        "in", "at", "and", "with", "to", "by", "for", "of", "as", "when", "that", "but", "last",
        "this", "the", "on", "were", "was",
    } or is_past(tokens.words[at])  # fmt: skip


_BEFORE_MONTH = frozenset(
    "in since by until till from through during early late mid of last this next and to before "
    "after between for or as past - begun beginning starting around about , the that every "
    "following previous ( ending ended effective".split()
)
_LEADS_TO_MONTH = _BEFORE_MONTH | PREPOSITIONS


def _read_bare_month(tokens: Tokens, at: int, after: int, end: int, month: int) -> Mentions:
    before = tokens.words[at - 1] if at else ""
    if before == "than" and tokens.words[at - 2] in {"earlier", "later", "sooner"}:
        before = "by"  # "no later than May"
    if tokens.words[at] in _WORDLIKE_MONTHS and not _is_wordlike_month(
        tokens, at, after, end, before
    ):
        return NOTHING
    capital = after < end and tokens.raw[after][0].isupper() and tokens.raw[after].isalpha()
    if capital and before not in _BEFORE_MONTH:
        return NOTHING
    if tokens.words[at] in {"april", "june", "august", "july"} and capital and before in {
        ",", "and", "to", "for", "of", "by", "from", "or", "with", "the", "(",
    }:  # fmt: skip
        return NOTHING
    if before.isalpha() and tokens.raw[at - 1][0].isupper() and before not in _LEADS_TO_MONTH:
        return NOTHING
    return (Mention(at, after, "month", month=month),)


_OWNERS = frozenset("the a an its his her their our 's".split())
_MEASURED = frozenset(
    "contract contracts data date deadline due estimate estimates expected figure figures forecast "
    "forecasts index numbers oil planned prices reading report results sales scheduled set slated "
    "target".split()
)


def _is_wordlike_month(tokens: Tokens, at: int, after: int, end: int, before: str) -> bool:
    """Whether `May`, `March` and their like are months here, and neither verbs nor names."""
    if before in _OWNERS:
        return _beside_month(tokens, at, after, end) or _before_noun(tokens, after, end)
    if tokens.words[at] == "march" and after < end and tokens.words[after] in {"is", "was", "will"}:
        return True
    if before not in {",", "and", "to", "for", "or", "("}:
        return before in _BEFORE_MONTH
    if _beside_month(tokens, at, after, end):
        return True
    if before != "for":
        return False
    return tokens.words[at] == "march" or tokens.words[at - 2] in _MEASURED


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
    if after < end and words[after] in RANGE_LINKS and after + 1 < end:
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
