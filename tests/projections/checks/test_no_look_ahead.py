"""Rule 10 for the checks: what is recorded after R, or known after K, is not found at (K, R)."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from attrs import evolve

from tests.projections.test_no_look_ahead import without_what_follows
from tests.sizes import size
from tests.strategies.logs import (
    append_after,
    append_every_type,
    carry_on,
    random_case,
    random_log,
)
from timeline.dates import Date, parse_edtf
from timeline.events import Event, FactStated
from timeline.projections import project_story
from timeline.projections.checks import RULES, Review, check_story

CASES = size(80, 3_000)
NOW = 1_706_000_000  # 2024-01-23
LATER = parse_edtf("2024-01-16")


def found(
    events: Sequence[Event], known_by: Date | None, recorded_by: str | None = None
) -> list[tuple[str, str, str]]:
    """Names are left out: what people type does not follow K, nor do clashes of it."""
    story = project_story(events, recorded_by=recorded_by, internal=True)
    findings = check_story(Review(story=story, known_by=known_by, now=NOW))
    return sorted(
        (finding.code, finding.event, finding.message if known_by is None else "")
        for finding in findings
        if known_by is None or finding.code != "clashing-name"
    )


def test_what_is_recorded_after_r_is_not_found_at_r() -> None:
    seen = set()
    for seed in range(CASES):
        case = random_case(Random(seed))
        r = case.recorded_by or case.events[-1].recorded
        growing = carry_on(Random(seed), case.events)
        append_every_type(growing)
        before = found(case.events, case.known_by, r)
        assert before == found(growing.reality, case.known_by, r)
        seen |= {code for code, _, _ in before}
    assert len(seen) > len(RULES) / 2


def test_what_becomes_known_after_k_is_not_found_at_k() -> None:
    for seed in range(CASES):
        events = random_log(Random(seed))
        growing = carry_on(Random(seed), events)
        for fact in growing.having(FactStated)[:2]:
            append_after(growing, fact)
        assert found(events, LATER) == found(growing.reality, LATER)


def test_what_was_recorded_early_but_known_after_k_is_not_found_at_k() -> None:
    for seed in range(CASES):
        events = [evolve(event, saw=()) for event in random_log(Random(seed))]
        assert found(events, LATER) == found(without_what_follows(events, LATER), LATER)
