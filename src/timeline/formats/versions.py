"""What each fact said, by both axes: for which days K and which instants R it said it.

Each fact is projected from its own events alone, at each instant at which one of them was
recorded, and at each day on which what is known of it changes. O(n²) in a fact's own events.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from math import inf

from attrs import evolve, frozen

from timeline.dates import DateError, day, today
from timeline.events import Event, LogDescribed, SourceAdded, SourceCorrected
from timeline.projections import Certainty, FactState, Story, project_story, state_at
from timeline.projections.known import Second, read_known

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


@frozen(kw_only=True)
class Version:
    """One state of a fact: for K from `known_from` to before `known_until`, and R alike.

    K in days of the log's zone, R as text in UTC; None is without end, and a `known_from` of ""
    without beginning.
    """

    name: str
    state: FactState
    known_from: str
    known_until: str | None
    recorded_from: str
    recorded_until: str | None


def project_versions(story: Story) -> Iterator[Version]:
    """Every version of every fact, facts in order of record; not yet known is no version."""
    groups = _Groups(story)
    for fact_id in groups.facts:
        fact = story.facts_by_id.get(fact_id)  # None: its statement was undone
        for version in _versions_of(fact_id, groups.of(fact_id), story.recorded_by):
            yield evolve(version, name=fact.name) if fact else version


class _Groups:
    """The events that bear on each fact: its own, their undoing, and those of its sources."""

    def __init__(self, story: Story) -> None:
        record = story.record
        self.canonical_id = record.canonical_id
        self.settings: list[Event] = []
        self.sources: dict[str, list[Event]] = {}
        self.facts: dict[str, list[Event]] = {}
        home: dict[str, str] = {}
        described: set[str] = set()
        for event in sorted((*record.events, *record.dropped), key=lambda event: event.order):
            # What repeats a key is a name for the event that has it: the two go together.
            first = record.canonical_id(event.id)
            named = first if first != event.id else record.canonical_id(event.about)
            place = home.get(named, named) or event.id
            home[event.id] = place
            if isinstance(event.body, LogDescribed) or place in described:
                described.add(place)
                self.settings.append(event)
            elif isinstance(event.body, SourceAdded | SourceCorrected) or place in self.sources:
                self.sources.setdefault(place, []).append(event)
            elif event.type == "fact-stated" or place in self.facts:
                self.facts.setdefault(place, []).append(event)

    def of(self, fact_id: str) -> list[Event]:
        own = self.facts[fact_id]
        cited: set[str] = set()
        waiting = [
            citation.source for event in own for citation in getattr(event.body, "citations", ())
        ]
        for event in own:
            change = getattr(event.body, "change", None)
            if change:
                waiting += [one.source for one in change.add.get("citations", ())]
        while waiting:
            source = self.canonical_id(waiting.pop())
            if source in cited or source not in self.sources:
                continue
            cited.add(source)
            waiting += [one for event in self.sources[source] if (one := _origin(event))]
        found = [event for source in cited for event in self.sources[source]]
        return [*self.settings, *found, *own]


def _origin(event: Event) -> str:
    if isinstance(event.body, SourceCorrected):
        return event.body.change.set.get("origin") or ""
    return getattr(event.body, "origin", "")


def _versions_of(fact_id: str, events: list[Event], recorded_by: str | None) -> Iterator[Version]:
    began = min(event.recorded for event in events if event.id == fact_id)
    moments = sorted({event.recorded for event in events if event.recorded >= began})
    moments = [one for one in moments if recorded_by is None or one <= recorded_by]
    open_rows: dict[tuple[object, ...], Version] = {}
    for moment in moments:
        rows = {_row_key(version): version for version in _at(fact_id, events, moment)}
        for key in open_rows.keys() - rows.keys():
            yield _closed(open_rows.pop(key), moment)
        for key, version in rows.items():
            open_rows.setdefault(key, version)
    yield from open_rows.values()


def _row_key(version: Version) -> tuple[object, ...]:
    state = version.state
    return (
        repr(state.values),
        state.certainty,
        state.status.name,
        state.retraction is None,
        version.known_from,
        version.known_until,
    )


def _closed(version: Version, moment: str) -> Version:
    return evolve(version, recorded_until=moment)


def _at(fact_id: str, events: list[Event], moment: str) -> Iterator[Version]:
    """The fact as recorded at one instant, by the days on which what is known changes."""
    story = project_story(events, recorded_by=moment, internal=True)
    fact = story.facts_by_id.get(fact_id)
    if fact is None:
        return
    steps = (fact.statement, *fact.changes, *fact.supports, *fact.disputes)
    seconds: set[Second] = {-inf}
    for step in steps:
        seconds |= {step.known.first, step.known.sure}
    for source in story.sources.values():  # a citation of it may show for a while only
        if source.values.published:
            known = read_known(source.values.published, story.settings, "published")
            seconds |= {known.first, known.sure}
    last: tuple[str, FactState] | None = None
    for second in sorted(one for one in seconds if one < inf):
        state = state_at(fact, story.record, story.sources, second)
        begins = _as_day(second, story.settings.zone)
        if last and _shows(last[1]) == _shows(state):
            continue
        if last and last[1].certainty is not Certainty.NOT_YET and last[0] != begins:
            yield _version(last, begins, moment)
        last = (begins, state)
    if last and last[1].certainty is not Certainty.NOT_YET:
        yield _version(last, None, moment)


def _version(row: tuple[str, FactState], until: str | None, moment: str) -> Version:
    return Version(
        name=row[1].name,
        state=row[1],
        known_from=row[0],
        known_until=until,
        recorded_from=moment,
        recorded_until=None,
    )


def _shows(state: FactState) -> tuple[object, ...]:
    return (state.values, state.certainty, state.status.name, state.retraction is None)


def _as_day(second: Second, zone: str) -> str:
    """The day of the log's zone in which a second lies; before the year 0, "" as without start."""
    if second == -inf:
        return ""
    try:
        return today(zone, datetime.fromtimestamp(second, UTC)).edtf
    except (ValueError, OverflowError, OSError):
        pass
    number = int(second // _DAY) + _EPOCH
    try:
        found = day(number).edtf
    except DateError:
        return "" if number < 0 else "9999-12-31"
    return "" if found.startswith("-") else found
