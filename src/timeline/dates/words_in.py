"""Plain English to dates: EDTF first, then one small grammar of temporal words.

    phrase = "between" single "and" single          sometime in it     [a..b]
           | "from" single to single | single to single   all of it    a/b
           | "before" single | "after" single | …                      [..a] [b..]
           | "since" single | single "or later" | …                    a/..
           | single "," single "or" single                             [a,b,c]
           | single "," single "and" single                            {a,b,c}
           | "all of" single to single                                 {a..b}
           | single

`single_words`, `calendar_words`, `relative_words` and `clock_words` hold the rules for single
dates; this module joins them. The same grammar serves `timeline date`, `timeline add` and drafting.

To extend it: a word goes into `vocabulary`; a phrase becomes a rule, a function from a
`reader.Reader` to a `Span`, or to None where it isn't meant, and is named in the RULES of its
module. Drafting reads at any token: `read_phrase(Reader(text, tokens, settings, at))` gives the
date, or None, and leaves the reader's `at` behind the phrase.
"""

from __future__ import annotations

import re

from attrs import evolve

from timeline.dates import vocabulary
from timeline.dates.clock_words import check_clock
from timeline.dates.faults import DateError
from timeline.dates.periods import neighbour
from timeline.dates.reader import Order, Partial, Reader, Settings, Span
from timeline.dates.single_words import Single, single
from timeline.dates.tokens import tokenize
from timeline.dates.value import Date, Hemisphere, parse_edtf

Item = tuple[Single | None, Single | None]

_EDTF_LETTERS = re.compile(r"[0-9XYESTZ:?~%.,/\[\]{}+-]*", re.ASCII)

# What other programs write: ISO 8601, which EDTF reads only with its seconds.
_WITHOUT_SECONDS = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)?", re.ASCII)

LONGEST = 200
"""Characters of a date in words: more is no date, and rules may look at each token often."""


def parse_date(
    text: str,
    *,
    relative_to: Date | None = None,
    order: Order | None = None,
    zone: str | None = None,
    hemisphere: Hemisphere = "north",
) -> Date:
    """The date that a person's text means: EDTF, else plain English.

    Nothing is guessed: a missing year, `01/02/2024` without `order`, "yesterday" without
    `relative_to` are refused. A local time without a zone stays local, to be read in the zone of
    its fact or log; where that `zone` (IANA) is given, what its clocks skip is refused. In the
    south, "spring 2024" is `2024-29`.

    Raises:
        DateError: the text can't be understood, with the reason and what to write instead.
    """
    date = _parse(text.strip(), Settings(relative_to, order, zone, hemisphere))
    if zone is not None:
        check_clock(date, zone)
    return date


def _parse(text: str, settings: Settings) -> Date:
    short = _WITHOUT_SECONDS.fullmatch(text)
    if short:
        text = f"{short[1]}:00{short[2] or ''}"
    try:
        return parse_edtf(text, hemisphere=settings.hemisphere)
    except DateError as error:
        as_edtf = error
    if len(text) > LONGEST:
        raise as_edtf
    reader = Reader(text, tokenize(text), settings)
    try:
        date = read_phrase(reader)
    except DateError as error:
        raise _unread(reader) or error from None
    if date is not None and reader.at == len(reader.tokens):
        return date
    if _EDTF_LETTERS.fullmatch(text):
        raise as_edtf
    raise _unread(reader) or (as_edtf if date is None else _left_over(reader))


def read_phrase(reader: Reader) -> Date | None:
    """The longest date phrase at the reader's place, or None with the place as it was.

    Raises:
        DateError: a phrase of time that may not be guessed, or that names no real day.
    """
    found = reader.first_of((_between, _bounded, _from, _all_of, _listed, _range, _open, _alone))
    return None if found is None else parse_edtf(found, hemisphere=reader.settings.hemisphere)


