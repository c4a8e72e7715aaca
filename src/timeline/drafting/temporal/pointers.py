"""What a mention means that points from another date: `last week`, `a year earlier`, `9 p.m.`."""

from __future__ import annotations

from attrs import evolve

from timeline.dates.gregorian import civil, day_number, weekday
from timeline.drafting.temporal.context import UNKNOWN_DAY, Context, Resolved, timed
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.nowadays import is_nowadays
from timeline.drafting.temporal.reported_periods import (
    resolve_year_ago_quarter,
    year_before_period,
    year_told,
)
from timeline.drafting.temporal.timex import (
    day_value,
    rank,
    read_span,
    shift_days,
    value_at,
    week_value,
    year_value,
)

_FRAMED = frozenset(
    {"that", "same", "previous", "prior", "preceding", "following", "subsequent", "ensuing"}
)


def resolve_pointer(mention: Mention, context: Context) -> Resolved:
    base, why = _pointer_base(mention, context)
    if base is None:
        return (
            evolve(UNKNOWN_DAY, value=timed(UNKNOWN_DAY.value, mention))
            if mention.unit == "day"
            else Resolved("XXXX", reason="no date to count from")
        )
    if mention.unit == "weekend":
        return _weekend(mention, context, base)
    unit, step = mention.unit, mention.step
    value = value_at(shift_days(_start_of(base, unit), unit, step), unit)
    if mention.time:
        value = f"{value}T{mention.time}"
    return Resolved(value, day_value(base), why)


def _start_of(number: int, unit: str) -> int:
    """The first day of the unit that holds the day, so that shifting months can't skip one."""
    span = read_span(value_at(number, unit))
    return span.first if span is not None and unit != "century" else number


def _pointer_base(mention: Mention, context: Context) -> tuple[int | None, str]:
    if mention.said in _FRAMED:
        if mention.unit == "day" and _is_overtaken(context):
            return None, ""
        framed = context.near_day if mention.unit == "day" else context.frame
        span = read_span(framed) if framed else None
        if span is not None:
            return span.first, "counted from the last date mentioned"
        return (None if context.narrative else context.published), "counted from the publication"
    if mention.said == "running" and _unit_of(context.frame) == mention.unit:
        span = read_span(context.frame)
        return (span.first if span else context.anchor), "the one last mentioned"
    told = year_told(context) if mention.said == "running" and mention.unit == "year" else None
    if told is not None:
        return told, "the year of the period that the text tells of"
    if mention.said in {"this", "the", "running"}:
        return context.anchor, "counted from the publication"
    return context.published, "counted from the publication"


def _is_overtaken(context: Context) -> bool:
    """Whether a history told of another month since its last day: no day to hang `that` on."""
    day, frame = (read_span(value) if value else None for value in (context.day, context.frame))
    if day is None or frame is None or not context.narrative:
        return False
    coarse = frame.unit in {"month", "season"}
    return coarse and not frame.first <= day.first <= frame.last


def _unit_of(value: str) -> str:
    span = read_span(value) if value else None
    return span.unit if span is not None else ""


def resolve_new_year(mention: Mention, context: Context) -> Resolved:
    """`the new year` is the one that has just begun, in the second half of a year the next one."""
    del mention
    anchor = context.anchor
    if anchor is None:
        return Resolved("XXXX", reason="no date to count from")
    year, month, _ = civil(anchor)
    value = year_value(year if month <= 6 else year + 1)
    return Resolved(value, day_value(anchor), "the new year nearest to the publication")


def _weekend(mention: Mention, context: Context, base: int) -> Resolved:
    step = mention.step
    if mention.said == "the":
        words, at = context.tokens.words, mention.first
        ahead = words[max(0, at - 2) : at] == ["ahead", "of"] or words[max(0, at - 1) : at] == [
            "for"
        ]
        coming = ahead or context.tense(mention)[0] == "future"
        step = 0 if coming or weekday(base) >= 5 else -1
    value = week_value(base + 7 * step) + "-WE"
    return Resolved(value, day_value(base), "the weekend of that week")


