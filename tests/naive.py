"""The ten rules of docs/model.md, slow and obvious: the oracle that projections are tested on.

Nothing of `timeline.projections` is imported here, and nothing is fast. `Model` holds a log as
it is seen at (K, R) by the public or by one knower; ask it one question at a time.

A time is a second since 1970 (UTC), or plus or minus infinity. A span is (from, sure): the first
second at which something can have become known, and the last. Without K, K is infinity, and
everything is sure by then.

Where docs/model.md and docs/decisions.md leave a choice, the more cautious reading is taken:

- Log. Zone and pad come from the `log-described` events in force at R, field by field, the last
  in order of record winning; without any, UTC and one unit. All known dates, and K, are read in
  the log's zone; a fact's own zone is for `occurred` alone, and not for its earliest day either.
- Rule 2. Of one `key` the first in order of record stays the first even when it is withdrawn: the
  others never take its place. Withdrawing one of the others withdraws the first. An event that
  does not fit what it names (about a fact, but naming a source; an amendment about another fact
  than its target's; an amendment that isn't a correction) does not count.
- Rule 3. Amendments are read in the order in which they apply: each directly after its target,
  several of one target in order of record, so an amendment of an amendment goes before a later
  amendment of the same target. A corroboration whose `known` was given by hand adds to the
  statement's derived `known` no sooner than that day: else a citation that begins after K would
  change the answer at K (rule 10). A correction's own citations are those of its body: what its
  `change` adds to the fact's list dates nothing, and an amendment of it changes the fact's list.
- Rule 4. With a K that is an instant, K is that second.
- Rule 5. In one change, `drop` is applied before `add`. `add` puts an item where the item with its
  identity stood, else at the end.
- Rule 6. "Older" is against the event that gave the value shown, and by days of the log's zone. An
  event on the field with an equal value is still listed. The value that a list's change stands
  for is the shown list with that change applied to it.
- Rule 7. A citation supports when it stands in the statement, in a corroboration, or was added to
  the fact's list by a correction; those of corrections themselves, retractions, restorations and
  disputes don't. A citation of a source that isn't in force is not listed. A source marked
  withdrawn is listed, and supports nothing. Publishers differ when both are named and are not the
  same word but for case and spaces. Origins are followed to the end, and sources that repeat one
  another in a circle are one. A source without a date is never sure. A correction that drops a
  source takes it from the statement, from corrections that stand before it in the order of
  rule 5, and from corroborations recorded before it.
- Rule 8. `known_to` is the list shown at K (rule 5); the statement's counts before the statement
  is public. A knower learns of changes and citations when the public does.
- Rule 9. Whoever amends an event has seen it. Chains of `saw` run through events that don't count.
  Changes are concurrent at K when both can have begun by K. `known` and `because` belong to the
  event that is amended, so only two amendments of one event can be concurrent on them.
- Ties. Only links between facts that are listed and tied count. Facts that follow one another in
  a circle stand in order of record, before what follows them.
- Names are what people type, whatever K: they are those of the state at R without K.
- An erased body says nothing, but its type and what it is about still count: an erased retraction
  retracts, an erased withdrawal withdraws. A fact whose statement is erased is not listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from attrs import evolve, frozen
from attrs import fields as attributes

from timeline.dates import Date, moments
from timeline.events import (
    Change,
    Citation,
    Erased,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    LogDescribed,
    SourceAdded,
    SourceCorrected,
)

FOREVER = float("inf")
Span = tuple[float, float]

ABOUT_A_FACT = tuple(
    body.type
    for body in (
        FactCorroborated,
        FactDisputed,
        FactCorrected,
        FactRetracted,
        FactRestored,
        FactsLinked,
    )
)
FACT_FIELDS = tuple(attribute.name for attribute in attributes(FactStated))
LIST_FIELDS = ("tags", "lanes", "people", "figures", "known_to", "citations")
CLEARED = {attribute.name: attribute.default for attribute in attributes(FactStated)}


@frozen
class Alternative:
    """A value that may stand in place of the one shown, and the event that gives it."""

    event: str
    value: Any


@frozen
class Listed:
    """A citation as a reader at K sees it; `event` is the one that cites."""

    event: str
    source: str
    certain: bool


def identity(item: Any) -> str:
    """What names an item of a list: the text itself, or its name, source or who."""
    for attribute in ("name", "source", "who"):
        if hasattr(item, attribute):
            return str(getattr(item, attribute))
    return str(item)


class Model:
    """A log at (K, R). `known_by` None: every event counts; `recorded_by` None: all of them."""

    def __init__(
        self,
        events: Iterable[Event],
        known_by: Date | None = None,
        recorded_by: str | None = None,
        knower: str = "",
    ) -> None:
        self.knower = knower
        self.events = {
            event.id: event
            for event in sorted(events, key=lambda event: event.order)
            if recorded_by is None or event.recorded <= recorded_by
        }
        self.firsts: dict[str, str] = {}
        for event in self.events.values():
            if event.key:
                self.firsts.setdefault(event.key, event.id)
        end = FOREVER if known_by is None else self.span_of(known_by)[1]
        self.end = end

    # -- rules 1 and 2: what counts ---------------------------------------------------------

    def real(self, id_: str) -> str:
        """The id that this id is a name for: the first event's with its key."""
        event = self.events.get(id_)
        return self.firsts[event.key] if event and event.key else id_

    @cached_property
    def withdrawn(self) -> set[str]:
        gone: set[str] = set()
        for event in reversed(self.events.values()):
            target = self.real(event.about)
            undoes = event.type == EventWithdrawn.type and self.real(event.id) == event.id
            if undoes and event.id not in gone and target in self.events:
                gone.add(target)
        return gone

    def counts(self, id_: str) -> bool:
        event = self.events.get(id_)
        if event is None or self.real(id_) != id_ or id_ in self.withdrawn:
            return False
        if event.type == EventWithdrawn.type:
            return self.real(event.about) in self.events
        if event.about and not self.counts(self.real(event.about)):
            return False
        if event.amends and not self.counts(self.real(event.amends)):
            return False
        return self.fits(event)

    def fits(self, event: Event) -> bool:
        """It is about the kind of thing that its type is about, and amends what it may."""
        if event.type in ABOUT_A_FACT:
            subject = FactStated.type
        elif event.type == SourceCorrected.type:
            subject = SourceAdded.type
        else:
            return not event.about and not event.amends
        if self.events[self.real(event.about)].type != subject:
            return False
        if not event.amends:
            return True
        target = self.events[self.real(event.amends)]
        if event.type == FactCorrected.type:
            amendable = {*ABOUT_A_FACT, subject} - {FactsLinked.type}
        elif event.type == SourceCorrected.type:
            amendable = {subject, event.type}
        else:
            amendable = set()
        created = target.id if target.type == subject else self.real(target.about)
        return target.type in amendable and created == self.real(event.about)

    @cached_property
    def in_force(self) -> tuple[Event, ...]:
        """In order of record."""
        return tuple(event for event in self.events.values() if self.counts(event.id))

    def of_type(self, *types: str, about: str = "") -> list[Event]:
        return [
            event
            for event in self.in_force
            if event.type in types and (not about or self.real(event.about) == about)
        ]

    # -- the log and its sources, as of R ---------------------------------------------------

    @cached_property
    def zone(self) -> str:
        said = [
            event.body.zone
            for event in self.of_type(LogDescribed.type)
            if isinstance(event.body, LogDescribed) and event.body.zone
        ]
        return said[-1] if said else "UTC"

    @cached_property
    def pad(self) -> int:
        said = [
            event.body.pad
            for event in self.of_type(LogDescribed.type)
            if isinstance(event.body, LogDescribed) and event.body.pad is not None
        ]
        return said[-1] if said else 1

    def source(self, id_: str) -> SourceAdded | None:
        """The source as corrected by R; None when it isn't in force."""
        event = self.events.get(self.real(id_))
        if event is None or event.type != SourceAdded.type or not self.counts(event.id):
            return None
        if isinstance(event.body, Erased):
            return SourceAdded(name="")
        known = {item.name: getattr(event.body, item.name) for item in attributes(SourceAdded)}
        corrections = self.of_type(SourceCorrected.type, about=event.id)
        order = self.settled(event)[1:]
        order += [
            step
            for correction in corrections
            if not correction.amends
            for step in self.settled(correction)
        ]
        blank = {item.name: item.default for item in attributes(SourceAdded)}
        for step in order:
            for name, value in self.change_of(step).set.items():
                known[name] = blank[name] if value is None else value
        return SourceAdded(**known)

    def repeated(self, id_: str) -> set[str]:
        """The source and everything that it repeats, to the end."""
        chain: set[str] = set()
        here = self.real(id_)
        while here and here not in chain:
            chain.add(here)
            source = self.source(here)
            here = self.real(source.origin) if source else ""
        return chain

    # -- amendments -------------------------------------------------------------------------

    def settled(self, event: Event) -> list[Event]:
        """The event, and directly after it, one after another, what amends it."""
        steps = [event]
        for other in self.in_force:
            if other.amends and self.real(other.amends) == event.id:
                steps += self.settled(other)
        return steps

    def change_of(self, event: Event) -> Change:
        body = event.body
        return body.change if isinstance(body, FactCorrected | SourceCorrected) else Change()

    def target_of(self, event: Event) -> Event:
        """The event that is amended in the end: never an amendment itself."""
        while event.amends:
            event = self.events[self.real(event.amends)]
        return event

    # -- rule 3: known ----------------------------------------------------------------------

    def span_of(self, date: Date) -> Span:
        first, last = moments(date, self.zone, self.pad)
        never_sure = last is None or date.uncertain
        return (
            -FOREVER if first is None else first,
            FOREVER if never_sure or last is None else last,
        )

    def given(self, event: Event) -> Date | None:
        """`known` by hand: as last amended, else as given."""
        date = event.known
        for amendment in self.settled(event)[1:]:
            change = self.change_of(amendment)
            if "known" in change.set:
                date = change.set["known"]
        return date

    def citations_of(self, event: Event) -> list[Citation]:
        """The event's own citations, as amended."""
        cited = list(getattr(event.body, "citations", ()))
        if event.type != FactCorrected.type:
            for amendment in self.settled(event)[1:]:
                cited = self.changed_list(cited, self.change_of(amendment), "citations")
        return cited

    def published(self, citation: Citation) -> Span | None:
        source = self.source(citation.source)
        return self.span_of(source.published) if source and source.published else None

    def span(self, event: Event) -> Span:
        """(from, sure) of an event that isn't an amendment."""
        by_hand = self.given(event)
        if by_hand is not None:
            return self.span_of(by_hand)
        spans = [self.published(citation) for citation in self.citations_of(event)]
        if event.type == FactStated.type:
            for other in self.of_type(FactCorroborated.type, about=event.id):
                spans += self.corroborating_spans(other)
        dated = [span for span in spans if span is not None]
        if dated:
            return min(span[0] for span in dated), min(span[1] for span in dated)
        return self.unknown(event)

    def corroborating_spans(self, event: Event) -> list[Span | None]:
        by_hand = self.given(event)
        spans = [self.published(citation) for citation in self.citations_of(event)]
        if by_hand is None:
            return spans
        first, last = self.span_of(by_hand)
        return [span and (max(first, span[0]), max(last, span[1])) for span in spans]

    def unknown(self, event: Event) -> Span:
        statement = event if event.type == FactStated.type else self.events[self.real(event.about)]
        occurred = self.stated(statement)["occurred"]
        return (-FOREVER if occurred is None else self.span_of(occurred)[0], FOREVER)

    # -- rule 4: the answer -----------------------------------------------------------------

    @cached_property
    def facts(self) -> list[str]:
        """The ids of the facts, in order of record."""
        stated = self.of_type(FactStated.type)
        return [event.id for event in stated if not isinstance(event.body, Erased)]

    def answer(self, fact: str) -> str:
        first, last = self.span(self.events[fact])
        for entry in self.shown(fact)["known_to"]:
            if self.knower and entry.who == self.knower:
                own = self.span_of(entry.known)
                first, last = min(first, own[0]), min(last, own[1])
        if first > self.end:
            return "not yet"
        if self.retracted(fact):
            return "retracted"
        return "certain" if last <= self.end else "possible"

    def retracted(self, fact: str) -> bool:
        turns = [
            event.type
            for event in self.shown_changes(fact)
            if event.type in (FactRetracted.type, FactRestored.type)
        ]
        return bool(turns) and turns[-1] == FactRetracted.type

    # -- rules 5 and 6: what is shown -------------------------------------------------------

    def changed_list(self, items: list[Any], change: Change, name: str) -> list[Any]:
        by_id = self.real if name == "citations" else str
        dropped = {by_id(named) for named in change.drop.get(name, ())}
        items = [item for item in items if by_id(identity(item)) not in dropped]
        for new in change.add.get(name, ()):
            places = [
                place
                for place, item in enumerate(items)
                if by_id(identity(item)) == by_id(identity(new))
            ]
            if places:
                items[places[0]] = new
            else:
                items.append(new)
        return items

    def changed(self, shown: dict[str, Any], change: Change) -> dict[str, Any]:
        shown = dict(shown)
        for name, value in change.set.items():
            if name in FACT_FIELDS:
                shown[name] = CLEARED[name] if value is None else value
        for name in LIST_FIELDS:
            shown[name] = tuple(self.changed_list(list(shown[name]), change, name))
        return shown

    def stated(self, statement: Event) -> dict[str, Any]:
        """The statement's fields, as amended."""
        shown = {name: getattr(statement.body, name, CLEARED[name]) for name in FACT_FIELDS}
        for amendment in self.settled(statement)[1:]:
            shown = self.changed(shown, self.change_of(amendment))
        return shown

    def changes(self, fact: str) -> list[Event]:
        """Corrections, retractions and restorations in the order of rule 5, known or not."""
        types = (FactCorrected.type, FactRetracted.type, FactRestored.type)
        found = [event for event in self.of_type(*types, about=fact) if not event.amends]
        return sorted(found, key=lambda event: (self.span(event)[1], event.order))

    def shown_changes(self, fact: str) -> list[Event]:
        return [event for event in self.changes(fact) if self.span(event)[1] <= self.end]

    def shown(self, fact: str) -> dict[str, Any]:
        """Every field's value at K."""
        shown = self.stated(self.events[fact])
        for event in self.shown_changes(fact):
            shown = self.applied(shown, event)
        return shown

    def applied(self, shown: dict[str, Any], event: Event) -> dict[str, Any]:
        """The fields after a change and what amends it; only a correction changes fields."""
        if event.type == FactCorrected.type:
            for step in self.settled(event):
                shown = self.changed(shown, self.change_of(step))
        return shown

    def touches(self, event: Event, field: str) -> bool:
        return event.type == FactCorrected.type and any(
            field in self.change_of(step).fields for step in self.settled(event)
        )

    def giver(self, fact: str, field: str) -> Event:
        """The event that gave the field the value shown."""
        on_field = [event for event in self.shown_changes(fact) if self.touches(event, field)]
        return on_field[-1] if on_field else self.events[fact]

    def alternatives(self, fact: str, field: str) -> list[Alternative]:
        """What "or" lists beside the field's value, in the order of rule 5."""
        giver, shown = self.giver(fact, field), self.shown(fact)
        return [
            Alternative(event.id, self.applied(shown, event)[field])
            for event in self.changes(fact)
            if self.touches(event, field)
            and event is not giver
            and self.span(event)[0] <= self.end
            and not self.certainly_older(event, giver)
        ]

    def certainly_older(self, one: Event, other: Event) -> bool:
        """Of two changes of a fact, or a change and the statement."""
        if FactStated.type in (one.type, other.type):
            return one.type == FactStated.type
        (_, sure), (first, other_sure) = self.span(one), self.span(other)
        stands_before = (sure, one.order) < (other_sure, other.order)
        return stands_before and self.day_of(sure) <= self.day_of(first)

    def day_of(self, second: float) -> float:
        if not -62e9 < second < 253e9:  # outside the years 1 to 9999
            return second // 86_400
        return datetime.fromtimestamp(second, ZoneInfo(self.zone)).toordinal()

    # -- rule 7: citations and status -------------------------------------------------------

    def supporting(self, fact: str) -> list[tuple[Event, Citation]]:
        """The statement's, the corrections' and the corroborations', whatever K; but for drops."""
        statement = self.events[fact]
        found = [(statement, citation) for citation in self.citations_of(statement)]
        dropped: list[tuple[Event, str]] = []
        for event in self.changes(fact):
            if event.type != FactCorrected.type:
                continue
            for step in self.settled(event):
                change = self.change_of(step)
                drops = {self.real(named) for named in change.drop.get("citations", ())}
                adds = change.add.get("citations", ())
                if self.span(event)[1] <= self.end:
                    dropped += [(event, named) for named in drops]
                    gone = drops | {self.real(citation.source) for citation in adds}
                    found = [pair for pair in found if self.real(pair[1].source) not in gone]
                found += [(event, citation) for citation in adds]
        for event in self.of_type(FactCorroborated.type, about=fact):
            for citation in self.citations_of(event):
                source = self.real(citation.source)
                if not any(source == gone and event.order < by.order for by, gone in dropped):
                    found.append((event, citation))
        return found

    def listed(self, event: Event, citation: Citation) -> Listed | None:
        """How a citation stands at K; None when it isn't listed."""
        if self.source(citation.source) is None:
            return None
        published = self.published(citation) or (-FOREVER, FOREVER)
        first, sure = self.span(event)
        if self.given(event) is None:
            first = max(first, published[0])
        if first > self.end:
            return None
        certain = sure <= self.end and published[1] <= self.end
        return Listed(event.id, self.real(citation.source), certain)

    def citations(self, fact: str) -> list[Listed]:
        found = [self.listed(event, citation) for event, citation in self.supporting(fact)]
        return [citation for citation in found if citation is not None]

    def status(self, fact: str) -> str:
        if self.retracted(fact):
            return "retracted"
        disputes = self.of_type(FactDisputed.type, about=fact)
        if any(self.span(event)[1] <= self.end for event in disputes):
            return "disputed"
        standing = [citation for citation in self.citations(fact) if self.stands(citation)]
        certain = [citation.source for citation in standing if citation.certain]
        if any(self.independent(one, other) for one, other in combinations(certain, 2)):
            return "confirmed"
        return "single-source" if standing else "rumour"

    def stands(self, citation: Listed) -> bool:
        source = self.source(citation.source)
        return source is not None and not source.withdrawn

    def independent(self, one: str, other: str) -> bool:
        publishers = []
        for id_ in (one, other):
            source = self.source(id_)
            publishers.append(" ".join(source.publisher.split()).casefold() if source else "")
        differ = all(publishers) and publishers[0] != publishers[1]
        return differ and not (self.repeated(one) & self.repeated(other))

    # -- rule 9: concurrent changes ---------------------------------------------------------

    def seen(self, event: Event) -> set[str]:
        """Everything that the writer had, through chains of `saw` and of `amends`."""
        found: set[str] = set()
        waiting = [event]
        while waiting:
            here = waiting.pop()
            named = {self.real(id_) for id_ in (*here.saw, here.amends) if id_} - found
            found |= named
            waiting += [self.events[id_] for id_ in named if id_ in self.events]
        return found

    def concurrent(self, fact: str) -> set[tuple[str, frozenset[str]]]:
        """(field, the two changes) for every pair that can have begun by K."""
        pairs = set()
        begun = [
            event
            for event in self.of_type(FactCorrected.type, about=fact)
            if self.span(self.target_of(event))[0] <= self.end
        ]
        for one, other in combinations(begun, 2):
            if one.id in self.seen(other) or other.id in self.seen(one):
                continue
            same_target = self.target_of(one) is self.target_of(other)
            for field in {*self.change_of(one).fields} & {*self.change_of(other).fields}:
                if field in FACT_FIELDS or same_target:
                    pairs.add((field, frozenset((one.id, other.id))))
        return pairs

    # -- the chronology and the names -------------------------------------------------------

    def chronology(self) -> list[str]:
        """The certain and the possible facts, in order."""
        listed = [fact for fact in self.facts if self.answer(fact) in ("certain", "possible")]
        dated = [fact for fact in listed if self.shown(fact)["occurred"] is not None]
        order: list[str] = []
        for key in sorted({self.shown(fact)["occurred"].sort_key for fact in dated}):
            tied = [fact for fact in dated if self.shown(fact)["occurred"].sort_key == key]
            order += self.untied(tied)
        return order + self.untied([fact for fact in listed if fact not in dated])

    def untied(self, tied: list[str]) -> list[str]:
        """Facts of one date, by `follows`, then in order of record."""
        order: list[str] = []
        left = list(tied)
        while left:
            ahead = {fact: self.followed(fact, left) for fact in left}
            free = [fact for fact in left if all(fact in ahead[other] for other in ahead[fact])]
            order.append(free[0])
            left.remove(free[0])
        return order

    def followed(self, fact: str, among: list[str]) -> set[str]:
        """The facts that this one follows, directly or through others of `among`."""
        found: set[str] = set()
        waiting = [fact]
        while waiting:
            for event in self.of_type(FactsLinked.type, about=waiting.pop()):
                if isinstance(event.body, FactsLinked) and event.body.rel == "follows":
                    to = self.real(event.body.to)
                    if to in among and to not in found:
                        found.add(to)
                        waiting.append(to)
        return found - {fact}

    def names(self) -> dict[str, str]:
        """Fact -> the name that it is called by."""
        timeless = Model(self.events.values())
        own = {fact: timeless.shown(fact)["name"] for fact in timeless.facts}
        names = {}
        for place, fact in enumerate(own):
            same = [other for other in own if own[other] == own[fact] and other != fact]
            if not any(other in list(own)[:place] for other in same):
                names[fact] = own[fact]
                continue
            length = 4
            while any(other[:length] == fact[:length] for other in same):
                length += 1
            names[fact] = f"{own[fact]}~{fact[:length]}"
        return names


