"""Dates beside their peers, in one run: `python benchmarks/dates.py`.

Every figure is a median of rounds in which all parsers take their turn, in processor time, so
that a busy machine counts less. Caches are emptied before each turn, so that a value is really
parsed. A peer that isn't installed is named and left out: `pip install edtf undate`.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from statistics import median
from typing import Any

from attrs import frozen

from timeline.dates import Date, parse_edtf

# The examples of https://www.loc.gov/standards/datetime/ (4 February 2019), each once.
MIX = (
    "1985-04-12 1985-04 1985 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04 "
    "1985-04-12T23:20:30+04:30 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 "
    "2004-02-01/2005-02 2004-02-01/2005 2005/2006-02 Y170000002 Y-170000002 2001-21 1984? "
    "2004-06~ 2004-06-11% 201X 20XX 2004-XX 1985-04-XX 1985-XX-XX 1985-04-12/.. 1985-04/.. "
    "1985/.. ../1985-04-12 ../1985-04 ../1985 1985-04-12/ 1985-04/ 1985/ /1985-04-12 /1985-04 "
    "/1985 -1985 Y-17E7 1950S2 Y171010000S3 Y3388E2S3 2001-34 [1667,1668,1670..1672] "
    "[..1760-12-03] [1760-12..] [1760-01,1760-02,1760-12..] [1667,1760-12] [..1984] "
    "{1667,1668,1670..1672} {1960,1961-12} {..1984} 2004-06~-11 2004?-06-11 ?2004-06-~11 "
    "2004-%06-11 156X-12-25 15XX-12-25 XXXX-12-XX 1XXX-XX 1XXX-12 1984-1X "
    "2004-06-~01/2004-06-~20 2004-06-XX/2004-07-03"
).split()
PLAIN = [(date(1950, 1, 1) + timedelta(days)).isoformat() for days in range(20_000)]

ROUNDS = 9

Parse = Callable[[str], Any]


@frozen
class Parser:
    """`many` is how many plain days it gets a round: the slow ones get fewer."""

    name: str
    parse: Parse
    many: int = len(PLAIN)
    keeps_cache: bool = False


def main() -> None:
    parsers = [
        Parser("timeline.dates", parse_edtf),
        Parser("timeline.dates, cached", parse_edtf, keeps_cache=True),
        Parser("date.fromisoformat", date.fromisoformat),
        *_peers(),
    ]
    print(f"Python {sys.version.split()[0]}; medians of {ROUNDS} rounds, all parsers in each round")
    print("values a second; each text is parsed anew, but for the row that says otherwise\n")
    rates = _rates(parsers)
    print(f"{'':24}{'plain days':>14}{'specification':>16}{'accepted':>12}")
    for parser in parsers:
        plain, mix, accepted = rates[parser.name]
        print(f"{parser.name:24}{plain:>14,.0f}{_shown(mix):>16}{accepted:>5} of {len(MIX)}")
    print()
    _compare_with_peers(parsers, rates)
    _against_the_floor()
    _sorting()
    _memory()
    _imports()


def _peers() -> list[Parser]:
    found: list[Parser] = []
    try:
        import pendulum

        found.append(Parser("pendulum.parse", pendulum.parse))
    except ImportError:
        print("pendulum is not installed, so it is left out")
    try:
        import edtf  # type: ignore[import-not-found]

        found.append(Parser("edtf", edtf.parse_edtf, many=60))
    except ImportError:
        print("edtf is not installed, so it is left out: pip install edtf")
    try:
        from undate.converters.edtf import EDTFDateConverter  # type: ignore[import-not-found]

        found.append(Parser("undate", EDTFDateConverter().parse, many=60))
    except ImportError:
        print("undate is not installed, so it is left out: pip install undate")
    return found


def _rates(parsers: list[Parser]) -> dict[str, tuple[float, float, int]]:
    """name -> (plain days a second, the mix a second or 0, examples accepted).

    A parser that knows little EDTF has no rate on the mix: it would be that of its refusals.
    """
    accepted = {each.name: sum(_accepts(each.parse, text) for text in MIX) for each in parsers}
    took: dict[str, list[tuple[float, float]]] = {each.name: [] for each in parsers}
    for _ in range(ROUNDS):
        for each in parsers:
            plain = _seconds(each, PLAIN[: each.many]) / each.many
            mix = _seconds(each, MIX) / len(MIX) if accepted[each.name] > 30 else 0.0
            took[each.name].append((plain, mix))
    return {
        name: (
            1 / median(plain for plain, _ in rounds),
            1 / mix if (mix := median(mix for _, mix in rounds)) else 0.0,
            accepted[name],
        )
        for name, rounds in took.items()
    }


def _seconds(parser: Parser, texts: list[str]) -> float:
    """The quickest of three, so that a busy machine doesn't decide."""
    took = []
    for _ in range(3):
        if not parser.keeps_cache:
            parse_edtf.cache_clear()
        with redirect_stdout(StringIO()):  # a peer prints while it parses
            began = time.process_time()
            _parse_all(parser.parse, texts)
            took.append(time.process_time() - began)
    return min(took)


