"""The ledger: where each stored line is, in SQLite. Disposable, incremental, never trusted.

It lies in `.timeline/index.sqlite`. `refresh` compares every segment's stat with what was read
before, so that appends, `git pull`, compaction and erasure are noticed; what has changed is
read again. Nothing is answered from it that the log would not say: lines are read from their
segments, and a ledger that SQLite can't read is deleted and made anew.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import astuple, frozen

from timeline.codec import LineError, load_line, parse_line
from timeline.errors import TimelineError
from timeline.events import Event
from timeline.log.claim import INDEX, STATE
from timeline.log.durable import write_error
from timeline.log.lookup import Known
from timeline.log.segments import (
    CorruptLineError,
    check_begun,
    line_problem,
    list_segments,
    read_segment,
    split_tail,
)

FORMAT = 6
Progress = Callable[[int, int], None]  # (segments read, segments to read)

_SCHEMA = """
CREATE TABLE segments (
    number INTEGER PRIMARY KEY, name TEXT UNIQUE, size INTEGER, mtime INTEGER, inode INTEGER,
    whole INTEGER, last TEXT);
CREATE TABLE lines (
    id TEXT, segment INTEGER, line INTEGER, start INTEGER, length INTEGER, recorded TEXT,
    position INTEGER, type TEXT, about TEXT, amends TEXT, target TEXT, key TEXT, erased INTEGER);
CREATE INDEX lines_by_id ON lines (id);
CREATE INDEX lines_by_segment ON lines (segment);
CREATE INDEX lines_by_about ON lines (about) WHERE about != '';
CREATE INDEX lines_by_amends ON lines (amends) WHERE amends != '';
CREATE INDEX lines_by_target ON lines (target) WHERE target != '';
CREATE INDEX lines_by_key ON lines (key) WHERE key != '';
CREATE INDEX lines_by_type ON lines (type) WHERE type = 'log-described';
CREATE INDEX lines_of_sources ON lines (type) WHERE type IN ('source-added', 'source-corrected');
CREATE TABLE changes (
    id TEXT, recorded TEXT, type TEXT, about TEXT, amends TEXT, target TEXT, key TEXT);
