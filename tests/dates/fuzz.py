"""Texts to throw at the parser: EDTF-like, damaged, and mere noise.

`python -m tests.dates.fuzz SECONDS [SEED]` runs for that long and prints what it found.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from tests.dates.judge import judge, ordinal
from timeline.dates import Date, DateError, format_words, parse_date, parse_edtf

ALPHABET = "0123456789" * 3 + "XXX--//..??~~%%[]{},,YEST:Z+ " + "ux٢２²൧−–\n\t_ab"

WORDS = (
    "Jan Feb. March April May June July Aug. Sept. Oct. Nov. Dec. January 5 8 10 31 30 29 1st 2nd "
    "2024 2023 1850 1850s 1900s 44 B.C. BC AD CE 79 early mid late c. circa about probably between "
    "and from to until since before after by yesterday today last next Monday Fri week month year "
    "ago four a two 12 days weeks , – - / ( ) ? ~ % of the in on or later earlier spring winter "
    "Q3 H1 first third half quarter century 19th uncertain 01/02/2024 25/12/2024 5.1.2024 2024-01 "
    "2024-01-05 14:00 2:30 p.m. noon UTC America/Mexico_City 2001-02 other few ٢٠٢٤"
).split()


def edtf_like(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.55:
        return _point(rng)
    if roll < 0.75:
        return f"{_end(rng)}/{_end(rng)}"
    members = [_member(rng) for _ in range(rng.choice((1, 1, 2, 2, 3, 5)))]
    left, right = rng.choice(("[]", "{}"))
    return left + ",".join(members) + right


def _end(rng: random.Random) -> str:
    return rng.choice(("", "..")) if rng.random() < 0.2 else _point(rng)


def _member(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.5:
        return _point(rng)
    first = "" if roll < 0.6 else _point(rng)
    last = "" if roll > 0.9 else _point(rng)
    return f"{first}..{last}"


def _qualifier(rng: random.Random) -> str:
    return rng.choice("?~%") if rng.random() < 0.12 else ""


def _masked(rng: random.Random, digits: str) -> str:
    if rng.random() < 0.75:
        return digits
    return "".join("X" if rng.random() < 0.4 else digit for digit in digits)


def _point(rng: random.Random) -> str:
    roll = rng.random()
    sign = "-" if rng.random() < 0.15 else ""
    if roll < 0.08:
        digits = str(rng.randrange(1, 10 ** rng.randrange(1, 13)))
        year = f"Y{sign}{digits}" + (f"E{rng.randrange(9)}" if rng.random() < 0.4 else "")
    else:
        near = rng.random() < 0.7
        year = sign + _masked(
            rng, f"{rng.randrange(1850, 2050) if near else rng.randrange(10000):04}"
        )
    if rng.random() < 0.06:
        year += f"S{rng.randrange(7)}"
    text = _qualifier(rng) + year + _qualifier(rng)
    if rng.random() < 0.3:
        return text
    month = rng.randrange(14) if rng.random() < 0.85 else rng.randrange(20, 43)
    text += "-" + _qualifier(rng) + _masked(rng, f"{month:02}") + _qualifier(rng)
    if rng.random() < 0.35:
        return text
    text += "-" + _qualifier(rng) + _masked(rng, f"{rng.randrange(33):02}") + _qualifier(rng)
    if rng.random() < 0.1:
        text += f"T{rng.randrange(26):02}:{rng.randrange(62):02}:{rng.randrange(62):02}"
        text += rng.choice(("", "Z", "+04:30", "-04", "+15", "-00:00", "+0430", "+14:01"))
    return text


def damaged(rng: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        place = rng.randrange(len(letters) + 1)
        roll = rng.random()
        if roll < 0.35 or not letters:
            letters.insert(place, rng.choice(ALPHABET))
        elif roll < 0.65:
            del letters[place - 1]
        elif roll < 0.9:
            letters[place - 1] = rng.choice(ALPHABET)
        else:
            letters[place:place] = letters[: rng.randrange(len(letters) + 1)]
    return "".join(letters)


def noise(rng: random.Random) -> str:
    return "".join(rng.choice(ALPHABET) for _ in range(rng.randrange(14)))


def phrase(rng: random.Random) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(rng.randrange(1, 7)))


MONTH_WORDS = (
    ("January", "Jan.", "Jan"), ("February", "Feb.", "Feb"), ("March", "Mar."), ("April", "Apr."),
    ("May",), ("June", "Jun."), ("July", "Jul"), ("August", "Aug."), ("September", "Sept.", "Sep"),
    ("October", "Oct."), ("November", "Nov."), ("December", "Dec."),
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def worded_point(rng: random.Random) -> tuple[str, str]:
    """A date in words, and what it means: both built from the same numbers, neither parsed."""
    year, month, day = rng.randrange(1000, 2100), rng.randrange(1, 13), rng.randrange(1, 32)
    name = rng.choice(MONTH_WORDS[month - 1])
    roll = rng.random()
    if roll < 0.2:
        return f"{year}", f"{year}"
    if roll < 0.4:
        return rng.choice((f"{name} {year}", f"{name}, {year}")), f"{year}-{month:02}"
    if roll < 0.5:
        return f"{year // 10}0s" if year // 10 % 10 else f"{year}", (
            f"{year // 10}X" if year // 10 % 10 else f"{year}"
        )
    if roll < 0.6:
        before = rng.randrange(1, 4000)
        return f"{name} {before} B.C.", f"{_four(1 - before)}-{month:02}"
    text = rng.choice(
        (f"{name} {day}, {year}", f"{name} {day} {year}", f"{day} {name} {year}",
         f"{day} of {name}, {year}", f"{year}/{month}/{day}", f"on {name} {day}, {year}")
    )  # fmt: skip
    number = ordinal(year, month, day)
    if number is not None and rng.random() < 0.2:
        weekday = rng.randrange(7)
        if weekday != (number - 1) % 7:
            return f"{WEEKDAYS[weekday]}, {name} {day}, {year}", "not that weekday"
        return f"{WEEKDAYS[weekday]}, {name} {day}, {year}", f"{year}-{month:02}-{day:02}"
    return text, f"{year}-{month:02}-{day:02}"


def _four(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def worded(rng: random.Random) -> tuple[str, str]:
    first, first_edtf = worded_point(rng)
    last, last_edtf = worded_point(rng)
    shape = rng.randrange(9)
    if shape == 0:
        return f"between {first} and {last}", f"[{first_edtf}..{last_edtf}]"
    if shape == 1:
        return f"from {first} to {last}", f"{first_edtf}/{last_edtf}"
    if shape == 2:
        return f"since {first}", f"{first_edtf}/.."
    if shape == 3:
        return f"c. {first}", f"{first_edtf}~"
    if shape == 4:
        return f"{first} (uncertain)", f"{first_edtf}?"
    if shape == 5:
        return f"by {first}", f"[..{first_edtf}]"
    if shape == 6:
        return f"{first} or {last}", f"[{first_edtf},{last_edtf}]"
    if shape == 7:
        return f"{first} and {last}", f"{{{first_edtf},{last_edtf}}}"
    return first, first_edtf


def any_text(rng: random.Random) -> str:
    roll = rng.random()
    if roll < 0.5:
        return edtf_like(rng)
    if roll < 0.8:
        return damaged(rng, edtf_like(rng))
    return noise(rng)


def try_edtf(text: str) -> str:
    """What came of it; every disagreement with the judge is an AssertionError."""
    expected = judge(text)
    date = _date_or_reason(lambda: parse_edtf.__wrapped__(text))
    if isinstance(date, str):
        assert expected is None, f"{text!r} refused: {date}"
        return "refused"
    assert expected is not None, f"{text!r} accepted as {date.edtf}"
    assert date.bounds == expected, f"{text!r} is {expected}, not {date.bounds}"
    again = parse_edtf.__wrapped__(date.edtf)
    assert again.edtf == date.edtf, f"{text!r}: {date.edtf} then {again.edtf}"
    assert (again.bounds, again.marks) == (date.bounds, date.marks), text
    return "accepted"


def try_words(text: str) -> str:
    """Whatever is written, there is a date that EDTF can hold, or a reasoned refusal."""
    date = _date_or_reason(lambda: parse_date(text, relative_to=_REFERENCE))
    if isinstance(date, str):
        return "words refused"
    assert parse_edtf(date.edtf).bounds == date.bounds, text
    assert format_words(date), text
    return "words accepted"


def try_meaning(text: str, meaning: str) -> str:
    """Words are read as what they were built from, by the judge's bounds, or refused with it."""
    expected = judge(meaning)
    date = _date_or_reason(lambda: parse_date(text))
    if isinstance(date, str):
        assert expected is None, f"{text!r} refused: {date}"
        return "meaning refused"
    assert date.bounds == expected, f"{text!r} is {meaning} {expected}, not {date.edtf}"
    said = format_words(date)
    assert parse_date(said) == date, f"{text!r} is said as {said!r}"
    return "meaning read"


