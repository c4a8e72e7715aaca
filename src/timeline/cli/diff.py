"""timeline diff"""

from __future__ import annotations

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.session import Session, page, print_json, print_text
from timeline.projections import project_difference
from timeline.projections.known import check_moment
from timeline.renderers.data import difference_data
from timeline.renderers.text import render_difference


@command("diff")
@click.argument("a", metavar="DATE")
@click.argument("b", metavar="DATE")
@options.recorded_by
@options.internal
@options.as_json
@click.pass_obj
def diff_command(
    session: Session, /, *, a: str, b: str, recorded_by: str | None, internal: bool, as_json: bool
) -> None:
    """Show what was learned, became certain, was corrected, disputed or retracted after the
    first DATE and by the second, each to its end.

    \b
    timeline diff 2023-12-31 2024-01-06
    """
    story = session.story(recorded_by, internal=internal)
    difference = project_difference(
        story, check_moment(session.date(a)), check_moment(session.date(b))
    )
    if as_json:
        print_json(difference_data(difference))
    else:
        print_text(render_difference(difference, page()))
