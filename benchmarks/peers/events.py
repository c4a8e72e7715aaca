"""The same events in `eventsourcing`, with SQLite as its store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from timeline.events import Entry, FactCorrected, FactStated


class Fact(Aggregate):
    """It says what our facts say; dates as text, so that it need not parse them."""

    @event("Stated")
    def __init__(  # noqa: PLR0917
        self,
        name: str,
        headline: str,
        occurred: str,
        known: str,
        detail: str,
        tags: list[str],
        figures: list[dict[str, str]],
    ) -> None:
        self.name = name
        self.headline = headline
        self.occurred = occurred
        self.known = known
        self.detail = detail
        self.tags = tags
        self.figures = figures

    @event("Corrected")
    def correct(self, headline: str, kind: str, because: str, known: str) -> None:
        self.headline = headline


def open_peer(path: Path) -> Any:
    application = Application[Any](
        env={
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
        }
    )
    application.repository  # noqa: B018
    return application


def peer_facts(made: Sequence[Entry]) -> list[Fact]:
    """The peer's aggregates for a batch of entries, with as many events."""
    facts: list[Fact] = []
    for entry in made:
        body, known = entry.body, entry.known.edtf if entry.known else ""
        if isinstance(body, FactCorrected):
            headline = str(body.change.set["headline"])
            facts[-1].correct(headline=headline, kind=body.kind, because=body.because, known=known)
        elif isinstance(body, FactStated):
            facts.append(
                Fact(
                    name=body.name,
                    headline=body.headline,
                    occurred=body.occurred.edtf if body.occurred else "",
                    known=known,
                    detail=body.detail,
                    tags=list(body.tags),
                    figures=[{"name": one.name, "value": one.value} for one in body.figures],
                )
            )
    return facts


def peer_events(peer: Any) -> Iterator[Any]:
    start = 1
    while True:
        found = peer.recorder.select_notifications(start, 1000)
        yield from map(peer.mapper.to_domain_event, found)
        if len(found) < 1000:
            return
        start = found[-1].id + 1
