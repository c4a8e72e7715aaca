"""Figures that plain rules find in a sentence. Proposals, never certainties."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from timeline.drafting.temporal.lexicon import ALL_UNITS, NUMBERS, UNITS
from timeline.drafting.temporal.tokens import Tokens

_MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY"}
_CURRENCY_WORDS = {"dollars": "USD", "euros": "EUR", "pounds": "GBP", "pesos": "MXN", "yen": "JPY"}
_ROUGH = frozenset(
    "about around nearly almost roughly approximately some over than least to most".split()
)
_ROUGH_PAIRS = frozenset(
    {("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"),
     ("up", "to")}
)  # fmt: skip
_PAIRED = frozenset(second for _, second in _ROUGH_PAIRS)
_NO_NOUN = frozenset(
    "of in on at by for to and or the a an from with as is was were are than per that which who "
    "s more most other when after before over under above below up down if by forecast".split()
)
_VERBS = frozenset("had has have did do does will would could can may must died killed".split())
_PLURALS = frozenset({"people", "men", "women", "children", "troops", "police"})
_STREETS = frozenset("st street ave avenue rd road blvd boulevard lane drive".split())
_MOST_DIGITS = 30


@frozen
class FoundFigure:
    """A number of the text: a plain decimal, its currency or sign, and what it counts."""

    name: str
    value: str
    unit: str
    approximate: bool


def find_figures(
    tokens: Tokens, first: int, after: int, dated: frozenset[int]
) -> tuple[FoundFigure, ...]:
    """Numbers in digits, with what they count; tokens in `dated` belong to dates."""
    found = []
    for at in range(first, after):
        word = tokens.words[at]
        if at in dated or not word[0].isdecimal() or not word.isascii() or len(word) > _MOST_DIGITS:
            continue
        if tokens.joined(at) and tokens.words[at - 1] == "-":
            continue  # "AK-47"
        figure = _read_figure(tokens, at, after)
        if figure is not None:
            found.append(figure)
    return tuple(dict.fromkeys(found))


def _read_figure(tokens: Tokens, at: int, after: int) -> FoundFigure | None:
    words = tokens.words
    plain = words[at].replace(",", "")
    if plain.count(".") > 1 or not plain.replace(".", "").isdecimal():
        return None
    value, end = Decimal(plain), at + 1
    while end < after and words[end] in _MAGNITUDES:
        value *= _MAGNITUDES[words[end]]
        end += 1
    before = words[at - 1] if at else ""
    unit = _CURRENCIES.get(before, "")
    rough_at = at - 2 if unit else at - 1
    rough = _is_rough(words, rough_at)
    following = words[end] if end < after else ""
    if following in {"%", "percent"}:
        return FoundFigure("percent", _format(value), "%", rough)
    if following in _CURRENCY_WORDS and not unit:
        unit = _CURRENCY_WORDS[following]
    if unit:
        return FoundFigure("amount", _format(value), unit, rough)
    noun, end = _counted_noun(tokens, end, after)
    if noun.lower() in _STREETS:
        return None
    if not noun or noun.lower() in ALL_UNITS or noun.lower() in NUMBERS:
        return None
    rate = words[end + 1] if end + 1 < after and words[end] in _PER else ""
    rate = rate if rate in UNITS else ""  # "10,000 migrants per day"
    name = f"{noun}-per-{rate}".lower() if rate else noun.lower()
    return FoundFigure(name, _format(value), f"{noun} per {rate}" if rate else noun, rough)


_PER = frozenset({"per", "a", "an", "each"})


def _is_rough(words: list[str], at: int) -> bool:
    """Whether `about`, `more than`, `at least` and the like stand before a number."""
    if at < 0 or words[at] not in _ROUGH:
        return False
    return words[at] not in _PAIRED or (at > 0 and (words[at - 1], words[at]) in _ROUGH_PAIRS)


def _counted_noun(tokens: Tokens, at: int, after: int) -> tuple[str, int]:
    """The last word of the noun phrase behind a number, `302,000 migrant encounters`, and the token
    behind it; or nothing."""
    noun, end = "", at
    for index in range(at, min(at + 4, after)):
        word = tokens.words[index]
        if not word.isalpha() or word in _NO_NOUN or word in _VERBS or word.endswith("ed"):
            break
        noun, end = tokens.raw[index], index + 1
        if word.endswith("s") or word in _PLURALS:
            break
    return noun, end


def _format(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
