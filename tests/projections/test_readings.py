"""Readings of the ten rules that once went wrong, each on the smallest log that shows it.

The logs are also read by the naive model, so that the two agree on every one of them.
"""

from __future__ import annotations

from random import Random
from typing import Any

from attrs import evolve

from tests.projections.agreement import describe, disagreements
from tests.strategies.logs import Case, Growing, erase
from timeline.dates import Date, parse_edtf
from timeline.events import (
    Body,
    Change,
    Citation,
    Entry,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    LogDescribed,
    SourceAdded,
    SourceCorrected,
)
from timeline.projections import (
    FactState,
    project_chronology,
    project_difference,
    project_knowledge,
    project_ladder,
    project_story,
)


class Writer:
    """A log written one event at a time, and looked at."""

    def __init__(self) -> None:
        self.growing = Growing(Random(0))

    def write(self, body: Body, known: str = "", *, amends: str = "", **given: Any) -> str:
        """The id of the event. `known` is EDTF."""
        date = parse_edtf(known) if known else None
        self.growing.append(Entry(body=body, known=date, amends=amends, **given))
        return self.events[-1].id

    def source(self, published: str = "", publisher: str = "", **given: Any) -> str:
        date = parse_edtf(published) if published else None
        name = f"source-{len(self.events)}"
        return self.write(SourceAdded(name=name, published=date, publisher=publisher, **given))

    def fact(self, known: str = "", *cited: str, occurred: str = "2024-01-02", **given: Any) -> str:
        stated = FactStated(
            name=given.pop("name", f"fact-{len(self.events)}"),
            headline="headline",
            occurred=parse_edtf(occurred),
            citations=cites(*cited),
            **given,
        )
        return self.write(stated, known)

    def correct(self, fact: str, known: str = "", *, amends: str = "", **fields: Any) -> str:
        change = Change(set=fields)
        return self.write(
            FactCorrected(change=change, kind="correction"), known, amends=amends, about=fact
        )

    @property
    def events(self) -> list[Event]:
        return self.growing.reality

    def look(
        self, known_by: str = "", recorded_by: str | None = None, *, public: bool = False
    ) -> tuple[FactState, ...]:
        """The facts known by K; the naive model must see the same."""
        k = parse_edtf(known_by) if known_by else None
        case = Case(tuple(self.events), k, recorded_by, "")
        assert not disagreements(case), describe(case)
        story = project_story(self.events, recorded_by=recorded_by, internal=not public)
        return project_chronology(story, k).facts


def ladder(log: Writer, known_by: str) -> list[tuple[str, Date | None]]:
    """The rungs of the only fact, each with its day."""
    story = project_story(log.events)
    (fact,) = story.facts
    return [(rung.status.name, rung.day) for rung in project_ladder(story, fact, day(known_by))]


def cites(*sources: str) -> tuple[Citation, ...]:
    return tuple(Citation(source=source) for source in sources)


def day(text: str) -> Date:
    return parse_edtf(text)


# -- rules 1 to 4 ---------------------------------------------------------------------------


def test_erasing_the_reason_of_a_retraction_leaves_it_retracted() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    log.write(FactRetracted(because="it was wrong"), "2024-01-03", about=fact)
    log.events[-1] = erase(log.events[-1])
    assert log.look("2024-01-04")[0].retraction is not None


def test_a_retraction_undone_by_an_erased_withdrawal_stays_undone() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    retraction = log.write(FactRetracted(because="it was wrong"), "2024-01-03", about=fact)
    log.write(EventWithdrawn(because="not ours to retract"), about=retraction)
    log.events[-1] = erase(log.events[-1])
    assert log.look("2024-01-04")[0].retraction is None


def test_an_amendment_about_another_fact_than_its_target_does_not_count() -> None:
    log = Writer()
    one, other = log.fact("2024-01-02"), log.fact("2024-01-02")
    log.correct(other, amends=one, headline="smuggled in")
    assert [state.values.headline for state in log.look()] == ["headline", "headline"]


def test_a_first_corroboration_does_not_take_a_fact_away_from_the_days_before_it() -> None:
    log = Writer()
    fact = log.fact(occurred="2024-01-02")
    assert [state.certainty.value for state in log.look("2024-01-10")] == ["possible"]
    march = log.source("2024-03-01")
    log.write(FactCorroborated(citations=cites(march)), about=fact)
    assert [state.certainty.value for state in log.look("2024-01-10")] == ["possible"]
    assert [state.certainty.value for state in log.look("2024-03-01")] == ["certain"]


