"""timeline lag"""

from __future__ import annotations

from pathlib import Path

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections.lag import MONTH, project_lag
from timeline.projections.selection import narrow_story


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
@options.viewing
@click.pass_obj
def lag_command(
    session: Session,
    /,
    *,
    silence: int,
    svg: bool,
    output: str,
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
    k = session.known_by(known_by)
    story = session.story(recorded_by, internal=internal)
    story = narrow_story(story, selection_of(session, timeline_name, {}), k)
    lags = project_lag(story, k, silence=silence)
    if svg:
        from timeline.renderers.lag_chart import render_lag_chart

        _write(render_lag_chart(lags), output)
    elif as_json:
        from timeline.renderers.lags import lags_data

        print_json(lags_data(lags))
    else:
        from timeline.renderers.lags import render_lags

        print_text(render_lags(lags, page()))


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
