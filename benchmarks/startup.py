"""How long `timeline` takes to start, beside a bare Python and `import click`.

    python benchmarks/startup.py [ROUNDS]

Runs each command once a round, one after the other, so that a busy machine slows all of them
alike, and prints the medians of wall-clock and processor time. Wanted: `--version` within 1.3
times `import click`, `list` on the story within 2.5 times.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
SCRIPT = str(Path(sys.executable).with_name("timeline"))
CLICK = "import click"
COMMANDS = {
    "bare python": ["-c", "pass"],
    CLICK: ["-c", "import click"],
    "timeline --version": [SCRIPT, "--version"],
    "timeline list": [SCRIPT, "list"],
    "timeline list --json": [SCRIPT, "list", "--json"],
    "timeline known 2024-01-06": [SCRIPT, "known", "2024-01-06"],
    'timeline date "Jan 5 2024"': [SCRIPT, "date", "Jan 5 2024"],
}
# An installed package is compiled; so let the first round compile this one.
ENVIRONMENT = {name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"}


def run(arguments: list[str]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            measured = run(arguments)
            if turn:  # the first round only warms the caches
                times[name].append(measured)
    clock = {name: median(wall for wall, _ in pairs) for name, pairs in times.items()}
    processor = {name: median(cpu for _, cpu in pairs) for name, pairs in times.items()}
    print(f"{'median of ' + str(rounds):<28} {'ms':>6} {'x click':>8} {'CPU ms':>8} {'x click':>8}")
    for name in COMMANDS:
        print(
            f"{name:<28} {clock[name] * 1e3:6.0f} {clock[name] / clock[CLICK]:8.2f}"
            f" {processor[name] * 1e3:8.0f} {processor[name] / processor[CLICK]:8.2f}"
        )


if __name__ == "__main__":
    main()
