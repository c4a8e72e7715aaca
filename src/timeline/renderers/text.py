"""Terminal text. Every piece of text from outside goes through `inert` before it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Any

from timeline.dates import Date
from timeline.events import Change, Citation, Erased, Event, FactsLinked, Figure, LogDescribed
from timeline.projections.facts import apply_changes, identity
from timeline.projections.known import Certainty
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.terminal import PLAIN, Page, columns, inert, inert_line, pack, wrap
from timeline.renderers.wording import (
    LABELS,
    REPEATS,
    change_words,
    date_words,
    field_words,
    figure_words,
    group_digits,
    known_words,
    occurred_words,
    source_words,
    status_words,
    step_words,
    value_words,
)

if TYPE_CHECKING:
    from timeline.projections import Chronology, History

NO_FACTS = "No facts yet. Add one with: timeline add DATE HEADLINE"
# Below this width dates stand above the text instead of beside it.
_TWO_COLUMNS = 60
# What a date's words may take beside the text, on a page of 80 and of 100 columns or more.
_DATE_COLUMN, _WIDE_DATE_COLUMN = 20, 28


# -- the chronology -------------------------------------------------------------------------


def render_chronology(
    chronology: Chronology,
    page: Page = PLAIN,
    *,
    stamp: bool = False,
    empty: str = NO_FACTS,
) -> str:
    """The facts in order, dates in a column of their own, year by year.

    `empty` is what to say where there is no fact at all, known or not.
    """
    story = chronology.story
    lines: list[str] = []
    if stamp:
        lines += [page.bold(inert_line(story.settings.title)), *_stamp(chronology, page), ""]
    column = _date_column(chronology.facts, story, page)
    for year, states in groupby(chronology.facts, key=_year):
        if lines and lines[-1]:
            lines.append("")
        lines.append(page.bold(year))
        for state in states:
            about = _about(state, story, page, column, at=chronology.known_by)
            lines += _beside(_when(state, story, column), list(about), column)
    if not chronology.facts and not chronology.not_yet:
        lines.append(empty)
    if chronology.not_yet:
        if lines and lines[-1]:
            lines.append("")
        lines.append(page.dim(f"Not yet known: {len(chronology.not_yet)}"))
    return "\n".join(lines)


def _stamp(chronology: Chronology, page: Page) -> Iterator[str]:
    story = chronology.story
    by = date_words(chronology.known_by, story) if chronology.known_by else ""
    items = [
        f"Known by {by}" if by else "All that is known",
        f"recorded by {inert(story.recorded_by)}" if story.recorded_by else "as recorded so far",
        inert(story.settings.zone),
        f"snapshot {story.snapshot[:12]}",
    ]
    yield from (page.dim(line) for line in pack(items, page.width))


def _year(state: FactState) -> str:
    occurred = state.values.occurred
    if occurred is None:
        return "Undated"
    # What has no beginning stands in the list by its end.
    first = occurred.earliest or occurred.latest
    if first is None:
        return "No day given"
    # Not through `day`: a day whose year has more than four digits has no EDTF of its own.
    year = int(first.rsplit("-", 2)[0].removeprefix("Y"))
    return str(year) if year > 0 else f"{1 - year} B.C."


def _date_column(states: Sequence[FactState], story: Story, page: Page) -> int:
    """The columns that the dates of these facts need beside the text; 0: they stand above it."""
    if page.width < _TWO_COLUMNS:
        return 0
    most = _WIDE_DATE_COLUMN if page.width >= 100 else _DATE_COLUMN
    lines = (line for state in states for line in _when(state, story, most))
    return max(map(columns, lines), default=0)


def _when(state: FactState, story: Story, width: int) -> list[str]:
    """A date's words, broken between the two ends of a range rather than within one."""
    words = occurred_words(state.values, story)
    # "in or before" and "on or after" stay together.
    ends = re.split(r"(?<!\b[io]n)\s+(?=(?:and|or|–)\s)", words)
    return pack(ends, width, joint=" ") if width else [words]


def _beside(left: list[str], right: list[str], column: int) -> Iterator[str]:
    """The lines of a fact: its date beside its text, or above it where there is no column."""
    if not column:
        yield from (f"  {line}" for line in left)
        yield from (f"    {line}" for line in right)
        return
    for date, text in zip_longest(left, right, fillvalue=""):
        yield f"  {date}{' ' * (column - columns(date))}  {text}".rstrip()


