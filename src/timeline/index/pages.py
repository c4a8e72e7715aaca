"""Pages of the chronology at any (K, R), and how many facts there are of each kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import Any

from attrs import frozen

from timeline.index.versions import BOTH, END, INTERNAL, PUBLIC, instant, integer, letter
from timeline.projections import Story, state_at
from timeline.projections.checks.alone import ALONE
from timeline.projections.chronology import follows, sort_states
from timeline.projections.known import Certainty, Second
from timeline.projections.sources import readable_names

_FEW = 2_000  # so many rows are sorted sooner than the chronology is walked past others
_MOST = 50_000  # of so many texts the first are found sooner by walking than by gathering all
_ORDER = "undated, s0, neg_e1, clock, recorded, position, facts.id"
_FROM = "SELECT versions.*, facts.id AS id FROM versions"
_MATCHING = "SELECT rowid FROM texts WHERE texts MATCH ?"
_SAYING = "SELECT {0} FROM texts WHERE texts.rowid = versions.text"
_BEGINS = "instr(' ' || texts.text, ?)"  # some word begins so; spaces part them
_FACTS_OF = "SELECT fact FROM versions WHERE number IN ({0})"
_JOIN = "JOIN facts ON facts.number = versions.fact"

LISTED = "listed = 1"
CERTAIN = f"{LISTED} AND retracted = 0 AND certain = 1"
POSSIBLE = f"{LISTED} AND retracted = 0 AND certain = 0"
RETRACTED = f"{LISTED} AND retracted = 1"
STANDING = f"{LISTED} AND retracted = 0"
NOT_YET = "listed = 0"


@frozen(kw_only=True)
class View:
    """What is asked to be seen: known by a second K, recorded by R, internal matter or not.

    Rows say what was known publicly. `knower` only settles ties of facts that have no day of
    their own for that knower with facts that have.
    """

    known_by: Second = inf
    recorded_by: str | None = None
    internal: bool = False
    knower: str = ""

    def condition(self) -> tuple[str, list[Any]]:
        """The versions that say what is so in this view: a condition of SQL, and its values."""
        k = integer(self.known_by)
        view = INTERNAL if self.internal else PUBLIC
        condition = "view IN (?, ?) AND k_from <= ? AND k_to >= ?"
        values: list[Any] = [BOTH, view, k, k]
        if self.recorded_by is None:
            return f"{condition} AND r_to = {END}", values
        r = instant(self.recorded_by)
        return f"{condition} AND r_from <= ? AND r_to > ?", [*values, r, r]

    @property
    def index(self) -> str:
        """The index of SQLite in which the chronology stands in order."""
        return "versions_now" if self.recorded_by is None else "versions_then"


class Pages:
    """Rows of versions. `story_of` gives the story of some facts, to settle the ties of links."""

    def __init__(
        self,
        database: sqlite3.Connection,
        view: View,
        story_of: Callable[[Collection[str]], Story],
    ) -> None:
        self._database = database
        self._view = view
        self._story_of = story_of

    def page(
        self,
        of: str = LISTED,
        *,
        limit: int,
        offset: int = 0,
        search: Sequence[str] = (),
        code: str = "",
        without: Collection[int] = (),
    ) -> list[sqlite3.Row]:
        """The rows of one kind, in chronological order: `of` is one of the conditions above.

        `search` are words of FTS5, `code` that of a finding, `without` facts to leave out.
        """
        condition, values = self._view.condition()
        where = f"{condition} AND {of}"
        using = self._using(of)
        if search:
            found = " ".join(f'"{word}"*' for word in search)
            texts = self._database.execute(f"{_MATCHING} LIMIT {_FEW}", (found,)).fetchall()
            if len(texts) < _FEW:
                # A text has the number of a version of its fact, which leads to them all.
                few = ", ".join(str(text) for (text,) in texts)
                where += f" AND text IN ({few}) AND fact IN ({_FACTS_OF.format(few)})"
                using = "INDEXED BY versions_by_fact"
            elif self._are_very_many(found):
                where += f" AND ({_SAYING.format(' AND '.join([_BEGINS] * len(search)))})"
                values += [f" {word}" for word in search]
            else:
                where += f" AND text IN ({_MATCHING})"
                values.append(found)
        if code:
            where += " AND instr(findings, ?)"
            values.append(letter(code))
        if without:
            where += f" AND fact NOT IN ({', '.join(map(str, without))})"
        query = f"{_FROM} {using} {_JOIN} WHERE {where} ORDER BY {_ORDER}"
        if not self._has_links():
            return self._database.execute(
                f"{query} LIMIT ? OFFSET ?", (*values, limit, offset)
            ).fetchall()
        rows = self._database.execute(query, values)
        page: list[sqlite3.Row] = []
        for row in self._in_order(rows):
            page.append(row)
            if len(page) >= offset + limit:
                break
        return page[offset:]

    def rows(self, of: str = LISTED) -> Iterator[sqlite3.Row]:
        """All rows of one kind, in chronological order."""
        condition, values = self._view.condition()
        query = f"{_FROM} {_JOIN} WHERE {condition} AND {of} ORDER BY {_ORDER}"
        rows = self._database.execute(query, values)
        return self._in_order(rows) if self._has_links() else rows

    def count(self, without: Collection[int] = ()) -> Mapping[str, int]:
        """How many facts are certain, possible, not yet known and retracted."""
        condition, values = self._view.condition()
        if without:
            condition += f" AND fact NOT IN ({', '.join(map(str, without))})"
        counts = dict.fromkeys((CERTAIN, POSSIBLE, NOT_YET, RETRACTED), 0)
        found = self._database.execute(
            f"SELECT listed, retracted, certain, count(*) FROM versions "  # noqa: S608
            f"INDEXED BY {self._view.index} WHERE {condition} GROUP BY 1, 2, 3",
            values,
        )
        for listed, retracted, certain, count in found:
            kind = CERTAIN if certain else POSSIBLE
            kind = RETRACTED if retracted else kind
            counts[kind if listed else NOT_YET] += count
        return counts

    def findings(self) -> Mapping[str, int]:
        """How many findings there are of each rule that needs one fact only."""
        condition, values = self._view.condition()
        found = self._database.execute(
            f"SELECT findings, count(*) FROM versions "  # noqa: S608
            f"WHERE {condition} AND findings != '' GROUP BY findings",
            values,
        )
        counts = dict.fromkeys(ALONE, 0)
        for letters, count in found:
            for code in counts:
                counts[code] += letters.count(letter(code)) * count
        return counts

    def names(self, names: Iterable[str]) -> dict[str, str]:
        """The readable names, by id, of the facts that are called so, each told from the others."""
        now = View(recorded_by=self._view.recorded_by, internal=self._view.internal)
        condition, values = now.condition()
        named: set[tuple[int, int, str, str]] = set()
        for name in set(names):
            found = self._database.execute(
                "SELECT recorded, position, facts.id, name FROM versions "  # noqa: S608
                f"{_JOIN} WHERE name = ? AND {condition}",
                (name, *values),
            )
            named.update(tuple(row) for row in found)
        return readable_names((fact, name) for _, _, fact, name in sorted(named))

    def _are_very_many(self, found: str) -> bool:
        query = f"{_MATCHING} LIMIT 1 OFFSET {_MOST}"
        return self._database.execute(query, (found,)).fetchone() is not None

    def _using(self, of: str) -> str:
        if self._view.recorded_by is not None:
            return ""
        if not of.startswith(LISTED):
            return "INDEXED BY versions_now"
        early = f"SELECT 1 FROM versions WHERE r_to = {END} AND {LISTED} AND k_from <= ?"  # noqa: S608
        (count,) = self._database.execute(
            f"SELECT count(*) FROM ({early} LIMIT {_FEW})",  # noqa: S608
            (integer(self._view.known_by),),
        ).fetchone()
        return f"INDEXED BY {'versions_early' if count < _FEW else 'versions_now'}"

    def _has_links(self) -> bool:
        return bool(
            self._database.execute("SELECT 1 FROM lines WHERE target != '' LIMIT 1").fetchone()
        )

    def _in_order(self, rows: Iterable[sqlite3.Row]) -> Iterator[sqlite3.Row]:
        """As the rows come, but facts of one time in the order of their `follows` links."""
        for _, group in groupby(rows, key=lambda row: (row["undated"], row["s0"], row["neg_e1"])):
            tied = list(group)
            yield from self._by_links(tied) if len(tied) > 1 else tied

    def _by_links(self, tied: list[sqlite3.Row]) -> list[sqlite3.Row]:
        """In the order that they have in the chronology, where facts of other kinds stand among
        them and may decide it.
        """
        by_id = {row["id"]: row for row in tied}
        story = self._story_of(by_id)
        listed = bool(tied[0]["listed"])
        k, knower = self._view.known_by, self._view.knower
        states = (state_at(one, story.record, story.sources, k, knower) for one in story.facts)
        beside = (one for one in states if (one.certainty is not Certainty.NOT_YET) == listed)
        ordered = sort_states(beside, follows(story), story.settings)
        return [by_id[state.id] for state in ordered if state.id in by_id]
