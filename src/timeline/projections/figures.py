"""Do two numbers agree? Equal, one a rounding of the other, or in conflict.

300,000 is 302,000 to its last written digit: a rounding. 4,500 is not 2,500 at any.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from timeline.events import Figure

# A number of one digit, like 10,000, can stand for anything from 5,000 to 15,000 by its digits
# alone; no reader takes it so widely.
ROUNDED = Decimal("0.05")
ABOUT = Decimal("0.10")
"""How far apart, as a share of the greater, a rounding may be; where one side says "about"."""

# Words of number that a unit may begin with, as powers of ten.
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}


class Agreement(Enum):
    SAME = "same"
    ROUNDING = "rounding"
    CONFLICT = "conflict"


def compare_figures(one: Figure, other: Figure) -> Agreement:
    """Of two figures with the same name. A unit that only one of them gives is taken as shared."""
    (first, unit), (second, other_unit) = _written_out(one), _written_out(other)
    if unit and other_unit and unit != other_unit:
        return Agreement.CONFLICT
    return compare_numbers(first, second, about=one.approximate or other.approximate)


def _written_out(figure: Figure) -> tuple[Decimal, str]:
    """12.5 `million USD` as 12,500,000 `usd`, precise to its last written digit."""
    number, unit = Decimal(figure.value), unit_of(figure)
    word, _, rest = unit.partition(" ")
    return (number.scaleb(_SCALES[word]), rest) if word in _SCALES else (number, unit)


def compare_numbers(one: Decimal, other: Decimal, *, about: bool = False) -> Agreement:
    """Equal; the finer number rounds to the coarser one and lies within 5 %, or, where either is
    said to be "about", within 10 %; or a conflict.

    A number is written to its last digit that isn't a closing zero, or to its last decimal.
    """
    if one == other:
        return Agreement.SAME
    apart = abs(one - other) / max(abs(one), abs(other))
    if about:
        return Agreement.ROUNDING if apart <= ABOUT else Agreement.CONFLICT
    places = sorted((place_of(one), place_of(other)))
    rounded = abs(one - other) * 2 <= places[1] and places[0] != places[1]
    return Agreement.ROUNDING if rounded and apart <= ROUNDED else Agreement.CONFLICT


def place_of(number: Decimal) -> Decimal:
    """The worth of the last written digit: 1,000 of 302,000, 100,000 of 300,000, 0.1 of 3.0."""
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # never NaN or infinite: the codec takes plain digits only
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    written = "".join(map(str, digits)).lstrip("0") or "0"
    zeros = len(written) - len(written.rstrip("0")) if written != "0" else 0
    return Decimal(1).scaleb(exponent + zeros)


def unit_of(figure: Figure) -> str:
    return " ".join(figure.unit.casefold().split())