def _accepts(parse: Parse, text: str) -> bool:
    with redirect_stdout(StringIO()):
        try:
            parse(text)
        except Exception:  # noqa: BLE001 - peers raise what they like
            return False
    return True


def _parse_all(parse: Parse, texts: list[str]) -> None:
    for text in texts:
        try:  # noqa: SIM105 - `suppress` would take as long as a plain day
            parse(text)
        except Exception:  # noqa: BLE001 - peers raise what they like
            pass


def _shown(rate: float) -> str:
    return f"{rate:,.0f}" if rate else "–"


def _compare_with_peers(parsers: list[Parser], rates: dict[str, tuple[float, float, int]]) -> None:
    plain, mix, _ = rates["timeline.dates"]
    for parser in parsers[2:]:
        theirs, their_mix, _ = rates[parser.name]
        told = f"timeline.dates / {parser.name}: x {plain / theirs:,.2f} on plain days"
        print(told + (f", x {mix / their_mix:,.0f} on the specification" if their_mix else ""))


def _rounds(work: Callable[[], object]) -> list[float]:
    took: list[float] = []
    for _ in range(ROUNDS):
        parse_edtf.cache_clear()
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return took


def _against_the_floor() -> None:
    """The least that a value of this kind costs: read the day, and build the value."""
    days = [(text, date.fromisoformat(text).toordinal()) for text in PLAIN]

    def floor() -> None:
        for text, number in days:
            date.fromisoformat(text)
            Date(text, number, number, number, number)

    least = median(_rounds(floor))
    ours = median(_rounds(lambda: _parse_all(parse_edtf, PLAIN)))
    print(f"plain day / (date.fromisoformat + building the value): x {ours / least:.2f}")


def _sorting() -> None:
    dates = [parse_edtf(text) for text in PLAIN[::-1]] * 5
    took = median(_rounds(lambda: sorted(dates, key=lambda each: each.sort_key)))
    print(f"sort of {len(dates):,} values by sort_key: {took * 1000:.0f} ms")


def _memory() -> None:
    parse = parse_edtf.__wrapped__
    texts = [text[:] for text in PLAIN]
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = [parse(text) for text in texts]
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"memory of a plain day beside its text: {(after - before) / len(kept):.0f} bytes")


def _imports() -> None:
    """In fresh interpreters, by turns, beyond what `import attrs` costs."""
    pairs = [(_start("import attrs"), _start("import attrs, timeline.dates")) for _ in range(15)]
    ours = median(dates - attrs for attrs, dates in pairs)
    print(f"import timeline.dates beyond attrs: {ours * 1000:.1f} ms")


def _start(code: str) -> float:
    timed = f"import time; t = time.process_time(); {code}; print(time.process_time() - t)"
    done = subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
