"""Rows a second of each reader and writer, beside a plain csv or json loop over the same file; and
what an import of many rows takes in time and memory.

    python benchmarks/formats.py            100,000 rows
    python benchmarks/formats.py 10000      fewer
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from statistics import median
from time import process_time

from timeline.codec import parse_line, record_batch
from timeline.dates import day
from timeline.events import Citation, Entry, FactStated, LogDescribed, Place, SourceAdded
from timeline.formats.exporting import Telling
from timeline.formats.items import Item, Reading
from timeline.formats.registry import readers, writers
from timeline.projections import Story, project_chronology, project_story

ROUNDS = 3
READ = ("csv", "timelinejs-csv", "timelinejs-json", "ical", "markwhen", "timesketch-csv",
        "timesketch-jsonl", "log")  # fmt: skip
WRITTEN = (*READ, "jsonld", "sqlite")
FIRST = 700_000


def make_story(rows: int) -> Story:
    """Facts of a length as in a newsroom's sheet, with a tag, a place and one of ten sources."""
    entries = [Entry(body=LogDescribed(log="bench", zone="America/New_York"))]
    entries += [Entry(body=SourceAdded(name=f"source-{number}",
                                       url=f"https://example.org/{number}"))
                for number in range(10)]  # fmt: skip
    entries += [
        Entry(
            body=FactStated(
                name=f"fact-{number}",
                headline=f"Officials report the count of day {number} at the crossing",
                occurred=day(FIRST + number % 20_000),
                detail="The number is below the average of the month before, they say.",
                tags=("figures",),
                lanes=("Border",),
                place=Place(name="El Paso"),
                citations=(Citation(source=f"@{2 + number % 10}"),),
            ),
            known=day(FIRST + number % 20_000 + 1),
        )
        for number in range(rows)
    ]
    recorded = record_batch(
        entries, recorded="2024-02-01T00:00:00.000000Z", by="ana", new_salt=lambda: "0" * 32
    )
    return project_story(parse_line(one.line, verify=False) for one in recorded)


def timed(work: Callable[[], object]) -> float:
    """The median of a few rounds, in seconds of processor time: a busy machine counts less."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def plain_read(name: str, data: bytes) -> Callable[[], object]:
    """The loop that somebody would write by hand for the same file."""
    if name.endswith("json"):
        return lambda: len(json.loads(data))
    if name in ("timesketch-jsonl", "log"):
        return lambda: sum(1 for line in BytesIO(data) if json.loads(line))
    if name == "ical":
        import icalendar

        return lambda: icalendar.Calendar.from_ical(data)
    if name == "markwhen":
        return lambda: sum(1 for line in TextIOWrapper(BytesIO(data), encoding="utf-8") if line)
    return lambda: sum(1 for _ in csv.DictReader(TextIOWrapper(BytesIO(data), encoding="utf-8")))


def plain_write(name: str, data: bytes) -> Callable[[], object] | None:
    """Writing what the file holds with csv or json alone; None: they have no such format."""
    if name.endswith("csv"):
        rows = list(csv.reader(TextIOWrapper(BytesIO(data), encoding="utf-8", newline="")))
        return lambda: csv.writer(TextIOWrapper(BytesIO(), encoding="utf-8")).writerows(rows)
    if name in ("timelinejs-json", "jsonld"):
        value = json.loads(data)
        return lambda: json.dumps(value, ensure_ascii=False, indent=2).encode()
    if name in ("timesketch-jsonl", "log"):
        values = [json.loads(line) for line in BytesIO(data)]
        return lambda: [json.dumps(value, ensure_ascii=False).encode() for value in values]
    return None


def beside(plain: Callable[[], object] | None, rows: int, seconds: float) -> str:
    """The rows a second of a plain loop, and how many times longer ours takes."""
    if plain is None:
        return f"{'-':>10} {'':>6}"
    taken = timed(plain)
    return f"{rows / taken:10,.0f} {seconds / taken:5.1f}x"


def measure_formats(rows: int) -> None:
    story = make_story(rows)
    chronology = project_chronology(story)
    print(f"{rows:,} facts; rows a second (median of {ROUNDS}), beside a plain loop\n")
    print(f"{'format':18} {'write':>10} {'plain':>10} {'':>6}  {'read':>10} {'plain':>10}")
    for name in WRITTEN:
        data = b""

        def write(name: str = name) -> None:
            nonlocal data
            telling = Telling(chronology=chronology, facts=chronology.facts)
            stream = BytesIO()
            writers().by_name[name].export(telling, stream)
            data = stream.getvalue()

        seconds = timed(write)
        line = f"{name:18} {rows / seconds:10,.0f} " + beside(
            plain_write(name, data), rows, seconds
        )
        if name in READ and name != "log":

            def read(name: str = name, data: bytes = data) -> int:
                found = readers().by_name[name].read(BytesIO(data), "file", Reading())
                return sum(isinstance(one, Item) for one in found)

            assert read() == rows, name
            seconds = timed(read)
            line += f"  {rows / seconds:10,.0f} " + beside(plain_read(name, data), rows, seconds)
        print(line)


IMPORT = """
import resource, sys, time
start = time.process_time()
from timeline.cli import cli
from timeline.cli.boundary import run
code = run(cli, sys.argv[1:])
try:  # since exec, where Linux tells; ru_maxrss has the parent's peak too
    status = open("/proc/self/status").read()
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(f"{time.process_time() - start:8.1f} s   peak {peak:6.0f} MB", file=sys.stderr)
sys.exit(code)
"""


def measure_import(rows: int) -> None:
    print("\nimport of the own table, start to end, in a process of its own")
    with tempfile.TemporaryDirectory() as folder:
        root, table = Path(folder, "log"), Path(folder, "rows.csv")
        environment = {**os.environ, "TIMELINE_BY": "ana"}

        def run(*args: str) -> str:
            done = subprocess.run(
                [sys.executable, "-c", IMPORT, "-C", str(root), *args],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            )
            return done.stderr.splitlines()[-1]

        root.mkdir()
        run("init")
        for count in (rows // 10, rows):
            with table.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["headline", "occurred", "detail", "tags"])
                writer.writerows(rows_of(count))
            size = table.stat().st_size / 2**20
            taken = run("import", "--dry-run", str(table))
            print(f"  {count:9,} rows, {size:6.1f} MB: dry run {taken}")
        print(f"  {rows:9,} rows:            import  {run('import', str(table))}")
        print(f"  {rows:9,} rows:            again   {run('import', str(table))}")


def rows_of(count: int) -> Iterator[list[str]]:
    for number in range(count):
        yield [
            f"Officials report the count of day {number} at the crossing",
            day(FIRST + number % 20_000).edtf,
            "The number is below the average of the month before, they say.",
            "figures; border",
        ]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    measure_formats(min(rows, 20_000))
    print(f"  (this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")
    measure_import(rows)


if __name__ == "__main__":
    main()
