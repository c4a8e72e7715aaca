"""timeline: an event-sourced log of dated facts.

What happened, when it became known, and when it was recorded: three clocks, nothing lost.

    from timeline import Log, init_log, parse_date, project_knowledge, project_story, state_fact

    init_log(path)
    log = Log(path)
    story = project_story(log.read())
    log.append([state_fact(story, "Mexico lists its terms", parse_date("Jan 5, 2024"))], by="ana")
    story = project_story(log.read())
    known = project_knowledge(story, parse_date("2024-01-06"))
    print([fact.name for fact in known.certain])

`add -> event -> log -> projection -> renderer`: see `timeline.editing`, `timeline.events`,
`timeline.log`, `timeline.projections` and `timeline.renderers`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from timeline.dates import Date, format_words, parse_date, parse_edtf
    from timeline.editing import correct_fact, corroborate_fact, retract_fact, state_fact
    from timeline.errors import Problem, TimelineError
    from timeline.events import Entry, Event
    from timeline.log import Log, init_log, verify_log
    from timeline.projections import (
        project_chronology,
        project_difference,
        project_history,
        project_knowledge,
        project_story,
    )
    from timeline.workspace import Workspace, find_workspace

_HOMES = {
    "timeline.dates": ("Date", "format_words", "parse_date", "parse_edtf"),
    "timeline.editing": ("correct_fact", "corroborate_fact", "retract_fact", "state_fact"),
    "timeline.errors": ("Problem", "TimelineError"),
    "timeline.events": ("Entry", "Event"),
    "timeline.log": ("Log", "init_log", "verify_log"),
    "timeline.projections": (
        "project_chronology",
        "project_difference",
        "project_history",
        "project_knowledge",
        "project_story",
    ),
    "timeline.workspace": ("Workspace", "find_workspace"),
}
_LOADED_ON_USE = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Date",
    "Entry",
    "Event",
    "Log",
    "Problem",
    "TimelineError",
    "Workspace",
    "correct_fact",
    "corroborate_fact",
    "find_workspace",
    "format_words",
    "init_log",
    "parse_date",
    "parse_edtf",
    "project_chronology",
    "project_difference",
    "project_history",
    "project_knowledge",
    "project_story",
    "retract_fact",
    "state_fact",
    "verify_log",
]


def __getattr__(name: str) -> object:
    # Loaded on use, so that `timeline --version` costs no more than Python and click.
    if name not in _LOADED_ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_LOADED_ON_USE[name]), name)
    globals()[name] = value
    return value
