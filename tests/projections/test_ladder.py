from __future__ import annotations

from random import Random

import pytest

from tests.projections.telling import Teller, date
from tests.sizes import size
from tests.strategies.logs import random_case
from timeline.dates import parse_edtf
from timeline.projections import Certainty, project_ladder, project_story


@pytest.fixture
def teller() -> Teller:
    teller = Teller()
    teller.source("report-a", "2024-01-05", "The Daily")
    teller.source("report-b", "2024-01-20", "The Weekly")
    return teller


def rungs(teller: Teller, known_by: str = "") -> list[tuple[str, str | None, list[str]]]:
    story = teller.story()
    [fact] = story.facts
    return [
        (
            rung.status.name,
            rung.day.edtf if rung.day else None,
            [source.name for source in rung.sources],
        )
        for rung in project_ladder(story, fact, date(known_by))
    ]


def test_a_fact_climbs_and_falls(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-01", known="2024-01-02")
    assert rungs(teller) == [("rumour", "2024-01-02", [])]
    teller.corroborate("count", "report-a")
    teller.corroborate("count", "report-b")
    teller.dispute("count", "report-b", known="2024-01-22", because="the agency denies it")
    teller.retract("count", "2024-01-25", because="the agency was right")
    teller.restore("count", "2024-01-28")
    expected = [
        ("rumour", "2024-01-02", []),
        ("single-source", "2024-01-05", ["report-a"]),
        ("confirmed", "2024-01-20", ["report-a", "report-b"]),
        ("disputed", "2024-01-22", ["report-b"]),
        ("retracted", "2024-01-25", []),
        ("disputed", "2024-01-28", ["report-b"]),
    ]
    assert rungs(teller) == expected
    assert rungs(teller, "2024-01-24") == expected[:4]


def test_a_fact_not_yet_known_has_no_rung(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-01", "report-a")
    assert rungs(teller, "2024-01-04") == []


def test_what_is_never_sure_counts_only_without_a_day(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-01", "report-a")
    teller.dispute("count", known="2024-01-10?", because="a hint")
    assert rungs(teller) == [
        ("single-source", "2024-01-05", ["report-a"]),
        ("disputed", None, []),
    ]
    assert rungs(teller, "2030-01-01") == [("single-source", "2024-01-05", ["report-a"])]


def test_a_dropped_source_leaves_the_ladder_when_the_correction_shows(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-01", "report-a", known="2024-01-05")
    teller.correct("count", "2024-01-10", drop={"citations": (teller.ids["report-a"],)})
    assert rungs(teller) == [
        ("single-source", "2024-01-05", ["report-a"]),
        ("rumour", "2024-01-10", []),
    ]


def test_on_every_day_the_last_rung_is_the_status_of_that_day() -> None:
    days = [parse_edtf(f"2024-01-{number:02}") for number in range(1, 31)]
    compared = 0
    for seed in range(size(40, 1_000)):
        story = project_story(random_case(Random(seed)).events, internal=True)
        for fact in story.facts:
            ladder = project_ladder(story, fact)
            for day in days:
                state = story.state(fact, day)
                upto = [rung for rung in ladder if rung.second <= story.second(day)]
                if state.certainty is Certainty.NOT_YET:
                    assert upto == []
                    continue
                assert upto[-1].status.name == state.status.name
                assert upto[-1].status.reason == state.status.reason
                compared += len(upto) > 1
    assert compared > 100
