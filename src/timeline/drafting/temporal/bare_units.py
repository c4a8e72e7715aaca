"""Reading lengths of time that say no number: `for years`, `the weeks after`, `all day`."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import ALL_UNITS, PLURALS, UNITS
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.quantities import duration_value, is_age
from timeline.drafting.temporal.tokens import Tokens

LONG_WORDS = {
    "yearlong": "P1Y", "monthlong": "P1M", "weeklong": "P1W", "daylong": "P1D",
    "hourlong": "PT1H", "decadelong": "P1DE", "nightlong": "P1D",
}  # fmt: skip
_BARE_BEFORE = frozenset(
    "for in over after within during through of last lasted lasting take takes took taken spend "
    "spent spending waited wait several until by than".split()
)
_BARE_AFTER = frozenset("of after before later ago earlier and in since until from if".split())
_NOT_BEFORE_BARE = frozenset(
    "the 's his its her their early late opening closing final small wee dark rush daylight "
    "business working office visiting peak waking".split()
)
_BARE_UNITS = frozenset({"hour", "day", "week", "month", "year", "decade", "century", "minute"})


def read_bare_units(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`for years`, `weeks of rain`, `decades-long`: a time whose length isn't said."""
    words = tokens.words
    word = words[at]
    if word in LONG_WORDS:
        return Mention(at, at + 1, "duration", "DURATION", LONG_WORDS[word], count="1")
    unit = ALL_UNITS.get(word)
    if unit is None or unit not in _BARE_UNITS:
        return None
    following = words[at + 1] if at + 1 < end else ""
    numbered = at > 1 and words[at - 1] == "-" and words[at - 2][0].isdigit()
    lasting = (
        at + 2 < end
        and not numbered
        and (
            words[at + 2] == "long"
            or (
                words[at + 2] == "old"
                and (word in PLURALS or not is_age(tokens, at + 1, end, unit))
            )
        )
    )
    if following == "-" and lasting and tokens.joined(at + 1):
        return Mention(
            at, at + 3, "duration", "DURATION", duration_value("", unit, plural=word in PLURALS)
        )
    if word not in PLURALS or following == "-" or unit == "quarter":
        return None
    before = words[at - 1] if at else ""
    if before in {"just", "mere"} and at > 1:
        before = words[at - 2]  # "in just minutes"
    if words[max(0, at - 2) : at] == ["matter", "of"]:
        return None  # "a matter of months"
    if before == "the" and following in {
        "before",
        "after",
        "since",
        "following",
        "leading",
        "that",
    }:
        value = duration_value("", unit, plural=True)
        return Mention(at, at + 1, "bare-units", "DURATION", value, unit=unit, count="X")
    if (before in _BARE_BEFORE and following != "'") or (
        following in _BARE_AFTER
        and (unit != "minute" or following in {"after", "before", "later", "earlier"})
        and before not in _NOT_BEFORE_BARE
        and (unit != "day" or following != "of")
    ):
        value = duration_value("", unit, plural=True)
        return Mention(at, at + 1, "bare-units", "DURATION", value, unit=unit, count="X")
    return None


_SPANNING = frozenset({"over", "through", "throughout", "down"})


def read_the_years(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`over the years`, `through the centuries`."""
    words = tokens.words
    unit = PLURALS.get(words[at + 1]) if at + 1 < end and at else None
    if unit not in {"year", "decade", "century"} or words[at - 1] not in _SPANNING:
        return None
    if words[at + 2 : at + 3] == ["of"]:
        return None  # "of the war" would tell which
    value = duration_value("", str(unit), plural=True)
    return Mention(at, at + 2, "bare-units", "DURATION", value, unit=str(unit), count="X")


def read_all(tokens: Tokens, at: int, end: int) -> Mention | None:
    """`all day`, `all year`."""
    unit = UNITS.get(tokens.words[at + 1]) if at + 1 < end else None
    if unit not in {"day", "night", "week", "month", "year"}:
        return None
    value = duration_value("1", str(unit), plural=False)
    return Mention(at, at + 2, "duration", "DURATION", value, unit=str(unit), count="1")
