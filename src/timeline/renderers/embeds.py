"""What to paste where: snippets for each place, and oEmbed's JSON.

Nothing here names a server of ours: an embed loads the page from its own public address.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen
from markupsafe import escape

from timeline.dates import Date
from timeline.errors import TimelineError
from timeline.projections.story import Story
from timeline.renderers.html import render_fragment, render_richtext, visible
from timeline.renderers.markdown import render_markdown
from timeline.renderers.page.build import PageOptions, view_page

_HEIGHT = 720
_WIDTH = 720


class NoAddressError(TimelineError):
    code = "no-address"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"expected the page's public address for {what}, and timeline.toml has none",
            'put url = "https://…" (the folder that exports/ is published as) in timeline.toml',
        )


@frozen(kw_only=True)
class Snippet:
    """`text` is what to paste; `how` says in two lines where. `live`: it is no copy, but follows
    the page that is published.
    """

    text: str
    how: tuple[str, str]
    live: bool = False


def make_snippet(
    place: str, story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> Snippet:
    """The snippet for one of `PLACES`."""
    return PLACES[place](story, known_by, options or PageOptions())


def page_address(known_by: Date | None, options: PageOptions) -> str:
    """Where a frame finds the page, opened at K; beside its host where it is published nowhere."""
    address = options.url or f"{options.name}.html"
    return f"{address}?known={known_by.latest}" if known_by else address


def iframe(story: Story, known_by: Date | None, options: PageOptions) -> str:
    """A frame that grows with the page where the host listens, and scrolls where it doesn't.

    The script is a few lines of the host's own, for hosts without a library that resizes frames.
    """
    page = view_page(story, known_by, options, static=True)
    title = escape(visible(page.title))
    address = escape(page_address(known_by, options))
    return (
        f'<iframe src="{address}" title="{title}" loading="lazy" data-timeline '
        f'style="width:100%;height:{_HEIGHT}px;border:0"></iframe>\n'
        "<script>addEventListener('message',function(e){"
        "var d=e.data;if(d&&d.sentinel=='amp'&&d.type=='embed-size')"
        "document.querySelectorAll('iframe[data-timeline]').forEach(function(f){"
        "if(f.contentWindow==e.source)f.style.height=Math.max(100,+d.height||0)+'px'})})</script>"
    )


def render_oembed(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """oEmbed 1.0 of type `rich`, as a static file. Raises: NoAddressError."""
    options = options or PageOptions()
    if not options.url:
        raise NoAddressError("oEmbed")
    page = view_page(story, known_by, options, static=True)
    title, address = escape(visible(page.title)), escape(page_address(known_by, options))
    html = (
        f'<blockquote><a href="{address}">{title}</a></blockquote>'
        f'<iframe src="{address}" title="{title}" width="{_WIDTH}" height="{_HEIGHT}" '
        'frameborder="0"></iframe>'
    )
    site = urlsplit(options.url)
    card = f"{options.url.removesuffix('.html')}-card.png"
    data: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": visible(page.title),
        "provider_name": site.netloc,
        "provider_url": f"{site.scheme}://{site.netloc}/",
        "cache_age": 3600,
        "width": _WIDTH,
        "height": _HEIGHT,
        "html": html,
        "thumbnail_url": card,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


_PINNED = "It is pinned: it stays as it was recorded now. Take it again after a change."


def _html(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    return Snippet(
        text=render_fragment(story, known_by, options=options),
        how=(
            "Paste it into the article's HTML: it brings its own styles, and no script.",
            _PINNED,
        ),
    )


def _iframe(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    where = "exports/ as " + options.url.rpartition("/")[0] if options.url else "the page beside it"
    return Snippet(
        text=iframe(story, known_by, options),
        how=(
            f"Paste it into the article's HTML, and publish {where}.",
            "It is live: render the page again after a change, and every frame has it.",
        ),
        live=True,
    )


def _wordpress(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    if not options.url:
        return wordpress_text(story, known_by, options)
    return Snippet(
        text=page_address(known_by, options),
        how=(
            f"Paste it on a line of its own; {options.name}.oembed.json lies beside the page.",
            "It is live, in a frame of at most 1,000 pixels. With --fragment: the text itself.",
        ),
        live=True,
    )


def wordpress_text(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    """The text itself, without styles: what WordPress takes out of an author's HTML leaves its
    rules behind as text.
    """
    return Snippet(
        text=render_fragment(story, known_by, options=options, styled=False),
        how=(
            "Paste it into a Custom HTML block: WordPress keeps every word and link of it.",
            _PINNED,
        ),
    )


def _ghost(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    return Snippet(
        text=render_fragment(story, known_by, options=options),
        how=(
            "Paste it into an HTML card (type /html). A newsletter keeps its words and links.",
            _PINNED,
        ),
    )


def _hugo(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    name = options.name
    return Snippet(
        text=render_fragment(story, known_by, options=options),
        how=(
            f"Save it as layouts/shortcodes/{name}.html; write {{{{< {name} >}}}} in the article.",
            _PINNED,
        ),
    )


def _markdown(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    return Snippet(
        text=render_markdown(story, known_by, options=options),
        how=(
            "Paste it into a Markdown file or editor; what was struck stands between ~~ and ~~.",
            _PINNED,
        ),
    )


def _richtext(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    return Snippet(
        text=render_richtext(story, known_by, options=options),
        how=(
            "Save it as a file, open it in a browser, press its button, and paste into the editor.",
            _PINNED,
        ),
    )


def _component(story: Story, known_by: Date | None, options: PageOptions) -> Snippet:
    from timeline.renderers.component import render_component

    live = bool(options.url) and known_by is None
    return Snippet(
        text=render_component(story, known_by, options=options),
        how=(
            "Paste it into a page's HTML; it shows without script, and its styles stay within it.",
            "It takes newer text from its src: publish that with render --html --fragment."
            if live
            else _PINNED,
        ),
        live=live,
    )


PLACES: dict[str, Callable[[Story, Date | None, PageOptions], Snippet]] = {
    "html": _html,
    "iframe": _iframe,
    "component": _component,
    "wordpress": _wordpress,
    "ghost": _ghost,
    "hugo": _hugo,
    "markdown": _markdown,
    "richtext": _richtext,
}
