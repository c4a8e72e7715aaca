"""The persons that a text names, told by plain rules; none rather than a wrong one.

A full name is taken for a person's where something says so: a title or role before it, an age or
`who` or a role behind it, a common given name, or its surname standing alone later in the text.
A surname alone then means the person who bore it first, unless two do.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field, frozen

from timeline.drafting.facts.gazetteer import (
    BODY_WORDS,
    PEOPLES,
    PEOPLES_PLURAL,
    PLACE_WORDS,
    REGIONS,
)
from timeline.drafting.facts.given_names import GIVEN_NAMES
from timeline.drafting.facts.names import Name, find_names, is_capital, name_text
from timeline.drafting.temporal.tokens import Tokens

_MOST_WORDS = 4
_TITLES = frozenset(
    "mr mrs ms miss dr president prime minister premier secretary senator sen rep representative "
    "congressman congresswoman governor gov mayor chancellor king queen prince princess pope "
    "emperor empress general gen colonel col captain capt major maj lieutenant lt sergeant sgt "
    "corporal admiral adm commander detective det officer inspector sheriff marshal judge justice "
    "magistrate ambassador chairman chairwoman chair commissioner director executive professor "
    "prof sir lady lord dame duke duchess earl count bishop archbishop cardinal father sister "
    "rabbi imam sheikh ayatollah attorney spokesman spokeswoman spokesperson chief speaker leader "
    "whip superintendent supt chancellor treasurer deputy vice coach mullah pastor rev reverend "
    "hon madam mme monsieur señor don doña herr frau councilman councilwoman councillor delegate "
    "envoy consul".split()
)
_TITLE_PARTS = frozenset(
    "of the and for foreign interior defense defence finance state homeland security health "
    "justice education energy labor labour trade police fire army navy house senate majority "
    "minority chief district assistant associate former acting interim board press lt executive "
    "first second lead senior general attorney prime vice deputy supreme court white federal u.s. "
    "transport environment agriculture culture economy economic affairs secretary minister u.n. "
    "u.k. un eu nato".split()
)
_ROLES = frozenset(
    "accountant activist actor actress administrator adviser advisor aide ambassador analyst "
    "architect artist assassin astronaut astronomer attorney author baker banker biologist bishop "
    "boss boxer brother captain candidate carpenter ceo chair chairman chairwoman chancellor chef "
    "chemist chief clerk client coach colleague columnist commander commissioner composer "
    "congressman congresswoman conductor cop counterpart cousin creator critic customer cyclist "
    "dad daughter deputy designer detective dictator diplomat director doctor driver economist "
    "editor engineer envoy executive explorer farmer father filmmaker firefighter fisherman "
    "founder friend geologist geographer general goalkeeper governor grandfather grandmother "
    "guard guitarist gunman head heir historian hunter husband inspector inventor investigator "
    "investor journalist judge king lawmaker lawyer leader lieutenant manager mayor mathematician "
    "mechanic member midfielder minister missionary mother musician neighbor neighbour nephew "
    "niece novelist nurse officer official painter partner pastor patient philosopher "
    "photographer physician physicist pianist pilot player playwright poet policeman politician "
    "predecessor successor preacher premier president priest prime prince princess principal "
    "prisoner professor prosecutor pupil queen rabbi rancher ranger rapper refugee reporter "
    "representative researcher resident ruler runner sailor scholar scientist sculptor secretary "
    "senator sergeant sheriff singer sister soldier son speaker spokesman spokesperson spokeswoman "
    "star storekeeper striker student superintendent surgeon suspect survivor teacher teller "
    "trader treasurer uncle aunt veteran victim victims widow widower wife winner witness woman "
    "man worker writer boy girl brothers sisters sons daughters men women members senators "
    "ministers lawyers friends actors students teammate teammates migrants".split()
)
_APPOSITION = frozenset({"a", "an", "the", "his", "her", "their", "its", "one", "who", "then"})
_SPEECH = frozenset(
    "said says told added argued asked wrote testified recalled joked tweeted insisted pleaded "
    "resigned died married".split()
)
_FEW_AFTER = 9


@frozen
class _Mention:
    """Words of a name that may be a person's, the titles before it taken off."""

    name: Name
    titled: bool


