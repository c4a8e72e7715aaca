"""A story of only what some names mean: what a command that writes needs of a long log.

A fact or source is found by all that people may type: its readable name, a name told apart by
`~` and the beginning of its id, an id or the beginning of one, and a source by its address too.
What is found has its whole history, so that whoever corrects it sees what it says; and every
fact whose name begins with a wanted new name is there, so that a free one can be chosen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from sqlite3 import Connection

from timeline.index import concern
from timeline.index.store import Index
from timeline.log.ledger import Ledger
from timeline.projections import Story

_ID_PREFIX = re.compile(r"[a-z2-7]{4,26}")
_LAST = "\U0010ffff"
_FACTS = "SELECT DISTINCT facts.id FROM versions JOIN facts ON facts.number = fact"


def story_of(
    index: Index,
    *,
    facts: Collection[str] = (),
    sources: Collection[str] = (),
    names: Collection[str] = (),
    source_names: Collection[str] = (),
    keys: Collection[str] = (),
) -> Story:
    """The story, with internal matter, of what these texts mean, and the log's settings.

    `facts` and `sources` are as typed; `names` and `source_names` what a new fact or source is to
    be called; `keys` those that a fact may have been recorded with.
    O(facts found + sources of the log), whatever the number of facts.
    """

    def find(ledger: Ledger) -> set[str]:
        database = ledger.database
        found: set[str] = set()
        for text in facts:
            found.update(_named(database, text.partition("~")[0]))
            found.update(_with_prefix(database, text))
        for name in names:
            found.update(_beginning_with(database, name))
        found.update(row.about or row.id for row in ledger.rows("key", filter(None, keys)))
        if sources or source_names:
            found.update(_sources(ledger, sources, source_names))
        return found | _of_same_names(ledger, found)

    return index.story_of(find)


def story_about(index: Index, text: str, *, recorded_by: str | None, internal: bool) -> Story:
    """The story of the facts that a text can mean, as in the whole story; where it means none, of
    what else it is the id of.
    """
    meant = [one.id for one in story_of(index, facts=[text]).facts]
    if meant:
        return index.story(meant, recorded_by=recorded_by, internal=internal)
    return index.story_of(
        lambda ledger: set(_with_prefix(ledger.database, text)),
        recorded_by=recorded_by,
        internal=internal,
    )


def _named(database: Connection, name: str) -> Iterable[str]:
    found = database.execute(f"{_FACTS} WHERE name = ?", (name,))
    return [fact for (fact,) in found]


def _beginning_with(database: Connection, name: str) -> Iterable[str]:
    found = database.execute(f"{_FACTS} WHERE name >= ? AND name < ?", (name, name + _LAST))
    return [fact for (fact,) in found]


def _with_prefix(database: Connection, text: str) -> Iterable[str]:
    if not _ID_PREFIX.fullmatch(text):
        return []
    query = "SELECT id, target FROM lines WHERE id >= ? AND id < ? LIMIT 100"
    found = database.execute(query, (text, text + _LAST))
    # Whether a link counts depends on both of its ends.
    return {one for row in found for one in row if one}


def _of_same_names(ledger: Ledger, events: Collection[str]) -> set[str]:
    """The facts that ever had a name of the facts that these events are about: each is told apart
    from the others, by whatever it was found.
    """
    subjects = {row.about or row.id for row in ledger.rows("id", events)}
    facts = concern.numbers_of(ledger.database, concern.called(ledger, subjects))
    return concern.ids_of(ledger.database, concern.of_same_names(ledger.database, facts))


def _sources(ledger: Ledger, texts: Collection[str], names: Collection[str]) -> set[str]:
    """Every source that one of the texts can mean, by anything that it was ever called, and
    those whose name begins with one of the names.
    """
    found: set[str] = set()
    for event in ledger.events([row.id for row in ledger.sources()]).values():
        said = getattr(event.body, "change", None)
        values = said.set if said else event.body
        called = str(_value(values, "name") or "")
        if any(_calls(values, text) for text in texts) or called.startswith(tuple(names)):
            found.add(event.about or event.id)
    for text in texts:
        found.update(_with_prefix(ledger.database, text))
    return found


def _calls(values: object, text: str) -> bool:
    name, _, rest = text.partition("~")
    called = {_value(values, field) for field in ("name", "url", "archived")} - {None, ""}
    return text in called or bool(rest and name in called)


def _value(values: object, field: str) -> object:
    return values.get(field) if isinstance(values, dict) else getattr(values, field, "")
