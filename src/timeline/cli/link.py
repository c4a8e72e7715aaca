"""timeline link"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.completing import complete_fact
from timeline.cli.reporting import report
from timeline.cli.session import Session
from timeline.editing import check_not_linked, find_fact, link_facts
from timeline.events import RELATIONS


@command("link")
@options.fact
@click.argument("rel", metavar="REL", type=click.Choice(RELATIONS))
@click.argument("to", metavar="FACT", shell_complete=complete_fact)
@options.because
@options.writing
@click.pass_obj
def link_command(
    session: Session,
    /,
    *,
    fact: str,
    rel: str,
    to: str,
    because: str,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Say that the first FACT follows, causes, answers or contradicts the second, or is the
    same-as it.

    Facts of one date are shown in the order of their `follows` links.

    \b
    timeline link white-house-answers answers mexico-lists-demands
    """
    session.focus(facts=[fact, to])
    story = session.whole_story
    first = find_fact(story, fact)
    second = find_fact(story, to)
    check_not_linked(story, first, rel, second)
    entry = link_facts(first, rel, second, because=because)
    [recorded] = session.append([entry], by=by, dry_run=dry_run)
    report(first.name, recorded.id, as_json=as_json)
