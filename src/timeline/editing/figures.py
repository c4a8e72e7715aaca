"""Figures as people write them: `aid=20000000000 USD`, `people=10000000 people approx`."""

from __future__ import annotations

import re

from timeline.errors import TimelineError
from timeline.events import Figure

_FIGURE = re.compile(
    r"\s*([^=]{1,100}?)\s*=\s*([+-]?\d{1,40}(?:\.\d{1,40})?)(?:\s+(\S.{0,200}?))?\s*", re.ASCII
)


class BadFigureError(TimelineError):
    code = "bad-figure"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"expected a figure like 'aid=20000000000 USD' or 'people=10000000 people approx', "
            f"got {text!r:.80}",
            "write the number in plain digits, with a point for decimals and without commas",
        )


def parse_figure(text: str) -> Figure:
    """`NAME=NUMBER [UNIT] [approx]`; digits are kept as written but for a leading plus sign."""
    match = _FIGURE.fullmatch(text)
    if not match:
        raise BadFigureError(text)
    name, value, rest = match.groups()
    words = (rest or "").split()
    approximate = bool(words) and words[-1] in ("approx", "approx.", "~")
    return Figure(
        name=name,
        value=value.removeprefix("+"),
        unit=" ".join(words[:-1] if approximate else words),
        approximate=approximate,
    )


def format_figure(figure: Figure) -> str:
    """The inverse of `parse_figure`."""
    parts = [figure.value, figure.unit, "approx" if figure.approximate else ""]
    return f"{figure.name}={' '.join(part for part in parts if part)}"
