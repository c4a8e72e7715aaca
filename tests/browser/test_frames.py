"""The page in a frame: every convention by which parents learn its height, across two origins.

Pym, iframe-resizer, newswire's frames and sidechain are the real parents from npm, Chromium's own
`frame-sizing` is the browser's, and WordPress's script has its test in tests/hosts/. AMP's runtime,
Datawrapper and Medium are stubs of a few lines, which do what those parents do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NewPage = Callable[..., "Page"]
Serve = Callable[[Path], str]

STUBS = {
    "datawrapper": """<iframe id="datawrapper-chart-eventful" src="{src}" height="100"></iframe>
<script>addEventListener('message', e => {{ const sizes = e.data['datawrapper-height'];
  for (const id in sizes || {{}})
    document.getElementById('datawrapper-chart-' + id).height = sizes[id]
}})</script>""",
    "amp": """<iframe src="{src}" height="100"></iframe>
<script>const f = document.querySelector('iframe'); addEventListener('message', e => {{
  if (e.source == f.contentWindow && e.data.sentinel == 'amp' && e.data.type == 'embed-size')
    f.height = e.data.height }})</script>""",
    "medium": """<iframe src="{src}" height="100"></iframe>
<script>const f = document.querySelector('iframe'); addEventListener('message', e => {{
  let m; try {{ m = JSON.parse(e.data) }} catch (x) {{ return }}
  if (m.context == 'iframe.resize' && m.src == f.src) f.height = m.height }})</script>""",
    "our own snippet": "{snippet}",
}
PARENTS = {
    "pym": (
        "pym.js/dist/pym.v1.min.js",
        """<div id="here"></div><script src="parent.js"></script>
<script>new pym.Parent('here', '{src}')</script>""",
    ),
    "iframe-resizer": (
        "iframe-resizer/js/iframeResizer.min.js",
        """<iframe src="{src}" width="700" height="100"></iframe><script src="parent.js"></script>
<script>iFrameResize({{checkOrigin: false, warningTimeout: 0}}, 'iframe')</script>""",
    ),
    "newswire frames": (
        "@newswire/frames/dist/frames.umd.js",
        """<div data-frame-src="{src}"></div><script src="parent.js"></script>
<script>newswireFrames.autoInitFrames()</script>""",
    ),
    "sidechain": (
        "@nprapps/sidechain/dist/sidechain.js",
        """<side-chain src="{src}"></side-chain><script src="parent.js"></script>""",
    ),
}
FRAME = """() => { const side = document.querySelector('side-chain');
  const frame = (side && side.shadowRoot || document).querySelector('iframe');
  return frame.clientHeight }"""


def settled(page: Page) -> float:
    """The frame's height once it is that of the page within it, or after 20 seconds."""
    height: float = 0
    for _ in range(200):
        page.wait_for_timeout(100)
        height = page.evaluate(FRAME)
        if len(page.frames) > 1 and height > 600 and abs(height - inner(page)) <= 2:
            break
    return height


def inner(page: Page) -> float:
    height: float = page.frames[1].evaluate("document.body.getBoundingClientRect().height")
    return height


def host(directory: Path, html: str) -> None:
    directory.mkdir(exist_ok=True)
    text = f"<!doctype html><html lang=en><meta charset=utf-8><title>Host</title>{html}"
    (directory / "index.html").write_text(text, encoding="utf-8")
    (directory / "favicon.ico").write_bytes(b"")


def check(page: Page, address: str) -> None:
    page.goto(address)
    assert abs(settled(page) - inner(page)) <= 2
    before = page.evaluate(FRAME)
    page.frames[1].locator(".steps summary").click()
    page.wait_for_function(f"({FRAME})() > {before} + 20", timeout=20_000)


@pytest.mark.parametrize("name", PARENTS)
def test_a_real_parent_gives_the_frame_its_height(
    new_page: NewPage, serve: Serve, pages: Path, modules: Path, tmp_path: Path, name: str
) -> None:
    script, html = PARENTS[name]
    src = f"{serve(pages)}eventful.html"
    directory = tmp_path / "host"
    host(directory, html.format(src=src))
    shutil.copy(modules / script, directory / "parent.js")
    check(new_page(), serve(directory))


