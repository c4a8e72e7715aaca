"""A log with a correction and a retraction, for the formats that hold all of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from timeline.dates import parse_edtf
from timeline.editing import correct_fact, retract_fact
from timeline.events import (
    Change,
    Citation,
    Entry,
    FactStated,
    Figure,
    LogDescribed,
    SourceAdded,
)
from timeline.log import Log, init_log
from timeline.projections import FactState, project_story


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A fact, stated on Feb. 1, corrected on Feb. 2 (known Jan. 20) and retracted on Feb. 3."""
    init_log(tmp_path)
    moments = iter(datetime(2024, 2, day, 12, tzinfo=UTC) for day in range(1, 30))
    log = Log(tmp_path, clock=lambda: next(moments))
    source = SourceAdded(name="s", published=parse_edtf("[2024-01-08..2024-01-12]"))
    fact = FactStated(
        name="a", headline="Old", figures=(Figure(name="n", value="12"),),
        citations=(Citation(source="@2"),),
    )  # fmt: skip
    described = LogDescribed(log="test", zone="America/New_York")
    log.append([Entry(body=described), Entry(body=source), Entry(body=fact)], by="ana")

    def state() -> FactState:
        story = project_story(log.read())
        return story.state(story.facts_by_name["a"])

    change = Change(set={"headline": "New"})
    log.append(
        correct_fact(
            state(), change, kind="correction", because="so", known=parse_edtf("2024-01-20")
        ),
        by="ana",
    )
    log.append(
        [retract_fact(state(), because="no", known=parse_edtf("2024-01-25"))],
        by="ana",
    )
    return log
