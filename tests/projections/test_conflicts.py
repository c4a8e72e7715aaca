from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.projections.telling import Teller, date
from timeline.events import Figure, LogDescribed
from timeline.projections import Conflict, project_conflicts


def value(given: Any) -> Any:
    if isinstance(given, Figure):
        return given.value
    return getattr(given, "edtf", given)


def brief(conflict: Conflict) -> tuple[str, str, str, list[Any]]:
    values = [value(claim.value) for claim in conflict.claims]
    return (conflict.fact.name, conflict.field, conflict.kind, values)


def found(teller: Teller, known_by: str = "") -> list[tuple[str, str, str, list[Any]]]:
    conflicts = project_conflicts(teller.story(), date(known_by)).conflicts
    return [brief(conflict) for conflict in conflicts]


def duplicates(teller: Teller) -> list[tuple[str, str]]:
    return [(one.one.name, one.other.name) for one in project_conflicts(teller.story()).duplicates]


@pytest.fixture
def teller() -> Teller:
    teller = Teller()
    teller.source("report-a", "2024-01-05", "The Daily")
    teller.source("report-b", "2024-01-20", "The Weekly")
    return teller


# -- within one fact ------------------------------------------------------------------------


def test_sources_that_give_numbers_apart_are_in_conflict(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-08", "report-a", gives=["people=2500 people"])
    teller.corroborate("count", "report-b", gives=["people=4500 people"])
    [conflict] = project_conflicts(teller.story()).conflicts
    assert brief(conflict) == ("count", "figures.people", "conflict", ["2500", "4500"])
    assert [[source.name for source in claim.sources] for claim in conflict.claims] == [
        ["report-a"],
        ["report-b"],
    ]


def test_a_rounding_is_no_conflict(teller: Teller) -> None:
    teller.fact("count", "A count", "2023-12", "report-a", gives=["people=302000 people"])
    teller.corroborate("count", "report-b", gives=["people=300000 people"])
    assert found(teller) == [("count", "figures.people", "rounding", ["302000", "300000"])]


def test_sources_that_agree_are_not_shown(teller: Teller) -> None:
    teller.fact("count", "A count", "2023-12", "report-a", gives=["people=10000000 people approx"])
    teller.corroborate("count", "report-b", gives=["People=10000000 people"])
    assert found(teller) == []


@pytest.mark.parametrize(
    ("says", "kinds"),
    [
        ("2024-01-08", []),
        ("2024-01", ["rounding"]),
        ("2024-01-08~", ["rounding"]),
        ("[2024-01-05..2024-01-31]", ["rounding"]),
        ("2024-01-09", ["conflict"]),
        ("2023-12", ["conflict"]),
    ],
)
def test_dates_are_compared_with_regard_to_their_precision(
    teller: Teller, says: str, kinds: list[str]
) -> None:
    teller.fact("count", "A count", "2024-01-08", "report-a")
    teller.corroborate("count", "report-b", says=says)
    assert [kind for _, _, kind, _ in found(teller)] == kinds


@pytest.mark.parametrize(
    ("zone", "own_zone", "kinds"),
    [
        ("UTC", "", ["conflict"]),  # noon there, on the 2nd
        ("UTC", "Pacific/Kiritimati", ["rounding"]),  # 2 a.m. there, on the 3rd
        ("Pacific/Kiritimati", "", ["rounding"]),
        ("Pacific/Kiritimati", "Pacific/Honolulu", ["conflict"]),
        ("Pacific/Kiritimati", "Mars/Base", ["rounding"]),
    ],
)
def test_a_day_and_a_time_are_compared_by_the_clocks_of_the_fact(
    zone: str, own_zone: str, kinds: list[str]
) -> None:
    teller = Teller(zone)
    teller.source("report-a", "2024-01-05")
    teller.fact("count", "A count", "2024-01-02T12:00:00Z", zone=own_zone)
    teller.corroborate("count", "report-a", says="2024-01-03")
    assert [kind for _, _, kind, _ in found(teller)] == kinds


def test_the_pad_of_the_log_says_how_far_about_reaches(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-08", "report-a")
    teller.corroborate("count", "report-b", says="2024-01-11~")
    assert [kind for _, _, kind, _ in found(teller)] == ["conflict"]
    teller.write(LogDescribed(pad=3))
    assert [kind for _, _, kind, _ in found(teller)] == ["rounding"]


def test_a_conflict_shows_from_the_day_the_second_source_can_have_told(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a", gives=["people=2500 people"])
    teller.corroborate("count", "report-b", gives=["people=4500 people"])
    assert found(teller, "2024-01-19") == []
    assert found(teller, "2024-01-20") != []


def test_a_correction_settles_what_the_fact_says_and_the_sources_stay(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a", gives=["people=2500 people"])
    teller.corroborate("count", "report-b", gives=["people=4500 people"])
    teller.correct("count", "2024-01-25", add={"figures": (Figure(name="people", value="4500"),)})
    assert found(teller, "2024-01-24") != []
    assert found(teller) == []


def test_a_dispute_with_a_figure_is_about_the_figure(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a", gives=["people=10000 people"])
    teller.dispute("count", "report-b", gives=["people=8000 people"])
    assert found(teller) == [("count", "figures.people", "conflict", ["10000", "8000"])]


def test_a_plain_dispute_is_about_whether_it_happened(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a")
    teller.dispute("count", "report-b", because="the agency denies it")
    [conflict] = project_conflicts(teller.story()).conflicts
    assert brief(conflict) == ("count", "happened", "conflict", [True, False])
    assert conflict.claims[1].because == "the agency denies it"
    assert [source.name for source in conflict.claims[1].sources] == ["report-b"]


def test_retracted_facts_no_longer_conflict(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a", gives=["people=2500 people"])
    teller.corroborate("count", "report-b", gives=["people=4500 people"])
    teller.retract("count", "2024-01-25")
    assert found(teller) == []


# -- writers --------------------------------------------------------------------------------


def test_changes_without_sight_of_each_other_are_concurrent(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a")
    one = teller.correct("count", "2024-01-08", headline="A tally")
    teller.correct("count", "2024-01-09", headline="A sum", by="ben")
    assert found(teller) == [("count", "headline", "concurrent", ["A tally", "A sum"])]
    assert found(teller, "2024-01-08") == []
    assert one.by == "ana"


def test_a_change_that_saw_the_other_is_not_concurrent(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a")
    one = teller.correct("count", "2024-01-08", headline="A tally")
    teller.correct("count", "2024-01-09", headline="A sum", saw=[one])
    assert found(teller) == []


def test_concurrent_changes_to_the_same_value_are_not_shown(teller: Teller) -> None:
    teller.fact("count", "A count", "2024-01-02", "report-a")
    for by in ("ana", "ben"):
        teller.correct("count", "2024-01-08", headline="A tally", by=by)
    assert found(teller) == []


# -- between facts --------------------------------------------------------------------------


def test_alike_words_and_numbers_are_a_likely_duplicate(teller: Teller) -> None:
    teller.fact("one", "Officials process 2,500 migrants in one day", "2024-01-08")
    teller.fact("two", "Border officials process 2,500 migrants on one day", "2024-01-08")
    assert (duplicates(teller), found(teller)) == ([("one", "two")], [])


def test_alike_words_with_other_numbers_are_a_conflict_not_a_duplicate(teller: Teller) -> None:
    teller.fact("one", "Officials process 2,500 migrants in one day", "2024-01-08", "report-a")
    teller.fact("two", "Border officials process 4,500 migrants on one day", "2024-01-08")
    assert duplicates(teller) == []
    [conflict] = project_conflicts(teller.story()).conflicts
    assert (conflict.fact.name, conflict.field, conflict.kind) == ("one", "headline", "conflict")
    assert [claim.fact.name for claim in conflict.claims] == ["one", "two"]


def test_number_words_are_numbers(teller: Teller) -> None:
    teller.fact("one", "Two migrants die in the desert near Nogales", "2024-01-08")
    teller.fact("two", "Three migrants die in the desert near Nogales", "2024-01-08")
    assert (duplicates(teller), len(found(teller))) == ([], 1)


def test_figures_of_one_name_decide_before_the_headline(teller: Teller) -> None:
    teller.fact("one", "Officials count migrants at the border", gives=["people=2500 people"])
    teller.fact("two", "Officials count migrants at border", gives=["people=4500 people"])
    assert found(teller) == [("one", "figures.people", "conflict", ["2500", "4500"])]
    assert duplicates(teller) == []


def test_a_rounding_between_two_facts_leaves_them_a_duplicate(teller: Teller) -> None:
    teller.fact("one", "Officials count 302,000 migrants at the border", "2023-12")
    teller.fact("two", "Officials count 300,000 migrants at the border", "2023-12")
    assert (duplicates(teller), found(teller)) == ([("one", "two")], [])


def test_the_counts_of_two_days_are_neither(teller: Teller) -> None:
    teller.fact("one", "Officials process 2,500 migrants in one day", "2024-01-08")
    teller.fact("two", "Officials process 4,500 migrants in one day", "2024-01-09")
    assert (duplicates(teller), found(teller)) == ([], [])


def test_facts_that_are_linked_are_not_suggested_as_duplicates(teller: Teller) -> None:
    teller.fact("one", "Officials process migrants at the border", "2024-01-08")
    teller.fact("two", "Officials process migrants at border", "2024-01-08")
    assert duplicates(teller) == [("one", "two")]
    teller.link("two", "follows", "one")
    assert duplicates(teller) == []


def test_facts_linked_as_contradicting_are_in_conflict(teller: Teller) -> None:
    teller.fact("one", "The envoy leaves", "2024-01-08")
    teller.fact("two", "The talks go on", "2024-01-09")
    teller.link("two", "contradicts", "one")
    expected = ["The envoy leaves", "The talks go on"]
    assert found(teller) == [("one", "happened", "conflict", expected)]


def test_facts_linked_as_the_same_must_agree(teller: Teller) -> None:
    teller.fact("one", "The envoy leaves", "2024-01-08", gives=["staff=5 people"])
    teller.fact("two", "A departure", "2024-01-09", gives=["staff=7 people"])
    teller.link("one", "same-as", "two")
    assert found(teller) == [
        ("one", "figures.staff", "conflict", ["5", "7"]),
        ("one", "occurred", "conflict", ["2024-01-08", "2024-01-09"]),
    ]


def test_a_day_in_one_zone_and_a_time_in_another_may_be_the_same(teller: Teller) -> None:
    teller.fact("one", "The envoy leaves", "2024-01-03")
    teller.fact("two", "A departure", "2024-01-02T12:00:00Z", zone="Pacific/Honolulu")
    teller.link("one", "same-as", "two")
    assert [kind for _, _, kind, _ in found(teller)] == ["rounding"]


# -- internal matter ------------------------------------------------------------------------


def test_an_internal_source_conflicts_with_nothing_in_public(teller: Teller) -> None:
    teller.source("memo", "2024-01-05", internal=True)
    teller.fact("count", "A count", "2024-01-08", "report-a", gives=["people=2500 people"])
    teller.corroborate("count", "memo", gives=["people=4500 people"])
    assert found(teller) == []
    assert len(project_conflicts(teller.story(internal=True)).conflicts) == 1


def test_agreement_with_a_third_does_not_hide_a_conflict() -> None:
    """Whichever source comes first: "about 302,000" agrees with both, and they don't agree."""
    for gives in permutations(("about", "exact", "other")):
        teller = Teller()
        counts = {"about": "count=302000 approx", "exact": "count=302000", "other": "count=300100"}
        teller.fact("count", "A count")
        for name in gives:
            teller.source(name, "2024-01-05")
            teller.corroborate("count", name, gives=[counts[name]])
        [conflict] = project_conflicts(teller.story()).conflicts
        assert (conflict.kind, len(conflict.claims)) == ("conflict", 3)


def test_two_units_conflict_beside_a_figure_without_one() -> None:
    teller = Teller()
    teller.fact("aid", "Aid is asked for", gives=["aid=20"])
    for name, unit in (("a", "USD"), ("b", "EUR")):
        teller.source(name, "2024-01-05")
        teller.corroborate("aid", name, gives=[f"aid=20 {unit}"])
    [conflict] = project_conflicts(teller.story()).conflicts
    assert conflict.kind == "conflict"
