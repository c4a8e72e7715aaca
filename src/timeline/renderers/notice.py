"""The correction notice of a difference, in the house's own wording.

The wording is a Jinja template of plain text. Its names:

    story, since, until, zone
    corrections:  label (Correction or Update), when, headline, name, because,
                  changes: field, before, after (before or after empty: added or taken away)
    retractions:  when, headline, name, because, instead (the headline to read in its place)
    restorations: when, headline, name, because
    disputes:     when, headline, name, because, by

All of it is text in words, with no control characters in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError
from timeline.events import Citation, FactCorrected, FactStated
from timeline.projections.difference import Corrected, Difference
from timeline.projections.facts import Step, apply_changes, identity
from timeline.projections.known import Certainty
from timeline.projections.state import FactState
from timeline.projections.story import Story
from timeline.renderers.data import Data
from timeline.renderers.terminal import inert
from timeline.renderers.text import date_words, value_words

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

_TEMPLATE = Path(__file__).parent / "templates" / "notice.txt"
# What readers see of a fact, as a notice calls it. The rest is nothing to correct in public.
_FIELDS = {
    "headline": "the headline",
    "occurred": "the date",
    "detail": "the text",
    "place": "the place",
    "media": "the picture",
    "figures": "the figure",
    "people": "the name",
    "citations": "the source",
}


class BadTemplateError(TimelineError):
    code = "bad-template"

    def __init__(self, name: str, line: int, reason: str) -> None:
        where = f"{name}:{line}" if line else name
        super().__init__(
            f"{where}: expected a template of a correction notice, got {reason}",
            "the names that it may use are listed in docs/answers.md",
        )


def render_notice(notice: Data, template: str | None = None, name: str = "notice.txt") -> str:
    """The notice as text, without blank lines at its ends; empty where there is nothing to say.

    `template` is the text of the house's own template, `name` what to call it in an error.

    Raises:
        BadTemplateError: the template is not one, or asks for what a notice doesn't have.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    text = _TEMPLATE.read_text(encoding="utf-8") if template is None else template
    try:
        shown = _environment().from_string(text).render(notice)
    except TemplateSyntaxError as error:
        raise BadTemplateError(name, error.lineno, str(error.message)) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise BadTemplateError(name, 0, str(error)) from error
    return inert(shown).strip("\n")


@cache
def _environment() -> SandboxedEnvironment:
    # A house's template is a file that anybody may have sent: it can't call or change anything.
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


def notice_data(difference: Difference) -> Data:
    """What a template is given, and what `timeline diff --notice --json` prints."""
    story = difference.story
    return {
        "story": inert(story.settings.title),
        "since": date_words(difference.a, story),
        "until": date_words(difference.b, story),
        "zone": inert(story.settings.zone),
        "corrections": [data for one in difference.corrected for data in _corrections(one, story)],
        "retractions": [_turned(state, difference) for state in difference.retracted],
        "restorations": [_turned(state, difference) for state in difference.restored],
        "disputes": [data for state in difference.disputed for data in _disputes(state, story)],
    }


def _corrections(corrected: Corrected, story: Story) -> Iterator[Data]:
    """One for each correction of something that readers see, in order."""
    before = corrected.before.values
    for step in corrected.steps:
        after = apply_changes(before, step.changes)
        changes = list(_changes(before, after, step, story))
        body = step.event.body
        updated = isinstance(body, FactCorrected) and body.kind == "update"
        if changes:
            yield {
                "label": "Update" if updated else "Correction",
                **_about(corrected.after, step, story),
                "changes": changes,
            }
        before = after


def _changes(
    before: FactStated, after: FactStated, step: Step, story: Story
) -> Iterator[dict[str, str]]:
    for touched in step.touches:
        name, _, item = touched.partition(".")
        if name not in _FIELDS:
            continue
        old, new = _value(before, name, item), _value(after, name, item)
        if old != new:
            label = _FIELDS[name] + (f" “{inert(item)}”" if name == "figures" else "")
            yield {
                "field": label,
                "before": _words(touched, old, story),
                "after": _words(touched, new, story),
            }


def _value(values: FactStated, name: str, item: str) -> Any:
    held = getattr(values, name)
    if not item:
        return held
    return next((one for one in held if identity(one) == item), None)


def _words(field: str, value: Any, story: Story) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Citation):
        source = story.sources.get(value.source)
        return inert(source.label) if source else ""
    if field == "media":
        return inert(value.alt or value.url)
    if field in ("headline", "detail"):
        return f"“{inert(value)}”"
    return value_words(field, value, story)


def _turned(state: FactState, difference: Difference) -> Data:
    """The last retraction or restoration of a fact."""
    story = difference.story
    step = next(step for step in reversed(state.shown) if "retracted" in step.touches)
    return {
        **_about(state, step, story),
        "instead": _instead(getattr(step.event.body, "instead", ""), difference),
    }


def _instead(fact_id: str, difference: Difference) -> str:
    """The headline of the fact to be read instead; empty where readers don't know it yet."""
    fact = difference.story.facts_by_id.get(fact_id)
    if fact is None:
        return ""
    state = difference.story.state(fact, difference.b)
    return "" if state.certainty is Certainty.NOT_YET else inert(state.values.headline)


def _disputes(state: FactState, story: Story) -> Iterator[Data]:
    for step in state.disputed:
        if step.event.id in state.status.because:
            sources = [story.sources.get(citation.source) for citation in step.citations]
            by = ", ".join(inert(source.label) for source in sources if source)
            yield {**_about(state, step, story), "by": by}


def _about(state: FactState, step: Step, story: Story) -> Data:
    return {
        "when": date_words(step.known.date, story) if step.known.date else "on an unknown day",
        "headline": inert(state.values.headline),
        "name": inert(state.name),
        "because": inert(step.because).rstrip("."),
    }
