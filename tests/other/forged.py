"""Lines whose id is right, whatever they say, and what both readers must say of each."""

from __future__ import annotations

from tests.other.lines import canonical, form_of, id_of
from timeline.codec import erase_line, load_line


def forge(body: object = None, **header: object) -> bytes:
    """A line whose id is right, whatever it says. A header's None leaves that field out."""
    fields = {
        "batch": [1, 1],
        "body": {"name": "a-fact", "headline": "A headline"} if body is None else body,
        "by": "ana",
        "recorded": "2026-11-22T22:43:00.000000Z",
        "salt": "0" * 32,
        "type": "fact-stated",
        "v": 1,
        **header,
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    return canonical(fields | {"id": id_of(form_of(fields))})


FIRST = forge(recorded="2026-11-22T22:42:00.000000Z")
LINE = forge()
LONG = 65_535 - len(forge({"name": "a", "headline": ""}))
RETRACTED: dict[str, object] = {"type": "fact-retracted", "about": load_line(FIRST)["id"]}


def stated(**more: object) -> bytes:
    return forge({"name": "a-fact", "headline": "A headline", **more})


def corrected(change: object, kind: str = "update") -> bytes:
    return forge({"change": change, "kind": kind}, **{**RETRACTED, "type": "fact-corrected"})


def nested(levels: int) -> bytes:
    """An event of a later version with so many levels, its own included."""
    value: object = "deep"
    for _ in range(levels - 2):
        value = [value]
    return forge({"x": value}, v=2)


# What each is: "counts", "damage", "names" what isn't before it, or "unknown" to version 1.
FORGED: dict[str, tuple[str, bytes]] = {
    "plain": ("counts", LINE),
    "a space outside strings": ("damage", LINE.replace(b'"v":1', b'"v": 1')),
    "a space at the end": ("damage", LINE + b" "),
    "a carriage return": ("damage", LINE + b"\r"),
    "a byte order mark": ("damage", b"\xef\xbb\xbf" + LINE),
    "an empty line": ("damage", b""),
    "an array": ("damage", b"[]"),
    "an empty object": ("damage", b"{}"),
    "keys in another order": (
        "damage",
        LINE.replace(b'"type":"fact-stated","v":1', b'"v":1,"type":"fact-stated"'),
    ),
    "a key twice": ("damage", LINE.replace(b'"v":1', b'"v":1,"v":1')),
    "a key that is not ASCII": ("damage", forge(v=2, é="x")),
    "minus zero": ("damage", LINE.replace(b'"v":1', b'"v":-0')),
    "a fraction": ("damage", forge({"x": 5}, v=2).replace(b'"x":5', b'"x":5.5')),
    "an exponent": ("damage", forge({"x": 5}, v=2).replace(b'"x":5', b'"x":5e0')),
    "2^53": ("damage", forge({"x": 2**53}, v=2)),
    "-2^53": ("damage", forge({"x": -(2**53)}, v=2)),
    "2^53 - 1": ("unknown", forge({"x": 2**53 - 1}, v=2)),
    "1 - 2^53": ("unknown", forge({"x": 1 - 2**53}, v=2)),
    "true, false, null": ("unknown", forge({"x": [True, False, None, {}, []]}, v=2)),
    "250 levels": ("unknown", nested(250)),
    "300 levels": ("damage", nested(300)),
    "an escaped slash": ("damage", stated(detail="a/b").replace(b"a/b", rb"a\/b")),
    "a control character in capitals": ("damage", stated(detail="\x1f").replace(b"1f", b"1F")),
    "control characters": ("counts", stated(detail='\x1f\x7f\0\b\t\n\f\r\u2028é😀"\\')),
    "a lone surrogate": ("damage", stated(detail="ZZ").replace(b"ZZ", rb"\ud800")),
    "bytes that are not UTF-8": ("damage", LINE.replace(b"A head", b"\xff head")),
    "the longest line": ("counts", forge({"name": "a", "headline": "b" * LONG})),
    "a longer line": ("damage", forge({"name": "a", "headline": "b" * (LONG + 1)})),
    "another id": ("damage", LINE.replace(b'"by":"ana"', b'"by":"ann"')),
    "no body": ("damage", LINE.replace(b'"body":{"headline":"A headline","name":"a-fact"},', b"")),
    "no salt": ("damage", LINE.replace(b'"salt":"' + b"0" * 32 + b'",', b"")),
    "body and its hash": ("damage", forge(body_sha256="0" * 64)),
    "an erased body": ("counts", erase_line(LINE)),
    "a hash in capitals": ("damage", forge(body_sha256="A" * 64)),
    "a salt in capitals": ("damage", forge(salt="A" * 32)),
    "a short salt": ("damage", forge(salt="00")),
    "a body that is a list": ("damage", forge([])),
    "no batch": ("damage", forge(batch=None)),
    "position 0": ("damage", forge(batch=[0, 1])),
    "a position beyond the batch": ("damage", forge(batch=[2, 1])),
    "three numbers": ("damage", forge(batch=[1, 1, 1])),
    "true for a position": ("damage", forge(batch=[True, 1])),
    "no by": ("damage", forge(by=None)),
    "no moment": ("damage", forge(recorded=None)),
    "February 30": ("damage", forge(recorded="2026-02-30T22:43:00.000000Z")),
    "24:00": ("damage", forge(recorded="2026-11-22T24:00:00.000000Z")),
    "a leap second": ("damage", forge(recorded="2026-11-22T23:59:60.000000Z")),
    "the year 0": ("damage", forge(recorded="0000-11-22T22:43:00.000000Z")),
    "the year 9999": ("counts", forge(recorded="9999-11-22T22:43:00.000000Z")),
    "milliseconds": ("damage", forge(recorded="2026-11-22T22:43:00.000Z")),
    "an offset": ("damage", forge(recorded="2026-11-22T22:43:00.000000+00:00")),
    "version 2": ("unknown", forge(v=2)),
    "version 0": ("unknown", forge(v=0)),
    "a version in words": ("unknown", forge(v="1")),
    "true for a version": ("unknown", forge(v=True)),
    "no version": ("unknown", forge(v=None)),
    "another type": ("unknown", forge(type="fact-sung")),
    "no type": ("unknown", forge(type=None)),
    "another header field": ("unknown", forge(mood="good")),
    "another field": ("unknown", stated(mood="good")),
    "another field of a part": ("unknown", stated(place={"name": "x", "mood": "good"})),
    "another field that is set": ("unknown", corrected({"set": {"mood": "good"}})),
    "another way of change": ("damage", corrected({"turn": {"tags": ["a"]}})),
    "a list that is set": ("unknown", corrected({"set": {"tags": ["a"]}})),
    "a text that is added": ("unknown", corrected({"add": {"detail": ["a"]}})),
    "an empty by": ("counts", forge(by="")),
    "an empty key": ("counts", forge(key="")),
    "an empty saw": ("counts", forge(saw=[])),
    "an empty about": ("damage", forge(about="")),
    "an id in capitals": ("damage", forge(saw=["A" * 26])),
    "no about": ("damage", forge({"because": "x"}, type="fact-retracted")),
    "an about that isn't needed": ("names", forge(about="a" * 26)),
    "an empty known": ("damage", forge(known="")),
    "an interval for a point": ("damage", forge(known="2024-01-01/2024-01-05")),
    "a set for a point": ("damage", forge(known="{2024-01-01,2024-01-05}")),
    "one of several days": ("counts", forge(known="[2024-01-01,2024-01-05]")),
    "a date in another form": ("counts", stated(occurred="2024-01-01T10:00:00+00:00")),
    "an empty text": ("counts", stated(detail="")),
    "null for a text": ("damage", stated(detail=None)),
    "false for a flag": ("counts", stated(internal=False)),
    "a number for a flag": ("damage", stated(internal=1)),
    "an empty list": ("counts", stated(tags=[])),
    "an empty tag": ("counts", stated(tags=[""])),
    "a tag twice": ("counts", stated(tags=["a", "a"])),
    "an empty name": ("damage", stated(name="")),
    "no headline": ("damage", forge({"name": "a-fact"})),
    "pad 0": ("counts", forge({"pad": 0}, type="log-described")),
    "pad -1": ("damage", forge({"pad": -1}, type="log-described")),
    "a hemisphere in the east": ("damage", forge({"hemisphere": "east"}, type="log-described")),
    "an empty hemisphere": ("damage", forge({"hemisphere": ""}, type="log-described")),
    "nothing described": ("counts", forge({}, type="log-described")),
    "an exponent in a figure": ("damage", stated(figures=[{"name": "u", "value": "1e5"}])),
    "zeros before a figure": ("counts", stated(figures=[{"name": "u", "value": "-007.10"}])),
    "41 digits": ("damage", stated(figures=[{"name": "u", "value": "1" * 41}])),
    "an empty figure": ("damage", stated(figures=[{"name": "u", "value": ""}])),
    "an empty latitude": ("damage", stated(place={"name": "x", "lat": ""})),
    "an empty hash": ("damage", stated(media={"url": "x", "sha256": ""})),
    "an empty date": ("damage", stated(occurred="")),
    "an empty id": ("damage", forge({"because": "x", "instead": ""}, **RETRACTED)),
    "an empty place": ("damage", stated(place={})),
    "a short hash": ("damage", stated(media={"url": "x", "sha256": "00"})),
    "an unknown relation": (
        "damage",
        forge({"rel": "likes", "to": "a" * 26}, **{**RETRACTED, "type": "facts-linked"}),
    ),
    "an empty change": ("damage", corrected({})),
    "an empty set": ("damage", corrected({"set": {}})),
    "an empty add": ("counts", corrected({"add": {"tags": []}})),
    "null that clears": ("counts", corrected({"set": {"detail": None}})),
    "null that clears a name": ("counts", corrected({"set": {"name": None}})),
    "empty that is set": ("counts", corrected({"set": {"detail": "", "internal": False}})),
    "an empty name that is set": ("counts", corrected({"set": {"name": ""}})),
    "null that is added": ("damage", corrected({"add": {"tags": None}})),
    "an unknown kind": ("damage", corrected({"set": {"detail": "x"}}, "whim")),
    "known that is set": ("counts", corrected({"set": {"known": "2024-01-01", "because": "x"}})),
    "an interval that is set for known": ("damage", corrected({"set": {"known": "2023/2024"}})),
    "what it names is missing": (
        "names",
        forge({"because": "x", "instead": "a" * 26}, **RETRACTED),
    ),
    "a dropped citation is missing": ("names", corrected({"drop": {"citations": ["a" * 26]}})),
    "a dropped figure": ("counts", corrected({"drop": {"figures": ["aid"]}})),
    "what it names came later": (
        "names",
        forge({"because": "x"}, **RETRACTED, recorded="2026-11-22T22:41:00.000000Z"),
    ),
}
