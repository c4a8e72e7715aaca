"""What docs/drafting.md shows of dates is what is read."""

from __future__ import annotations

import re
from pathlib import Path

from timeline.drafting import find_expressions

_PAGE = Path(__file__).parents[2] / "docs" / "drafting.md"
_PUBLISHED = re.compile(r"\| in the text \| published (\S+) \|")


def _rows() -> tuple[str, list[list[str]]]:
    """(the publication, [text, TIMEX3, EDTF] of each row of the table of dates)."""
    text = _PAGE.read_text(encoding="utf-8")
    begun = _PUBLISHED.search(text)
    assert begun is not None
    rows = []
    for line in text[begun.end() :].splitlines()[2:]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        rows.append([cells[0], cells[2], cells[3]])
    return begun[1], rows


def test_the_table_of_dates_is_true() -> None:
    published, rows = _rows()
    assert len(rows) > 15
    before = ""
    for told, values, dates in rows:
        for place, phrase in enumerate(re.findall("`([^`]+)`", told)):
            text = f"{before}\n\n{phrase}." if phrase.endswith("earlier") else f"{phrase}."
            found = find_expressions(text, published=published, mode="news")[-1]
            wanted = re.findall("`([^`]+)`", values)
            if "START" in wanted:
                assert [found.timex_value, found.modifier] == wanted, phrase
            else:
                assert found.timex_value == wanted[place], phrase
            assert found.edtf == (re.findall("`([^`]+)`", dates) or [None] * 2)[place], phrase
        before = f"{told.replace('`', '')}."