def test_a_corroboration_given_by_hand_tells_nothing_before_that_day() -> None:
    log = Writer()
    early, late = log.source("2024-01-03"), log.source("2024-01-20")
    fact = log.fact("", late)
    log.write(FactCorroborated(citations=cites(early)), "2024-01-10", about=fact)
    assert log.look("2024-01-09") == ()
    assert [state.certainty.value for state in log.look("2024-01-10")] == ["certain"]


def test_a_known_derived_from_a_corroboration_is_not_one_given_by_hand() -> None:
    log = Writer()
    early, late = log.source("2024-01-03"), log.source("2024-01-20")
    fact = log.fact("", late)
    log.write(FactCorroborated(citations=cites(early)), "2024-01-10", about=fact)
    (state,) = log.look("2024-01-15")
    assert [cited.citation.source for cited in state.cited] == [early]


def test_an_instant_and_a_doubtful_day_join_into_one_known() -> None:
    log = Writer()
    late, doubtful = log.source("2024-01-12T01:30:00Z"), log.source("2024-01-12~")
    log.fact("", late, doubtful)
    assert [state.certainty.value for state in log.look("2024-01-11")] == ["possible"]
    assert [state.certainty.value for state in log.look("2024-01-12")] == ["certain"]


# -- rules 5 and 6 --------------------------------------------------------------------------


def test_of_two_corrections_of_one_day_the_later_entry_settles_the_value() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    log.correct(fact, "2024-01-05", headline="first")
    log.correct(fact, "2024-01-05", headline="second")
    (state,) = log.look("2024-01-05")
    assert state.values.headline == "second"
    assert state.alternatives == {}


def test_corrections_of_overlapping_times_stand_side_by_side() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    first = log.correct(fact, "[2024-01-04..2024-01-06]", headline="first")
    log.correct(fact, "[2024-01-05..2024-01-07]", headline="second")
    (state,) = log.look("2024-01-08")
    assert state.values.headline == "second"
    assert [other.step.event.id for other in state.alternatives["headline"]] == [first]


def test_a_value_that_may_have_been_given_again_is_no_alternative() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    log.correct(fact, "2024-01-05?", headline="headline")
    (state,) = log.look("2024-01-06")
    assert state.alternatives == {}


def test_a_name_is_the_one_shown_without_k_whatever_the_order_of_entry() -> None:
    log = Writer()
    fact = log.fact("2024-01-02", name="one")
    log.correct(fact, "2024-01-20", name="newest")
    log.correct(fact, "2024-01-10", name="entered-last")
    log.correct(fact, amends=fact, name="misspelt")
    (state,) = log.look("2024-01-03")
    assert state.name == "newest"
    assert state.values.name == "misspelt"


def test_amending_a_corroboration_does_not_rename_the_fact() -> None:
    log = Writer()
    fact = log.fact("2024-01-02", name="one")
    source = log.source("2024-01-03")
    support = log.write(FactCorroborated(citations=cites(source)), about=fact)
    log.correct(fact, amends=support, name="two")
    assert log.look()[0].name == "one"


def test_clashing_names_with_the_same_four_characters_are_told_apart() -> None:
    log = Writer()
    keeper = log.fact("2024-01-02", name="same")
    tried: dict[str, Event] = {}
    while True:  # about a thousand times: four characters are 20 bits
        found = log.fact("2024-01-02", name="same")
        event = log.events.pop()
        log.growing.view.remove(event)
        other = tried.setdefault(found[:4], event)
        if other is not event:
            break
    log.events.extend(sorted((event, other), key=lambda one: one.order))
    one, two = (event.id for event in log.events[1:])
    names = {state.id: state.name for state in log.look()}
    length = 5 if one[4] != two[4] else 6
    assert names == {keeper: "same", one: f"same~{one[:4]}", two: f"same~{two[:length]}"}


# -- rule 7 ---------------------------------------------------------------------------------


def test_a_source_without_a_date_confirms_nothing_at_k() -> None:
    log = Writer()
    dated, undated = log.source("2024-01-05", "NBC"), log.source("", "AP")
    log.fact("", dated, undated)
    assert log.look("2024-01-06")[0].status.name == "single-source"


def test_a_source_marked_withdrawn_confirms_nothing() -> None:
    log = Writer()
    one = log.source("2024-01-05", "NBC")
    other = log.source("2024-01-05", "AP", withdrawn=True)
    log.fact("", one, other)
    assert log.look("2024-01-06")[0].status.name == "single-source"


def test_a_citation_of_a_source_that_was_undone_is_no_source() -> None:
    log = Writer()
    source = log.source("2024-01-05", "NBC")
    log.fact("2024-01-05", source)
    log.write(EventWithdrawn(because="another article"), about=source)
    assert log.look("2024-01-06")[0].status.name == "rumour"


