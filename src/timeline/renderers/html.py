"""The published page: one self-contained file, or a fragment of one, from a view and templates.

Everything from outside is escaped by the templates; addresses are http or https only; bidi
controls are shown, not obeyed. There is no request to anywhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from attrs import evolve

from timeline.dates import Date
from timeline.projections.story import Story
from timeline.renderers.jsonld import render_jsonld
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import PageView

if TYPE_CHECKING:
    from jinja2 import Environment

# Marks that reorder what a reader sees, and controls that HTML forbids. Text of a right-to-left
# story needs none of them: each piece stands in an element of its own.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def render_html(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """The timeline at K as one HTML file. Nothing in it asks for another file.

    The same story, K and options give the same bytes, whenever they are asked for.
    """
    return render_page(view_page(story, known_by, options or PageOptions()))


def render_page(page: PageView) -> str:
    """The document for a view."""
    page = evolve(page, json_ld=_trusted(render_jsonld(page)))
    return _render("page.html", page, tag="main", title_tag="h1", head_tag="h2", item_tag="h3")


def render_fragment(
    story: Story,
    known_by: Date | None = None,
    *,
    options: PageOptions | None = None,
    styled: bool = True,
) -> str:
    """The timeline at K as a piece of HTML for another page, without script.

    Its styles and ids are its own, so it disturbs nothing around it. Without them (`styled`
    False) it reads as headings and lists, in the host's own style: for hosts that take out
    style elements, some of which leave the rules behind as text.

    It has no blank line, no indented line and no bracket of a template's tag or a
    shortcode, so Markdown, Liquid, Nunjucks, Go's templates and WordPress take it for HTML.
    """
    given = options or PageOptions()
    page = view_page(story, known_by, evolve(given, anchor=given.anchor or "tl-"), static=True)
    page = evolve(page, is_plain=not styled)
    text = _render(
        "fragment.html", page, tag="section", title_tag="h2", head_tag="h3", item_tag="h4"
    )
    style, end, body = text.rpartition("</style>")
    return style + end + ("\n" if end else "") + _portable(body.lstrip("\n"))


# A line may end between two elements only: elsewhere it is text of the story, in which blank
# lines and indented ones would end the HTML for Markdown, and become <br> in WordPress.
_LINE_ENDS = re.compile(r"(>)?\s*\n\s*(?(1)(<)?)")
_BRACKETS = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;"})


def _portable(html: str) -> str:
    """HTML without scripts and styles, as text that no host's own syntax is in."""

    def joined(found: re.Match[str]) -> str:
        before, after = found[1] or "", found[2] or ""
        return f"{before}\n{after}" if before and after else f"{before} {after}"

    return _LINE_ENDS.sub(joined, html.strip()).translate(_BRACKETS) + "\n"


def _render(template: str, page: PageView, **names: Any) -> str:
    text = (
        environment()
        .get_template(template)
        .render(
            page=page,
            anchor=page.anchor,
            css=stylesheet(),
            js=_scripts(),
            boot=script("boot.js"),
            filter_css=stylesheet("filter.css"),
            filter_js=script("filter.js"),
            order_js=script("order.js"),
            **names,
        )
    )
    return visible(text)


def render_richtext(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """A page with a button that copies the timeline as rich text, for editors without HTML."""
    page = view_page(story, known_by, options or PageOptions(), static=True)
    text = environment().get_template("richtext.html").render(page=page, js=script("copy.js"))
    return visible(text)


def visible(text: str) -> str:
    """The text with controls and bidi controls shown by their numbers."""
    return _CONTROLS.sub(_shown, text)


def _shown(found: re.Match[str]) -> str:
    return f"\N{REPLACEMENT CHARACTER}U+{ord(found.group()):04X}"


@cache
def environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("timeline.renderers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _scripts() -> Any:
    return script("page.js") + ";\n" + script("frame.js")


def _trusted(text: str) -> Any:
    """Text that is safe as it is within its element, so that the template doesn't escape it."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  JSON with its angle brackets escaped


@cache
def asset(name: str) -> str:
    return (files("timeline.renderers") / "assets" / name).read_text("utf-8")


@cache
def stylesheet(name: str = "page.css") -> Any:
    """The page's CSS without comments and line ends; our own text, so it is not escaped."""
    from markupsafe import Markup

    css = re.sub(r"/\*.*?\*/", "", asset(name), flags=re.DOTALL)
    return Markup(re.sub(r"\s*\n\s*", "", css).replace(";}", "}"))  # noqa: S704  our own file


@cache
def script(name: str) -> Any:
    from markupsafe import Markup

    js = re.sub(r"^\s*//.*\n", "", asset(name), flags=re.MULTILINE)
    return Markup(re.sub(r"\n\s*", "\n", js).strip())  # noqa: S704  our own file
