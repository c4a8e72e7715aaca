"""Which texts are histories, and how one goes on after it looked back."""

from __future__ import annotations

import pytest

from timeline.dates import parse_edtf
from timeline.drafting import Expression, find_expressions


def read(text: str, published: str | None = "2011-05-05") -> list[Expression]:
    return find_expressions(text, published=published)


def values(text: str, published: str | None = "2011-05-05") -> list[tuple[str, str]]:
    return [(e.surface, e.timex_value) for e in read(text, published)]


def test_a_history_may_end_on_what_is_there_today() -> None:
    text = "The mill burned on 3 May 1955. It was rebuilt by June 1957. Today it is a museum."
    assert values(text)[-1] == ("Today", "PRESENT_REF")


def test_news_that_ends_on_old_years_stays_news() -> None:
    text = "The mill closed today. It was built on 3 May 1955 and sold in June 1957."
    assert values(text)[0] == ("today", "2011-05-05")


def test_news_that_tells_who_said_what_is_no_history() -> None:
    text = (
        "Divers have found a ship that vanished in November 1913. They reached it on Jan. 23. A "
        "diver said that it lay deep. They had searched since 2009, and will return."
    )
    assert ("Jan. 23", "2011-01-23") in values(text)


def test_a_text_goes_on_after_a_flashback() -> None:
    text = (
        "In 1744 the king marched. On 16 December 1745 he took the town, which had been "
        "fortified in 1719. On 20 December he left it."
    )
    assert values(text)[-1] == ("20 December", "1745-12-20")


def test_a_second_sentence_may_look_back_too() -> None:
    text = (
        "On 4 June 1866 the war began. The walls had been built in 1850. In March a tower had "
        "been added. On 9 June the town fell."
    )
    assert values(text)[2:] == [("March", "1850-03"), ("9 June", "1866-06-09")]


def test_what_had_been_done_by_a_time_is_no_flashback() -> None:
    text = "In 1866 a war began. By May 1865 all men had been called up. On 9 May they marched."
    assert values(text)[-1] == ("9 May", "1865-05-09")


def test_a_date_that_catches_up_ends_the_flashback() -> None:
    text = (
        "In 1866 the war began. The bridge, which had been built in 1850, was blown up on "
        "8 July 1866. Two days later the town fell."
    )
    assert values(text)[-1] == ("Two days later", "1866-07-10")


def test_a_day_told_long_before_is_no_day_to_count_from() -> None:
    between = "The town lay on a hill, and the river below it was broad and slow. " * 30
    text = f"On 28 March 1650 they set out. {between}The next morning they turned back."
    assert values(text)[-1] == ("The next morning", "XXXX-XX-XXTMO")


def test_that_time_is_the_one_last_told_of() -> None:
    told = values("In 1650 the town was rich. During this time it had 900 looms. In 1660 it fell.")
    assert told[1] == ("this time", "1650")


def test_at_this_time_is_now_in_the_news() -> None:
    assert values("No charges are planned at this time.") == [("this time", "PRESENT_REF")]
    assert values("He was away at that time.") == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("On the night of 2-3 October 1574 the dyke broke.", ("1574-10-02TNI", "3 October 1574")),
        ("On the night of 30 June/1 July 1574 it broke.", ("1574-06-30TNI", "1 July 1574")),
        ("On the night of June 12-13, 1944, it rained.", ("1944-06-12TNI", "13, 1944")),
    ],
)
def test_a_night_of_two_dates_is_one_night(text: str, last: tuple[str, str]) -> None:
    (only,) = read(text)
    assert (only.timex_value, only.surface.endswith(last[1])) == (last[0], True)


def test_dawn_and_nightfall_are_times_of_the_day_told() -> None:
    told = values("On 1 July 1916 the guns fell silent. By nightfall 900 were dead.")
    assert told[-1] == ("nightfall", "1916-07-01TNI")
    told = values("In 1816 the guns stood ready. At dawn on 1 July they fired.")
    assert told[1] == ("dawn", "1816-07-01TMO")
    assert values("In 1916 and 1917 they dug from dawn to dusk.")[2:] == []


def test_days_by_their_numbers_alone() -> None:
    told = values(
        "On 8 November 1620 they met. On the morning of the 9th the gates were opened. On the "
        "10th and 11th there was plunder. From the 15th to the 19th of December it snowed."
    )
    assert [value for _, value in told[1:]] == [
        "1620-11-09TMO", "1620-11-10", "1620-11-11", "1620-12-15", "1620-12-19",
    ]  # fmt: skip


