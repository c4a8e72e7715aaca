"""What a check found, sorted out: what counts, what is allowed, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import frozen

from timeline.projections.checks.allowances import Allowance, Allowances, sort_out
from timeline.projections.checks.review import Finding

T = TypeVar("T")


@frozen(kw_only=True)
class Tally:
    """The findings, in the order of the rules, and how many count of each rule, and how many each
    allowance allows, where only the first are held.
    """

    findings: tuple[Finding, ...]
    allowed: tuple[tuple[Finding, Allowance], ...]
    counts: Counter[str]
    allowing: Counter[Allowance]


def tally(
    findings: Iterable[Finding],
    allowances: Allowances,
    *,
    limit: int | None = None,
    counted: Mapping[str, int] | None = None,
) -> Tally:
    """The first `limit` findings of each rule. `counted` says how many there are, of rules of which
    only those that are needed are given, and which no allowance for one subject is about.
    """
    counting, allowed = sort_out(findings, allowances)
    counts = Counter(finding.code for finding in counting)
    allowing = Counter(allowance for _, allowance in allowed)
    anywhere = {one.code: one for one in allowances if not one.subject}
    for code, count in (counted or {}).items():
        if code in anywhere:
            allowing[anywhere[code]] = count
        else:
            counts[code] = count
    return Tally(
        findings=tuple(_first(counting, limit, by=lambda one: one.code)),
        allowed=tuple(_first(allowed, limit, by=lambda one: one[0].code)),
        counts=counts,
        allowing=allowing,
    )


def _first(items: Iterable[T], limit: int | None, *, by: Callable[[T], str]) -> Iterator[T]:
    """The first of each code."""
    seen: Counter[str] = Counter()
    for item in items:
        seen[by(item)] += 1
        if limit is None or seen[by(item)] <= limit:
            yield item
