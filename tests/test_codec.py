from __future__ import annotations

import gc
import json
import pickle
from base64 import b32encode
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import orjson
import pytest
from attrs import evolve, fields
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sizes import size
from tests.strategies.events import BODY_STRATEGIES, entries, salts
from timeline.codec import (
    BODIES,
    MAX_LINE,
    UPCASTERS,
    EntryTooLongError,
    LineError,
    Recorded,
    UnknownFormatError,
    WrongIdError,
    canonical,
    check_profile,
    collector_paused,
    erase_line,
    format_line,
    leaf,
    parse_line,
    parse_lines,
    read_event,
    record_batch,
    references,
    verify_line,
)
from timeline.codec.ids import id_of, ids_of, is_id_of
from timeline.codec.lines import _RECORDS, read_events
from timeline.dates import parse_edtf
from timeline.errors import TimelineError
from timeline.events import (
    ALL_EVENTS,
    REQUIRES_ABOUT,
    Body,
    Change,
    Citation,
    Entry,
    Erased,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactCorroborated,
    FactRetracted,
    FactsLinked,
    FactStated,
    Figure,
    KnownTo,
    LogDescribed,
    Media,
    Place,
    SourceAdded,
    SourceCorrected,
)

RECORDED = "2026-11-21T21:37:00.123456Z"
SALT = "00112233445566778899aabbccddeeff"
ID = "abcdefghijklmnopqrstuvwxyz"


def record(*batch: Entry, **options: Any) -> tuple[Recorded, ...]:
    return record_batch(
        batch, **{"recorded": RECORDED, "by": "ana", "new_salt": lambda: SALT, **options}
    )


def stated(name: str = "a-fact", **fields: Any) -> Entry:
    return Entry(body=FactStated(name=name, headline="A headline", **fields))


def forge(change: Callable[[dict[str, Any]], Any], entry: Entry | None = None) -> bytes:
    """A line with a valid id whose content somebody chose freely."""
    line = orjson.loads(record(entry or stated())[0].line)
    change(line)
    line["id"] = line.get("id") and "x" * 26
    form = {k: v for k, v in line.items() if k not in ("id", "body", "salt")}
    if "body" in line and "salt" in line:
        form["body_sha256"] = sha256(canonical([line["salt"], line["body"]])).hexdigest()
    digest = sha256(canonical(form)).digest()
    line["id"] = b32encode(digest).decode()[:26].lower()
    return canonical(line)


# -- round trips ----------------------------------------------------------------------------


def test_every_event_type_has_a_format_and_a_strategy() -> None:
    assert [body.type for body in ALL_EVENTS] == list(BODIES)
    assert set(BODY_STRATEGIES) == set(ALL_EVENTS)


@settings(max_examples=size(150, 5_000), deadline=None)
@given(st.lists(entries, min_size=1, max_size=3), salts)
def test_what_is_recorded_reads_back_as_it_was(batch: list[Entry], salt: str) -> None:
    batch = [entry for n, entry in enumerate(batch) if entry.key not in _keys(batch[:n])]
    stored = record(*batch, new_salt=lambda: salt)
    for position, (entry, kept) in enumerate(zip(batch, stored, strict=True), start=1):
        event = parse_line(kept.line)
        assert (event.body, event.about, event.amends) == (entry.body, entry.about, entry.amends)
        assert (event.known, event.key, event.saw) == (entry.known, entry.key, entry.saw)
        assert (event.id, event.recorded, event.by) == (kept.id, RECORDED, "ana")
        assert event.batch == (position, len(batch))
        assert format_line(event) == kept.line


def _keys(batch: list[Entry]) -> set[str]:
    return {entry.key for entry in batch if entry.key}


@settings(max_examples=size(100, 3_000), deadline=None)
@given(entries)
def test_erasing_keeps_the_id_and_the_leaf_and_loses_the_body(entry: Entry) -> None:
    (kept,) = record(entry)
    erased = erase_line(kept.line)
    event = parse_line(erased)
    assert event.id == kept.id
    assert isinstance(event.body, Erased)
    assert leaf(orjson.loads(erased)) == leaf(orjson.loads(kept.line))
    assert erase_line(erased) == erased
    assert format_line(event) == erased
    assert SALT.encode() not in erased
    assert b'"body":' not in erased


