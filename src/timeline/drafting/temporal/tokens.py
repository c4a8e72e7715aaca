"""Text as tokens, and where its sentences end. One pass, linear in the text's length."""

from __future__ import annotations

import re
from array import array

# Every repetition below is either bounded or of one character class that its successor can't
# match, so no input makes the expression backtrack.
_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?![\w-])"  # 2024-01-08, with a time or not
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])|\d{4}/\d\d?/\d\d?(?![\w/])"
    r"|(?:\d++[-/–]){7,}+\d*+"  # too many parts for two dates: one token, and no date
    r"|\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]\w)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:(?![\w:])|(?=[AaPp][Mm](?!\w)))"
    r"|\d{1,3}0['’]?s(?!\w)|\d{1,4}(?:st|nd|rd|th)(?!\w)"
    r"|\d{1,2}(?:am|pm|AM|PM)(?!\w)|[1-4][QH](?!\w)|[QH][1-4](?!\w)|FY(?:\d{4}|\d\d)(?!\w)"
    r"|\d+(?:[.,]\d+)*"
    r"|[AaPp]\.[Mm]\.|[ap]\.m(?!\w)"
    r"|B\.C\.E\.|B\.C\.|A\.D\.|C\.E\.|(?:U\.){1,2}[SKN]\."
    r"|o['’]clock(?!\w)|[nN]['’]t(?!\w)|['’](?:s|ll|re|ve|d)(?!\w)"
    r"|[^\W\d_]+|\S"
)
_CHAIN = 7
LONGEST_SENTENCE = 400
_FOLD = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-"})

# A full stop after these does not end a sentence. Months stand in the grammar's own words.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt sen rep gov rev hon st jr sr no vs etc inc corp ltd co "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thu fri sat sun "
    "ca c r fl approx fig al ave dept est pres supt a.m p.m".split()
)
_STARTERS = frozenset(
    "the a an in on at it he she they we but and this that these those his her its their after "
    "before when while since officials police for as if by".split()
)
_BULLETS = frozenset({"-", "•", "*", "◦", "▪"})
_CLOSERS = frozenset("\"')]”»")


class Tokens:
    """The tokens of one text as parallel lists.

    `words` are lower-case with plain apostrophes and hyphens, for looking up; `raw` is as
    written; token `i` is `text[starts[i]:ends[i]]`. `told` keeps what the last few verbs tell.
    """

    __slots__ = ("ends", "raw", "starts", "text", "told", "words")

    def __init__(self, text: str) -> None:
        folded: dict[str, tuple[str, str]] = {}  # one string for each word of the language
        self.text = text
        self.told: dict[int, tuple[str, str] | None] = {}
        self.raw: list[str] = []
        self.words: list[str] = []
        self.starts, self.ends = array("I"), array("I")
        for match in _TOKEN.finditer(text):
            raw = match.group()
            pair = folded.get(raw)
            if pair is None:
                pair = folded[raw] = (raw, raw.lower().translate(_FOLD))
            self.raw.append(pair[0])
            self.words.append(pair[1])
            self.starts.append(match.start())
            self.ends.append(match.end())

    def __len__(self) -> int:
        return len(self.words)

    def is_chain(self, index: int) -> bool:
        """Whether it is a row of numbers such as `1/2/1/2/1/2/1/2`, longer than any two dates."""
        word = self.words[index]
        return word[0].isdigit() and word.count("-") + word.count("/") >= _CHAIN

    def joined(self, index: int) -> bool:
        """Whether no space stands between token `index` and the one before it."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def surface(self, first: int, after: int) -> str:
        return self.text[self.starts[first] : self.ends[after - 1]]


def split_sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Half-open token ranges, in order, that together hold every token.

    None is longer than `LONGEST_SENTENCE`: a text without full stops is cut into such lengths, so
    that what looks around within a sentence stays bounded.
    """
    spans: list[tuple[int, int]] = []
    first = 0
    index = 0
    count = len(tokens)
    while index < count:
        after = index + 1
        if tokens.words[index] in {".", "!", "?", "…"} or tokens.raw[index][-1] == ".":
            while after < count and tokens.raw[after] in _CLOSERS and tokens.joined(after):
                after += 1
            ends = (
                after == count or _blank_line(tokens, after) or _ends_sentence(tokens, index, after)
            )
        else:
            ends = after == count or _blank_line(tokens, after) or _begins_item(tokens, after)
        if ends or after - first >= LONGEST_SENTENCE:
            spans.append((first, after))
            first = after
        index = after
    return spans


def _blank_line(tokens: Tokens, after: int) -> bool:
    gap = tokens.text[tokens.ends[after - 1] : tokens.starts[after]]
    return "\n" in gap and gap.count("\n") > 1


def _begins_item(tokens: Tokens, at: int) -> bool:
    """Whether a line of a list begins: a bullet or hyphen with a space behind it."""
    return (
        tokens.words[at] in _BULLETS
        and at + 1 < len(tokens)
        and not tokens.joined(at + 1)
        and "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    )


def _ends_sentence(tokens: Tokens, stop: int, after: int) -> bool:
    if tokens.starts[after] == tokens.ends[after - 1]:
        # "away.Mexico": a lost space, told from "3.14" and "example.com" by its capital.
        return (
            tokens.raw[after][0].isupper()
            and tokens.raw[stop] == "."
            and tokens.words[stop - 1].isalpha()
            and len(tokens.words[stop - 1]) > 3
        )
    following = tokens.raw[after]
    if not (following[0].isupper() or following[0].isdigit() or following[0] in "\"'“‘«(—-•*#$[’"):
        return False
    if tokens.words[stop] in {"!", "?", "…"}:
        return True
    opener = tokens.words[after]
    if "\n" in tokens.text[tokens.ends[after - 1] : tokens.starts[after]]:
        return True  # a paragraph's end
    if tokens.raw[stop] != ".":
        # a.m., U.S., B.C.: the stop belongs to the token.
        return (opener in _STARTERS and following[0].isupper()) or _blank_line(tokens, after)
    before = tokens.words[stop - 1] if stop else ""
    if following in {"-", "–", "—"} and len(before) <= 5 and tokens.raw[stop - 1][0].isupper():
        return _blank_line(tokens, after)  # "DOVER, Del. - A truck"
    if before in _ABBREVIATIONS:
        return _blank_line(tokens, after) or (
            before in {"inc", "corp", "ltd", "co", "a.m", "p.m"} and opener in _STARTERS
        )
    if len(before) == 1 and before.isalpha() and tokens.raw[stop - 1].isupper():
        return opener in _STARTERS
    return True
