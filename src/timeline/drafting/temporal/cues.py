"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

from timeline.drafting.temporal.lexicon import PLURALS
from timeline.drafting.temporal.mention import Mention
from timeline.drafting.temporal.scheduled import SCHEDULED, is_ahead, is_scheduled, is_state_until
from timeline.drafting.temporal.tense_words import (
    BEFORE_INFINITIVE,
    FUTURE,
    NOT_PAST,
    ONE_FORM,
    PAST,
    STATIVE,
    STRONG,
    TELLING,
)
from timeline.drafting.temporal.tokens import Tokens

_INFINITIVES = frozenset("begin end face go meet open resume start turn".split())
_AT_THE_EARLIEST = frozenset({
    ("as", "soon", "as"), ("as", "early", "as"), ("as", "late", "as"), ("no", "later", "than"),
    ("not", "later", "than"), ("no", "earlier", "than"), ("no", "sooner", "than"),
})  # fmt: skip
_LOOK = 24
_FUTURE_PREPOSITIONS = frozenset({"until", "till", "through", "by"})
_STATES = frozenset(
    "was were had lasted ran remained stayed continued served lived reigned been".split()
)


_NO_INFINITIVE = frozenset("the a an his her its their this that these those him them us".split())
_SUBJECTS = frozenset({"which", "who", "he", "she", "it"})
_NO_VERBS = frozenset({"was", "has", "this", "his", "its", "does", "always", "as"})
_RULING = BEFORE_INFINITIVE - FUTURE


def tense_around(
    tokens: Tokens, mention: Mention, first: int, end: int, *, strictly: bool = False
) -> tuple[str, str]:
    """("future" or "past", the word that told), or ("", "") where no word tells.

    The nearest verb to the left decides; where none stands there, the nearest to the right.
    `until`, `through` and `by` right before the date mean the future unless the verb is a past
    state (`stayed open until Friday`). `strictly` lets only the plainest words tell of the
    future, for dates that are past nearly always.
    """
    if tuple(tokens.words[max(first, mention.first - 3) : mention.first]) in _AT_THE_EARLIEST:
        return "future", "as soon as"
    told = _tense_around(tokens, mention, first, end)
    if strictly and told[0] == "future" and not _is_plain(told[1]):
        return "", ""
    return told


def _is_plain(word: str) -> bool:
    first = word.split(maxsplit=1)[0]
    plain = first in STRONG or first in SCHEDULED or first == "won't" or _is_present(first)
    return plain or word.startswith("could ")


_OWNERS = frozenset({"will", "'ll", "expected", "scheduled", "ahead of"})


def rules_owner(word: str) -> bool:
    """Whether a word that tells of the future tells it of `Friday's vote` too."""
    return word in _OWNERS


def _tense_around(tokens: Tokens, mention: Mention, first: int, end: int) -> tuple[str, str]:
    if _word_before(tokens, mention, first) in {"is", "are"} or _is_set(tokens, mention, first):
        return "future", "is"
    if _word_before(tokens, mention, first) == "since":
        return "past", "since"
    if is_ahead(tokens, mention.first, first):
        return "future", "ahead of"
    left = _nearest(tokens, range(mention.first - 1, max(first, mention.first - _LOOK) - 1, -1))
    preposition = _word_before(tokens, mention, first)
    counted = mention.first > first + 1 and tokens.words[mention.first - 2] in PLURALS
    if preposition in _FUTURE_PREPOSITIONS and not counted:  # but "six months through June"
        told = left or _nearest(tokens, range(mention.after, min(end, mention.after + _LOOK)))
        if preposition == "through" and told is not None and told[0] == "future":
            return told
        if preposition == "by":
            done = _is_done(tokens, mention, first, end)
            return ("past", "by then") if done else ("future", preposition)
        if told is None or told[1] not in _STATES:
            return "future", preposition
        return told
    if left is not None:
        return left
    right = _nearest(tokens, range(mention.after, min(end, mention.after + _LOOK)))
    if right is None and _is_headline(tokens, mention.first, first):
        return "future", "to"
    return right or ("", "")


def _is_headline(tokens: Tokens, at: int, first: int) -> bool:
    """`Court to rule Monday`: an infinitive where no verb rules it."""
    words = tokens.words
    near = range(max(first + 1, at - _PERFECT), at - 1)
    return any(words[i] == "to" and tokens.raw[i + 1].islower() for i in near) and not any(
        words[i + 1] in _NO_INFINITIVE for i in near if words[i] == "to"
    )


_LINKED = frozenset((verb, link) for verb in ("is", "are") for link in ("in", "on", "at"))


