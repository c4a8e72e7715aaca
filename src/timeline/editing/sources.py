"""Adding and correcting sources, and citing them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from attrs import fields as attrs_fields
from attrs import frozen

from timeline.editing.names import (
    NameTakenError,
    UnknownSourceError,
    check_name,
    find_source,
    free_name,
    is_internal_source,
    slug,
)
from timeline.errors import TimelineError
from timeline.events import Change, Citation, Entry, SourceAdded, SourceCorrected
from timeline.projections import Source, Story

_URL = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
SOURCE_FIELDS = tuple(one.name for one in attrs_fields(SourceAdded))


class NothingChangesError(TimelineError):
    code = "nothing-changes"

    def __init__(self, name: str, look: str = "history") -> None:
        super().__init__(
            f"expected a change, and {name} already says all of that",
            f"see what it says with: timeline {look} {name}",
        )


class CircularOriginError(TimelineError):
    code = "circular-origin"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"origin: expected a source that does not repeat {name}, got a circle",
            "the first report of all has no origin",
        )


class BadUrlError(TimelineError):
    code = "bad-url"

    def __init__(self, field: str, value: str) -> None:
        super().__init__(
            f"{field}: expected a web address beginning with https:// or http://, "
            f"got {value!r:.120}",
            "give the whole address",
        )


def name_of_article(story: Story, given: str, text_sha256: str) -> str:
    """The name of the source that an article already is in the log, or empty: the source with
    the name or address given, or with this text where none is given.
    """
    for source in story.sources.values():
        values = source.values
        if given in {source.name, values.url} if given else values.text_sha256 == text_sha256:
            return source.name
    return ""


def differs(held: Any, wanted: Any) -> bool:
    """Whether a field would change: None clears it, as empty text does."""
    return bool((held or None) != (wanted or None))


def is_url(text: str) -> bool:
    if not _URL.fullmatch(text):
        return False
    try:
        urlsplit(text)
    except ValueError:  # a host that begins as an IPv6 address and is none
        return False
    return True


def check_url(field: str, value: str) -> str:
    """The address, if it is one that a reader can follow. Raises: BadUrlError."""
    if value and not is_url(value):
        raise BadUrlError(field, value)
    return value


def add_source(story: Story, name: str, **values: Any) -> Entry:
    """A new source. `origin` may be a name.

    Raises:
        NameTakenError, BadNameError, BadUrlError, UnknownSourceError (of `origin`).
    """
    check_name(name)
    if name in story.sources_by_name:
        raise _name_taken(story, name)
    return Entry(body=SourceAdded(name=name, **_checked(story, values)))


def _name_taken(story: Story, name: str) -> NameTakenError:
    holder = story.sources_by_name[name]
    label = "another source" if is_internal_source(holder) else holder.label
    return NameTakenError("source", name, label)


def correct_source(
    story: Story, source: Source, changes: Mapping[str, Any], because: str = ""
) -> Entry:
    """A change of a source's fields; None clears one.

    Raises:
        NothingChangesError, NameTakenError, BadNameError, BadUrlError, UnknownSourceError,
        CircularOriginError.
    """
    checked = _checked(story, changes)
    changed = {
        name: value
        for name, value in checked.items()
        if differs(getattr(source.values, name), value)
    }
    if not changed:
        raise NothingChangesError(source.name, "source show")
    if changed.get("origin"):
        _check_no_circle(story, source, changed["origin"])
    if "name" in changed:
        name = check_name(changed["name"] or "")
        if name in story.sources_by_name:
            raise _name_taken(story, name)
    return Entry(body=SourceCorrected(change=Change(set=changed), because=because), about=source.id)


def _check_no_circle(story: Story, source: Source, origin: str) -> None:
    """Raises: CircularOriginError: the origin repeats the source, if by way of others."""
    seen: set[str] = set()  # a circle of others may have come by a merge
    following = story.sources.get(origin)
    while following is not None and following.id not in seen:
        if following.id == source.id:
            raise CircularOriginError(source.name)
        seen.add(following.id)
        following = story.sources.get(story.record.canonical_id(following.values.origin))


def _checked(story: Story, values: Mapping[str, Any]) -> dict[str, Any]:
    checked = dict(values)
    for field in ("url", "archived"):
        if checked.get(field):
            check_url(field, checked[field])
    if checked.get("origin"):
        checked["origin"] = find_source(story, checked["origin"]).id
    return checked


@frozen
class NewSources:
    """Citations of sources, and the entries of those that had to be added for them."""

    entries: tuple[Entry, ...]
    sources: tuple[str, ...]


def cite_sources(
    story: Story, given: Sequence[str], *, offset: int = 0, **values: Any
) -> NewSources:
    """The sources that names or URLs mean, in order; a URL not seen before becomes a source.

    `offset` is how many entries stand before these in the batch; `values` are for new sources.

    Raises:
        UnknownSourceError: a name that no source has.
    """
    entries: list[Entry] = []
    sources: list[str] = []
    taken = set(story.sources_by_name)
    for text in dict.fromkeys(given):
        try:
            found = find_source(story, text).id
        except UnknownSourceError:
            if not is_url(text):
                raise
            name = free_name(name_of_url(text), taken)
            taken.add(name)
            entries.append(Entry(body=SourceAdded(name=name, url=text, **values)))
            found = f"@{offset + len(entries)}"
        if found not in sources:
            sources.append(found)
    return NewSources(tuple(entries), tuple(sources))


def name_of_url(url: str) -> str:
    """A readable name from the host and the last part of the path."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    last = [part for part in parts.path.split("/") if part][-1:]
    tail = re.sub(r"\.\w{2,5}$", "", last[0]) if last else ""
    return slug(f"{host.split('.')[0]} {tail}") or "source"


def citations_of(sources: Sequence[str], **values: Any) -> tuple[Citation, ...]:
    """A citation of each source, all with the same locator, quote and so on."""
    return tuple(Citation(source=source, **values) for source in sources)
