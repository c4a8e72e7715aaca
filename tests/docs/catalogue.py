"""The error catalogue: every code of an error or problem, with an input that provokes it.

`tests/errors/CODE/case.md` tells what the error means and shows it in a ```console block; the
other files there are the bad input, laid into a copy of the story's workspace before the block is
run. docs/errors.md is put together from them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import timeline
from timeline.events import ALL_EVENTS

CASES = Path(__file__).parent.parent / "errors"
SOURCE = Path(timeline.__file__).parent
HEAD = """\
# Errors

Every error has a code. This page shows each with an input that provokes it and the message as it
is printed; the tests run them all. `make docs` puts it together from `tests/errors/`.

A message says what was expected, what came, and what to do. `timeline` ends with 1 when it could
not do what was asked, with 2 when the command was not understood, and with 3 when a check found
problems. Nothing is ever half-written: after an error the log is as it was. One error tells of
something that was recorded, and says so: [not-told](#not-told)."""
_CODE = re.compile(r"(?!error$)[a-z]+(-[a-z]+)*")
_LANGUAGES = {".toml": "toml", ".json": "json", ".jsonl": "json", ".csv": "csv", ".md": "markdown"}


def find_codes() -> list[str]:
    """Every code that a message can have, sorted: read from the source, so none is forgotten."""
    types = {event.type for event in ALL_EVENTS}
    return sorted(
        {
            code
            for path in SOURCE.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for code in _codes_of(node)
            if _CODE.fullmatch(code) and code not in types
        }
    )


def _codes_of(node: ast.AST) -> Iterator[str]:
    """The `code` of an error's class; the third argument of `Problem(…)` and what passes it on."""
    if isinstance(node, ast.Call):
        yield _code_argument(node)
    elif isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                names = [target.id for target in line.targets if isinstance(target, ast.Name)]
                if names == ["code"]:
                    yield str(line.value.value)


def _code_argument(call: ast.Call) -> str:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name.lstrip("_").lower() not in {"problem", "report"}:
        return ""
    arguments = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    for argument in [*arguments, *call.args[2:3]]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            return argument.value
    return ""


def list_cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/case.md"))


def input_files(case: Path) -> list[Path]:
    """The bad input of a case: its files beside case.md."""
    return sorted(path for path in case.rglob("*") if path.is_file() and path.name != "case.md")


def render_catalogue() -> str:
    """docs/errors.md."""
    parts = [HEAD]
    for case in list_cases():
        parts.append(f"## {case.name}")
        parts.append((case / "case.md").read_text(encoding="utf-8").strip())
        parts += [_show(path, case) for path in input_files(case)]
    return "\n\n".join(parts) + "\n"


def _show(path: Path, case: Path) -> str:
    name = path.relative_to(case).as_posix()
    language = _LANGUAGES.get(path.suffix, "text")
    text = path.read_text(encoding="utf-8").rstrip("\n")
    shown = "\n".join(line if len(line) <= 200 else line[:199] + "…" for line in text.splitlines())
    return f"With `{name}`:\n\n```{language}\n{shown}\n```"
