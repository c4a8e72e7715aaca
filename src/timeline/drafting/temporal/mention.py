"""A temporal expression as read, before anything around it is asked what it means."""

from __future__ import annotations

from attrs import frozen


@frozen
class Mention:
    """Tokens `first` up to `after` (exclusive), and what they say.

    Args:
        rule: the name of the rule that read it; `resolve` has one function for each.
        timex_type: DATE, TIME, DURATION or SET.
        value: the TIMEX3 value where the words alone give it, else empty.
        year, month, day, weekday: parts of a calendar date; 0 and -1 (weekday) where not said.
            Years before Christ are astronomical: -43 is 44 BC.
        unit: `day`, `week`, `month`, `quarter`, … of a relative expression.
        count: how many units; "X" where the words don't say, "" where there are none.
        step: which way and how far: -1 last, 0 this, 1 next.
        said: the word that steers it (`last`, `that`, `ago`, `earlier`, …).
        time: what stands behind the `T` of a TIMEX3 time (`NI`, `08:15`), or empty.
        modifier: TIMEX3's `mod`, or empty.
        choices: other TIMEX3 values the words allow.
    """

    first: int
    after: int
    rule: str
    timex_type: str = "DATE"
    value: str = ""
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    unit: str = ""
    count: str = ""
    step: int = 0
    said: str = ""
    time: str = ""
    modifier: str = ""
    choices: tuple[str, ...] = ()


Mentions = tuple[Mention, ...]
NOTHING: Mentions = ()
