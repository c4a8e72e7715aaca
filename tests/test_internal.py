"""Internal facts, sources, quotes and notes appear in no output without --internal."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from tests.cli.conftest import Run, bare, run
from timeline.cli import COMMANDS

__all__ = ["bare", "run"]

SECRET = "hushhush"

# Every command, with what makes it show as much as it can. `{event}` is a public fact's event.
OUTPUTS: dict[str, list[list[str]]] = {
    "init": [["init"]],
    "demo": [],  # writes the example story, never this one
    "add": [
        ["add", "2024-01-05", f"Of the name {SECRET}", "--name", SECRET],
        ["add", "2024-01-05", "Near a source", "--source", "hushhus"],
    ],
    "source": [
        ["source", "list"],
        ["source", "list", "--json"],
        ["source", "show", "paper"],
        ["source", "show", "paper", "--json"],
        ["source", "show", "hushhus"],
        ["source", "add", SECRET],
        ["source", "correct", "paper", "--title", "The paper", "--dry-run"],
    ],
    "corroborate": [["corroborate", "plain", "--source", "hushhus"]],
    "dispute": [["dispute", "plain", "--source", "hushhus"]],
    "correct": [
        ["correct", "hushhus", "--detail", "x", "--because", "y"],
        ["correct", "plain", "--detail", "x", "--because", "y", "--dry-run"],
        ["correct", "plain", "--name", SECRET, "--because", "y"],
    ],
    "retract": [["retract", "hushhus", "--because", "x"]],
    "restore": [["restore", "hushhus", "--because", "x"]],
    "undo": [["undo", "{event}", "--because", "x", "--dry-run"]],
    "link": [["link", "hushhus", "follows", "plain"]],
    "list": [["list"], ["list", "--json"], ["list", "--search", SECRET], ["list", "--json",
             "--from-source", SECRET], ["list", "--known-by", "2024-12-31"]],
    "known": [["known", "2024-12-31"], ["known", "2024-12-31", "--json"],
              ["known", "2024-12-31", "--knower", SECRET]],
    "diff": [["diff", "2023-01-01", "2024-12-31"], ["diff", "2023-01-01", "2024-12-31", "--json"]],
    "history": [["history", "plain"], ["history", "plain", "--json"], ["history", "hushhus"],
                ["history", SECRET]],
    "conflicts": [["conflicts"], ["conflicts", "--json"]],
    "lag": [["lag"], ["lag", "--json"]],
    "check": [["check"], ["check", "--json"]],
    "log": [["log"], ["log", "--json"]],
    "render": [["render", f"--{kind}", "-o", "-"] for kind in
               ("html", "text", "markdown", "svg", "atom")],
    "embed": [["embed", "--for", place] for place in
              ("html", "iframe", "wordpress", "ghost", "hugo", "markdown", "richtext")],
    "export": [["export", "--format", name, "-o", "-"] for name in
               ("csv", "timelinejs-json", "timelinejs-csv", "ical", "jsonld", "atom", "jsonfeed",
                "markwhen", "timesketch-csv", "timesketch-jsonl", "csl-json", "bibtex")],
    "import": [],  # reads; what it says is of the file that it was given
    "draft": [],  # proposes from a text that it was given
    "verify": [["verify"], ["verify", "--json"]],
    "seal": [["seal"]],
    "prove": [],  # see below
    "compact": [["compact"]],
    "erase": [],  # names an event by its id, and shows nothing of it
    "describe": [["describe"], ["describe", "--json"]],
    "date": [["date", "2024-01-05"]],
    "completion": [["completion", "bash"]],
}  # fmt: skip


@pytest.fixture
def guarded(run: Run) -> Run:
    """A story with every kind of internal matter, each under a word to look for."""
    for args in (
        ("source", "add", "paper", "--publisher", "The Paper", "--published", "2024-01-04"),
        ("source", "add", SECRET, "--title", f"Leak {SECRET}", "--internal",
         "--url", f"https://{SECRET}.example/a"),
        ("add", "2024-01-02", "A plain fact", "--name", "plain", "--source", "paper",
         "--known", "2024-01-02", "--note", f"note {SECRET}"),
        ("add", "2024-01-03", f"An internal fact {SECRET}", "--name", SECRET, "--internal",
         "--source", "paper", "--tag", SECRET, "--person", SECRET, "--known-to",
         f"{SECRET}=2024-01-01"),
        ("corroborate", "plain", "--source", SECRET, "--quote", f"quote {SECRET}"),
        ("dispute", "plain", "--source", SECRET, "--figure", f"{SECRET}=5"),
        ("link", SECRET, "follows", "plain", "--because", SECRET),
        ("correct", SECRET, "--detail", f"detail {SECRET}", "--because", SECRET,
         "--known", "2024-01-05"),
        ("correct", "plain", "--note", f"another {SECRET}", "--because", "to keep",
         "--known", "2024-01-05"),
        ("add", "2024-01-06", f"Made internal later {SECRET}", "--name", f"later-{SECRET}"),
        ("correct", f"later-{SECRET}", "--internal", "--because", "not yet", "--known",
         "2024-01-07"),
        ("add", "2024-01-06", f"Undone {SECRET}", "--name", f"undone-{SECRET}", "--internal"),
    ):  # fmt: skip
        result = run(*args)
        assert result.code == 0, (args, result.err)
    event = run("history", f"undone-{SECRET}", "--internal", "--json").data["event"]
    assert run("undo", event, "--because", f"wrong {SECRET}").code == 0
    return run


def test_every_command_is_looked_at() -> None:
    assert OUTPUTS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_no_output_shows_internal_matter(guarded: Run, tmp_path: Path, command: str) -> None:
    event = guarded("history", "plain", "--json").data["event"]
    for template in OUTPUTS[command]:
        args = [arg.format(event=event) for arg in template]
        result = guarded(*args)
        assert result.code in (0, 1, 3), (args, result)
        typed = [arg for arg in args if SECRET in arg]
        shown = result.out + result.err
        for arg in typed:  # what the user typed may be echoed in a message
            shown = shown.replace(repr(arg), "").replace(arg, "", 1)
        assert SECRET not in shown, args
        assert typed or result.code != 1 or "hushhus" in args or command == "init", (
            args,
            result.err,
        )
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    for path in written:
        inside = path.relative_to(tmp_path).parts[0]
        if inside not in ("events", ".timeline"):
            assert SECRET.encode() not in path.read_bytes(), path


def test_the_log_s_own_lines_are_not_written_in_part(guarded: Run) -> None:
    result = guarded("export", "--format", "log", "-o", "-")
    assert result.code == 1
    assert SECRET not in result.out + result.err


def test_a_proof_holds_nothing_internal(
    guarded: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    event = guarded("history", "plain", "--json").data["event"]
    assert guarded("seal").code == 0
    proof = guarded("prove", event).out
    (extra,) = [line for line in proof.splitlines() if line.startswith("extra ")]
    assert SECRET.encode() not in base64.b64decode(extra.removeprefix("extra "))
    (whole,) = [
        line
        for line in guarded("prove", event, "--internal").out.splitlines()
        if line.startswith("extra ")
    ]
    assert SECRET.encode() in base64.b64decode(whole.removeprefix("extra "))


def test_internal_shows_it(guarded: Run) -> None:
    for args in (("list",), ("log",), ("known", "2024-12-31"), ("source", "list")):
        assert SECRET in guarded(*args, "--internal").out
        assert SECRET not in guarded(*args).out


def test_an_internal_source_confirms_nothing_in_public(guarded: Run) -> None:
    def status(*args: str) -> str:
        facts = guarded("list", "--json", *args).data
        return next(str(fact["status"]) for fact in facts if fact["id"] == "plain")

    assert status() == "single-source"
    assert status("--internal") == "disputed"


def test_what_is_internal_now_is_internal_at_every_earlier_moment(guarded: Run) -> None:
    lines = guarded("log", "--json", "--internal").out.splitlines()
    for line in lines:
        recorded = line.split('"recorded":"')[1].split('"')[0]
        assert SECRET not in guarded("list", "--json", "--recorded-by", recorded).out
