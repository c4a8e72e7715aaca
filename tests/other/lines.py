"""One line of the log: its form, its id, its body. Written from docs/format.md alone.

Of dates it checks only that they are text, and that a point in time is no interval and no set: what
else is a date is EDTF's to say.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

LONGEST_LINE = 65_535
DEEPEST_LINE = 250
ID = re.compile(r"[a-z2-7]{26}")
HASH = re.compile(r"[0-9a-f]{64}")
SALT = re.compile(r"[0-9a-f]{32}")
DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")

# -- events: what a body may hold; "!" marks what it must -------------------------------------

CITED = "citations because"
TYPES = {
    "log-described": "log title description zone hemisphere language pad",
    "source-added": "!name kind title author publisher published published_basis url archived "
    "accessed language text_sha256 origin internal withdrawn",
    "source-corrected": "!change because",
    "fact-stated": "!name !headline occurred occurred_text known_text zone detail language tags "
    "lanes people place figures media note internal known_to citations",
    "fact-corroborated": "!citations because",
    "fact-disputed": CITED,
    "fact-corrected": "!change !kind because citations",
    "fact-retracted": "!because citations instead",
    "fact-restored": "!because citations",
    "facts-linked": "!rel !to because",
    "event-withdrawn": "!because",
}
PARTS = {
    "figures": "!name !value unit approximate",
    "citations": "!source locator quote attributed_to date figures internal",
    "known_to": "!who !known",
    "place": "!name lat lon",
    "media": "!url alt credit licence sha256 width height",
}
ANY = re.compile(r".*", re.DOTALL)
PATTERNS = (
    dict.fromkeys(("origin", "instead", "to", "source"), ID)
    | dict.fromkeys(("value", "lat", "lon"), DECIMAL)
    | dict.fromkeys(("text_sha256", "sha256"), HASH)
    | dict.fromkeys(("occurred", "accessed", "date"), re.compile(r".+"))
)
POINTS = {"known", "published"}
FLAGS = {"internal", "withdrawn", "approximate"}
NUMBERS = {"pad", "width", "height"}
OBJECTS = {"place", "media"}
TEXTS = {"tags", "lanes", "people"}
LISTS = {"tags": "", "lanes": "", "people": "", "figures": "name", "known_to": "who"} | {
    "citations": "source"
}
CHOICES = {
    ("log-described", "hemisphere"): {"north", "south"},
    ("fact-corrected", "kind"): {"typo", "clarification", "correction", "update"},
    ("facts-linked", "rel"): {"follows", "causes", "answers", "contradicts", "same-as"},
}
HEADER = set("about amends batch by id key known recorded saw type v salt body body_sha256".split())
WITHOUT_ABOUT = {"log-described", "source-added", "fact-stated"}


class Damage(Exception):
    """What can't be a line, a proof or a checkpoint of this format."""


class Unknown(Exception):
    """A version, type or field that this program doesn't know."""


@dataclass(frozen=True, slots=True)
class Line:
    raw: bytes
    fields: dict[str, Any]
    form: bytes
    unknown: str = ""

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    @property
    def order(self) -> tuple[str, int, str]:
        return self.fields["recorded"], self.fields["batch"][0], self.id


# -- lines ----------------------------------------------------------------------------------


def canonical(value: object) -> bytes:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def parse_canonical(raw: bytes) -> Any:
    try:
        value = json.loads(
            raw.decode(), object_pairs_hook=_object, parse_int=_integer, parse_float=_no_number
        )
        again = canonical(value)
    except (ValueError, RecursionError) as error:
        raise Damage(f"not JSON of this format: {error}") from error
    if again != raw:
        raise Damage("not canonical")
    _expect(_levels(value) <= DEEPEST_LINE, "nesting")
    return value


