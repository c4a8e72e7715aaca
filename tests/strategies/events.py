"""Events of every type, and logs made of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from timeline.codec import FACT_FIELDS, LISTS, SOURCE_FIELDS
from timeline.dates import Date, parse_edtf
from timeline.events import (
    CHANGE_KINDS,
    RELATIONS,
    Body,
    Change,
    Citation,
    Entry,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactDisputed,
    FactRestored,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
    SourceCorrected,
)

# Lone surrogates can't be UTF-8, and a test of its own says that they are refused.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
names = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
ids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
salts = st.text("0123456789abcdef", min_size=32, max_size=32)
decimals = st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", fullmatch=True)
flags = st.booleans()

points: st.SearchStrategy[Date] = st.sampled_from(
    [
        "2024-01-05",
        "2024-01",
        "2023~",
        "2023-09?",
        "2023-12%",
        "-0043-03-15",
        "156X-12",
        "[2024-01-05..2024-01-31]",
        "[..2024-01-31]",
        "2024-01-08T14:00:00Z",
        "2021-23",
        "Y17E7",
    ]
).map(parse_edtf)
dates: st.SearchStrategy[Date] = st.one_of(
    points,
    st.sampled_from(["2021-01-20/..", "2023-12-27/2024-01-05", "1985/", "{2001,2003}"]).map(
        parse_edtf
    ),
)

figures = st.builds(Figure, name=some_text, value=decimals, unit=texts, approximate=flags)
places = st.builds(Place, name=some_text, lat=decimals | st.just(""), lon=decimals | st.just(""))
media = st.builds(
    Media,
    url=some_text,
    alt=texts,
    credit=texts,
    licence=texts,
    sha256=hashes | st.just(""),
    width=st.integers(0, 2**53 - 1),
    height=st.integers(0, 9000),
)
known_to = st.builds(KnownTo, who=some_text, known=points)


def citations(sources: st.SearchStrategy[str] = ids) -> st.SearchStrategy[Citation]:
    return st.builds(
        Citation,
        source=sources,
        locator=texts,
        quote=texts,
        attributed_to=texts,
        date=st.none() | dates,
        figures=_several(figures),
        internal=flags,
    )


def _several(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=2).map(tuple)


fact_values: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "headline": some_text,
    "occurred": dates,
    "occurred_text": texts,
    "known_text": texts,
    "zone": st.sampled_from(["America/Mexico_City", "UTC"]),
    "detail": texts,
    "language": st.sampled_from(["en", "es"]),
    "place": places,
    "media": media,
    "note": texts,
    "internal": flags,
    "known": points,
    "because": texts,
}
list_items: dict[str, st.SearchStrategy[Any]] = {
    "tags": some_text,
    "lanes": some_text,
    "people": some_text,
    "figures": figures,
    "known_to": known_to,
    "citations": citations(),
}
source_values: dict[str, st.SearchStrategy[Any]] = {
    "name": names,
    "kind": texts,
    "title": texts,
    "author": texts,
    "publisher": texts,
    "published": points,
    "published_basis": texts,
    "url": texts,
    "archived": texts,
    "accessed": dates,
    "language": texts,
    "text_sha256": hashes,
    "origin": ids,
    "internal": flags,
    "withdrawn": flags,
}
assert FACT_FIELDS.keys() <= fact_values.keys() | list_items.keys()
assert SOURCE_FIELDS.keys() == source_values.keys()
assert LISTS.keys() == list_items.keys()


def _settings(values: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={n: st.none() | v for n, v in values.items()})


fact_changes = st.builds(
    Change,
    set=_settings(fact_values),
    add=st.fixed_dictionaries({}, optional={n: _several(v) for n, v in list_items.items()}),
    drop=st.fixed_dictionaries({}, optional={n: _several(some_text) for n in list_items}),
).filter(bool)
source_changes = st.builds(Change, set=_settings(source_values)).filter(bool)
_cited = _several(citations())
_plain_fact = {name: value for name, value in fact_values.items() if name in FACT_FIELDS}

BODY_STRATEGIES: dict[type[Body], st.SearchStrategy[Body]] = {
    LogDescribed: st.builds(
        LogDescribed,
        log=texts,
        title=texts,
        description=texts,
        zone=texts,
        hemisphere=st.sampled_from(["", "north", "south"]),
        language=texts,
        pad=st.none() | st.integers(0, 9),
    ),
    SourceAdded: st.builds(SourceAdded, **source_values),
    SourceCorrected: st.builds(SourceCorrected, change=source_changes, because=texts),
    FactStated: st.builds(
        FactStated,
        **_plain_fact,
        **{name: _several(v) for name, v in list_items.items()},
    ),
    FactCorroborated: st.builds(
        FactCorroborated, citations=_several(citations(), 1), because=texts
    ),
    FactDisputed: st.builds(FactDisputed, citations=_cited, because=texts),
    FactCorrected: st.builds(
        FactCorrected,
        change=fact_changes,
        kind=st.sampled_from(CHANGE_KINDS),
        because=texts,
        citations=_cited,
    ),
    FactRetracted: st.builds(
        FactRetracted, because=some_text, citations=_cited, instead=ids | st.just("")
    ),
    FactRestored: st.builds(FactRestored, because=some_text, citations=_cited),
    FactsLinked: st.builds(FactsLinked, rel=st.sampled_from(RELATIONS), to=ids, because=texts),
    EventWithdrawn: st.builds(EventWithdrawn, because=some_text),
}
bodies: st.SearchStrategy[Body] = st.one_of(*BODY_STRATEGIES.values())

entries: st.SearchStrategy[Entry] = st.builds(
    Entry,
    body=bodies,
    about=ids,
    amends=ids | st.just(""),
    known=st.none() | points,
    key=texts,
    saw=st.lists(ids, max_size=2).map(tuple),
)
"""Entries that name events no log holds: fit for the codec, not for `Log.append`."""

plain_entries: st.SearchStrategy[Entry] = st.one_of(
    st.builds(
        Entry,
        body=st.builds(
            FactStated,
            name=names,
            headline=some_text,
            occurred=st.none() | dates,
            detail=texts,
            tags=_several(some_text),
            figures=_several(figures),
        ),
        known=st.none() | points,
    ),
    st.builds(
        Entry, body=st.builds(SourceAdded, name=names, title=texts, published=st.none() | points)
    ),
)
"""Entries that name no other event."""
