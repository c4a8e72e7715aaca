"""Values on which sources differ at K, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

from attrs import frozen

from timeline.events import Citation
from timeline.projections.conflicts import Conflict, comparing_dates
from timeline.projections.figures import Agreement, compare_figures
from timeline.projections.sources import Source
from timeline.projections.state import FactState
from timeline.renderers.catalogue import Words
from timeline.renderers.page.footnotes import Footnotes
from timeline.renderers.page.notes import Teller
from timeline.renderers.page.view import Claim, Disagreement


@frozen
class _Said:
    value: Any
    sources: tuple[Source, ...]


@frozen
class Comparer:
    """Compares what a fact says with what each of its sources gives."""

    words: Words
    teller: Teller
    footnotes: Footnotes

    def figures(self, state: FactState) -> dict[str, Disagreement]:
        """By the folded name of the figure; only what differs."""
        said: dict[str, list[_Said]] = {}
        for figure in state.values.figures:
            own = self._own(state, f"figures.{figure.name}", "figures")
            said.setdefault(figure.name.casefold(), []).append(_Said(figure, own))
        for citation, source in _citations(state, self.teller):
            for figure in citation.figures:
                said.setdefault(figure.name.casefold(), []).append(_Said(figure, (source,)))
        found = {}
        for name, values in said.items():
            disagreement = self._judge(values[0].value.name, values, compare_figures)
            if disagreement:
                found[name] = disagreement
        return found

    def date(self, state: FactState) -> Disagreement | None:
        occurred = state.values.occurred
        said = [_Said(occurred, self._own(state, "occurred", "date"))] if occurred else []
        said += [
            _Said(citation.date, (source,))
            for citation, source in _citations(state, self.teller)
            if citation.date is not None
        ]
        compare = comparing_dates(self.teller.story, state)
        return self._judge(self.words("field", "occurred"), said, compare)

    def concurrent(self, conflict: Conflict) -> Disagreement:
        """What two editors changed without sight of each other, each as they left it."""
        name, _, item = conflict.field.partition(".")
        field = item or self.words.section("field").get(name, name)
        return Disagreement(
            kind="concurrent",
            label=self.words("note", "concurrent", field=field),
            claims=tuple(
                self._claim(_Said(claim.value, claim.sources)) for claim in conflict.claims
            ),
        )

    def _own(self, state: FactState, field: str, part: str) -> tuple[Source, ...]:
        """The sources of what the fact itself says: those of its last correction, else those of its
        statement that give no value of their own.
        """
        steps = [step for step in state.shown if field in step.touches]
        if steps:
            cited = (citation.source for citation in steps[-1].citations)
            return tuple(
                self.teller.story.sources[source]
                for source in cited
                if source in self.teller.story.sources
            )
        statement = {citation.source for citation in state.fact.stated.citations}
        return tuple(
            cited.source
            for cited in state.cited
            if cited.citation.source in statement and not getattr(cited.citation, part)
        )

    def _judge(
        self, field: str, said: Sequence[_Said], compare: Callable[[Any, Any], Agreement]
    ) -> Disagreement | None:
        distinct: list[_Said] = []
        for one in said:
            for index, other in enumerate(distinct):
                if compare(one.value, other.value) is Agreement.SAME:
                    sources = tuple(dict.fromkeys((*other.sources, *one.sources)))
                    distinct[index] = _Said(other.value, sources)
                    break
            else:
                distinct.append(one)
        if len(distinct) < 2:
            return None
        at_odds = any(
            compare(one.value, other.value) is Agreement.CONFLICT
            for one, other in combinations(distinct, 2)
        )
        kind = "conflict" if at_odds else "rounding"
        return Disagreement(
            kind=kind,
            label=self.words("note", kind, field=field),
            claims=tuple(self._claim(one) for one in distinct),
        )

    def _claim(self, said: _Said) -> Claim:
        names = dict.fromkeys(self.footnotes.name(source) for source in said.sources)
        return Claim(
            value=self.teller.value(said.value) or self.words("note", "nothing"),
            sources=self.words("page", "comma").join(names),
        )


def _citations(state: FactState, teller: Teller) -> Iterator[tuple[Citation, Source]]:
    """What is listed at K, for the fact and against it."""
    for cited in state.cited:
        yield cited.citation, cited.source
    for step in state.disputed:
        for citation in step.citations:
            source = teller.story.sources.get(citation.source)
            if source is not None:
                yield citation, source
