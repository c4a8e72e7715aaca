from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.console import (
    Example,
    Session,
    check_examples,
    matches,
    parse_examples,
    rewrite_examples,
)

PAGE = """\
Text.

```console
$ echo one && echo two
one
two
$ false
[exit 1]
```

```console
$ mkdir deep && cd deep
$ basename "$PWD"; \\
> echo more
deep
more
```
"""


def test_the_examples_of_a_page_are_its_commands_with_output_and_exit_code() -> None:
    assert parse_examples(PAGE) == [
        Example(4, "echo one && echo two", "one\ntwo", 0),
        Example(7, "false", "", 1),
        Example(12, "mkdir deep && cd deep", "", 0),
        Example(13, 'basename "$PWD"; \\\necho more', "deep\nmore", 0),
    ]


def test_a_session_goes_on_where_the_last_block_ended(tmp_path: Path) -> None:
    assert check_examples(parse_examples(PAGE), Session(tmp_path)) == []


def test_a_session_keeps_what_a_command_sets(tmp_path: Path) -> None:
    page = "```console\n$ word='a  b'\n$ echo \"$word\"\na  b\n```\n"
    assert check_examples(parse_examples(page), Session(tmp_path)) == []


def test_an_example_that_prints_something_else_is_reported(tmp_path: Path) -> None:
    page = PAGE.replace("one\ntwo", "one\nthree").replace("[exit 1]", "[exit 2]")
    faults = check_examples(parse_examples(page), Session(tmp_path))
    assert [fault.splitlines()[0] for fault in faults] == [
        "line 4: $ echo one && echo two",
        "line 7: $ false",
    ]


@pytest.mark.parametrize(
    ("expected", "got", "answer"),
    [
        ("", "", True),
        ("", "something\n", False),
        ("a … c", "a b c\n", True),
        ("a … c", "a b\nc\n", False),
        ("a\n…\nc", "a\nb\nb\nc\n", True),
        ("a\n…", "a\n", True),
        ("a.c", "abc\n", False),
        ("a", "a   \n\n", True),
        ("a", "a\nb\n", False),
    ],
)
def test_an_ellipsis_stands_for_what_changes(expected: str, got: str, answer: bool) -> None:
    assert matches(expected, got) is answer


def test_rewriting_keeps_what_holds_and_replaces_what_does_not(tmp_path: Path) -> None:
    page = PAGE.replace("one\ntwo", "one\nt…").replace("deep\nmore", "wrong")
    sessions = [Session(tmp_path / name) for name in ("a", "b")]
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert rewrite_examples(page, *sessions) == PAGE.replace("one\ntwo", "one\nt…")


def test_rewriting_masks_what_two_runs_print_differently(tmp_path: Path) -> None:
    page = '```console\n$ echo in "$(basename "$PWD")" and "$PWD/now" on $(date -u +%F)\n```\n'
    sessions = [Session(tmp_path / name) for name in ("a", "b")]
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert "\nin … and …/now on …\n" in rewrite_examples(page, *sessions)
