"""timeline demo"""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli.arguments import command
from timeline.cli.session import Session, say
from timeline.formats.example import DESCRIPTION, write_example


@command("demo")
@click.argument("directory", metavar="[DIR]", default="border-talks", required=False)
@click.pass_obj
def demo_command(session: Session, /, *, directory: str) -> None:
    """Write the example story into DIR, a new directory. Default: border-talks.

    \b
    timeline demo && cd border-talks && timeline list
    """
    root = Path(session.directory, directory)
    plan = write_example(root)
    say(f"{DESCRIPTION.title}: {plan.facts} facts from {len(plan.sources)} sources, in {root}.")
    say(f"Go there (cd {directory}) and try: timeline list; timeline known 2024-01-06")
