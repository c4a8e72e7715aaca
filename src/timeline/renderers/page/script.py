"""What the page's script is given: the words that it says, its days, and where facts once stood."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from timeline.dates import parse_edtf
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import Words
from timeline.renderers.page.order import view_order
from timeline.renderers.page.timelines import Snapshot
from timeline.renderers.page.when import date_words


def month_patterns(words: Words, story: Story) -> str:
    """A plain day of each month in words, with `d` and `y` for its day and year: what the
    script says a day with.
    """
    patterns = []
    for month in range(1, 13):
        said = date_words(parse_edtf(f"2021-{month:02}-28"), words, story.settings)
        patterns.append(said.replace("28", "{d}").replace("2021", "{y}"))
    return "|".join(patterns)


def script_words(words: Words, latest: str) -> str:
    """What the script says, as JSON; `{n}`, `{}` are filled there."""
    page, state = words.section("page"), words.section("state")
    said = {name: state[name] for name in ("may", "not", "new", "changed")}
    said |= {name: page[name] for name in ("hint", "quote")}
    said["shown"] = words.section("filter")["shown"]
    said["latest"] = latest
    said["more"] = page["and_more"]["other"]
    said["end"] = page["still_to_happen"]["other"]
    return _json(said)


def moves(
    story: Story,
    tracks: Sequence[Sequence[Snapshot]],
    ids: Callable[[str], str],
    heading: Callable[[FactState], str],
) -> str:
    """As JSON: where facts stood while they had another date; "" for none. See view_order."""
    found = view_order(story, tracks, ids, heading)
    data = [
        [one.since, one.until, [[move.id, move.before, move.heading] for move in one.moves]]
        for one in found
    ]
    return _json(data) if data else ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
