"""Timesketch, references, the database's two axes, the native log, JSON-LD, feeds, and finding
a format."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from tests.formats.round_trips import read, write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.editing import correct_fact, retract_fact
from timeline.errors import Problem
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    FactStated,
    Figure,
    LogDescribed,
    SourceAdded,
)
from timeline.formats import registry
from timeline.formats.bibtex import read_latex, write_latex
from timeline.formats.exporting import Telling
from timeline.formats.importing import RefusedImportError
from timeline.formats.items import Found, Item, Note
from timeline.formats.native import InternalMatterError, merge_log
from timeline.formats.registry import (
    Reader,
    SameFormatNameError,
    SeveralFormatsError,
    UnknownFormatError,
    find_reader,
    find_writer,
)
from timeline.log import Log, init_log, verify_log
from timeline.projections import FactState, Story, project_chronology, project_story


def problems(found: list[Found]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem)]


def bodies(found: list[Found]) -> list[object]:
    return [one.entry.body for one in found if isinstance(one, Item)]


# -- Timesketch -------------------------------------------------------------------------------


def test_timesketch_has_a_row_for_each_clock() -> None:
    body = FactStated(name="a", headline="A", occurred=parse_edtf("2024-01-05"))
    story = story_of([Entry(body=body, known=parse_edtf("2024-01-08"))])
    rows = [json.loads(line) for line in write(story, "timesketch-jsonl")[0].splitlines()]
    assert [(row["timestamp_desc"], row["datetime"]) for row in rows] == [
        ("Happened", "2024-01-05T05:00:00Z"),  # midnight in New York
        ("Known", "2024-01-08T05:00:00Z"),
        ("Recorded", "2024-02-01T12:00:00.000000Z"),
    ]
    assert all(row["message"] == "A" for row in rows)


def test_foreign_timesketch_rows_are_facts_of_their_own() -> None:
    text = (
        "message,datetime,timestamp_desc,timestamp,host\n"
        "Log on,2024-01-05T14:00:00+00:00,Logon,,x\nLog off,,Logoff,1704463200000000,x\n"
    )
    found = read(text.encode(), path="a.csv")
    first, second = bodies(found)
    assert isinstance(first, FactStated)
    assert isinstance(second, FactStated)
    assert (first.occurred, first.tags) == (parse_edtf("2024-01-05T14:00:00Z"), ("Logon",))
    assert second.occurred == parse_edtf("2024-01-05T14:00:00Z")
    assert [one.message for one in found if isinstance(one, Note)] == [
        "the column 'host' is not read"
    ]


@pytest.mark.parametrize(
    "line",
    ['{"message": "a", "datetime": "soon", "timestamp_desc": "x"}', "{", "3",
     '{"message": "", "datetime": "2024-01-05", "timestamp_desc": "x"}'],
)  # fmt: skip
def test_bad_timesketch_lines_have_their_number(line: str) -> None:
    good = '{"message": "a", "datetime": "2024-01-05T00:00:00Z", "timestamp_desc": "x"}'
    found = read(f"{good}\n{line}\n{good}\n".encode(), "timesketch-jsonl")
    assert [problem.line for problem in problems(found)] == [2]
    assert len(bodies(found)) == 2


# -- references -------------------------------------------------------------------------------

BIBTEX = r"""
@string{post = "The " # {Post}}
@comment{nothing}
@article{Ruiz:2024,
  title = {{The Border} -- a \emph{long} story \& more},
  author = "Ruiz, Ana and Ben Ok{\'a}for and {\L}ukasz N{\"u}{\ss}",
  journal = post,
  year = 2024, month = jan, day = {5},
  url = {https://example.org/a_b},
  abstract = {ignored},
}
@online(other, title = {Other}, date = {2024-01-05/2024-01-31}, urldate = {2024-02-01})
"""


def test_bibtex_as_others_write_it() -> None:
    found = read(BIBTEX.encode(), path="a.bib")
    first, second = bodies(found)
    assert isinstance(first, SourceAdded)
    assert isinstance(second, SourceAdded)
    assert first.name == "ruiz-2024"
    assert first.title == "The Border – a long story & more"
    assert first.author == "Ana Ruiz; Ben Okáfor; Łukasz Nüß"
    assert (first.publisher, first.published) == ("The Post", parse_edtf("2024-01-05"))
    assert first.url == "https://example.org/a_b"
    assert second.published == parse_edtf("[2024-01-05..2024-01-31]")
    assert [one.message for one in found if isinstance(one, Note)] == [
        "the field 'abstract' is not read"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@book{a, title = {open", 1),
        ("\n@book{a, title = }", 2),
        ("@book{a\n, title = {x} year}", 2),
        ("@book{a, date = {2024-02-30}}", 1),
        ("@book{a, year = {2024}, month = {13}}", 1),
        ('@book{a, title = "a}b"}', 1),
    ],
)
def test_bad_bibtex_has_its_line(text: str, line: int) -> None:
    assert [problem.line for problem in problems(read(text.encode(), "bibtex"))] == [line]


@pytest.mark.parametrize("text", ["a & b_c {d} 100% $5 #1 ~x \\y", "é ß – —"])
def test_latex_comes_back(text: str) -> None:
    assert read_latex(write_latex(text)) == text


def test_csl_as_others_write_it() -> None:
    items = [
        {"id": "http://zotero.org/1", "type": "article-newspaper", "title": "T",
         "author": [{"family": "Ruiz", "given": "Ana"}, {"literal": "AP"}],
         "container-title": "The Post", "issued": {"date-parts": [["2024", 1, "5"]]}},
        {"id": 7, "type": "book", "title": "U", "publisher": "P", "issued": {"raw": "Jan 2024"}},
        {"id": "c", "type": "webpage", "issued": "2024-01-05", "accessed": {"edtf": "2024~"}},
        {"id": "d", "type": "book", "issued": {"date-parts": [[-44]], "circa": True}},
    ]  # fmt: skip
    first, second, third, fourth = bodies(read(json.dumps(items).encode(), "csl-json"))
    assert isinstance(first, SourceAdded)
    assert isinstance(second, SourceAdded)
    assert isinstance(third, SourceAdded)
    assert isinstance(fourth, SourceAdded)
    assert (first.name, first.kind, first.author) == (
        "http-zotero-org-1",
        "article",
        "Ana Ruiz; AP",
    )
    assert (first.publisher, first.published) == ("The Post", parse_edtf("2024-01-05"))
    assert (second.name, second.published) == ("7", parse_edtf("2024-01"))
    assert (third.published, third.accessed) == (parse_edtf("2024-01-05"), parse_edtf("2024~"))
    assert fourth.published == parse_edtf("-0043~")


@pytest.mark.parametrize(
    "item",
    [3, {"id": "a", "issued": {"date-parts": [["x"]]}}, {"id": "a", "issued": {"edtf": "x"}},
     {"id": "a", "issued": {"date-parts": [[2024, 2, 30]]}}, {"id": "a", "author": "Ana"},
     {"id": "a", "title": 3}],
)  # fmt: skip
def test_bad_references_are_told(item: object) -> None:
    [problem] = problems(read(json.dumps([item]).encode(), "csl-json"))
    assert "item" in problem.message


# -- SQLite -----------------------------------------------------------------------------------


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A fact, stated on Feb. 1, corrected on Feb. 2 (known Jan. 20) and retracted on Feb. 3."""
    init_log(tmp_path)
    moments = iter(datetime(2024, 2, day, 12, tzinfo=UTC) for day in range(1, 30))
    log = Log(tmp_path, clock=lambda: next(moments))
    source = SourceAdded(name="s", published=parse_edtf("[2024-01-08..2024-01-12]"))
    fact = FactStated(
        name="a", headline="Old", figures=(Figure(name="n", value="12"),),
        citations=(Citation(source="@2"),),
    )  # fmt: skip
    described = LogDescribed(log="test", zone="America/New_York")
    log.append([Entry(body=described), Entry(body=source), Entry(body=fact)], by="ana")

    def state() -> FactState:
        story = project_story(log.read())
        return story.state(story.facts_by_name["a"])

    change = Change(set={"headline": "New"})
    log.append(
        correct_fact(
            state(), change, kind="correction", because="so", known=parse_edtf("2024-01-20")
        ),
        by="ana",
    )
    log.append(
        [retract_fact(state(), because="no", known=parse_edtf("2024-01-25"))],
        by="ana",
    )
    return log


def test_versions_hold_for_days_and_instants(log: Log, tmp_path: Path) -> None:
    path = tmp_path / "story.sqlite"
    path.write_bytes(write(project_story(log.read()), "sqlite")[0])
    connection = sqlite3.connect(path)

    def said(k: str, r: str) -> list[tuple[str, str, int]]:
        return connection.execute(
            "select headline, certainty, retracted from versions "
            "where known_from <= ? and (? < known_until or known_until is null) "
            "and recorded_from <= ? and (? < recorded_until or recorded_until is null)",
            (k, k, r, r),
        ).fetchall()

    assert said("2024-01-07", "2024-03") == []
    assert said("2024-01-08", "2024-03") == [("Old", "possible", 0)]
    assert said("2024-01-12", "2024-03") == [("Old", "certain", 0)]
    assert said("2024-01-19", "2024-03") == [("Old", "certain", 0)]
    assert said("2024-01-20", "2024-03") == [("New", "certain", 0)]
    assert said("2024-01-25", "2024-03") == [("New", "certain", 1)]
    assert said("2024-01-25", "2024-02-02T13") == [("New", "certain", 0)]
    assert said("2024-01-25", "2024-02-01T13") == [("Old", "certain", 0)]
    assert said("2024-01-25", "2024-01-31") == []
    assert connection.execute("select count(*) from events").fetchall() == [(5,)]
    assert connection.execute("select value, source from figures").fetchall() == [(12, None)]
    connection.close()


def test_every_version_agrees_with_the_projection(log: Log) -> None:
    from timeline.formats.versions import project_versions

    events = log.read()
    versions = list(project_versions(project_story(events)))
    for r in [event.recorded for event in events]:
        story = project_story(events, recorded_by=r)
        for number in range(1, 32):
            k = f"2024-01-{number:02d}"
            expected = [
                (state.values.headline, state.certainty, state.status.name)
                for state in project_chronology(story, parse_edtf(k)).facts
            ]
            found = [
                (one.state.values.headline, one.state.certainty, one.state.status.name)
                for one in versions
                if one.known_from <= k < (one.known_until or "9")
                and one.recorded_from <= r < (one.recorded_until or "9")
            ]
            assert found == expected, (k, r)


def test_retracted_facts_go_only_where_that_can_be_said(log: Log) -> None:
    story = project_story(log.read())
    raw, telling = write(story, "csv")
    assert raw.count(b"\n") == 1
    assert "retracted facts (of 1 fact: a)" in list(telling.losses_in_words())
    assert b"New" in write(story, "sqlite")[0]


# -- the native log ---------------------------------------------------------------------------


def test_the_log_goes_out_and_into_a_copy_with_its_ids(log: Log, tmp_path: Path) -> None:
    raw, _ = write(project_story(log.read()), "log")
    copy = tmp_path / "copy"
    init_log(copy)
    merged = merge_log(Log(copy), [("a.jsonl", BytesIO(raw))], by="ben")
    assert (merged.inserted, merged.unchanged) == (5, 0)
    assert Log(copy).read(verify=True) == log.read()
    assert verify_log(copy).problems == ()
    merged = merge_log(Log(copy), [("a.jsonl", BytesIO(raw))], by="ben")
    assert (merged.inserted, merged.unchanged) == (0, 5)
    assert [event.id for event in Log(copy).read()] == [event.id for event in log.read()]


def test_a_part_of_the_log_is_merged_once_its_batches_are_whole(log: Log, tmp_path: Path) -> None:
    lines = write(project_story(log.read()), "log")[0].splitlines(keepends=True)
    copy = tmp_path / "copy"
    init_log(copy)
    for part, fault in (
        (lines[:2], "in the last batch, got 2"),
        (lines[1:3], "expected event 1 of"),
        (lines[3:], "names, got none"),
        ([*lines[:3], b"{}\n"], "expected"),
    ):
        with pytest.raises(RefusedImportError, match=fault):
            merge_log(Log(copy), [("a.jsonl", BytesIO(b"".join(part)))], by="ben")
        assert Log(copy).read() == ()
    changed = lines[2].replace(b"Old", b"Odd")
    with pytest.raises(RefusedImportError, match="it was changed after it was recorded"):
        merge_log(Log(copy), [("a", BytesIO(b"".join([*lines[:2], changed])))], by="ben")
    merge_log(Log(copy), [("a.jsonl", BytesIO(b"".join(lines[:3])))], by="ben")
    assert len(Log(copy).read()) == 3


def test_another_log_is_not_merged(log: Log, tmp_path: Path) -> None:
    raw, _ = write(project_story(log.read()), "log")
    other = Log(tmp_path / "other")
    init_log(other.root)
    other.append([Entry(body=LogDescribed(log="another"))], by="ben")
    with pytest.raises(
        RefusedImportError, match=r"a copy of this log \(another\), got events of test"
    ):
        merge_log(other, [("a.jsonl", BytesIO(raw))], by="ben")


def test_a_log_with_internal_matter_is_never_cut(log: Log) -> None:
    log.append([Entry(body=FactStated(name="b", headline="B", note="hush"))], by="ana")
    with pytest.raises(InternalMatterError):
        write(project_story(log.read()), "log")
    assert b"hush" in write(project_story(log.read(), internal=True), "log")[0]
    log.append([Entry(body=FactStated(name="c", headline="C", internal=True)),
                Entry(body=FactStated(name="d", headline="D"))], by="ana")  # fmt: skip
    with pytest.raises(InternalMatterError):
        write(project_story(log.read()), "log")


# -- JSON-LD and feeds ------------------------------------------------------------------------


def test_disputes_and_corrections_are_told_to_fact_checkers() -> None:
    from timeline.events import FactDisputed

    story = story_of([Entry(body=FactStated(name="a", headline="A", occurred=parse_edtf("2024")))])
    fact = story.facts[0]
    events: list[Event] = list(story.record.events)
    from timeline.codec import parse_line, record_batch

    dispute = Entry(
        body=FactDisputed(because="It did not."), about=fact.id, known=parse_edtf("2024")
    )
    recorded = record_batch(
        [dispute], recorded="2024-02-02T00:00:00.000000Z", by="ben", new_salt=lambda: "0" * 32
    )
    disputed: Story = project_story([*events, parse_line(recorded[0].line)])
    data = json.loads(write(disputed, "jsonld")[0])
    [review] = data["itemListElement"][0]["item"]["subjectOf"]
    assert review["@type"] == "ClaimReview"
    assert review["reviewBody"] == "It did not."


def test_the_json_feed_has_the_entries_of_the_atom_feed() -> None:
    feedparser: Any = pytest.importorskip("feedparser")

    from timeline.formats.jsonfeed import format_jsonfeed
    from timeline.renderers.feeds import render_atom

    story = story_of([Entry(body=FactStated(name="a", headline="A & <b>", occurred=None))])
    atom = render_atom(story)
    feed = json.loads(format_jsonfeed(atom))
    parsed = feedparser.parse(atom)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["id"] for item in feed["items"]] == [entry["id"] for entry in parsed.entries]
    assert all(item.get("content_text") or item.get("content_html") for item in feed["items"])


# -- finding a format -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "head", "name"),
    [
        ("a.csv", "Headline,occurred\n", "csv"),
        ("a.csv", "Year,Month,Headline\n", "timelinejs-csv"),
        ("a.csv", "message,datetime,timestamp_desc\n", "timesketch-csv"),
        ("a.tsv", "headline\toccurred\n", "csv"),
        ("a.json", '{"events": [{"start_date": {}}]}', "timelinejs-json"),
        ("a.json", '[{"id": "x", "type": "book"}]', "csl-json"),
        ("a.ICS", "", "ical"),
        ("a.bib", "", "bibtex"),
        ("a.mw", "", "markwhen"),
        ("a.toml", "", "sheet"),
        ("-", "BEGIN:VCALENDAR\n", "ical"),
        ("-", "[source]\nname = 'a'\n", "sheet"),
        ("-", "@article{a,\n", "bibtex"),
        ("notes", "2024-01-05: It happens\n", "markwhen"),
    ],
)
def test_a_format_is_found_by_extension_and_beginning(path: str, head: str, name: str) -> None:
    assert find_reader(path, head).name == name


