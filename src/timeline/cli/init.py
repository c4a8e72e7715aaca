"""timeline init"""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.completing import complete_zone
from timeline.cli.session import Session, say
from timeline.dates import check_zone
from timeline.errors import TimelineError
from timeline.events import Entry, LogDescribed
from timeline.log import Log, init_log
from timeline.workspace import Workspace


class WorkspaceExistsError(TimelineError):
    code = "workspace-exists"

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"expected a directory without a log, and {root} has events in it",
            "change its title or zone with: timeline describe",
        )


@command("init")
@click.argument("directory", metavar="[DIR]", default="", required=False)
@click.option("--title", metavar="TEXT", default="", help="What the story is called.")
@click.option(
    "--zone",
    metavar="ZONE",
    shell_complete=complete_zone,
    default="UTC",
    help="Its IANA time zone. Default: UTC.",
)
@click.option(
    "--hemisphere",
    type=click.Choice(["north", "south"]),
    default="north",
    help="Whose seasons a bare 'winter' means.",
)
@click.option("--language", metavar="CODE", default="en", help="Its language: en, es, ar, …")
@options.by
@options.dry_run
@click.pass_obj
def init_command(
    session: Session,
    /,
    *,
    directory: str,
    title: str,
    zone: str,
    hemisphere: str,
    language: str,
    by: str,
    dry_run: bool,
) -> None:
    """Make a workspace for a story in DIR, or here.

    It writes events/ and, for git, a line in .gitattributes and in .gitignore. Title, zone,
    hemisphere and language are the log's first event, because they change answers.

    \b
    timeline init border-talks --title "The border talks" --zone America/New_York
    """
    root = Path(session.directory, directory).resolve()
    check_zone(zone)
    if any((root / "events").glob("**/*.jsonl")):
        raise WorkspaceExistsError(root)
    author = Workspace(root).author(by)
    if dry_run:
        say(f"Would make a log in {root / 'events'}, zone {zone}, recorded by {author}.")
        say("Nothing was written (--dry-run).")
        return
    init_log(root)
    described = LogDescribed(
        log=secrets.token_hex(16),
        title=title or root.name,
        zone=zone,
        hemisphere=hemisphere,
        language=language,
        pad=1,
    )
    Log(root).append([Entry(body=described)], by=author)
    say(f"A log for “{title or root.name}” in {root / 'events'}, zone {zone}.")
    say('Add a fact: timeline add "Jan 5, 2024" "What happened" --source URL')
