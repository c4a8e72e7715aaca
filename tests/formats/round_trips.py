"""Writing a story, reading the file, and planning its import into the same log."""

from __future__ import annotations

from io import BytesIO

from timeline.errors import Problem
from timeline.events import FactStated
from timeline.formats.exporting import Telling
from timeline.formats.files import read_files, recognize_file
from timeline.formats.importing import Plan, plan_import
from timeline.formats.items import Found, Item, Reading
from timeline.formats.registry import writers
from timeline.projections import Story, project_chronology


def tell(story: Story) -> Telling:
    chronology = project_chronology(story)
    return Telling(chronology=chronology, facts=chronology.facts, title=story.settings.title)


def write(story: Story, name: str) -> tuple[bytes, Telling]:
    """The story in a format, and what was told while writing it."""
    telling, stream = tell(story), BytesIO()
    writers().by_name[name].export(telling, stream)
    return stream.getvalue(), telling


def read(data: bytes, name: str = "", path: str = "file") -> list[Found]:
    """What a file says, its format named or found out."""
    reading = Reading(zone="America/New_York")
    file = recognize_file(path, BytesIO(data), reading, name)
    return list(read_files([file], reading))


def facts_in(found: list[Found]) -> list[FactStated]:
    """The facts, in order; anything but items and notes is a failure."""
    items = [one for one in found if isinstance(one, Item)]
    assert [one for one in found if not hasattr(one, "entry") and hasattr(one, "code")] == []
    return [item.entry.body for item in items if isinstance(item.entry.body, FactStated)]


def plan_back(story: Story, data: bytes, name: str) -> Plan:
    """What importing the written file into the log that it came from would do."""
    with plan_import(story, read(data, name)) as plan:
        return plan


def problems(found: list[Found]) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem)]


def bodies(found: list[Found]) -> list[object]:
    return [one.entry.body for one in found if isinstance(one, Item)]