def _levels(value: object) -> int:
    if not isinstance(value, dict | list):
        return 0
    return 1 + max(map(_levels, value.values() if isinstance(value, dict) else value), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if not all(key.isascii() for key, _ in pairs):
        raise ValueError("a key is not ASCII")
    return dict(pairs)  # a key that is there twice is lost here, and so the bytes differ


def _integer(digits: str) -> int:
    number = int(digits)
    if abs(number) >= 2**53:
        raise ValueError(f"{digits} is too large")
    return number


def _no_number(digits: str) -> float:
    raise ValueError(f"{digits} is no integer")


def hash_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def form_of(fields: dict[str, Any]) -> bytes:
    """What the id hashes: the header with the body's hash."""
    header = {name: fields[name] for name in fields if name not in {"id", "salt", "body"}}
    if "body_sha256" not in header:
        header["body_sha256"] = hash_of(canonical([fields["salt"], fields["body"]]))
    return canonical(header)


def id_of(form: bytes) -> str:
    return base64.b32encode(hashlib.sha256(form).digest()).decode().lower()[:26]


def parse_line(raw: bytes) -> Line:
    """A line of the log. Of one of another version little is asked."""
    line = parse_bare(raw)
    _check_place(line.fields)
    try:
        _check_version(line.fields)
    except Unknown as error:
        return replace(line, unknown=str(error))
    return line


def parse_bare(raw: bytes) -> Line:
    """A line whose form and id are right, whatever it says."""
    if len(raw) > LONGEST_LINE:
        raise Damage("longer than a line may be")
    fields = parse_canonical(raw)
    if not isinstance(fields, dict):
        raise Damage("not an object")
    erased = "body_sha256" in fields
    if erased in ("salt" in fields, "body" in fields):
        raise Damage("neither whole nor erased")
    form = form_of(fields)
    if id_of(form) != fields.get("id"):
        raise Damage("the id is another one's")
    return Line(raw, fields, form)


def _check_place(fields: dict[str, Any]) -> None:
    """What every version has: a place in a batch, and a moment of record."""
    batch, recorded = fields.get("batch"), fields.get("recorded")
    _expect(isinstance(batch, list) and [type(number) for number in batch] == [int, int], "batch")
    _expect(1 <= fields["batch"][0] <= fields["batch"][1], "batch")
    _expect(_fits(INSTANT, recorded), "recorded")
    try:
        datetime.fromisoformat(fields["recorded"])
    except ValueError as error:
        raise Damage("recorded is no instant") from error


def _check_version(fields: dict[str, Any]) -> None:
    """Raises Unknown for what version 1 doesn't have, Damage for what it has in another form."""
    kind = fields.get("type")
    if type(fields.get("v")) is not int or fields["v"] != 1:
        raise Unknown("another version")
    if not isinstance(kind, str) or kind not in TYPES or not fields.keys() <= HEADER:
        raise Unknown("a type or a field of the header")
    _expect(all(isinstance(fields.get(name, ""), str) for name in ("by", "key")), "text")
    _expect("by" in fields, "by")
    _expect("known" not in fields or _is_point(fields["known"]), "known")
    saw = fields.get("saw", [])
    names = [fields[name] for name in ("about", "amends") if name in fields]
    _expect(isinstance(saw, list) and all(_fits(ID, name) for name in [*names, *saw]), "ids")
    _expect("about" in fields or kind in WITHOUT_ABOUT, "about")
    if "body" in fields:
        _expect(_fits(SALT, fields["salt"]), "salt")
        _check_object(fields["body"], TYPES[kind], kind)
    else:
        _expect(_fits(HASH, fields["body_sha256"]), "body_sha256")


def _expect(holds: bool, name: str) -> None:
    if not holds:
        raise Damage(f"{name} has not the form that it must have")


def _fits(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_point(value: object) -> bool:
    return isinstance(value, str) and value != "" and "/" not in value and value[0] != "{"


def _check_object(value: object, allowed: str, kind: str = "") -> None:
    if not isinstance(value, dict):
        raise Damage("not an object")
    if not value.keys() <= set(allowed.replace("!", "").split()):
        raise Unknown(f"a field of {kind or 'a part'}")
    needed = [name[1:] for name in allowed.split() if name[0] == "!"]
    _expect(all(value.get(name) for name in needed), "a needed field")
    for name, part in value.items():
        if name == "change":
            _check_change(part, kind)
        elif (kind, name) in CHOICES:
            _expect(isinstance(part, str) and part in CHOICES[kind, name], name)
        else:
            _check_value(name, part)


def _check_value(name: str, value: object) -> None:
    """Text, lists and flags may be empty, which is as good as absent."""
    if name in OBJECTS:
        _check_object(value, PARTS[name])
    elif name in LISTS:
        if not isinstance(value, list):
            raise Damage(f"{name} is no list")
        for item in value:
            if name in TEXTS:
                _expect(isinstance(item, str), name)
            else:
                _check_object(item, PARTS[name])
    elif name in FLAGS:
        _expect(isinstance(value, bool), name)
    elif name in NUMBERS:
        _expect(type(value) is int and value >= 0, name)
    elif name in POINTS:
        _expect(_is_point(value), name)
    else:
        _expect(_fits(PATTERNS.get(name, ANY), value), name)


def _check_change(change: object, kind: str) -> None:
    """`set`, `add` and `drop` of the fields of a fact or a source."""
    if not isinstance(change, dict) or not change:
        raise Damage("change is no object, or empty")
    subject = "fact-stated" if kind == "fact-corrected" else "source-added"
    extra = " known because" if kind == "fact-corrected" else ""
    fields = set((TYPES[subject].replace("!", "") + extra).split())
    for verb, named in change.items():
        if verb not in {"set", "add", "drop"}:
            raise Damage(f"change.{verb}")
        lists = fields & LISTS.keys()
        if not isinstance(named, dict) or not named:
            raise Damage(f"{verb} is no object, or empty")
        if not named.keys() <= (fields - lists if verb == "set" else lists):
            raise Unknown(f"a field of change.{verb}")
        for name, value in named.items():
            if verb == "drop":
                _check_value("tags", value)
            elif value is not None or verb == "add":
                _check_value(name, value)


def names_of(line: Line) -> Iterator[str]:
    """The ids of the events that it names."""
    fields = line.fields
    if line.unknown:
        return
    yield from (fields[name] for name in ("about", "amends") if name in fields)
    yield from fields.get("saw", [])
    body = fields.get("body", {})
    yield from (body[name] for name in ("origin", "instead", "to") if name in body)
    change = body.get("change", {})
    if change.get("set", {}).get("origin"):
        yield change["set"]["origin"]
    for citation in [*body.get("citations", []), *change.get("add", {}).get("citations", [])]:
        yield citation["source"]
    yield from filter(ID.fullmatch, change.get("drop", {}).get("citations", []))
