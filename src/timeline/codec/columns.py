"""Many values of one kind at once: a third less time than one by one.

A chunk of a log is read column by column: all ids of it, then all dates, then all tags. What
every text of a column must be is asked once of the column, and no value costs a call. A column
refuses what is wrong in it with any of REFUSALS, and doesn't say why: whoever asked then reads
the values one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any, TypeVar

from attrs import fields_dict

from timeline.codec.making import missing, new, open_twin
from timeline.errors import TimelineError

Column = Callable[[Sequence[Any]], Sequence[Any]]
K = TypeVar("K", bound=Hashable)

REFUSALS = (TimelineError, TypeError, ValueError, AttributeError, KeyError)
_OFTEN = 100  # of a shape, before it is worth a reader of its own
_MOST_KEPT = 1 << 16
_MOST_SHAPES = 500  # of one class, so that a log of strange ones doesn't fill memory


def check_types(values: Iterable[Any], kind: type[Any]) -> None:
    """Every value is of this very type. Raises: TypeError."""
    if not {kind}.issuperset(map(type, values)):
        raise TypeError


def one_by_one(read: Callable[[Any], Any]) -> Column:
    def read_column(values: Sequence[Any]) -> Sequence[Any]:
        return [*map(read, values)]

    return read_column


def recurring(read: Callable[[Any], Any]) -> Column:
    """Values that recur: each is read once, and what it was read as is shared by all."""
    kept: dict[Any, Any] = {}

    def read_column(values: Sequence[Any]) -> Sequence[Any]:
        try:
            return [*map(kept.__getitem__, values)]
        except KeyError:
            if len(kept) > _MOST_KEPT:
                kept.clear()
            for value in values:
                if value not in kept:
                    kept[value] = read(value)
            return [*map(kept.__getitem__, values)]

    return read_column


def lists_of(read_items: Column) -> Column:
    """Lists of what a column reads, as tuples: all items of all lists are one column."""

    def read_column(values: Sequence[Any]) -> Sequence[Any]:
        check_types(values, list)
        items = read_items([*chain.from_iterable(values)])
        if len(items) == len(values) and all(values):
            return [*zip(items)]
        rest = iter(items)
        return [tuple(islice(rest, len(one))) for one in values]

    return read_column


def by_kind(
    kinds: Sequence[K], values: Sequence[Any], read: Callable[[K, Sequence[Any]], Sequence[Any]]
) -> Sequence[Any]:
    """What `read` makes of the values of each kind, in the order of the values."""
    if not kinds or kinds.count(kinds[0]) == len(kinds):
        return read(kinds[0], values) if kinds else []
    parts: dict[K, list[Any]] = defaultdict(list)
    for kind, value in zip(kinds, values, strict=True):
        parts[kind].append(value)
    made = {kind: iter(read(kind, part)) for kind, part in parts.items()}
    return [next(made[kind]) for kind in kinds]


class Records:
    """Objects of a class with these fields, from plain data.

    A *shape* is the names of the fields that are given, in their order. When a hundred of one have
    been read one by one, by `read_one`, a reader is compiled for it, as in

        def read(values):
            [v_name, v_tags] = zip(*map(items, values))
            v_name = read_name(v_name)
            v_tags = read_tags(v_tags)
            all(v_name) or missing("name")
            made = [*map(new, repeat(twin, len(values)))]
            for one, v_name, v_tags in zip(made, v_name, v_tags):
                one.name = v_name
                one.tags = v_tags
                one.detail = default_detail
                …
                one.__class__ = cls
            return made
    """

    def __init__(
        self,
        cls: type[Any],
        columns: Callable[[], Mapping[str, Column]],
        required: Sequence[str],
        read_one: Callable[[Any], Any],
    ) -> None:
        self.compiled: dict[tuple[str, ...], Column] = {}
        self._cls = cls
        self._columns = columns
        self._required = required
        self._read_one = read_one
        self._seen: dict[tuple[str, ...], int] = {}

    def read(self, values: Sequence[Any]) -> Sequence[Any]:
        check_types(values, dict)
        return by_kind([*map(tuple, values)], values, self._read_alike)

    def _read_alike(self, shape: tuple[str, ...], values: Sequence[Any]) -> Sequence[Any]:
        if read := self.compiled.get(shape):
            return read(values)
        made = [*map(self._read_one, values)]
        self._note(shape, len(values))
        return made

    def _note(self, shape: tuple[str, ...], count: int) -> None:
        """So many values of this shape were read one by one, and nothing was wrong with them."""
        if len(self._seen) == _MOST_SHAPES:
            self._seen.clear()
        self._seen[shape] = times = self._seen.get(shape, 0) + count
        columns = self._columns()
        if times >= _OFTEN and columns.keys() >= set(shape):
            if len(self.compiled) == _MOST_SHAPES:
                self.compiled.clear()
            self.compiled[shape] = self._compile(shape, columns)

    def _compile(self, shape: Sequence[str], columns: Mapping[str, Column]) -> Column:
        found: dict[str, Any] = {"new": new, "twin": open_twin(self._cls), "cls": self._cls}
        found |= {"items": dict.values, "missing": missing, "repeat": repeat}
        given = ", ".join(f"v_{name}" for name in shape)
        source = ["def read(values):", f" [{given}] = zip(*map(items, values))"]
        for name in shape:
            found[f"read_{name}"] = columns[name]
            source.append(f" v_{name} = read_{name}(v_{name})")
            if name in self._required:
                source.append(f' all(v_{name}) or missing("{name}")')
        source += [" made = [*map(new, repeat(twin, len(values)))]"]
        source += [f" for one, {given} in zip(made, {given}):"]
        for name, field in fields_dict(self._cls).items():
            found[f"default_{name}"] = field.default
            source.append(f"  one.{name} = {'v' if name in shape else 'default'}_{name}")
        source += ["  one.__class__ = cls", " return made"]
        exec("\n".join(source), found)  # noqa: S102 - the names are those of our own classes
        read: Column = found["read"]
        return read