@settings(max_examples=size(100, 3_000), deadline=None)
@given(entries)
def test_what_is_read_is_as_frozen_as_what_is_made(entry: Entry) -> None:
    """Readers fill an open twin of a class: nothing of it may be left in the value."""
    raw = record(entry)[0].line
    parse_lines([raw] * 100)
    alone, [among, _] = parse_line(raw), parse_lines([raw] * 2)
    for value in (alone, *_values(alone.body), among, *_values(among.body)):
        made = type(value)(**{one.name: getattr(value, one.name) for one in fields(type(value))})
        assert type(value) in FROZEN
        assert (value, repr(value)) == (made, repr(made))
        assert pickle.loads(pickle.dumps(value)) == evolve(value) == made
        for name in (fields(type(value))[0].name, "mood"):
            with pytest.raises((FrozenInstanceError, AttributeError)):
                setattr(value, name, "changed")
            with pytest.raises((FrozenInstanceError, AttributeError)):
                delattr(value, name)


@settings(max_examples=size(40, 1_000), deadline=None)
@given(entries)
def test_many_lines_are_read_as_one_by_one(entry: Entry) -> None:
    """Whatever becomes of any value of a line, alone and among a hundred of other shapes."""
    line = orjson.loads(record(entry)[0].line)
    read_events([line] * 100)
    assert tuple(line) in _RECORDS[line["type"]].compiled
    assert read_events([line] * 2) == [read_event(line)] * 2
    others = [one.line for other in OTHERS for one in record(other)]
    for raw in _spoiled(line, line):
        assert _told(_parse_among([]), raw) == _told(_parse_one, raw), raw
        assert _told(_parse_among(others), raw) == _told(_parse_one, raw), raw


def test_lists_read_together_keep_their_own_items() -> None:
    figures = [Figure(name=name, value="5") for name in "abc"]
    given = [figures[:2], [], figures[2:3]]
    raws = [record(stated(figures=tuple(one)))[0].line for one in given]
    empty = orjson.loads(raws[1])
    empty["body"]["figures"] = []
    raws[1] = canonical(empty)
    for _ in range(100):
        events = parse_lines(raws, verify=False)
    bodies: list[Any] = [event.body for event in events]
    assert [body.figures for body in bodies] == [tuple(one) for one in given]


OTHERS = (
    stated("b", tags=("x", "y"), figures=(Figure(name="people", value="5"),)),
    stated("c", occurred=parse_edtf("2024-01-05"), detail="Some words"),
    Entry(body=FactRetracted(because="it was wrong"), about=ID, known=parse_edtf("2024-01-05")),
)
ODD: tuple[Any, ...] = (
    *(None, True, 0, 1, 2, -1, 2**53, "", "x", "A" * 26, "a" * 26, "2024-01-05", "2024/2025"),
    *("{2024,2025}", "1e9", "fact-imagined", "2026-11-21T21:37:00.123456Z", [], [[]], ["x"], [5]),
    *([0, 1], [2, 1], [1, 2], [True, 1], [1, 2**53], {}, {"x": "y"}, {"name": ""}),
)


def _spoiled(inside: Any, line: Any) -> Iterator[bytes]:
    """The line with one value after the other replaced by each of ODD."""
    for key in list(inside) if type(inside) is dict else range(len(inside)):
        was = inside[key]
        for odd in ODD:
            inside[key] = odd
            yield canonical(line)
        inside[key] = was
        if type(was) in (dict, list):
            yield from _spoiled(was, line)


def _parse_one(raw: bytes) -> Event:
    return parse_line(raw, verify=False)


def _parse_among(others: Sequence[bytes]) -> Callable[[bytes], Event]:
    return lambda raw: parse_lines([*others, raw, *others], verify=False)[len(others)]


def _told(read: Callable[[bytes], Event], raw: bytes) -> object:
    try:
        return read(raw)
    except TimelineError as error:
        return (type(error), str(error))


FROZEN = {*ALL_EVENTS, Event, Citation, Figure, KnownTo, Media, Place}