def _unread(reader: Reader) -> DateError | None:
    """A word that no rule knows, or that may never become a date, explains a failure best."""
    keys = [token.key for token in reader.tokens]
    together = " ".join(keys)
    for words, reason in vocabulary.VAGUE.items():
        if f" {words} " in f" {together} ":
            return DateError(
                reader.text, f"'{words}' {reason}", "write the date, or 'between … and …'"
            )
    for token in reader.tokens:
        if token.kind == "word" and len(token.key) > 1 and token.key not in vocabulary.KNOWN:
            written = reader.text[token.start : token.end]
            return DateError(
                reader.text, f"'{written}' is not a word of dates here", _nearest(written)
            )
    if len(keys) == 1 and keys[0] in vocabulary.WEEKDAY_NUMBERS:
        name = vocabulary.WEEKDAYS[vocabulary.WEEKDAY_NUMBERS[keys[0]]]
        return DateError(
            reader.text, "a weekday alone names no week", f"write 'last {name}', or the date"
        )
    return None


def _nearest(word: str) -> str:
    from difflib import get_close_matches

    names = (*vocabulary.MONTHS, *vocabulary.WEEKDAYS)
    for name in get_close_matches(word.capitalize(), names, n=1, cutoff=0.75):
        return f"did you mean {name}?"
    return "write for example 'Jan 5, 2024', 'early 2024' or 2024-01-05"


def _left_over(reader: Reader) -> DateError:
    place = reader.tokens[reader.at].start
    return DateError(
        reader.text,
        f"'{reader.text[:place].strip()}' is a date, but not with '{reader.text[place:]}' after it",
        "leave that out, or write the date as in 2024-01-05",
    )


# Phrases: each gives EDTF text


def _between(reader: Reader) -> str | None:
    if not reader.take("between"):
        return None
    pair = _pair(reader, frozenset({"and"}))
    return None if pair is None else f"[{pair[0].first}..{pair[1].end}]"


def _from(reader: Reader) -> str | None:
    if not reader.take("from"):
        return None
    found = reader.attempt(_range)
    if found is not None:
        return found
    one = _whole(reader)
    if one is None:
        return None
    if reader.take(",", "end", "unknown"):
        return f"{_exact(reader, one)}/"
    if reader.take("on") or reader.take("onward") or reader.take("onwards"):
        return f"{_exact(reader, one)}/.."
    return None


def _range(reader: Reader) -> str | None:
    pair = _pair(reader, vocabulary.RANGE_WORDS)
    if pair is None:
        return None
    return f"{_exact(reader, pair[0])}/{_exact(reader, pair[1])}"


def _bounded(reader: Reader) -> str | None:
    return reader.first_of((_before, _after, _by, _not_before, _since, _until))


def _before(reader: Reader) -> str | None:
    if not (reader.take("before") or reader.take("prior", "to")):
        return None
    one = _whole(reader)
    return None if one is None else f"[..{neighbour(one.first, -1)}]"


def _after(reader: Reader) -> str | None:
    one = _whole(reader) if reader.take("after") else None
    return None if one is None else f"[{neighbour(one.end, 1)}..]"


def _by(reader: Reader) -> str | None:
    """Sometime until then, that day, month or year included."""
    if not any(reader.take(*words) for words in vocabulary.NO_LATER):
        return None
    one = _whole(reader)
    return None if one is None else f"[..{one.end}]"


def _not_before(reader: Reader) -> str | None:
    if not any(reader.take(*words) for words in vocabulary.NO_EARLIER):
        return None
    one = _whole(reader)
    return None if one is None else f"[{one.first}..]"


def _since(reader: Reader) -> str | None:
    one = _whole(reader) if reader.take("since") else None
    return None if one is None else f"{_exact(reader, one)}/.."


def _until(reader: Reader) -> str | None:
    if not (reader.take("until") or reader.take("till")):
        return None
    one = _whole(reader)
    if one is None:
        return None
    start = "" if reader.take(",", "start", "unknown") else ".."
    return f"{start}/{_exact(reader, one)}"


