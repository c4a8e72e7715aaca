"""Reading what points from another date: `last week`, `that year`, `this time`, `today`, `now`."""

from __future__ import annotations

from attrs import evolve

from timeline.drafting.temporal.calendar_dates import read_month, read_weekday
from timeline.drafting.temporal.cues import is_past
from timeline.drafting.temporal.lexicon import (
    DAYPARTS,
    MONTH_NUMBERS,
    PLURALS,
    PREPOSITIONS,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.quantities import (
    duration_value,
    is_age,
    read_count,
    read_phrase,
    read_unit,
)
from timeline.drafting.temporal.titles import names_a_broadcast, names_a_paper
from timeline.drafting.temporal.tokens import Tokens

_FROM_NOW = {"this": 0, "current": 0, "last": -1, "next": 1, "coming": 1, "upcoming": 1, "past": -1}
_FROM_FRAME = {
    "that": 0, "same": 0, "previous": -1, "prior": -1, "preceding": -1, "following": 1,
    "subsequent": 1, "ensuing": 1,
}  # fmt: skip
_POINTERS = _FROM_NOW | _FROM_FRAME
_COUNTED = frozenset(
    "last past next first final coming previous following recent these those opening closing "
    "preceding subsequent prior latest initial".split()
)
_SPREAD = frozenset("in over during within for throughout across".split())
PERIODS = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade", "century"})
_YEAR_KINDS = frozenset({"fiscal", "calendar", "financial", "school", "academic"})
_LAST_LENGTH = frozenset({"decade", "day", "hour"})


def read_pointer(tokens: Tokens, at: int, end: int) -> Mentions:
    """`this week`, `the past five years`, `last March`, `the next day`, `that summer`."""
    words = tokens.words
    article = words[at] == "the"
    start = at + article
    if start + 1 >= end:
        return NOTHING
    word = words[start]
    if word in {"this", "that"} and words[start + 1] in {"same", "past", "coming", "very"}:
        start += 1
        word = words[start] if words[start] != "very" else word
        if start + 1 >= end:
            return NOTHING
    if word == "last" and not article and start and words[start - 1] in _AUXILIARIES:
        return NOTHING
    if word in _COUNTED:
        counted = _read_counted(tokens, at, start + 1, end)
        if counted:
            return counted
    if word == "latest" and article:
        return _read_latest(tokens, at, start + 1, end)
    step = _POINTERS.get(word)
    if step is None or names_a_broadcast(tokens, start):
        return NOTHING
    return (
        _read_pointed_unit(tokens, at, start, end, step)
        or _read_pointed_name(tokens, at, start, end, step)
        or NOTHING
    )


_AUXILIARIES = frozenset("to would will could might may must can not should did does 'll".split())


def _read_latest(tokens: Tokens, at: int, name_at: int, end: int) -> Mentions:
    """`the latest quarter`, `the latest period`, `the latest fiscal year`."""
    words = tokens.words
    unit_at = name_at + 1 if words[name_at] in _YEAR_KINDS and name_at + 1 < end else name_at
    if words[unit_at] not in {"quarter", "period", "month", "year"}:
        return NOTHING
    return (Mention(at, unit_at + 1, "latest", unit=words[unit_at]),)


def _read_counted(tokens: Tokens, at: int, start: int, end: int) -> Mentions:
    """`the past five years`, `recent weeks`, `these three days`."""
    words = tokens.words
    counted = read_count(tokens, start, end) if words[start] not in {"a", "an"} else None
    if counted and counted[1] < end and words[start] != "one":
        measured = read_unit(tokens, counted[1], end)
        if (
            measured
            and (measured[1] or counted[0] == "0.5")
            and not is_age(tokens, measured[2], end, measured[0])
        ):
            value = duration_value(counted[0], measured[0], plural=True)
            return (
                Mention(
                    at,
                    measured[2],
                    "duration",
                    "DURATION",
                    value,
                    unit=measured[0],
                    count=counted[0],
                ),
            )
        return NOTHING
    unit = PLURALS.get(words[start])
    if unit == "hour" and words[start - 1] in {"opening", "closing"}:
        return NOTHING  # a shop's
    if unit and words[start - 1] in _COUNTED - {"these", "those", "first"}:
        value = duration_value("", unit, plural=True)
        return (Mention(at, start + 1, "duration", "DURATION", value, unit=unit, count="X"),)
    return NOTHING


_PARTED = frozenset({"day", "week", "month", "quarter", "year"})


def _read_pointed_unit(tokens: Tokens, at: int, start: int, end: int, step: int) -> Mentions:
    words = tokens.words
    word, after = words[start], start + 1
    kind = words[after]
    if kind in _YEAR_KINDS and after + 1 < end and words[after + 1] == "year":
        after += 1
    unit = UNITS.get(words[after])
    followed = words[after + 1] if after + 1 < end else ""
    compared = _read_same_period(tokens, at, start, end)
    part = followed == "-" or (followed == "of" and word in {"last", "next", "following"})
    if unit is None or compared or (part and unit in _PARTED):
        return compared
    if unit == "night" and word in {"last", "that", "same", "previous", "following", "next"}:
        return (
            Mention(
                at,
                after + 1,
                "pointer",
                "TIME",
                unit="day",
                step=-1 if word == "last" else step,
                said=word,
                time="NI",
            ),
        )
    if unit not in PERIODS:
        return NOTHING
    article = start > at and words[at] == "the"
    before = words[at - 1] if at else ""
    if words[at] in {"this", "that"} and start > at and word in {"past", "coming"}:
        this = word == "coming" and unit in {"weekend", "week"}  # "this coming weekend"
        moved = 0 if this else step
        return (Mention(at, after + 1, "pointer", unit=unit, step=moved, said="last"),)
    if word == "past":
        article = article or before in _SPREAD
    lasting = (
        article
        and (
            (word == "past")
            or (
                word == "last" and unit != "quarter" and (before in _SPREAD or unit in _LAST_LENGTH)
            )
            or (word == "next" and before in _SPREAD and unit != "day")
        )
        and not (word == "next" and before == "in" and _goes_on(tokens, after + 1, end))
    )
    if lasting:
        value = duration_value("1", unit, plural=False)
        return (Mention(at, after + 1, "duration", "DURATION", value, unit=unit, count="1"),)
    if word == "past" or (unit == "day" and word in {"this", "last", "current", "coming"}):
        return NOTHING
    said = word
    if word == "next" and (article or unit == "day"):
        said = "following"
    return (Mention(at, after + 1, "pointer", unit=unit, step=step, said=said),)


_FORWARD = 7


def _goes_on(tokens: Tokens, at: int, end: int) -> bool:
    """`In the next year he took two towns`: a year that was, and not the time from now on."""
    words = tokens.words[at : min(end, at + _FORWARD)]
    past = next((i for i, word in enumerate(words) if is_past(word)), _FORWARD)
    return past < _FORWARD and not {"will", "would", "could", "to"}.intersection(words[:past])


def _read_same_period(tokens: Tokens, at: int, start: int, end: int) -> Mentions:
    """`the same period last year`, `the corresponding quarter a year earlier`."""
    words = tokens.words
    if words[start] not in {"same", "corresponding"}:
        return NOTHING
    if words[start + 1] not in {"period", "quarter", "month"}:
        return NOTHING
    after = start + 2
    if after < end and words[after] in {"of", "in"}:
        after += 1
    length = next((len(p) for p in _YEAR_BEFORE if words[after : after + len(p)] == [*p]), 0)
    if not length or after + length > end:
        return NOTHING
    said = words[start + 1]
    year = Mention(at, after + length, "earlier", unit="year", count="1", step=-1, said=said)
    return (year,)


_YEAR_BEFORE = (
    ("last", "year"), ("a", "year", "ago"), ("a", "year", "earlier"), ("a", "year", "before"),
    ("the", "year", "before"), ("the", "previous", "year"), ("the", "prior", "year"),
)  # fmt: skip


def _read_pointed_name(tokens: Tokens, at: int, start: int, end: int, step: int) -> Mentions:
    """`last Friday`, `next March`, `this morning`, `that summer`."""
    words = tokens.words
    word, name = words[start], words[start + 1]
    said = {"current": "this", "past": "last", "coming": "next"}.get(word, word)
    if name in WEEKDAY_NUMBERS and tokens.raw[start + 1][0].isupper() and len(name) >= 6:
        dated = read_weekday(tokens, start + 1, end)
        if len(dated) == 1 and dated[0].day:
            return (evolve(dated[0], first=at),)  # "next Tuesday, April 23"
        return (
            Mention(at, start + 2, "weekday", weekday=WEEKDAY_NUMBERS[name], said=said, step=step),
        )
    if name in DAYPARTS and word in {"this", "that", "next", "same", "following", "previous"}:
        said = "following" if word == "next" else word
        return (
            Mention(
                at,
                start + 2,
                "pointer",
                "TIME",
                unit="day",
                step=step,
                said=said,
                time=DAYPARTS[name],
            ),
        )
    if name in MONTH_NUMBERS and tokens.raw[start + 1][0].isupper():
        dated = read_month(tokens, start + 1, end)
        if said == "next" and start > at and dated and not dated[0].day:
            said = "following"  # "elected in 1931, and the next January"
        return (evolve(dated[0], first=at, said=said, step=step), *dated[1:]) if dated else NOTHING
    if name in SEASONS:
        return (Mention(at, start + 2, "season", value=SEASONS[name], said=said, step=step),)
    return NOTHING


_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}


