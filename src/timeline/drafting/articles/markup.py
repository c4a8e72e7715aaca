"""The text of an HTML page, and what the page says about itself, in one linear pass.

The standard library's parser is not used: on this kind of input it takes quadratic time (60 kB of
`<a ` took it 20 seconds on Python 3.11), and an article comes from outside. This reader knows only
what an article needs: paragraphs, what to leave out, the title, and the dates of publication.
"""

from __future__ import annotations

import html
import re
from typing import Literal

from attrs import define, field, frozen

from timeline.drafting.articles.furniture import CONTAINERS, ELEMENTS, furniture_of
from timeline.drafting.articles.structured import DATE_NAMES, LinkedData, read_day, read_linked_data

Skipping = Literal["furniture", "elements", "nothing"]

_LONGEST_TAG = 20_000
_DEEPEST = 100
_SHORT = 200
_MOST_NAMED = 6
_RAW = frozenset({"script", "style", "template", "noscript", "textarea", "title"})
_BLOCKS = frozenset(
    "address article blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul "
    "aside head".split()
)
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,400}))"
)
_TITLES = ("og:title", "twitter:title")


@frozen
class Page:
    """What an HTML page holds. `dates` are (ISO day, where the page says it), likeliest first."""

    text: str
    title: str
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@define
class _Reading:
    skipping: Skipping
    parts: list[str] = field(factory=list)
    article: list[str] = field(factory=list)
    titles: dict[str, str] = field(factory=dict)
    dates: list[tuple[int, str, str]] = field(factory=list)
    linked: LinkedData = field(factory=LinkedData)
    skipped: list[str] = field(factory=list)
    left_out: dict[str, None] = field(factory=dict)
    in_article: int = 0
    unending: set[str] = field(factory=set)

    def add(self, text: str) -> None:
        if self.skipped:
            return
        self.parts.append(text)
        if self.in_article:
            self.article.append(text)


def looks_like_html(text: str) -> bool:
    head = text[:4000].lower()
    return any(mark in head for mark in ("<!doctype html", "<html", "<body", "<p>", "<div", "<p "))


def read_page(source: str) -> Page:
    """The paragraphs of a page, a blank line between them.

    Scripts, menus, forms, notices and what is hidden are left out; where an `<article>` holds a
    good part of the text, the rest is left out too; where the page's JSON-LD holds more of the
    article than its paragraphs do, that is read. Notes say so. Linear in the length of `source`.
    """
    reading, text, notes = _read_text(source)
    linked = reading.linked
    body = _plain(linked.body)
    if len(body) > len(text) + len(text) // 5:
        text, notes = body, ("read from the page's JSON-LD, which holds more of the article",)
    if not linked.free:
        notes += ("the page says that it isn't free: this may be a part of the article",)
    titles = [linked.headline, *(reading.titles.get(name, "") for name in (*_TITLES, "title"))]
    title = next((_line(told) for told in titles if told.strip()), "")
    dates = [(day, where) for _, day, where in sorted(reading.dates, key=lambda told: told[0])]
    return Page(text, title, tuple(dict.fromkeys(dates)), notes)


def _read_text(source: str) -> tuple[_Reading, str, tuple[str, ...]]:
    """Leave out as much as the page's own marks allow: one that never ends, or that holds nearly
    all of the page, would take the article with it."""
    reading = _scan(source, "furniture")
    text, notes = _choose(reading)
    if reading.skipped or (len(text) < _SHORT and reading.left_out):
        other = _scan(source, "elements")
        more, told = _choose(other)
        if reading.skipped or len(more) > max(_SHORT, 2 * len(text)):
            reading, text, notes = other, more, told
    if reading.skipped:
        reading = _scan(source, "nothing")
        text, notes = _choose(reading)
        kept = "an element that is usually no part of an article never ends; all of it was kept"
        notes = (kept, *notes)
    return reading, text, notes


def _choose(reading: _Reading) -> tuple[str, tuple[str, ...]]:
    whole = _tidy("".join(reading.parts))
    article = _tidy("".join(reading.article))
    notes: tuple[str, ...] = ()
    if len(article) >= _SHORT and len(article) * 4 >= len(whole):
        if len(article) < len(whole):
            notes += ("only the page's <article> was read",)
        whole = article
    if reading.left_out:
        named = [*reading.left_out][:_MOST_NAMED]
        more = ", …" if len(reading.left_out) > _MOST_NAMED else ""
        notes += (f"left out as no part of the article: {', '.join(named)}{more}",)
    return whole, notes


def _plain(body: str) -> str:
    if looks_like_html(body):
        body = "".join(_scan(body, "nothing").parts)
    return _tidy(body.replace("\r\n", "\n").replace("\n", "\n\n"))


def _scan(source: str, skipping: Skipping) -> _Reading:
    reading = _Reading(skipping)
    at = 0
    close = source.find(">")
    while at < len(source):
        opening = source.find("<", at)
        if opening < 0:
            break
        if opening > at:
            reading.add(_unescape(source[at:opening]))
        if 0 <= close < opening:
            close = source.find(">", opening)
        at = _read_tag(source, opening, close, reading)
    reading.add(_unescape(source[at:]))
    return reading


