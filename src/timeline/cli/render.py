"""timeline render"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.publishing import DEFAULT_NAME, page_options, publish
from timeline.cli.session import Session, print_text

if TYPE_CHECKING:
    from timeline.dates import Date
    from timeline.projections.story import Story
    from timeline.renderers.page.build import PageOptions

FORMS = {
    "html": ("html", "A page for readers: one file that needs no other."),
    "text": ("txt", "Plain text."),
}


def _forms(function: click.decorators.FC) -> click.decorators.FC:
    for name, (_, about) in reversed(FORMS.items()):
        function = click.option(f"--{name}", "form", flag_value=name, help=about)(function)
    return function


@command("render")
@_forms
@click.option(
    "-o", "output", metavar="FILE|-", help="Where to. Default: exports/NAME.EXT; - is stdout."
)
@options.known_by
@options.recorded_by
@options.timeline_name
@options.internal
@click.pass_obj
def render_command(
    session: Session,
    /,
    *,
    form: str | None,
    output: str | None,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
) -> None:
    """Publish the timeline for readers, as a page or in another form, and print its path.

    \b
    timeline render --html
    timeline render --html --timeline talks --known-by 2024-01-06 -o talks.html
    timeline render --text -o - | less
    """
    if form is None:
        raise click.UsageError(f"expected one of {', '.join(f'--{name}' for name in FORMS)}")
    text = _render(session, form, known_by, recorded_by, timeline_name, internal=internal)
    if output == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    name = f"{timeline_name or DEFAULT_NAME}.{FORMS[form][0]}"
    print_text(str(publish(session, name, text.encode(), output)))


def _render(
    session: Session,
    form: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    *,
    internal: bool,
) -> str:
    story = session.story(recorded_by, internal=internal)
    day = session.known_by(known_by)
    page = page_options(session, timeline_name)
    if form == "text":
        return _text(story, day, page)
    from timeline.renderers.html import render_html

    return render_html(story, day, options=page)


def _text(story: Story, day: Date | None, page: PageOptions) -> str:
    from attrs import evolve

    from timeline.projections.chronology import project_chronology
    from timeline.projections.selection import select
    from timeline.renderers.text import render_chronology

    chronology = project_chronology(story, day)
    facts = select(chronology.facts, page.selection)
    chosen = evolve(chronology, facts=facts, not_yet=() if page.selection else chronology.not_yet)
    return render_chronology(chosen, stamp=True) + "\n"
