"""What a reader gets of a piece of HTML: its words, links and marks, in order."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Elements that say something of the text in them; the rest is layout.
_MARKS = ("a", "b", "del", "ins", "s", "h2", "h3", "h4", "li", "summary", "q")
# Elements that no space goes with.
_INLINE = ("time", "span", "i", "em", "strong", "small", "cite", "bdi")
# What typography may do to the characters of a text.
_TYPED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "″": '"', "‘": "'", "’": "'", "′": "'", "–": "-", "—": "-",
     "…": "...", "×": "x", "\u00a0": " ", "🙂": ":)"}
)  # fmt: skip

Token = tuple[str, ...]


def read(html: str, *, exactly: bool = False) -> list[Token]:
    """The words, links and marks of the section with class `tl`; all of it where there is none.

    `exactly`: every tag with its attributes.
    """
    reader = _Reader(exactly=exactly)
    reader.feed(html)
    reader.close()
    reader.end_text()
    return reader.tokens


def fold(words: str) -> str:
    """The text without what typography may change in it."""
    return re.sub(r"-+", "-", words.translate(_TYPED))


class _Reader(HTMLParser):
    def __init__(self, *, exactly: bool) -> None:
        super().__init__()
        self.exactly = exactly
        self.tokens: list[Token] = []
        self.text = ""
        self.depth = 0  # of sections within the timeline; 0 before it, -1 after it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "section" and "tl" in (given.get("class") or "").split():
            self.tokens, self.text, self.depth = [], "", 1
        elif tag == "section" and self.depth > 0:
            self.depth += 1
        if self.exactly:
            self.add("<", tag, *(f"{name}={value}" for name, value in sorted(attrs)))
        elif tag in _MARKS:
            self.add("<", tag, given.get("href") or "")
        elif tag not in _INLINE:
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if self.exactly or tag in _MARKS:
            self.add(">", tag)
        elif tag not in _INLINE:
            self.text += " "
        if tag == "section" and self.depth > 0:
            self.end_text()
            self.depth = self.depth - 1 or -1

    def handle_data(self, data: str) -> None:
        self.text += data

    def add(self, *token: str) -> None:
        self.end_text()
        if self.depth >= 0:
            self.tokens.append(token)

    def end_text(self) -> None:
        if self.depth >= 0:
            self.tokens += [("word", word) for word in self.text.split()]
        self.text = ""
