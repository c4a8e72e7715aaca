"""Which formats there are, and which one a file is in.

Ours are listed here; others come from packages that name a `Reader` or `Writer` as an entry
point of the group `timeline.readers` or `timeline.writers`. docs/formats.md has an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from attrs import frozen

from timeline.errors import TimelineError
from timeline.formats.items import Found, Reading

if TYPE_CHECKING:
    from timeline.formats.exporting import Telling

HEAD = 65_536
"""How many bytes of a file `recognizes` gets to see."""


@frozen(kw_only=True)
class Reader:
    """How a format is read.

    `read(stream, path, reading)` yields what the file says, in order, and every fault in it;
    the stream can seek, and `path` is for messages. `recognizes` is given the file's first 64 KiB,
    as text where they are text, and says whether they look like this format. `ordered` is False
    where the order of files and items means nothing. `binary`: not text.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    read: Callable[[BinaryIO, str, Reading], Iterator[Found]]
    recognizes: Callable[[str], bool]
    ordered: bool = True
    binary: bool = False


@frozen(kw_only=True)
class Writer:
    """How a format is written.

    `write(telling, stream)` writes the facts and says through `telling.leave_out` what the
    format can't hold. `whole`: it writes the whole story, retracted facts too. `binary`: not text.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    write: Callable[[Telling, BinaryIO], None]
    whole: bool = False
    binary: bool = False

    def export(self, telling: Telling, stream: BinaryIO) -> None:
        """Write what there is to tell; `telling.losses` then says what the format couldn't hold."""
        if not self.whole:
            telling.leave_out_retracted()
        self.write(telling, stream)


class NoSuchFormatError(TimelineError):
    code = "unknown-format"

    def __init__(self, what: str, names: Iterable[str], remedy: str = "") -> None:
        super().__init__(
            f"expected one of {', '.join(sorted(names))}; got {what}",
            remedy or "name the format with --format",
        )


class SeveralFormatsError(TimelineError):
    code = "several-formats"

    def __init__(self, path: str, names: Sequence[str]) -> None:
        super().__init__(
            f"expected {path} to be in one format, and it fits {' and '.join(sorted(names))}",
            f"say which: --format {min(names)}",
        )


class SameFormatNameError(TimelineError):
    code = "same-format-name"

    def __init__(self, name: str, package: str) -> None:
        super().__init__(
            f"expected formats to have different names, and {package} adds another {name!r}",
            f"uninstall {package}, or rename its entry point",
        )


class BrokenFormatError(TimelineError):
    """Another package's format can't be loaded; `reason` says what came instead."""

    code = "broken-format"

    def __init__(self, name: str, package: str, reason: str) -> None:
        self.name = name
        super().__init__(
            f"expected {package} to add the format {name!r}, got {reason}",
            f"the other formats work; uninstall {package}, or tell its maker",
        )


Format = TypeVar("Format", Reader, Writer)


@frozen
class Installed(Generic[Format]):
    """Formats by name, ours and then those of other packages; and those that can't be loaded."""

    by_name: Mapping[str, Format]
    broken: Sequence[BrokenFormatError] = ()

    def named(self, name: str, also: Iterable[str] = ()) -> Format:
        """Raises: NoSuchFormatError, BrokenFormatError."""
        for error in self.broken:
            if error.name == name:
                raise error
        if name not in self.by_name:
            raise NoSuchFormatError(name, {*self.by_name, *also})
        return self.by_name[name]


