"""Persons, told by plain rules; none rather than a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.sizes import size
from tests.strategies.drafting import texts
from timeline.drafting.facts.people import find_people
from timeline.drafting.temporal.tokens import Tokens, split_sentences


def people(text: str) -> list[str]:
    tokens = Tokens(text)
    found = find_people(tokens, split_sentences(tokens))
    return list(found.named(0, len(tokens)))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Interior Minister Karl Brandt flew home.", ["Karl Brandt"]),
        ("The talks with Mexican President Ana Ruiz Soto failed.", ["Ana Ruiz Soto"]),
        ("Secretary of State Orrin Tabb met envoys.", ["Orrin Tabb"]),
        ("Secretary of the Interior Orrin Tabb met envoys.", ["Orrin Tabb"]),
        ("Sgt. Paula Reyes spoke.", ["Paula Reyes"]),
        ("Police Chief Orrin J. Tabb Jr. spoke.", ["Orrin J. Tabb Jr"]),
        ("Mr. Tabb left.", ["Tabb"]),
        ("The former banker Orrin Tabb was sentenced.", ["Orrin Tabb"]),
        ("Her lawyer, Orrin Tabb, appealed.", ["Orrin Tabb"]),
        ("It was found by Orrin Tabb, 44, on Monday.", ["Orrin Tabb"]),
        ("It was found by Orrin Tabb, 44", ["Orrin Tabb"]),
        ("It was found by Orrin Tabb, who fled.", ["Orrin Tabb"]),
        ("It was found by Orrin Tabb, a retired teacher.", ["Orrin Tabb"]),
        ("Orrin Tabb died at home.", ["Orrin Tabb"]),
        ("On Monday Maria Velez won.", ["Maria Velez"]),
        ("It hit Orrin Tabb hard. Later Tabb sued.", ["Orrin Tabb"]),
        ("Then Jean-Pierre O'Brien left.", ["Jean-Pierre O'Brien"]),
        ("A letter from Ludwig van der Berg came.", ["Ludwig van der Berg"]),
        ("The board elected Chief Executive Maria Velez.", ["Maria Velez"]),
    ],
)
def test_what_tells_of_a_person(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Goldman Sachs advised Norvik Group.",
        "Amnesty International called it unlawful.",
        "The White House and the Interior Ministry declined to comment.",
        "He was taken to Kent General Hospital on Fleet Street.",
        "The Legal Aid Society, a charity, sued.",
        "New York, a state, voted.",
        "The Daily News said so.",
        "The Statue was closed, 44, on Monday.",
        "British Airways, the airline, said so.",
        "NASA JPL, 44, is a laboratory.",
        "They read about Sunny Side, a new play, in the paper.",
        "President",
        "One Qa Two Qb Three Qc Four Qd, 44, wept.",
        "Qa-Qb-Qc-Qd-Qe, 44, wept.",
        "The Interior Justice",
        "It was told by Qa Qb, a city of the north.",
        "the Reverend Dr. .",
        "",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert people(text) == []


def test_a_surname_means_the_person_who_bore_it() -> None:
    assert people("Maria Velez won. Later, Velez wept, and Mr. Velez too.") == ["Maria Velez"]


def test_a_last_name_of_two_words_means_its_bearer() -> None:
    text = "President Ana María Ruiz Soto won. Ruiz Soto wept. Soto left."
    assert people(text) == ["Ana María Ruiz Soto"]


def test_a_surname_that_two_bear_means_neither() -> None:
    text = "Oliver Stamp and his wife, Clara Stamp, left."
    assert people(text) == ["Oliver Stamp", "Clara Stamp"]
    tokens = Tokens(f"{text} Stamp wept.")
    sentences = split_sentences(tokens)
    assert find_people(tokens, sentences).named(*sentences[1]) == ()


def test_a_surname_before_government_or_behind_the_is_no_person() -> None:
    first = "President Joe Biden spoke. "
    for second in ("The Biden administration spoke.", "Biden administration aides spoke."):
        tokens = Tokens(first + second)
        sentences = split_sentences(tokens)
        assert find_people(tokens, sentences).named(*sentences[1]) == ()


def test_a_shorter_name_is_the_longer_one_of_before() -> None:
    assert people("Mary Alice Boyd resigned. Mary Boyd left.") == ["Mary Alice Boyd"]


@given(texts())
def test_every_person_stands_in_the_text(text: str) -> None:
    told = " ".join(text.split())
    assert all(name in told for name in people(text))


def test_many_names_cost_one_look_each() -> None:
    count = size(2_000, 200_000)
    names = (f"Mr. {_name(at)} {_name(at + 7)} left." for at in range(count))
    assert len(set(people(" ".join(names)))) == count


def _name(number: int) -> str:
    letters = ""
    while number or not letters:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return f"Q{letters}x"


def test_a_role_and_what_it_is_of_tell_a_person() -> None:
    text = "The governor of Trang Province, Somchai Wattana, said homes were under water."
    assert people(text) == ["Somchai Wattana"]


def test_two_given_names_may_share_a_surname() -> None:
    text = "The state bought the ranch from Ellen and Roy Pickett in 1988."
    assert people(text) == ["Ellen Pickett", "Roy Pickett"]


def test_a_queen_may_be_called_as_a_state_is() -> None:
    assert people("Queen Victoria received him at Windsor.") == ["Victoria"]


def test_a_role_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    assert people("Historian Ruth Bellweather found a letter.") == ["Ruth Bellweather"]
    assert people("Her predecessor, Juhan Kask, resigned.") == ["Juhan Kask"]
