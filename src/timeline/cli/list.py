"""timeline list"""

from __future__ import annotations

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selecting, selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.projections.chronology import project_chronology
from timeline.projections.selection import Selection, select
from timeline.renderers.text import NO_FACTS, render_chronology


@command("list")
@selecting
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N facts.")
@options.viewing
@click.pass_obj
def list_command(
    session: Session,
    /,
    *,
    limit: int | None,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
    **chosen: str | tuple[str, ...] | None,
) -> None:
    """Show the facts in order of when they happened; the undated come last.

    \b
    timeline list --known-by 2024-01-06
    timeline list --from 2023-12 --until 2024-01-05 --tag demands --json
    """
    story = session.story(recorded_by, internal=internal)
    chronology = project_chronology(story, session.known_by(known_by))
    selection = selection_of(session, timeline_name, chosen)
    facts = select(chronology.facts, selection)
    if selection.since or selection.until:
        _say_undated(chronology.facts, selection)
    if limit is not None and len(facts) > limit:
        say(f"Showing {limit} of {len(facts)} facts.")
        facts = facts[:limit]
    if selection:
        chronology = evolve(chronology, not_yet=())
    chronology = evolve(chronology, facts=facts)
    if as_json:
        from timeline.renderers.data import chronology_data

        print_json(chronology_data(chronology))
    else:
        empty = "No facts match." if selection else NO_FACTS
        print_text(render_chronology(chronology, page(), empty=empty))


def _say_undated(facts: tuple[object, ...], selection: Selection) -> None:
    anytime = select(facts, evolve(selection, since=None, until=None))  # type: ignore[arg-type]
    undated = sum(state.values.occurred is None for state in anytime)
    if undated:
        say(f"Left out: {undated} undated, which can't be said to lie in the period.")
