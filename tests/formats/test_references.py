"""BibTeX and CSL-JSON, as others write them."""

from __future__ import annotations

import json

import pytest

from tests.formats.round_trips import bodies, problems, read
from timeline.dates import parse_edtf
from timeline.events import (
    SourceAdded,
)
from timeline.formats.bibtex import read_latex, write_latex
from timeline.formats.items import Note

BIBTEX = r"""
@string{post = "The " # {Post}}
@comment{nothing}
@article{Ruiz:2024,
  title = {{The Border} -- a \emph{long} story \& more},
  author = "Ruiz, Ana and Ben Ok{\'a}for and {\L}ukasz N{\"u}{\ss}",
  journal = post,
  year = 2024, month = jan, day = {5},
  url = {https://example.org/a_b},
  abstract = {ignored},
}
@online(other, title = {Other}, date = {2024-01-05/2024-01-31}, urldate = {2024-02-01})
"""


def test_bibtex_as_others_write_it() -> None:
    found = read(BIBTEX.encode(), path="a.bib")
    first, second = bodies(found)
    assert isinstance(first, SourceAdded)
    assert isinstance(second, SourceAdded)
    assert first.name == "ruiz-2024"
    assert first.title == "The Border – a long story & more"
    assert first.author == "Ana Ruiz; Ben Okáfor; Łukasz Nüß"
    assert (first.publisher, first.published) == ("The Post", parse_edtf("2024-01-05"))
    assert first.url == "https://example.org/a_b"
    assert second.published == parse_edtf("[2024-01-05..2024-01-31]")
    assert [one.message for one in found if isinstance(one, Note)] == [
        "the field 'abstract' is not read"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@book{a, title = {open", 1),
        ("\n@book{a, title = }", 2),
        ("@book{a\n, title = {x} year}", 2),
        ("@book{a, date = {2024-02-30}}", 1),
        ("@book{a, year = {2024}, month = {13}}", 1),
        ('@book{a, title = "a}b"}', 1),
    ],
)
def test_bad_bibtex_has_its_line(text: str, line: int) -> None:
    assert [problem.line for problem in problems(read(text.encode(), "bibtex"))] == [line]


@pytest.mark.parametrize("text", ["a & b_c {d} 100% $5 #1 ~x \\y", "é ß – —"])
def test_latex_comes_back(text: str) -> None:
    assert read_latex(write_latex(text)) == text


def test_csl_as_others_write_it() -> None:
    items = [
        {"id": "http://zotero.org/1", "type": "article-newspaper", "title": "T",
         "author": [{"family": "Ruiz", "given": "Ana"}, {"literal": "AP"}],
         "container-title": "The Post", "issued": {"date-parts": [["2024", 1, "5"]]}},
        {"id": 7, "type": "book", "title": "U", "publisher": "P", "issued": {"raw": "Jan 2024"}},
        {"id": "c", "type": "webpage", "issued": "2024-01-05", "accessed": {"edtf": "2024~"}},
        {"id": "d", "type": "book", "issued": {"date-parts": [[-44]], "circa": True}},
    ]  # fmt: skip
    first, second, third, fourth = bodies(read(json.dumps(items).encode(), "csl-json"))
    assert isinstance(first, SourceAdded)
    assert isinstance(second, SourceAdded)
    assert isinstance(third, SourceAdded)
    assert isinstance(fourth, SourceAdded)
    assert (first.name, first.kind, first.author) == (
        "http-zotero-org-1",
        "article",
        "Ana Ruiz; AP",
    )
    assert (first.publisher, first.published) == ("The Post", parse_edtf("2024-01-05"))
    assert (second.name, second.published) == ("7", parse_edtf("2024-01"))
    assert (third.published, third.accessed) == (parse_edtf("2024-01-05"), parse_edtf("2024~"))
    assert fourth.published == parse_edtf("-0043~")


@pytest.mark.parametrize(
    "item",
    [3, {"id": "a", "issued": {"date-parts": [["x"]]}}, {"id": "a", "issued": {"edtf": "x"}},
     {"id": "a", "issued": {"date-parts": [[2024, 2, 30]]}}, {"id": "a", "author": "Ana"},
     {"id": "a", "title": 3}],
)  # fmt: skip
def test_bad_references_are_told(item: object) -> None:
    [problem] = problems(read(json.dumps([item]).encode(), "csl-json"))
    assert "item" in problem.message


@pytest.mark.parametrize(
    "text", ["a--b", "a---b -- c", "x – y — z", "{a}--b", "\\--{}", "50%--60%"]
)
def test_hyphens_come_back_as_hyphens(text: str) -> None:
    assert read_latex(write_latex(text)) == text
    address = f"https://example.org/{text}".replace(" ", "")
    assert read_latex(write_latex(address, dashes=False), dashes=False) == address
    assert "-{}" not in write_latex(address, dashes=False)


def test_two_hyphens_of_a_foreign_record_are_a_dash() -> None:
    assert read_latex("1990--2024 --- a history") == "1990–2024 — a history"
