from __future__ import annotations

from typing import Any

import pytest

from timeline.errors import Problems
from timeline.projections.checks import Allowance, Finding, read_allowances, sort_out

CODES = ("single-source", "known-before-published")


def finding(code: str, subject: str) -> Finding:
    return Finding(code=code, subject=subject, event="x", message="m", remedy="r")


def test_a_rule_is_allowed_everywhere_or_for_one_subject() -> None:
    given = {"single-source": "a draft", "known-before-published": {"remark": "public"}}
    assert read_allowances(given, CODES, "timeline.toml") == (
        Allowance(code="single-source", subject="", reason="a draft"),
        Allowance(code="known-before-published", subject="remark", reason="public"),
    )


def test_findings_that_are_allowed_do_not_count() -> None:
    allowances = (
        Allowance(code="single-source", subject="", reason="a draft"),
        Allowance(code="single-source", subject="a", reason="closer"),
        Allowance(code="known-before-published", subject="b", reason="public"),
    )
    findings = [
        finding("single-source", "a"),
        finding("single-source", "b"),
        finding("known-before-published", "a"),
        finding("known-before-published", "b"),
    ]
    counting, allowed = sort_out(findings, allowances)
    assert counting == (findings[2],)
    assert [(one.subject, by.reason) for one, by in allowed] == [
        ("a", "closer"),
        ("b", "a draft"),
        ("b", "public"),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("all", "[check.allow]: expected a table"),
        ({"single-sourse": "a draft"}, "single-sourse: expected the code of a rule"),
        ({"single-source": ""}, "single-source: expected the reason"),
        ({"single-source": True}, "single-source: expected the reason, in words, got True"),
        ({"single-source": {"a": " "}}, "single-source for a: expected the reason"),
    ],
)
def test_an_allowance_without_a_rule_or_a_reason_is_refused(given: Any, message: str) -> None:
    with pytest.raises(Problems, match="expected") as raised:
        read_allowances(given, CODES, "timeline.toml")
    [problem] = raised.value.problems
    assert (problem.code, problem.path) == ("bad-allowance", "timeline.toml")
    assert message in problem.message
