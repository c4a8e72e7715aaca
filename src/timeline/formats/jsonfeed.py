"""JSON Feed 1.1, made from the Atom feed of changes: the same entries under the same ids.

See: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
from typing import Any
from xml.etree.ElementTree import Element, fromstring

_ATOM = "{http://www.w3.org/2005/Atom}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def format_jsonfeed(atom: str) -> str:
    """The feed as JSON. `atom` is our own: nothing from outside is parsed here."""
    feed = fromstring(atom)  # noqa: S314  written by render_atom a moment ago
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _text(feed, "title"),
        "home_page_url": _link(feed, "alternate"),
        "feed_url": _link(feed, "self").removesuffix(".atom") + ".json"
        if _link(feed, "self")
        else "",
        "language": feed.get(_LANG, ""),
        "items": [_item(entry) for entry in feed.findall(f"{_ATOM}entry")],
    }
    given = {name: value for name, value in data.items() if value or name == "items"}
    return json.dumps(given, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Element) -> dict[str, Any]:
    content = entry.find(f"{_ATOM}content")
    html = content is not None and content.get("type") in ("html", "xhtml")
    item = {
        "id": _text(entry, "id"),
        "url": _link(entry, "alternate"),
        "title": _text(entry, "title"),
        "content_html" if html else "content_text": _text(entry, "content")
        or _text(entry, "summary"),
        "date_published": _text(entry, "published") or _text(entry, "updated"),
        "date_modified": _text(entry, "updated"),
        "tags": [one.get("term", "") for one in entry.findall(f"{_ATOM}category")],
    }
    given = {name: value for name, value in item.items() if value}
    if "content_text" not in given and "content_html" not in given:
        given["content_text"] = item["title"]
    return given


def _text(parent: Element, name: str) -> str:
    found = parent.find(f"{_ATOM}{name}")
    return "" if found is None else "".join(found.itertext()).strip()


def _link(parent: Element, rel: str) -> str:
    links = parent.findall(f"{_ATOM}link")
    return next((one.get("href", "") for one in links if one.get("rel", "alternate") == rel), "")
