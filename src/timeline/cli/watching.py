"""A local server that shows the page and renders it anew on every new event.

It listens on the loopback only and serves one page. The page asks it for the snapshot that
it has, and loads again when there is another.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from attrs import define, field

LOOPBACK = "127.0.0.1"
_SECONDS = 25.0
"""How long a question for a change waits for its answer."""

_FOLLOW = """<script>(async()=>{let was=null;for(;;){try{
const now=await(await fetch('/version?was='+(was??''))).text();
if(was!==null&&now!==was)location.reload();was=now}
catch(x){await new Promise(r=>setTimeout(r,1000))}}})()</script>"""


@define(slots=False)
class Watched:
    """The page as last rendered; `version` counts up with each rendering that differs."""

    html: str = ""
    version: int = 0
    changed: threading.Condition = field(factory=threading.Condition)

    def show(self, html: str) -> bool:
        """Show this page from now on. Whether it differs from the one before."""
        with self.changed:
            if html == self.html:
                return False
            self.html = html
            self.version += 1
            self.changed.notify_all()
            return True

    def wait(self, was: str) -> int:
        """The version, at once if it isn't `was`, else when it changes or time is up."""
        with self.changed:
            if was == str(self.version):
                self.changed.wait(_SECONDS)
            return self.version


def make_server(watched: Watched, port: int = 0) -> ThreadingHTTPServer:
    """A server on the loopback; port 0 takes any that is free. The caller runs and closes it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            # A page of another site may resolve its own name to the loopback; its Host tells.
            host = self.headers.get("Host", "").rpartition(":")[0]
            if host not in (LOOPBACK, "localhost"):
                self.send_error(403)
            elif self.path == "/":
                page = watched.html.replace("</body>", f"{_FOLLOW}</body>")
                self._send(page.encode(), "text/html; charset=utf-8")
            elif self.path.startswith("/version"):
                version = watched.wait(self.path.partition("was=")[2])
                self._send(str(version).encode(), "text/plain")
            elif self.path == "/favicon.ico":  # browsers ask, and call a 404 a fault
                self.send_response(204)
                self.end_headers()
            else:
                self.send_error(404)

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
            """Say nothing: stderr is for what the person who watches needs."""

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    server.daemon_threads = True
    return server


def follow(
    root: Path, render: Callable[[], str], show: Callable[[str], object], stop: threading.Event
) -> None:
    """Render whenever a file under `root`/events changed, until `stop`. Looks twice a second."""
    seen: object = None
    while not stop.is_set():
        now = _state_of(root / "events")
        if now != seen:
            show(render())
            seen = now
        stop.wait(0.5)


def _state_of(events: Path) -> list[tuple[str, int, int]]:
    found = []
    for path in sorted(events.rglob("*.jsonl")):
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return found
