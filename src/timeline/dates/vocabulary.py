"""The English words of time, as plain data; `words_in` and drafting read by the same tables.

Keys are lower case and without dots: look a word up by `key_of("Sept.")`, which is `sept`.
To teach the grammar a word, add it to a table here; to teach it a phrase, add a rule to
`words_in.Reader` (its docstring tells how).
"""

from __future__ import annotations

from typing import Final

MONTHS: Final[tuple[str, ...]] = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip

AP_MONTHS: Final[tuple[str, ...]] = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July",
    "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
"""Months beside a day, in the Associated Press's style; alone they are spelled out."""

WEEKDAYS: Final[tuple[str, ...]] = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip

MONTH_NUMBERS: Final[dict[str, int]] = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}

WEEKDAY_NUMBERS: Final[dict[str, int]] = {
    **{name.lower(): number for number, name in enumerate(WEEKDAYS)},
    **{name.lower()[:3]: number for number, name in enumerate(WEEKDAYS)},
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip
"""0 is Monday."""

NUMBER_WORDS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip

ORDINAL_WORDS: Final[dict[str, int]] = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
        "twenty-first".split(),
        1,
    )
}

UNITS: Final[dict[str, str]] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year",
}  # fmt: skip

SEASON_CODES: Final[dict[str, int]] = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
}  # fmt: skip
"""EDTF's seasons of no stated hemisphere; +4 is Northern, +8 Southern."""

SEASON_NAMES: Final[tuple[str, ...]] = ("spring", "summer", "fall", "winter")

THIRDS: Final[dict[str, int]] = {"early": 0, "mid": 1, "middle": 1, "late": 2}

APPROXIMATORS: Final[frozenset[str]] = frozenset(
    {"c", "ca", "circa", "about", "around", "approximately", "approx", "roughly"}
)

DOUBTERS: Final[frozenset[str]] = frozenset({"probably", "possibly", "perhaps", "maybe"})

ERAS: Final[dict[str, bool]] = {
    "bc": True, "bce": True, "ad": False, "ce": False,
}  # fmt: skip
"""True before Christ."""

PARTS_OF_YEAR: Final[dict[str, tuple[int, int]]] = {
    # the EDTF code of the first one, and how many there are
    "quarter": (33, 4), "four months": (37, 3), "half": (40, 2),
}  # fmt: skip

RELATIVE_DAYS: Final[dict[str, int]] = {"yesterday": -1, "today": 0, "tomorrow": 1}

NEIGHBOURS: Final[dict[str, int]] = {"last": -1, "previous": -1, "this": 0, "next": 1}

TOWARDS: Final[dict[str, int]] = {
    "ago": -1, "earlier": -1, "previously": -1, "later": 1, "hence": 1,
}  # fmt: skip
"""Which way a count of units goes from the reference date."""

FILLERS: Final[frozenset[str]] = frozenset({"on", "in", "during", "the"})
"""Words before a date that add nothing to it."""

RANGE_WORDS: Final[frozenset[str]] = frozenset(
    {"to", "until", "till", "through", "thru", "–", "—", "-"}
)

NO_LATER: Final[tuple[tuple[str, ...], ...]] = (
    ("by",), ("no", "later", "than"), ("in", "or", "before"), ("on", "or", "before"),
)  # fmt: skip

NO_EARLIER: Final[tuple[tuple[str, ...], ...]] = (
    ("no", "earlier", "than"), ("in", "or", "after"), ("on", "or", "after"),
)  # fmt: skip

ZONE_ABBREVIATIONS: Final[frozenset[str]] = frozenset(
    "est edt cst cdt mst mdt pst pdt cet cest bst ist msk jst eet eest wet aest".split()
)
"""Names of clocks that several zones share; none says which one was meant."""

VAGUE: Final[dict[str, str]] = {
    "other day": "says no day",
    "recently": "says no day",
    "lately": "says no day",
    "soon": "says no day",
    "ages ago": "says no number",
    "while ago": "says no number",
    "few": "says no number",
    "several": "says no number",
    "some": "says no number",
    "many": "says no number",
    "couple": "is two to some and a few to others",
}
"""Words that no rule may ever turn into a date, and why."""


_GRAMMAR: Final[frozenset[str]] = frozenset(
    "all between and from before after prior to by since until or later earlier onward "
    "onwards of the in on at no than end start unknown uncertain century now am pm noon midnight "
    "utc gmt northern southern hemisphere".split()
)

KNOWN: Final[frozenset[str]] = _GRAMMAR.union(
    MONTH_NUMBERS, WEEKDAY_NUMBERS, NUMBER_WORDS, ORDINAL_WORDS, UNITS, SEASON_CODES, THIRDS,
    APPROXIMATORS, DOUBTERS, ERAS, PARTS_OF_YEAR, RELATIVE_DAYS, NEIGHBOURS, TOWARDS, FILLERS,
    RANGE_WORDS, ZONE_ABBREVIATIONS,
)  # fmt: skip
"""Every word that some rule reads: what isn't here can only be refused."""


def key_of(word: str) -> str:
    """How a word is looked up: lower case, without dots."""
    return word.replace(".", "").lower()
