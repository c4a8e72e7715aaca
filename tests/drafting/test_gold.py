"""The two halves of the gold set, scored apart: the rules may get better, never worse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

import pytest

from tests.drafting.gold_set import GoldExpression, GoldSentence, read_gold
from timeline.dates import parse_edtf
from timeline.drafting import Expression, find_expressions

Half = Literal["first", "second"]


def find(sentence: GoldSentence) -> list[Expression]:
    return find_expressions(
        sentence.text, published=parse_edtf(sentence.published), mode=sentence.mode
    )


def matched(
    gold: Iterable[GoldExpression], found: list[Expression]
) -> list[tuple[GoldExpression, Expression]]:
    """Pairs that overlap, each expression once."""
    pairs, left = [], list(found)
    for one in gold:
        near = next((e for e in left if e.start < one.end and one.start < e.end), None)
        if near is not None:
            left.remove(near)
            pairs.append((one, near))
    return pairs


def scores(half: Half) -> dict[str, float]:
    """F1 in hundredths, for extents and for values."""
    told: Counter[str] = Counter()
    for sentence in read_gold(half):
        found = find(sentence)
        told["gold"] += len(sentence.expressions)
        told["found"] += len(found)
        for gold, expression in matched(sentence.expressions, found):
            told["extent"] += (gold.start, gold.end) == (expression.start, expression.end)
            told["value"] += gold.timex_value == expression.timex_value
            told["edtf"] += gold.edtf == expression.edtf
            told["type"] += gold.timex_type == expression.timex_type
            told["modifier"] += gold.modifier == expression.modifier
    total = told["gold"] + told["found"]
    return {
        name: 200 * told[name] / total for name in ("extent", "value", "edtf", "type", "modifier")
    }


@pytest.mark.parametrize("half", ["first", "second"])
def test_every_sentence_has_its_place_and_every_date_exists(half: Half) -> None:
    sentences = read_gold(half)
    assert len(sentences) >= 150
    for sentence in sentences:
        for gold in sentence.expressions:
            assert sentence.text[gold.start : gold.end] == gold.surface
            if gold.edtf is not None:
                assert parse_edtf(gold.edtf).edtf == gold.edtf, gold


@pytest.mark.parametrize("half", ["first", "second"])
def test_scores_hold(half: Half) -> None:
    found = scores(half)
    assert found["value"] >= 98.5, found
    assert found["edtf"] >= 98.5, found
    assert found["extent"] >= 98.5, found
    assert found["type"] >= 98.5, found
    assert found["modifier"] >= 98.5, found


@pytest.mark.parametrize("half", ["first", "second"])
def test_each_class_of_expression_is_read(half: Half) -> None:
    missed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for sentence in read_gold(half):
        pairs = matched(sentence.expressions, find(sentence))
        right = sum(gold.timex_value == e.timex_value for gold, e in pairs)
        total[sentence.kind] += len(sentence.expressions)
        missed[sentence.kind] += len(sentence.expressions) - right
    wrong = {kind: missed[kind] for kind in total if missed[kind] * 5 > total[kind]}
    assert not wrong, "more than a fifth of a class is wrong"
