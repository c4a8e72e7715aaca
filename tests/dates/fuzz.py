"""Texts to throw at the parser: EDTF-like, damaged, and mere noise.

`python -m tests.dates.fuzz SECONDS [SEED]` runs for that long and prints what it found.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from contextlib import suppress

from tests.dates.judge import judge
from timeline.dates import DateError, parse_date, parse_edtf

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
    try:
        date = parse_edtf.__wrapped__(text)
    except DateError as error:
        assert expected is None, f"{text!r} refused: {error}"
        assert error.reason
        return "refused"
    assert expected is not None, f"{text!r} accepted as {date.edtf}"
    assert date.bounds == expected, f"{text!r} is {expected}, not {date.bounds}"
    again = parse_edtf.__wrapped__(date.edtf)
    assert again.edtf == date.edtf, f"{text!r}: {date.edtf} then {again.edtf}"
    assert (again.bounds, again.marks) == (date.bounds, date.marks), text
    return "accepted"


def try_words(text: str) -> str:
    """Whatever is written, there is a date that EDTF can hold, or a reasoned refusal."""
    try:
        date = parse_date(text, relative_to=_REFERENCE)
    except DateError as error:
        assert error.reason, text
        return "words refused"
    assert parse_edtf(date.edtf).bounds == date.bounds, text
    return "words accepted"


_REFERENCE = parse_edtf("2024-01-05")


def main(seconds: float, seed: int) -> None:
    rng = random.Random(seed)
    came: Counter[str] = Counter()
    failures: list[str] = []
    slowest, slow_text = 0.0, ""
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(failures) < 50:
        words = rng.random() < 0.2
        text = (
            (damaged(rng, phrase(rng)) if rng.random() < 0.3 else phrase(rng))
            if words
            else any_text(rng)
        )
        try:
            came[try_words(text) if words else try_edtf(text)] += 1
        except Exception as error:  # noqa: BLE001 - every crash is a finding
            failures.append(f"{text!r}: {type(error).__name__}: {error}")
            print("FAILED", failures[-1], flush=True)
        took = _seconds_to_parse(text)
        if took > slowest:
            slowest, slow_text = took, text
    print(f"seed {seed}, {seconds:.0f} s: {sum(came.values())} texts, {dict(came)}")
    print(f"slowest {slowest * 1000:.1f} ms: {slow_text!r}; failures: {len(failures)}")


def _seconds_to_parse(text: str) -> float:
    parse_edtf.cache_clear()
    began = time.perf_counter()
    with suppress(DateError):
        parse_date(text, relative_to=_REFERENCE)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
