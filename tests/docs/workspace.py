"""Where the examples of the docs are run: in copies of the workspace that `timeline demo` makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.docs.catalogue import input_files

# A page that says so starts in an empty directory.
EMPTY = "<!-- examples start in an empty directory -->"


def make_demo(target: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "timeline", "demo", str(target)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return target


def lay_page(text: str, demo: Path, target: Path) -> Path:
    if EMPTY in text:
        target.mkdir()
        return target
    return shutil.copytree(demo, target)


def lay_case(case: Path, demo: Path, target: Path) -> Path:
    """A copy of the story with the case's bad input in it; a case with events has no others."""
    if (case / "events").exists():
        target.mkdir()
    else:
        shutil.copytree(demo, target)
    for path in input_files(case):
        place = target / path.relative_to(case)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return target
