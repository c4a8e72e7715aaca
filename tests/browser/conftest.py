"""A page of each kind on disk, and what npm installed for the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.renderers.stories import eventful_story, hostile_story, long_story, parted_story
from timeline.renderers.html import render_fragment, render_html

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def modules() -> Path:
    """node_modules beside package.json. Without it a test skips, but not in CI."""
    found = HERE / "node_modules"
    if not (found / "axe-core").is_dir():
        if os.environ.get("CI"):
            pytest.fail("tests/browser/node_modules is missing, and in CI this may not skip")
        pytest.skip("no tests/browser/node_modules: run npm ci in tests/browser")
    return found


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of rendered pages: eventful, ar, long (200 facts), hostile, …"""
    directory = tmp_path_factory.mktemp("pages")
    made = {
        "eventful": render_html(eventful_story().story()),
        "es": render_html(eventful_story("es").story()),
        "ar": render_html(eventful_story("ar").story()),
        "long": render_html(long_story(200).story()),
        "hostile": render_html(hostile_story().story()),
        "parted": render_html(parted_story().story()),
        "parted-ar": render_html(parted_story("ar").story()),
        "fragment": "<!doctype html><html lang=en><title>Host</title><main><h1>Host</h1>"
        + render_fragment(eventful_story().story())
        + "</main>",
    }
    for name, html in made.items():
        (directory / f"{name}.html").write_text(html, encoding="utf-8")
    return directory
