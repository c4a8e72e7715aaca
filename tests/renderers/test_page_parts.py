"""Parts of the page on their own: words, plurals, the axis, stretches, diffs, themes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import parse_edtf
from timeline.errors import Problems
from timeline.events import Figure
from timeline.projections.record import Settings
from timeline.renderers.catalogue import LANGUAGES, plural, words_for
from timeline.renderers.page.figures import figure_words
from timeline.renderers.page.notes import compare
from timeline.renderers.page.scale import make_scale
from timeline.renderers.page.theme import read_theme
from timeline.renderers.page.timelines import track, track_items
from timeline.renderers.page.when import date_phrase

DAY = parse_edtf("2024-01-05").s0 or 0


def _shape(entries: object) -> object:
    if isinstance(entries, dict):
        if entries.keys() <= {"zero", "one", "two", "few", "many", "other"}:
            return "plural"
        return {key: _shape(value) for key, value in entries.items()}
    return "text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_has_every_word(language: str) -> None:
    assert _shape(words_for(language).entries) == _shape(words_for("en").entries)


def test_a_language_without_a_catalogue_gets_english_words_and_keeps_its_tag() -> None:
    words = words_for("fr-CA")
    assert (words.tag, words.language, words.own) == ("fr-CA", "en", False)
    assert words_for('en"><script>').tag == "en"


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"),
     (100, "other"), (103, "few"), (111, "many")],
)  # fmt: skip
def test_arabic_plurals_are_those_of_cldr(n: int, form: str) -> None:
    assert plural("ar", n) == form


def test_braces_in_a_value_stay_what_they_are() -> None:
    assert words_for("en")("note", "disputed_by", "{source}", source="A") == (
        "Disputed {source} by A."
    )


@given(
    st.lists(
        st.tuples(st.integers(-800_000, 800_000), st.integers(0, 40_000)), min_size=1, max_size=30
    )
)
def test_the_axis_holds_every_day_and_runs_one_way(spans: list[tuple[int, int]]) -> None:
    days = [(start, start + length) for start, length in spans]
    scale = make_scale(days)
    points = scale.points
    assert points[0][1] == 0
    assert points[-1][1] == 100
    assert all(one < other for one, other in pairwise(points))
    for start, end in days:
        assert 0 <= scale.at(start) < scale.at(end + 1) <= 100


def test_a_long_empty_stretch_is_left_out_and_a_short_one_is_kept() -> None:
    scale = make_scale([(DAY - 1200, DAY - 1190), (DAY - 40, DAY)])
    assert [period.is_break for period in scale.periods].count(True) == 1
    kept = make_scale([(DAY - 150, DAY - 140), (DAY - 40, DAY)])
    assert not any(period.is_break for period in kept.periods)


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_stretches_give_back_each_days_value(values: list[str]) -> None:
    days = list(range(len(values)))
    found = track(days, values)
    for day, value in zip(days, values, strict=True):
        holding = [
            one.value
            for one in found
            if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
        ]
        assert holding == [value]
    assert found[-1].now


@given(st.lists(st.lists(st.sampled_from("abcd"), unique=True), min_size=1, max_size=6))
def test_items_are_there_on_their_days_and_no_others(lists: list[list[str]]) -> None:
    days = list(range(len(lists)))
    found = track_items(days, lists)
    for day, items in zip(days, lists, strict=True):
        there = [
            one.value
            for one in found
            if (one.since is None or one.since <= day) and (one.until is None or day < one.until)
        ]
        assert sorted(there) == sorted(items)
    assert [one.value for one in found if one.now] == lists[-1]


@given(st.text("ab c", max_size=30), st.text("ab c", max_size=30))
def test_a_comparison_gives_both_texts_back(old: str, new: str) -> None:
    parts = list(compare(old, new))
    assert "".join(part.text for part in parts if part.kind != "ins") == old
    assert "".join(part.text for part in parts if part.kind != "del") == new


def test_a_theme_takes_a_house_font_colour_and_width() -> None:
    given_ = {"theme": {"serif": "Georgia, serif", "accent": "#00539f", "width": "50em"}}
    theme = read_theme(given_, "timeline.toml")
    assert theme.style == "--serif:Georgia, serif;--accent:#00539f;--width:50em"


@pytest.mark.parametrize(
    "theme",
    [
        {"accent": "red;background:url(https://example.org)"},
        {"serif": "x</style>"},
        {"width": "calc(1px)"},
        {"colour": "red"},
        {"scheme": 3},
    ],
)
def test_a_theme_takes_nothing_else(theme: dict[str, object]) -> None:
    with pytest.raises(Problems) as told:
        read_theme({"theme": theme}, "timeline.toml")
    assert "expected" in str(told.value)


@pytest.mark.parametrize(
    ("tag", "value", "unit", "words"),
    [
        ("en", "20000000000", "USD", "$20 billion"),
        ("en", "2500", "people", "2,500 people"),
        ("es", "20000000000", "USD", "20.000 millones de USD"),
        ("es", "1000000", "personas", "1 millón de personas"),
        ("es", "2500", "personas", "2500 personas"),
        ("es", "25000.5", "euros", "25.000,5 euros"),
        ("es-MX", "25000.5", "pesos", "25,000.5 pesos"),
        ("es", "12.5", "%", "12,5 %"),
        ("ar", "3000000", "شخص", "3 ملايين شخص"),
        ("ar", "20000000000", "دولار", "20 مليار دولار"),
        ("ar", "1500000", "دولار", "1.5 مليون دولار"),
    ],
)
def test_figures_read_as_each_language_writes_them(
    tag: str, value: str, unit: str, words: str
) -> None:
    figure = Figure(name="aid", value=value, unit=unit)
    assert figure_words(figure, words_for(tag)) == words


@pytest.mark.parametrize(
    ("tag", "day", "month", "between"),
    [
        ("en", "Withdrawn Jan. 9, 2024.", "Withdrawn in January 2024.",
         "Withdrawn between Jan. 3 and 20, 2024."),
        ("es", "Retirado el 9 de enero de 2024.", "Retirado en enero de 2024.",
         "Retirado entre el 3 y el 20 de enero de 2024."),
        ("ar", "سُحب في 9 يناير 2024.", "سُحب في يناير 2024.", "سُحب بين 3 و20 يناير 2024."),
    ],
)  # fmt: skip
def test_a_date_after_a_verb_has_the_words_that_the_language_asks_for(
    tag: str, day: str, month: str, between: str
) -> None:
    words = words_for(tag)
    said = [
        words("note", "retracted", date_phrase(parse_edtf(edtf), words, Settings()))
        for edtf in ("2024-01-09", "2024-01", "[2024-01-03..2024-01-20]")
    ]
    assert said == [day, month, between]
