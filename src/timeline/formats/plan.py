"""What an import will do, and doing it: whole batches, sources before the facts that cite them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from attrs import define, evolve, field

from timeline.errors import Problem, Problems
from timeline.events import Citation, Entry, FactStated, SourceAdded
from timeline.formats.items import Note
from timeline.formats.keys import dump_entry, load_entry
from timeline.log import Log

BATCH = 4_000
"""Entries appended at a time: what one file of the log holds."""

_IN_MEMORY = 8 * 2**20  # bytes of facts; more of them wait on disk

Name = tuple[str, str]
"""("fact" or "source", readable name)."""


class RefusedImportError(Problems):
    """Faults of the files, each with its remedy on the next line; nothing was recorded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(problems, "nothing was recorded; --partial records the rest")
        text = "\n".join(
            f"{one}\n  {one.remedy}" if one.remedy else str(one) for one in self.problems
        )
        self.args = (text,)


class ConflictError(RefusedImportError):
    """No fault but that the files say something else than the log, or than each other."""

    code = "conflicting"


@define(kw_only=True)
class Plan:
    """What an import will do. `sources` and `supports` are short; facts wait in a file on disk.

    `ids` maps names to events that the log already has, `wanted` are those that others refer to,
    and `lost` those that a fault keeps out. `problems` are faults of the files, `conflicts` what
    they say against the log or each other.
    """

    sources: list[Entry] = field(factory=list)
    supports: list[Entry] = field(factory=list)
    facts: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(factory=list)
    conflicts: list[Problem] = field(factory=list)
    notes: list[Note] = field(factory=list)
    ids: dict[Name, str] = field(factory=dict)
    wanted: set[Name] = field(factory=set)
    lost: set[Name] = field(factory=set)
    _spool: IO[bytes] = field(factory=lambda: SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115

    def __enter__(self) -> Plan:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()

    @property
    def inserted(self) -> int:
        return len(self.sources) + self.facts + len(self.supports)

    def entries(self) -> Iterator[Entry]:
        """What is to be appended, in order: sources, facts, then what supports or disputes."""
        yield from self.sources
        self._spool.seek(0)
        for raw in self._spool:
            entry = load_entry(raw)
            if not self.cites_lost(entry):
                yield entry
        yield from self.supports

    def add_fact(self, entry: Entry) -> None:
        self._spool.write(dump_entry(entry) + b"\n")
        self.facts += 1

    def drop_lost(self) -> None:
        """Leave out the facts that cite a source which is at fault, and what supports those."""
        self._spool.seek(0)
        for raw in self._spool:
            entry = load_entry(raw)
            name = named(entry)
            if name and self.cites_lost(entry):
                self.lost.add(name)
                self.facts -= 1
        self._spool.seek(0, 2)

    def cites_lost(self, entry: Entry) -> bool:
        cited = getattr(entry.body, "citations", ())
        return bool(self.lost) and any(("source", one.source) in self.lost for one in cited)

    def check(self, *, partial: bool = False) -> None:
        """Refuse to go on with faults, unless `partial`.

        Raises:
            RefusedImportError, ConflictError.
        """
        if partial:
            return
        if self.problems:
            raise RefusedImportError([*self.problems, *self.conflicts])
        if self.conflicts:
            raise ConflictError(self.conflicts)


def append_plan(
    log: Log, plan: Plan, *, by: str, advance: Callable[[int], None] | None = None
) -> None:
    """Append what was planned, telling `advance` how many entries each batch held.

    An import of at most 4,000 entries is one batch: whole, or not at all. A longer one that is
    cut short is finished by importing again.
    """
    ids = dict(plan.ids)
    for batch in _batches(plan.entries()):
        local = dict(ids)
        resolved = []
        for position, entry in enumerate(batch, 1):
            resolved.append(_with_ids(entry, local))
            if name := named(entry):
                local[name] = f"@{position}"
        recorded = log.append(resolved, by=by)
        for entry, stored in zip(batch, recorded, strict=True):
            name = named(entry)
            if name in plan.wanted:
                ids[name] = stored.id
        if advance:
            advance(len(batch))


def _batches(entries: Iterator[Entry]) -> Iterator[Sequence[Entry]]:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def named(entry: Entry) -> Name | None:
    if isinstance(entry.body, FactStated):
        return ("fact", entry.body.name)
    if isinstance(entry.body, SourceAdded):
        return ("source", entry.body.name)
    return None


def _with_ids(entry: Entry, ids: dict[Name, str]) -> Entry:
    def source_id(text: str) -> str:
        found = ids["source", text]
        return ids["source", found[1:]] if found.startswith("=") else found

    body: Any = entry.body
    if isinstance(body, SourceAdded):
        if body.origin:
            body = evolve(body, origin=source_id(body.origin))
    else:
        citations: tuple[Citation, ...] = getattr(body, "citations", ())
        if citations:
            changed = tuple(evolve(one, source=source_id(one.source)) for one in citations)
            body = evolve(body, citations=changed)
    about = ids["fact", entry.about] if entry.about else ""
    return evolve(entry, body=body, about=about)
