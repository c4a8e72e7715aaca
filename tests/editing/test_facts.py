"""Intents to entries: what is amended, what is seen, what is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.editing.desk import Desk
from timeline.dates import parse_edtf
from timeline.editing import (
    add_source,
    check_not_linked,
    citations_of,
    correct_fact,
    corroborate_fact,
    dispute_fact,
    find_event,
    link_facts,
    preview,
    restore_fact,
    retract_fact,
    state_fact,
    undo_event,
)
from timeline.editing.facts import (
    AlreadyRetractedError,
    AlreadyUndoneError,
    LinkedToItselfError,
    NoCitationError,
    NoHeadlineError,
    NoReasonError,
    NotAPointError,
    NotInListError,
    NotRetractedError,
    check_known,
)
from timeline.editing.names import BadNameError, NameTakenError
from timeline.editing.sources import BadUrlError, NothingChangesError
from timeline.events import Change, Entry, FactCorrected, FactRetracted, Figure, Media


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


def test_of_two_corrections_of_a_field_a_typo_amends_the_last(desk: Desk) -> None:
    for detail, known in (("one", "2024-01-09"), ("two", "2024-01-10")):
        desk.append(*correct(desk, Change(set={"detail": detail}), "correction", known))
    [entry] = correct(desk, Change(set={"detail": "Two."}), "typo")
    assert entry.amends == desk.events[-1].id


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


@pytest.mark.parametrize("change", [
    {"headline": "Mexico lists its terms"},
    {"occurred": parse_edtf("2024-01-05"), "occurred_text": None},
    {"known": parse_edtf("2024-01-05")},
    {"detail": None, "zone": None, "note": None, "place": None, "media": None},
    {"internal": False},
])  # fmt: skip
def test_what_is_so_already_is_no_change(desk: Desk, change: dict[str, object]) -> None:
    with pytest.raises(NothingChangesError):
        correct(desk, Change(set=change), "correction", "2024-01-09")


def test_a_known_date_given_by_hand_can_be_taken_back_once(desk: Desk) -> None:
    desk.append(*correct(desk, Change(set={"known": None}), "correction"))
    assert desk.state("terms").known.date is None
    with pytest.raises(NothingChangesError):
        correct(desk, Change(set={"known": None}), "correction")


def test_an_item_that_is_there_already_is_no_change(desk: Desk) -> None:
    held = Figure(name="aid", value="2")
    with pytest.raises(NothingChangesError):
        correct(desk, Change(add={"figures": (held,)}), "correction")
    change = Change(add={"figures": (held, Figure(name="n", value="1"))})
    [entry] = correct(desk, change, "correction", "2024-01-09")
    assert isinstance(entry.body, FactCorrected)
    assert entry.body.change.add == {"figures": (Figure(name="n", value="1"),)}


def test_an_item_can_be_dropped_by_its_name_and_only_where_it_is(desk: Desk) -> None:
    desk.append(*correct(desk, Change(drop={"figures": ("aid",)}), "correction", "2024-01-09"))
    assert [figure.name for figure in desk.state("terms").values.figures] == ["people"]
    with pytest.raises(NotInListError, match="got 'aid'") as refused:
        correct(desk, Change(drop={"figures": ("aid",)}), "correction")
    assert refused.value.remedy == "it has people"
    with pytest.raises(NotInListError) as refused:
        correct(desk, Change(drop={"tags": ("a",)}), "correction")
    assert refused.value.remedy == "it has no tags"


def test_a_drop_by_a_typo_amends_the_event_that_set_the_item(desk: Desk) -> None:
    change = Change(add={"tags": ("a", "b")})
    [tagged] = desk.append(*correct(desk, change, "correction", "2024-01-09"))
    entries = correct(desk, Change(drop={"tags": ("a",), "figures": ("aid",)}), "typo")
    assert [entry.amends for entry in entries] == [desk.events[0].id, tagged]
    desk.append(*entries)
    values = desk.state("terms").values
    assert (values.tags, [figure.name for figure in values.figures]) == (("b",), ["people"])


@pytest.mark.parametrize("kind", ["clarification", "correction", "update"])
def test_all_but_a_typo_needs_a_reason(desk: Desk, kind: str) -> None:
    change = Change(set={"detail": "more"})
    with pytest.raises(NoReasonError, match=kind):
        correct_fact(desk.state("terms"), change, kind=kind)
    assert correct_fact(desk.state("terms"), change, kind="typo")


@pytest.mark.parametrize("name", [None, "", "two words"])
def test_a_fact_keeps_a_name_that_can_be_typed(desk: Desk, name: str | None) -> None:
    with pytest.raises(BadNameError):
        correct(desk, Change(set={"name": name}), "correction")


@pytest.mark.parametrize("headline", [None, "", "  "])
def test_a_fact_keeps_a_headline(desk: Desk, headline: str | None) -> None:
    with pytest.raises(NoHeadlineError):
        correct(desk, Change(set={"headline": headline}), "correction")
    with pytest.raises(NoHeadlineError):
        state_fact(desk.story, headline or "", None)


def test_a_picture_has_an_address_that_can_be_followed(desk: Desk) -> None:
    with pytest.raises(BadUrlError, match="image"):
        state_fact(desk.story, "A", None, media=Media(url="javascript:alert(1)", alt="x"))


def test_a_preview_tells_each_field_before_and_after(desk: Desk) -> None:
    change = Change(set={"detail": "more", "known": None}, add={"tags": ("a",)})
    assert preview(desk.state("terms"), change) == {"detail": ("", "more"), "tags": ((), ("a",))}


def test_a_corroboration_cites_what_was_not_cited_before(desk: Desk) -> None:
    [source] = desk.append(add_source(desk.story, "report"))
    fact = desk.state("terms").fact
    with pytest.raises(NoCitationError):
        corroborate_fact(fact, ())
    desk.append(corroborate_fact(fact, citations_of([source])))
    fact = desk.state("terms").fact
    with pytest.raises(NothingChangesError):
        corroborate_fact(fact, citations_of([source]))
    assert corroborate_fact(fact, citations_of([source], locator="p. 2"))


def test_a_dispute_needs_a_source_or_a_reason(desk: Desk) -> None:
    fact = desk.state("terms").fact
    with pytest.raises(NoReasonError):
        dispute_fact(fact, ())
    assert dispute_fact(fact, (), because="denied").about == fact.id


def test_a_fact_is_retracted_once_and_restored_once(desk: Desk) -> None:
    state = desk.state("terms")
    with pytest.raises(NotRetractedError):
        restore_fact(state, because="it was so")
    with pytest.raises(NoReasonError):
        retract_fact(state, because="")
    [other] = desk.append(state_fact(desk.story, "Other", None))
    entry = retract_fact(state, because="denied", instead=desk.state("other").fact)
    assert isinstance(entry.body, FactRetracted)
    assert entry.body.instead == other
    [retraction] = desk.append(entry)
    state = desk.state("terms")
    with pytest.raises(AlreadyRetractedError, match=retraction[:8]):
        retract_fact(state, because="again")
    with pytest.raises(NoReasonError):
        restore_fact(state, because="")
    desk.append(restore_fact(state, because="it was so"))
    assert desk.state("terms").retraction is None


def test_two_facts_are_linked_once_in_each_way(desk: Desk) -> None:
    desk.append(state_fact(desk.story, "Other", None))
    terms, other = desk.state("terms").fact, desk.state("other").fact
    with pytest.raises(LinkedToItselfError):
        link_facts(terms, "follows", terms)
    check_not_linked(desk.story, terms, "follows", other)
    desk.append(link_facts(terms, "follows", other))
    with pytest.raises(NothingChangesError):
        check_not_linked(desk.story, terms, "follows", other)
    check_not_linked(desk.story, terms, "causes", other)
    check_not_linked(desk.story, other, "follows", terms)


def test_an_entry_is_undone_once_and_with_a_reason(desk: Desk) -> None:
    [made] = desk.append(*correct(desk, Change(set={"detail": "a"}), "correction", "2024-01-09"))
    event = find_event(desk.events, made[:6])
    with pytest.raises(NoReasonError):
        undo_event(desk.story, event, because="")
    desk.append(undo_event(desk.story, event, because="the wrong fact"))
    assert desk.state("terms").values.detail == ""
    with pytest.raises(AlreadyUndoneError):
        undo_event(desk.story, event, because="again")
