"""The strip and the social card as SVG: pictures that need no other file.

A strip is 720 pixels wide and follows the reader's colour scheme; a card is 1200 by 630, as
social networks want it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from attrs import frozen
from markupsafe import escape

from timeline.dates import Date
from timeline.projections.story import Story
from timeline.renderers.html import environment, visible
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.strip_view import Cell, Mark, Strip
from timeline.renderers.page.view import PageView

_MARK = 7


@frozen(kw_only=True)
class Box:
    """Where the strip lies in the picture: its left, its axis, its width and its marks' size."""

    x: float
    axis: float
    width: float
    pitch: float
    mark: float
    text: float


STRIP = Box(x=8, axis=150, width=704, pitch=11, mark=8, text=13)
CARD = Box(x=64, axis=492, width=1072, pitch=17, mark=13, text=20)
_TITLE_LINE = 24
"""So many characters fit a line of the card's title."""
_CARD_TITLE = 112
"""Where the card's title begins, and the height of its lines in that of its letters."""
_LEADING = 1.06


def render_svg(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """The strip with its title and stamp."""
    page = view_page(story, known_by, options or PageOptions(), static=True)
    shift = max(_rows(page) * STRIP.pitch - 80, 0)
    box = STRIP if not shift else _lowered(STRIP, shift)
    return _render("strip.svg", page, box, height=224 + shift)


def render_card(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """The social card. A title too long for three lines is cut, with an ellipsis."""
    page = view_page(story, known_by, options or PageOptions(), static=True)
    lines = _balanced(page.title)
    size = 84 if len(lines) < 3 else 64
    room = CARD.axis - (_CARD_TITLE + size * (len(lines) * _LEADING + 0.3))
    box = _within(CARD, room, _rows(page))
    return _render("card.svg", page, box, lines=tuple(enumerate(lines)), size=size)


def _balanced(title: str) -> list[str]:
    """The title in as few lines as fit, of about the same length."""
    lines = textwrap.wrap(title, _TITLE_LINE, max_lines=3, placeholder="…")
    for width in range(_TITLE_LINE - 1, 8, -1):
        narrower = textwrap.wrap(title, width, max_lines=3, placeholder="…")
        if len(narrower) > len(lines) or (narrower[-1:] != lines[-1:] and "…" in narrower[-1]):
            break
        lines = narrower
    return lines


def _within(box: Box, room: float, rows: int) -> Box:
    """The box with its rows of marks pressed together, where they would run into the title."""
    from attrs import evolve

    pitch = min(box.pitch, room / max(rows, 1))
    return evolve(box, pitch=pitch, mark=min(box.mark, pitch * box.mark / box.pitch))


def _lowered(box: Box, by: float) -> Box:
    from attrs import evolve

    return evolve(box, axis=box.axis + by)


def _render(template: str, page: PageView, box: Box, **names: object) -> str:
    strip = page.strip
    text = (
        environment()
        .get_template(template)
        .render(
            page=page,
            box=box,
            marks=tuple(_shapes(strip, box)) if strip else (),
            cells=tuple(_ticks(strip, box, page.direction)) if strip else (),
            spoken=_spoken(page),
            **names,
        )
    )
    return visible(text)


def _rows(page: PageView) -> int:
    if page.strip is None:
        return 0
    tops = [page.strip.height - mark.y for mark in page.strip.marks]
    tops += [bar.height for bar in page.strip.bars]
    return max((round(top) for top in tops), default=0) // 9


def _spoken(page: PageView) -> str:
    """What the picture shows, for those who can't see it."""
    said = [
        f"{entry.now.words}: {entry.headline[-1].value}"
        for section in page.sections
        for entry in section.entries
        if not entry.is_retracted
    ]
    shown = "; ".join(said[:20])
    return f"{page.totals} {shown}"


def _shapes(strip: Strip, box: Box) -> Iterator[str]:
    for mark in strip.marks:
        yield _shape(mark, strip, box)
    for bar in strip.bars:
        x, width = box.x + bar.x * box.width / 100, bar.width * box.width / 100
        high = bar.height * box.pitch / 9
        yield _rect("span", x, box.axis - high, width, high)


def _shape(mark: Mark, strip: Strip, box: Box) -> str:
    row = round((strip.height - 1 - mark.y) / 9) - 1
    top = box.axis - (row + 1) * box.pitch + (box.pitch - box.mark) / 2 - 0.5
    low = box.x + mark.x * box.width / 100
    high = box.x + mark.end * box.width / 100
    center = box.x + mark.center * box.width / 100
    if mark.kind == "undated":
        return ""
    if mark.kind == "x":
        half = box.mark / 2
        return (
            f'<path class="s-ink" fill="none" stroke="#16181b" stroke-width="{box.mark / 4:g}" '
            f'd="M{center - half:.1f} {top:.1f}l{box.mark:g} {box.mark:g}m0 -{box.mark:g}'
            f'l-{box.mark:g} {box.mark:g}"/>'
        )
    if mark.kind == "day":
        return _rect("span", center - box.mark / 4, top, box.mark / 2, box.mark)
    if mark.kind == "oneof":
        middle, bottom = top + box.mark / 2, top + box.mark
        return (
            f'<path class="s-ink" fill="none" stroke="#16181b" stroke-width="{box.mark / 5:g}" '
            f'd="M{low:.1f} {top:.1f}V{bottom:.1f}M{low:.1f} {middle:.1f}H{high:.1f}'
            f'M{high:.1f} {top:.1f}V{bottom:.1f}"/>'
        )
    return _rect(mark.fill or "span", low, top, high - low, box.mark)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    fill = "#16181b" if kind == "span" else f"url(#{kind})"
    return (
        f'<rect class="f-{kind}" fill="{fill}" x="{x:.1f}" y="{y:.1f}" '
        f'width="{width:.1f}" height="{height:.1f}"/>'
    )


def _ticks(strip: Strip, box: Box, direction: str) -> Iterator[str]:
    """A line and a name for each period, from the right in a right-to-left story; names that
    would overlap are left out."""
    total = sum(cell.grow for cell in strip.cells)
    right = direction == "rtl"
    at, free = 0.0, 0.0
    for cell in reversed(strip.cells) if right else strip.cells:
        x = box.x + at / total * box.width
        wide = cell.grow / total * box.width
        line = f"M{x + wide if right else x:.1f} {box.axis:g}v{box.text * 1.7:g}"
        yield f'<path class="s-rule" stroke="#d6d4ce" d="{line}"/>'
        name = _name(cell, wide, box)
        half = len(name) * box.text * 0.3
        center = max(x + wide / 2, half)
        if name and center - half >= free:
            free = center + half
            kind = "ink" if cell.count else "soft"
            yield (
                f'<text class="f-{kind}" fill="{"#16181b" if cell.count else "#5a5e64"}" '
                f'font-weight="{700 if cell.count else 400}" text-anchor="middle" '
                f'font-size="{box.text:g}" x="{center:.1f}" '
                f'y="{box.axis + box.text * 1.35:g}">{escape(name)}</text>'
            )
        at += cell.grow


def _name(cell: Cell, wide: float, box: Box) -> str:
    """The longest name that fits: month and year, the year, the month, or its first letter."""
    names = [cell.year or cell.label]
    if cell.year and cell.label != cell.year:
        names.insert(0, f"{cell.label} {cell.year}")
    fitting = (name for name in names if len(name) * box.text * 0.58 < wide)
    return next(fitting, cell.year or cell.short)
