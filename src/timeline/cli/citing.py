"""What `add`, `corroborate`, `dispute`, `correct` and `retract` share: sources and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click
from attrs import frozen

from timeline.cli.session import Session, say
from timeline.dates import Date, format_words
from timeline.editing import NewSources, citations_of, cite_sources, parse_figure
from timeline.events import Citation, Entry, Figure


@frozen(kw_only=True)
class Cited:
    """The entries that add new sources, to stand first in the batch, and the citations.

    `dated`: one of the sources has a published date, from which a `known` can be derived.
    """

    entries: tuple[Entry, ...]
    citations: tuple[Citation, ...]
    dated: bool


_OPTIONS = ("sources", "publisher", "published", "quote", "locator", "attributed_to")


def citing(given: Mapping[str, Any]) -> dict[str, Any]:
    """What `options.citing` gave, of all that a command was given."""
    return {name: given[name] for name in _OPTIONS}


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
    if not sources and (figures or date):
        raise click.UsageError("--figure and --says-date tell what a source says: give --source.")
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
    return Cited(entries=new.entries, citations=citations, dated=_dated(session, new))


def _dated(session: Session, new: NewSources) -> bool:
    held = session.whole_story.sources
    added = {f"@{place}": entry.body for place, entry in enumerate(new.entries, start=1)}
    bodies = [held[one].values if one in held else added[one] for one in new.sources]
    return any(getattr(body, "published", None) is not None for body in bodies)


def read_figures(texts: Sequence[str]) -> tuple[Figure, ...]:
    """The figures, each name once: of two, one would replace the other unseen."""
    figures = tuple(parse_figure(text) for text in texts)
    names = [figure.name for figure in figures]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise click.UsageError(f"--figure: expected each name once, got {twice!r} twice.")
    return figures


def say_public_reason(session: Session, cited: Cited, because: str) -> None:
    """Warn that a reason shows in public, where every source given for it is internal."""
    held = session.whole_story.sources
    ids = [citation.source for citation in cited.citations]
    if because and ids and all(one in held and held[one].values.internal for one in ids):
        say("The reason shows in public, though its source is internal: say nothing secret in it.")


def say_unknown(cited: Cited) -> None:
    """Say aloud that nothing tells when it became known, and what would."""
    if cited.citations:
        say("known: unknown, for no source has a date (give --known, or the source's --published)")
    else:
        say("known: unknown (give --known DATE, or a --source with its date)")


def say_date(session: Session, label: str, text: str, date: Date) -> None:
    """Echo what a date was understood to mean, so that a wrong reading is seen at once."""
    words = format_words(date, hemisphere=session.settings.hemisphere)
    say(f"{label}: {date.edtf} ({words})" if text != date.edtf else f"{label}: {words}")


def as_written(text: str, date: Date) -> str:
    """The words as written, where the EDTF does not say them already."""
    return "" if text == date.edtf else text
