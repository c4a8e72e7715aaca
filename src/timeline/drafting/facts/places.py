"""The places that a sentence names, told by the words around them; none rather than a wrong one."""

from __future__ import annotations

from timeline.drafting.facts.gazetteer import (
    BODY_WORDS,
    NO_PLACES,
    PEOPLES,
    PEOPLES_PLURAL,
    PLACE_KINDS,
    PLACE_WORDS,
    REGIONS,
    STATE_ABBREVIATIONS,
)
from timeline.drafting.facts.names import Name, find_names, name_text
from timeline.drafting.facts.people import People
from timeline.drafting.temporal.tokens import Tokens

_IN = frozenset({"in", "near", "outside", "across", "into", "around", "throughout", "inside"})
_NEAR = (["near"], ["outside"], ["across"])  # "near Bray", where a Tom Bray is named too
_TO = frozenset({"from", "to", "at", "through", "toward", "towards", "via", "off", "for"})
_ONLY_MOVING = frozenset({"from", "to", "for"})
_CONDITIONS = frozenset({"if", "unless"})
# "the U.S. border" is no place name, "in the U.S. before" is.
_BEHIND_INITIALS = frozenset(
    "and or but in on at by to for from with of as is was are were has have had will would before "
    "after since until while when who which that this last next during over under".split()
)
_REACHING = frozenset(
    "visit visits visited visiting left leave leaving reached reach reaching entered toured tour "
    "invaded occupied fled".split()
)
_MOVING = frozenset(
    "flew fly flying went go going gone came come coming moved move moving sailed sail sailing "
    "drove drive driving returned return returning traveled travelled travel traveling marched "
    "march fled flee fleeing escaped walked headed sent arrived arrive shipped ship "
    "brought bring took taken take flown exported imported extradited deported launched "
    "ambassador trip visit journey flight flights trains train bus road way back home led boats "
    "troops ships planes cars withdrew retreated advanced migrated emigrated pilgrimage "
    "transferred crossed cross crossing expedition transported relocated pulled".split()
)
_OF_PLACES = frozenset({"mayor", "governor", "bishop", "archbishop", "sheriff"})
_LOOK_BACK = 7
_MOST_PLACE_WORDS = 5
_NOT_ALONE = PEOPLES | PEOPLES_PLURAL | BODY_WORDS | NO_PLACES


def find_places(tokens: Tokens, first: int, after: int, people: People) -> tuple[str, ...]:
    """Places in a token range, each once, in order, with their state or country: `Gary, Indiana`.

    Named are: a dateline; what stands behind `in`, `near` and the like; behind `from`, `to` and
    `at` where something moves, or the name itself tells; behind `visited`, `reached`; and what
    follows these in a list. Not: what stands behind `if`.
    """
    names = [name for name in find_names(tokens, first, after) if not _is_initials(tokens, name)]
    limit = _end_of_real(tokens, first, after)
    found: list[str] = []
    skip = -1
    in_list = False
    for index, name in enumerate(names):
        if name.first < skip or name.first > limit > first:
            continue
        listed = in_list and _continues(tokens, names[index - 1], name)
        listed = listed and tokens.words[name.after : name.after + 1] not in _TITLED
        in_list = False
        if not _may_be_place(tokens, name, people):
            continue
        home = index > 0 and _is_home(tokens, names[index - 1], name, people)
        if listed or home or _stands_as_place(tokens, name, first, after):
            end = _with_region(tokens, name, names[index + 1 :], after)
            found.append(_text(tokens, name.first, end, upper=name.first == first))
            skip, in_list = end, True
    return tuple(dict.fromkeys(found))


_WISHING = frozenset(
    "agree agreed ask asked asking asks call called calling calls demand demanded demands hope "
    "hoped hopes offer offered offers plan planned plans pledge pledged pledges press pressed "
    "presses promise promised promises propose proposed proposes push pushed pushes pushing "
    "recommended seek seeking seeks sought suggest suggested suggests threaten threatened "
    "threatens urge urged urges vow vowed vows want wanted wants".split()
)
_QUOTES = frozenset({'"', "“", "`"})


