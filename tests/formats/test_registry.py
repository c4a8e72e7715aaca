"""Finding a format, and adding one."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from attrs import evolve

from tests.cli.conftest import Run, bare, run
from tests.formats.round_trips import bodies, problems, read, write
from tests.strategies.formats import story_of
from timeline.dates import parse_edtf
from timeline.events import (
    Entry,
    FactStated,
)
from timeline.formats import registry
from timeline.formats.exporting import Telling
from timeline.formats.registry import (
    BrokenFormatError,
    NoSuchFormatError,
    Reader,
    SameFormatNameError,
    SeveralFormatsError,
    find_reader,
    find_writer,
)

__all__ = ["bare", "run"]


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
    with pytest.raises(NoSuchFormatError) as raised:
        find_reader("a.csv", "When,What\n")
    assert "--map headline=COLUMN" in raised.value.remedy
    assert raised.value.remedy.endswith("the first line is 'When,What'")
    assert find_reader("a.csv", "When,What\n", mapped=True).name == "csv"
    # Columns are given for a table that nothing recognizes; one that is known stays what it is.
    assert find_reader("a.csv", "Year,Month,Headline\n", mapped=True).name == "timelinejs-csv"
    with pytest.raises(NoSuchFormatError, match="got nonsense"):
        find_reader("a.csv", "", "nonsense")
    with pytest.raises(NoSuchFormatError, match=r"the extension '\.xyz'"):
        find_writer("", "a.xyz")
    with pytest.raises(NoSuchFormatError, match="got none"):
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


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_module_anywhere", "ModuleNotFoundError: No module named"),
        ("READER = (", "SyntaxError: "),
        ("raise RuntimeError('no licence')", "RuntimeError: no licence"),
        ("WRITER = 1", "AttributeError: "),
        ("READER = 'a text'", "'a text', which is no Reader"),
    ],
)
def test_a_broken_format_of_a_stranger_leaves_the_others_as_they_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, reason: str
) -> None:
    (tmp_path / "stranger.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "stranger", raising=False)
    add_entry_points(monkeypatch, EntryPoint("strange", "stranger:READER", "timeline.readers"))
    assert find_reader("a.csv", "Headline,occurred\n").name == "csv"
    assert find_reader("a.csv", "", "csv").name == "csv"
    with pytest.raises(BrokenFormatError) as raised:
        find_reader("a.csv", "", "strange")
    assert f"add the format 'strange', got {reason}" in str(raised.value)


def test_commands_name_a_broken_format_and_go_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_entry_points(
        monkeypatch,
        EntryPoint("strange", "no_such_module:READER", "timeline.readers"),
        EntryPoint("strange", "no_such_module:WRITER", "timeline.writers"),
    )
    table = tmp_path / "facts.csv"
    table.write_text("headline,occurred\nTalks resume,2024-01-09\n", "utf-8")
    named = "expected no_such_module:READER to add the format 'strange', got ModuleNotFoundError"
    result = run("import", str(table))
    assert result.code == 0
    assert named in result.err
    result = run("export", "-o", str(tmp_path / "facts.ics"))
    assert result.code == 0
    assert named.replace("READER", "WRITER") in result.err
    # Whoever names another format has nothing to do with it.
    assert "strange" not in run("import", str(table), "--format", "csv").err
    assert "strange" not in run("export", "--format", "csv").err


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
    assert all(reader.name == name for name, reader in registry.readers().by_name.items())
    assert all(writer.name == name for name, writer in registry.writers().by_name.items())
    assert all(isinstance(reader, Reader) for reader in registry.readers().by_name.values())
