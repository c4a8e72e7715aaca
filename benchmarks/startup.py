"""How long `timeline` takes to start, beside a bare Python and `import click`.

    python benchmarks/startup.py [ROUNDS]

Runs each command once a round, one after the other, so that a busy machine slows all of them
alike, and prints the medians. Wanted: `--version` within 1.3 times `import click`, `list` on the
story within 2.5 times.
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


def measure(rounds: int) -> dict[str, list[float]]:
    """Seconds of each run, by the command's name."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    # An installed package is compiled; so let the first round compile this one.
    environment = {
        name: os.environ[name] for name in os.environ if name != "PYTHONDONTWRITEBYTECODE"
    }
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, *arguments],
                check=True,
                cwd=ROOT,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            if turn:  # the first round only warms the caches
                times[name].append(time.perf_counter() - start)
    return times


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times = measure(rounds)
    click = median(times[CLICK])
    print(f"{'median of ' + str(rounds):<28} {'ms':>6} {'min':>6} {'x click':>8}")
    for name, seconds in times.items():
        middle = median(seconds)
        print(f"{name:<28} {middle * 1e3:6.0f} {min(seconds) * 1e3:6.0f} {middle / click:8.2f}")


if __name__ == "__main__":
    main()
