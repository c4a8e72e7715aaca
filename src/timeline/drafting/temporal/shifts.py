"""Reading what is counted from another date: `four months ago`, `two days later`, `year-ago`."""

from __future__ import annotations

from attrs import evolve

from timeline.dates.vocabulary import TOWARDS
from timeline.drafting.temporal.lexicon import PLURALS, QUANTIFIERS, UNITS, WEEKDAY_NUMBERS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.period_names import read_quarter
from timeline.drafting.temporal.quantities import duration_value, read_duration
from timeline.drafting.temporal.timex import rank
from timeline.drafting.temporal.tokens import Tokens

ENDS_CLAUSE = frozenset(
    {"", ".", ",", ";", ")", ":", "and", "but", "when", "-", "?", "!", '"', "”", "to"}
)


_TOWARDS = TOWARDS | {"afterward": 1, "afterwards": 1, "thereafter": 1}


def read_counted_shift(tokens: Tokens, at: int, end: int) -> Mentions:
    """A duration, or where a word such as `ago` follows it the date that lies so far away."""
    duration = read_duration(tokens, at, end)
    if duration is None:
        return NOTHING
    words, after = tokens.words, duration.after
    vague = after + 2 < end and words[after : after + 2] == ["or", "so"]
    if vague and words[after + 2] in _TOWARDS:
        duration, after = evolve(duration, modifier="APPROX"), after + 2
    word = words[after] if after < end else ""
    followed = words[after + 1] if after + 1 < end else ""
    per = UNITS.get(followed, "") if word in {"a", "an", "per"} else ""
    if per and per != "second" and rank(per) > rank(duration.unit):
        value = duration_value("1", per, plural=False)
        return (Mention(at, after + 2, "set", "SET", value),)
    if word == "-" and followed in {"ago", "earlier"}:
        return _year_ago_adjective(tokens, duration, after + 1, end)
    if word == "ago":
        return (_read_ago(words, duration, after, end),)
    if duration.unit in {"hour", "minute", "second"}:
        return (duration,)  # which day that is, the words don't say
    if word in _AFTERWARDS and _is_lasting(words, at):
        return (duration,)
    if word in {"before", "after"} and at and words[at - 1] == "the":
        return (duration,)  # "in the two years before, it had none"
    if word in {"before", "after"} and followed == "that" and _stands(words, after + 2, end):
        return (_shifted(duration, after + 2, "earlier", -1 if word == "before" else 1),)
    return (_read_shift(duration, after, word, followed),)


_BEGINS = frozenset("the a an he she it they we his her its their".split())


def _stands(words: list[str], at: int, end: int) -> bool:
    """Whether `that` stands for a date: `a week after that the king fell`."""
    return at >= end or words[at] in ENDS_CLAUSE or words[at] in _BEGINS


_AFTERWARDS = frozenset({"afterward", "afterwards", "thereafter"})
_QUANTIFYING = frozenset(word for phrase in QUANTIFIERS for word in phrase)
_LONGEST_QUANTIFIER = 4


def _is_lasting(words: list[str], at: int) -> bool:
    """`for more than a century afterwards` is a length of time, and no date."""
    before = words[max(0, at - _LONGEST_QUANTIFIER - 1) : at]
    while before and before[-1] in _QUANTIFYING:
        before.pop()
    return before[-1:] == ["for"]


def _read_shift(duration: Mention, at: int, word: str, followed: str) -> Mention:
    """`two days later`, `a week from Friday`, `a year before`; else the duration itself."""
    if word in _TOWARDS:
        return _shifted(duration, at + 1, "earlier", _TOWARDS[word])
    if word == "from" and followed in {"now", "today"}:
        return _shifted(duration, at + 2, "ago", 1)
    if word == "from" and followed in WEEKDAY_NUMBERS and _counts_weeks(duration):
        return _weeks_from(duration, at + 2, followed, "from", 1)
    if word in {"before", "after"} and followed in ENDS_CLAUSE - {"to"}:
        return _shifted(duration, at + 1, "earlier", -1 if word == "before" else 1)
    return duration


def _read_ago(words: list[str], duration: Mention, at: int, end: int) -> Mention:
    """`two weeks ago`, `two weeks ago Tuesday`, `two weeks ago today`, `a year ago this week`."""
    followed = words[at + 1] if at + 1 < end else ""
    if followed == "today" and duration.unit in {"week", "month", "year"}:
        return evolve(_shifted(duration, at + 2, "ago", -1), said="today")
    finer = words[at + 2] if followed == "this" and at + 2 < end else ""
    if finer in {"day", "week", "month"} and duration.unit in {"month", "year", "decade"}:
        return evolve(_shifted(duration, at + 3, "ago", -1), said=finer)
    if followed in WEEKDAY_NUMBERS and _counts_weeks(duration):
        return _weeks_from(duration, at + 2, followed, "ago", -1)
    return _shifted(duration, at + 1, "ago", -1)


def _counts_weeks(duration: Mention) -> bool:
    return duration.unit == "week" and duration.count.isdecimal() and len(duration.count) < 5


def _weeks_from(duration: Mention, after: int, named: str, said: str, step: int) -> Mention:
    counted = Mention(duration.first, after, "weekday", weekday=WEEKDAY_NUMBERS[named], said=said)
    return evolve(counted, count=duration.count, step=step)


def _shifted(duration: Mention, after: int, rule: str, step: int) -> Mention:
    return evolve(
        duration, after=after, rule=rule, timex_type="DATE", value="", step=step, choices=()
    )


def _year_ago_adjective(tokens: Tokens, duration: Mention, at: int, end: int) -> Mentions:
    """`a year-earlier`, `the year-ago quarter`."""
    after = at + 1
    named = read_quarter(tokens, after, end) if after < end else NOTHING
    if named and not named[0].year:
        return (evolve(named[0], first=duration.first, said="year", step=-1),)
    lasting = read_duration(tokens, after, end) if after < end else None
    if lasting is not None:
        return (evolve(lasting, first=duration.first),)  # "the year-earlier nine months"
    period = tokens.words[after] if after < end else ""
    after += period in {"quarter", "period", "month"}
    shifted = _shifted(duration, after, "earlier", -1)
    return (evolve(shifted, said="quarter") if period == "quarter" else shifted,)


def read_unit_led(tokens: Tokens, at: int, end: int) -> Mentions:
    """`year-ago`, `years ago`, `weeks later`, `year-end`."""
    words = tokens.words
    word = words[at]
    unit = UNITS.get(word)
    start = at
    if word == "the" and at + 1 < end:
        start, unit = at + 1, UNITS.get(words[at + 1])
    after = start + 1
    if unit and after + 1 < end and words[after] == "-":
        base = Mention(at, after, "duration", "DURATION", "", unit=unit, count="1")
        if words[after + 1] in {"ago", "earlier"}:
            return _year_ago_adjective(tokens, base, after + 1, end)
        if words[after + 1] == "end" and unit in {"year", "month", "quarter"}:
            return (Mention(at, after + 2, "pointer", unit=unit, said="this", modifier="END"),)
    if unit == "year" and words[after : after + 2] == ["'s", "end"] and after + 2 <= end:
        return (Mention(at, after + 2, "pointer", unit="year", said="this", modifier="END"),)
    if word in PLURALS and after < end and words[after] == "ago":
        return (Mention(at, after + 1, "reference", value="PAST_REF"),)
    return NOTHING