def _read_tag(source: str, opening: int, close: int, reading: _Reading) -> int:
    """Take the tag at `opening` into account; returns where the reading goes on."""
    if source.startswith("<!--", opening):
        end = -1 if "!--" in reading.unending else source.find("-->", opening + 4)
        if end < 0:
            reading.unending.add("!--")  # so that the next one needn't look
        return end + 3 if end >= 0 else _as_text(opening, reading)
    match = _NAME.match(source, opening + 1)
    if source.startswith(("<!", "<?"), opening) and 0 <= close < opening + _LONGEST_TAG:
        return close + 1
    if match is None or not 0 <= close < opening + _LONGEST_TAG:
        return _as_text(opening, reading)
    name = match[1].lower()
    ending = source[opening + 1] == "/"
    if name in _BLOCKS:
        _end_paragraph(reading)
        reading.add("\n\n" if name != "br" else "\n")
    attributes = source[match.end() : close]
    if ending:
        _close_element(name, reading)
    else:
        _open_element(name, attributes, reading)
    if name in _RAW and not ending:
        return _skip_raw(source, close + 1, name, attributes, reading)
    return close + 1


def _as_text(opening: int, reading: _Reading) -> int:
    reading.add("<")
    return opening + 1


def _end_paragraph(reading: _Reading) -> None:
    """A paragraph ends where the next block begins, whether it says so or not."""
    if reading.skipped and reading.skipped[-1] == "p":
        reading.skipped.pop()


def _close_element(name: str, reading: _Reading) -> None:
    if name in reading.skipped:
        del reading.skipped[len(reading.skipped) - 1 - reading.skipped[::-1].index(name) :]
    elif name in {"article", "main"}:
        reading.in_article = max(0, reading.in_article - 1)


def _open_element(name: str, attributes: str, reading: _Reading) -> None:
    if name in {"meta", "time"}:
        _note_metadata(name, _attributes(attributes), reading)
    elif name in {"article", "main"}:
        reading.in_article += 1
    elif not attributes.endswith("/") and len(reading.skipped) < _DEEPEST:
        if reading.skipped:
            if name in reading.skipped:
                reading.skipped.append(name)
        elif _is_skipped(name, attributes, reading):
            reading.skipped.append(name)


def _is_skipped(name: str, attributes: str, reading: _Reading) -> bool:
    if reading.skipping == "nothing" or name not in ELEMENTS | CONTAINERS:
        return False
    if name in ELEMENTS:
        return True
    if reading.skipping == "elements" or not attributes.strip():
        return False
    told = furniture_of(_attributes(attributes))
    if told:
        reading.left_out[told] = None
    return bool(told)


def _attributes(attributes: str) -> dict[str, str]:
    """Names in small letters with their values; `hidden` alone has an empty one."""
    found = {
        match[1].lower(): match[2] or match[3] or match[4] or ""
        for match in _ATTRIBUTE.finditer(attributes)
    }
    if "hidden" in _ATTRIBUTE.sub(" ", attributes).lower().split():
        found["hidden"] = ""
    return found


def _note_metadata(name: str, found: dict[str, str], reading: _Reading) -> None:
    if name == "time":
        told = "pubdate" in found or found.get("itemprop", "").lower() == "datepublished"
        day = read_day(found.get("datetime", ""))
        if day and not reading.skipped:
            reading.dates.append((2 if told else 3, day, "<time>"))
        return
    where = found.get("property") or found.get("name") or found.get("itemprop") or ""
    value = _unescape(found.get("content", ""))
    if where.lower() in _TITLES:
        reading.titles.setdefault(where.lower(), value)
    day = read_day(value) if where.lower() in DATE_NAMES else ""
    if day:
        reading.dates.append((0, day, where))


def _skip_raw(source: str, at: int, name: str, attributes: str, reading: _Reading) -> int:
    """Past the end of an element whose content is no markup; an element that never ends is text."""
    end = at
    while True:
        end = -1 if name in reading.unending else source.find("</", end)
        if end < 0:
            reading.unending.add(name)
            return at
        if source[end + 2 : end + 2 + len(name)].lower() == name:
            break
        end += 2
    if name == "title":
        reading.titles.setdefault("title", _unescape(source[at:end]))
    elif name == "script" and "ld+json" in attributes.lower():
        linked = read_linked_data(source[at:end])
        reading.linked = max(reading.linked, linked, key=lambda one: (len(one.body), one.published))
        if linked.published:
            reading.dates.append((1, linked.published, "JSON-LD"))
    return end


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except (ValueError, OverflowError):
        return text  # a character number of thousands of digits


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


def _tidy(text: str) -> str:
    """Paragraphs on one line each, a blank line between two of them."""
    paragraphs = (" ".join(part.split()) for part in text.replace("\r", "\n").split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
