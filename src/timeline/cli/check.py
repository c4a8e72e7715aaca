"""timeline check"""

from __future__ import annotations

from collections.abc import Collection
from time import time

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.codec import parse_line
from timeline.projections.checks import (
    RULES,
    Allowance,
    Allowances,
    Review,
    check_story,
    read_allowances,
    sort_out,
)
from timeline.projections.selection import narrow_story
from timeline.renderers.findings import Place, findings_data, render_findings
from timeline.workspace import SETTINGS_FILE

_FOUND = 3  # the exit code of every check that found something


@command("check")
@options.viewing
@click.pass_context
def check_command(
    ctx: click.Context,
    /,
    *,
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
    k = session.known_by(known_by)
    allowances = _allowances(session)
    story = session.story(recorded_by, internal=internal)
    story = narrow_story(story, selection_of(session, timeline_name, {}), k)
    findings, allowed = sort_out(
        check_story(Review(story=story, known_by=k, now=time())), allowances
    )
    places = _places(session, {finding.event for finding in findings})
    placed = [(finding, places[finding.event]) for finding in findings]
    if as_json:
        print_json(findings_data(placed, allowed))
    else:
        text = render_findings(placed, allowed, page())
        if text:
            print_text(text)
        say(f"{len(findings)} findings, {len(allowed)} allowed." if findings else "Nothing found.")
    if not (known_by or recorded_by or timeline_name):
        _say_unused(allowances, {allowance for _, allowance in allowed})
    if findings:
        ctx.exit(_FOUND)


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
    """Where these events stand in the log. One pass over it, about 5 µs a line."""
    places: dict[str, Place] = {}
    if ids:
        for path, number, raw in session.workspace.log.lines():
            event_id = parse_line(raw).id
            if event_id in ids and event_id not in places:
                places[event_id] = Place(path=path.as_posix(), line=number)
    return places
