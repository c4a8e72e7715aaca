"""What a terminal needs: inert text, columns, wrapped lines, colours.

Widths are in columns, as a terminal counts them: an ideograph takes two, a combining mark none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from functools import lru_cache

from attrs import frozen

# C0 and C1 controls, the bidirectional controls that can reorder what is shown, and halves of
# surrogate pairs, which no terminal can be sent.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff]"
)
_NARROWEST = 8


def inert(text: str) -> str:
    """The text with control characters made visible, so that a terminal can't obey them."""
    return _HOSTILE.sub(_visible, text)


def inert_line(text: str) -> str:
    """The same on one line: a name with a line break in it must not look like two records."""
    return inert(" ".join(text.split()))


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def inert_json(text: str) -> str:
    r"""JSON whose strings mean the same, with `\u009b` for what a terminal would obey."""
    return _HOSTILE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


@frozen
class Page:
    """How wide to write, in columns, and whether in colour (ANSI)."""

    width: int = 80
    color: bool = False

    def bold(self, text: str) -> str:
        return self._paint("1", text)

    def dim(self, text: str) -> str:
        return self._paint("2", text)

    def struck(self, text: str) -> str:
        return self._paint("9", text)

    def good(self, text: str) -> str:
        return self._paint("32", text)

    def doubtful(self, text: str) -> str:
        return self._paint("33", text)

    def bad(self, text: str) -> str:
        return self._paint("31", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


PLAIN = Page()


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


@lru_cache(maxsize=4096)
def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` columns (at least 8), broken at spaces.

    A word that is longer, and text without spaces, is broken where the line is full.
    """
    width = max(width, _NARROWEST)
    words = text.split()
    whole = " ".join(words)
    if columns(whole) <= width:
        return [whole] if whole else []
    lines: list[str] = []
    line, rest = "", deque(words)
    taken = 0  # columns of the line
    while rest:
        word = rest.popleft()
        room = width - taken - 1 if line else width
        if columns(word) <= room:
            line = f"{line} {word}" if line else word
            taken = width - room + columns(word)
            continue
        if columns(word) > width and (not line or _goes_on(word, room)):
            head = _fitting(word, room)
            line = f"{line} {head}" if line else head
            word = word[len(head) :]
        lines.append(line)
        line, taken = "", 0
        rest.appendleft(word)
    return [*lines, line] if line else lines


def _goes_on(word: str, room: int) -> bool:
    """Text without spaces, of wide characters, goes on in a line that has room for some of it."""
    return columns(word) > len(word) and room >= _NARROWEST // 2


def _fitting(word: str, width: int) -> str:
    """As much of the beginning as fits, with the marks that belong to its last character."""
    used = 0
    for index, char in enumerate(word):
        used += _columns_of(char)
        if used > width:
            return word[:index]
    return word


def pack(items: list[str], width: int, joint: str = " · ") -> list[str]:
    """Items side by side; a line is broken between two of them, within one only if it must."""
    lines: list[str] = []
    for item in items:
        if lines and columns(lines[-1]) + len(joint) + columns(item) <= width:
            lines[-1] = f"{lines[-1]}{joint}{item}"
        else:
            lines += wrap(item, width)
    return lines


__all__ = ["PLAIN", "Page", "columns", "inert", "inert_json", "inert_line", "pack", "wrap"]
