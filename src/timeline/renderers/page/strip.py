"""The strip: an overview of when things happened, how sure the days are, and where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates import parse_edtf
from timeline.dates.gregorian import civil, format_year
from timeline.projections.record import Settings
from timeline.renderers.catalogue import Words
from timeline.renderers.page.scale import MONTH, Period, Scale, make_scale, unit_index
from timeline.renderers.page.strip_view import Bar, Cell, Mark, Strip, Void
from timeline.renderers.page.view import EntryView
from timeline.renderers.page.when import date_words

MARKS = 60
"""Up to so many facts have a mark each; more are stacked into bars."""

_BINS = 96
_PITCH, _MARK, _TOP = 9, 7, 18
_LEAST = 1.2
_STUB = 2.5
_BAR_HEIGHT = 46
_APART = 9.0
"""In percent, from centre to centre: 24 px, and a little more, on the narrowest phones (320 px)."""
_WORDED = 18.0
"""A stretch with nothing in it is named when it takes at least this share, in percent."""


def strip_scale(
    spans: Sequence[tuple[int | None, int | None]], steps: Sequence[int]
) -> Scale | None:
    """The axis for what happened and the days on which it became known; None without either."""
    known = [(at, at) for at in steps]
    happened = []
    for start, end in spans:
        if start is not None or end is not None:
            low = start if start is not None else end
            high = end if end is not None else start
            assert low is not None
            assert high is not None
            happened.append((low, high if start is not None and end is not None else low))
    both = happened + known
    return make_scale(both) if both else None


def view_strip(
    entries: Sequence[EntryView], scale: Scale, words: Words, settings: Settings
) -> Strip:
    dense = len(entries) > MARKS
    marks, rows = ((), 0) if dense else _marks(entries, scale)
    bars = _bars(entries, scale) if dense else ()
    height = _TOP + (_BAR_HEIGHT if dense else max(rows, 2) * _PITCH + 2)
    return Strip(
        height=height,
        marks=tuple(
            Mark(
                kind=mark.kind,
                x=mark.x,
                width=mark.width,
                center=mark.center,
                y=height - 1 - (mark.y + 1) * _PITCH,
            )
            for mark in marks
        ),
        bars=tuple(
            Bar(x=bar.x, width=bar.width, y=height - bar.height, height=bar.height) for bar in bars
        ),
        cells=_cells(entries, scale, words, settings),
        voids=_voids(entries, scale, words),
        scale=scale.points,
    )


def _marks(entries: Sequence[EntryView], scale: Scale) -> tuple[tuple[Mark, ...], int]:
    """A mark for each dated entry, in the entries' order; `y` is its row, 0 on the axis.

    Exact days stand on the axis and the rest is packed above, the shortest lowest.
    """
    boxes = []
    for index, entry in enumerate(entries):
        start, end = entry.span
        if start is None and end is None:
            boxes.append((index, "undated", 0.0, 0.0))
        elif end is None:
            low = scale.at(start or 0)
            boxes.append((index, "open", low, min(low + _STUB, 100.0)))
        elif start is None:
            high = scale.at(end + 1)
            boxes.append((index, "until", max(high - _STUB, 0.0), high))
        else:
            boxes.append((index, entry.now.kind, scale.at(start), scale.at(end + 1)))
    rows: list[list[tuple[float, float]]] = []
    marks: dict[int, Mark] = {}
    for index, kind, low, high in sorted(
        boxes, key=lambda box: (box[1] != "day", box[2], box[3] - box[2])
    ):
        center = (low + high) / 2
        width = _LEAST if kind == "day" else max(high - low, _LEAST)
        left, right = center - width / 2, center + width / 2
        row = next(
            (
                number
                for number, taken in enumerate(rows)
                if all(right <= other_left or left >= other for other_left, other in taken)
            ),
            len(rows),
        )
        if row == len(rows):
            rows.append([])
        if kind != "undated":
            rows[row].append((left - 0.2, right + 0.2))
        shown = "x" if entries[index].is_retracted else kind
        marks[index] = Mark(
            kind=shown,
            x=round(low, 2),
            width=round(high - low, 2),
            center=round(center, 2),
            y=row,
        )
    return tuple(marks[index] for index in sorted(marks)), len(rows)


def _bars(entries: Sequence[EntryView], scale: Scale) -> tuple[Bar, ...]:
    """How many happened in each stretch."""
    counts = [0] * _BINS
    for entry in entries:
        start, end = entry.span
        if start is None and end is None:
            continue
        low = scale.at(start if start is not None else end or 0)
        high = scale.at(end + 1) if end is not None and start is not None else low
        counts[min(int((low + high) / 200 * _BINS), _BINS - 1)] += 1
    most = max(counts)
    return tuple(
        Bar(
            x=round(index * 100 / _BINS, 2),
            width=round(72 / _BINS, 2),
            y=0,
            height=round(max(count / most * (_BAR_HEIGHT - 4), 3), 1),
        )
        for index, count in enumerate(counts)
        if count
    )


def _cells(
    entries: Sequence[EntryView], scale: Scale, words: Words, settings: Settings
) -> tuple[Cell, ...]:
    first_of: dict[int, EntryView] = {}
    counts: dict[int, int] = {}
    for entry in entries:
        start = entry.span[0] if entry.span[0] is not None else entry.span[1]
        if start is not None:
            index = unit_index(start, scale.unit)
            first_of.setdefault(index, entry)
            counts[index] = counts.get(index, 0) + 1
    cells = []
    shown_year = None
    linked = -_APART
    for number, period in enumerate(scale.periods):
        grow = scale.at(period.end) - scale.at(period.start)
        if period.is_break:
            cells.append(_break(period, words, grow))
            continue
        index = unit_index(period.start, scale.unit)
        target = first_of.get(index)
        year, _, _ = civil(period.start)
        with_year = scale.unit == MONTH and (year != shown_year)
        shown_year = year
        label, short = _label(period, scale, words, settings, number)
        centre = (scale.at(period.end) + scale.at(period.start)) / 2
        is_near = target is not None and centre - linked < _APART
        if target and not is_near:
            linked = centre
        cells.append(
            Cell(
                grow=round(grow, 2),
                label=label,
                short=short,
                year=str(year) if with_year else "",
                full=_full(period, scale, words, settings),
                href=f"#{target.id}" if target else "",
                count=counts.get(index, 0),
                is_break=False,
                is_near=is_near,
            )
        )
    return tuple(cells)


def _break(period: Period, words: Words, grow: float) -> Cell:
    return Cell(
        grow=round(grow, 2),
        label="⋯",
        short="",
        year="",
        full=_stretch(period.start, period.end, words),
        href="",
        count=0,
        is_break=True,
    )


def _full(period: Period, scale: Scale, words: Words, settings: Settings) -> str:
    year, month, _ = civil(period.start)
    if scale.unit == MONTH and 0 <= year <= 9999:
        return date_words(parse_edtf(f"{year:04}-{month:02}"), words, settings)
    return _year_words(year, words, settings)


def _label(
    period: Period, scale: Scale, words: Words, settings: Settings, number: int
) -> tuple[str, str]:
    """The name of a period and what of it is left where room is short."""
    full = _full(period, scale, words, settings)
    if scale.unit == MONTH:
        name = full.split(" ", maxsplit=1)[0]
        name = name[:3] if words.language in ("en", "es") else name
        return name, name[:1] if words.language in ("en", "es") else name[:3]
    if scale.unit == 1 and len(full) == 4:
        cut = f"’{full[2:]}" if words.language == "en" else full[2:]
        return full, cut if number else full
    return full, full


def _year_words(year: int, words: Words, settings: Settings) -> str:
    return date_words(parse_edtf(format_year(year)), words, settings)


def _voids(entries: Sequence[EntryView], scale: Scale, words: Words) -> tuple[Void, ...]:
    """Stretches in which nothing is said to have happened: long ones, and those left out."""
    spans = sorted(
        (start, end if end is not None else start)
        for start, end in (entry.span for entry in entries)
        if start is not None
    )
    breaks = [(period.start, period.end) for period in scale.periods if period.is_break]
    found = [
        Void(
            x=round(scale.at(start), 2),
            width=round(scale.at(end) - scale.at(start), 2),
            words=_stretch(start, end, words),
            small=False,
            is_break=True,
        )
        for start, end in breaks
    ]
    covered = scale.first
    for start, end in spans:
        wide = scale.at(start) - scale.at(covered)
        if (
            start > covered
            and wide >= _WORDED
            and not any(low < start and high > covered for low, high in breaks)
        ):
            found.append(
                Void(
                    x=round(scale.at(covered), 2),
                    width=round(wide, 2),
                    words=_stretch(covered, start, words),
                    small=wide < 25,
                    is_break=False,
                )
            )
        covered = max(covered, end + 1)
    return tuple(found)


def stretch_months(start: int, end: int) -> int:
    """Whole months, rounded, from one day to another."""
    return round((end - start) / 30.44)


def _stretch(start: int, end: int, words: Words) -> str:
    months = stretch_months(start, end)
    if months < 24:
        return words.count("page", "gap_months", max(months, 1))
    # Whole years, and not rounded up: with nothing for 38 years and 8 months, "39" says too much.
    return words.count("page", "gap_years", int((end - start + 31) / 365.25))


def gap_words(start: int, end: int, words: Words) -> str:
    return _stretch(start, end, words)