# name -> the module below timeline.formats and the name in it: loaded when it is asked for.
_READERS = {
    "sheet": "sheets:READER",
    "csv": "own_csv:READER",
    "timelinejs-csv": "timelinejs_csv:READER",
    "timelinejs-json": "timelinejs_json:READER",
    "ical": "ical:READER",
    "markwhen": "markwhen:READER",
    "timesketch-csv": "timesketch:CSV_READER",
    "timesketch-jsonl": "timesketch:JSONL_READER",
    "csl-json": "csl:READER",
    "bibtex": "bibtex:READER",
    "log": "native:READER",
}
_WRITERS = {
    "csv": "own_csv:WRITER",
    "timelinejs-csv": "timelinejs_csv:WRITER",
    "timelinejs-json": "timelinejs_json:WRITER",
    "ical": "ical:WRITER",
    "jsonld": "jsonld:WRITER",
    "sqlite": "sqlite:WRITER",
    "markwhen": "markwhen:WRITER",
    "timesketch-csv": "timesketch:CSV_WRITER",
    "timesketch-jsonl": "timesketch:JSONL_WRITER",
    "csl-json": "csl:WRITER",
    "bibtex": "bibtex:WRITER",
    "log": "native:WRITER",
}


@cache
def readers() -> Installed[Reader]:
    """Raises: SameFormatNameError."""
    return _installed("timeline.readers", _READERS, Reader)


@cache
def writers() -> Installed[Writer]:
    """Raises: SameFormatNameError."""
    return _installed("timeline.writers", _WRITERS, Writer)


def _installed(group: str, ours: Mapping[str, str], kind: type[Format]) -> Installed[Format]:
    found: dict[str, Format] = {}
    broken = []
    for name, place in ours.items():
        module, _, constant = place.partition(":")
        found[name] = getattr(import_module(f"timeline.formats.{module}"), constant)
    for point in entry_points(group=group):
        package = point.dist.name if point.dist else point.value
        if point.name in found:
            raise SameFormatNameError(point.name, package)
        try:
            loaded = point.load()
        except Exception as error:  # noqa: BLE001  a stranger's module may raise anything
            broken.append(
                BrokenFormatError(point.name, package, f"{type(error).__name__}: {error}")
            )
            continue
        if isinstance(loaded, kind):
            found[point.name] = loaded
        else:
            reason = f"{loaded!r:.60}, which is no {kind.__name__}"
            broken.append(BrokenFormatError(point.name, package, reason))
    return Installed(found, broken)


def find_reader(path: str, head: str, name: str = "", *, mapped: bool = False) -> Reader:
    """The reader for a file: by name, else by extension and by what the file begins with.

    `mapped`: columns were given, so an unrecognized table is read as our own CSV.

    Raises:
        NoSuchFormatError; SeveralFormatsError: two fit; BrokenFormatError: the named one is.
    """
    if name:
        return readers().named(name)
    known = readers().by_name
    extension = PurePath(path).suffix.lower()
    by_extension = [reader for reader in known.values() if extension in reader.extensions]
    candidates = by_extension or list(known.values())
    fitting = [reader for reader in candidates if reader.recognizes(head)]
    if mapped and not fitting and "csv" in known:
        return known["csv"]
    if not fitting and len(by_extension) == 1:
        return by_extension[0]
    if len(fitting) > 1:
        raise SeveralFormatsError(path, [reader.name for reader in fitting])
    if not fitting:
        remedy = ""
        if extension in (".csv", ".tsv"):
            remedy = "say which columns to read: --map headline=COLUMN --map occurred=COLUMN"
            columns = head.lstrip("\ufeff").partition("\n")[0].strip()
            if columns:
                remedy += f"; the first line is {columns!r:.120}"
        what = f"{path}, which fits none of them"
        raise NoSuchFormatError(what, [reader.name for reader in candidates], remedy)
    return fitting[0]


def find_writer(name: str, path: str, also: Iterable[str] = ()) -> Writer:
    """The writer by name, else by the extension of the file to be written.

    `also` are formats that others write, to be told of where none fits.

    Raises:
        NoSuchFormatError, SeveralFormatsError, BrokenFormatError.
    """
    if name:
        return writers().named(name, also)
    known = writers().by_name
    extension = PurePath(path).suffix.lower()
    fitting = [writer for writer in known.values() if extension and extension in writer.extensions]
    if len(fitting) > 1:
        raise SeveralFormatsError(path, [writer.name for writer in fitting])
    if not fitting:
        what = f"the extension {extension!r}" if extension else "none"
        raise NoSuchFormatError(what, {*known, *also})
    return fitting[0]
