"""The gold set: sentences of our own with the values that every expression must get."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from attrs import frozen

GOLD = Path(__file__).parent / "gold"


@frozen
class GoldExpression:
    start: int
    end: int
    surface: str
    timex_type: str
    timex_value: str
    edtf: str | None
    modifier: str


@frozen
class GoldSentence:
    kind: str
    published: str
    mode: Literal["news", "narrative"]
    text: str
    expressions: tuple[GoldExpression, ...]


def read_gold(half: Literal["first", "second"]) -> list[GoldSentence]:
    lines = (GOLD / f"{half}.txt").read_text(encoding="utf-8").splitlines()
    return [_read_line(line) for line in lines if line and not line.startswith("#")]


def _read_line(line: str) -> GoldSentence:
    kind, when, marked = line.split(" ", 2)
    published, _, mode = when.partition("/")
    text = ""
    found = []
    for part in marked.split("}}"):
        plain, _, markup = part.partition("{{")
        text += plain
        if markup:
            surface, timex_type, value, edtf, modifier = markup.split("|")
            found.append(
                GoldExpression(
                    start=len(text),
                    end=len(text) + len(surface),
                    surface=surface,
                    timex_type=timex_type,
                    timex_value=value,
                    edtf=None if edtf == "-" else edtf,
                    modifier="" if modifier == "-" else modifier,
                )
            )
            text += surface
    narrative: Literal["news", "narrative"] = "narrative" if mode == "narrative" else "news"
    return GoldSentence(kind, published, narrative, text, tuple(found))


@frozen
class GoldDocument:
    """A whole document. `published` is None where nobody said."""

    kind: str
    published: str | None
    text: str
    expressions: tuple[GoldExpression, ...]


def read_documents(part: str = "third") -> list[GoldDocument]:
    """A part of whole documents, with TIMEX3 values and no EDTF. Comments are left out."""
    lines = (GOLD / f"{part}.txt").read_text(encoding="utf-8").split("\n")
    text = "\n".join(line for line in lines if line[:1] != "#")
    _, *documents = text.split("\n@ ")
    return [_read_document(document) for document in documents]


def _read_document(marked: str) -> GoldDocument:
    header, _, body = marked.partition("\n")
    kind, published = header.split()
    text = ""
    found = []
    for part in body.strip().split("}}"):
        plain, _, markup = part.partition("{{")
        text += plain
        if markup:
            surface, timex_type, value, *modifier = markup.split("|")
            end = len(text) + len(surface)
            found.append(
                GoldExpression(len(text), end, surface, timex_type, value, None, "".join(modifier))
            )
            text += surface
    return GoldDocument(kind, None if published == "-" else published, text, tuple(found))
