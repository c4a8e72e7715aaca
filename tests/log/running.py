"""Scripts that run in a process of their own, where limits and tracers do no harm to the tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

STRACE = shutil.which("strace")

# What a script writes after this is refused beyond so many bytes, as by a full disk; `free()`
# takes the limit away, so that what measures the tests can write again.
FULL_DISK = """
import resource
def fill(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
def free():
    fill(resource.RLIM_INFINITY)
"""


def run_python(script: str, root: Path, *under: str) -> str:
    """What a script prints that is given `root`, `under` another program such as strace."""
    done = subprocess.run(
        [*under, sys.executable, "-c", script, str(root)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def run_with_faults(script: str, root: Path, *faults: str) -> str:
    """As `run_python`, with system calls that fail, each in strace's words: `fdatasync:error=EIO:
    when=1`.
    """
    if STRACE is None:
        pytest.skip("strace makes system calls fail; it is not installed")
    injected = [word for fault in faults for word in ("-e", f"inject={fault}")]
    trace = str(root.parent / f"{root.name}.trace")
    return run_python(script, root, STRACE, "-f", "-qq", "-o", trace, *injected)