@define
class People:
    """What the text so far, and the whole of it, tells of its persons."""

    tokens: Tokens
    full: dict[tuple[str, ...], str] = field(factory=dict)
    ends: dict[tuple[str, str], str] = field(factory=dict)
    surnames: dict[tuple[str, ...], list[str]] = field(factory=dict)

    def named(self, first: int, after: int) -> tuple[str, ...]:
        """The persons in a token range, each once, by the fullest name that the text gives."""
        found = []
        names = find_names(self.tokens, first, after)
        for index, name in enumerate(names):
            mention = _strip_titles(self.tokens, name)
            if mention is None:
                continue
            who = self._resolve(mention, first, after)
            who = who or self._sharing_surname(name, names[index + 1 : index + 2], first, after)
            if who:
                found.append(who)
        return tuple(dict.fromkeys(found))

    def _sharing_surname(self, name: Name, behind: list[Name], first: int, after: int) -> str:
        """The Ellen of `Ellen and Roy Pickett`."""
        tokens = self.tokens
        given = name.after - name.first == 1 and tokens.words[name.first] in GIVEN_NAMES
        joined = given and behind and behind[0].first == name.after + 1
        if not joined or tokens.words[name.after] not in {"and", "&"}:
            return ""
        other = _strip_titles(tokens, behind[0])
        full = self._resolve(other, first, after).split() if other is not None else []
        return f"{tokens.raw[name.first]} {full[-1]}" if len(full) == 2 else ""

    def is_person(self, name: Name) -> bool:
        """Whether the name is a person's; of a surname, whether it also stands as one here."""
        mention = _strip_titles(self.tokens, name)
        if mention is None:
            return False
        words = _words(self.tokens, mention.name)
        return words in self.full or words in self.surnames or (len(words) == 1 and mention.titled)

    def _resolve(self, mention: _Mention, first: int, after: int) -> str:
        tokens, name = self.tokens, mention.name
        words = _words(tokens, name)
        if words in self.full:
            return self.full[words]
        if not words:
            return ""
        bearers = self.surnames.get(words, [])
        if len(bearers) == 1:
            if _before(tokens, name, first) in _NO_PERSON_BEHIND or _is_body_next(
                tokens, name, after
            ):
                return ""
            return bearers[0]
        lone = not bearers and mention.titled and len(words) == 1
        lone = lone and (words[0] not in _NOT_ALONE or _before_name(tokens, name) in _ROYAL)
        return name_text(tokens, name.first, name.after) if lone else ""


_ROYAL = frozenset("king queen prince princess pope emperor empress saint".split())
_NO_PERSON_BEHIND = frozenset({"the", "in", "near", "at", "outside", "into", "across"})
# "the Biden administration" is no person.
_BEHIND_BODY = frozenset(
    "of & administration government campaign cabinet presidency era family foundation team camp "
    "white clan dynasty doctrine plan".split()
)
_NOT_ALONE = BODY_WORDS | PEOPLES | REGIONS | PEOPLES_PLURAL


def find_people(tokens: Tokens, sentences: Sequence[tuple[int, int]]) -> People:
    """Read the whole text for its persons. Linear in its length."""
    people = People(tokens)
    mentions: list[tuple[_Mention, int, int]] = []
    alone: set[str] = set()
    articled: set[tuple[str, ...]] = set()
    for first, after in sentences:
        for name in find_names(tokens, first, after):
            mention = _strip_titles(tokens, name)
            if mention is None:
                continue
            words = _words(tokens, mention.name)
            if len(words) == 1:
                alone.add(words[0])
            if _before(tokens, name, first) == "the" and mention.name == name:
                articled.add(words)
            mentions.append((mention, first, after))
    for mention, first, after in mentions:
        words = _words(tokens, mention.name)
        if (
            words in articled
            or words in people.surnames
            or not _may_be_person(tokens, mention.name, words)
        ):
            continue
        if (
            mention.titled
            or _told(tokens, mention.name, first, after)
            or (words[-1] in alone and words[0] not in alone)
        ):
            _note(people, tokens, mention.name, words)
    return people


def _note(people: People, tokens: Tokens, name: Name, words: tuple[str, ...]) -> None:
    """A new person, unless the name is a shorter form of one of before."""
    if words in people.full:
        return
    ends = (words[0], words[-1])
    if len(words) == 2 and ends in people.ends:
        people.full[words] = people.ends[ends]
        return
    text = name_text(tokens, name.first, name.after)
    people.full[words] = text
    people.ends.setdefault(ends, text)
    for start in range(1, len(words)):
        people.surnames.setdefault(words[start:], []).append(text)


def _strip_titles(tokens: Tokens, name: Name) -> _Mention | None:
    """The name without `Interior Minister` before it; None where nothing is left."""
    start, titled = name.first, False
    at = name.first
    while at < name.after:
        word = tokens.words[at]
        if word in _TITLES:
            start, titled = at + 1, True
        elif word not in _TITLE_PARTS and word not in PEOPLES and word not in {".", "-"}:
            break
        at += 1
    while start < name.after and tokens.words[start] in {".", "-"}:
        start += 1
    if not titled:
        start, titled = _behind_role(tokens, name) or _behind_office(tokens, name)
    given = next(
        (i for i in range(start + 1, name.after - 1) if tokens.words[i] in GIVEN_NAMES), None
    )
    leading = set(tokens.words[start:given]) if given is not None else set()
    if given is not None and leading <= _OFFICES:
        start, titled = given, True
    return _Mention(Name(start, name.after), titled) if start < name.after else None


def _behind_role(tokens: Tokens, name: Name) -> tuple[int, bool] | None:
    """`Historian Ruth Bellweather`: a role whose capital is the sentence's."""
    first = name.first
    led = tokens.words[first] in _ROLES and name.after - first >= 3
    return (first + 1, True) if led and tokens.words[first + 1] in GIVEN_NAMES else None


