"""What quarters, halves and reporting periods mean: `the third quarter`, `the 1988 period`."""

from __future__ import annotations

from timeline.dates.gregorian import civil
from timeline.drafting.temporal.context import Context, Resolved, stepped_year
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.timex import day_value, read_span, shift_days, value_at, year_value
from timeline.drafting.temporal.tokens import Tokens

_REPORTED = frozenset(
    "report reports reported reporting post posts posted earn earns earned earnings income profit "
    "profits loss losses net results revenue revenues sales".split()
)
_JUST_ENDED = 120
"""Days: results told of a quarter that ended so lately are of that one, not of next year's."""
_PERIODS = frozenset({"month", "quarter", "half"})


def resolve_period(mention: Mention, context: Context) -> Resolved:
    """`the third quarter`, `Q3`, `the first half`: of calendar years."""
    letter, number = mention.unit[0].upper(), mention.day
    if mention.year:
        return Resolved(f"{year_value(mention.year)}-{letter}{number}", reason="written in full")
    anchor = context.anchor
    if anchor is None:
        return Resolved(f"XXXX-{letter}{number}", reason="no year is known")
    if mention.said == "year":
        year = stepped_year(mention.step, context)
        return Resolved(
            f"{year_value(year)}-{letter}{number}", day_value(anchor), "the year is said"
        )
    year, month, _ = civil(anchor)
    months = 3 if letter == "Q" else 6
    begun = year if (number - 1) * months + 1 <= month else year - 1
    ahead = year if number * months >= month else year + 1
    if mention.said in {"last", "this", "next"}:
        ahead = begun = year + mention.step
    past, future = (f"{year_value(y)}-{letter}{number}" for y in (begun, ahead))
    coming = context.tense(mention)[0] == "future" and not _is_reported(past, mention, context)
    chosen, other = (future, past) if coming else (past, future)
    return Resolved(
        chosen,
        day_value(anchor),
        "to come" if coming else "the last that has begun",
        (other,) if other != chosen else (),
    )


def _is_reported(past: str, mention: Mention, context: Context) -> bool:
    """`expects to report a third-quarter loss`: what is to come is the report, not the quarter."""
    span, anchor = read_span(past), context.anchor
    if span is None or anchor is None or not 0 <= anchor - span.last <= _JUST_ENDED:
        return False
    first, after = context.sentence
    around = context.tokens.words[max(first, mention.first - 8) : min(after, mention.after + 4)]
    return any(word in _REPORTED for word in around)


def resolve_latest(mention: Mention, context: Context) -> Resolved:
    """`the latest quarter`, `the quarter`: the one the text reports, else the last full one."""
    anchor = context.anchor
    if anchor is None:
        return Resolved("XXXX", reason="no date to count from")
    told = read_span(context.period) if context.period else None
    wanted = _PERIODS if mention.unit == "period" else {mention.unit}
    if told is not None and told.unit in wanted and -31 <= anchor - told.last <= _JUST_ENDED:
        return Resolved(context.period, day_value(anchor), "the one that the text tells of")
    unit = "quarter" if mention.unit == "period" else mention.unit
    start = read_span(value_at(anchor, unit))
    assert start is not None, unit
    value = value_at(shift_days(start.first, unit, -1), unit)
    return Resolved(value, day_value(anchor), "the last full one before publication")


_ENDS = frozenset({"ended", "ending"})
_HALF_A_QUARTER = 45


def ends_with(tokens: Tokens, mention: Mention, following: Mention) -> bool:
    """Whether a period is told by its end: `the quarter ended July 31`."""
    between = tokens.words[mention.after : following.first]
    return between[:1] != [] and between[0] in _ENDS and between[1:] in ([], ["in"])


def resolve_ended_quarter(end: Resolved | None) -> Resolved | None:
    """The quarter of the calendar that most of it lies in."""
    span = read_span(end.value) if end is not None else None
    if end is None or span is None or span.unit not in {"day", "month"}:
        return None
    value = value_at(span.last - _HALF_A_QUARTER, "quarter")
    return Resolved(value, end.value, "the quarter that ended then")


def is_reported_length(tokens: Tokens, mention: Mention) -> bool:
    """`the first nine months`, `the six months ended`: what is compared with it is a year's."""
    if mention.rule != "duration" or mention.unit != "month":
        return False
    ends = tokens.words[mention.after : mention.after + 1]
    begins = tokens.words[mention.first : mention.first + 2]
    return begins == ["the", "first"] or (begins[0] == "the" and ends in (["ended"], ["ending"]))


def reported_by_months(mention: Mention, end: Resolved | None, context: Context) -> str:
    """The period that a length in months stands for: three are a quarter, more a year."""
    if mention.count == _QUARTER_MONTHS and end is not None:
        quarter = resolve_ended_quarter(end)
        return quarter.value if quarter is not None else context.period
    told = read_span(end.value) if end is not None else None
    if told is not None:
        return year_value(told.year)
    if context.anchor is None:
        return ""
    year, month, _ = civil(context.anchor)
    year -= month <= _FIRST_MONTHS
    return f"{year_value(year)}-Q1" if mention.count == _QUARTER_MONTHS else year_value(year)


_QUARTER_MONTHS = "3"
_FIRST_MONTHS = 2


def resolve_year_ago_quarter(context: Context) -> Resolved:
    """`the year-ago quarter` where the text tells of none: a year before the last full one."""
    latest = resolve_latest(Mention(0, 0, "latest", unit="quarter"), context)
    span = read_span(latest.value)
    if span is None:
        return latest
    value = value_at(shift_days(span.first, "year", -1), "quarter")
    return Resolved(value, latest.anchor, "a year before the last full quarter")


def resolve_same_period(mention: Mention, context: Context) -> Resolved:
    """`the 1988 period`: the period last told of, in that year."""
    told = read_span(context.period) if context.period else None
    if told is None or told.unit not in _PERIODS:
        return Resolved(year_value(mention.year), reason="written in full")
    value = f"{year_value(mention.year)}{context.period[4:]}"
    return Resolved(value, context.period, "the period last told of, in that year")


def year_told(context: Context) -> int | None:
    """A day of the year that the quarter lies in which the text reports; None without one."""
    told = read_span(context.period) if context.period else None
    if told is None or context.anchor is None or told.unit not in {"quarter", "half"}:
        return None
    return told.first if 0 <= context.anchor - told.last <= _JUST_ENDED else None


def year_before_period(context: Context) -> str:
    """A year before the quarter or month that the text tells of; empty without one."""
    told = read_span(context.period) if context.period else None
    if told is None or told.unit not in _PERIODS:
        return ""
    return value_at(shift_days(told.first, "year", -1), told.unit)
