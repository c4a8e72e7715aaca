"""Compaction: many small segments become few. The log, a set of lines, stays what it is.

The new segments are complete and durable before the old ones go, so a crash in between leaves
some lines twice, which changes nothing either. Segments of half the full size or more are left
alone, and so is git: the change is committed like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from timeline.codec import load_line
from timeline.errors import Problem, Problems
from timeline.log.claim import drop_claim
from timeline.log.durable import make_directory, replace_file, sync_directory, write_error
from timeline.log.lock import lock_log
from timeline.log.segments import (
    MAX_BYTES,
    MAX_EVENTS,
    list_segments,
    name_segment,
    read_segment,
    split_lines,
    split_tail,
)
from timeline.log.verify import Survey
from timeline.log.writer import Repair, quarantine_tail

SMALL = MAX_BYTES // 2


@frozen(kw_only=True)
class Compaction:
    """Which segments were replaced by which. Both empty: there was nothing to do."""

    replaced: tuple[str, ...]
    written: tuple[str, ...]
    repairs: tuple[Repair, ...]


@frozen(order=True)
class _Batch:
    recorded: str
    first: str
    lines: tuple[bytes, ...]


def compact_log(root: Path, *, dry_run: bool = False) -> Compaction:
    """Merge small segments, and move torn tails to quarantine.

    Reads every small segment. With `dry_run`, says what would be replaced and changes nothing.

    Raises:
        Problems: a segment is damaged; nothing was changed.
        BusyLogError, NotWritableError, DiskFullError.
    """
    with lock_log(root) as state:
        segments = dict(_candidates(root))
        torn = [name for name, data in segments.items() if split_tail(data) < len(data)]
        small = [name for name, data in segments.items() if len(data) < SMALL]
        replaced = tuple(sorted({*torn, *(small if len(small) > 1 else [])}))
        if not replaced or dry_run:
            return Compaction(replaced=replaced, written=(), repairs=())
        batches = _read_batches((name, segments[name]) for name in replaced)
        try:
            repairs = tuple(quarantine_tail(state, name, segments[name]) for name in torn)
            written = tuple(_write(root, group) for group in _groups(batches))
            drop_claim(state)
            for name in replaced:
                (root / name).unlink()
            for folder in {(root / name).parent for name in replaced}:
                sync_directory(folder)
        except OSError as error:
            raise write_error(root, error) from error
    return Compaction(replaced=replaced, written=written, repairs=repairs)


def _candidates(root: Path) -> Iterator[tuple[str, bytes]]:
    for name in list_segments(root):
        data = read_segment(root, name)
        if len(data) < SMALL or split_tail(data) < len(data):
            yield name, data


def _read_batches(segments: Iterable[tuple[str, bytes]]) -> list[_Batch]:
    """The batches of sound segments in order of record, each once."""
    batches: dict[tuple[str, ...], _Batch] = {}
    problems: list[Problem] = []
    for name, data in segments:
        survey = Survey()
        survey.read_segment(name, data)
        problems += [found for found in survey.problems if found.code != "torn-tail"]
        if problems:
            continue
        lines: list[bytes] = []
        for raw in split_lines(data):
            lines.append(raw)
            header = load_line(raw)
            position, size = header["batch"]
            if position == size:
                _keep(batches, header["recorded"], lines)
                lines = []
    if problems:
        raise Problems(problems, "mend these first; nothing was changed")
    return sorted(batches.values())


def _keep(batches: dict[tuple[str, ...], _Batch], recorded: str, lines: Sequence[bytes]) -> None:
    ids = tuple(load_line(raw)["id"] for raw in lines)
    other = batches.get(ids)
    if other is not None:  # where one copy of an event was erased, that copy is kept
        lines = [min(pair, key=_has_body) for pair in zip(other.lines, lines, strict=True)]
    batches[ids] = _Batch(recorded, ids[0], tuple(lines))


def _has_body(raw: bytes) -> bool:
    return "body" in load_line(raw)


def _groups(batches: Sequence[_Batch]) -> Iterator[list[_Batch]]:
    """Runs of batches that fit a segment: one month each, and no two of one instant."""
    group: list[_Batch] = []
    events = size = 0
    for batch in batches:
        full = events >= MAX_EVENTS or size >= MAX_BYTES
        if group and (
            full
            or batch.recorded[:7] != group[0].recorded[:7]
            or batch.recorded == group[-1].recorded
        ):
            yield group
            group, events, size = [], 0, 0
        group.append(batch)
        events += len(batch.lines)
        size += sum(len(raw) + 1 for raw in batch.lines)
    if group:
        yield group


def _write(root: Path, group: Sequence[_Batch]) -> str:
    name = name_segment(root, group[0].recorded, "compact")
    make_directory((root / name).parent)
    replace_file(root / name, b"".join(raw + b"\n" for batch in group for raw in batch.lines))
    return name
