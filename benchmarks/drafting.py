"""Drafting's speed, its growth with a text's length, and its scores.

One core, CPU time, medians of rounds. The texts are put together from the gold set's sentences,
so that a document has about 400 words, as a news article has. The peer is dateparser's search; if
it isn't installed it is named and left out: `pip install dateparser`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from timeline.dates import parse_edtf
from timeline.drafting import draft_facts, find_expressions
from timeline.drafting.facts.candidates import extract

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.drafting.gold_set import read_gold
from tests.drafting.test_gold import scores
from tests.drafting.test_gold_documents import scores as document_scores

PUBLISHED = parse_edtf("2024-01-16")
WORDS = 400
ROUNDS = 7


def main() -> None:
    documents = _documents()
    average = sum(map(len, documents)) / len(documents)
    print(
        f"Python {sys.version.split()[0]}; {len(documents)} documents of {average:,.0f} characters"
    )
    ours = _rate(documents, lambda text: find_expressions(text, published=PUBLISHED))
    drafts = _rate(
        documents,
        lambda text: draft_facts(text, published=PUBLISHED, extractors={"rules": extract}),
    )
    print(f"{'find_expressions':24} {ours:10,.0f} documents/s")
    print(f"{'draft_facts':24} {drafts:10,.0f} documents/s")
    _print_peer(documents, ours)
    _print_growth(documents)
    for half in ("first", "second"):
        found = scores(half)
        print(f"gold, {half} half (F1): {_told(found)}")
    print(f"gold, whole documents (F1): {_told(document_scores())}")


def _told(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f}" for name, value in found.items())


def _documents() -> list[str]:
    sentences = [sentence.text for sentence in (*read_gold("first"), *read_gold("second"))]
    documents: list[str] = []
    words: list[str] = []
    for sentence in sentences * 6:
        words += sentence.split()
        if len(words) >= WORDS:
            documents.append(" ".join(words))
            words = []
    return documents


def _seconds(act: Callable[[], object]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        rounds.append(time.process_time() - start)
    return median(rounds)


def _rate(documents: list[str], read: Callable[[str], object]) -> float:
    return len(documents) / _seconds(lambda: [read(text) for text in documents])


def _print_peer(documents: list[str], ours: float) -> None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is not installed; left out")
        return
    peer = _rate(documents[:3], lambda text: search_dates(text, languages=["en"]))
    print(f"{'dateparser search_dates':24} {peer:10,.1f} documents/s")
    print(f"ours / theirs: {ours / peer:,.0f}")


def _print_growth(documents: list[str]) -> None:
    """Seconds a million characters, for texts that grow fourfold: linear if they stay the same."""
    print("growth, seconds a million characters:", end="")
    text = "\n\n".join(documents)
    for factor in (1, 4, 16):
        long = text * factor
        spent = _seconds(lambda long=long: find_expressions(long, published=PUBLISHED))  # type: ignore[misc]
        print(f"  {len(long) / 1e6:.2f} M: {1e6 * spent / len(long):.3f}", end="")
    print()


if __name__ == "__main__":
    main()
