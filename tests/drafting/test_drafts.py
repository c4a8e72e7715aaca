"""Candidates, what plain rules note in them, and what the log already has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.sizes import size
from tests.strategies.drafting import soups
from timeline.dates import parse_edtf
from timeline.drafting import Candidate, Draft, KnownFact, draft_facts
from timeline.drafting.facts.candidates import extract
from timeline.drafting.facts.figures import FoundFigure, find_figures
from timeline.drafting.temporal.tokens import Tokens

PUBLISHED = parse_edtf("2024-01-16")


def draft(text: str, **how: object) -> tuple[Draft, ...]:
    return draft_facts(text, published=PUBLISHED, extractors={"rules": extract}, **how).drafts  # type: ignore[arg-type]


def one(text: str) -> Candidate:
    (found,) = draft(text)
    return found.candidate


def test_a_dated_sentence_becomes_a_candidate_without_its_opening_date() -> None:
    found = one("On Jan. 8, the agency closed the bridge.")
    assert found.headline == "The agency closed the bridge"
    assert (found.occurred, found.occurred_text) == ("2024-01-08", "Jan. 8")
    assert found.surface == "On Jan. 8, the agency closed the bridge."


def test_known_is_the_publication() -> None:
    assert [d.known for d in draft("The agency closed the bridge Monday.")] == ["2024-01-16"]


def test_an_undated_sentence_is_bounded_and_says_why() -> None:
    found = one("The agency closed the bridge without a warning.")
    assert found.occurred == "[..2024-01-16]"
    assert found.reason == "no date in the sentence; it was reported by 2024-01-16"


def test_without_a_publication_an_undated_sentence_stays_undated() -> None:
    (found,) = draft_facts("The agency closed the bridge.", published=None).drafts
    assert (found.candidate.occurred, found.known) == (None, None)
    assert "no publication date" in found.candidate.reason


def test_an_undated_sentence_offers_the_date_told_before_it() -> None:
    _, second, third, fourth = draft(
        "The town burned in 1744. It was rebuilt. A church was added.\n\nThe mayor was told."
    )
    assert [d.candidate.occurred for d in (second, third, fourth)] == ["[..2024-01-16]"] * 3
    assert second.candidate.alternatives == third.candidate.alternatives == ("1744",)
    assert fourth.candidate.alternatives == ()


def test_a_date_still_to_come_is_not_offered_for_what_has_happened() -> None:
    _, second = draft("The vote is set for March 9. The board had refused to act.")
    assert (second.candidate.occurred, second.candidate.alternatives) == ("[..2024-01-16]", ())


def test_an_undated_history_is_bounded_by_its_publication() -> None:
    found = draft_facts(
        "The siege began on 10 June 1190. The army burned the bridges. The next year it left.",
        published=parse_edtf("2011"),
        extractors={"rules": extract},
    ).drafts
    assert [d.candidate.occurred for d in found] == ["1190-06-10", "[..2011-12-31]", "1191"]
    assert found[1].candidate.alternatives == ("1190-06-10",)


def test_the_items_of_a_list_are_facts_without_their_marks() -> None:
    found = draft(
        "Key dates:\n- March 3, 2019: The ferry is launched.\n- June 2021: It runs aground\n"
        "• Jan. 13, 2024 - It sinks."
    )
    assert [(d.candidate.occurred, d.candidate.headline) for d in found] == [
        ("2019-03-03", "The ferry is launched"),
        ("2021-06", "It runs aground"),
        ("2024-01-13", "It sinks"),
    ]


@pytest.mark.parametrize(
    "label",
    ["By ANN REED\nJan. 14, 2024", "Photo: The ferry in 2019.", "(Ann Reed/The Daily)",
     "Updated at 5 p.m. on Jan. 16, 2024.", "Last updated Jan. 16, 2024", "Published: Jan. 1, 2024",
     "Image by Ann Reed, 2019.", "Jan. 16, 2024"],
)  # fmt: skip
def test_bylines_credits_and_stamps_are_no_facts(label: str) -> None:
    assert draft(label) == ()


def test_recently_is_bounded_too() -> None:
    found = one("The agency recently closed the bridge.")
    assert (found.occurred, found.occurred_text) == ("[..2024-01-16]", "recently")


def test_the_day_after_something_undated_is_left_to_the_fact_that_dates_it() -> None:
    found = one("The day after the attack on the bank, the mayor resigned.")
    assert (found.occurred, found.unresolved) == (None, "The day after the attack on the bank")
    assert "another fact must date" in found.reason
    told = draft("The bank was attacked on Jan. 8. The day after the attack, the mayor resigned.")
    assert told[1].candidate.occurred == "2024-01-09"


def test_a_time_that_another_fact_must_date_stays_unresolved() -> None:
    found = one("Since the mayor took office, three bridges were closed.")
    assert found.unresolved == "Since the mayor took office"
    assert found.occurred is None


def test_a_sentence_that_tells_of_nothing_past_is_left_out() -> None:
    assert draft("The bridge is long and green.") == ()


def test_clauses_with_dates_of_their_own_become_two() -> None:
    found = draft("The bridge was closed Monday, and the tunnel was flooded in December 2023.")
    assert [d.candidate.occurred for d in found] == ["2024-01-15", "2023-12"]
    assert found[1].candidate.headline == "The tunnel was flooded in December 2023"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It was shut from Dec. 27, 2023, to Jan. 5, 2024.", "2023-12-27/2024-01-05"),
        ("It was shut between Dec. 27, 2023 and Jan. 5, 2024.", "[2023-12-27..2024-01-05]"),
        ("It was shut Jan. 8-10, 2024.", "2024-01-08/2024-01-10"),
    ],
)
def test_two_ends_become_one_date(text: str, edtf: str) -> None:
    assert one(text).occurred == edtf


def test_people_places_and_figures_are_noted() -> None:
    found = one(
        "President Ana Ruiz met about 2,500 migrants in Mexico City on Jan. 8 and pledged $20 "
        "billion, 3.5 percent more."
    )
    assert found.people == ("Ana Ruiz",)
    assert found.places == ("Mexico City",)
    assert found.figures == (
        FoundFigure("migrants", "2500", "migrants", approximate=True),
        FoundFigure("amount", "20000000000", "USD", approximate=False),
        FoundFigure("percent", "3.5", "%", approximate=False),
    )


def test_a_long_headline_is_cut_at_a_word() -> None:
    found = one("The agency closed the bridge on Jan. 8 " + "and the tunnel " * 40 + "too.")
    assert len(found.headline) <= 220
    assert found.headline.endswith("…")


LOG = [
    KnownFact("bridge-closed", "The agency closes the bridge", "2024-01-08", (), ("report-a",)),
    KnownFact("count", "Agents count migrants in December", "2023-12",
              (FoundFigure("migrants", "302000", "migrants", approximate=False),), ()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "match"),
    [
        ("On Jan. 8 the agency closed the bridge.", "report-a", ("bridge-closed", "already known")),
        ("On Jan. 8 the agency closed the bridge.", "report-b", ("bridge-closed", "adds a source")),
        ("On Jan. 9 the agency closed the bridge.", "", ("bridge-closed", "disagrees")),
        ("Agents counted 300,000 migrants in December.", "", ("count", "disagrees")),
        ("Agents counted 302,000 migrants in December.", "", ("count", "adds a source")),
        ("Agents counted about 300,000 migrants in December.", "", ("count", "adds a source")),
        ("Agents counted about 200,000 migrants in December.", "", ("count", "disagrees")),
        ("Agents counted 302,000 migrants in December, 90,000 migrants more.", "",
         ("count", "adds a source")),
        ("Agents counted 302,000 votes in December.", "", ("count", "adds a source")),
        ("On Jan. 8 the school burned down.", "", None),
    ],
)  # fmt: skip
def test_facts_of_the_log_are_recognised(
    text: str, source: str, match: tuple[str, str] | None
) -> None:
    (found,) = draft(text, facts=LOG, source=source)
    got = (found.match.fact, found.match.relation) if found.match else None
    assert got == match


def test_a_figure_of_the_log_that_is_no_number_disagrees_with_nothing() -> None:
    many = FoundFigure("migrants", "many", "migrants", approximate=False)
    log = [KnownFact("count", "Agents count migrants in December", None, (many,))]
    (found,) = draft("Agents counted 302,000 migrants in December.", facts=log)
    assert found.match is not None
    assert found.match.relation == "adds a source"


def test_dates_and_figures_tell_which_of_two_like_facts_is_meant() -> None:
    aid = FoundFigure("aid", "20000000000", "USD", approximate=False)
    log = [
        KnownFact("remark", "Ruiz suggests sending part of the river funds", "2023-09"),
        KnownFact("demands", "Ruiz lists her terms for sending help", "2024-01-05", (aid,)),
    ]
    (found,) = draft("On Jan. 5 Ruiz asked for sending $20 billion of river funds.", facts=log)
    assert found.match is not None
    assert (found.match.fact, found.match.relation) == ("demands", "adds a source")


def test_a_near_date_still_disagrees_where_a_far_one_is_another_fact() -> None:
    log = [KnownFact("count", "Agents count migrants at the northern border", "2024-01-08")]
    (near,) = draft("Agents counted migrants on Jan. 9.", facts=log)
    (far,) = draft("Agents counted migrants in 2019.", facts=log)
    assert near.match is not None
    assert near.match.relation == "disagrees"
    assert far.match is None


def test_the_same_text_gives_the_same_ids() -> None:
    text = "The bridge was closed Monday. The tunnel was flooded in December."
    assert [d.id for d in draft(text)] == [d.id for d in draft(text)]
    assert len({d.id for d in draft(text)}) == 2


def test_other_languages_give_nothing_rather_than_nonsense() -> None:
    assert draft("La reunión fue el lunes.", language="es") == ()


@settings(max_examples=size(100, 5_000))
@given(soups(80))
def test_whatever_is_proposed_stands_in_the_text(text: str) -> None:
    found = draft_facts(text, published=PUBLISHED, extractors={"rules": extract})
    assert found.dropped == ()
    for each in found.drafts:
        assert text[each.candidate.start : each.candidate.end] == each.candidate.surface
        assert each.candidate.occurred or each.candidate.reason


def test_an_endless_line_is_drafted_in_pieces() -> None:
    draft("the bridge was closed on Jan. 8, and " * size(2_000, 50_000))


def test_a_rate_is_a_figure_of_its_own_and_a_rifle_s_number_none() -> None:
    tokens = Tokens("Guards met 2,500 migrants, down from 10,000 migrants per day, with an AK-47.")
    assert find_figures(tokens, 0, len(tokens), frozenset()) == (
        FoundFigure("migrants", "2500", "migrants", approximate=False),
        FoundFigure("migrants-per-day", "10000", "migrants per day", approximate=False),
    )
