"""What is scheduled is told in the present tense: `are meeting Friday`, `the film opens May 3`.

News tells what happened in the past tense, so a present one beside a day tells of a day to come.
"""

from __future__ import annotations

from timeline.drafting.temporal.tokens import Tokens

_GOING = frozenset(
    "airing appearing arriving attending beginning bringing closing coming competing debuting "
    "departing facing flying gathering giving going heading holding hosting joining launching "
    "leaving marching meeting moving opening performing playing presenting releasing reopening "
    "resuming retiring returning sending speaking starting taking testifying traveling "
    "travelling unveiling visiting voting".split()
)
_COMES = frozenset(
    "addresses airs attends chooses closes comes competes convenes debuts decides departs elects "
    "graduates hits holds hosts joins lands launches marches marks moves names performs picks "
    "presents releases reports returns rises selects signs sits testifies travels undergoes "
    "unveils votes wraps".split()
)
_COME = frozenset(
    "arrive attend come convene decide elect graduate hold host join leave perform play "
    "release report retire return vote".split()
)
SCHEDULED = _GOING | _COMES | _COME

_BE = frozenset({"is", "are", "'s", "'re", "am"})
_SUBJECTS = frozenset("he she it who which that everyone nobody".split())
_DETERMINERS = frozenset("the a an its his her their our this 's".split())
_NO_SUBJECTS = frozenset("news media press police local intelligence".split())
_BEHIND_VERB = frozenset(
    "its his her their the a an to on in for from with at here out off up over earnings results "
    "this next back home a".split()
)


def is_scheduled(tokens: Tokens, index: int) -> bool:
    """Whether the verb at the token says that something is to be: the subject shows it a verb."""
    words = tokens.words
    word = words[index]
    if word in _GOING:
        before = words[max(0, index - 2) : index]
        return any(one in _BE for one in before) and "been" not in before
    if word in _COMES:
        return _has_singular_subject(tokens, index)
    if word not in _COME or not index:
        return False
    subject = words[index - 1]
    plural = subject.endswith("s") and len(subject) > 3 and not subject.endswith("ss")
    return plural or subject in {"they", "we", "people", "men", "women", "children"}


def _has_singular_subject(tokens: Tokens, index: int) -> bool:
    words = tokens.words
    following = words[index + 1] if index + 1 < len(words) else ""
    named = following and (tokens.raw[index + 1][0].isupper() or following[0].isdigit())
    if not named and following not in _BEHIND_VERB:
        return False
    at = index - 1
    while at >= 0 and (words[at] == "also" or words[at].endswith("ly")) and at > index - 3:
        at -= 1
    if at < 0 or words[at] in _NO_SUBJECTS:
        return False
    if words[at] in _SUBJECTS or (tokens.raw[at][0].isupper() and words[at] not in _DETERMINERS):
        return True
    noun = words[at].isalpha() and not words[at].endswith("s")
    return noun and any(one in _DETERMINERS for one in words[max(0, at - 2) : at])


_PLANNED = frozenset("due expected scheduled set slated supposed to".split())
_PLAN_REACH = 8


def was_planned(tokens: Tokens, at: int) -> bool:
    """Whether what token `at` dates was planned once: `was due to land`, `were to meet`."""
    words = tokens.words
    return any(
        words[index] in _PLANNED and words[index - 1] in {"was", "were"}
        for index in range(max(1, at - _PLAN_REACH), at)
    )


_LONGEST_STATE = 7
_IN_STATE = frozenset(
    "on at in out up over off back here due about around noon midnight a.m. p.m. a.m p.m . "
    "next".split()
)


def is_state_until(tokens: Tokens, at: int, first: int) -> bool:
    """Whether a plain `is` leads up to token `at`: `is in Rome on`, `is at 8 p.m. on`."""
    words = tokens.words
    for index in range(at - 1, max(first, at - _LONGEST_STATE) - 1, -1):
        if words[index] in {"is", "are"}:
            return index + 1 < at
        plain = words[index] in _IN_STATE or words[index][0].isdigit()
        if not plain and not tokens.raw[index][0].isupper():
            return False
    return False


_LONGEST_NAME = 18


def is_ahead(tokens: Tokens, at: int, first: int) -> bool:
    """Whether `ahead of` governs token `at`: `ahead of the summit in Seoul on`."""
    words = tokens.words
    for index in range(at - 1, max(first, at - _LONGEST_NAME), -1):
        if words[index] in {",", ";", "after", "since", "that"}:
            return False
        if words[index] == "of" and words[index - 1] == "ahead":
            return True
    return False
