"""Dates as uncertain as their writers were: EDTF, plain English, bounds, comparison, display.

    text -> parse_edtf / parse_date -> Date -> before, within, … -> Answer
                                            -> format_words, describe

`import timeline.dates` loads the grammar of EDTF and the value; English, zones, and pendulum
are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from timeline.dates.faults import DateError, NoReferenceError
from timeline.dates.value import Date, Hemisphere, day, one_of, parse_edtf

if TYPE_CHECKING:
    from timeline.dates.compare import Answer, before, began_by, ended_by, overlaps, within
    from timeline.dates.gaps import format_gap
    from timeline.dates.instants import moments, padded
    from timeline.dates.reader import Order
    from timeline.dates.words_in import parse_date
    from timeline.dates.words_out import describe, format_words
    from timeline.dates.zones import check_zone, today

__all__ = [
    "Answer",
    "Date",
    "DateError",
    "Hemisphere",
    "NoReferenceError",
    "Order",
    "before",
    "began_by",
    "check_zone",
    "day",
    "describe",
    "ended_by",
    "format_gap",
    "format_words",
    "moments",
    "one_of",
    "overlaps",
    "padded",
    "parse_date",
    "parse_edtf",
    "today",
    "within",
]

_LOADED_ON_USE = {
    "Answer": "compare",
    "Order": "reader",
    "before": "compare",
    "began_by": "compare",
    "check_zone": "zones",
    "describe": "words_out",
    "ended_by": "compare",
    "format_gap": "gaps",
    "format_words": "words_out",
    "moments": "instants",
    "overlaps": "compare",
    "padded": "instants",
    "parse_date": "words_in",
    "today": "zones",
    "within": "compare",
}


def __getattr__(name: str) -> object:
    if name not in _LOADED_ON_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_LOADED_ON_USE[name]}"), name)
    globals()[name] = value  # so that this happens once
    return value
