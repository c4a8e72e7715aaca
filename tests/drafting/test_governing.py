"""Which date of a clause is the event's, and asides with events of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies.drafting import PUBLISHED as PUBLICATIONS
from tests.strategies.drafting import texts
from timeline.dates import parse_edtf
from timeline.drafting import Candidate, draft_facts
from timeline.drafting.facts.candidates import extract
from timeline.drafting.facts.headlines import finish_headline

PUBLISHED = parse_edtf("2023-10-26")


def drafted(text: str) -> list[Candidate]:
    found = draft_facts(text, published=PUBLISHED, extractors={"rules": extract})
    return [draft.candidate for draft in found.drafts]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("She said Tuesday that the plant closed in 2019.", "2019"),
        ("The plant closed in 2019, the company said Tuesday.", "2019"),
        ("On Tuesday the company told reporters that the plant had closed in 2019.", "2019"),
        ("The company said in a statement Tuesday that it had hired a broker in May.", "2023-05"),
        ("The company said on Tuesday it would close the plant in March.", "2023-10-24"),
        ("The company said Tuesday its 2019 profit was misstated.", "2023-10-24"),
        ("The company said Tuesday it had lost money.", "2023-10-24"),
        ("On Friday, Norvik reported a third-quarter profit.", "2023-10-20"),
        ("They have quarreled since the election in November 2022.", "2022-11/.."),
        ("They have quarreled since November 2022.", "2022-11/.."),
        ("He has since moved and was heard in November 2022.", "2022-11"),
        ("She fell last winter and did not run until April.", "2022-24"),
        ("It was shut Monday, Oct. 23, a drop from September.", "2023-10-23"),
    ],
)
def test_the_date_of_what_happened_governs(text: str, edtf: str) -> None:
    (found,) = drafted(text)
    assert found.occurred == edtf
    assert found.reason


def test_when_it_was_said_is_told_beside_when_it_happened() -> None:
    (found,) = drafted("She said Tuesday that the plant closed in 2019.")
    assert "“Tuesday” is when it was said" in found.reason
    assert found.alternatives == ("2023-10-24",)
    (later,) = drafted("He said on Tuesday it would close the plant in March.")
    assert later.reason.startswith("when it was said; “March” is later")


def test_an_aside_with_a_date_is_a_fact_of_its_own() -> None:
    text = "Stamp, who pleaded guilty in January, stole the money between 2004 and 2010."
    aside, main = drafted(text)
    assert (aside.headline, aside.occurred) == ("Stamp pleaded guilty in January", "2023-01")
    assert aside.surface == "Stamp, who pleaded guilty in January"
    assert main.headline == "Stamp stole the money between 2004 and 2010"
    assert (main.occurred, main.surface) == ("[2004..2010]", text)


def test_a_date_in_an_aside_is_not_the_sentences() -> None:
    aside, main = drafted("Srisai, who was elected in July, was heckled by the crowd.")
    assert (aside.headline, aside.occurred) == ("Srisai was elected in July", "2023-07")
    assert (main.headline, main.occurred) == (
        "Srisai was heckled by the crowd", "[..2023-10-26]",
    )  # fmt: skip


def test_an_aside_behind_a_name_ends_a_sentence() -> None:
    main, aside = drafted(
        "The board voted on Thursday to close Lincoln Elementary School, which opened in 1924."
    )
    assert aside.headline == "Lincoln Elementary School opened in 1924"
    assert (aside.occurred, main.occurred) == ("1924", "2023-10-26")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Lindner, who faces an election on Nov. 5, has promised a law.", ["[..2023-10-26]"]),
        ("Lindner, who leads the party, resigned Monday.", ["2023-10-23"]),
        ("It was said of the mayor in the hall by the river, who left on Monday.", ["2023-10-23"]),
        ("Lindner, who resigned on Monday.", ["2023-10-23"]),
    ],
)
def test_an_aside_that_is_no_event_splits_nothing(text: str, dates: list[str]) -> None:
    assert [found.occurred for found in drafted(text)] == dates


def test_a_dateline_is_no_part_of_the_headline() -> None:
    (found,) = drafted("DOVER, Del. - A truck overturned near Smyrna on Monday.")
    assert found.headline == "A truck overturned near Smyrna on Monday"
    assert found.places == ("Dover, Del.", "Smyrna")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("“We wept,” he said.", "“We wept,” he said"),
        ("They wept,” he said.", "“They wept,” he said"),
        ("He said “they wept.", "He said “they wept”"),
        ("“They all wept.", "They all wept"),
        ('"They all wept.', "They all wept"),
        ('"They all wept at night."', "They all wept at night"),
        ('They said "all wept.', 'They said "all wept"'),
    ],
)
def test_no_half_of_a_quotation_is_left_in_a_headline(text: str, headline: str) -> None:
    assert finish_headline(text) == headline


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Salinas published a book in 1946 and won a prize in 1965.",
            [("1946", "Salinas published a book in 1946"), ("1965", "Salinas won a prize in 1965")],
        ),
        (
            "The two men were arrested on Monday and charged on Wednesday.",
            [
                ("2023-10-23", "The two men were arrested on Monday"),
                ("2023-10-25", "The two men were charged on Wednesday"),
            ],
        ),
        (
            "She said the plant closed in 2019 and moved in 2020.",
            [("2019", "She said the plant closed in 2019 and moved in 2020")],
        ),
        (
            "The plant closed after it burned in 2019 and reopened in 2020.",
            [("2019", "The plant closed after it burned in 2019 and reopened in 2020")],
        ),
        (
            "Ann and Bob wed in 2019 and left in 2020.",
            [("2019", "Ann and Bob wed in 2019 and left in 2020")],
        ),
        (
            "She won races in 2012 and 2014 and was happy.",
            [("2012", "She won races in 2012 and 2014 and was happy")],
        ),
    ],
)
def test_a_second_verb_with_a_date_is_a_fact_of_its_own(
    text: str, facts: list[tuple[str, str]]
) -> None:
    assert [(found.occurred, found.headline) for found in drafted(text)] == facts


@given(texts(), st.sampled_from([None, *PUBLICATIONS]))
def test_every_draft_stands_in_the_text_and_has_a_date_that_exists(
    text: str, published: str | None
) -> None:
    for found in extract(text, parse_edtf(published) if published else None):
        assert text[found.start : found.end] == found.surface
        for edtf in (found.occurred, *found.alternatives):
            assert edtf is None or parse_edtf(edtf).edtf == edtf


def test_a_range_that_runs_backwards_or_ends_at_an_hour_is_none() -> None:
    (told,) = drafted("They worked there from 1990 to 1985.")
    assert told.occurred == "1990"
    (hours,) = drafted("They worked from noon on Jan. 8, 2023 to 5 p.m. on Jan. 9, 2023.")
    assert hours.occurred == "2023-01-08T12:00:00"
