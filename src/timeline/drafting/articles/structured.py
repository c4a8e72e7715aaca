"""What a page says about itself for programs: JSON-LD and the dates of its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from timeline.dates import DateError, parse_date

_LONGEST_JSON = 2_000_000
_DEEPEST = 20
_LONGEST_DATE = 40
_ISO_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
DATE_NAMES = frozenset(
    "article:published_time og:published_time date pubdate publishdate publish-date dc.date "
    "dc.date.issued dcterms.created datepublished parsely-pub-date sailthru.date "
    "article.published cxenseparse:recs:publishtime".split()
)


@frozen
class LinkedData:
    """An article as a page's JSON-LD has it; `free` is False where it says that one must pay."""

    headline: str = ""
    body: str = ""
    published: str = ""
    free: bool = True


def read_linked_data(script: str) -> LinkedData:
    """The article in a JSON-LD script, its longest body first; empty where there is none.

    What is too long, too deep or no JSON gives nothing.
    """
    if len(script) > _LONGEST_JSON:
        return LinkedData()
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return LinkedData()
    found = [_read(item) for item in _articles(data, _DEEPEST)]
    return max(found, key=lambda one: (len(one.body), bool(one.published)), default=LinkedData())


def _articles(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(data, list):
        for item in data:
            yield from _articles(item, depth - 1)
    elif isinstance(data, dict):
        if {"articleBody", "datePublished"} & data.keys():
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _articles(data.get(key), depth - 1)


def _read(item: dict[str, Any]) -> LinkedData:
    return LinkedData(
        headline=_text(item.get("headline")),
        body=_text(item.get("articleBody")),
        published=read_day(_text(item.get("datePublished"))),
        free=str(item.get("isAccessibleForFree", True)).lower() != "false",
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def read_day(text: str) -> str:
    """The day that a metadata field gives, as written there, as ISO; empty where it gives none.

    A zone is not counted: `2024-01-15T23:00-05:00` is the 15th, where it was published.
    """
    text = text.strip()
    iso = _ISO_DAY.match(text)
    if iso is None and (not text or len(text) > _LONGEST_DATE):
        return ""
    try:
        date = parse_date("-".join(iso.groups()) if iso else text)
    except DateError:
        return ""
    return date.earliest or "" if date.s0 == date.e1 and not date.is_instant else ""
