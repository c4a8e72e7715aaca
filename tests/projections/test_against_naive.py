"""The projections against the naive model of the ten rules, on random logs."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from tests.projections.agreement import describe, disagreements
from tests.projections.traits import OFTEN, SOMETIMES, traits
from tests.sizes import size
from tests.strategies.logs import Case, random_case, smallest
from timeline.dates import parse_edtf
from timeline.projections import project_story

CASES = size(200, 10_000)
DAYS = [parse_edtf(f"2024-01-{day:02}") for day in range(1, 28, 3)]


def test_random_logs_are_read_as_the_naive_model_reads_them() -> None:
    for seed in range(CASES):
        case = random_case(Random(seed))
        found = disagreements(case)
        if found:
            pytest.fail(f"seed {seed}\n{report(case, found[0].about)}")


def report(case: Case, about: str) -> str:
    """The shortest log on which the two still disagree about the same, and how they do."""

    def disagree(one: Case) -> bool:
        return any(found.about == about for found in disagreements(one))

    case = smallest(case, disagree)
    return "\n".join([describe(case), *map(str, disagreements(case))])


def test_the_naive_model_loads_no_projection() -> None:
    look = (
        "import sys, tests.naive, tests.naive_internal;"
        "print([name for name in sys.modules if name.startswith('timeline.projections')])"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_answer_only_grows_with_k_and_what_shows_is_always_a_prefix() -> None:
    growth = ("not yet", "possible", "certain")
    for seed in range(CASES // 4):
        case = random_case(Random(seed))
        story = project_story(case.events, recorded_by=case.recorded_by, internal=True)
        for fact in story.facts:
            states = [story.state(fact, day, case.knower) for day in DAYS]
            answers = [growth.index(state.certainty.value) for state in states]
            assert answers == sorted(answers)
            for earlier, later in pairwise(states):
                assert later.shown[: len(earlier.shown)] == earlier.shown
            assert story.state(fact).shown == fact.changes


def test_the_random_logs_hold_what_makes_the_rules_hard() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        seen.update(traits(random_case(Random(seed))))
    shares = {trait: seen[trait] / CASES for trait in (*OFTEN, *SOMETIMES)}
    rare = {trait: share for trait, share in shares.items() if share < 1 / 20}
    assert not rare
    assert {trait: shares[trait] for trait in OFTEN if shares[trait] < 1 / 4} == {}
