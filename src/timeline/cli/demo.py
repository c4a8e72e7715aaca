"""timeline demo"""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.session import Session, say
from timeline.formats.example import DESCRIPTION, NotEmptyError, write_example


@command("demo")
@click.argument("directory", metavar="[DIR]", default="border-talks", required=False)
@options.dry_run
@click.pass_obj
def demo_command(session: Session, /, *, directory: str, dry_run: bool) -> None:
    """Write the example story into DIR, a new directory. Default: border-talks.

    \b
    timeline demo && cd border-talks && timeline list
    """
    root = Path(session.directory, directory)
    if dry_run:
        if root.exists() and any(root.iterdir()):
            raise NotEmptyError(root)
        say(f"Would write {DESCRIPTION.title} into {root}.")
        say("Nothing was written (--dry-run).")
        return
    plan = write_example(root)
    say(f"{DESCRIPTION.title}: {plan.facts} facts from {len(plan.sources)} sources, in {root}.")
    say(f"Go there (cd {directory}) and try: timeline list; timeline known 2024-01-06")
