"""What a shell offers when somebody presses Tab: names of facts, sources, timelines and zones.

Internal matter is never offered. Where there is no workspace, or it can't be read, nothing is:
a shell in the middle of a line is no place for a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click

from timeline.errors import TimelineError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from timeline.cli.session import Session

    Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_ABOUT = 60  # characters of a headline or title beside its name
_NEWEST = 30  # events offered for an id

Offered = Iterable[tuple[str, str]]


def _completing(offer: Callable[[Session], Offered]) -> Complete:
    """What `offer` gives, as far as it begins with what is typed."""

    def complete(
        ctx: click.Context, _param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from timeline.cli.session import Session
        from timeline.renderers.terminal import inert_line

        session = Session(ctx.find_root().params.get("directory") or ".")
        try:
            return [
                CompletionItem(inert_line(name), help=inert_line(about)[:_ABOUT])
                for name, about in offer(session)
                if name.startswith(incomplete)
            ]
        except (TimelineError, OSError):
            return []

    return complete


@_completing
def complete_fact(session: Session) -> Offered:
    return [(state.name, state.values.headline) for state in session.story().states()]


@_completing
def complete_source(session: Session) -> Offered:
    return [(source.name, source.label) for source in session.story().sources.values()]


@_completing
def complete_timeline(session: Session) -> Offered:
    named = session.workspace.settings.get("timelines", {})
    if not isinstance(named, dict):
        return []
    return [
        (name, str(about.get("title", "")) if isinstance(about, dict) else "")
        for name, about in named.items()
    ]


@_completing
def complete_event(session: Session) -> Iterator[tuple[str, str]]:
    """The newest events, by the beginning of their ids, newest first."""
    from timeline.projections import withhold_internal
    from timeline.renderers.text import event_words

    story = session.story()
    for event in reversed(withhold_internal(session.events)[-_NEWEST:]):
        yield event.id[:8], f"{event.type} {event_words(event, story)}"


@_completing
def complete_zone(_session: Session) -> Offered:
    from zoneinfo import available_timezones

    return [(zone, "") for zone in sorted(available_timezones())]
