from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies.drafting import texts
from timeline.drafting.temporal.tokens import LONGEST_SENTENCE, Tokens, split_sentences


def sentences(text: str) -> list[str]:
    tokens = Tokens(text)
    return [tokens.surface(first, after) for first, after in split_sentences(tokens)]


@given(st.one_of(texts(), st.text()))
def test_tokens_hold_all_but_the_space(text: str) -> None:
    tokens = Tokens(text)
    assert "".join(tokens.raw) == "".join(text.split()) or any(" " in raw for raw in tokens.raw)
    for index, raw in enumerate(tokens.raw):
        assert text[tokens.starts[index] : tokens.ends[index]] == raw


@given(st.one_of(texts(), st.text()))
def test_sentences_hold_every_token_once(text: str) -> None:
    tokens = Tokens(text)
    spans = split_sentences(tokens)
    assert [at for first, after in spans for at in range(first, after)] == list(range(len(tokens)))
    assert all(after - first <= LONGEST_SENTENCE for first, after in spans)


def test_abbreviations_end_no_sentence() -> None:
    assert sentences("On Jan. 5 Mr. Fox met Sen. Hall in the U.S. capital at 8 a.m. sharp.") == [
        "On Jan. 5 Mr. Fox met Sen. Hall in the U.S. capital at 8 a.m. sharp."
    ]


def test_sentences_end_at_stops_quotes_and_blank_lines() -> None:
    assert sentences("He left the U.S. The aide “stayed.” Why? Nobody\n\nknows") == [
        "He left the U.S.", "The aide “stayed.”", "Why?", "Nobody", "knows",
    ]  # fmt: skip


def test_a_lost_space_after_a_stop_still_ends_the_sentence() -> None:
    assert sentences("They went away.Then it rained 3.5 inches.") == [
        "They went away.", "Then it rained 3.5 inches.",
    ]  # fmt: skip


def test_an_endless_line_is_cut() -> None:
    tokens = Tokens("word " * 1_000)
    assert [after - first for first, after in split_sentences(tokens)] == [400, 400, 200]


@pytest.mark.parametrize("piece", ["2024-01-", "1/2/", "2024–", "1-2/"])
def test_an_endless_row_of_numbers_is_one_token(piece: str) -> None:
    """So what is done for each token doesn't grow with the row."""
    for times in (10, 1_000, 100_000):
        tokens = Tokens(f"Call {piece * times} now")
        assert len(tokens) == 3
        assert tokens.is_chain(1)


def test_two_dates_in_a_row_are_no_endless_row() -> None:
    for text in ("2024-01-08-2024-01-12", "1/8/2024-1/12/2024", "1-2-3-4-5-6-7", "2024-01-08"):
        tokens = Tokens(text)
        assert not any(tokens.is_chain(at) for at in range(len(tokens))), text
