"""From nothing to an answer, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True, params=["in memory", "through the index"])
def _size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log counts as long from its first byte, or never: the answers are the same."""
    limit = -1 if request.param == "through the index" else 2**40
    monkeypatch.setattr("timeline.workspace.LARGE", limit)


def ids(facts: list[dict[str, str]]) -> list[str]:
    return [fact["id"] for fact in facts]


def test_init_makes_a_log_and_tells_git(run: Run, tmp_path: Path) -> None:
    assert len(list((tmp_path / "events").glob("**/*.jsonl"))) == 1
    assert (tmp_path / ".gitattributes").read_text() == "events/** -text\n"
    assert (tmp_path / ".gitignore").read_text() == ".timeline/\n"


def test_init_twice_is_refused_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    result = run("init")
    assert result.code == 1
    assert "has events in it" in result.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_fact_is_added_and_listed(run: Run) -> None:
    added = run("add", "Jan 5, 2024", "Mexico lists its terms", "--json")
    assert added.data["id"] == "mexico-lists-its-terms"
    assert "happened: 2024-01-05 (Jan. 5, 2024)" in added.err
    [fact] = run("list", "--json").data
    assert fact["event"] == added.data["event"]
    assert (fact["occurred"], fact["known"], fact["status"]) == ("2024-01-05", None, "rumour")


def test_the_words_of_a_date_are_kept(run: Run) -> None:
    run("add", "early January 2024", "Talks go on", "--name", "talks")
    [event] = run("history", "talks", "--json").data["events"]
    assert event["body"]["occurred_text"] == "early January 2024"


def test_a_url_becomes_a_source_once(run: Run) -> None:
    for headline in ("One thing happens", "Another thing happens"):
        assert (
            run("add", "2024-01-05", headline, "--source", "https://example.org/a.html").code == 0
        )
    [source] = run("source", "list", "--json").data
    assert (source["id"], source["url"]) == ("example-a", "https://example.org/a.html")
    assert [fact["sources"] for fact in run("list", "--json").data] == [["example-a"]] * 2


def test_two_facts_of_one_headline_get_two_names(run: Run) -> None:
    for _ in range(2):
        run("add", "2024-01-05", "Talks resume")
    assert ids(run("list", "--json").data) == ["talks-resume", "talks-resume-2"]


def test_known_answers_certain_possible_and_not_yet(talks: Run) -> None:
    early = talks("known", "2024-01-04", "--json").data
    assert (early["certain"], early["possible"]) == ([], [])
    assert sorted(early["not_yet"]) == ["answer", "terms"]
    between = talks("known", "2024-01-06", "--json").data
    assert (between["certain"], between["possible"]) == (["terms"], ["answer"])
    late = talks("known", "2024-01-31", "--json").data
    assert sorted(late["certain"]) == ["answer", "terms"]
    assert late["retracted"] == []


def test_a_correction_shows_from_its_day_and_the_earlier_state_stays(talks: Run) -> None:
    fixed = talks("correct", "terms", "--figure", "aid=20000000000 USD",
                  "--because", "a zero was missing", "--known", "2024-01-09")  # fmt: skip
    assert fixed.code == 0
    assert "2,000,000,000 USD -> 20,000,000,000 USD" in fixed.out

    def figure(*k: str) -> str:
        facts = talks("list", "--json", *k).data
        return next(str(f["figures"][0]["value"]) for f in facts if f["id"] == "terms")

    assert figure() == "20000000000"
    assert figure("--known-by", "2024-01-09") == "20000000000"
    assert figure("--known-by", "2024-01-08") == "2000000000"
    history = talks("history", "terms", "--json").data["events"]
    assert [event["type"] for event in history] == ["fact-stated", "fact-corrected"]


def test_a_typo_fix_applies_at_every_k_but_not_before_its_r(talks: Run) -> None:
    before = talks("log", "--json").out.splitlines()[-1].split('"recorded":"')[1].split('"')[0]
    talks("correct", "terms", "--headline", "Mexico lists its demands", "--kind", "typo")

    def headline(*args: str) -> str:
        return next(
            str(f["headline"]) for f in talks("list", "--json", *args).data if f["id"] == "terms"
        )

    assert headline("--known-by", "2024-01-05") == "Mexico lists its demands"
    assert headline("--recorded-by", before) == "Mexico lists its terms"


