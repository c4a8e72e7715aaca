"""A log told event by event, by names: for tests of what is projected from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from timeline.codec import parse_line, record_batch
from timeline.dates import Date, parse_edtf
from timeline.editing import parse_figure
from timeline.events import (
    Body,
    Change,
    Citation,
    Entry,
    Event,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    SourceAdded,
    SourceCorrected,
)
from timeline.projections import FactState, Story, project_story

START = datetime(2024, 2, 1)  # noqa: DTZ001 (stamps are written as UTC below)


def date(text: str) -> Date | None:
    return parse_edtf(text) if text else None


def figures(*texts: str) -> tuple[Figure, ...]:
    return tuple(parse_figure(text) for text in texts)


class Teller:
    """Facts and sources are named as they are told; each event is a minute after the last."""

    def __init__(self, zone: str = "UTC") -> None:
        self.events: list[Event] = []
        self.ids: dict[str, str] = {}
        self._minutes = count()
        self._salts = count()
        self.write(LogDescribed(title="Talks", zone=zone))

    def write(self, body: Body, *, known: str = "", by: str = "ana", **given: Any) -> Event:
        entry = Entry(body=body, known=date(known), **given)
        moment = START + timedelta(minutes=next(self._minutes))
        [recorded] = record_batch(
            [entry],
            recorded=moment.isoformat(timespec="microseconds") + "Z",
            by=by,
            new_salt=lambda: f"{next(self._salts):032x}",
        )
        self.events.append(parse_line(recorded.line))
        return self.events[-1]

    def source(self, name: str, published: str = "", publisher: str = "", **fields: Any) -> str:
        body = SourceAdded(name=name, published=date(published), publisher=publisher, **fields)
        self.ids[name] = self.write(body).id
        return name

    def cite(
        self, sources: Sequence[str], *, says: str = "", gives: Sequence[str] = ()
    ) -> tuple[Citation, ...]:
        return tuple(
            Citation(source=self.ids[source], date=date(says), figures=figures(*gives))
            for source in sources
        )

    def fact(
        self,
        name: str,
        headline: str = "Something happens",
        on: str = "2024-01-02",
        *sources: str,
        known: str = "",
        gives: Sequence[str] = (),
        known_to: Mapping[str, str] | None = None,
        **fields: Any,
    ) -> str:
        knowers = tuple(
            KnownTo(who=who, known=parse_edtf(when)) for who, when in (known_to or {}).items()
        )
        body = FactStated(
            name=name,
            headline=headline,
            occurred=date(on),
            figures=figures(*gives),
            known_to=knowers,
            citations=self.cite(sources),
            **fields,
        )
        event = self.write(body, known=known)
        self.ids.setdefault(name, event.id)
        return event.id

    def corroborate(
        self, fact: str, *sources: str, known: str = "", says: str = "", gives: Sequence[str] = ()
    ) -> Event:
        body = FactCorroborated(citations=self.cite(sources, says=says, gives=gives))
        return self.write(body, known=known, about=self.ids[fact])

    def dispute(
        self,
        fact: str,
        *sources: str,
        known: str = "",
        because: str = "",
        gives: Sequence[str] = (),
    ) -> Event:
        body = FactDisputed(citations=self.cite(sources, gives=gives), because=because)
        return self.write(body, known=known, about=self.ids[fact])

    def correct(
        self,
        fact: str,
        known: str = "",
        *,
        because: str = "it was wrong",
        kind: str = "correction",
        amends: str = "",
        saw: Sequence[Event] = (),
        add: Mapping[str, tuple[Any, ...]] | None = None,
        drop: Mapping[str, tuple[str, ...]] | None = None,
        by: str = "ana",
        set_known: str = "",
        **fields: Any,
    ) -> Event:
        if set_known:
            fields["known"] = date(set_known)
        change = Change(set=fields, add=add or {}, drop=drop or {})
        return self.write(
            FactCorrected(change=change, kind=kind, because=because),
            known=known,
            by=by,
            about=self.ids[fact],
            amends=amends,
            saw=tuple(event.id for event in saw),
        )

    def correct_source(self, source: str, **fields: Any) -> Event:
        body = SourceCorrected(change=Change(set=fields))
        return self.write(body, about=self.ids[source])

    def retract(
        self, fact: str, known: str = "", because: str = "it was wrong", instead: str = ""
    ) -> Event:
        body = FactRetracted(because=because, instead=self.ids.get(instead, ""))
        return self.write(body, known=known, about=self.ids[fact])

    def restore(self, fact: str, known: str = "", because: str = "it was right") -> Event:
        return self.write(FactRestored(because=because), known=known, about=self.ids[fact])

    def link(self, fact: str, rel: str, to: str) -> Event:
        return self.write(FactsLinked(rel=rel, to=self.ids[to]), about=self.ids[fact])

    def story(self, *, internal: bool = False, recorded_by: str | None = None) -> Story:
        return project_story(self.events, internal=internal, recorded_by=recorded_by)

    def state(self, fact: str, known_by: str = "") -> FactState:
        story = self.story()
        return story.state(story.facts_by_id[self.ids[fact]], date(known_by))
