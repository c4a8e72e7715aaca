"""timeline render"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.publishing import DEFAULT_NAME, page_options, publish, recorded_in
from timeline.cli.session import Session, print_text, say
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.dates import Date
    from timeline.projections.story import Story
    from timeline.renderers.page.build import PageOptions

    Renderer = Callable[[Story, Date | None, PageOptions], str | bytes]

_NO_ADDRESS = (
    "timeline.toml has no url, where the page is public, "
    "so it has no canonical, feed or oEmbed link."
)

_WITH_PICTURES = ("html", "markdown", "richtext")


@frozen
class Form:
    """A form of output: what follows the timeline's name in the file's, and its help."""

    ending: str
    about: str


FORMS = {
    "html": Form(".html", "A page for readers: one file that needs no other."),
    "markdown": Form(".md", "Markdown, for sites that take it."),
    "svg": Form(".svg", "The strip, as a picture."),
    "card": Form("-card.svg", "A card for social networks, as SVG."),
    "png": Form("-card.png", "The card as PNG; needs Chromium."),
    "atom": Form(".atom", "A feed of changes."),
    "oembed": Form(".oembed.json", "What content systems ask about the page."),
    "richtext": Form("-richtext.html", "A page to copy from into editors without HTML."),
    "text": Form(".txt", "Plain text."),
}


def _forms(function: click.decorators.FC) -> click.decorators.FC:
    for name, form in reversed(FORMS.items()):
        function = click.option(
            f"--{name}",
            f"as_{name}",
            is_flag=True,
            expose_value=False,
            callback=_choose,
            help=form.about,
        )(function)
    return function


def _choose(ctx: click.Context, param: click.Parameter, chosen: bool) -> None:
    """One form a run: a second one is refused, and not dropped."""
    name = param.opts[0].removeprefix("--")
    if chosen and ctx.params.setdefault("form", name) != name:
        raise click.UsageError(f"Choose --{ctx.params['form']} or --{name}, and run it twice.", ctx)


class NotTogetherError(TimelineError):
    code = "not-together"

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"expected {one} or {other}, got both", "leave one of them out")


@command("render")
@_forms
@click.option("--fragment", is_flag=True, help="With --html: a piece for another page, no script.")
@click.option(
    "-o", "output", metavar="FILE|-", help="Where to. Default: exports/NAME.EXT; - is stdout."
)
@click.option(
    "--since",
    metavar="FILE|DATE",
    help="Say what changed since this earlier rendering, or this day of recording.",
)
@click.option("--states", metavar="DIR", help="Also a page for each day on which it changed.")
@click.option("--watch", is_flag=True, help="Show it in a browser and follow every new event.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="With --watch. 0: any free.")
@options.known_by
@options.recorded_by
@options.timeline_name
@options.internal
@click.pass_obj
def render_command(
    session: Session,
    /,
    *,
    form: str | None = None,
    fragment: bool,
    output: str | None,
    since: str | None,
    states: str | None,
    watch: bool,
    port: int,
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
    timeline render --html --watch
    """
    if form is None and (watch or states or fragment):
        form = "html"
    if form is None:
        raise click.UsageError(f"expected one of {', '.join(f'--{name}' for name in FORMS)}")
    if (watch or states or fragment) and form != "html":
        raise NotTogetherError(f"--{form}", "--fragment, --states or --watch")
    day = session.known_by(known_by)
    page = page_options(session, timeline_name, since=recorded_in(session, since))
    name = timeline_name or DEFAULT_NAME
    if watch:
        _watch(session, page, day, port, recorded_by, internal=internal)
        return
    story = session.story(recorded_by, internal=internal)
    if form == "html" and not fragment and not page.url:
        say(_NO_ADDRESS)
    if form in _WITH_PICTURES:
        _say_pictures_left_out(story, day, page)
    if states:
        _write_states(story, name, page, Path(states))
        return
    rendered = renderer("fragment" if fragment else form)(story, day, page)
    data = rendered.encode() if isinstance(rendered, str) else rendered
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    ending = "-fragment.html" if fragment else FORMS[form].ending
    print_text(str(publish(session, f"{name}{ending}", data, output)))


