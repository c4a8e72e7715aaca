"""timeline correct"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import click

from timeline.cli import options
from timeline.cli.add import UNDATED, read_knowers
from timeline.cli.arguments import command
from timeline.cli.citing import (
    as_written,
    citing,
    read_citations,
    read_figures,
    say_date,
    say_public_reason,
)
from timeline.cli.learned import learned_on
from timeline.cli.reporting import report
from timeline.cli.session import Session, print_text
from timeline.dates import check_zone
from timeline.editing import (
    AMENDING_KINDS,
    HINDSIGHT,
    check_name,
    check_url,
    correct_fact,
    find_fact,
    preview,
)
from timeline.editing.names import NameTakenError, holder_of
from timeline.events import CHANGE_KINDS, Change, Media, Place
from timeline.renderers.text import LABELS, REPEATS, value_words

F = TypeVar("F", bound=Callable[..., Any])

_TEXTS = {
    "headline": "A new headline.",
    "detail": "New detail; empty text clears it.",
    "zone": "The fact's own IANA time zone.",
    "note": "A new note that is never published.",
    "name": "A new readable name.",
}
_LISTS = {
    "tag": ("tags", "T"),
    "lane": ("lanes", "L"),
    "person": ("people", "P"),
    "figure": ("figures", "NAME=NUMBER UNIT"),
    "known-to": ("known_to", "WHO=DATE"),
}


def _fields(function: F) -> F:
    made = [
        click.option("--on", "occurred", metavar="DATE", help="When it happened; empty: undated."),
        *(click.option(f"--{name}", metavar="TEXT", help=about) for name, about in _TEXTS.items()),
        click.option("--place", metavar="P", help="Where it happened; empty text clears it."),
        click.option("--image", metavar="URL", help="A picture, with --alt; empty: none."),
        click.option("--alt", metavar="TEXT", default="", help="What the picture shows."),
        click.option("--credit", metavar="TEXT", default="", help="Whose picture it is."),
    ]
    for name, (field, metavar) in _LISTS.items():
        about = f"Add a {name}, or replace the one of that name; may be repeated."
        drop = f"Take this {name} away, by name; may be repeated."
        made += [
            click.option(
                f"--{name}",
                field,
                metavar=metavar,
                multiple=True,
                callback=options.no_empty,
                help=about,
            ),
            click.option(
                f"--drop-{name}", f"drop_{field}", metavar="NAME", multiple=True, help=drop
            ),
        ]
    return options.stacked(*made)(function)


@command("correct")
@options.fact
@_fields
@click.option("--set-known", metavar="DATE", help="When the fact was known; empty: by its sources.")
@click.option("--internal/--public", default=None, help="Keep it out of what is published, or not.")
@click.option(
    "--kind",
    type=click.Choice(CHANGE_KINDS),
    default="correction",
    show_default=True,
    help="Typos and clarifications apply as if always said so, and typos never show on a page.",
)
@options.because
@click.option("--known", metavar="DATE", help="When the correction became known.")
@options.citing
@options.writing
@click.pass_obj
def correct_command(session: Session, /, **given: Any) -> None:
    """Correct what FACT says. What it said before stays in the log, and shows at an earlier
    --known-by.

    \b
    timeline correct mexico-lists-demands --figure "aid=20000000000 USD" \\
        --because "a zero was missing" --known 2024-01-09
    timeline correct mexico-lists-demands --headline "…" --kind typo
    """
    session.check_author(given["by"])
    session.focus(facts=[given["fact"], given["name"] or ""], sources=given["sources"])
    story = session.whole_story
    state = story.state(find_fact(story, given["fact"]))
    change = _change(session, given)
    if not change:
        raise click.UsageError("Say what to change: --on, --headline, --figure, … (see --help).")
    name = change.set.get("name")
    if name and name in story.facts_by_name and name != state.name:
        raise NameTakenError("fact", name, holder_of(story, story.facts_by_name[name]))
    cited = read_citations(session, **citing(given))
    amends = given["kind"] in AMENDING_KINDS or set(change.fields) <= set(HINDSIGHT)
    if amends and given["known"]:
        raise click.UsageError(
            f"--known says when a correction became known; a {given['kind']} of these fields "
            "applies as if it had always been said. To change when the fact was known: --set-known."
        )
    make = partial(
        correct_fact,
        state,
        change,
        kind=given["kind"],
        because=given["because"],
        citations=cited.citations,
    )
    # First whether it can be done at all, then the question of when it became known.
    entries = make()
    if not amends:
        entries = make(known=learned_on(session, given["known"], cited))
    if not given["as_json"] and not state.values.internal:
        for field, (before, after) in preview(state, change).items():
            if field == "note":
                print_text("note: changed")  # internal: neither the old nor the new one shows
            elif before != after and field not in REPEATS:
                old, new = _words(field, before, session), _words(field, after, session)
                print_text(f"{LABELS.get(field, field)}: {old} -> {new}")
    say_public_reason(session, cited, given["because"])
    recorded = session.append((*cited.entries, *entries), by=given["by"], dry_run=given["dry_run"])
    report(name or state.name, recorded[-1].id, as_json=given["as_json"])


def _change(session: Session, given: dict[str, Any]) -> Change:
    fields: dict[str, Any] = {
        name: given[name] or None for name in _TEXTS if given[name] is not None
    }
    if given["headline"] is not None:
        fields["headline"] = " ".join(given["headline"].split())
    if fields.get("name"):
        check_name(fields["name"])
    for option, field in (("occurred", "occurred"), ("set_known", "known")):
        text = given[option]
        if text is not None:
            empty = not text or (field == "occurred" and text.strip().casefold() == UNDATED)
            date = None if empty else session.date(text)
            fields[field] = date
            if field == "occurred":
                fields["occurred_text"] = (as_written(text, date) if date else "") or None
            if date:
                say_date(session, {"occurred": "happened"}.get(field, field), text, date)
    fields |= _checked(given)
    add: dict[str, tuple[Any, ...]] = {
        "tags": given["tags"],
        "lanes": given["lanes"],
        "people": given["people"],
        "figures": read_figures(given["figures"]),
        "known_to": read_knowers(session, given["known_to"]),
    }
    drop = {field: given[f"drop_{field}"] for field, _ in _LISTS.values()}
    return Change(
        set=fields,
        add={field: items for field, items in add.items() if items},
        drop={field: items for field, items in drop.items() if items},
    )


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    """Zone, place, picture and publicity, where they are given."""
    fields: dict[str, Any] = {}
    if given["zone"]:
        check_zone(given["zone"])
    if given["place"] is not None:
        place = given["place"].strip()
        fields["place"] = Place(name=place) if place else None
    if given["image"] is not None:
        fields["media"] = _media(given)
    if given["internal"] is not None:
        fields["internal"] = given["internal"]
    return fields


def _media(given: dict[str, Any]) -> Media | None:
    if not given["image"]:
        return None
    if not given["alt"]:
        raise click.UsageError("--image needs --alt: what the picture shows, in words.")
    return Media(url=check_url("image", given["image"]), alt=given["alt"], credit=given["credit"])


def _words(field: str, value: Any, session: Session) -> str:
    if isinstance(value, tuple):
        shown = [value_words(f"{field}.item", item, session.whole_story) for item in value]
        return ", ".join(shown) or "nothing"
    return value_words(field, value, session.whole_story)
