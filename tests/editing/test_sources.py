"""Adding, correcting and citing sources."""

from __future__ import annotations

from typing import Any

import pytest

from tests.editing.desk import Desk
from timeline.editing import add_source, citations_of, cite_sources, correct_source, is_url
from timeline.editing.names import BadNameError, NameTakenError, UnknownSourceError
from timeline.editing.sources import (
    BadUrlError,
    CircularOriginError,
    NothingChangesError,
    name_of_url,
)
from timeline.events import Entry, SourceAdded, SourceCorrected


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.append(add_source(desk.story, "report", title="The report", url="https://example.org/a"))
    desk.append(add_source(desk.story, "memo", title="The memo", internal=True))
    return desk


def correct(desk: Desk, **changes: Any) -> Entry:
    return correct_source(desk.story, desk.story.sources_by_name["report"], changes, "because")


@pytest.mark.parametrize("text", [
    "https://example.org", "http://example.org/a?b=c#d", "HTTPS://EXAMPLE.ORG/", "https://[::1]/a",
    "https://пример.рф/а",
])  # fmt: skip
def test_what_a_reader_can_follow_is_an_address(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize("text", [
    "", "example.org/a", "ftp://example.org", "javascript:alert(1)", "https://", "https:///a",
    "https://[x", "https://[::1", "https://example.org/a b", "https://example.org/a\n", "report",
])  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert not is_url(text)


@pytest.mark.parametrize(("url", "name"), [
    ("https://www.example.org/news/border-talks.html", "example-border-talks"),
    ("https://example.org/", "example"),
    ("https://example.org/news/", "example-news"),
    ("https://EXAMPLE.org/a?page=2", "example-a"),
    ("https://[::1]/a", "1-a"),
    ("https://!/", "source"),
])  # fmt: skip
def test_a_name_is_made_from_an_address(url: str, name: str) -> None:
    assert name_of_url(url) == name


def test_a_new_source_has_a_free_name_and_real_addresses(desk: Desk) -> None:
    with pytest.raises(NameTakenError, match="taken by 'The report'"):
        add_source(desk.story, "report")
    with pytest.raises(NameTakenError, match="taken by 'another source'"):
        add_source(desk.story, "memo")
    with pytest.raises(BadNameError):
        add_source(desk.story, "two words")
    for field in ("url", "archived"):
        with pytest.raises(BadUrlError, match=field):
            add_source(desk.story, "other", **{field: "file:///etc/passwd"})


def test_an_origin_is_found_by_its_name_and_must_exist(desk: Desk) -> None:
    report = desk.story.sources_by_name["report"].id
    body = add_source(desk.story, "reprint", origin="report").body
    assert isinstance(body, SourceAdded)
    assert body.origin == report
    with pytest.raises(UnknownSourceError):
        add_source(desk.story, "reprint", origin="nobody")


def test_a_correction_keeps_only_what_changes(desk: Desk) -> None:
    body = correct(desk, title="The report", publisher="The Daily").body
    assert isinstance(body, SourceCorrected)
    assert body.change.set == {"publisher": "The Daily"}


@pytest.mark.parametrize("changes", [
    {"title": "The report"}, {"publisher": None}, {"published": None}, {"internal": False}, {},
])  # fmt: skip
def test_what_is_so_already_is_no_change(desk: Desk, changes: dict[str, Any]) -> None:
    with pytest.raises(NothingChangesError):
        correct(desk, **changes)


def test_a_source_keeps_a_name_of_its_own(desk: Desk) -> None:
    for name in (None, "", "two words"):
        with pytest.raises(BadNameError):
            correct(desk, name=name)
    with pytest.raises(NameTakenError, match="another source"):
        correct(desk, name="memo")
    desk.append(correct(desk, name="inquiry"))
    assert desk.story.sources_by_name["inquiry"].values.title == "The report"


def test_a_correction_checks_addresses_and_origins_as_adding_does(desk: Desk) -> None:
    with pytest.raises(BadUrlError):
        correct(desk, archived="archive.org/a")
    with pytest.raises(UnknownSourceError):
        correct(desk, origin="nobody")
    assert correct(desk, url=None).about == desk.story.sources_by_name["report"].id


def test_a_source_can_not_be_made_to_repeat_itself(desk: Desk) -> None:
    for name, origin in (("reprint", "report"), ("echo", "reprint")):
        desk.append(add_source(desk.story, name, origin=origin))
    for origin in ("report", "reprint", "echo"):
        with pytest.raises(CircularOriginError):
            correct(desk, origin=origin)


def test_an_address_not_seen_before_becomes_a_source_once(desk: Desk) -> None:
    new = "https://example.net/news/talks"
    found = cite_sources(desk.story, [new, "report", new, "https://example.org/a"], offset=2)
    report = desk.story.sources_by_name["report"].id
    assert found.sources == ("@3", report)
    [entry] = found.entries
    assert isinstance(entry.body, SourceAdded)
    assert (entry.body.name, entry.body.url) == ("example-talks", new)


def test_two_addresses_of_one_name_get_two_names(desk: Desk) -> None:
    found = cite_sources(desk.story, ["https://example.net/a", "https://www.example.com/a"])
    assert [getattr(entry.body, "name", "") for entry in found.entries] == [
        "example-a",
        "example-a-2",
    ]


def test_a_name_that_no_source_has_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownSourceError):
        cite_sources(desk.story, ["nobody"])


def test_citations_of_several_sources_share_what_is_said_of_them() -> None:
    one, two = citations_of(["a", "b"], locator="p. 2")
    assert (one.source, two.source, one.locator, two.locator) == ("a", "b", "p. 2", "p. 2")
