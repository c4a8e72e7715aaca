"""What was corrected, withdrawn, restored or disputed, as a reader is told of it.

Amendments and undone entries are never told: they are put right as if they had always been so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import Factory, frozen

from timeline.dates import Date
from timeline.events import (
    FactCorrected,
    FactRetracted,
    FactStated,
    Figure,
    Media,
    Place,
)
from timeline.projections.facts import Step, apply_changes, source_of
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import Words
from timeline.renderers.page.figures import figure_words
from timeline.renderers.page.view import Change, During, Link, Note, Part, full_stop
from timeline.renderers.page.when import date_phrase, date_words, machine_date

# What a reader sees of a fact. Changes of the rest (tags, names) are nothing to correct in public.
_FIELDS = ("headline", "detail", "occurred", "place", "people", "media")
# A long text is shown around its changes only: this many characters on each side.
_CONTEXT = 40


@frozen
class Teller:
    """Tells steps of facts in the words of a page. By the id of each fact on it: `facts`, its
    anchor and headline; `titles`, its headlines from when they may be known.
    """

    story: Story
    words: Words
    facts: Mapping[str, tuple[str, str]]
    titles: Mapping[str, tuple[During[str], ...]] = Factory(dict)

    def notes(self, state: FactState) -> Iterator[Note]:
        """What shows at the state's K, in the order in which it came to show."""
        return (note for _, note in self.steps(state))

    def steps(self, state: FactState) -> Iterator[tuple[Step, Note]]:
        """As `notes`, each with the step that it tells of."""
        values = state.fact.stated
        for step in state.shown:
            body = step.event.body
            if isinstance(body, FactCorrected):
                after = apply_changes(values, step.changes)
                changes = tuple(self._changes(values, after, step))
                values = after
                if changes and body.kind != "typo":
                    yield step, self._note(body.kind, step, changes=changes)
            else:
                kind = "retracted" if step.touches.get("retracted") else "restored"
                link = None
                if isinstance(body, FactRetracted) and body.instead:
                    link = self._link(body.instead, self.words("note", "instead"))
                yield step, self._note(kind, step, link=link)
        for step in state.disputed:
            yield step, self._note("disputed", step, by=self.source_names(step))

    def alternatives(self, state: FactState) -> Iterator[Note]:
        """What may have been in force instead (rule 6)."""
        for field, others in state.alternatives.items():
            name, _, item = field.partition(".")
            for other in others:
                if field == "retracted":
                    kind = "retracted" if other.value else "restored"
                    change = Change(label="", parts=(Part("same", self.words("step", kind)),))
                elif name == "figures" or name in _FIELDS:
                    said = self.value(other.value)
                    change = Change(label=self.field(name, item), parts=(Part("same", said),))
                else:
                    continue
                label = self.words("note", "or")
                because = other.step.because
                yield Note(kind="or", label=label, machine="", changes=(change,), because=because)

    def _note(
        self,
        kind: str,
        step: Step,
        *,
        changes: tuple[Change, ...] = (),
        link: Link | None = None,
        by: str = "",
    ) -> Note:
        known = step.known.date
        when = (
            date_phrase(known, self.words, self.story.settings)
            if known
            else self.words("note", "undated")
        )
        key = f"{kind}_by" if by else kind
        return Note(
            kind=kind,
            label=self.words("note", key, when, source=by),
            machine=machine_date(known),
            changes=changes,
            because=f"{step.because}{full_stop(step.because)}"
            if link and step.because
            else step.because,
            link=link,
        )

    def _changes(self, before: FactStated, after: FactStated, step: Step) -> Iterator[Change]:
        for name in _FIELDS:
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                # Words of a text are compared; a date or a place is struck and replaced whole.
                text = name in ("headline", "detail")
                said = self.value(old), self.value(new)
                yield Change(
                    label="" if text else self.field(name, ""),
                    parts=tuple(
                        compare(*said, around=name == "detail") if text else replace(*said)
                    ),
                )
        olds = {figure.name: figure for figure in before.figures}
        news = {figure.name: figure for figure in after.figures}
        for name in dict.fromkeys((*olds, *news)):
            if olds.get(name) != news.get(name):
                parts = replace(self.value(olds.get(name)), self.value(news.get(name)))
                yield Change(label=self.words("note", "figure_was", field=name), parts=tuple(parts))
        yield from self._citations(before, after)

    def _citations(self, before: FactStated, after: FactStated) -> Iterator[Change]:
        olds = {citation.source: citation for citation in before.citations}
        news = {citation.source: citation for citation in after.citations}
        for kind, ids in (("removed", olds.keys() - news), ("added", news.keys() - olds)):
            for source_id in sorted(ids):
                source = source_of({**olds, **news}[source_id], self.story.sources)
                if source is not None:
                    mark = "del" if kind == "removed" else "ins"
                    label = f"{self.words('note', kind)}:"
                    yield Change(label=label, parts=(Part(mark, source.label),))

    def field(self, name: str, item: str) -> str:
        known = self.words.section("field")
        return self.words("note", "figure_was", field=item or known.get(name, name))

    def value(self, value: Any) -> str:
        """A field's value in words; empty for none."""
        if value is None or value == "":
            return ""
        if isinstance(value, Date):
            return date_words(value, self.words, self.story.settings)
        if isinstance(value, Figure):
            return figure_words(value, self.words)
        if isinstance(value, Place):
            return value.name
        if isinstance(value, Media):
            return value.alt or value.url
        if isinstance(value, tuple):
            return self.words("page", "comma").join(str(item) for item in value)
        return str(value)

    def source_names(self, step: Step) -> str:
        sources = (source_of(citation, self.story.sources) for citation in step.citations)
        labels = [short_label(source.values) for source in sources if source is not None]
        return self.words("page", "comma").join(dict.fromkeys(labels))

    def _link(self, fact_id: str, label: str) -> Link | None:
        fact = self.story.facts_by_id.get(self.story.record.canonical_id(fact_id))
        if fact is None or fact.id not in self.facts:
            return None
        anchor, headline = self.facts[fact.id]
        titles = self.titles.get(fact.id, ())
        return Link(href=f"#{anchor}", text=headline, label=label, titles=titles)


def short_label(values: Any) -> str:
    """What to call a source where room is short: who published it, else its title or name."""
    return str(values.publisher or values.title or values.name)


def replace(old: str, new: str) -> Iterator[Part]:
    if old:
        yield Part("del", old)
    if new:
        yield Part("ins", new)


def compare(old: str, new: str, *, around: bool = False) -> Iterator[Part]:
    """What was struck and what stands in its place, word by word, between what stayed.

    Where little stayed, the whole text is struck and replaced. With `around`, the part that
    stayed is cut to the words next to the change.
    """
    olds, news = _split(old), _split(new)
    start = 0
    while start < min(len(olds), len(news)) and olds[start] == news[start]:
        start += 1
    end = 0
    while end < min(len(olds), len(news)) - start and olds[-1 - end] == news[-1 - end]:
        end += 1
    if start + end < max(len(olds), len(news)) // 3:
        start = end = 0
    before, after = "".join(olds[:start]), "".join(olds[len(olds) - end :])
    if around:
        before, after = _tail(before), _head(after)
    if before:
        yield Part("same", before)
    yield from replace(
        "".join(olds[start : len(olds) - end]), "".join(news[start : len(news) - end])
    )
    if after:
        yield Part("same", after)


def _split(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\S+", text)


def _tail(text: str) -> str:
    return text if len(text) <= _CONTEXT else "…" + text[-_CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= _CONTEXT else text[:_CONTEXT].rpartition(" ")[0] + "…"
