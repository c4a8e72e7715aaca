"""From what files say to what is appended: nothing twice, nothing over what the log says.

    plan = plan_import(story, found)      # checks everything, writes nothing
    append_plan(log, plan, by="ana")      # one batch; a long import, a batch for every 4,000

Each entry bears a `key`, a hash of what the file says, so importing a file again adds nothing. An
item that the log already holds is *unchanged*, whether it came from an import or by hand; an
item whose name the log, or the import itself, gives to something else is *conflicting*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from attrs import define, evolve, field

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
from timeline.editing.sources import CircularOriginError
from timeline.errors import Problem, TimelineError
from timeline.events import Entry, FactStated, SourceAdded
from timeline.formats.comparing import differences
from timeline.formats.items import Found, Item, Note
from timeline.formats.keys import make_key
from timeline.formats.plan import (
    ConflictError,
    Name,
    Plan,
    RefusedImportError,
    append_plan,
)
from timeline.projections import Story

__all__ = ["ConflictError", "Plan", "RefusedImportError", "append_plan", "plan_import"]


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
            _check(item.entry, self.story)
            key = make_key(item.entry)
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
        if stored not in self.story.record.by_id:
            message = "recorded before and undone since: it stays undone"
            self.plan.notes.append(Note(path=item.path, line=item.line, message=message))
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
            self.new_sources[name] = evolve(item, entry=evolve(entry, key=make_key(entry)))
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


def _check(entry: Entry, story: Story) -> None:
    """What must be right in an item by itself. Raises: TimelineError.

    A name that the log shows, such as `talks~k3f9`, is right although nobody could give it.
    """
    body = entry.body
    if isinstance(body, FactStated):
        if not body.headline.strip():
            raise NoHeadlineError
        if body.name and body.name not in story.facts_by_name:
            check_name(body.name)
        if body.media:
            check_url("image", body.media.url)
    elif isinstance(body, SourceAdded):
        if body.name not in story.sources_by_name:
            check_name(body.name)
        check_url("url", body.url)
        check_url("archived", body.archived)
    check_known(entry.known)
