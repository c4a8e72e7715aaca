"""What a reader yields: one thing that a file says, or one fault in the file.

An item is an entry for the log in which readable names stand where ids belong: `about` is a
fact's name, a citation's `source` a source's name or web address, `origin` a source's name.
A fact's name may be empty: it gets one when the import is planned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from attrs import frozen

from timeline.dates import Date
from timeline.errors import Problem
from timeline.events import Entry, FactStated, SourceAdded


@frozen(kw_only=True)
class Item:
    """One thing that a file says. `line` is 1-based; 0 where the format has no lines."""

    path: str
    line: int
    entry: Entry


@frozen(kw_only=True)
class Note:
    """Something of a file that is not taken, and must not go unsaid. `line` 0: all of it."""

    path: str
    message: str
    line: int = 0


Found = Item | Problem | Note


@frozen(kw_only=True)
class Reading:
    """How a file is to be read: the log's settings, and what the user says about the file.

    `columns` maps a field to the column that holds it. `order` says how 01/02/2024 is meant;
    without it such a date is refused. `encoding` is that of a text file without a byte order
    mark. `relative_to` is the day that "yesterday" counts from.
    """

    zone: str = "UTC"
    hemisphere: Literal["north", "south"] = "north"
    order: Literal["dmy", "mdy"] | None = None
    relative_to: Date | None = None
    encoding: str = "utf-8"
    columns: Mapping[str, str] = MappingProxyType({})


def arrange(found: Iterable[Found]) -> Iterator[Found]:
    """Faults and notes; then sources by name, facts by (occurred, name); the rest by fact.

    So what is appended does not depend on the order of files, or of items in them.
    """
    return iter(sorted(found, key=_place))


def _place(one: Found) -> tuple[object, ...]:
    if isinstance(one, Problem | Note):
        return (0, one.path, one.line, one.message)
    body = one.entry.body
    if isinstance(body, SourceAdded):
        return (1, body.name)
    if isinstance(body, FactStated):
        when = (1,) if body.occurred is None else (0, *body.occurred.sort_key)
        return (2, when, body.name, body.headline)
    cited = sorted(citation.source for citation in getattr(body, "citations", ()))
    return (3, one.entry.about, cited, one.path, one.line)