def test_sources_that_repeat_one_another_in_a_circle_confirm_nothing() -> None:
    for seed in range(8):  # whichever of the ids comes first
        log = Writer()
        log.growing.rng.seed(seed)
        one = log.source("2024-01-05", "NBC")
        other = log.source("2024-01-05", "AP", origin=one)
        third = log.source("2024-01-05", "Reuters", origin=one)
        back = SourceCorrected(change=Change(set={"origin": other}))
        log.write(back, about=one)
        log.fact("", one, third)
        assert log.look("2024-01-06")[0].status.name == "single-source"


def test_a_dropped_source_no_longer_stands_in_an_earlier_corroboration() -> None:
    log = Writer()
    one, other = log.source("2024-01-05", "NBC"), log.source("2024-01-05", "AP")
    fact = log.fact("", one)
    log.write(FactCorroborated(citations=cites(other)), about=fact)
    assert log.look("2024-01-08")[0].status.name == "confirmed"
    dropping = FactCorrected(change=Change(drop={"citations": (other,)}), kind="correction")
    log.write(dropping, "2024-01-07", about=fact)
    log.write(dropping, "2024-01-06", about=fact)
    assert log.look("2024-01-08")[0].status.name == "single-source"
    log.write(FactCorroborated(citations=cites(other)), about=fact)
    assert log.look("2024-01-08")[0].status.name == "confirmed"


def test_a_dropped_source_stays_dropped_when_an_older_change_drops_it_too() -> None:
    log = Writer()
    one, other = log.source("2024-01-05", "NBC"), log.source("2024-01-05", "AP")
    fact = log.fact("", one)
    dropping = FactCorrected(change=Change(drop={"citations": (other,)}), kind="correction")
    log.write(dropping, "2024-01-08", about=fact)
    log.write(FactCorroborated(citations=cites(other)), about=fact)
    log.write(dropping, "2024-01-07", about=fact)
    assert log.look("2024-01-09")[0].status.name == "single-source"


# -- the order, and what changed ------------------------------------------------------------


def test_a_fact_not_yet_known_does_not_move_those_that_are() -> None:
    log = Writer()
    later, first, second = log.fact("2024-03-01"), log.fact("2024-01-02"), log.fact("2024-01-02")
    log.write(FactsLinked(rel="follows", to=second), about=later)
    assert [state.id for state in log.look("2024-01-05")] == [first, second]
    assert [state.id for state in log.look("2024-03-05")] == [second, later, first]


def test_facts_of_one_day_stand_in_the_order_of_their_times() -> None:
    log = Writer()
    log.write(LogDescribed(zone="America/New_York"))
    nine = log.fact(occurred="2024-01-02T09:00:00")
    eight = log.fact(occurred="2024-01-02T08:00:00")
    utc = log.fact(occurred="2024-01-02T13:30:00Z")  # half past eight in New York
    chicago = log.fact(occurred="2024-01-02T07:45:00", zone="America/Chicago")  # a quarter to nine
    day_long = log.fact(occurred="2024-01-02")
    assert [state.id for state in log.look()] == [day_long, eight, utc, chicago, nine]


def test_a_link_settles_the_order_of_a_day_before_its_times_do() -> None:
    log = Writer()
    day_long, nine = log.fact(occurred="2024-01-02"), log.fact(occurred="2024-01-02T09:00:00")
    eight = log.fact(occurred="2024-01-02T08:00:00")
    log.write(FactsLinked(rel="follows", to=eight), about=day_long)
    assert [state.id for state in log.look()] == [eight, day_long, nine]


def test_a_zone_that_this_machine_lacks_does_not_hide_the_time_of_day() -> None:
    log = Writer()
    nine = log.fact(occurred="2024-01-02T09:00:00", zone="Mars/Base")
    eight = log.fact(occurred="2024-01-02T08:00:00")
    assert [state.id for state in log.look()] == [eight, nine]


def test_a_fact_not_yet_known_does_not_move_those_that_were_learned() -> None:
    log = Writer()
    first, later, second = log.fact("2024-01-10"), log.fact("2024-03-01"), log.fact("2024-01-10")
    log.write(FactsLinked(rel="follows", to=later), about=first)
    log.write(FactsLinked(rel="follows", to=second), about=later)
    assert [state.id for state in log.look("2024-01-12")] == [first, second]
    difference = project_difference(project_story(log.events), day("2024-01-06"), day("2024-01-12"))
    assert [state.id for state in difference.learned] == [first, second]


