"""The example story: the border talks of winter 2023-24, from fact sheets to a log.

Its `timeline.toml` and `seeds/` ship with the package; in a checkout they lie at its root, which
is itself the story's workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from timeline.errors import TimelineError
from timeline.events import Entry, LogDescribed
from timeline.formats.importing import Plan, append_plan, plan_import
from timeline.formats.items import Found, Reading, arrange
from timeline.formats.sheets import read_sheet
from timeline.log import Log, init_log
from timeline.projections import project_story
from timeline.workspace import SETTINGS_FILE, Workspace

DESCRIPTION = LogDescribed(
    log="border-talks-2023-24",
    title="The price of help at the border",
    description="The border talks of the United States and Mexico in the winter of 2023–24.",
    zone="America/New_York",
    hemisphere="north",
    language="en",
    pad=1,
)


class NotEmptyError(TimelineError):
    code = "not-empty"

    def __init__(self, root: Path) -> None:
        super().__init__(
            f"expected a new or empty directory, and {root} has files in it",
            "give another: timeline demo DIR",
        )


def example_root() -> Path:
    """Where the example's files are: in the package, or at the root of the checkout."""
    package = Path(__file__).parent.parent
    shipped = package / "example"
    return shipped if shipped.is_dir() else package.parent.parent


def write_example(root: Path) -> Plan:
    """Write the story into `root`: settings, sheets, and the log that they make.

    Raises:
        NotEmptyError.
    """
    if root.exists() and any(root.iterdir()):
        raise NotEmptyError(root)
    given = example_root()
    (root / "seeds").mkdir(parents=True)
    copyfile(given / SETTINGS_FILE, root / SETTINGS_FILE)
    for sheet in (given / "seeds").glob("*.toml"):
        copyfile(sheet, root / "seeds" / sheet.name)
    return build_example(root)


def build_example(root: Path) -> Plan:
    """Make the log of a workspace that holds the example's settings and sheets."""
    init_log(root)
    log = Log(root)
    author = Workspace(root).author()
    log.append([Entry(body=DESCRIPTION, key="example:description")], by=author)
    story = project_story(log.read(), internal=True)
    with plan_import(story, arrange(_read_sheets(root))) as plan:
        plan.check()
        append_plan(log, plan, by=author)
    return plan


def _read_sheets(root: Path) -> Iterator[Found]:
    reading = Reading(zone=DESCRIPTION.zone)
    for sheet in sorted((root / "seeds").glob("*.toml")):
        with sheet.open("rb") as stream:
            yield from read_sheet(stream, f"seeds/{sheet.name}", reading)
