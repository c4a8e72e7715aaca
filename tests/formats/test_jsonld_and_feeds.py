"""JSON-LD for fact-checkers, and the JSON Feed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.formats.round_trips import write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.events import (
    Entry,
    Event,
    FactStated,
)
from timeline.projections import Story, project_story


def test_disputes_and_corrections_are_told_to_fact_checkers() -> None:
    from timeline.events import FactDisputed

    story = story_of([Entry(body=FactStated(name="a", headline="A", occurred=parse_edtf("2024")))])
    fact = story.facts[0]
    events: list[Event] = list(story.record.events)
    from timeline.codec import parse_line, record_batch

    dispute = Entry(
        body=FactDisputed(because="It did not."), about=fact.id, known=parse_edtf("2024")
    )
    recorded = record_batch(
        [dispute], recorded="2024-02-02T00:00:00.000000Z", by="ben", new_salt=lambda: "0" * 32
    )
    disputed: Story = project_story([*events, parse_line(recorded[0].line)])
    data = json.loads(write(disputed, "jsonld")[0])
    [review] = data["itemListElement"][0]["item"]["subjectOf"]
    assert review["@type"] == "ClaimReview"
    assert review["reviewBody"] == "It did not."


def test_the_json_feed_has_the_entries_of_the_atom_feed() -> None:
    feedparser: Any = pytest.importorskip("feedparser")

    from timeline.formats.jsonfeed import format_jsonfeed
    from timeline.renderers.feeds import render_atom

    story = story_of([Entry(body=FactStated(name="a", headline="A & <b>", occurred=None))])
    atom = render_atom(story)
    feed = json.loads(format_jsonfeed(atom))
    parsed = feedparser.parse(atom)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry["id"] for entry in parsed.entries]
    assert all(item.get("content_text") or item.get("content_html") for item in feed["items"])
