"""Where facts stand on earlier days of knowledge: where a page of that day has them."""

from __future__ import annotations

import json

from tests.renderers.stories import Desk
from tests.renderers.test_random_stories import CASES, DAYS, case_of
from timeline.dates import day, parse_edtf
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import PageView

Place = tuple[str, str]  # a fact and its heading


def places(page: PageView) -> list[Place]:
    return [(entry.id, section.title) for section in page.sections for entry in section.entries]


def rearranged(page: PageView, at: int) -> list[Place]:
    """What the page's script does with `moves`, in the order of the list."""
    order = places(page)
    for since, until, moves in json.loads(page.moves or "[]"):
        if (since is None or since <= at) and at < until:
            for fact, before, heading in reversed(moves):
                order = [one for one in order if one[0] != fact]
                ids = [one[0] for one in order]
                order.insert(ids.index(before) if before else len(order), (fact, heading))
    return order


def test_going_back_on_a_page_orders_it_as_a_page_of_that_day() -> None:
    moved = 0
    for seed in range(CASES // 3):
        _, story = case_of(seed)
        live = view_page(story, None, PageOptions())
        for at in DAYS:
            pinned = places(view_page(story, day(at), PageOptions()))
            known = {fact for fact, _ in pinned}
            assert [one for one in rearranged(live, at) if one[0] in known] == pinned, (seed, at)
            moved += rearranged(live, at) != places(live)
    assert moved


def dated() -> Desk:
    """A meeting first dated 2022, then put right; what it stood before and after stays."""
    desk = Desk()
    desk.describe()
    desk.fact("A letter is sent", "2023-01-02", known="2023-01-02", name="letter")
    meeting = desk.fact("They meet", "2022-05-01", known="2023-02-01", name="meeting")
    desk.fact("They sign", "2023-03-01", known="2023-03-01", name="signing")
    desk.correct(meeting, occurred=parse_edtf("2023-02-01"), known="2024-01-10")
    return desk


def test_only_what_had_another_date_moves() -> None:
    page = view_page(dated().story(), None, PageOptions())
    at = parse_edtf("2024-01-10").s0
    assert json.loads(page.moves) == [[None, at, [["meeting", "letter", "2022"]]]]
    assert view_page(dated().story(), parse_edtf("2023-06-01"), PageOptions()).moves == ""


def test_nothing_moves_on_days_on_which_a_fact_had_the_date_it_has_now() -> None:
    desk = dated()
    meeting = desk.story().facts_by_name["meeting"]
    desk.correct(meeting, occurred=parse_edtf("2022-05-01"), known="2024-02-10")
    first, second = parse_edtf("2024-01-10").s0, parse_edtf("2024-02-10").s0
    page = view_page(desk.story(), None, PageOptions())
    assert json.loads(page.moves) == [[first, second, [["meeting", "signing", "2023"]]]]


def test_a_link_of_a_fact_that_is_not_yet_known_orders_nothing() -> None:
    desk = Desk()
    desk.describe()
    arrival = desk.fact("They arrive", "2023-02-01", known="2023-02-10", name="arrival")
    desk.fact("It rains", "2023-02-01", known="2023-02-01", name="rain")
    walk = desk.fact("They walk", "2023-02-01", known="2023-02-01", name="walk")
    desk.link(arrival, "follows", walk)
    live = view_page(desk.story(), None, PageOptions())
    assert [fact for fact, _ in places(live)] == ["walk", "arrival", "rain"]
    before = parse_edtf("2023-02-05")
    pinned = places(view_page(desk.story(), before, PageOptions()))
    assert [fact for fact, _ in pinned] == ["rain", "walk"]
    assert [one for one in rearranged(live, before.s0 or 0) if one[0] != "arrival"] == pinned


def test_a_zone_that_was_put_right_moves_a_fact_among_those_of_its_day() -> None:
    desk = Desk()
    desk.describe()
    desk.fact("They sign", "2023-02-01T10:00:00Z", known="2023-02-01", name="signing")
    call = desk.fact("They call", "2023-02-01T11:00:00", known="2023-02-01", name="call")
    desk.correct(call, zone="Asia/Tokyo", known="2023-02-10")
    live = view_page(desk.story(), None, PageOptions())
    assert [fact for fact, _ in places(live)] == ["call", "signing"]
    at = parse_edtf("2023-02-05").s0 or 0
    assert [fact for fact, _ in rearranged(live, at)] == ["signing", "call"]