def _open(reader: Reader) -> str | None:
    one = _whole(reader)
    if one is None:
        return None
    if reader.take("or", "later") or reader.take("onward") or reader.take("onwards"):
        return f"{_exact(reader, one)}/.."
    if reader.take("or", "earlier"):
        return f"../{_exact(reader, one)}"
    return None


def _listed(reader: Reader) -> str | None:
    """`1667, 1668 or 1670–1672`; what a date lacks it takes from its neighbours."""
    items: list[Item] = []
    joint = None
    while joint not in _LAST_JOINTS:
        item = reader.attempt(_item)
        joint = reader.take_any(_JOINTS)
        if item is None or joint is None:
            return None
        items.append(item)
        joint = (joint in _COMMAS and reader.take_any(_LAST_JOINTS)) or joint
    item = reader.attempt(_item)
    if item is None:
        return None
    members = _spelled(reader, [*items, item])
    return f"[{members}]" if joint == "or" else f"{{{members}}}"


def _all_of(reader: Reader) -> str | None:
    """`all of 1670–1672`: each of its years, not one of them."""
    item = reader.attempt(_item) if reader.take("all", "of") else None
    return None if item is None else f"{{{_spelled(reader, [item])}}}"


def _item(reader: Reader) -> Item | None:
    """A date, or a range of dates; None for an end that is open."""
    first = single(reader)
    if first is None:
        return None
    if reader.take("or", "later"):
        return first, None
    if reader.take("or", "earlier"):
        return None, first
    after_first = reader.at
    if reader.take_any(vocabulary.RANGE_WORDS):
        last = single(reader)
        if last is not None:
            return first, last
        reader.at = after_first
    return first, first


def _spelled(reader: Reader, items: list[Item]) -> str:
    """The members of a set, once each has taken what it lacks from its neighbours."""
    written = _shared([one for item in items for one in item if one is not None])
    whole = iter([_exact(reader, reader.finish(one)) for one in written])
    pairs = [[None if one is None else next(whole) for one in item] for item in items]
    return ",".join(
        str(first) if first == last else f"{first or ''}..{last or ''}" for first, last in pairs
    )


def _alone(reader: Reader) -> str | None:
    one = _whole(reader)
    return None if one is None else one.edtf


def _pair(reader: Reader, joints: frozenset[str]) -> tuple[Span, Span] | None:
    """Two dates; the first borrows from the second the year, and the month, that it lacks."""
    first = single(reader)
    if first is None or reader.take_any(joints) is None:
        return None
    last = single(reader)
    if last is None:
        return None
    first, last = _shared([first, last])
    return reader.finish(first), reader.finish(last)


def _shared(singles: list[Single]) -> list[Single]:
    """`Jan. 8–10, 2024`: days take the month before them, or else after; all take the last year."""
    shared = list(singles)
    for at in range(1, len(shared)):
        shared[at] = _with_month_of(shared[at], shared[at - 1])
    for at in range(len(shared) - 2, -1, -1):
        shared[at] = _with_year_of(shared[at], shared[at + 1])
    return shared


def _with_month_of(one: Single, before: Single) -> Single:
    if not (isinstance(one, Partial) and isinstance(before, Partial)):
        return one
    if one.month is not None or one.day is None:
        return one
    return evolve(one, month=before.month)


def _with_year_of(one: Single, following: Single) -> Single:
    if not (isinstance(one, Partial) and isinstance(following, Partial)):
        return one
    if one.year is not None or following.month is None:
        return one
    month = following.month if one.month is None else one.month
    return evolve(one, year=following.year, month=month)


def _exact(reader: Reader, one: Span) -> str:
    if one.last:
        reader.refuse(
            f"{one.edtf} is itself a range, which can't bound another",
            f"write months or days, as in {one.first}",
        )
    return one.first


def _whole(reader: Reader) -> Span | None:
    one = single(reader)
    return None if one is None else reader.finish(one)


_JOINTS = frozenset({",", ";", "or", "and"})
_COMMAS = frozenset({",", ";"})
_LAST_JOINTS = frozenset({"or", "and"})
