"""Drafts: candidates with the source's knowledge date and their place in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from attrs import frozen

from timeline.dates import Date
from timeline.drafting.extractors import Extractor, installed_extractors, run_extractors
from timeline.drafting.facts.candidates import Candidate
from timeline.drafting.matching import KnownFact, Match, index_facts, match_candidate


@frozen
class Draft:
    """A candidate fact, to be accepted by a person.

    Args:
        id: the same for the same words in the same place of a text, so that a drop stays a drop.
        known: when it became known at the latest: the publication, as EDTF; None if not given.
        match: the fact of the log that it tells of, or None.
        extractor: the name of the program that proposed it.
    """

    id: str
    candidate: Candidate
    known: str | None
    match: Match | None
    extractor: str


@frozen
class Drafts:
    """Drafts in the text's order; `dropped` says what extractors proposed and was refused."""

    drafts: tuple[Draft, ...]
    dropped: tuple[str, ...]


def draft_facts(
    text: str,
    *,
    published: Date | None,
    facts: Sequence[KnownFact] = (),
    source: str = "",
    language: str = "en",
    extractors: Mapping[str, Extractor] | None = None,
) -> Drafts:
    """Propose dated facts from a text.

    `known` of a draft is the publication: whoever reads the text knew it then at the latest.
    Without `published`, dates that hang on it stay open. `facts` are the log's, to recognise what
    it already has; `source` is the name under which the log cites this text.

    Raises:
        ExtractorError: an extractor broke.
    """
    chosen = installed_extractors() if extractors is None else extractors
    extraction = run_extractors(text, published, language, chosen)
    index = index_facts(facts)
    drafts = tuple(
        Draft(
            id=_draft_id(candidate),
            candidate=candidate,
            known=published.edtf if published is not None else None,
            match=match_candidate(candidate, index, source=source),
            extractor=name,
        )
        for name, candidate in extraction.candidates
    )
    return Drafts(drafts, extraction.dropped)


def _draft_id(candidate: Candidate) -> str:
    told = f"{candidate.start} {candidate.end} {candidate.surface}"
    return sha256(told.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]