def resolve_deictic(mention: Mention, context: Context) -> Resolved:
    if context.narrative and mention.step == 0 and not mention.time and not mention.modifier:
        return Resolved("PRESENT_REF", reason="in a narrative, the reader's present")
    if context.published is None:
        return UNKNOWN_DAY
    if is_nowadays(mention, context):
        return Resolved("PRESENT_REF", reason="our time: the text calls its day by its weekday")
    value = day_value(context.published + mention.step)
    return Resolved(
        timed(value, mention), day_value(context.published), "counted from the publication"
    )


_FIRST_WEEK, _LAST_WEEK = day_number(2), day_number(9998)


def resolve_ago(mention: Mention, context: Context) -> Resolved:
    if mention.count == "X":
        value = "PAST_REF" if mention.step < 0 else "FUTURE_REF"
        return Resolved(value, reason="says no number")
    compared = _compared_period(mention, context)
    if compared:
        return Resolved(compared, context.period, "the same period, a year before")
    anchor = context.published if context.published is not None else context.anchor
    if anchor is None:
        return Resolved("PAST_REF", reason="no publication date to count from")
    if mention.unit in {"hour", "minute", "second"}:
        return Resolved(day_value(anchor), day_value(anchor), "the same day", approximate=True)
    counted = _shifted(anchor, mention)
    if counted is None:
        return Resolved("PAST_REF", reason="too far to count")
    if mention.said in _TO_THIS and mention.count.isdecimal():
        moved = shift_days(anchor, mention.unit, -int(mention.count))
        value = value_at(moved, _TO_THIS[mention.said])
        return Resolved(value, day_value(anchor), "counted back to the day")
    return Resolved(
        counted, day_value(anchor), "counted back, no finer than its unit", approximate=True
    )


_TO_THIS = {"today": "day", "day": "day", "week": "week", "month": "month"}
_AMOUNTS = frozenset({"million", "billion", "percent", "%", "share", "cents", "$", "£", "€"})


def _compared_period(mention: Mention, context: Context) -> str:
    """`$24 million, from $3 million a year ago`: amounts are compared period by period."""
    if mention.unit != "year" or mention.count != "1" or mention.step > 0 or context.narrative:
        return ""
    before = context.tokens.words[max(context.sentence[0], mention.first - 4) : mention.first]
    return year_before_period(context) if any(word in _AMOUNTS for word in before) else ""


_PRECISION = {"decade": "year", "century": "year", "fortnight": "week", "night": "day"}
_FRACTIONS = {"year": (12, "month"), "century": (100, "year"), "decade": (10, "year")}
_FARTHEST = 10_000_000


def _shifted(anchor: int, mention: Mention) -> str | None:
    """The period so many units away, no finer than the unit; None beyond the calendar."""
    amount = float(mention.count or 1)
    unit = "day" if mention.unit == "night" else mention.unit
    precision = _PRECISION.get(mention.unit, mention.unit)
    if amount != int(amount):
        factor, finer = _FRACTIONS.get(unit, (1, unit))
        amount, unit = round(amount * factor), finer
        precision = unit if rank(unit) < rank(precision) else precision
    if amount > _FARTHEST:
        return None
    moved = shift_days(anchor, unit, mention.step * round(amount))
    if not _FIRST_WEEK < moved < _LAST_WEEK and precision == "week":
        return None
    return value_at(moved, precision)