def _values(value: Any) -> Iterator[Any]:
    """The values made of fields in a body, itself first; those in a change are read alike."""
    if type(value) is tuple:
        for item in value:
            yield from _values(item)
    elif type(value) in FROZEN:
        yield value
        for one in fields(type(value)):
            yield from _values(getattr(value, one.name))


# -- ids and canonical form -----------------------------------------------------------------


def test_the_id_is_computed_as_the_format_page_says() -> None:
    (kept,) = record(Entry(body=FactStated(name="a", headline="é"), key="k"))
    body_sha256 = sha256(f'["{SALT}",{{"headline":"é","name":"a"}}]'.encode()).hexdigest()
    form = (
        f'{{"batch":[1,1],"body_sha256":"{body_sha256}","by":"ana","key":"k",'
        f'"recorded":"{RECORDED}","type":"fact-stated","v":1}}'
    )
    digits = "abcdefghijklmnopqrstuvwxyz234567"
    number = int.from_bytes(sha256(form.encode()).digest(), "big") >> (256 - 130)
    assert kept.id == "".join(digits[number >> (5 * place) & 31] for place in range(25, -1, -1))


@settings(max_examples=size(300, 20_000), deadline=None)
@given(st.binary(max_size=200))
def test_ids_are_base32_of_the_hash(form: bytes) -> None:
    event_id = b32encode(sha256(form).digest()).decode()[:26].lower()
    assert id_of(form) == event_id
    assert ids_of([form, b"x", form]) == [event_id, id_of(b"x"), event_id]
    assert is_id_of(event_id, form)


@settings(max_examples=size(300, 20_000), deadline=None)
@given(st.binary(max_size=20), st.data())
def test_nothing_but_the_id_itself_is_taken_for_it(form: bytes, data: st.DataObject) -> None:
    event_id = id_of(form)
    place = data.draw(st.integers(0, 26))
    digits = st.text("abcxyz234567 \n\t_-+0189AZ\u0661\u0130\0", max_size=3)
    put, dropped = data.draw(digits), data.draw(st.integers(0, 3))
    other = event_id[:place] + put + event_id[place + dropped :]
    assert is_id_of(other, form) == (other == event_id)


def test_an_a_is_a_digit_like_any_other() -> None:
    """As numbers, `ab…` and `b…` are the same."""
    form = next(f for n in range(1_000) if id_of(f := b"%d" % n).startswith("a"))
    assert is_id_of(id_of(form), form)
    assert not is_id_of(id_of(form)[1:], form)
    assert not is_id_of("a" + id_of(form), form)
    for other in "0189A_+- \n\0":
        assert not is_id_of(other + id_of(form)[1:], form)


_scalars: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
_keys_of_json = st.text(st.characters(max_codepoint=127))
_json: st.SearchStrategy[Any] = st.deferred(
    lambda: (
        _scalars | st.lists(_json, max_size=4) | st.dictionaries(_keys_of_json, _json, max_size=4)
    )
)


@settings(max_examples=size(300, 20_000), deadline=None)
@given(_json)
def test_canonical_json_is_that_of_rfc_8785(document: Any) -> None:
    rfc8785 = pytest.importorskip("rfc8785", reason="the peer that canonical JSON is held against")
    assert canonical(document) == rfc8785.dumps(document)
    check_profile(document)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a": 1}',
        b'{"b":1,"a":1}',
        b'{"a":1,"a":1}',
        b'{"a":"\\u0041"}',
        b'{"a":1.0e1}',
        b'{"a":18446744073709551616}',
        b"[" * 300 + b"]" * 300,
        b'{"a":' + b"[" * 300 + b"]" * 300 + b"}",
        b'{"a":"' + b"x" * MAX_LINE + b'"}',
        b"",
        b"null",
        b'"text"',
        b'{"a":1}\r',
        b"\xff\xfe",
    ],
)
def test_only_canonical_objects_of_bounded_size_are_lines(raw: bytes) -> None:
    with pytest.raises(LineError):
        verify_line(raw)


