"""timeline lag"""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_part, settings_of, view_of
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections.lag import MONTH, Lags, measure_lags, project_lag


@command("lag")
@click.option(
    "--silence",
    metavar="DAYS",
    type=click.IntRange(min=1),
    default=MONTH,
    show_default=True,
    help="How many days without a fact, in a lane or a source, are a silence.",
)
@click.option("--svg", is_flag=True, help="Draw the lags as an SVG picture.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    help="Where to write the picture; -: to stdout.",
)
@options.limit
@options.viewing
@click.pass_obj
def lag_command(
    session: Session,
    /,
    *,
    silence: int,
    svg: bool,
    output: str,
    limit: int | None,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show how many days passed from happening to being known, and from being known to being
    recorded here; and silences, the long gaps in a lane or a source.

    \b
    timeline lag --silence 60
    timeline lag --svg -o lag.svg
    """
    if output != "-" and not svg:
        raise click.UsageError("--output is for the picture: give --svg too.")
    if svg and as_json:
        raise click.UsageError("--svg and --json: give one of them.")
    asked = Asked(
        known_by=session.known_by(known_by),
        recorded_by=session.recorded_by(recorded_by),
        internal=internal,
        selection=selection_of(session, timeline_name, {}),
    )
    lags = _measure(session, asked, silence, limit)
    if svg:
        from timeline.renderers.lag_chart import render_lag_chart

        _write(render_lag_chart(lags), output)
    elif as_json:
        from timeline.renderers.lags import lags_data

        print_json(lags_data(lags))
    else:
        from timeline.renderers.lags import render_lags

        print_text(render_lags(lags, page()))


def _measure(session: Session, asked: Asked, silence: int, limit: int | None) -> Lags:
    """The lags; of a long log, by the clocks that its index keeps."""
    if session.is_large and not asked.selection:
        with session.index() as index:
            story = settings_of(index, asked)
            clocks = index.clocks(view_of(story, asked))
        return measure_lags(story, clocks, asked.known_by, silence=silence, limit=limit)
    story = read_part(session, asked)
    return project_lag(story, asked.known_by, silence=silence, limit=limit)


def _write(text: str, output: str) -> None:
    """To stdout, or to a file that is whole or not there at all."""
    if output == "-":
        print_text(text)
        return
    path = Path(output)
    made = path.with_name(f".{path.name}.part")
    try:
        made.write_text(f"{text}\n", encoding="utf-8")
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    print_text(str(path))
