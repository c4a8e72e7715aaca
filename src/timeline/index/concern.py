"""Which facts an answer may concern: never too few, so that the projections, given only those,
answer as they would from the whole log.

Facts go by their numbers in the index.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from sqlite3 import Connection

from timeline.index.marks import AT_ODDS, knower_mark, mark
from timeline.index.pages import STANDING, View
from timeline.index.versions import integer, letter
from timeline.log.ledger import Ledger
from timeline.projections.known import Second
from timeline.projections.selection import Selection

Facts = set[int]
_MANY = 2  # a part with more than one in so many of the facts costs as much as the whole log


def numbers_of(database: Connection, ids: Iterable[str]) -> Facts:
    return _each(database, "SELECT number FROM facts WHERE id = ?", ids)


def ids_of(database: Connection, facts: Collection[int]) -> set[str]:
    query = "SELECT id FROM facts WHERE number = ?"
    return {found for fact in facts for (found,) in database.execute(query, (fact,))}


def are_many(database: Connection, facts: Collection[int]) -> bool:
    (count,) = database.execute("SELECT count(*) FROM facts").fetchone()
    return len(facts) * _MANY > int(count)


def _each(database: Connection, query: str, values: Iterable[object]) -> Facts:
    return {found for value in values for (found,) in database.execute(query, (value,))}


# -- what an answer is about ----------------------------------------------------------------


def turned_between(database: Connection, since: Second, until: Second) -> Facts:
    """What may say something else at `until` than at `since`."""
    query = "SELECT fact FROM turns WHERE second > ? AND second <= ?"
    return {fact for (fact,) in database.execute(query, (integer(since), integer(until)))}


def marked(database: Connection, marks: Iterable[str]) -> Facts:
    return _each(database, "SELECT fact FROM marks WHERE mark = ?", marks)


def of_knower(database: Connection, who: str) -> Facts:
    return marked(database, [knower_mark(who)]) if who else set()


def at_odds(ledger: Ledger) -> Facts:
    """What may be in a conflict or be a likely duplicate."""
    database = ledger.database
    saying = database.execute(
        "SELECT fact FROM headlines JOIN saying ON headline = number WHERE alike"
    )
    alike = {fact for (fact,) in saying}
    return alike | marked(database, [AT_ODDS]) | linked(ledger)


def linked(ledger: Ledger) -> Facts:
    """Every fact at either end of a link."""
    ends = ledger.database.execute("SELECT about, target FROM lines WHERE target != ''")
    return numbers_of(ledger.database, called(ledger, {end for row in ends for end in row}))


def clashing(database: Connection) -> Facts:
    """Facts that share a name, at some (K, R), and those that cite sources which do."""
    named = "SELECT DISTINCT fact FROM versions WHERE name = ?"
    facts = _each(database, named, clashing_names(database))
    sources = database.execute(
        "SELECT source FROM called WHERE name IN ("
        "SELECT name FROM called GROUP BY name HAVING count(*) > 1)"
    )
    citing = _each(
        database, "SELECT fact FROM bears WHERE cause = ?", [source for (source,) in sources]
    )
    return facts | citing - {0}


def clashing_names(database: Connection) -> set[str]:
    """The names that several facts ever had."""
    found = database.execute(
        "SELECT name FROM versions GROUP BY name HAVING min(fact) != max(fact)"
    )
    return {name for (name,) in found}


def dated_after(database: Connection, second: Second) -> Facts:
    """What says something that begins later than a second."""
    query = "SELECT fact FROM turns WHERE second > ?"
    return {fact for (fact,) in database.execute(query, (integer(second),))}


def with_findings(database: Connection, view: View, codes: Collection[str]) -> Facts:
    """Those in which rules that need one fact only find something."""
    if not codes:
        return set()
    condition, values = view.condition()
    found = database.execute(
        f"SELECT fact, findings FROM versions "  # noqa: S608
        f"WHERE {condition} AND findings != ''",
        values,
    )
    wanted = set(map(letter, codes))
    return {fact for fact, letters in found if not wanted.isdisjoint(letters)}


def citing(database: Connection, view: View, sources: Iterable[str]) -> Facts:
    """For each source, one fact that stands and cites it."""
    condition, values = view.condition()
    query = (
        "SELECT fact FROM versions WHERE fact IN (SELECT fact FROM bears WHERE cause = ?) "  # noqa: S608
        f"AND {condition} AND {STANDING} AND instr(sources, ?) LIMIT 1"
    )
    found: Facts = set()
    for source in sources:
        found.update(
            fact for (fact,) in database.execute(query, (source, *values, source.encode()))
        )
    return found


def selected(database: Connection, selection: Selection) -> Facts | None:
    """What may fit a selection; None where nothing of it narrows the facts down."""
    found = None
    for kind, names in (
        ("tag", selection.tags),
        ("lane", selection.lanes),
        ("person", selection.people),
        ("place", selection.places),
        ("source", [part for name in selection.sources for part in (name, name.split("~")[0])]),
    ):
        if names:
            found = both(found, marked(database, [mark(kind, name) for name in names]))
    if selection.since or selection.until:
        found = both(found, _in_period(database, selection))
    if selection.within:
        found = both(found, selected(database, selection.within))
    return found


def both(one: Facts | None, other: Facts | None) -> Facts | None:
    """What is in both; None is all facts."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _in_period(database: Connection, selection: Selection) -> Facts:
    where, values = ["undated = 0"], []
    if selection.until and selection.until.e1 is not None:
        where.append("s0 <= ?")
        values.append(float(selection.until.e1))
    if selection.since and selection.since.s0 is not None:
        where.append("neg_e1 <= ?")
        values.append(-float(selection.since.s0))
    query = f"SELECT DISTINCT fact FROM versions WHERE {' AND '.join(where)}"  # noqa: S608
    return {fact for (fact,) in database.execute(query, values)}


