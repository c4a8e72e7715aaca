from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from math import inf
from pathlib import Path

import pytest

from tests.index.writing import batches_of, write
from tests.log.writing import Clock, fact, open_log, segments, source
from tests.sizes import size
from tests.strategies.logs import Case, random_case
from timeline.dates import parse_edtf
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    EventWithdrawn,
    FactCorrected,
    FactRetracted,
    FactsLinked,
    FactStated,
    LogDescribed,
    SourceCorrected,
)
from timeline.index import Index, Listed
from timeline.log import Log, compact_log, erase_event
from timeline.log.segments import CorruptLineError
from timeline.projections import (
    Certainty,
    FactState,
    project_chronology,
    project_history,
    project_story,
)
from timeline.projections.known import Second


def listed(state: FactState) -> Listed:
    occurred, known = state.values.occurred, state.known.date
    return Listed(
        id=state.id,
        name=state.name,
        headline=state.values.headline,
        occurred=occurred.edtf if occurred else "",
        known=known.edtf if known else "",
        certain=state.certainty is Certainty.CERTAIN,
        retracted=state.retraction is not None,
        status=state.status.name,
    )


def computed(
    events: Sequence[Event], case: Case, *, internal: bool = False
) -> tuple[tuple[Listed, ...], Second]:
    """What the projections list at the case's (K, R), and K as a second."""
    story = project_story(events, recorded_by=case.recorded_by, internal=internal)
    chronology = project_chronology(story, case.known_by)
    return tuple(listed(state) for state in chronology.facts), story.second(case.known_by)


def now(root: Path, **options: object) -> list[str]:
    with Index(root) as index:
        return [one.name for one in index.list_facts(**options)]  # type: ignore[arg-type]


# -- against the projections ----------------------------------------------------------------


def test_a_page_at_any_k_and_r_is_what_the_projections_say(tmp_path: Path) -> None:
    """Half of each log is indexed first, so that most versions are computed incrementally."""
    counts = {"empty": 0, "R": 0, "K": 0, "internal": 0}
    cases = size(90, 10_000)
    for seed in range(cases):
        rng = random.Random(seed)
        case = random_case(rng)
        root = tmp_path / str(seed)
        batches = batches_of(case.events)
        rng.shuffle(batches)
        cut = rng.randint(0, len(batches))
        write(root, "one", [event for batch in batches[:cut] for event in batch])
        with Index(root) as index:
            index.refresh()
            write(root, "two", [event for batch in batches[cut:] for event in batch])
            for internal in (False, True):
                expected, k = computed(case.events, case, internal=internal)
                found = index.list_facts(k, case.recorded_by, limit=1000, internal=internal)
                assert found == expected, f"seed {seed}"
                counts["empty"] += not expected
                counts["internal"] += internal and expected != computed(case.events, case)[0]
            if expected:
                part = index.list_facts(k, case.recorded_by, limit=2, offset=1, internal=True)
                assert part == expected[1:3], f"seed {seed}"
        counts["R"] += case.recorded_by is not None
        counts["K"] += case.known_by is not None
        shutil.rmtree(root)
    print(f"{cases} random cases, all equal; {counts}")
    assert counts["R"] > cases // 5
    assert counts["K"] > cases // 5


def test_a_part_of_the_story_says_what_the_whole_does(tmp_path: Path) -> None:
    for seed in range(size(40, 2_000)):
        case = random_case(random.Random(seed))
        root = tmp_path / str(seed)
        write(root, "all", [event for batch in batches_of(case.events) for event in batch])
        whole = project_story(case.events, recorded_by=case.recorded_by)
        with Index(root) as index:
            for one in whole.facts:
                part = index.story([one.id], recorded_by=case.recorded_by)
                mine, theirs = part.facts_by_id[one.id], whole.facts_by_id[one.id]
                assert mine.events == theirs.events, f"seed {seed}"
                one_state = listed(whole.state(theirs, case.known_by))
                own_state = listed(part.state(mine, case.known_by))
                assert own_state.status == one_state.status, f"seed {seed}"
                assert own_state.known == one_state.known, f"seed {seed}"
                assert _told(part, mine, case) == _told(whole, theirs, case), f"seed {seed}"
        shutil.rmtree(root)


def _told(story: object, one: object, case: Case) -> list[str]:
    history = project_history(story, one, case.known_by)  # type: ignore[arg-type]
    return [entry.event.id for entry in history.entries]


# -- following the log ----------------------------------------------------------------------


