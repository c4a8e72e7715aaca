"""timeline import"""

from __future__ import annotations

import codecs
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO

import click

from timeline.cli import options
from timeline.cli.arguments import command, order
from timeline.cli.progress import progress
from timeline.cli.reporting import telling
from timeline.cli.session import Session, print_json, print_text, say, say_error
from timeline.errors import Problem
from timeline.events import FactStated
from timeline.formats.files import File, read_files, recognize_file
from timeline.formats.importing import Plan, append_plan, plan_import
from timeline.formats.items import Found, Item, Note, Reading
from timeline.formats.registry import readers
from timeline.renderers.text import inert


@command("import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--format", "name", metavar="F", default="", help="The format; else it is found out.")
@click.option(
    "--map",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="The column of a table that holds a field, such as occurred=Date; may be repeated.",
)
@order
@click.option("--encoding", metavar="NAME", default="utf-8", help="Of a text file. Default: UTF-8.")
@click.option("--partial", is_flag=True, help="Record what is sound although some is not.")
@options.writing
@click.pass_obj
def import_command(
    session: Session,
    /,
    *,
    files: tuple[str, ...],
    name: str,
    columns: tuple[str, ...],
    encoding: str,
    partial: bool,
    by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record the facts of FILEs: fact sheets, tables, and other programs' files. - is stdin.

    \b
    Formats: sheet, csv, timelinejs-csv, timelinejs-json, ical, markwhen, timesketch-csv,
    timesketch-jsonl, csl-json, bibtex, log.

    Everything is checked first, and every fault told with its line; with a fault, nothing is
    recorded. What the log already has is not recorded again.

    \b
    timeline import seeds/*.toml
    timeline import facts.csv --map headline=What --map occurred=When --dry-run
    """
    _check_encoding(encoding)
    settings = session.settings
    reading = Reading(
        zone=settings.zone,
        hemisphere="south" if settings.hemisphere == "south" else "north",
        order=session.order,
        encoding=encoding,
        columns=_columns(columns),
    )
    author = session.workspace.author(by)
    with ExitStack() as stack:
        if not name:
            for error in readers().broken:
                say_error(error)
        opened = [_open(stack, path, reading, name) for path in files]
        show = _show if dry_run and not as_json else None
        if any(file.reader.name == "log" for file in opened):
            _merge(session, opened, by=author, dry_run=dry_run, as_json=as_json)
            return
        found = _with_progress(opened, reading)
        plan = stack.enter_context(plan_import(session.whole_story, found, show=show))
        _finish(session, plan, partial=partial, by=author, dry_run=dry_run, as_json=as_json)


def _finish(
    session: Session, plan: Plan, *, partial: bool, by: str, dry_run: bool, as_json: bool
) -> None:
    for note in _summary(plan.notes):
        say(note)
    if as_json:
        print_json(_plan_data(plan))
    plan.check(partial=partial)
    for problem in [*plan.problems, *plan.conflicts]:
        say(f"left out: {problem}")
    if not dry_run:
        with progress(plan.inserted, "Recording") as advance:
            append_plan(session.workspace.log, plan, by=by, advance=advance)
    if not as_json:
        told = _told(plan, dry_run=dry_run)
        with telling("" if dry_run else told):
            print_text(told)


def _merge(
    session: Session, files: Sequence[File], *, by: str, dry_run: bool, as_json: bool
) -> None:
    """Lines of another copy of the log are taken as they are, with their ids and times."""
    from timeline.formats.native import merge_log

    if not all(file.reader.name == "log" for file in files):
        raise click.UsageError("import lines of a log by themselves, without other files.")
    streams = [(file.path, file.stream) for file in files]
    merged = merge_log(session.workspace.log, streams, by=by, dry_run=dry_run)
    verb = "would insert" if dry_run else "inserted"
    told = f"{verb} {_count(merged.inserted, 'event')}; unchanged {merged.unchanged:,}"
    with telling("" if dry_run else told):
        if as_json:
            print_json({"inserted": merged.inserted, "unchanged": merged.unchanged})
        else:
            print_text(told)


def _columns(given: Sequence[str]) -> dict[str, str]:
    columns = {}
    for text in given:
        field, equals, column = text.partition("=")
        if not equals or not field.strip() or not column.strip():
            raise click.UsageError(f"--map: expected FIELD=COLUMN, got {text!r}.")
        columns[field.strip()] = column.strip()
    return columns


def _check_encoding(name: str) -> None:
    try:
        known = codecs.lookup(name)
    except LookupError:
        raise click.UsageError(
            f"--encoding: expected a name such as windows-1252, got {name!r}."
        ) from None
    if not known._is_text_encoding:  # the only way to tell rot13 from latin-1
        raise click.UsageError(f"--encoding: expected a text encoding, got {name!r}.")


def _open(stack: ExitStack, path: str, reading: Reading, name: str) -> File:
    stream: IO[bytes] | BinaryIO
    if path == "-":
        # A pipe can't be rewound, which finding out its format needs.
        stream = TemporaryFile()  # noqa: SIM115  the stack closes it
        shutil.copyfileobj(sys.stdin.buffer, stream)
        stream.seek(0)
        path = "stdin"
    else:
        stream = Path(path).open("rb")  # noqa: SIM115  the stack closes it
    stack.enter_context(stream)
    file = recognize_file(path, stream, reading, name)
    say(f"{path}: {file.reader.title} ({file.reader.name})")
    return file


def _with_progress(files: Sequence[File], reading: Reading) -> Iterator[Found]:
    sizes = [file.stream.seek(0, 2) for file in files]
    for file in files:
        file.stream.seek(0)
    with progress(sum(sizes), "Checking") as advance:
        done = 0
        for count, one in enumerate(read_files(files, reading)):
            yield one
            if count % 500 == 0:
                place = sum(file.stream.tell() for file in files)
                advance(place - done)
                done = place


def _show(item: Item, verdict: str) -> None:
    """A line of the preview: what the item will become."""
    body = item.entry.body
    if isinstance(body, FactStated):
        when = body.occurred.edtf if body.occurred else "undated"
        what = f"{body.name}  {when}  {body.headline}"
    else:
        what = f"{getattr(body, 'name', '') or item.entry.about}  ({body.type})"
    where = f"{item.path}:{item.line}" if item.line else item.path
    print_text(inert(f"{verdict}  {where}  {what}"))


def _summary(notes: Sequence[Note]) -> Iterator[str]:
    """Each note once, with how often it applies."""
    counts: dict[tuple[str, str], int] = {}
    for note in notes:
        counts[note.path, note.message] = counts.get((note.path, note.message), 0) + 1
    for (path, message), count in counts.items():
        yield f"{path}: {message}" + (f" ({count} times)" if count > 1 else "")


def _told(plan: Plan, *, dry_run: bool) -> str:
    sources, supports = len(plan.sources), len(plan.supports)
    new = [
        _count(plan.facts, "fact"),
        *([_count(sources, "source")] if sources else []),
        *([_count(supports, "further citation")] if supports else []),
    ]
    text = f"{'would insert' if dry_run else 'inserted'} {', '.join(new)}"
    text += f"; unchanged {plan.unchanged:,}"
    if plan.conflicts:
        text += f"; conflicting {len(plan.conflicts):,}"
    return text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _plan_data(plan: Plan) -> dict[str, object]:
    return {
        "inserted": plan.inserted,
        "facts": plan.facts,
        "sources": len(plan.sources),
        "unchanged": plan.unchanged,
        "conflicting": len(plan.conflicts),
        "problems": [_problem_data(one) for one in [*plan.problems, *plan.conflicts]],
        "notes": list(_summary(plan.notes)),
    }


def _problem_data(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
    }