def test_another_form_of_the_same_event_is_refused() -> None:
    """Two forms would be two lines of one event, and a log is a set of lines."""
    (kept,) = record(stated())
    line = json.loads(kept.line)
    for other in (json.dumps(line), json.dumps(line, separators=(",", ":"), sort_keys=False) + " "):
        with pytest.raises(LineError, match="expected canonical JSON"):
            verify_line(other.encode())


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), {"é": 1}, [{"a": [0.5]}]])
def test_the_profile_refuses_what_other_programs_would_read_differently(value: Any) -> None:
    with pytest.raises(LineError):
        check_profile(value)


def test_any_other_byte_makes_the_line_invalid() -> None:
    (kept,) = record(stated(detail="Some detail", tags=("a", "b")))
    for place in range(len(kept.line)):
        for bit in range(8):
            changed = bytearray(kept.line)
            changed[place] ^= 1 << bit
            with pytest.raises(LineError):
                verify_line(bytes(changed))


def test_a_body_beside_its_hash_is_refused_as_the_id_does_not_cover_it() -> None:
    (kept,) = record(stated())
    erased = orjson.loads(erase_line(kept.line))
    for stowaway in ({"body": {"headline": "Forged", "name": "a"}}, {"salt": SALT}):
        with pytest.raises(LineError, match="expected id with body and salt"):
            verify_line(canonical(erased | stowaway))


def test_a_changed_line_says_which_id_its_bytes_have() -> None:
    (kept,) = record(stated())
    with pytest.raises(WrongIdError, match=f"says id {kept.id}, its bytes say"):
        verify_line(kept.line.replace(b"A headline", b"B headline"))


# -- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.update(v=2),
        lambda line: line.update(v="1"),
        lambda line: line.update(v=True),
        lambda line: line.pop("v"),
        lambda line: line.update(type="fact-imagined"),
        lambda line: line.update(type=[]),
        lambda line: line.pop("type"),
        lambda line: line.update(mood="good"),
        lambda line: line["body"].update(mood="good"),
        lambda line: line["body"].update(place={"name": "x", "planet": "Mars"}),
    ],
)
def test_what_a_newer_timeline_wrote_is_not_guessed_at(change: Any) -> None:
    raw = forge(change)
    verify_line(raw)
    with pytest.raises(UnknownFormatError, match="expected an event of format version 1"):
        parse_line(raw)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda line: line.pop("by"), "by"),
        (lambda line: line.update(by=5), "expected text"),
        (lambda line: line.update(recorded="2026-11-21"), "recorded"),
        (lambda line: line.update(recorded="2026-02-30T00:00:00.000000Z"), "recorded"),
        (lambda line: line.update(recorded="0000-02-03T00:00:00.000000Z"), "recorded"),
        (lambda line: line.update(recorded="2026-11-21T21:37:00.123456Z\n"), "recorded"),
        (lambda line: line.update(batch=[0, 1]), "batch"),
        (lambda line: line.update(batch=[2, 1]), "batch"),
        (lambda line: line.update(batch=[1]), "batch"),
        (lambda line: line.update(batch=[True, 1]), "batch"),
        (lambda line: line.update(about="A" * 26), "an event's id"),
        (lambda line: line.update(saw="x"), "a list"),
        (lambda line: line.update(known="soon"), "soon"),
        (lambda line: line.update(known="2024/2025"), "point in time"),
        (lambda line: line.update(known="{2024,2025}"), "point in time"),
        (lambda line: line.update(salt="XY"), "salt"),
        (lambda line: line.update(body=[]), "expected an object"),
        (lambda line: line["body"].pop("name"), "'name' is missing"),
        (lambda line: line["body"].update(name=""), "'name' is missing"),
        (lambda line: line["body"].update(internal="yes"), "expected true or false"),
        (lambda line: line["body"].update(tags="a"), "expected a list"),
        (lambda line: line["body"].update(media={"url": "u", "width": -1}), "whole number"),
        (
            lambda line: line["body"].update(figures=[{"name": "a", "value": "1e9"}]),
            "figures: value: expected a decimal",
        ),
        (lambda line: line["body"].update(figures=[{"name": 5, "value": "1"}]), "figures: name:"),
        (
            lambda line: line["body"].update(figures=[{"value": "1"}]),
            "figures: .*'name' is",
        ),
        (lambda line: line["body"].update(tags=["a", 5]), "tags: expected text, got 5"),
        (lambda line: line["body"].update(detail=None), "detail: expected text, got None"),
        (lambda line: line.update(known=None), "expected text, got None"),
        (lambda line: line.update(recorded=None), "expected text, got None"),
        (lambda line: line.update(recorded=["2026"]), "expected text"),
        (lambda line: line.update(recorded="2026-11-21T21:37:00.123456+00:00"), "recorded"),
        (lambda line: line.update(recorded="2026-11-21T24:00:00.000000Z"), "recorded"),
        (lambda line: line.update(recorded="2026-W47-6T21:37:00.123456Z"), "recorded"),
        (lambda line: line.update(by=["ana"]), "expected text"),
        (lambda line: line["body"].update(figures=[{"name": "a", "value": "٣"}]), "decimal"),
    ],
)
def test_a_malformed_event_is_refused_with_a_reason(change: Any, message: str) -> None:
    with pytest.raises(LineError, match=message):
        parse_line(forge(change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, "set, add and drop"),
        ([], "set, add and drop"),
        ({"set": {}}, "an object of fields"),
        ({"set": {"known": "2024/2025"}}, "point in time"),
        ({"add": {"tags": "a"}}, "expected a list"),
    ],
)
def test_a_malformed_change_is_refused(change: Any, message: str) -> None:
    entry = Entry(body=FactCorrected(change=Change(set={"detail": "x"}), kind="typo"), about=ID)
    with pytest.raises(LineError, match=message):
        parse_line(forge(lambda line: line["body"].update(change=change), entry))


