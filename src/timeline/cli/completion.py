"""timeline completion"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from timeline.cli.arguments import command


@command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    timeline completion bash >> ~/.bashrc
    timeline completion zsh >> ~/.zshrc
    timeline completion fish > ~/.config/fish/completions/timeline.fish
    """
    found = get_completion_class(shell)
    assert found is not None
    script = found(ctx.find_root().command, {}, "timeline", "_TIMELINE_COMPLETE")
    click.echo(script.source())
