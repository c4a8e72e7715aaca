"""Values of frozen classes from plain data and back, a million at a time.

What attrs writes for a frozen class sets field after field through `object.__setattr__`, and
takes keywords: half of the time in which a log would be read. Here an *open twin* of the class,
of the same layout, is filled by plain assignment, and then becomes the class itself, which takes
a fifth of that. Nobody else ever holds the value while it is open.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import fields_dict

new = object.__new__
_VERY_MANY = 200_000  # new objects, which the collector walks in some 20 ms


@contextmanager
def collector_paused() -> Iterator[None]:
    """For what makes a lot of objects that stay: collecting would only walk them again.

    Very many are made the oldest generation's at the end, where the collector would have brought
    them too, after walking them: an eighth of the time of reading a log of a million events.
    Whoever froze objects of their own keeps them frozen, and waits for the walk.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_count()[0] > _VERY_MANY and gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()  # gives what is frozen to the oldest generation
            gc.enable()


def open_twin(cls: type[Any]) -> type[Any]:
    """A class whose instances are filled field by field, then given `cls` as `__class__`.

    `cls` has slots, and neither converters nor validators.
    """
    # Both methods, for Python to see that setting an attribute means nothing special.
    free = {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    return type(cls.__name__, (cls,), {"__slots__": (), **free})


def compile_filling(
    cls: type[Any],
    readers: Mapping[str, Callable[[Any], Any]],
    required: Sequence[str],
    text: Callable[[Any], str],
) -> Callable[[Mapping[str, Any]], Any]:
    """A function from plain data to a `cls`, each field read by its reader, as in

        def fill(value):
            made = new(twin)
            made.name = read_name(value["name"])
            made.tags = read_tags(value["tags"]) if "tags" in value else default_tags
            …
            made.__class__ = cls
            return made

    where `text`, the reader of plain text, is spared its call. It raises what the readers raise,
    and KeyError for a required field that isn't there or is empty; fields that the class doesn't
    have are not looked at. Takes about 0.1 ms to compile.
    """
    found: dict[str, Any] = {"new": new, "twin": open_twin(cls), "cls": cls, "missing": missing}
    source = ["def fill(value):", " made = new(twin)"]
    for name, field in fields_dict(cls).items():
        found[f"read_{name}"] = readers[name]
        item = f'read_{name}(value["{name}"])'
        if readers[name] is text:
            item = f'(item if type(item := value["{name}"]) is str else read_{name}(item))'
        if name in required:
            source.append(f' made.{name} = {item} or missing("{name}")')
        else:
            found[f"default_{name}"] = field.default
            source.append(f' made.{name} = {item} if "{name}" in value else default_{name}')
    source += [" made.__class__ = cls", " return made"]
    exec("\n".join(source), found)  # noqa: S102 - the names are those of our own classes
    fill: Callable[[Mapping[str, Any]], Any] = found["fill"]
    return fill


def compile_listing(
    cls: type[Any],
    writers: Mapping[str, Callable[[Any], Any]],
    required: Sequence[str],
    text: Callable[[Any], str],
) -> Callable[[Any], dict[str, Any]]:
    """The way back: a function from a `cls` to plain data, in the order of `writers`, as in

        def list_fields(value):
            given = {}
            item = value.name or missing("name")
            given["name"] = write_name(item)
            if (item := value.tags) is not default_tags and (item or type(item) is int):
                given["tags"] = write_tags(item)
            …
            return given

    What is empty is not given; a number is, even 0. It raises what the writers raise, and KeyError
    for a required field that is empty.
    """
    defaults = {name: field.default for name, field in fields_dict(cls).items()}
    found: dict[str, Any] = {"missing": missing}
    source = ["def list_fields(value):", " given = {}"]
    for name, write in writers.items():
        found[f"write_{name}"], found[f"default_{name}"] = write, defaults[name]
        written = f"write_{name}(item)"
        if write is text:
            written = f"item if type(item) is str else {written}"
        if name in required:
            source.append(f' item = value.{name} or missing("{name}")')
            source.append(f' given["{name}"] = {written}')
        else:
            given = f"(item := value.{name}) is not default_{name} and (item or type(item) is int)"
            source.append(f' if {given}: given["{name}"] = {written}')
    source.append(" return given")
    exec("\n".join(source), found)  # noqa: S102 - as above
    list_fields: Callable[[Any], dict[str, Any]] = found["list_fields"]
    return list_fields


def missing(name: str) -> None:
    raise KeyError(name)
