"""timeline embed"""

from __future__ import annotations

import sys

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.publishing import page_options
from timeline.cli.session import Session, say

PLACES = ("html", "iframe", "wordpress", "ghost", "hugo", "markdown", "richtext")


@command("embed")
@click.option(
    "--for", "place", metavar="PLACE", required=True, type=click.Choice(PLACES), help="The place."
)
@options.known_by
@options.recorded_by
@options.timeline_name
@options.internal
@click.pass_obj
def embed_command(
    session: Session,
    /,
    *,
    place: str,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
) -> None:
    """Print what to paste into an article, and say where to paste it.

    The snippet goes to stdout, the two lines of instruction to stderr. PLACE is one of html,
    iframe, wordpress, ghost, hugo, markdown, richtext.

    \b
    timeline embed --for iframe
    timeline embed --for ghost --timeline talks | xclip
    """
    from timeline.renderers.embeds import make_snippet

    page = page_options(session, timeline_name)
    story = session.story(recorded_by, internal=internal)
    snippet = make_snippet(place, story, session.known_by(known_by), options=page)
    sys.stdout.buffer.write(snippet.text.rstrip("\n").encode() + b"\n")
    sys.stdout.buffer.flush()
    for line in snippet.how:
        say(line)
    if not page.url:
        say("timeline.toml has no url: canonical links and oEmbed are left out.")
