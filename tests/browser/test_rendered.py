"""What `timeline render` leaves or serves, in a real browser: the watched page, and the pages of
states by links alone.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline.cli import cli
from timeline.cli.boundary import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NewPage = Callable[..., "Page"]
Tell = Callable[..., None]


@pytest.fixture
def tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """Runs a command in a story of two facts, known on two days."""

    def tell(*args: str) -> None:
        assert run(cli, ["-C", str(tmp_path), *args]) == 0

    monkeypatch.setenv("TIMELINE_BY", "ana")
    tell("init", "--title", "The bridge", "--zone", "UTC")
    tell("add", "2024-01-05", "The bridge closes", "--known", "2024-01-05", "--name", "closing")
    tell("add", "2024-01-04", "A crack is found", "--known", "2024-01-08", "--name", "crack")
    return tell


@pytest.fixture
def watched(tell: Tell, tmp_path: Path) -> Iterator[str]:
    """The address at which `timeline render --html --watch` serves the story."""
    command = [sys.executable, "-m", "timeline", "-C", str(tmp_path), "render", "--html", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None
        try:
            yield it.stdout.readline().strip()
        finally:
            it.send_signal(signal.SIGINT)
            try:
                _, said = it.communicate(timeout=20)
            finally:
                it.kill()
    assert it.returncode == 0, said
    assert said.endswith("Ended.\n")


def headlines(page: Page) -> list[str]:
    found: list[str] = page.locator(".hl:visible").all_inner_texts()
    return found


def test_the_watched_page_follows_a_new_event(new_page: NewPage, tell: Tell, watched: str) -> None:
    page = new_page()
    page.goto(watched)
    assert headlines(page) == ["A crack is found", "The bridge closes"]
    page.evaluate("window.stood = true")
    tell("add", "2024-01-09", "The bridge opens again", "--known", "2024-01-09")
    page.wait_for_selector(".hl:has-text('opens again')", timeout=15_000)
    assert headlines(page)[-1] == "The bridge opens again"
    assert page.evaluate("window.stood") is None
    tell("correct", "closing", "--headline", "The bridge is shut", "--because", "Its own word.")
    page.wait_for_selector(".b:has-text('Its own word.')", timeout=15_000)
    assert "The bridge is shut" in headlines(page)
    page.close()  # before its server goes


def test_the_pages_of_states_lead_back_in_time_without_script(
    new_page: NewPage, tell: Tell, tmp_path: Path
) -> None:
    tell("render", "--states", str(tmp_path / "states"))
    page = new_page(java_script_enabled=False)
    page.set_default_timeout(5_000)
    page.goto((tmp_path / "states/timeline.html").as_uri())
    assert headlines(page) == ["A crack is found", "The bridge closes"]
    follow(page, "Jan. 8", "timeline-known-2024-01-08.html")
    assert headlines(page) == ["A crack is found", "The bridge closes"]
    follow(page, "Jan. 5", "timeline-known-2024-01-05.html")
    assert headlines(page) == ["The bridge closes"]
    # It knows of no later day, not even by a link.
    for later in ("A crack is found", "2024-01-08"):
        assert later not in page.content()


def follow(page: Page, day: str, file: str) -> None:
    page.locator(".steps summary").click()
    page.locator(".steps").get_by_role("link", name=day).first.click()
    assert page.url.endswith(f"/{file}")
