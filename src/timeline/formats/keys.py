"""An item's plain data: what its key is a hash of, and its form while it waits to be appended.

Readable names stand in it where a line of the log has ids, so that the key is the same in every
copy of the log. Inverse pair: `dump_entry`/`load_entry`.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from attrs import evolve

from timeline.codec import BODIES, LineError, canonical, load_line
from timeline.dates import parse_edtf
from timeline.events import Entry, FactStated, SourceAdded

MAX_TEXT = 60_000
"""Bytes of an item's text: below a line's 65,535, to leave room for its header and ids."""

_NAMELESS = "~"  # stands for a name that is still to be made; no name can be that
_STAND_IN = "a" * 26  # an id, as the codec wants one where a name stands


def plain_entry(entry: Entry) -> dict[str, Any]:
    """The entry as plain data, with readable names where a line would have ids."""
    body: Any = entry.body
    names = [citation.source for citation in getattr(body, "citations", ())]
    if names:
        stand_ins = tuple(evolve(one, source=_STAND_IN) for one in body.citations)
        body = evolve(body, citations=stand_ins)
    origin = body.origin if isinstance(body, SourceAdded) else ""
    if origin:
        body = evolve(body, origin=_STAND_IN)
    if isinstance(body, FactStated) and not body.name:
        body = evolve(body, name=_NAMELESS)
    written = BODIES[body.type].write(body)
    for citation, name in zip(written.get("citations", ()), names, strict=True):
        citation["source"] = name
    if origin:
        written["origin"] = origin
    plain: dict[str, Any] = {"type": body.type, "about": entry.about, "body": written}
    if entry.known is not None:
        plain["known"] = entry.known.edtf
    return plain


def dump_entry(entry: Entry) -> bytes:
    return canonical({**plain_entry(entry), "key": entry.key})


def make_key(entry: Entry) -> str:
    """`import:` and a hash of what the item says. Raises: LineError: it can't be stored."""
    try:
        raw = canonical(plain_entry(entry))
    except (TypeError, ValueError) as error:
        raise LineError(f"the text can't be stored: {error}") from error
    if len(raw) > MAX_TEXT:
        raise LineError(
            f"expected at most {MAX_TEXT:,} bytes, got {len(raw):,}", "shorten the text"
        )
    return f"import:{sha256(raw).hexdigest()[:32]}"


def load_entry(raw: bytes) -> Entry:
    line = load_line(raw.rstrip(b"\n"))
    names = [citation["source"] for citation in line["body"].get("citations", ())]
    for citation in line["body"].get("citations", ()):
        citation["source"] = _STAND_IN
    body = BODIES[line["type"]].read(line["body"])
    if names:
        pairs = zip(body.citations, names, strict=True)
        body = evolve(body, citations=tuple(evolve(one, source=name) for one, name in pairs))
    known = parse_edtf(line["known"]) if "known" in line else None
    return Entry(body=body, about=line["about"], known=known, key=line["key"])
