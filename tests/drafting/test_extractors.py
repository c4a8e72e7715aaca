from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from timeline.dates import Date
from timeline.drafting import Candidate, ExtractorError, draft_facts, installed_extractors
from timeline.drafting.extractors import run_extractors
from timeline.drafting.facts.candidates import extract

TEXT = "The bridge was closed."

MODULE = """
from timeline.drafting import Candidate

def extract(text, published, language):
    yield Candidate(0, 10, text[0:10], "A bridge", occurred="2024-01-08", reason="an almanac")
"""


@pytest.fixture
def almanac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with an extractor, as pip would install it."""
    (tmp_path / "almanac_extractor.py").write_text(MODULE)
    info = tmp_path / "almanac-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: almanac\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[timeline.extractors]\nalmanac = almanac_extractor:extract\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))


def test_installed_extractors_are_found(almanac: None) -> None:
    assert set(installed_extractors()) == {"rules", "almanac"}
    drafts = draft_facts(TEXT, published=None).drafts
    assert [(d.extractor, d.candidate.occurred) for d in drafts] == [
        ("almanac", "2024-01-08"), ("rules", None),
    ]  # fmt: skip


def test_extractors_are_chosen_by_name(almanac: None) -> None:
    assert set(installed_extractors(["almanac"])) == {"almanac"}
    assert installed_extractors(["rules"]) == {"rules": extract}


def test_a_missing_extractor_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ExtractorError, match="got 'nosuch'") as caught:
        installed_extractors(["nosuch"])
    assert caught.value.remedy == "there are: rules"


@pytest.mark.parametrize(
    ("candidate", "fault"),
    [
        (Candidate(0, 10, "The tunnel", "A tunnel"), "expected the text at 0 to 10"),
        (Candidate(5, 99, "x", "A bridge"), "expected the text at 5 to 99"),
        (Candidate(-1, 3, "", "A bridge"), "expected the text at -1 to 3"),
        (Candidate(0, 3, "The", " "), "has no headline"),
        (Candidate(0, 3, "The", "A bridge", occurred="soon"), "has a bad date"),
        (Candidate(0, 3, "The", "A bridge", alternatives=("2023-02-30",)), "has a bad date"),
    ],
)
def test_what_fails_the_check_is_dropped_and_said(candidate: Candidate, fault: str) -> None:
    def propose(text: str, published: Date | None, language: str) -> Iterable[Candidate]:
        return [candidate]

    found = run_extractors(TEXT, None, "en", {"odd": propose})
    assert found.candidates == ()
    assert len(found.dropped) == 1
    assert found.dropped[0].startswith("odd: ")
    assert fault in found.dropped[0]


def test_an_extractor_that_breaks_is_named() -> None:
    def propose(text: str, published: Date | None, language: str) -> Iterable[Candidate]:
        raise KeyError("x")

    with pytest.raises(ExtractorError, match="the extractor 'odd' failed: KeyError"):
        run_extractors(TEXT, None, "en", {"odd": propose})
