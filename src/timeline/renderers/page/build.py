"""From a story to the view of its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from timeline.dates import Date, day, parse_edtf
from timeline.dates.gregorian import civil, format_year
from timeline.projections.chronology import project_chronology
from timeline.projections.conflicts import Conflict, project_conflicts
from timeline.projections.known import local_day
from timeline.projections.selection import Selection, select
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import Words, direction, words_for
from timeline.renderers.changes import note_text, recorded_changes
from timeline.renderers.page.disagreements import Comparer
from timeline.renderers.page.entries import Context, view_entry
from timeline.renderers.page.filters import view_filters
from timeline.renderers.page.footnotes import Footnotes, number_sources
from timeline.renderers.page.notes import Teller
from timeline.renderers.page.script import month_patterns, moves, script_words
from timeline.renderers.page.steps import view_steps
from timeline.renderers.page.strip import gap_words, stretch_months, strip_scale, view_strip
from timeline.renderers.page.theme import Theme
from timeline.renderers.page.timelines import Snapshot, snapshots, track
from timeline.renderers.page.view import (
    During,
    EntryView,
    Filter,
    PageView,
    Rel,
    Section,
    Stamp,
    StepDay,
)
from timeline.renderers.page.when import KINDS, date_phrase, date_words, minute_words

if TYPE_CHECKING:
    from timeline.renderers.page.scale import Scale

DENSE = 40
"""Above so many facts, texts fold and citations are brief."""

_OPEN = 12
"""So many of the first texts stay open even then."""

_GAP_MONTHS = 5
TEXTS = ("page", "state", "date", "note", "stamp", "filter")
"""The sections of the catalogue that templates take words from."""


@frozen(kw_only=True)
class PageOptions:
    """How to publish, beside what. `name` is the file's, without its ending; `url` is the
    page's public address, "" where it has none.

    `anchor` stands before every id, so that a fragment disturbs no other id of its host.
    `since` is the moment of an earlier rendering, a UTC instant as in `Event.recorded`: the page
    says what changed in the record since then. `states` are the addresses of the pages rendered
    at other K, by day number.
    """

    selection: Selection = field(factory=Selection)
    name: str = "timeline"
    since: str = ""
    title: str = ""
    description: str = ""
    url: str = ""
    theme: Theme = field(factory=Theme)
    anchor: str = ""
    head: str = ""
    remote_media: bool = False
    states: Mapping[int, str] = field(factory=dict)


def view_page(
    story: Story, known_by: Date | None, options: PageOptions, *, static: bool = False
) -> PageView:
    """The page at K: without a K, everything, with what was known on earlier days within reach.

    `static`: for output that can't go back in time, only what holds at K. At a K
    there is nothing on the page that was not known by then.

    O(n log n), and for each fact O(s²) in its steps.
    """
    settings = story.settings
    words = words_for(settings.language)
    listed = select(project_chronology(story, known_by).facts, options.selection)
    k = story.second(known_by)
    tracks = [snapshots(story, state.fact, k) for state in listed]
    shown = [snaps[-1:] for snaps in tracks] if static or known_by is not None else tracks
    context = _context(story, listed, shown, known_by=known_by, words=words, options=options)
    steps = view_steps(tracks, context, brief=len(listed) > DENSE)
    spans = [_span(state) for state in listed]
    scale = strip_scale(spans, [step.day for step in steps])
    entries = _entries(listed, shown, context, scale)
    filters: tuple[Filter, ...] = ()
    if not static:
        filters, fits = view_filters(listed, context.footnotes, words)
        entries = tuple(evolve(entry, fits=fits.get(entry.event, "")) for entry in entries)
    strip = view_strip(entries, scale, words, settings) if scale else None
    stamp = _stamp(story, known_by, words, options, static=static)
    title = options.title or settings.title or words("page", "kind")
    description = options.description or ("" if options.title else settings.description)
    page = PageView(
        lang=words.tag,
        direction=direction(words.tag),
        words_lang=words.language,
        title=title,
        description=description,
        url=options.url,
        stamp=stamp,
        totals=_totals(listed, context, words),
        strip=strip,
        keys=_keys(entries, words),
        steps=_linked(steps, options.states),
        steps_title=words.count("page", "steps_title", len(steps)),
        sections=_sections(listed, entries, words, story),
        sources=context.footnotes.views(),
        dense=len(listed) > DENSE,
        months=month_patterns(words, story),
        texts={name: words.section(name) for name in TEXTS},
        filters=filters,
        moves=""
        if static or known_by is not None
        else moves(
            story, shown, lambda fact: context.ids[fact], lambda one: _heading(one, words, story)
        ),
        script_words=script_words(words, stamp.latest),
        strip_scale=" ".join(f"{at}:{percent:g}" for at, percent in scale.points) if scale else "",
        empty=words("page", "empty" if known_by else "none"),
        anchor=options.anchor,
        pinned=known_by is not None,
        is_static=static,
        is_plain=False,
        style=options.theme.style,
        scheme=options.theme.scheme,
        json_ld="",
    )
    return evolve(
        page, meta=_meta(page), rels=_rels(page), **_changes_since(story, entries, options)
    )


def _context(
    story: Story,
    listed: Sequence[FactState],
    tracks: Sequence[Sequence[Snapshot]],
    *,
    known_by: Date | None,
    words: Words,
    options: PageOptions,
) -> Context:
    ids = {state.id: f"{options.anchor}{state.name}" for state in listed}
    states = (snap.state for snaps in tracks for snap in reversed(snaps))
    numbers = number_sources(story, states)
    footnotes = Footnotes(story, words, numbers, options.anchor, len(listed) > DENSE)
    concurrent: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in project_conflicts(story, known_by).conflicts:
        if conflict.kind == "concurrent":
            concurrent[conflict.fact.id].append(conflict)
    titles = {snaps[-1].state.id: _titles(snaps) for snaps in tracks}
    teller = Teller(
        story,
        words,
        {state.id: (ids[state.id], state.values.headline) for state in listed},
        titles,
    )
    links = defaultdict(list)
    for event in story.record.links:
        links[story.record.canonical_id(event.about)].append(event)
    return Context(
        story=story,
        words=words,
        footnotes=footnotes,
        teller=teller,
        comparer=Comparer(words, teller, footnotes),
        concurrent=concurrent,
        titles=titles,
        ids=ids,
        links=links,
        remote_media=options.remote_media,
    )


def _titles(snaps: Sequence[Snapshot]) -> tuple[During[str], ...]:
    """A fact's headline on the page of another: nothing before it may be known."""
    titles = track([snap.day for snap in snaps], [snap.state.values.headline for snap in snaps])
    return (During(titles[0].value, snaps[0].day, titles[0].until), *titles[1:])


