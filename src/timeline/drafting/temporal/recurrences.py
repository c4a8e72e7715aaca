"""Reading sets, the times that come again: `every Tuesday`, `twice a week`, `daily`."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import (
    DAYPARTS,
    MONTH_NUMBERS,
    NUMBERS,
    PERIODIC,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.quantities import SPEEDS, duration_value, read_count, read_unit
from timeline.drafting.temporal.tokens import Tokens

_TIMES = {"once": "1X", "twice": "2X", "thrice": "3X"}
_NOT_PER = frozenset(
    "in for of after within than take takes took taken over least most about almost nearly only "
    "just at on by with is was be been half every last lasted spend spent within before".split()
)


def read_set(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`every day`, `each October`, `twice a week`, `once every two years`, `per month`."""
    words = tokens.words
    word = words[at]
    if word in {"every", "each", "per"}:
        return _read_every(tokens, at, end)
    if word in _TIMES or (at + 1 < end and words[at + 1] == "times"):
        start = at + 1 if word in _TIMES else at + 2
        if start + 1 < end and words[start] in {"a", "an", "every", "each", "per"}:
            inner = _read_every(tokens, start, end)
            return Mention(at, inner.after, "set", "SET", inner.value) if inner else None
    return None


def _read_every(tokens: Tokens, at: int, end: int) -> Mention | None:
    words = tokens.words
    if at + 1 >= end:
        return None
    after = at + 1
    word = words[after]
    if word in {"single", "other"} and after + 1 < end:
        unit = UNITS.get(words[after + 1])
        count = "2" if word == "other" else "1"
        if unit:
            value = duration_value(count, unit, plural=False)
            return Mention(at, after + 2, "set", "SET", value)
        after += 1
        word = words[after]
    named = recurrent_value(word)
    part = DAYPARTS.get(words[after + 1], "") if after + 1 < end else ""
    if named and part and word in WEEKDAY_NUMBERS:
        return Mention(at, after + 2, "set", "SET", f"{named}T{part}")
    if named and words[at] != "per":
        return Mention(at, after + 1, "set", "SET", named)
    unit = UNITS.get(word)
    if words[at] == "per" and at and words[at - 1] in SPEEDS and unit in {"hour", "minute"}:
        return None
    if unit and unit != "second":
        return Mention(at, after + 1, "set", "SET", duration_value("1", unit, plural=False))
    counted = read_count(tokens, after, end) if words[at] == "every" else None
    measured = read_unit(tokens, counted[1], end) if counted and counted[1] < end else None
    if counted and measured:
        value = duration_value(counted[0], measured[0], plural=True)
        return Mention(at, measured[2], "set", "SET", value)
    return None


def recurrent_value(word: str) -> str:
    """What a name stands for when it comes again and again: `XXXX-03`, `XXXX-WXX-2`."""
    if word in MONTH_NUMBERS:
        return f"XXXX-{MONTH_NUMBERS[word]:02}"
    if word in WEEKDAY_NUMBERS:
        return f"XXXX-WXX-{WEEKDAY_NUMBERS[word] + 1}"
    if word in SEASONS:
        return f"XXXX-{SEASONS[word]}"
    if word in DAYPARTS:
        return f"XXXX-XX-XXT{DAYPARTS[word]}"
    return "XXXX-WXX-WE" if word == "weekend" else ""


_NO_RATE = frozenset({"ago", "earlier", "later", "before", "after", "-", "and", "of"})


def read_per_unit(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`10,000 barrels a day`: a number, a noun, and `a UNIT` make a rate, hence a set."""
    words = tokens.words
    unit = UNITS.get(words[at + 1]) if at + 1 < end else None
    if (
        unit in {None, "second"}
        or at == 0
        or words[at] not in {"a", "an"}
        or words[at - 1] in _NOT_PER
        or words[at - 1] in _PERCENT
    ):
        return None
    if at + 2 < end and words[at + 2] in _NO_RATE:
        return None
    window = range(max(0, at - 5), at)
    numbers = [
        i
        for i in window
        if words[i][0].isdigit()
        or words[i] in NUMBERS
        or words[i] in VAGUE
        or words[i] in {"million", "billion", "percent", "%", "hours", "times", "much"}
    ]
    speed = words[at + 1] in {"hour", "minute"} and words[at - 1] in SPEEDS
    if speed or not numbers or any(words[i] in {",", ";", "."} for i in range(numbers[-1] + 1, at)):
        return None
    return Mention(at, at + 2, "set", "SET", duration_value("1", str(unit), plural=False))


_PERCENT = frozenset({"%", "percent"})
_QUARTERLY = frozenset(
    "dividend dividends earnings loss losses net of payout profit profits report reports result "
    "results revenue sales cash filing forecast".split()
)


def read_periodic(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`daily`, `annually`; `Mondays`, `weekends`."""
    del end
    word = tokens.words[at]
    value = PERIODIC.get(word)
    if value:
        before = tokens.words[at - 1] if at else ""
        if before in _PERCENT:
            return None  # "rise 8.5% annually" is a rate, not a time
        if tokens.raw[at][0].isupper() and before not in {".", ""}:
            return None  # the Daily News
        if (
            word == "quarterly"
            and tokens.words[at + 1 : at + 2][:1]
            and (tokens.words[at + 1] in _QUARTERLY)
        ):
            return None  # a kind of report
        return Mention(at, at + 1, "set", "SET", value)
    if word in {"weekends", "weekdays"}:
        return Mention(
            at, at + 1, "set", "SET", "XXXX-WXX-WE" if word == "weekends" else "XXXX-WXX"
        )
    if (
        word.endswith("s")
        and word[:-1] in WEEKDAY_NUMBERS
        and tokens.raw[at][0].isupper()
        and len(word) > 5
    ):
        return Mention(at, at + 1, "set", "SET", recurrent_value(word[:-1]))
    return None
