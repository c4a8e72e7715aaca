"""Temporal expressions in English text, with their TIMEX3 values and EDTF dates.

Rules alone, no model: `tokens` splits the text, `reader` finds the mentions, `resolve` says what
they mean where they stand, and this module brings the three together.

See: ISO 24617-1:2012 (TimeML) for the values, ISO 8601-2:2019 (EDTF) for the dates.
"""

from __future__ import annotations

from attrs import evolve, frozen

from timeline.dates import Date, parse_edtf
from timeline.dates.gregorian import day_number
from timeline.drafting.articles.article import ArticleError
from timeline.drafting.temporal import timex
from timeline.drafting.temporal.antiquity import (
    tells_of_antiquity,
    with_era,
    with_short_years,
    without_short_years,
)
from timeline.drafting.temporal.context import Context, Resolved
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.narrative import (
    Mode,
    choose_mode,
    is_pluperfect,
    tells_life,
    tells_of_another_time,
)
from timeline.drafting.temporal.nowadays import names_its_day
from timeline.drafting.temporal.placing import place_on_calendar
from timeline.drafting.temporal.pointers import resolve_explained
from timeline.drafting.temporal.reader import read_mentions
from timeline.drafting.temporal.reported_periods import (
    ends_with,
    is_reported_length,
    reported_by_months,
    resolve_ended_quarter,
)
from timeline.drafting.temporal.reporting import is_when_said
from timeline.drafting.temporal.resolve import resolve
from timeline.drafting.temporal.tokens import Tokens, split_sentences

_TELLING_RULES = frozenset({"month", "year", "period", "latest", "date", "weekday", "literal"})
"""What may name the period that a text tells of; others compare another one with it."""
MOST_CHARACTERS = 5_000_000
_FIRST_DAY, _LAST_DAY = day_number(100), day_number(9900)
_CONNECTORS = frozenset({"and", "to", "-", "or", "through", "until", ",", "/", "&", "of"})


def check_length(text: str) -> str:
    """The text, if it isn't too long to be read in memory. Raises: ArticleError."""
    if len(text) > MOST_CHARACTERS:
        raise ArticleError(
            "text",
            f"expected at most {MOST_CHARACTERS:,} characters, got {len(text):,}",
            "give one article at a time",
        )
    return text


@frozen
class Expression:
    """A temporal expression: `text[start:end] == surface`, counted in characters.

    Args:
        timex_type: DATE, TIME, DURATION or SET.
        timex_value: TIMEX3's `value`; `XXXX-XX-XX` and its like where nothing anchors it.
        edtf: the date it stands for on a timeline; None for durations, sets, and what names no day.
        modifier: TIMEX3's `mod` (START, MID, END, APPROX, MORE_THAN, …), or empty.
        anchor: the value it is counted from, or empty.
        rule: the rule that read it.
        reason: why this value and no other, in words.
        alternatives: other TIMEX3 values that the words allow, likeliest first.
    """

    start: int
    end: int
    surface: str
    timex_type: str
    timex_value: str
    edtf: str | None
    modifier: str = ""
    anchor: str = ""
    rule: str = ""
    reason: str = ""
    alternatives: tuple[str, ...] = ()


def find_expressions(
    text: str, *, published: Date | str | None, mode: Mode | None = None
) -> list[Expression]:
    """The temporal expressions of an English text, in order, none inside another.

    `published` is a date, or its EDTF. Without it, what hangs on it keeps an open value
    (`XXXX-03`) and no EDTF; one that is not a single day counts by the latest day it can be.
    `mode` says what bare months and days hang on: `news` on the publication, `narrative` on the
    last date mentioned; without it the text decides. Time and memory are linear in the text's
    length.

    Raises:
        ArticleError: more than `MOST_CHARACTERS`.
        DateError: `published` is no EDTF.
    """
    tokens = Tokens(check_length(text))
    day = parse_edtf(published) if isinstance(published, str) else published
    return find_in_tokens(tokens, split_sentences(tokens), published=day, mode=mode)


def find_in_tokens(
    tokens: Tokens,
    sentences: list[tuple[int, int]],
    *,
    published: Date | None,
    mode: Mode | None = None,
) -> list[Expression]:
    """As `find_expressions`, for a text that is already split."""
    day = _published_day(published)
    read = [(span, _complete(tokens, read_mentions(tokens, *span))) for span in sentences]
    if mode is None:
        mode = choose_mode((one for _, found in read for one in found), tokens.words, day)
    ancient = tells_of_antiquity(one for _, found in read for one in found)
    context = Context(tokens, day, mode == "narrative")
    context.names_its_day = names_its_day((one for _, found in read for one in found), day)
    expressions: list[Expression] = []
    for span, found in read:
        context.begin_sentence(span)
        mentions = (
            with_short_years(tokens, found, span[1]) if ancient else without_short_years(found)
        )
        for index, mention in enumerate(mentions):
            if context.kept is not None and not is_pluperfect(mention, context):
                context.resume_story()
            following = mentions[index + 1] if index + 1 < len(mentions) else None
            expression = _express(with_era(mention, context), following, context)
            if expression is not None:
                expressions.append(expression)
    return expressions