def _span(state: FactState) -> tuple[int | None, int | None]:
    occurred = state.values.occurred
    return (occurred.s0, occurred.e1) if occurred else (None, None)


def _entries(
    listed: Sequence[FactState],
    tracks: Sequence[Sequence[Snapshot]],
    context: Context,
    scale: Scale | None,
) -> tuple[EntryView, ...]:
    dense = len(listed) > DENSE
    found = []
    covered: int | None = None
    for index, (state, snaps) in enumerate(zip(listed, tracks, strict=True)):
        start, end = _span(state)
        gap = ""
        if not dense and covered is not None and start is not None:
            gap = _gap(covered, start, context.words, scale)
        if start is not None:
            ends = end if end is not None else start
            covered = ends if covered is None else max(covered, ends)
        found.append(
            view_entry(
                snaps,
                context,
                heading=_heading(state, context.words, context.story),
                gap=gap,
                folded=dense and index >= _OPEN and bool(state.values.detail),
            )
        )
    return tuple(found)


def _gap(covered: int, start: int, words: Words, scale: Scale | None) -> str:
    wide = scale.at(start) - scale.at(covered) if scale else 0
    if stretch_months(covered + 1, start) < _GAP_MONTHS or wide < 8:
        return ""
    said = gap_words(covered + 1, start, words)
    return said[:1].upper() + said[1:]


def _heading(state: FactState, words: Words, story: Story) -> str:
    occurred = state.values.occurred
    if occurred is None:
        return words("page", "undated")
    start = occurred.s0 if occurred.s0 is not None else occurred.e1
    if start is None:
        return words("page", "start_open")
    return date_words(parse_edtf(format_year(civil(start)[0])), words, story.settings)


def _sections(
    listed: Sequence[FactState], entries: Sequence[EntryView], words: Words, story: Story
) -> tuple[Section, ...]:
    headings = [_heading(state, words, story) for state in listed]
    found = []
    for number, (title, group) in enumerate(
        groupby(zip(headings, entries, strict=True), key=lambda pair: pair[0])
    ):
        members = tuple(entry for _, entry in group)
        found.append(Section(id=f"~{number}", title=title, entries=members))
    return tuple(found)