def read_deictic(tokens: Tokens, at: int, end: int) -> Mentions:
    """`today`, `yesterday morning`, `the day after tomorrow`, `tonight`, `overnight`."""
    words = tokens.words
    word = words[at]
    if word == "the":
        if tuple(words[at : at + 4]) == ("the", "day", "before", "yesterday") and at + 4 <= end:
            return (Mention(at, at + 4, "deictic", step=-2),)
        if tuple(words[at : at + 4]) == ("the", "day", "after", "tomorrow") and at + 4 <= end:
            return (Mention(at, at + 4, "deictic", step=2),)
        return NOTHING
    step = _DEICTIC[word]
    if word == "overnight" and at + 1 < end and words[at + 1] in WEEKDAY_NUMBERS:
        dated = read_weekday(tokens, at + 1, end)
        if len(dated) == 1:
            return (evolve(dated[0], first=at, timex_type="TIME", time="NI"),)
    if word in {"tonight", "overnight"}:
        return (Mention(at, at + 1, "deictic", "TIME", step=step, time="NI", said=word),)
    if names_a_paper(tokens, at) or _is_generic(words, at):
        return NOTHING
    return (Mention(at, at + 1, "deictic", step=step),)


_OF_OUR_TIME = frozenset(
    "age climate culture economy environment generation kids parents society standards students "
    "teenagers teens technology women workers world youth".split()
)