def _published_day(published: Date | None) -> int | None:
    """The latest day it can be, or None where that is out of reach of the calendar's weeks."""
    if published is None:
        return None
    day = published.e1 if published.e1 is not None else published.s0
    return day if day is not None and _FIRST_DAY <= day <= _LAST_DAY else None


def _complete(tokens: Tokens, mentions: list[Mention]) -> list[Mention]:
    """What a list shares: the year of `March and April 2019`, the `every` before weekdays."""
    for index in range(1, len(mentions)):
        listed = _also_recurs(tokens, mentions[index - 1], mentions[index])
        if listed is not None:
            mentions[index] = listed
    for index in range(len(mentions) - 2, -1, -1):
        first, second = mentions[index], mentions[index + 1]
        if first.rule == "month-day" and second.rule == "date":
            if _connected(tokens, first, second):
                mentions[index] = evolve(
                    first, rule="date", month=second.month, year=second.year, said=second.said
                )
            continue
        if first.rule == second.rule == "season" and not first.year and not first.said:
            if second.year and _connected(tokens, first, second):
                order = [_SEASONS.index(one.value) for one in (first, second)]
                mentions[index] = evolve(first, year=second.year - (order[0] > order[1]))
            continue
        if first.rule not in {"month", "date"} or second.rule not in {"month", "date"}:
            continue
        if first.year or first.said or not second.year or not _connected(tokens, first, second):
            continue
        later = (first.month, first.day or 0) > (second.month, second.day or 0)
        mentions[index] = evolve(first, year=second.year - 1 if later else second.year)
    return mentions


_SEASONS = ("SP", "SU", "FA", "WI")


def _also_recurs(tokens: Tokens, first: Mention, second: Mention) -> Mention | None:
    """The Thursday of `every Tuesday and Thursday`."""
    recurring = first.timex_type == "SET" and first.value.startswith("XXXX-WXX-")
    bare = second.rule == "weekday" and not (second.said or second.time)
    if not (recurring and bare and _connected(tokens, first, second)):
        return None
    value = f"XXXX-WXX-{second.weekday + 1}"
    return Mention(second.first, second.after, "set", "SET", value)


def _connected(tokens: Tokens, first: Mention, second: Mention) -> bool:
    between = tokens.words[first.after : second.first]
    return 0 < len(between) <= 3 and all(word in _CONNECTORS for word in between)


def _express(mention: Mention, following: Mention | None, context: Context) -> Expression | None:
    resolved = _resolve_beside(mention, following, context)
    if resolved is None:
        return None
    tokens = context.tokens
    passed = context.narrative and context.after_dark and resolved.anchor != context.day
    if mention.rule == "clock" and passed:
        context.note(resolved.anchor)  # the night is over
    if mention.rule == "new-year" and context.tense(mention)[0] != "future":
        mention = evolve(mention, modifier="EARLIER")  # what is told of it has happened
    edtf, reason = place_on_calendar(mention, resolved, context)
    modifier = "" if mention.modifier in {"EARLIER", "LATER"} else mention.modifier
    if is_reported_length(tokens, mention) and not context.narrative:
        ends = following is not None and ends_with(tokens, mention, following)
        end = resolve(following, context) if following is not None and ends else None
        context.period = reported_by_months(mention, end, context)
    if mention.timex_type in {"DATE", "TIME"} and not _is_aside(mention, context):
        aside = tells_of_another_time(mention, resolved.value, context)
        context.tell_back(resolved.value, flashback=aside)
        ranged = _ends_range(mention, context)
        compared = mention.rule not in _TELLING_RULES or _is_compared(mention, context)
        context.note(
            resolved.value,
            compared=compared,
            ends_range=ranged,
            ends_year=mention.modifier == "END",
        )
        context.frame_end = mention.after
        hung = mention.said == "overnight"  # on the publication, not on what follows
        if resolved.value.partition("T")[0] == context.day and not hung:
            context.day_end = mention.after
    return Expression(
        start=tokens.starts[mention.first],
        end=tokens.ends[mention.after - 1],
        surface=tokens.surface(mention.first, mention.after),
        timex_type=mention.timex_type,
        timex_value=resolved.value,
        edtf=edtf,
        modifier=modifier,
        anchor=resolved.anchor,
        rule=mention.rule,
        reason=reason,
        alternatives=resolved.alternatives,
    )


