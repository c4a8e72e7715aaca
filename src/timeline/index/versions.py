"""Versions: everything one fact ever says, each with the (K, R) for which it says so.

A fact's state changes only where an event of its was recorded, on the axis of R, and where a
`known` or `published` begins or becomes sure, on the axis of K. So its versions are found by
asking the projections at those points, and no rule is written down twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from operator import attrgetter, is_

from attrs import define, evolve, frozen

from timeline.codec import canonical
from timeline.events import Event
from timeline.projections import FactState, Story, project_story, state_at, withhold_internal
from timeline.projections.checks.alone import ALONE, dated_until, find_alone
from timeline.projections.chronology import clock_second
from timeline.projections.facts import Fact
from timeline.projections.known import Certainty, Second
from timeline.projections.record import Settings
from timeline.projections.selection import searched_words
from timeline.projections.state import STATUSES, citations

NEVER, EVER = -(2**62), 2**62  # K as an integer; EVER is no K at all
END = 2**63 - 1  # after every instant
_DAY = 86_400_000_000  # microseconds
BOTH, PUBLIC, INTERNAL = 0, 1, 2


@define(kw_only=True, eq=False)
class Version:
    """What a fact says for r_from <= R < r_to and k_from <= K <= k_to, in one view.

    R is as `instant` gives it. `k_from`, `k_to`, `known_first`
    and `known_sure` are seconds since 1970 UTC.
    `listed`: known, certainly or possibly. `occurred` and `known` are EDTF, empty for undated and
    unknown. `s0`, `neg_e1` and `clock` are the order in a chronology. `lanes` and `sources` (ids
    of those cited) are JSON; `status` is its place in STATUSES. `findings` has a letter for each
    finding of a check that needs nothing but the fact, see `letter`. `words` are those to search
    in.
    """

    view: int
    r_from: int
    r_to: int
    k_from: int
    k_to: int
    undated: int
    s0: float
    neg_e1: float
    clock: int | None
    recorded: int
    position: int
    name: str
    headline: str
    occurred: str
    known: str
    known_first: int
    known_sure: int
    listed: int
    certain: int
    retracted: int
    status: int
    lanes: bytes
    sources: bytes
    findings: str
    words: str


def instant(recorded: str) -> int:
    """An instant as in `Event.recorded` as a number, in the same order and shorter to keep."""
    date, hours = int(recorded[:10].replace("-", "")), int(recorded[11:13])
    minutes, micros = int(recorded[14:16]), int(recorded[17:26].replace(".", ""))
    return date * _DAY + min((hours * 60 + minutes) * 60_000_000 + micros, _DAY - 1)


def recorded_at(number: int) -> str:
    """The inverse of `instant`."""
    date, micros = divmod(number, _DAY)
    minutes, micros = divmod(micros, 60_000_000)
    year, month, day = date // 10_000, date // 100 % 100, date % 100
    seconds = f"{micros // 1_000_000:02}.{micros % 1_000_000:06}"
    return f"{year:04}-{month:02}-{day:02}T{minutes // 60:02}:{minutes % 60:02}:{seconds}Z"


def letter(code: str) -> str:
    """What stands for the code of a rule of ALONE in `findings`."""
    return chr(ord("a") + ALONE.index(code))


@frozen
class Versions:
    """All versions of a fact, and the seconds after which anything of it may be otherwise along K,
    or at which something begins that it says.
    """

    found: list[Version]
    turns: set[int]


def project_versions(fact_id: str, events: Sequence[Event]) -> Versions:
    """All versions of a fact, from the events that bear on it: see `Index` for which those are."""
    given = sorted(events, key=lambda event: event.order)
    turns: set[int] = set()
    everything = _in_view(fact_id, given, BOTH, turns)
    public = withhold_internal(given)
    if len(public) != len(given) or not all(map(is_, public, given)):
        internal = [evolve(version, view=INTERNAL) for version in everything]
        everything = [*internal, *_in_view(fact_id, public, PUBLIC, turns)]
    return Versions(everything, turns)


def _in_view(fact_id: str, events: Sequence[Event], view: int, turns: set[int]) -> list[Version]:
    """`events` are what the view holds, so nothing more is withheld from it."""
    stated = next((event.recorded for event in events if event.id == fact_id), None)
    if stated is None:
        return []
    found: list[Version] = []
    open_versions: list[Version] = []
    for recorded in sorted({event.recorded for event in events if event.recorded >= stated}):
        story = project_story(events, recorded_by=recorded, internal=True)
        since = instant(recorded)
        now = list(_at(fact_id, story, since, view, turns))
        if len(now) == len(open_versions) and all(map(_same_along_k, now, open_versions)):
            continue
        for version in open_versions:
            version.r_to = since
        found += open_versions
        open_versions = now
    return found + open_versions


def _at(fact_id: str, story: Story, since: int, view: int, turns: set[int]) -> Iterator[Version]:
    """The fact's versions along K as of one R."""
    fact = story.facts_by_id.get(fact_id)
    if fact is None:
        return
    before: Version | None = None
    moments = _moments(fact, story)
    turns.update(integer(moment) for moment in moments)
    found: dict[object, str] = {}  # what the checks find depends on a few things that K changes
    for k in (-inf, *moments, inf):
        state = state_at(fact, story.record, story.sources, k)
        version = _version(state, since, k, view, story.settings)
        if version.listed:
            depends = (len(state.shown), len(state.cited), state.status.reason, version.certain)
            if depends not in found:
                found[depends] = "".join(map(letter, find_alone(story, state, k)))
                turns.add(integer(dated_until(story, state)))
            version.findings = found[depends]
        if before is not None and not _same(before, version):
            before.k_to = integer(k) - 1
            yield before
            before = None
        before = before or version
    if before is not None:
        yield before


