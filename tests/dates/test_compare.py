"""Three-valued answers against every way that two dates can turn out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dates import worlds
from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import (
    Answer,
    Date,
    before,
    began_by,
    ended_by,
    overlaps,
    parse_edtf,
    within,
)

Ask = Callable[[Date, Date], Answer]
CERTAIN, POSSIBLE, IMPOSSIBLE = Answer.CERTAIN, Answer.POSSIBLE, Answer.IMPOSSIBLE
MANY = settings(max_examples=size(100, 1_500), deadline=None)

ORDERINGS: list[tuple[Ask, worlds.Holds]] = [
    (before, worlds.is_before),
    (began_by, worlds.has_begun_by),
    (ended_by, worlds.has_ended_by),
]
COVERINGS: list[tuple[Ask, worlds.Holds]] = [(within, worlds.is_within), (overlaps, worlds.overlap)]


@pytest.mark.parametrize(("ask", "holds"), ORDERINGS)
@MANY
@given(strategies.short_texts(), strategies.short_texts())
def test_orderings_are_what_every_pair_of_days_says(
    ask: Ask, holds: worlds.Holds, a: str, b: str
) -> None:
    expected = worlds.answer(holds, worlds.events(a), worlds.events(b))
    assert ask(parse_edtf(a), parse_edtf(b)) is expected


@pytest.mark.parametrize(("ask", "holds"), COVERINGS)
@MANY
@given(
    strategies.short_texts().filter(lambda text: text[0] != "{"),
    strategies.short_texts().filter(lambda text: text[0] != "{"),
)
def test_coverings_are_what_every_pair_of_days_says(
    ask: Ask, holds: worlds.Holds, a: str, b: str
) -> None:
    expected = worlds.answer(holds, worlds.events(a), worlds.periods(b))
    assert ask(parse_edtf(a), parse_edtf(b)) is expected


@pytest.mark.parametrize(("ask", "holds"), COVERINGS)
@MANY
@given(strategies.short_texts(), strategies.short_texts())
def test_coverings_of_sets_never_say_more_than_the_days(
    ask: Ask, holds: worlds.Holds, a: str, b: str
) -> None:
    answer = ask(parse_edtf(a), parse_edtf(b))
    expected = worlds.answer(holds, worlds.events(a), worlds.periods(b))
    assert answer in {expected, POSSIBLE}


GAPPED = ["2024-0X-05", "202X-02-29", "2024-XX-05", "2024-02-X1", "19XX-12-25"]


@pytest.mark.parametrize(("ask", "holds"), ORDERINGS + COVERINGS)
@given(st.sampled_from(GAPPED), st.sampled_from(strategies.FEBRUARY_DAYS))
@settings(deadline=None)
def test_masks_with_gaps_never_say_more_than_the_days(
    ask: Ask, holds: worlds.Holds, mask: str, day: str
) -> None:
    expected = worlds.answer(holds, worlds.events(mask), worlds.events(day))
    assert ask(parse_edtf(mask), parse_edtf(day)) in {expected, POSSIBLE}
    turned = worlds.answer(holds, worlds.events(day), worlds.events(mask))
    assert ask(parse_edtf(day), parse_edtf(mask)) in {turned, POSSIBLE}


NARROWER = [
    ("2024", "2024-02"),
    ("2024-02", "2024-02-27"),
    ("202X", "2024"),
    ("2024~", "2024"),
    ("2024?", "2024"),
    ("2024%", "2024-02~"),
    ("[2024-02-20..2024-03-10]", "[2024-02-27..2024-03-01]"),
    ("[2024-02-20..2024-03-10]", "2024-02-29"),
    ("[..2024-03]", "[2024-01..2024-03]"),
    ("[2024-02..]", "[2024-02..2024-05]"),
    ("[2023,2024,2026]", "[2023,2024]"),
    ("2024-02/..", "2024-02/2024-05"),
    ("2024-02/", "2024-02/2024-05"),
    ("../2024-03", "2024-02-27/2024-03"),
    ("2023/2024", "2023-05/2024-02"),
    ("2024-21", "2024-03"),
    ("2024-02-27", "2024-02-27T12:00:00"),
    ("2024-02-27T12:00:00", "2024-02-27T12:00:00Z"),
]


@pytest.mark.parametrize(("wide", "narrow"), NARROWER)
@settings(max_examples=size(25, 150), deadline=None)
@given(strategies.dates())
def test_knowing_more_overturns_no_answer(wide: str, narrow: str, other: Date) -> None:
    for ask, _ in ORDERINGS + COVERINGS:
        answer = ask(parse_edtf(wide), other)
        if answer is not POSSIBLE:
            assert ask(parse_edtf(narrow), other) is answer
    for ask, _ in ORDERINGS:
        answer = ask(other, parse_edtf(wide))
        if answer is not POSSIBLE:
            assert ask(other, parse_edtf(narrow)) is answer


@MANY
@given(strategies.dates(), strategies.dates())
def test_questions_agree_with_each_other(a: Date, b: Date) -> None:
    if before(a, b) is CERTAIN:
        assert before(b, a) is IMPOSSIBLE
        assert overlaps(a, b) is IMPOSSIBLE
        assert began_by(a, b) is CERTAIN
    if ended_by(a, b) is CERTAIN:
        assert began_by(a, b) is not IMPOSSIBLE
    if within(a, b) is CERTAIN:
        assert overlaps(a, b) is not IMPOSSIBLE


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("1984", "1985", CERTAIN),
        ("1984?", "1985", POSSIBLE),
        ("1984%", "1990", POSSIBLE),
        ("1985", "1984?", IMPOSSIBLE),
        ("1984~", "1985", POSSIBLE),  # the pad reaches into 1985
        ("1984~", "1986", CERTAIN),
        ("[1667,1670..1672]", "1669", POSSIBLE),
        ("2024-01-04", "2024-01-05T14:00:00", CERTAIN),
        ("2024-01-05", "2024-01-05T14:00:00", POSSIBLE),
        ("2024-01-05T10:00:00Z", "2024-01-05T06:00:00-06:00", CERTAIN),
        ("2024-01-05T13:00:00Z", "2024-01-05T06:00:00-06:00", IMPOSSIBLE),
        ("2024-01-04", "2024-01-05T06:00:00Z", POSSIBLE),  # still the 4th at UTC-12
        ("2024-01-04", "2024-01-05T12:00:00Z", CERTAIN),  # over everywhere
        ("2024-01-06", "2024-01-05T09:59:59Z", IMPOSSIBLE),
        ("2024-01-05T09:59:59Z", "2024-01-06", CERTAIN),  # not begun anywhere
        ("2024-01-05T10:00:00Z", "2024-01-06", POSSIBLE),  # begun at UTC+14
    ],
)
def test_before(a: str, b: str, expected: Answer) -> None:
    assert before(parse_edtf(a), parse_edtf(b)) is expected


def test_a_doubtful_date_can_be_taken_as_given() -> None:
    doubtful, later = parse_edtf("1984?"), parse_edtf("1985")
    assert before(doubtful, later) is POSSIBLE
    assert before(doubtful, later, as_given=True) is CERTAIN


def test_the_pad_is_the_callers() -> None:
    about = parse_edtf("1984~")
    assert before(about, parse_edtf("1985"), pad=0) is CERTAIN
    assert before(about, parse_edtf("1986"), pad=3) is POSSIBLE
    # "about 1984" may be another year, so nothing is certainly within it
    assert within(parse_edtf("1984-05"), about) is POSSIBLE
    assert within(parse_edtf("1984-05"), about, pad=0) is CERTAIN
    assert within(parse_edtf("1990"), about) is IMPOSSIBLE


def test_a_shared_zone_settles_what_the_world_leaves_open() -> None:
    day, instant = parse_edtf("2024-01-04"), parse_edtf("2024-01-05T06:00:00Z")
    assert before(day, instant) is POSSIBLE
    assert before(day, instant, zone="America/Mexico_City") is CERTAIN  # midnight is 06:00Z there
    assert before(day, instant, zone="America/Los_Angeles") is POSSIBLE
    assert within(instant, parse_edtf("2024-01-04"), zone="America/Los_Angeles") is CERTAIN
    assert within(instant, parse_edtf("2024-01-05"), zone="America/Mexico_City") is CERTAIN


def test_local_times_share_their_writers_clock() -> None:
    morning, noon = parse_edtf("2024-01-05T09:00:00"), parse_edtf("2024-01-05T12:00:00")
    assert before(morning, noon) is CERTAIN
    assert within(noon, parse_edtf("2024-01-05")) is CERTAIN
    assert before(morning, parse_edtf("2024-01-05T12:00:00Z")) is POSSIBLE


def test_days_are_compared_by_calendar_day() -> None:
    day = parse_edtf("2024-01-05")
    assert before(day, day) is IMPOSSIBLE
    assert ended_by(day, day) is CERTAIN
    assert ended_by(day, parse_edtf("2024-01-05T14:00:00")) is POSSIBLE


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2024-01-05", "2024-01", CERTAIN),
        ("2024-01", "2024-01-05", POSSIBLE),
        ("2024-02", "2024-01", IMPOSSIBLE),
        ("1999", "../2020", CERTAIN),  # open: no limit on that side
        ("1999", "/2020", POSSIBLE),  # unknown: it may have begun later
        ("1999", "1990/", POSSIBLE),
        ("1999", "1990/..", CERTAIN),
        ("1990-05", "{1990,1999}", CERTAIN),
        ("{1990-05,1999-01}", "{1990,1999}", CERTAIN),
        ("{1990-05,1998}", "{1990,1999}", IMPOSSIBLE),
        ("[1990-05,1999-01]", "1990", POSSIBLE),
        ("[1990-05,1990-07]", "1990", CERTAIN),
        ("1990", "201X", IMPOSSIBLE),
        ("2011-05", "201X", CERTAIN),
    ],
)
def test_within(a: str, b: str, expected: Answer) -> None:
    assert within(parse_edtf(a), parse_edtf(b)) is expected


def test_sets_of_thousands_are_compared_without_counting_every_pair() -> None:
    early = parse_edtf("[" + ",".join(f"1{n:03}-01-01" for n in range(0, 400, 2)) + "]")
    late = parse_edtf("{" + ",".join(f"1{n:03}-01-01" for n in range(1, 399, 2)) + "}")
    later = parse_edtf("[" + ",".join(f"2{n:03}" for n in range(400)) + "]")
    assert before(early, later) is CERTAIN
    assert before(later, early) is IMPOSSIBLE
    assert overlaps(early, later) is IMPOSSIBLE
    assert within(later, late) is IMPOSSIBLE
    assert overlaps(early, late) is POSSIBLE  # counted, it would be impossible