def _about(
    state: FactState, story: Story, page: Page, column: int, *, at: Date | None
) -> Iterator[str]:
    """What is said of a fact: headline, figures, where it stands, corrections, alternatives."""
    width = page.width - column - 4
    paint = page.struck if state.retraction else page.bold
    yield from (paint(line) for line in wrap(inert(state.values.headline), width))
    yield from pack([inert_line(_named_figure(one)) for one in state.values.figures], width)
    yield from _standing(state, story, page, width, at)
    before = state.fact.stated
    for step in state.shown:
        paint = page.bad if "retracted" in step.touches else page.doubtful
        words = step_words(step, story, before=before)
        yield from (paint(line) for line in wrap(words, width))
        before = apply_changes(before, step.changes)
    for field, others in state.alternatives.items():
        for other in others:
            words = f"or {field_words(field)}: {value_words(field, other.value, story)}"
            yield from (page.doubtful(line) for line in wrap(words, width))


def _standing(
    state: FactState, story: Story, page: Page, width: int, at: Date | None
) -> Iterator[str]:
    """`terms · single source · known Jan. 5, 2024 · from report-a`."""
    paint = {
        "confirmed": page.good,
        "disputed": page.bad,
        "retracted": page.bad,
        "rumour": page.doubtful,
    }.get(state.status.name, page.dim)
    items = {inert_line(state.name): page.dim, status_words(state): paint}
    if at is not None and state.certainty is Certainty.POSSIBLE:
        items["possibly known"] = page.doubtful
    items[known_words(state.known.date, story)] = page.dim
    names = dict.fromkeys(cited.source.name for cited in state.cited if cited.source)
    if names:
        items["from " + ", ".join(map(inert_line, names))] = page.dim
    for line in pack(list(items), width):
        yield " · ".join(items.get(part, page.dim)(part) for part in line.split(" · "))


def _named_figure(figure: Figure) -> str:
    words = figure_words(figure)
    return words if figure.name == figure.unit else f"{figure.name}: {words}"


# -- history, log ---------------------------------------------------------------------------


def render_history(
    history: History, story: Story, page: Page = PLAIN, *, known_by: Date | None = None
) -> str:
    """A fact's state with all its details, then every event about it with the three clocks."""
    state = history.state
    column = _date_column([state], story, page)
    about = [*_about(state, story, page, column, at=known_by)]
    about += _details(state, page.width - column - 4)
    lines = [*_beside(_when(state, story, column), about, column), ""]
    for entry in history.entries:
        clocks = [f"recorded {entry.event.recorded} by {inert_line(entry.event.by)}"]
        if entry.known:
            clocks.append(known_words(entry.known.date, story))
        shown = "" if entry.shows else page.doubtful(" (not in effect)")
        lines.append(f"{page.bold(entry.event.id[:8])}  {entry.event.type}{shown}")
        lines += [f"  {page.dim(line)}" for line in pack(clocks, page.width - 2)]
        lines += [f"  {line}" for line in wrap(event_words(entry.event, story), page.width - 2)]
    return "\n".join(lines)


def _details(state: FactState, width: int) -> Iterator[str]:
    """The fields that a list leaves out; a note only where internal matter is asked for."""
    values = state.values
    for label, text in (
        ("", values.detail),
        ("Place: ", values.place.name if values.place else ""),
        ("People: ", ", ".join(values.people)),
        ("Tags: ", ", ".join(values.tags)),
        ("Lanes: ", ", ".join(values.lanes)),
        ("Picture: ", f"{values.media.url} ({values.media.alt})" if values.media else ""),
        ("Note: ", values.note),
    ):
        if text:
            yield from wrap(f"{label}{inert(text)}", width)


def render_log(events: Iterable[Event], story: Story, page: Page = PLAIN) -> str:
    """One event a paragraph, in order of record."""
    lines = []
    for event in events:
        id_, by = page.bold(event.id[:8]), inert_line(event.by)
        lines.append(f"{id_}  {event.recorded}  {by}  {event.type}")
        lines += [f"  {line}" for line in wrap(event_words(event, story), page.width - 2)]
    return "\n".join(lines) if lines else "The log is empty."


def event_words(event: Event, story: Story) -> str:
    """What an event says, in a sentence or two."""
    body: Any = event.body
    parts = []
    about = story.facts_by_id.get(story.record.canonical_id(event.about))
    if about:
        parts.append(inert_line(about.name) + ":")
    if isinstance(body, Erased):
        return " ".join((*parts, *_what_it_does(event, story), "its words were erased"))
    if getattr(body, "headline", ""):
        parts.append(f"{occurred_words(body, story)}: {inert(body.headline)}")
    elif event.type == "source-added":
        parts.append(inert(f"{body.name}: {body.title or body.url or body.publisher}"))
    elif event.type == "source-corrected":
        source = story.sources.get(story.record.canonical_id(event.about))
        parts.append(f"{inert_line(source.name)}:" if source else "")
    parts += _what_it_does(event, story)
    cited = [_citation_words(one, story) for one in getattr(body, "citations", ())]
    if cited:
        parts.append(f"({'; '.join(cited)})")
    said = " ".join(part for part in parts if part)
    if getattr(body, "because", ""):
        stop = "" if said.endswith((".", ")")) else "."
        because = inert(body.because)
        # Where nothing else is said of the fact, the reason is what the event says.
        said = f"{said} {because}" if said.endswith(":") else f"{said}{stop} Because: {because}"
    return said or "nothing is left to show"


