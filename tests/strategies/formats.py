"""Stories to write and read back: facts and sources with every field that formats may hold."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve
from hypothesis import strategies as st

from timeline.codec import parse_line, record_batch
from timeline.dates import parse_edtf
from timeline.events import (
    Citation,
    Entry,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
)
from timeline.projections import Story, project_story

RECORDED = "2024-02-01T12:00:00.000000Z"

# What text can hold anywhere: no control characters, and blanks as a reader sees them.
_CHARACTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_AWKWARD = st.sampled_from(
    (
        "=1+1",
        "'quoted",
        "''=twice",
        "-5 degrees",
        "+1 to that",
        "@desk",
        'a "word" here',
        "one; two",
        "back\\slash;",
        "a < b & c > d",
        "<b>bold</b>",
        "&amp; already",
        "comma, again",
        "ends with )",
        "100% {sure} $5 _x_ ~y",
        "EDTF: not a date",
        "2024: a year",
        "{braces}",
        "عربي and русский",
        "\u2067rtl\u2069",
    )
)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


words = (st.text(_CHARACTERS, min_size=1, max_size=40) | _AWKWARD).map(_squeeze).filter(bool)
paragraphs = st.lists(
    st.lists(words, min_size=1, max_size=2).map("\n".join), min_size=1, max_size=2
).map("\n\n".join)
names = st.from_regex(r"[a-z][a-z0-9]{0,7}(-[a-z0-9]{1,7}){0,2}", fullmatch=True)
urls = st.from_regex(r"https://[a-z]{3,8}\.example/[a-z0-9?=&/%-]{0,12}", fullmatch=True)
decimals = st.decimals(-90, 90, places=4).map(lambda number: f"{number.normalize():f}")

DAYS = st.dates().map(lambda date: date.isoformat())
DATES = (
    DAYS
    | st.dates().map(lambda date: date.isoformat()[:7])
    | st.integers(1, 9999).map("{:04d}".format)
    | st.tuples(DAYS, DAYS).map(lambda days: "{}/{}".format(*sorted(days)))
    | st.tuples(DAYS, DAYS).map(lambda days: "[{}..{}]".format(*sorted(days)))
    | st.sampled_from(
        (
            "2023-09~",
            "1984?",
            "2004-06-~11",
            "156X",
            "1985/..",
            "../1985-04",
            "1985/",
            "-0043",
            "-0043-03-15",
            "0000",
            "Y171010000",
            "2001-21",
            "{1960,1961-12}",
            "[1667,1668,1670..1672]",
            "2024-01-08T14:00:00Z",
            "2024-01-08T14:00:00-06:00",
            "2024-01-08T14:00:00",
            "9999-12-31",
            "0001-01-01",
        )
    )
).map(parse_edtf)
POINTS = DAYS.map(parse_edtf) | st.sampled_from(
    ("2023-09~", "[2024-01-05..2024-01-31]", "2023", "2023?", "1984-06")
).map(parse_edtf)

figures = st.builds(
    Figure,
    name=st.from_regex(r"[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True),
    value=st.from_regex(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", fullmatch=True),
    unit=st.sampled_from(("", "USD", "people", "km; approximately")),
    approximate=st.booleans(),
)
places = st.builds(
    lambda name, degrees: Place(name=name, lat=degrees[0], lon=degrees[1]),
    words,
    st.just(("", "")) | st.tuples(decimals, decimals),
)
media = st.builds(
    Media, url=urls, alt=words | st.just(""), credit=words | st.just(""), licence=st.just("")
)


@st.composite
def sources(draw: st.DrawFn) -> tuple[SourceAdded, ...]:
    """Sources of different names and web addresses."""
    found = draw(
        st.lists(
            st.builds(
                SourceAdded,
                name=names,
                kind=st.sampled_from(("", "article", "book", "report", "dataset", "web page")),
                title=words | st.just(""),
                author=st.just("") | st.just("Ana Ruiz; Ben Okafor"),
                publisher=words | st.just(""),
                published=st.none() | POINTS,
                published_basis=words | st.just(""),
                url=urls | st.just(""),
                archived=st.just(""),
                accessed=st.none() | DAYS.map(parse_edtf),
                language=st.sampled_from(("", "en", "es")),
            ),
            max_size=3,
            unique_by=lambda source: source.name,
        )
    )
    return tuple(
        evolve(source, url=f"{source.url}-{number}" if source.url else "")
        for number, source in enumerate(found)
    )


@st.composite
def facts(draw: st.DrawFn, cited: Sequence[str]) -> FactStated:
    """A fact that cites some of these sources, by name."""
    used: list[str] = []
    if cited:
        used = draw(st.lists(st.sampled_from(cited), unique=True, max_size=2))
    citations = [Citation(source=name) for name in used]
    quoted: bool = draw(st.booleans())
    if citations and quoted:
        citations[0] = evolve(
            citations[0],
            quote=draw(words),
            locator=draw(words | st.just("")),
            attributed_to=draw(words | st.just("")),
            date=draw(st.none() | POINTS),
        )
    texts = st.lists(words, unique=True, max_size=2).map(tuple)
    return FactStated(
        name=draw(names),
        headline=draw(words),
        occurred=draw(st.none() | DATES),
        zone=draw(st.sampled_from(("", "America/Mexico_City"))),
        detail=draw(st.just("") | paragraphs),
        language=draw(st.sampled_from(("", "es"))),
        tags=draw(texts),
        lanes=draw(texts),
        people=draw(texts),
        place=draw(st.none() | places),
        figures=draw(
            st.lists(figures, max_size=2, unique_by=lambda figure: figure.name).map(tuple)
        ),
        media=draw(st.none() | media),
        known_to=draw(
            st.lists(
                st.builds(KnownTo, who=names, known=POINTS),
                max_size=2,
                unique_by=lambda one: one.who,
            ).map(tuple)
        ),
        citations=tuple(citations),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A log with a few sources and facts, every fact's `known` given or left to its sources."""
    given = draw(sources())
    stated = draw(
        st.lists(
            st.tuples(facts([source.name for source in given]), st.none() | POINTS),
            min_size=1,
            max_size=4,
            unique_by=lambda pair: pair[0].name,
        )
    )
    entries = [Entry(body=source) for source in given]
    entries += [Entry(body=fact, known=known) for fact, known in stated]
    return story_of(entries)


def story_of(entries: Sequence[Entry], *, log: str = "test") -> Story:
    """The story of a log with these entries, whose citations name sources of the same batch."""
    described = Entry(body=LogDescribed(log=log, title="A story", zone="America/New_York"))
    places = {
        entry.body.name: f"@{position}"
        for position, entry in enumerate(entries, 2)
        if isinstance(entry.body, SourceAdded)
    }
    batch = [described]
    for entry in entries:
        body = entry.body
        if isinstance(body, FactStated):
            cited = tuple(evolve(one, source=places[one.source]) for one in body.citations)
            body = evolve(body, citations=cited)
        batch.append(evolve(entry, body=body))
    recorded = record_batch(batch, recorded=RECORDED, by="ana", new_salt=lambda: "0" * 32)
    return project_story([parse_line(one.line) for one in recorded], internal=True)
