"""Structured data for search engines and archives: schema.org as JSON-LD.

The page is a WebPage about an ItemList of Events; its sources are what it cites, and its
corrections are CorrectionComments. `timeline export --format jsonld` has each fact in full.
See: https://schema.org/CorrectionComment
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.renderers.changes import note_text
from timeline.renderers.page.view import EntryView, PageView, SourceView

_MOST = 40
"""So many events are told in full; the number of all is told beside them."""

_CORRECTIONS = ("correction", "clarification", "update", "retracted", "restored")
_BREAKING = {code: f"\\u{code:04x}" for code in (*b"<>&", 0x2028, 0x2029)}


def structured_data(page: PageView) -> dict[str, Any]:
    """The page as plain data. Dates that ISO 8601 can't say are left out."""
    entries = [entry for section in page.sections for entry in section.entries]
    standing = [entry for entry in entries if not entry.is_retracted]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": page.title,
        "inLanguage": page.lang,
    }
    if page.description:
        data["description"] = page.description
    if page.url:
        data["url"] = page.url
    if page.stamp.recorded_machine:
        data["dateModified"] = page.stamp.recorded_machine
    data["identifier"] = f"sha256:{page.stamp.snapshot}"
    data["mainEntity"] = {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(standing),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": _event(entry, page.url)}
            for number, entry in enumerate(standing[:_MOST], start=1)
        ],
    }
    if page.sources:
        data["citation"] = [_source(source) for source in page.sources[:_MOST]]
    corrections = list(_corrections(entries))
    if corrections:
        data["correction"] = corrections
    return data


def render_jsonld(page: PageView) -> str:
    """The JSON, safe within a script element of HTML."""
    text = json.dumps(structured_data(page), ensure_ascii=False, separators=(",", ":"))
    return text.translate(_BREAKING)


def _event(entry: EntryView, url: str) -> dict[str, Any]:
    event: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{url}#{entry.id}",
        "name": entry.headline[-1].value,
    }
    return event | _dates(entry)


def _dates(entry: EntryView) -> dict[str, str]:
    """What is given as such: an estimate, or sometime between two days, is no date to a machine."""
    when = entry.now
    if when.kind in ("day", "part") and when.machine:
        return {"startDate": when.machine}
    return {"startDate": when.starts, "endDate": when.ends} if when.starts and when.ends else {}


def _source(source: SourceView) -> dict[str, Any]:
    cited: dict[str, Any] = {"@type": "CreativeWork", "name": source.label}
    if source.url:
        cited["url"] = source.url
    if source.publisher:
        cited["publisher"] = {"@type": "Organization", "name": source.publisher}
    return cited


def _corrections(entries: Sequence[EntryView]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        for note in entry.notes:
            if note.now and note.value.kind in _CORRECTIONS:
                comment = {
                    "@type": "CorrectionComment",
                    "text": f"{entry.headline[-1].value}. {note_text(note.value)}",
                }
                if note.value.machine:
                    comment["datePublished"] = note.value.machine
                yield comment
