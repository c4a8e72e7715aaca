"""The docs are true: generated pages are up to date, examples run, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.docs.catalogue import find_codes, list_cases
from tests.docs.console import Session, check_examples, parse_examples
from tests.docs.generate import DOCS, GENERATED, PAGES, ROOT
from tests.docs.reference import walk_commands
from tests.docs.workspace import lay_case, lay_page, make_demo
from timeline.cli import cli
from timeline.dates import parse_date
from timeline.events import ALL_EVENTS

# What no terminal session can provoke on every machine: shown without being run, and tested
# where it is raised.
NOT_RUN = {
    "broken-format",
    "disk-full",
    "log-busy",
    "missing-extra",
    "no-cryptography",
    "no-locale",
    "no-picture",
    "not-readable",
    "not-writable",
    "same-format-name",
    "unreadable",
    "unsupported-platform",
    "unusable-index",
    "write-failed",
}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_demo(tmp_path_factory.mktemp("docs") / "demo")


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == GENERATED[name](), "run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_print_what_the_page_says(page: Path, demo: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    examples = parse_examples(text)
    assert "```console" not in text or examples
    if examples:
        faults = check_examples(examples, Session(lay_page(text, demo, tmp_path / "story")))
        assert not faults, "\n\n".join(faults)


@pytest.mark.parametrize("case", list_cases(), ids=lambda case: case.name)
def test_bad_input_gets_the_message_of_the_catalogue(
    case: Path, demo: Path, tmp_path: Path
) -> None:
    examples = parse_examples((case / "case.md").read_text(encoding="utf-8"))
    assert bool(examples) is (case.name not in NOT_RUN)
    faults = check_examples(examples, Session(lay_case(case, demo, tmp_path / "story")))
    assert not faults, "\n\n".join(faults)
    assert case.name in NOT_RUN or any(example.exit_code for example in examples)


def test_every_error_code_is_in_the_catalogue() -> None:
    assert [case.name for case in list_cases()] == find_codes()


def test_every_event_type_is_in_the_format() -> None:
    text = (DOCS / "format.md").read_text(encoding="utf-8")
    assert [event.type for event in ALL_EVENTS if f"`{event.type}`" not in text] == []


def test_every_page_is_in_the_index_and_every_page_that_the_code_names_exists() -> None:
    indexes = [DOCS / "README.md", DOCS / "how-to" / "README.md"]
    linked = {
        (index.parent / link).resolve()
        for index in indexes
        for link in _links(index)
        if "://" not in link
    }
    assert [page.name for page in DOCS.rglob("*.md") if page not in {*linked, *indexes}] == []
    named = {
        name
        for folder in ("src", "seeds", "tests")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".py", ".toml"}
        for name in re.findall(r"\bdocs/[\w/-]+\.md", path.read_text(encoding="utf-8"))
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_command_and_option_says_what_it_does() -> None:
    silent = [
        f"{' '.join(path)} {parameter.opts[0]}"
        for path, command in walk_commands(cli)
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden and not parameter.help
    ]
    assert silent == []
    assert [" ".join(path) for path, command in walk_commands(cli) if not command.help] == []


DATES = re.findall(
    r"^\| [^|]* \| `([^`]+)` \| `([^`]+)` \|$",
    (DOCS / "how-to" / "dates.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("words", "edtf"), DATES)
def test_the_words_of_the_guide_mean_the_edtf_beside_them(words: str, edtf: str) -> None:
    assert parse_date(words).edtf == edtf


def _links(page: Path) -> Iterator[str]:
    text = re.sub(r"(?ms)^```.*?^```$", "", page.read_text(encoding="utf-8"))
    yield from re.findall(r"\]\(([^)\s]+)\)", text)
    yield from re.findall(r'(?:src|href|srcset)="([^"]+)"', text)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in _links(page):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            broken.append(link)
    assert broken == []
