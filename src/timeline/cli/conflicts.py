"""timeline conflicts"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_part
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections.conflicts import first_of, project_conflicts
from timeline.projections.story import Story
from timeline.renderers.conflicts import (
    conflicts_data,
    duplicates_data,
    render_conflicts,
    render_duplicates,
)

if TYPE_CHECKING:
    from timeline.index.concern import Facts
    from timeline.log.ledger import Ledger


@command("conflicts")
@click.option("--duplicates", is_flag=True, help="Only the facts that may be entered twice.")
@options.limit
@options.viewing
@click.pass_obj
def conflicts_command(
    session: Session,
    /,
    *,
    duplicates: bool,
    limit: int | None,
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
    asked = Asked(
        known_by=session.known_by(known_by),
        recorded_by=session.recorded_by(recorded_by),
        internal=internal,
        selection=selection_of(session, timeline_name, {}),
    )
    found = project_conflicts(read_part(session, asked, _at_odds), asked.known_by)
    found = first_of(found, limit)
    if as_json:
        print_json(duplicates_data(found) if duplicates else conflicts_data(found))
        return
    if not duplicates:
        print_text(render_conflicts(found, page()))
    if duplicates or found.duplicates:
        print_text(("" if duplicates else "\n") + render_duplicates(found, page()))


def _at_odds(ledger: Ledger, _story: Story) -> Facts:
    from timeline.index.concern import at_odds

    return at_odds(ledger)
