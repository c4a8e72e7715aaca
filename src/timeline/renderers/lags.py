"""Terminal text and JSON of lags and silences."""

from __future__ import annotations

from timeline.dates import Date
from timeline.projections.lag import Days, Lags
from timeline.projections.story import Story
from timeline.renderers.answers import how_many, indented
from timeline.renderers.data import Data, edtf
from timeline.renderers.terminal import Page, columns, inert_line, wrap
from timeline.renderers.text import date_words


def render_lags(lags: Lags, page: Page) -> str:
    """A table of days, and the silences."""
    story = lags.story
    if not lags.facts:
        return "No facts."
    rows = [("happened", "known after", "recorded after", "")]
    rows += [
        (
            date_words(lag.clocks.occurred, story),
            days_words(lag.to_known),
            days_words(lag.to_recorded),
            inert_line(lag.clocks.name),
        )
        for lag in lags.facts
    ]
    widths = [min(max(columns(row[index]) for row in rows), 36) for index in range(3)]
    lines = []
    for number, row in enumerate(rows):
        cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=False)]
        for index in range(max(map(len, cells))):
            parts = [cell[index] if index < len(cell) else "" for cell in cells]
            padded = [
                f"{part}{' ' * (width - columns(part))}"
                for part, width in zip(parts, widths, strict=True)
            ]
            line = "  ".join((*padded, "" if index else row[3])).rstrip()
            lines.append(line if number else page.bold(line))
    if len(lags.facts) < lags.count:
        lines.append(page.dim(f"The first {len(lags.facts):,} of {lags.count:,} facts."))
    lines.append(page.dim("Days, from the first to the last they can be."))
    if lags.silences:
        lines += ["", page.bold(f"Silences ({how_many(lags.silences, lags.silent)})")]
    for silence in lags.silences:
        span = f"{_span_words(silence.first, silence.last, story)}, {silence.days:,} days"
        lines += indented(f"{silence.kind} {inert_line(silence.name)}: {span}", page, 2)
        between = f"after {inert_line(silence.after.name)}, until {inert_line(silence.until.name)}"
        lines += [page.dim(line) for line in indented(between, page)]
    return "\n".join(lines)


def days_words(days: Days) -> str:
    """`0`, `8 to 31`, `3 or more`."""
    if days.most is None:
        return f"{days.least:,} or more" if days.least else "unknown"
    return f"{days.least:,}" if days.least == days.most else f"{days.least:,} to {days.most:,}"


def _span_words(first: Date, last: Date, story: Story) -> str:
    return f"{date_words(first, story)} to {date_words(last, story)}"


# -- for programs ---------------------------------------------------------------------------


def lags_data(lags: Lags) -> Data:
    """`least` and `most` are whole days; `most` is null where there is no last day."""
    return {
        "facts": [
            {
                "id": lag.clocks.name,
                "event": lag.clocks.id,
                "occurred": edtf(lag.clocks.occurred),
                "known": edtf(lag.clocks.known.date),
                "recorded": lag.clocks.recorded,
                "to_known": _days_data(lag.to_known),
                "to_recorded": _days_data(lag.to_recorded),
                "in_all": _days_data(lag.in_all),
            }
            for lag in lags.facts
        ],
        "silences": [
            {
                "kind": silence.kind,
                "name": silence.name,
                "first": silence.first.edtf,
                "last": silence.last.edtf,
                "days": silence.days,
                "after": silence.after.name,
                "until": silence.until.name,
            }
            for silence in lags.silences
        ],
    }


def _days_data(days: Days) -> Data:
    return {"least": days.least, "most": days.most}