@pytest.mark.parametrize(
    "change", [{"set": {"tags": []}}, {"add": {"name": []}}, {"put": {"a": 1}}]
)
def test_a_change_of_what_this_version_cannot_change_is_refused(change: Any) -> None:
    entry = Entry(body=FactCorrected(change=Change(set={"detail": "x"}), kind="typo"), about=ID)
    with pytest.raises(LineError):
        parse_line(forge(lambda line: line["body"].update(change=change), entry))


@pytest.mark.parametrize("body", REQUIRES_ABOUT)
def test_an_event_about_nothing_is_refused(body: type[Body]) -> None:
    kinds = {
        "fact-corrected": {"change": {"set": {"detail": "x"}}, "kind": "typo"},
        "source-corrected": {"change": {"set": {"title": "x"}}},
        "fact-corroborated": {"citations": [{"source": ID}]},
        "facts-linked": {"rel": "follows", "to": ID},
    }
    content = kinds.get(body.type, {"because": "x"})
    with pytest.raises(LineError, match="must say what it is about"):
        parse_line(forge(lambda line: line.update(type=body.type, body=content)))


def test_an_entry_longer_than_a_line_is_refused_with_its_length() -> None:
    with pytest.raises(EntryTooLongError, match="fact-stated: expected at most 65,535 bytes"):
        record(stated(detail="x" * MAX_LINE))


def test_the_longest_line_is_accepted() -> None:
    room = MAX_LINE - len(record(stated(detail="x"))[0].line) + 1
    (kept,) = record(stated(detail="x" * room))
    assert len(kept.line) == MAX_LINE
    assert parse_line(kept.line).id == kept.id


def test_text_that_is_not_unicode_is_refused() -> None:
    with pytest.raises(LineError, match="expected text in UTF-8"):
        record(stated(detail="\ud800"))


def test_what_cannot_be_read_back_is_never_written() -> None:
    with pytest.raises(LineError, match="expected one of"):
        record(Entry(body=FactsLinked(rel="hates", to=ID), about=ID))


# -- batches --------------------------------------------------------------------------------


def test_entries_of_a_batch_can_name_earlier_ones() -> None:
    cited = (Citation(source="@1"),)
    batch = record(
        Entry(body=SourceAdded(name="s")),
        stated(citations=cited),
        Entry(body=SourceAdded(name="reprint", origin="@1")),
        Entry(
            body=FactCorrected(change=Change(add={"citations": cited}), kind="update"),
            about="@2",
            amends="@2",
            saw=("@2",),
        ),
        Entry(body=FactsLinked(rel="follows", to="@2"), about="@2"),
        Entry(body=FactRetracted(because="x", instead="@2"), about="@2"),
    )
    source, fact = batch[0].id, batch[1].id
    events = [parse_line(kept.line) for kept in batch]
    assert set(references(events[1])) == {source}
    assert list(references(events[2])) == [source]
    assert list(references(events[3])) == [fact, fact, fact, source]
    assert list(references(events[4])) == [fact, fact]
    assert list(references(events[5])) == [fact, fact]


