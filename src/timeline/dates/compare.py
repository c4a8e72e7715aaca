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


Question = Callable[[Choice, Choice], Answer]


def before(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had ended before `b` began."""
    return _ask(_before, a, b, zone=zone, pad=pad, as_given=as_given)


def began_by(
    a: Date, k: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had begun by `k`: on the day of `k` at the latest, or at its second."""
    return _ask(_began_by, a, k, zone=zone, pad=pad, as_given=as_given)


def ended_by(
    a: Date, k: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` had ended by `k`: on the day of `k` at the latest, or at its second."""
    return _ask(_ended_by, a, k, zone=zone, pad=pad, as_given=as_given)


def within(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """All of `a` lies in the span of days that `b` covers.

    `b` is a period here: `2024-01` covers its 31 days, `2023/2024-06` all from the first day of
    2023 to the last of June 2024.
    """
    return _ask(_within, a, b, zone=zone, pad=pad, as_given=as_given)


def overlaps(
    a: Date, b: Date, *, zone: str | None = None, pad: int = 1, as_given: bool = False
) -> Answer:
    """`a` has at least one day, or second, in the span of days that `b` covers."""
    return _ask(_overlaps, a, b, zone=zone, pad=pad, as_given=as_given)


def _ask(
    question: Question, a: Date, b: Date, *, zone: str | None, pad: int, as_given: bool
) -> Answer:
    of_a, of_b = choices(a, b, zone=zone, pad=pad)
    answers = {question(one, other) for one in of_a for other in of_b}
    answer = answers.pop() if len(answers) == 1 else Answer.POSSIBLE
    if answer is Answer.CERTAIN and not as_given and (a.uncertain or b.uncertain):
        return Answer.POSSIBLE
    return answer


def _answer(*, certain: bool, impossible: bool) -> Answer:
    if certain:
        return Answer.CERTAIN
    return Answer.IMPOSSIBLE if impossible else Answer.POSSIBLE


def _before(a: Choice, b: Choice) -> Answer:
    return _answer(certain=a.hull.e1 < b.hull.s0, impossible=a.hull.e0 >= b.hull.s1)


def _began_by(a: Choice, k: Choice) -> Answer:
    return _answer(certain=a.hull.s1 <= k.hull.e0, impossible=a.hull.s0 > k.hull.e1)


def _ended_by(a: Choice, k: Choice) -> Answer:
    return _answer(certain=a.hull.e1 <= k.hull.e0, impossible=a.hull.e0 > k.hull.e1)


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
    return (
        event.s1 >= period.s0
        and event.e0 <= period.e1
        # One day can't be late enough by one reading and early enough by another.
        and max(event.s0, period.s0) <= min(event.e1, period.e1)
    )


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