"""


@frozen
class Row:
    """What the ledger keeps of a line, besides its place. `target` is what a link points to."""

    id: str
    recorded: str
    type: str
    about: str
    amends: str
    target: str
    key: str


class UnusableIndexError(TimelineError):
    code = "unusable-index"

    def __init__(self, path: Path, error: sqlite3.Error) -> None:
        super().__init__(
            f"expected to read or make {path}, got: {error}",
            "it holds nothing of its own: delete it and run the command again",
        )


class Ledger:
    """An open ledger. Use as a context manager, or `close` it."""

    def __init__(self, root: Path, *, schema: str = "", patience: float = 30) -> None:
        """`schema` makes what another index keeps in the same file, where it isn't there yet.

        `patience` is for how many seconds to wait while another process is writing to it.
        """
        self._patience = patience
        self.root = root
        self.path = root / STATE / INDEX
        self._schema = schema
        self.database = self._open()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.database.close()

    def _open(self) -> sqlite3.Connection:
        check_begun(self.root)
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise write_error(self.path.parent, error) from error
        for attempt in (1, 2):
            database = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None)
            try:
                # What is lost in a crash is made again, so nothing waits for the disk.
                database.execute("PRAGMA synchronous = OFF")
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("PRAGMA mmap_size = 1073741824")
                (found,) = database.execute("PRAGMA user_version").fetchone()
                if found not in (0, FORMAT):
                    database.close()
                    self.discard()
                    continue
                if not found:
                    database.executescript(
                        f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT"
                    )
                database.executescript(self._schema)
            except sqlite3.DatabaseError as error:
                database.close()
                if attempt == 2 or "locked" in str(error):
                    raise UnusableIndexError(self.path, error) from error
                self.discard()
            else:
                return database
        raise AssertionError

    def discard(self) -> None:
        """Delete the file; the next opening makes it anew."""
        for leftover in self.path.parent.glob(f"{INDEX}*"):
            leftover.unlink(missing_ok=True)

    def rebuild(self) -> None:
        """Start again from nothing, for a file that turned out to be unreadable."""
        self.close()
        self.discard()
        self.database = self._open()

    # -- following the log ------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything or nothing, and nobody else writes meanwhile."""
        self.database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self.database.in_transaction:
                self.database.execute("ROLLBACK")
            raise
        self.database.execute("COMMIT")

    def refresh(self, progress: Progress | None = None) -> None:
        """Read what has changed since the last time, in a transaction.

        The lines that came, went or were erased are also kept for `take_changes`. Without
        changes: one stat for each segment. Else about 10 µs a new line.
        """
        kept = self.database.execute("SELECT name, size, mtime, inode FROM segments")
        known = {name: (size, mtime, inode) for name, size, mtime, inode in kept}
        names, root = list_segments(self.root), str(self.root)
        for name in known.keys() - set(names):
            self._forget(self._segment(name)[0])
        stale = [
            (name, found) for name in names if (found := _stat(f"{root}/{name}")) != known.get(name)
        ]
        for count, (name, found) in enumerate(stale):
            if progress is not None:
                progress(count, len(stale))
            self._follow(name, found, known=name in known)

    def _segment(self, name: str) -> tuple[int, int, str]:
        """A segment's number, the bytes of its whole batches, and its last line."""
        number, whole, last = self.database.execute(
            "SELECT number, whole, last FROM segments WHERE name = ?", (name,)
        ).fetchone()
        return number, whole, last

    def take_changes(self) -> list[Row]:
        """The lines that changed since this was last called, in a transaction."""
        rows = [Row(*row) for row in self.database.execute("SELECT * FROM changes")]
        if rows:
            self.database.execute("DELETE FROM changes")
        return rows

    def _follow(self, name: str, found: tuple[int, int, int], *, known: bool) -> None:
        """Read what is new in a segment. `found` was its stat before it is read."""
        data = read_segment(self.root, name)
        whole = split_tail(data)
        start, line = 0, 0
        if known:
            number, before, last = self._segment(name)
            # The line that was last is still there, at its place: the segment has only grown.
            if whole >= before and data[:before].endswith(last.encode()):
                start = before
                (line,) = self.database.execute(
                    "SELECT count(*) FROM lines WHERE segment = ?", (number,)
                ).fetchone()
            else:
                self._forget(number)
                known = False
        if not known:
            cursor = self.database.execute("INSERT INTO segments (name) VALUES (?)", (name,))
            assert cursor.lastrowid is not None
            number = cursor.lastrowid
        self._insert(name, number, data[start:whole], start, line)
        last = data[data.rfind(b"\n", 0, max(whole - 1, 0)) + 1 : whole].decode("utf-8", "replace")
        self.database.execute(
            "UPDATE segments SET size=?, mtime=?, inode=?, whole=?, last=? WHERE number=?",
            (*found, whole, last, number),
        )

    def _insert(self, name: str, number: int, data: bytes, start: int, line: int) -> None:
        """Lines that follow `line` others and begin at byte `start` of a segment."""
        rows = []
        changes = []
        for raw in data.split(b"\n")[:-1]:
            line += 1
            try:
                row, position = _read_row(raw)
            except LineError as error:
                raise CorruptLineError(line_problem(name, line, raw, error)) from error
            place = (row.id, number, line, start, len(raw), row.recorded, position)
            erased = int(b'"body_sha256":' in raw)
            rows.append((*place, row.type, row.about, row.amends, row.target, row.key, erased))
            changes.append(astuple(row))
            start += len(raw) + 1
        marks = ",".join("?" * 13)
        self.database.executemany(f"INSERT INTO lines VALUES ({marks})", rows)  # noqa: S608
        self.database.executemany("INSERT INTO changes VALUES (?,?,?,?,?,?,?)", changes)

    def _forget(self, number: int) -> None:
        self.database.execute(
            "INSERT INTO changes SELECT id, recorded, type, about, amends, target, key "
            "FROM lines WHERE segment = ?",
            (number,),
        )
        self.database.execute("DELETE FROM lines WHERE segment = ?", (number,))
        self.database.execute("DELETE FROM segments WHERE number = ?", (number,))

    # -- asking -----------------------------------------------------------------------------

    def _rows(self, where: str, values: Sequence[Any]) -> list[Row]:
        found = self.database.execute(
            f"SELECT id, recorded, type, about, amends, target, key FROM lines WHERE {where}",  # noqa: S608
            values,
        )
        return [Row(*row) for row in found]

    def rows(self, column: str, values: Iterable[str]) -> Iterator[Row]:
        """The lines with one of these values in `id`, `about`, `amends`, `target`, `key` or
        `type`. Lines that two segments have come twice.
        """
        for value in values:
            # The second condition lets SQLite use the column's partial index.
            yield from self._rows(f"{column} = ? AND {column} != ''", (value,))

    def lines(self, column: str, values: Iterable[str]) -> Iterator[tuple[Row, bytes]]:
        """As `rows`, with the stored line."""
        for row in self.rows(column, values):
            for raw in self._stored([row.id]).values():
                yield row, raw

    def settings(self) -> list[Row]:
        return self._rows("type = 'log-described'", ())

    def sources(self) -> list[Row]:
        """What adds and corrects sources; in the words of its partial index, or SQLite scans."""
        return self._rows("type IN ('source-added', 'source-corrected')", ())

    def events(self, ids: Collection[str]) -> dict[str, Event]:
        """The events with these ids, read from their segments; an erased copy wins."""
        return {
            event_id: parse_line(raw, verify=False) for event_id, raw in self._stored(ids).items()
        }

    def _stored(self, ids: Collection[str]) -> dict[str, bytes]:
        """The stored lines of these events; of several copies, an erased one."""
        found: dict[str, bytes] = {}
        files: dict[str, int] = {}
        query = (
            "SELECT name, start, length FROM lines JOIN segments ON segment = number "
            "WHERE id = ? ORDER BY erased"
        )
        try:
            for event_id in ids:
                for name, start, length in self.database.execute(query, (event_id,)):
                    if name not in files:
                        files[name] = os.open(self.root / name, os.O_RDONLY)
                    found[event_id] = os.pread(files[name], length, start)
        finally:
            for fd in files.values():
                os.close(fd)
        return found


