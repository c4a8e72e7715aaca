"""Whether an item says something else than what the log already holds under its name.

Only what the item gives is compared: a table without a column for tags says nothing of tags, and
of a list, that it holds at least these.
The words in which a date was written are not compared, the date is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import fields

from timeline.dates import Date
from timeline.events import (
    Citation,
    Entry,
    FactCorroborated,
    FactDisputed,
    FactStated,
    SourceAdded,
)
from timeline.projections import Fact, FactState, Source, Story
from timeline.projections.facts import identity

_NOT_COMPARED = ("name", "occurred_text", "known_text", "citations", "origin")


def differences(story: Story, entry: Entry, held: Fact | Source) -> Sequence[str] | None:
    """What the item says that the log does not, each as `field got (the log: held)`.

    Empty: nothing else. None: the log has nothing to compare it with, since this is a new
    citation of a fact.
    """
    body = entry.body
    if isinstance(body, SourceAdded):
        assert isinstance(held, Source)
        origin = story.sources.get(held.values.origin)
        found = _fields(body, held.values)
        if held.values.internal:
            return ["something else (an internal source)"] if found else []
        if body.origin and (origin is None or body.origin != origin.name):
            found.append(_said("origin", body.origin, origin.name if origin else ""))
        return found
    assert isinstance(held, Fact)
    if isinstance(body, FactStated):
        state = story.state(held)
        if state.values.internal:  # its words stay here, even in a message
            return [] if _agrees(story, entry, state) else ["something else (an internal fact)"]
        found = _fields(body, state.values)
        return found + _known_and_cited(story, entry, state)
    assert isinstance(body, FactCorroborated | FactDisputed)
    steps = held.disputes if isinstance(body, FactDisputed) else held.supports
    cited = [citation for step in steps for citation in step.citations]
    sources = {_source_name(story, citation) for citation in cited}
    if not body.citations or not any(one.source in sources for one in body.citations):
        return None
    return _citations(story, body.citations, cited)


def _agrees(story: Story, entry: Entry, state: FactState) -> bool:
    return not _fields(entry.body, state.values) and not _known_and_cited(story, entry, state)


def _known_and_cited(story: Story, entry: Entry, state: FactState) -> list[str]:
    known = state.known.date
    found = []
    if entry.known is not None and entry.known != known:
        found.append(_said("known", entry.known, known))
    cited = [one.citation for one in state.cited]
    return found + _citations(story, getattr(entry.body, "citations", ()), cited)


def _fields(given: Any, held: Any) -> list[str]:
    found = []
    for one in fields(type(given)):
        if one.name in _NOT_COMPARED:
            continue
        value, other = getattr(given, one.name), getattr(held, one.name)
        if value and not _same(value, other):
            found.append(_said(one.name, value, "" if one.name == "note" else other))
    return found


def _same(value: Any, other: Any) -> bool:
    if isinstance(value, tuple):
        held = {identity(item): item for item in other}
        return all(held.get(identity(item)) == item for item in value)
    return bool(value == other)


def _citations(story: Story, given: Iterable[Citation], held: Iterable[Citation]) -> list[str]:
    found = []
    by_source = {_source_name(story, citation): citation for citation in held}
    by_address = {
        address: by_source[source.name]
        for source in story.sources.values()
        for address in (source.values.url, source.values.archived)
        if address and source.name in by_source
    }
    for citation in given:
        other = by_source.get(citation.source) or by_address.get(citation.source)
        if other is None:
            found.append(_said("sources", citation.source, ", ".join(sorted(by_source))))
            continue
        for one in fields(Citation):
            value, existing = getattr(citation, one.name), getattr(other, one.name)
            if one.name != "source" and value and not _same(value, existing):
                found.append(_said(one.name, value, existing))
    return found


def _source_name(story: Story, citation: Citation) -> str:
    source = story.sources.get(story.record.canonical_id(citation.source))
    return source.name if source else citation.source


def _said(name: str, got: Any, held: Any) -> str:
    return f"{name} {_show(got)} (the log: {_show(held)})"


def _show(value: Any) -> str:
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, Date):
        return value.edtf
    if isinstance(value, tuple):
        return ", ".join(_show(item) for item in value)
    text = value if isinstance(value, str) else getattr(value, "name", None) or str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
