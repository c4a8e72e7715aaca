"""timeline retract, timeline restore"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.citing import citing, read_citations, say_public_reason
from timeline.cli.completing import complete_fact
from timeline.cli.learned import learned_on
from timeline.cli.reporting import report
from timeline.cli.session import Session
from timeline.editing import find_fact, restore_fact, retract_fact
from timeline.editing.facts import check_known
from timeline.events import Entry

_why = options.stacked(
    options.because,
    click.option("--known", metavar="DATE", help="When this became known."),
    options.citing,
    options.writing,
)


@command("retract")
@options.fact
@_why
@click.option(
    "--instead",
    metavar="FACT",
    shell_complete=complete_fact,
    help="The fact to be read in its place.",
)
@click.pass_obj
def retract_command(session: Session, /, *, instead: str | None, **given: Any) -> None:
    """Take FACT back, with the reason. It stays visible, struck through, and in the log.

    \b
    timeline retract mexico-agrees --because "No source says that Mexico agreed"
    """
    session.focus(facts=[given["fact"], instead or ""], sources=given["sources"])
    replacement = find_fact(session.whole_story, instead) if instead else None
    _record(session, given, partial(retract_fact, instead=replacement))


@command("restore")
@options.fact
@_why
@click.pass_obj
def restore_command(session: Session, /, **given: Any) -> None:
    """Put a retracted FACT back, with the reason. The retraction stays in its history.

    \b
    timeline restore mexico-agrees --because "The foreign ministry confirms it"
    """
    session.focus(facts=[given["fact"]], sources=given["sources"])
    _record(session, given, restore_fact)


def _record(session: Session, given: dict[str, Any], make: Callable[..., Entry]) -> None:
    session.check_author(given["by"])
    story = session.whole_story
    state = story.state(find_fact(story, given["fact"]))
    cited = read_citations(
        session,
        **citing(given),
    )
    # First whether it can be done at all, then the question of when it became known.
    entry = make(state, because=given["because"], citations=cited.citations)
    known = check_known(learned_on(session, given["known"], cited))
    say_public_reason(session, cited, given["because"])
    recorded = session.append(
        (*cited.entries, evolve(entry, known=known)), by=given["by"], dry_run=given["dry_run"]
    )
    report(state.name, recorded[-1].id, as_json=given["as_json"])
