"""timeline embed"""

from __future__ import annotations

import sys

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.publishing import page_options
from timeline.cli.session import Session, say

PLACES = ("html", "iframe", "component", "wordpress", "ghost", "hugo", "markdown", "richtext")

_NO_ADDRESS = {
    "iframe": "the frame looks for it beside its host",
    "wordpress": "so this is the text itself",
}


@command("embed")
@click.option(
    "--for", "place", metavar="PLACE", required=True, type=click.Choice(PLACES), help="The place."
)
@click.option("--fragment", is_flag=True, help="With --for wordpress: the text, not the address.")
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
    fragment: bool,
    known_by: str | None,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
) -> None:
    """Print what to paste into an article, and say where to paste it.

    The snippet goes to stdout, the two lines of instruction to stderr. PLACE is one of html,
    iframe, component, wordpress, ghost, hugo, markdown, richtext.

    \b
    timeline embed --for iframe
    timeline embed --for ghost --timeline talks | xclip
    """
    from timeline.renderers.embeds import make_snippet, wordpress_text

    if fragment and place != "wordpress":
        raise click.UsageError(f"--fragment goes with --for wordpress, not with --for {place}.")
    page = page_options(session, timeline_name)
    story, day = session.story(recorded_by, internal=internal), session.known_by(known_by)
    if fragment:
        snippet = wordpress_text(story, day, page)
    else:
        snippet = make_snippet(place, story, day, options=page)
    sys.stdout.buffer.write(snippet.text.rstrip("\n").encode() + b"\n")
    sys.stdout.buffer.flush()
    for line in snippet.how:
        say(line)
    if snippet.live and (recorded_by or internal):
        say("It shows the published page, whatever --recorded-by and --internal say here.")
    if not page.url and place in _NO_ADDRESS:
        say(f"timeline.toml has no url, where the page is public: {_NO_ADDRESS[place]}.")
