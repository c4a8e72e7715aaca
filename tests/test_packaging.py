"""What is installed, and what is not loaded."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _named(name: str) -> str:
    """The name as registries compare it."""
    return name.lower().replace("_", "-")


PINS = {
    _named(_name): version
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for _name, _, version in [line.partition("==")]
}


def test_constraints_are_plain_pins() -> None:
    assert [name for name, version in PINS.items() if not re.fullmatch(r"\d[\w.]*", version)] == []


def test_everything_that_is_asked_for_is_pinned() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = PROJECT["build-system"]["requires"] + PROJECT["project"]["dependencies"]
    for extra in ("sign", "formats", "locale", "fetch", "test"):
        wanted += extras[extra]
    names = {_named(re.split(r"[^\w-]", requirement)[0]) for requirement in wanted}
    assert names - PINS.keys() == {"timeline-log"}


# Runs the command as the installed script does, and then says what was loaded for it.
LOADED = """
import json, sys
sys.argv[0] = "timeline"
from timeline.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that `timeline ARGUMENTS` loads on the story."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_version_loads_no_library_but_click() -> None:
    assert loaded_by("--version") & {"attrs", "attr", "jinja2", "pendulum", "orjson"} == set()


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("known", "2024-01-06")])
def test_lists_load_neither_templates_nor_pendulum(arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert "orjson" in loaded
    assert loaded & {"jinja2", "pendulum", "babel", "cryptography"} == set()
