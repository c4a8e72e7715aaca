"""Readable names: made from words, found again, and refused with the nearest one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.editing.desk import Desk
from timeline.codec import erase_line, format_line, parse_line
from timeline.editing import add_source, state_fact
from timeline.editing.names import (
    BadNameError,
    UnknownEventError,
    UnknownFactError,
    UnknownSourceError,
    check_name,
    find_event,
    find_fact,
    find_source,
    free_name,
    holder_of,
    slug,
)
from timeline.events import (
    Change,
    Entry,
    EventWithdrawn,
    FactCorrected,
    FactStated,
    SourceAdded,
)


@pytest.mark.parametrize(("text", "name"), [
    ("Mexico lists its demands", "mexico-lists-its-demands"),
    ("López Obrador’s plan", "lopez-obradors-plan"),
    ("$20,000 & more", "20000-more"),
    ("  ", ""),
    ("العربية الفصحى", "العربية-الفصحى"),
    ("alpha " * 12, "-".join(["alpha"] * 8)),
    ("x" * 80, "x" * 48),
])  # fmt: skip
def test_a_name_is_made_from_words(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text(max_size=200))
def test_what_is_made_can_be_typed(text: str) -> None:
    made = slug(text)
    assert len(made) <= 48
    if made:
        assert check_name(made) == made
        assert slug(made) == made


@pytest.mark.parametrize("name", ["", "two words", "a/b", "-a", "a~b", "x" * 121, "@1"])
def test_what_can_not_be_typed_as_a_name_is_refused(name: str) -> None:
    with pytest.raises(BadNameError):
        check_name(name)


def test_the_first_free_name_is_taken() -> None:
    assert free_name("a", []) == "a"
    assert free_name("a", ["a", "a-2"]) == "a-3"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.append(
        add_source(desk.story, "report", url="https://example.org/a", archived="https://arch.org/a")
    )
    desk.append(add_source(desk.story, "secret-memo", internal=True))
    desk.append(state_fact(desk.story, "The bridge closes", None))
    desk.append(state_fact(desk.story, "The bribe is paid", None, internal=True))
    return desk


def test_a_fact_is_found_by_name_or_by_the_beginning_of_its_id(desk: Desk) -> None:
    fact = find_fact(desk.story, "the-bridge-closes")
    assert find_fact(desk.story, fact.id[:4]) == fact
    assert find_fact(desk.story, fact.id) == fact


def test_a_source_is_found_by_name_address_or_the_beginning_of_its_id(desk: Desk) -> None:
    source = find_source(desk.story, "report")
    for text in ("https://example.org/a", "https://arch.org/a", source.id[:4]):
        assert find_source(desk.story, text) == source


def test_an_event_is_found_by_four_characters_of_its_id(desk: Desk) -> None:
    event = desk.events[-1]
    assert find_event(desk.events, event.id[:4]) is event
    for text in (event.id[:3], "zzzz", "", "REPORT", event.id + "a"):
        with pytest.raises(UnknownEventError, match="at least its first 4 characters"):
            find_event(desk.events, text)


def test_a_beginning_that_several_ids_share_is_not_guessed() -> None:
    desk = Desk()
    # Of 2^20 beginnings, so many ids have some twice.
    desk.append(*[state_fact(desk.story, "A fact", None, name="fact")] * 3000)
    desk.append(*[add_source(desk.story, "source")] * 3000)
    story = desk.story
    for ids, find in ((story.facts_by_id, find_fact), (story.sources, find_source)):
        shared = next(one for one, many in Counter(each[:4] for each in ids).items() if many == 2)
        with pytest.raises(UnknownEventError, match=f"2 ids begin with {shared}"):
            find(story, shared)
    with pytest.raises(UnknownEventError, match=rf"\d ids begin with {shared}"):
        find_event(desk.events, shared)


def test_the_nearest_name_is_suggested_but_never_an_internal_one(desk: Desk) -> None:
    with pytest.raises(UnknownFactError) as fact:
        find_fact(desk.story, "the-bridge-close")
    assert fact.value.remedy == "did you mean the-bridge-closes?"
    with pytest.raises(UnknownFactError) as fact:
        find_fact(desk.story, "the-bribe-is-payed")
    assert "bribe-is-paid" not in fact.value.remedy
    with pytest.raises(UnknownSourceError) as source:
        find_source(desk.story, "reprot")
    assert source.value.remedy == "did you mean report?"
    with pytest.raises(UnknownSourceError) as source:
        find_source(desk.story, "secret-memos")
    assert "timeline source add secret-memos" in source.value.remedy


def test_the_holder_of_a_name_is_told_unless_it_is_internal(desk: Desk) -> None:
    story = desk.story
    assert holder_of(story, find_fact(story, "the-bridge-closes")) == "The bridge closes"
    assert holder_of(story, find_fact(story, "the-bribe-is-paid")) == "another fact"
    assert holder_of(story, None) == "another fact"


@pytest.mark.parametrize("text", ["example.org/a", "www.example.org/news/talks?id=3"])
def test_an_address_without_its_beginning_is_shown_whole(text: str) -> None:
    with pytest.raises(UnknownSourceError) as refused:
        find_source(Desk().story, text)
    assert refused.value.remedy == f"write the whole address: https://{text}"


def test_an_id_that_is_no_fact_s_is_told_for_what_it_is() -> None:
    desk = Desk()
    [source, fact, undone, erased] = desk.append(
        Entry(body=SourceAdded(name="report")),
        Entry(body=FactStated(name="talks", headline="Talks begin")),
        Entry(body=FactStated(name="late", headline="Talks end")),
        Entry(body=FactStated(name="gone", headline="A name is told")),
    )
    [corrected, _] = desk.append(
        Entry(
            body=FactCorrected(change=Change(set={"headline": "They begin"}), kind="typo"),
            about=fact,
        ),
        Entry(body=EventWithdrawn(because="twice"), about=undone),
    )
    desk.events = [
        parse_line(erase_line(format_line(one))) if one.id == erased else one for one in desk.events
    ]
    told = {}
    for event in (source, corrected, undone, erased):
        with pytest.raises(UnknownFactError) as caught:
            find_fact(desk.story, event[:9])
        told[event] = caught.value.remedy
    assert told == {
        source: "that is the id of a source-added",
        corrected: "that is the id of a fact-corrected about talks",
        undone: "that fact does not count any more; see why with: timeline log",
        erased: "the words of that fact were erased",
    }
