"""Random logs: small, but with everything in them that makes the ten rules hard.

`random_case` needs only a `random.Random`, so that ten thousand cases can be drawn from seeds;
`smallest` makes one that fails short enough to read. A `rich` one has what the ten rules don't ask
of, and the checks and conflicts do: what citations say, addresses, pictures, lanes.

Two writers append to their own copies and merge now and then, so changes are concurrent as they
are in life. Every event gets its id from the codec. The world is narrow on purpose (three weeks,
three names, a handful of sources): what could meet, meets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, TypeVar

from attrs import evolve, field, frozen, mutable

from timeline.codec import erase_line, format_line, parse_line, record_batch
from timeline.dates import Date, parse_edtf
from timeline.events import (
    CHANGE_KINDS,
    RELATIONS,
    Body,
    Change,
    Citation,
    Entry,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
    SourceCorrected,
)

T = TypeVar("T")

WRITERS = ("ana", "ben")
KNOWERS = ("FBI", "UN")
ZONES = ("UTC", "America/Mexico_City", "Pacific/Auckland")
NAMES = ("demands", "meeting", "record")
PUBLISHERS = ("NBC", "AP", "nbc ", "", "La Jornada")
START = datetime(2024, 2, 1)  # noqa: DTZ001 (stamps are written as UTC below)
NOBODY = "a" * 26  # an id that no log holds


@frozen
class Case:
    """A log in order of record, and the eyes that look at it."""

    events: tuple[Event, ...]
    known_by: Date | None
    recorded_by: str | None
    knower: str


# -- values ---------------------------------------------------------------------------------


def january(rng: Random, last: int = 20) -> str:
    return f"2024-01-{rng.randint(1, last):02}"


def point(rng: Random) -> Date:
    """A date that `known` and `published` may have; uncertain two times in three."""
    first = rng.randint(1, 18)
    shapes: tuple[Callable[[], str], ...] = (
        lambda: january(rng),
        lambda: january(rng),
        lambda: january(rng),
        lambda: f"[2024-01-{first:02}..2024-01-{rng.randint(first + 1, 22):02}]",
        lambda: f"[2024-01-{first:02}..2024-01-{rng.randint(first + 1, 22):02}]",
        lambda: january(rng) + rng.choice("?%~"),
        lambda: rng.choice(("2024-01", "2023-12", "2024-01~")),
        lambda: f"[..{january(rng)}]",
        lambda: f"[{january(rng)}..]",
        lambda: f"{january(rng)}T{rng.randint(0, 23):02}:30:00Z",
    )
    return parse_edtf(rng.choice(shapes)())


def occurrence(rng: Random) -> Date | None:
    """Often the same day, so that there are ties; some with a time of it."""
    if likely(rng, 0.45):
        return parse_edtf("2024-01-02")
    if likely(rng, 0.18):
        return parse_edtf(f"2024-01-02T{rng.choice(('09:00:00', '08:00:00', '12:00:00Z'))}")
    text = rng.choice(
        (
            "",
            "2024-01-02",
            "2024-01-04",
            "2024-01",
            "2024-01-08~",
            "2024-01-06?",
            "[2024-01-02..2024-01-06]",
            "2024-01-02/2024-01-06",
            "2023-12/..",
            "/2024-01-04",
        )
    )
    return parse_edtf(text) if text else None


def some(rng: Random, items: Sequence[T], most: int = 2) -> tuple[T, ...]:
    return tuple(rng.sample(list(items), rng.randint(0, min(most, len(items)))))


def likely(rng: Random, share: float) -> bool:
    return rng.random() < share


def figure(rng: Random) -> Figure:
    return Figure(name=rng.choice(("aid", "people")), value=str(rng.randint(1, 9)))


FACT_SETTERS: dict[str, Callable[[Random], Any]] = {
    "name": lambda rng: rng.choice(NAMES),
    "headline": lambda rng: f"headline {rng.randint(1, 4)}",
    "occurred": occurrence,
    "zone": lambda rng: rng.choice(("", *ZONES)),
    "detail": lambda rng: rng.choice(("", "one", "two")),
    "note": lambda rng: rng.choice(("", "call back")),
    "place": lambda rng: rng.choice((None, Place(name="Monterrey"), Place(name="Oaxaca"))),
    "internal": lambda rng: likely(rng, 0.3),
}
SOURCE_SETTERS: dict[str, Callable[[Random], Any]] = {
    "publisher": lambda rng: rng.choice(PUBLISHERS),
    "published": point,
    "title": lambda rng: f"title {rng.randint(1, 3)}",
    "withdrawn": lambda rng: likely(rng, 0.3),
    "internal": lambda rng: likely(rng, 0.3),
}


# -- a log that grows -----------------------------------------------------------------------


@mutable
class Growing:
    """The log so far, and what each writer has of it. `reality` is all events in order."""

    rng: Random
    reality: list[Event] = field(factory=list)
    views: dict[str, list[Event]] = field(factory=lambda: {writer: [] for writer in WRITERS})
    writer: str = WRITERS[0]
    rich: bool = False

    @property
    def view(self) -> list[Event]:
        return self.views[self.writer]

    def having(self, *bodies: type[Body]) -> list[Event]:
        return [event for event in self.view if isinstance(event.body, bodies)]

    def pick(self, *bodies: type[Body]) -> Event | None:
        found = self.having(*bodies)
        return self.rng.choice(found) if found else None

    def merge(self) -> None:
        for writer in WRITERS:
            self.views[writer] = list(self.reality)

    def append(self, *entries: Entry) -> None:
        """One batch by the writer, at least a minute after everything that they have."""
        newest = max((event.recorded for event in self.view), default="")
        after = datetime.fromisoformat(newest[:-1]) if newest else START
        moment = after + timedelta(minutes=self.rng.randint(1, 2))
        lines = record_batch(
            entries,
            recorded=moment.isoformat(timespec="microseconds") + "Z",
            by=self.writer,
            new_salt=lambda: f"{self.rng.getrandbits(128):032x}",
        )
        # Two entries with one key are one line.
        events = [parse_line(line) for line in dict.fromkeys(line.line for line in lines)]
        self.reality += events
        self.view.extend(events)

    def saw(self, subject: str) -> tuple[str, ...]:
        """The newest events on the subject that the writer has; sometimes they forget."""
        mine = [event for event in self.view if subject in (event.id, event.about)]
        if likely(self.rng, 0.2):
            return tuple(event.id for event in some(self.rng, mine))
        passed = {id_ for event in mine for id_ in event.saw}
        return tuple(event.id for event in mine if event.id not in passed)

    def entry(self, body: Body, about: Event, known: Date | None = None) -> Entry:
        return Entry(body=body, about=about.id, known=known, saw=self.saw(about.id))

    def citations(self, least: int = 0) -> tuple[Citation, ...]:
        sources = [event.id for event in self.having(SourceAdded)]
        if likely(self.rng, 0.03):
            sources.append(NOBODY)
        chosen = some(self.rng, sources)
        if len(chosen) < least:
            chosen = tuple(sources[:1]) or (NOBODY,)
        cited = (Citation(source=id_, internal=likely(self.rng, 0.05)) for id_ in chosen)
        return tuple(say_more(self.rng, one) if self.rich else one for one in cited)

    def known(self, share: float) -> Date | None:
        return point(self.rng) if likely(self.rng, share) else None


ROUND = ("302000", "300000", "300100", "450000")
HEADLINES = (
    "Talks begin",
    "The talks begin",
    "Talks begin; the border closes",
    "Aid of 20 million is asked for",
    "Aid of 25 million is asked for",
    "The minister leaves, and then returns",
)


def say_more(rng: Random, citation: Citation) -> Citation:
    """What the source itself gives for the fact."""
    date = parse_edtf(rng.choice(("2024-01-02", "2024-01-03", "2024-01", "2024-01-04")))
    counted = Figure(name="count", value=rng.choice(ROUND), approximate=likely(rng, 0.2))
    return evolve(
        citation,
        date=date if likely(rng, 0.15) else None,
        figures=(counted,) if likely(rng, 0.3) else (),
    )


def enrich(rng: Random, stated: FactStated) -> FactStated:
    counted = Figure(name="count", value=rng.choice(ROUND))
    picture = Media(
        url="https://example.org/p.jpg",
        alt=rng.choice(("", "a bridge")),
        credit=rng.choice(("", "Ana")),
    )
    return evolve(
        stated,
        headline=rng.choice((stated.headline, *HEADLINES)),
        lanes=(*some(rng, ("north",)), "Border"),
        figures=(*stated.figures, counted) if likely(rng, 0.5) else stated.figures,
        media=picture if likely(rng, 0.3) else None,
    )


def give_address(rng: Random, source: SourceAdded) -> SourceAdded:
    if likely(rng, 0.3):
        return source
    url = f"https://example.org/{rng.randint(1, 99)}"
    return evolve(source, url=url, archived=f"{url}/kept" if likely(rng, 0.6) else "")


def keyed(growing: Growing, entry: Entry) -> Entry:
    """Now and then an entry with a key that both writers may use for the same thing."""
    if not likely(growing.rng, 0.2):
        return entry
    number = growing.rng.randint(1, 2)
    return evolve(entry, key=f"{entry.body.type} {entry.about} {number}")


# -- one entry of each type -----------------------------------------------------------------


def describe_log(growing: Growing) -> Entry:
    rng = growing.rng
    zone = rng.choice(("", *ZONES))
    pad = rng.choice((None, 0, 1, 3))
    return Entry(body=LogDescribed(title=f"log {rng.randint(1, 9)}", zone=zone, pad=pad))


def add_source(growing: Growing) -> Entry:
    rng = growing.rng
    origin = growing.pick(SourceAdded)
    body = SourceAdded(
        name=f"source-{rng.randint(1, 99)}",
        publisher=rng.choice(PUBLISHERS),
        published=growing.known(0.85),
        origin=origin.id if origin and likely(rng, 0.25) else "",
        internal=likely(rng, 0.05),
        withdrawn=likely(rng, 0.05),
    )
    return Entry(body=give_address(rng, body) if growing.rich else body)


def correct_source(growing: Growing) -> Entry | None:
    rng = growing.rng
    source = growing.pick(SourceAdded)
    if source is None:
        return None
    names = some(rng, tuple(SOURCE_SETTERS), 2)
    changes = {
        name: None if likely(rng, 0.15) else SOURCE_SETTERS[name](rng)
        for name in names or ("published",)
    }
    origin = growing.pick(SourceAdded)
    if origin and likely(rng, 0.25):
        changes["origin"] = origin.id
    entry = growing.entry(SourceCorrected(change=Change(set=changes)), source)
    previous = [event for event in growing.having(SourceCorrected) if event.about == source.id]
    if previous and likely(rng, 0.3):
        entry = evolve(entry, amends=rng.choice([source, *previous]).id)
    return entry


def state_fact(growing: Growing) -> Entry:
    rng = growing.rng
    body = FactStated(
        name=rng.choice(NAMES),
        headline=f"headline {rng.randint(1, 4)}",
        occurred=occurrence(rng),
        zone=rng.choice(("", "", *ZONES)),
        tags=some(rng, "abc"),
        figures=(figure(rng),) if likely(rng, 0.5) else (),
        note="call back" if likely(rng, 0.2) else "",
        internal=likely(rng, 0.07),
        known_to=knowings(rng, 0.5),
        citations=growing.citations(),
    )
    return Entry(body=enrich(rng, body) if growing.rich else body, known=growing.known(0.4))


def knowings(rng: Random, share: float) -> tuple[KnownTo, ...]:
    return tuple(KnownTo(who=who, known=point(rng)) for who in KNOWERS if likely(rng, share))


def change_of_fact(growing: Growing) -> Change:
    rng = growing.rng
    names = some(rng, tuple(FACT_SETTERS), 2) or ("headline",)
    changes = {name: None if likely(rng, 0.1) else FACT_SETTERS[name](rng) for name in names}
    for required in ("name", "headline"):
        if required in changes and changes[required] is None:
            changes[required] = FACT_SETTERS[required](rng)
    add: dict[str, tuple[Any, ...]] = {}
    drop: dict[str, tuple[str, ...]] = {}
    for name, new, old in (
        ("tags", some(rng, "abcd"), some(rng, "abcd")),
        ("figures", (figure(rng),), some(rng, ("aid", "people"))),
        ("known_to", knowings(rng, 0.5), some(rng, KNOWERS)),
        ("citations", growing.citations(), tuple(c.source for c in growing.citations())),
    ):
        if new and likely(rng, 0.25):
            add[name] = new
        if old and likely(rng, 0.15):
            drop[name] = old
    return Change(set={} if add and likely(rng, 0.5) else changes, add=add, drop=drop)


def correct_fact(growing: Growing) -> Entry | None:
    fact = growing.pick(FactStated)
    if fact is None:
        return None
    body = FactCorrected(
        change=change_of_fact(growing),
        kind=growing.rng.choice(CHANGE_KINDS),
        citations=growing.citations() if likely(growing.rng, 0.5) else (),
    )
    return growing.entry(body, fact, growing.known(0.7))


AMENDABLE = (
    FactStated,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRetracted,
    FactRestored,
)


def amend(growing: Growing) -> Entry | None:
    rng = growing.rng
    target = growing.pick(FactCorrected) if likely(rng, 0.5) else growing.pick(*AMENDABLE)
    if target is None:
        return None
    fact = target.about or target.id
    own_fields = isinstance(target.body, FactStated | FactCorrected)
    change = change_of_fact(growing)
    if not own_fields and likely(rng, 0.8):
        dropped = tuple(citation.source for citation in growing.citations())
        change = Change(
            set={"because": f"reason {rng.randint(1, 3)}"},
            add={"citations": growing.citations(1)},
            drop={"citations": dropped} if dropped else {},
        )
    if likely(rng, 0.5):
        known = None if likely(rng, 0.25) else point(rng)
        others = {} if likely(rng, 0.5) else dict(change.set)
        change = evolve(change, set={**others, "known": known})
    body = FactCorrected(change=change, kind="typo")
    return Entry(body=body, about=fact, amends=target.id, saw=growing.saw(fact))


def judge(growing: Growing) -> Entry | None:
    """A corroboration, a dispute, a retraction or a restoration."""
    rng = growing.rng
    fact = growing.pick(FactStated)
    if fact is None:
        return None
    known = growing.known(0.55)
    cited = growing.citations() if likely(rng, 0.6) else ()
    retracted = any(event.about == fact.id for event in growing.having(FactRetracted))
    if growing.rich and likely(rng, 0.2):
        # Taken back in the first days, and put back later.
        body, early = (FactRestored, 12) if retracted else (FactRetracted, 1)
        day = parse_edtf(f"2024-01-{rng.randint(early, early + 4):02}")
        return growing.entry(body(because="they say so"), fact, day)
    if retracted and likely(rng, 0.6):
        return growing.entry(FactRestored(because="it was right", citations=cited), fact, known)
    bodies: tuple[Body, ...] = (
        FactCorroborated(citations=growing.citations(1)),
        FactCorroborated(citations=growing.citations(1)),
        FactDisputed(citations=cited, because="they deny it"),
        FactRetracted(because="it was wrong", citations=cited),
        FactRetracted(because="it was wrong", citations=cited),
    )
    return growing.entry(rng.choice(bodies), fact, known)


def link(growing: Growing) -> Entry | None:
    facts = growing.having(FactStated)
    if len(facts) < 2:
        return None
    if growing.rich and likely(growing.rng, 0.75):
        return growing.entry(*contrary(growing, facts))
    one, other = growing.rng.sample(facts, 2)
    if likely(growing.rng, 0.5) and one.order > other.order:
        one, other = other, one  # against the order of record, so that the link decides
    rel = growing.rng.choice(("follows", "follows", "follows", *RELATIONS))
    return growing.entry(FactsLinked(rel=rel, to=other.id), one)


def contrary(growing: Growing, facts: Sequence[Event]) -> tuple[FactsLinked, Event]:
    """A fact that follows one which follows it, or which happened after it."""
    rng = growing.rng
    by_id = {fact.id: fact for fact in facts}
    linked = [
        (by_id[event.body.to], event.about)
        for event in growing.having(FactsLinked)
        if isinstance(event.body, FactsLinked)
        and event.body.rel == "follows"
        and event.body.to in by_id
    ]
    if linked and likely(rng, 0.55):
        earlier, later = rng.choice(linked)
        return FactsLinked(rel="follows", to=later), earlier
    first, *_, last = sorted(facts, key=_last_day)
    return FactsLinked(rel="follows", to=last.id), first


def _last_day(fact: Event) -> int:
    """The undated stand in the middle."""
    occurred = fact.body.occurred if isinstance(fact.body, FactStated) else None
    return 738_890 if occurred is None else occurred.e1 or 738_999


def withdraw(growing: Growing) -> Entry | None:
    event = growing.pick(EventWithdrawn) if likely(growing.rng, 0.35) else None
    event = event or growing.rng.choice(growing.view)
    subject = event.about or event.id
    body = EventWithdrawn(because="entered in error")
    return Entry(body=body, about=event.id, saw=growing.saw(subject))


def lose_reference(growing: Growing) -> Entry | None:
    """A change about, or amending, an event that the log does not hold."""
    entry = correct_fact(growing)
    if entry is None:
        return None
    if likely(growing.rng, 0.5):
        return evolve(entry, about=NOBODY)
    return evolve(entry, amends=NOBODY)


MAKERS: tuple[tuple[Callable[[Growing], Entry | None], int], ...] = (
    (describe_log, 2),
    (add_source, 4),
    (correct_source, 4),
    (state_fact, 9),
    (correct_fact, 12),
    (amend, 8),
    (judge, 12),
    (link, 12),
    (withdraw, 4),
    (lose_reference, 1),
)


def stated_together(growing: Growing) -> tuple[Entry, ...]:
    """A source, a fact that cites it, and a corroboration: one batch, named before they exist."""
    fact = state_fact(growing)
    assert isinstance(fact.body, FactStated)
    cited = (Citation(source="@1"), *fact.body.citations[:1])
    return (
        add_source(growing),
        evolve(fact, body=evolve(fact.body, citations=cited)),
        Entry(body=FactCorroborated(citations=growing.citations(1)), about="@2"),
    )


def random_log(rng: Random, most: int = 30, *, rich: bool = False) -> tuple[Event, ...]:
    """A log of about 5 to 45 events, in order of record."""
    growing = Growing(rng, rich=rich)
    if likely(rng, 0.7):
        growing.append(describe_log(growing))
    growing.append(add_source(growing), add_source(growing))
    growing.append(*stated_together(growing))
    growing.merge()
    makers, weights = zip(*(*MAKERS, (link, 13 if rich else 0)), strict=True)
    for _ in range(rng.randint(1, most)):
        growing.writer = rng.choice(WRITERS)
        made = [maker(growing) for maker in rng.choices(makers, weights, k=rng.choice((1, 1, 2)))]
        entries = [keyed(growing, entry) for entry in made if entry is not None]
        if entries:
            growing.append(*entries)
        if likely(rng, 0.45):
            growing.merge()
    erased = rng.sample(growing.reality, k=1 if likely(rng, 0.15) else 0)
    events = [erase(event) if event in erased else event for event in growing.reality]
    return tuple(sorted(events, key=lambda event: event.order))


def erase(event: Event) -> Event:
    return parse_line(erase_line(format_line(event)))


def random_case(rng: Random, most: int = 30, *, rich: bool = False) -> Case:
    events = random_log(rng, most, rich=rich)
    shapes: tuple[Callable[[], Date | None], ...] = (
        lambda: None,
        lambda: parse_edtf(january(rng, 24)),
        lambda: parse_edtf(january(rng, 24)),
        lambda: parse_edtf(january(rng, 24)),
        lambda: parse_edtf("2023-12-15"),
        lambda: parse_edtf("2024-02-20"),
        lambda: parse_edtf(f"{january(rng)}T12:00:00Z"),
    )
    recent = events[len(events) // 2 :]
    return Case(
        events=events,
        known_by=rng.choice(shapes)(),
        recorded_by=rng.choice((None, rng.choice(recent).recorded, rng.choice(recent).recorded)),
        knower=rng.choice(("", "", *KNOWERS, "nobody")),
    )


def smallest(case: Case, fails: Callable[[Case], bool]) -> Case:
    """A case that still fails, from which no event can be taken away; it is for reading."""
    shorter = True
    while shorter:
        shorter = False
        for event in reversed(case.events):
            without = evolve(case, events=tuple(one for one in case.events if one is not event))
            if fails(without):
                case, shorter = without, True
    return case


def carry_on(rng: Random, events: Sequence[Event]) -> Growing:
    """A log to go on writing in; both writers have all of it."""
    return Growing(rng, reality=list(events), views={one: list(events) for one in WRITERS})


def append_every_type(growing: Growing) -> None:
    """At least one event of each type, and amendments, where the log has what they need."""
    for maker, _ in MAKERS:
        entry = maker(growing)
        if entry is not None:
            growing.append(keyed(growing, entry))
    fact = growing.pick(FactStated)
    if fact is None:
        return
    cited = growing.citations(1)
    for body in (
        FactCorroborated(citations=cited),
        FactDisputed(because="they deny it"),
        FactRetracted(because="it was wrong"),
        FactRestored(because="it was right"),
    ):
        growing.append(growing.entry(body, fact, growing.known(0.6)))


def append_after(growing: Growing, fact: Event) -> None:
    """What becomes known in March: facts, citations and changes, dated by hand or by a source."""
    rng = growing.rng
    late = parse_edtf("[2024-03-01..2024-03-20]")
    growing.append(
        Entry(body=SourceAdded(name="late", publisher="Late", published=late)),
        evolve(state_fact(growing), known=late),
    )
    source = growing.view[-2]
    late_citation = (Citation(source=source.id),)
    growing.append(growing.entry(FactCorroborated(citations=late_citation), fact))
    growing.append(growing.entry(FactCorroborated(citations=growing.citations(1)), fact, late))
    change = change_of_fact(growing)
    for known, cited in ((late, growing.citations()), (None, late_citation)):
        bodies: tuple[Body, ...] = (
            FactDisputed(because="they deny it", citations=cited),
            FactCorrected(change=change, kind="update", citations=cited),
            FactRetracted(because="it was wrong", citations=cited),
            FactRestored(because="it was right", citations=cited),
        )
        growing.append(growing.entry(rng.choice(bodies), fact, known))
    stated = FactStated(name="late", headline="late", citations=late_citation)
    growing.append(Entry(body=stated))