def _end_of_real(tokens: Tokens, first: int, after: int) -> int:
    """Where a sentence goes on to what is not so, or not yet: behind `if`, `called for`, `urged her
    to`, `pushed for`. Names behind it are no places of the event."""
    wished = False
    for at in range(first, after):
        word = tokens.words[at]
        following = tokens.raw[at + 1] if at + 1 < after else "."
        if word in _CONDITIONS:
            return at
        if wished and (word in {"for", "that"} or (word == "to" and _is_infinitive(following))):
            return at
        if word in _WISHING and tokens.raw[at][0].islower():
            wished = True
            if following.endswith("ing") and following.islower():
                return at
    return after


def _is_infinitive(word: str) -> bool:
    return word in _QUOTES or (word[0].islower() and word not in _NO_INFINITIVE)


_NO_INFINITIVE = frozenset("the a an his her its their this that these those all both".split())


def dateline_end(tokens: Tokens, first: int, after: int) -> int:
    """Past the dash of `DOVER, Del. -` where a sentence begins with a dateline, else `first`."""
    at = first
    if at >= after or not (tokens.raw[at].isupper() and len(tokens.raw[at]) > 2):
        return first
    for index in range(first + 1, min(after - 2, first + 16)):
        if tokens.words[index] == "-" and not tokens.joined(index):
            return index + 1
        if tokens.raw[index][0].islower():
            return first
    return first


def _text(tokens: Tokens, first: int, after: int, *, upper: bool) -> str:
    """The name; with `upper`, a dateline's capitals as a name has them."""
    text = name_text(tokens, first, after)
    if text.isupper() and (upper or len(text) > 4):
        return text.title()
    return _first_capitals(text)


def _first_capitals(text: str) -> str:
    """`DOVER, Del.` as `Dover, Del.`"""
    head, comma, rest = text.partition(",")
    return (head.title() if head.isupper() and len(head) > 3 and comma else head) + comma + rest


def _stands_as_place(tokens: Tokens, name: Name, first: int, after: int) -> bool:
    before = name.first - 1
    if before < first:
        return dateline_end(tokens, first, after) > name.after
    if tokens.words[before] in _DIRECTIONS and before > first:
        before -= 1
    word = tokens.words[before]
    if word == "the" and before > first:
        if not _is_region(tokens, name) and not _is_named_kind(tokens, name):
            return False
        before -= 1
        word = tokens.words[before]
    if word in _IN or (word == "on" and _WATERS.intersection(_ends(tokens, name))):
        return True
    if word in _REACHING:
        return _is_region(tokens, name) or name.after - name.first <= 2
    if word == "of":
        return before > first and (
            tokens.words[before - 1] in PLACE_KINDS
            or (tokens.raw[before - 1][0].isupper() and _rules_place(tokens, name, first, before))
        )
    if word in _TO:
        known = _is_region(tokens, name) or _is_named_kind(tokens, name)
        if known and word not in _ONLY_MOVING:
            return True
        moved = any(
            tokens.words[at] in _MOVING and tokens.words[at + 1] != "'s"
            for at in range(max(first, before - _LOOK_BACK), before)
        )
        return moved if word != "at" else name.after - name.first <= 3
    return False


_DIRECTIONS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern "
    "southwestern north-central south-central upstate downtown rural nearby neighboring "
    "neighbouring mainland north south east west".split()
)


_WATERS = frozenset("lake river island islands isle sea bay gulf peninsula mount".split())


def _ends(tokens: Tokens, name: Name) -> tuple[str, str]:
    """The first and last word of a name: `Lake Huron`, `Long Island`."""
    return tokens.words[name.first], tokens.words[name.after - 1]


def _rules_place(tokens: Tokens, name: Name, first: int, of: int) -> bool:
    """`Ruth Chebet of Kenya`, `Mayor Anita Cole of Smyrna`."""
    titles = set(tokens.words[max(first, of - 4) : of])
    return _is_region(tokens, name) or bool(titles & _OF_PLACES)


