"""When a correction, retraction or restoration became known."""

from __future__ import annotations

from timeline.cli.citing import Cited, say_date
from timeline.cli.session import Session, on_terminal, say, say_error
from timeline.dates import Date, DateError, today


def learned_on(session: Session, given: str | None, cited: Cited) -> Date | None:
    """As given; else None: its sources' dates tell; else asked for; else today, said aloud."""
    if given is not None:
        date = session.date(given)
        say_date(session, "known", given, date)
        return date
    if cited.dated:
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
        answer: str = click.prompt(
            "When did this become known?", default=default.edtf, prompt_suffix=" ", err=True
        )
        try:
            return session.date(answer)
        except DateError as error:
            say_error(error)
