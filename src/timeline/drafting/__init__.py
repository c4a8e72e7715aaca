"""Draft facts from prose: find the dates in a text, propose facts, let a person decide.

articles: file -> text;  temporal: text -> tokens -> mentions -> expressions;
facts: sentences + expressions -> candidates;  then drafts -> (a person) -> events
"""

from __future__ import annotations

from timeline.drafting.articles.article import Article, ArticleError, load_article, read_article
from timeline.drafting.drafts import Draft, Drafts, draft_facts
from timeline.drafting.extractors import Extractor, ExtractorError, installed_extractors
from timeline.drafting.facts.candidates import Candidate
from timeline.drafting.matching import KnownFact, Match
from timeline.drafting.temporal.expressions import Expression, find_expressions

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
