"""The versions of every fact, against the projection at each (K, R), on random logs."""

from __future__ import annotations

from random import Random

import pytest

from tests.sizes import size
from tests.strategies.logs import random_log
from timeline.dates import day, parse_edtf
from timeline.formats.versions import Version, project_versions
from timeline.projections import FactState, project_chronology, project_story

FIRST = parse_edtf("2023-12-25").s0 or 0
DAYS = [day(FIRST + number) for number in range(45)]


def said(state: FactState) -> tuple[object, ...]:
    return (
        state.id,
        state.values.headline,
        state.values.occurred,
        state.certainty,
        state.status.name,
    )


def counts(version: Version, k: str, r: str) -> bool:
    known = version.known_from <= k and (version.known_until is None or k < version.known_until)
    return (
        known
        and version.recorded_from <= r
        and (version.recorded_until is None or r < version.recorded_until)
    )


@pytest.mark.parametrize("seed", range(size(40, 2000)))
def test_versions_say_what_the_projection_says(seed: int) -> None:
    rng = Random(seed)
    events = random_log(rng)
    versions = list(project_versions(project_story(events, internal=True)))
    for r in sorted({event.recorded for event in events}):
        story = project_story(events, recorded_by=r, internal=True)
        for k in rng.sample(DAYS, 6):
            expected = {said(state) for state in project_chronology(story, k).facts}
            found = {said(one.state) for one in versions if counts(one, k.edtf, r)}
            assert found == expected, (seed, k.edtf, r)
