"""timeline draft --review: one key a draft; what a person accepts, and only that, is recorded."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from timeline.cli.draft_screen import draw_draft, recorded_figures
from timeline.cli.reporting import report
from timeline.cli.session import Session, page, print_text, say, say_error
from timeline.dates import Date
from timeline.drafting import Article, Draft, Drafts
from timeline.drafting.review import (
    KEYS,
    Review,
    decide,
    forget,
    load_review,
    open_drafts,
    review_path,
    save_review,
    text_digest,
)
from timeline.editing import (
    add_source,
    cite_sources,
    corroborate_fact,
    find_event,
    find_fact,
    format_figure,
    free_name,
    parse_figure,
    slug,
    state_fact,
    undo_event,
)
from timeline.editing.sources import name_of_article
from timeline.errors import TimelineError
from timeline.events import Citation, Entry, FactStated, Figure, Place
from timeline.renderers.terminal import inert_line, wrap


@frozen
class _Sitting:
    """What every draft of a sitting is recorded with."""

    session: Session
    article: Article
    published: Date
    path: Path
    given: Mapping[str, Any]


@frozen
class _Accepted:
    """A draft as a person leaves it. `fact`: the fact of the log that it supports, or empty."""

    headline: str
    on: str
    people: tuple[str, ...]
    place: str
    figures: tuple[Figure, ...]
    fact: str


@frozen
class _Done:
    """What was decided on a draft in this sitting; `event` is what that recorded, or empty."""

    draft: Draft
    word: str
    event: str


def review_drafts(
    session: Session,
    article: Article,
    drafts: Drafts,
    *,
    published: Date,
    path: Path,
    given: Mapping[str, Any],
) -> None:
    """Go through what is undecided; every decision is kept at once, so that quitting loses none."""
    sitting = _Sitting(session, article, published, path, given)
    kept_at = review_path(session.workspace.root / ".timeline" / "drafts", article.text)
    review = load_review(kept_at, article.text)
    waiting = open_drafts(drafts.drafts, review)
    if not waiting:
        say("Nothing left to decide in this article.")
        return
    done: list[_Done] = []
    while len(done) < len(waiting):
        draft = waiting[len(done)]
        shown = draw_draft(draft, article.text, page(), number=len(done) + 1, total=len(waiting))
        print_text(shown)
        answer = _decide(sitting, review, draft, last=done[-1] if done else None)
        if answer is None:
            break
        review, step = answer
        if step is None:
            done.pop()
        else:
            done.append(step)
        if not given["dry_run"]:
            save_review(kept_at, review)
    _sum_up(done, len(waiting))


def _sum_up(done: Sequence[_Done], total: int) -> None:
    told = Counter(step.word for step in done)
    words = ", ".join(f"{count} {word}" for word, count in told.items())
    waiting = total - len(done) + told["skipped"]
    rest = f"{waiting} wait for the next time." if waiting else "nothing is left."
    say(f"{words}; {rest}" if words else rest)


def _decide(
    sitting: _Sitting, review: Review, draft: Draft, *, last: _Done | None
) -> tuple[Review, _Done | None] | None:
    """Ask for keys until the draft is decided: the review then, and what was done.

    (review, None) where the decision before it was taken back; None to stop.
    """
    accepted = _as_drafted(draft)
    while True:
        step = decide(review, draft, _ask())
        if step.stop:
            return None
        if step.back:
            if _take_back(sitting, last):
                assert last is not None
                return forget(review, last.draft), None
            continue
        if step.edit:
            edited = _edit(accepted, draft)
            if edited is None:
                continue
            accepted = edited
            step = decide(review, draft, "a")
        event = _record(sitting, draft, accepted) if step.append else ""
        if event is not None:
            return step.review, _Done(draft, step.review.decisions[draft.id], event)


def _ask() -> str:
    """The next key that means something; the end of the input, Ctrl-C and Ctrl-D mean `q`."""
    keys = ", ".join(f"{key} {word}" for key, word in KEYS.items())
    while True:
        click.echo(f"{keys} ? ", nl=False, err=True)
        try:
            key = click.getchar().lower()
        except (KeyboardInterrupt, EOFError):
            key = "q"
        key = "q" if key in {"", "\x04"} else key
        say(KEYS.get(key, "one of these keys, please"))
        if key in KEYS:
            return key


def _take_back(sitting: _Sitting, last: _Done | None) -> bool:
    """Undo a decision; what was recorded is withdrawn, as by `timeline undo`."""
    if last is None:
        say("Nothing to undo in this sitting.")
        return False
    if not last.event:
        return True
    story = sitting.session.whole_story
    try:
        found = find_event(story.record.events, last.event)
        entry = undo_event(story, found, because="accepted by mistake in a review of drafts")
        sitting.session.append([entry], by=sitting.given["by"])
        say(f"withdrawn: {last.event[:8]}")
    except TimelineError as error:
        say_error(error)
        return False
    return True


def _as_drafted(draft: Draft) -> _Accepted:
    candidate = draft.candidate
    figures, _ = recorded_figures(candidate.figures)
    return _Accepted(
        headline=candidate.headline,
        on=candidate.occurred or "",
        people=candidate.people,
        place=candidate.places[0] if candidate.places else "",
        figures=tuple(
            Figure(name=f.name, value=f.value, unit=f.unit, approximate=f.approximate)
            for f in figures
        ),
        fact=draft.match.fact if draft.match is not None else "",
    )


def _record(sitting: _Sitting, draft: Draft, accepted: _Accepted) -> str | None:
    """Record the fact: its event's id (empty with --dry-run), or None where it was refused."""
    try:
        return _append(sitting, draft, accepted)
    except TimelineError as error:
        say_error(error)
        return None


