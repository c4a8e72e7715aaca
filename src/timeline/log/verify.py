"""Is the log what was written? Every line, every batch, every reference; all faults at once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from timeline.codec import (
    LineError,
    UnknownFormatError,
    check_profile,
    read_event,
    references,
    verify_line,
)
from timeline.errors import Problem
from timeline.events import Erased, Event
from timeline.log.segments import (
    EVENTS,
    SEAL,
    is_segment_name,
    line_problem,
    list_segments,
    read_segment,
    split_lines,
    split_tail,
)


@frozen(kw_only=True)
class Verification:
    """What `verify_log` found.

    `events` counts events, not lines. `newer` counts sound lines that only a newer timeline
    understands. `snapshot` stands for the set of events; `head` is the newest checkpoint's root,
    None while nothing is sealed. `late` holds the ids of events that arrived after a checkpoint
    but say that they were recorded before its newest event, in order of record.
    """

    events: int
    problems: tuple[Problem, ...]
    snapshot: str
    head: str | None = None
    late: tuple[str, ...] = ()
    newer: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems


def snapshot(ids: Iterable[str]) -> str:
    """The SHA-256, in hexadecimal, of the sorted ids joined by newlines."""
    return sha256("\n".join(sorted(ids)).encode("ascii")).hexdigest()


def verify_log(root: Path) -> Verification:
    """Check every stored byte. About 15 µs an event; the events are held in memory."""
    survey = Survey()
    for name in list_segments(root):
        survey.read_segment(name, read_segment(root, name))
    survey.problems += stray_files(root)
    survey.check_references()
    return Verification(
        events=len(survey.order),
        problems=tuple(sorted(survey.problems)),
        snapshot=snapshot(survey.order),
        newer=survey.newer,
    )


@define
class Survey:
    """What has been seen of the log so far."""

    order: dict[str, tuple[str, int, str]] = field(factory=dict)
    lines: dict[str, tuple[bytes, str, int]] = field(factory=dict)
    named: list[tuple[str, str, int, tuple[str, ...]]] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    newer: int = 0

    def read_segment(self, name: str, data: bytes) -> None:
        whole = split_tail(data)
        lines = split_lines(data)
        if whole < len(data):
            self._report(
                name,
                len(lines) + 1,
                "torn-tail",
                f"a write was cut short: the last {len(data) - whole:,} bytes are no whole batch "
                "and don't count",
                "if git or a backup has more of this file, restore it; else run: timeline compact",
            )
        before: tuple[str, int, int] | None = None
        for number, raw in enumerate(lines, start=1):
            header = self._read_line(name, number, raw)
            if header is not None:
                self._check_batch(name, number, before, header)
            before = header

    def _read_line(self, name: str, number: int, raw: bytes) -> tuple[str, int, int] | None:
        try:
            line = verify_line(raw)
        except LineError as error:
            self.problems.append(line_problem(name, number, raw, error))
            return None
        try:
            event = read_event(line)
        except UnknownFormatError:
            return self._read_newer(name, number, raw, line)
        except LineError as error:
            self.problems.append(line_problem(name, number, raw, error))
            return None
        self._note_event(name, number, raw, event)
        return (event.recorded, *event.batch)

    def _read_newer(
        self, name: str, number: int, raw: bytes, line: dict[str, Any]
    ) -> tuple[str, int, int] | None:
        try:
            check_profile(line)
        except LineError as error:
            self.problems.append(line_problem(name, number, raw, error))
            return None
        self.newer += 1
        header = newer_header(line)
        if header is not None:
            self.order[line["id"]] = (*header[:2], line["id"])
        return header

    def _note_event(self, name: str, number: int, raw: bytes, event: Event) -> None:
        known = self.lines.setdefault(event.id, (raw, name, number))
        if known[0] != raw:
            here, there = f"{name}:{number}", f"{known[1]}:{known[2]}"
            left = there if isinstance(event.body, Erased) else here
            self._report(
                name,
                number,
                "erased-elsewhere",
                f"event {event.id} was erased in one place and still stands in {left}",
                f"run: timeline erase {event.id[:8]}",
            )
            return
        self.order[event.id] = event.order
        named = tuple(references(event))
        if named:
            self.named.append((event.id, name, number, named))

    def _check_batch(
        self,
        name: str,
        number: int,
        before: tuple[str, int, int] | None,
        header: tuple[str, int, int],
    ) -> None:
        recorded, position, total = header
        if before is None:
            if number == 1 and position != 1:
                self._report_gap(name, number, f"[1,{total}]", header)
            return  # the line before is reported already
        earlier, last, size = before
        if last < size:
            if (recorded, position, total) != (earlier, last + 1, size):
                self._report_gap(name, number, f"[{last + 1},{size}] recorded {earlier}", header)
        elif position != 1:
            self._report_gap(name, number, "the first line of a batch", header)
        elif recorded <= earlier:
            self._report(
                name,
                number,
                "out-of-order",
                f"expected an event recorded after {earlier}, like the line before it, "
                f"got {recorded}",
                "restore the file from git or a backup",
            )

    def _report_gap(
        self, name: str, number: int, expected: str, header: tuple[str, int, int]
    ) -> None:
        recorded, position, total = header
        self._report(
            name,
            number,
            "broken-batch",
            f"expected {expected}, got [{position},{total}] recorded {recorded}: "
            "lines are missing, repeated or out of place",
            "restore the file from git or a backup",
        )

    def check_references(self) -> None:
        """Every event named is in the log, and was recorded before the one that names it."""
        for event_id, name, number, named in self.named:
            for target in dict.fromkeys(named):
                if target not in self.order:
                    if not self.newer:
                        self._report(
                            name,
                            number,
                            "dangling-reference",
                            f"event {event_id[:8]} names {target}, which the log does not hold",
                            "fetch the segment that holds it, from git or from whoever wrote it",
                        )
                elif self.order[target] >= self.order[event_id]:
                    self._report(
                        name,
                        number,
                        "names-later-event",
                        f"event {event_id[:8]} names {target}, which was recorded after it",
                        "restore the file from git or a backup",
                    )

    def _report(self, name: str, number: int, code: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(name, number, code, message, remedy))


def newer_header(line: dict[str, Any]) -> tuple[str, int, int] | None:
    """Time and batch of a line from a newer timeline, if it keeps them as this version does."""
    recorded, batch = line.get("recorded"), line.get("batch")
    if isinstance(recorded, str) and isinstance(batch, list) and len(batch) == 2:
        position, total = batch
        if isinstance(position, int) and isinstance(total, int):
            return (recorded, position, total)
    return None


def stray_files(root: Path) -> Iterator[Problem]:
    """Files below `events/` that are not read, and hidden ones that nobody put there on purpose."""
    for folder, folders, files in os.walk(root / EVENTS):
        below = Path(folder).relative_to(root)
        if below == Path(EVENTS) and SEAL in folders:
            folders.remove(SEAL)
        for name in (*files, *(name for name in folders if (Path(folder) / name).is_symlink())):
            path = Path(folder) / name
            if name.startswith(".") or (is_segment_name(name) and not path.is_symlink()):
                continue
            yield Problem(
                str(below / name),
                0,
                "stray-file",
                "expected only segments (*.jsonl) here; this is not read",
                "move it out of events/",
            )