def _is_set(tokens: Tokens, mention: Mention, first: int) -> bool:
    """`The election is in May`, `a strike called for Monday`, `between now and June`."""
    before = tuple(tokens.words[max(first, mention.first - 2) : mention.first])
    if before in _LINKED or before == ("now", "and"):
        return True
    owns = tokens.words[mention.after : mention.after + 1] == ["'s"]
    if mention.rule == "weekday" and before[-1:] == ("for",) and not owns:
        return True
    if mention.rule == "weekday" and tokens.words[mention.after : mention.after + 1] == ["is"]:
        return mention.first == first  # "Thursday is the deadline"
    return mention.rule == "weekday" and is_state_until(tokens, mention.first, first)


_HAD = frozenset({"had", "has", "have"})
_PERFECT = 6


def _is_done(tokens: Tokens, mention: Mention, first: int, end: int) -> bool:
    """Whether what is told by a day is complete: `had been counted by Tuesday`, `By Monday, 40
    had died`, `was home by Friday`; but neither `must have left by` nor `has to leave by`."""
    words = tokens.words
    by = mention.first - 1
    for at in range(by - 1, max(first, by - _PERFECT) - 1, -1):
        if words[at] in _HAD:
            return words[at + 1] != "to" and not (at and words[at - 1] in FUTURE)
    if _was_so(words[max(first, by - 4) : by]):
        return True
    opens = by == first or words[by - 1] in {",", ";", "and", "but", '"', "“"}
    after = words[mention.after : min(end, mention.after + 2 * _PERFECT)]
    return opens and any(is_past(word) for word in after) and not FUTURE.intersection(after)


_LEADS_ON = BEFORE_INFINITIVE | {"to"}


def _was_so(words: list[str]) -> bool:
    """`was home`, `was nearly complete`; but neither `was due` nor `were to leave`."""
    state = next((at for at, word in enumerate(words) if word in {"was", "were"}), None)
    return state is not None and not (FUTURE | _LEADS_ON).intersection(words[state:])


def _word_before(tokens: Tokens, mention: Mention, first: int) -> str:
    """The word that leads to the date; `at least` leads to none."""
    at = mention.first
    at -= 2 if tokens.words[max(first, at - 2) : at] == ["at", "least"] else 0
    return tokens.words[at - 1] if at > first else ""


def _nearest(tokens: Tokens, span: range) -> tuple[str, str] | None:
    """What the nearest verb tells; an infinitive (`flew to Paris to meet`) leaves it to another."""
    infinitive: tuple[str, str] | None = None
    for index in span:
        word = tokens.words[index]
        if word in {";", "“", "”"} and span.step < 0:
            break
        told = _told_at(tokens, index)
        if told is None:
            continue
        if span.step > 0 and is_past(word):
            return "past", word  # "May's summit pledged": what is pledged stands to the left
        if word not in _INFINITIVES or tokens.words[index - 1] != "to":
            return told
        infinitive = infinitive or told
    return infinitive


def _told_at(tokens: Tokens, index: int) -> tuple[str, str] | None:
    """What the verb at a token tells. Many dates look at the same few verbs, so it is kept."""
    kept = tokens.told
    if index not in kept:
        if len(kept) > _KEPT:
            kept.clear()
        kept[index] = _phrase_at(tokens, index) or _word_at(tokens, index)
    return kept[index]


_KEPT = 1000


def _phrase_at(tokens: Tokens, index: int) -> tuple[str, str] | None:
    """What two or three words tell together: `is to`, `had been due`, `which reports`."""
    words = tokens.words
    word = words[index]
    before = words[index - 1] if index else ""
    following = words[index + 1] if index + 1 < len(words) else ""
    if word == "won" and following == "'":
        return "future", "won't"
    promised = before == "had" and following in {"in", "on"}  # "had promised in March"
    if word in FUTURE and (promised or words[max(0, index - 2) : index] == ["had", "been"]):
        return "past", "had been"
    if word == "planned" and before in {"previously", "as", "originally"}:
        return "past", "as planned"
    if before in _SUBJECTS and _is_present(word) and word not in TELLING:
        return "future", word
    if word == "set" and not {"for", "to"}.intersection(words[index + 1 : index + 4]):
        return None if before in _BEFORE_BASE else ("past", word)
    planned = _planned_at(tokens, index)
    if planned:
        return "future", planned
    if word == "to" and following.isalpha() and following not in _NO_INFINITIVE:
        return _infinitive_at(words, index)
    if before in {"is", "are"} and is_past(word) and word not in STATIVE:
        return "future", f"{before} {word}"
    if word in {"is", "are", "'s", "'re"} and following == "to":
        return "future", f"{word} to"
    return None