# -- what stands beside them ----------------------------------------------------------------


def with_neighbours(ledger: Ledger, facts: Collection[int]) -> Facts:
    """With the facts that they are linked to, that share their names, and that decide in which
    order facts of one time stand.
    """
    database = ledger.database
    found = set(facts)
    ahead = set(facts)
    if ledger.database.execute("SELECT 1 FROM lines WHERE target != '' LIMIT 1").fetchone():
        first = True
        while ahead:
            beside = set()
            for one, other in _links_of(ledger, ids_of(database, ahead)):
                if first or _can_tie(database, one, other):
                    beside |= {one, other}
            ahead = beside - found
            found |= ahead
            first = False
    return found | of_same_names(database, found)


def of_same_names(database: Connection, facts: Collection[int]) -> Facts:
    """Every fact that ever had a name that one of these ever had."""
    query = (
        "SELECT DISTINCT fact FROM versions WHERE name IN ("
        "SELECT name FROM versions WHERE fact = ?)"
    )
    return _each(database, query, facts)


def sources_of_same_name(database: Connection, ids: Iterable[str]) -> set[str]:
    """The sources that ever shared a name with any of these."""
    query = (
        "SELECT DISTINCT same.source FROM called JOIN called AS same USING (name) "
        "WHERE called.source = ?"
    )
    return {found for one in ids for (found,) in database.execute(query, (one,))}


def _links_of(ledger: Ledger, ids: Collection[str]) -> Sequence[tuple[int, int]]:
    ends_called = called(ledger, ids)
    rows = [*ledger.rows("about", ends_called), *ledger.rows("target", ends_called)]
    ends = [(row.about, row.target) for row in rows if row.target]
    return [
        (one, other)
        for pair in ends
        for one in numbers_of(ledger.database, called(ledger, {pair[0]}))
        for other in numbers_of(ledger.database, called(ledger, {pair[1]}))
    ]


def called(ledger: Ledger, ids: Collection[str]) -> set[str]:
    """These ids and those that share a key with them: any may stand for the others."""
    keys = {row.key for row in ledger.rows("id", ids)}
    return {*ids, *(row.id for row in ledger.rows("key", keys))}


def _can_tie(database: Connection, one: int, other: int) -> bool:
    """Whether two facts are ever of one time; where one says nothing, nobody can tell."""
    times = [
        {
            tuple(row)
            for row in database.execute(
                "SELECT undated, s0, neg_e1 FROM versions WHERE fact = ?", (fact,)
            )
        }
        for fact in (one, other)
    ]
    return not all(times) or not times[0].isdisjoint(times[1])
