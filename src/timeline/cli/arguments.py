"""How the command line reads its words: its dates, and surplus words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import click

# A date may begin with `-` and a digit (-0043), which click would take for an option. The mark
# hides the minus from click's parser and is taken off before any command sees the value.
_MARK = "\ue000"
_NEGATIVE = re.compile(r"-\d")
_CURLY = "“”„"


def _set_order(ctx: click.Context, _param: click.Parameter, day_first: bool | None) -> None:
    if day_first is not None:
        ctx.obj.order = "dmy" if day_first else "mdy"


order = click.option(
    "--dmy/--mdy",
    default=None,
    expose_value=False,
    callback=_set_order,
    help="Read 01/02/2024 as February 1, or as January 2.",
)


class Command(click.Command):
    """A command whose DATEs may be negative, which takes --dmy and --mdy where it takes a DATE,
    and which shows how to quote words.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if any("DATE" in (param.metavar or "") for param in self.params):
            order(self)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        typed = list(args)
        try:
            rest = super().parse_args(
                ctx, [_MARK + arg if _NEGATIVE.match(arg) else arg for arg in args]
            )
        except click.UsageError as error:
            said = error.format_message()
            as_typed = said.replace(ascii(_MARK).strip("'"), "").replace(_MARK, "")
            hint = self._quoting_hint(ctx, typed, error)
            if hint or as_typed != said:
                told = "\n".join(filter(None, (as_typed, hint)))
                raise click.UsageError(told, ctx) from error
            raise
        ctx.params = {name: _unmarked(value) for name, value in ctx.params.items()}
        return rest

    def _quoting_hint(self, ctx: click.Context, typed: list[str], error: click.UsageError) -> str:
        if "unexpected extra argument" not in error.format_message():
            return ""
        curly = any(mark in word for word in typed for mark in _CURLY)
        words, options = _split_options(self, [word.strip(_CURLY) for word in typed])
        arguments = [param for param in self.params if isinstance(param, click.Argument)]
        if not arguments:
            return f"{ctx.command_path} takes no words, only options: see --help."
        import shlex

        grouped = _group(words, len(arguments))
        quoted = " ".join(shlex.quote(word) for word in (*grouped, *options))
        why = "A shell takes no “ or ” for quotes. " if curly else ""
        return f"{why}Quote what belongs together: {ctx.command_path} {quoted}"


def _unmarked(value: Any) -> Any:
    if isinstance(value, str):
        return value.removeprefix(_MARK)
    if isinstance(value, tuple):
        return tuple(_unmarked(item) for item in value)
    return value


def _split_options(command: click.Command, typed: list[str]) -> tuple[list[str], list[str]]:
    takes_value = {
        name
        for param in command.params
        if isinstance(param, click.Option) and not param.is_flag
        for name in (*param.opts, *param.secondary_opts)
    }
    words: list[str] = []
    options: list[str] = []
    rest = list(typed)
    while rest:
        word = rest.pop(0)
        if word.startswith("-") and not _NEGATIVE.match(word):
            options.append(word)
            if word in takes_value and rest:
                options.append(rest.pop(0))
        else:
            words.append(word)
    return words, options


def _group(words: list[str], count: int) -> list[str]:
    """The words as `count` arguments: the first is the longest run that reads as a date."""
    if count == 1:
        return [" ".join(words)]
    from timeline.dates import DateError, parse_date

    for length in range(min(len(words) - 1, 8), 0, -1):
        first = " ".join(words[:length])
        try:
            parse_date(first)
        except DateError:
            continue
        return [first, *_group(words[length:], count - 1)]
    return [words[0], *_group(words[1:], count - 1)]


class Group(click.Group):
    """A group that names the commands nearest to an unknown one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            raise UnknownCommandError(args[0], names, ctx)
        return super().resolve_command(ctx, args)


class UnknownCommandError(click.UsageError):
    def __init__(self, name: str, names: Sequence[str], ctx: click.Context) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=2)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"expected a command, got {name!r}.{hint}", ctx)


command = partial(click.command, cls=Command)