def _ends_range(mention: Mention, context: Context) -> bool:
    """Whether it is the second of `from May to June`, `between May and June`."""
    words, link, begun = context.tokens.words, mention.first - 1, context.frame_end
    if begun != link or link <= 0:
        return False
    between = words[link] == "and" and "between" in words[max(0, begun - _LONGEST_DATE) : begun]
    return between or words[link] in _RANGES


_LONGEST_DATE = 6
_RANGES = frozenset({"to", "until", "till", "through", "-"})


def _is_compared(mention: Mention, context: Context) -> bool:
    """The April of `rose in May from April`: what the sentence tells of is the May."""
    first = context.sentence[0]
    before = context.tokens.words[mention.first - 1] if mention.first > first else ""
    return before in {"from", "than"} and bool(context.period) and context.frame_end > first


_BACKWARDS = frozenset({"previous", "prior", "preceding"})


def _is_aside(mention: Mention, context: Context) -> bool:
    """`(1874-1965)` and `since 1925` tell of a life or a state; what follows doesn't hang on it."""
    if mention.rule in {"reference", "clock"} or is_when_said(mention, context):
        return True
    if context.narrative and mention.rule == "pointer" and mention.said in _BACKWARDS:
        return mention.unit != "day"
    before = context.tokens.words[mention.first - 1] if mention.first else ""
    if context.narrative and context.frame:
        return tells_life(mention, context) or (mention.rule == "year" and before == "since")
    return before == "since" and bool(context.frame)


def _resolve_beside(
    mention: Mention, following: Mention | None, context: Context
) -> Resolved | None:
    """A time of day takes its day from the date beside it: `5 p.m. on Friday`."""
    if mention.rule == "earlier" and following is not None:
        explained = _resolve_before_date(mention, following, context)
        if explained is not None:
            return explained
    quarter = mention.rule == "latest" and mention.unit == "quarter"
    if quarter and following is not None and ends_with(context.tokens, mention, following):
        return resolve_ended_quarter(resolve(following, context)) or resolve(mention, context)
    if mention.rule != "clock":
        return resolve(mention, context)
    words = context.tokens.words
    dayed = following is not None and (
        following.rule in {"weekday", "date", "deictic", "month-day"}
        or (following.unit == "day" and following.rule == "pointer")
    )
    if following is not None and dayed:
        stop = words[mention.after] == "." and words[mention.after - 1] in {"a.m", "p.m"}
        between = words[mention.after + stop : following.first]
        if len(between) <= 2 and all(word in _TO_DAY for word in between):
            day = resolve(following, context)
            if day is not None and timex.read_span(day.value) is not None:
                value = f"{day.value.partition('T')[0]}T{mention.time}"
                return Resolved(value, day.value, "the day beside it")
    if context.day_end >= 0 and context.day and _is_beside(words, context.day_end, mention.first):
        return Resolved(f"{context.day}T{mention.time}", context.day, "the day beside it")
    between = words[max(context.sentence[0], mention.first - 4) : mention.first]
    traded = not mention.time[0].isdigit()
    if _told_of_day(context) and (traded or _TIMED.intersection(between)):
        told = context.day_of_clock(mention.time) or context.day
        return Resolved(f"{told}T{mention.time}", told, "the day before it")
    return resolve(mention, context)


def _resolve_before_date(mention: Mention, date: Mention, context: Context) -> Resolved | None:
    """`three years later, in 1721`: the year is named."""
    named = date.year or date.value.startswith("BC")
    words = context.tokens.words[mention.after : min(date.first, mention.after + 3)]
    if not named or words[:1] != [","] or words[1:] not in ([], ["in"], ["on"]):
        return None
    resolved = resolve(date, context)
    return resolve_explained(mention, resolved.value) if resolved is not None else None


_TO_DAY = frozenset({"on", ",", "of", "the", "trading", "dealings"})


def _is_beside(words: list[str], after: int, at: int) -> bool:
    """Whether nothing but a link stands between a day and a time: `Feb. 11, 2013, at 3:33 p.m.`"""
    return 0 <= at - after <= 2 and all(word in _DAY_LINKS for word in words[after:at])


_TIMED = frozenset({"at", "around", "by", "until", "before", "after", "about"})
_DAY_LINKS = frozenset({",", "(", "at", "-", "|", "around", "about", "by", "from"})


def _told_of_day(context: Context) -> bool:
    """Whether this sentence, or the one before it, last spoke of a day that is not to come."""
    span = timex.read_span(context.day) if context.day else None
    if span is None or context.frame != context.day or context.day_at < context.sentence_before:
        return False
    return context.published is None or span.first <= context.published
