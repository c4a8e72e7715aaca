"""The command line: one file a command; each is one library call and its output.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 failed, 2 usage, 3 a check found
problems. This is the only place that imports click.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

import timeline
from timeline.cli.arguments import Command, Group

# name -> (module, one line of help): a command's module is loaded when the command is used.
COMMANDS = {
    "init": ("init", "Make a workspace for a story."),
    "demo": ("demo", "Write the example story into a new directory."),
    "add": ("add", "Record a dated fact."),
    "source": ("source", "Add, list, show or correct sources."),
    "corroborate": ("support", "Record a further source for a fact."),
    "dispute": ("support", "Record a source or a reason against a fact."),
    "correct": ("correct", "Correct what a fact says."),
    "retract": ("retract", "Take a fact back, with the reason."),
    "restore": ("retract", "Put a retracted fact back."),
    "undo": ("undo", "Withdraw an entry that was made in error."),
    "link": ("link", "Say how two facts hang together."),
    "list": ("list_", "Show the facts in order of when they happened."),
    "known": ("known", "Show what was certainly, possibly and not yet known on a day."),
    "diff": ("diff", "Show what changed in what was known between two days."),
    "history": ("history", "Show every event about a fact, with its three clocks."),
    "conflicts": ("conflicts", "Show where sources or writers disagree."),
    "lag": ("lag", "Show how long facts took to become known and recorded."),
    "check": ("check", "Check the story as an editor would."),
    "log": ("log", "Show the events as they were recorded."),
    "render": ("render", "Publish the timeline for readers."),
    "embed": ("embed", "Print what to paste into an article."),
    "export": ("export", "Write the timeline in a format of other programs."),
    "import": ("import_", "Read facts from sheets, tables and other programs' files."),
    "draft": ("draft", "Propose dated facts from an article."),
    "verify": ("integrity", "Check that the log is whole and unaltered."),
    "seal": ("integrity", "Sign the log's state."),
    "prove": ("integrity", "Write a proof that an event is in the sealed log."),
    "compact": ("integrity", "Merge small files of the log."),
    "erase": ("integrity", "Remove an event's text; its id and proofs stay valid."),
    "describe": ("describe", "Show or change the log's title, zone and language."),
    "date": ("date", "Show what a date means."),
    "completion": ("completion", "Print the completion script for a shell."),
}


class LazyGroup(Group):
    """A group that loads a command's module when it is used, so that start-up stays short."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        # Not list(…): here that name is the module of `timeline list`, once it is loaded.
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"timeline.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "directory",
    metavar="DIR",
    default=".",
    type=click.Path(file_okay=False),
    help="Work in this workspace instead of the current directory's.",
)
@click.version_option(timeline.__version__, prog_name="timeline")
@click.pass_context
def cli(ctx: click.Context, directory: str) -> None:
    """An event-sourced log of dated facts: what happened, when it became known, and when it
    was recorded.

    Dates are EDTF (2024-01-05, 2023-09~, [2024-01-05..2024-01-31]) or English ("Jan 5, 2024",
    "early January 2024"). Quote them: shells expand {}, ? and [.
    """
    from timeline.cli.session import Session

    if os.environ.get("NO_COLOR"):
        ctx.color = False
    ctx.obj = Session(directory)


cli.command_class = Command


def main() -> None:
    """The console script. One boundary turns every expected failure into a message and a code."""
    from timeline.cli.boundary import run

    # Nothing that a story is made of is circular: looking for circles at the usual rate takes a
    # tenth of the time of an answer on a large log, though reading and projecting pause it.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(run(cli, sys.argv[1:]))


__all__ = ["COMMANDS", "cli", "main"]
