"""An Atom feed (RFC 4287) of what changed: what was added, corrected, withdrawn, disputed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.events import (
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactStated,
)
from timeline.projections.facts import Fact
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import words_for
from timeline.renderers.changes import note_text, recorded_changes
from timeline.renderers.html import visible
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import EntryView

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NEWEST = 100
"""At most so many changes are in the feed."""

_ATOM = "http://www.w3.org/2005/Atom"
_KINDS = {
    FactStated: "added",
    FactCorrected: "corrected",
    FactRetracted: "retracted",
    FactRestored: "restored",
    FactDisputed: "disputed",
    FactCorroborated: "supported",
}


def render_atom(story: Story, *, options: PageOptions | None = None) -> str:
    """The newest changes first, by when they were recorded. Amendments and undone entries are
    none, and neither is what only an editor sees. The feed's id is the log's.
    """
    from xml.etree.ElementTree import Element, indent, tostring

    options = options or PageOptions()
    page = view_page(story, None, options, static=True)
    words = words_for(story.settings.language)
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": page.lang})
    _add(feed, "title", page.title)
    _add(feed, "id", f"urn:timeline:log:{_log_name(story)}")
    _add(feed, "updated", page.stamp.recorded_machine or "1970-01-01T00:00:00Z")
    _add(_add(feed, "author"), "name", page.title)
    if options.url:
        _add(feed, "link", href=options.url, rel="alternate", type="text/html")
        _add(feed, "link", href=options.url.removesuffix(".html") + ".atom", rel="self")
    entries = {entry.event: entry for section in page.sections for entry in section.entries}
    for event, fact in recorded_changes(story, entries)[:NEWEST]:
        entry = entries[fact.id]
        kind = words("step", _KINDS[type(event.body)])
        item = _add(feed, "entry")
        _add(item, "title", f"{kind}: {entry.headline[-1].value}")
        _add(item, "id", f"urn:timeline:event:{event.id}")
        _add(item, "updated", event.recorded)
        if options.url:
            _add(item, "link", href=f"{options.url}#{entry.id}", rel="alternate")
        _add(item, "content", "\n".join(_content(story, event, fact, entry)), type="text")
    indent(feed)
    text: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _log_name(story: Story) -> str:
    """What names the log for ever: the name it was given, else the id of its first event."""
    events = story.record.events
    return story.settings.log or (events[0].id if events else "empty")


def _content(story: Story, event: Event, fact: Fact, entry: EntryView) -> Iterator[str]:
    from timeline.renderers.page.notes import Teller

    words = words_for(story.settings.language)
    if isinstance(event.body, FactStated):
        yield entry.now.words
        yield from (one.value for one in entry.detail)
        return
    teller = Teller(story, words, {})
    state: FactState = story.state(fact)
    for step, note in teller.steps(state):
        if step.event.id == event.id:
            yield note_text(note)
    because = getattr(event.body, "because", "")
    if isinstance(event.body, FactCorroborated) and because:
        yield because


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    from xml.etree.ElementTree import SubElement

    made = SubElement(parent, name, attributes)
    if text:
        made.text = visible(text)
    return made