def resolve_earlier(mention: Mention, context: Context) -> Resolved:
    """`a year earlier`, `two days later`: counted from the last date of the text."""
    if mention.count == "X":
        return Resolved("PAST_REF" if mention.step < 0 else "FUTURE_REF", reason="says no number")
    if mention.unit in {"hour", "minute", "second"}:
        return Resolved(context.day or "PAST_REF", context.day, "the same day", approximate=True)
    if mention.step > 0 and _is_apposed(mention, context):
        return Resolved(context.frame, context.frame, "the date that it explains")
    frame = _earlier_frame(mention, context)
    span = read_span(frame) if frame else None
    if span is None and mention.step > 0:
        return evolve(UNKNOWN_DAY, value="XXXX-XX-XX" if mention.unit == "day" else "XXXX")
    if span is None and mention.said == "quarter" and mention.unit == "year":
        return resolve_year_ago_quarter(context)
    if span is None:
        return resolve_ago(mention, context)
    periodic = span.unit in {"month", "quarter", "half", "season"} and not context.narrative
    if mention.count == "1" and periodic and rank(span.unit) < rank(mention.unit):
        moved = shift_days(span.first, mention.unit, mention.step * round(float(mention.count)))
        return Resolved(value_at(moved, span.unit), frame, "the same period, moved")
    if mention.unit in {"day", "night"} and span.unit != "day":
        return evolve(UNKNOWN_DAY, anchor=frame)
    value = _shifted(span.first, mention)
    if value is None:
        return Resolved("PAST_REF", reason="too far to count")
    exact = mention.unit in {"day", "night"}
    return Resolved(value, frame, "counted from the last date mentioned", approximate=not exact)


def resolve_explained(mention: Mention, value: str) -> Resolved:
    """`nine years later, in December 2011`: the words tell how far a named date lies."""
    span = read_span(value)
    unit = _PRECISION.get(mention.unit, mention.unit)
    coarser = span is not None and rank(unit) > rank(span.unit) and "." not in mention.count
    shown = value_at(span.first, unit) if span is not None and coarser else value
    return Resolved(shown, value, "the date that it explains")


def _is_apposed(mention: Mention, context: Context) -> bool:
    """`in December 2011, nine years later`: the words behind the comma say the same date again."""
    comma = mention.first - 1
    near = context.frame and context.frame_end == comma > context.sentence[0]
    return bool(near) and context.tokens.words[comma] == ","


def _earlier_frame(mention: Mention, context: Context) -> str:
    if mention.unit in {"day", "night"}:
        return context.near_day
    if mention.unit in {"year", "quarter"} and mention.step < 0 and not context.narrative:
        return context.period
    span = read_span(context.frame) if context.frame else None
    if span is not None and rank(mention.unit) < rank(span.unit):
        day = read_span(context.day) if context.day else None  # a year is no place to count from
        return context.day if day is not None and span.first <= day.first <= span.last else ""
    return context.frame


def resolve_that_time(mention: Mention, context: Context) -> Resolved | None:
    """`at this time` is the present in the news, `by that time` a date just told of; the rest is
    told only in a history."""
    if context.narrative:
        return Resolved(context.frame, context.frame, "the last date") if context.frame else None
    if mention.said == "now":
        return Resolved("PRESENT_REF", reason="names no day")
    before = context.tokens.words[mention.first - 1]
    told = context.frame and context.frame_end > context.sentence_before
    if not told or before not in _BOUNDING:
        return None
    return Resolved(context.frame, context.frame, "the date told before")


_BOUNDING = frozenset({"by", "until", "till", "since", "before"})


def resolve_event_day(mention: Mention, context: Context) -> Resolved:
    """`the day after the attack`: beside the day told of right before, if there is one."""
    span = read_span(context.day) if context.day else None
    if span is None or context.day_at < context.sentence_before:
        return evolve(UNKNOWN_DAY, reason="hangs on what it names")
    value = day_value(span.first + mention.step)
    return Resolved(value, context.day, f"beside what happened on {context.day}")


def resolve_clock(mention: Mention, context: Context) -> Resolved:
    base = context.day_of_clock(mention.time) if context.narrative else ""
    if not base:
        if context.published is None or context.narrative:
            return Resolved(f"XXXX-XX-XXT{mention.time}", reason="no day is known")
        base = day_value(context.published)
    return Resolved(f"{base}T{mention.time}", base, "a time on that day")
