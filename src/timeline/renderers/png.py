"""A picture of an SVG as PNG, made by a browser that is on this machine already.

Drawing text takes a font engine; rather than ship one, this asks Chromium, if it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline.errors import TimelineError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_SECONDS = 60


class NoBrowserError(TimelineError):
    code = "no-browser"

    def __init__(self) -> None:
        super().__init__(
            f"expected a browser to draw the PNG with ({', '.join(BROWSERS)}), found none",
            "install chromium, or use --card, which needs none, and convert that",
        )


class DrawingError(TimelineError):
    code = "no-picture"

    def __init__(self, browser: str, said: str) -> None:
        last = said.strip().splitlines()[-1:] or ["it said nothing"]
        super().__init__(f"expected a picture from {browser}, got none: {last[0]:.200}")


def draw_png(svg: str, width: int, height: int) -> bytes:
    """The SVG drawn in a window of that many pixels, without a network.

    Raises:
        NoBrowserError, DrawingError.
    """
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise NoBrowserError
    with TemporaryDirectory() as directory:
        source, target = Path(directory) / "card.html", Path(directory) / "card.png"
        source.write_text(f'<body style="margin:0">{svg}</body>', encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603  a browser by its own name, no shell
                [
                    browser,
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--disable-background-networking",
                    "--no-first-run",
                    f"--user-data-dir={directory}/profile",
                    f"--window-size={width},{height}",
                    f"--screenshot={target}",
                    source.as_uri(),
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=_SECONDS,
            )
        except subprocess.TimeoutExpired as error:
            raise DrawingError(browser, "it took too long") from error
        if not target.is_file():
            raise DrawingError(browser, done.stderr)
        return target.read_bytes()