def test_diff_tells_what_was_learned_and_corrected(talks: Run) -> None:
    talks("correct", "terms", "--detail", "Twenty billion.", "--because", "precision",
          "--known", "2024-01-09")  # fmt: skip
    data = talks("diff", "2024-01-04", "2024-01-10", "--json").data
    assert ids(data["learned"]) == ["terms"]
    assert ids(data["corrected"]) == ["terms"]
    assert ids(data["became_possible"]) == ["answer"]
    assert ids(talks("diff", "2024-01-10", "2024-01-31", "--json").data["became_certain"]) == [
        "answer"
    ]


def test_a_second_publisher_confirms(talks: Run) -> None:
    assert talks("corroborate", "terms", "--source", "report-b").code == 0

    def status(k: str) -> str:
        facts = talks("list", "--json", "--known-by", k).data
        return next(str(f["status"]) for f in facts if f["id"] == "terms")

    # Both sources are sure only when the later of their latest days has come.
    assert status("2024-01-30") == "single-source"
    assert status("2024-01-31") == "confirmed"


def test_the_same_corroboration_twice_is_refused(talks: Run) -> None:
    assert talks("corroborate", "terms", "--source", "report-b").code == 0
    again = talks("corroborate", "terms", "--source", "report-b")
    assert again.code == 1
    assert "already says all of that" in again.err


def test_a_dispute_needs_a_source_or_a_reason(talks: Run) -> None:
    assert talks("dispute", "terms").code == 1
    assert (
        talks("dispute", "terms", "--because", "no record of it", "--known", "2024-01-09").code == 0
    )
    facts = {f["id"]: f["status"] for f in talks("list", "--json").data}
    assert facts == {"answer": "single-source", "terms": "disputed"}


def test_a_retraction_is_listed_apart_and_can_be_taken_back(talks: Run) -> None:
    assert talks("retract", "answer", "--because", "misheard", "--known", "2024-02-02").code == 0
    assert talks("known", "2024-02-03", "--json").data["retracted"] == ["answer"]
    assert talks("known", "2024-02-01", "--json").data["retracted"] == []
    twice = talks("retract", "answer", "--because", "misheard", "--known", "2024-02-02")
    assert (twice.code, twice.out) == (1, "")
    assert "was retracted by" in twice.err
    assert talks("restore", "answer", "--because", "it was so", "--known", "2024-02-05").code == 0
    assert talks("known", "2024-02-05", "--json").data["retracted"] == []
    assert talks("restore", "answer", "--because", "it was so", "--known", "2024-02-05").code == 1


def test_undo_withdraws_and_can_be_undone(talks: Run) -> None:
    event = talks("correct", "terms", "--detail", "Wrong.", "--because", "x", "--known",
                  "2024-01-09", "--json").data["event"]  # fmt: skip

    def detail() -> str:
        return next(str(f["detail"]) for f in talks("list", "--json").data if f["id"] == "terms")

    assert detail() == "Wrong."
    undone = talks("undo", event[:8], "--because", "wrong story", "--json").data["event"]
    assert detail() == ""
    assert talks("undo", event[:8], "--because", "again").code == 1
    history = talks("history", "terms").out
    assert "Wrong." in history
    assert "wrong story" in history
    assert talks("undo", undone, "--because", "it was right").code == 0
    assert detail() == "Wrong."


def test_follows_decides_between_facts_of_one_day(run: Run) -> None:
    for name in ("second", "first"):
        run("add", "2024-01-05", f"The {name} thing", "--name", name)
    assert ids(run("list", "--json").data) == ["second", "first"]
    assert run("link", "second", "follows", "first").code == 0
    assert ids(run("list", "--json").data) == ["first", "second"]


def test_a_source_corrected_moves_what_was_known(talks: Run) -> None:
    assert talks("known", "2024-01-10", "--json").data["possible"] == ["answer"]
    assert talks("source", "correct", "report-a", "--published", "2024-01-08").code == 0
    assert talks("known", "2024-01-10", "--json").data["possible"] == []
    assert talks("source", "correct", "report-a", "--published", "2024-01-08").code == 1


def test_a_knower_knows_earlier_than_the_public(run: Run) -> None:
    run("add", "2023-12-27", "The ministers agree", "--known", "2024-01-05",
        "--known-to", "NBC News=2023-12-28", "--name", "pact")  # fmt: skip
    assert run("known", "2023-12-30", "--json").data["certain"] == []
    assert run("known", "2023-12-30", "--knower", "nbc news", "--json").data["certain"] == ["pact"]


