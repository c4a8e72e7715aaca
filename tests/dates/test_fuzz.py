"""The parser against noise: no crash, no wrong acceptance; the judge is enumeration."""

from __future__ import annotations

import random

import pytest

from tests.dates import fuzz
from tests.sizes import size


@pytest.mark.parametrize("seed", range(4))
def test_edtf_is_accepted_exactly_where_days_match_it(seed: int) -> None:
    rng = random.Random(seed)
    came = {fuzz.try_edtf(fuzz.any_text(rng)) for _ in range(size(1_500, 50_000))}
    assert came == {"accepted", "refused"}


@pytest.mark.parametrize("seed", range(4))
def test_words_are_read_as_what_they_were_built_from(seed: int) -> None:
    rng = random.Random(seed)
    came = {fuzz.try_meaning(*fuzz.worded(rng)) for _ in range(size(300, 15_000))}
    assert came == {"meaning read", "meaning refused"}


@pytest.mark.parametrize("seed", range(4))
def test_any_words_give_a_date_or_a_reason(seed: int) -> None:
    rng = random.Random(seed)
    phrases = [fuzz.phrase(rng) for _ in range(size(800, 10_000))]
    damaged = [fuzz.damaged(rng, fuzz.worded(rng)[0]) for _ in range(size(800, 10_000))]
    came = {fuzz.try_words(text) for text in phrases + damaged}
    assert came == {"words accepted", "words refused"}