def test_two_that_fit_are_both_named() -> None:
    with pytest.raises(SeveralFormatsError, match="it fits csv and timelinejs-csv"):
        find_reader("a.csv", "Year,Headline,Occurred\n")


def test_none_that_fits_says_what_to_do() -> None:
    with pytest.raises(UnknownFormatError) as raised:
        find_reader("a.csv", "When,What\n")
    assert "--map headline=COLUMN" in raised.value.remedy
    assert find_reader("a.csv", "When,What\n", mapped=True).name == "csv"
    with pytest.raises(UnknownFormatError, match="got nonsense"):
        find_reader("a.csv", "", "nonsense")
    with pytest.raises(UnknownFormatError, match=r"the extension '\.xyz'"):
        find_writer("", "a.xyz")
    with pytest.raises(UnknownFormatError, match="got none"):
        find_writer("", "")
    assert find_writer("", "a.ics").name == "ical"


def add_entry_points(monkeypatch: pytest.MonkeyPatch, *points: EntryPoint) -> None:
    """As if a package that names these were installed."""
    monkeypatch.setattr(
        registry, "entry_points", lambda group: [one for one in points if one.group == group]
    )
    registry.readers.cache_clear()
    registry.writers.cache_clear()


@pytest.fixture(autouse=True)
def _forget_formats() -> object:
    yield
    registry.readers.cache_clear()
    registry.writers.cache_clear()


