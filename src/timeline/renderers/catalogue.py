"""The page's own words, in each language that has a catalogue: `catalogues/*.toml`.

A word is named by its section and key: `words("note", "archived")`. A counted one has plural
forms by CLDR's names: `words.count("page", "entries", 3)`.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from attrs import frozen

LANGUAGES = ("en", "es", "ar")
_RIGHT_TO_LEFT = frozenset(("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"))
# Spanish writes 20.000,5 in some countries, and 20,000.5 in these. See: CLDR, es-419 and below.
_POINTED = frozenset(("419", "cu", "do", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "sv", "us"))
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@frozen
class Words:
    """The words of one language. `tag` is the language of the story (BCP 47); where there is no
    catalogue for it, the words are English and `own` is False.
    """

    tag: str
    language: str
    entries: dict[str, Any]

    @property
    def own(self) -> bool:
        return primary(self.tag) == self.language

    @property
    def direction(self) -> str:
        return direction(self.language)

    def __call__(self, section: str, key: str, given: object = "", **named: object) -> str:
        """The word with what is spoken of in its place."""
        text: str = self.entries[section][key]
        return _fill(text, given, named)

    def count(self, section: str, key: str, n: int | str, given: object = "") -> str:
        """The word for `n` things, in the plural form that the language asks for: a number, or
        one as decimal text.
        """
        forms: dict[str, str] = self.entries[section][key]
        digits = str(n)
        form = plural(self.language, int(digits)) if digits.isdecimal() else "other"
        return _fill(forms.get(form, forms["other"]), given, {"n": self.number(digits)})

    def number(self, digits: str) -> str:
        """Decimal text with its digits grouped: `20000000000` as `20,000,000,000`."""
        sign, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
        whole, dot, rest = digits.partition(".")
        group, point = self("number", "group"), self("number", "point")
        if self.language == "es" and _POINTED & set(self.tag.casefold().split("-")[1:]):
            group, point = ",", "."
        # A group of its own has at least so many digits: 2500 and 20.000 in Spanish.
        if len(whole) > 2 + int(self("number", "least")):
            whole = f"{int(whole):,}".replace(",", group)
        return f"{sign}{whole}{point if dot else ''}{rest}"

    def section(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.entries[name]
        return found


def _fill(text: str, given: object, named: dict[str, object]) -> str:
    # One pass, so that braces in what is filled in stay what they are.
    values = {"": given, **named}
    return re.sub(r"\{(\w*)\}", lambda found: str(values.get(found[1], found[0])), text)


def primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].casefold()


def direction(tag: str) -> str:
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT else "ltr"


def words_for(tag: str) -> Words:
    """The words for a language tag; English where there is no catalogue or it is no tag."""
    language = primary(tag)
    known = language if language in LANGUAGES else "en"
    return Words(tag if _TAG.fullmatch(tag) else "en", known, _read(known))


@lru_cache
def _read(language: str) -> dict[str, Any]:
    text = (files("timeline.renderers") / "catalogues" / f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


def plural(language: str, n: int) -> str:
    """The plural form of a whole number, 0 or more. See: CLDR, language plural rules."""
    if language == "ar":
        if n < 3:
            return ("zero", "one", "two")[n]
        if 3 <= n % 100 <= 10:
            return "few"
        return "many" if n % 100 >= 11 else "other"
    return "one" if n == 1 else "other"
