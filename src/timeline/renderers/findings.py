"""Terminal text and JSON of what a check found."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from timeline.projections.checks import Allowance, Finding
from timeline.renderers.data import Data
from timeline.renderers.terminal import Page, inert_line

Placed = Sequence[tuple[Finding, "Place"]]
Allowed = Sequence[tuple[Finding, Allowance]]


@frozen(kw_only=True)
class Place:
    """Where an event stands in the log: a path below the root, and a line from 1; 0: nowhere."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def render_findings(
    findings: Placed,
    allowed: Allowed,
    page: Page,
) -> str:
    """`FILE:LINE: code: name: what is the matter`, and what to do; a line each, for editors."""
    lines: list[str] = []
    for finding, place in findings:
        subject, message = inert_line(finding.subject), inert_line(finding.message)
        lines.append(
            f"{inert_line(str(place))}: {page.doubtful(finding.code)}: {subject}: {message}"
        )
        lines.append(page.dim(f"  {inert_line(finding.remedy)}"))
    reasons: dict[tuple[str, str], int] = {}
    for finding, allowance in allowed:
        key = (finding.code, allowance.reason)
        reasons[key] = reasons.get(key, 0) + 1
    if reasons and lines:
        lines.append("")
    for (code, reason), count in reasons.items():
        lines.append(page.dim(f"allowed: {code} ({count}): {inert_line(reason)}"))
    return "\n".join(lines)


def findings_data(findings: Placed, allowed: Allowed) -> Data:
    return {
        "ok": not findings,
        "problems": [
            {
                "code": finding.code,
                "id": finding.subject,
                "event": finding.event,
                "path": place.path,
                "line": place.line,
                "message": finding.message,
                "remedy": finding.remedy,
            }
            for finding, place in findings
        ],
        "allowed": [
            {"code": finding.code, "id": finding.subject, "reason": allowance.reason}
            for finding, allowance in allowed
        ],
    }