def _stamp(
    story: Story, known_by: Date | None, words: Words, options: PageOptions, *, static: bool
) -> Stamp:
    known = date_words(known_by, words, story.settings) if known_by else ""
    on = date_phrase(known_by, words, story.settings) if known_by else ""
    newest = max((event.recorded for event in story.record.events), default="")
    recorded = story.recorded_by or newest
    recorded_words = minute_words(recorded, words, story.settings) if recorded else ""
    snapshot = story.snapshot
    key = "long" if known_by else "long_static" if static else "long_latest"
    return Stamp(
        known=words("stamp", "known_by", known, on=on) if known else "",
        known_machine=known_by.edtf if known_by else "",
        recorded=words("stamp", "recorded_by", recorded_words) if recorded else "",
        recorded_machine=recorded,
        latest=_latest(story, recorded, words),
        short=words("stamp", "snapshot", snapshot[:12]),
        zone=story.settings.zone,
        snapshot=snapshot,
        head=words("stamp", "head", options.head) if options.head else "",
        text=words(
            "stamp",
            key,
            known=known,
            on=on,
            recorded=recorded_words,
            zone=story.settings.zone,
            snapshot=snapshot,
        ),
    )


def _latest(story: Story, recorded: str, words: Words) -> str:
    """The day that "everything" is as of: that of the newest record, in the log's zone."""
    if not recorded:
        return words("page", "latest_button")
    second = datetime.fromisoformat(recorded).timestamp()
    return date_words(day(int(local_day(second, story.settings.zone))), words, story.settings)


def _totals(listed: Sequence[FactState], context: Context, words: Words) -> str:
    corrected = sum(
        any(note.kind in ("correction", "clarification", "update") for note in notes)
        for notes in (tuple(context.teller.notes(state)) for state in listed if state.shown)
    )
    retracted = sum(state.retraction is not None for state in listed)
    disputed = sum(state.status.name == "disputed" for state in listed)
    counts = [
        words.count("page", name, n)
        for name, n in (
            ("n_corrected", corrected),
            ("n_retracted", retracted),
            ("n_disputed", disputed),
        )
        if n
    ]
    comma = words("page", "comma")
    said = comma.join([words.count("page", "entries", len(listed)), *counts])
    return f"{said}. {words.count('page', 'n_sources', len(context.footnotes.numbers))}."


def _keys(entries: Sequence[EntryView], words: Words) -> tuple[tuple[str, str], ...]:
    used = {entry.now.kind for entry in entries}
    return tuple((kind, words("key", kind)) for kind in KINDS if kind in used)


def _changes_since(
    story: Story, entries: Sequence[EntryView], options: PageOptions
) -> dict[str, Any]:
    """`changes`, in a line, and `notice`, what was corrected; nothing where nothing changed."""
    if not options.since:
        return {}
    words = words_for(story.settings.language)
    shown = {entry.event: entry for entry in entries}
    found = recorded_changes(story, shown, options.since)
    since = minute_words(options.since, words, story.settings)
    if not found:
        return {}
    notes = []
    for event, fact in reversed(found):
        teller = Teller(story, words, {})
        for step, note in teller.steps(story.state(fact)):
            if step.event.id == event.id:
                notes.append(f"{shown[fact.id].headline[-1].value}. {note_text(note)}")
    said = words.count("live", "changes_since", len(found), since)
    return {"changes": said, "notice": tuple(notes)}


def _meta(page: PageView) -> tuple[tuple[str, str], ...]:
    """Open Graph's properties; the card is named where the page has an address."""
    pairs = [("og:type", "article"), ("og:title", page.title), ("og:description", page.description)]
    if page.url:
        card = f"{page.url.removesuffix('.html')}-card.png"
        pairs += [("og:url", page.url), ("og:image", card)]
        pairs += [("og:image:width", "1200"), ("og:image:height", "630")]
    return tuple((name, content) for name, content in pairs if content)


def _rels(page: PageView) -> tuple[Rel, ...]:
    if not page.url:
        return ()
    base = page.url.removesuffix(".html")
    return (
        Rel(rel="canonical", href=page.url),
        Rel(
            rel="alternate",
            href=f"{base}.oembed.json",
            type="application/json+oembed",
            title=page.title,
        ),
        Rel(rel="alternate", href=f"{base}.atom", type="application/atom+xml", title=page.title),
    )


def _linked(steps: Sequence[StepDay], states: Mapping[int, str]) -> tuple[StepDay, ...]:
    return tuple(evolve(step, href=states.get(step.day, "")) for step in steps)


def last_day(story: Story, known_by: Date | None, steps: Sequence[StepDay]) -> Date | None:
    """The newest day on which what was known changed; None where nothing is known."""
    return day(steps[-1].day) if steps and story.second(known_by) == inf else known_by
