"""The words of a clause as a headline: without the date it begins with, and on one line."""

from __future__ import annotations

from timeline.drafting.temporal.expressions import Expression
from timeline.drafting.temporal.tokens import Tokens

_LONGEST_HEADLINE = 220
_JOINTS = frozenset({"and", "but", "where", "while", "-", "•", "*"})
_OPENERS = frozenset({"on", "in", "at", "by", "during", "and", "but", "also", "just", "over"})


def make_headline(tokens: Tokens, first: int, after: int, governing: Expression | None) -> str:
    """The clause without the date it begins with, on one line, cut at a word if it is long."""
    start = first
    while start < after and tokens.words[start] in _JOINTS:
        start += 1
    if governing is not None:
        opening = start
        while opening < after and tokens.words[opening] in _OPENERS:
            opening += 1
        if opening < after and tokens.starts[opening] == governing.start:
            while opening < after and tokens.starts[opening] < governing.end:
                opening += 1
            if opening < after and tokens.words[opening] in {",", ":", "-"}:
                start = opening + 1
    return finish_headline(tokens.surface(start, after) if start < after else "")


def finish_headline(text: str) -> str:
    """On one line, its quotation marks paired, cut at a word if it is long."""
    text = _close_quotes(" ".join(text.split()).strip(" .,;:•*"))
    if len(text) > _LONGEST_HEADLINE:
        text = text[: _LONGEST_HEADLINE - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return text[:1].upper() + text[1:]


def _close_quotes(text: str) -> str:
    """No quotation mark without its other half: a sentence may be one of several in a quotation."""
    if text[:1] + text[-1:] in {"“”", '""'} and not set(text[1:-1]) & set('“”"'):
        text = text[1:-1].strip(" .,;:")
    if text.count('"') % 2:
        text = text.strip('"') if text[0] == '"' or text[-1] == '"' else f'{text}"'
    if text.count("“") > text.count("”"):
        text = text[1:] if text.startswith("“") else f"{text}”"
    elif text.count("”") > text.count("“"):
        text = text[:-1] if text.endswith("”") else f"“{text}"
    return text.strip(" .,;:")
