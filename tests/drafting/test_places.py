"""Places, told by the words around them; none rather than a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies.drafting import texts
from timeline.drafting.facts.people import find_people
from timeline.drafting.facts.places import dateline_end, find_places
from timeline.drafting.temporal.tokens import Tokens, split_sentences


def places(text: str) -> list[str]:
    tokens = Tokens(text)
    people = find_people(tokens, split_sentences(tokens))
    return list(find_places(tokens, 0, len(tokens), people))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It burned in Gary, Indiana, on Monday.", ["Gary, Indiana"]),
        ("It burned near Gary, Ind., on Monday.", ["Gary, Ind."]),
        ("It burned in Gary, Indiana and Ohio.", ["Gary", "Indiana", "Ohio"]),
        ("It burned in Belgium, Germany and the Netherlands.",
         ["Belgium", "Germany", "Netherlands"]),
        ("DOVER, Del. - A truck overturned.", ["Dover, Del."]),
        ("SPRINGFIELD - A truck overturned near Smyrna.", ["Springfield", "Smyrna"]),
        ("He flew to Ljubljana on Monday.", ["Ljubljana"]),
        ("She left Herat and reached Khartoum.", ["Herat", "Khartoum"]),
        ("He studied at the University of Dorpat.", ["University of Dorpat"]),
        ("They met at Heathrow Airport.", ["Heathrow Airport"]),
        ("They met in the town of Kantang.", ["Kantang"]),
        ("Mayor Anita Cole of Smyrna spoke.", ["Smyrna"]),
        ("A runner, Ruth Chebet of Kenya, won.", ["Kenya"]),
        ("Millions live in the U.S. and work.", ["U.S."]),
        ("In Vienna, protesters marched.", ["Vienna"]),
    ],
)  # fmt: skip
def test_what_tells_of_a_place(text: str, names: list[str]) -> None:
    assert places(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "They gathered at the U.S. southern border.",
        "Aid to Ukraine comes from Norway.",
        "He gave it to Maria Velez in January.",
        "Debate in Congress and in Parliament went on.",
        "It was printed in French and in the Gazette.",
        "He learned from Ingrid Moe at Norvik Group.",
        "They would stop if it were built in Texas.",
        "The cost of Kenya rose.",
        "Mexico said no.",
        "BREAKING news.",
        "",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert places(text) == []


def test_a_dateline_ends_behind_its_dash() -> None:
    tokens = Tokens("DOVER, Del. - A truck")
    assert tokens.words[dateline_end(tokens, 0, len(tokens))] == "a"
    tokens = Tokens("NATO sent a well-known general to Bonn, where talks were held - at last")
    assert dateline_end(tokens, 0, len(tokens)) == 0


@given(texts())
def test_every_place_stands_in_the_text(text: str) -> None:
    told = " ".join(text.split()).lower()
    assert all(name.lower() in told for name in places(text))


def test_what_is_wished_for_is_nowhere_yet() -> None:
    assert places("Moreno has pushed for a mill in Korvin before.") == []
    assert places("She pressed him during a trip to Bray City to open a mill in Kenya.") == [
        "Bray City"
    ]
    assert places("In Korvin, envoys urged both sides to meet in Bray.") == ["Korvin"]


def test_a_direction_may_stand_before_a_place() -> None:
    assert places("At least 60 people have drowned in southern Thailand.") == ["Thailand"]


def test_people_are_of_places() -> None:
    assert places("A lawyer, Hugh Baxter of Boston, filed a suit.") == ["Boston"]


def test_what_a_spokesman_speaks_for_is_no_place() -> None:
    assert places("In Korvin, Pentagon spokesman Peter Williams denied it.") == ["Korvin"]


def test_one_is_on_a_lake_but_not_in_a_street() -> None:
    assert places("It sank on Lake Huron in a storm.") == ["Lake Huron"]
    assert places("The bank closed its branch on Fleet Street.") == []


def test_a_ship_s_owner_moves_nothing() -> None:
    assert places("The ship's owners had ignored a warning from Washington.") == []
