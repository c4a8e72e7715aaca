"""`make picture`: the README's picture of the story's page, as Chromium shows it.

python -m tests.docs.picture
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.docs.generate import DOCS
from tests.docs.workspace import make_demo

WIDTH, HEIGHT = 1280, 860


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("expected chromium on PATH, found none")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "page.html"
        demo = make_demo(Path(folder) / "demo")
        render = [sys.executable, "-m", "timeline", "-C", str(demo), "render", "--html"]
        subprocess.run([*render, "-o", str(page)], check=True, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        view.goto(page.as_uri())
        view.screenshot(path=DOCS / "images" / "page.png")
        browser.close()


if __name__ == "__main__":
    main()
