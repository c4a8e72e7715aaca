"""Facts that say nearly the same about the same day: two entries of one happening, perhaps.

Likeness is the share of the words of two headlines that both have (Jaccard's index), without
stop words and numbers: numbers decide afterwards whether two alike facts agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from math import ceil

from attrs import frozen

from timeline.dates import padded
from timeline.projections.selection import fold
from timeline.projections.state import FactState
from timeline.projections.story import Story

ALIKE = 0.6
"""From which likeness two headlines count as alike."""

_BLOCK = 31  # days
_LONG = 3  # blocks: what may lie anywhere in more than these is compared with every block
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


@frozen(kw_only=True)
class _Line:
    """A headline ready to be compared: its words, the rarest first, and its span of days.

    `blocks` are the blocks of days that it may lie in; None where they are too many.
    """

    index: int
    words: tuple[str, ...]
    first: int | None
    last: int | None
    blocks: range | None


def find_alike(story: Story, states: Sequence[FactState]) -> Iterator[Alike]:
    """Every pair of alike facts, by the order of the states.

    Exact: two sets of likeness t share one of the first (1 - t)|x| + 1 of their words, rarest
    first, so only facts that share one, in the same block of days, are compared. About linear
    while headlines and days differ; quadratic in facts that say the same on the same days.
    """
    lines = _lines(story, states)
    index: dict[str, dict[int | None, list[_Line]]] = {}
    for line in lines:
        prefix = line.words[: len(line.words) - ceil(ALIKE * len(line.words)) + 1]
        found: dict[int, _Line] = {}
        for word in prefix:
            blocks = index.setdefault(word, {})
            for block in _to_search(line, blocks):
                found.update((other.index, other) for other in blocks.get(block, ()))
            for block in line.blocks or (None,):
                blocks.setdefault(block, []).append(line)
        for _, other in sorted(found.items()):
            alike = _compare(states, other, line)
            if alike is not None:
                yield alike


def _lines(story: Story, states: Sequence[FactState]) -> list[_Line]:
    words = [read_headline(state.values.headline)[0] for state in states]
    counts = Counter(word for one in words for word in one)
    lines = []
    for index, state in enumerate(states):
        occurred = state.values.occurred
        first, last = (None, None) if occurred is None else padded(occurred, story.settings.pad)
        rarest = sorted(words[index], key=lambda word: (counts[word], word))
        lines.append(
            _Line(
                index=index,
                words=tuple(rarest),
                first=first,
                last=last,
                blocks=_blocks(first, last),
            )
        )
    return lines


def _blocks(first: int | None, last: int | None) -> range | None:
    if first is None or last is None:
        return None
    blocks = range(first // _BLOCK, last // _BLOCK + 1)
    return blocks if len(blocks) <= _LONG else None


def _to_search(line: _Line, blocks: Mapping[int | None, object]) -> Iterable[int | None]:
    """A day apart may be a block apart, so one more is searched on either side."""
    if line.blocks is None:
        return list(blocks)
    return (None, *range(line.blocks.start - 1, line.blocks.stop + 1))


def _compare(states: Sequence[FactState], one: _Line, other: _Line) -> Alike | None:
    apart = _days_apart(one, other)
    if apart > 1:
        return None
    mine, theirs = set(one.words), set(other.words)
    likeness = len(mine & theirs) / len(mine | theirs)
    if likeness < ALIKE:
        return None
    return Alike(
        one=states[one.index],
        other=states[other.index],
        likeness=round(likeness, 2),
        same_day=apart == 0,
    )


def _days_apart(one: _Line, other: _Line) -> int:
    """The least number of days between them; 0 where they can lie on one."""
    gap = 0
    for early, late in ((one, other), (other, one)):
        if early.last is not None and late.first is not None:
            gap = max(gap, late.first - early.last)
    return gap
