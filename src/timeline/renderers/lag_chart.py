"""Lags as an SVG picture: one row a fact, days since it happened from left to right.

The scale is logarithmic, log10(1 + days), so that an hour's scoop and a year's silence both show.
Self-contained: no script, no font, no request.
"""

from __future__ import annotations

import re
from functools import cache
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.projections.lag import Days, Lag, Lags
from timeline.renderers.lags import days_words
from timeline.renderers.terminal import inert

if TYPE_CHECKING:
    from jinja2 import Template

_TEMPLATE = Path(__file__).parent / "templates" / "lag.svg"
_WIDTH, _LEFT, _RIGHT = 860, 250, 28  # pixels
_TOP, _ROW, _FOOT = 78, 24, 44
_NAME = 34  # characters of a name that fit beside the chart
_TICKS = (
    (0, "same day"),
    (1, "1 day"),
    (7, "1 week"),
    (30, "1 month"),
    (365, "1 year"),
    (3_652, "10 years"),
    (36_525, "100 years"),
    (365_250, "1,000 years"),
)
_NOT_XML = re.compile("[\ufffe\uffff]")


def render_lag_chart(lags: Lags) -> str:
    """The chart of all facts, in chronological order. O(facts)."""
    farthest = max((_farthest(lag) for lag in lags.facts), default=0)
    farthest = next((days for days, _ in _TICKS if days >= farthest), farthest)
    bottom = _TOP + _ROW * max(len(lags.facts), 1) - 8
    title = lags.story.settings.title
    return _template().render(
        title=_clean(f"{title}: how long it took" if title else "How long it took"),
        description=(
            f"{len(lags.facts)} facts: how many days after each happened it became known and was "
            "recorded. The scale is logarithmic."
        ),
        width=_WIDTH,
        height=bottom + _FOOT,
        left=_LEFT,
        bottom=bottom,
        ticks=[
            {"x": _x(days, farthest), "words": words} for days, words in _TICKS if days <= farthest
        ],
        rows=[_row(lag, _TOP + _ROW * index, farthest) for index, lag in enumerate(lags.facts)],
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))


def _row(lag: Lag, y: int, farthest: int) -> dict[str, object]:
    known_from = _x(lag.to_known.least, farthest)
    known_until = _x(_most(lag.to_known), farthest)
    name = _clean(lag.clocks.name)
    return {
        "y": y,
        "name": name if len(name) <= _NAME else f"{name[: _NAME - 1]}…",
        "words": (
            f"{name}: known after {days_words(lag.to_known)} days, "
            f"recorded {days_words(lag.to_recorded)} days after that"
        ),
        "known_from": known_from,
        "known_span": round(known_until - known_from, 1),
        "recorded": _x(_most(lag.in_all), farthest),
    }


def _farthest(lag: Lag) -> int:
    return max(_most(lag.to_known), _most(lag.in_all))


def _most(days: Days) -> int:
    return days.least if days.most is None else days.most


def _x(days: int, farthest: int) -> float:
    """Pixels from the left. What came before it happened stands at the start."""
    share = log10(1 + max(days, 0)) / log10(1 + farthest) if farthest else 0
    return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _clean(text: str) -> str:
    """Without what XML can't hold and what a screen could be fooled by."""
    return _NOT_XML.sub("\ufffd", inert(text).replace("\t", " ").replace("\n", " "))
