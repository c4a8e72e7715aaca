"""Where sources or writers disagree: on a date, a figure, or whether it happened.

Within one fact, what it says is held against the date and the figures that each of its citations
and disputes gives. Between facts, those that say nearly the same of the same day are compared,
and those that are linked as `contradicts` or `same-as`. Changes that were made without sight of
each other are here too (rule 9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any, TypeVar

from attrs import evolve, frozen

from timeline.dates import Answer, Date, overlaps
from timeline.events import Citation, Event, FactsLinked, Figure
from timeline.projections.chronology import Chronology, project_chronology, zone_of
from timeline.projections.concurrent import ConcurrentChanges, find_concurrent
from timeline.projections.facts import Step, source_of
from timeline.projections.figures import Agreement, compare_figures, compare_numbers
from timeline.projections.likeness import (
    Alike,
    find_alike,
    find_crowds,
    read_headline,
    read_lines,
)
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story

T = TypeVar("T", Event, Source)

KINDS = ("conflict", "rounding", "concurrent", "crowd")


@frozen(kw_only=True)
class Claim:
    """One value of a field, and who gives it.

    `value` is a Date, a Figure, text, or, where the field is "happened", whether it did.
    `fact` is the fact it is said of, `events` those that say it, `sources` those they cite.
    """

    value: Any
    fact: FactState
    events: tuple[Event, ...]
    sources: tuple[Source, ...] = ()
    because: str = ""


@frozen(kw_only=True)
class Conflict:
    """A field on which the claims differ, by the fact (the earlier one, where there are two).

    `field` is "occurred", "figures.NAME", "headline" (numbers in it), "happened", or any field
    that was changed concurrently. `kind`: "conflict", they can't all be right; "rounding", they
    can, one being less precise; "concurrent", changes made without sight of each other; "crowd",
    more than a dozen facts that say the same of the same days with other numbers, which are claimed
    here as one and not compared two by two (see likeness).
    """

    fact: FactState
    field: str
    kind: str
    claims: tuple[Claim, ...]


@frozen(kw_only=True)
class Conflicts:
    """Both are in chronological order of the (first) fact. `duplicates` are facts that may be one:
    alike in words and day, and at odds in no number. Retracted facts are only in changes.

    `counts`, by kind, and `alike` are how many there are, where only the first of them are held.
    """

    story: Story
    known_by: Date | None
    conflicts: tuple[Conflict, ...]
    duplicates: tuple[Alike, ...]
    counts: Counter[str]
    alike: int


def project_conflicts(story: Story, known_by: Date | None = None) -> Conflicts:
    """What disagrees at K. O(n log n), but for facts that say nearly the same of
    different long periods."""
    return find_conflicts(project_chronology(story, known_by))


def find_conflicts(chronology: Chronology) -> Conflicts:
    """What disagrees in a chronology."""
    story, known_by, listed = chronology.story, chronology.known_by, chronology.facts
    standing = tuple(state for state in listed if state.retraction is None)
    found = [conflict for state in standing for conflict in _within(story, state)]
    found += _concurrent(story, listed, known_by)
    linked = _links(story, standing)
    found += [conflict for link in linked for conflict in _between_linked(story, *link)]
    joined = {frozenset((one.id, other.id)) for _, one, other in linked}
    duplicates = []
    lines = read_lines(story, standing)
    found += [_crowd(crowd) for crowd in find_crowds(standing, lines)]
    for alike in find_alike(standing, lines):
        if frozenset((alike.one.id, alike.other.id)) in joined:
            continue
        disagreements = tuple(_numbers_at_odds(alike.one, alike.other))
        if not disagreements:
            duplicates.append(alike)
        elif alike.same_day:
            found += disagreements
    place = {state.id: index for index, state in enumerate(listed)}
    return Conflicts(
        story=story,
        known_by=known_by,
        conflicts=tuple(sorted(found, key=lambda one: (place[one.fact.id], one.field, one.kind))),
        duplicates=tuple(duplicates),
        counts=Counter(one.kind for one in found),
        alike=len(duplicates),
    )


def first_of(conflicts: Conflicts, limit: int | None) -> Conflicts:
    """The first of each kind, and of the duplicates; it knows how many there are."""
    kept = []
    seen: Counter[str] = Counter()
    for conflict in conflicts.conflicts:
        seen[conflict.kind] += 1
        if limit is None or seen[conflict.kind] <= limit:
            kept.append(conflict)
    return evolve(conflicts, conflicts=tuple(kept), duplicates=conflicts.duplicates[:limit])


# -- within one fact ------------------------------------------------------------------------


def _within(story: Story, state: FactState) -> Iterator[Conflict]:
    if not state.disputed and not any(_says(cited.citation) for cited in state.cited):
        return
    compare = comparing_dates(story, state)
    on_date = _judge(state, "occurred", tuple(_date_claims(story, state)), compare)
    on_figures = []
    claims: dict[str, list[Claim]] = {}
    for claim in _figure_claims(story, state):
        claims.setdefault(claim.value.name.casefold(), []).append(claim)
    for of_name in claims.values():
        field = f"figures.{of_name[0].value.name}"
        on_figures += _judge(state, field, of_name, compare_figures)
    found = [*on_date, *on_figures]
    yield from found
    yield from _denials(story, state, found)


def _says(citation: Citation) -> bool:
    return bool(citation.date or citation.figures)


def _judge(
    state: FactState,
    field: str,
    claims: Sequence[Claim],
    compare: Callable[[Any, Any], Agreement],
) -> list[Conflict]:
    """A conflict where any two values are at odds, a rounding where they only differ.

    Every two are held against each other, since agreement does not carry over: 302,000 agrees with
    "about 302,000", and that with 300,100, and 302,000 with 300,100 does not.
    """
    distinct: list[Claim] = []
    for claim in claims:
        for index, other in enumerate(distinct):
            if claim.value == other.value:
                distinct[index] = _joined(other, claim)
                break
        else:
            distinct.append(claim)
    found = {compare(one.value, other.value) for one, other in combinations(distinct, 2)}
    if not found - {Agreement.SAME}:
        return []
    kind = "conflict" if Agreement.CONFLICT in found else "rounding"
    return [Conflict(fact=state, field=field, kind=kind, claims=tuple(distinct))]


def _joined(one: Claim, other: Claim) -> Claim:
    return Claim(
        value=one.value,
        fact=one.fact,
        events=_unique((*one.events, *other.events)),
        sources=_unique((*one.sources, *other.sources)),
        because=one.because or other.because,
    )


def _unique(items: Iterable[T]) -> tuple[T, ...]:
    """Events or sources, each once, by id."""
    return tuple({item.id: item for item in items}.values())


def comparing_dates(story: Story, *states: FactState) -> Callable[[Date, Date], Agreement]:
    """How dates that are said of these facts compare: the same; able to be the same, one being
    less precise (a rounding); or at odds.

    A day and a time of day are held against each other by the clocks of the facts' zone; where
    theirs differ, the day is anywhere on Earth.
    """
    settings = story.settings
    zones = {zone_of(state.values, settings) for state in states}
    zone = zones.pop() if len(zones) == 1 else None

    def compare(one: Date, other: Date) -> Agreement:
        if one == other:
            return Agreement.SAME
        found = overlaps(one, other, zone=zone, pad=settings.pad, as_given=True)
        return Agreement.CONFLICT if found is Answer.IMPOSSIBLE else Agreement.ROUNDING

    return compare


def _own_claim(story: Story, state: FactState, field: str, value: Any) -> Claim:
    """What the fact itself says, as the event that set it, and the sources of that event."""
    step = next(
        (step for step in reversed(state.shown) if field in step.touches), state.fact.statement
    )
    stated = step is state.fact.statement
    citations = state.fact.stated.citations if stated else step.citations
    silent = tuple(citation for citation in citations if not _says(citation))
    return _claim(story, state, value, step, silent)


def _claim(
    story: Story,
    state: FactState,
    value: Any,
    step: Step,
    citations: Iterable[Citation],
) -> Claim:
    sources = (source_of(citation, story.sources) for citation in citations)
    return Claim(
        value=value,
        fact=state,
        events=(step.event,),
        sources=tuple(source for source in sources if source is not None),
        because=step.because,
    )


def _date_claims(story: Story, state: FactState) -> Iterator[Claim]:
    occurred = state.values.occurred
    if occurred is not None:
        yield _own_claim(story, state, "occurred", occurred)
    for step, citation in _citations(state):
        if citation.date is not None:
            yield _claim(story, state, citation.date, step, (citation,))


def _figure_claims(story: Story, state: FactState) -> Iterator[Claim]:
    for figure in state.values.figures:
        yield _own_claim(story, state, f"figures.{figure.name}", figure)
    for step, citation in _citations(state):
        for figure in citation.figures:
            yield _claim(story, state, figure, step, (citation,))


def _citations(state: FactState) -> Iterator[tuple[Step, Citation]]:
    """What is listed at K, for the fact and against it."""
    for cited in state.cited:
        yield cited.step, cited.citation
    for step in state.disputed:
        for citation in step.citations:
            yield step, citation


def _denials(story: Story, state: FactState, found: Sequence[Conflict]) -> Iterator[Conflict]:
    """Disputes that give no other date or figure deny that it happened at all."""
    told = {event.id for conflict in found for claim in conflict.claims for event in claim.events}
    denials = [step for step in state.disputed if step.event.id not in told]
    if denials:
        supporting = [cited.citation for cited in state.cited]
        yield Conflict(
            fact=state,
            field="happened",
            kind="conflict",
            claims=(
                _claim(story, state, True, state.fact.statement, supporting),
                *(_claim(story, state, False, step, step.citations) for step in denials),
            ),
        )


# -- concurrent changes ---------------------------------------------------------------------


def _concurrent(
    story: Story, states: Sequence[FactState], known_by: Date | None
) -> Iterator[Conflict]:
    by_id = {state.id: state for state in states}
    facts = [state.fact for state in states]
    for fact, changes in find_concurrent(story, facts, story.second(known_by)):
        if any(value != changes.values[0] for value in changes.values[1:]):
            yield _of_changes(by_id[fact.id], changes)


def _of_changes(state: FactState, changes: ConcurrentChanges) -> Conflict:
    return Conflict(
        fact=state,
        field=changes.field,
        kind="concurrent",
        claims=tuple(
            Claim(
                value=value,
                fact=state,
                events=(event,),
                because=getattr(event.body, "because", ""),
            )
            for event, value in zip(changes.events, changes.values, strict=True)
        ),
    )


# -- between facts --------------------------------------------------------------------------

Linked = tuple[str, FactState, FactState]


def _links(story: Story, states: Sequence[FactState]) -> list[Linked]:
    """(relation, fact, fact) of every link between facts that stand, the first in order first."""
    place = {state.id: index for index, state in enumerate(states)}
    found: dict[tuple[str, int, int], Linked] = {}
    for event in story.record.links:
        assert isinstance(event.body, FactsLinked)
        ends = (event.about, event.body.to)
        if all(end in place for end in ends):
            one, other = sorted(place[end] for end in ends)
            rel = event.body.rel
            found[rel, one, other] = (rel, states[one], states[other])
    return list(found.values())


def _between_linked(story: Story, rel: str, one: FactState, other: FactState) -> Iterator[Conflict]:
    if rel == "contradicts":
        claims = (_fact_claim(one, one.values.headline), _fact_claim(other, other.values.headline))
        yield Conflict(fact=one, field="happened", kind="conflict", claims=claims)
    elif rel == "same-as":
        yield from _numbers_at_odds(one, other)
        dates = [
            _fact_claim(state, state.values.occurred)
            for state in (one, other)
            if state.values.occurred is not None
        ]
        yield from _judge(one, "occurred", dates, comparing_dates(story, one, other))


def _crowd(states: Sequence[FactState]) -> Conflict:
    claims = tuple(_fact_claim(state, state.values.headline) for state in states)
    return Conflict(fact=states[0], field="headline", kind="crowd", claims=claims)


def _fact_claim(state: FactState, value: Any) -> Claim:
    return Claim(
        value=value,
        fact=state,
        events=(state.fact.event,),
        sources=_unique(cited.source for cited in state.cited),
    )


def _numbers_at_odds(one: FactState, other: FactState) -> Iterator[Conflict]:
    """Alike in words, and different in numbers: a conflict, not a duplicate."""
    theirs = {figure.name.casefold(): figure for figure in other.values.figures}
    on_figures = False
    for mine in one.values.figures:
        figure = theirs.get(mine.name.casefold())
        if figure is not None and _at_odds(mine, figure):
            on_figures = True
            claims = (_fact_claim(one, mine), _fact_claim(other, figure))
            yield Conflict(fact=one, field=f"figures.{mine.name}", kind="conflict", claims=claims)
    if not on_figures and _headlines_at_odds(one.values.headline, other.values.headline):
        claims = (_fact_claim(one, one.values.headline), _fact_claim(other, other.values.headline))
        yield Conflict(fact=one, field="headline", kind="conflict", claims=claims)


def _at_odds(one: Figure, other: Figure) -> bool:
    return compare_figures(one, other) is Agreement.CONFLICT


def _headlines_at_odds(one: str, other: str) -> bool:
    """Whether a number of the headline with fewer of them has no match in the other."""
    fewer, more = sorted((read_headline(one)[1], read_headline(other)[1]), key=len)
    return any(
        all(compare_numbers(number, match) is Agreement.CONFLICT for match in more)
        for number in fewer
    )