# -- internal matter ------------------------------------------------------------------------


def without_internal(events: Iterable[Event]) -> list[Event]:
    """The log as it would be had nothing internal ever been written. Ids stay as they were.

    Internal is what the newest state of the whole log says is internal. A fact or source that no
    longer counts is withheld if anything ever said that it is internal. `origin` stays, so that two reprints
    of an internal source do not confirm each other.
    """
    model = Model(events)
    hidden = {event.id for event in model.events.values() if is_hidden(model, event)}
    kept = []
    for event in model.events.values():
        first = model.events[model.real(event.id)]
        named = {first.id, model.real(first.about), model.real(getattr(first.body, "to", ""))}
        if not named & hidden:
            kept.append(evolve(event, body=public_body(model, event.body, hidden)))
    return kept


def is_hidden(model: Model, event: Event) -> bool:
    """A fact or a source that may not be published."""
    if event.id in model.facts:
        return bool(model.shown(event.id)["internal"])
    source = model.source(event.id)
    if source is not None:
        return source.internal
    if event.type not in (FactStated.type, SourceAdded.type):
        return False
    said = [getattr(event.body, "internal", False)]
    said += [
        model.change_of(other).set.get("internal")
        for other in model.events.values()
        if model.real(other.about) == event.id
    ]
    return any(said)


def public_body(model: Model, body: Any, hidden: set[str]) -> Any:
    def public(citations: Iterable[Citation]) -> tuple[Citation, ...]:
        return tuple(
            citation
            for citation in citations
            if not citation.internal and model.real(citation.source) not in hidden
        )

    if hasattr(body, "citations"):
        body = evolve(body, citations=public(body.citations))
    if hasattr(body, "note"):
        body = evolve(body, note="")
    if hasattr(body, "instead") and model.real(body.instead) in hidden:
        body = evolve(body, instead="")
    if hasattr(body, "change"):
        change = body.change
        texts = {name: value for name, value in change.set.items() if name != "note"}
        add = dict(change.add)
        if "citations" in add:
            add["citations"] = public(add["citations"])
        body = evolve(body, change=Change(set=texts, add=add, drop=change.drop))
    return body
