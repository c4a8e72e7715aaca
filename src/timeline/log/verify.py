"""Is the log what was written? Every line, every batch, every reference; all faults at once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
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
    verify_leaf,
)
from timeline.errors import Problem, Problems
from timeline.events import Erased, Event
from timeline.log.keys import ORIGIN
from timeline.log.merkle import hash_leaf
from timeline.log.notes import parse_checkpoint
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
from timeline.log.trees import Tree, check_against, check_tree, list_trees, read_tree


@frozen(kw_only=True)
class Verification:
    """What `verify_log` found.

    `events` counts events, not lines. `newer` counts sound lines that only a newer timeline
    understands. `snapshot` stands for the set of events; `head` is the root, in hexadecimal, of
    the checkpoint that covers the most events, None while nothing is sealed. `late` holds the
    ids of events that arrived after that checkpoint, or the one compared with, but say that
    they were recorded before its newest event, in order of record. `unchecked` names the keys
    whose signatures could not be checked because `cryptography` is not installed.
    """

    events: int
    problems: tuple[Problem, ...]
    snapshot: str
    head: str | None = None
    late: tuple[str, ...] = ()
    newer: int = 0
    unchecked: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


def snapshot(ids: Iterable[str]) -> str:
    """The SHA-256, in hexadecimal, of the sorted ids joined by newlines."""
    return sha256("\n".join(sorted(ids)).encode("ascii")).hexdigest()


def verify_log(root: Path, *, against: str | None = None) -> Verification:
    """Check every stored byte. About 10 µs an event; the events' ids are held in memory.

    `against` is the text of a checkpoint that was kept elsewhere: the log must have grown from
    what it covers.

    Raises:
        BadNoteError: `against` is not a checkpoint.
    """
    compared = parse_checkpoint(against) if against is not None else None
    survey = survey_log(root)
    problems = [*survey.problems, *stray_files(root)]
    trees: list[Tree] = []
    unchecked = []
    for key in list_trees(root):
        try:
            tree = read_tree(root, key)
        except Problems as error:
            problems += error.problems
            continue
        trees.append(tree)
        found, checked = check_tree(tree, survey.leaves)
        problems += found
        if not checked:
            unchecked.append(key)
    newest = max((tree for tree in trees if tree.checkpoint), key=lambda t: t.size, default=None)
    sealed = newest.sealed if newest else ()
    if against is not None and compared is not None:
        own = next((tree for tree in trees if tree.origin == compared.origin), None)
        problems += check_against(compared, against, own, survey.leaves)
        sealed = own.leaves[: compared.size] if own else ()
    return Verification(
        events=len(survey.order),
        problems=tuple(sorted(problems)),
        snapshot=snapshot(survey.order),
        head=newest.checkpoint.root.hex() if newest and newest.checkpoint else None,
        late=survey.late(sealed),
        newer=survey.newer,
        unchecked=tuple(unchecked),
    )


def survey_log(root: Path) -> Survey:
    """Every line of every segment, checked by itself and against its neighbours."""
    survey = Survey()
    for name in list_segments(root):
        survey.read_segment(name, read_segment(root, name))
    survey.check_references()
    return survey


def covered_by(root: Path, note: str) -> frozenset[str]:
    """The ids of the events that a checkpoint covers, an R that no later arrival changes.

    `note` is the checkpoint's text. That the log still holds what was signed is checked, as by
    `verify_log`; about 10 µs an event.

    Raises:
        BadNoteError: it is not a checkpoint.
        Problems: it is none of this log's, or the log is no continuation of what it covers.
        NoCryptographyError: its signature can't be checked here.
    """
    checkpoint = parse_checkpoint(note)
    key = checkpoint.origin.removeprefix(f"{ORIGIN}/")
    tree = read_tree(root, key) if key in list_trees(root) else None
    survey = survey_log(root)
    problems = tuple(check_against(checkpoint, note, tree, survey.leaves))
    if problems or tree is None:
        raise Problems(problems)
    return frozenset(tree.leaves[: checkpoint.size])


_STATED = re.compile(rb'"id":"([a-z2-7]{26})"')


@define
class Survey:
    """What has been seen of the log so far."""

    order: dict[str, tuple[str, int, str]] = field(factory=dict)
    leaves: dict[str, bytes] = field(factory=dict)
    lines: dict[str, tuple[bytes, str, int]] = field(factory=dict)
    named: list[tuple[str, str, int, tuple[str, ...]]] = field(factory=list)
    problems: list[Problem] = field(factory=list)
    damaged: set[str] = field(factory=set)
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
            line, form = verify_leaf(raw)
        except LineError as error:
            self.problems.append(line_problem(name, number, raw, error))
            self.damaged.update(found.decode() for found in _STATED.findall(raw))
            return None
        try:
            event = read_event(line)
        except UnknownFormatError:
            self.leaves.setdefault(line["id"], hash_leaf(form))
            return self._read_newer(name, number, raw, line)
        except LineError as error:
            self.problems.append(line_problem(name, number, raw, error))
            return None
        self.leaves.setdefault(event.id, hash_leaf(form))
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

    def late(self, sealed: Sequence[str]) -> tuple[str, ...]:
        """The events recorded before the newest of `sealed`, but not among them."""
        newest = max((self.order[known] for known in sealed if known in self.order), default=None)
        if newest is None:
            return ()
        covered = set(sealed)
        late = [i for i, order in self.order.items() if order < newest and i not in covered]
        return tuple(sorted(late, key=self.order.__getitem__))

    def check_references(self) -> None:
        """Every event named is in the log, and was recorded before the one that names it."""
        for event_id, name, number, named in self.named:
            for target in dict.fromkeys(named):
                if target not in self.order:
                    # A damaged line is a fault of its own, not of each line that names it.
                    if not self.newer and target not in self.damaged:
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
