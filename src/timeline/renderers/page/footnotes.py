"""The sources that a page cites, numbered in the order in which it first cites them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from timeline.projections.sources import Source
from timeline.projections.state import Cited, FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import Words
from timeline.renderers.page.view import SourceLine, SourceView
from timeline.renderers.page.when import date_phrase, date_words

_SHORT = 28


@frozen
class Footnotes:
    """`numbers` is by the id of the source; the first is 1."""

    story: Story
    words: Words
    numbers: Mapping[str, int]
    prefix: str
    brief: bool

    def line(self, cited: Cited) -> SourceLine:
        """One citation under a fact."""
        source, citation = cited.source, cited.citation
        values = source.values
        url = followable(values.url)
        return SourceLine(
            href=url or f"#{self.anchor(source)}",
            label=values.publisher or self.name(source),
            title="" if values.publisher else values.title,
            outside=bool(url),
            date="" if self.brief and not url else self._published(source),
            locator=citation.locator,
            quote=citation.quote,
            archived="" if self.brief else followable(values.archived),
            archived_label=self.words("note", "archived"),
        )

    def name(self, source: Source) -> str:
        """How a source is called within a sentence: its publisher, or its number."""
        publisher = source.values.publisher
        if publisher and len(publisher) <= _SHORT:
            return publisher
        return self.words("note", "source_n", self.numbers.get(source.id, 0))

    def anchor(self, source: Source) -> str:
        return f"{self.prefix}~source-{self.numbers.get(source.id, 0)}"

    def view(self, source: Source) -> SourceView:
        values = source.values
        accessed = ""
        if values.accessed:
            said = date_phrase(values.accessed, self.words, self.story.settings)
            accessed = self.words("note", "accessed", said)
        return SourceView(
            id=self.anchor(source),
            label=values.title or values.name,
            publisher=values.publisher,
            author=values.author,
            date=self._published(source) or self.words("note", "undated_source"),
            basis=values.published_basis,
            url=followable(values.url),
            archived=followable(values.archived),
            accessed=accessed,
            text=self.words("note", "text", values.text_sha256[:12]) if values.text_sha256 else "",
            withdrawn=values.withdrawn,
            lang=values.language if values.language != self.words.tag else "",
        )

    def views(self) -> tuple[SourceView, ...]:
        return tuple(self.view(self.story.sources[source_id]) for source_id in self.numbers)

    def _published(self, source: Source) -> str:
        published = source.values.published
        return date_words(published, self.words, self.story.settings) if published else ""


def number_sources(story: Story, states: Iterable[FactState]) -> dict[str, int]:
    """Every source that speaks for a fact, against it, or for a change of it."""
    numbers: dict[str, int] = {}
    for state in states:
        named = [cited.source.id for cited in state.cited]
        for step in (*state.disputed, *state.shown):
            named += [citation.source for citation in step.citations]
        for source_id in named:
            if source_id in story.sources:
                numbers.setdefault(source_id, len(numbers) + 1)
    return numbers


def followable(url: str) -> str:
    """The address if a reader may follow it: http or https only, so no script can ride on it."""
    return url if url.casefold().startswith(("https://", "http://")) else ""
