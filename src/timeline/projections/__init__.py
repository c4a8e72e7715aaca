"""Pure functions from events and (K, R) to a state. The rules are in docs/model.md.

    story = project_story(events, recorded_by=R)      # rules 1, 2, 3 and 9: everything as of R
    project_chronology(story, K)                      # the facts in order of when they happened
    project_knowledge(story, K, knower=…)             # certain, possible, not yet, retracted
    project_difference(story, A, B)                   # what changed between two days
    project_history(story, fact, K)                   # every event about one fact

K is a `Date`, to its end in the log's zone; R is text as in `Event.recorded`. Both inclusive.
Each projection is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.projections.chronology import Chronology, project_chronology
    from timeline.projections.difference import BackwardsError, Difference, project_difference
    from timeline.projections.facts import Fact, Step
    from timeline.projections.history import History, project_history
    from timeline.projections.internal import withhold_internal
    from timeline.projections.knowledge import Knowledge, project_knowledge
    from timeline.projections.known import Certainty, Known
    from timeline.projections.record import Record, Settings, project_record, project_settings
    from timeline.projections.sources import Source, project_sources
    from timeline.projections.state import Alternative, Cited, FactState, Status, state_at
    from timeline.projections.story import Story, project_story

_HOMES = {
    "chronology": ("Chronology", "project_chronology"),
    "difference": ("BackwardsError", "Difference", "project_difference"),
    "facts": ("Fact", "Step"),
    "history": ("History", "project_history"),
    "internal": ("withhold_internal",),
    "knowledge": ("Knowledge", "project_knowledge"),
    "known": ("Certainty", "Known"),
    "record": ("Record", "Settings", "project_record", "project_settings"),
    "sources": ("Source", "project_sources"),
    "state": ("Alternative", "Cited", "FactState", "Status", "state_at"),
    "story": ("Story", "project_story"),
}
_LOADED_ON_USE = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Alternative",
    "BackwardsError",
    "Certainty",
    "Chronology",
    "Cited",
    "Difference",
    "Fact",
    "FactState",
    "History",
    "Knowledge",
    "Known",
    "Record",
    "Settings",
    "Source",
    "Status",
    "Step",
    "Story",
    "project_chronology",
    "project_difference",
    "project_history",
    "project_knowledge",
    "project_record",
    "project_settings",
    "project_sources",
    "project_story",
    "state_at",
    "withhold_internal",
]


def __getattr__(name: str) -> object:
    if name not in _LOADED_ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_LOADED_ON_USE[name]}"), name)
    globals()[name] = value  # so that this happens once
    return value
