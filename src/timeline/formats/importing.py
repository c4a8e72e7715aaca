"""From what files say to what is appended: nothing twice, nothing over what the log says.

    plan = plan_import(story, found)      # checks everything, writes nothing
    append_plan(log, plan, by="ana")      # one batch; a long import, a batch for every 4,000

Each entry bears a `key`, a hash of what the file says, so importing a file again adds nothing. An
item that the log already holds is *unchanged*, whether it came from an import or by hand; an
item whose name the log, or the import itself, gives to something else is *conflicting*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from attrs import define, evolve, field

from timeline.codec import BODIES, LineError, canonical, load_line
from timeline.dates import parse_edtf
from timeline.editing import (
    check_name,
    check_url,
    cite_sources,
    find_fact,
    find_source,
    is_url,
    slug,
)
from timeline.editing.facts import NoHeadlineError, check_known
from timeline.errors import Problem, Problems, TimelineError
from timeline.events import Citation, Entry, FactStated, SourceAdded
from timeline.formats.comparing import differences
from timeline.formats.items import Found, Item, Note
from timeline.log import Log
from timeline.projections import Story

BATCH = 4_000
"""Entries appended at a time: what one file of the log holds."""

MAX_TEXT = 60_000
"""Bytes of an item's text: below a line's 65,535, to leave room for its header and ids."""

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


class CircularOriginError(TimelineError):
    code = "circular-origin"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"origin: expected a source that does not repeat {name}, got a circle",
            "the first report of all has no origin",
        )


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
            entry = _load(raw)
            if not self.cites_lost(entry):
                yield entry
        yield from self.supports

    def add_fact(self, entry: Entry) -> None:
        self._spool.write(_dump(entry) + b"\n")
        self.facts += 1

    def drop_lost(self) -> None:
        """Leave out the facts that cite a source which is at fault, and what supports those."""
        self._spool.seek(0)
        for raw in self._spool:
            entry = _load(raw)
            name = _named(entry)
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


def plan_import(
    story: Story, found: Iterable[Found], *, show: Callable[[Item, str], None] | None = None
) -> Plan:
    """What importing these items would do to a log with this story (with internal matter).

    `show` is told each item, a fact with the name it gets, and "new", "unchanged" or
    "conflicting". Memory: the story, and the names in the files.
    """
    planning = _Planning(story, show or _unseen)
    for one in found:
        if isinstance(one, Problem):
            planning.plan.problems.append(one)
        elif isinstance(one, Note):
            planning.plan.notes.append(one)
        else:
            planning.take(one)
    return planning.finish()


def _unseen(item: Item, verdict: str) -> None:
    """What is told to nobody."""


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
            if name := _named(entry):
                local[name] = f"@{position}"
        recorded = log.append(resolved, by=by)
        for entry, stored in zip(batch, recorded, strict=True):
            name = _named(entry)
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


@define
class _Planning:
    story: Story
    show: Callable[[Item, str], None]
    plan: Plan = field(factory=Plan)
    keys: dict[str, str] = field(init=False)
    given: dict[Name, tuple[str, str]] = field(factory=dict)  # -> (key, FILE:LINE)
    alike: dict[tuple[str, str], str] = field(factory=dict)  # (headline, occurred) -> name
    counts: dict[str, int] = field(factory=dict)
    uses: dict[str, int] = field(factory=dict)  # how often a source is cited
    checks: list[Callable[[], None]] = field(factory=list)
    new_sources: dict[str, Item] = field(factory=dict)
    addresses: dict[str, str] = field(factory=dict)  # of sources -> their names
    supports: list[Item] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        record = self.story.record
        self.keys = {
            event.key: event.id for event in (*record.dropped, *record.events) if event.key
        }
        for source in self.story.sources.values():
            for address in (source.values.url, source.values.archived):
                if address:
                    self.addresses.setdefault(address, source.name)
        for fact in self.story.facts:
            occurred = fact.stated.occurred
            self.alike[fact.stated.headline, occurred.edtf if occurred else ""] = fact.name

    # -- each item ----------------------------------------------------------------------------

    def take(self, item: Item) -> None:
        """Check one item by itself and against the log; references wait for the end."""
        try:
            _check(item.entry)
            key = _key(item.entry)
        except TimelineError as error:
            self._fault(item, error)
            return
        item = evolve(item, entry=evolve(item.entry, key=key))
        body = item.entry.body
        if isinstance(body, FactStated):
            self._take_fact(item, body)
        elif isinstance(body, SourceAdded):
            self._take_source(item, body)
        else:
            self._take_support(item)

    def _take_source(self, item: Item, body: SourceAdded) -> None:
        for address in (body.url, body.archived):
            if address:
                self.addresses.setdefault(address, body.name)
        if self._unchanged(item, ("source", body.name)):
            return
        held = self.story.sources_by_name.get(body.name)
        if held is not None:
            self.plan.ids["source", body.name] = held.id
            self._compare(item, "source", body.name, differences(self.story, item.entry, held))
            return
        if self._given_before(item, "source", body.name):
            return
        self.new_sources[body.name] = item
        self.show(item, "new")

    def _take_fact(self, item: Item, body: FactStated) -> None:
        name = body.name
        stored = self.keys.get(item.entry.key)
        if not name and stored is None:
            when = body.occurred.edtf if body.occurred else ""
            name = self.alike.get((body.headline, when)) or self._free(body.headline)
            self.alike[body.headline, when] = name
            body = evolve(body, name=name)
            item = evolve(item, entry=evolve(item.entry, body=body))
        if self._unchanged(item, ("fact", name)):
            return
        held = self.story.facts_by_name.get(name)
        if held is not None:
            self._compare(item, "fact", name, differences(self.story, item.entry, held))
            return
        if self._given_before(item, "fact", name):
            return
        for citation in body.citations:
            self._want_source(item, citation.source)
        self.plan.add_fact(item.entry)
        self.show(item, "new")

    def _take_support(self, item: Item) -> None:
        if self._unchanged(item):
            return
        fact = item.entry.about
        for citation in getattr(item.entry.body, "citations", ()):
            self._want_source(item, citation.source)
        self.supports.append(item)
        self.plan.wanted.add(("fact", fact))

    def _given_before(self, item: Item, kind: str, name: str) -> bool:
        """Whether an earlier item has the name, and says the same or something else."""
        earlier = self.given.get((kind, name))
        if earlier is None:
            self.given[kind, name] = (item.entry.key, _place(item))
            return False
        if earlier[0] == item.entry.key:
            self.plan.unchanged += 1
            self.show(item, "unchanged")
        else:
            self._conflict(
                item,
                f"expected one {kind} named {name}, got another at {earlier[1]}",
                "give each a name of its own",
            )
        return True

    def _unchanged(self, item: Item, name: Name | None = None) -> bool:
        stored = self.keys.get(item.entry.key)
        if stored is None:
            return False
        if name and name[1]:
            self.plan.ids[name] = stored
            self.given.setdefault(name, (item.entry.key, _place(item)))
        self.plan.unchanged += 1
        self.show(item, "unchanged")
        return True

    def _compare(self, item: Item, kind: str, name: str, found: Sequence[str] | None) -> None:
        if not found:
            self.plan.unchanged += 1
            self.show(item, "unchanged")
            return
        change = f"timeline correct {name}" if kind == "fact" else f"timeline source correct {name}"
        self._conflict(
            item,
            f"{kind} {name}: expected what the log says, got {'; '.join(found)}",
            f"change it with: {change} … or give the new {kind} another name",
        )

    def _conflict(self, item: Item, message: str, remedy: str) -> None:
        problem = Problem(item.path, item.line, "conflicting", message, remedy)
        self.plan.conflicts.append(problem)
        self.show(item, "conflicting")

    def _fault(self, item: Item, error: TimelineError, more: int = 0) -> None:
        message = f"{error} (and {more} times more)" if more else str(error)
        problem = Problem(item.path, item.line, error.code, message, error.remedy)
        self.plan.problems.append(problem)

    def _free(self, headline: str) -> str:
        """A free name made from a headline; amortized O(1)."""
        wanted = slug(headline) or "fact"
        count = self.counts.get(wanted, 0)
        while True:
            count += 1
            name = wanted if count == 1 else f"{wanted}-{count}"
            if name not in self.story.facts_by_name and ("fact", name) not in self.given:
                self.counts[wanted] = count
                return name

    # -- references ---------------------------------------------------------------------------

    def _want_source(self, item: Item, text: str) -> None:
        """A source named by a citation or as an origin: by name or web address."""
        self.uses[text] = self.uses.get(text, 0) + 1
        if ("source", text) not in self.plan.wanted:
            self.plan.wanted.add(("source", text))
            self.checks.append(lambda: self._find_source(item, text))

    def _find_source(self, item: Item, text: str) -> None:
        if text in self.new_sources or ("source", text) in self.plan.ids:
            return
        named = self.addresses.get(text)
        if named in self.new_sources:
            self._also_named(named, text)
            return
        try:
            self.plan.ids["source", text] = find_source(self.story, text).id
        except TimelineError as error:
            if not is_url(text):
                self._fault(item, error, more=self.uses[text] - 1)
                self.plan.lost.add(("source", text))
                return
            body = cite_sources(self.story, [text]).entries[0].body
            assert isinstance(body, SourceAdded)
            name = self._free_source(body.name)
            entry = Entry(body=evolve(body, name=name))
            self.new_sources[name] = evolve(item, entry=evolve(entry, key=_key(entry)))
            self._also_named(name, text)

    def _also_named(self, name: str, text: str) -> None:
        """Citations may say an address where the source is appended under a name."""
        self.plan.wanted.add(("source", name))
        self.plan.ids["source", text] = f"={name}"

    def _free_source(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.story.sources_by_name or name in self.new_sources:
            count += 1
            name = f"{wanted}-{count}"
        return name

    # -- the end ------------------------------------------------------------------------------

    def finish(self) -> Plan:
        for item in list(self.new_sources.values()):
            origin = getattr(item.entry.body, "origin", "")
            if origin:
                self._want_source(item, origin)
        for check in self.checks:
            check()
        self.plan.sources = self._order_sources()
        if self.plan.lost:
            self.plan.drop_lost()
        for item in self.supports:
            self._finish_support(item)
        return self.plan

    def _order_sources(self) -> list[Entry]:
        """Sources in the order in which they came, each after its origin."""
        placed: dict[str, Entry] = {}
        for name in self.new_sources:
            if name in placed or ("source", name) in self.plan.lost:
                continue
            chain = [name]
            while True:
                body = self.new_sources[chain[-1]].entry.body
                assert isinstance(body, SourceAdded)
                origin = body.origin
                if origin and (origin in chain or ("source", origin) in self.plan.lost):
                    self.plan.lost |= {("source", one) for one in chain}
                    if origin in chain:
                        self._fault(self.new_sources[name], CircularOriginError(name))
                    break
                if origin not in self.new_sources or origin in placed:
                    break
                chain.append(origin)
            for one in reversed(chain):
                if ("source", one) not in self.plan.lost:
                    placed.setdefault(one, self.new_sources[one].entry)
        return list(placed.values())

    def _finish_support(self, item: Item) -> None:
        about = ("fact", item.entry.about)
        if about in self.plan.lost or self.plan.cites_lost(item.entry):
            return
        if about not in self.given and about not in self.plan.ids:
            try:
                fact = find_fact(self.story, item.entry.about)
            except TimelineError as error:
                self._fault(item, error)
                return
            self.plan.ids[about] = fact.id
        held = self.story.facts_by_id.get(self.plan.ids.get(about, ""))
        if held is not None:
            found = differences(self.story, item.entry, held)
            if found is not None:
                self._compare(item, "fact", held.name, found)
                return
        self.plan.supports.append(item.entry)
        self.show(item, "new")


def _place(item: Item) -> str:
    return f"{item.path}:{item.line}" if item.line else item.path


def _check(entry: Entry) -> None:
    """What must be right in an item by itself. Raises: TimelineError."""
    body = entry.body
    if isinstance(body, FactStated):
        if not body.headline.strip():
            raise NoHeadlineError
        if body.name:
            check_name(body.name)
        if body.media:
            check_url("image", body.media.url)
    elif isinstance(body, SourceAdded):
        check_name(body.name)
        check_url("url", body.url)
        check_url("archived", body.archived)
    check_known(entry.known)


# -- keys and the spool -----------------------------------------------------------------------


_NAMELESS = "~"  # stands for a name that is still to be made; no name can be that
_STAND_IN = "a" * 26  # an id, as the codec wants one where a name stands


def _plain(entry: Entry) -> dict[str, Any]:
    """The entry as plain data, with readable names where a line would have ids."""
    body: Any = entry.body
    names = [citation.source for citation in getattr(body, "citations", ())]
    if names:
        stand_ins = tuple(evolve(one, source=_STAND_IN) for one in body.citations)
        body = evolve(body, citations=stand_ins)
    origin = body.origin if isinstance(body, SourceAdded) else ""
    if origin:
        body = evolve(body, origin=_STAND_IN)
    if isinstance(body, FactStated) and not body.name:
        body = evolve(body, name=_NAMELESS)
    written = BODIES[body.type].write(body)
    for citation, name in zip(written.get("citations", ()), names, strict=True):
        citation["source"] = name
    if origin:
        written["origin"] = origin
    plain: dict[str, Any] = {"type": body.type, "about": entry.about, "body": written}
    if entry.known is not None:
        plain["known"] = entry.known.edtf
    return plain


def _dump(entry: Entry) -> bytes:
    return canonical({**_plain(entry), "key": entry.key})


def _key(entry: Entry) -> str:
    """`import:` and a hash of what the item says. Raises: LineError: it can't be stored."""
    try:
        raw = canonical(_plain(entry))
    except (TypeError, ValueError) as error:
        raise LineError(f"the text can't be stored: {error}") from error
    if len(raw) > MAX_TEXT:
        raise LineError(
            f"expected at most {MAX_TEXT:,} bytes, got {len(raw):,}", "shorten the text"
        )
    return f"import:{sha256(raw).hexdigest()[:32]}"


def _load(raw: bytes) -> Entry:
    line = load_line(raw.rstrip(b"\n"))
    names = [citation["source"] for citation in line["body"].get("citations", ())]
    for citation in line["body"].get("citations", ()):
        citation["source"] = _STAND_IN
    body = BODIES[line["type"]].read(line["body"])
    if names:
        pairs = zip(body.citations, names, strict=True)
        body = evolve(body, citations=tuple(evolve(one, source=name) for one, name in pairs))
    known = parse_edtf(line["known"]) if "known" in line else None
    return Entry(body=body, about=line["about"], known=known, key=line["key"])


# -- names to ids -----------------------------------------------------------------------------


def _named(entry: Entry) -> Name | None:
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
