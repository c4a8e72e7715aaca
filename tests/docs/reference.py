"""docs/cli.md: the help page of every command, as `--help` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from timeline.cli import cli

WIDTH = 88


def walk_commands(
    command: click.Command, path: tuple[str, ...] = ("timeline",)
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Each command with its path, parents first, in the order in which `--help` lists them."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            if not inner.hidden:
                yield from walk_commands(inner, (*path, name))


def help_page(path: tuple[str, ...], command: click.Command) -> str:
    context: click.Context | None = None
    for name in path:
        # As when it is run: each command has the help options of the whole, and those above it
        # are groups, which have no arguments that its usage would name.
        context = click.Context(
            command if name is path[-1] else click.Group(name),
            info_name=name,
            parent=context,
            max_content_width=WIDTH,
            terminal_width=WIDTH,
            **cli.context_settings,
        )
    assert context is not None
    text = command.get_help(context)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def render_reference(command: click.Command) -> str:
    parts = [
        "# Command line",
        "What `--help` prints, for every command. Written by `make docs`; a test compares.",
    ]
    for path, inner in walk_commands(command):
        level = "##" if len(path) <= 2 else "###"
        parts.append(f"{level} {' '.join(path)}")
        parts.append(f"```text\n{help_page(path, inner)}\n```")
    return "\n\n".join(parts) + "\n"
