"""timeline history"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.editing import find_fact
from timeline.projections import project_history, project_ladder
from timeline.projections.selection import narrow_story
from timeline.renderers.answers import ladder_data, render_ladder
from timeline.renderers.data import history_data
from timeline.renderers.text import render_history


@command("history")
@options.fact
@options.viewing
@click.pass_obj
def history_command(
    session: Session,
    /,
    *,
    fact: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show what FACT says, and every event about it: when it happened, when it became known,
    when it was recorded; then the ladder, how its status rose and fell.

    FACT is a readable name or the beginning of an id.

    \b
    timeline history mexico-lists-demands --known-by 2024-01-06
    """
    story = session.story_about(fact, recorded_by, internal=internal)
    k = session.known_by(known_by)
    story = narrow_story(story, selection_of(session, timeline_name, {}), k)
    history = project_history(story, find_fact(story, fact), k)
    ladder = project_ladder(story, history.state.fact, k)
    if as_json:
        print_json({**history_data(history), "ladder": ladder_data(ladder)})
    else:
        print_text(render_history(history, story, page(), known_by=k))
        print_text(render_ladder(ladder, story, page()))
