"""Going through drafts one by one: a pure function of a key, and the file that remembers.

A review is what a person decided so far on one text. It is a value: `decide` gives the next one.
It is kept under the git-ignored `.timeline/drafts/`, one JSON file a text, so that quitting
resumes where it was and what was dropped stays dropped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from attrs import evolve, frozen

from timeline.drafting.drafts import Draft
from timeline.errors import TimelineError

Decision = Literal["accepted", "dropped", "skipped"]

KEYS: Mapping[str, str] = {
    "a": "accept", "e": "edit", "d": "drop", "s": "skip", "u": "undo", "q": "quit",
}  # fmt: skip
_VERSION = 1
_DECISIONS = frozenset({"accepted", "dropped", "skipped"})


class ReviewFileError(TimelineError):
    """The file that remembers a review can't be read."""

    code = "bad-json"

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(
            f"{path}: expected a review as timeline writes it; {fault}",
            "delete the file to begin the review of this text anew",
        )


@frozen
class Review:
    """Decisions by draft id. `skipped` holds for this sitting: a skipped draft comes again."""

    text_sha256: str
    decisions: Mapping[str, Decision]


@frozen
class Step:
    """What a key does: the review after it, and whether to append, to ask for edits, to take the
    decision before back, or to stop."""

    review: Review
    append: bool = False
    edit: bool = False
    back: bool = False
    stop: bool = False


def start_review(text: str) -> Review:
    return Review(text_digest(text), {})


def text_digest(text: str) -> str:
    return sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def open_drafts(drafts: Iterable[Draft], review: Review) -> list[Draft]:
    """The drafts still to be decided, in order; those the log already cites are done."""
    return [
        draft
        for draft in drafts
        if draft.id not in review.decisions
        and not (draft.match is not None and draft.match.relation == "already known")
    ]


def decide(review: Review, draft: Draft, key: str) -> Step:
    """What pressing `key` at `draft` does.

    `a` appends the draft as it is; the caller appends, and only then takes the review as decided.
    `e` asks the caller to edit and comes back with `a`; `u` is the caller's to do, with `forget`.
    Any other key changes nothing.
    """
    match key:
        case "a":
            return Step(_with(review, draft, "accepted"), append=True)
        case "e":
            return Step(review, edit=True)
        case "d":
            return Step(_with(review, draft, "dropped"))
        case "s":
            return Step(_with(review, draft, "skipped"))
        case "u":
            return Step(review, back=True)
        case "q":
            return Step(review, stop=True)
        case _:
            return Step(review)


def forget(review: Review, draft: Draft) -> Review:
    """The review without its decision on a draft."""
    kept = {key: value for key, value in review.decisions.items() if key != draft.id}
    return evolve(review, decisions=kept)


def _with(review: Review, draft: Draft, decision: Decision) -> Review:
    return evolve(review, decisions={**review.decisions, draft.id: decision})


def review_path(directory: Path, text: str) -> Path:
    """Where the review of a text is kept; `directory` is `.timeline/drafts`."""
    return directory / f"{text_digest(text)[:16]}.json"


def save_review(path: Path, review: Review) -> None:
    """Write the review whole or not at all; skipped drafts are left out: they come again."""
    kept = {key: value for key, value in review.decisions.items() if value != "skipped"}
    data = {"v": _VERSION, "text_sha256": review.text_sha256, "decisions": kept}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(path)


def load_review(path: Path, text: str) -> Review:
    """The review kept for this text, or a new one.

    Raises:
        ReviewFileError: the file is there and is none of ours.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return start_review(text)
    except (OSError, ValueError) as error:
        raise ReviewFileError(path, f"got {error}") from error
    fault = _fault_of(data)
    if fault:
        raise ReviewFileError(path, fault)
    if data["text_sha256"] != text_digest(text):
        raise ReviewFileError(path, "it belongs to another text")
    return Review(data["text_sha256"], data["decisions"])


def _fault_of(data: Any) -> str:
    if not isinstance(data, dict) or data.get("v") != _VERSION:
        return "its version is not known"
    decisions = data.get("decisions")
    if not isinstance(decisions, dict) or not set(map(str, decisions.values())) <= _DECISIONS:
        return "its decisions can't be read"
    return "" if isinstance(data.get("text_sha256"), str) else "it names no text"
