"""The page in a real browser: for everyone, without script, on paper, and with hostile text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.renderers.stories import Desk
from timeline.dates import parse_edtf
from timeline.renderers.html import render_html

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NewPage = Callable[..., "Page"]

SHIFTS = """window.shifted = 0; new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
}).observe({type: 'layout-shift', buffered: true})"""


def go(page: Page, path: Path, fragment: str = "") -> None:
    page.goto("about:blank")  # a change of the fragment alone would not load it again
    page.goto(f"{path.as_uri()}{fragment}")


def headlines(page: Page) -> list[str]:
    found: list[str] = page.locator(".hl").all_inner_texts()
    return found


THEMES: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "high contrast": {"contrast": "more", "color_scheme": "dark"},
    "forced colors": {"forced_colors": "active"},
}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(new_page: NewPage, pages: Path, modules: Path, theme: str) -> None:
    axe = (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")
    page = new_page(**THEMES[theme])
    found = []
    names = ("eventful", "ar", "es", "long", "parted", "parted-ar", "fragment")
    for name in names if theme in ("light", "dark") else ("eventful", "parted-ar"):
        for width in (1280, 375):
            for fragment in ("", "#known=2024-01-08"):
                page.set_viewport_size({"width": width, "height": 900})
                go(page, pages / f"{name}.html", fragment)
                if name.startswith("parted"):
                    page.locator(".flt summary").click()
                page.evaluate(axe)
                result = page.evaluate(
                    "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa',"
                    " 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
                )
                found += [
                    (
                        name,
                        width,
                        fragment,
                        one["id"],
                        [node["target"] for node in one["nodes"]][:3],
                    )
                    for one in result["violations"]
                ]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("name", ["eventful", "ar", "long", "hostile", "fragment"])
def test_nothing_is_wider_than_the_screen(new_page: NewPage, pages: Path, name: str) -> None:
    for width in (1280, 720, 375, 320):
        page = new_page(width)
        go(page, pages / f"{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_shows_without_script(new_page: NewPage, pages: Path) -> None:
    page = new_page(java_script_enabled=False)
    go(page, pages / "long.html")
    assert page.locator(".hl:visible").count() == 200
    go(page, pages / "eventful.html")
    assert page.locator("input, button").locator("visible=true").count() == 0
    page.locator(".steps summary").click()
    assert "Becomes known" in page.locator(".steps").inner_text()


def test_paper_has_every_fact_and_every_text(
    new_page: NewPage, pages: Path, tmp_path: Path
) -> None:
    page = new_page(java_script_enabled=False)
    go(page, pages / "long.html")
    page.emulate_media(media="print")
    heights = page.evaluate(
        "[...document.querySelectorAll('.more .txt')].map(e => e.getBoundingClientRect().height)"
    )
    assert len(heights) == 188
    assert min(heights) > 0
    assert page.locator(".e > li > .src:visible").count() == 200
    assert page.locator(".more .hl").last.evaluate(
        "e => getComputedStyle(e, '::after').content"
    ) in ("none", "normal")  # nothing on paper offers to unfold
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    if shutil.which("pdftotext"):
        file = tmp_path / "page.pdf"
        file.write_bytes(pdf)
        text = subprocess.run(
            ["pdftotext", str(file), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "for the 4th time" in text


def test_the_control_goes_back_in_time_by_keyboard(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    go(page, pages / "eventful.html")
    assert "The bridge closes to 20,000 cars a day" in headlines(page)
    page.locator(".plot input").focus()
    page.keyboard.press("Home")
    assert page.locator("li#survey").get_attribute("data-s") in ("not", "later")
    days = []
    for _ in range(3):
        page.keyboard.press("ArrowRight")
        days.append(page.locator(".plot input").get_attribute("aria-valuetext"))
    assert days[0] == "Jan. 6, 2024"
    assert "#known=" in page.url
    page.keyboard.press("Escape")
    assert page.locator(".plot input").get_attribute("aria-valuetext") == "March 1, 2024"
    assert "known" not in page.url


def test_a_day_shows_what_was_known_then_and_nothing_later(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    go(page, pages / "eventful.html", "#known=2024-01-08")
    shown = page.locator("main").inner_text()
    assert "The bridge closes to 2,000 cars a day" in shown
    assert "A flood carries off the second pier" in shown
    assert page.locator("li#flood.re").count() == 0
    for later in ("20,000", "We dropped a zero", "Withdrawn Jan. 20", "2,600", "€1.5 million"):
        assert later not in shown
    assert page.locator(".say").inner_text().startswith("Jan. 6, 2024: Becomes known")


def test_the_sentence_is_announced_and_the_touch_targets_are_large_enough(
    new_page: NewPage, pages: Path
) -> None:
    page = new_page(375, has_touch=True)
    go(page, pages / "eventful.html")
    page.locator(".bar button").nth(1).tap()
    assert page.locator("output.say").inner_text() != ""
    sizes = page.evaluate(
        "[...document.querySelectorAll('.bar button, .mo a')].map(e => e.getBoundingClientRect())"
        ".filter(r => r.width).map(r => Math.min(r.width, r.height))"
    )
    assert min(sizes) >= 18  # a month on a phone is as wide as the phone lets it be


def test_a_right_to_left_page_is_mirrored(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    go(page, pages / "ar.html")
    assert page.evaluate("document.dir") == "rtl"
    when = page.locator("li#closing .when").bounding_box()
    body = page.locator("li#closing .b").bounding_box()
    assert when is not None
    assert body is not None
    assert when["x"] > body["x"]
    page.locator(".plot input").focus()
    page.keyboard.press("ArrowRight")  # in Arabic the past lies to the right
    assert page.locator("[data-on]").count() == 1


def test_hostile_text_stays_text(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    go(page, pages / "hostile.html")
    page.locator(".plot input").focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate("window.broken") is None
    assert page.locator("img, iframe, object").count() == 0
    links = page.evaluate("[...document.links].map(a => a.protocol)")
    assert set(links) <= {"file:"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page.content())


def test_the_layout_does_not_shift(new_page: NewPage, pages: Path) -> None:
    for width in (1280, 375):
        for name in ("eventful", "long"):
            page = new_page(width)
            page.add_init_script(SHIFTS)
            go(page, pages / f"{name}.html")
            page.wait_for_timeout(200)
            assert page.evaluate("window.shifted") <= 0.01


def test_one_request_and_no_more(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((pages / "eventful.html").as_uri())
    page.locator(".bar button").nth(1).click()
    assert len(asked) == 1


def shown(page: Page) -> list[str]:
    return page.locator(".e > li:visible").evaluate_all("all => all.map(one => one.id)")  # type: ignore[no-any-return]


def test_going_back_a_fact_stands_where_its_date_of_then_puts_it(
    new_page: NewPage, tmp_path: Path
) -> None:
    from tests.renderers.test_order import dated

    path = tmp_path / "dated.html"
    path.write_text(render_html(dated().story()), encoding="utf-8")
    page = new_page()
    go(page, path)
    now = ["letter", "meeting", "signing"]
    assert shown(page) == now
    page.evaluate("location.hash = 'known=2023-06-01'")
    page.wait_for_selector("[data-on]")
    assert shown(page) == ["meeting", "letter", "signing"]
    assert page.locator(".yh:visible").all_inner_texts() == ["2022", "2023"]
    assert page.locator("#meeting .when").inner_text().startswith("May 1")
    page.locator(".plot input").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert shown(page) == now
    assert page.locator(".yh").all_inner_texts() == ["2023"]
    assert page.evaluate("document.querySelectorAll('[id]').length") == page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
    )


def test_what_to_read_instead_is_called_as_it_was_then(new_page: NewPage, tmp_path: Path) -> None:
    desk = Desk()
    desk.describe()
    wrong = desk.fact("A wrong thing", "2023-01-02", known="2023-01-02", name="wrong")
    right = desk.fact("A right thing", "2023-01-03", known="2023-01-05", name="right")
    desk.retract(wrong, "2023-01-04", "Nobody saw it.", instead=right)
    desk.correct(right, headline="A better thing", known="2024-01-10")
    path = tmp_path / "instead.html"
    path.write_text(render_html(desk.story()), encoding="utf-8")
    page = new_page()
    for day, said in (("2023-01-04", ""), ("2023-06-01", "A right thing"), ("", "A better thing")):
        go(page, path, f"#known={day}")
        note = page.locator("#wrong .fix.retracted").inner_text()
        assert note.endswith(f"Read instead: {said}" if said else "Nobody saw it."), day


def test_filters_need_no_script_and_hold_together(new_page: NewPage, pages: Path) -> None:
    page = new_page(java_script_enabled=False)
    go(page, pages / "parted.html")
    assert len(shown(page)) == 9
    page.locator(".flt summary").click()
    page.get_by_role("group", name="Lane").get_by_label("South").check()
    assert shown(page) == ["stone-1", "stone-4", "stone-7"]
    page.get_by_role("group", name="People").get_by_label("Ada").check()
    assert shown(page) == ["stone-4"]
    assert page.locator(".yr:visible").count() == 1
    page.get_by_role("group", name="People").get_by_label("All").check()
    page.get_by_role("group", name="Lane").get_by_label('East & "West" <b>').check()
    assert shown(page) == ["stone-2", "stone-5", "stone-8"]


def test_filters_work_by_keyboard_are_counted_aloud_and_stand_in_the_address(
    new_page: NewPage, pages: Path
) -> None:
    page = new_page()
    go(page, pages / "parted.html", "#known=2023-05-05")
    page.locator(".flt summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    lane = page.locator(".flt :checked").first.get_attribute("value")
    assert lane == 'East & "West" <b>'
    assert page.locator(".fc").inner_text() == "Shown: 1 of 9"
    address = page.evaluate("location.hash")
    assert "known=2023-05-05" in address
    assert "lane=East" in address
    other = new_page()
    go(other, pages / "parted.html", address)
    assert shown(other) == shown(page) == ["stone-2"]
    assert other.locator(".flt fieldset").first.is_visible()  # what is chosen is not folded away
    other.keyboard.press("Tab")
    other.locator(".plot input").focus()
    other.keyboard.press("Escape")
    assert "lane=East" in other.evaluate("location.hash")
    assert other.locator(".fc").inner_text() == "Shown: 3 of 9"


def test_a_link_to_a_fact_shows_it_whatever_the_filter(new_page: NewPage, pages: Path) -> None:
    page = new_page(java_script_enabled=False)
    go(page, pages / "parted.html", "#stone-0")
    page.locator(".flt summary").click()
    page.get_by_label("South").check()
    assert shown(page) == ["stone-0", "stone-1", "stone-4", "stone-7"]


def test_paper_has_what_the_filter_leaves(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    go(page, pages / "parted.html")
    page.emulate_media(media="print")
    assert len(shown(page)) == 9
    assert not page.locator(".flt").is_visible()
    go(page, pages / "parted.html", "#tag=money")
    assert shown(page) == ["stone-2", "stone-5", "stone-8"]
    assert page.locator(".flt").is_visible()  # paper says what was chosen


LAID_OUT = """[...document.querySelectorAll('.e > li')]
  .every(l => getComputedStyle(l).contentVisibility == 'visible')"""


@pytest.mark.parametrize("script", [True, False])
def test_every_heading_is_in_the_accessibility_tree(
    new_page: NewPage, pages: Path, script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    go(page, pages / "long.html")
    if script:  # what lies far below is laid out, and told of, in idle time
        page.wait_for_function(LAID_OUT)
    else:
        assert page.locator(".e > li").count() == 200
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    headings = [
        node
        for node in tree["nodes"]
        if node.get("role", {}).get("value") == "heading" and not node["ignored"]
    ]
    assert len(headings) >= 200


def test_facts_wait_for_idle_time_only_where_a_reader_comes_from_above(
    new_page: NewPage, pages: Path
) -> None:
    page = new_page()
    go(page, pages / "long.html")
    assert page.locator(".tl[data-lazy]").count() == 1
    go(page, pages / "long.html", "#fact-150")
    assert page.evaluate(LAID_OUT)
    assert page.locator(".tl[data-lazy]").count() == 0


def test_a_fragment_changes_nothing_around_it(new_page: NewPage, pages: Path) -> None:
    page = new_page()
    host = "<!doctype html><html lang=en><title>t</title><h1>A</h1><p class=k>B <a href=#>C</a></p>"
    look = (
        "[...document.querySelectorAll('body > h1, body > p, body > p a')].map(e => {"
        "const s = getComputedStyle(e); return [...s].map(k => s.getPropertyValue(k)).join()})"
    )
    fragment = (
        (pages / "fragment.html")
        .read_text(encoding="utf-8")
        .partition("</h1>")[2]
        .removesuffix("</main>")
    )
    page.set_content(host)
    before = page.evaluate(look)
    page.set_content(host + fragment)
    assert page.evaluate(look) == before
    ids = page.evaluate("[...document.querySelectorAll('section [id]')].map(e => e.id)")
    assert ids
    assert all(one.startswith("tl-") for one in ids)


def test_two_thousand_facts_stay_usable(new_page: NewPage, tmp_path: Path) -> None:
    from tests.renderers.stories import long_story
    from timeline.renderers.html import render_html

    path = tmp_path / "huge.html"
    path.write_text(render_html(long_story(2000).story()), encoding="utf-8")
    page = new_page()
    go(page, path)
    page.locator(".plot input").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("[data-on]").count() == 1
    assert page.locator(".e > li").count() == 2000


def test_the_html_is_valid(pages: Path, modules: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on PATH")
    done = subprocess.run(
        [node, str(modules / "html-validate/bin/html-validate.mjs"), "--config",
         str(Path(__file__).parent / "html-validate.json"),
         *(str(path) for path in sorted(pages.glob("*.html")) if path.stem != "fragment")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[:4000]


def test_the_dot_says_how_sure_the_date_was_on_that_day(new_page: NewPage, tmp_path: Path) -> None:
    from tests.renderers.mixtures import mixed_story
    from timeline.renderers.html import render_html

    path = tmp_path / "mixed.html"
    path.write_text(render_html(mixed_story().story()), encoding="utf-8")
    page = new_page()
    go(page, path)
    fact = page.locator("li#the-bridge-is-shut")
    assert fact.get_attribute("data-d") == "day"
    assert not fact.locator(".q").is_visible()
    go(page, path, "#known=2024-01-10")  # it was about Jan. 8 until it was corrected
    assert fact.get_attribute("data-d") == "about"
    assert fact.locator(".q").inner_text() == "estimate"
    page.keyboard.press("Escape")
    page.locator(".bar .all").click()
    assert fact.get_attribute("data-d") == "day"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("months", [17, 26])
def test_no_two_periods_to_tap_are_too_near(
    new_page: NewPage, modules: Path, tmp_path: Path, theme: str, months: int
) -> None:
    desk = Desk()
    desk.describe(zone="UTC")
    for number in range(months):
        day = f"{2021 + number // 12}-{number % 12 + 1:02}-05"
        desk.fact(f"Stone {number} is laid", day, known=day)
    path = tmp_path / "months.html"
    path.write_text(render_html(desk.story()), encoding="utf-8")
    axe = (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")
    page = new_page(320, **THEMES[theme])
    for width in (320, 375, 600, 700):
        page.set_viewport_size({"width": width, "height": 900})
        go(page, path)
        assert page.locator(".mo li").count() == months
        assert page.locator(".mo [aria-hidden]:visible").count() == months
        names = page.locator(".mo").get_by_role("link").all_inner_texts()
        assert 288 // 30 <= len(names) <= months
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run('.mo', {runOnly: {type: 'rule', values: ['target-size', 'color-contrast']}})"
        )
        assert found["violations"] == [], width
        assert any(one["id"] == "target-size" for one in found["passes"])
        # A finger at the edge of 24 px round a link's middle still meets that link.
        assert page.evaluate(
            "[...document.querySelectorAll('.mo a')].filter(a => getComputedStyle(a).visibility =="
            " 'visible').every(a => {const r = a.getBoundingClientRect(), x = r.x + r.width / 2,"
            " y = r.y + r.height / 2; return [-11, 11].every(d => x + d < 0 ||"
            " a.contains(document.elementFromPoint(x + d, y)))})"
        ), width


def test_going_back_a_mark_lies_on_the_day_of_then_where_the_strip_has_it(
    new_page: NewPage, tmp_path: Path
) -> None:
    desk = Desk()
    desk.describe(zone="UTC")
    desk.fact("They start", "2023-01-02", known="2023-01-02", name="start")
    inside = desk.fact("They meet", "2023-03-10", known="2023-03-12", name="meeting")
    outside = desk.fact("They wrote", "2019-03-10", known="2023-03-12", name="letter")
    desk.fact("They sign", "2023-03-10", known="2023-03-12", name="signing")
    desk.correct(inside, occurred=parse_edtf("2023-02-10"), known="2023-06-10")
    desk.correct(outside, occurred=parse_edtf("2023-02-20"), known="2023-06-10")
    path = tmp_path / "moved.html"
    path.write_text(render_html(desk.story()), encoding="utf-8")
    page = new_page()
    go(page, path)
    order = page.locator(".e > li").evaluate_all("all => all.map(one => one.id)")
    marks = page.locator(".plot .m")

    def left(name: str) -> float:
        box = marks.nth(order.index(name)).bounding_box()
        assert box is not None
        return box["x"]

    now = left("meeting")
    assert now < left("letter") < left("signing")
    page.evaluate("location.hash = 'known=2023-04-01'")
    page.wait_for_selector("[data-on]")
    assert left("meeting") == pytest.approx(left("signing"), abs=0.1)
    assert not marks.nth(order.index("letter")).is_visible()
    page.locator(".plot input").focus()
    page.keyboard.press("Escape")
    assert left("meeting") == now
    assert marks.nth(order.index("letter")).is_visible()
