"""timeline corroborate, timeline dispute"""

from __future__ import annotations

from typing import Any

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.citing import citing, read_citations, read_figures, say_public_reason, say_unknown
from timeline.cli.learned import learned_on
from timeline.cli.reporting import report
from timeline.cli.session import Session
from timeline.editing import corroborate_fact, dispute_fact, find_fact
from timeline.editing.facts import check_known

_says = options.stacked(
    options.citing,
    options.figures,
    click.option("--says-date", metavar="DATE", help="The date that this source gives."),
    options.because,
    options.known,
    options.writing,
)


@command("corroborate")
@options.fact
@_says
@click.pass_obj
def corroborate_command(session: Session, /, **given: Any) -> None:
    """Record a further source for FACT: what it says, with its own date and figures.

    Two sources confirm a fact when they differ in publisher and neither repeats the other.

    \b
    timeline corroborate mexico-lists-demands --source https://example.org/b --locator "¶6"
    """
    _record(session, given, corroborate_fact)


@command("dispute")
@options.fact
@_says
@click.pass_obj
def dispute_command(session: Session, /, **given: Any) -> None:
    """Record a source, or a reason, against FACT. The fact stays, marked as disputed.

    \b
    timeline dispute ten-thousand-a-day --source agency-table --figure "people=8500 people"
    """
    _record(session, given, dispute_fact)


def _record(session: Session, given: dict[str, Any], make: Any) -> None:
    session.focus(facts=[given["fact"]], sources=given["sources"])
    fact = find_fact(session.whole_story, given["fact"])
    cited = read_citations(
        session,
        **citing(given),
        figures=read_figures(given["figures"]),
        date=session.optional_date(given["says_date"]),
    )
    entry = make(fact, cited.citations, because=given["because"])
    if given["known"] is not None or make is dispute_fact:
        entry = evolve(entry, known=check_known(learned_on(session, given["known"], cited)))
    elif not cited.dated:
        say_unknown(cited)
    say_public_reason(session, cited, given["because"])
    recorded = session.append((*cited.entries, entry), by=given["by"], dry_run=given["dry_run"])
    report(fact.name, recorded[-1].id, as_json=given["as_json"])
