"""Planning and appending: nothing twice, nothing over what the log says, nothing by half."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve

from timeline.dates import parse_edtf
from timeline.errors import Problem
from timeline.events import (
    Citation,
    Entry,
    FactCorroborated,
    FactDisputed,
    FactStated,
    LogDescribed,
    SourceAdded,
)
from timeline.formats import plan as planned
from timeline.formats.importing import (
    ConflictError,
    RefusedImportError,
    append_plan,
    plan_import,
)
from timeline.formats.items import Found, Item, Note
from timeline.log import Log, init_log
from timeline.projections import Story, project_story

DAY = parse_edtf("2024-01-05")
SOURCE = SourceAdded(name="wire", title="A report", url="https://example.org/a")
FACT = FactStated(
    name="talks", headline="Talks resume", occurred=DAY, citations=(Citation(source="wire"),)
)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    init_log(tmp_path)
    log = Log(tmp_path, clock=lambda: datetime(2024, 2, 1, tzinfo=UTC))
    log.append([Entry(body=LogDescribed(log="test"))], by="ana")
    return log


def items(*bodies: object, known: str = "", about: str = "") -> list[Found]:
    return [
        Item(
            path="f",
            line=number,
            entry=Entry(
                body=body,  # type: ignore[arg-type]
                known=parse_edtf(known) if known else None,
                about=about if isinstance(body, FactCorroborated | FactDisputed) else "",
            ),
        )
        for number, body in enumerate(bodies, 1)
    ]


def story_of(log: Log) -> Story:
    return project_story(log.read(), internal=True)


def run(log: Log, found: list[Found], *, partial: bool = False) -> tuple[int, int]:
    with plan_import(story_of(log), found) as plan:
        plan.check(partial=partial)
        append_plan(log, plan, by="ana")
        return plan.inserted, plan.unchanged


def test_importing_again_adds_nothing(log: Log) -> None:
    assert run(log, items(SOURCE, FACT)) == (2, 0)
    before = list(log.lines())
    assert run(log, items(SOURCE, FACT)) == (0, 2)
    assert list(log.lines()) == before


def test_one_import_is_one_batch_sources_first(log: Log) -> None:
    run(log, items(FACT, SOURCE))
    batches = [(event.type, event.batch) for event in log.read()[1:]]
    assert batches == [("source-added", (1, 2)), ("fact-stated", (2, 2))]


def test_what_was_corrected_since_is_still_unchanged(log: Log) -> None:
    from timeline.editing import correct_fact
    from timeline.events import Change

    run(log, items(SOURCE, FACT))
    story = story_of(log)
    state = story.state(story.facts_by_name["talks"])
    change = Change(set={"headline": "Talks go on"})
    log.append(correct_fact(state, change, kind="correction", because="so it is"), by="ana")
    assert run(log, items(SOURCE, FACT)) == (0, 2)


def test_a_name_that_says_something_else_conflicts_and_nothing_is_written(log: Log) -> None:
    run(log, items(SOURCE, FACT))
    other = FactStated(name="talks", headline="Talks end", occurred=DAY)
    with pytest.raises(ConflictError, match=r"f:1: fact talks: expected what the log says, got"):
        run(log, items(other, FactStated(name="new", headline="New")))
    assert "new" not in story_of(log).facts_by_name


def test_two_items_of_one_name_in_a_file_conflict(log: Log) -> None:
    other = FactStated(name="talks", headline="Talks end")
    with pytest.raises(ConflictError, match="expected one fact named talks, got another at f:2"):
        run(log, items(SOURCE, FACT, other))


def test_what_the_log_holds_by_hand_is_unchanged_if_the_file_says_no_more(log: Log) -> None:
    log.append([Entry(body=SOURCE), Entry(body=FactStated(
        name="talks", headline="Talks resume", occurred=DAY, tags=("a", "b"),
        citations=(Citation(source="@1"),),
    ))], by="ana")  # fmt: skip
    less = FactStated(name="talks", headline="Talks resume", tags=("b",))
    assert run(log, items(SOURCE, FACT, less)) == (0, 3)


def test_a_nameless_fact_is_known_by_headline_and_date(log: Log) -> None:
    first = FactStated(name="", headline="Talks resume", occurred=DAY)
    later = FactStated(name="", headline="Talks resume", occurred=parse_edtf("2024-01-09"))
    assert run(log, items(first, later)) == (2, 0)
    assert set(story_of(log).facts_by_name) == {"talks-resume", "talks-resume-2"}
    more = FactStated(name="", headline="Talks resume", occurred=DAY, detail="In Washington.")
    with pytest.raises(ConflictError, match="detail In Washington"):
        run(log, items(more))


def test_the_same_row_twice_is_one_fact(log: Log) -> None:
    fact = FactStated(name="", headline="Talks resume", occurred=DAY)
    assert run(log, items(fact, fact)) == (1, 1)


def test_support_for_facts_of_the_file_and_of_the_log(log: Log) -> None:
    support = FactCorroborated(citations=(Citation(source="wire", quote="again"),))
    dispute = FactDisputed(because="unlikely")
    plain = FactStated(name="talks", headline="Talks resume")
    found = items(SOURCE, support, plain, about="talks")
    assert run(log, found) == (3, 0)
    assert run(log, found) == (0, 3)
    assert run(log, items(dispute, about="talks")) == (1, 0)
    fact = story_of(log).facts_by_name["talks"]
    assert [len(fact.supports), len(fact.disputes)] == [1, 1]


def test_the_same_source_saying_something_else_of_a_fact_conflicts(log: Log) -> None:
    run(log, items(SOURCE, FACT))
    first = FactCorroborated(citations=(Citation(source="wire", quote="again"),))
    other = FactCorroborated(citations=(Citation(source="wire", quote="at last"),))
    run(log, items(first, about="talks"))
    with pytest.raises(ConflictError, match="quote at last"):
        run(log, items(other, about="talks"))


def test_web_addresses_become_sources_each_once(log: Log) -> None:
    url = "https://example.org/a"
    first = FactStated(name="a", headline="A", citations=(Citation(source=url),))
    second = FactStated(name="b", headline="B", citations=(Citation(source=url),))
    assert run(log, items(first, second)) == (3, 0)
    assert [source.values.url for source in story_of(log).sources.values()] == [url]
    third = FactStated(name="c", headline="C", citations=(Citation(source=url),))
    assert run(log, items(third)) == (1, 0)


def test_a_source_stands_after_its_origin(log: Log) -> None:
    reprint = SourceAdded(name="a-reprint", origin="wire")
    run(log, items(reprint, SOURCE))
    story = story_of(log)
    assert story.sources_by_name["a-reprint"].root == story.sources_by_name["wire"].id


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (items(FACT), "unknown-source"),
        (
            items(FactCorroborated(citations=(Citation(source="wire"),)), SOURCE, about="x"),
            "unknown-fact",
        ),
        (items(FactStated(name="x", headline=" ")), "no-headline"),
        (items(FactStated(name="a b", headline="A")), "bad-name"),
        (items(SourceAdded(name="a", url="javascript:x")), "bad-url"),
        (items(FactStated(name="a", headline="A"), known="2024/2025"), "known-not-a-point"),
        (items(FactStated(name="a", headline="A", detail="x" * 70_000)), "bad-line"),
        (items(FactStated(name="a", headline="\ud800")), "bad-line"),
        (
            items(SourceAdded(name="a", origin="b"), SourceAdded(name="b", origin="a")),
            "circular-origin",
        ),
        ([Problem("f", 3, "bad-date", "no")], "bad-date"),
    ],
)
def test_a_fault_stops_all_and_partial_takes_the_rest(
    log: Log, found: list[Found], code: str
) -> None:
    sound = FactStated(name="sound", headline="Sound")
    before = list(log.lines())
    with pytest.raises(RefusedImportError) as raised:
        run(log, [*found, *items(sound)])
    assert {problem.code for problem in raised.value.problems} == {code}
    assert list(log.lines()) == before
    run(log, [*found, *items(sound)], partial=True)
    assert "sound" in story_of(log).facts_by_name


def test_all_faults_are_told_with_their_remedies(log: Log) -> None:
    found: list[Found] = [
        Problem("b", 1, "bad-date", "second", "do that"),
        Problem("a", 2, "bad-date", "first"),
    ]
    with pytest.raises(RefusedImportError) as raised:
        run(log, found)
    assert str(raised.value) == "a:2: first\nb:1: second\n  do that"


def test_notes_are_kept_for_the_user(log: Log) -> None:
    note = Note(path="f", message="the column 'x' is not read")
    with plan_import(story_of(log), [note]) as plan:
        assert plan.notes == [note]


def test_a_long_import_goes_in_whole_batches_and_is_finished_by_repeating_it(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planned, "BATCH", 10)
    found = [
        *items(SOURCE),
        *items(*(FactStated(name=f"f{n}", headline=f"F {n}", citations=FACT.citations)
                 for n in range(35))),
    ]  # fmt: skip

    class Cut(Exception):
        pass

    def stop_after_two(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise Cut

    done: list[int] = []
    with plan_import(story_of(log), found) as plan, pytest.raises(Cut):
        append_plan(log, plan, by="ana", advance=stop_after_two)
    assert len(log.read()) == 21
    assert run(log, found) == (16, 20)
    story = story_of(log)
    assert len(story.facts) == 35
    assert all(len(state.cited) == 1 for state in story.states())


def test_the_names_of_many_alike_headlines_are_found_quickly(log: Log) -> None:
    def alike() -> Iterator[Found]:
        for number in range(2_000):
            day = parse_edtf(f"{1000 + number}")
            yield from items(FactStated(name="", headline="Again", occurred=day))

    with plan_import(story_of(log), alike()) as plan:
        names = [entry.body.name for entry in plan.entries() if isinstance(entry.body, FactStated)]
    assert names[0] == "again"
    assert names[-1] == "again-2000"
    assert len(set(names)) == 2_000


def test_a_table_of_rows_is_read_back_from_disk_in_order(log: Log) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["headline", "occurred"], *([f"H {n}", "2024"] for n in range(50))])
    from timeline.formats.items import Reading
    from timeline.formats.own_csv import read_own_csv

    rows = read_own_csv(io.BytesIO(text.getvalue().encode()), "x.csv", Reading())
    with plan_import(story_of(log), rows) as plan:
        entries = list(plan.entries())
    assert [getattr(entry.body, "headline", "") for entry in entries] == [
        f"H {n}" for n in range(50)
    ]


def test_what_was_undone_stays_undone_and_is_said(log: Log) -> None:
    from timeline.editing import undo_event

    run(log, items(SOURCE, FACT))
    story = story_of(log)
    stated = story.facts_by_name["talks"].event
    log.append([undo_event(story, stated, because="a slip")], by="ana")
    with plan_import(story_of(log), items(SOURCE, FACT)) as again:
        assert (again.inserted, again.unchanged) == (0, 2)
        assert [note.message for note in again.notes] == [
            "recorded before and undone since: it stays undone"
        ]


def conflicts(log: Log, *bodies: object) -> list[str]:
    with plan_import(story_of(log), items(*bodies)) as plan:
        assert not plan.problems
        return [problem.message for problem in plan.conflicts]


def test_a_conflict_tells_what_the_log_says_but_nothing_internal(log: Log) -> None:
    secret = SourceAdded(name="memo", title="Hushhush", internal=True)
    hidden = FactStated(name="bribe", headline="Hushhush", occurred=DAY, internal=True)
    noted = FactStated(name="noted", headline="A", occurred=DAY, note="Hushhush")
    run(log, items(secret, hidden, noted))
    [said] = conflicts(log, SourceAdded(name="memo", title="Another"))
    assert said.endswith("got something else (an internal source)")
    [said] = conflicts(log, FactStated(name="bribe", headline="Another", occurred=DAY))
    assert said.endswith("got something else (an internal fact)")
    [said] = conflicts(log, FactStated(name="noted", headline="B", occurred=DAY, note="Other"))
    assert said.endswith("got headline B (the log: A); note Other (the log: nothing)")


def test_what_agrees_with_an_internal_fact_or_source_is_unchanged(log: Log) -> None:
    source = SourceAdded(name="memo", title="Hushhush")
    fact = FactStated(name="bribe", headline="Hushhush", occurred=DAY)
    run(log, items(evolve(source, internal=True), evolve(fact, internal=True)))
    assert run(log, items(source, fact)) == (0, 2)


def test_a_source_that_is_missing_is_told_once_for_all_that_cite_it(log: Log) -> None:
    cited = (Citation(source="nobody"),)
    found = items(*(FactStated(name=name, headline=name, occurred=DAY, citations=cited)
                    for name in ("a", "b", "c")))  # fmt: skip
    with plan_import(story_of(log), found) as plan:
        [problem] = plan.problems
    assert (problem.line, problem.message.endswith("(and 2 times more)")) == (1, True)


def test_what_supports_a_fact_that_is_left_out_is_left_out_with_it(log: Log) -> None:
    lost = FactStated(
        name="lost", headline="A", occurred=DAY, citations=(Citation(source="nobody"),)
    )
    support = items(FactCorroborated(citations=(Citation(source="wire"),)), about="lost")
    with plan_import(story_of(log), [*items(SOURCE, lost), *support]) as plan:
        assert [problem.code for problem in plan.problems] == ["unknown-source"]
        assert (plan.facts, plan.supports) == (0, [])
    assert run(log, [*items(SOURCE, lost), *support], partial=True) == (1, 0)
