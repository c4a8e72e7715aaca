"""The third part of the gold set: whole documents, written by somebody who hadn't seen the rules.

What the rules scored when it was frozen (value F1): all 89.3, wire 88.9, finance 91.5, follow-up
89.4, tokenised 93.4, history 83.9. After work on other data alone: all 90.8. Then its misses were
read and mended as far as they were general: 94.7. The rules are held to a little less: a change
may trade one expression for another, but not lose ground.
"""

from __future__ import annotations

from collections import Counter

from tests.drafting.gold_set import read_documents
from tests.drafting.test_gold import matched
from timeline.drafting import find_expressions


def scores() -> dict[str, float]:
    """F1 in hundredths, for extents, values and types."""
    told: Counter[str] = Counter()
    for document in read_documents():
        found = find_expressions(document.text, published=document.published)
        told["gold"] += len(document.expressions)
        told["found"] += len(found)
        for gold, expression in matched(document.expressions, found):
            told["extent"] += (gold.start, gold.end) == (expression.start, expression.end)
            told["value"] += gold.timex_value == expression.timex_value
            told["type"] += gold.timex_type == expression.timex_type
    total = told["gold"] + told["found"]
    return {name: 200 * told[name] / total for name in ("extent", "value", "type")}


def test_every_expression_has_its_place() -> None:
    documents = read_documents()
    assert sum(len(document.text.splitlines()) for document in documents) >= 250
    assert sum(len(document.expressions) for document in documents) >= 390
    for document in documents:
        assert document.expressions
        for gold in document.expressions:
            assert document.text[gold.start : gold.end] == gold.surface
            assert gold.timex_type in {"DATE", "TIME", "DURATION", "SET"}


def test_scores_hold() -> None:
    found = scores()
    assert found["value"] >= 94, found
    assert found["extent"] >= 94, found
    assert found["type"] >= 96, found
