"""Terminal text. Every piece of text from outside goes through `inert` before it is shown."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from attrs import frozen

from timeline.dates import Date, day, format_words
from timeline.events import Event, FactCorrected, Figure, KnownTo, Place
from timeline.projections.facts import Step
from timeline.projections.known import Certainty
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story

if TYPE_CHECKING:
    from timeline.projections import Chronology, History

# C0 and C1 controls, and the bidirectional controls that can reorder what is shown.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_DATE_COLUMN = 22


def inert(text: str) -> str:
    """The text with control characters made visible, so that a terminal can't obey them."""
    return _HOSTILE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


@frozen
class Page:
    """How wide to write, in columns, and whether in colour (ANSI)."""

    width: int = 80
    color: bool = False

    def bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.color and text else text

    def dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self.color and text else text

    def struck(self, text: str) -> str:
        return f"\x1b[9m{text}\x1b[0m" if self.color and text else text


def columns(text: str) -> int:
    """How many terminal columns a text takes: wide characters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


# -- words ----------------------------------------------------------------------------------


def date_words(date: Date | None, story: Story) -> str:
    if date is None:
        return "undated"
    return format_words(date, hemisphere=story.settings.hemisphere)


def known_words(state: FactState, story: Story) -> str:
    """`known Jan. 5, 2024`, `known between … and …`, `not known when it became known`."""
    date = state.known.date
    return f"known {date_words(date, story)}" if date else "when it became known is unknown"


def status_words(state: FactState) -> str:
    return {"single-source": "single source"}.get(state.status.name, state.status.name)


def source_words(source: Source, story: Story) -> str:
    values = source.values
    parts = [inert(source.label)]
    if values.publisher and values.publisher != source.label:
        parts.append(inert(values.publisher))
    if values.published:
        parts.append(date_words(values.published, story))
    return ", ".join(parts)


def figure_words(figure: Figure) -> str:
    about = "about " if figure.approximate else ""
    return f"{about}{group_digits(figure.value)} {figure.unit}".strip()


def group_digits(value: str) -> str:
    """`20000000000` as `20,000,000,000`; a number of four digits too."""
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def value_words(field: str, value: Any, story: Story) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, Date):
        return date_words(value, story)
    if isinstance(value, Figure):
        return inert(figure_words(value))
    if isinstance(value, Place):
        return inert(value.name)
    if isinstance(value, KnownTo):
        return f"{inert(value.who)}, {date_words(value.known, story)}"
    from timeline.renderers.data import value_data

    return inert(str(value_data(field, value)))


# -- the chronology -------------------------------------------------------------------------


def render_chronology(chronology: Chronology, page: Page = Page(), *, stamp: bool = False) -> str:
    """The facts in order, dates in a column of their own, year by year."""
    story = chronology.story
    lines: list[str] = []
    if stamp:
        lines += [page.bold(inert(story.settings.title)), *_stamp(chronology, page), ""]
    for year, states in groupby(chronology.facts, key=_year):
        lines += [page.bold(year)]
        for state in states:
            lines += _fact_lines(state, story, page)
    if not chronology.facts:
        lines.append("No facts yet. Add one with: timeline add DATE HEADLINE")
    if chronology.not_yet:
        lines.append(page.dim(f"Not yet known: {len(chronology.not_yet)}"))
    return "\n".join(lines)


def _stamp(chronology: Chronology, page: Page) -> Iterator[str]:
    story = chronology.story
    known = date_words(chronology.known_by, story) if chronology.known_by else "any day"
    recorded = story.recorded_by or "now"
    yield page.dim(
        f"Known by {known}, recorded by {recorded}, {story.settings.zone}, "
        f"snapshot {story.snapshot[:12]}"
    )


def _year(state: FactState) -> str:
    occurred = state.values.occurred
    if occurred is None:
        return "Undated"
    if occurred.s0 is None:
        return "Start open"
    year = day(occurred.s0).edtf.rsplit("-", 2)[0]
    return year if not year.startswith("-") else f"{int(year[1:]) + 1} B.C."


def _fact_lines(state: FactState, story: Story, page: Page) -> Iterator[str]:
    values = state.values
    when = wrap(date_words(values.occurred, story), _DATE_COLUMN - 2)
    text = max(page.width - _DATE_COLUMN, 24)
    paint = page.struck if state.retraction else page.bold
    about = [paint(line) for line in wrap(inert(values.headline), text)]
    about += wrap(_figures(state), text)
    about += [page.dim(line) for line in wrap(" · ".join(_facts_about(state, story)), text)]
    about += [line for step in state.shown for line in wrap(step_words(step, story), text)]
    about += [
        line
        for field, others in state.alternatives.items()
        for other in others
        for line in wrap(f"or {inert(field)}: {value_words(field, other.value, story)}", text)
    ]
    for index in range(max(len(when), len(about))):
        left = when[index] if index < len(when) else ""
        right = about[index] if index < len(about) else ""
        pad = " " * max(_DATE_COLUMN - 2 - columns(left), 0)
        yield f"{left}{pad}  {right}".rstrip()


def _figures(state: FactState) -> str:
    return inert(" · ".join(_named_figure(figure) for figure in state.values.figures))


def _named_figure(figure: Figure) -> str:
    words = figure_words(figure)
    return words if figure.name == figure.unit else f"{figure.name}: {words}"


def _facts_about(state: FactState, story: Story) -> Iterator[str]:
    yield inert(state.name)
    yield status_words(state)
    if state.certainty is Certainty.POSSIBLE:
        yield "possibly known"
    yield known_words(state, story)


def step_words(step: Step, story: Story) -> str:
    """`Corrected Jan. 9, 2024: figures.aid now 20,000,000,000 USD (a zero was missing)`."""
    when = date_words(step.known.date, story) if step.known.date else "on an unknown day"
    reason = f": {inert(step.because)}" if step.because else ""
    if "retracted" in step.touches:
        verb = "Retracted" if step.touches["retracted"] else "Restored"
        return f"{verb} {when}{reason}"
    changed = "; ".join(
        f"{inert(field)} now {value_words(field, value, story)}"
        for field, value in step.touches.items()
    )
    kind = step.event.body.kind if isinstance(step.event.body, FactCorrected) else "correction"
    verb = {"update": "Updated"}.get(kind, "Corrected")
    return f"{verb} {when}: {changed}{f' ({inert(step.because)})' if step.because else ''}"


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` characters; at least 8."""
    return textwrap.wrap(text, width=max(width, 8), break_long_words=True, break_on_hyphens=False)