def test_words_before_a_named_date_take_its_year() -> None:
    told = values("He fell in 1718. Peace came less than three years later, on 10 September 1721.")
    assert told[1] == ("less than three years later", "1721")


def test_the_rest_of_a_year_begins_where_the_text_is() -> None:
    found = read("On 28 June 1098 the army was routed. He stayed for the rest of the year.")[-1]
    assert (found.surface, found.timex_value) == ("the rest of the year", "1098")
    assert found.edtf == "[1098-06-28..1098-12-31]"


def test_a_winter_before_christ_has_two_years() -> None:
    (found,) = read("They rose in the winter of 54\u201353 BC.")
    assert (found.timex_value, found.edtf) == ("BC0054-WI", "-0053-24")


def test_lives_and_reigns_in_brackets_are_years_and_no_place_to_count_from() -> None:
    told = values(
        "In 1540 the war began. Henry (r. 1509\u20131547) sent ships. A year later they came home."
    )
    assert told[1:] == [("1509", "1509"), ("1547", "1547"), ("A year later", "1541")]


def test_a_month_after_a_campaign_of_two_years_lies_within_it() -> None:
    told = values(
        "The campaign lasted from August 1942 to February 1943. On November 19 the attack began. "
        "On January 31 the last army surrendered."
    )
    assert told[2:] == [("November 19", "1942-11-19"), ("January 31", "1943-01-31")]


def test_the_first_century_before_christ() -> None:
    (found,) = read("The first century BC was bloody.")
    assert found.timex_value == "BC00"
    assert found.edtf == "[-0099..0000]"


def test_parts_of_centuries_before_christ() -> None:
    found = read("It fell in the early 1st century BC, and was built in the late 5th century BC.")
    assert [e.edtf for e in found] == ["[-0099..-0067]", "[-0433..-0400]"]
    assert all(parse_edtf(e.edtf).edtf == e.edtf for e in found if e.edtf)


def test_decades_before_christ() -> None:
    (found,) = read("Famine struck in the 320s BC.")
    assert (found.timex_value, found.edtf) == ("BC032", "[-0328..-0319]")


def test_how_long_something_lasted_afterwards_is_no_date() -> None:
    told = values("In 1648 there was peace. For more than a century afterwards the land was poor.")
    assert told[-1] == ("more than a century", "P1CE")


def test_after_the_end_of_a_year_comes_the_next_one() -> None:
    told = values("In late 1854 a storm sank 30 ships. In January thousands died. In May it ended.")
    assert told[1:] == [("January", "1855-01"), ("May", "1855-05")]


def test_in_the_next_year_is_a_year_where_something_happened_in_it() -> None:
    told = values("War broke out in 1702. In the next year he took two towns.")
    assert told[-1] == ("the next year", "1703")
    assert values("War broke out in 1702. The treaty would bind them over the next year.")[-1] == (
        "the next year",
        "P1Y",
    )


def test_quarters_of_centuries_are_no_quarters_of_years() -> None:
    told = values(
        "In the last quarter of the fifth century BC both towns fell. They rose in 380 BC."
    )
    assert told[0] == ("the fifth century BC", "BC04")


def test_seasons_and_centuries_of_a_list_share_what_stands_behind_them() -> None:
    told = values("In the summer and fall of 1852 hills changed hands.")
    assert told == [("the summer", "1852-SU"), ("fall of 1852", "1852-FA")]
    told = values("In the winter and spring of 1853 it snowed.")
    assert told[0] == ("the winter", "1852-WI")
    told = values("The late 19th and early 20th centuries brought war.")
    assert told == [("The late 19th", "18"), ("early 20th centuries", "19")]


def test_a_second_day_may_stand_before_its_verb() -> None:
    told = values(
        "On May 4, 1864, they crossed. May 5 and 6 saw fighting. On the 12th alone 900 fell."
    )
    assert [value for _, value in told[1:]] == ["1864-05-05", "1864-05-06", "1864-05-12"]


def test_a_time_takes_its_day_from_a_day_without_a_month() -> None:
    told = values("In May 1897 they met. At noon on the 18th the guns fired.")
    assert told[1] == ("noon", "1897-05-18T12:00")


def test_numbers_are_years_where_a_text_tells_of_their_century() -> None:
    told = values("In the 10th century there were three. By 918 one had fallen. In 936 it was one.")
    assert told[1:] == [("918", "0918"), ("936", "0936")]
    assert values("It grew in the 10th century. It closed in 936, said one of the guides.") == [
        ("the 10th century", "09")
    ]