@pytest.mark.parametrize("name", STUBS)
def test_a_stub_of_a_parent_gives_the_frame_its_height(
    new_page: NewPage, serve: Serve, pages: Path, tmp_path: Path, name: str
) -> None:
    from tests.renderers.stories import eventful_story
    from timeline.renderers.embeds import iframe
    from timeline.renderers.page.build import PageOptions

    src = f"{serve(pages)}eventful.html"
    snippet = iframe(eventful_story().story(), None, PageOptions(url=src))
    directory = tmp_path / "host"
    host(directory, STUBS[name].format(src=src, snippet=snippet))
    check(new_page(), serve(directory))


def test_the_browser_itself_gives_the_frame_its_height(
    new_page: NewPage, serve: Serve, pages: Path, tmp_path: Path
) -> None:
    src = f"{serve(pages)}eventful.html"
    directory = tmp_path / "host"
    style = "<style>iframe{frame-sizing:content-height;width:700px;border:0}</style>"
    host(directory, f'{style}<iframe src="{src}"></iframe>')
    page = new_page()
    page.goto(serve(directory))
    if not page.evaluate("CSS.supports('frame-sizing', 'content-height')"):
        pytest.skip("this Chromium is older than 154, which brought frame-sizing")
    check(page, page.url)


def test_a_source_opens_beside_the_article_and_not_in_the_frame(
    new_page: NewPage, serve: Serve, pages: Path, tmp_path: Path
) -> None:
    beside = serve(pages)
    article = tmp_path / "article"
    article.mkdir()
    html = (pages / "eventful.html").read_text(encoding="utf-8")
    html = html.replace("https://example.org/gazette", f"{beside}fragment.html")
    (article / "eventful.html").write_text(html, encoding="utf-8")
    host(tmp_path / "host", f'<iframe src="{serve(article)}eventful.html" height="3000"></iframe>')
    page = new_page()
    page.goto(serve(tmp_path / "host"))
    with page.context.expect_page() as opened:
        page.frames[1].locator("li#closing .src a", has_text="The Gazette").click()
    assert opened.value.url == f"{beside}fragment.html"
    assert page.frames[1].url.endswith("eventful.html")


def test_a_link_within_a_frame_asks_the_parent_to_scroll(
    new_page: NewPage, serve: Serve, pages: Path, tmp_path: Path
) -> None:
    src = f"{serve(pages)}eventful.html?childId=here"
    directory = tmp_path / "host"
    host(
        directory,
        f"""<iframe src="{src}" width="700" height="3000"></iframe><script>window.asked = [];
addEventListener('message', e => {{
  if (typeof e.data == 'string' && e.data.includes('scrollToChildPos')) asked.push(e.data) }})
</script>""",
    )
    page = new_page()
    page.goto(serve(directory))
    page.frames[1].locator("li#inquiry .hl a").click()
    page.wait_for_function("window.asked.length > 0")
    prefix, _, y = page.evaluate("asked[0]").rpartition("xPYMx")
    assert prefix == "pymxPYMxherexPYMxscrollToChildPos"
    assert int(y) > 300


def test_the_control_works_in_a_sandbox_and_starts_where_the_address_says(
    new_page: NewPage, serve: Serve, pages: Path, tmp_path: Path
) -> None:
    src = f"{serve(pages)}eventful.html?known=2024-01-08"
    directory = tmp_path / "host"
    host(directory, f'<iframe src="{src}" sandbox="allow-scripts" height="900"></iframe>')
    page = new_page()
    page.goto(serve(directory))
    frame = page.frames[1]
    assert frame.locator(".bar b").inner_text() == "Jan. 8, 2024"
    frame.locator(".bar button").nth(1).click()
    assert frame.locator(".bar b").inner_text() == "Jan. 6, 2024"
