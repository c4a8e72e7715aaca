from __future__ import annotations

import pytest

from tests.projections.telling import Teller, figures
from timeline.dates import parse_edtf
from timeline.events import Media
from timeline.projections import project_difference
from timeline.renderers.data import Data
from timeline.renderers.notice import BadTemplateError, notice_data, render_notice

A, B = parse_edtf("2024-01-08"), parse_edtf("2024-01-31")


@pytest.fixture
def teller() -> Teller:
    teller = Teller()
    teller.source("report-a", "2024-01-05", "The Daily", title="Terms on the table")
    teller.fact(
        "terms", "Mexico lists its terms", "2024-01-05", "report-a", gives=["aid=2000000000 USD"]
    )
    return teller


def data(teller: Teller) -> Data:
    return notice_data(project_difference(teller.story(), A, B))


def notice(teller: Teller, template: str | None = None) -> str:
    return render_notice(data(teller), template, "house.txt")


def test_a_corrected_figure_is_told_with_both_values_and_the_reason(teller: Teller) -> None:
    teller.correct(
        "terms",
        "2024-01-09",
        add={"figures": figures("aid=20000000000 USD")},
        because="A zero was missing.",
    )
    assert notice(teller) == (
        "Correction, Jan. 9, 2024. In “Mexico lists its terms”, the figure “aid” was given as "
        "2,000,000,000 USD, and is 20,000,000,000 USD. Reason: A zero was missing."
    )


def test_what_was_missing_and_what_should_not_have_been_there(teller: Teller) -> None:
    teller.correct(
        "terms",
        "2024-01-09",
        add={"figures": figures("people=10000000 people")},
        drop={"figures": ("aid",)},
        because="",
    )
    assert notice(teller) == (
        "Correction, Jan. 9, 2024. In “Mexico lists its terms”, the figure “aid” should not have "
        "been there: 2,000,000,000 USD; the figure “people” was missing: 10,000,000 people."
    )


def test_an_update_is_called_one(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", kind="update", headline="Mexico names its terms")
    assert notice(teller) == (
        "Update, Jan. 9, 2024. In “Mexico names its terms”, the headline was given as “Mexico "
        "lists its terms”, and is “Mexico names its terms”. Reason: it was wrong."
    )


def test_corrections_of_one_fact_are_told_in_turn(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", occurred=parse_edtf("2024-01-04"))
    teller.correct("terms", "2024-01-12", occurred=parse_edtf("2024-01-03"))
    told = [
        (change["before"], change["after"])
        for one in data(teller)["corrections"]
        for change in one["changes"]
    ]
    assert told == [("Jan. 5, 2024", "Jan. 4, 2024"), ("Jan. 4, 2024", "Jan. 3, 2024")]


def test_what_readers_never_see_needs_no_notice(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", add={"tags": ("aid",), "lanes": ("Mexico",)}, zone="UTC")
    assert notice(teller) == ""


def test_a_dropped_source_is_called_by_its_title(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", drop={"citations": (teller.ids["report-a"],)})
    assert "the source should not have been there: Terms on the table." in notice(teller)


def test_a_retraction_names_what_to_read_instead(teller: Teller) -> None:
    teller.fact("better", "Mexico lists other terms", "2024-01-05", known="2024-01-05")
    teller.retract("terms", "2024-01-10", because="It was a hoax", instead="better")
    assert notice(teller) == (
        "Retraction, Jan. 10, 2024. We no longer stand by “Mexico lists its terms”. "
        "Reason: It was a hoax. See instead: “Mexico lists other terms”."
    )


def test_what_readers_do_not_know_yet_is_not_what_to_read_instead(teller: Teller) -> None:
    teller.fact("later", "Mexico lists other terms", "2024-01-05", known="2024-02-20")
    teller.retract("terms", "2024-01-10", instead="later")
    assert data(teller)["retractions"][0]["instead"] == ""
    assert "instead" not in notice(teller)


def test_a_picture_is_called_by_its_words(teller: Teller) -> None:
    image = Media(url="https://example.org/i.jpg", alt="A list of terms")
    teller.correct("terms", "2024-01-09", media=image)
    assert "the picture was missing: A list of terms." in notice(teller)


def test_a_restoration_and_a_dispute(teller: Teller) -> None:
    teller.retract("terms", "2024-01-07")
    teller.restore("terms", "2024-01-10", because="It was right")
    teller.source("agency", "2024-01-12", title="The agency")
    teller.dispute("terms", "agency", because="No such list")
    restored, disputed = notice(teller).split("\n\n")
    assert restored == (
        "Restoration, Jan. 10, 2024. “Mexico lists its terms”, which we had retracted, stands. "
        "Reason: It was right."
    )
    assert disputed == (
        "Disputed, Jan. 12, 2024. “Mexico lists its terms” is disputed by The agency. "
        "Reason: No such list."
    )


def test_the_house_has_its_own_words(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", headline="Mexico names its terms")
    template = "{% for one in corrections %}CORRECTED {{ one.when }}: {{ one.name }}{% endfor %}"
    assert notice(teller, template) == "CORRECTED Jan. 9, 2024: terms"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("one\n{% for x in %}", "house.txt:2"),
        ("{{ nothing.here }}", "'nothing' is undefined"),
        ("{{ corrections.__class__.__mro__ }}", "unsafe"),
        ("{{ story / 2 }}", "unsupported operand"),
        ("{% include '/etc/hostname' %}", "no loader"),
    ],
)
def test_a_template_that_does_not_work_is_refused(
    teller: Teller, template: str, message: str
) -> None:
    with pytest.raises(BadTemplateError) as raised:
        notice(teller, template)
    assert message in str(raised.value)


def test_control_characters_come_out_inert(teller: Teller) -> None:
    teller.correct("terms", "2024-01-09", headline="red \x1b[31m terms \u202e", because="\x07")
    told = notice(teller)
    assert "\\x1b[31m" in told
    assert not {"\x1b", "\u202e", "\x07"} & set(told)
