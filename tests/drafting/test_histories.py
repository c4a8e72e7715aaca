"""Histories: told by themselves, and read from one date to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.drafting import find_expressions

_TEXT = (Path(__file__).parent / "gold" / "histories.txt").read_text(encoding="utf-8")


def _paragraphs() -> list[tuple[str | None, str, list[tuple[int, str, str]]]]:
    """(published, text, [(place, surface, value)]) of each paragraph."""
    found = []
    for part in _TEXT.split("\n@ ")[1:]:
        published, _, marked = part.partition("\n")
        text, gold = "", []
        for piece in marked.strip().split("}}"):
            plain, _, markup = piece.partition("{{")
            text += plain
            if markup:
                surface, value = markup.split("|")
                gold.append((len(text), surface, value))
                text += surface
        found.append((None if published == "-" else published, text, gold))
    return found


@pytest.mark.parametrize("paragraph", _paragraphs(), ids=lambda paragraph: paragraph[1][:40])
def test_every_marked_value_of_a_history_is_read(
    paragraph: tuple[str | None, str, list[tuple[int, str, str]]],
) -> None:
    published, text, gold = paragraph
    assert gold
    read = {
        e.start: (e.surface, e.timex_value) for e in find_expressions(text, published=published)
    }
    assert {place: read.get(place) for place, _, _ in gold} == {
        place: (surface, value) for place, surface, value in gold
    }


def test_news_of_old_things_is_no_history() -> None:
    text = (
        "The bridge, built in 1854 and widened in 1907, burned down in 1945 and again in 1972. "
        "On Monday, workers closed it. It will open again in April."
    )
    april = find_expressions(text, published="2024-01-16")[-1]
    assert april.timex_value == "2024-04"


def test_a_dateline_makes_news() -> None:
    text = (
        "KORVIN, Jan. 16 - The mill was founded in 1854. It closed in 1907 and in 1945. "
        "Repairs are expected to begin in April."
    )
    assert find_expressions(text, published="2024-01-16")[-1].timex_value == "2024-04"
