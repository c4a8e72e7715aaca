"""timeline source add|list|show|correct"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from timeline.cli import options
from timeline.cli.arguments import Command, Group
from timeline.cli.completing import complete_source
from timeline.cli.reporting import report
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.dates import Date
from timeline.editing import add_source, correct_source, find_source
from timeline.editing.facts import check_known
from timeline.projections.known import Certainty, read_known
from timeline.projections.selection import narrow_story
from timeline.projections.sources import Source
from timeline.projections.story import Story
from timeline.renderers.data import fact_data, source_data
from timeline.renderers.text import render_source, render_sources

F = TypeVar("F", bound=Callable[..., Any])

_source = click.argument("source", metavar="SOURCE", shell_complete=complete_source)
_TEXTS = {
    "title": "Its title.",
    "kind": "What it is: article, document, broadcast, person, …",
    "author": "Who wrote it.",
    "publisher": "Who published it.",
    "published_basis": "How its date is known, where it doesn't state it.",
    "url": "Its web address.",
    "archived": "The address of an archived copy.",
    "language": "Its language.",
    "text_sha256": "SHA-256 of its text, in hexadecimal.",
    "origin": "The source that it merely repeats, by name.",
}
_DATES = {"published": "When it was published.", "accessed": "When it was read."}


def _fields(function: F) -> F:
    for name, about in reversed([*_TEXTS.items(), *_DATES.items()]):
        option = f"--{name.replace('_', '-')}"
        metavar = "DATE" if name in _DATES else "TEXT"
        complete = complete_source if name == "origin" else None
        function = click.option(option, name, metavar=metavar, help=about, shell_complete=complete)(
            function
        )
    return function


@click.group("source", cls=Group)
def source_command() -> None:
    """Add, list, show or correct sources."""


@source_command.command("add", cls=Command)
@click.argument("name", metavar="NAME")
@_fields
@click.option("--internal", is_flag=True, help="Keep it out of everything published.")
@options.writing
@click.pass_obj
def source_add(
    session: Session,
    /,
    *,
    name: str,
    internal: bool,
    by: str,
    dry_run: bool,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Record a source under a readable NAME.

    \b
    timeline source add report-a --title "Report A" --publisher "The Daily" \\
        --published 2024-01-09 --url https://example.org/a
    """
    session.focus(sources=[name, fields["origin"] or ""])
    entry = add_source(session.whole_story, name, internal=internal, **_values(session, fields))
    [recorded] = session.append([entry], by=by, dry_run=dry_run)
    report(name, recorded.id, as_json=as_json)


@source_command.command("list", cls=Command)
@options.viewing
@click.pass_obj
def source_list(
    session: Session,
    /,
    *,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show the sources, in order of record.

    With --known-by those that can have been published by then; with --timeline those that its
    facts cite.

    \b
    timeline source list --known-by 2024-01-06
    """
    story, k = _viewed(session, known_by, recorded_by, timeline_name, internal)
    sources = tuple(source for source in story.sources.values() if _is_out(source, story, k))
    if timeline_name:
        cited = {one.source.id for state in story.states(k) for one in state.cited if one.source}
        sources = tuple(source for source in sources if source.id in cited)
    if as_json:
        print_json([source_data(source) for source in sources])
    else:
        print_text(render_sources(sources, story, page()))


@source_command.command("show", cls=Command)
@_source
@options.viewing
@click.pass_obj
def source_show(
    session: Session,
    /,
    *,
    source: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show a source and the facts that cite it. SOURCE is a name, a URL or the beginning of an
    id. With --known-by only what it can have told by then.

    \b
    timeline source show report-a --known-by 2024-01-06
    """
    story, k = _viewed(session, known_by, recorded_by, timeline_name, internal)
    found = find_source(story, source)
    citing = [
        state
        for state in story.states(k)
        if state.certainty is not Certainty.NOT_YET
        and any(cited.source.id == found.id for cited in state.cited)
    ]
    if as_json:
        print_json({**source_data(found), "facts": [fact_data(state) for state in citing]})
    else:
        print_text(render_source(found, citing, story, page()))


def _viewed(
    session: Session,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
) -> tuple[Story, Date | None]:
    """The story with the facts of the named timeline, and K."""
    story = session.story(recorded_by, internal=internal)
    k = session.known_by(known_by)
    return narrow_story(story, selection_of(session, timeline_name, {}), k), k


def _is_out(source: Source, story: Story, k: Date | None) -> bool:
    """Whether it can have been published by K; one without a date always can."""
    if source.values.published is None:
        return True
    return read_known(source.values.published, story.settings, "published").first <= story.second(k)


@source_command.command("correct", cls=Command)
@_source
@click.option("--name", metavar="NAME", help="A new readable name.")
@_fields
@click.option("--internal/--public", default=None, help="Keep it out of what is published, or not.")
@click.option("--withdrawn/--standing", default=None, help="Its publisher took it back, or not.")
@options.because
@options.writing
@click.pass_obj
def source_correct(
    session: Session,
    /,
    *,
    source: str,
    because: str,
    by: str,
    dry_run: bool,
    as_json: bool,
    **fields: Any,
) -> None:
    """Change what the log says of SOURCE; empty text clears a field.

    A correction of a source is hindsight: it applies at every --known-by, and at no
    --recorded-by before it.

    \b
    timeline source correct report-a --published 2024-01-10 --because "its own date line"
    """
    session.focus(sources=[source, fields["name"] or "", fields["origin"] or ""])
    found = find_source(session.whole_story, source)
    entry = correct_source(session.whole_story, found, _values(session, fields), because)
    [recorded] = session.append([entry], by=by, dry_run=dry_run)
    report(fields.get("name") or found.name, recorded.id, as_json=as_json)


def _values(session: Session, fields: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if value is None:
            continue
        if name in _DATES:
            values[name] = session.date(value) if value else None
        else:
            values[name] = value
    check_known(values.get("published"))
    return values
