"""Facts that say nearly the same about the same day: two entries of one happening, perhaps.

Likeness is RapidFuzz's ratio of the sorted words of two headlines, so that neither their order
nor a letter decides, without stop words and numbers: numbers decide afterwards whether two alike
facts agree. Only facts of one block of days that share two fifths of their words are compared.

Of a crowd, more than a dozen facts that say the same of the same days but for their numbers ("Fact
number 7"), no two are compared that have other numbers: the crowd is told as one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from attrs import define, frozen

from timeline.dates import Date, padded
from timeline.projections.selection import fold
from timeline.projections.state import FactState
from timeline.projections.story import Story

ALIKE = 0.76
"""From which likeness, between 0 and 1, two headlines count as alike."""

CROWD = 12
"""So many facts with the same words and days are compared two by two; more are a crowd."""

_SHARED = (2, 5)  # the share of all their words that both must have, for them to be compared
_BLOCK = 8  # days
_LONG = 6  # blocks: what may lie anywhere in more than these is compared with every block
_STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his in into is it its more "
    "of on or our over she than that the their them they this to under up was were which who "
    "will with".split()
)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBER_WORDS = {word: Decimal(value) for value, word in enumerate(_SMALL)} | {
    word: Decimal(10 * tens) for tens, word in enumerate(_TENS, start=2)
}
_SCALES = {
    word: Decimal(10) ** power
    for word, power in (("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9),
                        ("trillion", 12), ("dozen", 1))
}  # fmt: skip
_SCALES["dozen"] = Decimal(12)
_TOKEN = re.compile(r"\d+(?:[,\u00a0\u202f]\d{3})*(?:\.\d+)?|[^\W\d_]+")


@frozen(kw_only=True)
class Alike:
    """Two facts with alike headlines that can have happened on one day, or a day apart.

    `one` stands first in the order given. `likeness` is between ALIKE and 1.
    """

    one: FactState
    other: FactState
    likeness: float
    same_day: bool


def read_headline(text: str) -> tuple[frozenset[str], frozenset[Decimal]]:
    """The words that a headline is compared by, and the numbers in it."""
    words: set[str] = set()
    numbers: list[Decimal] = []
    may_scale = False
    for token in _TOKEN.findall(fold(text)):
        if token[0].isdigit() and token.isascii():
            numbers.append(Decimal(re.sub(r"[^\d.]", "", token)))
        elif token in _NUMBER_WORDS:
            numbers.append(_NUMBER_WORDS[token])
        elif token in _SCALES:
            # Scales multiply the number just before: "2.5 million", "three hundred thousand".
            numbers.append((numbers.pop() if may_scale else Decimal(1)) * _SCALES[token])
        else:
            may_scale = False
            if token not in _STOP_WORDS:
                words.add(_stem(token))
            continue
        may_scale = True
    return frozenset(words), frozenset(numbers)


def _stem(word: str) -> str:
    """Plurals and singulars are one word."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


Crowd = tuple[str, int | None, int | None]


