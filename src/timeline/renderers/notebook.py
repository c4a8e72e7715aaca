"""The timeline in a notebook: a value that Jupyter shows as the page's static fragment."""

from __future__ import annotations

from attrs import field, frozen

from timeline.dates import Date
from timeline.projections.story import Story
from timeline.renderers.html import render_fragment
from timeline.renderers.markdown import render_markdown
from timeline.renderers.page.build import PageOptions


@frozen
class Shown:
    """`Shown(story)` as the last line of a cell shows the timeline. It runs no script, so it
    shows in notebooks that aren't trusted too.
    """

    story: Story
    known_by: Date | None = None
    options: PageOptions = field(factory=PageOptions)

    def _repr_html_(self) -> str:
        return render_fragment(self.story, self.known_by, options=self.options)

    def _repr_markdown_(self) -> str:
        return render_markdown(self.story, self.known_by, options=self.options)
