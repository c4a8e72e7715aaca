"""The events, version 1: what can be said about facts and sources.

An `Event` is one immutable line of the log: who recorded what, when, and a `body` whose class
says what kind of event it is. Stored type names (`Body.type`) never change. Everything that
`timeline` shows is computed from these and nothing else.

Empty text, an empty tuple, False and None all mean "not given", and are not stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import Attribute, field, fields, frozen

from timeline.dates import Date

CHANGE_KINDS = ("typo", "clarification", "correction", "update")
RELATIONS = ("follows", "causes", "answers", "contradicts", "same-as")


class Value:
    """Equality, hash and repr over the fields, once for all classes here.

    What attrs would write for each of them takes half of the time that this module needs to
    load, and every command loads it.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _fields(self) == _fields(other)

    def __hash__(self) -> int:
        return hash(_fields(self))

    def __repr__(self) -> str:
        given = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in _attributes(self))
        return f"{type(self).__name__}({given})"


def _attributes(value: Any) -> tuple[Attribute[Any], ...]:
    return tuple(fields(type(value)))


def _fields(value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, one.name) for one in _attributes(value))


@frozen(kw_only=True, eq=False, repr=False)
class Figure(Value):
    """A number with its unit. `value` is decimal text, so nothing is lost to binary floats."""

    name: str
    value: str
    unit: str = ""
    approximate: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Place(Value):
    """Where it happened. `lat` and `lon` are decimal degrees (WGS 84), as text."""

    name: str
    lat: str = ""
    lon: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class Media(Value):
    """A picture. `sha256` is of the file's bytes; `width` and `height` are pixels."""

    url: str
    alt: str = ""
    credit: str = ""
    licence: str = ""
    sha256: str = ""
    width: int = 0
    height: int = 0


@frozen(kw_only=True, eq=False, repr=False)
class KnownTo(Value):
    """When one named knower, an agency or a person, knew of it."""

    who: str
    known: Date


