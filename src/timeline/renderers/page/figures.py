"""Figures as a reader wants them: `$20 billion`, `about 10 million`, `302,000`."""

from __future__ import annotations

from decimal import Decimal

from timeline.events import Figure
from timeline.renderers.catalogue import Words
from timeline.renderers.page.view import FigureView

# Signs that stand before a number in English; any other unit stands after it.
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def view_figure(figure: Figure, words: Words) -> FigureView:
    unit = figure.unit
    number, scaled = _number(figure.value, words)
    if words.language == "en" and unit in _SIGNS:
        minus, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
        number, unit = f"{minus}{_SIGNS[unit]}{digits}", ""
    elif unit == "%":
        number, unit = f"{number}%" if words.language != "es" else f"{number} %", ""
    elif unit and scaled:
        unit = words("number", "of", unit)
    if figure.approximate:
        number = words("number", "about", number)
    name = figure.name if figure.name.casefold() not in unit.casefold() else ""
    return FigureView(number=number, rest=unit, name=name[:1].upper() + name[1:])


def figure_words(figure: Figure, words: Words) -> str:
    view = view_figure(figure, words)
    return f"{view.number} {view.rest}".strip()


def _number(value: str, words: Words) -> tuple[str, bool]:
    """Grouped digits; whole millions and more, with at most two decimals, in words, and then True.

    Spanish counts thousands of millions: 20.000 millones.
    """
    if "." not in value:
        number = Decimal(value)
        for scale, name in _SCALES:
            if words.section("number")[name]["other"] and abs(number) >= scale:
                if number * 100 % scale:
                    continue
                short = f"{(number / scale).normalize():f}"
                return words.count("number", name, short), True
    return words.number(value), False
