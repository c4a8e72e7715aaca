"""Reading fields out of a table of plain data from outside, and collecting every fault in it.

TOML and JSON give nested tables. `Table` hands out their fields as the types that events are
made of; a field that is wrong becomes a `Problem` with its place, and reading goes on, so that
all faults of a file are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from attrs import define, field

from timeline.dates import Date, check_zone, parse_date, parse_edtf
from timeline.editing import parse_figure
from timeline.editing.facts import NotAPointError, check_known
from timeline.errors import Problem, TimelineError
from timeline.events import Figure, KnownTo, Media, Place
from timeline.formats.items import Reading

_DECIMAL = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@define
class Table:
    """One table of a file. `line_of` gives the line of a field, or of the table for ""."""

    values: Mapping[str, Any]
    path: str
    line_of: Callable[[str], int]
    reading: Reading
    problems: list[Problem]
    name: str = ""
    _read: set[str] = field(factory=set)

    def fault(self, key: str, message: str, remedy: str = "", code: str = "bad-field") -> None:
        where = f"{self.name}{key}: " if key else ""
        self.problems.append(
            Problem(self.path, self.line_of(key), code, f"{where}{message}", remedy)
        )

    def has(self, key: str) -> bool:
        return self.values.get(key) not in (None, "", [])

    def text(self, key: str) -> str:
        value = self._value(key, "")
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, date | datetime):
            return value.isoformat()
        self.fault(key, f"expected text, got {value!r:.60}", "put it into quotes")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once; a single text counts as a list of one."""
        value = self._value(key, [])
        if value in ([], ""):
            return ()
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.fault(key, f"expected a list of texts, got {value!r:.60}", f'{key} = ["…", "…"]')
            return ()
        return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))

    def flag(self, key: str) -> bool:
        value = self._value(key, False)
        if type(value) is not bool:
            self.fault(key, f"expected true or false, got {value!r:.60}")
            return False
        return value

    def sha256(self, key: str) -> str:
        text = self.text(key)
        if text and not _SHA256.fullmatch(text):
            self.fault(key, f"expected 64 hexadecimal digits, got {text!r:.80}")
            return ""
        return text

    def date(self, key: str, *, relative_to: Date | None = None) -> Date | None:
        return self._date(key, self.text(key), relative_to)

    def point(self, key: str, *, relative_to: Date | None = None) -> Date | None:
        """A date that is a point in time, possibly uncertain: neither `A/B` nor `{…}`."""
        return self._point(key, self.text(key), relative_to)

    def figures(self, key: str = "figures") -> tuple[Figure, ...]:
        figures = []
        for text in self.texts(key):
            try:
                figures.append(parse_figure(text))
            except TimelineError as error:
                self.fault(key, str(error), error.remedy, error.code)
        self._each_once(key, [figure.name for figure in figures])
        return tuple(figures)

    def known_to(self, key: str = "known_to") -> tuple[KnownTo, ...]:
        """A list of `WHO=DATE`."""
        found = []
        for text in self.texts(key):
            who, equals, when = text.partition("=")
            if not equals or not who.strip():
                self.fault(key, f"expected 'WHO=DATE', got {text!r:.80}")
                continue
            known = self._point(key, when.strip(), None)
            if known is not None:
                found.append(KnownTo(who=who.strip(), known=known))
        self._each_once(key, [item.who for item in found])
        return tuple(found)

    def place(self, key: str = "place") -> Place | None:
        """A name, or a table with `name`, `lat` and `lon`."""
        value = self._value(key, "")
        if isinstance(value, str):
            return Place(name=value.strip()) if value.strip() else None
        table = self._inner(key, value)
        if table is None:
            return None
        place = Place(
            name=table.text("name"), lat=table._degrees("lat", 90), lon=table._degrees("lon", 180)
        )
        table.finish()
        if not place.name:
            table.fault("name", "expected the place's name, got none")
            return None
        return place

    def flat_place(self) -> Place | None:
        """From the fields `place`, `lat` and `lon` of this table."""
        place = Place(
            name=self.text("place"), lat=self._degrees("lat", 90), lon=self._degrees("lon", 180)
        )
        if not place.name and (place.lat or place.lon):
            self.fault("place", "expected the place's name beside its degrees, got none")
        return place if place.name else None

    def flat_media(self) -> Media | None:
        """From the fields `image`, `alt`, `credit` and `licence` of this table."""
        media = Media(
            url=self.text("image"),
            alt=self.text("alt"),
            credit=self.text("credit"),
            licence=self.text("licence"),
        )
        if not media.url and media != Media(url=""):
            self.fault("image", "expected the picture's web address beside its text, got none")
        return media if media.url else None

    def media(self, key: str = "media") -> Media | None:
        table = self._inner(key, self._value(key, {}))
        if table is None or not table.values:
            return None
        media = Media(
            url=table.text("url"),
            alt=table.text("alt"),
            credit=table.text("credit"),
            licence=table.text("licence"),
            sha256=table.sha256("sha256"),
            width=table._pixels("width"),
            height=table._pixels("height"),
        )
        table.finish()
        if not media.url:
            table.fault("url", "expected the picture's web address, got none")
            return None
        return media

    def finish(self) -> None:
        """Report every field that nobody asked for: a misspelt one would be lost in silence."""
        self.fault_unless_known(self._read)

    def fault_unless_known(self, known: Iterable[str]) -> None:
        names = sorted(known)
        for key in sorted(self.values.keys() - set(names)):
            near = get_close_matches(key, names, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"known: {', '.join(names)}"
            self.fault(key, "unknown field", remedy, "unknown-field")

    def _value(self, key: str, default: Any) -> Any:
        self._read.add(key)
        value = self.values.get(key)
        return default if value is None else value

    def _inner(self, key: str, value: Any) -> Table | None:
        if not isinstance(value, dict):
            self.fault(key, f"expected a table, got {value!r:.60}")
            return None
        return Table(
            value,
            self.path,
            lambda _: self.line_of(key),
            self.reading,
            self.problems,
            f"{self.name}{key}.",
        )

    def _date(self, key: str, text: str, relative_to: Date | None) -> Date | None:
        if not text:
            return None
        reading = self.reading
        try:
            return read_date(text, reading, relative_to)
        except TimelineError as error:
            self.fault(key, str(error), error.remedy, error.code)
            return None

    def _point(self, key: str, text: str, relative_to: Date | None) -> Date | None:
        try:
            return check_known(self._date(key, text, relative_to))
        except NotAPointError as error:
            self.fault(key, str(error).removeprefix("known: "), error.remedy, error.code)
            return None

    def _degrees(self, key: str, limit: int) -> str:
        value = self._value(key, "")
        text = value.strip() if isinstance(value, str) else repr(value)
        if text and not (_DECIMAL.fullmatch(text) and abs(float(text)) <= limit):
            self.fault(key, f"expected degrees from -{limit} to {limit}, got {value!r:.40}")
            return ""
        return text

    def _pixels(self, key: str) -> int:
        value = self._value(key, 0)
        if type(value) is not int or not 0 <= value < 2**31:
            self.fault(key, f"expected a number of pixels, got {value!r:.40}")
            return 0
        return value

    def _each_once(self, key: str, names: Iterable[str]) -> None:
        held = set()
        for name in names:
            if name in held:
                self.fault(key, f"expected each name once, got {name!r:.60} twice")
            held.add(name)


def read_date(text: str, reading: Reading, relative_to: Date | None = None) -> Date:
    """A date in EDTF or in words. Raises: DateError."""
    if text[:1].isdigit():
        try:
            return parse_edtf(text, hemisphere=reading.hemisphere)
        except TimelineError:
            pass  # words, perhaps; if not, their error says more
    return parse_date(
        text,
        relative_to=relative_to or reading.relative_to,
        order=reading.order,
        zone=reading.zone,
        hemisphere=reading.hemisphere,
    )


def as_written(text: str, date: Date | None) -> str:
    """The words of a date, to be kept where they say more than its EDTF does."""
    return text if date is not None and text != date.edtf else ""


def read_zone(table: Table, key: str = "zone") -> str:
    """An IANA zone, or empty."""
    zone = table.text(key)
    try:
        return zone and check_zone(zone)
    except TimelineError as error:
        table.fault(key, str(error), error.remedy, error.code)
        return ""
