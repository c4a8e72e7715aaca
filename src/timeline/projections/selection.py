"""Choosing facts: by period, tag, lane, person, place, source and words.

A named timeline in timeline.toml is a selection with a name and a title.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen

from timeline.dates import Date
from timeline.events import Event, Value
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story


@frozen(kw_only=True, eq=False, repr=False)
class Selection(Value):
    """All conditions must hold, and those of `within`; of one condition's values, any. Empty: no
    condition.

    A period takes in what can have happened in it, its first and last day included. The
    undated can't be said to lie in any period.
    """

    since: Date | None = None
    until: Date | None = None
    tags: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    search: str = ""
    names: tuple[str, ...] = ()
    within: Selection | None = None

    def __bool__(self) -> bool:
        return self != Selection()


def select(states: Iterable[FactState], selection: Selection) -> tuple[FactState, ...]:
    """The states that fit, in the order given."""
    if not selection:
        return tuple(states)
    if selection.within:
        states = select(states, selection.within)
    words = words_of(selection.search)
    return tuple(state for state in states if _fits(state, selection, words))


def _fits(state: FactState, selection: Selection, words: Sequence[str]) -> bool:
    values = state.values
    place = (values.place.name,) if values.place else ()
    sources = tuple(
        name for cited in state.cited if cited.source for name in _names_of(cited.source)
    )
    return (
        _in_period(values.occurred, selection)
        and _any(selection.tags, values.tags)
        and _any(selection.lanes, values.lanes)
        and _any(selection.people, values.people)
        and _any(selection.places, place)
        and _any(selection.sources, sources)
        and _any(selection.names, (state.name,))
        and (not words or _has_words(state, words))
    )


def _names_of(source: Source) -> tuple[str, ...]:
    return (source.name, source.values.publisher, source.values.url)


def _any(wanted: tuple[str, ...], held: Iterable[str]) -> bool:
    if not wanted:
        return True
    folded = {fold(item) for item in held if item}
    return any(fold(item) in folded for item in wanted)


def _in_period(occurred: Date | None, selection: Selection) -> bool:
    if selection.since is None and selection.until is None:
        return True
    if occurred is None:
        return False
    since = selection.since.s0 if selection.since else None
    until = selection.until.e1 if selection.until else None
    ends_before = since is not None and occurred.e1 is not None and occurred.e1 < since
    starts_after = until is not None and occurred.s0 is not None and occurred.s0 > until
    return not ends_before and not starts_after


def _has_words(state: FactState, words: Sequence[str]) -> bool:
    found = searched_words(state)
    return all(any(one.startswith(word) for one in found) for word in words)


def searched_words(state: FactState) -> Sequence[str]:
    """The words that a search looks in: what the fact says, and is quoted for, at K."""
    values = state.values
    return words_of(
        " ".join(
            (
                values.headline,
                values.detail,
                values.name,
                *values.tags,
                *values.lanes,
                *values.people,
                values.place.name if values.place else "",
                *(cited.citation.quote for cited in state.cited),
            )
        )
    )


def words_of(text: str) -> Sequence[str]:
    """Its words as they are searched for; what is no letter and no digit parts them."""
    found: list[str] = re.findall(r"[^\W_]+", fold(text))
    return found


def fold(text: str) -> str:
    """For comparing as readers do: no case, no accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def narrow_story(story: Story, selection: Selection, known_by: Date | None = None) -> Story:
    """The story with only the facts that fit, by what they say at K.

    Sources, links and the snapshot stay those of the whole story.
    """
    if not selection:
        return story
    kept = {state.id for state in select(story.states(known_by), selection)}
    return Story(
        record=story.record,
        sources=story.sources,
        facts=tuple(fact for fact in story.facts if fact.id in kept),
        recorded_by=story.recorded_by,
    )


def select_events(events: Iterable[Event], story: Story, selection: Selection) -> tuple[Event, ...]:
    """The events about the facts that fit and about the sources that those cite, in the order
    given, which is that of record; undone ones and their undoing too.
    """
    if not selection:
        return tuple(events)
    kept: set[str] = set()
    for state in select(story.states(), selection):
        kept.add(state.id)
        kept.update(cited.source.id for cited in state.cited)
    canonical_id = story.record.canonical_id
    found = []
    for event in events:
        if canonical_id(event.id) in kept or canonical_id(event.about) in kept:
            kept.add(event.id)
            found.append(event)
    return tuple(found)
