"""The gold articles: whole articles of our own, and the drafts that a careful reader would make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from timeline.dates import parse_edtf
from timeline.drafting import Draft, draft_facts

ARTICLES = Path(__file__).parent / "gold" / "articles.txt"
BY_PUBLICATION = ".."
NO_FACT = "-"
KINDS = ("dates", "people", "places", "figures")


@frozen
class GoldLine:
    """A sentence at `start` to `end` of its article, and what it holds.

    `dates`: EDTF of each fact, `..` for one bounded by the publication; empty for no fact.
    `figures`: "value unit".
    """

    start: int
    end: int
    dates: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    figures: tuple[str, ...]


@frozen
class GoldArticle:
    """`group`: `tuned`; `held`, not looked at while the rules were mended; `fresh`, written later
    and not looked at while they were mended again. `published` is None for a history."""

    group: str
    kind: str
    published: str | None
    text: str
    lines: tuple[GoldLine, ...]


def read_articles() -> list[GoldArticle]:
    _, *articles = ARTICLES.read_text(encoding="utf-8").split("\n@ ")
    return [_read_article(article) for article in articles]


def _read_article(marked: str) -> GoldArticle:
    """Three sentences make a paragraph."""
    header, _, body = marked.partition("\n")
    group, kind, published = header.split()
    text = ""
    lines: list[GoldLine] = []
    for line in body.splitlines():
        if line.startswith("> "):
            lists = [_split(part) for part in line[2:].split("||")]
            dates, people, places, figures = [*lists, (), (), ()][:4]
            last = lines.pop()
            told = tuple(date for date in dates if date != NO_FACT)
            lines.append(GoldLine(last.start, last.end, told, people, places, figures))
        elif line:
            text += ("\n\n" if len(lines) % 3 == 0 else " ") if lines else ""
            lines.append(GoldLine(len(text), len(text) + len(line), (), (), (), ()))
            text += line
    return GoldArticle(group, kind, None if published == "-" else published, text, tuple(lines))


def _split(part: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in part.split(";") if one.strip())


def draft_article(article: GoldArticle) -> Sequence[Draft]:
    published = parse_edtf(article.published) if article.published else None
    return draft_facts(article.text, published=published, extractors=None).drafts


@frozen
class Comparison:
    """What drafts of a sentence hold (`found`) against what it should hold (`gold`)."""

    kind: str
    sentence: str
    gold: tuple[str, ...]
    found: tuple[str, ...]


def compare(article: GoldArticle) -> list[Comparison]:
    """Sentence by sentence. A sentence of no fact, and no draft, has nothing to compare."""
    drafts = draft_article(article)
    bound = f"[..{article.published}]"
    told = []
    for line in article.lines:
        own = [d.candidate for d in drafts if line.start <= d.candidate.start < line.end]
        if not own and not line.dates:
            continue
        dates = [BY_PUBLICATION if c.occurred == bound else c.occurred or "undated" for c in own]
        found = {
            "dates": tuple(dates),
            "people": tuple(dict.fromkeys(name for c in own for name in c.people)),
            "places": tuple(dict.fromkeys(name for c in own for name in c.places)),
            "figures": tuple(dict.fromkeys(f"{f.value} {f.unit}" for c in own for f in c.figures)),
        }
        gold = {
            "dates": line.dates,
            "people": line.people,
            "places": line.places,
            "figures": line.figures,
        }
        sentence = article.text[line.start : line.end]
        told += [Comparison(kind, sentence, gold[kind], found[kind]) for kind in KINDS]
    return told


def precision_and_recall(compared: Sequence[Comparison], kind: str) -> tuple[float, float]:
    """In hundredths."""
    right = gold = found = 0
    for one in compared:
        if one.kind == kind:
            right += (Counter(one.gold) & Counter(one.found)).total()
            gold += len(one.gold)
            found += len(one.found)
    return 100 * right / max(found, 1), 100 * right / max(gold, 1)
