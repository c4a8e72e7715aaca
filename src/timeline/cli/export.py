"""timeline export"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.publishing import named, page_options
from timeline.cli.selecting import selecting, selection_of
from timeline.cli.session import Session, say, say_error
from timeline.formats.exporting import Telling
from timeline.formats.registry import find_writer, writers
from timeline.projections.chronology import project_chronology
from timeline.projections.selection import select

if TYPE_CHECKING:
    from timeline.dates import Date
    from timeline.projections import Story
    from timeline.renderers.page.build import PageOptions

# Formats that the renderers write, with their extensions.
RENDERED = {
    "atom": (".atom",),
    "jsonfeed": (".jsonfeed",),
    "markdown": (".md", ".markdown"),
    "svg": (".svg",),
}
_RENDERED_EXTENSIONS = {one: name for name, each in RENDERED.items() for one in each}


@command("export")
@click.option(
    "--format", "name", metavar="F", default="", help="The format; else by -o's extension."
)
@click.option("-o", "output", metavar="FILE|-", default="-", help="Where to. Default: stdout.")
@selecting
@options.known_by
@options.recorded_by
@options.timeline_name
@options.internal
@click.pass_obj
def export_command(
    session: Session,
    /,
    *,
    name: str,
    output: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    **chosen: str | tuple[str, ...] | None,
) -> None:
    """Write the facts in a format of other programs.

    \b
    Formats: csv, timelinejs-csv, timelinejs-json, ical, markwhen, timesketch-csv,
    timesketch-jsonl, csl-json, bibtex, jsonld, sqlite, log, atom, jsonfeed, markdown,
    svg.

    What the format can't hold is listed on stderr. Internal matter stays here unless --internal
    is given, and retracted facts do, but for the formats that hold the whole log.

    \b
    timeline export -o border.ics
    timeline export --format timelinejs-csv --tag talks -o talks.csv
    timeline export --format csv --known-by 2024-01-06 | head
    """
    if not name and output == "-":
        raise click.UsageError("expected --format F, or -o FILE with an extension that says it.")
    name = name or _RENDERED_EXTENSIONS.get(Path(output).suffix.lower(), "")
    day = session.known_by(known_by)
    selection = selection_of(session, timeline_name, chosen)
    if name in RENDERED:
        page = evolve(page_options(session, timeline_name), selection=selection)
        data = _render(name, session.story(recorded_by, internal=internal), day, page)
        _write(output, lambda stream: stream.write(data))
        return
    if not name:
        for error in writers().broken:
            say_error(error)
    writer = find_writer(name, "" if output == "-" else output, RENDERED)
    if writer.binary and output == "-" and sys.stdout.isatty():
        raise click.UsageError(f"{writer.name} is no text for a terminal. Give -o FILE.")
    chronology = project_chronology(session.story(recorded_by, internal=internal), day)
    telling = Telling(
        chronology=chronology,
        facts=select(chronology.facts, selection),
        title=chronology.story.settings.title,
    )
    _write(output, lambda stream: writer.export(telling, stream))
    for loss in telling.losses_in_words():
        say(f"{writer.name} has no place for {loss}")
    say(f"{len(telling.facts)} facts as {writer.title} ({writer.name})")


def _render(name: str, story: Story, known_by: Date | None, options: PageOptions) -> bytes:
    """The formats for readers, which programs take too; a JSON Feed is made from the Atom feed."""
    from timeline.cli.render import renderer

    rendered = renderer("atom" if name == "jsonfeed" else name)(story, known_by, options)
    if name == "jsonfeed":
        from timeline.formats.jsonfeed import format_jsonfeed

        rendered = format_jsonfeed(str(rendered))
    return rendered.encode() if isinstance(rendered, str) else rendered


def _write(output: str, write: Callable[[BinaryIO], object]) -> None:
    """To a file or stdout, where nothing appears before all of it is there."""
    if output != "-":
        with named(Path(output)):
            _write_file(Path(output), write)
        return
    with TemporaryFile() as stream:
        write(stream)
        stream.seek(0)
        shutil.copyfileobj(stream, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _write_file(path: Path, write: Callable[[BinaryIO], object]) -> None:
    """Beside the file first, then in its place: it is never there by half."""
    stream: BinaryIO
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:  # type: ignore[assignment]
        temporary = Path(stream.name)
        try:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    temporary.replace(path)
