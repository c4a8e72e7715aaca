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
  than its target's; an amendment that isn't a correction; a link to what is not a fact) does not
  count. An erased event does not count, and so nothing that is about it, but for retractions,
  restorations, disputes and withdrawals: their type and `about` say enough, and erasing a reason
  must not make a retracted fact stand again.
- Rule 3. Amendments are read in the order in which they apply: each directly after its target,
  several of one target in order of record, so an amendment of an amendment goes before a later
  amendment of the same target. Corroborations bring a statement's derived `known` forward and never
  back: a statement that cites nothing dated starts where an unknown one does, and its first dated
  corroboration makes it sure. And a corroboration whose `known` was given by hand adds no sooner
  than that day. Else a citation that begins after K would change the answer at K (rule 10): from
  possible to not yet in the first case, from not yet to possible in the second. A correction's
  own citations are those of its body: what its `change` adds to the fact's list dates nothing,
  and an amendment of it changes the fact's list.
- Rule 4. With a K that is an instant, K is that second. Without K everything shows, but a fact
  that is never sure is still only possible.
- Rule 5. In one change, `drop` is applied before `add`. `add` puts an item where the item with its
  identity stood, else at the end. A name or headline is never cleared.
- Rules 6 and 9. A list's items are fields of their own (`tags.border`), and so is `retracted`.
  "Older" is against the event that gave the value shown, and by days of the log's zone. A value
  equal to the one shown is no "or", and of several equal ones the first in rule 5 is listed.
- Rule 7. A citation supports when it stands in the statement, in a corroboration, or was added to
  the fact's list by a correction that shows; those of corrections themselves, retractions,
  restorations and disputes don't. A citation of a source that isn't in force is not listed. A
  source marked withdrawn is listed, and supports nothing. Publishers differ when both are named
  and are not the same but for case and outer spaces. Origins are followed to the end, and sources
  that repeat one another in a circle are one. A source without a date is never sure. A correction
  that drops a source takes it from the statement, from corrections that stand before it in the
  order of rule 5, and from corroborations recorded before it.
- Rule 8. `known_to` is the statement's, as amended, so that the answer only grows with K. Names of
  knowers are compared without regard to case.
- Rule 9. Whoever amends an event has seen it. Chains of `saw` run through events that don't count.
  Changes are concurrent at K when both can have begun by K. `known` and `because` belong to the
  event that is amended, so only two amendments of one event can be concurrent on them.
- Ties. Only links between facts that are listed and tied count. Facts that follow one another in
  a circle are cut at the first of them that is reached.
