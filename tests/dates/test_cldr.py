"""Words in languages other than English."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings

from tests.sizes import size
from tests.strategies import dates as strategies
from timeline.dates import Date, format_words, parse_edtf
from timeline.dates.cldr import LocaleError

SPANISH = [
    ("2024-01-08", "8 de enero de 2024"),
    ("2024-01", "enero de 2024"),
    ("2024-01-08/2024-01-10", "8–10 de enero de 2024"),
    ("2024-01/2024-03", "enero–marzo de 2024"),
    ("2019/2021", "2019–2021"),
    ("2024-01-08/2024", "8 de enero de 2024 – 2024"),
    ("1850~", "hacia 1850"),
    ("1984?", "1984 (fecha dudosa)"),
    ("1985/..", "desde 1985"),
    ("1985/", "desde 1985, final desconocido"),
    ("../1985", "hasta 1985"),
    ("/1985", "hasta 1985, comienzo desconocido"),
    ("[2023-12-27..2024-01-05]", "entre el 27 de diciembre de 2023 y el 5 de enero de 2024"),
    ("[..1984]", "1984 o antes"),
    ("[1984..]", "1984 o después"),
    ("-0043-03-15", "15 de marzo de 44 a. C."),
    ("Y12345", "12345 d. C."),
    ("185X", "1850–1859"),
    ("2004-XX", "enero–diciembre de 2004"),
    ("156X-12-25", "156X-12-25"),
    ("2001-21", "primavera de 2001"),
    ("2001-30", "verano de 2001"),
    ("2001-34", "2.º trimestre de 2001"),
    ("2001-41", "julio–diciembre de 2001"),
    ("[1667,1668]", "1667 o 1668"),
    ("{1667,1668,1670..1672}", "1667, 1668 y 1670–1672"),
    ("{..1984}", "hasta 1984"),
    ("2024-01-08T14:00:00-06:00", "8 de enero de 2024, 14:00 (UTC-06:00)"),
    ("2024-01-08T14:00:05Z", "8 de enero de 2024, 14:00:05 (UTC)"),
]


@pytest.mark.parametrize(("edtf", "words"), SPANISH)
def test_spanish(edtf: str, words: str) -> None:
    shown = format_words(parse_edtf(edtf), locale="es")
    assert shown.replace("\u202f", " ").replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-01-08", "8 يناير 2024"),
        ("1850~", "نحو 1850"),
        ("1984?", "1984 (غير مؤكد)"),
        ("1985/..", "منذ 1985"),
        ("[2023-12-27..2024-01-05]", "بين 27 ديسمبر 2023 و5 يناير 2024"),
        ("2001-21", "ربيع 2001"),
        ("{1667,1668,1670}", "1667، 1668 و1670"),
    ],
)
def test_arabic(edtf: str, words: str) -> None:
    shown = format_words(parse_edtf(edtf), locale="ar")
    assert shown.replace("\u200f", "") == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1850~", "≈ 1850"),
        ("1984?", "1984 (?)"),
        ("[..1984]", "≤ 1984"),
        ("2001-21", "mars–mai 2001"),
        ("2024-01-08T14:00:00", "8 janv. 2024, 14:00"),
    ],
)
def test_other_languages_use_signs(edtf: str, words: str) -> None:
    shown = format_words(parse_edtf(edtf), locale="fr-CA")
    assert shown.replace("\u00a0", " ").replace("\u2009", "") == words


def test_regions_are_locales_of_their_language() -> None:
    assert "ene" in format_words(parse_edtf("2024-01-08"), locale="es_MX")
    assert format_words(parse_edtf("2024-01-08"), locale="en-GB") == "Jan. 8, 2024"


@pytest.mark.parametrize("locale", ["xx", "klingon-", "", "e" * 40])
def test_unknown_locales_are_refused(locale: str) -> None:
    with pytest.raises(LocaleError, match="not a locale") as caught:
        format_words(parse_edtf("2024"), locale=locale)
    assert "es-MX" in caught.value.remedy


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "babel", None)
    with pytest.raises(LocaleError, match="Babel") as caught:
        format_words(parse_edtf("2024"), locale="es")
    assert "timeline-log[locale]" in caught.value.remedy


@settings(max_examples=size(100, 5_000), deadline=None)
@given(strategies.dates())
def test_every_date_has_words_in_every_language(date: Date) -> None:
    for locale in ("es", "ar", "de"):
        assert format_words(date, locale=locale)
