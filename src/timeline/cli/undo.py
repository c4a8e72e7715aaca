"""timeline undo"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.completing import complete_event
from timeline.cli.reporting import report
from timeline.cli.session import Session
from timeline.editing import find_event, undo_event


@command("undo")
@click.argument("event", metavar="EVENT", shell_complete=complete_event)
@options.because
@options.writing
@click.pass_obj
def undo_command(
    session: Session, /, *, event: str, because: str, by: str, dry_run: bool, as_json: bool
) -> None:
    """Withdraw EVENT, an entry made in error: as if it had never been recorded.

    It never shows on a page; `timeline history` and `timeline log` still tell of it. To take
    back something that was published, use `timeline retract`. An undo can be undone.

    \b
    timeline undo k3f9abcd --because "wrong story"
    """
    session.focus(facts=[event])
    record = session.whole_story.record
    found = find_event((*record.events, *record.dropped), event)
    entry = undo_event(session.whole_story, found, because=because)
    [recorded] = session.append([entry], by=by, dry_run=dry_run)
    report(found.id[:8], recorded.id, as_json=as_json)