# -- history, log ---------------------------------------------------------------------------


def render_history(history: History, story: Story, page: Page = Page()) -> str:
    """A fact's state, then every event about it with the three clocks."""
    state = history.state
    lines = [*_fact_lines(state, story, page), ""]
    for entry in history.entries:
        known = entry.known.date if entry.known else None
        clocks = f"recorded {entry.event.recorded} by {inert(entry.event.by)}"
        if entry.known:
            clocks += f" · known {date_words(known, story) if known else 'unknown'}"
        shown = "" if entry.shows else " (not in effect)"
        lines.append(f"{page.bold(entry.event.id[:8])}  {entry.event.type}{shown}")
        lines += [page.dim(f"  {line}") for line in wrap(clocks, page.width - 2)]
        lines += [f"  {line}" for line in wrap(event_words(entry.event, story), page.width - 2)]
    return "\n".join(lines)


def render_log(events: Iterable[Event], story: Story, page: Page = Page()) -> str:
    """One event a paragraph, in order of record."""
    lines = []
    for event in events:
        head = f"{page.bold(event.id[:8])}  {event.recorded}  {inert(event.by)}  {event.type}"
        lines.append(head)
        lines += [f"  {line}" for line in wrap(event_words(event, story), page.width - 2)]
    return "\n".join(lines) if lines else "The log is empty."


def event_words(event: Event, story: Story) -> str:
    """What an event says, in a sentence or two."""
    body: Any = event.body
    parts = []
    about = story.facts_by_id.get(story.record.canonical_id(event.about))
    if about:
        parts.append(inert(about.name) + ":")
    if getattr(body, "headline", ""):
        parts.append(f"{date_words(body.occurred, story)}: {inert(body.headline)}")
    elif event.type.startswith("source-added"):
        parts.append(inert(f"{body.name}: {body.title or body.url or body.publisher}"))
    change = getattr(body, "change", None)
    if change:
        parts.append(_change_words(change, story))
    if event.type == "facts-linked":
        to = story.facts_by_id.get(story.record.canonical_id(body.to))
        parts.append(f"{body.rel} {inert(to.name) if to else body.to[:8]}")
    if event.type == "event-withdrawn":
        parts.append(f"withdraws {event.about[:8]}")
    names = [
        source.name if source else citation.source[:8]
        for citation in getattr(body, "citations", ())
        for source in [story.sources.get(story.record.canonical_id(citation.source))]
    ]
    if names:
        parts.append(f"({', '.join(inert(name) for name in names)})")
    if getattr(body, "title", "") and event.type == "log-described":
        parts.append(inert(f"{body.title}, {body.zone}"))
    if getattr(body, "because", ""):
        parts.append(f"Because: {inert(body.because)}")
    return " ".join(parts) or "nothing is left to show"


def _change_words(change: Any, story: Story) -> str:
    parts = [f"{name} to {value_words(name, value, story)}" for name, value in change.set.items()]
    for name, items in change.add.items():
        parts += [f"{name} with {value_words(f'{name}.x', item, story)}" for item in items]
    for name, gone in change.drop.items():
        parts += [f"{name} without {inert(item)}" for item in gone]
    return "; ".join(parts)


def render_sources(sources: Sequence[Source], story: Story, page: Page = Page()) -> str:
    lines = []
    for source in sources:
        lines.append(f"{page.bold(inert(source.name))}  {source_words(source, story)}")
        if source.values.url:
            lines.append(page.dim(f"  {inert(source.values.url)}"))
    return "\n".join(lines) if lines else "No sources yet. Add one with: timeline source add NAME"
