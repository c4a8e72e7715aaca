"""The content systems that embeds are put through, each the real one, as found on this machine.

WordPress is the judge of what WordPress keeps, and nothing more: it is neither bundled with the
product nor needed by it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORDPRESS = (Path("/usr/share/wordpress"), ROOT / "build/debian/usr/share/wordpress")
"""Where Debian's package puts it; and where it lies when .ci/run has only unpacked it."""


def missing(what: str, remedy: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"no {what}, and in CI this may not skip")
    pytest.skip(f"no {what}: {remedy}")


def command(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        missing(f"{name} on PATH", "see what .ci/run installs")
    return path


@pytest.fixture(scope="session")
def modules() -> Path:
    found = HERE / "node_modules"
    if not (found / "juice").is_dir():
        missing("tests/hosts/node_modules", "run npm ci in tests/hosts")
    return found


@pytest.fixture(scope="session")
def wordpress_files() -> Path:
    for path in WORDPRESS:
        if (path / "wp-includes/kses.php").is_file():
            return path
    missing("WordPress", "apt-get download wordpress, and dpkg -x it into build/debian")


@pytest.fixture(scope="session")
def wordpress(wordpress_files: Path) -> Callable[..., Any]:
    """`wordpress(html=…)` or `wordpress(page=…, oembed=…, address=…)`: see wordpress.php."""
    php = command("php")

    def ask(**given: str) -> Any:
        done = subprocess.run(
            [php, str(HERE / "wordpress.php"), str(wordpress_files)],
            input=json.dumps(given), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return json.loads(done.stdout)

    return ask
