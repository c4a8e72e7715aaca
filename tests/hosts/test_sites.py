"""What site generators, Markdown and newsletters make of an embed: each the real program."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown import Markdown  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from tests.hosts.conftest import HERE, command
from tests.hosts.reading import read
from tests.renderers.mixtures import mixed_story
from tests.renderers.stories import Desk, eventful_story, hostile_story
from timeline.renderers.embeds import make_snippet
from timeline.renderers.notebook import Shown

STORIES: dict[str, Callable[[], Desk]] = {
    "eventful": eventful_story,
    "mixed": mixed_story,
    "ar": lambda: mixed_story("ar"),
    "hostile": hostile_story,
}
POST = "# A post\n\nBefore *it*.\n\n{}\n\nAfter *it*.\n"
# Python-Markdown as MkDocs turns it on, and as Pelican does.
EXTENSIONS = {
    "mkdocs": ["toc", "tables", "fenced_code"],
    "pelican": ["codehilite", "extra", "meta"],
}


@pytest.fixture(params=STORIES)
def fragment(request: pytest.FixtureRequest) -> str:
    return make_snippet("html", STORIES[request.param]().story()).text


def stands(html: str, fragment: str) -> None:
    """The fragment is in the document, tag for tag, and the post around it is Markdown's."""
    assert read(html, exactly=True) == read(fragment, exactly=True)
    assert html.count("<em>it</em>") == 2


def run(*args: str | Path, cwd: Path, given: str = "") -> str:
    done = subprocess.run(
        [str(one) for one in args], cwd=cwd, input=given, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def test_a_fragment_has_no_line_that_markdown_reads(fragment: str) -> None:
    lines = fragment.splitlines()
    assert all(line.startswith("<") for line in lines)
    assert not any(opening in fragment.rpartition("</style>")[2] for opening in "{}[")


@pytest.mark.parametrize("flavour", ["commonmark", "js-default"])
def test_commonmark_leaves_the_fragment_as_it_is(fragment: str, flavour: str) -> None:
    stands(MarkdownIt(flavour, {"html": True}).render(POST.format(fragment)), fragment)


@pytest.mark.parametrize("site", EXTENSIONS)
def test_python_markdown_leaves_the_fragment_as_it_is(fragment: str, site: str) -> None:
    html = Markdown(extensions=EXTENSIONS[site]).convert(POST.format(fragment))
    stands(html, fragment)


def test_eleventy_leaves_the_fragment_as_it_is(
    fragment: str, modules: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    # A .md file is read as a template of Liquid first, then as Markdown; a .njk file by Nunjucks.
    (tmp_path / "in/post.md").write_text(POST.format(fragment), encoding="utf-8")
    (tmp_path / "in/page.njk").write_text(f"<em>it</em>{fragment}<em>it</em>", encoding="utf-8")
    eleventy = modules / "@11ty/eleventy/cmd.js"
    run(command("node"), eleventy, "--input=in", "--output=out", cwd=tmp_path)
    for name in ("post", "page"):
        stands((tmp_path / f"out/{name}/index.html").read_text(encoding="utf-8"), fragment)


@pytest.mark.parametrize("name", STORIES)
def test_hugo_shows_the_shortcode_that_we_print(name: str, tmp_path: Path) -> None:
    snippet = make_snippet("hugo", STORIES[name]().story()).text
    files = {
        # config.toml is the settings' name for every Hugo: since 0.110 they may be in hugo.toml.
        "config.toml": 'baseURL = "https://example.org/"\n',
        "layouts/shortcodes/timeline.html": snippet,
        "layouts/_default/single.html": "<!doctype html><title>t</title>{{ .Content }}",
        "content/post.md": "---\ntitle: A post\n---\n" + POST.format("{{< timeline >}}"),
    }
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    run(command("hugo"), cwd=tmp_path)
    stands((tmp_path / "public/post/index.html").read_text(encoding="utf-8"), snippet)


def test_ghost_keeps_the_card_and_its_newsletter_keeps_every_word(
    fragment: str, modules: Path
) -> None:
    told: Any = json.loads(run(command("node"), HERE / "ghost.cjs", cwd=HERE, given=fragment))
    assert told["card"].strip() == fragment.strip()
    assert read(told["newsletter"]) == read(fragment)
    assert "<script" not in told["newsletter"]


def test_a_notebook_that_is_not_trusted_shows_the_fragment() -> None:
    html = Shown(mixed_story().story())._repr_html_()
    assert read(html) == read(make_snippet("html", mixed_story().story()).text)