@settings(max_examples=size(60, 2_000), deadline=None)
@given(st.lists(entries, min_size=1, max_size=8))
def test_lines_made_together_are_those_made_alone(batch: list[Entry]) -> None:
    """Ids of a batch are computed many at once, unless an entry names one before it."""
    batch = [evolve(entry, key="") for entry in batch]
    for kept in record(*batch):
        verify_line(kept.line)
        assert kept.id == orjson.loads(kept.line)["id"]
    source = Entry(body=SourceAdded(name="s"))
    cited = stated(citations=(Citation(source="@1"),))
    first, *others, last = record(source, *batch, cited)
    body = parse_line(last.line).body
    assert isinstance(body, FactStated)
    assert body.citations == (Citation(source=first.id),)
    assert [parse_line(kept.line).batch[0] for kept in others] == [*range(2, len(batch) + 2)]


@settings(max_examples=size(60, 2_000), deadline=None)
@given(entries)
def test_naming_an_earlier_entry_changes_nothing_else(entry: Entry) -> None:
    source, named = record(Entry(body=SourceAdded(name="s")), evolve(entry, about="@1", key="k"))
    (plain,) = record(evolve(entry, about=source.id, key="k"))
    assert orjson.loads(named.line)["batch"] == [2, 2]
    event, expected = parse_line(named.line), parse_line(plain.line)
    assert evolve(event, id=expected.id, batch=expected.batch) == expected


def test_a_zero_is_stored_and_what_is_empty_is_not() -> None:
    (described,) = record(Entry(body=LogDescribed(pad=0, title="")))
    assert orjson.loads(described.line)["body"] == {"pad": 0}
    (kept,) = record(stated(occurred="", place="", tags=None))
    assert orjson.loads(kept.line)["body"].keys() == {"name", "headline"}
    with pytest.raises(LineError, match="detail: expected text, got 0"):
        record(stated(detail=0))


def test_references_of_corrections_to_sources() -> None:
    entry = Entry(body=SourceCorrected(change=Change(set={"origin": ID})), about=ID[::-1])
    assert set(references(entry)) == {ID, ID[::-1]}
    assert not list(references(Entry(body=LogDescribed(title="x"))))


def test_an_entry_can_t_name_a_later_one_or_itself() -> None:
    for name in ("@1", "@2", "@9"):
        with pytest.raises(LineError, match=f"expected an earlier entry of the batch, got {name}"):
            record(Entry(body=EventWithdrawn(because="x"), about=name), stated())


def test_text_that_looks_like_a_reference_stays_text() -> None:
    batch = record(Entry(body=SourceAdded(name="s")), stated(detail="@1", tags=("@1",)))
    body = parse_line(batch[1].line).body
    assert isinstance(body, FactStated)
    assert (body.detail, body.tags) == ("@1", ("@1",))


def test_an_entry_whose_key_is_present_is_not_recorded_again() -> None:
    (source,) = record(Entry(body=SourceAdded(name="s"), key="s"))
    batch = record(
        Entry(body=SourceAdded(name="s"), key="s"),
        Entry(body=FactCorroborated(citations=(Citation(source="@1"),)), about=ID, key="c"),
        Entry(body=EventWithdrawn(because="x"), about="@2", key="c"),
        present={"s": source},
    )
    assert batch[0] == source
    assert batch[2] == batch[1]
    event = parse_line(batch[1].line)
    assert event.batch == (1, 1)
    assert source.id in references(event)


def test_a_date_is_stored_in_its_canonical_form() -> None:
    (kept,) = record(stated(occurred=parse_edtf("2023-09~")))
    assert json.loads(kept.line)["body"]["occurred"] == "2023-09~"


