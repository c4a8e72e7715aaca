"""Extractors: the programs that propose facts from a text, ours and others'.

One is a function `extract(text, published, language) -> Iterable[Candidate]`, found through the
entry point group `timeline.extractors`. What it proposes is checked: its place must hold the very
words it claims (`text[start:end] == surface`), and its dates must be EDTF. What fails is dropped,
and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import entry_points

from attrs import frozen

from timeline.dates import Date, DateError, parse_edtf
from timeline.drafting.facts.candidates import Candidate, extract
from timeline.errors import TimelineError

GROUP = "timeline.extractors"
BUILT_IN = "rules"

Extractor = Callable[[str, Date | None, str], Iterable[Candidate]]


class ExtractorError(TimelineError):
    """An extractor is missing, or it broke."""

    code = "extractor-failed"

    @classmethod
    def missing(cls, name: str, names: Iterable[str]) -> ExtractorError:
        return cls(f"expected an extractor, got {name!r}", f"there are: {', '.join(sorted(names))}")

    @classmethod
    def broken(cls, name: str, error: Exception) -> ExtractorError:
        return cls(
            f"the extractor {name!r} failed: {type(error).__name__}: {error}",
            "leave it out, or tell its maker",
        )


@frozen
class Extraction:
    """What the extractors proposed, in the text's order, and what of it was dropped, in words."""

    candidates: tuple[tuple[str, Candidate], ...]
    dropped: tuple[str, ...]


def installed_extractors(names: Sequence[str] = ()) -> dict[str, Extractor]:
    """Extractors by name: the built-in `rules`, and what entry points offer; only `names` if given.

    Raises:
        ExtractorError: a name that nothing has, or an extractor that can't be loaded.
    """
    points = {point.name: point for point in entry_points(group=GROUP) if point.name != BUILT_IN}
    for name in names:
        if name != BUILT_IN and name not in points:
            raise ExtractorError.missing(name, {BUILT_IN, *points})
    found: dict[str, Extractor] = {}
    if not names or BUILT_IN in names:
        found[BUILT_IN] = extract
    for point in points.values():
        if names and point.name not in names:
            continue
        try:
            found[point.name] = point.load()
        except Exception as error:
            raise ExtractorError.broken(point.name, error) from error
    return found


def run_extractors(
    text: str, published: Date | None, language: str, extractors: Mapping[str, Extractor]
) -> Extraction:
    """Run each and check what it proposes. Raises: ExtractorError, where one breaks."""
    kept: list[tuple[str, Candidate]] = []
    dropped: list[str] = []
    for name, extractor in extractors.items():
        try:
            proposed = list(extractor(text, published, language))
        except Exception as error:
            raise ExtractorError.broken(name, error) from error
        for candidate in proposed:
            fault = fault_of(candidate, text)
            if fault:
                dropped.append(f"{name}: {fault}")
            else:
                kept.append((name, candidate))
    kept.sort(key=lambda pair: (pair[1].start, pair[1].end))
    return Extraction(tuple(kept), tuple(dropped))


def fault_of(candidate: Candidate, text: str) -> str:
    """Why a candidate can't be used, or an empty text."""
    start, end = candidate.start, candidate.end
    if not 0 <= start < end <= len(text) or text[start:end] != candidate.surface:
        return f"expected the text at {start} to {end} to be {candidate.surface!r:.60}"
    if not candidate.headline.strip():
        return f"a candidate at {start} has no headline"
    for edtf in (candidate.occurred, *candidate.alternatives):
        if edtf is not None:
            try:
                parse_edtf(edtf)
            except DateError as error:
                return f"a candidate at {start} has a bad date: {error}"
    return ""
