"""The checks, conflicts and lags against the naive model, and how often each answer occurs."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from math import inf
from random import Random

from tests.naive import FOREVER, Model
from tests.naive_answers import UNCHECKED, Checker, conflicts_within, lag_of
from tests.sizes import size
from tests.strategies.logs import Case, random_case
from timeline.dates import parse_edtf
from timeline.projections import (
    Certainty,
    Story,
    project_conflicts,
    project_difference,
    project_knowledge,
    project_ladder,
    project_lag,
    project_story,
)
from timeline.projections.checks import RULES, Finding, Review, check_story
from timeline.projections.state import STATUS_REASONS

CASES = size(120, 10_000)
SAMPLE = size(400, 10_000)
NOW = 1_705_600_000  # 2024-01-18
WINDOWS = (("2024-01-02", "2024-01-08"), ("2024-01-06", "2024-01-16"), ("2024-01-10", "2024-01-20"))
LISTS = (
    "learned",
    "became_certain",
    "became_possible",
    "corrected",
    "disputed",
    "retracted",
    "restored",
)
EXPECTED = (
    *(f"known {certainty.value}" for certainty in Certainty),
    "known retracted",
    *(f"diff {name}" for name in LISTS),
    *(f"conflicts {kind}" for kind in ("conflict", "rounding", "concurrent", "duplicates")),
    *(f"conflict of {field}" for field in ("occurred", "figures", "happened", "headline")),
    *(f"rounding of {field}" for field in ("occurred", "figures")),
    *(f"ladder {reason}" for reason in STATUS_REASONS),
    *(f"check {code}" for code in RULES),
    *(f"lag {kind}" for kind in ("closed", "open", "before it happened")),
    *(f"silence of a {kind}" for kind in ("lane", "source")),
)


def test_checks_conflicts_and_lags_are_what_the_naive_model_finds() -> None:
    for seed in range(CASES):
        case = random_case(Random(seed), rich=True)
        story = project_story(case.events, recorded_by=case.recorded_by, internal=True)
        model = Model(case.events, case.known_by, case.recorded_by)
        checker = Checker(model, now=NOW, known_by=case.known_by)
        assert findings(story, case) == checker.findings(), f"seed {seed}"
        expected = {
            (fact, *found) for fact in checker.standing for found in conflicts_within(model, fact)
        }
        if not cites_twice(model):
            assert set(conflicts(story, case)) == expected, f"seed {seed}"
        lags = {
            lag.clocks.id: (
                *(lag.to_known.least, open_end(lag.to_known.most)),
                *(lag.to_recorded.least, open_end(lag.to_recorded.most)),
            )
            for lag in project_lag(story, case.known_by).facts
        }
        naive_lags = {fact: lag_of(model, fact) for fact in checker.standing}
        assert lags.keys() == naive_lags.keys(), f"seed {seed}"
        for fact, days in lags.items():
            assert days == tuple(map(open_end, naive_lags[fact])), f"seed {seed}"


def cites_twice(model: Model) -> bool:
    """Whether an event cites one source under two ids, of which the second only repeats its key:
    the rules don't say which of the two citations is to be believed. One log in some thousands.
    """
    own = [model.citations_of(event) for event in model.in_force if not event.amends]
    added = [model.change_of(event).add.get("citations", ()) for event in model.in_force]
    cited = [[model.real(citation.source) for citation in given] for given in (*own, *added)]
    return any(len(set(sources)) < len(sources) for sources in cited)


def open_end(days: float | None) -> float:
    return inf if days is None or days >= FOREVER // 2 else days


def findings(story: Story, case: Case) -> set[tuple[str, str]]:
    found = check_story(Review(story=story, known_by=case.known_by, now=NOW))
    return {(one.code, subject(one, story)) for one in found if one.code not in UNCHECKED}


def subject(finding: Finding, story: Story) -> str:
    """Its id. Sources and facts have names of different kinds in random logs."""
    held = story.facts_by_name if finding.subject in story.facts_by_name else story.sources_by_name
    return held[finding.subject].id


def conflicts(story: Story, case: Case) -> Iterator[tuple[str, str, str]]:
    """Those of dates and figures between the sources of one fact."""
    for one in project_conflicts(story, case.known_by).conflicts:
        of_one_fact = all(claim.fact.id == one.fact.id for claim in one.claims)
        if of_one_fact and one.kind != "concurrent" and one.field not in ("happened", "headline"):
            yield one.fact.id, one.field, one.kind


def test_the_oracle_loads_no_projection() -> None:
    look = (
        "import sys, tests.naive_answers;"
        "print([name for name in sys.modules if name.startswith('timeline.projections')])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_answer_and_every_rule_occurs_in_a_twentieth_of_the_logs() -> None:
    sample = size(3_000, 10_000)  # of fewer logs, chance would decide
    seen: Counter[str] = Counter()
    for seed in range(sample):
        seen.update(answers(random_case(Random(seed), rich=True)))
    shares = {answer: seen[answer] / sample for answer in EXPECTED}
    for answer, share in shares.items():
        print(f"{share:6.1%}  {answer}")
    assert {answer: share for answer, share in shares.items() if share < 1 / 20} == {}


def answers(case: Case) -> set[str]:
    """What occurs in the answers to a case."""
    story = project_story(case.events, recorded_by=case.recorded_by, internal=True)
    found = {
        f"check {one.code}"
        for one in check_story(Review(story=story, known_by=case.known_by, now=NOW))
    }
    knowledge = project_knowledge(story, case.known_by or parse_edtf("2024-01-10"))
    for certainty in Certainty:
        if getattr(knowledge, certainty.value.replace(" ", "_")):
            found.add(f"known {certainty.value}")
    if knowledge.retracted:
        found.add("known retracted")
    for a, b in WINDOWS:
        difference = project_difference(story, parse_edtf(a), parse_edtf(b))
        found |= {f"diff {name}" for name in LISTS if getattr(difference, name)}
    told = project_conflicts(story, case.known_by)
    for one in told.conflicts:
        found |= {f"conflicts {one.kind}", f"{one.kind} of {one.field.partition('.')[0]}"}
    if told.duplicates:
        found.add("conflicts duplicates")
    for fact in story.facts:
        found |= {f"ladder {rung.status.reason}" for rung in project_ladder(story, fact)}
    lags = project_lag(story, case.known_by, silence=1)
    for lag in lags.facts:
        found.add("lag open" if lag.to_known.most is None else "lag closed")
        if lag.to_known.least < 0:
            found.add("lag before it happened")
    return found | {f"silence of a {silence.kind}" for silence in lags.silences}
