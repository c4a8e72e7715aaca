"""Pages of random logs: each holds exactly what the projection says, and going back in time on a
page shows what a page of that day shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

from tests.sizes import size
from tests.strategies.logs import Case, random_case
from timeline.dates import Date, day, format_words, parse_edtf
from timeline.events import FactCorrected, FactStated
from timeline.projections import FactState, Story, project_story
from timeline.projections.chronology import project_chronology
from timeline.projections.facts import Step
from timeline.projections.known import Certainty
from timeline.projections.state import Cited
from timeline.renderers.html import render_fragment
from timeline.renderers.markdown import escape, render_markdown
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import EntryView, PageView

CASES = size(150, 5_000)
STATUS = {
    "rumour": ("No source",),
    "single-source": ("Single source", "Not confirmed"),
    "confirmed": ("Confirmed",),
    "disputed": ("Disputed",),
    "retracted": ("Withdrawn",),
}
SEEN = {"headline", "detail", "occurred", "place", "people", "media", "figures", "citations"}


def case_of(seed: int) -> tuple[Case, Story]:
    case = random_case(Random(seed))
    return case, project_story(case.events, recorded_by=case.recorded_by)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def pick(element: HtmlElement, path: str) -> list[HtmlElement]:
    found: list[HtmlElement] = element.cssselect(path)
    return found


# -- what a page of a day holds ---------------------------------------------------------------


def test_a_page_holds_exactly_what_the_projection_says() -> None:
    for seed in range(CASES):
        case, story = case_of(seed)
        facts = project_chronology(story, case.known_by).facts
        page = fragment_fromstring(
            render_fragment(story, case.known_by, styled=False), create_parent="div"
        )
        entries = pick(page, ".e > li")
        foot = pick(page, "ol.fs > li")
        assert [one.get("id") for one in entries] == [f"tl-{one.name}" for one in facts], seed
        assert not pick(page, "[hidden]"), seed
        for state, entry in zip(facts, entries, strict=True):
            check_fact(state, entry, story, seed)
            check_sources(state, entry, foot, seed)
            check_notes(state, entry, story, seed)
        check_foot(facts, foot, story, seed)


def check_fact(state: FactState, entry: HtmlElement, story: Story, seed: int) -> None:
    values = state.values
    (headline,) = pick(entry, ".hl")
    assert words(headline) == values.headline, seed
    assert bool(pick(headline, "s")) == (state.retraction is not None), seed
    assert [words(one) for one in pick(entry, ".txt")] == ([values.detail] if values.detail else [])
    places = [values.place.name] if values.place else []
    assert [words(one) for one in pick(entry, ".pl")] == places, seed
    said = words(pick(entry, ".when b")[0])
    assert said == date_told(values, story), seed
    assert bool(pick(entry, ".s")) == (state.certainty is Certainty.POSSIBLE), seed
    (status,) = pick(entry, ".la span")
    assert words(status).startswith(STATUS[state.status.name]), seed
    # A figure stands among the figures or, where sources differ on it, among what they say.
    numbers = [words(one) for one in pick(entry, ".figs .fg b")]
    claims = [words(one) for one in pick(entry, ".dis li b")]
    for figure in values.figures:
        assert figure.value in " ".join(numbers + claims).split(), seed


def date_told(values: FactStated, story: Story) -> str:
    if values.occurred is None:
        return "date not given"
    told = format_words(values.occurred)
    local = values.occurred.edtf[10:11] == "T" and not values.occurred.edtf.endswith("Z")
    foreign = values.zone not in ("", story.settings.zone)
    return f"{told} ({values.zone.replace('_', ' ')})" if local and foreign else told


def check_sources(state: FactState, entry: HtmlElement, foot: list[HtmlElement], seed: int) -> None:
    lines = pick(entry, ".src > li:not(.la):not(.ac):not(.pl)")
    # A source that says the same twice is listed once.
    told: dict[tuple[str, str, str], Cited] = {}
    for one in state.cited:
        told.setdefault((one.source.id, one.citation.locator, one.citation.quote), one)
    assert len(lines) == len(told), seed
    for cited, line in zip(told.values(), lines, strict=True):
        source = cited.source.values
        (link,) = pick(line, "a")
        number = re.fullmatch(r"Source (\d+)", words(link))
        assert number or words(link) == source.publisher.strip(), seed
        at = int((link.get("href") or "").rpartition("-")[2])
        assert 1 <= at <= len(foot), seed
        if number:
            assert int(number[1]) == at, seed
        assert foot[at - 1].get("id") == f"tl-~source-{at}", seed
        assert words(pick(foot[at - 1], "cite")[0]) == (source.title or source.name), seed
    for number in re.findall(r"Source (\d+)", words(entry)):
        assert 1 <= int(number) <= len(foot), seed


def check_notes(state: FactState, entry: HtmlElement, story: Story, seed: int) -> None:
    told = [words(one) for one in pick(entry, ".fix:not(.or)")]
    changed = [step for step in state.shown if "retracted" not in step.touches]
    judged = [step for step in state.shown if "retracted" in step.touches]
    said = [one for one in told if not one.startswith(("Withdrawn", "Restored", "Disputed"))]
    # A change that sets what was set already is none, so there may be fewer.
    assert len(said) <= len([step for step in changed if is_told(step)]), seed
    # The same said twice is listed once.
    expected = [*(sentence(step, story) for step in (*judged, *state.disputed))]
    assert [one for one in told if one not in said] == list(dict.fromkeys(expected)), seed


def sentence(step: Step, story: Story) -> str:
    """What a page says of a retraction, a restoration or a dispute."""
    date = step.known.date
    parts = [
        {"fact-retracted": "Withdrawn", "fact-restored": "Restored"}.get(
            step.event.type, "Disputed"
        ),
        after_verb(date) if date else "on an unknown day",
    ]
    if step.event.type == "fact-disputed":
        found = (story.sources.get(one.source) for one in step.citations)
        names = [
            one.values.publisher or one.values.title or one.values.name for one in found if one
        ]
        if names:
            parts += ["by", ", ".join(dict.fromkeys(names))]
    return " ".join(f"{' '.join(parts)}. {step.because}".split())


def after_verb(date: Date) -> str:
    """A month or a year is *in January 2024*; a day, and what is no day, stands as it is."""
    parts = re.fullmatch(r"\d{4}(-\d\d)?", date.edtf)
    return f"in {format_words(date)}" if parts else format_words(date)


def is_told(step: Step) -> bool:
    body = step.event.body
    if not isinstance(body, FactCorrected):
        return True
    return body.kind != "typo" and any(name.split(".")[0] in SEEN for name in step.touches)


def check_foot(
    facts: tuple[FactState, ...], foot: list[HtmlElement], story: Story, seed: int
) -> None:
    named: set[str] = set()
    for state in facts:
        named |= {cited.source.id for cited in state.cited}
        for step in (*state.disputed, *state.shown):
            named |= {one.source for one in step.citations if one.source in story.sources}
    titles = Counter(
        story.sources[one].values.title or story.sources[one].values.name for one in named
    )
    assert Counter(words(pick(one, "cite")[0]) for one in foot) == titles, seed


def test_markdown_holds_each_fact_and_each_source() -> None:
    for seed in range(CASES // 3):
        case, story = case_of(seed)
        text = render_markdown(story, case.known_by)
        for state in project_chronology(story, case.known_by).facts:
            headline = escape(state.values.headline)
            shown = f"**~~{headline}~~**" if state.retraction else f"**{headline}**"
            assert f": {shown}" in text, seed
            for step in state.disputed:
                assert escape(step.because) in text, seed
        assert "Source 0" not in text


# -- going back in time -----------------------------------------------------------------------

TRACKED = ("headline", "detail", "place", "figures", "media", "notes", "alternatives",
           "disagreements", "status", "sources", "attributed", "links")  # fmt: skip
DAYS = [
    parse_edtf(text).s0 or 0
    for text in ("2023-12-14", "2024-01-01", "2024-01-04", "2024-01-08", "2024-01-13",
                 "2024-01-18", "2024-01-22", "2024-02-21")
]  # fmt: skip


def test_going_back_on_a_page_shows_what_a_page_of_that_day_shows() -> None:
    for seed in range(CASES // 3):
        _, story = case_of(seed)
        live = view_page(story, None, PageOptions())
        for at in DAYS:
            pinned = view_page(story, day(at), PageOptions(), static=True)
            shown = {entry.id: entry for entry in entries_of(live) if entry.known_first <= at}
            assert shown.keys() == {entry.id for entry in entries_of(pinned)}, (seed, at)
            for entry in entries_of(pinned):
                check_day(shown[entry.id], entry, at, (live, pinned), seed)


def entries_of(page: PageView) -> Iterator[EntryView]:
    return (entry for section in page.sections for entry in section.entries)


def check_day(
    live: EntryView, pinned: EntryView, at: int, pages: tuple[PageView, PageView], seed: int
) -> None:
    assert ("may" if at < live.known_sure else "") == pinned.state, (seed, at)
    stretches = [since <= at and (until is None or at < until) for since, until in live.retracted]
    assert any(stretches) == pinned.is_retracted, (seed, at)
    (now,) = (one.value.words for one in live.when if holds(one, at))
    assert now == pinned.now.words, (seed, at)
    for name in TRACKED:
        there = list(held(getattr(live, name), at, pages[0]))
        here = list(held(getattr(pinned, name), 10**8, pages[1]))
        assert Counter(there) == Counter(here), (seed, at, name)


def holds(one: Any, at: int) -> bool:
    return (one.since is None or one.since <= at) and (one.until is None or at < one.until)


def held(pieces: Any, at: int, page: PageView) -> Iterator[str]:
    """The pieces of a day, with sources by their titles: each page numbers its own."""
    names = {str(number): f"{one.label}, {one.date}" for number, one in enumerate(page.sources, 1)}
    for one in pieces:
        # Changes made at once are told at the newest day only.
        if holds(one, at) and getattr(one.value, "kind", "") != "concurrent":
            yield re.sub(r"(Source |~source-)(\d+)", lambda found: names[found[2]], repr(one.value))