def test_a_line_of_an_older_version_is_read_through_its_upcasters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def upcast_v0_v1(line: dict[str, Any]) -> dict[str, Any]:
        body = {"name": line["body"]["title"].lower(), "headline": line["body"]["title"]}
        return line | {"v": 1, "body": body}

    monkeypatch.setitem(UPCASTERS, 0, upcast_v0_v1)
    raw = forge(lambda line: line.update(v=0, body={"title": "Old"}))
    event = parse_line(raw)
    assert event.body == FactStated(name="old", headline="Old")
    assert event.id == json.loads(raw)["id"]
    with pytest.raises(UnknownFormatError, match="version -1"):
        parse_line(forge(lambda line: line.update(v=-1)))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (FactStated(name="", headline="h"), "'name' is missing"),
        (FactStated(name="a", headline=5), "headline: expected text"),  # type: ignore[arg-type]
        (FactStated(name="a", headline="h", tags=["x"]), "tags: expected a tuple"),  # type: ignore[arg-type]
        (FactStated(name="a", headline="h", tags=(5,)), "tags: expected text"),  # type: ignore[arg-type]
        (FactStated(name="a", headline="h", occurred="2024"), "occurred: expected a date"),  # type: ignore[arg-type]
        (FactStated(name="a", headline="h", place="here"), "place: expected Place"),  # type: ignore[arg-type]
        (FactStated(name="a", headline="h", internal="yes"), "internal: expected true"),  # type: ignore[arg-type]
        (SourceAdded(name="s", published=parse_edtf("2024/2025")), "published: known is a point"),
        (SourceAdded(name="s", text_sha256="abc"), "text_sha256: expected 64 hexadecimal"),
        (FactCorrected(change=Change(), kind="typo"), "'change' is missing"),
        (FactCorrected(change=Change(set={"tags": ()}), kind="typo"), "change: expected fields"),
        (FactCorrected(change=Change(add={"name": ()}), kind="typo"), "change: expected fields"),
        (FactsLinked(rel="follows", to="somewhere"), "expected an event's id, got 'somewhere'"),
    ],
)
def test_a_body_that_could_not_be_read_back_is_refused(body: Body, message: str) -> None:
    with pytest.raises(LineError, match=message):
        record(Entry(body=body, about=ID))


@pytest.mark.parametrize(
    "entry",
    [
        Entry(body=EventWithdrawn(because="x")),
        Entry(body=EventWithdrawn(because="x"), about="nothing"),
        Entry(body=EventWithdrawn(because="x"), about=ID, amends="nothing"),
        Entry(body=EventWithdrawn(because="x"), about=ID, saw=("nothing",)),
        Entry(body=EventWithdrawn(because="x"), about=ID, known=parse_edtf("2024/2025")),
        Entry(body=EventWithdrawn(because="x"), about=ID, key=5),  # type: ignore[arg-type]
    ],
)
def test_a_header_that_could_not_be_read_back_is_refused(entry: Entry) -> None:
    with pytest.raises(LineError):
        record(entry)


@pytest.mark.parametrize(("recorded", "by"), [("yesterday", "ana"), (RECORDED, 5)])
def test_a_batch_needs_an_instant_and_an_author(recorded: str, by: Any) -> None:
    with pytest.raises(LineError):
        record(stated(), recorded=recorded, by=by)


# -- the collector --------------------------------------------------------------------------


def test_very_many_new_objects_are_the_oldest_generation_s_and_few_are_not() -> None:
    gc.collect()
    with collector_paused():
        assert not gc.isenabled()
        many = [[number] for number in range(300_000)]
    assert gc.isenabled()
    assert not any(one is many[7] for one in gc.get_objects(generation=0))
    assert any(one is many[7] for one in gc.get_objects(generation=2))
    with collector_paused():
        few = [[number] for number in range(100)]
    assert not any(one is few[7] for one in gc.get_objects(generation=2))
    assert gc.get_freeze_count() == 0


def test_what_somebody_froze_stays_frozen_and_a_collector_that_is_off_stays_off() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_paused():
            kept = [[number] for number in range(300_000)]
        assert gc.get_freeze_count() >= frozen > 0
        gc.disable()
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
    assert len(kept) == 300_000