def test_a_third_party_adds_a_format_in_one_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is the one that docs/formats.md shows."""
    page = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text("utf-8")
    code = page.split("```python\n# timeline_diary.py\n", 1)[1].split("```", 1)[0]
    (tmp_path / "timeline_diary.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    add_entry_points(
        monkeypatch,
        EntryPoint("diary", "timeline_diary:READER", "timeline.readers"),
        EntryPoint("diary", "timeline_diary:WRITER", "timeline.writers"),
    )
    found = read(b"2024-01-05 Talks resume\nsoon Talks end\n", path="a.diary")
    [body] = bodies(found)
    assert isinstance(body, FactStated)
    assert (body.headline, body.occurred) == ("Talks resume", parse_edtf("2024-01-05"))
    assert [problem.line for problem in problems(found)] == [2]
    story = story_of([Entry(body=evolve(body, name="talks"))])
    assert write(story, "diary")[0] == b"2024-01-05 Talks resume\n"


def test_two_formats_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    add_entry_points(monkeypatch, EntryPoint("csv", "other:READER", "timeline.readers"))
    with pytest.raises(SameFormatNameError, match="adds another 'csv'"):
        find_reader("a.csv", "")


def test_what_could_not_be_held_is_said_once_for_all_facts() -> None:
    story = story_of(
        [Entry(body=FactStated(name=f"f{number}", headline="A", occurred=parse_edtf("2024"),
                               people=("Ana",), tags=("x",) if number else ()))
         for number in range(4)]
    )  # fmt: skip
    telling: Telling = write(story, "timelinejs-csv")[1]
    words = list(telling.losses_in_words())
    assert "people (of 4 facts: f0, f1, f2, …)" in words
    assert "tags (of 3 facts: f1, f2, f3)" in words


def test_readers_and_writers_say_their_own_names() -> None:
    assert all(reader.name == name for name, reader in registry.readers().items())
    assert all(writer.name == name for name, writer in registry.writers().items())
    assert all(isinstance(reader, Reader) for reader in registry.readers().values())
