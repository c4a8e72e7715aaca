from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from random import Random

import pytest

from tests.projections.planted import DIFFERENT, HEADLINES, planted
from tests.projections.telling import Teller
from tests.sizes import size
from timeline.dates import parse_edtf
from timeline.projections import project_conflicts
from timeline.projections.likeness import (
    CROWD,
    find_alike,
    find_crowds,
    measure_likeness,
    read_headline,
    read_line,
    read_lines,
)


@pytest.mark.parametrize(
    ("headline", "words", "numbers"),
    [
        ("Officials process 2,500 migrants in one day", "official process migrant day", "1 2500"),
        ("Aid of $20 billion for the region", "aid region", "20000000000"),
        ("Three hundred thousand cross", "cross", "300000"),
        ("Twenty-five people, a dozen trucks", "people truck", "20 5 12"),
        ("El Niño llega: 3.5 °C más", "el nino llega c mas", "3.5"),
    ],
)
def test_a_headline_is_words_and_numbers(headline: str, words: str, numbers: str) -> None:
    found = read_headline(headline)
    assert found == (frozenset(words.split()), frozenset(map(Decimal, numbers.split())))


def pairs(teller: Teller) -> list[tuple[str, str, bool]]:
    story = teller.story()
    states = tuple(story.states())
    return [
        (alike.one.name, alike.other.name, alike.same_day)
        for alike in find_alike(states, read_lines(story, states))
    ]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2024-01-05", [("one", "two", True)]),
        ("2024-01-06", [("one", "two", False)]),
        ("2024-01-07", []),
        ("2024-01", [("one", "two", True)]),
        ("2024-01-06~", [("one", "two", True)]),
        ("2023/2025", [("one", "two", True)]),
        ("", [("one", "two", True)]),
    ],
)
def test_alike_facts_of_one_day_or_a_day_apart_are_found(
    on: str, found: list[tuple[str, str, bool]]
) -> None:
    teller = Teller()
    teller.fact("one", "Mexico lists its demands for help", "2024-01-05")
    teller.fact("two", "Mexico lists demands for its help", on)
    assert pairs(teller) == found


def test_facts_that_say_something_else_are_not_alike() -> None:
    teller = Teller()
    teller.fact("one", "Mexico lists its demands for help")
    teller.fact("two", "Guatemala closes a border crossing")
    assert pairs(teller) == []


def test_no_alike_pair_is_missed() -> None:
    """The index of rare words finds what comparing all with all finds."""
    rng = Random(6)
    vocabulary = [f"word{letter}" for letter in "abcdefghij"]
    teller = Teller()
    for number in range(size(60, 300)):
        words = rng.sample(vocabulary, rng.randint(2, 6))
        on = rng.choice(("2024-01-31", "2024-02-01", "2024-02-15", "2024-02", "2020/..", ""))
        teller.fact(f"fact-{number}", " ".join(words), on)
    story = teller.story()
    states = tuple(story.states())
    expected = set()
    lines = read_lines(story, states)
    for place, one in enumerate(states):
        for other in range(place + 1, len(states)):
            if measure_likeness(lines[place], lines[other]):
                expected.add((one.name, states[other].name))
    assert len(expected) > 20
    assert {(one, other) for one, other, _ in pairs(teller)} == expected


def alike(one: str, other: str) -> bool:
    day = parse_edtf("2024-01-05")
    return bool(measure_likeness(read_line(one, day, 1), read_line(other, day, 1)))


def test_planted_duplicates_are_found_and_different_facts_mostly_not() -> None:
    found = {
        kind: sum(alike(*pair) for pair in pairs) / len(pairs)
        for kind, pairs in planted(Random(7)).items()
    }
    wrong = sum(alike(*pair) for pair in DIFFERENT)
    unrelated = sum(alike(one, other) for one, other in combinations(HEADLINES, 2))
    print(found, f"{wrong} of {len(DIFFERENT)} different ones of a day", f"{unrelated} unrelated")
    assert min(found.values()) >= 0.9
    # Only a reader can tell Nogales from Lukeville: a suggestion is for a person to look at.
    assert wrong <= 11
    assert unrelated <= 1


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("Officials at the border process 2,500 migrants in one day", "duplicate"),
        ("Border officials processed 2,500 migrants in a day", "duplicate"),
        ("Border oficials process 2,500 migrants in one day", "duplicate"),
        ("Border officials process 4,500 migrants in one day", "conflict"),
        ("Guatemala closes a border crossing for one day", ""),
    ],
)
def test_alike_words_with_other_numbers_are_a_conflict(other: str, kind: str) -> None:
    teller = Teller()
    teller.fact("one", "Border officials process 2,500 migrants in one day", "2024-01-08")
    teller.fact("two", other, "2024-01-08")
    found = project_conflicts(teller.story())
    assert len(found.duplicates) == (kind == "duplicate")
    assert [one.kind for one in found.conflicts] == ["conflict"] * (kind == "conflict")


def test_a_crowd_is_told_as_one_and_those_of_the_same_numbers_are_still_found() -> None:
    teller = Teller()
    for number in range(CROWD + 1):
        teller.fact(f"count-{number}", f"Camera counts {number} cars", "2024-01-08")
    teller.fact("again", "Cameras count 7 cars", "2024-01-08")
    teller.fact("a-day-later", "Camera counts 7 cars", "2024-01-09")
    teller.fact("reworded", "Camera counts 3 of the cars, busy", "2024-01-08")
    story = teller.story()
    found = project_conflicts(story)
    [crowd] = [one for one in found.conflicts if one.kind == "crowd"]
    assert [claim.fact.name for claim in crowd.claims] == [
        *(f"count-{number}" for number in range(CROWD + 1)),
        "again",
    ]
    duplicates = {(one.one.name, one.other.name) for one in found.duplicates}
    assert duplicates == {
        ("count-7", "again"),
        ("count-7", "a-day-later"),
        ("again", "a-day-later"),
        ("count-3", "reworded"),
    }
    # The one outside is held against each of the crowd.
    at_odds = [one for one in found.conflicts if one.kind == "conflict"]
    assert len(at_odds) == CROWD + 1


def test_a_dozen_facts_are_no_crowd() -> None:
    teller = Teller()
    for number in range(CROWD):
        teller.fact(f"count-{number}", f"Camera counts {number}00 cars", "2024-01-08")
    story = teller.story()
    states = tuple(story.states())
    assert find_crowds(states, read_lines(story, states)) == ()
    assert len(pairs(teller)) == CROWD * (CROWD - 1) // 2


def test_of_many_facts_with_the_same_headline_each_is_a_duplicate_of_the_first() -> None:
    teller = Teller()
    for number in range(CROWD + 3):
        teller.fact(f"fact-{number}", "The bridge is shut", "2024-01-08")
    found = project_conflicts(teller.story())
    assert found.conflicts == ()
    assert [(one.one.name, one.other.name) for one in found.duplicates] == [
        ("fact-0", f"fact-{number}") for number in range(1, CROWD + 3)
    ]


@pytest.mark.parametrize("on", ["", "2024-01-08", "2024"])
def test_crowds_of_neighbouring_days_lead_to_no_more_pairs_than_facts(on: str) -> None:
    teller = Teller()
    for number in range(size(200, 2_000)):
        teller.fact(f"fact-{number}", f"Fact number {number}", on or f"2024-01-{number % 3 + 8:02}")
    assert pairs(teller) == []