def _behind_office(tokens: Tokens, name: Name) -> tuple[int, bool]:
    """Where a name begins behind a small title, or behind `Secretary of` and an office."""
    first = name.first
    before = tokens.words[first - 1] if first else ""
    if before in _TITLES and before not in _WEAK_TITLES:
        return first, True
    office = first - 2 if before == "the" else first - 1
    if office < 1 or tokens.words[office] != "of" or tokens.words[office - 1] not in _TITLES:
        return first, False
    start = first
    while start < name.after and tokens.words[start] in _OFFICES:
        start += 1
    return (start, True) if name.after - start >= 2 else (first, False)


_WEAK_TITLES = frozenset({"general", "major", "chair", "count", "king", "don", "father", "sister",
                          "miss", "state", "house", "leader", "chief", "lead", "whip", "deputy",
                          "vice", "representative", "executive", "director"})  # fmt: skip


def _words(tokens: Tokens, name: Name) -> tuple[str, ...]:
    return tuple(
        tokens.words[at] for at in range(name.first, name.after) if tokens.words[at].isalpha()
    )


def _before(tokens: Tokens, name: Name, first: int) -> str:
    return tokens.words[name.first - 1] if name.first > first else ""


def _before_name(tokens: Tokens, name: Name) -> str:
    return tokens.words[name.first - 1] if name.first else ""


def _is_body_next(tokens: Tokens, name: Name, after: int) -> bool:
    return name.after < after and tokens.words[name.after] in _BEHIND_BODY


_NOT_FIRST = (
    BODY_WORDS
    | PEOPLES
    | frozenset(
        "new north south east west st saint san santa los las port lake mount fort mr great super "
        "white".split()
    )
)
_OFFICES = _TITLE_PARTS | BODY_WORDS


def _may_be_person(tokens: Tokens, name: Name, words: tuple[str, ...]) -> bool:
    if not 2 <= len(words) <= _MOST_WORDS + 2:
        return False
    if name.after - name.first > 2 * _MOST_WORDS:
        return False
    if any(word in BODY_WORDS or word in PLACE_WORDS for word in words[1:]):
        return False
    if words[0] in _NOT_FIRST:
        return False
    if " ".join(words) in REGIONS or words[-1] in PEOPLES:
        return False
    raws = [tokens.raw[at] for at in range(name.first, name.after) if tokens.words[at].isalpha()]
    acronyms = [raw for raw in raws if len(raw) > 2 and raw.isupper()]
    return not acronyms or (len(acronyms) == len(raws) and min(map(len, raws)) > 3)


def _told(tokens: Tokens, name: Name, first: int, after: int) -> bool:
    """Whether the name itself or the words beside it tell of a person."""
    if tokens.words[name.first] in GIVEN_NAMES:
        return True
    return _told_before(tokens, name, first) or _told_behind(tokens, name, after)


def _told_before(tokens: Tokens, name: Name, first: int) -> bool:
    """`rancher Wade Bellamy`; `his counterpart, Marko Zupan`; `to Marko Zupan, a …` is not told."""
    at = name.first - 1
    if at < first:
        return False
    if tokens.words[at] == ",":
        if _opens_with_role(tokens, at, first):
            return True
        at -= 1
        owner = {tokens.words[i] for i in range(max(first, at - 4), at)}
        return (
            at >= first
            and tokens.words[at] in _ROLES
            and bool(owner & {"his", "her", "their", "the", "its", "'s", "a", "an", "my"})
        )
    return tokens.words[at] in _ROLES and tokens.raw[at][0].islower()


def _opens_with_role(tokens: Tokens, comma: int, first: int) -> bool:
    """`The governor of Trang Province, Somchai Wattana,`: a role and what it is of."""
    at = comma - 1
    while at > max(first, comma - _FEW_AFTER) and (
        tokens.raw[at][0].isupper() or tokens.words[at] in {"of", "the", "for", "'s"}
    ):
        at -= 1
    words = tokens.words
    return words[at] in _ROLES and words[at + 1] == "of" and words[max(0, at - 1)] in _APPOSITION


def _told_behind(tokens: Tokens, name: Name, after: int) -> bool:
    """`, 52,` an age; `who`; `, the mission's chief scientist`; `died`."""
    following = tokens.words[name.after : min(after, name.after + _FEW_AFTER)]
    if not following:
        return False
    if following[0] in {"who", *_SPEECH} - {"said", "says", "told", "added", "asked"}:
        return True
    if following[0] != "," or len(following) < 2:
        return False
    if following[1] == "who":
        return True
    if following[1].isdecimal() and len(following[1]) <= 2:
        return len(following) == 2 or following[2] in {",", ".", "and"}
    return following[1] in _APPOSITION and _ends_in_role(tokens, name.after + 2, after)


def _ends_in_role(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a role stands before the next comma, preposition, or `who`."""
    for index in range(at, min(after, at + _FEW_AFTER)):
        word = tokens.words[index]
        if word in {",", ".", "of", "for", "in", "at", "who", "which", "with", ";"}:
            return False
        if word in _ROLES:
            return index + 1 >= after or not is_capital(tokens, index + 1)
    return False
