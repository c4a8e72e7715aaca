"""What tells of something that has happened, and so becomes a draft."""

from __future__ import annotations

import pytest

from timeline.dates import parse_edtf
from timeline.drafting import Candidate, draft_facts
from timeline.drafting.facts.candidates import extract
from timeline.drafting.facts.telling import is_age_told, tells_past
from timeline.drafting.temporal.tokens import Tokens

PUBLISHED = parse_edtf("2024-01-16")


def drafted(text: str) -> list[Candidate]:
    found = draft_facts(text, published=PUBLISHED, extractors={"rules": extract})
    return [draft.candidate for draft in found.drafts]


@pytest.mark.parametrize(
    "text",
    [
        "They have begun to hand out rice.",
        "The bank has since closed its branch.",
        "Workers were told of it.",
        "The mill burned down.",
    ],
)
def test_what_has_happened_is_told(text: str) -> None:
    tokens = Tokens(text)
    assert tells_past(tokens, 0, len(tokens))


@pytest.mark.parametrize(
    "text",
    [
        "He is survived by two sons.",
        "The panel will be based in Korvin.",
        "Costs are not expected to rise.",
        "The proposed law has a limited reach.",
        "It is to be funded by the town.",
    ],
)
def test_what_is_or_will_be_done_is_not(text: str) -> None:
    tokens = Tokens(text)
    assert not tells_past(tokens, 0, len(tokens))


def test_an_age_is_no_fact() -> None:
    for text in ("He was 88.", "Anna Berg was 61 years old."):
        tokens = Tokens(text)
        assert is_age_told(tokens, 0, len(tokens))
        assert drafted(text) == []
    assert drafted("He was 88 miles from home.") != []


def test_a_remark_is_no_fact_unless_it_has_a_date() -> None:
    assert drafted('"The water came at night," said Anna Berg, 44, a baker.') == []
    (dated,) = drafted('"I was never asked," Anna Berg told the court on Monday.')
    assert dated.occurred == "2024-01-15"


def test_how_things_stand_is_left_out_beside_a_dated_aside() -> None:
    (only,) = drafted("Berg, who was elected in July, has been criticized for it.")
    assert (only.occurred, only.headline) == ("2023-07", "Berg was elected in July")
    told = drafted("Berg, who has sat there since 2017, denied any wrongdoing.")
    assert [one.occurred for one in told] == ["2017/..", "[..2024-01-16]"]


def test_a_limit_to_come_does_not_date_what_was_said() -> None:
    (said,) = drafted("She apologized and said that it would be mended by the end of April.")
    assert said.occurred == "[..2024-01-16]"
    (planned,) = drafted("The agency plans to bring it back by 2027.")
    assert planned.occurred == "2027"


def test_the_date_of_a_thing_named_in_passing_is_not_the_event_s() -> None:
    (told,) = drafted("The council refused to lift its ban after the 1990 fire.")
    assert told.occurred == "[..2024-01-16]"
    (subject,) = drafted("The 1990 fire destroyed forty houses.")
    assert subject.occurred == "1990"
    (since,) = drafted("The port has been closed since its 1990 fire.")
    assert since.occurred == "1990/.."


def test_the_new_year_ends_with_the_publication_where_something_has_happened_in_it() -> None:
    (told,) = drafted("Crossings have dropped in the new year.")
    assert told.occurred == "[2024-01-01..2024-01-16]"


def test_what_something_is_compared_with_does_not_date_it() -> None:
    (rate,) = drafted("The rate fell to 3.8 percent last month from 4.1 percent in June.")
    assert rate.occurred == "2023-12"
    (wages,) = drafted("The gain left wages 3 percent higher than a year earlier.")
    assert wages.occurred == "[..2024-01-16]"


def test_a_wish_is_no_fact() -> None:
    assert drafted("The mayor wants both sides to meet next week.") == []
    assert drafted("The mayor wanted both sides to meet.") != []


def test_a_participle_between_commas_does_not_date_the_sentence() -> None:
    (told,) = drafted("The hotel, built in 1964, had failed an inspection last year.")
    assert told.occurred == "2023"


def test_what_has_now_been_found_is_not_as_old_as_what_it_was() -> None:
    (told,) = drafted("Divers have found a steamer that vanished on Lake Huron in November 1913.")
    assert told.occurred == "[..2024-01-16]"
    (reported,) = drafted("They have said that the plant closed in 2019.")
    assert reported.occurred == "2019"


def test_a_limit_that_has_begun_does_not_date_what_was_said_either() -> None:
    (told,) = drafted("She told them on Monday that it would be mended by the end of the month.")
    assert told.occurred == "2024-01-15"


def test_a_clause_behind_where_begins_with_its_subject() -> None:
    told = drafted("They met on Monday, where Anna Berg resigned on Tuesday.")
    assert [one.headline for one in told] == ["They met on Monday", "Anna Berg resigned on Tuesday"]


def test_what_goes_on_is_no_fact() -> None:
    assert drafted("Negotiators are seeking help with the families encountered there.") == []
    assert drafted("She said they are seeking help.") != []
