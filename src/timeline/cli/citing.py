"""What `add`, `corroborate`, `dispute`, `correct` and `retract` share: sources and figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click
from attrs import frozen

from timeline.cli.session import Session, say
from timeline.dates import Date, format_words
from timeline.editing import citations_of, cite_sources, parse_figure
from timeline.events import Citation, Entry, Figure


@frozen(kw_only=True)
class Cited:
    """The entries that add new sources, to stand first in the batch, and the citations."""

    entries: tuple[Entry, ...]
    citations: tuple[Citation, ...]


def read_citations(
    session: Session,
    *,
    sources: Sequence[str],
    publisher: str = "",
    published: str | None = None,
    quote: str = "",
    locator: str = "",
    attributed_to: str = "",
    figures: Sequence[Figure] = (),
    date: Date | None = None,
) -> Cited:
    """The citations that the options ask for.

    Raises:
        click.UsageError: options about a source without one, or about new sources without any.
        UnknownSourceError, DateError.
    """
    if not sources and (quote or locator or attributed_to):
        raise click.UsageError("--quote, --locator and --attributed-to need a --source.")
    about_new: dict[str, Any] = {}
    if publisher:
        about_new["publisher"] = publisher
    if published is not None:
        about_new["published"] = session.date(published)
    new = cite_sources(session.whole_story, sources, **about_new)
    if about_new and not new.entries:
        raise click.UsageError(
            "--publisher and --published describe a new source, and no --source here is new. "
            "To change one that exists: timeline source correct NAME."
        )
    citations = citations_of(
        new.sources,
        quote=quote,
        locator=locator,
        attributed_to=attributed_to,
        figures=tuple(figures),
        date=date,
    )
    return Cited(entries=new.entries, citations=citations)


def read_figures(texts: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(parse_figure(text) for text in texts)


def say_date(session: Session, label: str, text: str, date: Date) -> None:
    """Echo what a date was understood to mean, so that a wrong reading is seen at once."""
    words = format_words(date, hemisphere=session.settings.hemisphere)
    say(f"{label}: {date.edtf} ({words})" if text != date.edtf else f"{label}: {words}")


def as_written(text: str, date: Date) -> str:
    """The words as written, where the EDTF does not say them already."""
    return "" if text == date.edtf else text