@frozen(kw_only=True, eq=False, repr=False)
class Citation(Value):
    """A fact's use of a source. `source` is the id of the source's event; one a source."""

    source: str
    locator: str = ""
    quote: str = ""
    attributed_to: str = ""
    date: Date | None = None
    figures: tuple[Figure, ...] = ()
    internal: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class Change(Value):
    """What a correction does. `set` replaces (None clears), `add` and `drop` work on lists.

    The identity of a list's item, by which `drop` names it and `add` replaces it, is the text
    itself or its `name`, `source` or `who`.
    """

    set: Mapping[str, Any] = field(factory=dict)
    add: Mapping[str, tuple[Any, ...]] = field(factory=dict)
    drop: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.set or self.add or self.drop)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it touches, sorted."""
        return tuple(sorted({*self.set, *self.add, *self.drop}))


@frozen(kw_only=True, eq=False, repr=False)
class LogDescribed(Value):
    """What the log is, and the settings that change answers. Later ones win field by field."""

    type: ClassVar[str] = "log-described"
    log: str = ""
    title: str = ""
    description: str = ""
    zone: str = ""
    hemisphere: str = ""
    language: str = ""
    pad: int | None = None


@frozen(kw_only=True, eq=False, repr=False)
class SourceAdded(Value):
    """An article, document, broadcast or person. `origin` is the source it merely repeats."""

    type: ClassVar[str] = "source-added"
    name: str
    kind: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: Date | None = None
    published_basis: str = ""
    url: str = ""
    archived: str = ""
    accessed: Date | None = None
    language: str = ""
    text_sha256: str = ""
    origin: str = ""
    internal: bool = False
    withdrawn: bool = False


@frozen(kw_only=True, eq=False, repr=False)
class SourceCorrected(Value):
    type: ClassVar[str] = "source-corrected"
    change: Change
    because: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class FactStated(Value):
    """One dated statement. `occurred` absent: undated. `note` is never rendered."""

    type: ClassVar[str] = "fact-stated"
    name: str
    headline: str
    occurred: Date | None = None
    occurred_text: str = ""
    known_text: str = ""
    zone: str = ""
    detail: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: Place | None = None
    figures: tuple[Figure, ...] = ()
    media: Media | None = None
    note: str = ""
    internal: bool = False
    known_to: tuple[KnownTo, ...] = ()
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class FactCorroborated(Value):
    type: ClassVar[str] = "fact-corroborated"
    citations: tuple[Citation, ...]
    because: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class FactDisputed(Value):
    type: ClassVar[str] = "fact-disputed"
    citations: tuple[Citation, ...] = ()
    because: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class FactCorrected(Value):
    """`kind` says why the change is made: see `CHANGE_KINDS`."""

    type: ClassVar[str] = "fact-corrected"
    change: Change
    kind: str
    because: str = ""
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class FactRetracted(Value):
    """`instead` is the id of the fact to be read in its place, where there is one."""

    type: ClassVar[str] = "fact-retracted"
    because: str
    citations: tuple[Citation, ...] = ()
    instead: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class FactRestored(Value):
    type: ClassVar[str] = "fact-restored"
    because: str
    citations: tuple[Citation, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class FactsLinked(Value):
    """`about` `rel` `to`: see `RELATIONS`. `to` is the id of the other fact."""

    type: ClassVar[str] = "facts-linked"
    rel: str
    to: str
    because: str = ""


@frozen(kw_only=True, eq=False, repr=False)
class EventWithdrawn(Value):
    """The undoing of an entry made in error. Never shown on a page."""

    type: ClassVar[str] = "event-withdrawn"
    because: str


@frozen(kw_only=True, eq=False, repr=False)
class Erased(Value):
    """A body that was erased on purpose. Its hash stays, so the id still verifies."""

    type: ClassVar[str] = ""
    body_sha256: str


Body = (
    LogDescribed
    | SourceAdded
    | SourceCorrected
    | FactStated
    | FactCorroborated
    | FactDisputed
    | FactCorrected
    | FactRetracted
    | FactRestored
    | FactsLinked
    | EventWithdrawn
)

ALL_EVENTS: tuple[type[Body], ...] = (
    LogDescribed,
    SourceAdded,
    SourceCorrected,
    FactStated,
    FactCorroborated,
    FactDisputed,
    FactCorrected,
    FactRetracted,
    FactRestored,
    FactsLinked,
    EventWithdrawn,
)

REQUIRES_ABOUT: tuple[type[Body], ...] = (
    SourceCorrected,
    FactCorroborated,
    FactDisputed,
    FactCorrected,
    FactRetracted,
    FactRestored,
    FactsLinked,
    EventWithdrawn,
)


@frozen(kw_only=True, eq=False, repr=False)
class Entry(Value):
    """What somebody wants recorded: an event before the log gives it its time and its id.

    Entries appended together may refer to one another before any of them has an id: `@1` is
    the first entry of the batch, `@2` the second. Only earlier entries can be named.
    """

    body: Body
    about: str = ""
    amends: str = ""
    known: Date | None = None
    key: str = ""
    saw: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False, repr=False)
class Event(Value):
    """One line of the log.

    `recorded` is a UTC instant with microseconds, `2026-11-21T21:37:00.123456Z`: fixed width,
    so text order is time order. `batch` is (position, size), 1-based. `about` is the id of the
    event that created the fact or source, `amends` that of the event put right as if it had
    always said so, `saw` those of the newest events on the fact that the writer had.
    """

    id: str
    recorded: str
    by: str
    batch: tuple[int, int]
    type: str
    body: Body | Erased
    salt: str
    about: str = ""
    amends: str = ""
    known: Date | None = None
    key: str = ""
    saw: tuple[str, ...] = ()
    v: int = 1

    @property
    def order(self) -> tuple[str, int, str]:
        """The order of record: (recorded, position in the batch, id)."""
        return (self.recorded, self.batch[0], self.id)
