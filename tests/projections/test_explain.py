from __future__ import annotations

from random import Random

import pytest

from tests.projections.telling import Teller, date
from tests.sizes import size
from tests.strategies.logs import random_case
from timeline.projections import Bound, Certainty, Explanation, explain_state, project_story


@pytest.fixture
def teller() -> Teller:
    teller = Teller("America/New_York")
    teller.source("exact", "2024-01-20", "The Daily")
    teller.source("undated", "[2024-01-05..2024-01-31]", "The Weekly")
    return teller


def explain(teller: Teller, known_by: str, knower: str = "") -> Explanation:
    story = teller.story()
    state = story.state(story.facts[0], date(known_by), knower)
    return explain_state(story, state, date(known_by), knower)


def brief(bound: Bound | None) -> tuple[str | None, str, str | None] | None:
    if bound is None:
        return None
    return (
        bound.day.edtf if bound.day else None,
        bound.basis,
        bound.source.name if bound.source else None,
    )


def test_an_article_without_a_day_leaves_its_facts_possible(teller: Teller) -> None:
    fact = teller.fact("count", "A count", "2024-01-02", "undated")
    explained = explain(teller, "2024-01-06")
    assert explained.state.certainty is Certainty.POSSIBLE
    assert brief(explained.begins) == ("2024-01-05", "published", "undated")
    assert brief(explained.ends) == ("2024-01-31", "published", "undated")
    assert explained.begins.event.id == fact
    assert [source.name for source in explained.settled_by] == ["undated"]
    assert not explained.by_hand


def test_the_ends_may_come_from_two_sources_and_two_events(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "undated")
    later = teller.corroborate("count", "exact")
    explained = explain(teller, "2024-01-25")
    assert explained.state.certainty is Certainty.CERTAIN
    assert brief(explained.begins) == ("2024-01-05", "published", "undated")
    assert brief(explained.ends) == ("2024-01-20", "published", "exact")
    assert explained.ends is not None
    assert explained.ends.event.id == later.id
    assert explained.settled_by == ()


def test_a_day_given_by_hand_goes_back_to_the_event_that_gave_it(teller: Teller) -> None:
    fact = teller.fact("count", "A count", "2024-01-02", "undated", known="2024-01")
    explained = explain(teller, "2024-01-06")
    assert brief(explained.begins) == ("2024-01-01", "given", None)
    assert brief(explained.ends) == ("2024-01-31", "given", None)
    assert (explained.settled_by, explained.by_hand) == ((), True)
    amended = teller.correct("count", amends=fact, set_known="2024-01-03")
    explained = explain(teller, "2024-01-06")
    assert brief(explained.ends) == ("2024-01-03", "amended", None)
    assert explained.begins.event.id == amended.id


def test_a_doubtful_day_is_never_certain(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", known="2024-01-03?")
    explained = explain(teller, "2024-01-06")
    assert (brief(explained.begins), explained.ends) == (("2024-01-03", "given", None), None)
    assert explained.by_hand


def test_without_any_date_it_is_possible_since_it_happened(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02")
    explained = explain(teller, "2024-01-06")
    assert (brief(explained.begins), explained.ends) == (("2024-01-02", "unknown", None), None)
    assert explained.by_hand


def test_a_knower_knows_by_their_own_day_or_the_public_one(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "exact", known_to={"CBP": "2024-01-03"})
    explained = explain(teller, "2024-01-06", "cbp")
    assert brief(explained.ends) == ("2024-01-03", "knower", None)
    public = explain(teller, "2024-01-06")
    assert public.state.certainty is Certainty.NOT_YET
    assert brief(public.ends) == ("2024-01-20", "published", "exact")


def test_every_answer_is_explained_by_its_own_bounds() -> None:
    """Possible begins, and certain ends, exactly where the fact's `known` says."""
    seen = set()
    for seed in range(size(150, 3_000)):
        case = random_case(Random(seed))
        story = project_story(case.events, recorded_by=case.recorded_by, internal=True)
        k = story.second(case.known_by)
        for state in story.states(case.known_by, case.knower):
            explained = explain_state(story, state, case.known_by, case.knower)
            assert explained.begins.second == state.known.first
            assert (explained.ends.second if explained.ends else float("inf")) == state.known.sure
            assert explained.begins.event in story.record.events
            if explained.begins.date is not None:
                assert explained.begins.basis != "unknown"
            possible = state.certainty is Certainty.POSSIBLE
            assert possible == bool(explained.settled_by or explained.by_hand) or k == float("inf")
            seen.add((state.certainty, explained.begins.basis))
    assert {basis for _, basis in seen} == {"given", "amended", "knower", "published", "unknown"}
    assert {certainty for certainty, _ in seen} == set(Certainty)
