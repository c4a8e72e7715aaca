"""What one run of a command works with: the workspace, the story, stdout and stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from attrs import define, evolve, field

from timeline.dates import Date
from timeline.errors import TimelineError
from timeline.events import Entry, Event
from timeline.projections.known import check_moment, is_recorded, recorded_by_end_of
from timeline.projections.record import Settings, project_settings
from timeline.projections.story import Story, project_story
from timeline.renderers.terminal import Page, inert, inert_json, wrap
from timeline.workspace import NoWorkspaceError, Workspace, find_workspace

if TYPE_CHECKING:
    from timeline.codec import Recorded
    from timeline.dates import Order
    from timeline.index import Index

# After every event there is, so that what is only planned stands last in the order of record.
_NO_TIME = "9999-12-31T23:59:59.999999Z"


@define(slots=False)
class Session:
    """`directory` is where the search for the workspace begins: -C, or the current one."""

    directory: str
    _wanted: dict[str, Sequence[str]] | None = None
    _counted: set[str] = field(factory=set)
    order: Order | None = None
    """What --dmy or --mdy said of dates like 01/02/2024, which are refused without it."""
    covered: frozenset[str] | None = field(default=None, init=False)
    """The ids of the events that the checkpoint given as R covers; None where it is none."""

    @cached_property
    def workspace(self) -> Workspace:
        return find_workspace(Path(self.directory))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        return self.workspace.log.read()

    @cached_property
    def settings(self) -> Settings:
        """The log's newest settings: "today", K and R use its zone."""
        if self.is_large and "events" not in self.__dict__:
            return self._story_of().settings
        return project_settings(self.events)

    @property
    def is_large(self) -> bool:
        """Whether to ask the index. It knows instants, and not what a checkpoint covers."""
        return self.covered is None and self._is_long

    @cached_property
    def _is_long(self) -> bool:
        return self.workspace.is_large()

    def date(self, text: str, *, relative_to: Date | None = None) -> Date:
        """A date as typed, in the log's zone and hemisphere; "yesterday" counts from
        `relative_to`, else from today, which is said aloud.
        """
        from timeline.dates import NoReferenceError, parse_date, today

        settings = self.date_settings
        read = partial(
            parse_date,
            text,
            order=self.order,
            zone=settings.zone,
            hemisphere=settings.hemisphere,
        )
        try:
            return read(relative_to=relative_to)
        except NoReferenceError:
            now = today(settings.zone)
            if text not in self._counted:
                self._counted.add(text)
                say(f"{text!r} counts from today, {now.edtf} in {settings.zone}")
            return read(relative_to=now)

    @property
    def date_settings(self) -> Settings:
        """The log's settings; UTC and the north where there is no log."""
        try:
            return self.settings
        except NoWorkspaceError:
            return Settings()

    def optional_date(self, text: str | None) -> Date | None:
        return None if text is None else self.date(text)

    def known_by(self, text: str | None) -> Date | None:
        """K as typed. Raises: NotADayError where it isn't a plain day, month, year or instant."""
        return None if text is None else check_moment(self.date(text))

    def recorded_by(self, text: str | None) -> str | None:
        """R as typed, as text like `Event.recorded`: a day or month counts to its end.

        Where it is the file of a checkpoint, the stories of this session hold only the events
        that it covers, and R is the instant of the newest of them.

        Raises: Problems: the log is no continuation of what the checkpoint covers.
        """
        if text is None or is_recorded(text):
            return text
        if not os.path.isfile(text):  # noqa: PTH113 - unlike Path, it takes any text
            return recorded_by_end_of(self.date(text), self.settings)
        from timeline.log import covered_by

        note = Path(text).read_text(encoding="utf-8", errors="replace")
        self.covered = covered_by(self.workspace.root, note)
        newest = [event.recorded for event in self.events if event.id in self.covered]
        return max(newest, default=_NO_TIME)

    def story(self, recorded_by: str | None = None, *, internal: bool = False) -> Story:
        """The story at R as typed, without internal matter unless it is asked for."""
        r = self.recorded_by(recorded_by)
        return project_story(
            self.events,
            recorded_by=r if r is None or self.covered is None else self.covered,
            internal=internal,
        )

    def story_about(self, fact: str, recorded_by: str | None, *, internal: bool) -> Story:
        """The story at R as typed; of a long log, only of what this text can mean."""
        r = self.recorded_by(recorded_by)
        if not self.is_large:
            return self.story(r, internal=internal)
        from timeline.index.naming import story_about

        with self.index() as index:
            return story_about(index, fact, recorded_by=r, internal=internal)

    @cached_property
    def whole_story(self) -> Story:
        """All of it, internal matter too: what commands that write work on. Of a long log, after
        `focus`, only what the command needs.
        """
        if self._wanted is not None and self.is_large:
            return self._story_of(**self._wanted)
        return project_story(self.events, internal=True)

    def focus(self, **wanted: Sequence[str]) -> None:
        """Say what a command that writes will ask for, as `timeline.index.naming.story_of` takes
        it, so that its cost doesn't grow with the log.
        """
        from timeline.editing.sources import is_url, name_of_url

        urls = [text for text in wanted.get("sources", ()) if is_url(text)]
        self._wanted = {**wanted, "source_names": [name_of_url(url) for url in urls]}

    def _story_of(self, **wanted: Sequence[str]) -> Story:
        from timeline.index.naming import story_of

        with self.index() as index:
            return story_of(index, **wanted)

    @contextmanager
    def index(self) -> Iterator[Index]:
        """The index, brought up to date; a bar on a terminal where that takes long."""
        from timeline.cli.progress import counting
        from timeline.index import Index

        with counting("Indexing") as told, Index(self.workspace.root, progress=told) as index:
            yield index

    def check_author(self, by: str) -> None:
        """Before any question is asked, so that nobody answers in vain. Raises: NoAuthorError."""
        self.workspace.author(by)

    def append(
        self, entries: Sequence[Entry], *, by: str = "", dry_run: bool = False
    ) -> tuple[Recorded, ...]:
        """Record a batch, and say what had to be repaired. With `dry_run`, only make it."""
        author = self.workspace.author(by)
        if dry_run:
            from timeline.codec import record_batch

            made = record_batch(entries, recorded=_NO_TIME, by=author, new_salt=lambda: "0" * 32)
            self._say_planned([one.line for one in made])
            return tuple(evolve(one, id="") for one in made)
        recorded = self.workspace.log.append(entries, by=author)
        for repair in self.workspace.log.repairs:
            say(str(repair))
        self.__dict__.pop("events", None)
        self.__dict__.pop("whole_story", None)
        return recorded

    def _say_planned(self, lines: Sequence[bytes]) -> None:
        """What would be recorded, in words; of what is internal only that there is something."""
        from timeline.codec import parse_line
        from timeline.projections import withhold_internal
        from timeline.renderers.text import event_words

        planned = [parse_line(line) for line in lines]
        public = withhold_internal((*self.events, *planned))
        story = project_story(public, internal=True)
        shown = {event.id: event for event in public}
        for event in planned:
            words = event_words(shown[event.id], story) if event.id in shown else "internal"
            say(f"Would record {event.type}: {words}")
        say("Nothing was written (--dry-run).")


