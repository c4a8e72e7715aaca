"""timeline render and embed: files whole or not at all, forms, states, and what follows a log."""

from __future__ import annotations

import re
import shutil
import threading
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.cli.conftest import Run
from timeline.cli.embed import PLACES
from timeline.cli.render import FORMS
from timeline.cli.watching import Watched, follow, make_server
from timeline.renderers import embeds


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"png", "oembed"}))
def test_every_form_is_written_to_exports_and_its_path_printed(
    talks: Run, tmp_path: Path, form: str
) -> None:
    result = talks("render", f"--{form}")
    assert result.code == 0, result.err
    path = tmp_path / "exports" / f"timeline{FORMS[form].ending}"
    assert result.out.strip() == str(path)
    assert path.stat().st_size > 100
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_page_can_go_to_stdout_or_to_a_file(talks: Run, tmp_path: Path) -> None:
    assert talks("render", "--html", "-o", "-").out.startswith("<!doctype html>")
    assert not (tmp_path / "exports").exists()
    target = tmp_path / "page.html"
    assert talks("render", "--html", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_without_a_form_it_says_which_there_are(talks: Run) -> None:
    result = talks("render")
    assert result.code == 2
    assert "--html" in result.err


def test_a_directory_that_is_not_there_fails_and_leaves_nothing(talks: Run, tmp_path: Path) -> None:
    result = talks("render", "--html", "-o", str(tmp_path / "none" / "page.html"))
    assert result.code == 1
    assert not (tmp_path / "none").exists()


def test_a_named_timeline_has_its_own_file_title_and_address(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "timeline.toml").write_text(
        'url = "https://example.org/t/"\n[timelines.answers]\ntitle = "The answers"\n'
        'search = "answers"\n',
        encoding="utf-8",
    )
    result = talks("render", "--html", "--timeline", "answers")
    html = Path(result.out.strip()).read_text(encoding="utf-8")
    assert result.out.strip().endswith("answers.html")
    assert "<title>The answers</title>" in html
    assert '<link rel="canonical" href="https://example.org/t/answers.html">' in html
    assert "Mexico lists its terms" not in html


def test_a_day_of_knowledge_and_of_record_narrow_the_page(talks: Run) -> None:
    early = talks("render", "--html", "--known-by", "2024-01-04", "-o", "-").out
    assert "Mexico lists its terms" not in early
    nothing = talks("render", "--html", "--recorded-by", "2020-01-01", "-o", "-").out
    assert "Mexico lists its terms" not in nothing


def test_states_are_a_page_for_each_day(talks: Run, tmp_path: Path) -> None:
    result = talks("render", "--states", str(tmp_path / "states"))
    assert result.code == 0
    names = sorted(path.name for path in (tmp_path / "states").iterdir())
    assert "timeline-known-2024-01-05.html" in names
    assert "timeline.html" in names


def test_since_an_earlier_page_it_tells_of_corrections(talks: Run) -> None:
    path = talks("render", "--html").out.strip()
    talks("correct", "terms", "--headline", "Mexico states its terms", "--because", "Sharper.",
          "--kind", "correction", "--known", "2024-01-09")  # fmt: skip
    html = talks("render", "--html", "--since", path, "-o", "-").out
    assert "1 change since" in html
    assert "Sharper." in html


def test_since_a_file_that_is_no_page_is_refused(talks: Run, tmp_path: Path) -> None:
    (tmp_path / "other.html").write_text("<p>Hello</p>", encoding="utf-8")
    result = talks("render", "--html", "--since", str(tmp_path / "other.html"))
    assert result.code == 1
    assert "other.html" in result.err


def test_a_theme_that_means_nothing_is_refused_with_its_line_of_reason(
    talks: Run, tmp_path: Path
) -> None:
    (tmp_path / "timeline.toml").write_text('[theme]\naccent = "url(x)"\n', encoding="utf-8")
    result = talks("render", "--html")
    assert result.code == 1
    assert "[theme] accent" in result.err
    assert not (tmp_path / "exports").exists()


def test_a_sealed_log_shows_its_head(talks: Run) -> None:
    assert "<p>head " not in talks("render", "--html", "-o", "-").out
    sealed = talks("seal")
    assert sealed.code == 0, sealed.err
    head = talks("verify", "--json").data["head"]
    assert f"head {head}" in talks("render", "--html", "-o", "-").out


def test_the_places_of_embed_are_those_that_have_snippets() -> None:
    assert set(PLACES) == set(embeds.PLACES)


@pytest.mark.parametrize("place", sorted(set(PLACES) - {"iframe", "wordpress"}))
def test_a_snippet_goes_to_stdout_and_its_two_lines_to_stderr(talks: Run, place: str) -> None:
    result = talks("embed", "--for", place)
    assert result.code == 0
    assert "Mexico lists its terms" in result.out
    assert len(result.err.strip().splitlines()) == 2
    assert "It is pinned" in result.err


@pytest.mark.parametrize("place", ["iframe", "wordpress"])
def test_where_an_address_is_wanted_and_missing_it_is_said(talks: Run, place: str) -> None:
    result = talks("embed", "--for", place)
    assert result.code == 0
    assert len(result.err.strip().splitlines()) == 3
    assert "timeline.toml has no url" in result.err
    assert ('<iframe src="timeline.html"' in result.out) == (place == "iframe")
    assert ("Mexico lists its terms" in result.out) == (place == "wordpress")


@pytest.fixture
def public(talks: Run, tmp_path: Path) -> Run:
    """The workspace, with the address at which its exports/ is published."""
    with (tmp_path / "timeline.toml").open("a", encoding="utf-8") as settings:
        settings.write('\nurl = "https://example.org/t"\n')
    return talks


def test_a_frame_opens_on_the_day_that_is_asked_for(public: Run) -> None:
    address = "https://example.org/t/timeline.html?known=2024-01-06"
    frame = public("embed", "--for", "iframe", "--known-by", "2024-01-06")
    assert f'<iframe src="{address}"' in frame.out
    assert "It is live" in frame.err
    assert public("embed", "--for", "wordpress", "--known-by", "2024-01-06").out == address + "\n"


def test_wordpress_gets_the_address_or_with_fragment_the_text(public: Run) -> None:
    result = public("embed", "--for", "wordpress")
    assert result.out == "https://example.org/t/timeline.html\n"
    assert "timeline.oembed.json" in result.err
    text = public("embed", "--for", "wordpress", "--fragment")
    assert "Mexico lists its terms" in text.out
    assert "<style" not in text.out
    assert public("embed", "--for", "ghost", "--fragment").code == 2


def test_what_a_frame_can_not_follow_is_not_dropped_silently(public: Run) -> None:
    result = public("embed", "--for", "iframe", "--recorded-by", "2030-01-01")
    assert "whatever --recorded-by and --internal say" in result.err


def test_oembed_without_a_public_address_says_where_to_give_it(talks: Run) -> None:
    result = talks("render", "--oembed")
    assert result.code == 1
    assert "url" in result.err


@pytest.mark.skipif(not shutil.which("chromium"), reason="no chromium to draw the PNG with")
def test_the_card_as_png_is_a_picture_of_its_size(talks: Run, tmp_path: Path) -> None:
    assert talks("render", "--png").code == 0
    data = (tmp_path / "exports" / "timeline-card.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (1200, 630)


def test_without_a_browser_the_png_says_what_to_do(
    talks: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = talks("render", "--png")
    assert result.code == 1
    assert "--card" in result.err


def test_the_watched_page_changes_with_the_log(talks: Run, tmp_path: Path) -> None:
    watched, stop = Watched(), threading.Event()
    with make_server(watched) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watched.show("<body>one</body>")
        assert urlopen(address).read().startswith(b"<body>one<script>")
        version = urlopen(f"{address}version?was=").read().decode()
        pages = iter(["<body>one</body>", "<body>two</body>"])
        seen = threading.Event()

        def show(html: str) -> None:
            watched.show(html)
            if html == "<body>one</body>":
                seen.set()

        thread = threading.Thread(target=follow, args=(tmp_path, lambda: next(pages), show, stop))
        thread.start()
        assert seen.wait(10)
        assert talks("add", "2024-01-09", "A new fact").code == 0
        assert urlopen(f"{address}version?was={version}").read().decode() != version
        assert b"two" in urlopen(address).read()
        stop.set()
        thread.join(10)
        server.shutdown()


def test_the_server_is_on_the_loopback_and_answers_to_no_other_name() -> None:
    with make_server(Watched()) as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        request = Request(
            f"http://127.0.0.1:{server.server_address[1]}/", headers={"Host": "evil.example:80"}
        )
        with pytest.raises(HTTPError, match=re.escape("403")):
            urlopen(request)
        server.shutdown()


def test_a_picture_that_a_page_leaves_out_is_told_of(talks: Run, tmp_path: Path) -> None:
    talks("add", "2024-01-07", "Filmed", "--image", "https://example.org/a.jpg", "--alt", "A wall")
    said = "Left out: 1 picture of another host"
    for form in ("--html", "--markdown", "--richtext"):
        assert said in talks("render", form).err
    assert said not in talks("render", "--text").err
    (tmp_path / "timeline.toml").write_text("remote_images = true\n", encoding="utf-8")
    shown = talks("render", "--html", "-o", "-")
    assert said not in shown.err
    assert 'alt="A wall"' in shown.out


def test_a_page_without_a_public_address_says_so_and_is_written(talks: Run, tmp_path: Path) -> None:
    said = "timeline.toml has no url"
    result = talks("render", "--html")
    assert (result.code, result.err.count("\n")) == (0, 1)
    assert said in result.err
    assert 'rel="canonical"' not in Path(result.out.strip()).read_text(encoding="utf-8")
    assert said in talks("render", "--states", str(tmp_path / "states")).err
    assert said not in talks("render", "--text").err
    assert said not in talks("render", "--html", "--fragment").err
    (tmp_path / "timeline.toml").write_text('url = "https://example.org/t/"\n', encoding="utf-8")
    addressed = talks("render", "--html")
    assert addressed.err == ""
    assert 'rel="canonical"' in Path(addressed.out.strip()).read_text(encoding="utf-8")
