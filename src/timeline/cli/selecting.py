"""The options that choose facts, and the named timelines of timeline.toml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from timeline.cli.options import stacked
from timeline.cli.session import Session
from timeline.dates import Date
from timeline.errors import Problem, Problems, TimelineError
from timeline.projections.selection import Selection, words_of
from timeline.workspace import SETTINGS_FILE

F = TypeVar("F", bound=Callable[..., Any])

# The keys of [timelines.NAME], as the options of the command line are called.
_LISTS = {
    "tag": "tags",
    "lane": "lanes",
    "person": "people",
    "place": "places",
    "source": "sources",
}
_DATES = {"from": "since", "until": "until"}
_OTHER = {"title", "description", "search"}


class UnknownTimelineError(TimelineError):
    code = "unknown-timeline"

    def __init__(self, name: str, names: list[str]) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=1) or names
        super().__init__(
            f"expected a named timeline of {SETTINGS_FILE}, got {name!r}",
            f"it has: {', '.join(near)}" if near else f"name one there: [timelines.{name}]",
        )


class NoWordsError(TimelineError):
    code = "no-words"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"expected words to search for, got {text!r:.60}",
            'give letters or digits, as in --search "border talks"',
        )


def _check_search(text: str) -> str:
    """Without a word it would fit every fact, which nobody can have meant."""
    if not words_of(text):
        raise NoWordsError(text)
    return text


def _many(name: str, destination: str, about: str) -> Callable[[F], F]:
    return click.option(name, destination, metavar="NAME", multiple=True, help=about)


selecting = stacked(
    click.option(
        "--from", "since", metavar="DATE", help="What can have happened since, inclusive."
    ),
    click.option(
        "--until", "until", metavar="DATE", help="What can have happened until, inclusive."
    ),
    _many("--tag", "tags", "With this tag; may be repeated."),
    _many("--lane", "lanes", "In this lane; may be repeated."),
    _many("--person", "people", "With this person; may be repeated."),
    _many("--place", "places", "At this place; may be repeated."),
    _many("--from-source", "sources", "Citing this source or publisher; may be repeated."),
    click.option("--search", metavar="WORDS", default="", help="With all these words."),
)


def selection_of(
    session: Session, timeline_name: str | None, chosen: Mapping[str, Any]
) -> Selection:
    """What the options choose, within the named timeline if one is given."""
    named = named_selection(session, timeline_name) if timeline_name else Selection()
    given: dict[str, Any] = {}
    for name, value in chosen.items():
        if value:
            given[name] = session.date(value) if name in _DATES.values() else value
    if "search" in given:
        _check_search(given["search"])
    selection = Selection(**given, within=named or None) if given else named
    since, until = selection.since, selection.until
    if since and until and not _may_follow(since, until):
        from timeline.projections.difference import BackwardsError

        raise BackwardsError(since, until)
    return selection


def _may_follow(since: Date, until: Date) -> bool:
    """Whether some of the period's last date lies on or after the beginning of its first."""
    return since.s0 is None or until.e1 is None or since.s0 <= until.e1


def named_selection(session: Session, name: str) -> Selection:
    """The selection that [timelines.NAME] describes.

    Raises:
        UnknownTimelineError; Problems: a key or value there that means nothing.
    """
    timelines = session.workspace.settings.get("timelines", {})
    if not isinstance(timelines, dict):
        raise Problems([_problem("[timelines]", f"expected a table, got {timelines!r:.80}")])
    if name not in timelines:
        raise UnknownTimelineError(name, sorted(timelines))
    described = timelines[name]
    where = f"[timelines.{name}]"
    if not isinstance(described, dict):
        raise Problems([_problem(where, f"expected a table, got {described!r:.80}")])
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for key, value in described.items():
        try:
            found.update(_condition(session, key, value))
        except TimelineError as error:
            problems.append(_problem(f"{where} {key}", str(error)))
    if problems:
        raise Problems(problems)
    return Selection(**found)


def _problem(where: str, message: str) -> Problem:
    return Problem(SETTINGS_FILE, 0, "bad-timeline", f"{where}: {message}")


def _condition(session: Session, key: str, value: Any) -> dict[str, Any]:
    if key in _LISTS:
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise TimelineError(f"expected a name or a list of names, got {value!r:.80}")
        return {_LISTS[key]: tuple(items)}
    if key in _DATES:
        return {_DATES[key]: session.date(str(value))}
    if key == "search":
        return {"search": _check_search(str(value))}
    if key in _OTHER:
        return {}
    known = ", ".join(sorted({*_LISTS, *_DATES, *_OTHER}))
    raise TimelineError(f"expected one of these keys: {known}")
