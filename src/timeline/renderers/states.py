"""The page as it stood on every day on which what was known changed: one file a day.

So a reader without script goes back in time by ordinary links.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from timeline.dates import day
from timeline.projections.story import Story
from timeline.renderers.html import render_html
from timeline.renderers.page.build import PageOptions, view_page


def render_states(
    story: Story, name: str, *, options: PageOptions | None = None
) -> Iterator[tuple[str, str]]:
    """(file name, HTML): NAME.html first, then NAME-known-DATE.html for each day, in order.

    The files link to one another by their names, so they must lie in one directory.
    """
    options = options or PageOptions()
    steps = view_page(story, None, options, static=True).steps
    files = {step.day: f"{name}-known-{step.machine}.html" for step in steps}
    linked = evolve(options, states=files)
    yield f"{name}.html", render_html(story, options=linked)
    for number, file in files.items():
        yield file, render_html(story, day(number), options=linked)
