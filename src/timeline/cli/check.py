"""timeline check"""

from __future__ import annotations

from collections.abc import Collection
from time import time

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_part, settings_of, view_of
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.codec import parse_line
from timeline.projections.checks import (
    RULES,
    Allowance,
    Allowances,
    Review,
    Tally,
    check_story,
    read_allowances,
    tally,
)
from timeline.renderers.findings import Place, findings_data, render_findings, summary_words
from timeline.workspace import SETTINGS_FILE

_FOUND = 3  # the exit code of every check that found something


@command("check")
@options.limit
@options.viewing
@click.pass_context
def check_command(
    ctx: click.Context,
    /,
    *,
    limit: int | None,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Check the story as an editor would: sources, dates, conflicts, wording.

    Each finding names its rule and FILE:LINE of the log. A rule, or one fact's breach of it, is
    allowed by [check.allow] in timeline.toml, with a reason. Ends with 3 if something is found.
    For the log itself: `timeline verify`.

    \b
    timeline check
    timeline check --timeline border --json
    """
    session: Session = ctx.obj
    allowances = _allowances(session)
    asked = Asked(
        known_by=session.known_by(known_by),
        recorded_by=session.recorded_by(recorded_by),
        internal=internal,
        selection=selection_of(session, timeline_name, {}),
    )
    found = _check(session, asked, allowances, limit, with_allowed=as_json)
    places = _places(session, {finding.event for finding in found.findings})
    placed = [(finding, places[finding.event]) for finding in found.findings]
    if as_json:
        print_json(findings_data(placed, found))
    else:
        text = render_findings(placed, found, page())
        if text:
            print_text(text)
        say(summary_words(found))
    if not (known_by or recorded_by or timeline_name):
        _say_unused(allowances, found.allowing)
    if found.findings:
        ctx.exit(_FOUND)


def _check(
    session: Session,
    asked: Asked,
    allowances: Allowances,
    limit: int | None,
    *,
    with_allowed: bool,
) -> Tally:
    """What the rules find; of a long log, in the facts that its index says to look at."""
    now = time()
    if session.is_large and not asked.selection:
        from timeline.index.answers import first_found

        with session.index() as index:
            view = view_of(settings_of(index, asked), asked)
            found = first_found(
                index, view, asked.known_by, allowances, now, limit, with_allowed=with_allowed
            )
        if found is not None:
            return found
    story = read_part(session, asked)
    findings = check_story(Review(story=story, known_by=asked.known_by, now=now))
    return tally(findings, allowances, limit=limit)


def _allowances(session: Session) -> Allowances:
    """[check.allow] of timeline.toml. Raises: Problems."""
    settings = session.workspace.settings.get("check", {})
    given = settings.get("allow", {}) if isinstance(settings, dict) else settings
    return read_allowances(given, RULES, SETTINGS_FILE)


def _say_unused(allowances: Allowances, used: Collection[Allowance]) -> None:
    """What was fixed since it was allowed would hide the next breach of the same rule."""
    for allowance in allowances:
        if allowance not in used:
            about = f" for {allowance.subject}" if allowance.subject else ""
            say(f"{SETTINGS_FILE}: [check.allow] {allowance.code}{about} allows nothing any more.")


def _places(session: Session, ids: Collection[str]) -> dict[str, Place]:
    """Where these events stand in the log; of a short one, by a pass over it."""
    places: dict[str, Place] = {}
    if ids and session.is_large:
        with session.index() as index:
            found = index.places(ids)
        return {one: Place(path=path, line=line) for one, (path, line) in found.items()}
    if ids:
        for path, number, raw in session.workspace.log.lines():
            event_id = parse_line(raw).id
            if event_id in ids and event_id not in places:
                places[event_id] = Place(path=path.as_posix(), line=number)
    return places
