"""Of a long log, only the facts that an answer can concern, by the index; of a short one, all.

What is computed from them is the same: see `timeline.index.concern`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import frozen

from timeline.cli.session import Session
from timeline.dates import Date
from timeline.projections.selection import Selection, narrow_story
from timeline.projections.story import Story

if TYPE_CHECKING:
    from timeline.index import Index, View
    from timeline.index.concern import Facts
    from timeline.log.ledger import Ledger


@frozen(kw_only=True)
class Asked:
    """What a command is asked to show: known by K, recorded by R as in `Event.recorded`, internal
    matter or not, and which facts.
    """

    known_by: Date | None
    recorded_by: str | None
    internal: bool
    selection: Selection


def read_story(
    session: Session, asked: Asked, find: Callable[[Ledger, Story], Facts | None] | None = None
) -> Story:
    """The story that an answer needs: with all facts that it can concern, and often more.

    `find` finds those in the ledger; the story that it is given has the log's settings only.
    """
    found = _narrowed(session, asked, find) if session.is_large else None
    return found or session.story(asked.recorded_by, internal=asked.internal)


def read_part(
    session: Session, asked: Asked, find: Callable[[Ledger, Story], Facts | None] | None = None
) -> Story:
    """As `read_story`, without the facts that don't fit the selection."""
    return narrow_story(read_story(session, asked, find), asked.selection, asked.known_by)


def _narrowed(
    session: Session, asked: Asked, find: Callable[[Ledger, Story], Facts | None] | None
) -> Story | None:
    from timeline.index.concern import both, selected

    with session.index() as index:
        settings = settings_of(index, asked)

        def concerned(ledger: Ledger) -> Facts | None:
            given = find(ledger, settings) if find else None
            return both(given, selected(ledger.database, asked.selection))

        return index.narrow_story(concerned, recorded_by=asked.recorded_by, internal=asked.internal)


def settings_of(index: Index, asked: Asked) -> Story:
    """A story without facts, for the log's settings as of R."""
    return index.story([], recorded_by=asked.recorded_by, internal=asked.internal)


def view_of(story: Story, asked: Asked, knower: str = "") -> View:
    from timeline.index import View

    return View(
        known_by=story.second(asked.known_by),
        recorded_by=asked.recorded_by,
        internal=asked.internal,
        knower=knower,
    )
