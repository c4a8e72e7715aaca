"""timeline retract, timeline restore"""

from __future__ import annotations

from typing import Any

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.citing import read_citations
from timeline.cli.learned import learned_on
from timeline.cli.reporting import report
from timeline.cli.session import Session
from timeline.editing import find_fact, restore_fact, retract_fact

_why = options.stacked(
    options.because,
    click.option("--known", metavar="DATE", help="When this became known."),
    options.citing,
    options.writing,
)


@command("retract")
@click.argument("fact", metavar="FACT")
@_why
@click.option("--instead", metavar="FACT", help="The fact to be read in its place.")
@click.pass_obj
def retract_command(session: Session, /, *, instead: str | None, **given: Any) -> None:
    """Take FACT back, with the reason. It stays visible, struck through, and in the log.

    \b
    timeline retract mexico-agrees --because "No source says that Mexico agreed"
    """
    story = session.whole_story
    state = story.state(find_fact(story, given["fact"]))
    replacement = find_fact(story, instead) if instead else None
    cited = read_citations(session, **_citing(given))
    entry = retract_fact(
        state,
        because=given["because"],
        known=learned_on(session, given["known"], cited.citations),
        citations=cited.citations,
        instead=replacement,
    )
    recorded = session.append((*cited.entries, entry), by=given["by"], dry_run=given["dry_run"])
    report(state.name, recorded[-1].id, as_json=given["as_json"])


@command("restore")
@click.argument("fact", metavar="FACT")
@_why
@click.pass_obj
def restore_command(session: Session, /, **given: Any) -> None:
    """Put a retracted FACT back, with the reason. The retraction stays in its history.

    \b
    timeline restore mexico-agrees --because "The foreign ministry confirms it"
    """
    story = session.whole_story
    state = story.state(find_fact(story, given["fact"]))
    cited = read_citations(session, **_citing(given))
    entry = restore_fact(
        state,
        because=given["because"],
        known=learned_on(session, given["known"], cited.citations),
        citations=cited.citations,
    )
    recorded = session.append((*cited.entries, entry), by=given["by"], dry_run=given["dry_run"])
    report(state.name, recorded[-1].id, as_json=given["as_json"])


def _citing(given: dict[str, Any]) -> dict[str, Any]:
    names = ("sources", "publisher", "published", "quote", "locator", "attributed_to")
    return {name: given[name] for name in names}
