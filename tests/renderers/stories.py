"""Stories to publish, made in memory from entries, as the log would make them.

`Desk` records batches at moments of its own clock; ids are the same in every run, because the
salts are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import define, field

from timeline.codec import parse_line, record_batch
from timeline.dates import Date, parse_edtf
from timeline.editing.facts import (
    correct_fact,
    corroborate_fact,
    dispute_fact,
    restore_fact,
    retract_fact,
    state_fact,
    undo_event,
)
from timeline.events import (
    Change,
    Citation,
    Entry,
    Event,
    FactsLinked,
    Figure,
    LogDescribed,
    SourceAdded,
)
from timeline.projections import Fact, Story, project_story


def date(text: str | None) -> Date | None:
    return None if text is None else parse_edtf(text)


@define
class Desk:
    """Somebody who records a story, one batch a minute from 2024-03-01T12:00Z on."""

    events: list[Event] = field(factory=list)
    minute: int = 0

    def record(self, *entries: Entry) -> list[str]:
        salts = iter(range(self.minute * 10_000, self.minute * 10_000 + 10_000))
        recorded = record_batch(
            entries,
            recorded=f"2024-03-{1 + self.minute // 1440:02}T"
            f"{(12 + self.minute // 60) % 24:02}:{self.minute % 60:02}:00.000000Z",
            by="ana",
            new_salt=lambda: f"{next(salts):032x}",
        )
        self.minute += 1
        self.events += [parse_line(one.line) for one in recorded]
        return [one.id for one in recorded]

    def story(self, **given: Any) -> Story:
        return project_story(self.events, **given)

    def describe(self, title: str = "A story", language: str = "en", **values: Any) -> None:
        self.record(Entry(body=LogDescribed(title=title, language=language, **values)))

    def source(self, name: str, published: str | None = None, **values: Any) -> str:
        body = SourceAdded(name=name, published=date(published), **values)
        return self.record(Entry(body=body))[0]

    def fact(
        self,
        headline: str,
        occurred: str | None = "2024-01-05",
        *,
        sources: Sequence[str] = (),
        known: str | None = None,
        citations: Sequence[Citation] = (),
        **values: Any,
    ) -> Fact:
        cited = (*(Citation(source=source) for source in sources), *citations)
        entry = state_fact(
            self.story(internal=True),
            headline,
            date(occurred),
            known=date(known),
            citations=cited,
            **values,
        )
        return self.find(self.record(entry)[0])

    def find(self, fact_id: str) -> Fact:
        return self.story(internal=True).facts_by_id[fact_id]

    def correct(
        self, fact: Fact, *, kind: str = "correction", known: str | None = None, **given: Any
    ) -> None:
        because = given.pop("because", "We had it wrong.")
        figures = given.pop("figures", ())
        change = Change(set=given, add={"figures": tuple(figures)} if figures else {})
        story = self.story(internal=True)
        state = story.state(story.facts_by_id[fact.id])
        self.record(*correct_fact(state, change, kind=kind, because=because, known=date(known)))

    def retract(
        self, fact: Fact, known: str, because: str = "It did not happen.", **given: Any
    ) -> None:
        story = self.story(internal=True)
        state = story.state(story.facts_by_id[fact.id])
        self.record(retract_fact(state, because=because, known=date(known), **given))

    def restore(self, fact: Fact, known: str, because: str = "It did happen.") -> None:
        story = self.story(internal=True)
        state = story.state(story.facts_by_id[fact.id])
        self.record(restore_fact(state, because=because, known=date(known)))

    def corroborate(self, fact: Fact, *citations: Citation) -> None:
        self.record(corroborate_fact(self.find(fact.id), citations))

    def dispute(self, fact: Fact, because: str, known: str, *citations: Citation) -> None:
        self.record(dispute_fact(self.find(fact.id), citations, because=because, known=date(known)))

    def link(self, fact: Fact, rel: str, to: Fact) -> None:
        self.record(Entry(body=FactsLinked(rel=rel, to=to.id), about=fact.id))

    def undo(self, event: Event, because: str = "Entered twice.") -> None:
        self.record(undo_event(self.story(internal=True), event, because=because))


def eventful_story(language: str = "en") -> Desk:
    """A story with one of everything that a page shows, and what it must not show."""
    desk = Desk()
    desk.describe(
        "The bridge at Alder Ford",
        language,
        description="How a closed bridge came to be blamed on a flood, and then was not.",
        zone="Europe/Berlin",
    )
    herald = desk.source(
        "herald",
        "2024-01-06",
        title="Bridge shut",
        publisher="The Herald",
        url="https://example.org/herald/bridge?a=1&b=2",
        archived="https://archive.example/1",
    )
    gazette = desk.source(
        "gazette",
        "2024-01-09",
        title="Who closed it?",
        publisher="The Gazette",
        url="https://example.org/gazette",
        author="J. Doe",
    )
    report = desk.source("report", "[2024-02-01..2024-02-10]", title="Report of the inquiry")
    secret = desk.source("secret", "2024-01-02", title="SECRET SOURCE", internal=True)
    survey = desk.fact(
        "Engineers survey the bridge",
        "2023~",
        sources=[report],
        name="survey",
        detail="They find cracks in the second pier.",
    )
    desk.fact("The season of floods begins", "2023-10/2023-12", sources=[report], name="season")
    desk.fact("Repairs are promised", "[2023-12-01..2023-12-20]", sources=[gazette], name="promise")
    closing = desk.fact(
        "The bridge closes to 2,000 cars a day",
        "2024-01-05",
        sources=[herald],
        name="closing",
        detail="The county shuts it at noon, on the advice of its engineers.",
        figures=(Figure(name="cars", value="2000", unit="cars a day"),),
    )
    desk.corroborate(
        closing,
        Citation(
            source=gazette,
            locator="¶4",
            quote="shut at noon",
            attributed_to="the county",
            figures=(Figure(name="cars", value="2600", unit="cars a day"),),
        ),
    )
    desk.correct(
        closing,
        headline="The bridge closes to 20,000 cars a day",
        known="2024-01-09",
        because="We dropped a zero.",
        figures=(Figure(name="cars", value="20000", unit="cars a day"),),
    )
    desk.correct(closing, kind="typo", detail="The county shuts it at noon on its engineers’ word.")
    flood = desk.fact(
        "A flood carries off the second pier", "2024-01-06", sources=[herald], name="flood"
    )
    desk.retract(flood, "2024-01-20", "The inquiry found the pier standing.")
    blame = desk.fact("The mayor blames the county", "2024-01-08", sources=[gazette], name="blame")
    desk.dispute(blame, "Her office says that she was misquoted.", "2024-01-11")
    desk.link(blame, "answers", closing)
    inquiry = desk.fact(
        "An inquiry opens",
        "2024-02/..",
        known="2024-02-01",
        name="inquiry",
        figures=(Figure(name="budget", value="1500000", unit="EUR"),),
    )
    desk.correct(inquiry, headline="A public inquiry opens", known="[2024-02-03..2024-02-20]")
    desk.fact("Tolls may have been raised", None, name="tolls")
    desk.fact("SECRET FACT", "2024-01-07", sources=[secret], name="secret-fact", internal=True)
    twice = desk.fact("UNDONE FACT", "2024-01-07", sources=[herald], name="undone")
    desk.undo(twice.event)
    desk.correct(
        survey,
        kind="clarification",
        detail="They find cracks in the third pier.",
        because="SECRET REASON of an amendment",
    )
    return desk


_SUBJECTS = (
    "The council", "A court in the capital", "The harbour master", "An auditor", "The ministry",
    "A group of residents", "The contractor", "A parliamentary committee", "The regulator",
    "The insurer", "A former director", "The union",
)  # fmt: skip
_VERBS = (
    "publishes", "withdraws", "orders", "questions", "signs", "rejects", "delays", "funds",
    "leaks", "defends", "annuls", "reopens", "audits",
)  # fmt: skip
_OBJECTS = (
    "the survey of the eastern pier", "a contract for steel", "the emergency budget",
    "a list of payments", "the timetable of repairs", "an appeal by two bidders",
    "the minutes of a closed session", "a plan for the ferry", "the toll agreement",
    "a report on the cables", "the order to close the bridge",
)  # fmt: skip
_DETAILS = (
    "The text runs to {a} pages and names {b} people, none of whom had spoken before.",
    "It comes {a} days late; {b} objections are still open, according to the clerk.",
    "Only {a} of {b} members are present when the vote is taken.",
    "The sum rises from {a} to {b} thousand within a week, without a new tender.",
    "Copies reach {a} offices; {b} of them say that they never asked for one.",
)


def parted_story(language: str = "en") -> Desk:
    """Nine facts in three lanes with four tags; one lane has a name that means to be markup."""
    desk = Desk()
    desk.describe("Three banks of a river", language)
    lanes = ("North", "South", 'East & "West" <b>')
    for number in range(9):
        desk.fact(
            f"Stone {number} is laid",
            f"{2023 + number // 6}-0{number % 6 + 1}-0{number + 1}",
            known=f"{2023 + number // 6}-0{number % 6 + 1}-0{number + 1}",
            name=f"stone-{number}",
            lanes=(lanes[number % 3],),
            tags=("work", "money")[: number % 3],
            people=("Ada",) if number == 4 else (),
        )
    return desk


def long_story(facts: int, language: str = "en") -> Desk:
    """`facts` facts over ten years, no two alike, with corrections, retractions and conflicts."""
    desk = Desk()
    desk.describe("Ten years of the bridge", language, zone="UTC")
    sources = [
        desk.source(
            f"paper-{number}",
            f"{2014 + number}-06-01",
            title=f"Paper {number}",
            publisher=f"Publisher {number}",
            url=f"https://example.org/{number}",
        )
        for number in range(10)
    ]
    story = desk.story(internal=True)
    entries = []
    for number in range(facts):
        day = number * 3650 // facts
        year, month, of_month = 2014 + day // 365, day % 365 // 31 + 1, day % 31 % 28 + 1
        occurred = f"{year}-{month:02}-{of_month:02}" if number % 5 else f"{year}-{month:02}"
        subject = _SUBJECTS[number % 12]
        verb, what = _VERBS[number * 7 % 13], _OBJECTS[number * 5 % 11]
        detail = _DETAILS[number % 5].format(a=number * 37 % 997 + 2, b=number * 61 % 1009 + 2)
        again = f", for the {number // 60 + 1}th time" if number >= 60 else ""
        entries.append(
            state_fact(
                story,
                f"{subject} {verb} {what}{again}",
                parse_edtf(occurred),
                name=f"fact-{number}",
                known=parse_edtf(occurred),
                citations=(Citation(source=sources[number * 3 % 10], locator=f"p. {number % 90}"),),
                detail=f"{subject} {verb} {what}{again}. {detail}",
            )
        )
    for start in range(0, facts, 500):
        desk.record(*entries[start : start + 500])
    by_name = desk.story(internal=True).facts_by_name
    for number in range(0, facts, 25):
        fact = by_name[f"fact-{number}"]
        if number % 75 == 25:
            desk.retract(fact, "2024-01-20")
        else:
            desk.correct(fact, headline=f"{fact.stated.headline} (put right)", known="2024-01-10")
    return desk


SCRIPT = "<script>window.broken=1</script>"
HANDLER = "\"><img src=x onerror=window.broken=1>' onmouseover='window.broken=1"


def hostile_story() -> Desk:
    """Markup, handlers, addresses that are scripts, bidi controls and endless words everywhere."""
    desk = Desk()
    desk.describe(f"{SCRIPT}{HANDLER}", description=f"</style>{SCRIPT}", zone="UTC")
    bad = desk.source(
        "bad",
        "2024-01-06",
        title=f"{HANDLER}{SCRIPT}",
        publisher=f"{HANDLER}",
        url="javascript:window.broken=1",
        archived="data:text/html,<script>1</script>",
        author=SCRIPT,
        published_basis=SCRIPT,
        language='en"><script>',
    )
    long = desk.fact(
        f"{SCRIPT}{HANDLER}",
        "2024-01-05",
        sources=[bad],
        name="marked",
        detail=f"</p></li></script>{SCRIPT}{{{{ 7*7 }}}}{{% raw %}}",
        language='en" onload="x',
        figures=(Figure(name=f"{HANDLER}", value="7", unit=SCRIPT),),
    )
    desk.correct(long, headline=f"<ins>{SCRIPT}</ins>", known="2024-01-09", because=SCRIPT)
    desk.fact("x" * 10_000, "2024-01-06", sources=[bad], name="endless", detail="y" * 10_000)
    desk.fact("safe \u202egnp.exe\u202c \u2066hidden\u2069 \x07\x1b[31m", "2024-01-07", name="bidi")
    desk.retract(desk.fact("A\x00B", "2024-01-08", name="nul"), "2024-01-09", because=HANDLER)
    return desk
