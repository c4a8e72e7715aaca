"""What is written and read back is the same in everything that the format can hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.formats.round_trips import facts_in, plan_back, read, tell, write
from tests.sizes import size
from tests.strategies.formats import stories
from timeline.events import FactStated
from timeline.formats.exporting import cited_sources
from timeline.formats.items import Item
from timeline.projections import FactState, Story

CASES = settings(max_examples=size(15, 1500))

FACT_FORMATS = (
    "csv",
    "timelinejs-csv",
    "timelinejs-json",
    "ical",
    "markwhen",
    "timesketch-csv",
    "timesketch-jsonl",
)

# The fields of a fact that each format holds whole.
HELD = {
    "csv": (
        "name headline occurred zone detail language tags lanes people place figures media known_to"
    ).split(),
    "timelinejs-csv": ["headline", "occurred", "detail", "media"],
    "timelinejs-json": ["name", "headline", "occurred", "detail", "media"],
    "ical": ["name", "headline", "occurred", "detail", "tags"],
    "markwhen": ["name", "headline", "occurred", "detail", "tags", "lanes"],
    "timesketch-csv": ["name", "headline", "occurred", "detail", "tags"],
    "timesketch-jsonl": ["name", "headline", "occurred", "detail", "tags"],
}


def written_facts(story: Story, name: str) -> tuple[bytes, list[FactState]]:
    """The file, and the facts that the format could hold at all."""
    data, telling = write(story, name)
    left_out = {
        fact
        for what, names in telling.losses.items()
        if what.startswith(("facts without", "Happened and Known and Recorded"))
        for fact in names
    }
    return data, [state for state in tell(story).facts if state.name not in left_out]


def adapted(name: str, story: Story) -> Story:
    """Without what the format is known to take for something else."""
    facts = [fact.stated for fact in story.facts]
    if name == "markwhen":
        assume(not any("#" in fact.headline + fact.detail for fact in facts))
        assume(not any(line.lstrip() != line for fact in facts for line in fact.detail.split("\n")))
    return story


@pytest.mark.parametrize("name", FACT_FORMATS)
@given(data=st.data())
@CASES
def test_what_is_written_comes_back_and_changes_nothing(name: str, data: st.DataObject) -> None:
    story = adapted(name, data.draw(stories()))
    raw, states = written_facts(story, name)
    if not states:
        return
    assert [held(fact, name) for fact in facts_in(read(raw, name))] == [
        held(evolve(state.values, name=state.name), name) for state in states
    ]
    # A format without names knows a fact by its headline and date.
    known_by = [(fact.stated.headline, fact.stated.occurred) for fact in story.facts]
    assume(len(set(known_by)) == len(known_by))
    plan = plan_back(story, raw, name)
    assert plan.problems == plan.conflicts == []
    assert (plan.inserted, plan.unchanged) == (0, len(states))


def held(fact: FactStated, name: str) -> dict[str, Any]:
    return {field: getattr(fact, field) for field in HELD[name]}


@pytest.mark.parametrize("name", ["csl-json", "bibtex"])
@given(story=stories())
@CASES
def test_references_come_back(name: str, story: Story) -> None:
    raw, telling = write(story, name)
    cited = cited_sources(telling)
    if not cited:
        return
    plan = plan_back(story, raw, name)
    assert plan.problems == plan.conflicts == []
    assert (plan.inserted, plan.unchanged) == (0, len(cited))
    back = [item.entry.body for item in read(raw, name) if isinstance(item, Item)]
    assert {getattr(body, "name", "") for body in back} == {source.name for source in cited}


@pytest.mark.parametrize("name", [*FACT_FORMATS, "csl-json", "bibtex"])
@given(data=st.data())
@CASES
def test_any_bytes_are_read_or_refused_with_a_reason(name: str, data: st.DataObject) -> None:
    story = data.draw(stories())
    raw = bytearray(write(story, name)[0])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(raw)))
        change: Callable[[], bytes] = lambda: data.draw(st.binary(max_size=3))  # noqa: E731
        raw[place : place + data.draw(st.integers(0, 3))] = change()
    for one in read_or_refuse(bytes(raw), name):
        assert hasattr(one, "entry") or one.message


def read_or_refuse(raw: bytes, name: str) -> list[Any]:
    from timeline.formats.opening import NotTextError

    try:
        return read(raw, name)
    except NotTextError:
        return []
