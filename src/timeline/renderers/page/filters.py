"""Filters of a page: by lane, topic, person, place and source, one choice of each.

They are radio buttons, and styles with `:has()` hide what doesn't fit, so they need no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.projections.state import FactState
from timeline.renderers.catalogue import Words
from timeline.renderers.page.footnotes import Footnotes
from timeline.renderers.page.view import Choice, Filter

LEAST = 8
"""Below so many facts a page has no filters: a reader sees them all at once."""

_MOST = {"lane": 12, "tag": 12, "person": 12, "place": 12, "source": 8}
"""More values than that are no choice that a reader can take in at a glance."""


def view_filters(
    states: Sequence[FactState], footnotes: Footnotes, words: Words
) -> tuple[tuple[Filter, ...], dict[str, str]]:
    """The filters, and by the id of a fact the choices that it fits, as the page's attribute.

    A filter is there where it can part the facts, and its values are few. A value that is on
    one fact only counts, since what is not offered can't be found.
    """
    if len(states) < LEAST:
        return (), {}
    filters: list[Filter] = []
    fits: dict[str, list[str]] = {state.id: [] for state in states}
    for kind, most in _MOST.items():
        found: dict[str, list[str]] = {}
        for state in states:
            for value in dict.fromkeys(_values(kind, state, footnotes)):
                found.setdefault(value, []).append(state.id)
        if not found or len(found) > most or all(len(one) == len(states) for one in found.values()):
            continue
        ordered = sorted(found, key=lambda value: (-len(found[value]), value.casefold()))
        choices = []
        for number, value in enumerate(ordered):
            token = f"{kind}-{number}"
            choices.append(Choice(token=token, label=value, count=len(found[value])))
            for fact in found[value]:
                fits[fact].append(token)
        filters.append(Filter(kind=kind, label=words("filter", kind), choices=tuple(choices)))
    return tuple(filters), {fact: " ".join(tokens) for fact, tokens in fits.items()}


def _values(kind: str, state: FactState, footnotes: Footnotes) -> Iterator[str]:
    values = state.values
    named: Iterable[str]
    if kind == "source":
        named = (footnotes.name(cited.source) for cited in state.cited)
    elif kind == "place":
        named = (values.place.name,) if values.place else ()
    else:
        named = {"lane": values.lanes, "tag": values.tags, "person": values.people}[kind]
    return (name for name in named if name)