def _is_home(tokens: Tokens, owner: Name, name: Name, people: People) -> bool:
    """`Hugh Baxter of Boston`."""
    of = owner.after
    joined = of + 1 == name.first and tokens.words[of] == "of"
    return joined and owner.after - owner.first > 1 and people.is_person(owner)


def _is_region(tokens: Tokens, name: Name) -> bool:
    return _words(tokens, name.first, name.after) in REGIONS


def _is_named_kind(tokens: Tokens, name: Name) -> bool:
    """`Heathrow Airport`, `Olympic Stadium`, `University of …`."""
    words = tokens.words[name.first : name.after]
    return len(words) > 1 and (words[-1] in PLACE_WORDS or _is_place_of(words))


def _words(tokens: Tokens, first: int, after: int) -> str:
    return " ".join(word for word in tokens.words[first:after] if word not in {".", ","})


def _may_be_place(tokens: Tokens, name: Name, people: People) -> bool:
    words = [word for word in tokens.words[name.first : name.after] if word != "."]
    if not words or len(words) > _MOST_PLACE_WORDS or " ".join(words) in NO_PLACES:
        return False
    if len(words) == 1 and (words[0] in _NOT_ALONE):
        return False
    surname = len(words) == 1 and tokens.words[name.first - 1 : name.first] in _NEAR
    if len(words[0]) == 1 or (people.is_person(name) and not surname):
        return False
    if " ".join(words) in REGIONS or words[-1] in PLACE_WORDS:
        return True
    return _is_place_of(words) or not any(word in BODY_WORDS for word in words)


def _is_place_of(words: list[str]) -> bool:
    """`University of Dorpat`, `Gulf of Siam`."""
    return len(words) > 2 and words[1] == "of" and words[0] in PLACE_WORDS


def _is_initials(tokens: Tokens, name: Name) -> bool:
    """`the U.S. border`: initials that a plain noun follows."""
    if tokens.words[name.after - 1] not in {"u.s.", "u.k.", "u.n."} or name.after >= len(tokens):
        return False
    following = tokens.words[name.after]
    return following == "-" or (following.isalpha() and following not in _BEHIND_INITIALS)


_TITLED = (["spokesman"], ["spokeswoman"], ["spokesperson"], ["official"], ["officials"])
"""`In Washington, Pentagon spokesman Pete Williams`."""


def _continues(tokens: Tokens, last: Name, name: Name) -> bool:
    """`in Belgium, Germany and the Netherlands`: only joints and articles stand between."""
    between = [tokens.words[at] for at in range(last.after, name.first)]
    return bool(between) and set(between) <= {",", "and", "or", "the", "in", "then"}


def _with_region(tokens: Tokens, name: Name, behind: list[Name], after: int) -> int:
    """The end of the name with the state or country that follows it behind a comma."""
    comma = name.after
    if (
        not behind
        or comma + 1 >= after
        or tokens.words[comma] != ","
        or behind[0].first != comma + 1
    ):
        return name.after
    region = behind[0]
    words = _words(tokens, region.first, region.after)
    if words in STATE_ABBREVIATIONS or len(tokens.words[region.first]) == 1:
        end = region.after
        while end < after and tokens.joined(end) and _is_abbreviation(tokens, end):
            end += 1
        return end if tokens.words[end - 1] == "." else name.after
    if words not in REGIONS or _words(tokens, name.first, name.after) in REGIONS:
        return name.after
    closes = region.after >= after or tokens.words[region.after] in {",", ".", "-", ";", ")"}
    return region.after if closes or tokens.words[region.after] not in {"and", "or"} else name.after


def _is_abbreviation(tokens: Tokens, at: int) -> bool:
    """The letters and stops of `N.Y.`"""
    return tokens.words[at] == "." or (len(tokens.raw[at]) == 1 and tokens.raw[at].isalpha())
