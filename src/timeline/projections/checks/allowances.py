"""What is allowed in timeline.toml, and why.

    [check.allow]
    single-source = "a first draft"                       # a rule, wherever it finds something

    [check.allow.known-before-published]
    ukraine-funds-remark = "a public remark"              # a rule, for one fact or source

A reason is part of an allowance: without one it is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from timeline.errors import Problem, Problems
from timeline.projections.checks.review import Finding


@frozen(kw_only=True)
class Allowance:
    """A rule that may find something without it counting. `subject` empty: anywhere."""

    code: str
    subject: str
    reason: str


Allowances = tuple[Allowance, ...]


def read_allowances(given: Any, codes: Collection[str], path: str) -> Allowances:
    """The allowances of a table as TOML gives it; `path` is the file that problems name.

    Raises:
        Problems: an unknown rule, or an allowance without a reason.
    """
    problems: list[Problem] = []
    found: list[Allowance] = []
    if not isinstance(given, Mapping):
        message = f"[check.allow]: expected a table of rules and reasons, got {given!r:.80}"
        raise Problems([Problem(path, 0, "bad-allowance", message)])
    for code, value in given.items():
        if code not in codes:
            problems.append(_unknown_rule(code, path))
            continue
        for subject, reason in _reasons(value):
            if isinstance(reason, str) and reason.strip():
                found.append(Allowance(code=code, subject=subject, reason=reason.strip()))
            else:
                where = f"[check.allow] {code}" + (f" for {subject}" if subject else "")
                message = f"{where}: expected the reason, in words, got {reason!r:.80}"
                problems.append(Problem(path, 0, "bad-allowance", message))
    if problems:
        raise Problems(problems, "the rules are listed in docs/checks.md")
    return tuple(found)


def _unknown_rule(code: str, path: str) -> Problem:
    message = f"[check.allow] {code}: expected the code of a rule"
    return Problem(path, 0, "bad-allowance", message)


def _reasons(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    else:
        yield "", value


def sort_out(
    findings: Iterable[Finding], allowances: Allowances
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Allowance], ...]]:
    """(what counts, what is allowed and by which allowance)."""
    by_key = {(one.code, one.subject): one for one in allowances}
    counting: list[Finding] = []
    allowed: list[tuple[Finding, Allowance]] = []
    for finding in findings:
        allowance = by_key.get((finding.code, finding.subject)) or by_key.get((finding.code, ""))
        if allowance is None:
            counting.append(finding)
        else:
            allowed.append((finding, allowance))
    return tuple(counting), tuple(allowed)
