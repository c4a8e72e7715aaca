"""The published page in a real browser, beside TimelineJS3, vis-timeline and Markwhen.

    python benchmarks/web.py [ROUNDS]

Every page holds the same events and is served gzipped from the loopback, one after the other in
each round, so that a busy machine slows all alike; medians are printed, each size as it is done
and all in one table at the end. "rendered" is when as many events as the tool ever shows have
been drawn, and no long task follows. Wanted: rendered
below half of TimelineJS3's at 20 events and below a third at 200 and 2,000; at 200, at most
40 KB, 2.7 times the text's own gzip, one request, and a layout shift of 0.01.

Needs Chromium, node, and `npm ci` in benchmarks/web.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from timeline.codec import parse_line, record_batch
from timeline.dates import parse_edtf
from timeline.editing.facts import state_fact
from timeline.events import Citation, Entry, LogDescribed, SourceAdded
from timeline.projections.story import Story, project_story
from timeline.renderers.html import render_html

HERE = Path(__file__).parent / "web"
MODULES = HERE / "node_modules"
SIZES = (20, 200, 2000)
PHONE = {"width": 375, "height": 800}
DESKTOP = {"width": 1280, "height": 900}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--js-flags=--expose-gc"]  # fmt: skip

# What is counted, and read off, in each tool's page. TimelineJS3 shows one slide at a time; the
# markers on its axis are its events.
SELECTORS = {
    "timeline": ".e > li",
    "TimelineJS3": ".tl-timemarker",
    "vis-timeline": ".vis-item.vis-point, .vis-item.vis-box",
    "Markwhen": ".eventRow",
}
WATCH = """(() => {
  const o = window.measured = {blocked: 0, shifted: 0, paint: 0, largest: 0};
  const on = (type, f) => new PerformanceObserver(l => l.getEntries().forEach(f))
    .observe({type, buffered: true});
  on('longtask', e => { o.blocked += Math.max(0, e.duration - 50);
    o.busy = e.startTime + e.duration });
  on('layout-shift', e => { if (!e.hadRecentInput) o.shifted += e.value });
  on('paint', e => { if (e.name == 'first-contentful-paint') o.paint = e.startTime });
  on('largest-contentful-paint', e => { o.largest = e.startTime });
  let most = 0;
  const look = () => { const n = document.querySelectorAll(SELECTOR).length;
    if (n > most) { most = n; o.count = n;
      requestAnimationFrame(() => requestAnimationFrame(t => { o.drawn = performance.now() })) } };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
  document.addEventListener('DOMContentLoaded', look);
})()"""

_STEMS = (
    "ar bel cor dan est fal gor hin ist jun kal lor mar nal ost pra qui ras sel tur ulm ver wen yar"
).split()
_ENDS = "a en er is on ul ate ing ment or ous ed ly ity al".split()


def corpus(n: int) -> list[tuple[str, str, str]]:
    """(day, headline, text of 33 words); made words, so that no sentence comes twice and the
    text packs about as well as a newspaper's.
    """
    random = Random(20240105)
    lexicon = [first + middle + end for first in _STEMS for middle in ("", *_STEMS[::3])
               for end in _ENDS]  # fmt: skip
    weights = [1 / rank for rank in range(2, len(lexicon) + 2)]

    def words(count: int) -> str:
        return " ".join(random.choices(lexicon, weights, k=count))

    events = []
    for i in range(n):
        at = i * 3640 // n
        day = f"{2014 + at // 364}-{at % 364 // 31 + 1:02}-{at % 364 % 31 % 28 + 1:02}"
        headline = words(8).capitalize()
        events.append((day, headline, f"{words(16).capitalize()}. {words(17).capitalize()}."))
    return events


def lines(n: int) -> list[bytes]:
    """The log of the corpus, in order of record."""
    salts = iter(range(10**9))
    found: list[bytes] = []

    def record(minute: int, *entries: Entry) -> list[str]:
        batch = record_batch(entries, recorded=f"2025-01-01T00:{minute:02}:00.000000Z", by="bench",
                             new_salt=lambda: f"{next(salts):032x}")  # fmt: skip
        found.extend(one.line for one in batch)
        return [one.id for one in batch]

    record(0, Entry(body=LogDescribed(title="The bridge", zone="UTC")))
    sources = [
        record(1 + i, Entry(body=SourceAdded(
            name=f"paper-{i}", publisher=f"Paper {i}", url=f"https://example.org/{i}",
            published=parse_edtf(f"{2014 + i}-06-01"))))[0]
        for i in range(10)
    ]  # fmt: skip
    empty = project_story([])
    entries = [
        state_fact(empty, headline, parse_edtf(day), name=f"entry-{i}", known=parse_edtf(day),
                   citations=(Citation(source=sources[i % 10]),), detail=text)
        for i, (day, headline, text) in enumerate(corpus(n))
    ]  # fmt: skip
    for start in range(0, n, 1000):
        record(20 + start // 1000, *entries[start : start + 1000])
    return found


def story(n: int) -> Story:
    return project_story([parse_line(line) for line in lines(n)])


@cache
def page(tool: str, n: int) -> str:
    events = corpus(n)
    if tool == "timeline":
        return render_html(story(n))
    if tool == "TimelineJS3":
        slides = [
            {
                "start_date": dict(zip(("year", "month", "day"), day.split("-"), strict=True)),
                "text": {"headline": headline, "text": text},
            }
            for day, headline, text in events
        ]
        data = {"title": {"text": {"headline": "The bridge"}}, "events": slides}
        return (
            "<!doctype html><html lang=en><meta charset=utf-8><title>TimelineJS3</title>"
            "<meta name=viewport content='width=device-width'>"
            "<link rel=stylesheet href=/m/@knight-lab/timelinejs/dist/css/timeline.css>"
            "<script src=/m/@knight-lab/timelinejs/dist/js/timeline.js></script>"
            "<div id=t style='width:100%;height:600px'></div>"
            f"<script>new TL.Timeline('t',{json.dumps(data)},{{hash_bookmark:false}})</script>"
        )
    if tool == "vis-timeline":
        items = [{"id": i, "start": day, "content": headline, "title": text}
                 for i, (day, headline, text) in enumerate(events)]  # fmt: skip
        return (
            "<!doctype html><html lang=en><meta charset=utf-8><title>vis-timeline</title>"
            "<meta name=viewport content='width=device-width'>"
            "<link rel=stylesheet href=/m/vis-timeline/styles/vis-timeline-graph2d.min.css>"
            "<script src=/m/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js></script>"
            f"<div id=t></div><script>new vis.Timeline(t,new vis.DataSet({json.dumps(items)}),"
            "{height:600})</script>"
        )
    lines = [f"{day}: {headline}\n{text}\n" for day, headline, text in events]
    text = "title: The bridge\n\n" + "\n".join(lines)
    node = shutil.which("node")
    assert node
    done = subprocess.run([node, str(HERE / "bake.mjs")], input=text, capture_output=True,
                          text=True, check=True)  # fmt: skip
    return done.stdout


@cache
def packed(parts: tuple[str, ...]) -> bytes:
    """What an address serves, gzipped; empty where there is nothing. Made once, so that no
    measurement has the making of a page in it.
    """
    if parts[0] == "m":
        file = MODULES.joinpath(*parts[1:])
        return gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
    return gzip.compress(page(parts[0], int(parts[1])).encode(), 6) if len(parts) == 2 else b""


class Server(ThreadingHTTPServer):
    """Serves pages as /?TOOL/N and npm's files as /m/…, gzipped, and counts bytes and requests."""

    daemon_threads = True
    sent = 0
    asked = 0


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        parts = self.path.strip("/?").split("/")
        data = packed(tuple(parts))
        self.server.asked += 1
        self.server.sent += len(data)
        self.send_response(200 if data else 404)
        kind = {"css": "text/css", "js": "text/javascript", "woff2": "font/woff2"}
        self.send_header("Content-Type", kind.get(parts[-1].rpartition(".")[2], "text/html"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def measure(browser: Any, server: Server, tool: str, n: int, *, phone: bool) -> dict[str, float]:
    context = browser.new_context(viewport=PHONE if phone else DESKTOP)
    tab = context.new_page()
    outside: list[str] = []
    tab.route("**/*", lambda route: route.continue_() if "127.0.0.1" in route.request.url
              else (outside.append(route.request.url), route.abort()))  # fmt: skip
    session = context.new_cdp_session(tab)
    session.send("Performance.enable")
    if phone:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": 150, "downloadThroughput": 200_000,
            "uploadThroughput": 90_000})  # fmt: skip
    tab.add_init_script(WATCH.replace("SELECTOR", json.dumps(SELECTORS[tool])))
    server.sent = server.asked = 0
    tab.goto(f"http://127.0.0.1:{server.server_address[1]}/?{tool}/{n}", wait_until="load")
    tab.wait_for_timeout(1500 if n < 2000 else 5000)
    found: dict[str, float] = tab.evaluate("measured")
    metrics = session.send("Performance.getMetrics")["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    context.close()
    return {
        "KB": server.sent / 1000, "requests": server.asked + len(outside), "third": len(outside),
        "paint": found["paint"],
        "rendered": max(found.get("drawn", float("nan")), found.get("busy", 0)),
        "largest": found["largest"], "blocked": found["blocked"], "shift": found["shifted"],
        "heap MB": heap / 1e6, "events": found.get("count", 0),
    }  # fmt: skip


Medians = dict[tuple[int, bool, str], dict[str, float]]


def rounds_of(browser: Any, server: Server, rounds: int) -> Medians:
    """By size, whether on a phone, and tool; each printed as soon as it is there."""
    all_medians: Medians = {}
    for n, phone in product(SIZES, (False, True)):
        if phone and n == 2000:
            continue
        runs: dict[str, list[dict[str, float]]] = {tool: [] for tool in SELECTORS}
        for tool in SELECTORS:
            packed((tool, str(n)))
        for _ in range(rounds):
            for tool in SELECTORS:
                runs[tool].append(measure(browser, server, tool, n, phone=phone))
        names = list(runs["timeline"][0])
        where = "phone: CPU 4x slower, 1.6 Mbps" if phone else "desktop"
        print(f"\n{n} events, {where}; median of {rounds}")
        print(f"{'':<14}" + "".join(f"{name:>10}" for name in names))
        for tool, found in runs.items():
            values = {name: median(one[name] for one in found) for name in names}
            all_medians[n, phone, tool] = values
            cells = (f"{values[name]:>10.{3 if name == 'shift' else 0}f}" for name in names)
            print(f"{tool:<14}{''.join(cells)}", flush=True)
    return all_medians


ROWS = (
    ("transfer, KB", "KB", False, 0),
    ("requests", "requests", False, 0),
    ("third-party requests", "third", False, 0),
    ("first paint, ms", "paint", False, 0),
    ("rendered, ms", "rendered", False, 0),
    ("main thread blocked, ms", "blocked", False, 0),
    ("layout shift", "shift", False, 3),
    ("script memory, MB", "heap MB", False, 0),
    ("events in the document", "events", False, 0),
    ("phone: rendered, ms", "rendered", True, 0),
    ("phone: largest paint, ms", "largest", True, 0),
    ("phone: blocked, ms", "blocked", True, 0),
)


def print_table(medians: Medians) -> None:
    """All sizes and tools at once, as Markdown."""
    print(f"\n| {' / '.join(map(str, SIZES))} events | {' | '.join(SELECTORS)} |")
    print("|---" * (len(SELECTORS) + 1) + "|")
    for label, name, phone, digits in ROWS:
        cells = []
        for tool in SELECTORS:
            found = [medians[n, phone, tool][name] for n in SIZES if (n, phone, tool) in medians]
            cells.append(" / ".join(f"{value:,.{digits}f}" for value in found))
        print(f"| {label} | {' | '.join(cells)} |")
    ratios = [
        medians[n, False, "timeline"]["rendered"] / medians[n, False, "TimelineJS3"]["rendered"]
        for n in SIZES
    ]
    print(f"\nrendered, of TimelineJS3's time: {' / '.join(f'{one:.2f}' for one in ratios)}")


def segments_of(log: list[bytes]) -> Iterator[bytes]:
    """Files of about 1,000 events, none of which parts a batch."""
    segment: list[bytes] = []
    for line in log:
        if len(segment) >= 1000 and b'"batch":[1,' in line:
            yield b"".join(segment)
            segment = []
        segment.append(line.rstrip(b"\n") + b"\n")
    yield b"".join(segment)


def rendering() -> None:
    """`timeline render --html` as a command, from the log on disk: seconds of CPU, peak memory."""
    print(f"{'facts':>7} {'CPU s':>7} {'peak MB':>8} {'KB':>8} {'gzip KB':>8} {'of text':>8}")
    for n in (*SIZES, 20_000):
        with TemporaryDirectory() as directory:
            root = Path(directory)
            (root / "timeline.toml").write_text("")
            segments = root / "events/2025/01"
            segments.mkdir(parents=True)
            for number, segment in enumerate(segments_of(lines(n))):
                (segments / f"20250101T{number:06}Z-bench-0000.jsonl").write_bytes(segment)
            page = root / "page.html"
            child = subprocess.Popen(
                [sys.executable, "-m", "timeline", "-C", directory, "render", "--html", "-o", page],
                stdout=subprocess.DEVNULL,
            )
            _, status, used = os.wait4(child.pid, 0)
            assert status == 0
            html = page.read_bytes()
        packed_size = len(gzip.compress(html, 6))
        plain = "\n".join("\n".join(event) for event in corpus(n))
        text = len(gzip.compress(plain.encode(), 6))
        print(f"{n:>7} {used.ru_utime + used.ru_stime:>7.2f} {used.ru_maxrss / 1000:>8.0f} "
              f"{len(html) / 1000:>8.0f} {packed_size / 1000:>8.1f} {packed_size / text:>8.2f}",
              flush=True)  # fmt: skip


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser_path is None or not shutil.which("node") or not MODULES.is_dir():
        raise SystemExit("needs chromium, node, and npm ci in benchmarks/web")
    from playwright.sync_api import sync_playwright

    rendering()
    with Server(("127.0.0.1", 0), Handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        print_table(rounds_of(browser, server, rounds))
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
