"""The words of running text that `timeline.dates` has no need of.

Months, weekdays, units, numbers, ordinals and seasons are the date grammar's own words.
"""

from __future__ import annotations

from typing import Final

from timeline.dates.vocabulary import (
    ERAS,
    MONTH_NUMBERS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    SEASON_CODES,
    WEEKDAY_NUMBERS,
)

__all__ = ["ERAS", "MONTH_NUMBERS", "WEEKDAY_NUMBERS"]

NUMBERS: Final[dict[str, int]] = {
    word: number for word, number in NUMBER_WORDS.items() if word not in {"a", "an", "hundred"}
}
ORDINALS: Final[dict[str, int]] = {
    word: number for word, number in ORDINAL_WORDS.items() if word.isalpha()
}
SEASONS: Final[dict[str, str]] = {
    word: ("SP", "SU", "FA", "WI")[code - 21] for word, code in SEASON_CODES.items()
}
UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night",
    "week": "week", "weekend": "weekend", "fortnight": "fortnight", "month": "month",
    "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
PLURALS = {
    "seconds": "second", "minutes": "minute", "mins": "minute", "hours": "hour", "hrs": "hour",
    "days": "day", "nights": "night", "weeks": "week", "weekends": "weekend",
    "fortnights": "fortnight", "months": "month", "quarters": "quarter", "years": "year",
    "yrs": "year", "decades": "decade", "centuries": "century",
}  # fmt: skip
ALL_UNITS = UNITS | PLURALS
DURATION_CODES = {
    "second": "T{}S", "minute": "T{}M", "hour": "T{}H", "day": "{}D", "night": "{}D",
    "week": "{}W", "weekend": "{}WE", "fortnight": "{}W", "month": "{}M", "quarter": "{}Q",
    "year": "{}Y", "decade": "{}DE", "century": "{}CE",
}  # fmt: skip

DAYPARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI",
    "mid-day": "MI", "lunchtime": "MI", "dawn": "MO", "dusk": "EV", "daytime": "DT",
}  # fmt: skip
VAGUE = frozenset(
    {"several", "few", "many", "numerous", "countless", "various", "dozens", "scores"}
)
ADJECTIVES = frozenset(
    "more consecutive straight full long whole additional other successive business trading "
    "working calendar extra solid short entire further fiscal school academic".split()
)

# Multi-word modifiers first: the longest that matches is taken.
QUANTIFIERS: dict[tuple[str, ...], str] = {
    ("more", "than"): "MORE_THAN", ("just", "over"): "MORE_THAN", ("over",): "MORE_THAN",
    ("well", "over"): "MORE_THAN", ("longer", "than"): "MORE_THAN",
    ("a", "little", "more", "than"): "MORE_THAN", ("just", "more", "than"): "MORE_THAN",
    ("a", "little", "over"): "MORE_THAN", ("slightly", "more", "than"): "MORE_THAN",
    ("less", "than"): "LESS_THAN", ("fewer", "than"): "LESS_THAN", ("under",): "LESS_THAN",
    ("just", "under"): "LESS_THAN", ("nearly",): "LESS_THAN", ("almost",): "LESS_THAN",
    ("close", "to"): "LESS_THAN", ("just", "short", "of"): "LESS_THAN",
    ("at", "least"): "EQUAL_OR_MORE", ("no", "less", "than"): "EQUAL_OR_MORE",
    ("no", "fewer", "than"): "EQUAL_OR_MORE", ("a", "minimum", "of"): "EQUAL_OR_MORE",
    ("at", "most"): "EQUAL_OR_LESS", ("no", "more", "than"): "EQUAL_OR_LESS",
    ("up", "to"): "EQUAL_OR_LESS", ("as", "long", "as"): "EQUAL_OR_LESS",
    ("a", "maximum", "of"): "EQUAL_OR_LESS", ("as", "many", "as"): "EQUAL_OR_LESS",
    ("about",): "APPROX", ("around",): "APPROX", ("roughly",): "APPROX",
    ("approximately",): "APPROX", ("some",): "APPROX", ("circa",): "APPROX", ("c", "."): "APPROX",
    ("ca", "."): "APPROX", ("c",): "APPROX", ("ca",): "APPROX", ("perhaps",): "APPROX",
    ("maybe",): "APPROX", ("approx", "."): "APPROX", ("an", "estimated"): "APPROX",
    ("almost", "exactly"): "APPROX",
}  # fmt: skip
STAGES: dict[tuple[str, ...], str] = {
    ("early",): "START", ("late",): "END", ("mid",): "MID", ("middle",): "MID",
    ("early", "in"): "START", ("late", "in"): "END", ("early", "on"): "START",
    ("late", "on"): "END", ("midway", "through"): "MID", ("early", "part", "of"): "START",
    ("latter", "part", "of"): "END", ("start", "of"): "START", ("beginning", "of"): "START",
    ("outset", "of"): "START", ("dawn", "of"): "START", ("middle", "of"): "MID",
    ("end", "of"): "END", ("close", "of"): "END", ("very", "end", "of"): "END",
    ("early", "days", "of"): "START",
    ("early", "years", "of"): "START", ("later", "part", "of"): "END",
    ("last", "days", "of"): "END", ("final", "days", "of"): "END", ("final", "weeks", "of"): "END",
    ("closing", "days", "of"): "END", ("first", "days", "of"): "START",
    ("rest", "of"): "LATER", ("remainder", "of"): "LATER",
}  # fmt: skip

