"""timeline draft --review: one key a draft; what a person accepts, and only that, is recorded."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from attrs import evolve, frozen

from timeline.cli.draft import describe_draft, source_name
from timeline.cli.session import Session, print_text, say
from timeline.dates import Date
from timeline.drafting import Article, Draft, Drafts
from timeline.drafting.review import (
    KEYS,
    Review,
    decide,
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
    find_fact,
    format_figure,
    free_name,
    parse_figure,
    slug,
    state_fact,
)
from timeline.errors import TimelineError
from timeline.events import Citation, Entry, FactStated, Figure, Place
from timeline.renderers.text import inert


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
    keys = ", ".join(f"{key} {word}" for key, word in KEYS.items())
    for number, draft in enumerate(waiting, 1):
        print_text(inert("\n".join([f"[{number} of {len(waiting)}]", *describe_draft(draft)])))
        after = _decide(sitting, review, draft, keys)
        if after is None:
            say("Stopped; the rest waits for the next time.")
            return
        review = after
        if not given["dry_run"]:
            save_review(kept_at, review)


def _decide(sitting: _Sitting, review: Review, draft: Draft, keys: str) -> Review | None:
    """Ask for keys until the draft is decided; None to stop."""
    accepted = _as_drafted(draft)
    while True:
        click.echo(f"{keys} ? ", nl=False, err=True)
        key = click.getchar().lower()
        say(KEYS.get(key, ""))
        step = decide(review, draft, key)
        if step.stop:
            return None
        if step.edit:
            edited = _edit(accepted)
            if edited is None:
                continue
            accepted = edited
            step = decide(review, draft, "a")
        if step.append:
            try:
                _record(sitting, draft, accepted)
            except TimelineError as error:
                say(f"{error}\n  {error.remedy}" if error.remedy else str(error))
                continue
        if step.review is not review:
            return step.review


def _as_drafted(draft: Draft) -> _Accepted:
    candidate = draft.candidate
    figures = {f.name: Figure(name=f.name, value=f.value, unit=f.unit, approximate=f.approximate)
               for f in reversed(candidate.figures)}  # fmt: skip
    return _Accepted(
        headline=candidate.headline,
        on=candidate.occurred or "",
        people=candidate.people,
        place=candidate.places[0] if candidate.places else "",
        figures=tuple(reversed(figures.values())),
        fact=draft.match.fact if draft.match is not None else "",
    )


def _record(sitting: _Sitting, draft: Draft, accepted: _Accepted) -> None:
    """Append the fact, or its further source; and the source before it, where it is new."""
    session, candidate = sitting.session, draft.candidate
    entries, source = _source(sitting)
    citation = Citation(
        source=source,
        quote=" ".join(candidate.surface.split()),
        locator=f"characters {candidate.start + 1}–{candidate.end}",
    )
    occurred = session.date(accepted.on) if accepted.on else None
    key = f"draft-{text_digest(sitting.article.text)[:16]}-{draft.id}"
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
    print_text(f"{inert(name)}  {recorded[-1].id[:8]}\n")


def _source(sitting: _Sitting) -> tuple[tuple[Entry, ...], str]:
    """The entries that a new source needs, and what a citation calls it."""
    story, given = sitting.session.whole_story, sitting.given
    values: dict[str, Any] = {
        "published": sitting.published,
        "text_sha256": text_digest(sitting.article.text),
        "title": sitting.article.title,
        "publisher": given["publisher"],
    }
    held = source_name(story, given["source"], sitting.article)
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
headline = {headline}
on = {on}
people = {people}
place = {place}
figures = {figures}
fact = {fact}
"""


def _edit(accepted: _Accepted) -> _Accepted | None:
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
    text: str | None = _SHEET.format(**written)
    while True:
        text = click.edit(text or "", extension=".toml")
        if text is None:
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