def say(text: str) -> None:
    """Talk: to stderr, so that pipes carry data only; on a terminal no word is broken."""
    lines = inert(text).splitlines()
    if sys.stderr is not None and sys.stderr.isatty():
        lines = [part for line in lines for part in _wrapped(line)]
    click.echo("\n".join(lines), err=True)


def _wrapped(line: str) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip(" ")))
    width = _terminal_width() - 1
    return [indent + part for part in wrap(line, width - len(indent))] or [""]


def say_error(error: TimelineError) -> None:
    """An error that can be put right by another answer."""
    say(f"{error}\n  {error.remedy}" if error.remedy else str(error))


def print_json(value: Any) -> None:
    """Data for programs: UTF-8 JSON, indented, keys in the order given."""
    import orjson

    _print(inert_json(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()))


def print_text(text: str) -> None:
    """Data for people; the renderer has made it inert, but for its own colours."""
    _print(text, color=wants_color())


def _print(text: str, *, color: bool | None = None) -> None:
    try:
        click.echo(text, color=color)
    except OSError as error:
        # Named, so that nobody looks for the full disk elsewhere.
        raise OSError(error.errno, error.strerror, "standard output") from error


def page() -> Page:
    """The terminal's width, 80 in a pipe; colour only on a terminal, and never with NO_COLOR."""
    width = _terminal_width() if _stdout_is_terminal() else 80
    return Page(width=max(min(width, 110), 40), color=wants_color())


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def wants_color() -> bool:
    ctx = click.get_current_context(silent=True)
    if ctx is not None and ctx.find_root().color is not None:
        return bool(ctx.find_root().color)
    return _stdout_is_terminal() and os.environ.get("TERM") != "dumb"


def _stdout_is_terminal() -> bool:
    # A shell's `>&-` closes stdout: Python then has none.
    return sys.stdout is not None and sys.stdout.isatty()


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)
