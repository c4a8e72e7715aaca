"""Intents to entries: what is amended, what is seen, what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count

import pytest

from timeline.codec import parse_line, record_batch
from timeline.dates import parse_edtf
from timeline.editing import correct_fact, find_fact, state_fact
from timeline.editing.facts import NotAPointError, check_known
from timeline.editing.names import NameTakenError
from timeline.events import Change, Entry, Event, FactCorrected, Figure
from timeline.projections import FactState, Story, project_story


class Desk:
    """A log in memory, one batch a second."""

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


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    fact = state_fact(
        desk.story,
        "Mexico lists its terms",
        parse_edtf("2024-01-05"),
        name="terms",
        known=parse_edtf("2024-01-05"),
        figures=(Figure(name="aid", value="2"), Figure(name="people", value="10")),
    )
    desk.append(fact)
    return desk


def correct(desk: Desk, change: Change, kind: str, known: str = "") -> Sequence[Entry]:
    return correct_fact(
        desk.state("terms"),
        change,
        kind=kind,
        because="because",
        known=parse_edtf(known) if known else None,
    )


def test_a_typo_amends_the_event_that_set_the_field(desk: Desk) -> None:
    statement = desk.events[0].id
    [correction] = desk.append(
        *correct(desk, Change(set={"detail": "more"}), "correction", "2024-01-09")
    )
    entries = correct(desk, Change(set={"detail": "More.", "headline": "Terms"}), "typo")
    assert [(entry.amends, entry.known) for entry in entries] == [
        (statement, None),
        (correction, None),
    ]


def test_each_item_of_a_list_is_amended_where_it_was_set(desk: Desk) -> None:
    statement = desk.events[0].id
    change = Change(add={"figures": (Figure(name="aid", value="20"),)})
    [correction] = desk.append(*correct(desk, change, "correction", "2024-01-09"))
    fixed = Change(
        add={"figures": (Figure(name="aid", value="21"), Figure(name="people", value="11"))}
    )
    targets = {entry.amends: entry.body for entry in correct(desk, fixed, "clarification")}
    assert targets.keys() == {statement, correction}
    aid = targets[correction]
    assert isinstance(aid, FactCorrected)
    assert aid.change.add["figures"] == (Figure(name="aid", value="21"),)


def test_when_it_was_known_is_hindsight_whatever_the_kind(desk: Desk) -> None:
    change = Change(set={"known": parse_edtf("2024-01-04"), "headline": "Terms"})
    amendment, correction = correct(desk, change, "correction", "2024-01-09")
    assert amendment.amends == desk.events[0].id
    assert amendment.known is None
    assert correction.amends == ""
    assert correction.known == parse_edtf("2024-01-09")
    desk.append(amendment, correction)
    assert desk.state("terms").known.date == parse_edtf("2024-01-04")


def test_a_change_keeps_only_what_changes(desk: Desk) -> None:
    change = Change(set={"headline": "Mexico lists its terms", "detail": "new"})
    [entry] = correct(desk, change, "correction", "2024-01-09")
    assert isinstance(entry.body, FactCorrected)
    assert entry.body.change.set == {"detail": "new"}


def test_a_writer_has_seen_the_newest_events_on_the_fact(desk: Desk) -> None:
    [first] = correct(desk, Change(set={"detail": "a"}), "correction", "2024-01-09")
    assert first.saw == ()  # the statement goes unsaid
    # Two writers who had not seen each other's correction:
    [other] = correct(desk, Change(set={"zone": "UTC"}), "correction", "2024-01-10")
    one, two = desk.append(first, other)
    [last] = correct(desk, Change(set={"detail": "b"}), "correction", "2024-01-11")
    assert last.saw == tuple(sorted((one, two)))
    desk.append(last)
    [after] = correct(desk, Change(set={"detail": "c"}), "correction", "2024-01-12")
    assert after.saw == (desk.events[-1].id,)


def test_a_name_taken_in_the_same_batch_is_not_given_twice(desk: Desk) -> None:
    with pytest.raises(NameTakenError):
        state_fact(desk.story, "Other", None, name="other", taken=["other"])
    assert state_fact(desk.story, "Terms", None).body == state_fact(desk.story, "Terms", None).body
    made = state_fact(desk.story, "terms", None, taken=["terms-2"]).body
    assert getattr(made, "name", "") == "terms-3"


@pytest.mark.parametrize("known", ["2024-01-05/2024-01-09", "2024/..", "{2024-01-05,2024-01-09}"])
def test_known_is_a_point_in_time(known: str) -> None:
    with pytest.raises(NotAPointError) as refused:
        check_known(parse_edtf(known))
    assert refused.value.remedy
