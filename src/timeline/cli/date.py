"""timeline date"""

from __future__ import annotations

import click

from timeline.cli.arguments import command
from timeline.cli.session import Session, print_json, print_text
from timeline.dates import describe


@command("date")
@click.argument("text", metavar="TEXT")
@click.option(
    "--relative-to", metavar="DATE", help="The day that 'yesterday' counts from. Default: today."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.pass_obj
def date_command(
    session: Session,
    /,
    *,
    text: str,
    relative_to: str | None,
    as_json: bool,
) -> None:
    """Show what a date means: as EDTF, its earliest and latest day, and in words.

    \b
    timeline date "early January 2024"
    timeline date "four months ago" --relative-to 2024-01-16
    timeline date "[2024-01-05..2024-01-31]" --json
    """
    date = session.date(text, relative_to=session.optional_date(relative_to))
    hemisphere = session.date_settings.hemisphere
    meaning = {"input": text, **describe(date, hemisphere=hemisphere)}
    if as_json:
        print_json(meaning)
        return
    flags = [name for name in ("approximate", "uncertain") if meaning[name]]
    print_text(f"{meaning['edtf']}  {meaning['words']}")
    print_text(f"from {meaning['earliest'] or 'open'} to {meaning['latest'] or 'open'}")
    if flags:
        print_text(", ".join(flags))
