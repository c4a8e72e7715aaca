"""One fact as an entry of the page, with what it said on earlier days of knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from timeline.events import Event, FactCorrected, FactsLinked, Media
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.catalogue import Words
from timeline.renderers.page.disagreements import Comparer
from timeline.renderers.page.figures import view_figure
from timeline.renderers.page.footnotes import Footnotes, followable
from timeline.renderers.page.notes import Teller
from timeline.renderers.page.timelines import (
    Snapshot,
    day_number,
    track,
    track_given,
    track_items,
)
from timeline.renderers.page.view import (
    Disagreement,
    During,
    EntryView,
    FigureView,
    Link,
    MediaView,
    SourceLine,
    StatusView,
)
from timeline.renderers.page.when import date_phrase, view_when

if TYPE_CHECKING:
    from timeline.projections.conflicts import Conflict

_RUNGS = {"rumour": 1, "single-source": 2, "confirmed": 3, "disputed": 1, "retracted": 0}


@frozen(kw_only=True)
class Context:
    """What every entry of a page is made with.

    By the id of a fact: `ids`, the anchors of those on the page; `titles`, their headlines from
    when they may be known; `links`, the links from it; `concurrent`, changes made at once.
    """

    story: Story
    words: Words
    footnotes: Footnotes
    teller: Teller
    ids: Mapping[str, str]
    comparer: Comparer
    concurrent: Mapping[str, Sequence[Conflict]]
    titles: Mapping[str, Sequence[During[str]]]
    links: Mapping[str, Sequence[Event]]
    remote_media: bool


def view_entry(
    snaps: Sequence[Snapshot], context: Context, *, heading: str, gap: str, folded: bool
) -> EntryView:
    story, words, teller = context.story, context.words, context.teller
    days = [snap.day for snap in snaps]
    states = [snap.state for snap in snaps]
    last = states[-1]
    statement = last.fact.statement
    occurred = last.values.occurred
    retracted = track(days, [state.retraction is not None for state in states])
    return EntryView(
        id=context.ids[last.id],
        event=last.id,
        when=track(days, [view_when(one.values, words, story.settings, heading) for one in states]),
        headline=track(days, [state.values.headline for state in states]),
        detail=track_given(days, [state.values.detail for state in states], ""),
        place=track_given(
            days, [one.values.place.name if one.values.place else None for one in states]
        ),
        figures=_figures(days, states, context),
        media=track_given(days, [_media(one.values.media, context) for one in states]),
        notes=track_items(days, [tuple(teller.notes(state)) for state in states]),
        alternatives=track_items(days, [tuple(teller.alternatives(state)) for state in states]),
        disagreements=_disagreements(days, states, context),
        status=track(days, [_status(state, words) for state in states]),
        sources=track_items(days, [_lines(state, context) for state in states]),
        attributed=track_items(days, [tuple(_attributed(state, words)) for state in states]),
        links=tuple(_links(last, context)),
        known=_known(last, words, story),
        known_first=day_number(statement.known.first, story),
        known_sure=day_number(statement.known.sure, story),
        began=occurred.s0 if occurred else None,
        span=(occurred.s0, occurred.e1) if occurred else (None, None),
        retracted=tuple((one.since or days[0], one.until) for one in retracted if one.value),
        later=tuple(_later(days, states, words)),
        state="may" if last.certainty is Certainty.POSSIBLE else "",
        gap=gap,
        lang=last.values.language if last.values.language not in ("", words.tag) else "",
        folded=folded,
    )


def _figures(
    days: Sequence[int], states: Sequence[FactState], context: Context
) -> tuple[During[FigureView], ...]:
    """The figures of the fact, but for those on which sources differ: these stand side by side."""
    lists = []
    for state in states:
        told = context.comparer.figures(state)
        lists.append(
            [
                view_figure(figure, context.words)
                for figure in state.values.figures
                if figure.name.casefold() not in told
            ]
        )
    return track_items(days, lists)


def may_show(media: Media, *, remote: bool) -> bool:
    """Whether a picture may stand on a page: one from another host only if the author says so."""
    outside = bool(followable(media.url)) or media.url.startswith("//")
    inside = media.url.startswith("data:image/") or ":" not in media.url
    return remote if outside else inside


def _media(media: Media | None, context: Context) -> MediaView | None:
    if media is None or not may_show(media, remote=context.remote_media):
        return None
    credit = " ".join(part for part in (media.credit, media.licence) if part)
    return MediaView(
        url=media.url,
        alt=media.alt,
        credit=context.words("page", "picture_credit", credit) if credit else "",
        width=media.width,
        height=media.height,
    )


def _status(state: FactState, words: Words) -> StatusView:
    status = state.status
    reasons = words.section("reason")
    unconfirmed = status.name == "single-source" and status.reason != "one-source"
    key = "unconfirmed" if unconfirmed else status.name
    return StatusView(
        name=status.name,
        rung=_RUNGS[status.name],
        words=words("status", key),
        reason=reasons.get(status.reason, ""),
    )


def _lines(state: FactState, context: Context) -> tuple[SourceLine, ...]:
    return tuple(context.footnotes.line(cited) for cited in state.cited)


def _attributed(state: FactState, words: Words) -> Iterator[str]:
    """Whom the sources name for it, each once."""
    named = (cited.citation.attributed_to for cited in state.cited)
    for name in dict.fromkeys(name for name in named if name):
        yield words("note", "according", name)


def _known(state: FactState, words: Words, story: Story) -> str:
    """When it became known, where that is not simply the day on which it happened."""
    known, occurred = state.fact.statement.known, state.values.occurred
    if known.date is None:
        return words("date", "known_unknown")
    if occurred is not None and known.date.edtf == occurred.edtf:
        return ""
    return words("date", "known", date_phrase(known.date, words, story.settings))


def _later(days: Sequence[int], states: Sequence[FactState], words: Words) -> Iterator[During[str]]:
    """What a reader at an earlier K is told of what was to come; nothing where there is one K."""
    if len(states) < 2:
        return
    last = states[-1]
    corrected = [
        step
        for step in last.shown
        if isinstance(step.event.body, FactCorrected) and step.event.body.kind != "typo"
    ]
    since = {
        state.shown[-1].event.id: at
        for at, state in reversed(list(zip(days, states, strict=True)))
        if state.shown
    }
    if corrected and corrected[-1].event.id in since:
        yield During(words("state", "later_corrected"), None, since[corrected[-1].event.id])
    if last.retraction is not None and last.retraction.event.id in since:
        yield During(words("state", "later_retracted"), None, since[last.retraction.event.id])


def _disagreements(
    days: Sequence[int], states: Sequence[FactState], context: Context
) -> tuple[During[Disagreement], ...]:
    """Where sources differ, as far as that was known; and changes made at once, at the end."""
    lists = []
    for state in states:
        found = list(context.comparer.figures(state).values())
        on_date = context.comparer.date(state)
        lists.append([*([on_date] if on_date else []), *found])
    last = lists[-1]
    concurrent = context.concurrent.get(states[-1].id, ())
    last += [context.comparer.concurrent(conflict) for conflict in concurrent]
    return track_items(days, lists)


def _links(state: FactState, context: Context) -> Iterator[During[Link]]:
    """What the fact follows, answers and so on, where that is on the page; as it was called."""
    canonical_id = context.story.record.canonical_id
    for event in context.links.get(state.id, ()):
        body = event.body
        assert isinstance(body, FactsLinked)
        to = canonical_id(body.to)
        label = context.words("relation", body.rel)
        for title in context.titles.get(to, ()):
            link = Link(href=f"#{context.ids[to]}", text=title.value, label=label)
            yield During(link, title.since, title.until)
