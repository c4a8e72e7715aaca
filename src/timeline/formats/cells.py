"""Cells of tables: lists in one cell, and text that a spreadsheet must not run as a formula.

Inverse pairs: `join_cell`/`split_cell`, `guard_cell`/`unguard_cell`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a spreadsheet takes for a formula, after any guards that are there already.
_FORMULA = re.compile(r"'*[=+\-@\t\r]", re.DOTALL)
_NUMBER = re.compile(r"-\d+(\.\d+)?", re.ASCII)
_SEPARATOR = re.compile(r"\\(.)|;", re.DOTALL)


def guard_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguard_cell(text: str) -> str:
    return text[1:] if text[:1] == "'" and _FORMULA.match(text) else text


def join_cell(items: Iterable[str]) -> str:
    """A list as `one; two`. A semicolon or backslash within an item gets a backslash."""
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split_cell(text: str) -> tuple[str, ...]:
    """The items, without blanks around them, empty ones left out, each once."""
    items = [""]
    end = 0
    for found in _SEPARATOR.finditer(text):
        items[-1] += text[end : found.start()] + (found[1] or "")
        end = found.end()
        if found[1] is None:
            items.append("")
    items[-1] += text[end:]
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))
