"""Pure functions from events and (K, R) to a state. The rules are in docs/model.md.

    story = project_story(events, recorded_by=R)      # rules 1, 2, 3 and 9: everything as of R
    project_chronology(story, K)                      # the facts in order of when they happened
    project_knowledge(story, K, knower=…)             # certain, possible, not yet, retracted
    project_difference(story, A, B)                   # what changed between two days
    project_history(story, fact, K)                   # every event about one fact
    project_ladder(story, fact, K)                    # how its status rose and fell
    project_conflicts(story, K)                       # where sources or writers disagree
    project_lag(story, K)                             # happened, known, recorded; silences
    explain_state(story, state, K)                    # why certain, possible or not yet

K is a `Date`, to its end in the log's zone; R is text as in `Event.recorded`. Both inclusive.
Each projection is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.projections.chronology import Chronology, project_chronology
    from timeline.projections.conflicts import Claim, Conflict, Conflicts, project_conflicts
    from timeline.projections.difference import BackwardsError, Difference, project_difference
    from timeline.projections.explain import Bound, Explanation, explain_state
    from timeline.projections.facts import Fact, Step
    from timeline.projections.history import History, project_history
    from timeline.projections.internal import withhold_internal
    from timeline.projections.knowledge import Knowledge, project_knowledge
    from timeline.projections.known import Certainty, Known
    from timeline.projections.ladder import Rung, project_ladder
    from timeline.projections.lag import Lag, Lags, Silence, project_lag
    from timeline.projections.record import Record, Settings, project_record, project_settings
    from timeline.projections.sources import Source, project_sources
    from timeline.projections.state import Alternative, Cited, FactState, Status, state_at
    from timeline.projections.story import Story, project_story

_HOMES = {
    "chronology": ("Chronology", "project_chronology"),
    "conflicts": ("Claim", "Conflict", "Conflicts", "project_conflicts"),
    "difference": ("BackwardsError", "Difference", "project_difference"),
    "explain": ("Bound", "Explanation", "explain_state"),
    "facts": ("Fact", "Step"),
    "history": ("History", "project_history"),
    "internal": ("withhold_internal",),
    "knowledge": ("Knowledge", "project_knowledge"),
    "known": ("Certainty", "Known"),
    "ladder": ("Rung", "project_ladder"),
    "lag": ("Lag", "Lags", "Silence", "project_lag"),
    "record": ("Record", "Settings", "project_record", "project_settings"),
    "sources": ("Source", "project_sources"),
    "state": ("Alternative", "Cited", "FactState", "Status", "state_at"),
    "story": ("Story", "project_story"),
}
_LOADED_ON_USE = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Alternative",
    "BackwardsError",
    "Bound",
    "Certainty",
    "Chronology",
    "Cited",
    "Claim",
    "Conflict",
    "Conflicts",
    "Difference",
    "Explanation",
    "Fact",
    "FactState",
    "History",
    "Knowledge",
    "Known",
    "Lag",
    "Lags",
    "Record",
    "Rung",
    "Settings",
    "Silence",
    "Source",
    "Status",
    "Step",
    "Story",
    "explain_state",
    "project_chronology",
    "project_conflicts",
    "project_difference",
    "project_history",
    "project_knowledge",
    "project_ladder",
    "project_lag",
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
