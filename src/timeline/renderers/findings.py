"""Terminal text and JSON of what a check found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from timeline.projections.checks import Finding, Tally
from timeline.renderers.data import Data
from timeline.renderers.terminal import Page, inert_line

Placed = Sequence[tuple[Finding, "Place"]]


@frozen(kw_only=True)
class Place:
    """Where an event stands in the log: a path below the root, and a line from 1; 0: nowhere."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


def render_findings(findings: Placed, found: Tally, page: Page) -> str:
    """`FILE:LINE: code: name: what is the matter`, and what to do; a line each, for editors."""
    lines: list[str] = []
    for finding, place in findings:
        subject, message = inert_line(finding.subject), inert_line(finding.message)
        lines.append(
            f"{inert_line(str(place))}: {page.doubtful(finding.code)}: {subject}: {message}"
        )
        lines.append(page.dim(f"  {inert_line(finding.remedy)}"))
    if found.allowing and lines:
        lines.append("")
    for allowance, count in found.allowing.items():
        where = inert_line(allowance.subject) or f"{count:,}"
        lines.append(
            page.dim(f"allowed: {allowance.code} ({where}): {inert_line(allowance.reason)}")
        )
    return "\n".join(lines)


def summary_words(found: Tally) -> str:
    """`16 findings, 2 allowed.`, with the rules of which not all are shown."""
    count, allowed = found.counts.total(), found.allowing.total()
    if not count:
        return "Nothing found but what is allowed." if allowed else "Nothing found."
    summary = f"{count:,} findings, {allowed:,} allowed."
    shown = Counter(finding.code for finding in found.findings)
    cut = [
        f"{shown[code]:,} of {many:,} {code}"
        for code, many in found.counts.items()
        if shown[code] < many
    ]
    return f"{summary} Shown: {', '.join(cut)}." if cut else summary


def findings_data(findings: Placed, found: Tally) -> Data:
    return {
        "ok": not findings,
        "counts": dict(found.counts),
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
            for finding, allowance in found.allowed
        ],
    }