def test_years_to_the_day_are_years() -> None:
    told = values("In 1106, on 28 September, forty years to the day after the landing, he won.")
    assert told[-1] == ("forty years", "P40Y")


def test_years_of_antiquity_stand_behind_months_and_seasons_too() -> None:
    told = values(
        "In 218 BC the war began. In the spring of 217 he crossed the marshes. On 2 August 216 he "
        "won. In 215 and 214 nothing moved. In March 212, 300 men fell. Peace came in 201 BC."
    )
    assert [value for _, value in told] == [
        "BC0218", "BC0217-SP", "BC0216-08-02", "BC0215", "BC0214", "BC0212-03", "BC0201",
    ]  # fmt: skip
    told = values("In AD 101 the war began. He left on 25 March 101. Peace came around AD 103.")
    assert told[1] == ("25 March 101", "0101-03-25")
    assert values("On 25 March 101 people came.") == [("25 March", "2011-03-25")]


def test_a_week_after_that_counts_from_the_date_before() -> None:
    told = values("It was stormed on 15 July 1099. A week after that a ruler was chosen.")
    assert told[1] == ("A week after that", "1099-W29")


def test_after_an_overview_the_story_begins_where_its_range_does() -> None:
    told = values(
        "The war was fought between 25 July 1894 and 17 April 1895. In June 1894 the court had "
        "asked for help. On 1 August war was declared. In January a port fell."
    )
    assert told[3:] == [("1 August", "1894-08-01"), ("January", "1895-01")]


def test_spring_follows_winter() -> None:
    told = values("He spent the winter of 1455 there, and left in the spring. War came in 1456.")
    assert told[1] == ("the spring", "1456-SP")
    told = values("In January 1917 it froze. Over the winter 900 died. In 1918 they left.")
    assert told[1] == ("the winter", "1916-WI")


def test_the_end_of_a_year_of_antiquity() -> None:
    told = values("In 218 BC the war began. By the end of 215 the coast was held, until 209 BC.")
    assert told[1] == ("the end of 215", "BC0215")
    assert values("They had sold the end of 215 of them.") == []


def test_a_look_far_ahead_is_left_again() -> None:
    told = values(
        "On 4 June 1940 the last boats left. The captain, who later became a minister in 1952, was "
        "among them. He would return in 1944. On 14 June the capital fell."
    )
    assert told[-1] == ("14 June", "1940-06-14")


def test_after_a_range_of_years_the_story_begins_with_the_first() -> None:
    told = values("The war lasted from 1814 to 1818. On 4 August the border was crossed.")
    assert told[-1] == ("4 August", "1814-08-04")


def test_a_weekday_of_a_history_hangs_on_no_publication() -> None:
    text = "In March 1814 they met. On Sunday all was quiet. In 1818 there was peace."
    told = find_expressions(text, published="2011-05-05", mode="narrative")
    assert [one.timex_value for one in told] == ["1814-03", "XXXX-XX-XX", "1818"]


def test_dawn_is_the_day_after_the_night_told() -> None:
    told = values(
        "On the night of 13-14 July 1816 four divisions moved up. At 3 a.m. the guns fired, and at "
        "dawn they broke in. By noon it was over."
    )
    assert [value for _, value in told[1:]] == [
        "1816-07-14T03:00", "1816-07-14TMO", "1816-07-14T12:00",
    ]  # fmt: skip
    told = values("On the night of 3 May 1816 it rained. At 11 p.m. the bridge fell.")
    assert told[1][1] == "1816-05-03T23:00"


def test_over_those_months_is_no_more_than_so_many() -> None:
    found = read("It began in June 1848. Over those fifteen months 900 sailed. It ended in 1849.")
    assert (found[1].surface, found[1].modifier) == ("those fifteen months", "")


def test_the_first_range_told_is_what_the_story_is_about() -> None:
    told = values(
        "The war was fought between 11 March 1845 and 11 January 1846. A treaty was signed on "
        "6 February 1840. In July 1844 the staff was cut down. It was cut down again on "
        "19 January, and on 11 March the town burned. In November a governor came, and on "
        "11 January it ended."
    )
    assert [value for _, value in told[4:]] == [
        "1845-01-19", "1845-03-11", "1845-11", "1846-01-11",
    ]  # fmt: skip


def test_easter_is_that_of_its_time() -> None:
    told = values("He was crowned at Easter 1043, and again at Whitsun 1215, long before 1583.")
    assert [value for _, value in told[:2]] == ["1043-04-03", "1215-06-07"]
