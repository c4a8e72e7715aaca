"""What readers call things: dates, statuses, figures, fields and changes, each in a few words.

Text from outside is inert in all of them, but for a figure's: its words go on to be checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.dates import Date, format_words
from timeline.events import FactCorrected, FactStated, Figure, KnownTo, Media, Place
from timeline.projections.facts import Step, identity
from timeline.projections.record import Settings
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.terminal import inert, inert_line

# What readers call fields, where it is another word than the format's.
LABELS = {
    "occurred": "date",
    "media": "picture",
    "zone": "time zone",
    "tags": "tag",
    "lanes": "lane",
    "people": "person",
    "known_to": "known to",
}
# Texts of several words, which would run into the sentence that tells of them.
_QUOTED = ("headline", "detail", "note")
# They only repeat, in the writer's words, what `occurred` and `known` say.
REPEATS = ("occurred_text", "known_text")


def date_words(date: Date | None, story: Story) -> str:
    if date is None:
        return "undated"
    return format_words(date, hemisphere=story.settings.hemisphere)


def occurred_words(values: FactStated, story: Story) -> str:
    """When a fact happened; a time by other clocks than the log's names their zone."""
    words = date_words(values.occurred, story)
    zone = foreign_zone(values, story.settings)
    return f"{words} ({inert_line(zone)})" if zone else words


def foreign_zone(values: FactStated, settings: Settings) -> str:
    """The fact's own zone where its time is told by it and it is not the log's; else empty."""
    if values.occurred is None or not values.occurred.is_local_time:
        return ""
    return values.zone if values.zone != settings.zone else ""


def known_words(date: Date | None, story: Story) -> str:
    """`known Jan. 5, 2024`, `known between … and …`, `when it became known is unknown`."""
    return f"known {date_words(date, story)}" if date else "when it became known is unknown"


def status_words(state: FactState) -> str:
    return {"single-source": "single source"}.get(state.status.name, state.status.name)


def source_words(source: Source, story: Story) -> str:
    values = source.values
    parts = [inert_line(source.label)]
    if values.publisher and values.publisher != source.label:
        parts.append(inert_line(values.publisher))
    if values.published:
        parts.append(date_words(values.published, story))
    return ", ".join(parts)


def figure_words(figure: Figure) -> str:
    about = "about " if figure.approximate else ""
    return f"{about}{group_digits(figure.value)} {figure.unit}".strip()


def group_digits(value: str) -> str:
    """`20000000000` as `20,000,000,000`; a number of four digits too."""
    sign, digits = ("-", value[1:]) if value.startswith("-") else ("", value)
    whole, point, rest = digits.partition(".")
    return f"{sign}{int(whole):,}{point}{rest}"


def value_words(field: str, value: Any, story: Story) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Date):
        return date_words(value, story)
    if isinstance(value, Figure):
        return inert(figure_words(value))
    if field == "origin" and isinstance(value, str):
        origin = story.sources.get(story.record.canonical_id(value))
        return inert_line(origin.name if origin else value[:8])
    if isinstance(value, Place):
        return inert(value.name)
    if isinstance(value, Media):
        return inert(f"{value.url} ({value.alt})" if value.alt else value.url)
    if field in _QUOTED and isinstance(value, str):
        return f"“{inert(value)}”"
    if isinstance(value, KnownTo):
        return f"{inert(value.who)}, {date_words(value.known, story)}"
    from timeline.renderers.data import value_data

    return inert(str(value_data(field, value)))


def field_words(field: str) -> str:
    """What a reader calls a field, or an item of a list: `figures.aid` is `aid`."""
    name, _, item = field.partition(".")
    if not item:
        return LABELS.get(name) or name.replace("_", " ")
    label = "" if name == "figures" else LABELS.get(name, name)
    return inert_line(f"{label} {item}")


def change_words(touches: Iterable[tuple[str, Any]], story: Story) -> str:
    """`aid now 20,000,000,000 USD; tag trade taken out`."""
    told = [(field, value) for field, value in touches if field not in REPEATS]
    return "; ".join(_touch_words(field, value, story) for field, value in told) or "its wording"


def _touch_words(field: str, value: Any, story: Story) -> str:
    label = field_words(field)
    _, _, item = field.partition(".")
    if item and value is None:
        return f"{label} taken out"
    if item and value == item:
        return f"{label} added"
    if isinstance(value, KnownTo):
        return f"{label}: {date_words(value.known, story)}"
    return f"{label} now {value_words(field, value, story)}"


def former_words(touches: Iterable[tuple[str, Any]], before: FactStated, story: Story) -> str:
    """The same told by what stood there: `aid was 2,000,000,000 USD; tag trade taken out`."""
    told = []
    for field, value in touches:
        if field in REPEATS:
            continue
        former = _former(before, field)
        if former in (None, "", ()) or value == former:
            told.append(_touch_words(field, value, story))
        elif value is None and "." in field:
            words = value_words(field, former, story)
            told.append(f"{field_words(field)} taken out ({words})")
        else:
            told.append(f"{field_words(field)} was {value_words(field, former, story)}")
    return "; ".join(told) or "its wording"


def _former(before: FactStated, field: str) -> Any:
    """The value of a field, or of a list's item, in `before`; None where there is none."""
    name, _, item = field.partition(".")
    value = getattr(before, name, None)
    if not item:
        return value
    return next((one for one in value or () if identity(one) == item), None)


def step_words(step: Step, story: Story, *, before: FactStated | None = None) -> str:
    """`Corrected Jan. 9, 2024: aid now 20,000,000,000 USD (a zero was missing)`.

    With the values that stood `before`, it tells those instead of the new ones.
    """
    when = date_words(step.known.date, story) if step.known.date else "on an unknown day"
    if "retracted" in step.touches:
        verb = "Retracted" if step.touches["retracted"] else "Restored"
        return f"{verb} {when}{f': {inert(step.because)}' if step.because else ''}"
    kind = step.event.body.kind if isinstance(step.event.body, FactCorrected) else "correction"
    verb = {"update": "Updated"}.get(kind, "Corrected")
    reason = f" ({inert(step.because)})" if step.because else ""
    touches = step.touches.items()
    if before is None:
        return f"{verb} {when}: {change_words(touches, story)}{reason}"
    return f"{verb} {when}: {former_words(touches, before, story)}{reason}"