def test_a_knower_whom_no_fact_names_is_told_of(run: Run) -> None:
    run("add", "2024-01-05", "Pact", "--known", "2024-01-09", "--known-to", "NBC News=2023-12-30")
    for limit in ((), ("--limit", "5")):
        assert run("known", "2024-01-01", "--knower", "nbc news", *limit).err == ""
        assert run("known", "2024-01-01", *limit).err == ""
        stranger = run("known", "2024-01-01", "--knower", "NBC", *limit)
        assert stranger.code == 0
        assert "No fact here says when 'NBC' knew of it" in stranger.err
        assert "what the public knew" in stranger.err


def test_a_key_of_what_was_undone_is_refused(run: Run) -> None:
    first = run("add", "2024-01-05", "Once", "--key", "wire-17", "--json").data
    run("undo", first["event"], "--because", "a slip")
    again = run("add", "2024-01-05", "Once", "--key", "wire-17")
    assert (again.code, again.out) == (1, "")
    assert "which was undone" in again.err
    assert len(run("log", "--json").out.splitlines()) == 3


def test_a_key_of_what_was_erased_is_refused(run: Run) -> None:
    event = run("add", "2024-01-05", "A name is told", "--key", "slip", "--json").data["event"]
    assert run("erase", event, "--yes").code == 0
    again = run("add", "2024-01-05", "A name is told", "--key", "slip")
    assert (again.code, "which was erased" in again.err) == (1, True)


def test_a_key_records_once(run: Run) -> None:
    first = run("add", "2024-01-05", "Once", "--key", "wire-17", "--name", "once", "--json").data
    again = run("add", "2024-01-05", "Once more", "--key", "wire-17", "--json").data
    assert again["event"] == first["event"]
    assert ids(run("list", "--json").data) == ["once"]


@pytest.mark.parametrize("command", [
    ("add", "2024-01-05", "Nothing is written"),
    ("source", "add", "report-c"),
    ("correct", "terms", "--headline", "Other", "--because", "x", "--known", "2024-01-09"),
    ("retract", "terms", "--because", "x", "--known", "2024-01-09"),
    ("corroborate", "terms", "--source", "https://example.org/new"),
    ("link", "terms", "causes", "answer"),
    ("describe", "--zone", "America/New_York"),
])  # fmt: skip
def test_dry_run_writes_nothing(talks: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "events").rglob("*.jsonl")}
    result = talks(*command, "--dry-run")
    assert result.code == 0, result.err
    assert "Nothing was written" in result.err
    assert {path: path.read_bytes() for path in (tmp_path / "events").rglob("*.jsonl")} == before


def test_a_workspace_is_found_from_below_it(run: Run, tmp_path: Path) -> None:
    below = tmp_path / "drafts" / "week"
    below.mkdir(parents=True)
    run("add", "2024-01-05", "Seen from below")
    assert run("-C", str(below), "list", "--json").data[0]["headline"] == "Seen from below"


def test_the_log_is_newest_last_and_json_lines(talks: Run) -> None:
    lines = talks("log", "--json").out.splitlines()
    types = [line.split('"type":"')[1].split('"')[0] for line in lines]
    assert types == ["log-described", "source-added", "source-added", "fact-stated", "fact-stated"]
    assert talks("log", "--json", "--limit", "1").out.splitlines() == lines[-1:]


def test_a_search_and_a_limit_give_the_first_of_what_matches(talks: Run) -> None:
    talks("add", "2023-12-27", "Ministers talk of terms", "--name", "ministers")
    talks(
        "correct", "answer", "--detail", "On its terms.", "--because", "x", "--known", "2024-02-09"
    )
    assert ids(talks("list", "--search", "TÉRMS", "--json").data) == [
        "ministers",
        "answer",
        "terms",
    ]
    first = talks("list", "--search", "terms", "--limit", "2", "--json")
    assert ids(first.data) == ["ministers", "answer"]
    assert "there are more" in first.err
    early = talks("list", "--search", "terms", "--limit", "5", "--known-by", "2024-02-01", "--json")
    assert ids(early.data) == ["ministers", "terms"]
    assert early.err == ""


def test_a_command_that_ran_hides_no_builtin_of_the_next(run: Run) -> None:
    assert run("list").code == 0
    assert "Show the facts in order" in run("--help").out


def test_a_number_with_its_comma_is_found(run: Run) -> None:
    run("add", "2024-01-08", "Border officials process 2,500 migrants", "--name", "count")
    assert ids(run("list", "--search", "2,500", "--json").data) == ["count"]
    assert ids(run("list", "--search", "2,500", "--limit", "3", "--json").data) == ["count"]
    assert ids(run("list", "--search", "4,500", "--json").data) == []
