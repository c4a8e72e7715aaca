"""timeline export"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import Any, BinaryIO

import click
from attrs import evolve

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selecting, selection_of
from timeline.cli.session import Session, say
from timeline.formats.exporting import Telling, export
from timeline.formats.registry import Writer, find_writer
from timeline.log.durable import replace_file
from timeline.projections.chronology import project_chronology
from timeline.projections.selection import select

# Formats that the renderers write, with their extensions.
RENDERED = {
    "atom": (".atom",),
    "jsonfeed": (".jsonfeed",),
    "markdown": (".md", ".markdown"),
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
    timesketch-jsonl, csl-json, bibtex, jsonld, sqlite, log, atom, jsonfeed, markdown.

    What the format can't hold is listed on stderr. Internal matter stays here unless --internal
    is given, and retracted facts do, but for the formats that hold the whole log.

    \b
    timeline export -o border.ics
    timeline export --format timelinejs-csv --tag talks -o talks.csv
    timeline export --format csv --known-by 2024-01-06 | head
    """
    name = name or _RENDERED_EXTENSIONS.get(Path(output).suffix.lower(), "")
    if name in RENDERED:
        text = _render(session, name, known_by, recorded_by, timeline_name, chosen, internal)
        if output == "-":
            print_raw(text.encode())
        else:
            replace_file(Path(output), text.encode())
        return
    writer = find_writer(name, "" if output == "-" else output, RENDERED)
    if writer.binary and output == "-" and sys.stdout.isatty():
        raise click.UsageError(f"{writer.name} is no text for a terminal. Give -o FILE.")
    story = session.story(recorded_by, internal=internal)
    chronology = project_chronology(story, session.known_by(known_by))
    facts = select(chronology.facts, selection_of(session, timeline_name, chosen))
    telling = Telling(chronology=chronology, facts=facts, title=story.settings.title)
    if output == "-":
        _write_out(writer, telling)
    else:
        _write_file(writer, telling, Path(output))
    for loss in telling.losses_in_words():
        say(f"{writer.name} has no place for {loss}")
    say(f"{len(telling.facts)} facts as {writer.title} ({writer.name})")


def _render(  # noqa: PLR0917
    session: Session,
    name: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    chosen: Mapping[str, Any],
    internal: bool,
) -> str:
    """The formats for readers, in which programs take the story too."""
    from timeline.cli.publishing import page_options

    story = session.story(recorded_by, internal=internal)
    options = evolve(
        page_options(session, timeline_name), selection=selection_of(session, timeline_name, chosen)
    )
    if name == "markdown":
        from timeline.renderers.markdown import render_markdown

        return render_markdown(story, session.known_by(known_by), options=options)
    from timeline.renderers.feeds import render_atom

    atom = render_atom(story, options=options)
    if name == "atom":
        return atom
    from timeline.formats.jsonfeed import format_jsonfeed

    return format_jsonfeed(atom)


def _write_out(writer: Writer, telling: Telling) -> None:
    with TemporaryFile() as stream:
        export(writer, telling, stream)
        stream.seek(0)
        while block := stream.read(65_536):
            print_raw(block)


def print_raw(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _write_file(writer: Writer, telling: Telling, path: Path) -> None:
    """Beside the file first, then in its place: it is never there by half."""
    stream: BinaryIO
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:  # type: ignore[assignment]
        temporary = Path(stream.name)
        try:
            export(writer, telling, stream)
            stream.flush()
            os.fsync(stream.fileno())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    temporary.replace(path)
