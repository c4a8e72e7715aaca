"""Other programs' own code as judges of what we write.

The Node packages @markwhen/parser and @knight-lab/timelinejs are looked for where
`npm install` in this folder puts them, or in the folder that NODE_MODULES names; without them
those tests skip.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.formats.round_trips import read, write
from timeline.errors import Problem
from timeline.events import Event
from timeline.formats.items import Item
from timeline.log import Log
from timeline.projections import Story, project_story

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return Log(ROOT).read()


@pytest.fixture(scope="module")
def story(events: tuple[Event, ...]) -> Story:
    return project_story(events)


@pytest.fixture(scope="module")
def node_modules() -> Path:
    given = os.environ.get("NODE_MODULES", "")
    for folder in (Path(given) if given else None, Path(__file__).parent / "node_modules"):
        if folder and (folder / "@markwhen" / "parser").is_dir() and shutil.which("node"):
            return folder
    pytest.skip("no Node packages: run npm install in tests/formats to have the peers' parsers")


PARSE_MARKWHEN = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { parse, get, iter } = await import(pathToFileURL(process.argv[1]));
const parsed = parse(readFileSync(0, "utf8"));
const events = [...iter(parsed.events)]
  .map(({ eventy }) => eventy)
  .filter((one) => one.dateRangeIso);
console.log(JSON.stringify({
  events: events.map((one) => ({
    id: one.id,
    text: one.firstLine.restTrimmed,
    from: one.dateRangeIso.fromDateTimeIso,
    tags: one.tags,
    properties: one.properties,
  })),
  messages: parsed.parseMessages ?? [],
}));
"""


def test_markwhens_own_parser_reads_every_event(story: Story, node_modules: Path) -> None:
    raw, _ = write(story, "markwhen")
    parser = node_modules / "@markwhen" / "parser" / "lib" / "index.js"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", PARSE_MARKWHEN, str(parser)],
        input=raw,
        capture_output=True,
        check=True,
    )
    parsed = json.loads(done.stdout)
    assert parsed["messages"] == []
    assert [event["id"] for event in parsed["events"]] == [
        state.name for state in write(story, "markwhen")[1].facts
    ]
    by_id = {event["id"]: event for event in parsed["events"]}
    assert by_id["mexico-lists-demands"]["from"].startswith("2024-01-05")
    assert by_id["regional-plan-call"]["properties"]["edtf"] == "2023-09~"
    assert by_id["regional-plan-call"]["tags"] == ["sanctions", "aid"]


def test_timelinejs_shows_every_slide(story: Story, node_modules: Path, browser: Browser) -> None:
    folder = node_modules / "@knight-lab" / "timelinejs" / "dist"
    data = json.loads(write(story, "timelinejs-json")[0])
    page = browser.new_context(offline=True).new_page()
    page.set_content('<div id="timeline" style="width: 800px; height: 600px"></div>')
    page.add_style_tag(path=folder / "css" / "timeline.css")
    page.add_script_tag(path=folder / "js" / "timeline.js")
    shown: dict[str, Any] = page.evaluate(
        """async (data) => {
            const timeline = new TL.Timeline("timeline", data, { font: "Default" });
            await new Promise((done) => setTimeout(done, 500));
            const config = timeline.config;
            config.validate();
            return {
                errors: config.getErrors(),
                ids: config.events.map((one) => one.unique_id),
                slides: document.querySelectorAll(".tl-slide").length,
            };
        }""",
        data,
    )
    page.context.close()
    assert shown["errors"] == []
    assert len(shown["ids"]) == len(data["events"]) == 11
    assert set(shown["ids"]) == {event["unique_id"] for event in data["events"]}
    assert shown["slides"] in (11, 12)  # with the title's


def test_timelinejs_own_examples_are_read_whole(node_modules: Path) -> None:
    template = node_modules / "@knight-lab" / "timelinejs" / "src" / "template"
    examples = sorted([*template.glob("*.json"), *template.glob("*.csv")])
    assert len(examples) >= 4
    for example in examples:
        found = read(example.read_bytes(), path=example.name)
        assert [one for one in found if isinstance(one, Problem)] == [], example.name
        assert sum(isinstance(one, Item) for one in found) >= 7, example.name


def test_sqlite_utils_and_views_answer_by_both_axes(story: Story, tmp_path: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils")
    path = tmp_path / "story.sqlite"
    path.write_bytes(write(story, "sqlite")[0])
    database = sqlite_utils.Database(path)
    assert set(database.view_names()) == {"chronology", "as_known", "as_recorded"}
    assert database["facts"].count == 11
    assert [key.other_table for key in database["citations"].foreign_keys] == ["sources", "facts"]
    known = [
        row["fact"]
        for row in database.query(
            "select fact from as_known where known_from <= '2024-01-06' "
            "and ('2024-01-06' < known_until or known_until is null) and certainty = 'certain'"
        )
    ]
    assert "mexico-lists-demands" in known
    assert "monday-count" not in known
    database.conn.close()


def test_a_json_ld_processor_expands_every_event(story: Story) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def load(url: str, options: object) -> dict[str, Any]:
        context = {"@context": {"@vocab": "https://schema.org/"}}
        return {"contentUrl": None, "contextUrl": None, "documentUrl": url, "document": context}

    data = json.loads(write(story, "jsonld")[0])
    [expanded] = jsonld.expand(data, {"documentLoader": load, "base": "https://example.org/"})
    schema = "https://schema.org/"
    assert expanded["@type"] == [f"{schema}ItemList"]
    items = [one[f"{schema}item"][0] for one in expanded[f"{schema}itemListElement"]]
    assert len(items) == 11
    assert all(item["@type"] == [f"{schema}Event"] for item in items)
    assert all(item[f"{schema}startDate"] for item in items)
    assert items[-1]["@id"] == "https://example.org/#monday-count"


def test_the_database_is_sound_sqlite(story: Story, tmp_path: Path) -> None:
    path = tmp_path / "story.sqlite"
    path.write_bytes(write(story, "sqlite")[0])
    connection = sqlite3.connect(path)
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    connection.close()
