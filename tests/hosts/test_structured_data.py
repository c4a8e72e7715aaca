"""The structured data against schema.org's own vocabulary, and against JSON-LD's processor."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]

from tests.formats.round_trips import write
from tests.renderers.mixtures import mixed_story
from tests.renderers.stories import eventful_story, hostile_story
from timeline.renderers.jsonld import structured_data
from timeline.renderers.page.build import PageOptions, view_page

STORIES = {"eventful": eventful_story, "mixed": mixed_story, "hostile": hostile_story}
VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}
Interfaces = Mapping[str, tuple[tuple[str, ...], frozenset[str]]]


def page_data(name: str) -> dict[str, Any]:
    options = PageOptions(url="https://example.org/t.html")
    return structured_data(view_page(STORIES[name]().story(), None, options))


@cache
def interfaces(path: Path) -> Interfaces:
    """By name, what each interface of the vocabulary's types extends, and its own properties."""
    text = (path / "schema-dts/dist/schema.d.ts").read_text(encoding="utf-8")
    found = re.findall(r"(?ms)^(?:export )?interface (\w+) extends ([^{]+)\{(.*?)^\}", text)
    return {
        name: (
            tuple(re.findall(r"\w+", parents)),
            frozenset(re.findall(r'(?m)^    "([\w@]+)"\??:', body)),
        )
        for name, parents, body in found
    }


def allowed(kind: str, vocabulary: Interfaces) -> frozenset[str]:
    def walk(name: str) -> Iterator[str]:
        parents, own = vocabulary.get(name, ((), frozenset()))
        yield from own
        for parent in parents:
            yield from walk(parent)

    assert f"{kind}Leaf" in vocabulary, f"{kind} is no type of schema.org"
    return frozenset(walk(f"{kind}Leaf"))


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from nodes(one)


@pytest.mark.parametrize("name", STORIES)
def test_every_term_of_a_page_is_one_of_its_type(modules: Path, name: str) -> None:
    vocabulary = interfaces(modules)
    found = list(nodes(page_data(name)))
    assert len(found) > 10
    for node in found:
        terms = {term for term in node if not term.startswith("@")}
        assert terms <= allowed(node["@type"], vocabulary), node["@type"]


@pytest.mark.parametrize("name", STORIES)
def test_every_term_of_an_export_is_one_of_its_type(modules: Path, name: str) -> None:
    vocabulary = interfaces(modules)
    for node in nodes(json.loads(write(STORIES[name]().story(), "jsonld")[0])):
        terms = {term for term in node if not term.startswith("@")}
        assert terms <= allowed(node["@type"], vocabulary), node["@type"]


@pytest.mark.parametrize("name", STORIES)
def test_nothing_of_a_page_is_lost_to_a_processor(name: str) -> None:
    data = page_data(name)
    (expanded,) = jsonld.expand(data | VOCABULARY)
    terms = {term for term in data if not term.startswith("@")}
    assert {f"https://schema.org/{term}" for term in terms} <= expanded.keys()
    events = expanded["https://schema.org/mainEntity"][0]["https://schema.org/itemListElement"]
    assert len(events) == data["mainEntity"]["numberOfItems"]


@pytest.mark.parametrize("name", ["eventful", "mixed"])
def test_a_page_and_an_export_call_the_same_facts_the_same_on_the_same_days(name: str) -> None:
    exported = json.loads(write(STORIES[name]().story(), "jsonld")[0])["itemListElement"]
    told = {one["item"]["@id"]: one["item"] for one in exported}
    for listed in page_data(name)["mainEntity"]["itemListElement"]:
        event = listed["item"]
        other = told["#" + event["@id"].partition("#")[2]]
        assert event["name"] == other["name"]
        if "startDate" in event:
            assert other["startDate"][:10].startswith(event["startDate"][:10])
        assert event.get("endDate", "") in ("", other.get("endDate"))


def test_what_is_no_date_to_a_machine_is_none_in_the_data() -> None:
    items = [one["item"] for one in page_data("mixed")["mainEntity"]["itemListElement"]]
    days = {one["@id"].partition("#")[2]: one.get("startDate", "") for one in items}
    assert days["count"] == "2024-01-05"
    assert days["throughout"] == "2023-12-27"
    for name in ("about", "doubtful", "season", "one-of", "before-christ", "undated", "since"):
        assert days[name] == "", name
    html = json.dumps(items)
    assert "bus" not in html  # withdrawn
