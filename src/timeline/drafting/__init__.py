"""Draft facts from prose: find the dates in a text, propose facts, let a person decide.

text -> tokens -> mentions -> expressions -> candidates -> drafts -> (a person) -> events
"""

from __future__ import annotations

from timeline.drafting.article import Article, ArticleError, load_article, read_article
from timeline.drafting.candidates import Candidate
from timeline.drafting.drafts import Draft, Drafts, draft_facts
from timeline.drafting.expressions import Expression, find_expressions
from timeline.drafting.extractors import Extractor, ExtractorError, installed_extractors
from timeline.drafting.matching import KnownFact, Match

__all__ = [
    "Article",
    "ArticleError",
    "Candidate",
    "Draft",
    "Drafts",
    "Expression",
    "Extractor",
    "ExtractorError",
    "KnownFact",
    "Match",
    "draft_facts",
    "find_expressions",
    "installed_extractors",
    "load_article",
    "read_article",
]
