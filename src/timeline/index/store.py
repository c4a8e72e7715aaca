"""The index of one workspace: versions of facts in SQLite, beside the ledger of lines.

A fact's versions are computed from the events that bear on it: those about it, amending it or
sharing a key with it, the sources they cite with their own corrections and origins, and the
log's settings. `bears` remembers which ids and keys those are, so that a new line leads to the
facts it can change, and only they are computed again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby
from math import inf
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from attrs import fields, frozen

from timeline.codec import references
from timeline.events import Event
from timeline.index.versions import (
    BOTH,
    END,
    EVER,
    INTERNAL,
    PUBLIC,
    Version,
    project_versions,
)
from timeline.log.ledger import Ledger, Progress, Row
from timeline.projections import Story, project_story, state_at
from timeline.projections.chronology import follows, sort_states
from timeline.projections.known import Second
from timeline.projections.sources import readable_names

_COLUMNS = tuple(field.name for field in fields(Version) if field.name != "words")
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS versions (number INTEGER PRIMARY KEY, {", ".join(_COLUMNS)});
CREATE INDEX IF NOT EXISTS versions_now ON versions (undated, s0, neg_e1, recorded, position, fact,
    k_from, k_to, view) WHERE r_to = '{END}';
CREATE INDEX IF NOT EXISTS versions_early ON versions (k_from) WHERE r_to = '{END}';
CREATE INDEX IF NOT EXISTS versions_then ON versions (undated, s0, neg_e1, recorded, position, fact,
    r_from, r_to, k_from, k_to, view);
CREATE INDEX IF NOT EXISTS versions_by_fact ON versions (fact);
CREATE INDEX IF NOT EXISTS versions_by_name ON versions (name);
CREATE TABLE IF NOT EXISTS bears (cause TEXT, fact TEXT, PRIMARY KEY (cause, fact)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bears_by_fact ON bears (fact);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (
    text, tokenize = "unicode61 remove_diacritics 2");
"""
_INSERT = f"INSERT INTO versions VALUES (?, {', '.join('?' * len(_COLUMNS))})"  # noqa: S608
_values_of = attrgetter(*_COLUMNS)
_ORDER = "undated, s0, neg_e1, recorded, position, fact"
_SETTINGS = ""  # in `bears`, the place of a fact: the log's settings bear on every one
_FEW = 2_000  # so many rows are sorted sooner than the chronology is walked past others
_Answer = TypeVar("_Answer")


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
        self._ledger = Ledger(root, schema=_SCHEMA)
        self._ledger.database.row_factory = sqlite3.Row
        self._progress = progress

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

        def ask() -> tuple[Listed, ...]:
            rows = self._page(known_by, recorded_by, search, limit, offset, internal)
            names = self._names([row["name"] for row in rows], recorded_by, internal)
            return tuple(
                Listed(
                    id=row["fact"],
                    name=names.get(row["fact"], row["name"]),
                    headline=row["headline"],
                    occurred=row["occurred"],
                    known=row["known"],
                    certain=bool(row["certain"]),
                    retracted=bool(row["retracted"]),
                    status=row["status"],
                )
                for row in rows
            )

        return self._answer(ask)

    def find_facts(self, name: str, *, internal: bool = False) -> tuple[str, ...]:
        """The ids of the facts that have this name now, in order of record; first is the one
        that `name` means, the others show as `name~k3f9`.
        """

        def ask() -> tuple[str, ...]:
            found = self._ledger.database.execute(
                "SELECT DISTINCT fact, recorded, position FROM versions WHERE name = ? "  # noqa: S608
                f"AND r_to = '{END}' AND k_to = ? AND view IN (?, ?) "
                "ORDER BY recorded, position, fact",
                (name, EVER, BOTH, _view(internal)),
            )
            return tuple(row[0] for row in found)

        return self._answer(ask)

    def story(
        self,
        facts: Collection[str],
        *,
        recorded_by: str | None = None,
        internal: bool = False,
    ) -> Story:
        """The story of these facts alone, with their sources and the facts they are linked to.

        Each fact's state and history are as in the whole story; only names that tell apart
        facts of one name may differ.
        """

        def ask() -> Story:
            linked = {*facts, *self._links(facts)}
            events = self._bearing(linked)
            return project_story(events, recorded_by=recorded_by, internal=internal)

        return self._answer(ask)

    def story_of(self, find: Callable[[Ledger], set[str]]) -> Story:
        """The story, with internal matter, of the facts and sources that `find` finds."""

        def ask() -> Story:
            return project_story(self._bearing(find(self._ledger)), internal=True)

        return self._answer(ask)

    # -- following the log ------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring the index up to date. Asking does this first; without changes it is quick."""
        self._answer(lambda: None)

    def _answer(self, ask: Callable[[], _Answer]) -> _Answer:
        """Ask in a transaction that has followed the log; once more on a file made anew."""
        try:
            with self._ledger.transaction():
                self._follow()
                return ask()
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise
            self._ledger.rebuild()
            self._ledger.database.row_factory = sqlite3.Row
            with self._ledger.transaction():
                self._follow()
                return ask()

    def _follow(self) -> None:
        self._ledger.refresh(self._progress)
        changes = self._ledger.take_changes()
        if not changes:
            return
        affected = self._affected(changes)
        if _SETTINGS in affected:
            affected = {row.id for row in self._ledger.rows("type", ("fact-stated",))}
            for table in ("versions", "texts", "bears"):
                self._ledger.database.execute(f"DELETE FROM {table}")  # noqa: S608
            _, causes = self._gather({row.id for row in self._ledger.settings()})
            self._note_causes(_SETTINGS, causes)
        settings, _ = self._gather({row.id for row in self._ledger.settings()})
        for count, fact in enumerate(affected):
            if self._progress is not None and count % 1000 == 0:
                self._progress(count, len(affected))
            self._store(fact, settings)

    def _affected(self, rows: Iterable[Row]) -> set[str]:
        """The facts that these lines can change; `_SETTINGS` stands for all."""
        facts: set[str] = set()
        for row in rows:
            if row.type == "fact-stated":
                facts.add(row.id)
            elif row.type == "log-described":
                facts.add(_SETTINGS)
            causes = [row.id, row.about, row.amends, f"key:{row.key}" if row.key else ""]
            for cause in filter(None, causes):
                found = self._ledger.database.execute(
                    "SELECT fact FROM bears WHERE cause = ?", (cause,)
                )
                facts.update(fact for (fact,) in found)
        return facts

    def _note_causes(self, fact: str, causes: Iterable[str]) -> None:
        self._ledger.database.executemany(
            "INSERT OR IGNORE INTO bears VALUES (?, ?)", [(cause, fact) for cause in causes]
        )

    def _store(self, fact: str, settings: dict[str, Event]) -> None:
        """Compute a fact's versions anew."""
        database = self._ledger.database
        if database.execute("SELECT 1 FROM bears WHERE fact = ? LIMIT 1", (fact,)).fetchone():
            database.execute(
                "DELETE FROM texts WHERE rowid IN (SELECT number FROM versions WHERE fact = ?)",
                (fact,),
            )
            database.execute("DELETE FROM versions WHERE fact = ?", (fact,))
            database.execute("DELETE FROM bears WHERE fact = ?", (fact,))
        events, causes = self._gather({fact})
        versions = project_versions(fact, list((settings | events).values()))
        (last,) = database.execute("SELECT coalesce(max(number), 0) FROM versions").fetchone()
        numbered = list(enumerate(versions, start=last + 1))
        database.executemany(
            _INSERT, [(number, *_values_of(version)) for number, version in numbered]
        )
        database.executemany(
            "INSERT INTO texts (rowid, text) VALUES (?, ?)",
            [(number, version.words) for number, version in numbered],
        )
        self._note_causes(fact, causes)

    def _bearing(self, facts: Collection[str]) -> Iterable[Event]:
        """The events that bear on any of these facts."""
        events, _ = self._gather({*facts, *(row.id for row in self._ledger.settings())})
        return events.values()

    def _gather(self, wanted: set[str]) -> tuple[dict[str, Event], set[str]]:
        """The events that bear on these ids, and the ids and keys by which more could."""
        ledger = self._ledger
        rows: dict[str, Row] = {}
        causes: set[str] = set()
        events: dict[str, Event] = {}
        ahead = set(wanted)
        while ahead:
            causes |= ahead
            found = [
                *ledger.rows("id", ahead),
                *ledger.rows("about", ahead),
                *ledger.rows("amends", ahead),
            ]
            keys = {row.key for row in found if row.key and f"key:{row.key}" not in causes}
            causes |= {f"key:{key}" for key in keys}
            found += ledger.rows("key", keys)
            new = {row.id: row for row in found if row.id not in rows}
            rows |= new
            read = ledger.events(new)
            events |= read
            ahead = set(new)
            for event in read.values():
                # A link changes where a fact stands among its equals, not what it says.
                is_link = rows[event.id].type == "facts-linked"
                ahead.update({event.about} if is_link else references(event))
            ahead -= causes
        return events, causes

    # -- pages ------------------------------------------------------------------------------

    def _page(  # noqa: PLR0917
        self,
        known_by: Second,
        recorded_by: str | None,
        search: str,
        limit: int,
        offset: int,
        internal: bool,
    ) -> Sequence[sqlite3.Row]:
        conditions, values = self._conditions(known_by, recorded_by, internal)
        if words := _searched(search):
            conditions += " AND number IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
            values.append(" ".join(f'"{word}"*' for word in words))
        table = self._table(known_by, recorded_by, searched=bool(words))
        query = f"SELECT * FROM {table} WHERE {conditions} ORDER BY {_ORDER}"  # noqa: S608
        database = self._ledger.database
        follows = database.execute("SELECT 1 FROM lines WHERE target != '' LIMIT 1").fetchone()
        if follows is None:
            return database.execute(
                f"{query} LIMIT ? OFFSET ?", (*values, limit, offset)
            ).fetchall()
        rows = database.execute(query, values)
        return self._linked_page(rows, known_by, recorded_by, limit, offset, internal)

    def _table(self, known_by: Second, recorded_by: str | None, *, searched: bool) -> str:
        if recorded_by is not None or searched:
            return "versions"
        few = f"SELECT 1 FROM versions WHERE r_to = '{END}' AND k_from <= ? LIMIT {_FEW}"  # noqa: S608
        (count,) = self._ledger.database.execute(
            f"SELECT count(*) FROM ({few})",  # noqa: S608
            (_second(known_by),),
        ).fetchone()
        return f"versions INDEXED BY {'versions_early' if count < _FEW else 'versions_now'}"

    def _conditions(
        self, known_by: Second, recorded_by: str | None, internal: bool
    ) -> tuple[str, list[Any]]:
        k = _second(known_by)
        conditions = "view IN (?, ?) AND k_from <= ? AND k_to >= ?"
        values: list[Any] = [BOTH, _view(internal), k, k]
        if recorded_by is None:
            return f"{conditions} AND r_to = '{END}'", values
        return f"{conditions} AND r_from <= ? AND r_to > ?", [*values, recorded_by, recorded_by]

    def _linked_page(  # noqa: PLR0917
        self,
        rows: Iterable[sqlite3.Row],
        known_by: Second,
        recorded_by: str | None,
        limit: int,
        offset: int,
        internal: bool,
    ) -> list[sqlite3.Row]:
        """As the rows come, but facts of one time in the order of their `follows` links."""
        page: list[sqlite3.Row] = []
        for _, group in groupby(rows, key=lambda row: (row["undated"], row["s0"], row["neg_e1"])):
            tied = list(group)
            if len(tied) > 1:
                tied = self._by_links(tied, known_by, recorded_by, internal)
            page += tied
            if len(page) >= offset + limit:
                break
        return page[offset : offset + limit]

    def _by_links(
        self, tied: list[sqlite3.Row], known_by: Second, recorded_by: str | None, internal: bool
    ) -> list[sqlite3.Row]:
        by_id = {row["fact"]: row for row in tied}
        if not self._links(by_id):
            return tied
        story = project_story(self._bearing(by_id), recorded_by=recorded_by, internal=internal)
        states = [
            state_at(fact, story.record, story.sources, known_by)
            for fact in story.facts
            if fact.id in by_id
        ]
        return [by_id[state.id] for state in sort_states(states, follows(story))]

    def _links(self, facts: Collection[str]) -> set[str]:
        """The facts at both ends of links to and from these, by whatever id of theirs."""
        ledger = self._ledger
        keys = {row.key for row in ledger.rows("id", facts)}
        called = {*facts, *(row.id for row in ledger.rows("key", keys))}
        rows = [*ledger.rows("about", called), *ledger.rows("target", called)]
        return {end for row in rows if row.target for end in (row.about, row.target)}

    def _names(
        self, names: Sequence[str], recorded_by: str | None, internal: bool
    ) -> dict[str, str]:
        """The readable names of the facts that are called so, each told from the others."""
        conditions, values = self._conditions(inf, recorded_by, internal)
        named: set[tuple[str, int, str, str]] = set()
        for name in set(names):
            found = self._ledger.database.execute(
                "SELECT recorded, position, fact, name FROM versions "  # noqa: S608
                f"WHERE name = ? AND {conditions}",
                (name, *values),
            )
            named.update(tuple(row) for row in found)
        return readable_names((fact, name) for _, _, fact, name in sorted(named))


def _searched(text: str) -> list[str]:
    """The words of a search; what is no letter or digit parts them, as it does in the index."""
    return "".join(letter if letter.isalnum() else " " for letter in text).split()


def _second(k: Second) -> int:
    if k == inf:
        return EVER
    return -EVER if k == -inf else int(k)


def _view(internal: bool) -> int:
    return INTERNAL if internal else PUBLIC
