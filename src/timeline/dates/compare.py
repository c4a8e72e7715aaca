"""Questions about two dates, answered certain, possible or impossible.

There is no `<` between uncertain dates. Each question is answered by the four bounds of each side
(start in [s0, s1], end in [e0, e1]): certain where it holds whatever they turn out to be,
impossible where it can't hold. Three rules go with it:

- A `[…]` set answers certain if each alternative does, impossible if none can.
- A date with `?` or `%` is never certain, unless it is taken `as_given`.
- A date with `~` is taken with its pad.

Knowing more never overturns an answer: a narrower `a` keeps what was certain or impossible. The
second date of `within` and `overlaps` is a period that is asked about, not something that happened
at an unknown time in it, so a narrower one is another question.

Dates are compared by calendar day. Where either carries a time of day, seconds are compared, and
a day is somewhere within its seconds: those of `zone` if one is given (both share it), else those
of the writer's clock where no side has an offset, else from UTC+14 to UTC-12.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from timeline.dates.spans import Choice, Extent, choices
from timeline.dates.value import Date


class Answer(Enum):
    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


Order = Callable[[Extent, Extent], Answer]
Cover = Callable[[Choice, Choice], Answer]

MOST_PAIRS = 10_000
"""Of members of two sets. Beyond it, only what lies wholly apart is told from the possible, since
a set of thousands is no date that a person wrote."""


def before(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had ended before `b` began."""
    return _order(_before, a, b, zone=zone, pad=pad, as_given=as_given)


def began_by(
    a: Date, k: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had begun by `k`: on the day of `k` at the latest, or at its second."""
    return _order(_began_by, a, k, zone=zone, pad=pad, as_given=as_given)


def ended_by(
    a: Date, k: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had ended by `k`: on the day of `k` at the latest, or at its second."""
    return _order(_ended_by, a, k, zone=zone, pad=pad, as_given=as_given)


def within(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """All of `a` lies in the span of days that `b` covers.

    `b` is a period here: `2024-01` covers its 31 days, `2023/2024-06` all from the first day of
    2023 to the last of June 2024.
    """
    return _cover(_within, a, b, zone=zone, pad=pad, as_given=as_given)


def overlaps(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` has at least one day, or second, in the span of days that `b` covers."""
    return _cover(_overlaps, a, b, zone=zone, pad=pad, as_given=as_given)


def _order(
    question: Order, a: Date, b: Date, *, zone: str | None, pad: int, as_given: bool
) -> Answer:
    """The extremes of all choices decide: what holds for them holds for each."""
    of_a, of_b = choices(a, b, zone=zone, pad=pad)
    return _doubted(question(_widest(of_a), _widest(of_b)), a, b, as_given)


def _cover(
    question: Cover, a: Date, b: Date, *, zone: str | None, pad: int, as_given: bool
) -> Answer:
    of_a, of_b = choices(a, b, zone=zone, pad=pad)
    if sum(len(one.events) for one in of_a) * sum(len(one.periods) for one in of_b) > MOST_PAIRS:
        apart = _touches(_widest(of_a), _widest(of_b)) is Answer.IMPOSSIBLE
        return Answer.IMPOSSIBLE if apart else Answer.POSSIBLE
    answers = {question(one, other) for one in of_a for other in of_b}
    answer = answers.pop() if len(answers) == 1 else Answer.POSSIBLE
    return _doubted(answer, a, b, as_given)


def _doubted(answer: Answer, a: Date, b: Date, as_given: bool) -> Answer:
    if answer is Answer.CERTAIN and not as_given and (a.uncertain or b.uncertain):
        return Answer.POSSIBLE
    return answer


def _widest(of_date: list[Choice]) -> Extent:
    hulls = [choice.hull for choice in of_date]
    return Extent(
        min(hull.s0 for hull in hulls),
        max(hull.s1 for hull in hulls),
        min(hull.e0 for hull in hulls),
        max(hull.e1 for hull in hulls),
    )


def _answer(*, certain: bool, impossible: bool) -> Answer:
    if certain:
        return Answer.CERTAIN
    return Answer.IMPOSSIBLE if impossible else Answer.POSSIBLE


def _before(a: Extent, b: Extent) -> Answer:
    return _answer(certain=a.e1 < b.s0, impossible=a.e0 >= b.s1)


def _began_by(a: Extent, k: Extent) -> Answer:
    return _answer(certain=a.s1 <= k.e0, impossible=a.s0 > k.e1)


def _ended_by(a: Extent, k: Extent) -> Answer:
    return _answer(certain=a.e1 <= k.e0, impossible=a.e0 > k.e1)


def _within(a: Choice, b: Choice) -> Answer:
    """Each part of `a` lies in some part of `b`."""
    return _all([_any([_lies_in(event, period) for period in b.periods]) for event in a.events])


def _overlaps(a: Choice, b: Choice) -> Answer:
    """Some part of `a` touches some part of `b`."""
    return _any([_touches(event, period) for event in a.events for period in b.periods])


def _lies_in(event: Extent, period: Extent) -> Answer:
    return _answer(
        certain=period.s1 <= event.s0 and event.e1 <= period.e0,
        impossible=not _can_lie_in(event, period),
    )


def _can_lie_in(event: Extent, period: Extent) -> bool:
    if period.is_one:  # then the event is that one day, or second, too
        earliest = max(event.s0, event.e0, period.s0)
        return earliest <= min(event.s1, event.e1, period.e1)
    return event.s1 >= period.s0 and event.e0 <= period.e1


def _touches(event: Extent, period: Extent) -> Answer:
    return _answer(
        certain=event.s1 <= period.e0 and event.e0 >= period.s1,
        impossible=event.s0 > period.e1 or event.e1 < period.s0,
    )


def _all(answers: list[Answer]) -> Answer:
    if Answer.IMPOSSIBLE in answers:
        return Answer.IMPOSSIBLE
    return Answer.POSSIBLE if Answer.POSSIBLE in answers else Answer.CERTAIN


def _any(answers: list[Answer]) -> Answer:
    if Answer.CERTAIN in answers:
        return Answer.CERTAIN
    return Answer.POSSIBLE if Answer.POSSIBLE in answers else Answer.IMPOSSIBLE
