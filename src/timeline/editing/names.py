"""Readable names: making them, and finding the fact, source or event that one means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TypeVar

from timeline.errors import TimelineError
from timeline.events import Erased, Event, FactStated
from timeline.projections import Fact, Source, Story

T = TypeVar("T")

_NAME = re.compile(r"[\w.][\w.-]{0,119}")
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+/")
_ID_PREFIX = re.compile(r"[a-z2-7]{4,26}")
_SLUG_LENGTH = 48


class BadNameError(TimelineError):
    code = "bad-name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"expected a name of letters, digits, '-', '_' and '.', got {name!r:.80}",
            f"for example: {slug(name)}" if slug(name) else "choose a short readable name",
        )


class NameTakenError(TimelineError):
    code = "name-taken"

    def __init__(self, kind: str, name: str, holder: str) -> None:
        super().__init__(
            f"expected a new name for the {kind}, and {name} is taken by {holder!r:.80}",
            "give another with --name" if kind == "fact" else "choose another name",
        )


class UnknownFactError(TimelineError):
    code = "unknown-fact"

    def __init__(self, text: str, near: Sequence[str], other: str = "") -> None:
        super().__init__(
            f"expected a fact's name or the beginning of its id, got {text!r:.80}",
            other or _near(near) or "see the facts with: timeline list",
        )


class UnknownSourceError(TimelineError):
    code = "unknown-source"

    def __init__(self, text: str, near: Sequence[str]) -> None:
        if _ADDRESS.match(text):
            remedy = f"write the whole address: https://{text}"
        else:
            remedy = f"add it first with: timeline source add {slug(text) or 'NAME'} --title …"
        super().__init__(
            f"expected a source's name or a URL, got {text!r:.80}", _near(near) or remedy
        )


class UnknownEventError(TimelineError):
    code = "unknown-event"

    def __init__(self, text: str, matches: Sequence[str]) -> None:
        if matches:
            message = f"expected one event, and {len(matches)} ids begin with {text}: "
            super().__init__(message + ", ".join(matches[:4]), "give more of the id")
        else:
            super().__init__(
                f"expected an event's id or at least its first 4 characters, got {text!r:.80}",
                "see the ids with: timeline log",
            )


def _near(names: Sequence[str]) -> str:
    return f"did you mean {' or '.join(names)}?" if names else ""


def slug(text: str) -> str:
    """A readable name from words: lower case, hyphens, at most 48 characters, whole words."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    words = re.findall(r"\w+", plain.replace("’", "").replace("'", "").replace(",", ""))
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > _SLUG_LENGTH:
            break
        made = f"{made}-{word}" if made else word[:_SLUG_LENGTH]
    return made


def check_name(name: str) -> str:
    """The name, if it can be typed as one. Raises: BadNameError."""
    if not _NAME.fullmatch(name):
        raise BadNameError(name)
    return name


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that is free."""
    held = set(taken)
    name, count = wanted, 1
    while name in held:
        count += 1
        name = f"{wanted}-{count}"
    return name


def find_fact(story: Story, text: str) -> Fact:
    """By readable name, else by at least four characters of its id.

    Raises:
        UnknownFactError, UnknownEventError (a beginning that several ids share).
    """
    named = story.facts_by_name.get(text)
    if named:
        return named
    matches = _by_prefix(text, story.facts_by_id)
    if len(matches) == 1:
        return story.facts_by_id[matches[0]]
    if matches:
        raise UnknownEventError(text, matches)
    if other := _other_event(story, text):
        raise UnknownFactError(text, (), other)
    is_internal = _is_internal_fact(story)
    former = [
        fact for fact in story.facts_by_id.values() if getattr(fact.event.body, "name", "") == text
    ]
    near = [fact.name for fact in former if not is_internal(fact)]
    raise UnknownFactError(text, near or _near_names(text, story.facts_by_name, is_internal))


def _other_event(story: Story, text: str) -> str:
    """What the text is the id of, where that is no fact that counts; empty where of nothing."""
    try:
        event = find_event((*story.record.events, *story.record.dropped), text)
    except UnknownEventError:
        return ""
    if event.type == FactStated.type and isinstance(event.body, Erased):
        return "the words of that fact were erased"
    if event.type == FactStated.type and event.id not in story.record.names:
        return "that fact does not count any more; see why with: timeline log"
    fact = story.facts_by_id.get(story.record.canonical_id(event.about or event.id))
    about = f" about {fact.name}" if fact and not _is_internal_fact(story)(fact) else ""
    return f"that is the id of a {event.type}{about}"


def find_source(story: Story, text: str) -> Source:
    """By readable name, by URL or archived URL, else by at least four characters of its id.

    Raises:
        UnknownSourceError, UnknownEventError.
    """
    named = story.sources_by_name.get(text)
    if named:
        return named
    for source in story.sources.values():
        if text in (source.values.url, source.values.archived) and text:
            return source
    matches = _by_prefix(text, story.sources)
    if len(matches) == 1:
        return story.sources[matches[0]]
    if matches:
        raise UnknownEventError(text, matches)
    raise UnknownSourceError(text, _near_names(text, story.sources_by_name, is_internal_source))


def _near_names(text: str, named: Mapping[str, T], is_internal: Callable[[T], bool]) -> list[str]:
    """Names like the one typed. An internal one is never suggested: it would tell that it is."""
    near = get_close_matches(text, named, n=4)
    return [name for name in near if not is_internal(named[name])][:2]


def _is_internal_fact(story: Story) -> Callable[[Fact], bool]:
    return lambda fact: story.state(fact).values.internal


def is_internal_source(source: Source) -> bool:
    return source.values.internal


def holder_of(story: Story, fact: Fact | None) -> str:
    """What to call the fact that holds a name, in a message."""
    if fact is None or story.state(fact).values.internal:
        return "another fact"
    return fact.stated.headline


def find_event(events: Iterable[Event], text: str) -> Event:
    """By id, or at least four characters of its beginning. Raises: UnknownEventError."""
    by_id = {event.id: event for event in events}
    matches = _by_prefix(text, by_id)
    if len(matches) != 1:
        raise UnknownEventError(text, matches)
    return by_id[matches[0]]


def _by_prefix(text: str, ids: Iterable[str]) -> list[str]:
    if not _ID_PREFIX.fullmatch(text):
        return []
    return sorted(event_id for event_id in ids if event_id.startswith(text))