@define(slots=False, eq=False)
class Line:
    """A headline ready to be compared: its words, its numbers, and the first and last day it may be
    about.
    """

    words: frozenset[str]
    numbers: frozenset[Decimal]
    first: int | None
    last: int | None

    @cached_property
    def text(self) -> str:
        return " ".join(sorted(self.words))

    @property
    def crowd(self) -> Crowd:
        """What it has in common with facts that differ from it in numbers at most."""
        return self.text, self.first, self.last

    @cached_property
    def blocks(self) -> range | None:
        """The blocks of days that it may lie in; None where they are too many."""
        if self.first is None or self.last is None:
            return None
        blocks = range(self.first // _BLOCK, self.last // _BLOCK + 1)
        return blocks if len(blocks) <= _LONG else None

    @property
    def needed(self) -> int:
        """How many of its words another headline must have at least, to be compared with it."""
        shared, of = _SHARED
        return max(-(-len(self.words) * shared // of), 1)

    @property
    def probes(self) -> int:
        """Of any so many of its words, each headline that has enough of them has at least one."""
        return len(self.words) + 1 - self.needed


def read_line(headline: str, occurred: Date | None, pad: int) -> Line:
    first, last = (None, None) if occurred is None else padded(occurred, pad)
    return Line(*read_headline(headline), first, last)


def read_lines(story: Story, states: Sequence[FactState]) -> tuple[Line, ...]:
    """What the facts are compared by, in their order."""
    pad = story.settings.pad
    return tuple(read_line(one.values.headline, one.values.occurred, pad) for one in states)


def find_crowds(
    states: Sequence[FactState], lines: Sequence[Line]
) -> tuple[tuple[FactState, ...], ...]:
    """More than CROWD facts each, with the same words, of the same days, and not all the same
    numbers; both by the order of the states.
    """
    found: dict[Crowd, list[int]] = {}
    for index, line in enumerate(lines):
        if line.words:
            found.setdefault(line.crowd, []).append(index)
    return tuple(
        tuple(states[index] for index in crowd)
        for crowd in found.values()
        if len(crowd) > CROWD and len({lines[index].numbers for index in crowd}) > 1
    )


def find_alike(states: Sequence[FactState], lines: Sequence[Line]) -> Iterator[Alike]:
    """Every pair of alike facts, by the order of the states, but for two kinds that are too many:
    of two facts in crowds, those that have other numbers; and where more than CROWD facts are the
    same in words, numbers and days, only the first of them is held against each other fact.

    Exact: a headline of n words shares two fifths with another only if that has one of any
    n - 2n/5 + 1 of them, so only facts that have one of its rarest, in the same block of days, are
    compared. About linear, but for facts that say nearly the same of different long periods.
    """
    counts = Counter(word for line in lines for word in line.words)
    crowds = Counter(line.crowd for line in lines)
    same = Counter((line.crowd, line.numbers) for line in lines)
    first: dict[object, int] = {}
    held = _Held()
    for index, line in enumerate(lines):
        crowd = crowds[line.crowd] > CROWD
        key = (line.crowd, line.numbers)
        stands_for = first.setdefault(key, index)
        if stands_for != index and same[key] > CROWD:
            found = {stands_for} if line.words else set()
        else:
            rarest = sorted(line.words, key=lambda word: (counts[word], word))[: line.probes]
            found = held.take(index, line, rarest, crowd=crowd)
        for other in sorted(found):
            likeness = measure_likeness(lines[other], line)
            if likeness:
                yield Alike(
                    one=states[other],
                    other=states[index],
                    likeness=likeness,
                    same_day=_days_apart(lines[other], line) == 0,
                )


class _Held:
    """The facts that were looked at, by word and block of days: those outside of crowds, those in
    crowds, and these by their numbers too.
    """

    def __init__(self) -> None:
        self._facts: dict[tuple[str, object], dict[int | None, list[int]]] = {}

    def take(self, index: int, line: Line, rarest: Iterable[str], *, crowd: bool) -> set[int]:
        """The facts to compare a fact with, which is held from now on.

        Both have the rarest words they share among their rarest, so only those are kept.
        """
        found: set[int] = set()
        for word in rarest:
            for group in ("outside", line.numbers if crowd else "crowds"):
                blocks = self._facts.get((word, group), {})
                for block in _to_search(line, blocks):
                    found.update(blocks.get(block, ()))
            for group in ("crowds", line.numbers) if crowd else ("outside",):
                blocks = self._facts.setdefault((word, group), {})
                for block in line.blocks or (None,):
                    blocks.setdefault(block, []).append(index)
        return found


def _to_search(line: Line, blocks: Mapping[int | None, object]) -> Iterable[int | None]:
    """A day apart may be a block apart, so one more is searched on either side."""
    if line.blocks is None:
        return list(blocks)
    return (None, *range(line.blocks.start - 1, line.blocks.stop + 1))


def measure_likeness(one: Line, other: Line) -> float:
    """From ALIKE to 1, to two digits; 0 where they are not alike, or more than a day apart."""
    shared = len(one.words & other.words)
    enough = shared * _SHARED[1] >= len(one.words | other.words) * _SHARED[0]
    if not enough or _days_apart(one, other) > 1:
        return 0
    if one.text == other.text:
        return 1
    from rapidfuzz import fuzz  # loaded on use: start-up counts

    likeness = fuzz.ratio(one.text, other.text) / 100
    return round(likeness, 2) if likeness >= ALIKE else 0


def _days_apart(one: Line, other: Line) -> int:
    """The least number of days between them; 0 where they can lie on one."""
    gap = 0
    for early, late in ((one, other), (other, one)):
        if early.last is not None and late.first is not None:
            gap = max(gap, late.first - early.last)
    return gap
