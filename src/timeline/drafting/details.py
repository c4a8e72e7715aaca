"""People, places and figures that plain rules find in a sentence. Proposals, never certainties."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from timeline.drafting.lexicon import (
    ALL_UNITS,
    MONTH_NUMBERS,
    NUMBERS,
    PREPOSITIONS,
    SEASONS,
    WEEKDAY_NUMBERS,
)
from timeline.drafting.tokens import Tokens

_TITLES = frozenset(
    "mr mrs ms dr president prime minister secretary senator sen rep governor gov mayor chancellor "
    "king queen prince princess pope general gen colonel col captain judge justice ambassador "
    "chairman chairwoman commissioner director professor prof sir lady lord sheriff attorney "
    "representative spokesman spokeswoman chief premier emperor".split()
)
_TITLE_LINKS = frozenset({"of", "and", "state", "homeland", "security", "general", "minister"})
_SPEECH = frozenset(
    "said says told met announced wrote called pressed suggested resigned asked argued added "
    "warned signed visited".split()
)
_PLACE_BEFORE = frozenset({"in", "at", "near", "from", "outside", "to", "across", "into"})
_NAME_LINKS = frozenset({"de", "van", "von", "al", "bin", "la", "del", "der", "-"})
_CALENDAR = frozenset({*MONTH_NUMBERS, *WEEKDAY_NUMBERS, *SEASONS, "christmas", "easter"})
_MAGNITUDES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_CURRENCIES = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY"}
_CURRENCY_WORDS = {"dollars": "USD", "euros": "EUR", "pounds": "GBP", "pesos": "MXN", "yen": "JPY"}
_ROUGH = frozenset({"about", "around", "nearly", "almost", "roughly", "approximately", "some"})
_OPENERS = PREPOSITIONS | {"the", "a", "an", "under", "while", "when", "as", "if", "his", "her"}
_NO_NOUN = frozenset(
    "of in on at by for to and or the a an from with as is was were are than per that which who "
    "s more most other when after before".split()
)
_VERBS = frozenset("had has have did do does will would could can may must died killed".split())
_PLURALS = frozenset({"people", "men", "women", "children", "troops", "police"})
_MOST_DIGITS = 30


@frozen
class FoundFigure:
    """A number of the text: a plain decimal, its currency or sign, and what it counts."""

    name: str
    value: str
    unit: str
    approximate: bool


def find_people(tokens: Tokens, first: int, after: int) -> tuple[str, ...]:
    """Names of two words or more, and names behind a title or before a verb of saying."""
    found = []
    for begin, end in _names(tokens, first, after):
        before = tokens.words[begin - 1] if begin > first else ""
        follows = tokens.words[end] if end < after else ""
        titled = before in _TITLES or tokens.words[begin] in _TITLES
        start = begin
        while start < end - 1 and tokens.words[start] in _TITLES | _TITLE_LINKS:
            start += 1
        placed = before in _PLACE_BEFORE | {"the"}
        if titled or follows in _SPEECH or (end - start >= 2 and not placed):
            found.append(_text(tokens, start, end))
    return tuple(dict.fromkeys(found))


def find_places(tokens: Tokens, first: int, after: int) -> tuple[str, ...]:
    """Names behind a preposition of place."""
    found = [
        _text(tokens, start, end)
        for start, end in _names(tokens, first, after)
        if start > first
        and tokens.words[start - 1] in _PLACE_BEFORE
        and tokens.words[start] not in _TITLES
        and not (end < after and tokens.words[end] in _SPEECH)
    ]
    return tuple(dict.fromkeys(found))


def _text(tokens: Tokens, start: int, end: int) -> str:
    return " ".join(tokens.surface(start, end).split())


def _names(tokens: Tokens, first: int, after: int) -> list[tuple[int, int]]:
    """Runs of capitalised words; the first word of a sentence only begins a longer run."""
    runs = []
    at = first
    while at < after:
        if not _is_capital(tokens, at):
            at += 1
            continue
        end = at + 1
        while end < after and (
            _is_capital(tokens, end)
            or (
                tokens.words[end] in _NAME_LINKS
                and end + 1 < after
                and _is_capital(tokens, end + 1)
            )
            or (tokens.words[end] == "." and end - at == 1 and tokens.words[at] in _TITLES)
        ):
            end += 1
        if at == first and tokens.words[at] in _OPENERS:
            at += 1
        if at < end and (end - at > 1 or at > first):
            runs.append((at, end))
        at = end
    return runs


def _is_capital(tokens: Tokens, at: int) -> bool:
    raw, word = tokens.raw[at], tokens.words[at]
    return raw[0].isupper() and raw[0].isalpha() and word not in _CALENDAR and len(raw) > 1


def find_figures(
    tokens: Tokens, first: int, after: int, dated: frozenset[int]
) -> tuple[FoundFigure, ...]:
    """Numbers in digits, with what they count; tokens in `dated` belong to dates."""
    found = []
    for at in range(first, after):
        word = tokens.words[at]
        if at in dated or not word[0].isdecimal() or not word.isascii() or len(word) > _MOST_DIGITS:
            continue
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
    rough = rough_at >= 0 and words[rough_at] in _ROUGH
    following = words[end] if end < after else ""
    if following in {"%", "percent"}:
        return FoundFigure("percent", _format(value), "%", rough)
    if following in _CURRENCY_WORDS and not unit:
        unit = _CURRENCY_WORDS[following]
    if unit:
        return FoundFigure("amount", _format(value), unit, rough)
    noun = _counted_noun(tokens, end, after)
    if not noun or noun in ALL_UNITS or noun in NUMBERS:
        return None
    return FoundFigure(noun, _format(value), noun, rough)


def _counted_noun(tokens: Tokens, at: int, after: int) -> str:
    """The last word of the noun phrase behind a number: `302,000 migrant encounters`."""
    noun = ""
    for index in range(at, min(at + 4, after)):
        word = tokens.words[index]
        if not word.isalpha() or word in _NO_NOUN or word in _VERBS:
            break
        noun = word
        if word.endswith("s") or word in _PLURALS:
            break
    return noun


def _format(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
