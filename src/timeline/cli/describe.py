"""timeline describe"""

from __future__ import annotations

from typing import Any

import click
from attrs import asdict

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.completing import complete_zone
from timeline.cli.session import Session, print_json, print_text, say
from timeline.dates import check_zone
from timeline.events import Entry, LogDescribed
from timeline.renderers.text import inert


@command("describe")
@click.option("--title", metavar="TEXT", help="What the story is called.")
@click.option("--description", metavar="TEXT", help="A sentence or two under the title.")
@click.option("--zone", metavar="ZONE", shell_complete=complete_zone, help="Its IANA time zone.")
@click.option("--hemisphere", type=click.Choice(["north", "south"]), help="Whose seasons.")
@click.option("--language", metavar="CODE", help="Its language.")
@click.option(
    "--pad", metavar="N", type=click.IntRange(min=0), help="How far '~' reaches, in units."
)
@options.recorded_by
@options.writing
@click.pass_obj
def describe_command(
    session: Session,
    /,
    *,
    recorded_by: str | None,
    by: str,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Show the log's title, zone, hemisphere, language and pad, or change them.

    They change answers, so a change is an event, and --recorded-by before it gives the old ones.

    \b
    timeline describe
    timeline describe --title "The price of help" --zone America/New_York
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    if chosen and recorded_by:
        raise click.UsageError("--recorded-by shows what the log said then, and changes nothing.")
    if chosen:
        if "zone" in chosen:
            check_zone(chosen["zone"])
        current = asdict(session.settings)
        if all(current[name] == value for name, value in chosen.items()):
            say("Nothing changes: the log says all of that.")
        else:
            session.append([Entry(body=LogDescribed(**chosen))], by=by, dry_run=dry_run)
            session.__dict__.pop("settings", None)
    settings = asdict(session.story(recorded_by).settings if recorded_by else session.settings)
    if as_json:
        print_json(settings)
    else:
        for name, value in settings.items():
            print_text(f"{name}: {inert(str(value))}")
