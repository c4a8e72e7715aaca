"""When a correction, retraction or restoration became known."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.cli.citing import say_date
from timeline.cli.session import Session, on_terminal, say
from timeline.dates import Date, DateError, today
from timeline.events import Citation


def learned_on(session: Session, given: str | None, citations: Sequence[Citation]) -> Date | None:
    """As given; else None, where its citations tell; else asked for; else today, said aloud."""
    if given is not None:
        date = session.date(given)
        say_date(session, "known", given, date)
        return date
    if citations:
        return None
    zone = session.settings.zone
    now = today(zone)
    if not on_terminal():
        say(
            f"known: {now.edtf}, the day this is recorded in {zone} (give --known to say otherwise)"
        )
        return now
    return _ask(session, now)


def _ask(session: Session, default: Date) -> Date:
    import click

    while True:
        answer: str = click.prompt("When did this become known?", default=default.edtf, err=True)
        try:
            return session.date(answer)
        except DateError as error:
            say(f"{error}\n  {error.remedy}" if error.remedy else str(error))
