"""timeline add --edit: a filled-in fact sheet in $EDITOR, recorded as an import of it would be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import click

from timeline.cli.reporting import telling
from timeline.cli.session import Session, on_terminal, print_json, print_text, say, say_error
from timeline.editing import find_source, is_url
from timeline.editing.names import UnknownSourceError
from timeline.errors import TimelineError
from timeline.events import FactStated
from timeline.formats.importing import Plan, append_plan, plan_import
from timeline.formats.items import Item, Reading
from timeline.formats.sheets import read_sheet
from timeline.renderers.text import inert

_NAME = "fact sheet"
_LISTS = ("tags", "lanes", "people", "figures")
_FIELDS = (
    ("headline", "headline", "What happened, in one line."),
    ("detail", "detail", "A sentence or two more."),
    ("known", "known", "When it became known; without it, when its source was published."),
    ("tags", "tags", ""),
    ("lanes", "lanes", ""),
    ("people", "people", ""),
    ("place", "place", ""),
    ("figures", "figures", 'Like ["aid=20000000000 USD"].'),
    ("locator", "locator", "Where in the source: ¶3, p. 12."),
    ("quote", "quote", "The source's own words."),
    ("attributed_to", "attributed_to", "Whom the source names for it."),
    ("name", "name", "Its readable name; without it, one is made from the headline."),
    ("note", "note", "Never published."),
)


def add_by_sheet(session: Session, given: Mapping[str, Any]) -> None:
    """Open the sheet until it can be recorded, or until it is given up; then nothing is."""
    session.check_author(given["by"])
    text = "".join(_lines(session, given))
    settings = session.settings
    reading = Reading(zone=settings.zone, hemisphere=settings.hemisphere, order=session.order)
    while True:
        edited = click.edit(text, extension=".toml")
        if edited is None or not edited.strip():
            say("The sheet was not saved; nothing was recorded.")
            return
        try:
            if _take(session, edited, reading, given):
                return
        except TimelineError as error:
            # The log is busy, the disk is full: what was typed must not be lost for that.
            if not on_terminal():
                raise
            say_error(error)
        if not click.confirm("Edit it again?", default=True, err=True):
            say("Nothing was recorded.")
            return
        text = edited


def _take(session: Session, text: str, reading: Reading, given: Mapping[str, Any]) -> bool:
    """Record what the sheet says, or say what is wrong with it; off a terminal, raise that."""
    names: list[str] = []
    found = read_sheet(BytesIO(text.encode()), _NAME, reading)

    def note(item: Item, _verdict: str) -> None:
        names.extend(_fact_name(item))

    with plan_import(session.whole_story, found, show=note) as plan:
        problems = (*plan.problems, *plan.conflicts)
        if not problems:
            _record(session, plan, given, names)
        elif not on_terminal():
            plan.check()
        for problem in problems:
            say(f"{problem}\n  {problem.remedy}" if problem.remedy else str(problem))
    return not problems


def _record(session: Session, plan: Plan, given: Mapping[str, Any], names: list[str]) -> None:
    if given["dry_run"]:
        say("Nothing was written (--dry-run).")
    else:
        append_plan(session.workspace.log, plan, by=session.workspace.author(given["by"]))
    with telling("" if given["dry_run"] else ", ".join(inert(name) for name in names)):
        if given["as_json"]:
            print_json([{"id": name} for name in names])
        else:
            print_text("\n".join(inert(name) for name in names))


def _fact_name(item: Item) -> Iterator[str]:
    if isinstance(item.entry.body, FactStated):
        yield item.entry.body.name


def _lines(session: Session, given: Mapping[str, Any]) -> Iterator[str]:
    """The sheet, filled in with what the command line said; the rest as comments."""
    yield "# Save and close to record this; close without saving to drop it.\n\n"
    yield from _source_lines(session, given)
    yield "[[fact]]\n"
    yield _line("on", given["date"] or "", "When it happened: EDTF, or English.")
    for field, option, about in _FIELDS:
        yield _line(field, given[option] or "", about)
    if given["internal"]:
        yield "internal = true\n"


def _source_lines(session: Session, given: Mapping[str, Any]) -> Iterator[str]:
    source = given["sources"][0] if given["sources"] else ""
    if not source:
        yield '# [source]\n# name = ""\n# url = ""\n# publisher = ""\n# published = ""\n\n'
        return
    yield "[source]\n"
    try:
        yield _line("name", find_source(session.whole_story, source).name, "")
    except UnknownSourceError:
        from timeline.editing.sources import name_of_url

        name = name_of_url(source) if is_url(source) else source
        yield _line("name", name, "")
        yield _line("url", source if is_url(source) else "", "")
        yield _line("publisher", given["publisher"], "")
        yield _line("published", given["published"] or "", "")
    yield "\n"


def _line(name: str, value: Any, about: str) -> str:
    """One field in TOML, whose strings JSON writes too; an empty one is commented out."""
    written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    written = written.replace("\x7f", "\\u007f")
    if not value and name in _LISTS:
        written = "[]"
    empty = "" if value or name in ("on", "headline") else "# "
    return f"{empty}{name} = {written}{f'  # {about}' if about else ''}\n"
