"""The index of one workspace: versions of facts in SQLite, beside the ledger of lines.

A fact's versions are computed from the events that bear on it: those about it, amending it or
sharing a key with it, the sources they cite with their own corrections and origins, and the
log's settings. What bears on which fact is remembered, so that a new line leads to the facts it
can change, and only they are computed again.

An answer about many facts is given in two steps. The index finds the facts that it may concern,
some too many but never too few; then the ordinary projection is asked of the events that bear on
those. So what an answer means is written down once, in the projections.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from math import inf
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from timeline.codec import load_json
from timeline.dates import parse_edtf
from timeline.events import Event
from timeline.index import concern
from timeline.index.gathering import Gathering
from timeline.index.pages import STANDING, Pages, View
from timeline.index.schema import SCHEMA
from timeline.index.upkeep import follow
from timeline.index.versions import EVER, NEVER, recorded_at
from timeline.log.ledger import Ledger, Progress
from timeline.projections import Story, project_story
from timeline.projections.known import Known, Second
from timeline.projections.lag import Clocks
from timeline.projections.selection import words_of
from timeline.projections.sources import Source
from timeline.projections.state import STATUSES

_Answer = TypeVar("_Answer")
_CACHE = 64 * 1024  # KiB: new lines touch many places of the file
Find = Callable[[Ledger], "concern.Facts | None"]


@frozen(kw_only=True)
class Listed:
    """One line of a chronology: what a fact says at (K, R). `name` is its readable name.

    `occurred` and `known` are EDTF, empty for undated and unknown.
    """

    id: str
    name: str
    headline: str
    occurred: str
    known: str
    certain: bool
    retracted: bool
    status: str


class Index:
    """Answers over the log of a workspace. Every one is of the log as it is when it is asked."""

    def __init__(self, root: Path, *, progress: Progress | None = None) -> None:
        self._ledger = Ledger(root, schema=SCHEMA)
        self._progress = progress
        self._set_up()

    def _set_up(self) -> None:
        self._ledger.database.row_factory = sqlite3.Row
        self._ledger.database.execute(f"PRAGMA cache_size = -{_CACHE}")

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._ledger.close()

    # -- asking -----------------------------------------------------------------------------

    def list_facts(
        self,
        known_by: Second = inf,
        recorded_by: str | None = None,
        *,
        search: str = "",
        limit: int = 50,
        offset: int = 0,
        internal: bool = False,
    ) -> tuple[Listed, ...]:
        """A page of the chronology at (K, R): what `project_chronology` lists, in its order.

        `known_by` is a second as `Story.second` gives it; `search` asks for facts that have
        all of these words, or words that begin with them.
        """
        view = View(known_by=known_by, recorded_by=recorded_by, internal=internal)

        def ask() -> tuple[Listed, ...]:
            pages = self._pages(view)
            rows = pages.page(limit=limit, offset=offset, search=words_of(search))
            names = pages.names(row["name"] for row in rows)
            return tuple(
                Listed(
                    id=row["id"],
                    name=names.get(row["id"], row["name"]),
                    headline=row["headline"],
                    occurred=row["occurred"],
                    known=row["known"],
                    certain=bool(row["certain"]),
                    retracted=bool(row["retracted"]),
                    status=STATUSES[row["status"]],
                )
                for row in rows
            )

        return self._answer(ask)

    def story(
        self,
        facts: Collection[str],
        *,
        recorded_by: str | None = None,
        internal: bool = False,
    ) -> Story:
        """The story of these facts, with their sources and the facts that stand beside them:
        each fact's name, state, history and place are as in the whole story.
        """

        def ask() -> Story:
            numbers = concern.numbers_of(self._ledger.database, facts)
            return self._story(numbers, recorded_by, internal)

        return self._answer(ask)

    def narrow_story(
        self, find: Find, *, recorded_by: str | None = None, internal: bool = False
    ) -> Story | None:
        """As `story`, of the facts that `find` finds; None where it finds so many that reading
        the whole log costs less.
        """

        def ask() -> Story | None:
            facts = find(self._ledger)
            if facts is None or concern.are_many(self._ledger.database, facts):
                return None
            return self._story(facts, recorded_by, internal)

        return self._answer(ask)

    def story_of(
        self,
        find: Callable[[Ledger], set[str]],
        *,
        recorded_by: str | None = None,
        internal: bool = True,
    ) -> Story:
        """The story of the facts and sources that `find` finds, without what stands beside them."""

        def ask() -> Story:
            events = self._bearing(find(self._ledger))
            return project_story(events, recorded_by=recorded_by, internal=internal)

        return self._answer(ask)

    def look(self, view: View, ask: Callable[[Pages, Ledger], _Answer]) -> _Answer:
        """Ask for pages and counts in a view."""
        return self._answer(lambda: ask(self._pages(view), self._ledger))

    def clocks(self, view: View) -> tuple[Clocks, ...]:
        """The clocks of the facts that stand, known certainly or possibly, in order."""

        def ask() -> tuple[Clocks, ...]:
            pages = self._pages(view)
            sources = {one.id: one.name for one in self._all_sources(view).values()}
            rows = list(pages.rows(STANDING))
            told_apart = pages.names(concern.clashing_names(self._ledger.database))
            return tuple(_clocks(row, told_apart, sources) for row in rows)

        return self._answer(ask)

    def sources(self, view: View) -> Mapping[str, Source]:
        """All sources as of R, by id. O(sources of the log)."""
        return self._answer(lambda: self._all_sources(view))

    def places(self, ids: Collection[str]) -> dict[str, tuple[str, int]]:
        """(path below the root, line from 1) of these events: where they stand first."""

        def ask() -> dict[str, tuple[str, int]]:
            query = (
                "SELECT name, line FROM lines JOIN segments ON segment = number "
                "WHERE id = ? ORDER BY name, line LIMIT 1"
            )
            found = {one: self._ledger.database.execute(query, (one,)).fetchone() for one in ids}
            return {one: (place[0], place[1]) for one, place in found.items() if place}

        return self._answer(ask)

    # -- following the log ------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring the index up to date. Asking does this first; without changes it is quick."""
        self._answer(lambda: None)

    def _answer(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask in a transaction that has followed the log; once more on a file made anew."""
        try:
            with self._ledger.transaction():
                follow(self._ledger, self._progress)
                return ask()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise
            self._ledger.rebuild()
            self._set_up()
            with self._ledger.transaction():
                follow(self._ledger, self._progress)
                return ask()

    # -- parts of the story -----------------------------------------------------------------

    def _pages(self, view: View) -> Pages:
        def story_of(ids: Collection[str]) -> Story:
            numbers = concern.numbers_of(self._ledger.database, ids)
            return self._story(numbers, view.recorded_by, view.internal)

        return Pages(self._ledger.database, view, story_of)

    def _story(self, facts: Collection[int], recorded_by: str | None, internal: bool) -> Story:
        database = self._ledger.database
        ids = concern.ids_of(database, concern.with_neighbours(self._ledger, facts))
        return project_story(self._bearing(ids), recorded_by=recorded_by, internal=internal)

    def _bearing(self, ids: Collection[str]) -> Sequence[Event]:
        """The events that bear on any of these, and on the sources that share a name with
        theirs: the first in order of record keeps it.
        """
        with Gathering(self._ledger) as gathering:
            settings = {row.id for row in self._ledger.settings()}
            events, causes = gathering.gather({*ids, *settings})
            same_name = concern.sources_of_same_name(self._ledger.database, causes)
            if same_name - causes:
                events |= gathering.gather(same_name - causes)[0]
        return tuple(events.values())

    def _all_sources(self, view: View) -> Mapping[str, Source]:
        """All sources, by id, with the log's settings."""
        rows = [*self._ledger.sources(), *self._ledger.settings()]
        return project_story(
            self._bearing({row.about or row.id for row in rows}),
            recorded_by=view.recorded_by,
            internal=view.internal,
        ).sources


def _clocks(row: sqlite3.Row, names: dict[str, str], sources: dict[str, str]) -> Clocks:
    known = parse_edtf(row["known"]) if row["known"] else None
    return Clocks(
        id=row["id"],
        name=names.get(row["id"], row["name"]),
        occurred=parse_edtf(row["occurred"]) if row["occurred"] else None,
        known=Known(_second(row["known_first"]), _second(row["known_sure"]), known, ""),
        recorded=recorded_at(row["recorded"]),
        lanes=tuple(load_json(row["lanes"])),
        sources=tuple(sources[one] for one in load_json(row["sources"])),
    )


def _second(kept: int) -> Second:
    """K as it was before it was kept."""
    if kept == EVER:
        return inf
    return -inf if kept == NEVER else kept
