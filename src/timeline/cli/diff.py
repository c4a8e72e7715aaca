"""timeline diff"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from timeline.cli import options
from timeline.cli.arguments import command
from timeline.cli.narrowing import Asked, read_part
from timeline.cli.selecting import selection_of
from timeline.cli.session import Session, page, print_json, print_text, say
from timeline.errors import TimelineError
from timeline.projections.difference import Difference, project_difference
from timeline.projections.known import check_moment
from timeline.projections.story import Story
from timeline.workspace import SETTINGS_FILE

if TYPE_CHECKING:
    from timeline.index.concern import Facts
    from timeline.log.ledger import Ledger


@command("diff")
@click.argument("a", metavar="DATE")
@click.argument("b", metavar="DATE")
@click.option(
    "--notice", is_flag=True, help="Write a correction notice: what to publish of the changes."
)
@options.recorded_by
@options.timeline_name
@options.internal
@options.as_json
@click.pass_obj
def diff_command(
    session: Session,
    /,
    *,
    a: str,
    b: str,
    notice: bool,
    recorded_by: str | None,
    timeline_name: str | None,
    internal: bool,
    as_json: bool,
) -> None:
    """Show what was learned, became certain, was corrected, disputed or retracted after the
    first DATE and by the second, each to its end.

    A notice tells corrections, updates, retractions and disputes in sentences. Its wording is a
    template, which `template` in the [notice] table of timeline.toml may replace.

    \b
    timeline diff 2023-12-31 2024-01-06
    timeline diff 2024-01-08 2024-01-09 --notice
    """
    if notice and internal:
        raise click.UsageError("A notice is published, so it can't show --internal matter.")
    first, last = check_moment(session.date(a)), check_moment(session.date(b))
    asked = Asked(
        known_by=last,
        recorded_by=session.recorded_by(recorded_by),
        internal=internal,
        selection=selection_of(session, timeline_name, {}),
    )

    def turned(ledger: Ledger, story: Story) -> Facts:
        from timeline.index.concern import turned_between

        return turned_between(ledger.database, story.second(first), story.second(last))

    difference = project_difference(read_part(session, asked, turned), first, last)
    if notice:
        _print_notice(session, difference, as_json)
    elif as_json:
        from timeline.renderers.data import difference_data

        print_json(difference_data(difference))
    else:
        from timeline.renderers.answers import render_difference

        print_text(render_difference(difference, page()))


def _print_notice(session: Session, difference: Difference, as_json: bool) -> None:
    from timeline.renderers.notice import notice_data, render_notice

    data = notice_data(difference)
    if as_json:
        print_json(data)
        return
    name, template = _template(session)
    text = render_notice(data, template, name)
    if text:
        print_text(text)
    else:
        say("Nothing was corrected, retracted, restored or newly disputed.")


class NoTemplateError(TimelineError):
    code = "no-template"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{SETTINGS_FILE}: [notice] template: expected a text file in the workspace, "
            f"got {name!r:.80}",
            "write the file, or take the line out to use the wording that comes with timeline",
        )


def _template(session: Session) -> tuple[str, str | None]:
    """The name and text of the house's template; None where there is none of its own.

    Raises:
        NoTemplateError: it can't be read, or lies outside the workspace.
    """
    settings = session.workspace.settings.get("notice", {})
    given = settings.get("template") if isinstance(settings, dict) else settings
    if given is None:
        return "notice.txt", None
    root = session.workspace.root.resolve()
    path = (root / str(given)).resolve()
    if not path.is_relative_to(root):
        raise NoTemplateError(str(given))
    try:
        return str(given), path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoTemplateError(str(given)) from error
