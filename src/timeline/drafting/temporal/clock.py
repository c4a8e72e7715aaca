"""Reading times of day: `8:15 a.m.`, `9 a.m. EST Tuesday`, `noon`, `14:00 GMT`."""

from __future__ import annotations

from attrs import evolve

from timeline.drafting.temporal.calendar_dates import read_month, read_weekday
from timeline.drafting.temporal.lexicon import MONTH_NUMBERS, NUMBERS, WEEKDAY_NUMBERS
from timeline.drafting.temporal.mention import NOTHING, Mention, Mentions
from timeline.drafting.temporal.relatives import read_deictic
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import year_number

_MERIDIEM = {"a.m.": 0, "a.m": 0, "am": 0, "p.m.": 12, "p.m": 12, "pm": 12}
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_ZONES = frozenset(
    "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest msk jst ist".split()
)
_UNIVERSAL = frozenset({"utc", "gmt"})
_AT = frozenset("at by around about before after from until till between since and to".split())


def read_clock(tokens: Tokens, at: int, end: int) -> Mentions:
    found = _read_spaced(tokens.words, at, end) or _read_reading(tokens, at, end)
    if found is None:
        return NOTHING
    time, after = found
    if after < end and tokens.words[after] in _UNIVERSAL and tokens.raw[after].isupper():
        time += "Z"
    after = _read_zone(tokens, after, end)
    mention = Mention(at, after, "clock", "TIME", time=time)
    return (_with_day(tokens, mention, end),)


_LIGHT = {
    "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "dusk": "EV", "sunset": "EV", "evening": "EV",
    "nightfall": "NI",
}  # fmt: skip
LIGHT_WORDS = frozenset(_LIGHT)
_BEFORE_LIGHT = (_AT - {"and", "to"}) | {"towards", "toward"}


def read_light(tokens: Tokens, at: int, end: int) -> Mentions:
    """`at dawn`, `by nightfall`, `until evening`; `from dawn to dusk` is on no day."""
    before = tokens.words[at - 1] if at else ""
    following = tokens.words[at + 1] if at + 1 < end else ""
    if before not in _BEFORE_LIGHT or following in {"to", "of", "-", "till", "until"}:
        return NOTHING
    return (Mention(at, at + 1, "clock", "TIME", time=_LIGHT[tokens.words[at]]),)


def _read_reading(tokens: Tokens, at: int, end: int) -> tuple[str, int] | None:
    """(`08:15`, the token after), or None where the number is no time of day."""
    words = tokens.words
    word = words[at]
    if word in _NAMED:
        return None if at and words[at - 1] == "high" else (_NAMED[word], at + 1)
    dotted = _has_meridiem(words, at, end) and word.count(".") == 1
    hour_text, _, minute_text = word.partition("." if dotted else ":")
    compact = word[-2:] in {"am", "pm"} and word[:-2].isdecimal()
    if compact:
        hour_text, minute_text = word[:-2], ""
    if not hour_text.isdecimal() or len(hour_text) > 2:
        return _read_military(words, at, end)
    hour, minute = int(hour_text), int(minute_text[:2] or 0)
    following = words[at + 1] if at + 1 < end else ""
    if compact or following in _MERIDIEM:
        if not 1 <= hour <= 12 or minute > 59:
            return None
        half = _MERIDIEM[word[-2:] if compact else following]
        return f"{hour % 12 + half:02}:{minute:02}", at + 1 if compact else at + 2
    if following == "o'clock" and 1 <= hour <= 12:
        return _spoken_hour(tokens, at + 2, end, hour)
    if words[at + 1 : at + 3] == ["in", "the"] and 1 <= hour <= 12 and at + 3 < end:
        spoken = _spoken_hour(tokens, at + 1, end, hour)
        return spoken if spoken[1] > at + 1 else None
    if minute_text and hour < 24 and minute < 60 and _is_told_as_time(words, at, following):
        return f"{hour:02}:{minute:02}", at + 1
    return None


def _read_spaced(words: list[str], at: int, end: int) -> tuple[str, int] | None:
    """`9 : 30 p.m.`, as texts cut into tokens have it."""
    if at + 3 >= end or words[at + 1] != ":" or words[at + 3] not in _MERIDIEM:
        return None
    hour, minute = words[at], words[at + 2]
    numbers = hour.isdecimal() and minute.isdecimal() and len(hour) <= len(minute) == 2
    if not numbers or not 1 <= int(hour) <= 12 or int(minute) > 59:
        return None
    return f"{int(hour) % 12 + _MERIDIEM[words[at + 3]]:02}:{minute}", at + 4


def _is_told_as_time(words: list[str], at: int, following: str) -> bool:
    """`at 14:22`, `14:22 local time`, `27 September 2013, 14:22`; a score of 3:1 is none."""
    before = words[at - 1] if at else ""
    named = following in _ZONES or following in {"hours", "local"}
    return before in _AT - {"and", "to"} or named or _follows_date(words, at)


def _follows_date(words: list[str], at: int) -> bool:
    before = at - 2 if at >= 2 and words[at - 1] in {",", "|", "-"} else at - 1
    return before >= 1 and year_number(words[before]) > 0 and words[before - 1] != "$"


def _has_meridiem(words: list[str], at: int, end: int) -> bool:
    """Whether `19.30` is a time."""
    return at + 1 < end and (words[at + 1] in _MERIDIEM or words[at + 1] in _ZONES)


