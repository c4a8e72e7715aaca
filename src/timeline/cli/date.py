"""timeline date"""

from __future__ import annotations

from typing import Literal

import click

from timeline.cli.arguments import command
from timeline.cli.session import Session, print_json, print_text
from timeline.dates import describe, parse_date
from timeline.projections import Settings
from timeline.workspace import NoWorkspaceError


@command("date")
@click.argument("text", metavar="TEXT")
@click.option("--relative-to", metavar="DATE", help="The day that 'yesterday' counts from.")
@click.option("--dmy", "order", flag_value="dmy", help="Read 01/02/2024 as day, month, year.")
@click.option("--mdy", "order", flag_value="mdy", help="Read 01/02/2024 as month, day, year.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.pass_obj
def date_command(
    session: Session,
    /,
    *,
    text: str,
    relative_to: str | None,
    order: Literal["dmy", "mdy"] | None,
    as_json: bool,
) -> None:
    """Show what a date means: as EDTF, its earliest and latest day, and in words.

    \b
    timeline date "early January 2024"
    timeline date "four months ago" --relative-to 2024-01-16
    timeline date "[2024-01-05..2024-01-31]" --json
    """
    settings = _settings(session)
    date = parse_date(
        text,
        relative_to=parse_date(relative_to) if relative_to else None,
        order=order,
        zone=settings.zone,
        hemisphere=settings.hemisphere,
    )
    meaning = {"input": text, **describe(date, hemisphere=settings.hemisphere)}
    if as_json:
        print_json(meaning)
        return
    flags = [name for name in ("approximate", "uncertain") if meaning[name]]
    print_text(f"{meaning['edtf']}  {meaning['words']}")
    print_text(f"from {meaning['earliest'] or 'open'} to {meaning['latest'] or 'open'}")
    if flags:
        print_text(", ".join(flags))


def _settings(session: Session) -> Settings:
    """The log's zone and hemisphere; UTC and north where there is no workspace."""
    try:
        return session.settings
    except NoWorkspaceError:
        return Settings()
