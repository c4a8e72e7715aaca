"""One fact at K: what it says, how sure that is, and where it stands (rules 4 to 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import inf
from typing import Any

from attrs import frozen

from timeline.events import Citation, FactStated, Value
from timeline.projections.facts import Fact, Step, apply_changes, identity, source_of
from timeline.projections.known import Certainty, Known, Second, earlier, local_day, read_known
from timeline.projections.record import Record
from timeline.projections.sources import Source

STATUSES = ("rumour", "single-source", "confirmed", "disputed", "retracted")


@frozen(kw_only=True, eq=False, repr=False)
class Cited(Value):
    """A citation at work: the event that brought it, its source, and since when it tells.

    It is listed from `first` and certain from `sure`, in seconds since 1970 UTC.
    """

    citation: Citation
    source: Source
    step: Step
    first: Second
    sure: Second


@frozen(kw_only=True, eq=False, repr=False)
class Alternative(Value):
    """A value that may be the one in force at K beside the one shown (rule 6)."""

    value: Any
    step: Step


@frozen(kw_only=True, eq=False, repr=False)
class Status(Value):
    """Where a fact stands at K, and by which events. Since when: see `project_ladder`.

    `reason` names the rule in a word or two, for programs: see `STATUS_REASONS`.
    """

    name: str
    because: tuple[str, ...]
    reason: str


@frozen(kw_only=True, eq=False, repr=False)
class FactState(Value):
    """A fact at (K, R).

    `values` are the statement's fields as amended and changed by `shown`, the changes that are
    sure by K. `alternatives` holds, by field or list item (`figures.aid`), what else may be in
    force. `cited` are the supporting citations listed at K, `disputed` the disputing ones.
    """

    fact: Fact
    values: FactStated
    known: Known
    certainty: Certainty
    retraction: Step | None
    shown: tuple[Step, ...]
    alternatives: Mapping[str, tuple[Alternative, ...]]
    cited: tuple[Cited, ...]
    disputed: tuple[Step, ...]
    status: Status

    @property
    def id(self) -> str:
        return self.fact.id

    @property
    def name(self) -> str:
        return self.fact.name


def state_at(
    fact: Fact,
    record: Record,
    sources: Mapping[str, Source],
    k: Second = inf,
    knower: str = "",
) -> FactState:
    """The fact at K (inclusive, seconds; inf: no K, so every event counts), for a knower."""
    # Most facts of a long log are a statement that nothing followed: those are spared the rest.
    shown: tuple[Step, ...] = ()
    retraction: Step | None = None
    values = fact.stated
    if fact.changes:
        shown = tuple([step for step in fact.changes if step.known.sure <= k])
        retraction = _retraction(shown)
        values = apply_changes(values, [change for step in shown for change in step.changes])
    cited: tuple[Cited, ...] = ()
    if fact.stated.citations or fact.changes or fact.supports:
        found = citations(fact, shown, record, sources)
        cited = tuple([cited for cited in found if cited.first <= k])
    known = known_to(fact, record, knower) if knower else fact.statement.known
    return FactState(
        fact=fact,
        values=values,
        known=known,
        certainty=certainty_at(known, k),
        retraction=retraction,
        shown=shown,
        alternatives=_alternatives(fact, shown, k, record.settings.zone) if fact.changes else {},
        cited=cited,
        disputed=tuple([step for step in fact.disputes if step.known.first <= k]),
        status=_status(fact, retraction, cited, k),
    )


def certainty_at(known: Known, k: Second) -> Certainty:
    """The answer at K. Without a K, what is never sure is still only possible."""
    if k == inf:
        return Certainty.POSSIBLE if known.sure == inf else Certainty.CERTAIN
    return known.at(k)


def known_to(fact: Fact, record: Record, knower: str) -> Known:
    """When a named knower knew: the earlier of their own `known_to` and the public `known`.

    Their own is the statement's, as amended, so that the answer only grows with K.
    """
    known = fact.statement.known
    for item in fact.stated.known_to:
        if item.who.casefold() == knower.casefold():
            known = earlier(
                known, read_known(item.known, record.settings, "given"), record.settings
            )
    return known


def _retraction(shown: Sequence[Step]) -> Step | None:
    last = None
    for step in shown:
        if "retracted" in step.touches:
            last = step
    return last if last and last.touches["retracted"] else None


def _alternatives(
    fact: Fact, shown: Sequence[Step], k: Second, zone: str
) -> dict[str, tuple[Alternative, ...]]:
    """Rule 6. The statement is older than every change, so it never stands beside one."""
    in_force = {field: step for step in shown for field in step.touches}
    found: dict[str, list[Alternative]] = {}
    for step in fact.changes:
        if step.known.first > k:
            continue
        for field, value in step.touches.items():
            winner = in_force.get(field)
            if winner is step or (winner and _certainly_older(step, winner, zone)):
                continue
            others = found.setdefault(field, [])
            shown_value = winner.touches[field] if winner else _stated_value(fact, field)
            told = [shown_value or None, *(other.value for other in others)]
            if (value or None) not in told:
                others.append(Alternative(value=value or None, step=step))
    return {field: tuple(others) for field, others in found.items() if others}


def _stated_value(fact: Fact, field: str) -> Any:
    """What the statement, as amended, says of a field, or of a list item as `figures.aid`."""
    if field == "retracted":
        return None
    name, _, item = field.partition(".")
    value = getattr(fact.stated, name)
    if not item:
        return value
    return next((one for one in value if identity(one) == item), None)


def _certainly_older(step: Step, than: Step, zone: str) -> bool:
    return step.order < than.order and local_day(step.known.sure, zone) <= local_day(
        than.known.first, zone
    )


def citations(
    fact: Fact, shown: Sequence[Step], record: Record, sources: Mapping[str, Source]
) -> Iterator[Cited]:
    """The supporting citations: the statement's, those that shown corrections add, and the
    corroborations', in that order; one that a shown correction drops is left out.
    """
    supports = {
        identity(citation): (fact.statement, citation) for citation in fact.stated.citations
    }
    dropped: dict[str, tuple[str, int, str]] = {}
    for step in shown:
        for change in step.changes:
            for source in change.drop.get("citations", ()):
                supports.pop(source, None)
                dropped[source] = max(step.event.order, dropped.get(source, step.event.order))
            for citation in change.add.get("citations", ()):
                supports[identity(citation)] = (step, citation)
    found = list(supports.values())
    for step in fact.supports:
        for citation in step.citations:
            gone = dropped.get(citation.source)
            if gone is None or gone < step.event.order:
                found.append((step, citation))
    for step, citation in found:
        cited = _cite(citation, step, record, sources)
        if cited is not None:
            yield cited


def _cite(
    citation: Citation, step: Step, record: Record, sources: Mapping[str, Source]
) -> Cited | None:
    """A citation at work; None where its source is not in force. A source without a date is
    never sure to have told.
    """
    source = source_of(citation, sources)
    if source is None:
        return None
    first, sure = step.known.first, inf
    if source.values.published is not None:
        own = read_known(source.values.published, record.settings, "published")
        first = first if step.known.by_hand else max(first, own.first)
        sure = max(step.known.sure, own.sure)
    return Cited(citation=citation, source=source, step=step, first=first, sure=sure)


# -- status ---------------------------------------------------------------------------------

STATUS_REASONS = {
    "retraction": "a retraction",
    "dispute": "a dispute",
    "independent-sources": "two sources that differ in publisher and origin",
    "one-source": "one source",
    "same-publisher": "sources of one publisher",
    "same-origin": "sources that repeat one another",
    "unknown-publisher": "sources whose publishers aren't given",
    "not-yet-sure": "a second source, whose date is not sure by then",
    "no-source": "no source that stands",
}


def _status(fact: Fact, retraction: Step | None, cited: Sequence[Cited], k: Second) -> Status:
    if retraction is not None:
        return Status(name="retracted", because=(retraction.event.id,), reason="retraction")
    disputes = tuple([step.event.id for step in fact.disputes if step.known.sure <= k])
    if disputes:
        return Status(name="disputed", because=disputes, reason="dispute")
    cited = [one for one in cited if not one.source.values.withdrawn]
    if not cited:
        return Status(name="rumour", because=(fact.id,), reason="no-source")
    certain = [one for one in cited if one.sure <= k]
    pairs = [pair for pair in combinations(certain, 2) if not _why_not_independent(*pair)]
    if pairs:
        one, other = min(pairs, key=lambda pair: max(pair[0].sure, pair[1].sure))
        because = (one.step.event.id, other.step.event.id)
        return Status(name="confirmed", because=because, reason="independent-sources")
    first = min(cited, key=lambda one: one.first)
    return Status(name="single-source", because=(first.step.event.id,), reason=_why_single(cited))


def _why_not_independent(one: Cited, other: Cited) -> str:
    """Why two citations don't confirm each other; empty when they do.

    An unknown publisher can't be shown to differ from another.
    """
    if one.source.root == other.source.root:
        return "same-origin"
    publishers = [cited.source.values.publisher.strip().casefold() for cited in (one, other)]
    if not all(publishers):
        return "unknown-publisher"
    return "same-publisher" if publishers[0] == publishers[1] else ""


def _why_single(cited: Sequence[Cited]) -> str:
    if len({cited.citation.source for cited in cited}) < 2:
        return "one-source"
    reasons = {_why_not_independent(*pair) for pair in combinations(cited, 2)}
    if "" in reasons:
        return "not-yet-sure"
    return next(
        reason
        for reason in ("unknown-publisher", "same-publisher", "same-origin")
        if reason in reasons
    )
