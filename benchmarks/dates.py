"""Dates beside their peers, in one run: `python benchmarks/dates.py`.

Every figure is a median of rounds; caches are emptied before each round, so that a value is
really parsed. A peer that isn't installed is named and left out: `pip install edtf undate`.
"""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any

from timeline.dates import Date, parse_edtf
from timeline.dates.value import syntax_of

# The examples of https://www.loc.gov/standards/datetime/ (4 February 2019), each once.
SPECIFICATION = (
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

Parse = Callable[[str], Any]


def main() -> None:
    peers = _peers()
    print(f"Python {sys.version.split()[0]}; medians; values a second, each text parsed anew\n")
    print(f"{'':28} {'plain days':>14} {'specification':>14} {'accepted':>9}")
    ours = _row("timeline.dates", parse_edtf, 1)
    cached = _row("timeline.dates, cached", parse_edtf, 1, clear=False)
    rows = [_row(name, parse, share) for name, parse, share in peers]
    print()
    for name, plain, mix in rows:
        told = f"x {ours[1] / plain:,.2f} on plain days"
        print(
            f"timeline.dates / {name}: {told}"
            + (f", x {ours[2] / mix:,.0f} on the mix" if mix else "")
        )
    print(f"cached / parsed anew: x {cached[1] / ours[1]:.1f} on plain days")
    _against_the_floor()
    _sorting()
    _memory()
    _imports()


def _peers() -> list[tuple[str, Parse, float]]:
    """(name, parser, share of the texts that it gets): the slow ones get fewer."""
    found: list[tuple[str, Parse, float]] = [("date.fromisoformat", date.fromisoformat, 1)]
    try:
        import pendulum

        found.append(("pendulum.parse", pendulum.parse, 1))
    except ImportError:
        print("pendulum is not installed, so it is left out")
    try:
        import edtf  # type: ignore[import-not-found]

        found.append(("edtf", edtf.parse_edtf, 0.02))
    except ImportError:
        print("edtf is not installed, so it is left out: pip install edtf")
    try:
        from undate.converters.edtf import EDTFDateConverter  # type: ignore[import-not-found]

        found.append(("undate", EDTFDateConverter().parse, 0.02))
    except ImportError:
        print("undate is not installed, so it is left out: pip install undate")
    return found


def _row(name: str, parse: Parse, share: float, *, clear: bool = True) -> tuple[str, float, float]:
    plain = PLAIN[: int(len(PLAIN) * share)]
    mix = SPECIFICATION * max(1, int(100 * share)) if not clear else SPECIFICATION
    accepted = sum(_accepts(parse, text) for text in SPECIFICATION)
    a_second_plain = _rate(parse, plain, clear=clear)
    # Peers of plain dates know no EDTF: their rate on the mix would be that of refusals.
    a_second_mix = _rate(parse, mix, clear=clear) if accepted > 30 else 0.0
    shown = f"{a_second_mix:>14,.0f}" if a_second_mix else f"{'–':>14}"
    print(f"{name:28} {a_second_plain:>14,.0f} {shown} {accepted:>5} of {len(SPECIFICATION)}")
    return name, a_second_plain, a_second_mix


def _accepts(parse: Parse, text: str) -> bool:
    try:
        parse(text)
    except Exception:  # noqa: BLE001 - peers raise what they like
        return False
    return True


def _rate(parse: Parse, texts: list[str], *, clear: bool) -> float:
    return len(texts) / median(_rounds(lambda: _parse_all(parse, texts), clear=clear))


def _rounds(work: Callable[[], object], *, clear: bool = True) -> Iterable[float]:
    """Seconds of each round; at least five, and as many as a quarter of a second holds."""
    work()
    took: list[float] = []
    while len(took) < 5 or (sum(took) < 0.25 and len(took) < 200):
        if clear:
            parse_edtf.cache_clear()
            syntax_of.cache_clear()
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return took


def _parse_all(parse: Parse, texts: list[str]) -> None:
    for text in texts:
        try:
            parse(text)
        except Exception:  # noqa: BLE001, PERF203, S110 - peers raise what they like
            pass


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
    timed = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True)
    return float(done.stdout)


if __name__ == "__main__":
    main()
