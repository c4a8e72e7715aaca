"""The timeline as an element of its own, `<timeline-embed>`: its styles neither leak nor are lost.

Its text stands in a declarative shadow root, so it shows without script. A few lines of script
take a newer text from `src`, the published fragment, where there is one.
"""

from __future__ import annotations

import re

from markupsafe import escape

from timeline.dates import Date
from timeline.projections.story import Story
from timeline.renderers.html import render_fragment, script, visible
from timeline.renderers.page.build import PageOptions, view_page

_ANCHOR = "tl-"
_WITHIN = re.compile(rf'href="#{_ANCHOR}([^"]*)"')


def render_component(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """The element with its text and script. At a K, or without a public address, it has no `src`,
    so it stays as it is.

    A link within a shadow root leads nowhere by itself: without script it leads to the published
    page, where there is one.
    """
    options = options or PageOptions()
    page = view_page(story, known_by, options, static=True)
    text = render_fragment(story, known_by, options=options)
    address = escape(options.url)
    text = _WITHIN.sub(
        lambda found: f'href="{address}#{found[1]}" data-in="{_ANCHOR}{found[1]}"', text
    )
    live = options.url and known_by is None
    fragment = escape(f"{options.url.removesuffix('.html')}-fragment.html")
    src = f' src="{fragment}"' if live else ""
    title = escape(visible(page.title))
    fallback = f'<a href="{address}">{title}</a>' if options.url else title
    return (
        f'<timeline-embed{src}><template shadowrootmode="open">'
        f"<style>:host{{all:initial;display:block}}</style>\n{text.strip()}\n"
        f"</template>{fallback}</timeline-embed>\n"
        f"<script>{script('component.js')}</script>\n"
    )