def _what_it_does(event: Event, story: Story) -> Iterator[str]:
    body: Any = event.body
    if getattr(body, "change", None):
        yield change_words(_touched(body.change), story)
    if isinstance(body, FactsLinked):
        to = story.facts_by_id.get(story.record.canonical_id(body.to))
        yield f"{body.rel} {inert_line(to.name) if to else body.to[:8]}"
    if event.type == "event-withdrawn":
        yield f"withdraws {event.about[:8]}"
    if isinstance(body, LogDescribed):
        yield inert(", ".join(_described(body)))


def _described(body: LogDescribed) -> Iterator[str]:
    """The settings that it gives, but for those that a log begins with unless told otherwise."""
    usual = ("north", "en", 1) if body.log else ("", "", None)
    yield from (text for text in (body.title, body.zone) if text)
    if body.hemisphere not in ("", usual[0]):
        yield f"seasons of the {body.hemisphere}"
    if body.language not in ("", usual[1]):
        yield f"language {body.language}"
    if body.pad not in (None, usual[2]):
        yield f"pad {body.pad}"
    if body.description:
        yield f"“{body.description}”"


def _citation_words(citation: Citation, story: Story) -> str:
    """`report-a, ¶3, gives Jan. 4, 2024 and 8,500 people, from the minister: “…”`."""
    source = story.sources.get(story.record.canonical_id(citation.source))
    words = inert_line(source.name if source else citation.source[:8])
    if citation.locator:
        words += f", {inert(citation.locator)}"
    given = [date_words(citation.date, story)] if citation.date else []
    given += [inert(_named_figure(figure)) for figure in citation.figures]
    if given:
        words += f", gives {' and '.join(given)}"
    if citation.attributed_to:
        words += f", from {inert(citation.attributed_to)}"
    return f"{words}: “{inert(citation.quote)}”" if citation.quote else words


def _touched(change: Change) -> Iterator[tuple[str, Any]]:
    """What a change touches, as a step's `touches` has it; what is dropped has None."""
    yield from change.set.items()
    for name, items in change.add.items():
        yield from ((f"{name}.{identity(item)}", item) for item in items)
    for name, gone in change.drop.items():
        yield from ((f"{name}.{item}", None) for item in gone)


def render_source(
    source: Source, citing: Sequence[FactState], story: Story, page: Page = PLAIN
) -> str:
    """A source with all that is said of it, then the facts that cite it."""
    values = source.values
    origin = story.sources.get(story.record.canonical_id(values.origin))
    lines = [render_sources([source], story, page)]
    for label, text in (
        ("Id", source.id[:8]),
        ("Kind", values.kind),
        ("Author", values.author),
        ("Date", values.published_basis),
        ("Archived", values.archived),
        ("Read", date_words(values.accessed, story) if values.accessed else ""),
        ("Language", values.language),
        ("SHA-256 of its text", values.text_sha256),
        ("Repeats", origin.name if origin else ""),
        ("Withdrawn", "yes" if values.withdrawn else ""),
    ):
        if text:
            lines += [f"  {line}" for line in wrap(f"{label}: {inert(text)}", page.width - 2)]
    lines += ["", page.bold(f"Cited by {len(citing)} fact{'' if len(citing) == 1 else 's'}")]
    for state in citing:
        lines += [f"  {line}" for line in wrap(inert(state.values.headline), page.width - 2)]
        about = [occurred_words(state.values, story), inert_line(state.name)]
        lines += [page.dim(f"    {line}") for line in pack(about, page.width - 4)]
    return "\n".join(lines)


def render_sources(sources: Sequence[Source], story: Story, page: Page = PLAIN) -> str:
    """A source a paragraph: its name, then what it is, when it was published, and where it is."""
    lines = []
    for source in sources:
        lines.append(page.bold(inert_line(source.name)))
        lines += [f"  {line}" for line in wrap(source_words(source, story), page.width - 2)]
        if source.values.url:
            lines.append(page.dim(f"  {inert_line(source.values.url)}"))
    return "\n".join(lines) if lines else "No sources yet. Add one with: timeline source add NAME"


__all__ = [
    "LABELS",
    "NO_FACTS",
    "PLAIN",
    "REPEATS",
    "Page",
    "columns",
    "date_words",
    "field_words",
    "figure_words",
    "group_digits",
    "inert",
    "render_chronology",
    "render_history",
    "render_log",
    "render_source",
    "render_sources",
    "step_words",
    "value_words",
    "wrap",
]
