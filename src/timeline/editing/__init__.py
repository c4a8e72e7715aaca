"""From what somebody means to do, to the entries to append. Nothing here writes.

entries = [state_fact(story, "…", parse_date("Jan 5, 2024"), citations=…)]
log.append(entries, by="ana")
"""

from timeline.editing.facts import (
    AMENDING_KINDS,
    HINDSIGHT,
    check_not_linked,
    correct_fact,
    corroborate_fact,
    dispute_fact,
    link_facts,
    preview,
    restore_fact,
    retract_fact,
    state_fact,
    undo_event,
)
from timeline.editing.figures import format_figure, parse_figure
from timeline.editing.names import check_name, find_event, find_fact, find_source, free_name, slug
from timeline.editing.sources import (
    NewSources,
    add_source,
    check_url,
    citations_of,
    cite_sources,
    correct_source,
    is_url,
)

__all__ = [
    "AMENDING_KINDS",
    "HINDSIGHT",
    "NewSources",
    "add_source",
    "check_name",
    "check_not_linked",
    "check_url",
    "citations_of",
    "cite_sources",
    "correct_fact",
    "correct_source",
    "corroborate_fact",
    "dispute_fact",
    "find_event",
    "find_fact",
    "find_source",
    "format_figure",
    "free_name",
    "is_url",
    "link_facts",
    "parse_figure",
    "preview",
    "restore_fact",
    "retract_fact",
    "slug",
    "state_fact",
    "undo_event",
]