def test_what_changes_the_log_is_noticed(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    with Index(tmp_path) as index:
        assert index.list_facts() == ()
        (first,) = log.append([fact("first")], by="ana")
        assert [one.name for one in index.list_facts()] == ["first"]
        (second,) = log.append([fact("second")], by="ana")
        (tmp_path / ".timeline/open").unlink()
        clock.move(seconds=1)
        log.append([Entry(body=FactRetracted(because="x"), about=first.id)], by="ana")
        # The retraction's own `known` is unknown, so it counts where no K is asked.
        assert [one.retracted for one in index.list_facts()] == [True, False]
        assert [one.retracted for one in index.list_facts(10**10)] == [False, False]
        compact_log(tmp_path)
        assert [one.name for one in index.list_facts()] == ["first", "second"]
        other = tmp_path / "elsewhere"
        open_log(other).append([fact("pulled")], by="bob")
        shutil.copytree(other / "events", tmp_path / "events", dirs_exist_ok=True)
        assert {one.name for one in index.list_facts()} == {"first", "second", "pulled"}
        erase_event(tmp_path, second.id)
    assert set(now(tmp_path)) == {"first", "pulled"}


def test_a_segment_that_git_has_rewritten_is_read_again(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    open_log(here).append([fact("first")], by="ana")
    assert now(here) == ["first"]
    log = open_log(there)
    log.append([fact("other")], by="ana")
    log.append([fact("more")], by="ana")
    segments(here)[0].write_bytes(segments(there)[0].read_bytes())
    assert now(here) == ["other", "more"]


def test_an_undo_and_a_correction_of_a_source_reach_the_facts(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    cited = FactStated(name="f", headline="h", citations=(Citation(source="@1"),))
    origin, _ = log.append([source("s"), Entry(body=cited)], by="ana")
    with Index(tmp_path) as index:
        assert index.list_facts()[0].known == ""
        dated = Change(set={"published": parse_edtf("2024-01-05")})
        (change,) = log.append(
            [Entry(body=SourceCorrected(change=dated), about=origin.id)], by="ana"
        )
        assert index.list_facts()[0].known == "2024-01-05"
        before = log.read()[1].recorded
        assert index.list_facts(inf, before)[0].known == ""
        log.append([Entry(body=EventWithdrawn(because="x"), about=change.id)], by="ana")
        assert index.list_facts()[0].known == ""


def test_new_settings_change_every_answer(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("f", known=parse_edtf("2024-01-05"))], by="ana")
    midnight_utc = 1704499199  # 2024-01-05T23:59:59Z
    with Index(tmp_path) as index:
        assert index.list_facts(midnight_utc)[0].certain
        log.append([Entry(body=LogDescribed(zone="America/Mexico_City"))], by="ana")
        assert not index.list_facts(midnight_utc)[0].certain


def test_facts_of_one_time_stand_in_the_order_of_their_links(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    day = parse_edtf("2024-01-05")
    facts = [
        Entry(body=FactStated(name=name, headline=name, occurred=day), known=day) for name in "abc"
    ]
    one, _, three = log.append(facts, by="ana")
    with Index(tmp_path) as index:
        assert [found.name for found in index.list_facts()] == ["a", "b", "c"]
        log.append([Entry(body=FactsLinked(rel="follows", to=three.id), about=one.id)], by="ana")
        assert [found.name for found in index.list_facts()] == ["c", "a", "b"]
        assert [found.name for found in index.list_facts(limit=1, offset=1)] == ["a"]


# -- search and names -----------------------------------------------------------------------


def test_search_finds_facts_by_all_words_of_what_they_say_then(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    (talks, _) = log.append(
        [fact("a", "Talks on the border"), fact("b", 'Mexico lists "demands"')], by="ana"
    )
    assert now(tmp_path, search="bord TALKS") == ["a"]
    assert now(tmp_path, search='demands" OR x') == []
    assert now(tmp_path, search='"mexico demands') == ["b"]
    assert len(now(tmp_path, search="  ")) == 2
    corrected = FactCorrected(change=Change(set={"headline": "Negotiations"}), kind="typo")
    recorded = log.read()[-1].recorded
    log.append([Entry(body=corrected, about=talks.id, amends=talks.id)], by="ana")
    assert now(tmp_path, search="talks") == []
    assert now(tmp_path, search="negotiations") == ["a"]
    with Index(tmp_path) as index:
        assert [one.name for one in index.list_facts(inf, recorded, search="talks")] == ["a"]


def test_search_ignores_accents_and_survives_any_text(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("a", "López Obrador")], by="ana")
    assert now(tmp_path, search="lopez") == ["a"]
    for text in ("'", '"', "*", "NEAR(", "a AND", "-", "\0", "^x", "col:x", "(", "é" * 500):
        now(tmp_path, search=text)


def test_two_facts_of_one_name_are_told_apart(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    one, two = log.append([fact("same"), fact("same")], by="ana")
    with Index(tmp_path) as index:
        assert [(found.id, found.name) for found in index.list_facts()] == [
            (one.id, "same"),
            (two.id, f"same~{two.id[:4]}"),
        ]


# -- disposable -----------------------------------------------------------------------------


@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut", "overwritten", "garbage", "old"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: str) -> None:
    log = open_log(tmp_path)
    log.append([fact(f"f{number}", "x" * 200) for number in range(50)], by="ana")
    names = [f"f{number}" for number in range(50)]
    assert now(tmp_path) == names
    path = tmp_path / ".timeline/index.sqlite"
    data = path.read_bytes()
    assert not path.with_name("index.sqlite-wal").exists()
    changed = {
        "emptied": b"",
        "cut": data[: len(data) // 2],
        "overwritten": data[:100] + b"\xa5" * (len(data) - 100),
        "garbage": b"not a database" * 100,
        "old": data[:60] + b"\0\0\0\x07" + data[64:],
    }
    path.unlink() if damage == "deleted" else path.write_bytes(changed[damage])
    assert now(tmp_path) == names


def test_progress_is_told_while_segments_are_read(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("f")], by="ana")
    told: list[tuple[int, int]] = []
    with Index(tmp_path, progress=lambda done, of: told.append((done, of))) as index:
        index.refresh()
        assert told
        told.clear()
        index.refresh()
        assert not told


def test_the_index_survives_lines_that_segments_repeat(tmp_path: Path) -> None:
    open_log(tmp_path).append([fact("f")], by="ana")
    (path,) = segments(tmp_path)
    shutil.copy(path, path.with_name("copy.jsonl"))
    assert now(tmp_path) == ["f"]
    path.unlink()
    assert now(tmp_path) == ["f"]
    assert [event.id for event in Log(tmp_path).read()]


def test_an_index_that_is_damaged_while_it_is_open_is_made_anew(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact(f"f{number}", "x" * 300) for number in range(200)], by="ana")
    with Index(tmp_path) as index:
        assert len(index.list_facts(limit=1000)) == 200
    path = tmp_path / ".timeline/index.sqlite"
    data = path.read_bytes()
    # The first page stays, so it opens; what it leads to is gone.
    path.write_bytes(data[:8192] + b"\xa5" * (len(data) - 8192))
    with Index(tmp_path) as index:
        log.append([fact("new")], by="ana")
        assert len(index.list_facts(limit=1000)) == 201


def test_a_crowd_of_headlines_that_differ_in_numbers_is_kept_once(tmp_path: Path) -> None:
    """Else each new one would be held against all before it, and the index never be done."""
    log = open_log(tmp_path)
    log.append([fact(f"count-{n}", f"Camera counts {n} cars") for n in range(50)], by="ana")
    with Index(tmp_path) as index:
        index.refresh()
        log.append([fact(f"more-{n}", f"Camera counts {n} cars") for n in range(50)], by="ana")
        index.refresh()
    with closing(sqlite3.connect(tmp_path / ".timeline/index.sqlite")) as database:
        (kept,) = database.execute("SELECT count(*) FROM headlines WHERE alike").fetchone()
        (compared,) = database.execute("SELECT count(*) FROM words").fetchone()
        (said,) = database.execute("SELECT count(*) FROM saying").fetchone()
    assert (kept, compared, said) == (1, 3, 100)


def test_a_damaged_line_stops_the_index_as_it_stops_the_reader(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact("f")], by="ana")
    (path,) = segments(tmp_path)
    whole = path.read_bytes()
    for damaged in (b"nonsense\n", b"{}\n", b'{"id":[],"type":{}}\n'):
        path.write_bytes(whole + damaged)
        with Index(tmp_path) as index, pytest.raises(CorruptLineError, match=f"{path.name}:2"):
            index.list_facts()
        # A writer looks in the segments instead, and finds what it needs.
        assert log.append([source("s", key="k")], by="ana")
    path.write_bytes(whole)
    assert now(tmp_path) == ["f"]