def _read_military(words: list[str], at: int, end: int) -> tuple[str, int] | None:
    """`0530 hours`, `2237 GMT`."""
    word, following = words[at], words[at + 1] if at + 1 < end else ""
    if len(word) != 4 or not word.isdecimal() or not (following in _ZONES or following == "hours"):
        return None
    if word[:2] > "23" or word[2:] > "59":
        return None
    return f"{word[:2]}:{word[2:]}", at + 2 if following == "hours" else at + 1


def read_spoken_clock(tokens: Tokens, at: int, end: int) -> Mentions:
    """`six o'clock`, `at nine in the morning`."""
    words = tokens.words
    hour, before = NUMBERS.get(words[at], 0), words[at - 1] if at else ""
    if not 1 <= hour <= 12 or at + 1 >= end:
        return NOTHING
    told = words[at + 1] == "o'clock"
    time, after = _spoken_hour(tokens, at + 1 + told, end, hour)
    if not told and (after == at + 1 or before not in _AT - {"and", "to"}):
        return NOTHING
    return (_with_day(tokens, Mention(at, after, "clock", "TIME", time=time), end),)


def _spoken_hour(tokens: Tokens, at: int, end: int, hour: int) -> tuple[str, int]:
    """`6 o'clock in the evening`."""
    words = tokens.words
    if words[at : at + 2] == ["in", "the"] and at + 2 < end:
        part = words[at + 2]
        if part in {"morning", "afternoon", "evening"}:
            half = 0 if part == "morning" else 12
            return f"{hour % 12 + half:02}:00", at + 3
    return f"{hour:02}:00", at


def _read_zone(tokens: Tokens, at: int, end: int) -> int:
    """The token after a zone, and after the same time elsewhere: `10:35 a.m. (0735 GMT)`."""
    words, at = tokens.words, _read_zone_name(tokens, at, end)
    if words[at : at + 1] == ["("] and words[at + 3 : at + 4] == [")"] and at + 4 <= end:
        inner = _read_reading(tokens, at + 1, end)
        if inner is not None and words[at + 2] in _ZONES:
            return at + 4
    return at


def _read_zone_name(tokens: Tokens, at: int, end: int) -> int:
    """`EST`, `local time`, `Eastern Daylight Time`."""
    words = tokens.words
    if at < end and words[at] in _ZONES and tokens.raw[at].isupper():
        return at + 1
    if at + 1 < end and words[at] in {"local", "eastern", "pacific", "central"}:
        if words[at + 1] == "time":
            return at + 2
        if at + 2 < end and words[at + 1] in {"standard", "daylight"} and words[at + 2] == "time":
            return at + 3
    return at


_HALVES = frozenset({"morning", "afternoon", "evening"})


def _with_daypart(mention: Mention, after: int, part: str) -> Mention:
    """`6:45 this morning`, `3 o'clock this afternoon`."""
    hour, rest = int(mention.time[:2]), mention.time[2:]
    if part != "morning" and 1 <= hour < 12:
        hour += 12
    return evolve(mention, after=after, rule="deictic", step=0, time=f"{hour:02}{rest}")


def _with_part_behind(tokens: Tokens, mention: Mention, end: int) -> Mention:
    """`six o'clock Tuesday evening`."""
    part = tokens.words[mention.after] if mention.after < end else ""
    if part not in _HALVES | {"night"}:
        return mention
    hour, rest = int(mention.time[:2]), mention.time[2:]
    told = any(word in _MERIDIEM for word in tokens.words[mention.first : mention.after])
    late = part != "morning" and 1 <= hour < 12 and not told
    return evolve(mention, after=mention.after + 1, time=f"{hour + 12 * late:02}{rest}")


def _with_deictic(tokens: Tokens, mention: Mention, at: int, end: int) -> Mention:
    """`9 a.m. today`; `7:30 tonight` is in the evening."""
    found = read_deictic(tokens, at, end)
    if not found:
        return mention  # "at noon Today Magazine …"
    if tokens.words[at] == "tonight" and mention.time[:2].isdecimal():
        return _with_daypart(mention, at + 1, "evening")
    return evolve(mention, after=found[0].after, rule="deictic", step=found[0].step)


def _with_day(tokens: Tokens, mention: Mention, end: int) -> Mention:
    at = mention.after
    if at + 1 < end and tokens.words[at] == "." and tokens.words[at - 1] in {"a.m", "p.m"}:
        at += tokens.words[at + 1] in WEEKDAY_NUMBERS  # cut into tokens: "2 p.m . Sunday"
    if at + 1 < end and tokens.words[at] == "this" and tokens.words[at + 1] in _HALVES:
        return _with_daypart(mention, at + 2, tokens.words[at + 1])
    if at < end and tokens.words[at] in {"today", "yesterday", "tomorrow", "tonight"}:
        return _with_deictic(tokens, mention, at, end)
    if at < end and tokens.words[at] in WEEKDAY_NUMBERS and tokens.raw[at][0].isupper():
        dated = read_weekday(tokens, at, end)
        if len(dated) == 1:
            timed = evolve(dated[0], first=mention.first, timex_type="TIME", time=mention.time)
            return _with_part_behind(tokens, timed, end)
    if at + 2 < end and tokens.words[at] == "," and tokens.words[at + 1] in MONTH_NUMBERS:
        dated = read_month(tokens, at + 1, end)  # "5 p.m. EST, Nov. 6"
        if len(dated) == 1 and dated[0].day:
            return evolve(dated[0], first=mention.first, timex_type="TIME", time=mention.time)
    return mention