- Names are what people type, whatever K: they are the names shown at R without K.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from attrs import fields as attributes
from attrs import frozen

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
ZONE_NAMES = available_timezones()
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
PLAIN_WITHOUT_A_BODY = (
    FactDisputed.type,
    FactRetracted.type,
    FactRestored.type,
    EventWithdrawn.type,
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
        if isinstance(event.body, Erased) and event.type not in PLAIN_WITHOUT_A_BODY:
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
        if isinstance(event.body, FactsLinked):
            to = self.events.get(self.real(event.body.to))
            return to is not None and to.type == subject and self.counts(to.id) and not event.amends
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
        own = [self.published(citation) for citation in self.citations_of(event)]
        dated = [span for span in own if span is not None] or [self.unknown(event)]
        if event.type == FactStated.type:
            for other in self.of_type(FactCorroborated.type, about=event.id):
                dated += [span for span in self.corroborating_spans(other) if span is not None]
        return min(span[0] for span in dated), min(span[1] for span in dated)

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
        return [event.id for event in self.of_type(FactStated.type)]

    def answer(self, fact: str) -> str:
        certainty = self.certainty(fact)
        return "retracted" if certainty != "not yet" and self.retracted(fact) else certainty

    def certainty(self, fact: str) -> str:
        """The answer, retracted or not."""
        statement = self.events[fact]
        first, last = self.span(statement)
        for entry in self.stated(statement)["known_to"]:
            if self.knower and entry.who.casefold() == self.knower.casefold():
                own = self.span_of(entry.known)
                first, last = min(first, own[0]), min(last, own[1])
        if first > self.end:
            return "not yet"
        return "certain" if last <= self.end and last != FOREVER else "possible"

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
            kept = value is None and name in ("name", "headline")
            if name in FACT_FIELDS and not kept:
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
            if event.type == FactCorrected.type:
                for step in self.settled(event):
                    shown = self.changed(shown, self.change_of(step))
        return shown

    def touched(self, event: Event) -> dict[str, Any]:
        """What a change leaves each field, or item of a list, at; None: cleared or dropped."""
        left: dict[str, Any] = {}
        if event.type in (FactRetracted.type, FactRestored.type):
            left["retracted"] = event.type == FactRetracted.type
        if event.type == FactCorrected.type:
            for step in self.settled(event):
                left |= self.left_by(self.change_of(step))
        return left

    def left_by(self, change: Change) -> dict[str, Any]:
        left = {name: value for name, value in change.set.items() if name in FACT_FIELDS}
        for name, dropped in change.drop.items():
            left |= {f"{name}.{self.item_id(name, item)}": None for item in dropped}
        for name, added in change.add.items():
            left |= {f"{name}.{self.item_id(name, identity(item))}": item for item in added}
        return left

    def item_id(self, name: str, item: str) -> str:
        return self.real(item) if name == "citations" else item

    def stated_value(self, fact: str, field: str) -> Any:
        """What the statement, as amended, says of a field or item; None: nothing."""
        if field == "retracted":
            return False
        name, _, item = field.partition(".")
        value = self.stated(self.events[fact])[name]
        if not item:
            return value or None
        found = [one for one in value if self.item_id(name, identity(one)) == item]
        return found[0] if found else None

    def alternatives(self, fact: str, field: str) -> list[Alternative]:
        """What "or" lists beside the value of a field or item, in the order of rule 5."""
        on_field = [event for event in self.changes(fact) if field in self.touched(event)]
        shown = [event for event in on_field if self.span(event)[1] <= self.end]
        giver = shown[-1] if shown else self.events[fact]
        value = self.touched(giver)[field] if shown else self.stated_value(fact, field)
        found: list[Alternative] = []
        for event in on_field:
            other = self.touched(event)[field] or None
            begun = event is not giver and self.span(event)[0] <= self.end
            told = [value or None, *(alternative.value for alternative in found)]
            if begun and not self.certainly_older(event, giver) and other not in told:
                found.append(Alternative(event.id, other))
        return found

    def fields(self, fact: str) -> list[str]:
        """Every field or item that a change of the fact is about, known by K or not."""
        return sorted({field for event in self.changes(fact) for field in self.touched(event)})

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
        """The statement's, the shown corrections' and the corroborations', but for drops."""
        statement = self.events[fact]
        found = [(statement, citation) for citation in self.citations_of(statement)]
        dropped: list[tuple[Event, str]] = []
        for event in self.shown_changes(fact):
            if event.type != FactCorrected.type:
                continue
            for step in self.settled(event):
                change = self.change_of(step)
                drops = {self.real(named) for named in change.drop.get("citations", ())}
                adds = change.add.get("citations", ())
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
            publishers.append(source.publisher.strip().casefold() if source else "")
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
        types = (FactCorrected.type, FactRetracted.type, FactRestored.type)
        begun = [
            event
            for event in self.of_type(*types, about=fact)
            if self.span(self.target_of(event))[0] <= self.end
        ]
        for one, other in combinations(begun, 2):
            if one.id in self.seen(other) or other.id in self.seen(one):
                continue
            same_target = self.target_of(one) is self.target_of(other)
            for field in self.claims(one, same_target) & self.claims(other, same_target):
                pairs.add((field, frozenset((one.id, other.id))))
        return pairs

    def claims(self, event: Event, same_target: bool) -> set[str]:
        """The fields and items that this one event, without its amendments, decides on."""
        if event.type != FactCorrected.type:
            return {"retracted"}
        change = self.change_of(event)
        claimed = {*self.left_by(change)}
        of_target = {"known", "because"} & {*change.set}
        if self.target_of(event).type not in (FactStated.type, FactCorrected.type):
            of_target |= {field for field in claimed if field.startswith("citations.")}
            claimed = set()
        return claimed | (of_target if same_target and event.amends else set())

    # -- the chronology and the names -------------------------------------------------------

    def chronology(self) -> list[str]:
        """The facts known by K, retracted ones among them, in order."""
        listed = [fact for fact in self.facts if self.answer(fact) != "not yet"]
        dated = [fact for fact in listed if self.shown(fact)["occurred"] is not None]
        order: list[str] = []
        for key in sorted({self.shown(fact)["occurred"].sort_key for fact in dated}):
            tied = [fact for fact in dated if self.shown(fact)["occurred"].sort_key == key]
            order += self.untied(tied)
        return order + self.untied([fact for fact in listed if fact not in dated])

    def untied(self, tied: list[str]) -> list[str]:
        """Facts of one date by their times of day, those without one first, else in order of
        record; each directly after those that it follows.
        """
        tied = sorted(tied, key=self.clock)
        order: list[str] = []
        reached: set[str] = set()

        def place(fact: str) -> None:
            if fact in reached:
                return
            reached.add(fact)
            for earlier in tied:
                if earlier in self.followed(fact):
                    place(earlier)
            order.append(fact)

        for fact in tied:
            place(fact)
        return order

    def clock(self, fact: str) -> float:
        """The time of day of a fact as a second, in its own zone, else in the log's."""
        values = self.shown(fact)
        if values["occurred"] is None or not values["occurred"].is_instant:
            return -FOREVER
        first = moments(values["occurred"], self.own_zone(fact), self.pad)[0]
        return -FOREVER if first is None else first

    def own_zone(self, fact: str) -> str:
        """The zone by whose clocks a fact happened: its own, else the log's."""
        zone = self.shown(fact)["zone"]
        return zone if zone in ZONE_NAMES else self.zone

    def followed(self, fact: str) -> set[str]:
        return {
            self.real(event.body.to)
            for event in self.of_type(FactsLinked.type, about=fact)
            if isinstance(event.body, FactsLinked) and event.body.rel == "follows"
        }

    def names(self) -> dict[str, str]:
        """Fact -> the name that it is called by."""
        timeless = Model(self.events.values())
        own = {fact: timeless.shown(fact)["name"] for fact in timeless.facts}
        names: dict[str, str] = {}
        for fact, name in own.items():
            shown, length = name, 4
            while shown in names.values():
                shown, length = f"{name}~{fact[:length]}", length + 1
            names[fact] = shown
        return names
