"""A log in memory, for what people do at a desk."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from timeline.codec import parse_line, record_batch
from timeline.editing import find_fact
from timeline.events import Entry, Event
from timeline.projections import FactState, Story, project_story


class Desk:
    """One batch a second."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._clock = count(1)

    def append(self, *entries: Entry) -> list[str]:
        instant = datetime.fromtimestamp(1_700_000_000 + next(self._clock), UTC)
        recorded = instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        batch = record_batch(entries, recorded=recorded, by="ana", new_salt=lambda: "0" * 32)
        self.events += [parse_line(new.line) for new in batch]
        return [new.id for new in batch]

    @property
    def story(self) -> Story:
        return project_story(self.events, internal=True)

    def state(self, name: str) -> FactState:
        return self.story.state(find_fact(self.story, name))
