"""Reading counts and durations: `three days`, `two-and-a-half-year`."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.drafting.temporal.lexicon import (
    ADJECTIVES,
    ALL_UNITS,
    DURATION_CODES,
    NUMBERS,
    PLURALS,
    UNITS,
    VAGUE,
)
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.tokens import Tokens

_MOST_DIGITS = 9
"""Longer numbers count nothing that a timeline holds."""
SPEEDS = frozenset({"miles", "kilometers", "kilometres", "km"})
_AGE_UNITS = frozenset({"year", "month", "week", "day", "hour", "minute"})


def read_phrase(
    tokens: Tokens, at: int, end: int, phrases: Mapping[tuple[str, ...], str], longest: int
) -> tuple[str, int] | None:
    """The longest of `phrases` that stands at token `at`, and the token after it."""
    words = tokens.words
    for length in range(min(longest, end - at), 0, -1):
        found = phrases.get(tuple(words[at : at + length]))
        if found is not None:
            return found, at + length
    return None


def read_count(tokens: Tokens, at: int, end: int) -> tuple[str, int] | None:
    """A count as text ("3", "2.5", or "X" where none is said) and the token after it."""
    words = tokens.words
    word = words[at]
    following = words[at + 1] if at + 1 < end else ""
    if word in {"a", "an"}:
        return _read_article(tokens, at, end, following)
    if word in VAGUE and not (at and words[at - 1] in {"as", "so", "too", "how"}):
        return "X", at + (2 if following == "of" else 1)
    if word == "couple":
        return "2", at + (2 if following == "of" else 1)
    if word == "half" and words[at + 1 : at + 3] == ["a", "dozen"]:
        return "6", at + 3
    if word == "half":
        skip = 2 if following in {"a", "an", "-", "the"} else 1
        return "0.5", at + skip
    whole = _read_whole(tokens, at, end)
    if whole is None:
        return None
    return _add_fraction(tokens, whole[0], whole[1], end)


def _read_article(tokens: Tokens, at: int, end: int, following: str) -> tuple[str, int] | None:
    words = tokens.words
    if following in {"few", "couple", "dozen", "hundred", "half", "thousand", "number", "handful"}:
        if following == "dozen":
            return "12", at + 2
        if following in {"hundred", "thousand"}:
            whole = _read_whole(tokens, at + 1, end)
            return (_format(whole[0]), whole[1]) if whole else None
        if following in {"number", "handful"}:
            return ("X", at + 3) if at + 2 < end and words[at + 2] == "of" else None
        if following == "half":
            return "0.5", at + 2
        return read_count(tokens, at + 1, end)
    if following in {"further", "full", "whole", "single", "mere", "good", "long"}:
        return "1", at + 2
    return "1", at + 1


def _read_whole(tokens: Tokens, at: int, end: int) -> tuple[float, int] | None:
    word = tokens.words[at]
    if word[0].isdigit():
        plain = word.replace(",", "")
        if len(plain) > _MOST_DIGITS or plain.count(".") > 1:
            return None
        try:
            return float(plain), at + 1
        except ValueError:
            return None
    if word in {"hundred", "thousand", "dozen"}:
        return {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}[word], at + 1
    if word not in NUMBERS:
        return None
    value, at = float(NUMBERS[word]), at + 1
    if value >= 20 and at + 1 < end:
        tail_at = at + (tokens.words[at] == "-")
        tail = NUMBERS.get(tokens.words[tail_at], 0)
        if 0 < tail < 10:
            value, at = value + tail, tail_at + 1
    while at < end and tokens.words[at] in {"hundred", "thousand", "dozen"}:
        value *= {"hundred": 100, "thousand": 1000, "dozen": 12}[tokens.words[at]]
        at += 1
    return value, at


_FRACTIONS = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75}


def _add_fraction(tokens: Tokens, value: float, at: int, end: int) -> tuple[str, int]:
    words = tokens.words
    rest = tuple(word for word in words[at : min(at + 7, end)])
    if rest[:3] == ("and", "a", "half"):
        return _format(value + 0.5), at + 3
    if rest[:6] == ("-", "and", "-", "a", "-", "half"):
        return _format(value + 0.5), at + 6
    if len(rest) >= 3 and rest[1] == "/" and (rest[0], rest[2]) in _FRACTIONS:
        return _format(value + _FRACTIONS[rest[0], rest[2]]), at + 3
    if rest[:1] == ("½",):
        return _format(value + 0.5), at + 1
    return _format(value), at


def _format(value: float) -> str:
    return f"{value:g}" if value < 1e6 else str(int(value))


def duration_value(count: str, unit: str, *, plural: bool) -> str:
    """`P3D`, `PT30M`; `PXDE` for bare `decades`; halves in the next smaller unit."""
    halves = {
        ("0.5", "hour"): "PT30M", ("0.5", "day"): "PT12H", ("0.5", "year"): "P6M",
        ("0.5", "decade"): "P5Y", ("0.5", "century"): "P50Y", ("0.5", "minute"): "PT30S",
    }  # fmt: skip
    if (count, unit) in halves:
        return halves[count, unit]
    if unit == "fortnight":
        count = "X" if (plural and not count) or count == "X" else f"{2 * float(count or 1):g}"
    return "P" + DURATION_CODES[unit].format(count or ("X" if plural else "1"))


def read_unit(tokens: Tokens, at: int, end: int) -> tuple[str, bool, int] | None:
    """(unit, whether it is plural, the token after); adjectives and a hyphen may stand before."""
    words = tokens.words
    steps = 0
    while at < end and steps < 3 and (words[at] in ADJECTIVES or words[at] == "-"):
        at += 1
        steps += 1
    if at >= end:
        return None
    unit = ALL_UNITS.get(words[at])
    return (unit, words[at] in PLURALS, at + 1) if unit else None


_SHARES = {
    ("1", "hour"): "PT15M", ("3", "hour"): "PT45M", ("1", "century"): "P25Y",
    ("3", "century"): "P75Y", ("1", "year"): "P3M", ("3", "year"): "P9M",
}  # fmt: skip


def _read_share(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`a quarter of a century`, `three-quarters of an hour`."""
    words = tokens.words
    numbered = words[at] in {"a", "three"}
    quarter = at + 2 if words[at + 1 : at + 2] == ["-"] else at + 1
    if not numbered or quarter + 3 >= end or words[quarter] not in {"quarter", "quarters"}:
        return None
    if words[quarter + 1] != "of" or words[quarter + 2] not in {"a", "an"}:
        return None
    unit = UNITS.get(words[quarter + 3], "")
    three = words[at] == "three"
    value = _SHARES.get(("3" if three else "1", unit))
    if value is None:
        return None
    count = "0.75" if three else "0.25"
    return Mention(at, quarter + 4, "duration", "DURATION", value, unit=unit, count=count)


