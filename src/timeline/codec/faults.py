"""What is wrong with a line or an entry. The caller knows which file and line."""

from __future__ import annotations

from timeline.errors import TimelineError

VERSION = 1
MAX_LINE = 65_535


class LineError(TimelineError):
    """A line that is not an event of this format. The caller knows which file and line."""

    code = "bad-line"


class UnknownFormatError(LineError):
    """A line written by a newer timeline: nothing may be computed without understanding it."""

    code = "newer-format"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(
            f"expected an event of format version {VERSION}, got {what}",
            "a newer timeline wrote this; upgrade with: pip install --upgrade timeline-log",
        )


class WrongIdError(LineError):
    code = "wrong-id"

    def __init__(self, stated: str, computed: str) -> None:
        super().__init__(
            f"the line says id {stated}, its bytes say {computed}: it was changed after it was "
            "recorded",
            "restore the file from git or a backup",
        )


class NotUnicodeError(LineError):
    """Python stands half of a surrogate pair in for a byte that is not UTF-8."""

    code = "not-unicode"

    def __init__(self, text: str) -> None:
        super().__init__(
            f"expected text in UTF-8, got {text!r:.80}, which has a byte that is not; "
            "nothing was recorded",
            "set the terminal to UTF-8, or turn the text into it, as with: iconv -f windows-1252",
        )


class EntryTooLongError(TimelineError):
    code = "too-long"

    def __init__(self, length: int, what: str) -> None:
        super().__init__(
            f"{what}: expected at most {MAX_LINE:,} bytes in one event, got {length:,}",
            "shorten the text or the quotes, or split the fact",
        )
