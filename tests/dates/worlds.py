"""Every way that a short date can turn out, by enumeration: the judge of comparisons.

A world is a tuple of (first day, last day) spans, one for each part of `{…}`, else one. Open and
unknown ends are tried with every day near, and with one very far away.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from tests.dates.judge import days_of
from timeline.dates import Answer

World = tuple[tuple[int, int], ...]
Holds = Callable[[World, World], bool]

FAR = 10_000_000
NEAR = range(738_900, 738_990)  # some weeks around February 2024, beyond all short dates


def events(text: str) -> list[World]:
    """The worlds of a date as something that happens."""
    if text[0] == "[":
        return [(span,) for member in _members(text) for span in _one_of(member)]
    if text[0] == "{":
        return list(product(*(_throughout(member, "..") for member in _members(text))))
    return [(span,) for span in _throughout(text, "/")]


def periods(text: str) -> list[World]:
    """The worlds of a date as a period in which others lie: a mask covers all of its days."""
    if text[0] == "[":
        return [
            (span,)
            for member in _members(text)
            for span in ([_covered(member)] if ".." not in member else _one_of(member))
        ]
    if text[0] == "{":
        return list(
            product(
                *(
                    _throughout(p, "..", open_is_endless=True) if ".." in p else [_covered(p)]
                    for p in _members(text)
                )
            )
        )
    if "/" in text:
        return [(span,) for span in _throughout(text, "/", open_is_endless=True)]
    return [(_covered(text),)]


def _members(text: str) -> list[str]:
    """A range from a date to that date is that date."""
    ends = [member.partition("..") for member in text[1:-1].split(",")]
    return [first if first == last else first + dots + last for first, dots, last in ends]


def _covered(point: str) -> tuple[int, int]:
    found = list(days_of(point))
    return found[0], found[-1]


def _one_of(member: str) -> list[tuple[int, int]]:
    if ".." not in member:
        return [(day, day) for day in days_of(member)]
    first, _, last = member.partition("..")
    low = min(days_of(first)) if first else None
    high = max(days_of(last)) if last else None
    found = [
        day for day in (-FAR, *NEAR, FAR) if (low or -FAR) <= day <= (FAR if high is None else high)
    ]
    return [(day, day) for day in found]


def _throughout(text: str, mark: str, *, open_is_endless: bool = False) -> list[tuple[int, int]]:
    if mark not in text:
        return [(day, day) for day in days_of(text)]
    first, _, last = text.partition(mark)
    starts = _end_days(first, -FAR, open_is_endless)
    ends = _end_days(last, FAR, open_is_endless)
    return [(start, end) for start in starts for end in ends if start <= end]


def _end_days(text: str, far: int, open_is_endless: bool) -> list[int]:
    if text in {"", ".."}:
        return [far] if open_is_endless and text == ".." else [-FAR, *NEAR, FAR]
    return list(days_of(text))


def answer(holds: Holds, of_a: list[World], of_b: list[World]) -> Answer:
    came = {holds(a, b) for a in of_a for b in of_b}
    if came == {True}:
        return Answer.CERTAIN
    return Answer.IMPOSSIBLE if came == {False} else Answer.POSSIBLE


def is_before(a: World, b: World) -> bool:
    return max(end for _, end in a) < min(start for start, _ in b)


def has_begun_by(a: World, k: World) -> bool:
    return min(start for start, _ in a) <= max(end for _, end in k)


def has_ended_by(a: World, k: World) -> bool:
    return max(end for _, end in a) <= max(end for _, end in k)


def is_within(a: World, b: World) -> bool:
    return all(any(low <= start and end <= high for low, high in b) for start, end in a)


def overlap(a: World, b: World) -> bool:
    return any(start <= high and end >= low for start, end in a for low, high in b)
