"""A progress bar on stderr, on a terminal, for work that takes longer than a second."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

_PATIENCE = 1.0  # seconds


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """Give a function to be told of each step; `length` is the sum of all steps."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    started = monotonic()
    bar = click.progressbar(length=max(length, 1), label=label, file=sys.stderr)
    waiting = 0

    def advance(steps: int) -> None:
        nonlocal waiting
        waiting += steps
        if monotonic() - started > _PATIENCE:
            bar.update(waiting)
            waiting = 0

    yield advance
    if monotonic() - started > _PATIENCE:
        bar.update(waiting)
        bar.render_finish()


@contextmanager
def counting(label: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to be told (done, of how many), which may count more than one thing."""
    started = monotonic()
    shown = False

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and monotonic() - started > _PATIENCE:
            shown = True
            click.echo(f"\r{label}: {done:,} of {total:,}", nl=False, err=True)

    yield tell
    if shown:
        click.echo(err=True)
