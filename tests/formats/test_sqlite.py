"""The database answers by both axes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.formats.round_trips import write
from timeline.dates import parse_edtf
from timeline.log import Log
from timeline.projections import project_chronology, project_story


def test_versions_hold_for_days_and_instants(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "story.sqlite"
    path.write_bytes(write(project_story(log.read()), "sqlite")[0])
    connection = sqlite3.connect(path)

    def said(k: str, r: str) -> list[tuple[str, str, int]]:
        return connection.execute(
            "select headline, certainty, retracted from versions "
            "where known_from <= ? and (? < known_until or known_until is null) "
            "and recorded_from <= ? and (? < recorded_until or recorded_until is null)",
            (k, k, r, r),
        ).fetchall()

    assert said("2024-01-07", "2024-03") == []
    assert said("2024-01-08", "2024-03") == [("Old", "possible", 0)]
    assert said("2024-01-12", "2024-03") == [("Old", "certain", 0)]
    assert said("2024-01-19", "2024-03") == [("Old", "certain", 0)]
    assert said("2024-01-20", "2024-03") == [("New", "certain", 0)]
    assert said("2024-01-25", "2024-03") == [("New", "certain", 1)]
    assert said("2024-01-25", "2024-02-02T13") == [("New", "certain", 0)]
    assert said("2024-01-25", "2024-02-01T13") == [("Old", "certain", 0)]
    assert said("2024-01-25", "2024-01-31") == []
    assert connection.execute("select count(*) from events").fetchall() == [(5,)]
    assert connection.execute("select value, source from figures").fetchall() == [(12, None)]
    connection.close()


def test_every_version_agrees_with_the_projection(log: Log) -> None:
    from timeline.formats.versions import project_versions

    events = log.read()
    versions = list(project_versions(project_story(events)))
    for r in [event.recorded for event in events]:
        story = project_story(events, recorded_by=r)
        for number in range(1, 32):
            k = f"2024-01-{number:02d}"
            expected = [
                (state.values.headline, state.certainty, state.status.name)
                for state in project_chronology(story, parse_edtf(k)).facts
            ]
            found = [
                (one.state.values.headline, one.state.certainty, one.state.status.name)
                for one in versions
                if one.known_from <= k < (one.known_until or "9")
                and one.recorded_from <= r < (one.recorded_until or "9")
            ]
            assert found == expected, (k, r)


def test_retracted_facts_go_only_where_that_can_be_said(log: Log) -> None:
    story = project_story(log.read())
    raw, telling = write(story, "csv")
    assert raw.count(b"\n") == 1
    assert "retracted facts (of 1 fact: a)" in list(telling.losses_in_words())
    assert b"New" in write(story, "sqlite")[0]
