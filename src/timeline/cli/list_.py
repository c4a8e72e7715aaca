"""timeline list"""

from __future__ import annotations

from collections.abc import Sequence

import click
from attrs import evolve, frozen

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_story
from timeline.cli.selecting import selecting, selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.dates import Date
from timeline.projections.chronology import Chronology, project_chronology
from timeline.projections.selection import Selection, select
from timeline.projections.story import Story
from timeline.renderers.text import NO_FACTS, render_chronology


@command("list")
@selecting
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most N facts.")
@options.viewing
@click.pass_obj
def list_command(
    session: Session,
    /,
    *,
    limit: int | None,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
    **chosen: str | tuple[str, ...] | None,
) -> None:
    """Show the facts in order of when they happened; the undated come last.

    \b
    timeline list --known-by 2024-01-06
    timeline list --from 2023-12 --until 2024-01-05 --tag demands --json
    """
    selection = selection_of(session, timeline_name, chosen)
    view = View(session.known_by(known_by), session.recorded_by(recorded_by), internal)
    if limit is not None and session.is_large and selection == Selection(search=selection.search):
        chronology = _page_of_index(session, view, selection.search, limit + 1)
    else:
        chronology = _select(session, view, selection)
    if limit is not None and len(chronology.facts) > limit:
        say(f"Showing the first {limit}; there are more.")
        chronology = evolve(chronology, facts=chronology.facts[:limit])
    if selection or limit is not None:
        chronology = evolve(chronology, not_yet=())
    if as_json:
        from timeline.renderers.data import chronology_data

        print_json(chronology_data(chronology))
    else:
        empty = NO_FACTS
        if selection or recorded_by:
            empty = "No facts match." if selection else "No facts were recorded by then."
        print_text(render_chronology(chronology, page(), empty=empty))


@frozen
class View:
    """What a reader asks to see: known by K, recorded by R, internal matter or not."""

    known_by: Date | None
    recorded_by: str | None
    internal: bool


def _select(session: Session, view: View, selection: Selection) -> Chronology:
    asked = Asked(
        known_by=view.known_by,
        recorded_by=view.recorded_by,
        internal=view.internal,
        selection=evolve(selection, since=None, until=None),  # the undated are counted
    )
    chronology = project_chronology(read_story(session, asked), view.known_by)
    if selection.since or selection.until:
        _say_undated(chronology.facts, selection)
    return evolve(chronology, facts=select(chronology.facts, selection))


def _page_of_index(session: Session, view: View, search: str, count: int) -> Chronology:
    """The first facts of a long log, without reading all of it."""
    with session.index() as index:

        def story_of(ids: Sequence[str]) -> Story:
            return index.story(ids, recorded_by=view.recorded_by, internal=view.internal)

        k = story_of([]).second(view.known_by)
        listed = index.list_facts(
            k, view.recorded_by, search=search, limit=count, internal=view.internal
        )
        story = story_of([one.id for one in listed])
    found = {state.id: state for state in project_chronology(story, view.known_by).facts}
    facts = (
        evolve(found[one.id], fact=evolve(found[one.id].fact, name=one.name)) for one in listed
    )
    return Chronology(story=story, known_by=view.known_by, facts=tuple(facts), not_yet=())


def _say_undated(facts: tuple[object, ...], selection: Selection) -> None:
    anytime = select(facts, evolve(selection, since=None, until=None))  # type: ignore[arg-type]
    undated = sum(state.values.occurred is None for state in anytime)
    if undated:
        say(f"Left out: {undated} undated, which can't be said to lie in the period.")
