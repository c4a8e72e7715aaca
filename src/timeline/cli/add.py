"""timeline add"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from shlex import quote
from typing import Any

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.asking import ask, ask_date
from timeline.cli.citing import (
    as_written,
    citing,
    read_citations,
    read_figures,
    say_date,
    say_unknown,
)
from timeline.cli.completing import complete_zone
from timeline.cli.reporting import report
from timeline.cli.session import Session, on_terminal, say, say_error
from timeline.dates import Date, DateError
from timeline.editing import cite_sources, slug, state_fact
from timeline.editing.facts import check_known
from timeline.errors import TimelineError
from timeline.events import Entry, Erased, Event, FactStated, KnownTo, Media, Place


@command("add")
@click.argument("date", metavar="DATE", required=False)
@click.argument("headline", metavar="HEADLINE", required=False)
@options.citing
@options.known
@click.option(
    "--known-to",
    metavar="WHO=DATE",
    multiple=True,
    help="When one knower, an agency or a person, knew; may be repeated.",
)
@click.option("--detail", metavar="TEXT", default="", help="A sentence or two more.")
@click.option(
    "--tag",
    "tags",
    metavar="T",
    multiple=True,
    callback=options.no_empty,
    help="A tag; may be repeated.",
)
@click.option(
    "--lane",
    "lanes",
    metavar="L",
    multiple=True,
    callback=options.no_empty,
    help="A lane; may be repeated.",
)
@click.option("--place", metavar="P", default="", help="Where it happened.")
@click.option(
    "--person",
    "people",
    metavar="P",
    multiple=True,
    callback=options.no_empty,
    help="Who; may be repeated.",
)
@options.figures
@click.option(
    "--zone",
    metavar="ZONE",
    shell_complete=complete_zone,
    default="",
    help="The fact's own IANA time zone.",
)
@click.option("--image", metavar="URL", default="", help="A picture, with --alt and --credit.")
@click.option("--alt", metavar="TEXT", default="", help="What the picture shows, in words.")
@click.option("--credit", metavar="TEXT", default="", help="Whose picture it is.")
@click.option("--note", metavar="TEXT", default="", help="A note that is never published.")
@click.option("--name", metavar="SLUG", default="", help="Its readable name.")
@click.option("--internal", is_flag=True, help="Keep it out of everything published.")
@click.option("--key", metavar="KEY", default="", help="Record only once for this key.")
@click.option("--edit", is_flag=True, help="Open $EDITOR on a filled-in fact sheet.")
@options.writing
@click.pass_obj
def add_command(session: Session, /, *, edit: bool, **given: Any) -> None:
    """Record that HEADLINE happened on DATE.

    DATE is EDTF or English, or `undated`; what was understood is echoed. A source is the name of
    one that the log has, or a URL, which becomes a source. With too little on a terminal, it
    asks.

    \b
    timeline add "Jan 5, 2024" "Mexico lists its terms" --source https://example.org/report
    timeline add 2023-09~ "A plan against blockades" --source report --known 2023-09~
    timeline add "between Dec 27, 2023 and Jan 5, 2024" "The letter arrives" --dry-run
    """
    if edit:
        from timeline.cli.sheet_edit import add_by_sheet

        add_by_sheet(session, given)
        return
    if not (given["date"] and given["headline"]):
        _ask(session, given)
    session.focus(
        sources=given["sources"],
        names=[given["name"] or slug(given["headline"]) or "fact"],
        keys=[given["key"]],
    )
    held = _recorded_under(session, given["key"])
    if held:
        say(f"Nothing new: the key {given['key']!r} was recorded before.")
        fact = session.whole_story.facts_by_id.get(held.id)
        report(fact.name if fact else held.id[:8], held.id, as_json=given["as_json"])
        return
    entries = _entries(session, given)
    recorded = session.append(entries, by=given["by"], dry_run=given["dry_run"])
    stated = entries[-1].body
    assert isinstance(stated, FactStated)
    report(stated.name, recorded[-1].id, as_json=given["as_json"])


class UndoneKeyError(TimelineError):
    """What is recorded with the key of an event that doesn't count any more doesn't either."""

    code = "undone-key"

    def __init__(self, event: Event) -> None:
        became = "was erased" if isinstance(event.body, Erased) else "was undone"
        cure = "" if isinstance(event.body, Erased) else "; an undo can be undone: see timeline log"
        super().__init__(
            f"expected a key that was not used yet, and {event.key!r} is that of {event.id[:8]}, "
            f"which {became}",
            f"give another with --key{cure}",
        )


def _recorded_under(session: Session, key: str) -> Event | None:
    """The event that was recorded with this key, which counts once.

    Raises: UndoneKeyError: it was withdrawn or erased.
    """
    if not key:
        return None
    record = session.whole_story.record
    for event in record.events:
        if event.key == key:
            return event
    for event in record.dropped:
        if event.key == key:
            raise UndoneKeyError(event)
    return None


def _entries(session: Session, given: dict[str, Any]) -> tuple[Entry, ...]:
    occurred = _occurred(session, given["date"], given["headline"])
    known = session.optional_date(given["known"])
    figures = read_figures(given["figures"])
    cited = read_citations(
        session,
        **citing(given),
    )
    entry = state_fact(
        session.whole_story,
        given["headline"],
        occurred,
        name=given["name"],
        known=known,
        key=given["key"],
        occurred_text=as_written(given["date"], occurred) if occurred else "",
        known_text=as_written(given["known"], known) if known else "",
        zone=_checked_zone(given["zone"]),
        detail=given["detail"],
        tags=given["tags"],
        lanes=given["lanes"],
        people=given["people"],
        place=Place(name=given["place"].strip()) if given["place"].strip() else None,
        figures=figures,
        media=_media(given),
        note=given["note"],
        internal=given["internal"],
        known_to=read_knowers(session, given["known_to"]),
        citations=cited.citations,
    )
    if occurred:
        say_date(session, "happened", given["date"], occurred)
    if known:
        say_date(session, "known", given["known"], known)
    elif not cited.dated:
        say_unknown(cited)
    return (*cited.entries, entry)


# What to write for a fact that has no date: it is listed last.
UNDATED = "undated"


def _occurred(session: Session, date: str, headline: str) -> Date | None:
    """None: undated."""
    if date.strip().casefold() == UNDATED:
        return None
    try:
        return session.date(date)
    except DateError as error:
        with suppress(DateError):
            session.date(headline)
            raise click.UsageError(
                f"The date comes first: timeline add {quote(headline)} {quote(date)}"
            ) from error
        raise


def _checked_zone(zone: str) -> str:
    from timeline.dates import check_zone

    return check_zone(zone) if zone else ""


def _media(given: dict[str, Any]) -> Media | None:
    if not given["image"]:
        if given["alt"] or given["credit"]:
            raise click.UsageError("--alt and --credit need an --image.")
        return None
    if not given["alt"]:
        raise click.UsageError("--image needs --alt: what the picture shows, in words.")
    return Media(url=given["image"], alt=given["alt"], credit=given["credit"])


def read_knowers(session: Session, texts: Sequence[str]) -> tuple[KnownTo, ...]:
    """`WHO=DATE`, each knower once. Raises: click.UsageError, DateError, NotAPointError."""
    knowers: dict[str, KnownTo] = {}
    for text in texts:
        who, equals, date = (part.strip() for part in text.partition("="))
        if not equals or not who or not date:
            raise click.UsageError(f"--known-to: expected WHO=DATE, got {text!r}.")
        if who.casefold() in knowers:
            raise click.UsageError(f"--known-to: expected each knower once, got {who!r} twice.")
        known = session.date(date)
        check_known(known)
        knowers[who.casefold()] = KnownTo(who=who, known=known)
    return tuple(knowers.values())


def _ask(session: Session, given: dict[str, Any]) -> None:
    """Ask for what is missing, on a terminal; elsewhere that is a usage error."""
    if not on_terminal():
        missing = " and ".join(name.upper() for name in ("date", "headline") if not given[name])
        raise click.UsageError(
            f"Missing {missing}. Example: timeline add 'Jan 5, 2024' 'What happened'"
        )
    session.check_author(given["by"])
    if not given["date"]:
        given["date"] = ask_date(session, "When did it happen? (a date, or: undated)", UNDATED)
    if not given["headline"]:
        given["headline"] = ask("What happened, in one line?")
    if not given["sources"]:
        _ask_source(session, given)
    dated = given["published"] is not None or _known_source(session, given["sources"])
    if given["known"] is None and not dated:
        question = "When did it become known? (empty: nobody says)"
        given["known"] = ask_date(session, question, "") or None


def _ask_source(session: Session, given: dict[str, Any]) -> None:
    """A source that the log has, or a URL; of a new one, when it was published."""
    while True:
        source = ask("Source? (a name or a URL; empty: none)", empty=True)
        if not source:
            return
        try:
            cite_sources(session.whole_story, [source])
        except TimelineError as error:
            say_error(error)
            continue
        given["sources"] = (source,)
        if given["published"] is None and not _known_source(session, [source]):
            question = "When was it published? (empty: nobody says)"
            given["published"] = ask_date(session, question, "") or None
        return


def _known_source(session: Session, sources: Sequence[str]) -> bool:
    """Whether the log has all of these already; false where none is given."""
    new = cite_sources(session.whole_story, sources)
    return bool(sources) and not new.entries
