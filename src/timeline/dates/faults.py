"""The errors of this package: a text that is no date, with the reason and a cure."""

from __future__ import annotations

from timeline.errors import TimelineError


class DateError(TimelineError):
    """`text` was refused because of `reason`; `cure` says what to write instead.

    `str(error)` carries all three, since it is often shown inside another message; `remedy` is
    therefore empty.
    """

    code = "bad-date"

    def __init__(self, text: str, reason: str, cure: str = "") -> None:
        self.text = text
        self.reason = reason
        self.cure = cure
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        super().__init__(f"{shown!r}: {reason}" + (f"; {cure}" if cure else ""))


class NoReferenceError(DateError):
    """The text counts from a day that isn't stated, as "yesterday" does."""

    def __init__(self, text: str) -> None:
        super().__init__(
            text,
            "it is relative to a date that isn't stated",
            "state the reference date, or write a date",
        )


_SHOWN = 80