def _append(sitting: _Sitting, draft: Draft, accepted: _Accepted) -> str:
    """Append the fact, or its further source; and the source before it, where it is new."""
    session, candidate = sitting.session, draft.candidate
    entries, source = _source(sitting)
    citation = Citation(
        source=source,
        quote=" ".join(candidate.surface.split()),
        locator=f"characters {candidate.start + 1}–{candidate.end}",
    )
    occurred = session.date(accepted.on) if accepted.on else None
    key = _free_key(session, f"draft-{text_digest(sitting.article.text)[:16]}-{draft.id}")
    if accepted.fact:
        supported = find_fact(session.whole_story, accepted.fact)
        told = occurred if candidate.occurred_text else None
        entry = corroborate_fact(
            supported, (evolve(citation, date=told, figures=accepted.figures),), key=key
        )
        name = supported.name
    else:
        entry = state_fact(
            session.whole_story,
            accepted.headline,
            occurred,
            key=key,
            occurred_text=candidate.occurred_text if accepted.on == candidate.occurred else "",
            people=accepted.people,
            place=Place(name=accepted.place) if accepted.place else None,
            figures=accepted.figures,
            citations=(citation,),
        )
        assert isinstance(entry.body, FactStated)
        name = entry.body.name
    recorded = session.append(
        (*entries, entry), by=sitting.given["by"], dry_run=sitting.given["dry_run"]
    )
    report(name, recorded[-1].id, as_json=False)
    return recorded[-1].id


def _free_key(session: Session, key: str) -> str:
    """The key, or the next of its kind where what it recorded was withdrawn: that one is gone."""
    held = {event.key: event.id for event in session.events if event.key.startswith(key)}
    counted = session.whole_story.record.by_id
    wanted, turn = key, 1
    while wanted in held and held[wanted] not in counted:
        turn += 1
        wanted = f"{key}-{turn}"
    return wanted


def _source(sitting: _Sitting) -> tuple[tuple[Entry, ...], str]:
    """The entries that a new source needs, and what a citation calls it."""
    story, given = sitting.session.whole_story, sitting.given
    values: dict[str, Any] = {
        "published": sitting.published,
        "text_sha256": text_digest(sitting.article.text),
        "title": sitting.article.title,
        "publisher": given["publisher"],
    }
    held = name_of_article(story, given["source"], values["text_sha256"])
    if held or given["source"]:
        new = cite_sources(story, (held or given["source"],), **values)
        return new.entries, new.sources[0]
    wanted = slug(sitting.article.title or sitting.path.stem) or "article"
    name = free_name(wanted, story.sources_by_name)
    return (add_source(story, name, **values),), "@1"


_SHEET = """\
# Save and close to record this; close without saving to go back.
# `on` is EDTF or English; empty is undated. `fact` names a fact of the log that this is a
# further source for; empty states a new one.
#
{told}
headline = {headline}
on = {on}
people = {people}
place = {place}
figures = {figures}
fact = {fact}
"""


def _told(draft: Draft) -> str:
    """What the sheet's reader needs beside the values, as comments: no line of it is TOML."""
    candidate = draft.candidate
    _, left = recorded_figures(candidate.figures)
    told = [f"The sentence: {candidate.surface}"]
    if candidate.alternatives:
        told.append(f"Other dates in it: {', '.join(candidate.alternatives)}")
    if candidate.places[1:]:
        told.append(f"Other places in it: {', '.join(candidate.places[1:])}")
    if left:
        told.append(f"Other figures in it: {', '.join(f'{f.value} {f.unit}' for f in left)}")
    lines = (line for words in told for line in wrap(inert_line(words), 96))
    return "\n".join(f"# {line}" for line in lines)


def _edit(accepted: _Accepted, draft: Draft) -> _Accepted | None:
    """The draft in $EDITOR, until it can be understood or is given up."""
    values = {
        "headline": accepted.headline,
        "on": accepted.on,
        "people": list(accepted.people),
        "place": accepted.place,
        "figures": [format_figure(figure) for figure in accepted.figures],
        "fact": accepted.fact,
    }
    written = {name: json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
               for name, value in values.items()}  # fmt: skip
    text: str | None = _SHEET.format(told=_told(draft), **written)
    while True:
        try:
            text = click.edit(text or "", extension=".toml")
        except click.ClickException as error:
            say(error.format_message())  # no such editor, or it broke
            return None
        if text is None:
            say("Nothing was saved.")
            return None
        try:
            return _read_sheet(text)
        except (tomllib.TOMLDecodeError, TimelineError) as error:
            say(str(error))
        if not click.confirm("Edit it again?", default=True, err=True):
            return None


def _read_sheet(text: str) -> _Accepted:
    data = tomllib.loads(text)
    names = [str(name) for name in data.get("people", [])]
    return _Accepted(
        headline=str(data.get("headline", "")),
        on=str(data.get("on", "")),
        people=tuple(name for name in names if name.strip()),
        place=str(data.get("place", "")),
        figures=tuple(parse_figure(str(figure)) for figure in data.get("figures", [])),
        fact=str(data.get("fact", "")),
    )