# The simple adverbs: what TIMEX3 calls references, which no calendar holds.
REFERENCES: dict[tuple[str, ...], str] = {
    ("now",): "PRESENT_REF", ("currently",): "PRESENT_REF", ("presently",): "PRESENT_REF",
    ("nowadays",): "PRESENT_REF", ("at", "present"): "PRESENT_REF",
    ("these", "days"): "PRESENT_REF", ("at", "the", "moment"): "PRESENT_REF",
    ("at", "this", "moment"): "PRESENT_REF",
    ("the", "present"): "PRESENT_REF", ("the", "present", "day"): "PRESENT_REF",
    ("present", "day"): "PRESENT_REF",
    ("recently",): "PAST_REF", ("lately",): "PAST_REF", ("long", "ago"): "PAST_REF",
    ("the", "past"): "PAST_REF", ("the", "distant", "past"): "PAST_REF",
    ("the", "recent", "past"): "PAST_REF", ("the", "other", "day"): "PAST_REF",
    ("the", "old", "days"): "PAST_REF",
    ("soon",): "FUTURE_REF", ("the", "future"): "FUTURE_REF",
    ("the", "near", "future"): "FUTURE_REF", ("the", "foreseeable", "future"): "FUTURE_REF",
    ("the", "distant", "future"): "FUTURE_REF", ("the", "immediate", "future"): "FUTURE_REF",
    ("the", "not", "-", "too", "-", "distant", "future"): "FUTURE_REF",
    ("someday",): "FUTURE_REF", ("some", "day"): "FUTURE_REF",
    ("a", "later", "date"): "FUTURE_REF", ("a", "later", "time"): "FUTURE_REF",
    ("the", "near", "term"): "FUTURE_REF", ("future", "years"): "FUTURE_REF",
    ("future", "months"): "FUTURE_REF", ("future", "quarters"): "FUTURE_REF",
    ("current",): "PRESENT_REF", ("recent",): "PAST_REF",
}  # fmt: skip
PERIODIC = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q",
    "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y", "hourly": "PT1H", "biweekly": "P2W",
    "fortnightly": "P2W", "bimonthly": "P2M", "biannual": "P6M", "biannually": "P6M",
    "biennial": "P2Y", "biennially": "P2Y", "twice-yearly": "P6M",
}  # fmt: skip
HOLIDAYS: dict[tuple[str, ...], str] = {
    ("christmas",): "12-25", ("christmas", "day"): "12-25", ("christmas", "eve"): "12-24",
    ("boxing", "day"): "12-26", ("new", "year", "'s", "day"): "01-01",
    ("new", "years", "day"): "01-01", ("new", "year", "'s", "eve"): "12-31",
    ("new", "years", "eve"): "12-31", ("new", "year", "'s"): "01-01",
    ("valentine", "'s", "day"): "02-14", ("st", ".", "patrick", "'s", "day"): "03-17",
    ("independence", "day"): "07-04", ("the", "fourth", "of", "july"): "07-04",
    ("fourth", "of", "july"): "07-04", ("july", "fourth"): "07-04",
    ("bastille", "day"): "07-14", ("halloween",): "10-31", ("all", "saints", "day"): "11-01",
    ("all", "saints", "'", "day"): "11-01", ("veterans", "day"): "11-11",
    ("armistice", "day"): "11-11", ("remembrance", "day"): "11-11", ("may", "day"): "05-01",
    ("april", "fools", "'", "day"): "04-01", ("earth", "day"): "04-22",
    ("juneteenth",): "06-19", ("epiphany",): "01-06", ("groundhog", "day"): "02-02",
    ("thanksgiving",): "thanksgiving", ("thanksgiving", "day"): "thanksgiving",
    ("black", "friday"): "black friday", ("labor", "day"): "labor day",
    ("labour", "day"): "labor day", ("memorial", "day"): "memorial day",
    ("columbus", "day"): "columbus day", ("mother", "'s", "day"): "mother's day",
    ("father", "'s", "day"): "father's day", ("election", "day"): "election day",
    ("martin", "luther", "king", "day"): "king day", ("presidents", "day"): "presidents day",
    ("presidents", "'", "day"): "presidents day", ("easter",): "easter",
    ("easter", "sunday"): "easter", ("easter", "monday"): "easter monday",
    ("good", "friday"): "good friday", ("ash", "wednesday"): "ash wednesday",
    ("palm", "sunday"): "palm sunday", ("pentecost",): "pentecost",
    ("whit", "sunday"): "pentecost", ("whitsun",): "pentecost",
}  # fmt: skip
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
}  # fmt: skip

PREPOSITIONS = frozenset(
    "in on at by since until till from to through during before after between of for around "
    "about circa within into throughout over via towards toward up as ending ended beginning "
    "starting following near past upto c ca and or".split()
)
RANGE_LINKS = frozenset({"-", "to", "and", "through", "until", "or", "/", "&", "thru"})