_says = attrgetter(
    *("name", "headline", "occurred", "clock", "known", "known_first", "known_sure", "listed"),
    *("certain", "retracted", "status", "lanes", "sources", "findings", "words"),
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


def _version(state: FactState, since: int, k: Second, view: int, settings: Settings) -> Version:
    values = state.values
    occurred = values.occurred
    s0, neg_e1 = occurred.sort_key if occurred is not None else (0, 0)
    event = state.fact.event
    known = state.known.date
    listed = state.certainty is not Certainty.NOT_YET
    return Version(
        view=view,
        r_from=since,
        r_to=END,
        k_from=integer(k),
        k_to=EVER,
        undated=int(occurred is None),
        s0=float(s0),
        neg_e1=float(neg_e1),
        clock=clock_second(values, settings),
        recorded=instant(event.recorded),
        position=event.batch[0],
        name=_own_name(state),
        headline=values.headline,
        occurred=occurred.edtf if occurred is not None else "",
        known=known.edtf if known is not None else "",
        known_first=integer(state.known.first),
        known_sure=integer(state.known.sure),
        listed=int(listed),
        certain=int(state.certainty is Certainty.CERTAIN),
        retracted=int(state.retraction is not None),
        status=STATUSES.index(state.status.name),
        lanes=canonical(values.lanes),
        sources=canonical(list(dict.fromkeys(cited.source.id for cited in state.cited))),
        findings="",
        words=" ".join(searched_words(state)) if listed else "",
    )


def _own_name(state: FactState) -> str:
    """The fact's name without what tells it from others of that name here: see `Index`."""
    if "~" not in state.name:
        return state.name
    for length in range(4, len(state.id) + 1):
        if state.name.endswith(f"~{state.id[:length]}"):
            return state.name.removesuffix(f"~{state.id[:length]}")
    return state.name


def integer(k: Second) -> int:
    """K as it is kept."""
    if k == inf:
        return EVER
    return NEVER if k == -inf else int(k)
