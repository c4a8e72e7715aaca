"""What the templates show. Frozen values, words already chosen; days are day numbers.

A `During` is a piece that holds for some days of knowledge only: shown from `since` (inclusive)
until `until` (exclusive), None being always. The page shows those that hold at its own K, and
its script the others; so the bytes grow with the changes, not with days times facts.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from attrs import frozen

from timeline.renderers.page.strip_view import Strip

T = TypeVar("T")

NEVER_SURE = 9_999_999
"""A day after every other: of what counts only where no K is given."""


@frozen
class During(Generic[T]):
    value: T
    since: int | None = None
    until: int | None = None

    @property
    def now(self) -> bool:
        """Whether it holds at the page's own K, the last day there is."""
        return self.until is None


@frozen(kw_only=True)
class When:
    """`words` in full; `short` without the year that stands above, `rest` what it leaves out.

    `machine` is what HTML's `datetime` can say of it, `starts` and `ends` of a whole period.
    """

    kind: str
    words: str
    short: str
    rest: str
    machine: str
    qualifier: str
    starts: str = ""
    ends: str = ""


@frozen
class Part:
    """A stretch of a corrected text: `kind` is "same", "del" or "ins"."""

    kind: str
    text: str


@frozen(kw_only=True)
class Change:
    label: str
    parts: tuple[Part, ...]


@frozen(kw_only=True)
class Note:
    """A correction, retraction, restoration or dispute, and why."""

    kind: str
    label: str
    machine: str
    changes: tuple[Change, ...] = ()
    because: str = ""
    link: Link | None = None

    @property
    def stop(self) -> str:
        """The mark between what changed and why, where the change doesn't end a sentence."""
        if not self.changes or not self.because:
            return ""
        return full_stop("".join(part.text for one in self.changes[-1:] for part in one.parts))


def full_stop(said: str) -> str:
    """The mark that a sentence still needs before another one; empty where it has its own."""
    return "" if said.rstrip("\"'”’») ").endswith((".", "!", "?", "…", "؟", "。")) else "."


@frozen(kw_only=True)
class Link:
    """`text` is what a fact is called now; `titles` what it was called on earlier days, too."""

    href: str
    text: str
    label: str = ""
    titles: tuple[During[str], ...] = ()


@frozen(kw_only=True)
class Claim:
    """One of several values that disagree, and who gives it."""

    value: str
    sources: str


@frozen(kw_only=True)
class Disagreement:
    kind: str
    label: str
    claims: tuple[Claim, ...]


@frozen(kw_only=True)
class FigureView:
    number: str
    rest: str
    name: str


@frozen(kw_only=True)
class SourceLine:
    """One citation under a fact. `href` leads to the source itself, or to the foot."""

    href: str
    label: str
    outside: bool
    date: str
    locator: str
    quote: str
    title: str
    archived: str
    archived_label: str


@frozen(kw_only=True)
class StatusView:
    name: str
    rung: int
    words: str
    reason: str


@frozen(kw_only=True)
class MediaView:
    url: str
    alt: str
    credit: str
    width: int
    height: int


@frozen(kw_only=True)
class EntryView:
    """One fact. `known_first` and `known_sure` are the days from which it may be, and is, known;
    `began` the day on which it can first have happened.
    """

    id: str
    event: str
    when: tuple[During[When], ...]
    headline: tuple[During[str], ...]
    detail: tuple[During[str], ...]
    place: tuple[During[str], ...]
    figures: tuple[During[FigureView], ...]
    media: tuple[During[MediaView], ...]
    notes: tuple[During[Note], ...]
    alternatives: tuple[During[Note], ...]
    disagreements: tuple[During[Disagreement], ...]
    status: tuple[During[StatusView], ...]
    sources: tuple[During[SourceLine], ...]
    attributed: tuple[During[str], ...]
    links: tuple[During[Link], ...]
    known: str
    known_first: int
    known_sure: int
    began: int | None
    span: tuple[int | None, int | None]
    retracted: tuple[tuple[int, int | None], ...]
    later: tuple[During[str], ...]
    state: str
    gap: str
    lang: str
    folded: bool
    fits: str = ""

    @property
    def now(self) -> When:
        return self.when[-1].value

    @property
    def retracted_data(self) -> str:
        """`from` or `from/until` for each stretch on which it was withdrawn."""
        return " ".join(
            f"{since}" if until is None else f"{since}/{until}" for since, until in self.retracted
        )

    @property
    def is_retracted(self) -> bool:
        return bool(self.retracted) and self.retracted[-1][1] is None


@frozen(kw_only=True)
class Section:
    """The entries under one year (or other heading), in order."""

    id: str
    title: str
    entries: tuple[EntryView, ...]


@frozen(kw_only=True)
class StepPart:
    """One sort of change on a day: what changed, as links to the facts."""

    kind: str
    label: str
    links: tuple[Link, ...]
    more: str
    count: int


@frozen(kw_only=True)
class StepDay:
    """A day on which what was known changed."""

    day: int
    words: str
    machine: str
    parts: tuple[StepPart, ...]
    href: str = ""


@frozen(kw_only=True)
class Move:
    """A fact that stands directly before another (`before` "": last), under a heading."""

    id: str
    before: str
    heading: str


@frozen(kw_only=True)
class Rearrangement:
    """What stands elsewhere from the day `since` (inclusive) until the day `until` (exclusive)."""

    since: int | None
    until: int
    moves: tuple[Move, ...]


@frozen(kw_only=True)
class Choice:
    """One value of a filter, and how many facts fit it. `token` is what their attribute holds."""

    token: str
    label: str
    count: int


@frozen(kw_only=True)
class Filter:
    kind: str
    label: str
    choices: tuple[Choice, ...]


@frozen(kw_only=True)
class SourceView:
    """A source at the foot."""

    id: str
    label: str
    publisher: str
    author: str
    date: str
    basis: str
    url: str
    archived: str
    accessed: str
    text: str
    withdrawn: bool
    lang: str


@frozen(kw_only=True)
class Stamp:
    known: str
    known_machine: str
    latest: str
    short: str
    recorded: str
    recorded_machine: str
    zone: str
    snapshot: str
    head: str
    text: str


@frozen(kw_only=True)
class Rel:
    """A <link> of the head."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


@frozen(kw_only=True)
class PageView:
    lang: str
    direction: str
    words_lang: str
    title: str
    description: str
    url: str
    stamp: Stamp
    totals: str
    strip: Strip | None
    keys: tuple[tuple[str, str], ...]
    steps: tuple[StepDay, ...]
    steps_title: str
    sections: tuple[Section, ...]
    sources: tuple[SourceView, ...]
    dense: bool
    months: str
    texts: dict[str, Any]
    script_words: str
    strip_scale: str
    empty: str
    anchor: str
    pinned: bool
    is_static: bool
    is_plain: bool
    style: str
    scheme: str
    json_ld: str
    filters: tuple[Filter, ...] = ()
    moves: str = ""
    notice: tuple[str, ...] = ()
    changes: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    rels: tuple[Rel, ...] = ()
