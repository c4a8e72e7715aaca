"""Whose year a bare month has: one to come without a verb that says so, or one beside a date."""

from __future__ import annotations

from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.timex import read_span
from timeline.drafting.temporal.tokens import Tokens

_NEXT_YEAR_GAP = 4
_FORWARD = frozenset({"following", "subsequent", "ensuing"})
_BACKWARD = frozenset({"previous", "prior", "preceding"})


def year_beside(mention: Mention, dated: str) -> int | None:
    """The year of `that May`, `the next January` and `the previous June` beside the date that the
    text last told; None where the month is no such one, or no date was told."""
    span = read_span(dated) if dated else None
    if span is None:
        return None
    month, told = mention.month, span.month
    if mention.said in {"that", "same"}:
        return span.year + (month < told and (month - told) % 12 <= _NEXT_YEAR_GAP)
    if mention.said in _FORWARD:
        return span.year + (not told or month <= told)
    if mention.said in _BACKWARD:
        return span.year - (not told or month >= told)
    return None


_PLANNED = frozenset(
    "ballot by-election conference congress convention deadline delivery election elections "
    "handover holiday holidays meeting meetings poll polls primaries primary referendum review "
    "runoff session summit talks transactions vote voting".split()
)
_PAST_EVENT = frozenset(
    "after since following disputed last won lost despite during from result results winner".split()
)
_REPORTING = frozenset(
    "said told warned announced reported added agreed called asked urged estimated".split()
)
_LEADS = (["for"], ["from"])
_SOON = 3
_HALF_A_YEAR = 6
_LOOK = 6


def is_month_to_come(
    tokens: Tokens, mention: Mention, first: int, ahead: int, told_by: str
) -> bool:
    """Whether a bare month so many months ahead, 1 to 12, is meant, and not the last one.

    The next month is, where at most a verb of saying tells of the past (`told of a cutback in
    September`) or it stands behind `for` or `from`; one of the next three, where what it names is
    planned (`the June elections`) and nothing says that it was.
    """
    words = tokens.words
    before = words[max(first, mention.first - _LOOK) : mention.first]
    if "ending" in before[-2:]:
        return 0 < ahead <= _HALF_A_YEAR  # the nearest one: "the year ending in June"
    if not 1 <= ahead <= _SOON:
        return False
    if _PAST_EVENT.intersection(before):
        return False
    after = words[mention.after : mention.after + 3]
    planned = any(word in _PLANNED for word in after) and after[0].isalpha()
    if told_by == "had been":
        return True  # what had been due is not long off
    next_month = ahead == 1 and (not told_by or told_by in _REPORTING or before[-1:] in _LEADS)
    return planned or next_month
