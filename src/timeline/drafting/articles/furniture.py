"""What on a page is no part of its article: menus, notices, links to other articles."""

from __future__ import annotations

import re

ELEMENTS = frozenset(
    {"nav", "aside", "footer", "form", "button", "iframe", "select", "svg", "dialog", "amp-sidebar",
     "amp-ad", "amp-consent"}
)  # fmt: skip
CONTAINERS = frozenset({"div", "section", "ul", "ol", "p", "span", "table", "figure", "header"})
_ROLES = frozenset(
    "navigation banner complementary contentinfo dialog alertdialog search menu menubar".split()
)
_NAMES = re.compile(
    r"(?:^|[-_])(?:cookies?|consent|gdpr|newsletter|signup|related|recirc|recommended|"
    r"recommendations|promo|sharing|share|social|comments|sidebar|breadcrumbs?|advert|adverts|"
    r"advertisement|ads?|outbrain|taboola|trending|popular|most-?read|nav|navbar|menu|masthead|"
    r"read-?more|also-?read|see-?also|skip-?link)(?:$|[-_])"
)
_STATES = ("has-", "with-", "no-", "is-", "js-", "not-")
_MOST_NAMES = 30


def furniture_of(attributes: dict[str, str]) -> str:
    """What a container is, in a word for the notes, or empty where it may hold the article."""
    if attributes.get("role", "").lower() in _ROLES:
        return attributes["role"].lower()
    style = "".join(attributes.get("style", "").lower().split())
    if "hidden" in attributes or "display:none" in style or attributes.get("aria-hidden") == "true":
        return "what is hidden"
    words = f"{attributes.get('id', '')} {attributes.get('class', '')}".lower().split()
    for word in words[:_MOST_NAMES]:
        if not word.startswith(_STATES) and _NAMES.search(word[:80]):
            return word[:40]
    return ""
