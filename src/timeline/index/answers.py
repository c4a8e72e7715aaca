"""First pages of long answers: the index finds the facts that stand on them and counts the rest,
and the ordinary projections say what they say.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.dates import Date
from timeline.index import concern, pages
from timeline.index.pages import Pages, View
from timeline.index.store import Index
from timeline.log.ledger import Ledger
from timeline.projections.checks import Allowances, Review, Tally, check_story, tally
from timeline.projections.checks.alone import NOT_AS_OF_A_DAY
from timeline.projections.checks.sources import is_faulty
from timeline.projections.knowledge import Counts, Knowledge, choose, first_of, project_knowledge
from timeline.projections.known import Second

_KINDS = (pages.CERTAIN, pages.POSSIBLE, pages.NOT_YET, pages.RETRACTED)


def first_known(index: Index, view: View, known_by: Date, limit: int) -> Knowledge:
    """The first facts of each list of `project_knowledge`. O(limit + facts that the knower has a
    day of their own for), but for the counts: one pass over what the index keeps in order.
    """

    def look(found: Pages, ledger: Ledger) -> tuple[set[str], Mapping[str, int], set[str]]:
        own = concern.of_knower(ledger.database, view.knower)
        listed = [
            row["id"] for kind in _KINDS for row in found.page(kind, limit=limit, without=own)
        ]
        return set(listed), found.count(own), concern.ids_of(ledger.database, own)

    listed, counts, own = index.look(view, look)
    story = index.story(listed | own, recorded_by=view.recorded_by, internal=view.internal)
    knowledge = project_knowledge(story, known_by, knower=view.knower)
    theirs = choose(knowledge, lambda states: tuple(one for one in states if one.id in own)).counts
    page = choose(
        knowledge, lambda states: tuple(one for one in states if one.id in listed or one.id in own)
    )
    in_all = Counts(
        counts[pages.CERTAIN] + theirs.certain,
        counts[pages.POSSIBLE] + theirs.possible,
        counts[pages.NOT_YET] + theirs.not_yet,
        counts[pages.RETRACTED] + theirs.retracted,
    )
    return first_of(page, limit, in_all)


def first_found(  # noqa: PLR0917
    index: Index,
    view: View,
    known_by: Date | None,
    allowances: Allowances,
    now: Second,
    limit: int | None,
    *,
    with_allowed: bool,
) -> Tally | None:
    """What `check_story` finds, at most `limit` of each rule; None where so many facts must be
    looked at that reading the whole log costs less.

    Rules that are allowed anywhere are only counted, unless it is to be `with_allowed`.
    """
    counted: dict[str, int] = {}
    anywhere = {one.code for one in allowances if not one.subject}
    subjects = {one.code for one in allowances if one.subject}

    faulty = [source.id for source in index.sources(view).values() if is_faulty(source)]

    def look(found: Pages, ledger: Ledger) -> concern.Facts:
        database = ledger.database
        facts = concern.at_odds(ledger) | concern.clashing(database)
        facts |= concern.dated_after(database, now)
        facts |= concern.citing(database, view, faulty)
        wanted = []
        for code, count in found.findings().items():
            if known_by is not None and code in NOT_AS_OF_A_DAY:
                continue
            only_counted = code in anywhere and not with_allowed
            if code in subjects or not (only_counted or (limit is not None and count > limit)):
                wanted.append(code)
                continue
            counted[code] = count
            if not only_counted:
                assert limit is not None
                page = found.page(pages.LISTED, limit=limit, code=code)
                facts |= {row["fact"] for row in page}
        return facts | concern.with_findings(database, view, wanted)

    facts = index.look(view, look)
    story = index.narrow_story(
        lambda _: facts, recorded_by=view.recorded_by, internal=view.internal
    )
    if story is None:
        return None
    findings = check_story(Review(story=story, known_by=known_by, now=now))
    if not with_allowed:
        findings = tuple(
            one for one in findings if one.code not in counted or one.code not in anywhere
        )
    return tally(findings, allowances, limit=limit, counted={c: n for c, n in counted.items() if n})
