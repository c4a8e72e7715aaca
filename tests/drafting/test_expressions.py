from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.sizes import size
from tests.strategies.drafting import PUBLISHED, REPEATED, soups, texts
from timeline.dates import DateError, parse_date, parse_edtf
from timeline.drafting import ArticleError, Expression, find_expressions
from timeline.drafting.temporal.expressions import MOST_CHARACTERS

TUESDAY = parse_edtf("2024-01-16")


def values(text: str, published: str = "2024-01-16", **how: object) -> list[tuple[str, str]]:
    found = find_expressions(text, published=parse_edtf(published), **how)  # type: ignore[arg-type]
    return [(e.surface, e.timex_value) for e in found]


def only(text: str, published: str = "2024-01-16") -> Expression:
    (found,) = find_expressions(text, published=parse_edtf(published))
    return found


@settings(max_examples=size(300, 20_000))
@given(texts(), st.sampled_from([None, *PUBLISHED]), st.sampled_from([None, "news", "narrative"]))
@example("the thirty-first of February 2023", "2024-01-16", "news")
def test_every_expression_is_in_its_place_and_its_date_exists(
    text: str, published: str | None, mode: object
) -> None:
    day = parse_edtf(published) if published else None
    last = 0
    for found in find_expressions(text, published=day, mode=mode):  # type: ignore[arg-type]
        assert text[found.start : found.end] == found.surface
        assert last <= found.start < found.end
        last = found.end
        assert found.timex_value
        if found.edtf is not None:
            assert parse_edtf(found.edtf).edtf
            assert found.timex_type in {"DATE", "TIME"}


@settings(max_examples=size(50, 2_000))
@given(soups(20))
def test_text_around_does_not_change_a_sentence(text: str) -> None:
    """What stands in a paragraph of its own, without a date to hang on, is read alike anywhere."""
    plain = text.replace("\n", " ").replace(".", " ")
    alone = find_expressions(plain, published=TUESDAY, mode="news")
    shifted = "Nothing is told here.\n\n" + plain
    moved = find_expressions(shifted, published=TUESDAY, mode="news")
    offset = len(shifted) - len(plain)
    assert [(e.start, e.timex_value) for e in alone] == [
        (e.start - offset, e.timex_value) for e in moved
    ]


