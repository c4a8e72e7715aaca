"""Versions: everything one fact ever says, each with the (K, R) for which it says so.

A fact's state changes only where an event of its was recorded, on the axis of R, and where a
`known` or `published` begins or becomes sure, on the axis of K. So its versions are found by
asking the projections at those points, and no rule is written down twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from operator import attrgetter, is_

from attrs import evolve, frozen

from timeline.events import Event
from timeline.projections import FactState, Story, project_story, state_at, withhold_internal
from timeline.projections.facts import Fact
from timeline.projections.known import Certainty, Second
from timeline.projections.state import citations

END = "~"  # after every instant
NEVER, EVER = -(2**62), 2**62  # K as an integer; EVER is no K at all
BOTH, PUBLIC, INTERNAL = 0, 1, 2


@frozen(kw_only=True)
class Version:
    """What a fact says for r_from <= R < r_to and k_from <= K <= k_to, in one view.

    `k_from` and `k_to` are seconds since 1970 UTC. `occurred` and `known` are EDTF, empty for
    undated and unknown. `s0` and `neg_e1` are the order in a chronology.
    """

    fact: str
    view: int
    r_from: str
    r_to: str
    k_from: int
    k_to: int
    undated: int
    s0: float
    neg_e1: float
    recorded: str
    position: int
    name: str
    headline: str
    occurred: str
    known: str
    certain: int
    retracted: int
    status: str
    words: str


def project_versions(fact_id: str, events: Sequence[Event]) -> list[Version]:
    """All versions of a fact, from the events that bear on it: see `Index` for which those are."""
    given = sorted(events, key=lambda event: event.order)
    everything = _in_view(fact_id, given, BOTH)
    public = withhold_internal(given)
    if len(public) == len(given) and all(map(is_, public, given)):
        return everything
    return [
        *(evolve(version, view=INTERNAL) for version in everything),
        *_in_view(fact_id, public, PUBLIC),
    ]


def _in_view(fact_id: str, events: Sequence[Event], view: int) -> list[Version]:
    """`events` are what the view holds, so nothing more is withheld from it."""
    instants = sorted({event.recorded for event in events})
    stated = next((event.recorded for event in events if event.id == fact_id), END)
    found: list[Version] = []
    open_versions: list[Version] = []
    for instant in (one for one in instants if one >= stated):
        story = project_story(events, recorded_by=instant, internal=True)
        now = list(_at(fact_id, story, instant, view))
        if len(now) == len(open_versions) and all(map(_same_along_k, now, open_versions)):
            continue
        found += [evolve(version, r_to=instant) for version in open_versions]
        open_versions = now
    return found + open_versions


def _at(fact_id: str, story: Story, instant: str, view: int) -> Iterator[Version]:
    """The fact's versions along K as of one R."""
    fact = story.facts_by_id.get(fact_id)
    if fact is None:
        return
    before: Version | None = None
    for k in (-inf, *_moments(fact, story), inf):
        state = state_at(fact, story.record, story.sources, k)
        version = None
        if state.certainty is not Certainty.NOT_YET:
            version = _version(state, instant, k, view)
        if before is not None and (version is None or not _same(before, version)):
            yield evolve(before, k_to=_integer(k) - 1)
            before = None
        before = before or version
    if before is not None:
        yield before


_says = attrgetter(
    "name", "headline", "occurred", "known", "certain", "retracted", "status", "words"
)


def _same(one: Version, other: Version) -> bool:
    """Do they say the same? The rest follows from it, for versions of one fact in one view."""
    return bool(_says(one) == _says(other))


def _same_along_k(one: Version, other: Version) -> bool:
    return _same(one, other) and (one.k_from, one.k_to) == (other.k_from, other.k_to)


def _moments(fact: Fact, story: Story) -> list[Second]:
    """The seconds at which the fact may begin to say something else."""
    steps = (fact.statement, *fact.changes, *fact.supports, *fact.disputes)
    moments = {moment for step in steps for moment in (step.known.first, step.known.sure)}
    for count in range(len(fact.changes) + 1):
        for cited in citations(fact, fact.changes[:count], story.record, story.sources):
            moments.update((cited.first, cited.sure))
    return sorted(moments - {inf, -inf})


def _version(state: FactState, instant: str, k: Second, view: int) -> Version:
    values = state.values
    occurred = values.occurred
    s0, neg_e1 = occurred.sort_key if occurred is not None else (0, 0)
    event = state.fact.event
    known = state.known.date
    return Version(
        fact=state.id,
        view=view,
        r_from=instant,
        r_to=END,
        k_from=_integer(k),
        k_to=EVER,
        undated=int(occurred is None),
        s0=float(s0),
        neg_e1=float(neg_e1),
        recorded=event.recorded,
        position=event.batch[0],
        name=_own_name(state),
        headline=values.headline,
        occurred=occurred.edtf if occurred is not None else "",
        known=known.edtf if known is not None else "",
        certain=int(state.certainty is Certainty.CERTAIN),
        retracted=int(state.retraction is not None),
        status=state.status.name,
        words=" ".join(_words(state)),
    )


def _own_name(state: FactState) -> str:
    """The fact's name without what tells it from others of that name here: see `Index`."""
    if "~" not in state.name:
        return state.name
    for length in range(4, len(state.id) + 1):
        if state.name.endswith(f"~{state.id[:length]}"):
            return state.name.removesuffix(f"~{state.id[:length]}")
    return state.name


def _words(state: FactState) -> Iterable[str]:
    """What a search looks in."""
    values = state.values
    yield values.headline
    yield values.detail
    yield from values.tags
    yield from values.lanes
    yield from values.people
    if values.place is not None:
        yield values.place.name
    for cited in state.cited:
        yield cited.citation.quote


def _integer(k: Second) -> int:
    if k == inf:
        return EVER
    return NEVER if k == -inf else int(k)
