"""English text as tokens with their places, so that drafting can point into an article."""

from __future__ import annotations

import re

from attrs import frozen

from timeline.dates.vocabulary import key_of


@frozen
class Token:
    """`text[start:end]` of what was read; `key` is how the vocabulary knows it."""

    kind: str
    key: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
      (?P<zone>[A-Za-z]+(?:/[A-Za-z][A-Za-z0-9_+-]*)+)
    | (?P<iso>(?<![0-9-])-?[0-9X]{4}-[0-9X]{2}(?:-[0-9X]{2})?(?![0-9X-]))
    | (?P<slashed>[0-9]{1,4}(?P<separator>[/.-])[0-9]{1,2}(?P=separator)[0-9]{1,4}(?![0-9]))
    | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    | (?P<decade>[0-9]{3,4}['’]?s\b)
    | (?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)
    | (?P<part>[QqHh][0-9]\b)
    | (?P<number>[0-9]+)
    | (?P<word>[Tt]wenty-[Ff]irst\b | [A-Za-z]+(?:\.[A-Za-z]+)*\.?)
    | (?P<sign>[^\sA-Za-z0-9])
    """,
    re.VERBOSE,
)


def tokenize(text: str) -> list[Token]:
    """Every token in order; white space only separates."""
    return [
        Token(str(match.lastgroup), _key(match), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    ]


def _key(match: re.Match[str]) -> str:
    written = match.group()
    return written if match.lastgroup in {"zone", "iso", "slashed"} else key_of(written)
