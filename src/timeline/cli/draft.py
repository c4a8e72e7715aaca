"""timeline draft"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.draft_screen import because, date_words
from timeline.cli.session import Session, on_terminal, page, print_json, print_text, say
from timeline.dates import Date, format_words, parse_edtf
from timeline.drafting import (
    Article,
    ArticleError,
    Draft,
    Drafts,
    KnownFact,
    draft_facts,
    installed_extractors,
)
from timeline.drafting.articles.article import load_article
from timeline.drafting.articles.publication import suggest_published
from timeline.drafting.facts.figures import FoundFigure
from timeline.drafting.review import text_digest
from timeline.editing.sources import name_of_article
from timeline.projections.story import Story
from timeline.renderers.terminal import inert, wrap
from timeline.workspace import NoWorkspaceError


@command("draft")
@click.argument("article", metavar="ARTICLE")
@click.option("--published", metavar="DATE", help="When the article was published.")
@click.option("--review", is_flag=True, help="Accept, edit, drop or skip each draft by one key.")
@click.option("--source", metavar="NAME|URL", default="", help="The source that the article is.")
@click.option("--publisher", metavar="P", default="", help="Publisher of a new source.")
@click.option(
    "--extractor",
    "extractors",
    metavar="NAME",
    multiple=True,
    help="Only this extractor; may be repeated. Default: all that are installed.",
)
@click.option("--language", metavar="L", default="en", help="The article's language.")
@options.writing
@click.pass_obj
def draft_command(
    session: Session,
    /,
    *,
    article: str,
    published: str | None,
    review: bool,
    extractors: tuple[str, ...],
    language: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Propose dated facts from ARTICLE, a text or HTML file, or - for stdin.

    Nothing is recorded unless you accept it in --review; quitting there resumes where you were.
    Without --published, it asks, and shows what the page says.

    \b
    timeline draft article.html --published 2024-01-16
    timeline draft article.txt --published "Jan 16, 2024" --review --source report-a
    timeline draft - --published 2024-01-16 --json
    """
    if review and as_json:
        raise click.UsageError("--review and --json exclude each other.")
    if review and (article == "-" or not on_terminal()):
        raise click.UsageError("--review needs a terminal, and ARTICLE as a file.")
    read = _read(article)
    day = _published(session, read, published)
    story = _story(session)
    drafts = draft_facts(
        read.text,
        published=day,
        facts=_known_facts(story),
        source=name_of_article(story, given["source"], text_digest(read.text)) if story else "",
        language=language,
        extractors=installed_extractors(extractors),
    )
    for note in (*read.notes, *drafts.dropped):
        say(f"{article}: {note}")
    if review:
        from timeline.cli.draft_review import review_drafts

        review_drafts(session, read, drafts, published=day, path=Path(article), given=given)
        return
    _print(drafts, as_json=as_json)


def _read(article: str) -> Article:
    if article.startswith(("http://", "https://")):
        raise ArticleError(
            article, "expected a file, got an address", "save the page first, and name the file"
        )
    if article == "-":
        return load_article(sys.stdin.buffer, "stdin")
    return load_article(Path(article), article)


def _published(session: Session, article: Article, given: str | None) -> Date:
    """The day of publication as given, or asked for; what the page says is only a suggestion."""
    if given is not None:
        return _date(session, given)
    found = suggest_published(article)
    said = "; ".join(f"{day} ({where})" for day, where in found)
    if not on_terminal():
        hint = f" The page says {said}: if that is right, give it." if said else ""
        raise click.UsageError(f"Missing --published, the article's own date.{hint}")
    if said:
        say(f"The page says {said}.")
    answer: str = click.prompt(
        "When was it published?", default=found[0][0] if found else None, err=True
    )
    return _date(session, answer)


def _date(session: Session, text: str) -> Date:
    try:
        return session.date(text)
    except NoWorkspaceError:
        from timeline.dates import parse_date

        return parse_date(text)


def _story(session: Session) -> Story | None:
    """The whole story, or None where there is no workspace: drafts can be read anywhere."""
    try:
        return session.whole_story
    except NoWorkspaceError:
        return None


def _known_facts(story: Story | None) -> list[KnownFact]:
    if story is None:
        return []
    return [
        KnownFact(
            id=state.name,
            headline=state.values.headline,
            occurred=state.values.occurred.edtf if state.values.occurred else None,
            figures=tuple(
                FoundFigure(f.name, f.value, f.unit, f.approximate) for f in state.values.figures
            ),
            sources=tuple(cited.source.name for cited in state.cited if cited.source),
        )
        for state in story.states()
        if state.retraction is None
    ]


def _print(drafts: Drafts, *, as_json: bool) -> None:
    if as_json:
        print_json([draft_data(draft) for draft in drafts.drafts])
        return
    if not drafts.drafts:
        say("No dated facts found.")
        return
    lines = [[inert(line) for line in describe_draft(draft)] for draft in drafts.drafts]
    if sys.stdout.isatty():
        lines = [list(_wrapped(about, page().width)) for about in lines]
    print_text("\n\n".join("\n".join(about) for about in lines))


def _wrapped(lines: Sequence[str], width: int) -> Iterator[str]:
    """Lines broken at words, what goes on set in as far as the line."""
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        for part in wrap(line, width - len(indent)):
            yield indent + part


def draft_data(draft: Draft) -> dict[str, Any]:
    """A draft for programs."""
    candidate, match = draft.candidate, draft.match
    return {
        "id": draft.id,
        "headline": candidate.headline,
        "occurred": candidate.occurred,
        "occurred_text": candidate.occurred_text,
        "known": draft.known,
        "reason": candidate.reason,
        "alternatives": list(candidate.alternatives),
        "unresolved": candidate.unresolved,
        "people": list(candidate.people),
        "places": list(candidate.places),
        "figures": [
            {"name": f.name, "value": f.value, "unit": f.unit, "approximate": f.approximate}
            for f in candidate.figures
        ],
        "quote": candidate.surface,
        "start": candidate.start,
        "end": candidate.end,
        "extractor": draft.extractor,
        "match": None
        if match is None
        else {
            "fact": match.fact,
            "relation": match.relation,
            "likeness": match.likeness,
            "because": match.because,
        },
    }


def describe_draft(draft: Draft) -> Iterator[str]:
    """A draft for people: the date and headline, then why, and what else it may be."""
    candidate = draft.candidate
    when = format_words(parse_edtf(candidate.occurred)) if candidate.occurred else "Undated"
    yield f"{when}: {candidate.headline}"
    yield f"    {because(candidate)}" + (f" ({candidate.occurred})" if candidate.occurred else "")
    if candidate.alternatives:
        yield f"    or {', '.join(map(date_words, candidate.alternatives))}"
    if candidate.unresolved and candidate.occurred:
        yield f"    “{candidate.unresolved}” can be tied to another fact"
    for label, found in (("people", candidate.people), ("places", candidate.places)):
        if found:
            yield f"    {label}: {', '.join(found)}"
    if candidate.figures:
        figures = (f"{f.name}={f.value} {f.unit}".strip() for f in candidate.figures)
        yield f"    figures: {', '.join(figures)}"
    if draft.match is not None:
        yield f"    {draft.match.relation}: {draft.match.fact} ({draft.match.because})"
