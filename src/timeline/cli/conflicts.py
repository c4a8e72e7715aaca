"""timeline conflicts"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections.conflicts import project_conflicts
from timeline.projections.selection import narrow_story
from timeline.renderers.conflicts import (
    conflicts_data,
    duplicates_data,
    render_conflicts,
    render_duplicates,
)


@command("conflicts")
@click.option("--duplicates", is_flag=True, help="Only the facts that may be entered twice.")
@options.viewing
@click.pass_obj
def conflicts_command(
    session: Session,
    /,
    *,
    duplicates: bool,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show where sources disagree on a date, a figure or whether it happened, side by side; and
    changes that two people made without sight of each other.

    300,000 against 302,000 is a rounding, 2,500 against 4,500 a conflict. Facts that say nearly
    the same of one day are shown as likely duplicates; with different numbers they conflict.

    \b
    timeline conflicts --json
    timeline conflicts --duplicates
    """
    k = session.known_by(known_by)
    story = session.story(recorded_by, internal=internal)
    story = narrow_story(story, selection_of(session, timeline_name, {}), k)
    found = project_conflicts(story, k)
    if as_json:
        print_json(duplicates_data(found) if duplicates else conflicts_data(found))
        return
    if not duplicates:
        print_text(render_conflicts(found, page()))
    if duplicates or found.duplicates:
        print_text(("" if duplicates else "\n") + render_duplicates(found, page()))
