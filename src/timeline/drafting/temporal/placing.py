"""The EDTF date of an expression, with what the words around it make of it: `since`, `earlier`."""

from __future__ import annotations

from timeline.dates.gregorian import format_day
from timeline.drafting.temporal import timex
from timeline.drafting.temporal.context import Context, Resolved
from timeline.drafting.temporal.lexicon import ALL_UNITS
from timeline.drafting.temporal.mention import Mention


def place_on_calendar(
    mention: Mention, resolved: Resolved, context: Context
) -> tuple[str | None, str]:
    """The EDTF date with what `since`, `before`, `after`, `earlier` and `later` make of it."""
    value, reason = resolved.value, resolved.reason
    if mention.timex_type not in {"DATE", "TIME"}:
        return None, reason
    plain = timex.edtf_of(value, mention.modifier, approximate=resolved.approximate)
    if plain is None:
        return None, reason
    if mention.modifier in {"EARLIER", "LATER"}:
        return _part_edtf(mention, value, context) or plain, reason
    steering = _steering_word(mention, context)
    if steering == "before" and _or_on(mention, context):
        return f"[..{plain.removesuffix('~')}]" if _is_point(plain) else plain, reason
    if steering in {"before", "after"} and plain.startswith("["):
        low, _, high = plain[1:-1].partition("..")
        bounded: str | None = f"[..{high}]" if steering == "before" else f"[{low}..]"
    else:
        bounded = _BOUNDED[steering](value) if steering else None
    return (bounded, f"{reason}; “{steering}” bounds it") if bounded else (plain, reason)


_BOUNDED = {"since": timex.since, "before": timex.before, "after": timex.after}


def _or_on(mention: Mention, context: Context) -> bool:
    """`on or before Dec. 1` holds the day itself."""
    return context.tokens.words[max(0, mention.first - 3) : mention.first - 1] == ["on", "or"]


def _is_point(edtf: str) -> bool:
    return not any(sign in edtf for sign in "[]/{}")


def _steering_word(mention: Mention, context: Context) -> str:
    """`since`, `before` or `after` right before the date, where it governs the date itself."""
    words, at = context.tokens.words, mention.first
    if mention.timex_type == "TIME" or at <= context.sentence[0] or words[at - 1] not in _BOUNDED:
        return ""
    after = words[mention.after] if mention.after < context.sentence[1] else ""
    if after == "'s" or (at >= 2 and words[at - 2] in ALL_UNITS):
        return ""
    return words[at - 1]


def _part_edtf(mention: Mention, value: str, context: Context) -> str | None:
    """`earlier this year`: from its beginning to the day of publication; `later`: from there on."""
    span, anchor = timex.read_span(value), context.anchor
    if span is None or anchor is None or not span.first <= anchor <= span.last:
        return None
    if span.first == span.last:
        return None
    low, high = (span.first, anchor) if mention.modifier == "EARLIER" else (anchor, span.last)
    return None if low == high else f"[{format_day(low)}..{format_day(high)}]"
