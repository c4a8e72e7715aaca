"""What a writer is given to tell, and what it says of what its format can't hold.

A writer gets facts as they stand at (K, R), in chronological order, without those retracted:
no other format knows how to say that something was taken back. SQLite and the native log hold
all of it, and read `story` instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import define, field

from timeline.events import Citation
from timeline.projections import Chronology, FactState, Source, Story


@define(kw_only=True)
class Telling:
    """The facts to write, and the sources that they cite, each in order.

    `losses` counts, for each thing that the format can't hold, the facts that have it, with the
    first few of their names.
    """

    chronology: Chronology
    facts: tuple[FactState, ...]
    title: str = ""
    losses: dict[str, list[str]] = field(factory=dict)

    @property
    def story(self) -> Story:
        return self.chronology.story

    @property
    def language(self) -> str:
        return self.story.settings.language

    def leave_out(self, what: str, fact: str = "") -> None:
        """Say that the format can't hold something, of one fact or of all of it."""
        names = self.losses.setdefault(what, [])
        if fact:
            names.append(fact)

    def losses_in_words(self) -> Iterator[str]:
        """`left out: quotes (of 3 facts: a, b, c)`, most first."""
        for what, names in sorted(self.losses.items(), key=lambda one: (-len(one[1]), one[0])):
            if not names:
                yield what
                continue
            shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            yield f"{what} (of {len(names)} fact{'s' * (len(names) > 1)}: {shown})"

    def leave_out_retracted(self) -> None:
        """For a format that can't say that something was taken back."""
        for state in self.facts:
            if state.retraction is not None:
                self.leave_out("retracted facts", state.name)
        self.facts = tuple(one for one in self.facts if one.retraction is None)

    def check_fields(self, state: FactState, held: frozenset[str]) -> None:
        """Report each field that this fact has and that is not among those the format holds."""
        for name, value in given_fields(state).items():
            part_of = _PART_OF.get(name)
            if value and name not in held and (part_of is None or part_of in held):
                self.leave_out(FIELD_NAMES[name], state.name)


FIELD_NAMES: Mapping[str, str] = {
    "known": "when it became known",
    "detail": "details",
    "zone": "time zones of facts",
    "language": "languages of facts",
    "tags": "tags",
    "lanes": "lanes",
    "more_lanes": "lanes but the first",
    "people": "people",
    "place": "places",
    "degrees": "latitudes and longitudes",
    "figures": "figures",
    "media": "pictures",
    "licence": "licences of pictures",
    "media_file": "hashes and sizes of pictures",
    "note": "notes",
    "internal": "the mark that a fact is internal",
    "known_to": "when knowers knew",
    "sources": "sources",
    "quotes": "quotes, locators and attributions",
    "more_quotes": "quotes, locators and attributions of further sources",
    "citation_figures": "figures that single sources give",
    "words": "the words in which dates were written",
    "disputes": "disputes",
    "corrections": "the history of corrections",
}


# Parts of a field are told of only where the format holds the field itself.
_PART_OF = {
    "more_lanes": "lanes",
    "degrees": "place",
    "licence": "media",
    "media_file": "media",
    "more_quotes": "quotes",
    "quotes": "sources",
    "citation_figures": "sources",
}


def given_fields(state: FactState) -> dict[str, Any]:
    """What a fact has, by the keys of `FIELD_NAMES`."""
    values = state.values
    cited = [one.citation for one in state.cited]
    media = values.media
    return {
        "known": state.known.date,
        "detail": values.detail,
        "zone": values.zone,
        "language": values.language,
        "tags": values.tags,
        "lanes": values.lanes,
        "more_lanes": values.lanes[1:],
        "people": values.people,
        "place": values.place,
        "degrees": values.place and (values.place.lat or values.place.lon),
        "figures": values.figures,
        "media": media,
        "licence": media and media.licence,
        "media_file": media and (media.sha256 or media.width or media.height),
        "note": values.note,
        "internal": values.internal,
        "known_to": values.known_to,
        "sources": cited,
        "quotes": [one for one in cited if _has_words(one)],
        "more_quotes": [one for one in cited[1:] if _has_words(one)],
        "citation_figures": [one for one in cited if one.figures],
        "words": values.occurred_text or values.known_text,
        "disputes": state.disputed,
        "corrections": state.shown,
    }


def _has_words(citation: Citation) -> bool:
    return bool(citation.quote or citation.locator or citation.attributed_to or citation.date)


def sources_of(state: FactState) -> tuple[Source, ...]:
    """The sources that support a fact, each once, in order; unknown ones left out."""
    found = {one.source.id: one.source for one in state.cited if one.source is not None}
    return tuple(found.values())


def cited_sources(telling: Telling) -> tuple[Source, ...]:
    """The sources of all the facts, each once, in order of record."""
    cited = {source.id for state in telling.facts for source in sources_of(state)}
    return tuple(source for source in telling.story.sources.values() if source.id in cited)
