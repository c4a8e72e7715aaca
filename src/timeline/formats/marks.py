"""Exact dates in the free text of formats whose dates are coarser.

A date such as `2023-09~` becomes a plain span in a calendar. Its EDTF then stands in the last
line of the text, and is read back from there. Inverse pair: `mark_text`/`unmark_text`.
"""

from __future__ import annotations

import re

from timeline.dates import Date, DateError, parse_edtf

_MARK = re.compile(r"(?:^|\n)[ \t]*EDTF: ?(\S{1,200})[ \t]*\n*\Z")


def mark_text(text: str, date: Date | None) -> str:
    if date is None:
        return text
    return f"{text}\n\nEDTF: {date.edtf}" if text else f"EDTF: {date.edtf}"


def unmark_text(text: str) -> tuple[str, Date | None]:
    """The text without the mark, and the date that it held; no mark, no change."""
    found = _MARK.search(text)
    if not found:
        return text, None
    try:
        date = parse_edtf(found[1])
    except DateError:
        return text, None
    return text[: found.start()].rstrip(), date
