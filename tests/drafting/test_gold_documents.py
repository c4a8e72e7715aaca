"""The third part of the gold set: whole documents, written by somebody who hadn't seen the rules.

What the rules scored when it was frozen (value F1): all 89.3, wire 88.9, finance 91.5, follow-up
89.4, tokenised 93.4, history 83.9. After work on other data alone: all 90.8. Then its misses were
read and mended as far as they were general: 94.7. The rules are held to a little less: a change
may trade one expression for another, but not lose ground.

The fourth part was written the same way, later, and its misses were never read: what the rules
scored on it when it was frozen was 95.9 (news 95.4, follow-ups 91.8, histories 98.5), and 96.5
after work on other texts. It is easier than the press is: see the figures for TimeBank in
docs/drafting.md.

The wars are histories, marked before the rules were run on them: value F1 91.0 for those that were
then worked on, 88.1 for the next, which were only scored; 97.2 and 92.2 after that work. Then these
were read too (95.5), and later ones written, each lot when the one before had been read: six of
86.4 at first, five of 93.1, three of 84.5, three of 95.1.
"""

from __future__ import annotations

from collections import Counter

import pytest

from tests.drafting.gold_set import read_documents
from tests.drafting.test_gold import matched
from timeline.drafting import find_expressions


def scores(part: str = "third", kind: str = "") -> dict[str, float]:
    """F1 in hundredths, for extents, values and types."""
    told: Counter[str] = Counter()
    for document in read_documents(part):
        if kind not in {"", document.kind}:
            continue
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
    third, fourth, wars = map(read_documents, ("third", "fourth", "wars"))
    assert sum(len(document.text.splitlines()) for document in third) >= 250
    assert sum(len(document.expressions) for document in third) >= 390
    assert sum(len(document.expressions) for document in wars) >= 390
    assert sum(len(document.expressions) for document in fourth) >= 590
    for document in (*third, *fourth, *wars):
        assert document.expressions
        for gold in document.expressions:
            assert document.text[gold.start : gold.end] == gold.surface
            assert gold.timex_type in {"DATE", "TIME", "DURATION", "SET"}


def test_scores_hold() -> None:
    found = scores()
    assert found["value"] >= 94, found
    assert found["extent"] >= 94, found
    assert found["type"] >= 96, found


def test_scores_of_documents_that_nobody_worked_on_hold() -> None:
    found = scores("fourth")
    assert found["value"] >= 95.5, found
    assert found["extent"] >= 95, found
    assert found["type"] >= 97, found


@pytest.mark.parametrize(("kind", "value"), [("worked-on", 96), ("scored", 94), ("later", 92)])
def test_scores_of_histories_of_wars_hold(kind: str, value: float) -> None:
    found = scores("wars", kind)
    assert found["value"] >= value, found
    assert found["extent"] >= 92, found
    assert found["type"] >= 95, found
