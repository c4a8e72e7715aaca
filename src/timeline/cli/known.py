"""timeline known"""

from __future__ import annotations

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections.knowledge import project_knowledge
from timeline.projections.known import check_moment
from timeline.projections.selection import select
from timeline.renderers.answers import explained_data, render_knowledge


@command("known")
@click.argument("date", metavar="DATE")
@click.option("--knower", metavar="WHO", default="", help="An agency or person; default: public.")
@options.recorded_by
@options.timeline_name
@options.internal
@options.as_json
@click.pass_obj
def known_command(
    session: Session,
    /,
    *,
    date: str,
    knower: str,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show what was certainly, possibly and not yet known by DATE, to its end.

    Certain: it had become known by then, whichever of its possible days is right. Possible: it
    may have. Each answer comes with the event that makes it so, and each *possible* with what
    would settle it. The days are those of the log's zone. --recorded-by asks what you had on
    file.

    \b
    timeline known 2024-01-06
    timeline known 2024-01-08 --knower CBP
    timeline known 2024-01-06 --recorded-by 2024-02-01 --json
    """
    story = session.story(recorded_by, internal=internal)
    knowledge = project_knowledge(story, check_moment(session.date(date)), knower=knower)
    selection = selection_of(session, timeline_name, {})
    knowledge = evolve(
        knowledge,
        certain=select(knowledge.certain, selection),
        possible=select(knowledge.possible, selection),
        not_yet=select(knowledge.not_yet, selection),
        retracted=select(knowledge.retracted, selection),
    )
    if as_json:
        print_json(explained_data(knowledge))
    else:
        print_text(render_knowledge(knowledge, page()))
