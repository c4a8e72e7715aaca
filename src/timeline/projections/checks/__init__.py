"""An editor's checks of a story: each a rule with a code, documented in docs/checks.md.

    review = Review(story, known_by, now)     # what the rules look at
    check_story(review) -> findings           # by fact or source in order, then by code

A rule is a function that yields findings; its name, with hyphens, is its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from timeline.projections.checks.allowances import (
    Allowance,
    Allowances,
    read_allowances,
    sort_out,
)
from timeline.projections.checks.disagreement import (
    concurrent_changes,
    conflicting_claims,
    likely_duplicate,
)
from timeline.projections.checks.review import Finding, Review
from timeline.projections.checks.sources import (
    known_before_published,
    moved_known,
    no_source,
    single_source,
    source_without_address,
    source_without_date,
    unarchived_source,
    withdrawn_source,
)
from timeline.projections.checks.tally import Tally, tally
from timeline.projections.checks.times import (
    follows_in_circles,
    follows_out_of_order,
    future_date,
    known_before_occurred,
    never_certain,
    undated_fact,
)
from timeline.projections.checks.wording import (
    clashing_name,
    compound_fact,
    image_without_alt,
    image_without_credit,
    unexplained_change,
)

Rule = Callable[[Review], Iterator[Finding]]

_RULES: tuple[Rule, ...] = (
    no_source,
    single_source,
    withdrawn_source,
    source_without_date,
    source_without_address,
    unarchived_source,
    moved_known,
    known_before_published,
    known_before_occurred,
    never_certain,
    undated_fact,
    future_date,
    follows_out_of_order,
    follows_in_circles,
    conflicting_claims,
    concurrent_changes,
    likely_duplicate,
    clashing_name,
    compound_fact,
    unexplained_change,
    image_without_alt,
    image_without_credit,
)

RULES: Mapping[str, Rule] = {rule.__name__.replace("_", "-"): rule for rule in _RULES}
"""Every rule, by its code."""


def check_story(review: Review) -> tuple[Finding, ...]:
    """What every rule finds, in the order of the rules and, within each, of the story."""
    return tuple(finding for rule in _RULES for finding in rule(review))


__all__ = [
    "RULES",
    "Allowance",
    "Allowances",
    "Finding",
    "Review",
    "Rule",
    "Tally",
    "check_story",
    "read_allowances",
    "sort_out",
    "tally",
]
