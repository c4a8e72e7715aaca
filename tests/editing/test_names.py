"""Readable names: made from words, found again, and refused with the nearest one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.editing.names import BadNameError, check_name, free_name, slug


@pytest.mark.parametrize(("text", "name"), [
    ("Mexico lists its demands", "mexico-lists-its-demands"),
    ("López Obrador’s plan", "lopez-obradors-plan"),
    ("$20,000 & more", "20000-more"),
    ("  ", ""),
    ("العربية الفصحى", "العربية-الفصحى"),
    ("alpha " * 12, "-".join(["alpha"] * 8)),
    ("x" * 80, "x" * 48),
])  # fmt: skip
def test_a_name_is_made_from_words(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text(max_size=200))
def test_what_is_made_can_be_typed(text: str) -> None:
    made = slug(text)
    assert len(made) <= 48
    if made:
        assert check_name(made) == made
        assert slug(made) == made


@pytest.mark.parametrize("name", ["", "two words", "a/b", "-a", "a~b", "x" * 121, "@1"])
def test_what_can_not_be_typed_as_a_name_is_refused(name: str) -> None:
    with pytest.raises(BadNameError):
        check_name(name)


def test_the_first_free_name_is_taken() -> None:
    assert free_name("a", []) == "a"
    assert free_name("a", ["a", "a-2"]) == "a-3"
