"""One story in which everything that can be said of a fact is said of the same few facts.

`stories.eventful_story` shows one of each; here they meet: several disputes of one figure, a
correction of date, figure and headline at once, a retraction that names what to read instead, a
body that was erased, public and internal sources on one fact, and text that means something to
Markdown, to WordPress and to template languages.
"""

from __future__ import annotations

from tests.renderers.stories import Desk, date
from timeline.codec import erase_line, format_line, parse_line
from timeline.editing.facts import corroborate_fact, retract_fact
from timeline.events import Citation, Figure, Media, Place

PICTURE = "https://pictures.example/bridge.jpg"
MARKED = (
    "Rule *one*: _never_ `run` [gallery] or [a](b) {{ page.title }} {% raw %} {# x #} "
    "<b>5 < 6</b> & 7 > 6 | a ~~b~~ 2x3 -- \"so\" they 'say'... 1) $x$ :) @all #tag \\n"
)
PARAGRAPHS = "First paragraph.\n\n    Indented second.\n\n# Not a heading\n- not a list\n> no quote"


def mixed_story(language: str = "en") -> Desk:
    """Everything at once, in a log of that language."""
    desk = Desk()
    desk.describe(
        "Who counted the crossing?", language, description="One crossing, many counts.", zone="UTC"
    )
    _count(desk)
    _move(desk)
    _withdraw(desk)
    _when(desk)
    _tongues(desk)
    _markup(desk)
    return desk


def figure(value: str, name: str = "people", **given: bool) -> Figure:
    return Figure(name=name, value=value, unit="people", **given)


def _count(desk: Desk) -> None:
    """Five sources on one figure: two for it, three against, one of them internal."""
    agency = desk.source(
        "agency", "2024-01-05", title="Daily count", publisher="Border Agency",
        url="https://example.org/agency?day=5&unit=1", archived="https://archive.example/agency",
    )  # fmt: skip
    desk.source("unused", "2024-01-01", title="UNUSED SOURCE")
    wire = desk.source("wire", "2024-01-06", title="Wire", publisher="Wire", origin=agency)
    ngo = desk.source("ngo", "2024-01-10", title="Shelters count for themselves")
    camera = desk.source("camera", title="What a camera saw", publisher="")
    memo = desk.source("memo", "2024-01-02", title="SECRET MEMO", internal=True)
    counted = desk.fact(
        "2,500 people cross",
        "2024-01-05",
        name="count",
        sources=[agency, memo],
        figures=(figure("2500"),),
        place=Place(name="Eagle Pass", lat="28.7", lon="-100.5"),
        people=("A. Counter",),
    )
    desk.corroborate(
        counted,
        Citation(source=wire, figures=(figure("2500", approximate=True),), attributed_to="agents"),
        Citation(source=memo, quote="SECRET QUOTE"),
    )
    desk.dispute(
        counted,
        "The shelters took in more than that.",
        "2024-01-10",
        Citation(source=ngo, figures=(figure("4500"),), locator="p. 3", quote="4,500 in a day"),
    )
    desk.dispute(
        counted,
        "The camera’s clock says another day.",
        "2024-01-12",
        Citation(source=camera, date=date("2024-01-06"), figures=(figure("4400"),)),
    )
    desk.dispute(counted, "An official doubts it.", "2024-01-13", Citation(source=memo))
    desk.dispute(counted, "The mayor doubts both.", "2024-01-14")


def _move(desk: Desk) -> None:
    """Date, figure and headline corrected at once, then again; two that may be in force."""
    found = desk.find(desk.fact("The bridge is shut", "2024-01-08~", known="2024-01-08").id)
    desk.correct(
        found,
        headline="The bridge is shut to lorries",
        occurred=date("2024-01-09"),
        figures=(figure("120", "lorries"),),
        known="2024-01-15",
        because="Two editors read the notice again.",
    )
    desk.correct(
        found,
        headline="The bridge is half shut",
        detail="One lane stays open, says the notice.",
        known="[2024-01-16..2024-01-31]",
        kind="update",
        because="The notice was changed.",
    )
    desk.correct(found, figures=(figure("90", "lorries"),), known="2024-01-31", because="Counted.")
    desk.correct(found, kind="typo", detail="One lane stays open, the notice says.")


def _withdraw(desk: Desk) -> None:
    """Retracted with something to read instead; retracted and restored; what was erased."""
    paper = desk.source("paper", "2024-01-11", title="The Paper, Jan. 11", publisher="The Paper")
    better = desk.fact("A tanker blocks the ford", "2024-01-11", sources=[paper], name="tanker")
    wrong = desk.fact("A bus blocks the ford", "2024-01-11", sources=[paper], name="bus")
    story = desk.story(internal=True)
    state = story.state(story.facts_by_id[wrong.id])
    desk.record(
        retract_fact(state, because="It was no bus.", known=date("2024-01-12"), instead=better)
    )
    desk.link(better, "contradicts", wrong)
    fire = desk.fact("A fire at the post", "2024-01-13", sources=[paper], name="fire")
    desk.retract(fire, "2024-01-14", "Nobody saw it.")
    desk.restore(fire, "2024-01-20", "There are pictures.")
    gone = desk.record(
        corroborate_fact(desk.find(better.id), [Citation(source=paper, quote="ERASED WORDS")])
    )[0]
    desk.retract(desk.fact("A gate falls", "2024-01-14", name="gate"), "2024-01-15", "ERASED WHY")
    desk.events = [
        parse_line(erase_line(format_line(event)))
        if event.id == gone or getattr(event.body, "because", "") == "ERASED WHY"
        else event
        for event in desk.events
    ]


def _when(desk: Desk) -> None:
    """Dates of every sort."""
    for name, edtf in {
        "before-christ": "-0043-03-15",
        "about": "1850~",
        "doubtful": "1984?",
        "season": "2023-23",
        "decade": "195X",
        "one-of": "[2023-12-27..2024-01-05]",
        "throughout": "2023-12-27/2024-01-05",
        "since": "2023-11/..",
        "until": "../2023-10",
        "instant": "2024-01-08T14:00:00Z",
        "undated": "",
    }.items():
        desk.fact(f"It happens: {name}", edtf or None, known="2024-01-08", name=name)


def _tongues(desk: Desk) -> None:
    """Other languages than the log's, endless words, and a picture."""
    desk.fact(
        "أغلق الجسر أمام الشاحنات (Eagle Pass) في 5:00",
        "2024-01-16",
        known="2024-01-16",
        name="arabic",
        language="ar",
        detail="قال «المكتب» إن 2,500 شخص عبروا.",
    )
    desk.fact(
        "¿Quién cerró el puente? «Nadie», dice la alcaldesa",
        "2024-01-17",
        known="2024-01-17",
        name="spanish",
        language="es",
        media=Media(url=PICTURE, alt="Un puente", credit="J. Pérez", licence="CC BY 4.0"),
    )
    desk.fact(
        f"Donau{'dampfschiff' * 20}fahrt ends",
        "2024-01-18",
        known="2024-01-18",
        name="endless",
        detail="https://example.org/" + "a" * 300,
    )


def _markup(desk: Desk) -> None:
    """Text that Markdown, WordPress and template languages would take for theirs."""
    desk.fact(MARKED, "2024-01-19", known="2024-01-19", name="marked", detail=MARKED)
    desk.fact(
        "Several paragraphs", "2024-01-20", known="2024-01-20", name="long", detail=PARAGRAPHS
    )
