from __future__ import annotations

from pathlib import Path

import pytest

from timeline.dates import parse_edtf
from timeline.drafting import Draft, KnownFact, draft_facts
from timeline.drafting.facts.candidates import extract
from timeline.drafting.review import (
    Review,
    ReviewFileError,
    decide,
    load_review,
    open_drafts,
    review_path,
    save_review,
    start_review,
)

TEXT = "The bridge was closed Monday. The tunnel was flooded in December. A school burned in 1999."


def drafts(*facts: KnownFact, source: str = "") -> tuple[Draft, ...]:
    return draft_facts(
        TEXT,
        published=parse_edtf("2024-01-16"),
        facts=facts,
        source=source,
        extractors={"rules": extract},
    ).drafts


def test_each_key_does_what_it_says() -> None:
    first = drafts()[0]
    review = start_review(TEXT)
    accepted = decide(review, first, "a")
    assert accepted.append
    assert accepted.review.decisions == {first.id: "accepted"}
    assert decide(review, first, "d").review.decisions == {first.id: "dropped"}
    assert decide(review, first, "s").review.decisions == {first.id: "skipped"}
    assert decide(review, first, "e").edit
    assert decide(review, first, "q").stop


@pytest.mark.parametrize("key", ["e", "q", "x", "", "A", "\x1b", "aa"])
def test_other_keys_decide_nothing(key: str) -> None:
    review = start_review(TEXT)
    step = decide(review, drafts()[0], key)
    assert (step.review, step.append) == (review, False)


def test_quitting_resumes_where_it_was(tmp_path: Path) -> None:
    one, two, three = drafts()
    path = review_path(tmp_path / "drafts", TEXT)
    review = decide(load_review(path, TEXT), one, "d").review
    review = decide(review, two, "s").review
    save_review(path, review)
    again = load_review(path, TEXT)
    assert open_drafts(drafts(), review) == [three]
    assert open_drafts(drafts(), again) == [two, three], "what was skipped comes again"


def test_what_the_log_cites_already_is_not_asked_again() -> None:
    known = KnownFact("b", "The bridge was closed", "2024-01-15", (), ("a",))
    assert len(open_drafts(drafts(known, source="a"), start_review(TEXT))) == 2


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"v": 2}', '{"v": 1, "text_sha256": "x", "decisions": {}}',
     '{"v": 1, "text_sha256": "x", "decisions": {"a": "kept"}}', '{"v": 1, "decisions": {}}'],
)  # fmt: skip
def test_a_file_that_is_none_of_ours_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "review.json"
    path.write_text(content)
    with pytest.raises(ReviewFileError) as caught:
        load_review(path, TEXT)
    assert caught.value.remedy == "delete the file to begin the review of this text anew"


def test_saving_leaves_nothing_beside_the_file(tmp_path: Path) -> None:
    path = review_path(tmp_path / "drafts", TEXT)
    save_review(path, Review(start_review(TEXT).text_sha256, {"x": "dropped"}))
    assert list(path.parent.iterdir()) == [path]
    assert load_review(path, TEXT).decisions == {"x": "dropped"}
