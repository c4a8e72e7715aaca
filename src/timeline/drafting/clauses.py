"""Splitting a sentence into the clauses that dates govern."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from timeline.drafting.cues import tells_past
from timeline.drafting.tokens import Tokens

_JOINTS = frozenset({"and", "but", "while", "which", "where"})
_SHORTEST = 4


def split_clauses(
    tokens: Tokens, first: int, after: int, starts: Sequence[int]
) -> list[tuple[int, int]]:
    """Half-open token ranges; a cut stands only where both sides hold a date and tell of something.

    `starts` are the places of the dates in the text, ascending. Cuts stand behind `;` and at
    `, and`, `, but`, `, while`, `, which`.
    """
    cuts = [first]
    for at in range(first + 1, after - _SHORTEST):
        joint = tokens.words[at] == ";" or (
            tokens.words[at] in _JOINTS and tokens.words[at - 1] == ","
        )
        if not joint:
            continue
        cut = at + 1 if tokens.words[at] == ";" else at
        if _stands(tokens, cuts[-1], cut, starts) and _stands(tokens, cut, after, starts):
            cuts.append(cut)
    return list(zip(cuts, [*cuts[1:], after], strict=True))


def _stands(tokens: Tokens, first: int, after: int, starts: Sequence[int]) -> bool:
    if after - first < _SHORTEST:
        return False
    low, high = tokens.starts[first], tokens.ends[after - 1]
    dated = bisect_right(starts, high) > bisect_left(starts, low)
    return dated and tells_past(tokens, first, min(after, first + 60))
