"""What every test stands on: an environment of its own, hypothesis's profile, a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.sizes import LONG

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The same cases in every `make test`, so that it never fails by chance on somebody's change;
# `make test-long` looks for new ones. No deadline: no test asserts a time.
settings.register_profile("timeline", deadline=None, derandomize=not LONG, print_blob=True)
settings.load_profile("timeline")

# As root, Chromium has no sandbox of its own; the rest keeps it from asking the network.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, nor what it starts, sees the settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "TIMELINE_")) and name != "TIMELINE_LONG":
                patch.delenv(name)
        for name in ("NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL", "PAGER"):
            patch.delenv(name, raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("LC_ALL", "C.UTF-8")
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            # Shells start what runs in the background so, and programs started here would be deaf
            # to the Ctrl-C that tests press.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium: Debian's, found by name. Without one a test skips, but not in CI."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium on PATH, and in CI a browser test may not skip")
        pytest.skip("no chromium on PATH: this needs a real browser (apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(width=1280, height=900, **context)` opens a page in a fresh context.

    `context` is what Playwright's `Browser.new_context` takes: `java_script_enabled`,
    `color_scheme`, `reduced_motion`, … When the test ends, it fails if a page asked for anything
    but local files and its own data, or if its script reported an error.
    """
    contexts = []
    faults: list[str] = []

    def open_page(width: int = 1280, height: int = 900, **context: object) -> Page:
        opened = browser.new_context(viewport={"width": width, "height": height}, **context)  # type: ignore[arg-type]
        contexts.append(opened)
        page = opened.new_page()
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file:", "data:", "blob:", "about:"))
                or request.url.startswith(("http://127.0.0.1:", "http://localhost:"))
                else faults.append(f"asked for {request.url}")
            ),
        )
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on(
            "console",
            lambda message: (
                faults.append(f"console: {message.text}") if message.type == "error" else None
            ),
        )
        return page

    yield open_page
    for opened in contexts:
        opened.close()
    assert not faults


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """`serve(directory)` serves it from an origin of its own on the loopback; gives its address."""
    servers = []

    def start(directory: Path) -> str:
        handler = partial(_Quiet, directory=str(directory))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
