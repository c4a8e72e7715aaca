"""timeline known"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_story, settings_of, view_of
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.projections.knowledge import Knowledge, choose, first_of, project_knowledge
from timeline.projections.known import check_moment
from timeline.projections.selection import select
from timeline.renderers.answers import explained_data, render_knowledge

_MOST_NAMES = 10


@command("known")
@click.argument("date", metavar="DATE")
@click.option("--knower", metavar="WHO", default="", help="An agency or person; default: public.")
@options.limit
@options.recorded_by
@options.timeline_name
@options.internal
@options.as_json
@click.pass_obj
def known_command(
    session: Session,
    /,
    *,
    date: str,
    knower: str,
    limit: int | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show what was certainly, possibly and not yet known by DATE, to its end.

    Certain: it had become known by then, whichever of its possible days is right. Possible: it
    may have. Each answer comes with the event that makes it so, and each *possible* with what
    would settle it. The days are those of the log's zone. --recorded-by asks what you had on
    file.

    \b
    timeline known 2024-01-06
    timeline known 2024-01-08 --knower CBP
    timeline known 2024-01-06 --recorded-by 2024-02-01 --json
    """
    k = check_moment(session.date(date))
    selection = selection_of(session, timeline_name, {})
    asked = Asked(
        known_by=k,
        recorded_by=session.recorded_by(recorded_by),
        internal=internal,
        selection=selection,
    )
    knowledge = _look_up(session, asked, knower, limit)
    if not selection:
        _warn_of_stranger(knowledge, others=limit is None)
    if as_json:
        print_json(explained_data(knowledge))
    else:
        print_text(render_knowledge(knowledge, page()))


def _warn_of_stranger(knowledge: Knowledge, *, others: bool) -> None:
    """Of a knower whom no fact names, the answer is the public's: often a name is misspelt.

    The facts of an answer that was limited include the knower's own, and not all `others`.
    """
    named = {
        item.who.casefold(): item.who
        for fact in knowledge.story.facts
        for item in fact.stated.known_to
    }
    if not knowledge.knower or knowledge.knower.casefold() in named:
        return
    names = ", ".join(sorted(named.values())[:_MOST_NAMES]) if others else ""
    say(
        f"No fact here says when {knowledge.knower!r} knew of it, so this is what the public knew."
        + (f" Knowers named are: {names}" if names else "")
    )


def _look_up(session: Session, asked: Asked, knower: str, limit: int | None) -> Knowledge:
    """What is known, in lists of at most `limit` facts; of a long log, only those are read."""
    assert asked.known_by is not None
    if limit is not None and session.is_large and not asked.selection:
        from timeline.index.answers import first_known

        with session.index() as index:
            view = view_of(settings_of(index, asked), asked, knower)
            return first_known(index, view, asked.known_by, limit)
    story = read_story(session, asked)
    knowledge = project_knowledge(story, asked.known_by, knower=knower)
    return first_of(choose(knowledge, lambda states: select(states, asked.selection)), limit)
