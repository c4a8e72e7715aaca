"""The checks, the conflicts within a fact and the lags, slowly: part of the oracle.

Written from docs/checks.md and docs/answers.md. It imports no projection, as `tests.naive` doesn't.
A finding is (rule, id of the fact or source).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import combinations
from typing import Any

from tests.naive import FOREVER, Model
from timeline.dates import Date, moments, padded
from timeline.events import Event, FactCorrected, FactDisputed, FactsLinked, Figure, SourceAdded

Finding = tuple[str, str]
UNCHECKED = ("likely-duplicate", "conflicting-claims", "concurrent-changes")
"""Rules that look at pairs of facts or changes: what they rest on is checked by other tests."""


class Checker:
    """What an editor finds in a log at (K, R), at a second of today."""

    def __init__(self, model: Model, *, now: int, known_by: Date | None) -> None:
        self.model = model
        self.now = now
        self.known_by = known_by
        self.listed = [fact for fact in model.facts if model.answer(fact) != "not yet"]
        self.standing = [fact for fact in self.listed if model.answer(fact) != "retracted"]

    def findings(self) -> set[Finding]:
        found = {(rule, fact) for fact in self.standing for rule in self.of_fact(fact)}
        found |= {(rule, source) for source in self.cited() for rule in self.of_source(source)}
        found |= {("unexplained-change", fact) for fact in self.listed if self.unexplained(fact)}
        names = self.model.names()
        found |= {("clashing-name", fact) for fact in self.listed if "~" in names[fact]}
        return found | set(self.of_links())

    # -- a fact -----------------------------------------------------------------------------

    def of_fact(self, fact: str) -> Iterator[str]:
        shown = self.model.shown(fact)
        first, sure = self.model.span(self.model.events[fact])
        begins = self.begins(shown["occurred"])
        status = self.model.status(fact)
        media = shown["media"]
        tests = {
            "no-source": status == "rumour",
            "single-source": status == "single-source",
            "withdrawn-source": any(source.withdrawn for source in self.sources_of(fact)),
            "moved-known": self.by_hand(fact) and any(s[1] < first for s in self.told(fact) if s),
            "known-before-published": self.by_hand(fact) and self.is_before_all(fact, sure),
            "known-before-occurred": shown["occurred"] and sure <= self.model.end and sure < begins,
            "never-certain": self.known_by is None and sure == FOREVER,
            "undated-fact": shown["occurred"] is None,
            "future-date": begins > self.now or first > self.now,
            "compound-fact": ";" in shown["headline"] or "and then" in shown["headline"],
            "image-without-alt": media and not media.alt,
            "image-without-credit": media and not media.credit,
        }
        return (rule for rule, holds in tests.items() if holds)

    def begins(self, occurred: Date | None) -> float:
        return -FOREVER if occurred is None else self.model.span_of(occurred)[0]

    def by_hand(self, fact: str) -> bool:
        return self.model.given(self.model.events[fact]) is not None

    def sources_of(self, fact: str) -> list[SourceAdded]:
        found = [self.model.source(one.source) for one in self.model.citations(fact)]
        return [source for source in found if source]

    def told(self, fact: str) -> list[Any]:
        """When each cited source was published; None where nobody knows."""
        dates = [source.published for source in self.sources_of(fact)]
        return [date and self.model.span_of(date) for date in dates]

    def is_before_all(self, fact: str, sure: float) -> bool:
        told = self.told(fact)
        return bool(told) and all(span and sure < span[0] for span in told)

    def unexplained(self, fact: str) -> bool:
        for event in self.model.shown_changes(fact):
            body = event.body
            if isinstance(body, FactCorrected) and body.kind in ("correction", "update"):
                because = body.because
                for step in self.model.settled(event)[1:]:
                    because = self.model.change_of(step).set.get("because", because)
                if not because and self.model.touched(event):
                    return True
        return False

    # -- sources and links ------------------------------------------------------------------

    def cited(self) -> set[str]:
        return {one.source for fact in self.standing for one in self.model.citations(fact)}

    def of_source(self, id_: str) -> Iterator[str]:
        source = self.model.source(id_)
        assert source is not None
        tests = {
            "source-without-date": source.published is None,
            "source-without-address": not source.url and not source.archived,
            "unarchived-source": source.url and not source.archived,
            "future-date": source.published and self.begins(source.published) > self.now,
            "clashing-name": self.is_second(id_, source.name),
        }
        return (rule for rule, holds in tests.items() if holds)

    def is_second(self, id_: str, name: str) -> bool:
        """Whether a source recorded before has the name."""
        for event in self.model.of_type(SourceAdded.type):
            if event.id == id_:
                return False
            other = self.model.source(event.id)
            if other and other.name == name:
                return True
        raise AssertionError(id_)

    def of_links(self) -> Iterator[Finding]:
        links = [
            (self.model.real(event.about), self.model.real(event.body.to))
            for event in self.model.of_type(FactsLinked.type)
            if isinstance(event.body, FactsLinked) and event.body.rel == "follows"
        ]
        links = [link for link in links if all(end in self.standing for end in link)]
        for later, earlier in links:
            one, other = (self.model.shown(fact)["occurred"] for fact in (later, earlier))
            zone, other_zone = map(self.model.own_zone, (later, earlier))
            if one and other and earlier_than(one, other, zone, other_zone, self.model.pad):
                yield "follows-out-of-order", later
            if goes_round(later, [(b, a) for a, b in links]) and goes_round(earlier, links):
                yield "follows-in-circles", later


def goes_round(start: str, links: list[tuple[str, str]]) -> bool:
    """Whether one can go on from here along the links for ever."""
    reached = {start}
    for _ in links:
        reached |= {to for here, to in links if here in reached}
    return any(here == to or here in beyond(to, links) for here, to in links if here in reached)


def beyond(start: str, links: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    for _ in range(len(links) + 1):
        found |= {to for here, to in links if here in found | {start}}
    return found


# -- conflicts within a fact ----------------------------------------------------------------


def conflicts_within(model: Model, fact: str) -> set[tuple[str, str]]:
    """(field, kind) for the date and each figure that its sources give."""
    says = [citation for event, citation in cited_at(model, fact)]
    shown = model.shown(fact)
    found = set()
    dates = [date for date in (shown["occurred"], *(one.date for one in says)) if date]
    zone, pad = model.own_zone(fact), model.pad
    pairs = combinations(dates, 2)
    if kind := worst(date_agreement(one, other, zone, pad) for one, other in pairs):
        found.add(("occurred", kind))
    figures = [*shown["figures"], *(figure for one in says for figure in one.figures)]
    for name in {figure.name for figure in figures}:
        named = [figure for figure in figures if figure.name == name]
        if kind := worst(figure_agreement(*pair) for pair in combinations(named, 2)):
            found.add((f"figures.{name}", kind))
    return found if any(one.date or one.figures for one in says) else set()


def cited_at(model: Model, fact: str) -> Iterator[tuple[Event, Any]]:
    """The citations that are listed at K, for the fact and against it."""
    for event, citation in model.supporting(fact):
        if model.listed(event, citation):
            yield event, citation
    for event in model.of_type(FactDisputed.type, about=fact):
        if model.span(event)[0] <= model.end:
            for citation in model.citations_of(event):
                yield event, citation


def worst(agreements: Iterator[str]) -> str:
    found = set(agreements)
    return "conflict" if "conflict" in found else "rounding" if "rounding" in found else ""


def date_agreement(one: Date, other: Date, zone: str, pad: int) -> str:
    if one == other:
        return "same"
    apart = any(earlier_than(a, b, zone, zone, pad) for a, b in ((one, other), (other, one)))
    return "conflict" if apart else "rounding"


def earlier_than(one: Date, other: Date, its_zone: str, other_zone: str, pad: int) -> bool:
    """Days are held against days; as soon as there is a time of day, seconds against seconds."""
    if one.is_instant or other.is_instant:
        last, first = moments(one, its_zone, pad)[1], moments(other, other_zone, pad)[0]
    else:
        last, first = padded(one, pad)[1], padded(other, pad)[0]
    return last is not None and first is not None and last < first


def figure_agreement(one: Figure, other: Figure) -> str:
    """300,000 is 302,000 to its one digit, within 5 %; "about", within 10 %."""
    a, b = Decimal(one.value), Decimal(other.value)
    if a == b:
        return "same"
    apart = abs(a - b) / max(a, b)
    if one.approximate or other.approximate:
        return "rounding" if apart <= Decimal("0.1") else "conflict"
    places = [len(str(int(n))) - len(str(int(n)).rstrip("0")) for n in (a, b)]
    coarse = Decimal(10) ** max(places)
    rounds = places[0] != places[1] and abs(a - b) <= coarse / 2
    return "rounding" if rounds and apart <= Decimal("0.05") else "conflict"


# -- lags -----------------------------------------------------------------------------------


def lag_of(model: Model, fact: str) -> tuple[float, float, float, float]:
    """(least, most) days from its happening, or its beginning, to its being known; and from then
    to its being recorded.
    """
    occurred = model.shown(fact)["occurred"]
    happened = (-FOREVER, FOREVER)
    if occurred is not None and occurred.is_interval:
        happened = (
            -FOREVER if occurred.s0 is None else occurred.s0,
            FOREVER if occurred.s1 is None else occurred.s1,
        )
    elif occurred is not None:
        first, last = model.span_of(occurred)
        if occurred.uncertain:
            last = model.span_of(plain(occurred))[1]
        happened = (day_of(model, first), day_of(model, last))
    statement = model.events[fact]
    known = tuple(day_of(model, second) for second in model.span(statement))
    moment = datetime.fromisoformat(statement.recorded).replace(tzinfo=UTC).timestamp()
    recorded = day_of(model, moment)
    return (*days(happened, known), *days(known, (recorded, recorded)))


def plain(date: Date) -> Date:
    from timeline.dates import parse_edtf

    return parse_edtf(date.edtf.replace("?", "").replace("%", "~"))


def day_of(model: Model, second: float) -> float:
    return second if abs(second) >= FOREVER else model.day_of(second)


def days(since: tuple[float, ...], until: tuple[float, ...]) -> tuple[float, float]:
    """From the fewest to the most; below nothing only where it surely came before."""
    most = until[1] - since[0]
    fewest = until[0] - since[1]
    return (max(fewest, min(most, 0)), most)
