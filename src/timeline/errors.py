"""Every way an operation can fail, and how the failure speaks.

Two kinds. A `Problem` is a fault in somebody's data: a value, collected so that all of them
are shown at once. A `TimelineError` is an operation that cannot go on: its subclasses stand
beside the code that raises them and build their own message from what was expected and what
came. A bug is neither: it is an assert.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import frozen


class TimelineError(Exception):
    """An operation that cannot go on.

    `str(error)` says what was expected and what came; `remedy` says what to do, and may be
    empty where the message leaves no doubt. `code` names the error in the catalogue.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy


@frozen(order=True)
class Problem:
    """A fault in data from outside. `line` is 1-based; 0 stands for the file as a whole."""

    path: str
    line: int
    code: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class Problems(TimelineError):
    """One or more faults in data, in the order of file and line; nothing was written."""

    code = "bad-data"

    def __init__(self, problems: Iterable[Problem], remedy: str = "") -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems), remedy)
