"""Plain text to the HTML of other programs, and their HTML to plain text.

`write_html` gives paragraphs; `read_html` keeps words, paragraphs and line breaks, and drops all
else. Inverse pair, up to blanks at ends of lines.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

_BREAKING = frozenset(("p", "div", "li", "ul", "ol", "blockquote", "tr", "h1", "h2", "h3", "h4"))
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object"))


def write_html(text: str) -> str:
    """Paragraphs in `<p>`, line breaks as `<br>`; one paragraph alone stays bare."""
    paragraphs = [escape(part, quote=False) for part in re.split(r"\n{2,}", text.strip())]
    parts = [part.replace("\n", "<br>") for part in paragraphs]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)


def read_html(html: str) -> str:
    """The words. Text without any tag or entity comes back as it is, but for blanks at its ends."""
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t\r\f\v]+", " ", "".join(reader.parts))
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKING:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"[ \t\r\n\f\v]+", " ", data))