_LASTING = frozenset(
    "ban blockade boycott campaign cease-fire ceasefire civil civilian conflict coup crisis "
    "curfew dispute drought embargo feud government insurgency insurrection intifada lawsuit "
    "lockdown military occupation probe rebellion revolt revolution sanctions shutdown siege "
    "standoff strike truce uprising war".split()
)
"""What goes on in time: its age is a length of time, as a person's or a house's isn't."""


def is_age(tokens: Tokens, after: int, end: int, unit: str) -> bool:
    """`19-year-old`, `40 years old`, `45 years of age`: no time on a timeline."""
    words = tokens.words
    if unit not in _AGE_UNITS or after >= end:
        return False
    if words[after : after + 2] == ["-", "old"] and words[after + 2 : after + 3]:
        return words[after + 2] not in _LASTING
    if words[after] in {"old", "olds", "aged"}:
        return True
    following = words[after + 1] if after + 1 < end else ""
    return (words[after] == "-" and following in {"old", "olds"}) or (
        words[after] == "of" and following == "age"
    )


def read_duration(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`three days`, `two-and-a-half-year`, `a year and a half`, `three to five weeks`."""
    words = tokens.words
    shared = _read_share(tokens, at, end)
    if shared is not None:
        return shared
    counted = read_count(tokens, at, end)
    if counted is None or counted[1] >= end:
        return None
    count, after = counted
    after_range = _read_upper(tokens, after, end)
    low = ""
    if after_range is not None:
        low, (count, after) = count, after_range
    measured = read_unit(tokens, after, end)
    if measured is None or _is_clipped(tokens, at, count):
        return None
    unit, plural, after = measured
    if unit == "quarter" and words[after : after + 1] in (["-"], ["century"]):
        century = _read_quarter_century(tokens, at, after, end)
        if century is not None:
            return century
    if _is_no_length(tokens, at, measured, end):
        return None
    halved = _after_half(words, after, end)
    if halved > after:
        count, after = _format(float(count) + 0.5) if count != "X" else count, halved
    if after + 1 < end and words[after] == "-" and words[after + 1] in {"long", "old"}:
        after += 2
    value = duration_value(count, unit, plural=plural)
    value, after = _read_smaller(tokens, after, end, unit, value)
    choices = (duration_value(low, unit, plural=plural),) if low else ()
    return Mention(
        at, after, "duration", "DURATION", value, unit=unit, count=count, choices=choices
    )


def _after_half(words: list[str], at: int, end: int) -> int:
    """The token after `and a half` or `-and-a-half`, or `at` where none stands there."""
    for half in (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"]):
        if words[at : at + len(half)] == half and at + len(half) <= end:
            return at + len(half)
    return at


def _is_no_length(tokens: Tokens, at: int, measured: tuple[str, bool, int], end: int) -> bool:
    """A broadcast ("60 Minutes"), a name ("the Thirty Years' War"), an age, or a second try."""
    unit, plural, after = measured
    written = tokens.raw[after - 1]
    titled = written[0].isupper() and not written.isupper()
    aged = at > 0 and tokens.words[at - 1] == "aged"
    following = tokens.words[after] if after < end else ""
    counted = tokens.words[at] in VAGUE or tokens.words[at : at + 2] == ["a", "few"]
    shared = not plural or tokens.joined(after - 1) or (following == "of" and not counted)
    if unit == "quarter" and shared:
        return True  # a fraction: "a quarter of the dealers", "three-quarters"
    if at and unit in {"hour", "minute"} and tokens.words[at - 1] in SPEEDS:
        return True  # a speed
    if plural and tokens.words[at] in {"a", "an"}:
        return tokens.words[after - 2] in {"a", "an"}  # "a decades-old law"
    before = tokens.words[at - 1] if at else ""
    if tokens.words[at + 1] == "good" and before in _BEING:
        return True  # "It was a good day"
    if before in {"%", "percent"} and tokens.words[at] in {"a", "an"}:
        return True  # a rate of growth
    compared = before == "than"  # "less than a second"
    return (
        (unit == "second" and not plural and not compared)
        or titled
        or aged
        or is_age(tokens, after, end, unit)
    )


_BEING = frozenset("is was 's be been being had have".split())


def _read_quarter_century(tokens: Tokens, at: int, after: int, end: int) -> Mention | None:
    """`a quarter century`, `a quarter-century`."""
    century = after + 1 if tokens.words[after] == "-" else after
    if century >= end or tokens.words[century] != "century":
        return None
    return Mention(at, century + 1, "duration", "DURATION", "P25Y", count="25", unit="year")


_SMALLER = {
    "year": {"month", "week", "day"}, "month": {"week", "day"}, "week": {"day"},
    "day": {"hour", "minute"}, "hour": {"minute", "second"}, "minute": {"second"},
}  # fmt: skip


def _read_smaller(tokens: Tokens, at: int, end: int, unit: str, value: str) -> tuple[str, int]:
    """`two years, three months and a day`: smaller units go along, down to the smallest."""
    words = tokens.words
    while unit in _SMALLER and at + 2 < end and words[at] in {"and", ","}:
        start = at + 2 if words[at] == "," and words[at + 1] == "and" else at + 1
        single = start + 1 < end and words[start] in {"a", "an"}
        counted = (1.0, start + 1) if single else _read_whole(tokens, start, end)
        named = ALL_UNITS.get(words[counted[1]], "") if counted and counted[1] < end else ""
        if counted is None or named not in _SMALLER[unit]:
            break
        smaller = duration_value(_format(counted[0]), named, plural=True)
        value += smaller[1:] if "T" not in value else smaller.removeprefix("PT")
        unit, at = named, counted[1] + 1
    return value, at


def _is_clipped(tokens: Tokens, at: int, count: str) -> bool:
    """`$5 days`, `1.10 weeks` and the tail of a longer number are no counts."""
    return count != "X" and at > 0 and tokens.joined(at) and tokens.words[at - 1] in set("$£€.,:/")


def _read_upper(tokens: Tokens, at: int, end: int) -> tuple[str, int] | None:
    if at + 1 < end and tokens.words[at] in {"to", "or", "-", "and"}:
        upper = at + 1
        if tokens.words[at] == "-" and not tokens.words[upper][0].isdigit():
            upper = upper + 2 if tokens.words[upper] == "to" and upper + 2 < end else upper
        if tokens.words[upper] in {"a", "an", "half"}:
            return None
        counted = read_count(tokens, upper, end)
        if tokens.words[at - 1].isdecimal() and len(tokens.words[at - 1]) == 4:
            return None  # "the 2012-13 school year"
        if counted is not None and counted[1] < end and counted[0] != "X":
            return counted
    return None
