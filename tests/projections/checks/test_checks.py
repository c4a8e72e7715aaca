"""Every rule is documented, finds what it is for, and finds nothing in a story without fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projections.telling import Teller, date
from timeline.events import Media
from timeline.projections.checks import RULES, Finding, Review, check_story

NOW = 1_710_000_000  # 2024-03-09
DOCS = Path(__file__).parents[3] / "docs" / "checks.md"


@pytest.fixture
def teller() -> Teller:
    """A story without fault: two independent, archived, dated sources for its one fact."""
    teller = Teller()
    for name, publisher in (("report-a", "The Daily"), ("report-b", "The Weekly")):
        url = f"https://example.org/{name}"
        teller.source(name, "2024-01-05", publisher, url=url, archived=f"{url}/archived")
    teller.fact("sound", "The talks begin", "2024-01-03", "report-a", "report-b")
    return teller


def findings(teller: Teller, known_by: str = "") -> list[Finding]:
    return list(check_story(Review(story=teller.story(), known_by=date(known_by), now=NOW)))


def codes(teller: Teller, known_by: str = "") -> set[tuple[str, str]]:
    return {(finding.code, finding.subject) for finding in findings(teller, known_by)}


def sound_fact(teller: Teller, name: str, headline: str, on: str = "2024-01-03", **f: Any) -> str:
    """A fact with which only the headline, the date or a field can be wrong."""
    return teller.fact(name, headline, on, "report-a", "report-b", **f)


# -- one story that breaks each rule --------------------------------------------------------


def no_source(teller: Teller) -> None:
    teller.fact("wrong", "An envoy leaves", "2024-01-03", known="2024-01-03")


def single_source(teller: Teller) -> None:
    teller.fact("wrong", "An envoy leaves", "2024-01-03", "report-a")


def withdrawn_source(teller: Teller) -> None:
    teller.source("wrong", "2024-01-05", "NBC", url="https://e.org", archived="https://e.org/a")
    sound_fact(teller, "fact", "An envoy leaves")
    teller.corroborate("fact", "wrong")
    teller.correct_source("wrong", withdrawn=True)


def source_without_date(teller: Teller) -> None:
    teller.source("wrong", "", "NBC", url="https://e.org", archived="https://e.org/a")
    sound_fact(teller, "fact", "An envoy leaves")
    teller.corroborate("fact", "wrong")


def source_without_address(teller: Teller) -> None:
    teller.source("wrong", "2024-01-05", "NBC")
    sound_fact(teller, "fact", "An envoy leaves")
    teller.corroborate("fact", "wrong")


def unarchived_source(teller: Teller) -> None:
    teller.source("wrong", "2024-01-05", "NBC", url="https://e.org")
    sound_fact(teller, "fact", "An envoy leaves")
    teller.corroborate("fact", "wrong")


def moved_known(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", known="2024-01-06")


def known_before_published(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", known="2024-01-04")


def known_before_occurred(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", "2024-01-08")


def never_certain(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", known="2024-01-05?")


def undated_fact(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", "")


def future_date(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", "2025-01-03")


def follows_out_of_order(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", "2024-01-02")
    teller.link("wrong", "follows", "sound")


def follows_in_circles(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves")
    teller.link("wrong", "follows", "sound")
    teller.link("sound", "follows", "wrong")


def conflicting_claims(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves", gives=["staff=5 people"])
    teller.corroborate("wrong", "report-b", gives=["staff=9 people"])


def concurrent_changes(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves")
    teller.correct("wrong", "2024-01-08", detail="On foot.")
    teller.correct("wrong", "2024-01-08", detail="By train.", by="ben")


def likely_duplicate(teller: Teller) -> None:
    sound_fact(teller, "wrong", "Talks begin")


def clashing_name(teller: Teller) -> None:
    sound_fact(teller, "sound", "An envoy leaves")


def compound_fact(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves; the border closes")


def unexplained_change(teller: Teller) -> None:
    sound_fact(teller, "wrong", "An envoy leaves")
    teller.correct("wrong", "2024-01-08", because="", detail="On foot.")


def image_without_alt(teller: Teller) -> None:
    image = Media(url="https://example.org/i.jpg", credit="Ana")
    sound_fact(teller, "wrong", "An envoy leaves", media=image)


def image_without_credit(teller: Teller) -> None:
    image = Media(url="https://example.org/i.jpg", alt="An envoy")
    sound_fact(teller, "wrong", "An envoy leaves", media=image)


BROKEN: dict[str, Callable[[Teller], None]] = {
    function.__name__.replace("_", "-"): function
    for function in (
        no_source,
        single_source,
        withdrawn_source,
        source_without_date,
        source_without_address,
        unarchived_source,
        moved_known,
        known_before_published,
        known_before_occurred,
        never_certain,
        undated_fact,
        future_date,
        follows_out_of_order,
        follows_in_circles,
        conflicting_claims,
        concurrent_changes,
        likely_duplicate,
        clashing_name,
        compound_fact,
        unexplained_change,
        image_without_alt,
        image_without_credit,
    )
}


def test_a_story_without_fault_is_found_without_fault(teller: Teller) -> None:
    assert findings(teller) == []


@pytest.mark.parametrize("code", RULES)
def test_every_rule_finds_what_it_is_for(teller: Teller, code: str) -> None:
    BROKEN[code](teller)
    mine = [finding for finding in findings(teller) if finding.code == code]
    assert mine
    events = {event.id for event in teller.events}
    assert all(finding.event in events and finding.remedy for finding in mine)
    subjects = {finding.subject for finding in mine}
    known = {*teller.story().facts_by_name, *teller.story().sources_by_name}
    assert subjects <= known


# A rule may not be broken without another: nothing is known for certain before it happened
# and after it was published.
TOGETHER = {
    "no-source": set(),
    "known-before-occurred": set(),
    "future-date": {"known-before-occurred"},
    "never-certain": set(),
}


@pytest.mark.parametrize("code", RULES)
def test_what_breaks_one_rule_breaks_no_other(teller: Teller, code: str) -> None:
    BROKEN[code](teller)
    assert {found for found, _ in codes(teller)} == {code} | TOGETHER.get(code, set())


def test_times_of_two_zones_are_compared_as_instants(teller: Teller) -> None:
    sound_fact(teller, "here", "It starts", "2024-01-02T07:00:00", zone="America/New_York")
    sound_fact(teller, "there", "It ends", "2024-01-02T06:30:00", zone="America/Chicago")
    teller.link("there", "follows", "here")  # at half past seven in New York
    assert codes(teller) == set()
    teller.link("here", "follows", "there")
    assert ("follows-out-of-order", "here") in codes(teller)


def test_every_rule_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert re.findall(r"^### ([a-z-]+)$", text, re.MULTILINE) == list(RULES)


def test_a_rules_code_is_what_its_findings_carry(teller: Teller) -> None:
    for code, rule in RULES.items():
        assert rule.__doc__, code
        told = Teller()
        told.source("report-a", "2024-01-05", "The Daily", url="https://e.org", archived="x")
        told.source("report-b", "2024-01-05", "The Weekly", url="https://e.org", archived="x")
        told.fact("sound", "The talks begin", "2024-01-03", "report-a", "report-b")
        BROKEN[code](told)
        review = Review(story=told.story(), now=NOW)
        assert {finding.code for finding in rule(review)} == {code}


# -- where a rule draws its line ------------------------------------------------------------


@pytest.mark.parametrize(
    "headline",
    [
        "The U.S. Congress votes",
        "Sen. Smith resigns, and nobody follows",
        "Officials count 3.5 million people",
        "Mr. López speaks",
        "“We can wait,” he says",
        "Talks begin in St. Louis",
    ],
)
def test_an_abbreviation_is_not_two_sentences(teller: Teller, headline: str) -> None:
    sound_fact(teller, "other", headline)
    assert ("compound-fact", "other") not in codes(teller)


@pytest.mark.parametrize(
    "headline",
    [
        "An envoy leaves. The border closes",
        "An envoy leaves, while the border closes",
        "An envoy leaves and then the border closes",
        "Is he gone? Nobody knows",
    ],
)
def test_two_happenings_are_a_compound(teller: Teller, headline: str) -> None:
    sound_fact(teller, "other", headline)
    assert ("compound-fact", "other") in codes(teller)


def test_every_date_that_is_still_to_come_is_found(teller: Teller) -> None:
    teller.source("tomorrow", "2024-04-01", "NBC", url="https://e.org", archived="https://e.org/a")
    teller.fact("late", "An envoy leaves", "2024-01-03", "tomorrow", "report-a", known="2024-04-02")
    found = [(one.code, one.subject) for one in findings(teller) if one.code == "future-date"]
    assert found == [("future-date", "late"), ("future-date", "tomorrow")]


def test_a_typo_needs_no_reason(teller: Teller) -> None:
    fact = sound_fact(teller, "other", "An envoy leaves")
    teller.correct("other", because="", kind="typo", amends=fact, headline="An envoy left")
    assert findings(teller) == []


def test_people_need_no_web_address(teller: Teller) -> None:
    teller.source("witness", "2024-01-05", "NBC", kind="person")
    teller.corroborate("sound", "witness")
    assert findings(teller) == []


def test_a_rounding_is_no_finding(teller: Teller) -> None:
    sound_fact(teller, "other", "Officials count", gives=["people=302000 people"])
    teller.corroborate("other", "report-b", gives=["people=300000 people"])
    assert findings(teller) == []


def test_facts_not_yet_known_are_not_checked(teller: Teller) -> None:
    teller.fact("wrong", "An envoy leaves", "2024-01-03", known="2024-01-20")
    assert codes(teller, "2024-01-19") == set()
    assert codes(teller) == {("no-source", "wrong")}


def test_a_longer_circle_of_follows_is_found_and_what_leads_to_it_is_not(teller: Teller) -> None:
    headlines = ("An envoy leaves", "The border closes", "A letter arrives", "Rain falls")
    for name, headline in zip("abcd", headlines, strict=True):
        sound_fact(teller, name, headline)
    for one, other in ("ab", "bc", "ca", "da"):
        teller.link(one, "follows", other)
    assert codes(teller) == {("follows-in-circles", name) for name in "abc"}


def test_a_source_is_not_checked_that_no_fact_cites(teller: Teller) -> None:
    teller.source("unused")
    assert findings(teller) == []