def test_a_status_is_not_dated_before_the_fact_was_known() -> None:
    log = Writer()
    fact = log.fact("2024-01-10")
    log.write(FactDisputed(because="they deny it"), "2024-01-03", about=fact)
    assert ladder(log, "2024-01-12") == [("disputed", day("2024-01-10"))]


def test_what_was_restored_stands_where_it_does_since_it_was_restored() -> None:
    log = Writer()
    source = log.source("2024-01-02")
    fact = log.fact("", source)
    log.write(FactRetracted(because="it was wrong"), "2024-01-05", about=fact)
    log.write(FactRestored(because="it was right"), "2024-01-08", about=fact)
    assert ladder(log, "2024-01-12") == [
        ("single-source", day("2024-01-02")),
        ("retracted", day("2024-01-05")),
        ("single-source", day("2024-01-08")),
    ]


def test_what_was_disputed_or_retracted_before_it_was_known_is_news_when_it_is() -> None:
    log = Writer()
    disputed, retracted = log.fact("2024-01-10"), log.fact("2024-01-10")
    unknown = log.fact("2024-03-01")
    for fact in (disputed, unknown):
        log.write(FactDisputed(because="they deny it"), "2024-01-03", about=fact)
    log.write(FactRetracted(because="it was wrong"), "2024-01-03", about=retracted)
    log.look("2024-01-12")
    story = project_story(log.events)
    difference = project_difference(story, day("2024-01-06"), day("2024-01-12"))
    assert [state.id for state in difference.disputed] == [disputed]
    assert [state.id for state in difference.retracted] == [retracted]
    assert [state.id for state in difference.learned] == [disputed]


def test_what_was_restored_before_it_was_known_was_never_retracted_for_the_reader() -> None:
    log = Writer()
    fact = log.fact("2024-01-10")
    log.write(FactRetracted(because="it was wrong"), "2024-01-03", about=fact)
    log.write(FactRestored(because="it was right"), "2024-01-09", about=fact)
    log.look("2024-01-12")
    difference = project_difference(project_story(log.events), day("2024-01-06"), day("2024-01-12"))
    assert difference.restored == ()
    assert [state.id for state in difference.learned] == [fact]


# -- internal -------------------------------------------------------------------------------


def test_an_internal_fact_that_was_undone_is_still_internal_at_an_earlier_r() -> None:
    log = Writer()
    fact = log.fact("2024-01-02", internal=True)
    before = log.events[-1].recorded
    log.write(EventWithdrawn(because="entered twice"), about=fact)
    assert log.look(recorded_by=before, public=True) == ()


def test_a_correction_made_internal_keeps_the_fact_internal_however_it_became_known() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    log.correct(fact, "2024-01-20", internal=True)
    log.correct(fact, "2024-01-10", internal=False)
    assert log.look(public=True) == ()


def test_what_amends_a_correction_of_an_internal_note_shows_in_public() -> None:
    log = Writer()
    fact = log.fact("2024-01-02")
    noted = log.correct(fact, "2024-01-03", note="call back")
    log.correct(fact, amends=noted, headline="corrected")
    assert log.look("2024-01-04", public=True)[0].values.headline == "corrected"


def test_a_repetition_of_a_key_has_no_say_on_what_is_internal() -> None:
    log = Writer()
    stated = FactStated(name="one", headline="headline", occurred=day("2024-01-02"))
    log.write(stated, "2024-01-02", key="k")
    repeated = log.write(evolve(stated, internal=True), "2024-01-02", key="k")
    log.correct(repeated, "2024-01-03", headline="corrected")
    assert log.look("2024-01-04", public=True)[0].values.headline == "corrected"


def test_a_source_that_was_erased_and_is_internal_is_not_quoted_in_public() -> None:
    log = Writer()
    source = log.source("2024-01-02")
    log.events[-1] = erase(log.events[-1])
    log.write(SourceCorrected(change=Change(set={"internal": True})), about=source)
    log.fact("2024-01-03", source)
    assert log.look(public=True)[0].values.citations == ()


def test_every_fact_is_in_exactly_one_list_of_what_is_known() -> None:
    log = Writer()
    ids = [log.fact(known) for known in ("2024-01-02", "2024-01-05?", "2024-02-01", "2024-01-02")]
    log.write(FactRetracted(because="it was wrong"), "2024-01-03", about=ids[3])
    knowledge = project_knowledge(project_story(log.events), day("2024-01-06"))
    lists = (knowledge.certain, knowledge.possible, knowledge.not_yet, knowledge.retracted)
    assert [[state.id for state in states] for states in lists] == [[one] for one in ids]
