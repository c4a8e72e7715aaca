"""Terminal text of what was known when: known, diff, and the ladder of a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import asdict

from timeline.projections.difference import Difference
from timeline.projections.explain import Bound, Explanation, explain_state
from timeline.projections.facts import Step
from timeline.projections.knowledge import Knowledge
from timeline.projections.known import Certainty
from timeline.projections.ladder import Rung
from timeline.projections.state import STATUS_REASONS, FactState
from timeline.projections.story import Story
from timeline.renderers.data import Data, edtf, knowledge_data
from timeline.renderers.terminal import Page, columns, inert_line, wrap
from timeline.renderers.text import date_words, step_words
from timeline.renderers.wording import occurred_words

_MOST = 5  # so many commands that settle something are shown

# -- known ----------------------------------------------------------------------------------


def render_knowledge(knowledge: Knowledge, page: Page) -> str:
    """Four lists; each fact with what makes its answer so, and what would settle it."""
    story = knowledge.story
    who = inert_line(knowledge.knower) if knowledge.knower else "the public"
    on_file = f", as recorded here by {inert_line(story.recorded_by)}" if story.recorded_by else ""
    lines = [
        page.bold(f"What {who} knew by {date_words(knowledge.known_by, story)}")
        + page.dim(f" ({story.settings.zone}{on_file})")
    ]
    counts = knowledge.counts
    settling: Counter[str] = Counter()
    for title, states, count in (
        ("Certainly known", knowledge.certain, counts.certain),
        ("Possibly known", knowledge.possible, counts.possible),
        ("Not yet known", knowledge.not_yet, counts.not_yet),
        ("Retracted", knowledge.retracted, counts.retracted),
    ):
        if states:
            lines += ["", page.bold(f"{title} ({how_many(states, count)})")]
        for state in states:
            lines += fact_head(state, story, page)
            if state.retraction is not None:
                lines += indented(step_words(state.retraction, story), page)
                continue
            explained = explain_state(story, state, knowledge.known_by, knowledge.knower)
            for sentence in explanation_words(explained, story, knowledge.knower):
                lines += indented(sentence, page)
            settling.update(_settling_commands(explained, knowledge.knower))
    if len(lines) == 1:
        lines.append("No facts.")
    if settling:
        lines += ["", page.bold("What would settle the most")]
    for command, count in settling.most_common(_MOST):
        facts = "1 fact" if count == 1 else f"{count:,} facts"
        lines += indented(f"{command}  ({facts})", page, 2)
    return "\n".join(lines)


def _settling_commands(explained: Explanation, knower: str) -> Iterator[str]:
    """What to type once it is found out when a possible fact became known."""
    for source in explained.settled_by:
        yield f"timeline source correct {inert_line(source.name)} --published DATE"
    if explained.by_hand:
        given = f'--known-to "{inert_line(knower)}=DATE"' if knower else "--set-known DATE"
        yield f"timeline correct {inert_line(explained.state.name)} {given}"


def explanation_words(explained: Explanation, story: Story, knower: str = "") -> Iterator[str]:
    """One or two sentences: why the answer is what it is, and what would settle it."""
    begins, ends = explained.begins, explained.ends
    if explained.state.certainty is Certainty.CERTAIN and ends is not None:
        yield f"Certain since {_day(ends, story)}: {_edge_words(ends, story, knower, 'latest')}."
        return
    possible = explained.state.certainty is Certainty.POSSIBLE
    since = f"Possible {'since' if possible else 'from'} {_day(begins, story)}"
    first = _edge_words(begins, story, knower, "earliest")
    if ends is None:
        yield f"{since}, never certain: {first}."
    elif not possible and begins.day and (begins.day, begins.event) == (ends.day, ends.event):
        yield f"Certain from {_day(ends, story)}: {_edge_words(ends, story, knower, 'latest')}."
    elif (begins.event, begins.date) == (ends.event, ends.date):
        both = _edge_words(ends, story, knower, "earliest and latest")
        yield f"{since}, certain from {_day(ends, story)}: {both}."
    else:
        last = _edge_words(ends, story, knower, "latest")
        yield f"{since}: {first}; certain from {_day(ends, story)}: {last}."
    if possible:
        yield f"To settle it: {_settling(explained)}."


def _day(bound: Bound, story: Story) -> str:
    return date_words(bound.day, story) if bound.day else "the beginning"


def _edge_words(bound: Bound, story: Story, knower: str, edge: str) -> str:
    """`report-a’s latest possible date (k3f9abcd)`, `the day given by hand (k3f9abcd)`."""
    mark = f"({bound.event.id[:8]})"
    exact = bound.date == bound.day
    if bound.date is None:
        return f"nothing says when it became known {mark}"
    if bound.source is not None:
        name = inert_line(bound.source.name)
        if exact:
            return f"the day {name} was published {mark}"
        dates = "dates" if " and " in edge else "date"
        return f"{name}’s {edge} possible {dates} {mark}"
    given = {
        "amended": "put right later",
        "knower": f"given for {inert_line(knower)}",
    }.get(bound.basis, "given by hand")
    if exact:
        return f"the day {given} {mark}"
    days = "days" if " and " in edge else "day"
    return f"the {edge} {days} of “{date_words(bound.date, story)}”, {given} {mark}"


def _settling(explained: Explanation) -> str:
    if explained.settled_by:
        names = " or ".join(inert_line(source.name) for source in explained.settled_by)
        return f"the day on which {names} was published"
    if explained.begins.date is None:
        return "a source with a date, or the day on which it became known"
    return "a surer day on which it became known"


def how_many(shown: Sequence[object], count: int) -> str:
    """`11`; `the first 5 of 11` where not all are shown."""
    return f"the first {len(shown):,} of {count:,}" if len(shown) < count else f"{count:,}"


def fact_head(state: FactState, story: Story, page: Page) -> Iterator[str]:
    """The headline, and under it when it happened and the readable name."""
    paint = page.struck if state.retraction else page.bold
    for line in wrap(inert_line(state.values.headline), page.width - 2):
        yield f"  {paint(line)}"
    about = f"{occurred_words(state.values, story)} · {inert_line(state.name)}"
    yield from (page.dim(line) for line in indented(about, page))


def indented(text: str, page: Page, by: int = 4) -> list[str]:
    return [" " * by + line for line in wrap(text, page.width - by)]


# -- diff -----------------------------------------------------------------------------------


def render_difference(difference: Difference, page: Page) -> str:
    """What changed, list by list; each fact with the event that changed it."""
    story = difference.story
    a, b = date_words(difference.a, story), date_words(difference.b, story)
    lines = [
        page.bold(f"What changed after {a} and by {b}")
        + page.dim(f" ({inert_line(story.settings.zone)})")
    ]
    for title, told in _changes(difference):
        if told:
            lines += ["", page.bold(f"{title} ({len(told)})")]
        for state, sentences in told:
            lines += fact_head(state, story, page)
            lines += [line for words in sentences for line in indented(words, page)]
    if len(lines) == 1:
        lines.append("Nothing.")
    return "\n".join(lines)


Told = list[tuple[FactState, list[str]]]


def _changes(difference: Difference) -> Iterator[tuple[str, Told]]:
    """The lists by title: each fact with what is said of it."""
    story = difference.story

    def became(states: Sequence[FactState]) -> Told:
        explained = [explain_state(story, state, difference.b) for state in states]
        return [(one.state, [next(explanation_words(one, story))]) for one in explained]

    def turned(states: Sequence[FactState]) -> Told:
        return [(state, [step_words(_last_turn(state), story)]) for state in states]

    yield "Learned", became(difference.learned)
    yield "Became certain", became(difference.became_certain)
    yield "Became possible", became(difference.became_possible)
    corrected = [
        (one.after, [step_words(step, story) for step in one.steps]) for one in difference.corrected
    ]
    yield "Corrected", corrected
    disputed = [(state, list(dispute_words(state, story))) for state in difference.disputed]
    yield "Newly disputed", disputed
    yield "Retracted", turned(difference.retracted)
    yield "Restored", turned(difference.restored)


def _last_turn(state: FactState) -> Step:
    """The last retraction or restoration that shows."""
    return next(step for step in reversed(state.shown) if "retracted" in step.touches)


def dispute_words(state: FactState, story: Story) -> Iterator[str]:
    """A sentence for each dispute that is sure: by whom, since when, and why."""
    for step in state.disputed:
        if step.event.id not in state.status.because:
            continue
        sources = [story.sources.get(citation.source) for citation in step.citations]
        by = ", ".join(inert_line(source.name) for source in sources if source)
        when = date_words(step.known.date, story) if step.known.date else "on an unknown day"
        reason = f": {inert_line(step.because)}" if step.because else ""
        yield f"Disputed {when}{f' by {by}' if by else ''}{reason}"


# -- the ladder -----------------------------------------------------------------------------


def render_ladder(rungs: Sequence[Rung], story: Story, page: Page) -> str:
    """A line or more for each rung: since when, which status, why. Empty where there is none."""
    if not rungs:
        return ""
    days = [_rung_day(rung, story) for rung in rungs]
    width = max(map(columns, days))
    lines = ["", page.bold("Ladder")]
    for rung, day in zip(rungs, days, strict=True):
        for number, line in enumerate(wrap(rung_words(rung, story), page.width - width - 4)):
            left = "" if number else day
            lines.append(f"  {left}{' ' * (width - columns(left))}  {line}")
    return "\n".join(lines)


def rung_words(rung: Rung, story: Story) -> str:
    """`confirmed: two sources that differ in publisher and origin (report-a, report-b)`."""
    name = rung.status.name.replace("single-source", "single source")
    names = ", ".join(inert_line(source.name) for source in rung.sources)
    given = [
        getattr(story.record.by_id[event_id].body, "because", "")
        for event_id in rung.status.because
    ]
    reason = "; ".join(inert_line(text) for text in given if text)
    return f"{name}: {reason or STATUS_REASONS[rung.status.reason]}{f' ({names})' if names else ''}"


def _rung_day(rung: Rung, story: Story) -> str:
    if rung.day is not None:
        return date_words(rung.day, story)
    return "from the first" if rung.second < 0 else "without a day"


# -- for programs ---------------------------------------------------------------------------


def explained_data(knowledge: Knowledge) -> Data:
    """The JSON of `timeline known`: the contract's lists, and `why` by readable name."""
    story = knowledge.story
    states = (*knowledge.certain, *knowledge.possible, *knowledge.not_yet)
    explained = (
        explain_state(story, state, knowledge.known_by, knowledge.knower) for state in states
    )
    return {
        **knowledge_data(knowledge),
        "counts": asdict(knowledge.counts),
        "why": {one.state.name: _why_data(one) for one in explained},
    }


def _why_data(explained: Explanation) -> Data:
    return {
        "certainty": explained.state.certainty.name.lower(),
        "possible_since": _bound_data(explained.begins),
        "certain_since": None if explained.ends is None else _bound_data(explained.ends),
        "settled_by": [source.name for source in explained.settled_by],
        "settled_by_hand": explained.by_hand,
    }


def _bound_data(bound: Bound) -> Data:
    return {
        "day": edtf(bound.day),
        "date": edtf(bound.date),
        "basis": bound.basis,
        "event": bound.event.id,
        "source": bound.source.name if bound.source else None,
    }


def ladder_data(rungs: Sequence[Rung]) -> list[Data]:
    """Rungs in order; `since` is a day in the log's zone, null where there is none."""
    return [
        {
            "status": rung.status.name,
            "since": edtf(rung.day),
            "reason": rung.status.reason,
            "because": list(rung.status.because),
            "sources": [source.name for source in rung.sources],
        }
        for rung in rungs
    ]