def _say_pictures_left_out(story: Story, day: Date | None, page: PageOptions) -> None:
    """A page loads nothing from other hosts unless its author says so: what it lacks is told."""
    from timeline.projections.selection import select
    from timeline.renderers.page.entries import may_show

    shown = (state.values.media for state in select(story.states(day), page.selection))
    count = sum(not may_show(media, remote=page.remote_media) for media in shown if media)
    if count:
        pictures = f"{count} picture{'s' if count > 1 else ''} of another host"
        say(f"Left out: {pictures}. To show them: remote_images = true in timeline.toml.")


def renderer(form: str) -> Renderer:
    """The library call for a form; its module is loaded only now."""
    if form == "html":
        from timeline.renderers.html import render_html

        return lambda story, day, page: render_html(story, day, options=page)
    if form == "fragment":
        from timeline.renderers.html import render_fragment

        return lambda story, day, page: render_fragment(story, day, options=page)
    if form == "richtext":
        from timeline.renderers.html import render_richtext

        return lambda story, day, page: render_richtext(story, day, options=page)
    if form == "markdown":
        from timeline.renderers.markdown import render_markdown

        return lambda story, day, page: render_markdown(story, day, options=page)
    if form == "atom":
        from timeline.renderers.feeds import render_atom

        return lambda story, _, page: render_atom(story, options=page)
    if form == "oembed":
        from timeline.renderers.embeds import render_oembed

        return lambda story, day, page: render_oembed(story, day, options=page)
    if form == "text":
        return _text
    from timeline.renderers.svg import render_card, render_svg

    if form == "svg":
        return lambda story, day, page: render_svg(story, day, options=page)
    if form == "card":
        return lambda story, day, page: render_card(story, day, options=page)
    from timeline.renderers.png import draw_png

    return lambda story, day, page: draw_png(render_card(story, day, options=page), 1200, 630)


def _text(story: Story, day: Date | None, page: PageOptions) -> str:
    from attrs import evolve

    from timeline.projections.chronology import project_chronology
    from timeline.projections.selection import select
    from timeline.renderers.text import render_chronology

    chronology = project_chronology(story, day)
    facts = select(chronology.facts, page.selection)
    chosen = evolve(chronology, facts=facts, not_yet=() if page.selection else chronology.not_yet)
    return render_chronology(chosen, stamp=True) + "\n"


def _write_states(story: Story, name: str, page: PageOptions, directory: Path) -> None:
    from timeline.log.durable import replace_file
    from timeline.renderers.states import render_states

    directory.mkdir(parents=True, exist_ok=True)
    for file, html in render_states(story, name, options=page):
        replace_file(directory / file, html.encode())
        print_text(str(directory / file))


def _watch(
    session: Session,
    page: PageOptions,
    day: Date | None,
    port: int,
    recorded_by: str | None,
    *,
    internal: bool,
) -> None:
    """Serve until Ctrl-C."""
    import threading

    from timeline.cli.watching import LOOPBACK, Watched, follow, make_server

    draw = renderer("html")

    def render() -> str:
        fresh = Session(session.directory)
        return draw(fresh.story(recorded_by, internal=internal), day, page)  # type: ignore[return-value]

    watched, stop = Watched(), threading.Event()
    watched.show(render())
    with make_server(watched, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print_text(f"http://{LOOPBACK}:{server.server_address[1]}/")
        sys.stdout.flush()
        say("Open it in a browser; it follows every new event. Ctrl-C ends it.")
        try:
            follow(session.workspace.root, render, watched.show, stop)
        except KeyboardInterrupt:
            say("Ended.")
        finally:
            server.shutdown()
