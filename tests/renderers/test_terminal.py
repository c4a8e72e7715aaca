"""Columns, wrapping and inert text, as a terminal counts and obeys them."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sizes import size
from timeline.renderers.terminal import (
    PLAIN,
    Page,
    columns,
    inert,
    inert_json,
    inert_line,
    pack,
    wrap,
)

TEXTS = st.text(max_size=80) | st.text(
    alphabet="ab 北京é\u0301👩‍🚀שלום \x1b\x9b\u202e", max_size=80
)


def test_columns_are_those_of_a_terminal() -> None:
    assert columns("talks") == 5
    assert columns("北京会谈") == 8
    assert columns("e\u0301") == 1
    assert columns("שלום") == 4
    assert columns("\u0e01\u0e34") == 1  # a Thai vowel above, of combining class 0


def test_a_line_is_broken_at_a_space() -> None:
    assert wrap("one two  three", 8) == ["one two", "three"]
    assert wrap("", 8) == []


def test_a_long_word_is_broken_where_the_line_is_full() -> None:
    assert wrap("a " + "x" * 20, 8) == ["a", "xxxxxxxx", "xxxxxxxx", "xxxx"]


def test_text_without_spaces_goes_on_in_the_same_line() -> None:
    assert wrap("NBC 墨西哥总统提出条件", 12) == ["NBC 墨西哥总", "统提出条件"]


def test_a_mark_stays_with_its_letter() -> None:
    assert wrap("e\u0301" * 10, 8) == ["e\u0301" * 8, "e\u0301" * 2]


@settings(max_examples=size(300, 20_000))
@given(TEXTS, st.integers(8, 40))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@settings(max_examples=size(300, 20_000))
@given(st.lists(st.text(alphabet="ab 北", min_size=1, max_size=12).filter(str.strip), max_size=6))
def test_items_are_packed_in_order(items: list[str]) -> None:
    lines = pack([" ".join(item.split()) for item in items], 10)
    assert all(columns(line) <= 10 for line in lines)
    told = "".join("".join(lines).replace("·", "").split())
    assert told == "".join("".join(items).split())


def test_an_item_is_not_broken_where_it_fits() -> None:
    assert pack(["terms", "known Jan. 5", "from a"], 20) == ["terms · known Jan. 5", "from a"]


@settings(max_examples=size(300, 20_000))
@given(TEXTS)
def test_no_control_character_is_left(text: str) -> None:
    left = {char for char in inert(text) if unicodedata.category(char) in ("Cc", "Cs")}
    assert left <= {"\t", "\n"}
    assert "\n" not in inert_line(text)
    assert not {"\u202e", "\u2066", "\u200f"} & set(inert(text))


@settings(max_examples=size(300, 20_000))
@given(TEXTS)
def test_inert_json_means_the_same(text: str) -> None:
    raw = json.dumps(text, ensure_ascii=False)
    assert json.loads(inert_json(raw)) == text
    assert not any(unicodedata.category(char) == "Cc" for char in inert_json(raw))


def test_colour_is_written_only_where_it_is_wanted() -> None:
    assert PLAIN.bad("retracted") == "retracted"
    assert Page(color=True).bad("retracted") == "\x1b[31mretracted\x1b[0m"
    assert Page(color=True).bold("") == ""