def _date_or_reason(parse: Callable[[], Date]) -> Date | str:
    try:
        return parse()
    except DateError as error:
        return f"{error.reason or 'no reason'}; {error}"


_REFERENCE = parse_edtf("2024-01-05")


def main(seconds: float, seed: int) -> None:
    rng = random.Random(seed)
    came: Counter[str] = Counter()
    failures: list[str] = []
    slowest, slow_text = 0.0, ""
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(failures) < 50:
        text, attempt = _case(rng)
        try:
            came[attempt()] += 1
        except Exception as error:  # noqa: BLE001 - every crash is a finding
            failures.append(f"{text!r}: {type(error).__name__}: {error}")
            print("FAILED", failures[-1], flush=True)
        took = _seconds_to_parse(text)
        if took > slowest:
            slowest, slow_text = took, text
    print(f"seed {seed}, {seconds:.0f} s: {sum(came.values())} texts, {dict(came)}")
    print(f"slowest {slowest * 1000:.1f} ms: {slow_text!r}; failures: {len(failures)}")


def _case(rng: random.Random) -> tuple[str, Callable[[], str]]:
    roll = rng.random()
    if roll < 0.6:
        text = any_text(rng)
        return text, partial(try_edtf, text)
    if roll < 0.8:
        text, meaning = worded(rng)
        if rng.random() < 0.6:
            return text, partial(try_meaning, text, meaning)
        text = damaged(rng, text)
        return text, partial(try_words, text)
    text = phrase(rng)
    return text, partial(try_words, text)


def _seconds_to_parse(text: str) -> float:
    parse_edtf.cache_clear()
    began = time.perf_counter()
    with suppress(Exception):  # what a crash is worth has been told by then
        parse_date(text, relative_to=_REFERENCE)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