@pytest.mark.parametrize("piece", REPEATED)
def test_repeated_text_is_read_in_one_pass(piece: str) -> None:
    """Were anything to look back without bound, this would not end."""
    text = piece * (size(60_000, 1_000_000) // len(piece))
    for found in find_expressions(text, published=TUESDAY):
        assert text[found.start : found.end] == found.surface


def test_an_endless_row_of_numbers_holds_no_date() -> None:
    assert values(f"{'2024-01-' * 50} {'1/2/' * 50}") == []
    assert values("From 2024-01-08 to 2024-01-12.") != []


def test_more_than_an_article_is_refused() -> None:
    with pytest.raises(ArticleError, match="expected at most 5,000,000 characters, got 5,000,001"):
        find_expressions("x" * (MOST_CHARACTERS + 1), published=TUESDAY)


def test_an_empty_text_has_none() -> None:
    assert find_expressions("", published=TUESDAY) == []


def test_a_bare_weekday_is_past_unless_a_word_of_the_future_stands_by_it() -> None:
    assert values("The council voted Monday.") == [("Monday", "2024-01-15")]
    assert values("The council voted Tuesday.") == [("Tuesday", "2024-01-16")]
    assert values("The council will vote Monday.") == [("Monday", "2024-01-22")]
    assert values("The council could vote as early as Monday.") == [("Monday", "2024-01-22")]


def test_a_weekday_says_what_else_it_could_be() -> None:
    found = only("The council voted Friday.")
    assert found.timex_value == "2024-01-12"
    assert found.alternatives == ("2024-01-19",)
    assert found.anchor == "2024-01-16"


def test_a_bare_month_is_past_unless_a_word_of_the_future_stands_by_it() -> None:
    assert values("He was charged in September.") == [("September", "2023-09")]
    assert values("The trial is expected to begin in March.") == [("March", "2024-03")]
    assert values("The permit runs through June.") == [("June", "2024-06")]


def test_a_month_and_day_is_the_nearest_one() -> None:
    assert values("The dam broke on Dec. 20.") == [("Dec. 20", "2023-12-20")]
    assert values("The deadline is Feb. 2.") == [("Feb. 2", "2024-02-02")]


def test_ago_is_never_finer_than_its_unit() -> None:
    assert [only(f"It closed {ago} ago.").timex_value for ago in
            ("three days", "two weeks", "four months", "one year", "two decades")] == [
        "2024-01-13", "2024-W01", "2023-09", "2023", "2004",
    ]  # fmt: skip
    assert only("It closed four months ago.").edtf == "2023-09~"
    assert only("It closed two weeks ago.").edtf == "2024-01-01~/2024-01-07~"


def test_a_year_earlier_copies_the_last_period() -> None:
    text = "Sales rose in the third quarter, the firm said Monday, from {} a year earlier."
    assert values(text)[-1] == ("a year earlier", "2022-Q3")
    assert values("Sales fell from a year earlier.") == [("a year earlier", "2023")]


def test_what_names_no_day_has_no_edtf() -> None:
    for text, value in (
        ("It is now closed.", "PRESENT_REF"),
        ("It closed recently.", "PAST_REF"),
        ("It will soon close.", "FUTURE_REF"),
        ("It lasted three days.", "P3D"),
        ("It closes every Tuesday.", "XXXX-WXX-2"),
    ):
        found = only(text)
        assert (found.timex_value, found.edtf) == (value, None)


def test_since_before_and_after_bound_the_date() -> None:
    assert only("It has been shut since March 2020.").edtf == "2020-03/.."
    assert only("It was built before 1985.").edtf == "[..1984]"
    assert only("It was built after March 2020.").edtf == "[2020-04..]"
    assert only("It was shut after Monday's vote.").edtf == "2024-01-15"
    assert only("It will be shut on or before Dec. 1, 2024.").edtf == "[..2024-12-01]"


def test_early_mid_and_late_are_thirds() -> None:
    found = only("It opened in early 2024.")
    assert (found.timex_value, found.modifier, found.edtf) == (
        "2024", "START", "[2024-01..2024-04]",
    )  # fmt: skip
    assert only("It opened in late March 2020.").edtf == "[2020-03-21..2020-03-31]"
    assert only("It opened in the mid-1990s.").edtf == "[1993..1996]"


def test_earlier_this_year_ends_at_the_publication() -> None:
    assert only("It opened earlier this year.", "2024-06-15").edtf == "[2024-01-01..2024-06-15]"
    assert only("It opens later this year.", "2024-06-15").edtf == "[2024-06-15..2024-12-31]"


def test_an_ambiguous_day_keeps_the_other_reading() -> None:
    found = only("The form is dated 01/02/2024.")
    assert (found.timex_value, found.alternatives) == ("2024-01-02", ("2024-02-01",))
    assert only("The form is dated 21/03/1999.").timex_value == "1999-03-21"


def test_without_a_publication_date_nothing_is_invented() -> None:
    text = "He spoke Monday, in March and on May 2, and again on June 5, 2001."
    found = find_expressions(text, published=None)
    assert [(e.timex_value, e.edtf) for e in found] == [
        ("XXXX-XX-XX", None), ("XXXX-03", None), ("XXXX-05-02", None), ("2001-06-05", "2001-06-05"),
    ]  # fmt: skip


def test_the_publication_may_be_given_as_edtf() -> None:
    (found,) = find_expressions("He spoke Monday.", published="2024-01-16")
    assert found.edtf == "2024-01-15"
    with pytest.raises(DateError):
        find_expressions("He spoke Monday.", published="yesterday")


def test_a_publication_that_is_no_single_day_counts_by_its_last() -> None:
    assert values("He spoke Monday.", "[2024-01-05..2024-01-31]") == [("Monday", "2024-01-29")]


NARRATIVE = (
    "The duke died in 1503. War began on 4 June 1504 and by August the town had fallen. The next "
    "year brought a truce. In March 1511 it ended; on 11 April the armies met. Peace came in 1516."
)


def test_a_narrative_hangs_on_the_last_date_and_is_told_from_the_text() -> None:
    found = dict(values(NARRATIVE))
    assert found["August"] == "1504-08"
    assert found["The next year"] == "1505"
    assert found["11 April"] == "1511-04-11"
    assert dict(values(NARRATIVE, mode="news"))["August"] == "2023-08"


def test_ages_money_vehicles_and_names_are_no_dates() -> None:
    for text in (
        "The 19-year-old paid $1,950 for a 1987 Chevrolet.",
        "He is 45 years old and scored 2010 points.",
        "Theresa May may march with April Jones to Summer Street.",
        "They watched “60 Minutes” and read of the Thirty Years' War.",
        "The panel voted 7-5; the odds were 3:1.",
        "Version 1.6.1 has the number 1895.22/1013; call 555-2012.",
    ):
        assert values(text) == [], text


def test_the_dates_of_the_story_come_out_right() -> None:
    """The words that date the facts of the story's two articles, in sentences of our own."""
    assert values(
        "Both met in Mexico City in December. Agents counted 2,500 people on Monday, Jan. 8. In "
        "September he spoke of Ukraine, four months ago of a plan, one year ago of papers. On "
        "Jan. 5, 2024, he named his terms; in December 2023 the count was a record. Crossings fell "
        "in the new year."
    ) == [
        ("December", "2023-12"), ("Monday, Jan. 8", "2024-01-08"), ("September", "2023-09"),
        ("four months ago", "2023-09"), ("one year ago", "2023"), ("Jan. 5, 2024", "2024-01-05"),
        ("December 2023", "2023-12"), ("the new year", "2024"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "early 1990s", "mid-1990s", "late 19th century", "1850s", "19th century", "44 BC", "AD 127",
        "fall 2021", "winter 2021", "Q3 2022", "first half of 2022", "early fall 2021", "late 2019",
        "before 1985", "after March 2020", "since March 2020", "c. 1850", "January 2024",
        "5 January 2024", "mid-March 2020", "yesterday", "last Monday", "next Friday", "next month",
        "this year", "tomorrow", "2024-01-08",
    ],
)  # fmt: skip
def test_words_mean_the_same_as_on_the_command_line(words: str) -> None:
    assert only(f"It happened {words}.").edtf == parse_date(words, relative_to=TUESDAY).edtf


def test_weeks_are_counted_from_a_weekday() -> None:
    text = "{} the hall was full."
    assert values(text.format("Two weeks ago Tuesday"), "2013-03-20")[0][1] == "2013-03-05"
    assert values(text.format("A week from Friday"), "2013-03-20")[0][1] == "2013-03-29"
    assert values(text.format("A year ago today"), "2013-03-20")[0][1] == "2012-03-20"


def test_before_last_is_two_steps_back() -> None:
    assert [
        values(f"He left {name} before last.", "2013-03-20")[0][1]
        for name in ("the summer", "the year", "the weekend", "the night")
    ] == ["2011-SU", "2011", "2013-W10-WE", "2013-03-18TNI"]


def test_the_day_after_something_hangs_on_the_day_told_of() -> None:
    told = "The bomb went off on Friday. The day after the attack, he resigned."
    assert values(told, "2013-03-20")[1] == ("The day", "2013-03-16")
    (untold,) = find_expressions("The day after the attack, he resigned.", published="2013-03-20")
    assert (untold.timex_value, untold.edtf) == ("XXXX-XX-XX", None)


def test_a_clock_takes_the_day_beside_it() -> None:
    assert values("Posted Feb. 11, 2013, 3:33 p.m.", "2013-03-20")[1][1] == "2013-02-11T15:33"
    assert values("27 September 2013, 14:22", "2013-10-20")[1][1] == "2013-09-27T14:22"
    assert values("It ends at 8 p.m. tonight.", "2013-03-20") == [
        ("8 p.m. tonight", "2013-03-20T20:00")
    ]


def test_clocks_of_universal_time_say_so() -> None:
    found = only("It was launched at 14:30 GMT.")
    assert (found.timex_value, found.edtf) == ("2024-01-16T14:30Z", "2024-01-16T14:30:00Z")


def test_text_cut_into_tokens_reads_as_running_text_does() -> None:
    plain = "He was held at 9:30 p.m. on Sunday's eve, Jan. 22, 2011, after a two-week hunt."
    cut = "He was held at 9 : 30 p.m. on Sunday 's eve , Jan. 22 , 2011 , after a two - week hunt ."
    assert [value for _, value in values(cut)] == [value for _, value in values(plain)]
    plain = "It was 10:30 p.m. on Saturday. Posted 1/8/2024 at 9:41 AM."
    cut = "It was 10 : 30 p.m . on Saturday . Posted 1 / 8 / 2024 at 9 : 41 AM ."
    assert [value for _, value in values(cut)] == [value for _, value in values(plain)]


def test_a_weekday_and_a_date_that_disagree_are_two() -> None:
    text = "Markets stay closed until Friday\nSeptember 18, 2008 The government said so."
    assert values(text, "2008-09-18") == [
        ("Friday", "2008-09-19"),
        ("September 18, 2008", "2008-09-18"),
    ]


def test_named_weekdays_are_names() -> None:
    assert values("On Black Monday it fell. Super Bowl Sunday came. On Sunday it rained.") == [
        ("Sunday", "2024-01-14")
    ]


def test_weeks_and_weekends_of_holidays() -> None:
    assert values("They met over Labor Day weekend 2004.") == [
        ("Labor Day weekend 2004", "2004-W36-WE")
    ]
    assert values("Easter week 2000 was cold.") == [("Easter week 2000", "2000-W16")]


def test_ages_of_what_goes_on_are_lengths_and_those_of_people_are_not() -> None:
    assert values("The 3-year-old war and an 8-month-old truce cost the 19-year-old boy.") == [
        ("3-year-old", "P3Y"),
        ("8-month-old", "P8M"),
    ]
    assert values("It ended a decades-old law.") == [("decades-old", "PXDE")]


def test_fractions_are_no_quarters_of_a_year() -> None:
    assert values("A quarter of the food and three-quarters of the men.") == []
    assert values("Sales fell for three quarters.") == [("three quarters", "P3Q")]


def test_numbers_and_units_go_along_down_to_the_smallest() -> None:
    assert values("It took three years, one month and two days.") == [
        ("three years, one month and two days", "P3Y1M2D")
    ]
    assert values("It fell in the last twenty four hours.") == [
        ("the last twenty four hours", "PT24H")
    ]


def test_mondays_by_night_come_again() -> None:
    assert values("They play Monday nights.") == [("Monday nights", "XXXX-WXX-1TNI")]


def test_a_list_of_weekdays_recurs_as_a_whole() -> None:
    assert values("Hearings are held every Tuesday and Thursday.") == [
        ("every Tuesday", "XXXX-WXX-2"),
        ("Thursday", "XXXX-WXX-4"),
    ]


def test_the_day_beside_a_holiday_is_counted_from_it() -> None:
    assert values("Trading was thin the day after Christmas.")[0][1] == "2023-12-26"


def test_a_rate_is_a_set() -> None:
    assert values("They work four days a week.") == [("four days a week", "P1W")]


def test_a_time_takes_its_half_of_the_day_from_the_words_beside_it() -> None:
    assert values("People were queueing at 6:45 this morning.")[0][1] == "2024-01-16T06:45"
    assert values("It closes at 3:30 this afternoon.")[0][1] == "2024-01-16T15:30"
    assert values("He fired at 2 p.m . Sunday in a food court .")[0][1] == "2024-01-14T14:00"


def test_an_aside_in_a_history_is_no_date_to_hang_on() -> None:
    text = (
        "The war began on 12 September 1866. The previous year the walls had been built. "
        "The assault came on 17 September."
    )
    assert values(text, "2010-01-01")[-1] == ("17 September", "1866-09-17")


def test_later_than_nothing_told_is_not_counted_from_the_publication() -> None:
    found = only("Two years later, nothing has changed.")
    assert (found.timex_value, found.edtf) == ("XXXX", None)


def test_weeks_are_counted_from_days_not_from_years() -> None:
    text = "It began on May 3, 2010. In 2011 it went on. {} it stopped."
    assert values(text.format("Two weeks later"))[-1][1] == "XXXX"
    assert values("It began on May 3, 2010. A week later it stopped.")[-1][1] == "2010-W19"


def test_a_day_of_trading_is_the_one_told_of() -> None:
    told = "Shares rose on Monday, then ended the day lower. For the day, the index fell 6 percent."
    assert [value for _, value in values(told)] == ["2024-01-15"] * 3
    assert values("He ended the day-long strike.") == [("day-long", "P1D")]


def test_clipped_decades_in_a_list_are_decades_together() -> None:
    assert values("The boxy cars of the 70s and 80s are back.") == [
        ("the 70s", "197"),
        ("80s", "198"),
    ]
    assert values("Highs will be in the 70s and 80s.") == []


def test_several_quarters_are_a_time_and_three_of_something_are_not() -> None:
    assert values("It followed several quarters of losses.") == [("several quarters", "PXQ")]
    assert values("Three quarters of the losses were old.") == []


def test_a_weekday_of_a_week_lies_in_that_week() -> None:
    assert values("On Friday last week it shut; on Monday of next week it opens.") == [
        ("Friday last week", "2024-01-12"),
        ("Monday of next week", "2024-01-22"),
    ]
    assert values("They play every Saturday night.") == [("every Saturday night", "XXXX-WXX-6TNI")]


def test_centuries_in_a_list_are_centuries_each() -> None:
    assert values("Temples of the 8th and 9th centuries were lost over the years.") == [
        ("the 8th", "07"),
        ("9th centuries", "08"),
        ("the years", "PXY"),
    ]


def test_names_of_papers_and_broadcasts_are_no_dates() -> None:
    assert values("He told USA Today and the Today show. He told “This Week” of it.") == []
    assert values("LAST WEEK IN PARIS. Today he left.") == [
        ("LAST WEEK", "2024-W02"),
        ("Today", "2024-01-16"),
    ]


def test_last_belongs_to_the_weekday_behind_it() -> None:
    assert values("It was the day before last Friday's vote.") == [("last Friday", "2024-01-12")]


def test_a_time_takes_the_date_behind_its_comma() -> None:
    assert values("Bids are due until 5 p.m. EST, Feb. 6.") == [
        ("5 p.m. EST, Feb. 6", "2024-02-06T17:00")
    ]


def test_a_later_month_of_a_history_overtakes_its_last_day() -> None:
    text = (
        "On 3 September 1643 a truce was signed. In June 1644 an army landed. That evening it "
        "held the beach. On 25 August the town was free."
    )
    assert [value for _, value in values(text, "2010-01-01")] == [
        "1643-09-03", "1644-06", "XXXX-XX-XXTEV", "1644-08-25",
    ]  # fmt: skip


def test_shares_of_a_unit_are_counted_in_it() -> None:
    text = (
        "Half a dozen years, three-quarters of an hour, a quarter of a century, a year-and-a-half."
    )
    assert [value for _, value in values(text)] == ["P6Y", "PT45M", "P25Y", "P1.5Y"]
    assert values("It stood three quarters of a century ago.")[0][1] == "1949"


def test_no_later_than_tells_of_the_future() -> None:
    assert values("It ends no later than Friday, and no later than May.") == [
        ("Friday", "2024-01-19"),
        ("May", "2024-05"),
    ]
    assert values("As recently as 2010 it stood, one Sunday in a row.") == [("2010", "2010")]


def test_the_same_quarter_last_year_is_the_one_told_of_moved() -> None:
    text = "Profit rose in the third quarter from $3 million in the same quarter last year."
    assert values(text)[-1] == ("the same quarter last year", "2022-Q3")


def test_a_range_of_times_ends_on_the_first_such_day() -> None:
    text = "The bridge was shut from 10 p.m. Friday until 6 a.m. Saturday, as at this time of year."
    assert [value for _, value in values(text)] == ["2024-01-12T22:00", "2024-01-13T06:00"]


def test_words_behind_a_comma_may_say_the_same_date_again() -> None:
    text = "It began in 2003. It ended in December 2011, nearly nine years later."
    assert values(text)[-1] == ("nearly nine years later", "2011-12")


def test_overnight_takes_the_weekday_behind_it() -> None:
    assert values("The sun set overnight Friday.") == [("overnight Friday", "2024-01-12TNI")]
    assert values("It snowed overnight into Monday.")[-1] == ("Monday", "2024-01-15")
    assert values("It snowed Sunday night into Monday.")[-1] == ("Monday", "2024-01-15")
