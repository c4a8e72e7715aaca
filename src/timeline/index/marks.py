"""What a fact ever said or has, in the view of anyone and at any (K, R): see `marks` in the schema.

A mark leads to facts that an answer may concern; it may lead to too many, never to too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.events import Citation, Event, FactDisputed
from timeline.projections.selection import fold

AT_ODDS = "at odds"
"""A fact of which somebody else may tell another date, figure or outcome, or which was changed
twice."""
_LISTS = {"tags": "tag", "lanes": "lane", "people": "person"}
_OF_SOURCES = ("name", "publisher", "url")


def mark(kind: str, text: str) -> str:
    """`lane:border`: as the projections compare names, without case and accents."""
    return f"{kind}:{fold(text)}"


def knower_mark(who: str) -> str:
    return f"knower:{who.casefold()}"


def marks_of(events: Iterable[Event]) -> set[str]:
    """The marks of a fact, by the events that bear on it."""
    found: set[str] = set()
    changes = 0
    for event in events:
        if event.type in ("source-added", "source-corrected"):
            found.update(_source_marks(event))
            continue
        changes += bool(event.amends) or event.type in _CHANGES
        found.update(_said(event))
    return found | {AT_ODDS} if changes > 1 else found


_CHANGES = ("fact-corrected", "fact-retracted", "fact-restored")


def _said(event: Event) -> Iterator[str]:
    body: Any = event.body
    change = getattr(body, "change", None)
    for given in (body, *((change.set, change.add) if change else ())):
        for field, kind in _LISTS.items():
            yield from (mark(kind, item) for item in _value(given, field) or ())
        if place := _value(given, "place"):
            yield mark("place", place.name)
        for item in _value(given, "known_to") or ():
            yield knower_mark(item.who)
        for citation in _value(given, "citations") or ():
            if isinstance(citation, Citation) and (citation.date or citation.figures):
                yield AT_ODDS
    if isinstance(body, FactDisputed) or event.type == FactDisputed.type:
        yield AT_ODDS


def _source_marks(event: Event) -> Iterator[str]:
    change = getattr(event.body, "change", None)
    given = change.set if change else event.body
    for field in _OF_SOURCES:
        if text := _value(given, field):
            yield mark("source", text)


def _value(given: Any, field: str) -> Any:
    return given.get(field) if isinstance(given, dict) else getattr(given, field, None)
