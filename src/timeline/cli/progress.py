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
