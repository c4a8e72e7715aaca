"""Examples in the docs, run for real.

A ```console block holds what a reader would see in a terminal:

    $ timeline known 2023-12-31
    Certainly known …
    $ timeline list --tag nothing-has-it
    …
    [exit 3]

A line that begins with `$ ` is run by bash, with the lines that go on with `> `; the lines under it
are all that it prints, stdout and stderr together. `…` stands for anything within a line, and alone
on a line for any lines. `[exit N]` closes the output of a command that fails. The blocks of a page
are one session: each goes on in the directory where the last one ended.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path

from attrs import frozen

from timeline.dates import day, format_words

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\[exit (\d+)\]")
_TIMEOUT = 60
# What a command sets, and where it goes, holds for the next one, as in a terminal.
_IN_SESSION = """\
[ -f "$AFTER" ] && . "$AFTER"
set -a
{command}
code=$?
{{ export -p; printf 'cd %q\\n' "$PWD"; }} > "$AFTER"
exit $code
"""


@frozen
class Example:
    """One command of a page and what the page says that it prints. `line` is 1-based."""

    line: int
    command: str
    output: str
    exit_code: int


def parse_examples(text: str) -> list[Example]:
    return [
        example
        for block in _BLOCK.finditer(text)
        for example in parse_block(block[1], text.count("\n", 0, block.start()) + 2)
    ]


def parse_block(block: str, line: int = 1) -> Iterator[Example]:
    """The commands of one block, which starts at this line of its page."""
    command, at = "", line
    output: list[str] = []
    for number, text in enumerate(block.splitlines(), start=line):
        if text.startswith("$ "):
            if command:
                yield _example(at, command, output)
            command, output, at = text[2:], [], number
        elif command and not output and (text == ">" or text.startswith("> ")):
            command += "\n" + text[2:]
        else:
            assert command, f"line {number}: output without a command"
            output.append(text)
    assert command, f"line {line}: a block without a command"
    yield _example(at, command, output)


def _example(line: int, command: str, output: list[str]) -> Example:
    exit_line = _EXIT.fullmatch(output[-1]) if output else None
    if exit_line:
        output = output[:-1]
    return Example(line, command, "\n".join(output), int(exit_line[1]) if exit_line else 0)


def matches(expected: str, got: str) -> bool:
    """Is this the output that the page shows, once its `…` are filled in?"""
    pattern = ""
    for line in expected.splitlines():
        if line.strip() == "…":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.split("…")) + r"\n"
    return re.fullmatch(pattern, _trim(got)) is not None


def _trim(output: str) -> str:
    """Without the spaces at ends of lines and the blank lines at the end, which nobody sees."""
    text = "".join(line.rstrip() + "\n" for line in output.splitlines())
    return text.rstrip("\n") + "\n" if text.strip() else ""


class Session:
    """A terminal in which a page's examples are run, one after the other."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._after = directory.parent / f"{directory.name}.after"
        commands = Path(sys.executable).parent
        home = directory.parent / f"{directory.name}.home"
        home.mkdir(exist_ok=True)
        self._environment = os.environ | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": "88",
            "NO_COLOR": "1",
            "TIMELINE_BY": "ana",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana",
            "GIT_AUTHOR_EMAIL": "ana@example.org",
            "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@example.org",
        }

    def run(self, command: str) -> tuple[str, int]:
        """What it prints, trimmed, and its exit code."""
        done = subprocess.run(
            ["bash", "-c", _IN_SESSION.format(command=command)],
            cwd=self._directory,
            env=self._environment | {"AFTER": str(self._after)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
        return _trim(done.stdout), done.returncode


def check_examples(examples: list[Example], session: Session) -> list[str]:
    """Run them all; what differs from the page, as text for a reader."""
    faults = []
    for example in examples:
        output, exit_code = session.run(example.command)
        if not matches(example.output, output) or exit_code != example.exit_code:
            faults.append(
                f"line {example.line}: $ {example.command}\n"
                f"--- the page says [exit {example.exit_code}]\n{example.output}\n"
                f"--- it printed [exit {exit_code}]\n{output}"
            )
    return faults


def rewrite_examples(text: str, session: Session, again: Session) -> str:
    """The page with the output of its examples replaced where it no longer holds.

    They are run in both sessions, and what differs between the two (ids, times, places) becomes
    `…`, as does today.
    """

    def rewrite(block: re.Match[str]) -> str:
        lines = []
        for example in parse_block(block[1]):
            output, exit_code = session.run(example.command)
            other, _ = again.run(example.command)
            kept = matches(example.output, output) and exit_code == example.exit_code
            shown = example.output if kept else mask(output, other).rstrip("\n")
            first, *more = example.command.splitlines()
            lines += [f"$ {first}", *(f"> {line}".rstrip() for line in more)]
            lines += [shown] if shown else []
            lines += [f"[exit {exit_code}]"] if exit_code else []
        return "```console\n" + "\n".join(lines) + "\n```"

    return _BLOCK.sub(rewrite, text)


def mask(output: str, other: str) -> str:
    """The output with `…` in place of today, and of each word that another run prints otherwise."""
    words, others = (re.split(r"(\s+)", _without_today(text)) for text in (output, other))
    if len(words) != len(others):
        return _without_today(output)
    return "".join(
        word if word == instead else "…" + _shared_end(word, instead)
        for word, instead in zip(words, others, strict=True)
    )


def _without_today(output: str) -> str:
    """In some zone today may be the day before or after it is here."""
    now = datetime.now(UTC)
    for days in (-1, 0, 1):
        then = day((now + timedelta(days=days)).toordinal())
        output = output.replace(then.edtf, "…").replace(format_words(then), "…")
    return output


def _shared_end(word: str, other: str) -> str:
    """What two paths have in common at their ends: `/exports/timeline.html`."""
    parts = zip(reversed(word.split("/")), reversed(other.split("/")), strict=False)
    shared = [part for part, _ in takewhile(lambda pair: pair[0] == pair[1], parts)]
    return "".join(f"/{part}" for part in reversed(shared))
