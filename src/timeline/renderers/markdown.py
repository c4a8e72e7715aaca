"""The timeline as Markdown (CommonMark), for sites and editors that take that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.dates import Date
from timeline.projections.story import Story
from timeline.renderers.html import visible
from timeline.renderers.page.build import PageOptions, view_page
from timeline.renderers.page.view import (
    Change,
    EntryView,
    FigureView,
    MediaView,
    Note,
    PageView,
    SourceLine,
    SourceView,
)

# What could begin or end a piece of Markdown or HTML anywhere in a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def render_markdown(
    story: Story, known_by: Date | None = None, *, options: PageOptions | None = None
) -> str:
    """The timeline at K. Facts are list items under their years; sources are links at the end."""
    page = view_page(story, known_by, options or PageOptions(), static=True)
    return "\n".join(_lines(page)).rstrip() + "\n"


def escape(text: str) -> str:
    """Text that means nothing in Markdown or HTML, on one line."""
    one_line = " ".join(visible(text).split())
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", one_line))


def _lines(page: PageView) -> Iterator[str]:
    yield f"# {escape(page.title)}"
    yield ""
    if page.description:
        yield from (escape(page.description), "")
    if page.changes:
        yield from (f"**{escape(page.changes)}**", "")
        for line in page.notice:
            yield from (escape(line), "")
    stamp = page.stamp
    yield f"*{escape(' · '.join(filter(None, (stamp.known, stamp.recorded, stamp.short))))}*"
    for section in page.sections:
        yield from ("", f"## {escape(section.title)}", "")
        for entry in section.entries:
            yield from _entry(entry, page)
    if page.sources:
        yield from ("", f"## {escape(page.texts['page']['sources'])}", "")
        for number, source in enumerate(page.sources, start=1):
            yield f"{number}. {_source(source, page)}"
    yield from ("", escape(stamp.text))


def _entry(entry: EntryView, page: PageView) -> Iterator[str]:
    headline = escape(entry.headline[-1].value)
    if entry.is_retracted:
        headline = f"~~{headline}~~"
    yield f"- **{escape(entry.now.words)}**: **{headline}**  "
    about = [escape(one.value) for one in entry.detail]
    about += [_picture(one.value) for one in entry.media]
    about += [_figure(one.value) for one in entry.figures]
    for one in entry.disagreements:
        claims = page.texts["page"]["semicolon"].join(
            escape(f"{claim.value} ({claim.sources})" if claim.sources else claim.value)
            for claim in one.value.claims
        )
        about.append(f"{escape(one.value.label)} {claims}")
    about += [_note(note.value, page) for note in (*entry.alternatives, *entry.notes)]
    about += [escape(f"{one.value.label}: {one.value.text}") for one in entry.links]
    state = page.texts["state"]["may"] if entry.state == "may" else ""
    status = entry.status[-1].value
    words = (status.words, status.reason, state, entry.known)
    cited = [_citation(one.value, page) for one in entry.sources]
    named = [escape(one.value) for one in (*entry.attributed, *entry.place)]
    about.append(" · ".join([*(escape(word) for word in words if word), *cited, *named]))
    for line in about:
        yield f"  {line}  "


def _figure(figure: FigureView) -> str:
    name = f"{figure.name}: " if figure.name else ""
    return escape(f"{name}{figure.number} {figure.rest}".strip())


def _picture(media: MediaView) -> str:
    """A picture, with what it shows and whose it is."""
    shown = f"![{escape(media.alt)}](<{_address(media.url)}>)"
    return f"{shown} {escape(media.credit)}".strip()


def _note(note: Note, page: PageView) -> str:
    parts = [f"**{escape(note.label)}**"]
    if note.changes:
        semicolon = page.texts["page"]["semicolon"]
        parts.append(semicolon.join(_change(change) for change in note.changes) + note.stop)
    if note.because:
        parts.append(escape(note.because))
    if note.link:
        parts.append(escape(f"{note.link.label} {note.link.text}"))
    return " ".join(parts)


def _change(change: Change) -> str:
    marks = {"del": "~~", "ins": "**", "same": ""}
    said = " ".join(
        f"{marks[part.kind]}{escape(part.text)}{marks[part.kind]}" for part in change.parts
    )
    return f"{escape(change.label)} {said}".strip()


def _citation(line: SourceLine, page: PageView) -> str:
    label = _link(line.label, line.href if line.outside else "")
    rest = [part for part in (line.date, line.locator) if part]
    archived = f" ({_link(line.archived_label, line.archived)})" if line.archived else ""
    words = page.texts["page"]
    quote = " " + words["quote"].replace("{}", escape(line.quote)) if line.quote else ""
    said: str = words["comma"].join([label, *(escape(part) for part in rest)])
    return said + archived + quote


def _source(source: SourceView, page: PageView) -> str:
    rest = [part for part in (source.author, source.publisher, source.date) if part]
    label = _link(source.label, source.url)
    comma: str = page.texts["page"]["comma"]
    said = comma.join([label, *(escape(part) for part in rest if part)])
    return said + (f" (<{_address(source.archived)}>)" if source.archived else "")


def _link(label: str, url: str) -> str:
    return f"[{escape(label)}](<{_address(url)}>)" if url else escape(label)


def _address(url: str) -> str:
    return visible(url).replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
