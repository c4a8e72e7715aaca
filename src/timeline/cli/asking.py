"""Questions on a terminal. They go to stderr, so that pipes carry data only."""

from __future__ import annotations

import click

from timeline.cli.citing import say_date
from timeline.cli.session import Session, say_error
from timeline.dates import DateError


def ask(question: str, *, empty: bool = False) -> str:
    """The answer in one line; asked again where it is empty and may not be."""
    default = "" if empty else None
    answer: str = click.prompt(
        question, default=default, show_default=False, prompt_suffix=" ", err=True
    )
    return answer.strip()


def ask_date(session: Session, question: str, *passing: str) -> str:
    """A date as typed, asked for until it can be understood; `passing` answers are no dates."""
    while True:
        answer = ask(question, empty="" in passing)
        if answer.casefold() in passing:
            return answer
        try:
            date = session.date(answer)
        except DateError as error:
            say_error(error)
        else:
            say_date(session, "understood", answer, date)
            return answer
