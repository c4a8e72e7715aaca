"""Figures as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.editing.figures import BadFigureError, format_figure, parse_figure
from timeline.events import Figure

words = st.from_regex(r"[a-z][a-z ]{0,20}[a-z]", fullmatch=True).map(
    lambda text: " ".join(text.split())
)


@pytest.mark.parametrize(("text", "figure"), [
    ("aid=20000000000 USD", Figure(name="aid", value="20000000000", unit="USD")),
    ("n = 10 people approx", Figure(name="n", value="10", unit="people", approximate=True)),
    ("share=-0.50", Figure(name="share", value="-0.50")),
    ("n=+5", Figure(name="n", value="5")),
    ("a day=1 encounters a day", Figure(name="a day", value="1", unit="encounters a day")),
])  # fmt: skip
def test_a_figure_is_read(text: str, figure: Figure) -> None:
    assert parse_figure(text) == figure


@pytest.mark.parametrize("text", ["", "aid", "aid=", "=5", "aid=1,000", "aid=1.000.000", "aid=٣",
                                  "aid=1e9", "aid=five", "aid=5" + "0" * 50])  # fmt: skip
def test_what_could_be_two_numbers_or_none_is_refused(text: str) -> None:
    with pytest.raises(BadFigureError):
        parse_figure(text)


@given(
    st.builds(
        Figure,
        name=words,
        value=st.decimals(allow_nan=False, allow_infinity=False, places=2).map(lambda n: f"{n:f}"),
        unit=words.filter(lambda unit: unit.split()[-1] not in ("approx", "approx.")),
        approximate=st.booleans(),
    )
)
def test_format_and_parse_are_inverse(figure: Figure) -> None:
    assert parse_figure(format_figure(figure)) == figure