def _is_generic(words: list[str], at: int) -> bool:
    """`today's world`, `today's youth`: of our time, not of the day."""
    return words[at : at + 2] == ["today", "'s"] and bool(
        _OF_OUR_TIME & set(words[at + 2 : at + 3])
    )


_NIGHTS = frozenset({"morning", "afternoon", "evening", "night"})


def with_daypart(tokens: Tokens, mention: Mention, end: int) -> Mention:
    """`Tuesday` becomes `Tuesday morning` where the text goes on so."""
    at = mention.after
    if mention.rule == "weekday" and at < end and tokens.words[at].removesuffix("s") in _NIGHTS:
        part = DAYPARTS[tokens.words[at].removesuffix("s")]
        value = f"XXXX-WXX-{mention.weekday + 1}T{part}"
        if tokens.words[at].endswith("s") and not mention.said:
            return Mention(mention.first, at + 1, "set", "SET", value)
    plain = mention.timex_type == "DATE" and not mention.time
    dated = mention.rule in {"weekday", "date", "deictic"}
    if plain and dated and at < end and tokens.words[at] in DAYPARTS:
        part = DAYPARTS[tokens.words[at]]
        return evolve(mention, after=at + 1, timex_type="TIME", time=part)
    return mention


_TIMES = frozenset({"time", "period"})
_BEFORE_TIMES = frozenset("at by during until since from around about before after in".split())


def read_that_time(tokens: Tokens, at: int, end: int) -> Mentions:
    """`at this time`, `during that period`: what a history has just told of."""
    words = tokens.words
    ends = at + 2 >= end or words[at + 2] not in {"of", "around", "-"}
    if not at or words[at - 1] not in _BEFORE_TIMES or words[at + 1 : at + 2] == [] or not ends:
        return NOTHING
    if words[at + 1] not in _TIMES:
        return NOTHING
    now = (words[at - 1], words[at], words[at + 1]) == ("at", "this", "time")
    return (Mention(at, at + 2, "that-time", said="now" if now else "then"),)


def read_reference(tokens: Tokens, at: int, end: int) -> Mentions:
    """`now`, `recently`, `the near future`, `these days`."""
    found = read_phrase(tokens, at, end, REFERENCES, 6)
    if found is None:
        return NOTHING
    value, after = found
    words = tokens.words
    followed = words[after] if after < end else ""
    if (
        words[at] == "the"
        and (followed.isalpha() or followed == "-")
        and (words[after - 1] in {"past", "present"} and followed not in _AFTER_REFERENCE)
    ):
        return NOTHING
    told_past = after < end and is_past(followed)
    if words[at] == "soon" and (
        told_past
        or followed in {"after", "as", "afterwards", "afterward"}
        or (at and words[at - 1] in {"as", "too", "how"})
    ):
        return NOTHING
    if (words[after - 1], followed) in {("recently", "as"), ("time", "of")}:
        return NOTHING  # "as recently as 2010", "at this time of year"
    if words[at:after] == ["now"] and words[after : after + 2] in (
        ["and", "then"],
        ["and", "again"],
    ):
        return NOTHING
    if words[at] in {"current", "recent"} and not _describes(tokens, at, end):
        return NOTHING
    if words[at] == "at" and after - at > 1:
        at += 1  # an expression never begins with its preposition
    return (Mention(at, after, "reference", value=value),)


def _describes(tokens: Tokens, at: int, end: int) -> bool:
    """`the current wife`, `recent rulings`; but neither `the current was cut` nor `most recent`."""
    before = tokens.words[at - 1] if at else ""
    following = tokens.words[at + 1] if at + 1 < end else ""
    return (
        tokens.raw[at].islower()
        and following.isalpha()
        and following not in PREPOSITIONS
        and following not in _AFTER_REFERENCE
        and before not in {"more", "most", "electric", "direct", "alternating", "ocean"}
    )


_AFTER_REFERENCE = frozenset(
    "and or but when that he she it they we is was were has had as by for to with in on will "
    "would can could".split()
)
