"""What a text has said so far, and what resolving a mention gives."""

from __future__ import annotations

from attrs import define, frozen

from timeline.dates.gregorian import civil
from timeline.drafting.temporal.cues import tense_around
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.timex import Span, day_value, read_span
from timeline.drafting.temporal.tokens import Tokens
from timeline.drafting.temporal.years import FRAME_STEP

_PERIODS = frozenset({"month", "quarter", "half", "year"})
_REPORTED_DAYS = 3 * 366
_DAY_REACH = 300
"""Tokens: some twelve sentences."""


_Story = tuple[str, str, str, int, str, tuple[int, int] | None]


@define
class Context:
    """What is known at a place in the text. It moves along with the reading.

    Args:
        published: the day number of publication, or None where nobody said.
        narrative: whether dates hang on the last one mentioned instead of the publication.
        frame: the value of the last date, of any precision.
        dated: the value of the last date that tells its year.
        day: the value of the last full day; `day_at` is the token where its sentence
            begins, `day_end` the one after it; `frame_end` the one after `frame`.
        period: the value of the last month, quarter, half or year.
        spell: the first and last day of the last range told, while the text is within it.
        scope: the first range that the text tells: a history begins with how long it all took.
        after_dark: whether the last day was told as its evening or night.
        late, ranged: whether the last date was the end of a year, or of a range.
        kept: what a flashback of a history has set aside: where its sentence begins, the day that
            the story had come to, and six of these values.
        names_its_day: whether news has called the day of its publication by its weekday.
    """

    tokens: Tokens
    published: int | None
    narrative: bool
    sentence: tuple[int, int] = (0, 0)
    sentence_before: int = 0
    frame: str = ""
    dated: str = ""
    day: str = ""
    day_at: int = -1
    day_end: int = -1
    period: str = ""
    frame_end: int = -1
    spell: tuple[int, int] | None = None
    scope: tuple[int, int] | None = None
    after_dark: bool = False
    late: bool = False
    ranged: bool = False
    kept: tuple[int, int, _Story] | None = None
    names_its_day: bool = False

    @property
    def near_day(self) -> str:
        """The last full day; in a history none that was told too long before to count from."""
        far = self.narrative and self.sentence[0] - self.day_at > _DAY_REACH
        return "" if far else self.day

    def day_of_clock(self, time: str) -> str:
        """The day of a time that is told without one: in a history, dawn is the day after night."""
        span = read_span(self.near_day) if self.narrative and self.after_dark else None
        early = time == "MO" or (time[:1].isdigit() and time < "12")
        return day_value(span.first + 1) if span is not None and early else self.near_day

    @property
    def anchor(self) -> int | None:
        """The day that relative expressions count from."""
        if self.narrative and self.frame:
            span = read_span(self.day or self.frame)
            frame = read_span(self.frame)
            if span is not None and frame is not None:
                return span.first if frame.first <= span.first <= frame.last else frame.first
        return self.published

    def tense(self, mention: Mention, *, strictly: bool = False) -> tuple[str, str]:
        return tense_around(self.tokens, mention, *self.sentence, strictly=strictly)

    def begin_sentence(self, span: tuple[int, int]) -> None:
        self.sentence_before, self.sentence = self.sentence[0], span

    def resume_story(self) -> None:
        """Go on where the story was before a flashback of an earlier sentence."""
        if self.kept is not None and self.kept[0] < self.sentence[0]:
            story = self.kept[2]
            self.frame, self.dated, self.day, self.day_at, self.period, self.spell = story
            self.kept = None

    def tell_back(self, value: str, *, flashback: bool) -> None:
        """Set aside where the story is, before a flashback's date is noted, or forget it there
        where a later date has caught up with it."""
        span, frame = read_span(value), read_span(self.frame) if self.frame else None
        if span is None:
            return
        if self.kept is not None:
            self.kept = self.kept if span.first < self.kept[1] else None
        elif flashback and frame is not None:
            story = self.frame, self.dated, self.day, self.day_at, self.period, self.spell
            self.kept = self.sentence[0], frame.first, story

    def note(
        self,
        value: str,
        *,
        compared: bool = False,
        ends_range: bool = False,
        ends_year: bool = False,
    ) -> None:
        """Take `value` as the last date mentioned; `last month` is no period to compare with."""
        span = read_span(value)
        if span is None:
            return
        self.late = ends_year and span.unit == "year"
        begun = read_span(self.frame) if ends_range else None
        self.ranged = begun is not None
        if begun is not None:
            self.spell = begun.first, span.last
            self.scope = self.scope or self.spell
        elif self.spell is not None and not self.spell[0] <= span.first <= self.spell[1]:
            self.spell = None
        self.frame = value.partition("T")[0]
        if span.unit not in {"decade", "century"}:
            self.dated = self.frame
        if span.unit == "day":
            self.day = self.frame
            self.day_at = self.sentence[0]
            self.after_dark = span.time in {"EV", "NI"}
        elif span.unit in _PERIODS and not compared and not self._is_long_past(span):
            self.period = value

    def _is_long_past(self, span: Span) -> bool:
        """News reports no year so old; a history may."""
        if self.published is None or self.narrative:
            return False
        return span.unit == "year" and self.published - span.last > _REPORTED_DAYS


@frozen
class Resolved:
    """A TIMEX3 value with what it hangs on, why, and what else it could be."""

    value: str
    anchor: str = ""
    reason: str = ""
    alternatives: tuple[str, ...] = ()
    approximate: bool = False


def stepped_year(step: int, context: Context) -> int:
    """The year that `last year` or `that same year` behind a month means; 0 where none is known."""
    if step >= FRAME_STEP:
        span = read_span(context.frame)
        return span.year + step - FRAME_STEP if span else 0
    anchor = context.anchor
    return civil(anchor)[0] + step if anchor is not None else 0


UNKNOWN_DAY = Resolved("XXXX-XX-XX", reason="nothing says which day this counts from")


def timed(value: str, mention: Mention) -> str:
    return f"{value}T{mention.time}" if mention.time else value