def _stat(path: str) -> tuple[int, int, int]:
    found = os.stat(path)  # noqa: PTH116 - every question asks it of every segment
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def _read_row(raw: bytes) -> tuple[Row, int]:
    line = load_line(raw)
    try:
        body = line.get("body", {})
        row = Row(
            line["id"],
            line["recorded"],
            line["type"],
            line.get("about", ""),
            line.get("amends", ""),
            body.get("to", "") if line["type"] == "facts-linked" else "",
            line.get("key", ""),
        )
        return row, line["batch"][0]
    except (KeyError, TypeError, AttributeError) as error:
        raise LineError(f"expected an event, got {raw[:60]!r}") from error


def look_up(root: Path, ids: Collection[str], keys: Collection[str]) -> Known | None:
    """What `find_events` finds, from the ledger if there is one that can be used; else None."""
    if not (root / STATE / INDEX).exists():
        return None
    try:
        # The log is locked meanwhile, so nobody else's long work here is waited for.
        with Ledger(root, patience=0.2) as ledger, ledger.transaction():
            ledger.refresh()
            known = Known()
            for row in ledger.rows("id", ids):
                known.recorded[row.id] = row.recorded
            for row, raw in ledger.lines("key", keys):
                known.keep_first(row.key, row.id, row.recorded, raw)
            return known
    except (sqlite3.Error, UnusableIndexError, CorruptLineError):
        return None  # the segments themselves can still be searched
