"""The text of an HTML page, and what the page says about itself, in one linear pass.

The standard library's parser is not used: on this kind of input it takes quadratic time (60 kB of
`<a ` took it 20 seconds on Python 3.11), and an article comes from outside. This reader knows only
what an article needs: paragraphs, what to leave out, the title, and the dates of publication.
"""

from __future__ import annotations

import html
import re

from attrs import define, field, frozen

_LONGEST_TAG = 20_000
_DEEPEST = 100
_RAW = frozenset({"script", "style", "template", "noscript", "textarea", "title"})
_SKIPPED = frozenset({"nav", "aside", "footer", "form", "button", "iframe", "select", "svg"})
_BLOCKS = frozenset(
    "address article blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul "
    "aside head".split()
)
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][\w:.-]{0,60})\s{0,9}=\s{0,9}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,400}))"
)
_JSON_DATE = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"(\d{4}-\d\d-\d\d)")
_ISO_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?!\d)")
_DATE_NAMES = frozenset(
    "article:published_time og:published_time date pubdate publishdate publish-date dc.date "
    "dc.date.issued dcterms.created datepublished parsely-pub-date sailthru.date "
    "article.published cxenseparse:recs:publishtime".split()
)


@frozen
class Page:
    """What an HTML page holds. `dates` are (ISO day, where the page says it), in order."""

    text: str
    title: str
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@define
class _Reading:
    parts: list[str] = field(factory=list)
    article: list[str] = field(factory=list)
    titles: list[str] = field(factory=list)
    dates: list[tuple[str, str]] = field(factory=list)
    skipped: list[str] = field(factory=list)
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

    Scripts, menus, forms and footers are left out; where an `<article>` holds a good part of the
    text, the rest is left out too, and a note says so. Linear in the length of `source`.
    """
    reading = _scan(source, skipping=True)
    notes: tuple[str, ...] = ()
    if reading.skipped:
        # A menu that never ends would take the article with it: read again and keep everything.
        reading = _scan(source, skipping=False)
        notes = ("an element that is usually no part of an article never ends; all of it was kept",)
    whole = _tidy("".join(reading.parts))
    article = _tidy("".join(reading.article))
    if len(article) >= 200 and len(article) * 4 >= len(whole):
        if len(article) < len(whole):
            notes += ("only the page's <article> was read",)
        whole = article
    title = _tidy(" ".join(reading.titles[:1])).replace("\n", " ")
    return Page(whole, title, tuple(dict.fromkeys(reading.dates)), notes)


def _scan(source: str, *, skipping: bool) -> _Reading:
    reading = _Reading()
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
        at = _read_tag(source, opening, close, reading, skipping=skipping)
    reading.add(_unescape(source[at:]))
    return reading


def _read_tag(source: str, opening: int, close: int, reading: _Reading, *, skipping: bool) -> int:
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
        reading.add("\n\n" if name != "br" else "\n")
    _note_element(name, source[match.end() : close], reading, ending=ending, skipping=skipping)
    if name in _RAW and not ending:
        return _skip_raw(source, close + 1, name, reading)
    return close + 1


def _as_text(opening: int, reading: _Reading) -> int:
    reading.add("<")
    return opening + 1


def _note_element(
    name: str, attributes: str, reading: _Reading, *, ending: bool, skipping: bool
) -> None:
    if skipping and name in _SKIPPED:
        if not ending:
            if not attributes.endswith("/") and len(reading.skipped) < _DEEPEST:
                reading.skipped.append(name)
        elif name in reading.skipped:
            del reading.skipped[len(reading.skipped) - 1 - reading.skipped[::-1].index(name) :]
    elif name in {"article", "main"}:
        reading.in_article = max(0, reading.in_article + (-1 if ending else 1))
    elif name in {"meta", "time"} and not ending:
        _note_date(name, attributes, reading)


def _note_date(name: str, attributes: str, reading: _Reading) -> None:
    found = {
        match[1].lower(): match[2] or match[3] or match[4] or ""
        for match in _ATTRIBUTE.finditer(attributes)
    }
    if name == "time":
        where, value = "<time>", found.get("datetime", "")
    else:
        where = found.get("property") or found.get("name") or found.get("itemprop") or ""
        value = found.get("content", "") if where.lower() in _DATE_NAMES else ""
    day = _ISO_DAY.match(value.strip())
    if day:
        reading.dates.append((day[1], where))


def _skip_raw(source: str, at: int, name: str, reading: _Reading) -> int:
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
    content = source[at:end]
    if name == "title":
        reading.titles.append(_unescape(content))
    elif name == "script":
        reading.dates += [(day, "JSON-LD") for day in _JSON_DATE.findall(content)]
    return end


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except (ValueError, OverflowError):
        return text  # a character number of thousands of digits


def _tidy(text: str) -> str:
    """Paragraphs on one line each, a blank line between two of them."""
    paragraphs = (" ".join(part.split()) for part in text.replace("\r", "\n").split("\n\n"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