def _planned_at(tokens: Tokens, index: int) -> str:
    """`reports earnings`, `could arrive`; but neither `reports said` nor `could not be reached`."""
    words = tokens.words
    if words[index] == "could" and not _ABILITIES.intersection(words[index + 1 : index + 3]):
        return " ".join(words[index : index + 2])
    return words[index] if is_scheduled(tokens, index) else ""


_ABILITIES = frozenset("feel felt found have hear heard not only reached see seen smell".split())


def _infinitive_at(words: list[str], index: int) -> tuple[str, str] | None:
    """What rules the infinitive at `to`: `agreed to`, `was to`, `was to have been`."""
    before = words[index - 1] if index else ""
    if before in {",", "-", ";"} and words[index + 1] == "be":
        return "future", "to be"  # "the poll, to be published"
    ruling = next((w for w in reversed(words[max(0, index - 4) : index]) if w in _RULING), "")
    told = bool(ruling) or before in {"was", "were"}
    return ("future", f"{ruling or before} to") if told else None


_BEFORE_BASE = frozenset("to not n't will would can could may might must should shall 'll".split())


def _is_base(words: list[str], index: int) -> bool:
    """`expected to hit`, `will not cut`: the same letters as the past, but no past."""
    return words[index] in ONE_FORM and index > 0 and words[index - 1] in _BEFORE_BASE


def _word_at(tokens: Tokens, index: int) -> tuple[str, str] | None:
    word = tokens.words[index]
    if word in FUTURE and not _is_noun(tokens, index) and not _is_name(tokens, index):
        return "future", word
    if _is_base(tokens.words, index) or _is_had_by_modal(tokens.words, index):
        return None
    if _was_meant(tokens.words, index) or (index and tokens.words[index - 1] in _REMAIN):
        return None  # "will be closed": the participle tells nothing, the verb before it does
    return ("past", word) if is_past(word) and not _is_name(tokens, index) else None


_REMAIN = frozenset({"be", "stay", "remain", "get", "keep"})


def _is_name(tokens: Tokens, index: int) -> bool:
    """`Ahmed`, `Reed`, `the Fed`, `Meet the Press`: the letters of a verb, but a capital."""
    if not tokens.raw[index][0].isupper():
        return False
    before = tokens.words[index - 1] if index else ""
    if before in {'"', "“"}:
        return index > 1 and tokens.words[index - 2].isalpha()  # on "Meet the Press"
    return tokens.words[index] == "fed" or before[-1:].isalnum()


def _is_had_by_modal(words: list[str], index: int) -> bool:
    """`can have a deal`: what may be had is to come."""
    return words[index] == "have" and index > 0 and words[index - 1] in _MODALS


_MODALS = frozenset("can could may might must shall should will would 'll".split())


def _is_present(word: str) -> bool:
    return (
        word.endswith("s") and len(word) > 3 and not word.endswith("ss") and word not in _NO_VERBS
    )


_BE = frozenset({"be", "being", "is", "are", "to"})


def _was_meant(words: list[str], index: int) -> bool:
    """`was to have been signed`: the participle tells of no past."""
    return ["to", "have"] in (
        words[max(0, index - 2) : index],
        words[max(0, index - 3) : index - 1],
    )


def tells_past_beside(tokens: Tokens, at: int, first: int) -> bool:
    """Whether a past verb stands right before token `at`; `will be held on` is none."""
    words = tokens.words
    beside = range(max(first, at - 3), at)
    if any(is_future(words[i]) for i in beside):
        return False
    return any(
        is_past(words[i]) and not (i and words[i - 1] in _BE) and not _was_meant(words, i)
        for i in beside
    )


def is_future(word: str) -> bool:
    return word in FUTURE or word in _FUTURE_PREPOSITIONS


def is_past(word: str) -> bool:
    return word in PAST or (word.endswith("ed") and len(word) > 3 and word not in NOT_PAST)


_FORECASTERS = frozenset("is are was were be been they we analysts economists".split())
_OPEN_STATES = frozenset("was were be been is are an the kept left remained stayed".split())


def _is_noun(tokens: Tokens, index: int) -> bool:
    """`the plan`, `was open`, `Will Smith`, `May`: the same letters, but no verb."""
    word = tokens.words[index]
    if word in {"may", "will"}:
        return (
            tokens.raw[index][0].isupper()
            and index > 0
            and tokens.words[index - 1] not in {".", "“"}
        )
    before = tokens.words[index - 1] if index else ""
    if word == "open":
        return before in _OPEN_STATES
    if word == "forecast":
        return before not in _FORECASTERS
    return word in {"plan", "plans", "set", "hope", "forecast", "must", "runs", "ends", "starts",
                    "takes", "goes", "leaves", "plays", "visits", "need", "aim"} and before in {
        "the", "a", "an", "his", "her", "its", "their", "'s", "this", "of",
    }  # fmt: skip
