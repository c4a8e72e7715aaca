"""The one place where a failure becomes a message on stderr and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

import click


def run(command: click.Command, args: Sequence[str]) -> int:
    """Run a command line; the exit code: 0 done, 1 failed, 2 usage, 3 a check found problems.

    Where the reader of a pipe has seen enough, click itself leaves with 1, and in silence.
    """
    try:
        done = command.main(args=list(args), prog_name="timeline", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("timeline: stopped; nothing more was recorded", err=True)
        return 130
    except Exception as error:  # noqa: BLE001  what is not expected is raised again below
        return _fail(error)
    # What `ctx.exit` was given; commands themselves return nothing.
    return done if isinstance(done, int) else 0


def _fail(error: Exception) -> int:
    from timeline.cli.session import say
    from timeline.errors import TimelineError

    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        say(f"timeline: {error.filename or ''}: {reason}".replace(": :", ":"))
        return 1
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if not isinstance(error, TimelineError):
        raise error
    say(f"timeline: {error}")
    if error.remedy:
        say("\n".join(f"  {line}" for line in error.remedy.splitlines()))
    return error.exit_code
