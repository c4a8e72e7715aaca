"""Keeping the index up to date: what a new line can change is computed again, and only that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from operator import attrgetter
from typing import Any
from zlib import crc32

from timeline.dates import parse_edtf
from timeline.events import Event, LogDescribed
from timeline.index.gathering import Gathering
from timeline.index.marks import marks_of
from timeline.index.schema import OF_FACTS, VALUES
from timeline.index.versions import Version, project_versions
from timeline.log.ledger import Ledger, Progress, Row
from timeline.projections.likeness import Line, measure_likeness, read_line

_INSERT = f"INSERT INTO versions VALUES ({', '.join('?' * (len(VALUES) + 3))})"  # noqa: S608
_values_of = attrgetter(*VALUES)
_EVERY_FACT = 0  # in `bears`, the place of a fact: the log's settings bear on every one
_ANY_DAY = -(2**40)  # the block of what may have happened at any time, and a day that isn't known
_BATCH = 500  # facts
_SOURCES = ("source-added", "source-corrected")


def follow(ledger: Ledger, progress: Progress | None = None) -> None:
    """Bring the ledger, and what is kept beside it, up to date, in a transaction.

    Without changes: one stat for each segment. Else about 0.4 ms a fact that may have changed.
    """
    ledger.refresh(progress)
    changes = ledger.take_changes()
    if changes:
        with Gathering(ledger) as gathering:
            _Upkeep(ledger, gathering).take(changes, progress)


class _Upkeep:
    """One round of bringing what is kept of facts up to date."""

    def __init__(self, ledger: Ledger, gathering: Gathering) -> None:
        self._database = ledger.database
        self._ledger = ledger
        self._gathering = gathering
        (last,) = self._database.execute("SELECT max(number) FROM versions").fetchone()
        self._last: int = last or 0

    def take(self, changes: Sequence[Row], progress: Progress | None) -> None:
        self._note_names_of_sources(changes)
        facts = self._affected(changes)
        if _EVERY_FACT in facts:
            self._forget_all()
        settings, causes = self._gathering.gather({row.id for row in self._ledger.settings()})
        if _EVERY_FACT in facts:
            self._insert("bears", ((cause, _EVERY_FACT) for cause in causes))
            ids = [row.id for row in self._ledger.rows("type", ("fact-stated",))]
            facts = dict(self._numbered(ids))
        pad = max([1, *_pads(settings.values())])
        waiting = iter(facts.items())
        done = 0
        while batch := list(islice(waiting, _BATCH)):
            if progress is not None:
                progress(done, len(facts))
            self._store(batch, settings, pad)
            done += len(batch)

    def _affected(self, rows: Iterable[Row]) -> dict[int, str]:
        """The facts that these lines can change, by number; `_EVERY_FACT` stands for all."""
        stated: set[str] = set()
        numbers: set[int] = set()
        for row in rows:
            if row.type == "fact-stated":
                stated.add(row.id)
            elif row.type == "log-described":
                return {_EVERY_FACT: ""}
            for cause in filter(None, (row.id, row.about, row.amends, _of_key(row.key))):
                found = self._database.execute("SELECT fact FROM bears WHERE cause = ?", (cause,))
                numbers.update(number for (number,) in found)
        if _EVERY_FACT in numbers:
            return {_EVERY_FACT: ""}
        found_again = dict(self._numbered(sorted(stated)))
        for number in numbers - found_again.keys():
            (found_again[number],) = self._database.execute(
                "SELECT id FROM facts WHERE number = ?", (number,)
            ).fetchone()
        return found_again

    def _numbered(self, ids: Iterable[str]) -> Iterator[tuple[int, str]]:
        for fact_id in ids:
            self._database.execute("INSERT OR IGNORE INTO facts (id) VALUES (?)", (fact_id,))
            (number,) = self._database.execute(
                "SELECT number FROM facts WHERE id = ?", (fact_id,)
            ).fetchone()
            yield number, fact_id

    def _forget_all(self) -> None:
        for table in OF_FACTS:
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608

    def _insert(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Rows of two or three columns, each kept once."""
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)  # noqa: S608

    # -- facts ------------------------------------------------------------------------------

    def _store(
        self, batch: Sequence[tuple[int, str]], settings: dict[str, Event], pad: int
    ) -> None:
        """Compute the versions of these facts anew, and what leads to them."""
        self._forget_versions([number for number, _ in batch])
        versions: list[tuple[Any, ...]] = []
        texts: list[tuple[int, str]] = []
        lines: list[tuple[int, Iterable[Line]]] = []
        bears: list[tuple[str, int]] = []
        turns: list[tuple[int, int]] = []
        marks: list[tuple[str, int]] = []
        for number, fact in batch:
            events, causes = self._gathering.gather({fact})
            found = project_versions(fact, list((settings | events).values()))
            shared: dict[str, int] = {}  # a text has the number of the first version that says it
            for version in found.found:
                self._last += 1
                text = shared.setdefault(version.words, self._last)
                versions.append((self._last, number, text, *_values_of(version)))
            texts += [(text, words) for words, text in shared.items()]
            bears += [(cause, number) for cause in causes]
            turns += [(second, number) for second in found.turns]
            marks += [(mark, number) for mark in marks_of(events.values())]
            lines.append((number, _lines(found.found, pad)))
        self._database.executemany(_INSERT, versions)
        self._database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", texts)
        self._insert("bears", bears)
        self._insert("turns", turns)
        self._insert("marks", marks)
        for number, said in lines:
            self._find_alike(number, said)

    def _forget_versions(self, numbers: Sequence[int]) -> None:
        facts = [(number,) for number in numbers]
        self._database.executemany(
            "DELETE FROM texts WHERE rowid IN (SELECT text FROM versions WHERE fact = ?)", facts
        )
        self._database.executemany("DELETE FROM versions WHERE fact = ?", facts)

    def _note_names_of_sources(self, rows: Iterable[Row]) -> None:
        sources = {row.id: row.about or row.id for row in rows if row.type in _SOURCES}
        named = []
        for event_id, event in self._ledger.events(sources).items():
            change = getattr(event.body, "change", None)
            name = change.set.get("name") if change else getattr(event.body, "name", "")
            if name:
                named.append((name, sources[event_id]))
        self._insert("called", named)

    # -- facts that say nearly the same -----------------------------------------------------

    def _find_alike(self, fact: int, lines: Iterable[Line]) -> None:
        """Note what a fact says, and with which headlines of other facts it is alike.

        Headlines are held against each other and not facts: a million facts that say the same
        but for a number cost no more than others.
        """
        for line in lines:
            if not line.words:
                continue
            key = (line.text, _or_open(line.first), _or_open(line.last))
            found = self._database.execute(
                "SELECT number, alike FROM headlines WHERE words = ? AND first = ? AND last = ?",
                key,
            ).fetchone()
            if found:
                number, alike = found
                self._insert("saying", [(number, fact)])
                if not alike and self._others_say(number, fact):
                    self._set_alike(number)
            else:
                number = self._note_headline(line, key)
                self._insert("saying", [(number, fact)])
                self._compare(number, line, fact)

    def _note_headline(self, line: Line, key: tuple[str, int, int]) -> int:
        done = self._database.execute(
            "INSERT INTO headlines (words, first, last, alike) VALUES (?, ?, ?, 0)", key
        )
        number = done.lastrowid
        assert number is not None
        words = product(map(checksum, line.words), line.blocks or (_ANY_DAY,), (number,))
        self._insert("words", words)
        return number

    def _compare(self, number: int, line: Line, fact: int) -> None:
        """Mark a new headline of a fact and those of other facts that it is alike with."""
        alike = False
        for other, words, first, last, marked in self._sharing(line):
            if other == number or (alike and marked):
                continue
            days = [None if day == _ANY_DAY else day for day in (first, last)]
            two = Line(frozenset(words.split()), frozenset(), *days)
            if measure_likeness(line, two) and (marked or self._others_say(other, fact)):
                alike = True
                self._set_alike(number, other)

    def _others_say(self, headline: int, fact: int) -> bool:
        query = "SELECT 1 FROM saying WHERE headline = ? AND fact != ? LIMIT 1"
        return self._database.execute(query, (headline, fact)).fetchone() is not None

    def _set_alike(self, *headlines: int) -> None:
        for number in headlines:
            self._database.execute("UPDATE headlines SET alike = 1 WHERE number = ?", (number,))

    def _sharing(self, line: Line) -> list[tuple[int, str, int, int, int]]:
        """The headlines that share enough of a line's words, about its days, to be compared."""
        where, days = f"word IN ({', '.join(str(checksum(word)) for word in line.words)})", []
        if line.blocks is not None:
            where += f" AND (block BETWEEN ? AND ? OR block = {_ANY_DAY})"
            days = [line.blocks.start - 1, line.blocks.stop]
        return self._database.execute(
            "SELECT number, words, first, last, alike FROM headlines WHERE number IN ("  # noqa: S608
            f"SELECT headline FROM words WHERE {where} "
            "GROUP BY headline HAVING count(DISTINCT word) >= ?)",
            (*days, line.needed),
        ).fetchall()


def _or_open(day: int | None) -> int:
    """A day as it is kept: an open one, too, is equal to itself there."""
    return _ANY_DAY if day is None else day


def checksum(word: str) -> int:
    """A short number for a word; two words that share one are told apart when they are compared."""
    return crc32(word.encode())


def _lines(versions: Iterable[Version], pad: int) -> Iterator[Line]:
    """Every headline of a fact, with each day that it was ever about."""
    for headline, occurred in {(version.headline, version.occurred) for version in versions}:
        yield read_line(headline, parse_edtf(occurred) if occurred else None, pad)


def _pads(settings: Iterable[Event]) -> Iterator[int]:
    for event in settings:
        if isinstance(event.body, LogDescribed) and event.body.pad is not None:
            yield event.body.pad


def _of_key(key: str) -> str:
    return f"key:{key}" if key else ""
