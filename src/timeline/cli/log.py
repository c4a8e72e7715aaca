"""timeline log"""

from __future__ import annotations

import time

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_text
from timeline.events import Event
from timeline.projections import Story, project_story, withhold_internal
from timeline.projections.internal import says_something
from timeline.projections.selection import select_events
from timeline.renderers.data import event_data
from timeline.renderers.terminal import inert_json
from timeline.renderers.text import render_log

_EVERY = 0.5  # seconds between two looks at the log


@command("log")
@options.recorded_by
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Only the newest N.")
@click.option("--follow", is_flag=True, help="Go on, showing each new event, until stopped.")
@options.timeline_name
@options.internal
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def log_command(
    session: Session,
    /,
    *,
    recorded_by: str | None,
    limit: int | None,
    follow: bool,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show the events in order of record, undone ones too.

    Without --internal, internal matter is taken out, so what is shown can't be verified
    against its ids: `timeline verify` works on the log itself.

    \b
    timeline log --limit 5
    timeline log --follow --json
    """
    until = session.recorded_by(recorded_by)
    selection = selection_of(session, timeline_name, {})
    events = _visible(session.events, internal)
    story = project_story(events, internal=True)
    shown = [
        event
        for event in select_events(events, story, selection)
        if (until is None or event.recorded <= until)
        and (session.covered is None or event.id in session.covered)
    ]
    _print(shown[-limit:] if limit else shown, story, as_json)
    seen = {event.id for event in session.events}
    while follow:
        time.sleep(_EVERY)
        everything = session.workspace.log.read()
        new = [event for event in everything if event.id not in seen]
        if new:
            seen.update(event.id for event in new)
            events = _visible(everything, internal)
            fresh = {event.id for event in new}
            story = project_story(events, internal=True)
            chosen = select_events(events, story, selection)
            _print([event for event in chosen if event.id in fresh], story, as_json)


def _visible(events: tuple[Event, ...], internal: bool) -> tuple[Event, ...]:
    if internal:
        return events
    return tuple(event for event in withhold_internal(events) if says_something(event))


def _print(events: list[Event], story: Story, as_json: bool) -> None:
    if as_json:
        import orjson

        for event in events:
            click.echo(inert_json(orjson.dumps(event_data(event)).decode()))
    elif events:
        print_text(render_log(events, story, page()))
